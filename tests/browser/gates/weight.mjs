// The weight of the first view of a two-sided article, gzipped as by a static host. 1 kB is 1000 bytes.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMITS = { document: 7_000, stylesheet: 10_000, script: 6_000 };
const ALL = 25_000;

const fileOf = (folder, address) => join(folder, address.endsWith("/") ? `${address}index.html` : address);

const weigh = async (folder, requests) => {
  const sizes = {};
  const seen = new Set();
  for (const request of requests) {
    const { pathname } = new URL(request.url());
    const type = request.resourceType();
    if (seen.has(pathname) || ["image", "font"].includes(type)) continue;
    // The favicon is an image, whatever the browser calls its request.
    if (/icon\.[\da-f.]*(svg|png|ico)$/.test(pathname)) continue;
    seen.add(pathname);
    const bytes = gzipSync(await readFile(fileOf(folder, decodeURIComponent(pathname)))).length;
    sizes[type] = (sizes[type] ?? 0) + bytes;
  }
  return sizes;
};

export const weightGate = async ({ site, open, report }) => {
  const heaviest = {};
  await open.withPages({}, async (openPage) => {
    for (const { address, name } of site.twoSided) {
      const page = await openPage(address);
      await page.waitForLoadState("networkidle");
      const sizes = await weigh(site.folder, page.requests);
      sizes.all = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
      const problems = Object.entries({ ...LIMITS, all: ALL })
        .filter(([type, limit]) => (sizes[type] ?? 0) > limit)
        .map(([type, limit]) => `${type} is ${sizes[type]} bytes, the limit is ${limit}`);
      for (const type of Object.keys(sizes)) heaviest[type] = Math.max(heaviest[type] ?? 0, sizes[type]);
      report.tell(`weight of a first view: ${name}`, problems);
      await page.close();
    }
  });
  report.note(`heaviest: ${Object.entries(heaviest).map(([type, bytes]) => `${type} ${bytes}`).join(", ")} bytes`);
};
