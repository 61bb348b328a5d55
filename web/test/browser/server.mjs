// Serves the fixture and the built assets under the content-security policy of the workbench.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { boundaries, page, pageWith } from "./fixture.mjs";
import { layers, LAYER_FILES } from "./layers.mjs";

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const DIST = new URL("../../dist/", import.meta.url);
const TYPES = { js: "text/javascript", css: "text/css", json: "application/json" };

export async function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path.startsWith("/layers/")) return sendLayer(path.slice("/layers/".length), request, response);
    const { type, body } = await answer(path);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type, "content-security-policy": POLICY, "x-content-type-options": "nosniff" });
    response.end(body ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Layers are sent as the workbench sends them: whole, or the part that is asked for. */
function sendLayer(name, request, response) {
  const file = LAYER_FILES[name];
  if (file === undefined) return response.writeHead(404).end();
  if (typeof file === "number") return response.writeHead(200, { "content-length": file }).write(" ");
  const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  if (asked === null) return response.writeHead(200, { "content-length": file.length }).end(file);
  const [from, to] = [Number(asked[1]), Math.min(Number(asked[2]), file.length - 1)];
  response.writeHead(206, { "content-range": `bytes ${from}-${to}/${file.length}`, "content-length": to - from + 1 });
  response.end(file.subarray(from, to + 1));
}

async function answer(path) {
  const set = layers[path.slice(1)];
  if (set !== undefined) return { type: "text/html; charset=utf-8", body: pageWith(set) };
  if (path === "/" || path === "/series") return { type: "text/html; charset=utf-8", body: page };
  if (path === "/boundaries.geojson") return { type: "application/geo+json", body: JSON.stringify(boundaries) };
  if (path === "/favicon.ico") return { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
  const name = /^\/assets\/([\w-]+\.(js|css|json))$/.exec(path);
  if (name === null) return { type: "text/plain", body: undefined };
  const body = await readFile(new URL(name[1], DIST)).catch(() => undefined);
  return { type: TYPES[name[2]], body };
}
