// Synonyms, phrases, filters, excluded words and pins. Loaded when there are some.

import { words } from "./search-engine.js";

// What synonyms say about each word of a query.
export const replacements = (terms, synonyms) => {
  const found = terms.map(() => new Set());
  for (let start = 0; start < terms.length; start++) {
    for (let end = start + 1; end <= Math.min(terms.length, start + 4); end++) {
      const key = terms.slice(start, end).map(({ word }) => word).join(" ");
      for (const [known, replacement] of synonyms) {
        if (known === key) for (let index = start; index < end; index++) found[index].add(replacement);
      }
    }
  }
  return found;
};

// Whether a document is in all filters and has no excluded word.
export const fitting = async ({ filters, excluded }, { entryOf, documentsOf }) => {
  const sets = await Promise.all([...filters, ...excluded].map(async (word) => {
    const entry = await entryOf(word);
    return new Set(entry ? (await documentsOf(entry, Infinity)).map(({ document }) => document) : []);
  }));
  return (document) => sets.every((set, at) => set.has(document) === at < filters.length);
};

// The hits that have all phrases, each in its title, a heading or one section: as many as are shown, and one more to know that there are more.
export const withPhrases = async (hits, phrases, limit, { headOf, textsOf }) => {
  const found = [];
  for (const hit of hits.slice(0, 200)) {
    if (found.length > limit) break;
    const [{ title, sections }, texts] = await Promise.all([headOf(hit.document), textsOf(hit.document)]);
    const places = [title, ...sections.map((section) => section.title), ...texts].map((text) => ` ${words(text).join(" ")} `);
    if (phrases.every((phrase) => places.some((place) => place.includes(` ${phrase.join(" ")} `)))) found.push(hit);
  }
  return found;
};

// The hits with a document at the top.
export const withPin = (hits, pin) => {
  const pinned = hits.find(({ document }) => document === pin) ?? { document: pin, score: 0, sections: [] };
  return [pinned, ...hits.filter((hit) => hit !== pinned)];
};

// The documents that have all words, given the documents of each. Their impact is already weighted by the rarity of the words.
export const together = ([first, ...others], entries) => {
  const byDocument = others.map((list) => new Map(list.map((one) => [one.document, one])));
  const found = [];
  for (const { document, impact, name, begins, sections } of first) {
    const parts = byDocument.map((list) => list.get(document));
    if (!parts.every(Boolean)) continue;
    const all = { document, impact: entries[0].idf * impact, name, sections };
    parts.forEach((part, index) => {
      all.impact += entries[index + 1].idf * part.impact;
      all.name = all.name && part.name && Math.min(127, all.name + part.name);
      all.sections = [...all.sections, ...part.sections];
    });
    all.impact = Math.floor(all.impact / entries.length);
    found.push({ ...all, begins: all.name && begins });
  }
  return found;
};
