// Sites that a test builds for itself. Each has `folder`, which is its `public`, `origin`, where it is served, and `close`.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { serve } from "./server.mjs";

const THEME = /^(\[theme\]\nname = )"(\w+)"/m;

const settingsOf = (root) => readFileSync(join(root, "site.toml"), "utf8");

export const themeOf = (folder) => THEME.exec(settingsOf(dirname(folder)))[2];

const build = async (fill) => {
  const root = mkdtempSync(join(tmpdir(), "kb-browser-"));
  fill(root);
  execFileSync(process.env.KB, ["build", "--root", root, "--quiet"]);
  const folder = join(root, "public");
  const server = await serve(folder);
  const close = () => {
    server.close();
    rmSync(root, { recursive: true });
  };
  return { folder, origin: server.origin, close };
};

// A site with a theme, more settings in TOML, and the texts of articles by their paths.
export const ownSite = (theme, settings, articles) =>
  build((root) => {
    const head = 'title = "</script>"\nurl = "https://kb.example"\nlanguage = "en"';
    writeFileSync(join(root, "site.toml"), `${head}\n[theme]\nname = "${theme}"\n${settings}\n`);
    for (const [path, text] of Object.entries(articles)) {
      const file = join(root, "articles", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  });

// A site with the articles and settings of another one, and a theme.
export const copyOf = (original, theme) =>
  build((root) => {
    for (const name of ["articles", "consent", "static"].filter((name) => existsSync(join(original, name)))) {
      cpSync(join(original, name), join(root, name), { recursive: true });
    }
    writeFileSync(join(root, "site.toml"), settingsOf(original).replace(THEME, `$1"${theme}"`));
  });
