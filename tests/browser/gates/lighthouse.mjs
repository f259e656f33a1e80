// Lighthouse: 100 for accessibility, best practices and SEO; a page that does not jump and waits only for its styles
// and one small script. The performance score depends on the machine: it is printed, not judged.

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

import { CHROMIUM } from "../harness/browser.mjs";

const JUDGED = ["accessibility", "best-practices", "seo"];
const SHIFT = 0.03;

// What delays the first paint, according to whichever of the two audits this Lighthouse has.
const blocking = ({ audits }) => {
  const items = (audits["render-blocking-insight"] ?? audits["render-blocking-resources"])?.details?.items ?? [];
  return items.map(({ url }) => url);
};

const judge = ({ categories, audits }) => {
  const problems = JUDGED.filter((id) => categories[id].score < 1).flatMap((id) =>
    categories[id].auditRefs
      .filter((reference) => reference.weight > 0 && audits[reference.id].score !== null && audits[reference.id].score < 1)
      .map((reference) => `${id} ${Math.round(100 * categories[id].score)}: ${audits[reference.id].title}`));
  const shift = audits["cumulative-layout-shift"].numericValue;
  if (shift > SHIFT) problems.push(`the page jumps: a layout shift of ${shift.toFixed(3)}`);
  const urls = blocking({ audits });
  const scripts = urls.filter((url) => url.endsWith(".js"));
  const others = urls.filter((url) => !/\.(js|css)$/.test(url));
  if (scripts.length > 1 || others.length) problems.push(`the first paint waits for ${[...scripts, ...others].join(", ")}`);
  return problems;
};

export const lighthouseGate = async ({ site, origin, report, long }) => {
  const names = long ? ["home", "article", "two-sided article", "form", "listing"] : ["home", "two-sided article"];
  const devices = long ? { mobile: undefined, desktop: desktopConfig } : { mobile: undefined };
  const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox"], logLevel: "silent" });
  try {
    for (const name of names) {
      for (const [device, config] of Object.entries(devices)) {
        await report.check(`Lighthouse, ${device}: ${name}`, async () => {
          const flags = { port: chrome.port, onlyCategories: ["performance", ...JUDGED], logLevel: "silent" };
          const { lhr } = await lighthouse(origin + site.sample(name).address, flags, config);
          if (lhr.runtimeError) return [lhr.runtimeError.message];
          const shift = lhr.audits["cumulative-layout-shift"].numericValue;
          const kilobytes = lhr.audits["total-byte-weight"].numericValue / 1000;
          report.note(`performance ${Math.round(100 * lhr.categories.performance.score)}, layout shift ${shift.toFixed(3)}, ${kilobytes.toFixed(1)} kB with pictures and font`);
          return judge(lhr);
        });
      }
    }
  } finally {
    await chrome.kill();
  }
};
