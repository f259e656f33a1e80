// Do the gates find what they are meant to find? Breaks a copy of the built site in one way after another, and
// expects the gate to fail with the right message: node gates/mutants.mjs THEME=FOLDER [GATE]. Made for `duo`.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { makeReport } from "../harness/report.mjs";

// `change` returns the new text of every file whose name ends in `type`.
const after = (mark, added) => (text) => text.replace(mark, `${mark}${added}`);
const css = (rule) => (text) => `${text}\n${rule}`;
const ARTICLE = "</h1>";

const MUTANTS = [
  { gate: "nu", name: "a heading in a paragraph", type: ".html", change: after(ARTICLE, "<p><span><h2>No</h2></span></p>"), told: /Stray end tag/ },
  { gate: "weight", name: "much HTML", type: ".html", change: (text) => text + Array.from({ length: 3000 }, (_, n) => `<!-- ${(n * 7919) % 65537} -->`).join(""), told: /document is/ },
  { gate: "policy", name: "an inline style", type: ".html", change: after("<h1", ' style="color:red"'), told: /inline style/ },
  { gate: "policy", name: "another host", type: ".html", change: after("<main", " data-x><img src='https://elsewhere.example/x.png' alt=''"), told: /asks another host/ },
  { gate: "policy", name: "a script that throws", type: ".js", change: (text) => `${text};throw new Error("broken")`, told: /script: broken/ },
  { gate: "policy", name: "a picture that is missing", type: ".html", change: after(ARTICLE, '<img src="/no.png" alt="">'), told: /404/ },
  { gate: "axe", name: "a picture without words", type: ".html", change: after(ARTICLE, '<img src="/no.png">'), told: /image-alt/ },
  { gate: "axe", name: "pale text", type: ".css", change: css("main p{color:#aaa}"), told: /color-contrast/ },
  { gate: "reflow", name: "a wide block", type: ".css", change: css("main h1{min-width:40rem}"), told: /scrolls sideways/ },
  { gate: "reflow", name: "text in a box of fixed height", type: ".css", change: css(".breadcrumbs{height:1rem;overflow:hidden}"), told: /text is cut/ },
  { gate: "keyboard", name: "no outline", type: ".css", change: css(":focus-visible{outline:none!important}"), told: /no outline/ },
  { gate: "keyboard", name: "a link out of reach", type: ".js", change: (text) => `${text};document.addEventListener("keydown",(event)=>{if(event.key==="Tab"&&document.activeElement.closest("footer"))event.preventDefault()})`, told: /never reached/ },
  { gate: "keyboard", name: "something over the focus", type: ".css", change: css("body::after{content:'';position:fixed;inset:auto 0 0;height:40vh;background:red}"), told: /has the focus below/ },
  { gate: "keyboard", name: "no way to skip", type: ".html", change: (text) => text.replace(/<a class="skip-link".*?<\/a>/, ""), told: /skip link|first stop/ },
  { gate: "forms", name: "a mark without meaning", type: ".html", change: (text) => text.replace(/<p class="required-note".*?<\/p>/gs, ""), told: /what the mark means/ },
  { gate: "forms", name: "not required", type: ".html", change: (text) => text.replace(/ required(?=[ >])/, ""), told: /do not agree/ },
  { gate: "forms", name: "ticked before", type: ".html", change: (text) => text.replace('type="checkbox"', 'type="checkbox" checked'), told: /is ticked before/ },
  { gate: "forms", name: "no summary", type: ".js", change: (text) => text.replaceAll('"role","alert"', '"data-x","alert"').replaceAll('"role", "alert"', '"data-x", "alert"'), told: /sums up/ },
  { gate: "forms", name: "the browser's check off", type: ".html", change: (text) => text.replaceAll("<form ", "<form novalidate "), told: /an empty form is sent|switched off/ },
  { gate: "script-off", name: "a dead button", type: ".html", change: after(ARTICLE, '<button type="button">Copy</button>'), told: /does nothing/ },
  { gate: "script-off", name: "text that comes by script", type: ".js", change: (text) => `${text};document.querySelector("main").append("Only now")`, told: /needs a script/ },
  { gate: "scheme", name: "always light", type: ".css", change: css(":root{color-scheme:light!important}"), told: /light where the system is dark|too near/ },
  { gate: "scheme", name: "a choice that is forgotten", type: ".js", change: (text) => text.replaceAll("localStorage.setItem", "String"), told: /after a reload/ },
  { gate: "scheme", name: "navigation on paper", type: ".css", change: css("@media print{.masthead nav{display:block!important}}"), told: /is printed/ },
  { gate: "pictures", name: "another ground", type: ".css", change: css("main{padding-block-start:3rem}"), told: /differs from the approved/ },
  { gate: "lighthouse", name: "a page that jumps", type: ".js", change: (text) => `${text};setTimeout(()=>document.querySelector("main").style.paddingTop="300px",1000)`, told: /jumps/ },
];

const run = (options) =>
  new Promise((done) => {
    let output = "";
    const child = spawn(process.execPath, [join(import.meta.dirname, "main.mjs"), ...options]);
    child.stdout.on("data", (data) => { output += data; });
    child.stderr.on("data", (data) => { output += data; });
    child.on("close", (code) => done({ code, output }));
  });

const [argument, only] = process.argv.slice(2);
const [theme, folder] = argument.split("=");
const report = makeReport();
for (const { gate, name, type, change, told } of MUTANTS.filter((mutant) => !only || mutant.gate === only)) {
  const place = await mkdtemp(join(tmpdir(), "kb-mutant-"));
  await cp(resolve(folder), place, { recursive: true });
  let changed = 0;
  for (const file of (await readdir(place, { recursive: true })).filter((file) => file.endsWith(type))) {
    const before = await readFile(join(place, file), "utf8");
    const now = change(before);
    if (now !== before) changed += 1;
    await writeFile(join(place, file), now);
  }
  await report.check(`${gate} finds ${name}`, async () => {
    if (!changed) return ["the mutant changes nothing"];
    const { output } = await run(["--only", gate, `${theme}=${place}`]);
    const failures = output.split(/^(?=ok |FAILED )/m).filter((part) => part.startsWith("FAILED"));
    return failures.some((part) => told.test(part)) ? [] : [`it is not reported: ${failures.join("").slice(0, 600)}`];
  });
  await rm(place, { recursive: true });
}
report.close();
process.exitCode = report.failures() ? 1 : 0;
