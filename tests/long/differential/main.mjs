// Compares every article of a folder, as kb publishes it, with what GitHub's own tools make of the same Markdown: the same words
// in the same order (cmark-gfm) and the same heading ids (github-slugger). Where an id differs, a link that uses GitHub's id must
// still lead to the same heading. Last, every word of a source must be on its page, or a diagnostic must name its line.
//
//   KB=PATH node main.mjs FOLDER [--verbose]
//
// `rows.json` has an input for each row of the table of differences in docs/writing.md, and what cmark-gfm makes of it.
//
// A difference is a failure unless `reasons.mjs` has a reason for it.

import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { readHtml, withoutCalloutMarks, withoutOwnSyntax, withUnknownElementsAsText, words } from "./page.mjs";
import { isSameButForHyphens, reasonForId, reasonForWords } from "./reasons.mjs";
import { missingWords } from "./scan.mjs";

const [folder, ...options] = process.argv.slice(2);
const kb = process.env.KB;
if (!folder || !kb) {
  console.error("usage: KB=PATH node main.mjs FOLDER [--verbose]");
  process.exit(2);
}
const isVerbose = options.includes("--verbose");
const MOST = { encoding: "utf8", maxBuffer: 1 << 30 };

// Only the article's text, so that nothing else is compared.
const TEMPLATE = '<!doctype html><title>{{ title }}</title><main data-title="{{ title }}">{{ body | safe }}</main>';

const SITE = `title = "Differential"
url = "https://example.com"
language = "en"
theme.name = "plain"
[markdown]
smart-punctuation = false
`;

// A generated article that links to every heading by GitHub's id.
const LINKS = "kb-differential-links.md";

// GitHub's column of the table of differences, as far as cmark-gfm shows it.
const checkRows = async (tally) => {
  const rows = JSON.parse(await readFile(new URL("rows.json", import.meta.url), "utf8"));
  for (const { row, input, github } of rows.filter(({ github }) => github !== undefined)) {
    tally.rows += 1;
    const html = cmark(input);
    if (!html.includes(github)) tally.failures.push(`docs/writing.md: “${row}” gives ${html}`);
  }
};

const main = async () => {
  const place = await mkdtemp(join(tmpdir(), "kb-differential-"));
  try {
    await cp(folder, join(place, "articles"), { recursive: true });
    const articles = await readArticles(join(place, "articles"));
    await writeFile(join(place, "articles", LINKS), linksToHeadings(articles));
    const { addresses, found } = await build(place, articles);
    const targets = await targetsOfLinks(place, addresses);
    const tally = { articles: 0, words: 0, headings: 0, rows: 0, explained: new Map(), failures: [] };
    for (const article of articles) {
      const page = await readPage(place, addresses, article.path);
      if (page === null) {
        tally.failures.push(`${article.path}: has no page`);
        continue;
      }
      tally.articles += 1;
      compareWords(article, page, tally);
      compareIds(article, page, targets, tally);
      for (const { line, word } of missingWords(article.source, `${page.title}\n${page.text}`, found.get(`articles/${article.path}`) ?? [])) {
        tally.failures.push(`${article.path}:${line}: “${word}” is not on the page, and no diagnostic says so`);
      }
    }
    await checkRows(tally);
    report(tally);
  } finally {
    await rm(place, { recursive: true });
  }
};

/** Every article as GitHub reads it; its headings have GitHub's ids and a number each, unique in the folder. */
const readArticles = async (root) => {
  const paths = (await readdir(root, { recursive: true })).filter((path) => path.endsWith(".md")).sort();
  const articles = [];
  let number = 0;
  for (const path of paths) {
    const source = await readFile(join(root, path), "utf8");
    const markdown = withoutFrontMatter(source);
    const theirs = readHtml(gfm(markdown));
    const slugger = new GithubSlugger();
    const headings = theirs.headings.map((heading) => ({ ...heading, id: slugger.slug(heading.text), number: (number += 1) }));
    articles.push({ path, source, markdown, words: theirs.words, headings });
  }
  return articles;
};

const gfm = (markdown) => withUnknownElementsAsText(withoutCalloutMarks(cmark(withoutOwnSyntax(markdown))));

const cmark = (markdown) => {
  const extensions = ["table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes"].flatMap((name) => ["-e", name]);
  const run = spawnSync("cmark-gfm", ["--unsafe", ...extensions], { ...MOST, input: markdown });
  if (run.status !== 0) throw new Error(`cmark-gfm: ${run.stderr}`);
  return run.stdout;
};

const withoutFrontMatter = (source) => {
  const fence = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n([\s\S]*?\r?\n)??\1[ \t]*(\r?\n|$)/.exec(source);
  return fence ? source.slice(fence[0].length) : source;
};

const linksToHeadings = (articles) => {
  const lines = articles.flatMap(({ path, headings }) =>
    headings.filter(({ id }) => id !== "").map(({ id, number }) => `- [${number}](<${path}#${id}>)`),
  );
  return `---\ntitle: Links\n---\n${lines.join("\n")}\n`;
};

/** Builds the folder with a theme that prints only the text. Returns each article's address, and what kb reported about each file. */
const build = async (place, articles) => {
  const templates = join(place, "themes/plain/templates");
  await mkdir(templates, { recursive: true });
  const actions = new Set(articles.flatMap(({ source }) => [...source.matchAll(/^cta = "(.+)"$/gm)].map(([, name]) => name)));
  const declared = [...actions].map((name) => `[cta.${name}]\ntitle = "Title"\nbutton = "Button"\ntarget = "/"\n`);
  await writeFile(join(place, "site.toml"), SITE + declared.join(""));
  await writeFile(join(place, "themes/plain/theme.toml"), 'contract = 1\nextends = "base"\n');
  for (const kind of ["article", "home", "listing", "glossary"]) {
    await writeFile(join(templates, `${kind}.html`), TEMPLATE);
  }
  // An article with a key of another generator is not published otherwise.
  const built = spawnSync(kb, ["build", "--root", place, "--keep-going", "-A", "key-unknown", "--format", "json"], MOST);
  if (built.status > 1) throw new Error(built.stderr);
  const found = new Map();
  for (const one of readLines(built.stdout)) found.set(one.path, [...(found.get(one.path) ?? []), one]);
  const listed = execFileSync(kb, ["list", "--root", place, "--format", "json"], MOST);
  const addresses = new Map(readLines(listed).map(({ path, address }) => [path.replace(/^articles\//, ""), address]));
  return { addresses, found };
};

const readLines = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));

const readPage = async (place, addresses, path) => {
  const file = join(place, "public", decodeURI(addresses.get(path) ?? "/missing/"), "index.html");
  const html = await readFile(file, "utf8").catch(() => null);
  return html === null ? null : readHtml(html);
};

/** The fragment that each link by GitHub's id leads to, by the heading's number; empty for the page itself. */
const targetsOfLinks = async (place, addresses) => {
  const page = await readPage(place, addresses, LINKS);
  return new Map(page.links.map(({ text, href }) => [Number(text), decodeURIComponent(href.split("#")[1] ?? "")]));
};

const compareWords = (article, page, tally) => {
  // kb prints a first heading of level 1 as the page's title.
  const title = words(page.title);
  const mine = startsWithTitle(article, page) ? [...title, ...page.words] : page.words;
  const theirs = article.words;
  tally.words += theirs.length;
  const at = mine.findIndex((word, index) => word !== theirs[index]);
  if (at < 0 && mine.length === theirs.length) return;
  const from = Math.max(0, (at < 0 ? mine.length : at) - 3);
  const part = (list) => list.slice(from, from + 11).join(" ");
  const message = `${article.path}: words differ\n    kb:     ${part(mine)}\n    GitHub: ${part(theirs)}`;
  explain(tally, reasonForWords(article, mine), message);
};

// A picture in a title is left out, which `title-markup` reports; so its description is not in the title.
const startsWithTitle = ({ headings: [first], markdown }, { title }) =>
  first?.level === 1 &&
  (sameText(first.text, title) || (/^\s*# [^\n]*!\[/.test(markdown) && words(first.text).join(" ").startsWith(words(title).join(" "))));

const sameText = (one, other) => words(one).join(" ") === words(other).join(" ");

const compareIds = (article, page, targets, tally) => {
  const theirs = startsWithTitle(article, page) ? article.headings.slice(1) : article.headings;
  const mine = [...page.headings];
  for (const heading of theirs) {
    tally.headings += 1;
    const index = mine.findIndex((one) => sameText(one.text, heading.text));
    if (index < 0) {
      tally.failures.push(`${article.path}: the heading “${heading.text}” is not on the page`);
      continue;
    }
    const [{ id }] = mine.splice(index, 1);
    const target = targets.get(heading.number);
    if (id === undefined) {
      explain(tally, "a heading in raw HTML has only the id that it is given", `${article.path}: “${heading.text}” has no id`);
      continue;
    }
    if (heading.id !== "" && target !== id) {
      const message = `${article.path}: a link to #${heading.id} leads to “${target ?? "nothing"}”, not to “${heading.text}” (#${id})`;
      explain(tally, reasonForId(article, heading, page, target), message);
    } else if (id !== heading.id) {
      const message = `${article.path}: “${heading.text}” has the id ${id}, GitHub gives ${heading.id}`;
      explain(tally, isSameButForHyphens(id, heading.id), message);
    }
  }
};

const explain = (tally, reason, message) => {
  if (!reason) {
    tally.failures.push(message);
    return;
  }
  tally.explained.set(reason, (tally.explained.get(reason) ?? 0) + 1);
  if (isVerbose) console.log(`(${reason}) ${message}`);
};

const report = (tally) => {
  for (const failure of tally.failures) console.log(failure);
  for (const [reason, count] of [...tally.explained].sort()) console.log(`${count} × ${reason}`);
  const explained = [...tally.explained.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `differential: ${tally.articles} articles, ${tally.words} words, ${tally.headings} headings, ${tally.rows} rows: ` +
      `${explained} differences with a reason, ${tally.failures.length} without`,
  );
  process.exitCode = tally.failures.length > 0 ? 1 : 0;
};

await main();
