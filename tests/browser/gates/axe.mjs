// axe-core finds nothing: WCAG 2.0 to 2.2, A and AA, and good practice. No rule is switched off, no element left out.

import axe from "axe-core";

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "label-content-name-mismatch": { enabled: true } },
  resultTypes: ["violations"],
};

const violations = (page, scope) =>
  page.evaluate(
    async ([scope, options]) => {
      if (!document.querySelector(scope)) return [];
      const { violations } = await window.axe.run({ include: [scope] }, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}, ${help}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
    },
    [scope, OPTIONS],
  );

// The page as it comes, and what its folds hold.
export const inspect = async (page) => {
  await page.evaluate(axe.source);
  const found = await violations(page, "html");
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  return [...found, ...(await violations(page, "details"))];
};

export const axeGate = async ({ site, open, report, widths, schemes, long }) => {
  const pages = long ? site.pages : site.samples;
  const found = new Map(pages.map((page) => [page, []]));
  for (const width of widths) {
    for (const scheme of schemes) {
      await open.withPages({ width, scheme }, async (openPage) => {
        for (const page of pages) {
          const shown = await openPage(page.address);
          const problems = await inspect(shown);
          found.get(page).push(...problems.map((text) => `${width} px, ${scheme}: ${text}`));
          await shown.close();
        }
      });
    }
  }
  for (const [page, problems] of found) report.tell(`axe: ${page.name}`, problems);
};
