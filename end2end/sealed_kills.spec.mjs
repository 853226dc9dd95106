// The server is killed again and again while sealed ballots arrive, at instants drawn from a seed: whatever receipt was
// given is in the urn, its chain verifies, and who got no answer sends the same ballot again.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeContext } from "./lib/browser.mjs";
import { Person } from "./lib/person.mjs";
import { test, unavailable } from "./lib/runner.mjs";
import { ceremony, named, opened, prepared } from "./lib/sealed.mjs";
import { command, demo, freshFolder } from "./lib/server.mjs";

/** Four in the checks; `KILLS=200` for the long run. */
const KILLS = Number(process.env.KILLS ?? 4);
const PHONES = 8;
/** One right casts fifty ballots at most: a phone that has cast as many goes on as somebody else. */
const EACH = 45;
const VOTERS = PHONES * Math.ceil(KILLS / 10);
const PROJECTS = ["Un verger partagé au bourg", "Des bancs à l’ombre"];
const site = process.env.TIKER_SITE;
if (!site) unavailable("TIKER_SITE does not say where the browser side is");

/** What seals, run by Node as a browser runs it. */
async function sealer(election) {
  const name = (pattern) => join(site, readdirSync(site).find((file) => pattern.test(file)));
  const glue = join(freshFolder(), "seal.mjs");
  writeFileSync(glue, readFileSync(name(/^seal-[0-9a-f]+\.js$/)));
  const seal = await import(pathToFileURL(glue));
  await seal.default({ module_or_path: readFileSync(name(/^seal_bg-[0-9a-f]+\.wasm$/)) });
  const made = new seal.Sealer(new TextEncoder().encode(election));
  return (right, choices) => {
    const ballot = made.seal(right, Uint8Array.from(choices), crypto.getRandomValues(new Uint8Array(32)));
    return { ballot, tracker: seal.tracker(ballot) };
  };
}

/** Numbers from a seed, the same every time (mulberry32). */
function drawn(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test(`killed ${KILLS} times while ballots arrive, no receipt is false`, async () => {
  const server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" });
  const mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
  const slug = await prepared(server, mairie, "sealed_server", PROJECTS);
  await named(mairie, slug);
  await mairie.fillAndSend("form:has([name=spares])", { spares: String(VOTERS + 10) });
  for (const trustee of await ceremony(server, slug)) await trustee.person.context.close();
  server.setTime("2026-10-14T16:05:00Z");
  await opened(server, slug);
  const seal = await sealer(await (await fetch(server.url(`/voter/${slug}/election.json`))).text());
  const api = (path) => server.url(`/api/v1/scelle/${slug}/${path}`);
  const voters = [];
  for (let n = 0; n < VOTERS; n += 1) {
    const person = await Person.signedIn(server, `habitant${n}@exemple.bzh`, { js: false });
    const cookie = (await person.context.cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
    const headers = { cookie, origin: server.origin, "sec-fetch-site": "same-origin" };
    const { right } = await (await fetch(api("droit"), { method: "POST", headers })).json();
    voters.push({ headers: { ...headers, "x-vote-tag": String(n).repeat(64).slice(0, 64) }, right, receipts: [], last: null });
    await closeContext(person.context);
  }
  await closeContext(mairie.context);
  // apart, so that the instants do not depend on which phone was quicker
  const [random, instants] = [drawn(2026), drawn(1532)];
  let answered = 0;
  let again = 0;
  /** Sends ballot after ballot until the server is gone. */
  async function votes(phone) {
    for (;;) {
      const voter = voters.filter((_, n) => n % PHONES === phone).find((one) => one.last || one.receipts.length < EACH);
      assert.ok(voter, "enough voters");
      voter.last ??= seal(voter.right, random() < 0.5 ? [1, 0] : [0, 1]);
      let answer;
      try {
        answer = await fetch(api("bulletin"), { method: "POST", body: voter.last.ballot, headers: voter.headers });
        if (answer.ok) voter.receipts.push(await answer.json());
      } catch { return; }
      assert.equal(answer.status, 200, `${answer.status}`);
      assert.equal(voter.receipts.at(-1).tracker, voter.last.tracker);
      answered += 1;
      voter.last = null;
    }
  }
  for (let kill = 0; kill < KILLS; kill += 1) {
    const sending = Promise.all(Array.from({ length: PHONES }, (_, phone) => votes(phone)));
    await new Promise((done) => setTimeout(done, 100 + instants() * 700));
    await server.kill();
    await sending;
    again += voters.filter((voter) => voter.last).length;
    await server.restart();
  }
  // what had no answer is sent once more: it is either new, or the same receipt comes
  for (const voter of voters.filter((one) => one.last)) {
    const answer = await fetch(api("bulletin"), { method: "POST", body: voter.last.ballot, headers: voter.headers });
    assert.equal(answer.status, 200, await answer.clone().text());
    voter.receipts.push(await answer.json());
  }
  assert.ok(answered > KILLS, `${answered} answers`);
  const folder = freshFolder();
  const file = join(folder, "urne.bel");
  writeFileSync(file, Buffer.from(await (await fetch(server.url(`/voter/${slug}/urne.bel`))).arrayBuffer()));
  const receipts = voters.flatMap((voter) => voter.receipts);
  const heads = receipts.flatMap((receipt) => ["--head", receipt.head]);
  const { code, stdout } = await command("verify", "--json", file, ...heads);
  assert.equal(code, 0, stdout.slice(0, 500));
  const report = JSON.parse(stdout);
  assert.equal(report.voters, voters.filter((voter) => voter.receipts.length).length);
  // each receipt's head is its ballot's event, so each of them is a ballot of its own in the urn
  assert.equal(new Set(receipts.map((receipt) => receipt.event)).size, receipts.length);
  assert.ok(report.ballots >= receipts.length, `${report.ballots} ballots for ${receipts.length} receipts`);
  console.log(`      ${KILLS} kills: ${answered} answers, ${again} sent again, ${report.ballots} ballots in the urn`);
}, { seconds: 180 + KILLS * 8 });
