// Every story in a real browser: `node run.mjs [FILTER]`. TIKER_BIN is the program under test.
// Without a filter, as many files at a time as E2E_LANES says (else two): each in a process of its own.
import { closeBrowser } from "./lib/browser.mjs";
import { allInLanes } from "./lib/lanes.mjs";
import { files, run } from "./lib/runner.mjs";
import { stopServers } from "./lib/server.mjs";

const folder = new URL("./", import.meta.url);
const start = performance.now();
const [option, file] = process.argv.slice(2);

async function here(filter, only) {
  try {
    return await run(folder, filter, only);
  } finally {
    await closeBrowser();
    await stopServers();
  }
}

const lanes = Number(process.env.E2E_LANES ?? 2);
const count = option === "--file" ? await here(undefined, file)
  : option || lanes < 2 ? await here(option)
  : await allInLanes(await files(folder), lanes);
console.log(`end to end: ${((performance.now() - start) / 1000).toFixed(1)} s`);
console.log(`${count.passed} passed, ${count.failed} failed`);
// a browser that is slow to go must not hold the result up
process.exit(count.failed || !count.passed ? 1 : 0);
