// The browser finds what `kb search` finds, in the same order, for thousands of queries: KB=PATH node search-same.mjs [FOLDER [SITE]],
// where FOLDER is the `public` folder of a site and SITE the folder that it was built from.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { inflateRawSync } from "node:zlib";
import { openIndex, words } from "../../themes/base/assets/search-engine.js";

const MOST = Number(process.env.KB_SEARCH_QUERIES ?? 2000);
const LIMIT = 5;
const folder = resolve(process.argv[2] ?? "public");
const site = resolve(process.argv[3] ?? dirname(folder));
const url = new URL(/^url\s*=\s*"([^"]*)"/m.exec(readFileSync(join(site, "site.toml"), "utf8"))[1].replace(/\/?$/, "/"));

const languages = readdirSync(join(folder, "search"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "page").map(({ name }) => name).sort();
const indexes = languages.map((language) => openIndex(async (name) => {
  const bytes = readFileSync(join(folder, "search", language, name));
  assert.equal(bytes[0], 1, `${name} has version 1`);
  return new Uint8Array(inflateRawSync(bytes.subarray(1)));
}));
// `kb search` gives the best articles of all languages.
const search = async (query) => {
  const hits = (await Promise.all(indexes.map((index) => index.search(query, LIMIT)))).flatMap(({ hits }) => hits);
  if (indexes.length > 1) hits.sort((one, other) => other.score - one.score);
  return hits.slice(0, LIMIT);
};

// A sequence of numbers that is the same on every machine.
let seed = 1;
const below = (limit) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
};
const any = (list) => list[below(list.length)];

const { collections } = await indexes[0].root();
const texts = [];
for (const index of indexes) {
  const { documents } = await index.root();
  for (let document = 0; document < documents; document++) {
    const { title, sections } = await index.headOf(document);
    texts.push(title, ...sections.map(({ title }) => title), ...(await index.textsOf(document)));
  }
}
const sentences = texts.map((text) => text.split(/\s+/).filter(Boolean)).filter((text) => text.length > 1);
const mistyped = (word) => {
  const letters = [...word];
  const at = below(letters.length);
  any([
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, any([..."aeionrst"])),
    () => letters.splice(at, 1, any([..."aeionrst"])),
    () => at && letters.splice(at - 1, 2, letters[at], letters[at - 1]),
  ])();
  return letters.join("");
};
const some = (count) => {
  const sentence = any(sentences);
  const start = below(sentence.length - 1);
  return sentence.slice(start, start + count);
};
const kinds = [
  () => some(1 + below(4)).join(" "),
  () => `${some(1 + below(3)).join(" ")} `,
  () => some(1 + below(3)).map((word) => (below(2) ? mistyped(word) : word)).join(" "),
  () => mistyped(mistyped(any(some(3)))),
  () => any(some(2)).slice(0, 1 + below(5)),
  () => `${any(some(2))} ${any(some(2))}`,
  () => `"${some(2 + below(2)).join(" ").replaceAll('"', "")}"`,
  () => `${some(2).join(" ")} -${words(any(some(2)))[0] ?? "x"}`,
  () => `${any(some(2))} in:${any(collections)?.slug ?? "none"}`,
  () => `in:${any(collections)?.slug ?? "none"}`,
  () => any(["", " ", "*", "(((", "<script>alert(1)</script>", "\\", "\u202eabc", "🙂", "𝐀𝐁", "e\u0301te\u0301", "茶茶茶", "xqzw", "\ud800".toWellFormed()]),
  () => any(["don’t", "l'avion", "c++", "C#", "a".repeat(500), "ﬁne", "Ⅳ", "ΟΔΟΣ", "İstanbul", "straße", "tag:none word"]),
];
const queries = [];
for (let number = 0; number < MOST; number++) queries.push(kinds[number % kinds.length]().replace(/[\n\r]/g, " "));

const { status, stdout, stderr, error } = spawnSync(
  process.env.KB ?? "kb", ["search", "-", "--root", site, "--format", "json", "--limit", String(LIMIT)],
  { input: queries.join("\n") + "\n", encoding: "utf8", maxBuffer: 1 << 30 },
);
assert.equal(status, 0, String(error ?? stderr));
const answers = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
assert.equal(answers.length, queries.length);
let found = 0;
for (const [number, query] of queries.entries()) {
  const hits = await search(query);
  const here = hits.map((hit) => [new URL(hit.url, url).href, hit.places[0]?.title ?? null, hit.score]);
  assert.deepEqual(here, answers[number].map(({ url, heading, score }) => [url, heading, score]), query);
  found += here.length;
}
assert.ok(found > queries.length, "most queries find something");
console.log(`search: ${queries.length} queries find the same ${found} articles in the browser and in kb`);
