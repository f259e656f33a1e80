// nginx, Apache and Caddy with the files that kb wrote: `node servers.mjs PUBLIC`, where PUBLIC/root is the site at the root of a
// domain and PUBLIC/below/kb the one below /kb/, PUBLIC/packed and PUBLIC/packed-below/kb the same with compressed copies, and
// PUBLIC/own this site.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { ask, check, checkCopies } from "./check.mjs";
import { crawl } from "./crawl.mjs";

const published = resolve(process.argv[2]);
const modules = process.env.APACHE_MODULES ?? "/usr/lib/apache2/modules";

const brotli = process.env.NGINX_BROTLI ?? "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

// The configuration of each server, as docs/hosting.md says, and its commands.
const servers = {
  nginx: {
    text: (port, folder, site, work) => `${existsSync(brotli) ? `load_module ${brotli};` : ""}
      daemon off; pid ${work}/pid; error_log ${work}/error.log;
      events {}
      http {
        types { text/html html; text/css css; application/javascript js; text/plain txt; text/xml xml; }
        access_log off; client_body_temp_path ${work}/a; proxy_temp_path ${work}/b; fastcgi_temp_path ${work}/c;
        uwsgi_temp_path ${work}/d; scgi_temp_path ${work}/e;
        server { listen 127.0.0.1:${port}; root ${folder}; include ${site}/.kb-nginx.conf; }
      }`,
    test: (file, work) => ["nginx", ["-t", "-q", "-e", `${work}/error.log`, "-c", file]],
    run: (file, work) => ["nginx", ["-e", `${work}/error.log`, "-c", file]],
  },
  apache: {
    text: (port, folder, site, work) => `${["mpm_event", "authz_core", "dir", "mime", "alias", "headers", "rewrite"]
      .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join("\n")}
      ServerRoot ${work}
      ServerName kb.example
      Listen 127.0.0.1:${port}
      PidFile ${work}/pid
      ErrorLog ${work}/error.log
      DocumentRoot ${folder}
      TypesConfig /dev/null
      AddType text/css .css
      AddType text/html .html
      AddType text/plain .txt
      <Directory ${folder}>
        AllowOverride FileInfo
        Require all granted
      </Directory>`,
    test: (file) => ["apache2", ["-t", "-f", file]],
    run: (file) => ["apache2", ["-D", "FOREGROUND", "-f", file]],
  },
  caddy: {
    text: (port, folder, site) => `{\n admin off\n auto_https off\n}\n:${port} {\n bind 127.0.0.1\n root * ${folder}\n import ${site}/.kb-caddy.conf\n file_server\n}\n`,
    test: (file) => ["caddy", ["validate", "--adapter", "caddyfile", "--config", file]],
    run: (file) => ["caddy", ["run", "--adapter", "caddyfile", "--config", file]],
  },
};

// Serves `folder`, whose site is at `root`, and calls `test` with the port and the folder of the site.
const serve = async (name, root, folder, test) => {
  const server = servers[name];
  const site = folder + root;
  const work = await mkdtemp(join(tmpdir(), "kb-hosts-"));
  const file = join(work, "config");
  const port = await freePort();
  await writeFile(file, server.text(port, folder, site, work));
  const options = { stdio: "pipe", env: { ...process.env, HOME: work, XDG_DATA_HOME: work } };
  const [tester, ...toTest] = server.test(file, work);
  execFileSync(tester, ...toTest, options);
  const [program, words] = server.run(file, work);
  const running = spawn(program, words, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  running.stderr.on("data", (part) => { said += part; });
  const ended = new Promise((done) => running.on("exit", done));
  try {
    const until = Date.now() + 20_000;
    for (;;) {
      try {
        await ask(port, "/");
        break;
      } catch (error) {
        assert.ok(Date.now() < until, `${name} does not start: ${error}\n${said}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    }
    await test(port, site);
  } finally {
    running.kill("SIGTERM");
    await ended;
    await rm(work, { recursive: true, force: true });
  }
};

for (const name of Object.keys(servers)) {
  for (const [root, folder] of [["", "root"], ["/kb", "below"], ["", "packed"], ["/kb", "packed-below"]]) {
    await serve(name, root, join(published, folder), async (port, site) => {
      const which = `${name} at ${root || "/"}, ${folder}`;
      await check(which, port, root, site);
      if (folder.startsWith("packed")) await checkCopies(which, port, root, site);
    });
  }
}
await serve("nginx", "", join(published, "own"), async (port, site) => {
  console.log(`${await crawl(port, site)} pages of this site load nothing that their policy forbids, from their copies`);
});
