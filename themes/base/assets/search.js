// Opens the search. Small, since every page has it; the rest is loaded when somebody first searches.

const link = document.querySelector(".search-link");
const isSearchPage = document.querySelector(".search");

const open = async (query) => {
  try {
    const { open } = await (isSearchPage ? import("./search-page.js") : import("./search-open.js"));
    open();
    if (query) {
      const input = document.activeElement;
      input.value = query;
      input.dispatchEvent(new Event("input"));
    }
  } catch {
    location.assign(link.href);
  }
};

const isTyping = (element) => element.isContentEditable || element.matches("input, textarea, select");

if (link) {
  link.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const isSlash = event.key === "/" && !isCommand && !event.altKey && !isTyping(event.target);
    if (!isSlash && !(isCommand && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    open();
  });
  if (isSearchPage) import("./search-page.js");
  if (document.querySelector(".page-not-found")) import("./search-lost.js");
}

// Back from an article that the dialog led to opens the dialog again, with its query, as it does where browsers keep whole pages.
document.addEventListener("click", ({ target }) => {
  const input = target.closest("a") && target.closest(".search-dialog")?.querySelector("input");
  if (input) history.replaceState({ search: input.value }, "");
});
document.addEventListener("close", () => history.state?.search && history.replaceState(null, ""), true);
if (history.state?.search) open(history.state.search);

// The words that led here from the search are marked until Escape.
try {
  if (sessionStorage.getItem("kb-search")?.split("\n")[0] === location.pathname) import("./search-marks.js");
} catch {
  // Without storage, nothing is marked.
}
