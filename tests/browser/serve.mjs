// `kb serve` in a real browser: `KB=path/to/kb node tests/browser/serve.mjs FOLDER`, where FOLDER is `public/` in a copy of this
// repository's site. No page is ever reloaded manually.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";

import axe from "axe-core";

import { launch } from "./harness/browser.mjs";

const { KB } = process.env;
assert.ok(KB && process.argv[2], "name kb in KB, and the folder of a built site");
const original = dirname(resolve(process.argv[2]));
const repository = resolve(import.meta.dirname, "../..");

const root = await mkdtemp(join(tmpdir(), "kb-serve-"));
for (const name of ["site.toml", "articles", "static", "consent"]) {
  await cp(join(original, name), join(root, name), { recursive: true }).catch(() => {});
}
const at = (path) => join(root, path);
const theme = /^\[theme\]\nname = "(.+)"/m.exec(await readFile(at("site.toml"), "utf8"))[1];
await cp(join(repository, "themes", theme), at(`themes/${theme}`), { recursive: true });

// Like editors: write a copy and rename it to the old file.
const save = async (path, text) => {
  await writeFile(at("saved"), text);
  await rename(at("saved"), at(path));
};
const change = async (path, from, to) => {
  const text = await readFile(at(path), "utf8");
  assert.ok(text.includes(from), `${path} has no “${from}”`);
  await save(path, text.replaceAll(from, to));
};

let server;
const start = async (port) => {
  const child = spawn(KB, ["serve", "--port", String(port), "--root", root], { stdio: ["ignore", "ignore", "pipe"] });
  const lines = createInterface({ input: child.stderr });
  const said = [];
  const origin = await new Promise((ready, fail) => {
    lines.on("line", (line) => {
      said.push(line);
      const found = /^Serving at (http:\/\/[^/]+)/.exec(line);
      if (found) ready(found[1]);
    });
    child.on("exit", () => fail(new Error(said.join("\n"))));
  });
  server = { child, origin, said };
};
const stop = () => new Promise((done) => {
  server.child.once("exit", done);
  server.child.kill("SIGKILL");
});

const PNG = (color) => Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${color}"/></svg>`,
);
const LONG = Array.from({ length: 80 }, (_, number) => `Paragraph ${number} of a long article that must be scrolled.`).join("\n\n");
await writeFile(at("articles/publications/dot.svg"), PNG("red"));
await save("articles/publications/tried.md", `+++\ntitle = "Tried in a browser"\nsummary = "An article to be changed."\n+++\n\n![A dot](dot.svg)\n\nFirst words.\n\n${LONG}\n`);

await start(0);
const browser = await launch();
let failed = 0;

const check = async (name, test, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(20_000);
  const problems = [];
  const open = async (path) => {
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(server.origin + path);
    if (options.javaScriptEnabled !== false) {
      await page.waitForFunction(() => document.documentElement.dataset.kbBuild);
    }
    return page;
  };
  try {
    await test(open, context);
    assert.deepEqual(problems, []);
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${name}\n${error.stack}\n${server.said.slice(-5).join("\n")}`);
  }
  await context.close();
};

const accessible = async (page, scope) => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((scope) => window.axe.run({ include: [scope] }), scope);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
};

const TRIED = "/publications/tried/";
const FILE = "articles/publications/tried.md";

await check("an edit is shown, and the scroll position is kept", async (open) => {
  const page = await open(TRIED);
  await page.evaluate(() => scrollTo({ top: 1500, behavior: "instant" }));
  await change(FILE, "First words", "Second words");
  await page.getByText("Second words").waitFor();
  await page.waitForFunction(() => Math.abs(scrollY - 1500) < 3);
});

await check("a new title is shown on every page that names it, in all tabs", async (open) => {
  const [article, listing] = [await open(TRIED), await open("/publications/")];
  await change(FILE, "Tried in a browser", "Renamed in a browser");
  await article.getByRole("heading", { level: 1, name: "Renamed in a browser" }).waitFor();
  await listing.getByRole("link", { name: "Renamed in a browser" }).first().waitFor();
});

await check("a page that does not change is not reloaded", async (open) => {
  const page = await open("/privacy/");
  await page.evaluate(() => { window.untouched = true; });
  const before = await page.evaluate(() => document.documentElement.dataset.kbBuild);
  await change(FILE, "Second words", "Third words");
  await page.waitForFunction((build) => document.documentElement.dataset.kbBuild !== build, before);
  assert.equal(await page.evaluate(() => window.untouched), true);
});

await check("an article is added, renamed and removed", async (open) => {
  const [page, listing] = [await open("/publications/new-one/"), await open("/publications/")];
  await save("articles/publications/new-one.md", '+++\ntitle = "Quite new"\nsummary = "New."\n+++\n\nText of it.\n');
  await page.getByText("Text of it.").waitFor();
  await listing.getByRole("link", { name: "Quite new" }).first().waitFor();
  const other = await open("/publications/other-name/");
  await rename(at("articles/publications/new-one.md"), at("articles/publications/other-name.md"));
  await other.getByText("Text of it.").waitFor();
  await page.getByText("Text of it.").waitFor({ state: "detached" });
  await rm(at("articles/publications/other-name.md"));
  await other.getByText("Text of it.").waitFor({ state: "detached" });
  assert.equal((await other.request.get(other.url())).status(), 404);
  await listing.getByRole("link", { name: "Quite new" }).first().waitFor({ state: "detached" });
});

await check("a stylesheet is replaced without a reload", async (open) => {
  const page = await open(TRIED);
  // A stylesheet that a script of the site has added is not replaced.
  await page.evaluate(() => {
    window.untouched = true;
    const added = document.createElement("link");
    added.rel = "alternate stylesheet";
    added.id = "added";
    added.href = "data:text/css,";
    document.head.append(added);
  });
  const sheets = page.locator('link[rel="stylesheet"]');
  const number = await sheets.count();
  const file = `themes/${theme}/assets/${theme}.css`;
  const style = await readFile(at(file), "utf8");
  await save(file, `${style}\nh1 { letter-spacing: 7px; }\n`);
  const spacing = () => getComputedStyle(document.querySelector("h1")).letterSpacing;
  await page.waitForFunction(`(${spacing})() === "7px"`);
  await save(file, style);
  await page.waitForFunction(`(${spacing})() !== "7px"`);
  assert.equal(await page.evaluate(() => window.untouched), true);
  assert.equal(await sheets.count(), number);
  assert.equal(await page.locator("#added").count(), 1);
});

await check("changes to a template, a string and site.toml are shown", async (open) => {
  const page = await open("/search/");
  const words = `themes/${theme}/strings/en.ftl`;
  await mkdir(dirname(at(words)), { recursive: true });
  await save(words, `${await readFile(at(words), "utf8").catch(() => "")}\nsearch-title = Look it up\n`);
  await page.getByRole("heading", { level: 1, name: "Look it up" }).waitFor();
  const title = /^title = "(.+)"/m.exec(await readFile(at("site.toml"), "utf8"))[1];
  await change("site.toml", `title = "${title}"`, 'title = "Another name"');
  await page.waitForFunction(() => document.querySelector('meta[property="og:site_name"]')?.content === "Another name");
});

await check("a changed picture is shown", async (open) => {
  const page = await open(TRIED);
  const color = () => page.evaluate(() => {
    const picture = document.querySelector('img[alt="A dot"]');
    const context = document.createElement("canvas").getContext("2d");
    context.drawImage(picture, 0, 0);
    return [...context.getImageData(5, 5, 1, 1).data].join();
  });
  assert.equal(await color(), "255,0,0,255");
  const reloaded = page.waitForEvent("load");
  await save("articles/publications/dot.svg", PNG("lime"));
  await reloaded;
  await page.locator('img[alt="A dot"]').evaluate((picture) => picture.decode());
  assert.equal(await color(), "0,255,0,255");
});

await check("problems are shown on top of the last good page, and disappear when fixed", async (open) => {
  const [page, other] = [await open(TRIED), await open("/privacy/")];
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  // As a theme does it for a reader's choice.
  await page.addStyleTag({ content: ":root { color-scheme: dark }" });
  const before = await scheme();
  await change(FILE, "Third words", "Third words [[of nobody]]");
  for (const tab of [page, other]) {
    await tab.getByRole("region", { name: "1 error" }).waitFor();
    await tab.getByText("no article is called “of nobody”").first().waitFor();
    await tab.getByText("^^^^^^^^^^^^^").first().waitFor();
  }
  assert.ok(await page.getByText("Third words").first().isVisible());
  assert.equal(await scheme(), before, "the overlay changes no color of the page");
  await accessible(page, ".kb-overlay");
  await other.getByRole("button", { name: "Close" }).press("Enter");
  await other.locator(".kb-overlay").waitFor({ state: "detached" });
  await change(FILE, " [[of nobody]]", " mended");
  await page.locator(".kb-overlay").waitFor({ state: "detached" });
  await page.getByText("Third words mended").waitFor();
});

await check("warnings stay in a corner that links to their list, and the list reloads when one is fixed", async (open) => {
  const [page, list] = [await open(TRIED), await open("/_kb/problems/")];
  await list.getByRole("heading", { name: "No problems" }).waitFor();
  // Problems are shown before the page reloads.
  const reloaded = page.waitForEvent("load");
  await change(FILE, "mended", "mended ![](dot.svg)");
  await reloaded;
  const badge = page.getByRole("complementary", { name: "kb serve" });
  await badge.getByRole("link", { name: "1 warning" }).waitFor();
  await list.getByRole("heading", { name: "1 warning" }).waitFor();
  await accessible(page, ".kb-badge");
  await accessible(list, "body");
  assert.equal(await page.locator(".kb-overlay").count(), 0);
  await badge.getByRole("button", { name: "Hide" }).press("Enter");
  await badge.waitFor({ state: "detached" });
  await change(FILE, "Third words", "Again third words");
  await page.getByText("Again third words").waitFor();
  await page.waitForFunction(() => document.documentElement.dataset.kbBuild);
  assert.equal(await badge.count(), 0, "hidden until there is another number of them");
  const other = await open("/privacy/");
  await other.getByRole("link", { name: "1 warning" }).press("Enter");
  await other.getByText("articles/publications/tried.md:").first().waitFor();
  await change(FILE, "Again third words mended ![](dot.svg)", "Third words mended");
  for (const tab of [list, other]) await tab.getByRole("heading", { name: "No problems" }).waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  await check(`the address of a draft says that it is one, until it is published (${colorScheme})`, async (open) => {
    await save("articles/publications/prices.md", '+++\ntitle = "Prices"\nsummary = "What it costs."\ndraft = true\n+++\n\nNot much.\n');
    await change(FILE, "mended", "mended ![](dot.svg)");
    const page = await open("/publications/prices/");
    const strip = page.getByRole("complementary", { name: "Not published" });
    await page.getByRole("link", { name: "1 warning" }).waitFor();
    await strip.getByText("Prices is a draft: draft = true").waitFor();
    await strip.getByText("kb serve --drafts").waitFor();
    await accessible(page, "html");
    await change("articles/publications/prices.md", "draft = true", "date = 2999-01-01");
    await strip.getByText("Prices is not published yet: date = 2999-01-01").waitFor();
    await change("articles/publications/prices.md", "date = 2999-01-01\n", "");
    await page.getByText("Not much.").waitFor();
    assert.equal(await strip.count(), 0);
    await rm(at("articles/publications/prices.md"));
    await page.getByText("Not much.").waitFor({ state: "detached" });
    await change(FILE, " ![](dot.svg)", "");
  }, { colorScheme });
}

await check("a disconnected page catches up", async (open, context) => {
  const page = await open(TRIED);
  await stop();
  await change(FILE, "Third words mended", "Fourth words");
  await start(new URL(server.origin).port);
  await page.getByText("Fourth words").waitFor();
  await context.setOffline(true);
  await change(FILE, "Fourth words", "Fifth words");
  await context.setOffline(false);
  await page.getByText("Fifth words").waitFor();
});

for (const javaScriptEnabled of [true, false]) {
  await check(`a form leads to its thanks page and the submission is in the inbox, ${javaScriptEnabled ? "with" : "without"} script`, async (open) => {
    const page = await open("/newsletter/");
    const form = page.locator("form[id='form.newsletter']").first();
    await form.locator("input[type=email]").fill(`reader-${javaScriptEnabled}@example.com`);
    for (const field of await form.locator("input[required]:not([type=email])").all()) {
      const kind = await field.getAttribute("type");
      if (kind === "checkbox" || kind === "radio") await field.check();
      else await field.fill("Words");
    }
    await form.locator("button[type=submit]").click();
    await page.waitForURL("**/thanks/newsletter/");
    await page.goto(`${server.origin}/_kb/inbox/`);
    await page.getByText(`reader-${javaScriptEnabled}@example.com`).waitFor();
    if (javaScriptEnabled) await accessible(page, "body");
  }, { javaScriptEnabled });
}

await browser.close();
await stop();
await rm(root, { recursive: true });
process.exit(failed ? 1 : 0);
