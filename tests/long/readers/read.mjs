// The site as Readability (Firefox's reader view) and three readers of feeds see it: `node read.mjs PUBLIC`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { Readability } from "@mozilla/readability";
import feedParser from "@rowanmanning/feed-parser";
import { parseFeed } from "feedsmith";
import { parseHTML } from "linkedom";
import RssParser from "rss-parser";

const folder = process.argv[2];
const read = (path) => readFile(join(folder, path), "utf8");

const { document } = parseHTML(await read("notes/pull/index.html"));
const article = new Readability(document).parse();
for (const heading of ["What people share", "Related publications", "Contact us"]) {
  assert.match(article.content, new RegExp(`<h2[^>]*>(<span[^>]*></span>)?${heading}</h2>`), `${heading}\n${article.content}`);
}
for (const words of ["draws the customer", "Or a note.", "Or a post.", "Lead", "Somebody who may buy."]) {
  assert.ok(article.textContent.includes(words), words);
}
assert.ok(!article.textContent.includes("Pages that mention"), article.textContent);
assert.ok(!article.textContent.includes("LeadSomebody"), article.textContent);

const { items } = JSON.parse(await read("feed.json"));
const atom = await read("atom.xml");
const day = (date) => new Date(date).toISOString();
const trimmed = (entries) => entries.map((entry) => ({ ...entry, content: entry.content.trim() }));
const check = (name, entries) => assert.deepEqual(trimmed(entries), trimmed(items.map((item) => ({
  title: item.title,
  url: item.url,
  published: day(item.date_published),
  content: item.content_html,
  author: item.authors[0].name,
}))), name);

const rss = await new RssParser().parseString(atom);
check("rss-parser", rss.items.map((item) => ({
  title: item.title, url: item.link, published: day(item.pubDate), content: item.content, author: item.author,
})));

const smith = parseFeed(atom).feed;
check("feedsmith", smith.entries.map((entry) => ({
  title: entry.title?.value ?? entry.title,
  url: entry.links.find(({ rel }) => rel === "alternate").href,
  published: day(entry.published),
  content: entry.content?.value ?? entry.content,
  author: entry.authors[0].name?.value ?? entry.authors[0].name,
})));

const rowan = feedParser.parseFeed(atom);
check("feed-parser", rowan.items.map((item) => ({
  title: item.title, url: item.url, published: day(item.published), content: item.content, author: item.authors[0].name,
})));
