// Marks the words that led from the search to this page, until Escape.

import { places } from "./search-engine.js";

const style = document.createElement("link");
Object.assign(style, { rel: "stylesheet", href: new URL("search.css", import.meta.url) });

export const mark = () => {
  const [, ...words] = sessionStorage.getItem("kb-search").split("\n");
  const marks = new Set(words);
  const ranges = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    for (const [word, start, end] of places(node.data)) {
      if (marks.has(word)) ranges.push(new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
    }
  }
  CSS.highlights.set("kb-search", new Highlight(...ranges));
};

if (window.Highlight) {
  document.head.append(style);
  mark();
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || document.querySelector("dialog[open]")) return;
    CSS.highlights.delete("kb-search");
    sessionStorage.removeItem("kb-search");
  });
}
