// Words that a word with typing errors may be meant to be. Loaded when a word of a query is not known, or hardly.

import { byIdf, isWord, order, readEndings } from "./search-engine.js";

const allowed = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

// Edits between two words: a letter added, removed or replaced, or two neighbors exchanged; more than `most` is `most + 1`.
const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let edits = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2] + 1);
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length], most + 1);
};

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
    const reversed = endings.length ? (await all(covering(endings, end, 3), readEndings)).flat() : [];
    const whole = (other) => distance(letters, other, most);
    const beginning = (other) => {
      const lengths = [-1, 0, 1].map((more) => letters.length + more);
      return Math.min(...lengths.map((length) => distance(letters, other.slice(0, length), most)));
    };
    const within = async (measure) => {
      const found = near.filter(isWord).map((entry) => ({ entry, errors: measure([...entry.word]) }))
        .filter(({ errors }) => errors > 0 && errors <= most);
      const others = reversed.map((ending) => [...ending].reverse())
        .map((other) => ({ word: other.join(""), errors: measure(other) }))
        .filter(({ word, errors }) => errors > 0 && errors <= most && !found.some(({ entry }) => entry.word === word))
        .sort((a, b) => a.errors - b.errors || order(a.word, b.word)).slice(0, 24);
      for (const { word, errors } of others) {
        const entry = await entryOf(word);
        if (entry) found.push({ entry, errors });
      }
      const least = Math.min(...found.map(({ errors }) => errors));
      return found.filter(({ errors }) => errors === least)
        .sort((a, b) => byIdf(a.entry, b.entry)).slice(0, 12);
    };
    const found = await within(whole);
    if (found.length) return found.map(({ entry, errors }) => ({ entries: [entry], quality: errors === 1 ? 128 : 72 }));
    return isLast ? (await within(beginning)).map(({ entry }) => ({ entries: [entry], quality: 96 })) : [];
  };

  // The word that looks most like one that is not found.
  const nearest = async (word) => {
    const letters = [...word];
    const most = Math.min(letters.length - 2, 4);
    const near = (await entriesAt(letters.slice(0, 2).join(""), 2)).filter(isWord)
      .map((entry) => ({ entry, errors: distance(letters, [...entry.word], most) })).filter(({ errors }) => errors <= most);
    near.sort((a, b) => a.errors - b.errors || byIdf(a.entry, b.entry));
    return near.slice(0, 1).map(({ entry }) => entry.word);
  };

  return { meant, nearest };
};
