// Opens every page and drawing of the three sites in Chromium without their policies, and looks for scripts that ran and for
// anything that would run one.

import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const place = process.argv[2];
const WORKERS = os.availableParallelism();
// How many pages a browser opens before a fresh one takes over, since it grows with each.
const PAGES = 1000;
const TYPES = { ".html": "text/html", ".svg": "image/svg+xml", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

const server = http.createServer((request, response) => {
  const file = path.join(place, decodeURIComponent(new URL(request.url, "http://localhost").pathname).replace(/\/$/, "/index.html"));
  // Styles run nothing and take long to apply.
  if (/\.(css|woff2)$/.test(file) || !file.startsWith(place) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
    return response.writeHead(404, { "cache-control": "max-age=9999" }).end();
  }
  let bytes = fs.readFileSync(file);
  // A redirect of kb's own stays, so that it can be looked at; a page has a main part.
  if (file.endsWith(".html") && !bytes.includes("<main")) {
    bytes = bytes.toString().replace('<meta http-equiv="refresh"', '<meta http-equiv="x-redirect"');
  }
  // A theme's scripts stay in the browser's cache; a page is opened only once.
  response.writeHead(200, { "cache-control": "max-age=9999", "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" }).end(bytes);
});
await new Promise((done) => server.listen(0, "localhost", done));
const origin = `http://localhost:${server.address().port}`;

// What a page must not have, as the browser itself reads it.
const look = () => {
  const found = [];
  const address = (text) => {
    try {
      return new URL(text, document.baseURI).protocol;
    } catch {
      return "";
    }
  };
  const all = [document.documentElement, ...document.querySelectorAll("*"), ...[...document.querySelectorAll("template")].flatMap((one) => [...one.content.querySelectorAll("*")])];
  for (const element of all) {
    const name = element.localName;
    if (["iframe", "object", "embed", "frame", "frameset", "applet", "base", "portal", "foreignObject"].includes(name)) found.push(`<${name}>`);
    if (name === "script" && element.type !== "application/ld+json") {
      const src = element.src && new URL(element.src, document.baseURI);
      if (!src || src.origin !== location.origin || !/\/assets\/[^/]+$/.test(src.pathname)) found.push("<script>");
    }
    if (name === "meta" && /refresh/i.test(element.httpEquiv) && !/^0; url=\.\.?\//.test(element.content)) found.push("<meta refresh>");
    if (name === "link" && element.rel === "stylesheet" && new URL(element.href).origin !== location.origin) found.push("<link stylesheet>");
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
      if (/^srcdoc$/i.test(attribute)) found.push(`${name} ${attribute}`);
      if (/^(.*:)?(href|src|action|formaction|poster|data|background|cite|ping|to|from|values)$/i.test(attribute)) {
        const protocol = address(value);
        const isPicture = protocol === "data:" && /^\s*data:image\/(png|jpe?g|gif|webp|avif|svg)/i.test(value) && ["img", "image", "feImage"].includes(name);
        if (["javascript:", "vbscript:"].includes(protocol) || (protocol === "data:" && !isPicture)) found.push(`${name} ${attribute}=${value.slice(0, 60)}`);
      }
      if (/^style$/i.test(attribute) && /expression|javascript:|-moz-binding/i.test(value)) found.push(`${name} style=${value.slice(0, 60)}`);
    }
  }
  return found;
};

// Calls what waits for a visitor: the pointer, the keyboard, focus.
const touch = () => {
  for (const element of document.querySelectorAll("main *, body > svg *, svg *")) {
    for (const type of ["pointerover", "mouseover", "focusin", "focus", "keydown", "toggle", "animationend"]) element.dispatchEvent(new Event(type, { bubbles: true }));
  }
};

const addresses = [];
for (const theme of ["duo", "folio", "base"]) {
  const root = path.join(place, theme, "public");
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && /\.(html|svg)$/.test(file)) addresses.push("/" + path.relative(place, file).split(path.sep).map(encodeURIComponent).join("/"));
  }
}
const problems = [];
// Those that could not be opened, and get one more chance in a fresh browser.
const again = new Set();
let next = 0;
let opened = 0;

// A page that takes an address and gives what runs or could run code on it.
const openBrowser = async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Nothing but the server here is found. Intercepting the requests instead would turn off the browser's cache.
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
  });
  const context = await browser.newContext({ bypassCSP: true, acceptDownloads: false });
  await context.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => console.error(`called ${name}`);
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let scripts = [];
  // Every piece of code that the browser parses: files, elements, handlers, addresses, eval.
  session.on("Debugger.scriptParsed", (script) => scripts.push(script));
  await session.send("Debugger.enable");
  let said = [];
  page.on("console", (message) => message.text().startsWith("called ") && said.push(message.text()));
  page.on("dialog", (dialog) => dialog.dismiss());
  const open = async (address) => {
    scripts = [];
    said = [];
    await page.goto(origin + address, { waitUntil: "load", timeout: 20_000 });
    const found = await page.evaluate(look);
    await page.evaluate(touch);
    const foreign = scripts.filter(({ url, embedderName = "" }) => {
      const from = url || embedderName;
      const isOwn = from.startsWith(origin) && /\/assets\/[^/]+\.js$/.test(from);
      // The driver's own code has no address, and its stack leads nowhere.
      return from !== "" && !isOwn && !from.startsWith("pptr:") && !from.includes("__playwright");
    });
    return [...new Set([...found, ...foreign.map(({ url, embedderName }) => `ran code of ${url || embedderName}`), ...said])];
  };
  return { open, close: () => browser.close() };
};

const work = async () => {
  while (next < addresses.length) {
    const browser = await openBrowser();
    for (let page = 0; page < PAGES && next < addresses.length; page += 1) {
      const address = addresses[next++];
      try {
        const found = await browser.open(address);
        if (found.length) problems.push(`${address}: ${found.join(", ")}`);
        opened += 1;
      } catch (error) {
        if (again.has(address)) problems.push(`${address}: ${error.message.split("\n")[0]}`);
        else addresses.push(address);
        again.add(address);
        break;
      }
      if (opened % 2000 === 0) console.log(`${opened} of ${addresses.length} pages`);
    }
    await browser.close();
  }
};
await Promise.all(Array.from({ length: WORKERS }, work));
server.close();
console.log(problems.slice(0, 50).join("\n"));
const count = JSON.parse(fs.readFileSync(path.join(place, "count.json"), "utf8"));
console.log(`${count} vectors in ${opened} pages and drawings: ${problems.length ? `${problems.length} of them run or could run code` : "no script ran, and none could"}`);
process.exit(problems.length ? 1 : 0);
