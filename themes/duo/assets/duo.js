// Convenience only: reading, links and forms work without this file.

const root = document.documentElement;

// Theme switch. A choice that matches the system is not stored, so that the page follows the system again.
const themeSwitch = document.querySelector(".theme-switch");
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";
const showTheme = () => themeSwitch.setAttribute("aria-pressed", String(isDark()));

const canStore = () => {
  try {
    localStorage.getItem("theme");
    return true;
  } catch {
    return false;
  }
};

if (themeSwitch && canStore()) {
  themeSwitch.hidden = false;
  showTheme();
  systemDark.addEventListener("change", showTheme);
  themeSwitch.addEventListener("click", () => {
    const dark = !isDark();
    if (dark === systemDark.matches) {
      delete root.dataset.theme;
      localStorage.removeItem("theme");
    } else {
      root.dataset.theme = dark ? "dark" : "light";
      localStorage.setItem("theme", root.dataset.theme);
    }
    showTheme();
  });
}

// The folded menu closes on Escape, and on a click elsewhere.
const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// The outline is open if there is room next to the text, and marks the section being read.
const outline = document.querySelector(".outline");
if (outline) {
  const wide = matchMedia("(min-width: 70rem)");
  const fold = () => { outline.querySelector("details").open = wide.matches; };
  fold();
  wide.addEventListener("change", fold);

  const links = [...outline.querySelectorAll("a")];
  const linkOf = new Map(links.map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const mark = (current) => links.forEach((link) => {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  const chapterOf = (block) => {
    // A script may have wrapped the block.
    for (let node = block.closest(".prose > *"); node; node = node.previousElementSibling) {
      const link = linkOf.get(node.id || node.firstElementChild?.id);
      if (link) return link;
    }
    return links[0];
  };
  const watcher = new IntersectionObserver((entries) => {
    const entered = entries.find((entry) => entry.isIntersecting);
    if (entered) mark(chapterOf(entered.target));
  }, { rootMargin: "-12% 0px -75% 0px" });
  for (const block of document.querySelectorAll(".prose > *")) watcher.observe(block);
}

const address = () => document.querySelector("link[rel=canonical]")?.href ?? location.href;

// Two more ways to share, if the browser supports them: the system's share dialog, and copying the address. The buttons
// are created here, so that a page without this file has no dead buttons.
const shares = document.querySelector(".share > ul");
const addShare = (name, words, act) => {
  const item = document.createElement("li");
  const button = document.createElement("button");
  Object.assign(button, { className: name, type: "button", textContent: words });
  button.addEventListener("click", () => act(button));
  item.append(button);
  shares.append(item);
};
if (shares && navigator.share) {
  addShare("share-sheet", shares.dataset.sheet, () => {
    navigator.share({ title: document.title, url: address() }).catch(() => {});
  });
}

// Copying: the address of the page or of a section, and code. What was copied is announced too.
const words = document.querySelector("[data-copy]")?.dataset;
if (words && navigator.clipboard) {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const status = make("span", { className: "visually-hidden", role: "status" });
  document.body.append(status);
  const copy = async (text, done) => {
    await navigator.clipboard.writeText(text);
    status.textContent = "";
    status.textContent = done;
  };
  if (shares) addShare("copy-link", words.copy, async (button) => {
    await copy(address(), words.copied);
    button.textContent = words.copied;
  });
  for (const heading of document.querySelectorAll(".prose > :is(h2, h3, h4):has(> [id])")) {
    const { id } = heading.querySelector("[id]");
    const link = make("a", { className: "heading-link", href: `#${id}`, ariaLabel: `${words.copy}: ${heading.textContent}` });
    link.addEventListener("click", () => copy(address().split("#")[0] + new URL(link.href).hash, words.copied));
    heading.append(link);
  }
  for (const code of document.querySelectorAll(".prose pre > code")) {
    const frame = make("div", { className: "code" });
    const button = make("button", { className: "copy-code", type: "button", textContent: words.code });
    button.addEventListener("click", async () => {
      await copy(code.textContent, words.done);
      button.textContent = words.done;
    });
    code.parentNode.replaceWith(frame);
    frame.append(code.parentNode, button);
  }
}

if (location.search.includes("utm_")) import("./campaign.js");

// The error messages are loaded when a form is first touched. A submission before that waits for them; if they
// fail to load, the browser's own validation applies.
const formScript = document.querySelector("script[data-forms]")?.dataset.forms;
if (formScript) {
  let loading;
  const isForm = (element) => element.closest("form.form");
  const load = () => (loading ??= import(new URL(formScript, document.baseURI)).then(letGo, leave));
  const forms = document.querySelectorAll("form.form");
  const letGo = () => removeEventListener("submit", hold, true);
  const leave = () => {
    forms.forEach((form) => (form.noValidate = false));
    letGo();
  };
  const hold = (event) => {
    if (!isForm(event.target)) return;
    event.preventDefault();
    load().finally(() => event.target.requestSubmit(event.submitter));
  };
  forms.forEach((form) => (form.noValidate = true));
  addEventListener("submit", hold, true);
  addEventListener("focusin", (event) => isForm(event.target) && load());
}

// Cards for links are loaded when a link is first pointed at, and then receive the event that triggered the loading.
const cardScript = document.querySelector("[data-previews]")?.dataset.previews;
if (cardScript) {
  const kinds = ["pointerover", "focusin", "click"];
  const load = async (event) => {
    const link = event.target.closest?.(".prose a[href]");
    const isClick = event.type === "click";
    if (link?.origin !== location.origin || (isClick && event.pointerType !== "touch")) return;
    if (isClick) event.preventDefault();
    await import(new URL(cardScript, document.baseURI)).catch(() => {});
    kinds.forEach((kind) => document.removeEventListener(kind, load));
    event.target.dispatchEvent(new event.constructor(event.type, event));
  };
  kinds.forEach((kind) => document.addEventListener(kind, load));
}
