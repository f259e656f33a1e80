// Everything can be reached and left with the keyboard, and the focus is always visible.

import { DESKTOP } from "../harness/browser.mjs";

// Runs in the page. Every element where Tab should stop, marked with a number; one per group of radio buttons.
const markStops = () => {
  const names = new Set();
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.type === "hidden") return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type === "radio") {
      const group = `${element.form?.id} ${element.name}`;
      if (names.has(group)) return false;
      names.add(group);
    }
    return true;
  });
  stops.forEach((stop, index) => {
    stop.dataset.stop = index;
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor } = getComputedStyle(stop);
    stop.dataset.rest = JSON.stringify([outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor]);
  });
  return stops.length;
};

// Runs in the page, after each Tab: where the focus is, whether it shows, and whether something lies over it.
const lookAtFocus = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return { stop: null, problems: [] };
  const problems = [];
  const label = (element.textContent.trim() || element.name || element.localName).replace(/\s+/g, " ").slice(0, 40);
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const visible = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
  if (!element.matches(":focus-visible")) problems.push(`“${label}” does not match :focus-visible`);
  else if (!visible) problems.push(`the focus on “${label}” has no outline of 2 px or more (${outlineStyle} ${outlineWidth})`);
  const box = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  if (!box) problems.push(`“${label}” has the focus and no place`);
  else {
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    // A browser shows the current line of a large field, and perhaps not the rest: the part in the window counts.
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    if (!top) problems.push(`“${label}” has the focus outside of the window`);
    else if (!element.contains(top) && !top.contains(element) && top.closest("label")?.control !== element) {
      problems.push(`“${label}” has the focus below ${top.localName}.${top.className}`);
    }
  }
  return { stop: element.dataset.stop ?? null, label, problems };
};

const walk = async (page) => {
  // The page of the search gets its field from a script.
  if (await page.locator(".search").count()) await page.locator(".search-box input").waitFor();
  const count = await page.evaluate(markStops);
  const seen = new Set();
  const problems = [];
  // Twice the number of stops, to detect a page that traps the focus.
  for (let step = 0; step < 2 * count + 10; step += 1) {
    await page.keyboard.press("Tab");
    const { stop, problems: found } = await page.evaluate(lookAtFocus);
    if (stop !== null && seen.has(stop) && stop === "0") break;
    if (stop === null && seen.size > 0) break;
    if (stop !== null && !seen.has(stop)) problems.push(...found);
    seen.add(stop);
  }
  seen.delete(null);
  if (seen.size < count) {
    const missed = await page.evaluate(
      (seen) => [...document.querySelectorAll("[data-stop]")]
        .filter(({ dataset, type, name, form }) => !seen.includes(dataset.stop)
          && !(type === "radio" && [...form.elements[name]].some((other) => seen.includes(other.dataset.stop))))
        .map((element) => (element.textContent.trim() || element.name || element.localName).slice(0, 40)),
      [...seen],
    );
    if (missed.length) problems.push(`never reached: ${missed.join(" | ")}`);
  }
  return problems;
};

const skipLink = async (page) => {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const { hash, className } = document.activeElement;
    const { width, height } = document.activeElement.getBoundingClientRect();
    return { hash, className, seen: width > 20 && height > 20 && getComputedStyle(document.activeElement).clipPath === "none" };
  });
  if (!first.hash) return ["the first stop is not a link into the page"];
  const problems = first.seen ? [] : ["the skip link does not show itself"];
  await page.keyboard.press("Enter");
  const inMain = await page.evaluate(() => document.activeElement?.localName === "main" || document.activeElement?.closest("main") !== null);
  if (!inMain) problems.push("the skip link does not lead into main");
  await page.keyboard.press("Tab");
  const after = await page.evaluate(() => document.activeElement.closest("header.masthead, body > header") === null);
  if (!after) problems.push("after the skip link Tab goes back to the top");
  return problems;
};

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

const openMenu = async (page) =>
  (await page.locator("body > header nav a").first().isVisible()) ? [] : ["the menu's links are not shown, and nothing opens it"];

const foldedMenu = async (page) => {
  const summary = page.locator("body > header summary").first();
  if (!(await summary.isVisible())) return ["the menu does not fold"];
  const problems = [];
  const links = page.locator("body > header nav a");
  if (await links.first().isVisible()) problems.push("the menu is open before it is asked for");
  await summary.focus();
  await page.keyboard.press("Enter");
  if (!(await links.first().isVisible())) problems.push("Enter does not open the menu");
  await page.keyboard.press("Tab");
  if (!(await isFocused(links.first()))) problems.push("Tab does not go from the menu's button to its first link");
  await page.keyboard.press("Escape");
  if (await links.first().isVisible()) problems.push("Escape does not close the menu");
  if (!(await isFocused(summary))) problems.push("closing the menu does not bring the focus back to its button");
  await page.keyboard.press("Space");
  if (!(await links.first().isVisible())) problems.push("Space does not open the menu");
  return problems;
};

const folds = async (page) => {
  const problems = [];
  for (const summary of await page.locator("main summary:visible, footer summary:visible").all()) {
    const isOpen = () => summary.evaluate((element) => element.parentElement.open);
    const label = (await summary.textContent()).trim();
    const before = await isOpen();
    await summary.focus();
    await page.keyboard.press("Enter");
    if ((await isOpen()) === before) problems.push(`Enter does not turn the fold “${label}”`);
    await page.keyboard.press("Enter");
    if ((await isOpen()) !== before) problems.push(`Enter does not turn the fold “${label}” back`);
  }
  return problems;
};

export const keyboardGate = async ({ site, open, report, widths, has }) => {
  for (const sample of site.samples) {
    await report.check(`keyboard: ${sample.name}`, async () => {
      const problems = [];
      for (const width of widths) {
        await open.withPages({ width }, async (openPage) => {
          const menu = has.foldedMenu && width < DESKTOP ? foldedMenu : openMenu;
          for (const part of [skipLink, menu, folds, walk]) {
            const page = await openPage(sample.address);
            problems.push(...(await part(page)).map((text) => `${width} px: ${text}`));
            await page.close();
          }
        });
      }
      return problems;
    });
  }
};
