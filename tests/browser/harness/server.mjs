// Serves a folder like a static host: index.html for a folder, 404.html for missing files, correct types, gzip, and
// the strictest policy that works for pages without inline scripts and styles.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "text/xml; charset=utf-8",
};

export const typeOf = (path) => TYPES[extname(path)] ?? "application/octet-stream";

const PACKED = /^(text\/|application\/(json|xml)|image\/svg)/;

export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action *",
  "base-uri 'none'",
].join("; ");

const fileOf = async (folder, address) => {
  const path = normalize(join(folder, decodeURIComponent(address)));
  if (path !== folder && !path.startsWith(folder + sep)) return null;
  try {
    const about = await stat(path);
    if (about.isFile()) return path;
    const index = join(path, "index.html");
    return (await stat(index)).isFile() ? index : null;
  } catch {
    return null;
  }
};

const answer = async (folder, request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const found = await fileOf(folder, pathname);
  const path = found ?? join(folder, "404.html");
  const type = typeOf(path);
  const headers = { "content-type": type, "content-security-policy": POLICY, "cache-control": "no-cache" };
  let body = await readFile(path);
  if (PACKED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
    body = gzipSync(body);
    headers["content-encoding"] = "gzip";
  }
  response.writeHead(found ? 200 : 404, headers);
  response.end(request.method === "HEAD" ? undefined : body);
};

// Starts a server on a free port; returns the origin and a function that stops it.
export const listening = async (server) => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

// Serves a built folder like a careful host.
export const serve = async (folder) => {
  const server = createServer((request, response) => {
    answer(normalize(folder), request, response).catch((error) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  return listening(server);
};
