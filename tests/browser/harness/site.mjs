// Which pages exist, and which ones represent the others. Reads the built folder; opens no browser.

import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

// Every kind of page that this repository's site must have. A page is found by its address, or by the kind in its
// `body`. A kind that only a page declares is added automatically; a kind that no page has is a failure.
const WANTED = [
  { name: "home", kind: "home" },
  { name: "article", address: "/publications/power-in-negotiation/" },
  { name: "two-sided article", address: "/differences/pull-versus-push/" },
  { name: "listing", address: "/publications/" },
  { name: "listing of two-sided articles", address: "/differences/" },
  { name: "glossary", address: "/glossary/" },
  { name: "term", address: "/glossary/lead/" },
  { name: "tag", kind: "tag" },
  { name: "all tags", kind: "tags" },
  { name: "side", kind: "side" },
  { name: "search", kind: "search" },
  { name: "form", address: "/contact/" },
  { name: "thank-you", kind: "thanks" },
  { name: "404", kind: "not-found" },
  { name: "two-sided article in Dutch", address: "/nl/differences/pull-versus-push/" },
  { name: "form in Dutch", address: "/nl/contact/" },
];

// Most Dutch pages differ from the English ones only in their words: without a name above, they represent nothing.
export const isTranslation = ({ address }) => address.startsWith("/nl/");

export const addressOf = (file) => `/${file.split(sep).join("/").replace(/(^|\/)index\.html$/, "$1")}`;

const isRedirect = (text) => /<meta http-equiv="?refresh/i.test(text);

export const readSite = async (folder) => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

  const pages = [];
  const problems = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8");
    if (isRedirect(text)) continue;
    const address = addressOf(file);
    const kind = text.match(/<body[^>]*\bclass="[^"]*\bpage-([a-z-]+)/)?.[1];
    if (!kind) problems.push(`${address} does not tell its kind: <body class="page-…">`);
    const body = text.slice(text.indexOf("<main"), text.indexOf("</main>"));
    pages.push({ address, kind, name: address, file: join(folder, file), hasForm: body.includes('<form class="form') });
  }

  const samples = [];
  for (const wanted of WANTED) {
    const page = pages.find((one) => (wanted.address ? one.address === wanted.address : one.kind === wanted.kind && !isTranslation(one)));
    if (page) samples.push({ ...page, name: wanted.name });
    else problems.push(`no page is the ${wanted.name} (${wanted.address ?? `kind “${wanted.kind}”`})`);
  }
  for (const page of pages) {
    if (!samples.some((sample) => sample.kind === page.kind)) samples.push({ ...page, name: page.kind });
  }

  return {
    folder,
    pages,
    samples,
    problems,
    sample: (name) => samples.find((page) => page.name === name),
    forms: pages.filter((page) => page.hasForm && (!isTranslation(page) || samples.some(({ file }) => file === page.file))),
    twoSided: pages.filter((page) => /^\/differences\/./.test(page.address)),
  };
};
