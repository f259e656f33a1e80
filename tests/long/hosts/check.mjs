// What every host must answer, as one function: redirects, headers, the page for missing addresses.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

// Sends a path exactly as it is written.
export const ask = (port, path, headers = {}) => new Promise((done, failed) => {
  const sent = request({ port, host: "127.0.0.1", path, headers: { host: "kb.example", ...headers } }, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part));
    answer.on("end", () => {
      const bytes = Buffer.concat(parts);
      done({ status: answer.statusCode, headers: answer.headers, bytes, body: bytes.toString() });
    });
  });
  sent.on("error", failed);
  sent.end();
});

// The old addresses of the site in `site/`, as a browser sends them.
export const OLD = ["/old%20page/", "/gr%C3%B6%C3%9Fe/", "/c++/", "/Help:Contents/", "/a/:b/", "/50%25%20(x)/", "/docs/guide.html",
  "/$x&y/", "/quo%22te/", "/h%23sh/"];

const path = (location) => new URL(location, "http://kb.example").pathname + new URL(location, "http://kb.example").search;

// `folder` is what is published at `root`, "" or "/kb". `quirks` names what the host does by its own rules.
export const check = async (name, port, root, folder, quirks = {}) => {
  const get = (address) => ask(port, root + address);
  for (const old of OLD.filter((old) => ![...quirks.pages ?? [], ...quirks.fails ?? []].includes(old))) {
    const answer = await get(old);
    assert.deepEqual([answer.status, path(answer.headers.location ?? "")], [301, `${root}/new/`], `${name}: ${old}`);
    if (!quirks.dropsQuery) {
      const asked = await get(`${old}?a=1`);
      assert.equal(path(asked.headers.location ?? ""), `${root}/new/?a=1`, `${name}: ${old} with a query`);
    }
  }
  for (const old of quirks.pages ?? []) {
    let answer = await get(old);
    // Cloudflare encodes more letters than browsers do, and redirects to that first.
    if (answer.status === 307) answer = await ask(port, answer.headers.location);
    assert.ok(answer.status === 200 && answer.body.includes("http-equiv=\"refresh\""), `${name}: ${old} is a page`);
  }
  assert.equal((await get("/new/x/")).status, 404, `${name}: a rule stands for one address`);
  const moved = await get("/b-c");
  assert.ok([301, 302, 307, 308].includes(moved.status) && path(moved.headers.location) === `${root}/b-c/`, `${name}: no slash`);

  const page = await get("/new/");
  assert.equal(page.status, 200, name);
  assert.match(page.headers["content-type"], /^text\/html; ?charset=utf-8/i, name);
  assert.match(page.headers["content-security-policy"], /^default-src 'none'; script-src 'self';.* https:\/\/pictures\.example;/, name);
  assert.equal(page.headers["x-content-type-options"], "nosniff", name);
  assert.match(page.headers["cache-control"] ?? quirks.cache ?? "", /no-cache|max-age=0|max-age=3600/, name);

  const [asset] = (await readdir(join(folder, "assets"))).filter((file) => file.endsWith(".css"));
  const style = await get(`/assets/${asset}`);
  assert.deepEqual([style.status, style.headers["cache-control"]], [200, "public, max-age=31536000, immutable"], name);

  const missing = await readFile(join(folder, "404.html"), "utf8");
  for (const address of ["/nowhere/", "/nowhere/x.css", "/assets/nowhere.12345678.css"]) {
    const answer = await get(address);
    assert.equal(answer.status, 404, `${name}: ${address}`);
    assert.equal(answer.body, missing, `${name}: ${address} shows the page`);
    if (!quirks.keepsMissing) assert.doesNotMatch(answer.headers["cache-control"] ?? "", /immutable/, `${name}: ${address}`);
  }
  const list = await get("/.kb-site");
  assert.ok(list.status === 404 || path(list.headers.location ?? "") === `${root}/`, `${name}: .kb-site is not public`);
  const text = await get("/llms.txt");
  if (!quirks.noCharset) assert.match(text.headers["content-type"], /charset=utf-8/i, name);
};

const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync };
const EXTENSIONS = { br: ".br", gzip: ".gz" };

// A copy is sent to those who accept it, byte for byte, with the type and the headers of its file.
export const checkCopies = async (name, port, root, folder) => {
  const [style] = (await readdir(join(folder, "assets"))).filter((file) => file.endsWith(".css"));
  const files = { "/": "index.html", "/new/": "new/index.html", [`/assets/${style}`]: `assets/${style}`, "/nowhere/": "404.html", "/long.txt": "long.txt" };
  for (const [address, file] of Object.entries(files)) {
    const plain = await ask(port, root + address);
    const text = await readFile(join(folder, file));
    assert.ok(plain.headers["content-encoding"] === undefined && plain.bytes.equals(text), `${name}: ${address} as it is`);
    for (const [accepted, coding] of [["gzip, deflate, br, zstd", "br"], ["gzip", "gzip"], ["br;q=0, gzip", "gzip"]]) {
      const packed = await ask(port, root + address, { "accept-encoding": accepted });
      const what = `${name}: ${address} for “${accepted}”`;
      assert.equal(packed.headers["content-encoding"], coding, what);
      assert.ok(packed.bytes.equals(await readFile(join(folder, file + EXTENSIONS[coding]))), `${what} is the copy`);
      assert.ok(UNPACK[coding](packed.bytes).equals(text), what);
      assert.equal(packed.status, plain.status, what);
      assert.match(packed.headers.vary ?? "", /accept-encoding/i, what);
      for (const header of ["content-security-policy", "cache-control", "content-type"]) {
        assert.equal(packed.headers[header], plain.headers[header], `${what}: ${header}`);
      }
    }
  }
};
