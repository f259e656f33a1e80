// Every form of the site: required fields are marked, errors are reported, and submissions are complete.

import { inspect } from "./axe.mjs";

const FORM = "main form";

// Runs in the page.
const labels = (selector) => {
  const form = document.querySelector(selector);
  const problems = [];
  const shown = (element) => element?.checkVisibility({ visibilityProperty: true });
  const controls = [...form.elements].filter((element) => element.matches("input, select, textarea") && element.type !== "hidden" && element.tabIndex >= 0);
  for (const control of controls) {
    const group = control.type === "radio" ? control.closest("fieldset")?.querySelector("legend") : null;
    const label = control.labels?.[0];
    if (!shown(label)) problems.push(`${control.name} has no label that is seen`);
    const words = (group ?? label)?.textContent ?? "";
    if (control.required !== words.includes("*")) problems.push(`${control.name}: the mark and “required” do not agree (“${words.trim()}”)`);
    if (control.checked) problems.push(`${control.name} is ticked before anyone has chosen`);
    const { width, height } = (control.type === "radio" || control.type === "checkbox" ? label : control).getBoundingClientRect();
    if (width < 24 || height < 24) problems.push(`${control.name} is smaller than 24 px`);
  }
  const note = form.querySelector(".required-note");
  if (controls.some(({ required }) => required)) {
    if (!shown(note)) problems.push("nobody says what the mark means");
    else if (!(note.compareDocumentPosition(controls[0]) & Node.DOCUMENT_POSITION_FOLLOWING)) problems.push("the meaning of the mark comes after the first field");
  }
  if (!form.querySelector("button[type=submit]")) problems.push("there is no button to send");
  return problems;
};

// Runs in the page. The fields that are invalid if nothing is filled in.
const wrongNames = (selector) =>
  [...new Set([...document.querySelector(selector).elements].filter((element) => element.willValidate && !element.validity.valid).map(({ name }) => name))];

// Runs in the page: what assistive technology says about the focused control.
const focused = () => {
  const { activeElement: element } = document;
  const part = element.type === "radio" ? element.closest("fieldset") : element;
  const description = (part.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  return { name: element.name, invalid: element.getAttribute("aria-invalid"), radio: element.type === "radio", description: description.trim() };
};

const send = async (page) => {
  await page.locator(`${FORM} [type=submit]`).focus();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Enter");
};

const tellsMistakes = (open, address) =>
  open.withPage(address, { width: 360 }, async (page) => {
    const problems = [];
    const title = await page.title();
    await send(page);
    if (new URL(page.url()).pathname !== address) return ["an empty form is sent"];
    const names = await page.evaluate(wrongNames, FORM);
    const summary = page.locator(`${FORM} [role=alert]`);
    if (names.length > 1 || (await summary.count())) {
      if (!(await summary.isVisible())) return ["nothing sums up what is wrong"];
      if (!(await summary.evaluate((element) => element.contains(document.activeElement)))) problems.push("the summary does not get the focus");
      if ((await page.title()) === title) problems.push("the title does not say that something is wrong");
      const links = summary.locator("a");
      if ((await links.count()) !== names.length) problems.push(`${names.length} answers are wrong, the summary has ${await links.count()} links`);
      for (const [index, link] of (await links.all()).entries()) {
        await link.focus();
        await page.keyboard.press("Enter");
        const { name } = await page.evaluate(focused);
        if (name !== names[index]) problems.push(`link ${index + 1} of the summary leads to ${name}, not to ${names[index]}`);
      }
    }
    for (const name of names) {
      await page.locator(`${FORM} [name="${name}"]`).first().focus();
      const { invalid, radio, description } = await page.evaluate(focused);
      if (!radio && invalid !== "true") problems.push(`${name} is not marked as invalid`);
      if (!description) problems.push(`${name} has no message`);
    }
    problems.push(...(await inspect(page)));

    // A fixed answer is no longer marked as soon as it loses focus.
    const email = page.locator(`${FORM} [type=email]`);
    await email.fill("nobody");
    await email.press("Tab");
    await email.focus();
    if (!(await page.evaluate(focused)).description) problems.push("half an e-mail address is accepted");
    const before = await page.locator(`${FORM} [aria-invalid=true]`).count();
    await email.fill("anna@example.com");
    await email.press("Tab");
    if ((await page.locator(`${FORM} [aria-invalid=true]`).count()) !== before - 1) problems.push("a fixed answer stays marked");
    return [...problems, ...page.problems];
  });

const fill = async (page) => {
  const filled = {};
  for (const control of await page.locator(`${FORM} :is(input, select, textarea):visible:not([tabindex="-1"])`).all()) {
    const { name, type } = await control.evaluate(({ name, type }) => ({ name, type }));
    if (filled[name] !== undefined) continue;
    if (type === "radio" || type === "checkbox") {
      // With the keyboard, like everything in this gate.
      await control.focus();
      await page.keyboard.press("Space");
      filled[name] = await control.inputValue();
      if (!(await control.isChecked())) filled[name] = "(Space does not tick it)";
    } else {
      const value = { email: "anna@example.com", date: "2027-03-01", tel: "+31 20 123 45 67" }[type];
      if (type === "select-one") await control.selectOption({ index: 1 });
      else await control.fill(value ?? "Anna Jansen");
      filled[name] = await control.inputValue();
    }
  }
  return filled;
};

// Intercepts what would be sent to the form's backend.
const sends = (open, address, script) =>
  open.withPage(address, { script }, async (page) => {
    const action = await page.locator(FORM).evaluate((form) => form.action);
    const sent = new Promise((resolve) => {
      page.route((url) => url.href.split("?")[0] === action.split("?")[0], (route) => {
        resolve(route.request());
        return route.fulfill({ status: 204 });
      });
    });
    const filled = await fill(page);
    await send(page);
    const request = await Promise.race([sent, page.waitForTimeout(5_000).then(() => null)]);
    if (!request) return ["a form that is filled in is not sent"];
    const data = new URLSearchParams(request.postData() ?? new URL(request.url()).search);
    return Object.entries(filled).filter(([name, value]) => data.get(name) !== value).map(([name, value]) => `${name} arrives as “${data.get(name)}”, not as “${value}”`);
  });

const native = (open, address) =>
  open.withPage(address, { width: 360, script: false }, async (page) => {
    const problems = await page.evaluate(labels, FORM);
    await page.locator(`${FORM} [type=submit]`).focus();
    await page.keyboard.press("Enter");
    if (new URL(page.url()).pathname !== address) problems.push("an empty form is sent");
    if (await page.locator(FORM).evaluate((form) => form.noValidate)) problems.push("the browser's own check is switched off");
    const [first] = await page.evaluate(wrongNames, FORM);
    const { name } = await page.evaluate(focused);
    if (first !== name) problems.push(`the browser's own check shows ${name}, not ${first}`);
    return problems;
  });

export const formsGate = async ({ site, open, report, has }) => {
  report.tell("the site has forms", site.forms.length >= 4 ? [] : [`only ${site.forms.length}`]);
  for (const { address } of site.forms) {
    await report.check(`labels and required marks: ${address}`, () => open.withPage(address, {}, (page) => page.evaluate(labels, FORM)));
    if (has.script) await report.check(`errors are reported: ${address}`, () => tellsMistakes(open, address));
    await report.check(`what is filled in is sent: ${address}`, () => sends(open, address, true));
    await report.check(`what is filled in is sent without script: ${address}`, () => sends(open, address, false));
    await report.check(`the browser's own check without script: ${address}`, () => native(open, address));
  }
};
