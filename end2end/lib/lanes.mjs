// Files of tests side by side, each in a process of its own: a browser mostly waits for its server, and the other
// way round. What one prints is shown when it is over, so that no two are mixed.
// Never here: what a test shares with another.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../run.mjs", import.meta.url));

/** Runs one file: `{ lines, passed, failed }`. */
function alone(file, lanes) {
  return new Promise((done) => {
    // everything takes longer beside others; a deadline is there for what never comes
    const env = { ...process.env, E2E_PATIENCE: String(Number(process.env.E2E_PATIENCE ?? 1) * lanes) };
    const child = spawn(process.execPath, [program, "--file", file], { env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => { text += data; });
    child.once("error", (error) => done({ lines: [`FAIL  ${file}: ${error.message}`], passed: 0, failed: 1 }));
    child.once("close", (code) => {
      const lines = text.trimEnd().split("\n");
      const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(lines.pop()) ?? [];
      const count = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
      // one that broke before its first test has failed too
      if (!count.failed && (code || !count.passed)) {
        lines.push(`FAIL  ${file}: it ended with ${code} and no count`);
        count.failed = 1;
      }
      done({ lines: lines.filter((line) => !line.startsWith("end to end: ")), ...count });
    });
  });
}

/** Runs all files, so many at a time, in their order; gives the counts. */
export async function allInLanes(files, lanes) {
  const waiting = [...files];
  const count = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const { lines, passed, failed } = await alone(file, lanes);
      console.log(lines.join("\n"));
      count.passed += passed;
      count.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return count;
}
