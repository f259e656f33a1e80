// Builds the indexes and measures them; `run` is the way to start it.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync, inflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";
import { openIndex, words } from "../../themes/base/assets/search-engine.js";
import { OPTIONS } from "./minisearch-options.mjs";
import { KINDS, knownItems, randomness } from "./queries.mjs";

const ITEMS = 300;
const SEED = 77;
const RUNS = 3;
// How many results a reader sees at once, and how many count for the relevance.
const SHOWN = 5;
const RANKED = 20;
// A phone is so many times slower than this machine.
const SLOWER = 4;

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const place = mkdtempSync(join(tmpdir(), "kb-search-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));
const web = join(place, "web");
mkdirSync(web);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// The CPU seconds, user and system, of a command.
const seconds = (command, options) => {
  const { stderr, status } = spawnSync("bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null 2>&1", "time", ...command], { encoding: "utf8", ...options });
  // A site with broken links is published with --keep-going and ends with 1.
  if (status > 1) throw new Error(`${command.join(" ")} ended with ${status}`);
  const [user, system] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
};

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map(({ parentPath, path, name }) => join(parentPath ?? path, name));

// ---- kb

const source = process.argv[2];
const site = join(place, "site");
const settings = join(source, "site.toml");
mkdirSync(site);
if (existsSync(settings)) {
  for (const folder of ["articles", "consent", "static", "themes"]) {
    if (existsSync(join(source, folder))) cpSync(join(source, folder), join(site, folder), { recursive: true });
  }
} else {
  cpSync(source, join(site, "articles"), { recursive: true });
}
const toml = existsSync(settings) ? readFileSync(settings, "utf8") : 'title = "Compared"\nurl = "https://example.com"\nlanguage = "en"\n';
const withSearch = (search) => {
  const line = `search = ${search}\n`;
  const text = /^\[outputs\]\n/m.test(toml)
    ? toml.replace(/^search = (true|false)\n/m, "").replace(/^\[outputs\]\n/m, `[outputs]\n${line}`)
    : `${toml}\n[outputs]\n${line}`;
  writeFileSync(join(site, "site.toml"), text);
};
const built = (search) => {
  withSearch(search);
  rmSync(join(site, "public"), { recursive: true, force: true });
  rmSync(join(site, ".kb"), { recursive: true, force: true });
  return seconds([process.env.KB, "build", "--keep-going"], { cwd: site });
};
const builds = { false: [], true: [] };
for (let run = 0; run < RUNS; run++) for (const search of [false, true]) builds[search].push(built(search));

const indexes = readdirSync(join(site, "public/search"), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "page");
if (indexes.length !== 1) throw new Error("only sites in one language can be compared");
const kbIndex = join(site, "public/search", indexes[0].name);
const kbAssets = join(site, "public/assets");
cpSync(join(site, "public"), join(web, "kb"), { recursive: true });

// All three get the same articles: as the index of kb has them.
const reading = openIndex(async (name) => new Uint8Array(inflateRawSync(readFileSync(join(kbIndex, name)).subarray(1))));
const articles = [];
const { documents } = await reading.root();
for (let document = 0; document < documents; document++) {
  const { url, title, sections } = await reading.headOf(document);
  articles.push({ url, title, sections, headings: sections.map((section) => section.title), texts: await reading.textsOf(document) });
}

// ---- Pagefind

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
const pages = join(place, "pages");
for (const { url, title, sections, texts } of articles) {
  const folder = join(pages, decodeURIComponent(url));
  mkdirSync(folder, { recursive: true });
  const rest = sections.map(({ id, title, level }, index) =>
    `<h${level} id="${escaped(id)}">${escaped(title)}</h${level}>\n<p>${escaped(texts[index + 1])}</p>`);
  writeFileSync(join(folder, "index.html"), `<!doctype html>\n<html lang="${indexes[0].name}">\n<meta charset="utf-8">\n<title>${escaped(title)}</title>\n` +
    `<main>\n<h1>${escaped(title)}</h1>\n<p>${escaped(texts[0])}</p>\n${rest.join("\n")}\n</main>\n`);
}
const pagefindIndex = join(web, "pagefind");
const command = ["node", join(modules, "pagefind/lib/runner/bin.cjs"), "--site", pages, "--output-path", pagefindIndex];
const pagefindSeconds = median(Array.from({ length: RUNS }, () => {
  rmSync(pagefindIndex, { recursive: true, force: true });
  return seconds(command);
}));
// Interfaces that a site need not use.
const isInterface = (path) => /pagefind-[a-z-]*(ui|highlight)[^/]*$/.test(path);

// ---- MiniSearch

const miniIndex = join(web, "minisearch.json");
writeFileSync(join(place, "articles.json"), JSON.stringify(articles));
const miniSeconds = median(Array.from({ length: RUNS }, () => seconds(["node", join(here, "build-minisearch.mjs"), join(place, "articles.json"), miniIndex])));
cpSync(join(modules, "minisearch/dist/es/index.js"), join(web, "minisearch.js"));

// ---- In the browser

cpSync(join(here, "engines.js"), join(web, "engines.js"));
writeFileSync(join(web, "index.html"), '<!doctype html>\n<meta charset="utf-8">\n<script type="module" src="/engines.js"></script>\n');
const engineScript = readdirSync(kbAssets).find((name) => /^search-engine\.[^.]+\.js$/.test(name));
const engines = {
  kb: {
    files: filesIn(kbIndex),
    cpu: median(builds.true.map((all, run) => all - builds.false[run])),
    about: { script: `/kb/assets/${engineScript}`, index: `/kb/search/${indexes[0].name}/` },
  },
  pagefind: { files: filesIn(pagefindIndex).filter((path) => !isInterface(path)), cpu: pagefindSeconds, about: { script: "/pagefind/pagefind.js" } },
  minisearch: { files: [miniIndex], cpu: miniSeconds, about: { script: "/minisearch.js", index: "/minisearch.json", options: OPTIONS } },
};

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".wasm": "application/wasm" };
let sent = 0;
const server = createServer((request, response) => {
  const path = normalize(join(web, decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
  const file = path.endsWith("/") ? join(path, "index.html") : path;
  if (!file.startsWith(web) || !existsSync(file)) return response.writeHead(404).end();
  const type = TYPES[extname(file)];
  const body = type ? gzipSync(readFileSync(file)) : readFileSync(file);
  if (!/^\/($|engines\.js|favicon)/.test(request.url)) sent += body.length;
  const packed = type ? { "content-encoding": "gzip" } : {};
  response.writeHead(200, { "content-type": type ?? "application/octet-stream", "cache-control": "max-age=3600", ...packed }).end(body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://localhost:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
const opened = async (name) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => document.title === "ready");
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    devtools,
    close: () => context.close(),
    start: () => page.evaluate(([name, about]) => window.open_engine(name, about), [name, engines[name].about]),
    find: (query, limit) => page.evaluate(([query, limit]) => window.find(query, limit), [query, limit]),
    findAll: (queries, limit) => page.evaluate(([queries, limit]) => window.find_all(queries, limit), [queries, limit]),
    typeAll: (queries, limit) => page.evaluate(([queries, limit]) => window.type_all(queries, limit), [queries, limit]),
  };
};
const busy = async (devtools) => (await devtools.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;

const items = knownItems(articles, ITEMS, SEED);
const session = randomness(SEED).shuffled(items).slice(0, 10).map(({ text }) => text);
for (const [name, engine] of Object.entries(engines)) {
  const cold = await opened(name);
  sent = 0;
  await cold.start();
  await cold.find(session[0], 1);
  engine.first = sent;
  for (const query of session) await cold.find(query, SHOWN);
  engine.session = sent;
  await cold.close();

  // A throttled thread spins instead of pausing, so its own time is only right without throttling.
  const free = await opened(name);
  await free.start();
  const before = await busy(free.devtools);
  const keystrokes = (await free.typeAll(session, SHOWN)).length;
  engine.busy = SLOWER * (await busy(free.devtools) - before) / keystrokes;
  await free.close();

  const slow = await opened(name);
  await slow.start();
  await slow.devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const times = await slow.typeAll(session, SHOWN);
  engine.typical = median(times);
  engine.late = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
  await slow.close();

  const ranking = await opened(name);
  await ranking.start();
  engine.relevance = {};
  for (const kind of Object.keys(KINDS)) {
    const queries = items.filter((item) => item.kind === kind);
    const found = await ranking.findAll(queries.map(({ text }) => text), RANKED);
    const ranks = found.map((urls, index) => urls.map((url) => url.replace(/^\//, "").replace(/index\.html$/, "")).indexOf(queries[index].url));
    engine.relevance[kind] = {
      mrr: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length,
      success: ranks.filter((rank) => rank >= 0 && rank < 5).length / ranks.length,
    };
  }
  await ranking.close();
  console.error(`measured ${name}`);
}
await browser.close();
server.closeAllConnections();
server.close();

// The mean reciprocal rank of a search that puts all titles first that begin with the query, in any order.
const titles = articles.map(({ title }) => words(title));
const halves = items.filter(({ kind }) => kind === "half").map(({ text }) => {
  const query = words(text);
  const alike = titles.filter((title) => query.every((word, at) => title[at] === word)).length;
  return Array.from({ length: alike }, (_, rank) => 1 / (rank + 1)).reduce((sum, part) => sum + part, 0) / alike;
});
const ambiguous = halves.reduce((sum, one) => sum + one, 0) / halves.length;

// ---- The table

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const all = Object.values(engines);
const row = (label, of) => console.log([label.padEnd(44), ...all.map((engine) => String(of(engine)).padStart(12))].join(""));
console.log(`${articles.length} articles; queries from ${items.length / Object.keys(KINDS).length} of them\n`);
console.log(["".padEnd(44), ...Object.keys(engines).map((name) => name.padStart(12))].join(""));
row("CPU seconds for the index", ({ cpu }) => cpu.toFixed(2));
row("files", ({ files }) => files.length);
row("kB on disk", ({ files }) => kilobytes(files.reduce((sum, path) => sum + statSync(path).size, 0)));
row("kB sent until the first result", ({ first }) => kilobytes(first));
row("kB sent for ten queries", ({ session }) => kilobytes(session));
row(`ms of the main thread per keystroke, × ${SLOWER}`, ({ busy }) => busy.toFixed(1));
row("ms per keystroke until results, median", ({ typical }) => typical.toFixed(1));
row("the same, 95 %", ({ late }) => late.toFixed(1));
for (const [kind, label] of Object.entries(KINDS)) {
  row(`${label}: MRR`, ({ relevance }) => relevance[kind].mrr.toFixed(3));
  row(`${label}: in the first five`, ({ relevance }) => relevance[kind].success.toFixed(3));
}
console.log(`\nfirst half of a title: MRR ${ambiguous.toFixed(3)} if all titles that begin so came first, in any order`);
console.log(`kb build: ${median(builds.false).toFixed(2)} CPU seconds without search, ${median(builds.true).toFixed(2)} with it`);
