// What a reader sees on a page: its words in order, and its headings with their ids.

import { parse } from "parse5";

/** Words are runs of letters, marks and digits, so that punctuation, however it is printed, makes no difference. */
export const words = (text) => text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const SILENT = new Set(["script", "style", "template", "head"]);
const BLOCKS = new Set(
  "address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
    .split(" "),
);

const attribute = (node, name) => node.attrs?.find((one) => one.name === name)?.value;

/** Reads the `main` of a page, or all of one that has none. */
export const readHtml = (html) => {
  const document = parse(html);
  const main = find(document, "main") ?? find(document, "body");
  const headings = [];
  const text = textOf(main, headings);
  return { title: attribute(main, "data-title") ?? "", text, words: words(text), headings, links: linksIn(main) };
};

const find = (node, name) => {
  if (node.nodeName === name) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
};

const linksIn = (node) => {
  const own = node.nodeName === "a" ? [{ text: textOf(node, []), href: attribute(node, "href") ?? "" }] : [];
  return [...own, ...(node.childNodes ?? []).flatMap(linksIn)];
};

const CALLOUTS = "note|tip|important|warning|caution";

// `> [!NOTE]` without a title: kb and GitHub print the name of the kind, cmark-gfm prints what was typed.
const isPlainCalloutTitle = (node) =>
  attribute(node, "class") === "callout-title" && new RegExp(`^(${CALLOUTS})$`, "i").test(textOf({ ...node, attrs: [] }, []).trim());

/** What cmark-gfm makes of the first line of a callout, for GitHub's kinds and Obsidian's. */
export const withoutCalloutMarks = (html) => html.replaceAll(/(<blockquote>\s*<p>)\[![\w-]+\][+-]?/g, "$1");

const textOf = (node, headings) => {
  if (node.nodeName === "#text") return node.value;
  if (SILENT.has(node.nodeName)) return "";
  // A missing picture is replaced by its text, so the text always counts.
  if (node.nodeName === "img") return ` ${attribute(node, "alt") ?? ""} `;
  if (isPlainCalloutTitle(node)) return "";
  const inner = (node.childNodes ?? []).map((child) => textOf(child, headings)).join("");
  if (/^h[1-6]$/.test(node.nodeName)) {
    headings.push({ level: Number(node.nodeName[1]), text: inner.trim(), id: idOf(node) });
  }
  return BLOCKS.has(node.nodeName) ? `\n${inner}\n` : inner;
};

// The id may be on the heading or on something within it.
const idOf = (node) => {
  const own = attribute(node, "id");
  if (own !== undefined) return own;
  for (const child of node.childNodes ?? []) {
    const inner = idOf(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
};

/** Markdown without kb's extensions: wikilinks become their text, shortcodes and comments are removed. */
export const withoutOwnSyntax = (markdown) =>
  markdown
    .replaceAll(/\[\[(?:[^\]|\n]+\\?\|)?([^\]\n]+)\]\]/g, "$1")
    .replaceAll(/\{\{ *[a-z][\w-]*\([^\n]*?\}\}|\{% *[a-z][\w-]*(?:\(| *%)[^\n]*?\}/g, "")
    .replaceAll(/%%[\s\S]*?%%/g, "");

// The HTML standard, section 4 and the obsolete elements of section 16, as far as Markdown is likely to have them.
const HTML = new Set(
  ("a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col " +
    "colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset " +
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav " +
    "noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script search " +
    "section select slot small source span strike strong style sub summary sup table tbody td template textarea tfoot th thead time " +
    "title tr track tt u ul var video wbr xmp math svg").split(" "),
);

/** What cmark-gfm prints, with elements that HTML does not know as the text that they are, as kb shows them. */
export const withUnknownElementsAsText = (html) =>
  html.replaceAll(/<\/?([A-Za-z][^\s>/]*)[^>]*>/g, (tag, name) => (HTML.has(name.toLowerCase()) ? tag : tag.replaceAll("<", "&lt;")));
