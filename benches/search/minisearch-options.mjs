// How MiniSearch searches: words of the title count three times, beginnings and words with typing errors are found.
export const OPTIONS = {
  fields: ["title", "text"],
  storeFields: ["url", "title"],
  searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
};
