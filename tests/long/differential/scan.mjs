// Is every word of a Markdown source on its page?
//
// Removes what Markdown does not show (addresses, attributes, comments, front matter), independently of kb's parser, and counts
// the remaining words. A word that occurs less often on the page is missing, unless a diagnostic names its line.

import { words } from "./page.mjs";

// Matches are replaced with spaces, so that lines keep their numbers. The first group of a pattern stays.
const UNSEEN = [
  /^\uFEFF?(?:---|\+\+\+)[ \t]*\n[\s\S]*?\n(?:---|\+\+\+)[ \t]*(?:\n|$)/, // front matter
  /<!--[\s\S]*?-->/g,
  /%%[\s\S]*?%%/g,
  /^[ \t>]*(?:```|~~~)[^\n]*/gm, // the line that opens a code block
  /<\/?[a-zA-Z][^<>]*>/g, // HTML tags
  /^[ \t>]*\[[^\]\n]+\]:[ \t]*\S+[^\n]*/gm, // link definitions
  /(\]\([ \t]*)(?:<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*\)/g, // addresses
  /(\[\[)[^\]|\n]+\|/g, // target of a wikilink with its own text
  /(\])\[[^\]\n]*\]/g, // names of link definitions
  /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*\d+[.)](?=[ \t]|$)/gm, // numbers of lists
  /\{#[^}\n]*\}/g,
  /\{[{%][^\n]*?[%}]\}/g, // shortcodes
  /[ \t]\^[A-Za-z0-9-]+[ \t]*$/gm, // names of blocks
  /(\[\^)[^\]\n]+\]/g, // names of footnotes
  /\[![A-Za-z]+[^\]\n]*\][+-]?/g, // kinds of callouts
  /&#?[A-Za-z0-9]+;/g, // character references
  /\$\$[\s\S]*?\$\$|\$[^\s$][^$\n]*\$/g, // formulas
];

/** The words of a source that occur less often on its page, each with its line. */
export const missingWords = (source, text, diagnostics) => {
  const seen = seenOf(source);
  const left = new Map();
  for (const word of words(text)) left.set(word, (left.get(word) ?? 0) + 1);
  const isExplained = (line) => diagnostics.some((one) => (one.line ?? 0) <= line && line <= (one.end_line ?? one.line ?? Infinity));
  // A line with a diagnostic may have lost words, so what the page has belongs to the other lines first.
  const lines = wordsByLine(seen);
  const [explained, others] = [lines.filter(({ line }) => isExplained(line)), lines.filter(({ line }) => !isExplained(line))];
  return [...others, ...explained].filter(({ line, word }) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0 && !isExplained(line) && !isPartOfOthers(word, text, seen);
  });
};

// Where markup begins or ends within a word, words of the source are parts of longer words on the page.
const isPartOfOthers = (word, text, seen) => text.normalize("NFC").split(word).length >= seen.normalize("NFC").split(word).length;

const seenOf = (source) => {
  const blank = (match, stays) => {
    const kept = typeof stays === "string" ? stays : "";
    return kept + match.slice(kept.length).replaceAll(/[^\n]/g, " ");
  };
  const seen = UNSEEN.reduce((text, pattern) => text.replace(pattern, blank), source.replaceAll("\r\n", "\n"));
  return seen.replaceAll(/\*+|~~|`/g, "");
};

const wordsByLine = (seen) =>
  seen.split("\n").flatMap((text, index) => words(text).map((word) => ({ line: index + 1, word })));
