// Runs the gates: node gates/main.mjs [--served] [--long] [--approve] [--only GATE,GATE] THEME=FOLDER… FOLDER is this
// repository's site built with that theme. With --served, the same site is tested as `kb serve` shows it; KB names the kb.

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";

import { DESKTOP, launch, makeOpener, PHONE } from "../harness/browser.mjs";
import { serveBehindPolicy } from "../harness/kb-serve.mjs";
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
import { sameGate } from "./same.mjs";
import { schemeGate } from "./scheme.mjs";
import { scriptOffGate } from "./script-off.mjs";
import { weightGate } from "./weight.mjs";

const BROWSER = resolve(import.meta.dirname, "..");

// Tests of script features and of the server, which are the same with every theme.
const OF_A_SCRIPT = ["previews.mjs", "search-same.mjs", "serve.mjs"];

// Tests that start their own kb, no matter what the others use.
const OF_KB_SERVE = ["actions.mjs", "conditions.mjs", "narrow.mjs", "search-same.mjs", "serve.mjs", "slash.mjs"];

// Tests of one feature: each is a separate script that takes the built folder, optionally the origin where it is served,
// and exits with 0 on success.
const featuresGate = async ({ site, report, has, served, origin }) => {
  const files = (await readdir(BROWSER)).filter((name) => name.endsWith(".mjs")).sort();
  for (const file of files) {
    if (!has.script && OF_A_SCRIPT.includes(file)) continue;
    if (served && OF_KB_SERVE.includes(file)) continue;
    await report.check(`feature: ${file}`, async () => {
      try {
        await promisify(execFile)(process.execPath, [join(BROWSER, file), site.folder, ...(served ? [origin] : [])], { timeout: 300_000 });
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

// Gates that apply to `kb serve`: not those that only read files or measure a page's weight.
const SERVED = { same: sameGate, ...GATES };
for (const name of ["style", "nu", "weight", "lighthouse"]) delete SERVED[name];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    served: { type: "boolean", default: false },
    long: { type: "boolean", default: false },
    approve: { type: "boolean", default: false },
    only: { type: "string" },
  },
});
const { served, long, approve } = values;
const gates = served ? SERVED : GATES;
const chosen = values.only ? values.only.split(",") : Object.keys(gates);
const unknown = chosen.filter((name) => !gates[name]);
const report = makeReport();

if (positionals.length === 0 || unknown.length || (served && !process.env.KB)) {
  console.error(`usage: [KB=PATH] main.mjs [--served] [--long] [--approve] [--only GATE,…] THEME=FOLDER…
gates: ${Object.keys(GATES).join(", ")}
with --served and KB: ${Object.keys(SERVED).join(", ")}`);
  process.exit(2);
}

// `kb serve` gives the bytes that were built, so its short form checks each page once.
const extent = () => {
  if (long) return { widths: [PHONE, 768, DESKTOP], schemes: ["light", "dark"] };
  return served ? { widths: [PHONE], schemes: ["light"] } : { widths: [PHONE, DESKTOP], schemes: ["light", "dark"] };
};

for (const argument of positionals) {
  const [theme, folder] = argument.split("=");
  const site = await readSite(resolve(folder));
  const server = served ? await serveBehindPolicy(process.env.KB, dirname(site.folder)) : await serve(site.folder);
  const browser = await launch();
  const open = makeOpener(browser, server.origin);
  const label = served ? `${theme} on kb serve` : theme;
  const named = {
    tell: (name, problems) => report.tell(`${label}, ${name}`, problems),
    check: (name, find) => report.check(`${label}, ${name}`, find),
    note: (text) => report.note(`${label}: ${text}`),
  };
  try {
    named.tell(`pages of every kind (${site.samples.length})`, site.problems);
    for (const name of chosen) {
      const began = performance.now();
      const context = {
        theme, has: featuresOf(theme), site, origin: server.origin, open, report: named, root: resolve(BROWSER, "../.."),
        served, long, approve, ...extent(),
      };
      try {
        await gates[name](context);
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
