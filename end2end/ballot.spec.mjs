// Ballots sealed in a real browser, in an election that belenios-tool 2.0 set up: it accepts and counts them.
// TIKER_SEALER is the folder that `cargo xtask sealer` makes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { openContext, visit } from "./lib/browser.mjs";
import { before, test, unavailable } from "./lib/runner.mjs";
import { sealerFolder, serveSealer } from "./lib/sealer.mjs";
import { command, freshFolder } from "./lib/server.mjs";

const MOST_BYTES = 60_000;
const GROUP = ["--group", "BELENIOS-2048"];
const QUESTIONS = {
  description: "Fabriquée par l’outil",
  name: "Essai",
  questions: [
    { answers: ["A", "B"], min: 0, max: 1, question: "Un seul ?" },
    { answers: ["C", "D", "E"], blank: true, min: 1, max: 2, question: "Un ou deux ?" },
  ],
};
/** Per voter: the choices of each question, the blank vote first where there is one. */
const VOTES = [[[1, 0], [0, 1, 0, 1]], [[0, 1], [0, 0, 0, 1]], [[0, 0], [1, 0, 0, 0]], [[0, 1], [0, 1, 0, 0]]];
const RESULT = { result: [[1, 2], [1, 2, 0, 2]] };

let sealer;
if (!sealerFolder) unavailable("TIKER_SEALER does not say where the sealer is");
const version = (() => { try { return execFileSync("belenios-tool", ["--version"], { encoding: "utf8" }); } catch { return ""; } })();
if (!version.startsWith("2.0 ")) unavailable("belenios-tool 2.0 is not installed");

before(async () => { sealer = await serveSealer(); });

/** A folder in which the tool works. */
function bench() {
  const folder = freshFolder();
  const tool = (args, input = "") => execFileSync("belenios-tool", args, { cwd: folder, input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
  const file = (ending) => join(folder, readdirSync(folder).find((name) => name.endsWith(ending)));
  const read = (ending) => readFileSync(file(ending), "utf8");
  const write = (name, text) => writeFileSync(join(folder, name), text);
  return { tool, file, read, write };
}

test("ballots sealed in the browser are accepted and counted by the tool", async () => {
  const { tool, file, read, write } = bench();
  const uuid = tool(["setup", "generate-token"]).trim();
  tool(["setup", "generate-credentials", "--uuid", uuid, ...GROUP, "--count", String(VOTES.length)]);
  tool(["setup", "generate-trustee-key", ...GROUP]);
  write("public_keys.jsons", read(".pubkey"));
  write("public_creds.json", read(".pubcreds"));
  tool(["setup", "make-trustees"]);
  write("questions.json", JSON.stringify(QUESTIONS));
  tool(["setup", "make-election", "--uuid", uuid, ...GROUP, "--template", "questions.json"]);
  const election = read("election.json").trim();
  tool(["archive", "init"]);
  const credentials = read(".privcreds").trim().split("\n").map((line) => line.split(" ").at(-1));

  const page = await (await openContext(sealer)).newPage();
  await visit(page, "/");
  const voters = credentials.map((credential, i) => ({ credential, choices: VOTES[i].flat() }));
  const ballots = await page.evaluate(async ({ election, voters }) => {
    const { default: init, Sealer, tracker } = await import("/seal.js");
    await init();
    const sealer = new Sealer(new TextEncoder().encode(election));
    return voters.map(({ credential, choices }) => {
      const seed = crypto.getRandomValues(new Uint8Array(32));
      const text = sealer.seal(credential, Uint8Array.from(choices), seed);
      return { text, tracker: tracker(text) };
    });
  }, { election, voters });

  for (const { text, tracker } of ballots) {
    assert.equal(tool(["sha256-b64"], text).trim(), tracker);
    tool(["archive", "add-event", "--type=Ballot"], text);
  }
  tool(["archive", "add-event", "--type=EndBallots"]);
  tool(["archive", "add-event", "--type=EncryptedTally"], tool(["election", "compute-encrypted-tally"]));
  const part = tool(["election", "decrypt", "--privkey", file(".privkey"), "--trustee-id", "1"]);
  tool(["archive", "add-event", "--type=PartialDecryption"], part);
  const result = tool(["election", "compute-result"]);
  assert.deepEqual(JSON.parse(result), RESULT);
  tool(["archive", "add-event", "--type=Result"], result);
  tool(["election", "verify"]);

  const archive = file(".bel");
  const ours = await command("verify", archive, "--json", "--tracker", ballots[0].tracker);
  assert.equal(ours.code, 0, ours.stderr);
  const report = JSON.parse(ours.stdout);
  assert.deepEqual(report.result, RESULT.result);
  assert.equal(report.complete, true);
  assert.deepEqual(report.tracker, { tracker: ballots[0].tracker, found: { event: 1, counts: true } });
  const told = await command("verify", archive, "--head", report.head);
  assert.equal(told.code, 0);
  assert.match(told.stdout, /^L’archive est juste\./);
  assert.match(told.stdout, /\n +2 {2}B\n/);
  const unknown = await command("verify", archive, "--tracker", "x".repeat(43));
  assert.equal(unknown.code, 1);
  assert.match(unknown.stdout, /n’est pas dans l’urne/);
  const bytes = readFileSync(archive);
  write("spoiled", Buffer.concat([bytes, Buffer.alloc(1024)]));
  const spoiled = await command("verify", file("spoiled"), "--json");
  assert.equal(spoiled.code, 1);
  const refusal = JSON.parse(spoiled.stdout);
  assert.deepEqual([refusal.ok, refusal.code, refusal.place], [false, "archive-end-marker", { offset: bytes.length }]);
  assert.equal((await command("verify", archive, "--head", "nonsense")).code, 2);
  assert.equal((await command("verify", join(archive, "nothing"))).code, 2);
});

test("a wrong credential and choices that are not allowed are refused with a reason", async () => {
  const { tool, read, write } = bench();
  tool(["setup", "generate-trustee-key", ...GROUP]);
  write("public_keys.jsons", read(".pubkey"));
  tool(["setup", "make-trustees"]);
  write("questions.json", JSON.stringify(QUESTIONS));
  tool(["setup", "make-election", "--uuid", "TikerBrowser12", ...GROUP, "--template", "questions.json"]);
  const page = await (await openContext(sealer)).newPage();
  await visit(page, "/");
  const reasons = await page.evaluate(async (election) => {
    const { default: init, Sealer } = await import("/seal.js");
    await init();
    const reason = (act) => { try { act(); return null; } catch (error) { return String(error); } };
    const bytes = (text) => new TextEncoder().encode(text);
    const sealer = new Sealer(bytes(election));
    const seal = (credential, choices, length = 32) => reason(() => sealer.seal(credential, Uint8Array.from(choices), new Uint8Array(length)));
    const good = "UD1-inU-xiM-JbZ-31c";
    return [
      reason(() => new Sealer(bytes(election.replace("BELENIOS-2048", "Ed25519")))),
      seal("UD1-inU-xiM-JbZ-31d", [1, 0, 0, 1, 0, 0]),
      seal(good, [1, 1, 0, 1, 0, 0]),
      seal(good, [1, 0, 1, 1, 0, 0]),
      seal(good, [1, 0, 0, 1, 0]),
      seal(good, [1, 0, 0, 1, 0, 0, 0]),
      seal(good, [2, 0, 0, 1, 0, 0]),
      seal(good, [1, 0, 0, 1, 0, 0], 31),
      seal(good, [1, 0, 0, 1, 0, 0]),
    ];
  }, read("election.json").trim());
  assert.deepEqual(reasons, [
    "group-unsupported",
    "credential-form",
    "choices-not-allowed",
    "choices-not-allowed",
    "ballot-choices",
    "ballot-answers",
    "choices-not-allowed",
    "ballot-answers",
    null,
  ]);
});

test("what seals a ballot is small", () => {
  const wasm = readFileSync(join(sealerFolder, "seal_bg.wasm"));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length };
  const size = brotliCompressSync(wasm, { params }).length;
  assert.ok(size <= MOST_BYTES, `${size} bytes`);
});
