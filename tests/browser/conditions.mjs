// Fields that the answer to another one makes required, with and without script: `KB=PATH node tests/browser/conditions.mjs
// FOLDER`, where FOLDER is the `public` of a site whose theme is to be tested. The forms are those of a site of its own, and
// `kb serve` receives them.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { inspect } from "./gates/axe.mjs";
import { launch, makeOpener } from "./harness/browser.mjs";
import { serveWithKb } from "./harness/kb-serve.mjs";
import { featuresOf } from "./harness/themes.mjs";

const { KB } = process.env;
assert.ok(KB && process.argv[2], "name a kb as KB, and the folder of a built site");
const folder = resolve(process.argv[2]);
const theme = /^\[theme\]\nname = "(.+)"/m.exec(await readFile(join(dirname(folder), "site.toml"), "utf8"))[1];
const { script: hasScript } = featuresOf(theme);

const root = await mkdtemp(join(tmpdir(), "kb-conditions-"));
await mkdir(join(root, "articles"));
await writeFile(join(root, "articles/index.md"), "# Home\n\n{{ form(id=\"ask\") }}\n");
await writeFile(join(root, "site.toml"), `title = "Conditions"
url = "https://example.com"
language = "en"

[theme]
name = "${theme}"

[consent]
text = "You agree to our [privacy policy](/)."

[lints]
consent-unrecorded = "allow"
form-no-backend = "allow"

[backend]
kind = "post"
action = "https://forms.example.com/"

[[forms.ask.fields]]
name = "contact"
label = "How can we reach you?"
type = "choice"
options = ["E-mail", "Telephone"]
required = true

[[forms.ask.fields]]
name = "number"
label = "Telephone number"
type = "tel"
help = "With the country code."
required-when = { field = "contact", is = "Telephone" }

[[forms.ask.fields]]
name = "news"
label = "Send me the newsletter"
type = "checkbox"

[[forms.ask.fields]]
name = "rhythm"
label = "How often?"
type = "choice"
options = ["Weekly", "Monthly"]
required-when = { field = "news", is = "yes" }

[forms.ask]
title = "Ask us"
`);

const server = await serveWithKb(KB, root);
const browser = await launch();
const open = makeOpener(browser, server.origin);
let failed = 0;

const check = async (name, options, test) => {
  try {
    await open.withPage("/", options, async (page) => {
      await test(page);
      assert.deepEqual(page.problems, []);
    });
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${name}\n${error.stack}`);
  }
};

const labelled = (page, label) => page.getByLabel(label, { exact: true });
const number = (page) => page.locator("input[name=number]");
const isRequired = (page, name) => page.locator(`[name=${name}]`).first().evaluate(({ required }) => required);
const marks = (page) => page.locator(".field .required-mark").count();
const send = async (page) => {
  await page.locator("[type=submit]").focus();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Enter");
};

for (const script of [true, false]) {
  await check(`the condition is said next to the field, ${script ? "with" : "without"} script`, { script, width: 360 }, async (page) => {
    const notes = await page.evaluate(() => {
      const control = document.querySelector("[name=number]");
      const group = document.querySelector("[name=rhythm]").closest("fieldset");
      return [control, group].map((part) => part.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent.trim()));
    });
    assert.deepEqual(notes, [
      ["With the country code.", "Required if “How can we reach you?” is “Telephone”"],
      ["Required if “Send me the newsletter” is selected"],
    ]);
    assert.equal(await isRequired(page, "number"), false);
    if (script) assert.deepEqual(await inspect(page), []);
  });
}

if (hasScript) {
  await check("an answer makes a field required, and another one optional again", { width: 360 }, async (page) => {
    await labelled(page, "Telephone").check();
    await page.waitForFunction(() => document.querySelector("[name=number]").required);
    assert.equal(await marks(page), 2);
    await send(page);
    assert.equal(new URL(page.url()).pathname, "/");
    const summary = page.locator("form [role=alert], form [aria-invalid=true]").first();
    await summary.waitFor();
    assert.match(await page.locator(".field-tel .field-message").textContent(), /telephone number/i);
    assert.deepEqual(await inspect(page), []);
    await labelled(page, "E-mail").check();
    assert.equal(await isRequired(page, "number"), false);
    assert.equal(await page.locator(".field-message").count(), 0);
    assert.equal(await marks(page), 1);
    await send(page);
    await page.waitForURL("**/thanks/ask/");
  });

  await check("a checkbox makes a choice required", {}, async (page) => {
    await labelled(page, "E-mail").check();
    await labelled(page, "Send me the newsletter").check();
    await send(page);
    assert.match(await page.locator(".field-message").textContent(), /How often/);
    assert.equal(await isRequired(page, "rhythm"), true);
    await labelled(page, "Monthly").check();
    assert.equal(await page.locator(".field-message").count(), 0);
    await send(page);
    await page.waitForURL("**/thanks/ask/");
  });
}

await check("without script, the receiver says what is missing", { script: false }, async (page) => {
  await labelled(page, "Telephone").check();
  await send(page);
  await page.waitForURL("**/_kb/forms/ask");
  // The browser writes to its console that the form was rejected.
  assert.match(page.problems.pop(), /422/);
  assert.match(await page.locator("[role=alert]").textContent(), /“Telephone number” is required if “How can we reach you\?” is “Telephone”/);
  await page.goBack();
  await number(page).fill("+31 20 123 45 67");
  await send(page);
  await page.waitForURL("**/thanks/ask/");
});

await browser.close();
server.close();
await rm(root, { recursive: true });
process.exitCode = failed ? 1 : 0;
