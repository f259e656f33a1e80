// The Nu HTML checker on all pages, and stylelint on the themes' CSS.

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

import stylelint from "stylelint";

const JAR = join(dirname(createRequire(import.meta.url).resolve("vnu-jar")), "build/dist/vnu.jar");

// A table whose rows become blocks on a phone loses its semantics in browsers unless its roles are explicit. The
// checker calls that unnecessary, since it sees no styles. Only this message about only these elements is
// tolerated.
const ROLES_OF_TABLE =
  /^The “role” attribute must not be used on a “(tr|th|td)” element which has a “table” ancestor with no “role” attribute|^The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element “(table|thead|tbody|tr|th|td)”/;

const nu = async (folder) => {
  const options = ["-Xss2m", "-jar", JAR, "--skip-non-html", "--format", "json", "--exit-zero-always", "--stdout", folder];
  const { stdout } = await promisify(execFile)("java", options, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout).messages;
};

export const nuGate = async ({ site, report, theme }) => {
  const messages = await nu(site.folder);
  const wanted = messages.filter(({ message }) => ROLES_OF_TABLE.test(message));
  const problems = messages
    .filter((message) => !wanted.includes(message))
    .map(({ type, subType, url, lastLine, message }) =>
      `${decodeURIComponent(url ?? "").split(site.folder).pop()}:${lastLine} ${subType ?? type}: ${message}`);
  report.tell(`Nu HTML checker: all ${site.pages.length} pages of ${theme}`, problems);
  report.note(`let pass: ${wanted.length} remarks on the written roles of the comparison's table`);
};

export const styleGate = async ({ report, theme, root }) => {
  // The stylesheets of `base` are published with either theme.
  const files = [];
  for (const folder of ["base", theme].map((name) => join(root, "themes", name, "assets"))) {
    const names = await readdir(folder, { recursive: true });
    files.push(...names.filter((name) => name.endsWith(".css")).map((name) => join(folder, name)));
  }
  const { results } = await stylelint.lint({
    files,
    configFile: join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "../stylelint.json"),
  });
  const problems = results.flatMap(({ source, warnings }) =>
    warnings.map(({ line, text }) => `${relative(root, source)}:${line} ${text}`));
  report.tell(`stylelint: ${files.length} files of ${theme}`, problems);
};
