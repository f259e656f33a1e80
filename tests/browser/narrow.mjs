// Long lists are narrowed by words, tags and fields with a choice: KB=PATH node tests/browser/narrow.mjs FOLDER, where FOLDER is the
// `public` of a site, whose theme is tested, and `base` with it.

import assert from "node:assert/strict";

import { inspect } from "./gates/axe.mjs";
import { DESKTOP, launch, makeOpener, PHONE } from "./harness/browser.mjs";
import { ownSite, themeOf } from "./harness/own-site.mjs";

const [folder] = process.argv.slice(2);
assert.ok(folder && process.env.KB, "name a kb as KB, and the folder of a built site");

// Sixty guides on two pages, of which every third is about tea; 24 notes on one page; as few questions as readers see at a glance.
const SETTINGS = `
[markdown]
html = "escape"
[collections.guides]
title = "Guides"
[collections.guides.fields]
level = { type = "choice", options = ["Easy", "Very hard"], label = "Level" }
[collections.notes]
title = "Notes"
[collections.questions]
title = "Questions"
`;
const two = (number) => String(number).padStart(2, "0");
const articles = () => {
  const texts = {};
  for (let number = 1; number <= 60; number += 1) {
    const drink = ["coffee", "water", "tea"][number % 3];
    const level = number % 2 ? "Easy" : "Very hard";
    texts[`guides/g${two(number)}.md`] = `---\ntitle: Guide ${two(number)}\norder: ${number}\ntags: [${drink}${number % 10 ? "" : ", tens"}]\nfields: { level: ${level} }\n---\nHow to make ${drink}.\n\n## Serving\n\nServe the ${drink} on a saucer.\n`;
  }
  for (let number = 1; number <= 24; number += 1) {
    texts[`notes/n${two(number)}.md`] = `---\ntitle: Note ${two(number)}\norder: ${25 - number}\ntags: [${number % 2 ? "odd" : "tea"}]\n---\n${number % 8 ? "Plain." : "About refunds, <b>(.*)+</b> and שלום."}\n`;
  }
  for (let number = 1; number <= 20; number += 1) texts[`questions/q${two(number)}.md`] = `# Question ${number}\n`;
  return texts;
};

const browser = await launch();
let failed = 0;

const test = async (theme) => {
  const site = await ownSite(theme, SETTINGS, articles());
  const open = makeOpener(browser, site.origin);
  const check = async (name, options, use) => {
    // `base` has no icon.
    const { path = "/notes/", expected = /^$/, ...settings } = options;
    const isKnown = (text) => expected.test(text) || (theme === "base" && /favicon/.test(text));
    try {
      await open.withPage(path, settings, async (page, context) => {
        await use(page, context);
        assert.deepEqual(page.problems.filter((text) => !isKnown(text)), []);
      });
      console.log(`ok ${theme}: ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${theme}: ${name}\n${error.stack}`);
    }
  };

  const field = (page) => page.getByRole("searchbox", { name: "Narrow this list" });
  const says = (page, text) => page.getByRole("search").getByRole("status").filter({ hasText: new RegExp(text) }).waitFor({ state: "attached", timeout: 20_000 });
  // The links of `base` are as small as browsers make them.
  const isOurs = (problem) => theme !== "base" || !problem.startsWith("target-size");
  const titles = (page) => page.locator(".item-title:visible").allTextContents();

  await check("words narrow a list in its order, and its address says how", {}, async (page) => {
    await field(page).pressSequentially("refund");
    await says(page, "^3 articles$");
    assert.deepEqual(await titles(page), ["Note 24", "Note 16", "Note 08"]);
    await page.waitForURL("**/notes/?q=refund");
    await page.getByRole("button", { name: "Show all" }).click();
    await says(page, "^$");
    assert.equal((await titles(page)).length, 24);
    assert.ok(await field(page).evaluate((input) => input === document.activeElement));
    await page.goBack();
    await says(page, "^3 articles$");
    await page.goBack();
    await says(page, "^$");
    assert.equal(await field(page).inputValue(), "");
  });

  await check("a typing error is forgiven, and each word narrows further", {}, async (page) => {
    await field(page).fill("refnuds ");
    await says(page, "^3 articles$");
    await field(page).fill("refunds plain");
    await says(page, "^0 articles$");
    assert.deepEqual(await titles(page), []);
  });

  await check("tags and fields narrow a list with several pages", { path: "/guides/" }, async (page) => {
    assert.equal((await titles(page)).length, 50);
    await page.getByLabel("Tag").selectOption("tea");
    await says(page, "^20 articles$");
    await page.getByLabel("Level").selectOption("Very hard");
    await says(page, "^10 articles$");
    await page.waitForURL("**/guides/?tag=tea&fields.level=Very+hard");
    await field(page).fill("guide 56");
    await says(page, "^1 article$");
    assert.deepEqual(await titles(page), ["Guide 56"]);
    assert.ok(await page.locator(".item-summary:visible").first().isVisible());
    await page.waitForURL((url) => url.searchParams.get("q") === "guide 56");
    await page.goBack();
    await page.goBack();
    await says(page, "^20 articles$");
    assert.deepEqual([await page.getByLabel("Tag").inputValue(), await page.getByLabel("Level").inputValue()], ["tea", ""]);
  });

  await check("more articles are shown when asked for, and the first of them is focused", { path: "/guides/?fields.level=Easy" }, async (page) => {
    await says(page, "^30 articles$");
    assert.equal((await titles(page)).length, 20);
    await page.getByRole("button", { name: "Show more" }).click();
    await page.waitForFunction(() => document.activeElement.matches(".item a"));
    const all = await titles(page);
    assert.equal(all.length, 30);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), all[20]);
    assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
  });

  await check("a shared address shows the narrowed list, and the article opened from it is marked", { path: "/guides/page/2/?q=saucer&tag=tea" }, async (page) => {
    await says(page, "^20 articles$");
    assert.equal(await field(page).inputValue(), "saucer");
    await page.locator(".item-summary mark").first().waitFor();
    await page.locator(".item-title a:visible").first().click();
    await page.waitForFunction(() => CSS.highlights.get("kb-search")?.size > 0);
    await page.goBack();
    await says(page, "^20 articles$");
  });

  await check("the articles of a tag are narrowed by words and collection", { path: "/tags/tea/" }, async (page) => {
    await page.getByLabel("Collection").selectOption("Notes");
    await says(page, "^12 articles$");
    assert.ok((await titles(page)).every((title) => title.startsWith("Note")));
    await page.waitForURL("**/tags/tea/?in=notes");
  });

  await check("a short list has nothing to narrow it by", { path: "/questions/" }, async (page) => {
    await page.waitForLoadState("networkidle");
    assert.equal((await titles(page)).length, 20);
    assert.equal(await page.getByRole("search").count(), 0);
    assert.ok(!page.requests.some((request) => /narrow/.test(request.url())));
  });

  await check("without script a long list is a plain list", { path: "/guides/", script: false }, async (page) => {
    assert.equal((await titles(page)).length, 50);
    assert.equal(await page.locator(".narrow").isVisible(), false);
  });

  await check("nothing moves when the script arrives", { path: "/guides/" }, async (page) => {
    const height = () => page.locator(".item").first().evaluate((item) => item.getBoundingClientRect().top);
    const after = await height();
    await page.route("**/narrow.*js", () => {});
    await page.reload({ waitUntil: "commit" });
    await page.locator(".pagination").waitFor();
    assert.equal(await height(), after);
    assert.equal(await page.getByRole("search").count(), 0);
  });

  await check("if the index does not arrive, the whole list stays and the page says so", { expected: /ERR_FAILED/ }, async (page) => {
    await page.route("**/search/en/*.bin", (route) => route.abort());
    await field(page).pressSequentially("refund");
    await says(page, "^The list could not be narrowed");
    assert.equal((await titles(page)).length, 24);
    await page.unroute("**/search/en/*.bin");
    await field(page).pressSequentially("s");
    await says(page, "^3 articles$");
  });

  await check("hostile words and addresses break nothing", { path: "/notes/?q=%3Cimg%20src=x%20onerror=window.broken=1%3E&tag=%22%3E&in=x&q=2" }, async (page) => {
    await says(page, "^0 articles$");
    for (const words of ["(.*)+", "\\", "{n}", "\ud800", "\u202eabc", "refunds ".repeat(1300), '"', "-", "tag:", "in:<b>"]) {
      await field(page).evaluate((input, words) => {
        input.form.querySelector("[role=status]").textContent = "";
        input.value = words;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }, words);
      await says(page, "^\\d+ article");
    }
    assert.equal(await page.evaluate(() => window.broken), undefined);
  });

  await check("the keyboard reaches everything", {}, async (page) => {
    await field(page).focus();
    await page.keyboard.type("refunds");
    await says(page, "^3 articles$");
    await page.keyboard.press("Tab");
    assert.ok(await page.getByLabel("Tag").evaluate((select) => select === document.activeElement));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Show all");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Note 24");
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [PHONE, DESKTOP]) {
      await check(`axe finds nothing in a narrowed list: ${width} px, ${scheme}`, { path: "/guides/?q=saucer&tag=tea", width, scheme }, async (page) => {
        await says(page, "^20 articles$");
        assert.deepEqual((await inspect(page)).filter(isOurs), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      });
    }
  }
  site.close();
};

const theme = themeOf(folder);
// `base` is tested with the first theme, once.
for (const name of theme === "duo" ? ["base", theme] : [theme]) await test(name);

await browser.close();
process.exit(failed ? 1 : 0);
