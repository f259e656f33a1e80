// Nothing is lost if there is little room: no sideways scrolling and no text cut off at 320 px, with text twice as
// large, or with the spacing of WCAG 1.4.12.

// Runs in the page. What is beyond the edge, and text cut off by its box.
const findLost = (strict) => {
  const problems = [];
  const root = document.documentElement;
  const name = (element) => {
    const classes = typeof element.className === "string" && element.className ? `.${element.className.trim().replace(/\s+/g, ".")}` : "";
    return `${element.localName}${element.id ? `#${element.id}` : ""}${classes}`;
  };
  // Content only for assistive technology is clipped to nothing, with everything in it.
  const hidden = (element) => {
    for (let part = element; part; part = part.parentElement) {
      if (getComputedStyle(part).clipPath === "inset(50%)") return true;
    }
    const box = element.getBoundingClientRect();
    return box.width <= 1 && box.height <= 1;
  };
  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > root.clientWidth + 1 && !hidden(element);
    });
    problems.push(`scrolls sideways (${root.scrollWidth} of ${root.clientWidth} px): ${beyond.slice(-3).map(name).join(", ")}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest("svg, select, textarea, input, .honeypot")) continue;
    const style = getComputedStyle(element);
    // Text that can be scrolled to is not lost; code and wide tables scroll in their own box.
    const cutsWidth = ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const cutsHeight = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if ((cutsWidth || cutsHeight) && !hidden(element)) problems.push(`text is cut in ${name(element)}`);
    if (strict && style.overflow === "visible" && element.childElementCount === 0 && element.textContent.trim() && !hidden(element)
      && style.display !== "inline" && element.scrollWidth > element.clientWidth + 2) {
      problems.push(`text leaves ${name(element)}: ${element.textContent.trim().slice(0, 40)}`);
    }
  }
  return problems;
};

// The reader's font size, as set in the browser: styles see it in `rem`, and so do media queries.
const browserText = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  await page.reload();
};

// The same font size set on the root, which media queries do not see: crowded, but nothing may be cut off.
const rootText = (page) => page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });

const spacedOut = (page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  });

const CASES = [
  { name: "320 px wide", width: 320, change: async () => {}, strict: true },
  { name: "the browser's text at 200 %", width: 1280, change: browserText, strict: true },
  { name: "the browser's text at 200 %, 360 px wide", width: 360, change: browserText, strict: true },
  { name: "the root's text at 200 %", width: 1280, change: rootText, strict: false },
  { name: "text spaced out", width: 360, change: spacedOut, strict: true },
];

const openFolds = () => {
  for (const fold of document.querySelectorAll("main details, footer details")) fold.open = true;
};

export const reflowGate = async ({ site, open, report, long }) => {
  const pages = long ? site.pages : site.samples;
  const found = new Map(pages.map((page) => [page, []]));
  for (const { name, width, change, strict } of CASES) {
    await open.withPages({ width }, async (openPage) => {
      for (const one of pages) {
        const page = await openPage(one.address);
        await change(page);
        await page.evaluate(openFolds);
        found.get(one).push(...(await page.evaluate(findLost, strict)).map((text) => `${name}: ${text}`));
        await page.close();
      }
    });
  }
  for (const [page, problems] of found) report.tell(`nothing is lost on narrow screens and in large text: ${page.name}`, problems);
};
