// The search: a field with results, and the dialog with both. A combobox as in the ARIA Authoring Practices; articles and their
// sections are its options, in one group per article.

import { openIndex, places } from "./search-engine.js";

const SHOWN = 10;
const { lang } = document.documentElement;
const site = new URL("../", import.meta.url);
const all = document.querySelector(".search-link").href;
const address = document.querySelector("[data-strings]").dataset.strings;
const { default: strings } = await import(new URL(address, document.baseURI));
const plural = new Intl.PluralRules(lang);

export const say = (key, values = {}) => {
  const text = strings[key];
  return (text[plural.select(values.n)] ?? text.other ?? text).replace(/{(\w+)}/g, (_, name) => values[name].toLocaleString(lang));
};

export const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

export const index = openIndex(async (name) => {
  // Only the root keeps its name when it changes.
  const cache = name === "root.bin" ? "no-cache" : "default";
  const answer = await fetch(new URL(`search/${lang}/${name}`, site), { cache });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok || bytes[0] !== 1) throw new Error(name);
  const content = new Blob([bytes.subarray(1)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(content).arrayBuffer());
});

const href = new URL("search.css", import.meta.url);
document.head.append(make("link", { rel: "stylesheet", href }));

// A text with the words to mark in it.
export const marked = (text, marks) => {
  const parts = make("span", { dir: "auto" });
  let done = 0;
  for (const [word, start, end] of places(text)) {
    if (!marks.has(word)) continue;
    const from = Math.max(start, done);
    if (from > done) parts.append(text.slice(done, from));
    parts.append(make("mark", {}, text.slice(from, end)));
    done = end;
  }
  parts.append(text.slice(done));
  return parts;
};

// The part of a text that has most of the words.
const excerpt = (text, marks) => {
  const found = places(text.slice(0, 20000)).filter(([word]) => marks.has(word)).slice(0, 200);
  const near = ([, from]) => new Set(found.filter(([, start]) => start >= from && start < from + 90).map(([word]) => word)).size;
  const best = found.reduce((best, one) => (near(one) > near(best) ? one : best), found[0])?.[1] ?? 0;
  const start = best > 40 ? text.indexOf(" ", best - 40) + 1 : 0;
  const part = text.slice(start, start + 200);
  return marked(`${start ? "…" : ""}${part}${start + 200 < text.length ? "…" : ""}`, marks);
};

// “Pull versus push”, if the articles of its collection have two sides.
const titled = ({ title, collection }, marks) => {
  const joiner = collection?.joiner;
  const [a, b, more] = joiner ? title.split(` ${joiner} `) : [];
  if (!b || more) return marked(title, marks);
  const part = (name, text) => Object.assign(marked(text, marks), { className: name });
  return make("span", { className: "pair", dir: "auto" }, part("pair-a", a), " ", part("pair-joiner", joiner), " ", part("pair-b", b));
};

// `typed` is called with each query; `first` says whether the first result is chosen from the start.
export const makeBox = (name, first, typed = () => {}) => {
  const id = `page.${name}`;
  const input = make("input", { type: "text", role: "combobox", autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: 400, ariaLabel: say("search"), placeholder: say("search-hint"), ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", id);
  const status = make("p", { className: "search-status", role: "status" });
  const list = make("div", { id, className: "search-results", role: "listbox", ariaLabel: say("search-results"), hidden: true });
  const body = make("div", { className: "search-body" }, status, list);
  let options = [], marks = new Set(), turn = 0, active;

  const choose = (option) => {
    active?.setAttribute("aria-selected", false);
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", true);
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const option = (name, url, ...children) => {
    const link = make("a", { className: name, role: "option", href: new URL(url, site), tabIndex: -1, ariaSelected: "false" }, ...children);
    link.id = `${id}-${options.push(link)}`;
    return link;
  };
  const show = (message, groups) => {
    status.replaceChildren(...message);
    list.replaceChildren(...groups);
    list.hidden = !groups.length;
    input.ariaExpanded = String(!list.hidden);
    choose(first ? options[0] : null);
    body.scrollTop = 0;
  };
  const onward = () => make("a", { href: all }, say("search-all"));

  const group = (hit) => {
    const { url, title, collection, places, sections } = hit;
    const lines = [];
    const line = (section) => {
      const text = make("span", { className: "search-excerpt" });
      lines.push([section, text]);
      return text;
    };
    const kind = make("span", { className: "search-kind" }, collection?.kind ?? "");
    const head = option("search-article", url, titled(hit, marks), " ", kind, ...(places.length ? [] : [line(0)]));
    const below = places.map((place) => option("search-place", `${url}#${encodeURIComponent(place.id)}`,
      make("b", {}, marked(place.title, marks)), " ", line(sections.indexOf(place) + 1)));
    hit.fill = (texts) => lines.forEach(([section, line]) => line.replaceChildren(excerpt(texts[section] ?? "", marks)));
    return make("div", { className: "search-group", role: "group", ariaLabel: title }, head, ...below);
  };

  const search = async () => {
    const now = ++turn;
    const query = input.value.trim();
    typed(query);
    try {
      const { hits, total, near, marks: found } = query ? await index.search(input.value, SHOWN) : { hits: [] };
      if (now !== turn) return;
      [options, marks] = [[], found];
      if (!query) return show([], []);
      const groups = hits.map(group);
      if (!total) {
        const meant = near.map((word) => option("search-near", `${all}?q=${encodeURIComponent(word)}`, word));
        return show([say("search-nothing", { query }), " ", say("search-try"), " ", onward()], meant);
      }
      const articles = say("search-articles", { n: total });
      const places = say("search-places", { n: options.length - hits.length });
      show([total > SHOWN ? say("search-many", { articles, query }) : say("search-count", { articles, places, query })], groups);
      // Most queries are followed by the next letter, which needs other texts.
      await new Promise((done) => { setTimeout(done, 120); });
      for (const hit of hits) if (now === turn) hit.fill(await index.textsOf(hit.document));
    } catch {
      if (now === turn) show([say("search-failed"), " ", onward()], (options = []));
    }
  };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const at = options.indexOf(active);
    const last = options.length - 1;
    const next = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[key];
    if (key === "Enter" && active && !event.isComposing) active.click();
    else if (next === undefined || last < 0 || event.shiftKey || (at < 0 && !key.startsWith("Arrow"))) return;
    else choose(options[next]);
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.className === "search-near") {
      event.preventDefault();
      input.value = link.textContent;
      input.focus();
      return search();
    }
    try {
      sessionStorage.setItem("kb-search", [link.pathname, ...marks].join("\n"));
    } catch {
      // Without storage, nothing is marked.
    }
    if (link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return;
    document.querySelector("dialog[open]")?.close();
    import("./search-marks.js").then(({ mark }) => mark());
  });
  return { input, body, search };
};

let box, dialog;
const build = () => {
  box = makeBox("search", true);
  const close = make("button", { type: "button", className: "search-close", ariaLabel: say("close") });
  const key = (keys, word) => make("span", {}, ...keys.map((key) => make("kbd", {}, key)), ` ${say(word)}`);
  const keys = make("p", { className: "search-keys", ariaHidden: "true" }, key(["↑", "↓"], "search-choose"), key(["Enter"], "search-enter"), key(["Esc"], "search-leave"));
  dialog = make("dialog", { className: "search-dialog", ariaLabel: say("search") }, make("div", { className: "search-field" }, box.input, close), box.body, keys);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  document.body.append(dialog);
};

export const open = () => {
  if (!dialog) build();
  if (!dialog.open) dialog.showModal();
  box.input.select();
};
