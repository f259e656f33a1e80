// Every page of the site works under the server's policy: no inline script or style, nothing from another host, no
// errors in the console, nothing missing. Switches are pressed, folds opened and fields touched first.

import { isTranslation } from "../harness/site.mjs";

const touch = async (page) => {
  // With the keyboard, since an open menu may cover what is below it.
  for (const control of await page.locator("summary:visible, button[aria-pressed]:visible").all()) await control.press("Enter");
  const link = page.locator(".prose a:visible").first();
  if (await link.count()) await link.hover({ force: true });
  const field = page.locator("form input:visible, form textarea:visible, form select:visible").first();
  if (await field.count()) {
    await field.focus();
  }
  await page.waitForLoadState("networkidle");
};

// One tab goes from page to page, like a reader.
const visit = async (page, origin, { address }, sample) => {
  page.problems = [];
  await page.goto(origin + address, { waitUntil: "load" });
  if (sample) await touch(page);
  return page.problems.map((text) => (sample ? text : `${address}: ${text}`));
};

export const policyGate = async ({ site, origin, open, report, has, served, long }) => {
  const found = new Map();
  const say = (name, problems) => found.set(name, [...(found.get(name) ?? []), ...problems]);
  await open.withPage("/", { width: 360 }, async (page) => {
    for (const sample of site.samples) say(sample.name, await visit(page, origin, sample, true));
  });
  // What `kb serve` adds is the same on every page.
  if (!served || long) await open.withPage("/", { width: 1440 }, async (page) => {
    for (const one of site.pages) {
      const sample = site.samples.find(({ address }) => address === one.address);
      if (isTranslation(one) && !sample && !long) continue;
      say(sample?.name ?? "all other pages", await visit(page, origin, one, Boolean(sample)));
    }
  });
  if (!has.script) {
    await report.check("no script is asked for except the search", () =>
      open.withPage("/", {}, async (page) =>
        (await page.locator("script[src]:not([src^='/_kb/'], [src*='/search.'])").count()) ? ["there is one"] : []));
  }
  for (const [name, problems] of found) report.tell(`strict content security policy, no errors: ${name}`, problems);
};
