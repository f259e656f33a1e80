// A site below a path works on a host that shows its pages without the slash at the end of their addresses, too:
// `KB=PATH node tests/browser/slash.mjs FOLDER`, where FOLDER is the `public` of a site whose theme is to be tested.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "./harness/browser.mjs";
import { themeOf } from "./harness/own-site.mjs";
import { listening, typeOf } from "./harness/server.mjs";

const [folder] = process.argv.slice(2);
assert.ok(folder && process.env.KB, "name a kb as KB, and the folder of a built site");

const root = mkdtempSync(join(tmpdir(), "kb-slash-"));
mkdirSync(join(root, "articles/deep/größe"), { recursive: true });
writeFileSync(join(root, "site.toml"), `title = "Slash"
url = "https://example.com/kb"
language = "en"
[theme]
name = "${themeOf(folder)}"
[collections.deep]
`);
writeFileSync(join(root, "articles/deep/größe/page.md"), "# Page\n\n[Other](../../other.md)\n\n## End\n\nText.\n");
writeFileSync(join(root, "articles/other.md"), "# Other\n\nText.\n");
execFileSync(process.env.KB, ["build", "--root", root, "--quiet"]);

const fileOf = (path) => {
  const file = join(root, "public", path);
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ? join(file, "index.html") : file;
};
const server = await listening(createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const file = pathname.startsWith("/kb/") ? fileOf(decodeURIComponent(pathname.slice("/kb/".length))) : "";
  const found = file && statSync(file, { throwIfNoEntry: false });
  response.writeHead(found ? 200 : 404, { "content-type": typeOf(file) });
  response.end(found ? readFileSync(file) : "");
}));

const browser = await launch();
let failed = 0;
const right = encodeURI("/kb/deep/größe/page/");
for (const written of [right, right.slice(0, -1), `${right}index.html`]) {
  const page = await browser.newPage();
  try {
    await page.goto(`${server.origin}${written}?a=b#end`, { waitUntil: "networkidle" });
    assert.equal(page.url(), `${server.origin}${right}?a=b#end`);
    const addresses = await page.evaluate(() =>
      [...document.querySelectorAll("a[href], link[rel~=stylesheet], script[src]")].map((element) => element.href || element.src));
    // Links to share the page lead to other sites.
    const own = addresses.filter((address) => address.startsWith(server.origin));
    assert.ok(own.length > 5, own);
    for (const address of own) assert.equal((await fetch(address)).status, 200, address);
    const rules = await page.evaluate(() => [...document.styleSheets].map((sheet) => sheet.cssRules.length));
    assert.ok(rules.length > 0 && rules.every((count) => count > 0), rules);
    console.log(`ok ${written}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${written}\n${error.stack}`);
  }
  await page.close();
}
await browser.close();
server.close();
rmSync(root, { recursive: true });
process.exitCode = failed > 0 ? 1 : 0;
