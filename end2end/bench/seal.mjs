// How long sealing takes in Chromium: the wasm fetched, the election's tables made, a ballot sealed.
// `node bench/seal.mjs`; TIKER_SEALER is the folder that `cargo xtask sealer` makes. One line of JSON.
// Beside it, in the same page, as many modular powers of the same size by the browser's own BigInt.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeBrowser, openContext, visit } from "../lib/browser.mjs";
import { serveSealer } from "../lib/sealer.mjs";

const SIZES = [5, 20, 50];
const ROUNDS = 9;
const CREDENTIAL = "UD1-inU-xiM-JbZ-31c";

function elections() {
  const folder = mkdtempSync(join(tmpdir(), "tiker-bench-"));
  const tool = (...args) => execFileSync("belenios-tool", args, { cwd: folder });
  const group = ["--group", "BELENIOS-2048"];
  tool("setup", "generate-trustee-key", ...group);
  const key = readdirSync(folder).find((name) => name.endsWith(".pubkey"));
  writeFileSync(join(folder, "public_keys.jsons"), readFileSync(join(folder, key)));
  tool("setup", "make-trustees");
  const made = SIZES.map((size) => {
    const answers = Array.from({ length: size }, (_, i) => `Réponse ${i}`);
    const questions = [{ answers, min: 0, max: 1, question: "?" }];
    writeFileSync(join(folder, "questions.json"), JSON.stringify({ description: "", name: "", questions }));
    tool("setup", "make-election", "--uuid", "TikerMeasured1", ...group, "--template", "questions.json");
    return readFileSync(join(folder, "election.json"), "utf8").trim();
  });
  rmSync(folder, { recursive: true });
  return made;
}

const page = await (await openContext(await serveSealer())).newPage();
await visit(page, "/");
const times = await page.evaluate(async ({ elections, sizes, rounds, credential }) => {
  const { default: init, Sealer } = await import("/seal.js");
  const start = performance.now();
  await init();
  const found = { start: performance.now() - start, seal: {}, whole: {} };
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  for (const [i, election] of elections.entries()) {
    const whole = [];
    const seal = [];
    for (let round = 0; round < rounds; round++) {
      const choices = new Uint8Array(sizes[i]);
      choices[round % sizes[i]] = 1;
      const begin = performance.now();
      const sealer = new Sealer(new TextEncoder().encode(election));
      const ready = performance.now();
      sealer.seal(credential, choices, crypto.getRandomValues(new Uint8Array(32)));
      whole.push(performance.now() - begin);
      seal.push(performance.now() - ready);
      sealer.free();
    }
    found.seal[sizes[i]] = median(seal);
    found.whole[sizes[i]] = median(whole);
  }
  // The browser's own arithmetic: one power with an exponent of 256 bits.
  const p = (1n << 2048n) - 1942289n;
  const exponent = (1n << 256n) - 189n;
  const power = () => {
    let [result, base] = [1n, 3n ** 1200n % p];
    for (let e = exponent; e > 0n; e >>= 1n) {
      if (e & 1n) result = (result * base) % p;
      base = (base * base) % p;
    }
    return result;
  };
  const own = Array.from({ length: rounds }, () => {
    const begin = performance.now();
    power();
    return performance.now() - begin;
  });
  found.bigint = median(own);
  return found;
}, { elections: elections(), sizes: SIZES, rounds: ROUNDS, credential: CREDENTIAL });
console.log(JSON.stringify(times));
await closeBrowser();
process.exit(0);
