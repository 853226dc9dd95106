// Trying to get in as somebody else without any of her secrets: guessing codes, one after the other or many at once, asking who
// has an account, planting a session. Each beside the person herself, who gets in.
import assert from "node:assert/strict";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { Visitor } from "./lib/visitor.mjs";

const MAIRIE = "mairie@demo.example";

let server;
let mairie;

before(async () => {
  server = await demo({ empty: true });
  [mairie] = await Promise.all([MAIRIE, "anna@exemple.bzh"].map((email) => Visitor.signedIn(server, email)));
});

const wrongOf = (code, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

test("brute force: five guesses for a code, counted aloud, and fifteen from one network; its owner is not locked out", async () => {
  const small = await demo({ empty: true });
  const email = "devine@exemple.bzh";
  const guesser = new Visitor(small);
  const fresh = async () => { await guesser.post("/connexion", { email }); return guesser.code(email); };
  const guess = (code) => guesser.post("/connexion/code", { code, retour: "/moi" });
  let code = await fresh();
  // what is no code costs nothing
  assert.equal((await guess("12")).status, 422);
  for (const left of [4, 3, 2, 1]) {
    const { status, text } = await guess(wrongOf(code));
    assert.equal(status, 422);
    assert.match(text, new RegExp(`Essais restants.: ${left}\\b`));
  }
  for (const typed of [wrongOf(code), code]) {
    const { status, text } = await guess(typed);
    assert.equal(status, 422);
    assert.match(text, /Ce code ne fonctionne plus/);
  }
  // all at once they are no more
  code = await fresh();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => guess(wrongOf(code, i + 1))));
  assert.equal(answers.filter(({ text }) => text.includes("Essais restants")).length, 4);
  assert.ok(answers.every(({ status }) => status === 422));
  assert.equal((await guess(code)).status, 422);
  // a third code is the last that can be guessed at from here for now, and that is said
  code = await fresh();
  for (let i = 1; i <= 5; i += 1) await guess(wrongOf(code, i));
  code = await fresh();
  const tooMany = await guess(code);
  assert.equal(tooMany.status, 429);
  assert.equal(tooMany.headers["retry-after"], "900");
  assert.match(tooMany.text, /attendez 15 minutes/);
  assert.equal(guesser.cookies.has("session"), false);
  await Visitor.signedIn(small, email, { from: "127.0.0.7" });
  small.setTime("2026-10-05T08:16:00Z");
  assert.equal((await guess(await fresh())).location, "/moi");
});

test("credential stuffing: one address from many networks, many addresses from one; other people still get in", async () => {
  const small = await demo({ empty: true });
  const asks = (email, from) => new Visitor(small, { from }).post("/connexion", { email });
  for (let i = 0; i < 20; i += 1) {
    const { status } = await asks("visee@exemple.bzh", `127.0.1.${1 + Math.floor(i / 5)}`);
    assert.equal(status, 303);
  }
  assert.equal((await asks("visee@exemple.bzh", "127.0.1.9")).status, 429, "however many networks");
  assert.equal((await asks("voisine@exemple.bzh", "127.0.1.9")).status, 303);
  // a school or an operator may share one network: the limit is wide
  let n = 0;
  const statuses = [];
  const some = async () => {
    while (n < 1_000) {
      n += 1;
      statuses.push((await asks(`liste${n}@exemple.bzh`, "127.0.2.1")).status);
    }
  };
  await Promise.all(Array.from({ length: 20 }, some));
  assert.deepEqual([...new Set(statuses)], [303]);
  const last = await asks("liste.apres@exemple.bzh", "127.0.2.1");
  assert.equal(last.status, 429);
  assert.equal(last.headers["retry-after"], "3600");
  assert.match(last.text, /attendez 60 minutes/);
  assert.equal((await asks("liste.apres@exemple.bzh", "127.0.2.2")).status, 303);
  small.setTime("2026-10-05T09:01:00Z");
  assert.equal((await asks("liste.apres@exemple.bzh", "127.0.2.1")).status, 303);
}, { seconds: 120 });

test("enumeration: no answer tells who has an account, or who works at the town hall", async () => {
  const shape = ({ status, headers: { date, "set-cookie": set, ...rest }, html }, email) => {
    const cookies = set?.map((line) => line.replace(/=[\w-]+/, "=…"));
    const same = { ...rest, "content-length": undefined };
    return JSON.stringify({ status, same, cookies, html: html.replaceAll(email, "…").replaceAll(/value="\d{6}"/g, "") });
  };
  const seen = [];
  for (const email of [MAIRIE, "anna@exemple.bzh", "jamais.vue@exemple.bzh"]) {
    const visitor = new Visitor(server, { from: "127.0.3.1" });
    const answers = [await visitor.post("/connexion", { email })];
    const code = await visitor.code(email);
    const mails = (await visitor.get(`/courriels?a=${email}`)).html;
    answers.push(await visitor.get("/connexion/code"), await visitor.post("/connexion/code", { code: wrongOf(code) }));
    for (let i = 0; i < 5; i += 1) answers.push(await visitor.post("/connexion", { email }));
    assert.equal(answers.at(-1).status, 429);
    const [, mail] = /<pre>([\s\S]*?)<\/pre>/.exec(mails);
    seen.push([...answers.map((answer) => shape(answer, email)), mail.replaceAll(code, "…").replaceAll(email, "…")]);
  }
  for (const other of seen.slice(1)) assert.deepEqual(other, seen[0]);
  // and a device is asked for any passkey of this site, not for somebody's
  const host = server.origin.replace("http://127.0.0.1", "localhost");
  const { html } = await new Visitor(server).ask("POST", "/api/v1/cles/entree", { json: { email: MAIRIE }, headers: { host } });
  assert.deepEqual(JSON.parse(html).options.publicKey.allowCredentials ?? [], []);
});

test("session fixation: a session planted before the sign-in opens nothing after it, and another role takes another secret", async () => {
  const base = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = base({ sid: Buffer.alloc(16, 7).toString("base64url"), exp: 4_000_000_000 });
  const thief = await Visitor.signedIn(server, "voleuse@exemple.bzh");
  const [unsigned, ill] = ["none", "HS256"].map((alg) => `${base({ alg, typ: "JWT" })}.${claims}.`);
  const planted = ["invente", unsigned, `${ill}${"A".repeat(43)}`, thief.cookies.get("session")];
  for (const [i, value] of planted.entries()) {
    const browser = "A".repeat(22);
    const victim = new Visitor(server);
    victim.cookies.set("session", value).set("navigateur", browser);
    const email = `victime${i}@exemple.bzh`;
    const { headers } = await victim.signIn(email);
    assert.notEqual(victim.cookies.get("session"), value);
    assert.ok(headers["set-cookie"].some((line) => /^session=.*HttpOnly; SameSite=Lax/.test(line)));
    assert.equal((await victim.data()).account.email, email);
    const attacker = new Visitor(server);
    attacker.cookies.set("session", value).set("navigateur", browser);
    assert.equal(await attacker.data(), undefined);
  }
  // her own role: another secret, at once; somebody else's: every session of hers is over
  const give = async (acte, email) => mairie.post("/mairie/personnes", { acte, compte: await mairie.accountOf(email), role: "agent" });
  const copy = new Visitor(server);
  copy.cookies.set("session", mairie.cookies.get("session"));
  assert.equal((await copy.get("/mairie")).status, 200);
  assert.equal((await give("donner", MAIRIE)).status, 303);
  assert.deepEqual([(await copy.get("/mairie")).status, (await mairie.get("/mairie")).status], [401, 200]);
  const email = "promue@exemple.bzh";
  const promoted = await Visitor.signedIn(server, email);
  for (const [acte, then] of [["donner", 200], ["retirer", 403]]) {
    assert.equal((await give(acte, email)).status, 303);
    assert.equal(await promoted.data(), undefined);
    await promoted.signIn(email);
    assert.equal((await promoted.get("/mairie")).status, then);
  }
});
