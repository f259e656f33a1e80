// The search: a field with results, and the dialog with both. A combobox as in the ARIA Authoring Practices; articles and their
// sections are its options, in one group per article.

const SHOWN = 8;
const { lang, dataset: { locale = lang } } = document.documentElement;
export const site = new URL("../", import.meta.url);
const all = document.querySelector(".search-link").href;
const address = document.querySelector("[data-strings]").dataset.strings;
const worker = new Worker(new URL("search-engine.js", import.meta.url), { type: "module", name: new URL(`search/${lang}/`, site) });
const [{ default: strings }] = await Promise.all([
  import(new URL(address, document.baseURI)),
  new Promise((ready, fail) => Object.assign(worker, { onmessage: ready, onerror: fail })),
]);
const plural = new Intl.PluralRules(locale);

export const say = (key, values = {}) => {
  const text = strings[key];
  return (text[plural.select(values.n)] ?? text.other ?? text).replace(/{(\w+)}/g, (_, name) => values[name].toLocaleString(locale));
};

export const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

// Calls a function of the worker.
export const ask = (...call) => new Promise((done, fail) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => (data ? done(data) : fail());
  worker.postMessage(call, [port2]);
});

document.head.append(make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) }));

// A text, given in pieces of which every second one is marked.
export const marked = (pieces) =>
  make("span", { dir: "auto" }, ...pieces.map((piece, at) => (at % 2 ? make("mark", {}, piece) : piece)));

// “Pull versus push”, if the articles of its collection have two sides.
export const titled = ({ parts: [a, b], collection }) => {
  if (!b) return marked(a);
  const part = (name, text) => Object.assign(text, { className: name });
  return make("span", { className: "pair", dir: "auto" }, part("pair-a", marked(a)), " ", make("span", { className: "pair-joiner" }, collection.joiner), " ", part("pair-b", marked(b)));
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
    const { url, title, document, collection, places } = hit;
    const line = (section) => {
      lines.push([document, section]);
      return make("span", { className: "search-excerpt" });
    };
    const head = option("search-article", url, titled(hit), " ", make("span", { className: "search-kind" }, collection?.kind ?? ""), ...(places.length ? [] : [line(0)]));
    const below = places.map(({ id, section, parts }) => option("search-place", `${url}#${encodeURIComponent(id)}`,
      make("b", {}, marked(parts)), " ", line(section)));
    return make("div", { className: "search-group", role: "group", ariaLabel: title }, head, ...below);
  };

  const search = async () => {
    const now = ++turn;
    const query = input.value.trim();
    typed(query);
    try {
      const { hits, total, near, marks: found } = await ask("search", input.value, SHOWN);
      if (now !== turn) return;
      [options, lines, marks] = [[], [], found];
      if (!query) return show([], []);
      const groups = hits.map(group);
      if (!total) {
        const meant = near.map((word) => option("search-near", `${all}?q=${encodeURIComponent(word)}`, word));
        return show([say("search-nothing", { query }), " ", say("search-try"), " ", onward()], meant);
      }
      show([say(total > SHOWN ? "search-many" : "search-count", {
        articles: say("search-articles", { n: total }), places: say("search-places", { n: options.length - hits.length }), query })], groups);
      // Most queries are followed by the next letter, which needs other texts.
      await new Promise((done) => setTimeout(done, 120));
      if (now !== turn) return;
      const texts = await ask("excerpts", lines, marks);
      // All at once, so that the page is laid out once.
      if (now === turn) list.querySelectorAll(".search-excerpt").forEach((line, at) => line.append(marked(texts[at])));
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
    dialog?.close();
    import("./search-marks.js").then(({ mark }) => mark());
  });
  return { input, body, search };
};

let box, dialog;
const build = () => {
  box = makeBox(true);
  const close = make("button", { className: "search-close", ariaLabel: say("close") });
  const key = (word, ...keys) => make("span", {}, ...keys.map((key) => make("kbd", {}, key)), ` ${say(`search-${word}`)}`);
  const keys = make("p", { className: "search-keys", ariaHidden: true }, key("choose", "↑", "↓"), key("enter", "Enter"), key("leave", "Esc"));
  dialog = make("dialog", { className: "search-dialog", ariaLabel: say("search") }, make("div", { className: "search-field" }, box.input, close), box.body, keys);
  dialog.addEventListener("click", ({ target }) => [dialog, close].includes(target) && dialog.close());
  document.body.append(dialog);
};

export const open = () => {
  if (!dialog) build();
  if (!dialog.open) dialog.showModal();
  box.input.select();
};
