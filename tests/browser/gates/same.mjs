// `kb serve` gives, address by address, what `kb build` has published, except that it adds a script to the end of each
// page and accepts the forms itself.

import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

import { typeOf } from "../harness/server.mjs";
import { addressOf } from "../harness/site.mjs";

const SCRIPT = /<script src="\/_kb\/live\.js"[^>]*><\/script>\n$/;
const FORM = /<form [^>]*\bid="?form\.[^>]*>/g;

const withoutReceivers = (page) => page.replaceAll(FORM, (form) => form.replace(/ action="?[^\s">]*"?/, ""));

const difference = (built, served) => {
  const lines = [built, served].map((page) => page.split("\n"));
  const at = lines[0].findIndex((line, index) => line !== lines[1][index]);
  return `line ${at + 1} is “${lines[1][at]?.slice(0, 200)}”, not “${lines[0][at]?.slice(0, 200)}”`;
};

const problemsOf = async (origin, address, file, status) => {
  const answer = await fetch(origin + encodeURI(address));
  const served = Buffer.from(await answer.arrayBuffer());
  const built = await readFile(file);
  const problems = answer.status === status ? [] : [`is answered with ${answer.status}, not ${status}`];
  const type = answer.headers.get("content-type");
  if (type.split(";")[0] !== typeOf(file).split(";")[0]) problems.push(`is ${type}, not ${typeOf(file)}`);
  if (!file.endsWith(".html")) {
    if (!served.equals(built)) problems.push("has other bytes");
    return problems;
  }
  const page = served.toString();
  if (!SCRIPT.test(page)) problems.push("does not end with the script that keeps it up to date");
  const [one, other] = [built.toString(), page.replace(SCRIPT, "")].map(withoutReceivers);
  if (one !== other) problems.push(difference(one, other));
  return problems;
};

export const sameGate = async ({ site, origin, report }) => {
  const entries = await readdir(site.folder, { recursive: true, withFileTypes: true });
  const files = entries
    // The file by which a build recognizes its own folder is not part of the site.
    .filter((entry) => entry.isFile() && entry.name !== ".kb-site")
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  await report.check(`kb serve gives what kb build publishes: ${files.length} files`, async () => {
    const found = [];
    for (const file of files) {
      const address = addressOf(relative(site.folder, file));
      found.push(...(await problemsOf(origin, address, file, 200)).map((text) => `${address} ${text}`));
    }
    const missing = await problemsOf(origin, "/nothing/is/here/", join(site.folder, "404.html"), 404);
    return [...found, ...missing.map((text) => `what is not there ${text}`)];
  });
};
