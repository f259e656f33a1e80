// `kb serve`, started and ended: it takes forms as a backend would, and tells what came in.

import { spawn } from "node:child_process";

const ADDRESS = /Serving at (http:\/\/\S+:\d+)/;

// Gives the origin, what came in (the newest first), and a function that ends it. `root` is the folder of site.toml.
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
