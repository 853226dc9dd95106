// The files that seal a ballot, served alone: no server of ours is needed to try them.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

export const sealerFolder = process.env.TIKER_SEALER;
const TYPES = { "seal.js": "text/javascript", "seal_bg.wasm": "application/wasm" };
const PAGE = "<!doctype html><html lang=fr><title>Essai</title><link rel=icon href=data:,>";

export async function serveSealer() {
  const server = createServer((request, response) => {
    const name = request.url.slice(1);
    if (name === "") return response.setHeader("content-type", "text/html").end(PAGE);
    if (!TYPES[name]) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[name]).end(readFileSync(join(sealerFolder, name)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It ends with the process.
  server.unref();
  return { origin: `http://127.0.0.1:${server.address().port}` };
}
