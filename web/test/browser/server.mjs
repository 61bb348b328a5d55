// Serves the fixture and the built assets under the content-security policy of the workbench.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { boundaries, page } from "./fixture.mjs";

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const DIST = new URL("../../dist/", import.meta.url);
const TYPES = { js: "text/javascript", css: "text/css", json: "application/json" };

export async function serve() {
  const server = createServer(async (request, response) => {
    const { type, body } = await answer(new URL(request.url, "http://localhost").pathname);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type, "content-security-policy": POLICY, "x-content-type-options": "nosniff" });
    response.end(body ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function answer(path) {
  if (path === "/" || path === "/series") return { type: "text/html; charset=utf-8", body: page };
  if (path === "/boundaries.geojson") return { type: "application/geo+json", body: JSON.stringify(boundaries) };
  if (path === "/favicon.ico") return { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
  const name = /^\/assets\/([\w-]+\.(js|css|json))$/.exec(path);
  if (name === null) return { type: "text/plain", body: undefined };
  const body = await readFile(new URL(name[1], DIST)).catch(() => undefined);
  return { type: TYPES[name[2]], body };
}
