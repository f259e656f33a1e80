// This site in Chromium, as nginx serves it: no page violates the policy, none asks for what is not there, and pages, styles and
// scripts come compressed.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { chromium } from "playwright-core";

export const crawl = async (port, folder) => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const wrong = [];
    const codings = new Set();
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`${page.url()}: ${error}`));
    page.on("response", (answer) => {
      if (answer.status() >= 400) wrong.push(`${page.url()}: ${answer.url()} is ${answer.status()}`);
      const { "content-encoding": coding, "content-length": length, "content-type": type } = answer.headers();
      const isText = /html|css|javascript|svg/.test(type) && answer.status() === 200;
      if (isText && coding !== "br" && Number(length) >= 1024) wrong.push(`${answer.url()} is not sent from its copy`);
      codings.add(coding);
    });
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`the policy forbids ${event.blockedURI} (${event.violatedDirective})`));
    });
    const files = await readdir(folder, { recursive: true });
    const pages = files.filter((file) => file.endsWith("index.html")).map((file) => file.slice(0, -"index.html".length)).sort();
    for (const address of pages) {
      await page.goto(`http://127.0.0.1:${port}/${address.split("/").map(encodeURIComponent).join("/")}`, { waitUntil: "load" });
    }
    // What a page loads only when it is used.
    await page.goto(`http://127.0.0.1:${port}/search/?q=sales`, { waitUntil: "networkidle" });
    assert.ok(codings.has("br"));
    assert.deepEqual(wrong, []);
    // The listener itself must be able to find something.
    await page.evaluate(() => {
      const image = new Image();
      image.src = "https://elsewhere.example/x.png";
      document.body.append(image);
      return new Promise((done) => addEventListener("securitypolicyviolation", done, { once: true }));
    });
    assert.ok(wrong.length > 0, "a violation is noticed");
    return pages.length;
  } finally {
    await browser.close();
  }
};
