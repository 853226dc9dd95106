// A whole sealed election in the browser: three trustees of whom two are enough, a registrar, thirty voters on phones.
// `belenios-tool` 2.0 and `tiker verify` judge what comes out of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { visit, watchOf } from "./lib/browser.mjs";
import { Person, signInHere } from "./lib/person.mjs";
import { before, story, test, unavailable } from "./lib/runner.mjs";
import { look } from "./lib/screens.mjs";
import { Trustee, ceremony, chosen, named, opened, prepared, receipt, reviewed, saved, sealedAndSent } from "./lib/sealed.mjs";
import { command, demo, freshFolder } from "./lib/server.mjs";
import { hasTool } from "./lib/tool.mjs";
import { until } from "./lib/until.mjs";

story();
if (!hasTool) unavailable("belenios-tool 2.0 is not installed");

const PROJECTS = ["Un verger partagé au bourg", "Des bancs à l’ombre", "Un abri pour les vélos", "Un four à pain", "Des nichoirs au ruisseau"];
const VOTERS = 30;
/** Which projects each one chooses: fixed, so that the count is known. */
const CHOICES = Array.from({ length: VOTERS }, (_, i) => [...new Set([i % 5, (i * i + 1) % 5])]);
const titles = (places) => places.map((p) => PROJECTS[p]);
const address = (n) => `habitant${n}@exemple.bzh`;

let server;
let mairie;
let slug;
let trustees;
let letters;
let listWords;
let earlyHead;
let earlyArchive;
const people = [];
const receipts = [];
const archive = async () => Buffer.from(await (await fetch(server.url(`/voter/${slug}/urne.bel`))).arrayBuffer());
const head = async () => /<section[^>]*id="maillon"[\s\S]*?<code>([0-9a-f]{64})</.exec(await (await fetch(server.url(`/voter/${slug}/urne`))).text())[1];

/** How many people have voted, as the urn's page says. */
const turnout = async () => Number(/Personnes qui ont voté<\/dt><dd[^>]*>(\d+)</.exec(await (await fetch(server.url(`/voter/${slug}/urne`))).text())[1]);

async function together(list, act, width = 3) {
  const queue = [...list];
  await Promise.all(Array.from({ length: width }, async () => { for (let one = queue.shift(); one !== undefined; one = queue.shift()) await act(one); }));
}

before(async () => { server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" }); });

test("a vote is set to be sealed, and what it cannot count is refused", async () => {
  mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
  const { page } = mairie;
  await visit(page, "/mairie/demarches/nouvelle?modele=participatory_budget");
  await page.locator("[name=urn][value=sealed_letter]").check();
  await mairie.fillAndSend("form:has([name=title])", { title: "Parts égales et scellées", rule: "equal_shares" }, 422);
  assert.match(await mairie.text(), /Une urne scellée ne va pas avec cette façon de compter/);
  slug = await prepared(server, mairie, "sealed_letter", PROJECTS);
}, { seconds: 90 });

test("three trustees make the key, and rehearse its opening from file and paper", async () => {
  await named(mairie, slug);
  trustees = await ceremony(server, slug);
  await mairie.visit(`/mairie/demarches/${slug}/urne`);
  assert.match(await mairie.text(), /des codes de vote/);
  assert.deepEqual(await look(mairie.page, "mairie-urne"), []);
}, { seconds: 120 });

test("a registrar makes the rights and their letters; a double is refused", async () => {
  await mairie.fillAndSend("form:has([name=registrar])", { registrar: "registre@exemple.bzh" });
  const registrar = await Person.signedIn(server, "registre@exemple.bzh", { device: "tablet" });
  const { page } = registrar;
  await registrar.visit(`/registre/${slug}`);
  const line = (n) => `Habitante ${n}; ${n} rue du Port; 56400 Auray`;
  const list = Array.from({ length: VOTERS + 2 }, (_, n) => line(n));
  await page.locator("#liste").fill([...list, line(3).toUpperCase()].join("\n"));
  await page.locator('[data-act="make"]').click();
  await page.locator('[data-part="wrong"]:not([hidden])').waitFor();
  assert.match(await page.locator('[data-part="wrong"]').innerText(), /Ligne 33/);
  await page.locator("#liste").fill(list.join("\n"));
  await page.locator('[data-act="make"]').click();
  await page.locator('[data-part="made"]:not([hidden])').waitFor({ timeout: 30_000 });
  const file = await saved(page, () => page.locator('[data-part="made"] [data-act="save"]').click());
  letters = file.buffer.toString().replace(/^\ufeff/, "").trim().split("\r\n").map((row) => /"([^"]+)"$/.exec(row)[1]);
  assert.equal(letters.length, VOTERS + 2);
  listWords = await page.locator('[data-part="list-words"]').innerText();
  assert.equal(listWords.split(" ").length, 8);
  await page.locator("#lettres-gardees").check();
  assert.deepEqual(await look(page, "registre"), []);
  // a page on which one prints must not be left by accident; sent, it may
  await Promise.all([page.waitForNavigation(), page.locator('[data-act="send"]').click()]);
  assert.match(await registrar.text(), /32/);
  assert.equal(await page.locator('[data-part="kept-words"]').innerText(), listWords);
  await registrar.context.close();
  await mairie.visit(`/mairie/demarches/${slug}/urne`);
  assert.match(await mairie.text(), /Tout est prêt\. L’urne s’ouvrira toute seule/);
}, { seconds: 90 });

test("the urn opens by itself at the vote's date", async () => {
  server.setTime("2026-10-14T16:05:00Z");
  await opened(server, slug);
  const urn = await (await fetch(server.url(`/voter/${slug}/urne`))).text();
  assert.ok(urn.includes(listWords), "the list is the one that the registrar made");
  await Promise.all(trustees.map((t) => t.person.context.close()));
}, { seconds: 40 });

test("thirty people vote on their phones, with the right of their letter", async () => {
  await together(Array.from({ length: VOTERS }, (_, n) => n), async (n) => {
    // every third follows the letter's code before signing in; what stands behind # reaches no server
    const person = await Person.with(server, address(n));
    people[n] = person;
    watchOf(person.page).expect("401", server.url(`/voter/${slug}`));
    await visit(person.page, n % 3 ? `/voter/${slug}` : `/voter/${slug}#droit=${letters[n]}`, 401);
    assert.ok(!person.page.url().includes("#"), "the right has left the address");
    await signInHere(person.page, address(n));
    const looked = async (name) => { if (n === 1) assert.deepEqual(await look(person.page, name), []); };
    if (n === 1) await person.page.locator("#scelle[data-ready]").waitFor();
    await looked("bulletin-scelle");
    await chosen(person.page, titles(CHOICES[n]));
    await looked("relecture-scelle");
    if (n % 3) {
      await person.page.locator("#droit").fill(letters[n].toLowerCase().replaceAll("-", " "));
      await sealedAndSent(person.page);
    } else {
      await person.page.locator('[data-part="seal"]:not([disabled])').click();
    }
    receipts[n] = await receipt(person.page);
    await looked("recu-scelle");
    await person.page.close();
    // others vote meanwhile: a head and the archive that ends with it
    if (n === 9) do { earlyHead = await head(); earlyArchive = await archive(); } while ((await head()) !== earlyHead);
  });
  assert.equal(new Set(receipts.map((r) => r.tracker)).size, VOTERS);
  assert.equal(await turnout(), VOTERS);
}, { seconds: 240 });

async function at(n, act) {
  people[n].page = await people[n].context.newPage();
  const done = await act(people[n].page);
  await people[n].page.close();
  return done;
}

test("one finds her ballot in the urn: by her phone, by its words, by its number", async () => {
  server.setTime("2026-10-14T17:20:00Z");
  await at(7, async (page) => {
    await visit(page, `/voter/${slug}`);
    assert.deepEqual(await receipt(page), receipts[7]);
    // never the whole archive
    let fetched = 0;
    const weighed = async (answer) => { if (answer.url().includes("/api/")) fetched += (await answer.body()).length; else if (answer.url().includes("urne")) fetched += 1e9; };
    page.on("response", weighed);
    await until("a signed head", async () => {
      await page.locator('[data-act="check"]').click();
      await page.locator('[data-part="checked"] .notice').waitFor();
      return /signé et publié/.test(await page.locator('[data-part="checked"]').innerText());
    });
    assert.match(await page.locator('[data-part="checked"]').innerText(), /Votre bulletin est dans l’urne/);
    assert.ok(fetched > 0 && fetched <= 50_000, `${fetched} bytes to check one ballot`);
    page.off("response", weighed);
    for (const typed of [receipts[7].words.toUpperCase(), receipts[7].tracker]) {
      await visit(page, `/voter/${slug}/urne?bulletin=${encodeURIComponent(typed)}`);
      assert.match(await page.locator("main").innerText(), /Ce bulletin est dans l’urne/);
    }
    assert.deepEqual(await look(page, "urne"), []);
  });
}, { seconds: 60 });

test("one votes again, and her last ballot counts", async () => {
  CHOICES[4] = [2];
  await at(4, async (page) => {
    await visit(page, `/voter/${slug}`);
    await page.locator('[data-act="revote"]').click();
    for (const box of await page.locator(".ballot__input:checked").all()) await box.uncheck();
    await page.locator(".ballot__row", { hasText: PROJECTS[2] }).locator(".ballot__input").check();
    await page.locator('[data-act="review"]').click();
    const again = await sealedAndSent(page);
    assert.notEqual(again.tracker, receipts[4].tracker);
    assert.match(await page.locator('[data-part="replaced"]').innerText(), /seul le dernier compte/);
    assert.equal(await turnout(), VOTERS);
  });
}, { seconds: 60 });

test("a ballot is sealed without network, waits in sight, and is sent later", async () => {
  const other = await Person.signedIn(server, address(40));
  const { page } = other;
  await visit(page, `/voter/${slug}`);
  await page.locator("#scelle[data-armed]").waitFor({ timeout: 30_000 });
  await page.locator(".ballot__row", { hasText: PROJECTS[1] }).locator(".ballot__input").check();
  watchOf(page).offline = true;
  await other.context.setOffline(true);
  await page.locator('[data-act="review"]').click();
  await page.locator("#droit").fill(letters[VOTERS]);
  await page.locator('[data-part="seal"]').click();
  await page.locator('[data-part="waiting"]:not([hidden])').waitFor({ timeout: 30_000 });
  assert.match(await other.text(), /Pas de réseau/);
  assert.equal(await turnout(), VOTERS);
  await other.context.setOffline(false);
  watchOf(page).offline = false;
  // said on other pages too
  await visit(page, "/voter");
  assert.match(await page.locator(".toast:visible").innerText(), /Votre bulletin est scellé, et attend/);
  await visit(page, `/voter/${slug}`);
  await page.locator('[data-act="send"]').click();
  receipts[VOTERS] = await receipt(page);
  CHOICES[VOTERS] = [1];
  assert.equal(await turnout(), VOTERS + 1);
  people[VOTERS] = other;
  await page.close();
}, { seconds: 60 });

test("a lost phone: the letter votes again from a new one, and makes no second vote", async () => {
  const phone = await Person.signedIn(server, address(11));
  const { page } = phone;
  await visit(page, `/voter/${slug}`);
  await page.locator('[data-part="elsewhere"]:not([hidden])').waitFor();
  // another letter is refused: one person, one right
  await page.locator("#droit-ailleurs").fill(letters[VOTERS + 1]);
  await page.locator('[data-act="elsewhere"]').click();
  await page.locator(".ballot__row", { hasText: PROJECTS[3] }).locator(".ballot__input").check();
  await page.locator('[data-act="review"]').click();
  watchOf(page).expect("409", server.url(`/api/v1/scelle/${slug}/bulletin`));
  watchOf(page).expect("404", server.url(`/api/v1/scelle/${slug}/place`));
  await page.locator('[data-part="seal"]:not([disabled])').click();
  await page.locator('[data-part="waiting"]:not([hidden])').waitFor({ timeout: 30_000 });
  assert.match(await phone.text(), /Ce bulletin n’est pas compté/);
  // a wrong right bars nobody: it is given up, and the right one is typed
  await page.locator('[data-act="drop"]').click();
  await page.locator('[data-part="elsewhere"]:not([hidden])').waitFor();
  await page.locator("#droit-ailleurs").fill(`${letters[11].slice(0, -1)}${letters[11].endsWith("Z") ? "Y" : "Z"}`);
  await page.locator('[data-act="elsewhere"]').click();
  await page.locator('[data-part="droit-ailleurs-error"]:not([hidden])').waitFor();
  await page.locator("#droit-ailleurs").fill(letters[11]);
  await page.locator('[data-act="elsewhere"]').click();
  for (const box of await page.locator(".ballot__input:checked").all()) await box.uncheck();
  await page.locator(".ballot__row", { hasText: PROJECTS[3] }).locator(".ballot__input").check();
  await page.locator('[data-act="review"]').click();
  await sealedAndSent(page);
  CHOICES[11] = [3];
  assert.equal(await turnout(), VOTERS + 1);
  await phone.context.close();
}, { seconds: 90 });

let result;

test("the vote closes; two of three trustees check the archive and open the sum", async () => {
  server.setTime("2026-10-21T16:05:00Z");
  await until("the close", async () => /L’urne est close/.test(await (await fetch(server.url(`/voter/${slug}/urne?depuis=30`))).text()), { deadline: 20_000 });
  // who comes after the close still has the receipt, and finds the ballot in the whole archive
  await at(3, async (page) => {
    await visit(page, `/voter/${slug}`);
    assert.deepEqual(await receipt(page), receipts[3]);
    await page.locator('[data-act="check"]').click();
    await page.locator('[data-part="checked"] .notice--ok').waitFor();
  });
  const stranger = await Person.signedIn(server, "ailleurs@exemple.bzh");
  await stranger.visit(`/voter/${slug}`);
  assert.match(await stranger.text(), /Ce vote est clos/);
  await stranger.context.close();
  const [first, , third] = trustees;
  const before = await head();
  const sums = [];
  for (const [i, trustee] of [first, third].entries()) {
    const back = await Trustee.of(server, slug, trustee.person.email);
    back.file = trustee.file;
    if (i === 0) {
      // a head that never was stops everything
      await back.check("0".repeat(64));
      await back.page.locator('[data-part="wrong"]:not([hidden])').waitFor({ timeout: 60_000 });
      assert.match(await back.page.locator('[data-part="wrong"]').innerText(), /n’est pas dans l’archive/);
      // and so does the wrong file
      await back.page.locator("#maillon").fill("");
      await back.page.locator("#cle-fichier").setInputFiles(trustees[1].file);
      await back.click("check");
      await back.page.locator('[data-part="wrong"]:not([hidden])', { hasText: "Ce n’est pas votre part" }).waitFor({ timeout: 60_000 });
      assert.equal(await head(), before, "nothing was published");
    }
    assert.match(await (await fetch(server.url(`/courriels?a=${encodeURIComponent(back.person.email)}`))).text(), /votre part est attendue/);
    await back.check(earlyHead);
    await back.shown("compare");
    if (i === 0) assert.deepEqual(await look(back.page, "depositaire"), []);
    sums.push(await back.open());
    await back.shown(i === 0 ? "ouverte" : "resultat");
    await back.person.context.close();
  }
  assert.equal(sums[0], sums[1], "both opened the same sum");
}, { seconds: 120 });

test("the result is the count of what was chosen", async () => {
  const expected = PROJECTS.map((_, p) => CHOICES.filter((choice) => choice.includes(p)).length);
  const json = await (await fetch(server.url(`/demarches/${slug}/resultats.json`))).json();
  assert.equal(json.voters, VOTERS + 1);
  result = PROJECTS.map((title) => json.projects.find((p) => p.title === title).votes);
  assert.deepEqual(result, expected);
});

test("belenios-tool and tiker verify accept the archive, and show what would be taken out", async () => {
  const folder = freshFolder();
  const judge = join(folder, "judge");
  mkdirSync(judge);
  const whole = await archive();
  const election = await (await fetch(server.url(`/voter/${slug}/election.json`))).json();
  writeFileSync(join(judge, `${election.uuid}.bel`), whole);
  execFileSync("belenios-tool", ["election", "verify"], { cwd: judge, stdio: "pipe" });
  const theirs = JSON.parse(execFileSync("belenios-tool", ["election", "compute-result"], { cwd: judge, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] }));
  assert.deepEqual(theirs.result[0], result);
  const file = join(folder, "urne.bel");
  writeFileSync(file, whole);
  const { code, stdout } = await command("verify", "--json", file, "--head", earlyHead, "--tracker", receipts[7].words);
  const report = JSON.parse(stdout);
  assert.deepEqual([report.tracker.tracker, report.tracker.found.counts], [receipts[7].words, true]);
  assert.equal(report.list, listWords);
  assert.equal(code, 0, stdout);
  assert.deepEqual(report.result[0], result);
  assert.equal(report.ballots, VOTERS + 3);
  assert.equal(report.voters, VOTERS + 1);
  // the early archive is the beginning of this one; without its last ballot it is another
  assert.ok(whole.subarray(0, earlyArchive.length).equals(earlyArchive));
  // one ballot taken out of the final archive: its chain is broken, whatever head one knows
  const at_ = whole.indexOf(Buffer.from('"election_uuid"'));
  assert.ok(at_ > 0);
  const holed = Buffer.from(whole);
  holed[at_ + 400] = holed[at_ + 400] === 0x31 ? 0x32 : 0x31;
  const spoiled = join(folder, "troue.bel");
  writeFileSync(spoiled, holed);
  assert.notEqual((await command("verify", "--json", spoiled)).code, 0);
  const shorter = join(folder, "avant.bel");
  const cut = earlyArchive.lastIndexOf(Buffer.from(".data.json"));
  writeFileSync(shorter, earlyArchive.subarray(0, cut - 64));
  const removed = await command("verify", "--json", shorter, "--head", earlyHead);
  assert.notEqual(removed.code, 0);
  assert.equal(JSON.parse(removed.stdout).fault, "head");
}, { seconds: 60 });
