// Every story in a real browser: `node run.mjs [FILTER]`. TIKER_BIN is the program under test.
import { closeBrowser } from "./lib/browser.mjs";
import { run } from "./lib/runner.mjs";
import { stopServers } from "./lib/server.mjs";

const start = performance.now();
let count;
try {
  count = await run(new URL("./", import.meta.url), process.argv[2]);
} finally {
  await closeBrowser();
  await stopServers();
}
console.log(`end to end: ${((performance.now() - start) / 1000).toFixed(1)} s`);
console.log(`${count.passed} passed, ${count.failed} failed`);
// a browser that is slow to go must not hold the result up
process.exit(count.failed || !count.passed ? 1 : 0);
