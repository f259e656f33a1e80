// Without script every page is complete, and shows no dead control.

// Runs in the page. A link from a heading to itself leads nowhere: it is there to be copied.
const addresses = () => [...new Set([...document.querySelectorAll("main a[href]:not(.heading-link)")].map((link) => link.getAttribute("href")))];

// Runs in the page. Controls that need a script to work but are shown anyway.
const deadControls = () =>
  [...document.querySelectorAll("button, input, select, textarea, [role=button], [role=combobox], dialog, [aria-expanded], [popovertarget]")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !(element.form && element.form.getAttribute("action")))
    .map((element) => `${element.localName}.${element.className} “${(element.textContent || element.name).trim()}” does nothing`);

// Runs in the page. The lines that can be read in main.
const lines = () => document.querySelector("main").innerText.split("\n").map((line) => line.trim()).filter(Boolean);

const menuFolds = async (page) => {
  const problems = [];
  const summary = page.locator("body > header summary").first();
  const link = page.locator("body > header nav a").first();
  await summary.click();
  if (!(await link.isVisible())) problems.push("the menu does not open without script");
  await summary.click();
  if (await link.isVisible()) problems.push("the menu does not close without script");
  return problems;
};

const problemsOf = async (open, address, has) => {
  const withScript = await open.withPage(address, { width: 360 }, async (page) => ({
    addresses: await page.evaluate(addresses),
    lines: await page.evaluate(lines),
    controls: (await page.locator("main :is(button, [role=search])").allInnerTexts()).flatMap((text) => text.split("\n").map((line) => line.trim())),
  }));
  return open.withPage(address, { width: 360, script: false }, async (page) => {
    const problems = [...page.problems, ...(await page.evaluate(deadControls))];
    const own = await page.evaluate(addresses);
    problems.push(...withScript.addresses.filter((one) => !own.includes(one)).map((one) => `the link to ${one} needs a script`));
    const text = await page.evaluate(lines);
    problems.push(
      ...withScript.lines
        .filter((line) => !text.includes(line) && !withScript.controls.includes(line))
        .map((line) => `“${line.slice(0, 60)}” needs a script`),
    );
    if (!(await page.locator("main h1").isVisible())) problems.push("the heading needs a script");
    if (has.foldedMenu) problems.push(...(await menuFolds(page)));
    return problems;
  });
};

const menuOnDesktop = (open, address) =>
  open.withPage(address, { script: false }, async (page) =>
    (await page.locator("body > header nav a").first().isVisible()) || (await page.locator("body > header summary").first().isVisible())
      ? [] : ["the menu is out of reach on a wide screen"]);

export const scriptOffGate = async ({ site, open, report, has }) => {
  for (const { name, address } of site.samples) {
    await report.check(`complete without script: ${name}`, async () => [
      ...(await problemsOf(open, address, has)),
      ...(await menuOnDesktop(open, address)),
    ]);
  }
};
