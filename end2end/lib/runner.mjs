// A small test runner: files one after the other in a process, tests in their order, a line for each with its time.
// A test fails by throwing, by lasting too long, or by what the browser reported meanwhile.
import { readdir } from "node:fs/promises";
import { hasContexts, closeContexts, keepEvidence, takeProblems } from "./browser.mjs";
import { stopServers, takeServerProblems } from "./server.mjs";
import { patience } from "./until.mjs";

let current = null;

/** A test of the file being read. */
export function test(name, body, { seconds = 60 } = {}) {
  current.tests.push({ name, body, seconds });
}

/** What the file needs, made before its first test and only when one of its tests runs. */
export function before(body) {
  current.before.push(body);
}

/** The tests of this file are steps of one story: after a failure the others are not tried. */
export function story() {
  current.story = true;
}

/** This file cannot run here: said aloud, and a failure where `CI` is set. */
export function unavailable(reason) {
  current.unavailable = reason;
}

const inCi = () => !["", "0", "false", undefined].includes(process.env.CI);

async function within(seconds, body) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${seconds} s`)), seconds * 1000 * patience);
  });
  try {
    await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

const shown = (error) => {
  const text = String(error?.stack ?? error).replaceAll(/\u001b\[[0-9;]*m/g, "");
  return text.split("\n").filter((l) => !l.includes("node:internal") && !l.includes("/node_modules/")).slice(0, 40).join("\n    ");
};

async function one(file, { name, body, seconds }) {
  const start = performance.now();
  const errors = [];
  try {
    await within(seconds, body);
  } catch (error) {
    errors.push(shown(error));
  }
  errors.push(...takeProblems(), ...takeServerProblems());
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  if (!errors.length) {
    console.log(`ok    ${file}: ${name} (${time})`);
    return true;
  }
  console.log(`FAIL  ${file}: ${name} (${time})`);
  for (const error of errors) console.log(`    ${error}`);
  if (hasContexts()) for (const line of await keepEvidence(`${file}-${name}`)) console.log(`    ${line}`);
  return false;
}

const END = ".spec.mjs";

/** The names of the files of a folder. */
export async function files(folder) {
  return (await readdir(folder)).filter((f) => f.endsWith(END)).sort().map((f) => f.slice(0, -END.length));
}

/** Runs the files of a folder whose tests match a filter, or one file by its name; gives the counts. */
export async function run(folder, filter, only) {
  const count = { passed: 0, failed: 0 };
  for (const file of only ? [only] : await files(folder)) {
    current = { tests: [], before: [], story: false, unavailable: null };
    const here = current;
    await import(new URL(`${file}${END}`, folder));
    const matches = (t) => !filter || `${file}: ${t.name}`.includes(filter);
    const chosen = here.story && here.tests.some(matches) ? here.tests : here.tests.filter(matches);
    if (here.unavailable && (!filter || file.includes(filter))) {
      console.log(`${inCi() ? "FAIL " : "SKIPPED"} ${file}: ${here.unavailable}`);
      if (inCi()) count.failed += 1;
      continue;
    }
    if (!chosen.length) continue;
    const start = performance.now();
    let broken = false;
    const prepare = async () => {
      for (const body of here.before) await body();
    };
    if (here.before.length) broken = !(await one(file, { name: "made ready", body: prepare, seconds: 60 }));
    if (broken) count.failed += 1;
    for (const t of chosen) {
      if (broken) {
        console.log(`FAIL  ${file}: ${t.name} (not tried: an earlier step failed)`);
        count.failed += 1;
        continue;
      }
      const passed = await one(file, t);
      count[passed ? "passed" : "failed"] += 1;
      broken = here.story && !passed;
    }
    await closeContexts();
    await stopServers();
    console.log(`      ${file}: ${((performance.now() - start) / 1000).toFixed(1)} s in all`);
  }
  return count;
}
