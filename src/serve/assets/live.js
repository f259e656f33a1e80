// Keeps a page up to date: checks what changed after every build, replaces stylesheets, reloads for anything else, and
// shows problems. Served by `kb serve`, never published.

const own = document.currentScript;
let build = own.dataset.build;
let styles = own.dataset.styles;
const content = own.dataset.page;

// A reload must not lose the scroll position.
const PLACE = "kb-place";
const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
sessionStorage.removeItem(PLACE);
if (kept?.path === location.pathname) {
  const restore = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  restore();
  // A font that loads late moves the text, and the scroll position with it.
  addEventListener("load", () => { restore(); document.fonts.ready.then(restore); }, { once: true });
}
const reload = () => {
  sessionStorage.setItem(PLACE, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
  location.reload();
};

// The stylesheets that the page came with, not those that a script of the site adds.
const SHEETS = 'link[rel~="stylesheet"]:not(.kb-style)';
let sheets = [...document.querySelectorAll(SHEETS)];

// The new stylesheets load before the old ones are removed, so that the page is never unstyled.
const exchangeStyles = async (page, mark) => {
  const wanted = [...page.querySelectorAll(SHEETS)];
  const old = sheets;
  sheets = [];
  let last = old.at(-1) ?? document.head.lastChild;
  const arrived = wanted.map((link) => {
    const fresh = document.importNode(link);
    // Under the same address the browser would keep the old one.
    const address = new URL(link.getAttribute("href"), location.href);
    address.searchParams.set("kb", mark);
    fresh.href = address;
    const done = new Promise((ready) => {
      fresh.onload = fresh.onerror = ready;
    });
    last.after(fresh);
    last = fresh;
    sheets.push(fresh);
    return done;
  });
  await Promise.all(arrived);
  old.forEach((link) => link.remove());
};

// kb's own pages list the problems themselves.
const isOwn = document.body.classList.contains("kb-own");

let looking = false;
const look = async (event) => {
  if (looking) return look.again = event;
  looking = true;
  try {
    await problems(event);
    // The problems may have changed even if the site has not.
    if (event.build !== build || isOwn) {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector('script[src="/_kb/live.js"]')?.dataset;
      if (!fresh || fresh.page !== content) return reload();
      if (fresh.styles !== styles) await exchangeStyles(page, fresh.build);
      styles = fresh.styles;
      build = fresh.build;
    }
    document.documentElement.dataset.kbBuild = build;
  } catch {
    // The server is gone; when it is back, it sends an event.
  } finally {
    looking = false;
    const again = look.again;
    look.again = undefined;
    if (again) look(again);
  }
};

let overlay;
let shown = "";
const problems = async ({ errors, warnings, whole, words }) => {
  if (isOwn) return;
  showBadge(errors === 0 && warnings > 0 ? words : "");
  if (errors === 0) {
    overlay?.remove();
    overlay = undefined;
    shown = "";
    return;
  }
  const list = await (await fetch("/_kb/problems.html", { cache: "no-store" })).text();
  if (list === shown) return;
  shown = list;
  addStyle();
  overlay?.remove();
  overlay = document.createElement("section");
  overlay.className = "kb-overlay";
  overlay.setAttribute("aria-labelledby", "kb-overlay-title");
  overlay.tabIndex = -1;
  const close = button("kb-close", "Close", () => overlay.remove());
  const title = document.createElement("h2");
  title.id = "kb-overlay-title";
  const spoken = document.createElement("span");
  spoken.setAttribute("role", "alert");
  title.append(spoken);
  spoken.textContent = words;
  const note = document.createElement("p");
  note.textContent = whole
    ? "What you see is the last site without errors."
    : "What you see is as much of the site as can be made.";
  const items = document.createElement("div");
  items.innerHTML = list;
  overlay.append(close, title, note, items);
  overlay.onkeydown = (event) => {
    if (event.key === "Escape") overlay.remove();
  };
  document.body.append(overlay);
};

// Warnings do not prevent publishing, so they stay in a corner; once hidden, until their number changes.
const HIDDEN = "kb-badge-hidden";
let badge;
const showBadge = (words) => {
  if (badge?.dataset.words === words) return;
  badge?.remove();
  badge = undefined;
  if (!words) sessionStorage.removeItem(HIDDEN);
  if (!words || sessionStorage.getItem(HIDDEN) === words) return;
  addStyle();
  badge = document.createElement("aside");
  badge.className = "kb-badge";
  badge.dataset.words = words;
  badge.setAttribute("aria-label", "kb serve");
  const link = document.createElement("a");
  link.href = "/_kb/problems/";
  link.textContent = words;
  const hide = button("kb-close", "Hide", () => {
    sessionStorage.setItem(HIDDEN, words);
    badge.remove();
  });
  badge.append(link, hide);
  document.body.append(badge);
};

const button = (name, words, press) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = words;
  button.onclick = press;
  return button;
};

const addStyle = () => {
  if (document.querySelector(".kb-style")) return;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_kb/live.css";
  style.className = "kb-style";
  document.head.append(style);
};

// A hidden tab closes its connection, since browsers allow only six per server; when visible again, it catches up.
let source;
const listen = () => {
  if (document.hidden || source) return;
  source = new EventSource(`/_kb/events?page=${encodeURIComponent(location.pathname)}`);
  source.addEventListener("build", (event) => look(JSON.parse(event.data)));
};
const rest = () => {
  source?.close();
  source = undefined;
};
document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
