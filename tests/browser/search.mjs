// The search in a browser: `KB=PATH node tests/browser/search.mjs FOLDER [ORIGIN]`, where FOLDER is the `public` folder of this
// repository's site, and ORIGIN a server of it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

import { inspect } from "./gates/axe.mjs";
import { DESKTOP, launch, makeOpener, PHONE } from "./harness/browser.mjs";
import { copyOf, ownSite, themeOf } from "./harness/own-site.mjs";
import { serve } from "./harness/server.mjs";

const [folder, served] = process.argv.slice(2);
assert.ok(folder && process.env.KB, "name a kb as KB, and the folder of a built site");
const theme = themeOf(folder);
const READER = createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader").replace(/[^/]*\/[^/]*$/, "esm/index.browser.js");
const ARTICLE = "/differences/pull-versus-push/";

// Titles and texts that would do something if they were not text.
const HOSTILE = [
  ["<img src=x onerror=window.broken=1>", "Refunds <b>bold</b> and <script>window.broken=1</script> in `<code>`."],
  ["(.*)+ [a-z] \\d $& ${1}", "Characters of regular expressions: refunds (.*)+ $&."],
  ["\u202eright to left \u202c and שלום", "العربية refunds עברית."],
  ["a".repeat(300), `refunds ${"long ".repeat(2000)}`],
  ["versus versus versus", "refunds {n} {query} {{ x }}"],
];
const server = served ? { origin: served, close() {} } : await serve(folder);
const browser = await launch();
const open = makeOpener(browser, server.origin);
let failed = 0;

const check = async (name, options, test) => {
  const { path = ARTICLE, from = open, expected = /^$/, ...settings } = options;
  // `base` has no icon.
  const isKnown = (problem) => expected.test(problem) || (theme === "base" && /favicon/.test(problem));
  try {
    await from.withPage(path, settings, async (page, context) => {
      await test(page, context);
      assert.deepEqual(page.problems.filter((problem) => !isKnown(problem)), []);
    });
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${name}\n${error.stack}`);
  }
};

const field = (page) => page.getByRole("combobox", { name: "Search" });
const status = (page) => page.locator(".search-status");
const says = (page, text) => page.waitForFunction(
  ([text]) => new RegExp(text).test(document.querySelector(".search-status")?.textContent), [text], { timeout: 20_000 });
const active = (page) => field(page).evaluate((input) => {
  const option = document.getElementById(input.getAttribute("aria-activedescendant"));
  return option && { name: (option.querySelector(".pair, [dir]") ?? option).textContent, selected: option.ariaSelected, url: option.getAttribute("href") };
});
const show = async (page, query) => {
  await page.keyboard.press("/");
  await field(page).waitFor();
  if (query) {
    await field(page).pressSequentially(query);
    await says(page, query.trim());
  }
};
const isClosed = (page) => page.locator("dialog[open]").waitFor({ state: "detached" });

await check("the script of the search has at most 8,000 bytes", {}, async () => {
  const parts = readdirSync(join(folder, "assets"), { recursive: true }).filter((name) => /^(search-(engine|open)|strings\/en)\./.test(name));
  const bytes = parts.map((name) => gzipSync(readFileSync(join(folder, "assets", name)), { level: 9 }).length);
  const sum = bytes.reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${parts.join(", ")}: ${sum} bytes`);
  assert.equal(parts.length, 3);
  assert.ok(sum <= 8000, `${sum}`);
});

await check("nothing is loaded before the search is used, and little to find something", {}, async (page) => {
  const ours = () => page.requests.map((request) => request.url()).filter((url) => /search|strings/.test(url));
  await page.waitForLoadState("networkidle");
  assert.equal(ours().length, 1, ours().join(" "));
  await show(page, "silence");
  assert.ok(ours().some((url) => url.endsWith("/search/en/root.bin")));
});

for (const key of ["/", "Control+k", "Meta+k"]) {
  await check(`${key} opens the search, and Escape closes it where it was opened`, {}, async (page) => {
    const link = page.locator("main a[href]:visible").first();
    await link.focus();
    await page.keyboard.press(key);
    await field(page).waitFor();
    assert.ok(await field(page).evaluate((input) => input === document.activeElement));
    await page.keyboard.press("Escape");
    await isClosed(page);
    assert.ok(await link.evaluate((link) => link === document.activeElement));
  });
}

await check("the link opens it too, a key with the link a new tab, and the button and a press outside close it", {}, async (page, context) => {
  const link = page.locator(".search-link");
  for (const close of [() => page.getByRole("button", { name: "Close" }).click(), () => page.mouse.click(5, 5)]) {
    await link.click();
    await field(page).waitFor();
    await close();
    await isClosed(page);
  }
  const [tab] = await Promise.all([context.waitForEvent("page"), link.click({ modifiers: ["ControlOrMeta"] })]);
  await tab.waitForURL("**/search/");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

await check("a slash in a field is a slash", { path: "/contact/" }, async (page) => {
  await page.locator("form textarea, form input[type=text]").first().pressSequentially("a/b");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

await check("results are grouped by article, with their sections and marked words", {}, async (page) => {
  await show(page, "latent need");
  await says(page, "^\\d+ articles, \\d+ places for “latent need”$");
  const groups = page.getByRole("listbox", { name: "Results" }).getByRole("group");
  assert.match(await groups.first().getAttribute("aria-label"), /Latent need/);
  const place = page.locator(".search-place").first();
  await page.waitForFunction(() => document.querySelector(".search-excerpt mark"));
  assert.match(await place.getAttribute("href"), /#[a-z-]+$/);
  assert.match((await page.locator(".search-results mark").allTextContents()).join(" "), /\blatent\b.*\bneed/i);
});

await check("a word with a typing error is found and marked", {}, async (page) => {
  await show(page, "negotation ");
  await page.waitForFunction(() => document.querySelector(".search-excerpt mark"));
  assert.match(await page.locator(".search-results mark").first().textContent(), /negotiation/i);
});

await check("arrows, Home and End choose, Enter opens, and Back returns to the search with its query", {}, async (page) => {
  await show(page, "latent need");
  const [first, urls] = [await active(page), await page.getByRole("option").evaluateAll((all) => all.map((one) => one.getAttribute("href")))];
  assert.deepEqual([first.url, first.selected], [urls[0], "true"]);
  const after = async (key) => {
    await page.keyboard.press(key);
    return urls.indexOf((await active(page)).url);
  };
  assert.equal(await after("ArrowDown"), 1);
  assert.equal(await after("ArrowUp"), 0);
  assert.equal(await after("ArrowUp"), urls.length - 1);
  assert.equal(await after("ArrowDown"), 0);
  assert.equal(await after("End"), urls.length - 1);
  assert.equal(await after("Home"), 0);
  await page.keyboard.press("Enter");
  await page.waitForURL(urls[0]);
  await page.goBack();
  await page.waitForURL(`**${ARTICLE}`);
  await says(page, "“latent need”");
  assert.equal(await field(page).inputValue(), "latent need");
  await page.keyboard.press("Escape");
  await isClosed(page);
  await page.reload();
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

await check("the page that is opened scrolls to the section and marks the words until Escape", {}, async (page) => {
  await show(page, "latent need");
  const place = page.locator(".search-place").first();
  const url = await place.getAttribute("href");
  await place.click();
  await page.waitForURL(url);
  await page.waitForFunction(() => CSS.highlights.get("kb-search")?.size > 0);
  const id = new URL(url).hash.slice(1);
  assert.ok(await page.locator(`[id="${id}"]`).evaluate((heading) => heading.matches(":target") && Math.abs(heading.getBoundingClientRect().top) < 250));
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => CSS.highlights.has("kb-search")), false);
  await page.reload();
  assert.equal(await page.evaluate(() => CSS.highlights.has("kb-search")), false);
});

await check("a result on the same page closes the dialog and marks the words", {}, async (page) => {
  await show(page, "what pull does");
  await page.locator(`.search-place[href*="${ARTICLE}#"]`).first().click();
  await isClosed(page);
  await page.waitForFunction(() => CSS.highlights.get("kb-search")?.size > 0);
});

await check("nothing found says so, offers a near word and the list", {}, async (page) => {
  await show(page, "xqzwvk");
  await says(page, "^Nothing found for “xqzwvk”");
  assert.match(await status(page).getByRole("link").getAttribute("href"), /\/search\/$/);
});

await check("the address of the search page has the query, Back returns to the one before", { path: "/search/" }, async (page) => {
  const list = page.locator(".every-article");
  assert.ok(await list.isVisible());
  await page.keyboard.press("/");
  await field(page).pressSequentially("silence");
  await page.waitForURL("**/search/?q=silence");
  assert.ok(await list.isHidden());
  await page.keyboard.press("Enter");
  await field(page).fill("latent need");
  await page.waitForURL("**/search/?q=latent+need");
  await page.goBack();
  await says(page, "“silence”");
  await page.goBack();
  await list.waitFor();
  assert.equal(await field(page).inputValue(), "");
});

await check("a shared address shows its results, and Back from a result too", { path: "/search/?q=latent+need" }, async (page) => {
  await says(page, "“latent need”");
  await page.getByRole("option").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/search/"));
  await page.goBack();
  await says(page, "“latent need”");
  assert.equal(await field(page).inputValue(), "latent need");
});

await check("a missing page offers what its address looks like", { path: "/diferences/pull-vs-push/", expected: /404/ }, async (page) => {
  const link = page.locator(".lost a", { hasText: "Pull versus push" });
  await link.waitFor();
  await link.click();
  await page.waitForURL(`**${ARTICLE}`);
});

await check("a file that does not arrive is admitted, with the list", { expected: /ERR_FAILED/ }, async (page) => {
  await page.route("**/search/en/*.bin", (route) => (route.request().url().endsWith("root.bin") ? route.continue() : route.abort()));
  await page.keyboard.press("/");
  await field(page).pressSequentially("silence");
  await says(page, "^The search could not be loaded");
  await page.unroute("**/search/en/*.bin");
  await field(page).pressSequentially(" ");
  await says(page, "for “silence”");
});

// The list's own page asks for the same script, in vain.
await check("a script that does not arrive leads to the list", { expected: /ERR_FAILED|404|Failed to fetch/ }, async (page) => {
  await page.route("**/search-open.*", (route) => route.abort());
  await page.locator(".search-link[aria-keyshortcuts]").waitFor();
  await page.keyboard.press("/");
  await page.waitForURL("**/search/");
});

await check("without script the link leads to every article", { script: false }, async (page) => {
  await page.locator(".search-link").click();
  await page.waitForURL("**/search/");
  assert.ok(await page.locator(".every-article a").count() > 50);
  assert.equal(await page.locator("main input").count(), 0);
});

await check("on a phone the dialog fills the screen, and nothing is cut off", { width: PHONE, height: 740 }, async (page) => {
  await show(page, "latent need");
  const box = await page.locator("dialog").boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, PHONE, 740]);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

for (const scheme of ["light", "dark"]) {
  for (const width of [PHONE, DESKTOP]) {
    await check(`axe finds nothing with results open: ${width} px, ${scheme}`, { width, scheme }, async (page) => {
      await show(page, "latent need");
      await page.waitForFunction(() => document.querySelector(".search-excerpt mark"));
      // The links of `base` are as small as browsers make them.
      const isOurs = (problem) => theme !== "base" || !problem.startsWith("target-size");
      assert.deepEqual((await inspect(page)).filter(isOurs), []);
    });
  }
}

await check("a screen reader reads the field, the count, and the results in order", {}, async (page) => {
  await show(page, "latent need");
  await page.waitForFunction(() => document.querySelector(".search-excerpt mark"));
  const titles = await page.locator(".search-group").evaluateAll((all) => all.map((one) => one.ariaLabel));
  await page.route("**/reader.js", (route) => route.fulfill({ path: READER, contentType: "text/javascript" }));
  const spoken = await page.evaluate(async () => {
    const { virtual } = await import("/reader.js");
    await virtual.start({ container: document.querySelector("dialog") });
    for (let step = 0; step < 120; step += 1) await virtual.next();
    const log = await virtual.spokenPhraseLog();
    await virtual.stop();
    return log;
  });
  const text = spoken.join("\n");
  const order = [/dialog, Search/, /combobox, Search/, /\d+ articles, \d+ places for “latent need”/, /listbox, Results/, ...titles.slice(0, 2).map((title) => new RegExp(`group, ${title}`))];
  let at = 0;
  for (const wanted of order) {
    const next = text.slice(at).search(wanted);
    assert.ok(next >= 0, `${wanted} is not read after ${JSON.stringify(text.slice(0, at))}: ${text.slice(at, at + 2000)}`);
    at += next;
  }
});

if (!served) {
  const texts = HOSTILE.map(([title, text], number) =>
    [`${number}.md`, `---\ntitle: ${JSON.stringify(title)}\n---\n${text}\n\n## ${title.slice(0, 80)}\n\n${text}\n`]);
  const hostile = await ownSite(theme, '[markdown]\nhtml = "escape"', Object.fromEntries(texts));
  const from = makeOpener(browser, hostile.origin);
  await check("hostile articles and queries inject nothing and break nothing", { path: "/0/", from }, async (page) => {
    await show(page, "refunds");
    await page.waitForFunction(() => document.querySelector(".search-excerpt mark"));
    const titles = await page.locator(".search-group").evaluateAll((all) => all.map((one) => one.ariaLabel));
    for (const [title] of HOSTILE) assert.ok(titles.includes(title), title);
    assert.equal(await page.locator("dialog img, dialog script, dialog .search-results code").count(), 0);
    for (const query of ["(.*)+", "<img src=x onerror=window.broken=1>", "\\", "$&", "{query}", "\ud800", "\u202eabc", "refunds ".repeat(1300), '"', "-", "tag:", "in:<b>"]) {
      await field(page).fill("");
      await field(page).evaluate((input, query) => {
        input.value = query;
        input.dispatchEvent(new Event("input"));
      }, query);
      await page.waitForFunction(() => {
        const query = document.querySelector("[role=combobox]").value.trim();
        return document.querySelector(".search-status").textContent.includes(`“${query.slice(0, 50)}`);
      });
    }
    assert.equal(await page.evaluate(() => window.broken), undefined);
  });
  hostile.close();
}

// `base` is tested together with the first theme.
if (!served && theme === "duo") {
  const base = await copyOf(dirname(folder), "base");
  const { status } = spawnSync(process.execPath, [import.meta.filename, base.folder], { stdio: "inherit" });
  if (status !== 0) failed += 1;
  base.close();
}

await browser.close();
server.close();
process.exit(failed ? 1 : 0);
