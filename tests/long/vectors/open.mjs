// Has Chromium read every page and drawing of the three sites, without their policies, and looks for anything that would run a script.
// Opens every tenth, and looks for scripts that ran. They are opened in frames that are not shown, so that nothing has to be drawn.

import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const place = process.argv[2];
const WORKERS = os.availableParallelism();
// Which pages are opened: those whose number this divides. Opening one takes ten times as long as reading it.
const OPENED = 10;
// How many pages are open at the same time.
const FRAMES = 20;
// How many times that many a browser opens before a fresh one takes over, since it grows with each.
const ROUNDS = 200;
const TYPES = { ".html": "text/html", ".svg": "image/svg+xml", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

// The page with the frames, and one that runs code in each way that must be noticed.
const OWN = {
  "/frames": "<!doctype html>",
  "/bad": "<!doctype html><main><img src=/none onerror='alert(1)'><b onmouseover='alert(2)'>b</b><script>print()</script></main>",
};

const server = http.createServer((request, response) => {
  const file = path.join(place, decodeURIComponent(new URL(request.url, "http://localhost").pathname).replace(/\/$/, "/index.html"));
  if (request.url in OWN) return response.writeHead(200, { "content-type": "text/html" }).end(OWN[request.url]);
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

// What a page must not have.
const inspect = (root, base) => {
  const found = [];
  const address = (text) => {
    try {
      return new URL(text, base).protocol;
    } catch {
      return "";
    }
  };
  const all = [root, ...root.querySelectorAll("*"), ...[...root.querySelectorAll("template")].flatMap((one) => [...one.content.querySelectorAll("*")])];
  for (const element of all) {
    const name = element.localName;
    if (["iframe", "object", "embed", "frame", "frameset", "applet", "base", "portal", "foreignObject"].includes(name)) found.push(`<${name}>`);
    if (name === "script" && element.type !== "application/ld+json") {
      const src = element.src && new URL(element.src, base);
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
      if (/^style$/i.test(attribute) && /expression\s*\(|javascript:|-moz-binding/i.test(value)) found.push(`${name} style=${value.slice(0, 60)}`);
    }
  }
  return found;
};

// Has the browser read pages; gives for each what it must not have. In an element of a page, HTML is read as where scripts may run,
// and handlers run.
const readAll = (addresses) => Promise.all(addresses.map(async (place) => {
  const text = await (await fetch(place)).text();
  const base = new URL(place, location.href);
  if (place.endsWith(".svg")) return inspect(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, base);
  const root = document.createElement("html");
  root.innerHTML = text;
  return inspect(root, base);
}));

// Opens pages in frames; gives for each what it must not have, once everything was called that waits for a visitor: the pointer, the
// keyboard, focus.
const openFrames = (addresses) => Promise.all(addresses.map(async (place) => {
  const frame = Object.assign(document.createElement("iframe"), { hidden: true, src: place });
  await new Promise((done, fail) => {
    frame.onload = done;
    setTimeout(fail, 120_000, new Error(`${place} is not loaded`));
    document.body.append(frame);
  });
  const { document: opened, location } = frame.contentWindow;
  const found = inspect(opened.documentElement, opened.baseURI);
  for (const element of opened.querySelectorAll("main *, body > svg *, svg *")) {
    for (const type of ["pointerover", "mouseover", "focusin", "focus", "keydown", "toggle", "animationend"]) element.dispatchEvent(new Event(type, { bubbles: true }));
  }
  if (location.href !== new URL(place, document.baseURI).href) found.push(`went to ${location.href}`);
  frame.remove();
  return found;
}));

const pages = [];
for (const theme of ["duo", "folio", "base"]) {
  const root = path.join(place, theme, "public");
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && /\.(html|svg)$/.test(file)) pages.push("/" + path.relative(place, file).split(path.sep).map(encodeURIComponent).join("/"));
  }
}
const waiting = pages.map((address, number) => ({ address, isOpened: number % OPENED === 0 }));
const problems = [];
// Those that could not be opened, and get one more chance in a fresh browser.
const again = new Set();
const done = { read: 0, opened: 0 };

// A browser that takes pages and gives what runs or could run code there.
const openBrowser = async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Nothing but the server here is found. Intercepting the requests instead would turn off the browser's cache.
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
  });
  const context = await browser.newContext({ bypassCSP: true, acceptDownloads: false });
  await context.addInitScript(`window.inspect = ${inspect}`);
  await context.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => console.error(`called ${name} on ${location.pathname}`);
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
  await page.goto(`${origin}/frames`);
  const notice = async (way, some) => {
    scripts = [];
    said = [];
    const found = await page.evaluate(way, some);
    // Pictures that are not found are noticed a little later.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 20)));
    const foreign = scripts.filter(({ url, embedderName = "" }) => {
      const from = url || embedderName;
      const isOwn = from.startsWith(origin) && /\/assets\/[^/]+\.js$/.test(from);
      // The driver's own code has no address, and its stack leads nowhere.
      return from !== "" && !isOwn && !from.startsWith("pptr:") && !from.includes("__playwright");
    });
    const named = found.flatMap((list, number) => (list.length ? `${some[number]}: ${[...new Set(list)].join(", ")}` : []));
    return [...named, ...new Set([...foreign.map(({ url, embedderName }) => `ran code of ${url || embedderName}`), ...said])];
  };
  for (const [way, signs] of [[readAll, ["called alert"]], [openFrames, ["called alert", "called print", "ran code of"]]]) {
    const bad = (await notice(way, ["/bad"])).join();
    for (const sign of ["img onerror", "b onmouseover", "<script>", ...signs]) {
      if (!bad.includes(sign)) throw new Error(`code that runs goes unnoticed: ${sign} is not in ${bad}`);
    }
  }
  const visit = async (some) => {
    const found = await notice(readAll, some.map(({ address }) => address));
    found.push(...(await notice(openFrames, some.filter(({ isOpened }) => isOpened).map(({ address }) => address))));
    // What is said about it late belongs to no other page.
    return found.filter((problem) => !problem.endsWith("/bad"));
  };
  return { visit, close: () => browser.close() };
};

const work = async () => {
  while (waiting.length) {
    const browser = await openBrowser();
    for (let round = 0; round < ROUNDS && waiting.length; round += 1) {
      // A page that failed is tried again on its own, so that it can be named.
      const some = waiting.splice(0, again.has(waiting[0]) ? 1 : FRAMES);
      try {
        problems.push(...(await browser.visit(some)));
        done.read += some.length;
        done.opened += some.filter(({ isOpened }) => isOpened).length;
      } catch (error) {
        if (some.length === 1 && again.has(some[0])) problems.push(`${some[0].address}: ${error.message.split("\n")[0]}`);
        else waiting.unshift(...some);
        for (const one of some) again.add(one);
        break;
      }
    }
    console.log(`${waiting.length} pages left`);
    await browser.close();
  }
};
await Promise.all(Array.from({ length: WORKERS }, work));
server.close();
console.log(problems.slice(0, 50).join("\n"));
const count = JSON.parse(fs.readFileSync(path.join(place, "count.json"), "utf8"));
console.log(`${count} vectors in ${done.read} pages and drawings, ${done.opened} of them opened: ${problems.length ? `${problems.length} of them run or could run code` : "no script ran, and none could"}`);
process.exit(problems.length ? 1 : 0);
