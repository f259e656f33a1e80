// From reader to contact: from a difference to the white paper, and through every form to its thanks page, with and without
// script, on a phone and on a desktop. `KB=PATH node tests/browser/actions.mjs FOLDER`, where FOLDER is the `public` of this
// repository's own site. What the forms send is received by `kb serve`.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";

import { inspect } from "./gates/axe.mjs";
import { DESKTOP, launch, makeOpener, PHONE } from "./harness/browser.mjs";
import { serveWithKb } from "./harness/kb-serve.mjs";

const { KB } = process.env;
const folder = process.argv[2];
assert.ok(KB && folder && existsSync(folder), "name a kb as KB, and the folder of a built site");

const server = await serveWithKb(KB, dirname(folder));
const browser = await launch();
const open = makeOpener(browser, server.origin);
let failed = 0;

const check = async (name, address, options, test) => {
  try {
    await open.withPage(address, options, async (page, context) => {
      await test(page, context);
      // Whether a font arrives before its page is drawn depends on the machine's speed; the gate `policy` checks one page at a
      // time.
      assert.deepEqual(page.problems.filter((text) => !text.includes("preloaded using link preload but not used")), []);
    });
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${name}\n${error.stack}`);
  }
};

const LANDING = "/differences/pull-versus-push/";
const CAMPAIGN = "?utm_source=newsletter&utm_medium=email&ref=x";
const NEWSLETTER = { page: LANDING, form: "newsletter" };
const FORMS = [
  { page: "/contact/", form: "request-information" },
  { page: "/brochure/", form: "brochure" },
  { page: "/waiting-list/", form: "waiting-list" },
  { page: "/newsletter/", form: "newsletter" },
  NEWSLETTER,
];

const SIZES = [["phone", PHONE], ["desk", DESKTOP]];
const hasScript = /data-forms=/.test(await readFile(`${folder}/index.html`, "utf8"));
const hasPdf = /^pdf = true/m.test(await readFile(`${dirname(folder)}/site.toml`, "utf8"));
// A theme without script needs only half of this.
const SCRIPTS = hasScript ? [true, false] : [false];
const told = (script, size) => `${size}, ${script ? "with" : "without"} script`;

const formOf = (page, name) => page.locator(`form[id="form.${name}"]`);
const focusIn = (page) => page.evaluate(() => document.activeElement.id);

// What a person would type. A date is typed the way the browser's own field expects it.
const answerOf = (control) => control.evaluate(({ type, name, min }) => {
  const [year, month, day] = (min || "2027-03-02").split("-");
  return { email: "anna@example.com", tel: "+31 20 123 45 67", date: month + day + year }[type] ?? { name: "Anna Jansen" }[name] ?? "Negotiation";
});

// Fills in the focused control with the keyboard.
const answer = async (page) => {
  const control = page.locator(":focus");
  const type = await control.evaluate((element) => element.type);
  if (type === "radio" || type === "checkbox") await page.keyboard.press("Space");
  else if (type === "select-one") await page.keyboard.press("ArrowDown");
  else {
    await control.evaluate((element) => element.select?.());
    await page.keyboard.type(await answerOf(control));
  }
};

// Presses Tab until `reached` is true.
const tabTo = async (page, reached) => {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(reached[0], reached[1])) return;
  }
  assert.fail("Tab does not get there");
};
const atButtonOf = (name) => [(id) => document.activeElement.matches("[type=submit]") && document.activeElement.form.id === id, `form.${name}`];

const thanked = (page, form) => page.waitForURL(`${server.origin}/thanks/${form}/`);

const fileBehind = async (page, link) => {
  const saved = page.waitForEvent("download");
  await link.click();
  return readFile(await (await saved).path());
};

for (const script of SCRIPTS) {
  for (const [size, width] of SIZES) {
    await check(`from a difference to the white paper: ${told(script, size)}`, LANDING, { width, script }, async (page) => {
      const button = page.locator(".cta .button");
      const isFile = (await button.getAttribute("download")) !== null;
      if (isFile) assert.match(await page.locator(".cta .file-facts").innerText(), /^PDF, \d+ pages?, [\d.]+ [KM]B$/);
      else await button.click();
      await page.waitForLoadState();
      if (!hasPdf) return assert.match(await page.locator("main h1").innerText(), /Closing the gap/);
      const link = isFile ? button : page.locator(".pdf a");
      const pdf = await fileBehind(page, link);
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    });

    for (const { page: address, form } of FORMS) {
      await check(`${form} on ${address} leads to its thanks: ${told(script, size)}`, LANDING + CAMPAIGN, { width, script }, async (page, context) => {
        await page.locator(`.site-footer a[href*="${address === LANDING ? "contact" : address.slice(1, -1)}"]`).first().click();
        await page.waitForLoadState();
        if (address === LANDING) await page.goBack();
        const filled = {};
        for (const control of await formOf(page, form).locator(":is(input, select, textarea):visible:not([tabindex='-1'])").all()) {
          const { name, type } = await control.evaluate(({ name, type }) => ({ name, type }));
          if (filled[name] !== undefined) continue;
          await control.focus();
          await answer(page);
          filled[name] = await control.inputValue();
        }
        await page.keyboard.press("Tab");
        await formOf(page, form).locator("[type=submit]").focus();
        await page.keyboard.press("Enter");
        await thanked(page, form);
        assert.ok(await page.locator("main h1").isVisible());

        const [letter] = await server.inbox();
        const fields = Object.fromEntries(letter.fields);
        assert.equal(letter.form, form);
        assert.equal(letter.robot, false);
        for (const [name, value] of Object.entries(filled)) assert.equal(fields[name], value, name);
        assert.equal(new URL(fields.page).pathname, address);
        assert.equal(fields.language, "en");
        assert.ok(existsSync(`${dirname(folder)}/consent/${fields.consent}.txt`), `no record of the consent ${fields.consent}`);
        const campaign = script ? { utm_source: "newsletter", utm_medium: "email" } : {};
        assert.deepEqual(Object.fromEntries(letter.fields.filter(([name]) => name.startsWith("utm_") || name === "ref")), campaign);
        assert.deepEqual(await context.cookies(), []);
      });
    }

    await check(`errors are found and fixed using only the keyboard: ${told(script, size)}`, "/contact/", { width, script: script || !hasScript }, async (page) => {
      const form = "request-information";
      await tabTo(page, atButtonOf(form));
      await page.waitForLoadState("networkidle");
      await page.keyboard.press("Enter");
      if (script) {
        assert.ok(await page.locator(".form-errors:focus").isVisible());
        assert.match(await page.title(), /^Error: /);
        assert.deepEqual(await inspect(page), []);
        // The first link of the summary leads to the first field.
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
      } else if (!hasScript) assert.deepEqual(await inspect(page), []);
      for (const name of ["name", "email", "contact"]) {
        const id = await focusIn(page);
        assert.ok(id.startsWith(`form.${form}.${name}`), `${id} has the focus, not ${name}`);
        await answer(page);
        if (name === "contact") break;
        if (script) await tabTo(page, [(names) => names.some((one) => document.activeElement.id.startsWith(one)), name === "name" ? [`form.${form}.email`] : [`form.${form}.contact`]]);
        else await page.keyboard.press("Enter");
      }
      await tabTo(page, atButtonOf(form));
      if (script) assert.doesNotMatch(await page.title(), /^Error: /);
      await page.keyboard.press("Enter");
      await thanked(page, form);
    });
  }
}

if (hasScript) {
  await check("a form that is submitted immediately is held for two seconds, and sent once", "/brochure/", {}, async (page) => {
    // The page's clock stands still until the test advances it.
    await page.clock.install();
    await page.reload();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const form = formOf(page, "brochure");
    const before = (await server.inbox()).length;
    await form.locator("[name=name]").focus();
    await page.waitForLoadState("networkidle");
    await page.keyboard.type("Anna Jansen");
    await form.locator("[name=email]").fill("anna@example.com");
    const button = form.locator("[type=submit]");
    await button.press("Enter");
    await button.press("Enter");
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    assert.equal((await server.inbox()).length, before);
    await page.clock.runFor(2_000);
    await thanked(page, "brochure");
    assert.equal((await server.inbox()).length, before + 1);
  });

  await check("the system's share dialog is offered if there is one", LANDING, {}, async (page) => {
    assert.equal(await page.locator(".share-sheet").isVisible(), false);
    await page.addInitScript(() => {
      window.shared = [];
      navigator.share = async (what) => { window.shared.push(what); };
    });
    await page.reload();
    await page.locator(".share-sheet").press("Enter");
    const [{ url, title }] = await page.evaluate(() => window.shared);
    assert.equal(url, await page.locator("link[rel=canonical]").getAttribute("href"));
    assert.match(title, /^Pull versus push/);
  });

  await check("a link is copied, and that is said", LANDING, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator(".copy-link").press("Enter");
    await page.locator("[role=status]", { hasText: "Link copied" }).waitFor({ state: "attached" });
    const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    assert.equal(await copied(), canonical);
    await page.locator("h2 .heading-link").first().press("Enter");
    await page.waitForFunction(() => location.hash === document.querySelector(".heading-link").hash);
    assert.equal(await copied(), canonical + (await page.evaluate(() => location.hash)));
  });

  await check("a date that is too early gets a message with the earliest date", "/waiting-list/", {}, async (page) => {
    const date = formOf(page, "waiting-list").locator("[type=date]");
    await date.evaluate((element) => { element.min = "2027-03-02"; });
    await date.fill("2027-03-01");
    await page.waitForLoadState("networkidle");
    await formOf(page, "waiting-list").locator("[type=submit]").click();
    assert.equal(await page.locator(".field-date .field-message").innerText(), "Choose March 2, 2027 or later");
  });
}

await browser.close();
server.close();
process.exitCode = failed ? 1 : 0;
