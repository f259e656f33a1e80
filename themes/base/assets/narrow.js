// Narrows the list of this page by words and choices. The search index knows which of its articles match, also those on other pages
// of the list.

const SHOWN = 20;
const ENTRY = ".items > li, .terms > div";
const form = document.querySelector(".narrow");
const list = document.querySelector(".listing, .glossary");
const status = form.querySelector("[role=status]");
const reset = form.querySelector("[type=reset]");
const { filter, pages, failed } = form.dataset;
const entries = new Map([...list.querySelectorAll(ENTRY)].map((entry) => [entry.querySelector("a").href, entry]));
let marks = new Set(), isNew = true, most = SHOWN, turn = 0, search, waiting, results;

const chosen = () => [...new FormData(form)].filter(([, value]) => value.trim());

// Shows some entries of the list, and the headings above them.
const keep = (isKept) => {
  list.hidden = false;
  results?.remove();
  for (const entry of entries.values()) entry.hidden = !isKept(entry);
  for (const part of list.children) part.hidden = ![...part.querySelectorAll(ENTRY)].some((entry) => !entry.hidden);
};

const showAll = () => {
  keep(() => true);
  for (const part of list.children) part.hidden = false;
};

// Shows a list of its own, since the articles are on several pages.
const replace = ({ hits, total }, now) => {
  const { make, titled, marked, ask, site } = search;
  const items = hits.map((hit) => {
    const title = make("h2", { className: "item-title" }, make("a", { href: new URL(hit.url, site) }, titled(hit)));
    return make("li", { className: "item" }, title, make("p", { className: "item-summary" }));
  });
  const more = make("button", { type: "button", className: "button", hidden: total <= hits.length }, form.dataset.more);
  more.addEventListener("click", async () => {
    most += SHOWN;
    await narrow();
    results.querySelectorAll(".item a")[hits.length]?.focus();
  });
  results?.remove();
  results = make("div", { className: "listing narrowed" }, make("ul", { className: "items items-none" }, ...items), more);
  list.hidden = true;
  list.after(results);
  const fill = async () => {
    const texts = await ask("excerpts", hits.map(({ document, places: [place] }) => [document, place?.section ?? 0]), marks);
    if (now === turn) results.querySelectorAll(".item-summary").forEach((line, at) => line.append(marked(texts[at])));
  };
  // Most letters are followed by the next one, which may need other texts.
  setTimeout(() => now === turn && fill().catch(() => {}), 120);
};

const narrow = async () => {
  const now = ++turn;
  const all = chosen();
  reset.hidden = !all.length;
  if (!all.length) {
    status.textContent = "";
    return showAll();
  }
  try {
    search = await import("./search-open.js");
    const filters = all.filter(([name]) => name !== "q").map(([name, value]) => `${name}:${value}`);
    const isWhole = pages === "1";
    const found = await search.ask("search", form.elements.q.value, isWhole ? entries.size : most, [filter, ...filters]);
    if (now !== turn) return;
    marks = found.marks;
    if (isWhole) {
      const matching = new Set(found.hits.map(({ url }) => entries.get(new URL(url, search.site).href)));
      keep((entry) => matching.has(entry));
    } else {
      replace(found, now);
    }
    status.textContent = search.say("search-articles", { n: found.total });
  } catch {
    if (now !== turn) return;
    status.textContent = failed;
    showAll();
  }
};

const note = () => {
  clearTimeout(waiting);
  const before = new URLSearchParams(location.search);
  const query = new URLSearchParams(before);
  for (const { name } of form.elements) query.delete(name);
  for (const [name, value] of chosen()) query.append(name, value.trim());
  if (`${query}` === `${before}`) return;
  history[isNew ? "pushState" : "replaceState"](null, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
  isNew = false;
};

const take = () => {
  const query = new URLSearchParams(location.search);
  for (const control of form.elements) if (control.name) control.value = query.get(control.name) ?? "";
  [isNew, most] = [true, SHOWN];
  narrow();
};

form.addEventListener("input", () => {
  most = SHOWN;
  narrow();
  // Browsers allow only so many changes of the address.
  clearTimeout(waiting);
  waiting = setTimeout(note, 250);
});
form.addEventListener("change", () => {
  note();
  isNew = true;
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => {
  narrow();
  note();
  form.elements.q.focus();
}));
addEventListener("popstate", take);
// At once: the browser is leaving the page.
list.parentElement.addEventListener("click", ({ target }) => {
  const link = target.closest(":is(.listing, .glossary) a");
  if (link && chosen().length) search?.remember(link, marks);
});
form.classList.add("narrow-ready");
take();
