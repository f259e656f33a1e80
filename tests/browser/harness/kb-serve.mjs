// Starts and stops `kb serve`, which shows a site, accepts its forms like a backend, and lists the submissions.

import { spawn } from "node:child_process";
import { createServer, request as ask } from "node:http";

import { listening, POLICY } from "./server.mjs";

const ADDRESS = /Serving at (http:\/\/\S+:\d+)/;

// Returns the origin, the submissions (newest first), and a function that stops it. `root` is the folder of site.toml.
export const serveWithKb = async (kb, root) => {
  const server = spawn(kb, ["serve", "--port", "0", "--root", root]);
  let told = "";
  const origin = await new Promise((resolve, reject) => {
    const hear = (text) => {
      told += text;
      const address = told.match(ADDRESS)?.[1];
      if (address) resolve(address);
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`kb serve ended with ${code}: ${told}`)));
  });
  return {
    origin,
    inbox: async () => (await fetch(`${origin}/_kb/inbox.json`)).json(),
    close: () => server.kill(),
  };
};

// The same behind the policy that a careful host adds, so that what `kb serve` adds to a page must comply with it too.
// The site is also below `/kb/`, for tests of links that must work from anywhere.
export const serveBehindPolicy = async (kb, root) => {
  const behind = await serveWithKb(kb, root);
  const { hostname, port } = new URL(behind.origin);
  const server = createServer((request, response) => {
    const { method, headers, url } = request;
    const asked = ask({ hostname, port, method, headers, path: url.replace(/^\/kb\//, "/") }, (answer) => {
      const own = answer.headers["content-security-policy"];
      response.writeHead(answer.statusCode, { ...answer.headers, "content-security-policy": own ? [own, POLICY] : POLICY });
      answer.pipe(response);
    });
    // A page that listens for builds disconnects in the middle of a response.
    response.on("close", () => asked.destroy());
    asked.on("error", () => response.destroy());
    request.pipe(asked);
  });
  const { origin, close } = await listening(server);
  return {
    origin,
    close: () => {
      close();
      behind.close();
    },
  };
};
