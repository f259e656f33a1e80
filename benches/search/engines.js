// The engines, as a page uses them: each gives a function that searches and returns the addresses of the best articles, with
// everything loaded that a list of results shows.

const kb = async ({ script, index }) => {
  const worker = new Worker(script, { type: "module", name: new URL(index, location) });
  await new Promise((ready) => { worker.onmessage = ready; });
  const ask = (...call) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage(call, [port2]);
  });
  return async (query, limit) => {
    const { hits, marks } = await ask("search", query, limit);
    await ask("excerpts", hits.map(({ document, places: [place] }) => [document, place?.section ?? 0]), marks);
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
