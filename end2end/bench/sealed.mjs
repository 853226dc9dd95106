// How long a voter waits from "Sceller mon bulletin" to the receipt: a phone of a quarter of the speed (4× CPU), on slow
// 4G (150 ms, 1.6 Mbit/s down, 0.75 up: Lighthouse's). `node bench/sealed.mjs`; ORIGIN, SLUG and FOLDER say where the
// vote is, and the sessions and rights of its voters. One line of JSON.
//
// Chromium slows the page's thread and not its worker's, so what the worker takes is counted four times here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closeBrowser, openContext } from "../lib/browser.mjs";

const CPU = 4;
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
  await page.locator('[data-act="review"]').click();
  await page.locator('[data-part="seal"]:not([disabled])').waitFor();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  const one = await page.evaluate(async () => {
    const marks = {};
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.act === "seal") {
        marks.asked = performance.now();
        this.addEventListener("message", ({ data }) => { if (data.id === message.id) { marks.sealed = performance.now(); marks.ballot = data.value.ballot.length; } });
      }
      return send.call(this, message, ...rest);
    };
    const receipt = document.querySelector('[data-part="receipt"]');
    const shown = new Promise((done) => { new MutationObserver(() => { if (!receipt.hidden) done(); }).observe(receipt, { attributes: true }); });
    const began = performance.now();
    document.querySelector('[data-part="seal"]').click();
    await shown;
    const tap = performance.now() - began;
    const sent = performance.now();
    // as many bytes to an address that refuses them as quickly
    await fetch("/api/v1/scelle/rien/bulletin", { method: "POST", body: "x".repeat(marks.ballot) }).catch(() => {});
    return { tap, seal: marks.sealed - marks.asked, ballot: marks.ballot, post: performance.now() - sent };
  });
  found.push({ ...one, seal: one.seal * CPU, tap: one.tap + one.seal * (CPU - 1) });
  await context.close();
}
await closeBrowser();
const median = (name) => found.map((one) => one[name]).sort((a, b) => a - b)[found.length >> 1];
console.log(JSON.stringify(Object.fromEntries(["tap", "seal", "ballot", "post"].map((name) => [name, median(name)]))));
process.exit(0);
