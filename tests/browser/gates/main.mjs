// Runs the gates: node gates/main.mjs [--long] [--approve] [--only GATE,GATE] THEME=FOLDER…
// FOLDER is what `kb build` made of this repository's site with that theme.

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";

import { DESKTOP, launch, makeOpener, PHONE } from "../harness/browser.mjs";
import { makeReport } from "../harness/report.mjs";
import { serve } from "../harness/server.mjs";
import { readSite } from "../harness/site.mjs";
import { featuresOf } from "../harness/themes.mjs";
import { axeGate } from "./axe.mjs";
import { formsGate } from "./forms.mjs";
import { keyboardGate } from "./keyboard.mjs";
import { lighthouseGate } from "./lighthouse.mjs";
import { nuGate, styleGate } from "./markup.mjs";
import { picturesGate } from "./pictures.mjs";
import { policyGate } from "./policy.mjs";
import { reflowGate } from "./reflow.mjs";
import { schemeGate } from "./scheme.mjs";
import { scriptOffGate } from "./script-off.mjs";
import { weightGate } from "./weight.mjs";

const BROWSER = resolve(import.meta.dirname, "..");

// Tests of what only a script can do, and of the server, which are the same with every theme.
const OF_A_SCRIPT = ["previews.mjs", "serve.mjs"];

// Tests of one feature: each a script of its own that takes the built folder and exits with 0 if all is well.
const featuresGate = async ({ site, report, has }) => {
  const files = (await readdir(BROWSER)).filter((name) => name.endsWith(".mjs")).sort();
  for (const file of files) {
    if (!has.script && OF_A_SCRIPT.includes(file)) continue;
    await report.check(`feature: ${file}`, async () => {
      try {
        await promisify(execFile)(process.execPath, [join(BROWSER, file), site.folder], { timeout: 300_000 });
        return [];
      } catch (error) {
        return [`${error.stdout ?? ""}${error.stderr ?? error}`.trim()];
      }
    });
  }
};

const GATES = {
  style: styleGate,
  nu: nuGate,
  weight: weightGate,
  policy: policyGate,
  axe: axeGate,
  reflow: reflowGate,
  keyboard: keyboardGate,
  forms: formsGate,
  "script-off": scriptOffGate,
  scheme: schemeGate,
  pictures: picturesGate,
  features: featuresGate,
  lighthouse: lighthouseGate,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: "boolean", default: false }, approve: { type: "boolean", default: false }, only: { type: "string" } },
});
const chosen = values.only ? values.only.split(",") : Object.keys(GATES);
const unknown = chosen.filter((name) => !GATES[name]);
const report = makeReport();

if (positionals.length === 0 || unknown.length) {
  console.error(`usage: main.mjs [--long] [--approve] [--only GATE,…] THEME=FOLDER…\ngates: ${Object.keys(GATES).join(", ")}`);
  process.exit(2);
}

for (const argument of positionals) {
  const [theme, folder] = argument.split("=");
  const site = await readSite(resolve(folder));
  const server = await serve(site.folder);
  const browser = await launch();
  const open = makeOpener(browser, server.origin);
  const named = {
    tell: (name, problems) => report.tell(`${theme}, ${name}`, problems),
    check: (name, find) => report.check(`${theme}, ${name}`, find),
    note: (text) => report.note(`${theme}: ${text}`),
  };
  try {
    named.tell(`pages of every kind (${site.samples.length})`, site.problems);
    for (const name of chosen) {
      const began = performance.now();
      const context = {
        theme, has: featuresOf(theme), site, origin: server.origin, open, report: named, root: resolve(BROWSER, "../.."),
        long: values.long, approve: values.approve,
        widths: values.long ? [PHONE, 768, DESKTOP] : [PHONE, DESKTOP],
        schemes: ["light", "dark"],
      };
      try {
        await GATES[name](context);
      } catch (error) {
        named.tell(`${name} ran to its end`, [error.stack ?? String(error)]);
      }
      named.note(`${name} took ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await browser.close();
    server.close();
  }
}
report.close();
process.exitCode = report.failures() ? 1 : 0;
