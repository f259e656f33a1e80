// axe-core finds nothing: WCAG 2.0 to 2.2, A and AA, and best practices. No rule is switched off, no element excluded.

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

// The page as it loads, and the content of its folds. The folds are closed again.
export const inspect = async (page) => {
  if (!(await page.evaluate("Boolean(window.axe)"))) await page.evaluate(axe.source);
  const found = await violations(page, "html");
  const folds = await page.evaluateHandle(() => {
    const closed = [...document.querySelectorAll("details:not([open])")];
    for (const fold of closed) fold.open = true;
    return closed;
  });
  const inFolds = await violations(page, "details");
  await folds.evaluate((closed) => closed.forEach((fold) => { fold.open = false; }));
  return [...found, ...inFolds];
};

export const axeGate = async ({ site, open, report, widths, schemes, long }) => {
  for (const { address, name } of long ? site.pages : site.samples) {
    await report.check(`axe: ${name}`, () =>
      open.withPage(address, {}, async (page) => {
        const problems = [];
        for (const colorScheme of schemes) {
          for (const width of widths) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: 900 });
            problems.push(...(await inspect(page)).map((text) => `${width} px, ${colorScheme}: ${text}`));
          }
        }
        return problems;
      }));
  }
};
