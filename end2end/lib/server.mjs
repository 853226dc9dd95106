// The program under test, each time on a port and in a folder of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { told } from "./logs.mjs";
import { until } from "./until.mjs";

export const binary = process.env.TIKER_BIN
  ?? fileURLToPath(new URL("../../target/dist/tiker", import.meta.url));

const running = new Set();

export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A fresh folder, removed at the end. */
export function freshFolder() {
  return mkdtempSync(join(tmpdir(), "tiker-e2e-"));
}

/** Runs a command of the program to its end: `{ code, stdout, stderr }`. */
export function command(...args) {
  return new Promise((done, fail) => {
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (d) => { stdout += d; });
    child.stderr.on("data", (d) => { stderr += d; });
    child.once("error", fail);
    child.once("close", (code) => done({ code, stdout, stderr }));
  });
}

export class Server {
  constructor(folder, port) {
    this.folder = folder;
    this.origin = `http://127.0.0.1:${port}`;
    this.database = join(folder, "db");
    this.clock = join(folder, "clock");
    this.stderr = "";
    this.seen = 0;
  }

  url(path) {
    return new URL(path, this.origin).href;
  }

  /** Moves the clock to an instant; it runs on from there. Only for a demonstration. */
  setTime(instant) {
    const offset = Math.round((new Date(instant).getTime() - Date.now()) / 1000);
    // in one step: the server may read at any moment
    writeFileSync(`${this.clock}.new`, `${offset < 0 ? "" : "+"}${offset}`);
    renameSync(`${this.clock}.new`, this.clock);
  }

  async start(args) {
    this.args = args;
    this.gone = false;
    // more than a commune logs: what is not said at this level is not said at all
    const env = { ...process.env, RUST_LOG: "info,tiker=debug,app=debug,services=debug,store=debug" };
    const options = { stdio: ["ignore", "ignore", "pipe"], env };
    this.child = spawn(binary, args, options);
    running.add(this);
    this.child.stderr.on("data", (d) => { this.stderr += d; });
    this.child.once("exit", () => { this.gone = true; });
    this.child.once("error", (error) => { this.gone = true; this.stderr += error.message; });
    await until(`the server at ${this.origin}`, async () => {
      if (this.gone) return true;
      return (await fetch(this.url("/"))).ok;
    }, { deadline: 30_000 });
    if (this.gone) throw new Error(`the server ended: ${this.stderr}`);
  }

  /** Ends it without warning, as a power cut would. */
  async kill() {
    running.delete(this);
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGKILL");
    await ended;
  }

  /** Starts it again on what it left. */
  restart() {
    return this.start(this.args);
  }

  async stop() {
    running.delete(this);
    if (this.child && !this.gone) {
      const ended = new Promise((done) => this.child.once("exit", done));
      this.child.kill("SIGTERM");
      const late = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(late);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A demonstration commune, at an instant; `empty` for one without processes. */
export async function demo({ empty = false, at = "2026-10-05T08:00:00Z", options = [] } = {}) {
  const server = new Server(freshFolder(), await freePort());
  server.setTime(at);
  const args = ["demo", "--listen", server.origin.slice("http://".length), "--database", server.database, "--clock", server.clock, ...options];
  await server.start(empty ? [...args, "--empty"] : args);
  return server;
}

/** A commune as `serve` opens it, in a folder where a database may be already. */
export async function serve(folder) {
  const server = new Server(folder, await freePort());
  await server.start(["serve", "--listen", server.origin.slice("http://".length), "--database", server.database]);
  return server;
}

/** What servers complained about since the last time: an error or a panic of theirs fails a test. */
export function takeServerProblems() {
  const problems = [];
  for (const server of running) {
    const fresh = server.stderr.slice(server.seen);
    server.seen = server.stderr.length;
    problems.push(...told(fresh));
    for (const line of fresh.split("\n")) {
      if (/\bERROR\b|panicked/.test(line)) problems.push(`the server said: ${line}`);
    }
    if (server.gone) problems.push(`the server ended: ${server.stderr.slice(-2000)}`);
  }
  return problems;
}

export async function stopServers() {
  for (const server of [...running]) await server.stop();
}
