// The hosts' own programs read what kb wrote: `node parsers.mjs PUBLIC CLOUDFLARE`, where PUBLIC is a folder as in servers.mjs and
// CLOUDFLARE one with the same site for Cloudflare.

import assert from "node:assert/strict";
import { copyFile, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join, resolve } from "node:path";

import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import routing from "@vercel/routing-utils";
import { Miniflare } from "miniflare";
import superstatic from "superstatic";

import { check, OLD } from "./check.mjs";

const published = resolve(process.argv[2]);
const cloudflare = resolve(process.argv[3]);
const sites = (folder) => [["", join(folder, "root")], ["/kb", join(folder, "below", "kb")]];
const json = async (...path) => JSON.parse(await readFile(join(...path), "utf8"));

for (const [root, site] of sites(published)) {
  // Netlify's lists: every line is read, each as it was meant.
  const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [join(site, "_redirects")], configRedirects: [], minimal: true });
  assert.deepEqual(errors, []);
  const rules = new Map(redirects.map((rule) => [rule.from, rule]));
  const lines = (await readFile(join(site, "_redirects"), "utf8")).trim().split("\n");
  assert.equal(redirects.length, lines.length);
  for (const old of OLD.map(decodeURIComponent).filter((old) => !/[\s#]|\/:/.test(old))) {
    const { to, status, force } = rules.get(root + old) ?? assert.fail(`Netlify has no rule for ${old}`);
    assert.deepEqual({ to, status, force }, { to: `${root}/new/`, status: 301, force: true }, old);
  }
  const { headers, errors: wrong } = await parseAllHeaders({ headersFiles: [join(site, "_headers")], configHeaders: undefined, minimal: true });
  assert.deepEqual(wrong, []);
  assert.deepEqual(headers.map((rule) => rule.for), [`${root}/*`, `${root}/assets/*`]);
  assert.match(headers[0].values["Content-Security-Policy"], /^default-src 'none'; .* base-uri 'none'$/);

  // Vercel turns its patterns into regular expressions; the first that fits answers.
  const { routes, error } = routing.getTransformedRoutes(await json(site, "vercel.json"));
  assert.equal(error, null);
  for (const old of OLD) {
    const route = routes.find((route) => route.status && new RegExp(route.src).test(root + old));
    assert.deepEqual([route?.status, route?.headers.Location], [301, `${root}/new/`], `Vercel: ${old}`);
  }

  // Azure takes a file of 20 kB.
  const azure = await readFile(join(site, "staticwebapp.config.json"), "utf8");
  assert.ok(azure.length < 20_000);

  // Firebase, by the program that its emulator consists of.
  const { hosting } = await json(site, "firebase.json");
  const answer = superstatic.default({ cwd: site, config: { ...hosting, public: "." }, fallthrough: false, compression: false });
  const server = createServer((request, response) => answer(request, response, () => response.writeHead(404).end()));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  // It decodes an address before it looks for its end.
  const quirks = { fails: ["/h%23sh/"], keepsMissing: true, cache: "max-age=3600", noCharset: true };
  if (root === "") await check("Firebase", server.address().port, root, site, quirks);
  server.closeAllConnections();
  server.close();
}

for (const [root, site] of sites(cloudflare)) {
  // Its lists are read only at the root of a deployment.
  const directory = root === "" ? site : dirname(site);
  if (directory !== site) for (const name of ["_headers", "_redirects"]) await copyFile(join(site, name), join(directory, name));
  // Workers with static assets, by the program that Cloudflare runs.
  const miniflare = new Miniflare({ modules: true, script: "export default {}", compatibilityDate: "2026-01-01", port: 0, host: "127.0.0.1",
    assets: { directory, routerConfig: { has_user_worker: false }, assetConfig: { not_found_handling: "404-page", html_handling: "auto-trailing-slash" } } });
  const url = await miniflare.ready;
  try {
    const pages = ["/Help:Contents/", "/a/:b/"];
    await check("Cloudflare", Number(url.port), root, site, { pages, keepsMissing: true });
  } finally {
    await miniflare.dispose();
  }
}
