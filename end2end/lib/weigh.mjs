// What a visit costs on the network, everything counted: a relay stands between the browser and the server,
// so what the service worker asks for is weighed like what the page asks for.
import { createServer, request } from "node:http";
import { openContext } from "./browser.mjs";
import { until } from "./until.mjs";

/** A relay to a server; it keeps `{ url, status, encoding, bytes, done }` for each answer, header and body as sent. */
async function relay(server) {
  const answers = [];
  const behind = new URL(server.origin);
  const proxy = createServer((asked, answer) => {
    const kept = { url: asked.url, status: 0, encoding: null, bytes: 0, done: false };
    answers.push(kept);
    const onward = request({ host: behind.hostname, port: behind.port, method: asked.method, path: asked.url, headers: asked.headers }, (response) => {
      kept.status = response.statusCode;
      kept.encoding = response.headers["content-encoding"] ?? null;
      kept.bytes += response.rawHeaders.join("").length + 4 * (response.rawHeaders.length / 2) + 19;
      answer.writeHead(response.statusCode, response.rawHeaders);
      response.on("data", (part) => { kept.bytes += part.length; });
      response.on("end", () => { kept.done = true; });
      response.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise((ready) => proxy.listen(0, "127.0.0.1", ready));
  return { answers, origin: `http://127.0.0.1:${proxy.address().port}`, close: () => proxy.close() };
}

/** Loads a page in a browser that never saw this site, until nothing more comes; service worker included. */
export async function weigh(server, path, cookies = []) {
  const between = await relay(server);
  const context = await openContext(between, { workers: true });
  // a cookie is of a host, whatever its port
  if (cookies.length) await context.addCookies(cookies);
  const page = await context.newPage();
  const foreign = [];
  page.on("request", (r) => { if (!r.url().startsWith(between.origin) && !r.url().startsWith("data:")) foreign.push(r.url()); });
  const response = await page.goto(path, { waitUntil: "networkidle" });
  const islands = await page.locator("leptos-island").count();
  if (islands) await page.waitForSelector("html[data-islands=ready]");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  // the worker is active once it has kept its files; what still travels is waited for
  await until(`every answer of ${path}`, () => between.answers.every((a) => a.done));
  await context.close();
  between.close();
  const all = between.answers;
  const wasm = all.filter((a) => a.url.endsWith(".wasm")).reduce((sum, a) => sum + a.bytes, 0);
  return { status: response.status(), all, foreign, islands, wasm, bytes: all.reduce((sum, a) => sum + a.bytes, 0) };
}
