// Looks for phrases. Loaded when a query has one.

import { words } from "./search-engine.js";

// The hits that have all phrases, each in its title or in one section: as many as are shown, and one more to know that there are more.
export const withPhrases = async (hits, phrases, limit, { headOf, textsOf }) => {
  const found = [];
  for (const hit of hits.slice(0, 200)) {
    if (found.length > limit) break;
    const [{ title }, texts] = await Promise.all([headOf(hit.document), textsOf(hit.document)]);
    const places = [title, ...texts].map((text) => ` ${words(text).join(" ")} `);
    if (phrases.every((phrase) => places.some((place) => place.includes(` ${phrase.join(" ")} `)))) found.push(hit);
  }
  return found;
};
