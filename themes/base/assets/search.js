// Opens the search. Small, since every page has it; the rest is loaded when somebody first searches.

const link = document.querySelector(".search-link");
const isSearchPage = document.querySelector(".search");

const open = async (event) => {
  event.preventDefault();
  try {
    const { open } = await (isSearchPage ? import("./search-page.js") : import("./search-open.js"));
    open();
  } catch {
    location.assign(link.href);
  }
};

const isTyping = (element) => element.isContentEditable || element.matches("input, textarea, select");

if (link) {
  link.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) open(event);
  });
  document.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const isSlash = event.key === "/" && !isCommand && !event.altKey && !isTyping(event.target);
    if (isSlash || (isCommand && event.key.toLowerCase() === "k")) open(event);
  });
  if (isSearchPage) import("./search-page.js");
  if (document.querySelector(".page-not-found")) import("./search-lost.js");
}

// The words that led here from the search are marked until Escape.
try {
  if (sessionStorage.getItem("kb-search")?.split("\n")[0] === location.pathname) import("./search-marks.js");
} catch {
  // Without storage, nothing is marked.
}
