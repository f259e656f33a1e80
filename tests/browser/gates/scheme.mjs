// Dark and light follow the system until the reader chooses, and the choice is kept; print has no navigation and
// is never dark.

// Runs in the page: how light the background and the text are, 0 to 255.
const lightness = () => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const of = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { light: 0.2126 * red + 0.7152 * green + 0.0722 * blue, alpha };
  };
  const grounds = [document.body, document.documentElement].map((element) => of(getComputedStyle(element).backgroundColor));
  const ground = grounds.find(({ alpha }) => alpha > 0)?.light ?? 255;
  return { ground, ink: of(getComputedStyle(document.querySelector("main h1")).color).light };
};

const isDark = async (page) => {
  const { ground, ink } = await page.evaluate(lightness);
  if (Math.abs(ground - ink) < 128) throw new Error(`ground ${ground} and ink ${ink} are too near one another`);
  return ground < ink;
};

const SWITCH = "button[aria-pressed]:visible";

const follows = (open, address) =>
  open.withPage(address, { scheme: "light" }, async (page) => {
    const problems = [];
    if (await isDark(page)) problems.push("dark where the system is light");
    await page.emulateMedia({ colorScheme: "dark" });
    if (!(await isDark(page))) problems.push("light where the system is dark");
    return problems;
  });

const remembers = (open, address, other) =>
  open.withPages({ scheme: "light" }, async (openPage) => {
    const problems = [];
    const page = await openPage(address);
    const theSwitch = page.locator(SWITCH).first();
    const expect = async (dark, when) => {
      if ((await isDark(page)) !== dark) problems.push(`${dark ? "light" : "dark"} ${when}`);
      // The switch notices a change of the system a moment after the styles do.
    const told = page.locator(`button[aria-pressed=${dark}]`).first().waitFor({ timeout: 5_000 });
    await told.catch(() => problems.push(`the switch says otherwise ${when}`));
    };
    await theSwitch.focus();
    await page.keyboard.press("Space");
    await expect(true, "after the switch was pressed");
    await page.reload();
    await expect(true, "after a reload");
    await page.goto(new URL(other, page.url()).href);
    await expect(true, "on the next page");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.emulateMedia({ colorScheme: "light" });
    await expect(true, "after the system changed twice");
    await theSwitch.click();
    await expect(false, "after the switch was pressed again");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(true, "though the reader follows the system again");
    await page.reload();
    await expect(true, "after a reload in a dark system");
    return problems;
  });

// The choice must be applied before the first paint, or a dark page flashes white.
const beforePaint = (open, address) =>
  open.withPages({ scheme: "light" }, async (openPage, context) => {
    const page = await openPage(address);
    await page.locator(SWITCH).first().click();
    await context.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        window.groundAtStart = document.documentElement.dataset.theme ?? getComputedStyle(document.documentElement).colorScheme;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    const atStart = await page.evaluate(() => window.groundAtStart);
    return /^dark$/.test(atStart) ? [] : [`the body begins as “${atStart}”`];
  });

const PAPER = "nav, button, .skip-link, summary, input, textarea, select, dialog";

const prints = (open, address, isForm) =>
  open.withPage(address, { scheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const problems = (await isDark(page)) ? ["the paper is dark"] : [];
    const shown = await page.evaluate(
      ([selector, isForm]) => [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1)
        .filter((element) => !(isForm && element.closest("main form")))
        .map((element) => `${element.localName}.${element.className} is printed`),
      [PAPER, isForm],
    );
    problems.push(...shown);
    if (!(await page.locator("main h1").isVisible())) problems.push("the heading is not printed");
    return problems;
  });

export const schemeGate = async ({ site, open, report, has }) => {
  const home = site.sample("home").address;
  const article = site.sample("article").address;
  if (has.schemeSwitch) {
    await report.check("the switch keeps the reader's choice, and gives it back to the system", () => remembers(open, home, article));
    await report.check("a stored choice is there before the first paint", () => beforePaint(open, article));
  } else {
    await report.check("no switch that does nothing", () =>
      open.withPage(home, {}, async (page) => ((await page.locator(SWITCH).count()) ? ["there is one"] : [])));
  }
  for (const { name, address, hasForm } of site.samples) {
    await report.check(`dark and light follow the system: ${name}`, () => follows(open, address));
    await report.check(`paper has no navigation and no controls: ${name}`, () => prints(open, address, hasForm));
  }
};
