// How long a voter waits from "Sceller mon bulletin" to the receipt: a phone of a quarter of the speed (4× CPU), on slow
// 4G (150 ms, 1.6 Mbit/s down, 0.75 up: Lighthouse's). `node bench/sealed.mjs`; ORIGIN, SLUG and FOLDER say where the
// vote is, and the sessions and rights of its voters. One line of JSON.
//
// The ballot is sealed while the voter reads the review. Chromium slows the page's thread and not its worker's, so what the
// worker takes is counted four times here, and what of that is not over when she has read is added to her wait: after
// READS, three seconds for a handful of lines; and `once`, for who taps as soon as the review is there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closeBrowser, openContext } from "../lib/browser.mjs";

const CPU = 4;
const READS = 3000;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1638.4 * 128, uploadThroughput: 750 * 128 };
const { ORIGIN, SLUG, FOLDER } = process.env;
const lines = (name) => readFileSync(join(FOLDER, name), "utf8").trim().split("\n");
const [sessions, rights] = [lines("sealed-sessions"), lines("sealed-rights")];
const found = [];

for (const [i, session] of sessions.slice(0, 3).entries()) {
  const context = await openContext({ origin: ORIGIN });
  await context.addCookies([{ name: "session", value: session, url: ORIGIN }]);
  const page = await context.newPage();
  await page.goto(`/voter/${SLUG}#droit=${rights[i]}`);
  await page.locator("#scelle[data-armed]").waitFor({ timeout: 60_000 });
  await page.locator(".ballot__input").first().check();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  const one = await page.evaluate(async (reads) => {
    const marks = {};
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.act === "seal") {
        marks.asked = performance.now();
        this.addEventListener("message", ({ data }) => { if (data.id === message.id) { marks.sealed = performance.now(); } });
      }
      return send.call(this, message, ...rest);
    };
    const receipt = document.querySelector('[data-part="receipt"]');
    const shown = new Promise((done) => { new MutationObserver(() => { if (!receipt.hidden) done(); }).observe(receipt, { attributes: true }); });
    const ask = window.fetch;
    window.fetch = (address, options = {}) => {
      if (String(address).endsWith("/bulletin")) marks.ballot ??= options.body.byteLength;
      return ask(address, options);
    };
    document.querySelector('[data-act="review"]').click();
    await new Promise((done) => setTimeout(done, reads));
    if (document.querySelector('[data-part="seal"]').disabled || !marks.sealed) throw new Error("not sealed while one reads");
    const began = performance.now();
    document.querySelector('[data-part="seal"]').click();
    await shown;
    const tap = performance.now() - began;
    const sent = performance.now();
    // as many bytes to an address that refuses them as quickly
    await ask("/api/v1/scelle/rien/bulletin", { method: "POST", body: new Uint8Array(marks.ballot) }).catch(() => {});
    return { tap, seal: marks.sealed - marks.asked, ballot: marks.ballot, post: performance.now() - sent };
  }, READS);
  const seal = one.seal * CPU;
  found.push({ ...one, seal, tap: one.tap + Math.max(0, seal - READS), once: one.tap + seal });
  await context.close();
}
await closeBrowser();
const median = (name) => found.map((one) => one[name]).sort((a, b) => a - b)[found.length >> 1];
console.log(JSON.stringify(Object.fromEntries(["tap", "once", "seal", "ballot", "post"].map((name) => [name, median(name)]))));
process.exit(0);
