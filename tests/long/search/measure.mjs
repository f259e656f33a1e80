// Measures the search of a built site: node measure.mjs FOLDER. Fails if it needs more than it promises.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { knownItems, randomness } from "../../../benches/search/queries.mjs";
import { launch } from "../../browser/harness/browser.mjs";
import { serve } from "../../browser/harness/server.mjs";
import { openIndex } from "../../../themes/base/assets/search-engine.js";

const FIRST_BYTES = 40_000;
const KEYSTROKE = 50;
const SLOWER = 4;
const FILE_BYTES = 16_384;
const QUERIES = 24;

const folder = process.argv[2];
const files = join(folder, "search/en");
const read = (name) => new Uint8Array(inflateRawSync(readFileSync(join(files, name)).subarray(1)));
const index = openIndex(async (name) => read(name));
const { documents } = await index.root();
const articles = [];
for (let document = 0; document < documents; document += Math.ceil(documents / 1000)) {
  const { url, title } = await index.headOf(document);
  articles.push({ url, title, texts: await index.textsOf(document) });
}
const queries = randomness(2).shuffled(knownItems(articles, 300, 1)).slice(0, QUERIES);

// The search without its dialog, as a page uses it.
mkdirSync(join(folder, "measure"));
copyFileSync(new URL("../../../benches/search/engines.js", import.meta.url), join(folder, "measure/engines.js"));
writeFileSync(join(folder, "measure/index.html"), '<!doctype html>\n<meta charset="utf-8">\n<script type="module" src="engines.js"></script>\n');
const engine = readdirSync(join(folder, "assets")).find((name) => /^search-engine\.[^.]+\.js$/.test(name));
const about = { script: `/assets/${engine}`, index: "/search/en/" };

const server = await serve(folder);
const browser = await launch();
const opened = async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/measure/`);
  await page.waitForFunction(() => document.title === "ready");
  const requests = [];
  page.on("requestfinished", (request) => requests.push(request.sizes()));
  return {
    bytes: async () => (await Promise.all(requests)).reduce((sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize, 0),
    start: () => page.evaluate((about) => window.open_engine("kb", about), about),
    find: (query, limit) => page.evaluate(([query, limit]) => window.find(query, limit), [query, limit]),
    close: () => context.close(),
  };
};

const first = [];
// A word that is not in the index may be meant to be one of many, and needs more.
for (const { text } of queries.filter(({ kind }) => kind === "sentence" || kind === "half")) {
  const page = await opened();
  await page.start();
  const [word] = text.split(" ");
  await page.find(word, 1);
  first.push([await page.bytes(), word]);
  await page.close();
}
first.sort(([one], [other]) => one - other);

// The dialog, as readers use it.
const page = await browser.newPage();
await page.goto(new URL(articles[0].url, server.origin).href);
await page.keyboard.press("/");
await page.locator("dialog[open]").waitFor();
const devtools = await page.context().newCDPSession(page);
await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
// Milliseconds of the main thread.
const busy = async () => (await devtools.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
// Types a query, until its results are there; or, if the reader then pauses, their excerpts too.
const type = (query, isPause) => page.evaluate(([query, isPause]) => new Promise((done) => {
  const input = document.querySelector("dialog input");
  const isFilled = () => [...document.querySelectorAll(".search-excerpt")].every((line) => line.textContent);
  const observer = new MutationObserver(() => {
    if (!document.querySelector(".search-status").textContent.includes(query.trim()) || (isPause && !isFilled())) return;
    observer.disconnect();
    // After the page is drawn.
    requestAnimationFrame(() => setTimeout(done));
  });
  observer.observe(document.querySelector(".search-body"), { childList: true, subtree: true });
  input.value = query;
  input.dispatchEvent(new Event("input"));
}), [query, isPause]);
// Asking takes time of the main thread too: what a frame without a keystroke takes is not counted.
const idle = [];
for (let frame = 0; frame < 99; frame++) {
  const before = await busy();
  await page.evaluate(([,]) => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }), ["query", false]);
  idle.push(await busy() - before);
}
const asking = idle.sort((one, other) => one - other)[49];
const times = [];
for (const { text: query } of queries) {
  for (let end = 1; end <= query.length; end++) {
    const before = await busy();
    await type(query.slice(0, end), end === query.length);
    times.push([SLOWER * (await busy() - before - asking), query.slice(0, end)]);
  }
}
times.sort(([one], [other]) => one - other);
await browser.close();
server.close();

const named = await index.root();
const small = new Set([...named.words, ...named.endings].map(({ name }) => name));
for (const { name } of named.words) {
  const bytes = read(name);
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      value |= (bytes[at] & 127) << shift;
      if (bytes[at++] < 128) return value;
    }
  };
  for (let left = number(); left > 0; left--) small.add(`${Buffer.from(bytes.subarray(at, (at += 8))).toString("base64url")}.bin`);
}
const largest = Math.max(...[...small].map((name) => statSync(join(files, name)).size));

const mean = times.reduce((sum, [time]) => sum + time, 0) / times.length;
const at = (list, part) => list[Math.min(list.length - 1, Math.floor(list.length * part))];
console.log(`bytes until the first result of a word, with its excerpt: ${first.map(([bytes]) => bytes).join(" ")}`);
console.log(`slowest keystrokes: ${times.slice(-5).map(([time, query]) => `${query} ${time.toFixed(0)} ms`).join(", ")}`);
assert.ok(first.at(-1)[0] <= FIRST_BYTES, `the first result of “${first.at(-1)[1]}” needs ${first.at(-1)[0]} bytes`);
assert.ok(at(times, 0.95)[0] <= KEYSTROKE, `a keystroke takes ${at(times, 0.95)[0].toFixed(1)} ms`);
assert.ok(largest <= FILE_BYTES, `a file of words or postings has ${largest} bytes`);
console.log(`${documents} articles: at most ${(first.at(-1)[0] / 1000).toFixed(1)} kB until the first result, ` +
  `${mean.toFixed(1)} ms of the main thread per keystroke × ${SLOWER}, 95 % below ${at(times, 0.95)[0].toFixed(1)} ms, all below ${Math.ceil(times.at(-1)[0])} ms; the largest of ${small.size} files of words and postings has ${largest} bytes`);
