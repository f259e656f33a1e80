// The engines, as a page uses them: each gives a function that searches and returns the addresses of the best articles, with
// everything loaded that a list of results shows.

const kb = async ({ script, index }) => {
  const { openIndex } = await import(script);
  const { search, textsOf } = openIndex(async (name) => {
    const answer = await fetch(`${index}${name}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const content = new Blob([bytes.subarray(1)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(content).arrayBuffer());
  });
  return async (query, limit) => {
    const { hits } = await search(query, limit);
    await Promise.all(hits.map(({ document }) => textsOf(document)));
    return hits.map(({ url }) => url);
  };
};

const pagefind = async ({ script }) => {
  const engine = await import(script);
  await engine.init();
  return async (query, limit) => {
    const { results } = await engine.search(query);
    const shown = await Promise.all(results.slice(0, limit).map((result) => result.data()));
    return shown.map(({ raw_url: url }) => url);
  };
};

const minisearch = async ({ script, index, options }) => {
  const [{ default: MiniSearch }, answer] = await Promise.all([import(script), fetch(index)]);
  const engine = MiniSearch.loadJSON(await answer.text(), options);
  return async (query, limit) => engine.search(query).slice(0, limit).map(({ url }) => url);
};

const open = { kb, pagefind, minisearch };
let search;

window.open_engine = async (name, about) => { search = await open[name](about); };
window.find = (query, limit) => search(query, limit);
window.find_all = async (queries, limit) => {
  const found = [];
  for (const query of queries) found.push(await search(query, limit));
  return found;
};
// The milliseconds until each beginning of the queries has its results.
window.type_all = async (queries, limit) => {
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end++) {
      const start = performance.now();
      await search(query.slice(0, end), limit);
      times.push(performance.now() - start);
    }
  }
  return times;
};
document.title = "ready";
