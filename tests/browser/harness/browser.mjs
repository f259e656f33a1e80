// Debian's Chromium, and pages that collect their errors.

import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const PHONE = 360;
export const DESKTOP = 1440;

export const launch = () =>
  chromium.launch({ executablePath: CHROMIUM, args: ["--force-color-profile=srgb", "--font-render-hinting=none", "--disable-gpu"] });

// Errors of the page itself: scripts that throw, policy violations, missing files, and every request to another host.
// `page.problems` fills while the page is used.
const listen = (page, origin) => {
  page.problems = [];
  page.requests = [];
  page.on("pageerror", (error) => page.problems.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // The 404 page itself may answer 404.
    if (/status of 404/.test(message.text()) && message.location().url === page.url()) return;
    page.problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("request", (request) => {
    page.requests.push(request);
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) page.problems.push(`asks another host: ${url}`);
  });
};

export const makeOpener = (browser, origin) => {
  // Opens a context, passes a function that opens pages in it to `use`, and always closes it.
  const withPages = async (options, use) => {
    const { width = DESKTOP, height = 900, scheme = "light", script = true, ...others } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      javaScriptEnabled: script,
      reducedMotion: "reduce",
      ...others,
    });
    context.setDefaultTimeout(60_000);
    try {
      return await use(async (address) => {
        const page = await context.newPage();
        listen(page, origin);
        await page.goto(origin + address, { waitUntil: "load" });
        return page;
      }, context);
    } finally {
      await context.close();
    }
  };

  // The same for one page.
  const withPage = (address, options, use) =>
    withPages(options, async (open, context) => use(await open(address), context));

  return { withPages, withPage };
};
