// Makes the index of MiniSearch: node build-minisearch.mjs ARTICLES INDEX
import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { OPTIONS } from "./minisearch-options.mjs";

const [articles, index] = process.argv.slice(2);
const engine = new MiniSearch(OPTIONS);
engine.addAll(JSON.parse(readFileSync(articles, "utf8")).map(({ url, title, headings, texts }, id) => {
  return { id, url, title, text: [...headings, ...texts].join("\n") };
}));
writeFileSync(index, JSON.stringify(engine));
