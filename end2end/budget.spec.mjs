// What a first visit costs on a phone: a real city's list of 199 projects, every byte counted as sent.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openContext } from "./lib/browser.mjs";
import { before, test, unavailable } from "./lib/runner.mjs";
import { openForProposals } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { post } from "./lib/raw.mjs";
import { binary, command, demo, freshFolder, serve } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";
import { weigh } from "./lib/weigh.mjs";

const shared = process.env.TIKER_SHARED ?? fileURLToPath(new URL("../../shared", import.meta.url));
const file = join(shared, "data/pabulib/France_Toulouse_2022.pb");
const MOST_BYTES = 100_000;
const MOST_REQUESTS = 12;
const MOST_WASM = 70_000;

let server;
let imported;

if (!existsSync(file)) unavailable(`${file} is not here (set TIKER_SHARED)`);

before(async () => {
  const folder = freshFolder();
  const { code, stdout, stderr } = await command("import", "pabulib", file, "--database", join(folder, "db"), "--json");
  assert.equal(code, 0, stderr);
  imported = JSON.parse(stdout);
  server = await serve(folder);
});

test("the import says what it made", () => {
  assert.equal(imported.projects, 199);
  assert.equal(imported.ballots, 4532);
  assert.match(imported.url, /^\/demarches\/[^/]+\/propositions$/);
  for (const rule of ["greedy_cost", "greedy_cardinality", "mes_cost", "mes_cardinality"]) assert.ok(imported.winners[rule].length > 0, rule);
});

const short = (url) => url.replace(/-[0-9a-f]{12,}/, "-…");

async function within(path, name, of = server) {
  const { status, all, foreign, islands, bytes, wasm } = await weigh(of, path);
  assert.equal(status, 200);
  console.log(`      ${name}: ${bytes} bytes in ${all.length} requests, wasm ${wasm}`);
  for (const a of all) {
    if (process.env.WEIGHTS) console.log(`          ${String(a.bytes).padStart(6)} ${a.encoding ?? "-"} ${short(a.url)}`);
    assert.doesNotMatch(a.url, /\.(woff2?|ttf|otf)$/, `a font: ${a.url}`);
    if (a.status === 200 && (/\.(js|css|wasm|svg)$/.test(a.url) || a.url === path)) assert.equal(a.encoding, "br", `${a.url} is not brotli`);
  }
  assert.deepEqual(foreign, [], "nothing from elsewhere");
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes: ${all.map((a) => `${short(a.url)} ${a.bytes}`).join(", ")}`);
  assert.ok(all.length <= MOST_REQUESTS, `${all.length} requests: ${all.map((a) => short(a.url)).join(", ")}`);
  assert.ok(wasm <= MOST_WASM, `wasm ${wasm}`);
  return { islands, wasm };
}

test("a cold first visit of the list with 199 projects", () => within(imported.url, "list"));
test("a cold first visit of a project of it", async () => {
  const html = await (await fetch(server.url(imported.url))).text();
  const path = /href="(\/propositions\/[^"/]+)"/.exec(html)?.[1];
  assert.ok(path, "the list links to its projects");
  await within(path, "proposal");
});
test("a cold first visit of the ballot paper's page", () => within(imported.url.replace(/^\/demarches\/([^/]+)\/.*/, "/voter/$1"), "ballot"));
test("a cold first visit of the home page", () => within("/", "home"));

// the file's vote is over, so its list needs no WebAssembly; one that is open, and as long, does
test("a cold first visit of a full page of a list open to proposals and supports", async () => {
  const open = await demo();
  const slug = await openForProposals(open);
  const anna = await Person.signedIn(open, "anna@exemple.bzh");
  const cards = async () => (await (await fetch(open.url(`/demarches/${slug}/propositions`))).text()).match(/<form[^>]*data-support=/g).length;
  await anna.visit(`/demarches/${slug}/proposer`);
  const category = await anna.page.locator("[name=category] option").nth(1).getAttribute("value");
  for (let i = await cards(); i < 20; i += 1) {
    const idea = { title: `Une idée de plus pour le quartier, numéro ${i}`, body: "Des bancs à l’ombre, là où l’on attend le car, et un peu d’eau fraîche l’été.", category, vu: "1" };
    const sent = await post(anna.context, `/demarches/${slug}/proposer`, Object.entries(idea));
    assert.equal(sent.status, 303, sent.html);
  }
  assert.equal(await cards(), 20);
  const { islands, wasm } = await within(`/demarches/${slug}/propositions`, "open list", open);
  assert.ok(islands > 0 && wasm > 0, "it is alive");
}, { seconds: 120 });

test("the list's every page is reached, 199 projects in all", async () => {
  const found = new Set();
  let next = imported.url;
  for (let i = 0; next && i < 20; i += 1) {
    const html = await (await fetch(server.url(next))).text();
    for (const m of html.matchAll(/href="(\/propositions\/[^"/#?]+)"/g)) found.add(m[1]);
    next = /<a\b[^>]*rel="next"[^>]*>/.exec(html)?.[0].match(/href="([^"]*)"/)?.[1].replaceAll("&amp;", "&");
  }
  assert.equal(found.size, 199);
});

/** The winners of greedy by votes and of equal shares, as an independent program gives them. */
function oracle() {
  const python = process.env.TIKER_PYTHON;
  if (!python) return null;
  const script = fileURLToPath(new URL("../civic/oracle/pabutools_winners.py", import.meta.url));
  return JSON.parse(execFileSync(python, [script, file], { encoding: "utf8", maxBuffer: 1e8 }));
}

test("Toulouse's result page shows the winners", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  const path = imported.url.replace(/propositions$/, "resultats");
  await until("the result", async () => (await page.goto(path)).status() === 200 && (await page.locator(".result--won").count()) > 0);
  const result = await (await fetch(server.url(`${path}.json`))).json();
  assert.equal(result.voters, 4532);
  assert.deepEqual([...result.winners].sort(), [...imported.winners.greedy_cost].sort());
  const funded = new Set(result.projects.filter((p) => p.funded).map((p) => p.title));
  const shown = (await page.locator(".result--won .result__title").allInnerTexts()).map((t) => t.trim());
  assert.ok(shown.length >= Math.min(20, funded.size));
  for (const title of shown) assert.ok(funded.has(title), title);
  const table = await page.locator("table").textContent();
  for (const title of funded) assert.ok(table.includes(title), title);
  const theirs = oracle();
  if (theirs) for (const rule of Object.keys(theirs)) assert.deepEqual([...imported.winners[rule]].sort(), [...theirs[rule]].sort(), rule);
  await context.close();
}, { seconds: 120 });

export { binary };
