// Words that a word with typing errors may be meant to be. Loaded when a word of a query is not known, or hardly.

import { byIdf, isWord, order, readEndings } from "./search-engine.js";

const allowed = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

// Three rows of a table, used again for each word.
let [before, last, row] = [[], [], []];

// Edits between two words, given as lists of letters: a letter added, removed or replaced, or two neighbors exchanged. More than `most` is
// `most + 1`. For a beginning, those of the other word's beginning with the fewest: it may be one letter longer or shorter.
const distance = (a, b, most, isBeginning) => {
  const length = isBeginning ? Math.min(b.length, a.length + 1) : b.length;
  if (most < 0 || length < a.length - most || length > a.length + most) return most + 1;
  for (let j = 0; j <= length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let least = (row[0] = i);
    for (let j = 1; j <= length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !isSame);
      if (!isSame && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2] + 1);
      row[j] = edits;
      if (edits < least) least = edits;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  let edits = last[length];
  if (isBeginning) for (let j = Math.min(a.length - 1, length); j < length; j++) edits = Math.min(edits, last[j]);
  return Math.min(edits, most + 1);
};

// The letters of an entry, which are taken apart only once.
const lettersOf = (entry) => (entry.letters ??= [...entry.word]);
const readReversed = (bytes) => readEndings(bytes).map((ending) => [...ending].reverse());

// Takes what the index says of words.
export const openErrors = ({ root, all, covering, entriesAt, entryOf }) => {
  // Entries that may be meant by a word that has no entry.
  const meant = async (word, isLast) => {
    const letters = [...word];
    const most = allowed(letters.length);
    if (!most) return [];
    const { endings } = await root();
    const start = letters.slice(0, 3).join("");
    const end = letters.slice(-3).reverse().join("");
    const near = await entriesAt(start, 3);
    const reversed = endings.length ? (await all(covering(endings, end, 3), readReversed)).flat() : [];
    const within = async (isBeginning) => {
      const errorsOf = (other) => distance(letters, other, most, isBeginning);
      const isMeant = ({ errors }) => errors > 0 && errors <= most;
      const found = near.filter(isWord).map((entry) => ({ entry, errors: errorsOf(lettersOf(entry)) })).filter(isMeant);
      const known = new Set(found.map(({ entry }) => entry.word));
      const others = reversed.map((other) => ({ other, errors: errorsOf(other) })).filter(isMeant)
        .map(({ other, errors }) => ({ word: other.join(""), errors })).filter(({ word }) => !known.has(word))
        .sort((a, b) => a.errors - b.errors || order(a.word, b.word)).slice(0, 24);
      for (const { word, errors } of others) {
        const entry = await entryOf(word);
        if (entry) found.push({ entry, errors });
      }
      const least = Math.min(...found.map(({ errors }) => errors));
      return found.filter(({ errors }) => errors === least)
        .sort((a, b) => byIdf(a.entry, b.entry)).slice(0, 12);
    };
    const found = await within(false);
    if (found.length) return found.map(({ entry, errors }) => ({ entries: [entry], quality: errors === 1 ? 128 : 72 }));
    return isLast ? (await within(true)).map(({ entry }) => ({ entries: [entry], quality: 96 })) : [];
  };

  // The word or filter that looks most like one that is not found.
  const nearest = async (word) => {
    if (await entryOf(word)) return [];
    // Filters look alike if they are of the same kind.
    const [kind = ""] = /^\w+:/.exec(word) ?? [];
    const letters = [...word];
    const most = Math.min((letters.length - kind.length - 1) >> 1, 3);
    const near = (await entriesAt(kind || letters.slice(0, 2).join(""), 2))
      .filter((entry) => (kind ? entry.word.startsWith(kind) : isWord(entry) && entry.idf > 1))
      .map((entry) => ({ entry, errors: distance(letters, lettersOf(entry), most) })).filter(({ errors }) => errors <= most);
    near.sort((a, b) => a.errors - b.errors || byIdf(a.entry, b.entry));
    return near.slice(0, 1).map(({ entry }) => entry.word);
  };

  return { meant, nearest };
};
