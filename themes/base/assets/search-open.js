// The search: a field with results, and the dialog with both. A combobox as in the ARIA Authoring Practices; articles and their
// sections are its options, in one group per article.

import { openIndex, places } from "./search-engine.js";

const SHOWN = 10;
const { lang } = document.documentElement;
export const site = new URL("../", import.meta.url);
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
  if (!answer.ok || bytes[0] !== 1) throw name;
  const content = new Blob([bytes.subarray(1)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(content).arrayBuffer());
});

const href = new URL("search.css", import.meta.url);
document.head.append(make("link", { rel: "stylesheet", href }));

// A text with the words to mark in it; neighbors share a mark.
const marked = (text, marks) => {
  const parts = make("span", { dir: "auto" });
  let done = 0, mark;
  for (const [word, start, end] of places(text)) {
    if (!marks.has(word)) continue;
    let gap = text.slice(done, start);
    if (!mark || gap.trim()) {
      parts.append(gap, (mark = make("mark")));
      gap = "";
    }
    mark.append(gap + text.slice(Math.max(start, done), end));
    done = end;
  }
  parts.append(text.slice(done));
  return parts;
};

// The part of a text that has most of the words.
export const excerpt = (text, marks) => {
  const found = places(text.slice(0, 20000)).filter(([word]) => marks.has(word)).slice(0, 200);
  const near = ([, from]) => new Set(found.filter(([, start]) => start >= from && start < from + 90).map(([word]) => word)).size;
  const best = found.reduce((best, one) => (near(one) > near(best) ? one : best), found[0])?.[1] ?? 0;
  const start = best > 40 ? best - 39 + text.slice(best - 40, best).search(/\s/) : 0;
  // Longer than its lines, whose end has an ellipsis.
  return marked((start ? "…" : "") + text.slice(start, start + 200), marks);
};

// “Pull versus push”, if the articles of its collection have two sides.
export const titled = ({ title, collection }, marks) => {
  const joiner = collection?.joiner;
  const [a, b, more] = joiner ? title.split(` ${joiner} `) : [];
  if (!b || more) return marked(title, marks);
  const part = (name, text) => Object.assign(marked(text, marks), { className: name });
  return make("span", { className: "pair", dir: "auto" }, part("pair-a", a), " ", part("pair-joiner", joiner), " ", part("pair-b", b));
};

// The page that a link leads to marks these words.
export const remember = ({ pathname }, marks) => {
  try {
    sessionStorage.setItem("kb-search", [pathname, ...marks].join("\n"));
  } catch {
    // Without storage, nothing is marked.
  }
};

// `typed` is called with each query; `first` says whether the first result is chosen from the start.
export const makeBox = (first, typed = () => {}) => {
  const id = "page.search";
  const input = make("input", { type: "text", role: "combobox", autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: 400, ariaLabel: say("search"), placeholder: say("search-hint"), ariaAutoComplete: "list", ariaExpanded: false });
  input.setAttribute("aria-controls", id);
  const status = make("p", { className: "search-status", role: "status" });
  const list = make("div", { id, className: "search-results", role: "listbox", ariaLabel: say("search-results"), hidden: true });
  const body = make("div", { className: "search-body" }, status, list);
  let options = [], turn = 0, active, lines, marks;

  const choose = (option) => {
    if (active) active.ariaSelected = false;
    active = option;
    if (option) option.ariaSelected = true;
    input.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  };
  const option = (name, url, ...children) => {
    const link = make("a", { className: name, role: "option", href: new URL(url, site), tabIndex: -1, ariaSelected: false }, ...children);
    link.id = `${id}-${options.push(link)}`;
    return link;
  };
  const show = (message, groups) => {
    status.replaceChildren(...message);
    list.replaceChildren(...groups);
    list.hidden = !groups.length;
    input.ariaExpanded = !list.hidden;
    choose(first ? options[0] : null);
    body.scrollTop = 0;
  };
  const onward = () => make("a", { href: all }, say("search-all"));

  const group = (hit) => {
    const { url, title, document, collection, places, sections } = hit;
    const line = (section) => {
      const text = make("span", { className: "search-excerpt" });
      lines.push([document, section, text]);
      return text;
    };
    const kind = make("span", { className: "search-kind" }, collection?.kind ?? "");
    const head = option("search-article", url, titled(hit, marks), " ", kind, ...(places.length ? [] : [line(0)]));
    const below = places.map((place) => option("search-place", `${url}#${encodeURIComponent(place.id)}`,
      make("b", {}, marked(place.title, marks)), " ", line(sections.indexOf(place) + 1)));
    return make("div", { className: "search-group", role: "group", ariaLabel: title }, head, ...below);
  };

  const search = async () => {
    const now = ++turn;
    const query = input.value.trim();
    typed(query);
    try {
      const { hits, total, near, marks: found } = await index.search(input.value, SHOWN);
      if (now !== turn) return;
      [options, lines, marks] = [[], [], found];
      if (!query) return show([], []);
      const groups = hits.map(group);
      if (!total) {
        const meant = near.map((word) => option("search-near", `${all}?q=${encodeURIComponent(word)}`, word));
        return show([say("search-nothing", { query }), " ", say("search-try"), " ", onward()], meant);
      }
      const articles = say("search-articles", { n: total });
      const places = say("search-places", { n: options.length - hits.length });
      show([say(total > SHOWN ? "search-many" : "search-count", { articles, places, query })], groups);
      // Most queries are followed by the next letter, which needs other texts.
      await new Promise((done) => { setTimeout(done, 120); });
      for (const [document, section, line] of lines) {
        const texts = await index.textsOf(document);
        if (now !== turn) return;
        line.replaceChildren(excerpt(texts[section] ?? "", marks));
      }
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
    if (!link) return;
    if (link.className === "search-near") {
      event.preventDefault();
      input.value = link.textContent;
      input.focus();
      return search();
    }
    remember(link, marks);
    if (link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return;
    document.querySelector("dialog[open]")?.close();
    import("./search-marks.js").then(({ mark }) => mark());
  });
  return { input, body, search };
};

let box, dialog;
const build = () => {
  box = makeBox(true);
  const close = make("button", { type: "button", className: "search-close", ariaLabel: say("close") });
  const key = (word, ...keys) => make("span", {}, ...keys.map((key) => make("kbd", {}, key)), ` ${say(`search-${word}`)}`);
  const keys = make("p", { className: "search-keys", ariaHidden: true }, key("choose", "↑", "↓"), key("enter", "Enter"), key("leave", "Esc"));
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
