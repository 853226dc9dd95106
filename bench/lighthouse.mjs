// Lighthouse on a few pages, as on a phone: `node lighthouse.mjs ORIGIN PATH…`; one line of JSON for each.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [, , origin, ...paths] = process.argv;
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", chromeFlags: flags });
try {
  for (const path of paths) {
    const runs = [];
    for (let i = 0; i < 3; i += 1) {
      const { lhr } = await lighthouse(origin + path, { port: chrome.port, logLevel: "error", output: "json" });
      const score = (name) => Math.round(lhr.categories[name].score * 100);
      const time = (name) => lhr.audits[name].numericValue;
      const failing = Object.values(lhr.audits).filter((a) => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== "informative").map((a) => a.id);
      runs.push({
        path,
        performance: score("performance"), accessibility: score("accessibility"), practices: score("best-practices"), seo: score("seo"),
        lcp: time("largest-contentful-paint"), tbt: time("total-blocking-time"), cls: time("cumulative-layout-shift"),
        bytes: time("total-byte-weight"), failing,
      });
    }
    runs.sort((a, b) => a.lcp - b.lcp);
    console.log(JSON.stringify(runs[1]));
  }
} finally {
  await chrome.kill();
}
