// Cards for links, in a real browser: `node tests/browser/previews.mjs FOLDER [ORIGIN]`, where FOLDER is this repository's
// site built with the theme duo, and ORIGIN a server that serves it both at `/` and below `/kb/`.

import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { chromium } from "playwright-core";

const [folder, served] = process.argv.slice(2);
assert.ok(folder && existsSync(join(folder, "index.html")), "name the folder of a built site");

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };
// The policy that a careful host sends: nothing inline, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";

// The same site at `/` and below `/kb/`, unless a server was given.
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  let path = normalize(join(folder, decodeURIComponent(pathname.replace(/^\/kb\//, "/"))));
  if (path.endsWith("/")) path += "index.html";
  if (!path.startsWith(normalize(folder)) || !existsSync(path)) {
    response.writeHead(404).end();
    return;
  }
  const type = types[extname(path)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-security-policy": policy });
  createReadStream(path).pipe(response);
});
await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
const origin = served ?? `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

const ARTICLE = "/differences/pull-versus-push/";
const TERM = ".prose a[href$='glossary/prospect/']";
let failed = 0;

// Runs a test on a fresh page; `requests` are the addresses that it has requested.
const check = async (name, options, test) => {
  const { path = ARTICLE, breaks = false, ...settings } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...settings });
  const page = await context.newPage();
  const requests = [];
  const problems = [];
  page.on("request", (request) => requests.push(request.url().slice(origin.length)));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") problems.push(message.text()); });
  if (breaks) await page.route("**/preview.json", (route) => route.abort());
  try {
    await page.goto(origin + path);
    await test(page, requests);
    if (!breaks) assert.deepEqual(problems, []);
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${name}\n${error.stack}`);
  }
  await context.close();
};

const card = (page) => page.locator(".preview");
const shown = (page) => card(page).waitFor({ state: "visible", timeout: 5000 });
const gone = (page) => card(page).waitFor({ state: "hidden", timeout: 5000 });
const boxOf = async (page, selector) => (await page.locator(selector).first().boundingBox());
const away = (page) => page.mouse.move(5, 5);

// Adds a link to the end of the text's first paragraph.
const addLink = (page, href) => page.evaluate((address) => {
  const link = document.createElement("a");
  Object.assign(link, { href: address, id: "added", textContent: "an added link" });
  document.querySelector(".prose p").append(" ", link);
}, href);

// Whether a number of frames have passed without a card.
const staysAway = async (page) => {
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 600); }));
  assert.equal(await page.locator(".preview:visible").count(), 0);
};

await check("a card opens for a term that is hovered, and closes afterwards", {}, async (page) => {
  await page.hover(TERM);
  await shown(page);
  const text = await card(page).innerText();
  assert.match(text, /^Glossary\s+Prospect\s+\S.*\s+Open in the glossary$/s);
  assert.equal(await page.locator(TERM).first().getAttribute("aria-describedby"), "page.preview");
  assert.equal(await card(page).locator("a").getAttribute("href"), `${origin}/glossary/prospect/`);
  await away(page);
  await gone(page);
  assert.equal(await page.locator(TERM).first().getAttribute("aria-describedby"), null);
});

await check("nothing is fetched before a link is pointed at, and each page only once", {}, async (page, requests) => {
  await page.mouse.move(700, 400);
  await page.keyboard.press("Tab");
  await page.evaluate(() => new Promise((done) => { requestIdleCallback(done); }));
  const ours = () => requests.filter((url) => url.includes("preview"));
  assert.deepEqual(ours(), []);
  for (let turn = 0; turn < 2; turn += 1) {
    await page.hover(TERM);
    await shown(page);
    await away(page);
    await gone(page);
  }
  const names = ours().map((url) => url.replace(/\.[0-9a-f]{8}\./, ".").replace(/^.*\/assets\//, ""));
  assert.deepEqual(names.sort(), ["/glossary/prospect/preview.json", "previews.css", "previews.js"]);
});

await check("a card does not open if the pointer only passes over", {}, async (page) => {
  await page.hover(TERM);
  await away(page);
  await staysAway(page);
});

await check("a two-sided article shows its sides, another one its summary and reading time", {}, async (page) => {
  await addLink(page, "../need-versus-transaction/");
  await page.hover("#added");
  await shown(page);
  const sided = await card(page).innerText();
  assert.match(sided, /^The seven differences\s+Need versus transaction\s+Marketing\s+\S.*\s+Sales\s+\S.*\s+\d+ minutes to read$/s);
  assert.equal(await page.locator(".preview a:visible").count(), 0);
  await addLink(page, "../../publications/silence-in-negotiation/");
  await away(page);
  await gone(page);
  await page.hover("#added >> nth=1");
  await shown(page);
  assert.match(await card(page).innerText(), /^Publications\s+Why silence.*\s+You name your price.*\s+\d+ minutes to read$/s);
});

await check("a link to a heading shows the heading and its first sentence", {}, async (page) => {
  await addLink(page, "../../publications/silence-in-negotiation/index.html#why-silence-works");
  await page.hover("#added");
  await shown(page);
  const text = await card(page).innerText();
  assert.match(text, /^Why silence is the most.*\s+Why silence works\s+It lets the other person think\.$/s);
});

await check("a card opens on keyboard focus, and Escape closes it without moving focus", {}, async (page) => {
  await addLink(page, "../../glossary/prospect/");
  await page.evaluate(() => {
    const before = document.createElement("button");
    document.querySelector("#added").before(before);
    before.focus();
  });
  await page.keyboard.press("Tab");
  await shown(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "added");
  await page.mouse.move(20, 20);
  await page.mouse.move(40, 40);
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 400); }));
  assert.ok(await card(page).isVisible(), "it stays while the link has focus");
  await page.keyboard.press("Escape");
  await gone(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "added");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await shown(page);
  await page.keyboard.press("Shift+Tab");
  await gone(page);
});

await check("Escape closes a hovered card, which stays closed until the link is left", {}, async (page) => {
  await page.hover(TERM);
  await shown(page);
  await page.keyboard.press("Escape");
  await gone(page);
  const box = await boxOf(page, TERM);
  await page.mouse.move(box.x + 4, box.y + box.height / 2);
  await staysAway(page);
  await away(page);
  await page.hover(TERM);
  await shown(page);
});

await check("the pointer can move onto the card, slowly, and follow its link", {}, async (page) => {
  await page.hover(TERM);
  await shown(page);
  const [link, box] = [await boxOf(page, TERM), await boxOf(page, ".preview")];
  const isBelow = box.y > link.y;
  const x = link.x + link.width / 2;
  const [from, to] = isBelow ? [link.y + link.height - 2, box.y + 10] : [link.y + 2, box.y + box.height - 10];
  for (let step = 1; step <= 4; step += 1) {
    await page.mouse.move(x, from + ((to - from) * step) / 4);
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 300); }));
    assert.ok(await card(page).isVisible(), `step ${step}`);
  }
  await card(page).locator("a").click();
  await page.waitForURL("**/glossary/prospect/");
});

await check("a card stays within the window and flips above its link", { viewport: { width: 500, height: 600 } }, async (page) => {
  await addLink(page, "../../glossary/prospect/");
  for (const where of ["start", "end"]) {
    await page.evaluate((block) => {
      const link = document.querySelector("#added");
      Object.assign(link.parentElement.style, { textAlign: "end", scrollMarginBlock: "0 20px" });
      link.scrollIntoView({ block, behavior: "instant" });
    }, where);
    await page.hover("#added");
    await shown(page);
    const [link, box] = [await boxOf(page, "#added"), await boxOf(page, ".preview")];
    assert.ok(box.x >= 0 && box.x + box.width <= 500, `${where}: ${JSON.stringify(box)}`);
    assert.ok(box.y >= 0 && box.y + box.height <= 600, `${where}: ${JSON.stringify(box)}`);
    assert.equal(box.y > link.y, where === "start", where);
    await away(page);
    await gone(page);
  }
});

await check("in right-to-left text the card is at the link's other end", { viewport: { width: 900, height: 700 } }, async (page) => {
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  await addLink(page, "../../glossary/prospect/");
  await page.hover("#added");
  await shown(page);
  const [link, box] = [await boxOf(page, "#added"), await boxOf(page, ".preview")];
  const wanted = Math.max(8, link.x + link.width + 21 - box.width);
  assert.ok(Math.abs(box.x - wanted) < 2 || box.x + box.width === 892, JSON.stringify({ link, box }));
});

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

await check("a first tap opens a sheet, a second one follows the link", phone, async (page) => {
  await page.tap(TERM);
  await shown(page);
  const box = await boxOf(page, ".preview");
  assert.deepEqual([box.x, box.width, Math.round(box.y + box.height)], [0, 360, 740]);
  assert.ok(page.url().endsWith(ARTICLE));
  await page.locator(TERM).first().dispatchEvent("click", { pointerType: "touch" });
  await page.waitForURL("**/glossary/prospect/");
});

await check("the sheet's link leads to the page", phone, async (page) => {
  await addLink(page, "../../publications/silence-in-negotiation/");
  await page.tap("#added");
  await shown(page);
  assert.equal(await page.locator(".preview a").innerText(), "Read");
  await page.tap(".preview a");
  await page.waitForURL("**/silence-in-negotiation/");
});

await check("the sheet closes by its button, by Escape and by a tap elsewhere", phone, async (page) => {
  for (const close of [
    () => page.getByRole("button", { name: "Close" }).tap(),
    () => page.keyboard.press("Escape"),
    () => page.touchscreen.tap(180, 30),
  ]) {
    await page.locator(TERM).first().evaluate((link) => link.scrollIntoView({ block: "center", behavior: "instant" }));
    await page.tap(TERM);
    await shown(page);
    await close();
    await gone(page);
    await staysAway(page);
    assert.ok(page.url().endsWith(ARTICLE));
  }
});

await check("if a preview cannot be fetched, nothing is shown and a tap follows the link", { ...phone, breaks: true }, async (page) => {
  await page.hover(TERM);
  await staysAway(page);
  await page.tap(TERM);
  await page.waitForURL("**/glossary/prospect/");
});

await check("links to this page, to other sites and to files have no card", {}, async (page, requests) => {
  for (const href of ["#what-pull-does", "index.html", "../pull-versus-push/#x", "https://example.com/", "../../robots.txt", "/"]) {
    await page.goto(`${origin}/kb${ARTICLE}`);
    await addLink(page, href);
    await page.hover("#added");
    await staysAway(page);
  }
  assert.deepEqual(requests.filter((url) => url.endsWith("preview.json")), []);
});

await check("cards work below another path and on a page opened by its file", { path: `/kb${ARTICLE}index.html` }, async (page, requests) => {
  await page.hover(TERM);
  await shown(page);
  assert.ok(requests.includes("/kb/glossary/prospect/preview.json"));
});

await check("without script a link is a link", { javaScriptEnabled: false }, async (page, requests) => {
  assert.equal(await page.locator(".preview").count(), 0);
  await page.click(TERM);
  await page.waitForURL("**/glossary/prospect/");
  assert.deepEqual(requests.filter((url) => url.includes("preview")), []);
});

await check("a mouse click follows the link immediately", {}, async (page) => {
  await page.hover(TERM);
  await shown(page);
  await page.click(TERM);
  await page.waitForURL("**/glossary/prospect/");
});

await browser.close();
server.close();
process.exit(failed ? 1 : 0);
