// The page that checks the archive of a sealed vote on one's own device: right ones, spoiled ones, what is none;
// by keyboard, narrow, without JavaScript, where no worker starts. The server hears nothing of it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inBothThemes } from "./lib/access.mjs";
import { violations } from "./lib/axe.mjs";
import { openContext, visit, watchOf } from "./lib/browser.mjs";
import { before, test, unavailable } from "./lib/runner.mjs";
import { command, demo, freshFolder } from "./lib/server.mjs";
import { electionByTool, hasTool } from "./lib/tool.mjs";

const kept = (name) => fileURLToPath(new URL(`archives/${name}.bel`, import.meta.url));
const RIGHT = kept("right");
if (!hasTool) unavailable("belenios-tool 2.0 is not installed");
const FORGED = kept("forged");
let server;
before(async () => { server = await demo(); });

async function opened(path = "/verifier", options = {}) {
  const page = await (await openContext(server, options)).newPage();
  await visit(page, path);
  return page;
}

const result = (page) => page.locator("[data-part=result]");

async function checked(page, file, fields = {}) {
  await page.locator("#archive").setInputFiles(file);
  if (Object.keys(fields).length && !(await page.locator("details").first().evaluate((details) => details.open))) await page.locator("summary").first().click();
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
  await page.locator("[data-part=form] [type=submit]").click();
  await result(page).waitFor({ timeout: 60_000 });
  return result(page).innerText();
}

/** What the command says of the same file. */
async function said(file, ...options) {
  const { stdout } = await command("verify", "--json", file, ...options);
  return JSON.parse(stdout);
}

/** A fact of the result by its name. */
const fact = (page, name) => result(page).locator(`dl.facts > div:has(dt:text-is("${name}")) dd`).first().innerText();

test("a right archive: what is in it, what was checked, as the command says", async () => {
  const page = await (await openContext(server)).newPage();
  const sent = [];
  page.on("request", (request) => /^\/verify/.test(new URL(request.url()).pathname) && request.resourceType() !== "document" && sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await visit(page, "/verifier");
  await page.locator("#verifier[data-ready]").waitFor();
  const fetched = sent.splice(0);
  const others = [];
  page.on("request", (request) => others.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const text = await checked(page, RIGHT);
  const report = await said(RIGHT);
  assert.equal(report.ok, true);
  assert.match(text, /L’archive est juste/);
  assert.equal(await fact(page, "Scrutin"), report.name);
  assert.equal(await fact(page, "Étape"), "Dépouillé");
  assert.equal(await fact(page, "Bulletins dans l’urne"), String(report.ballots));
  // four ballots of three people: the fourth is said, not left to be wondered at
  assert.equal(await fact(page, "Votants"), `${report.voters} (seul le dernier bulletin de chacun compte)`);
  assert.equal(await fact(page, "Empreinte du scrutin"), report.fingerprint);
  assert.equal(await fact(page, "Dernier maillon"), report.head);
  const rows = await result(page).locator(".review .num").allInnerTexts();
  assert.deepEqual(rows.map(Number), report.result.flat());
  assert.equal(await result(page).locator(".prose li").count(), 7);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), "result");
  // the program came with the page; afterwards nothing but it is asked for, and nothing is sent
  const named = (line) => line.replace(/-[0-9a-f]+\./, ".");
  assert.deepEqual([...new Set(fetched.map(named))].sort(), ["GET /verify.js", "GET /verify_bg.wasm", "GET /verify_page.js", "GET /verify_worker.js"]);
  for (const line of others) assert.match(named(line), /^GET \/(verify|favicon)/);
  assert.deepEqual(await inBothThemes(page, "result"), []);
});

test("a spoiled archive: the reason and the place, as the command says, in each language", async () => {
  const refusal = await said(FORGED);
  assert.equal(refusal.code, "ballot-signature");
  for (const [path, title, sentence] of [
    ["/verifier", "L’archive n’est pas juste", refusal.sentence],
    ["/br/verifier", "N'eo ket reizh an diell", "N'eo ket sinet ur paper gant e god mouezhiañ: falset eo bet."],
    ["/en/verifier", "The archive is not correct", "A ballot is not signed by its voting code: it was forged."],
  ]) {
    const page = await opened(path);
    const text = await checked(page, FORGED);
    for (const part of [title, sentence, refusal.place.ballot, refusal.code]) assert.ok(text.includes(part), `${part}\n${text}`);
    assert.deepEqual(await violations(page), []);
  }
});

test("what is no archive, is empty, or was cut off", async () => {
  const page = await opened();
  const bytes = readFileSync(RIGHT);
  for (const [content, code, title] of [
    [Buffer.alloc(0), "archive-start", "Ce n’est pas une archive"],
    [Buffer.from("une photo"), "archive-start", "Ce n’est pas une archive"],
    [Buffer.alloc(4096, 0x50), "archive-start", "Ce n’est pas une archive"],
    [bytes.subarray(0, bytes.length - 700), "archive-truncated", "Ce fichier est abîmé"],
    [Buffer.concat([bytes, Buffer.alloc(1024)]), "archive-end-marker", "Ce fichier est abîmé"],
  ]) {
    const text = await checked(page, { name: "a.bel", mimeType: "application/octet-stream", buffer: content });
    assert.ok(text.includes(code) && text.includes(title) && text.includes("a.bel"), `${code}\n${text}`);
  }
});

test("one's own ballot is found by its number, and a head published earlier", async () => {
  const page = await opened();
  const archive = readFileSync(RIGHT, "latin1");
  // the first ballot was replaced by its voter's second one
  const names = [...archive.matchAll(/([0-9a-f]{64})\.data\.json/g)].map((m) => m[1]);
  const [replaced, , counting] = names.slice(4).map((hex) => Buffer.from(hex, "hex").toString("base64").replace(/=+$/, ""));
  assert.match(await checked(page, RIGHT, { tracker: counting }), /Votre bulletin est dans l’urne et il compte/);
  assert.match(await checked(page, RIGHT, { tracker: replaced }), /un bulletin plus récent du même code de vote l’a remplacé/);
  assert.match(await checked(page, RIGHT, { tracker: "x".repeat(43) }), /Ce bulletin n’est pas dans l’urne/);
  const events = [...archive.matchAll(/([0-9a-f]{64})\.event\.json/g)].map((m) => m[1]);
  // as copied from paper: over two lines, in capitals
  const copied = ` ${events[2].slice(0, 30).toUpperCase()}\n${events[2].slice(30)}`;
  const found = await checked(page, RIGHT, { tracker: "", head: copied });
  assert.match(found, /L’archive est juste/);
  assert.match(found, new RegExp(`Ce maillon est bien dans l’archive[^]*${events[2]}`));
  const absent = await checked(page, RIGHT, { head: "0".repeat(64) });
  assert.match(absent, /Ce maillon n’est pas dans l’archive[^]*Vérifiez d’abord qu’il est bien copié[^]*head-missing/);
  // another shape is a slip of the hand: said at the field, and no archive is blamed
  await page.locator("#head").fill("abc");
  await page.locator("#tracker").fill("bonjour");
  assert.ok(await result(page).isHidden(), "a verdict stays beside another question");
  await page.locator("[data-part=form] [type=submit]").click();
  assert.match(await page.locator("#tracker-erreur").innerText(), /43 signes/);
  assert.match(await page.locator("#head-erreur").innerText(), /64 chiffres/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "tracker");
  assert.ok(await result(page).isHidden());
  assert.deepEqual(await violations(page), []);
});

test("what has no result yet is not called right, and a verdict is of one file", async () => {
  const page = await opened();
  // its setting up and three ballots: whole records, nothing torn
  const cut = readFileSync(RIGHT).subarray(0, 47_616);
  const text = await checked(page, { name: "tronquee.bel", mimeType: "application/octet-stream", buffer: cut });
  assert.match(text, /L’archive est juste jusqu’ici[^]*tronquee\.bel[^]*n’ont pas pu être contrôlés/);
  assert.doesNotMatch(text, /L’archive est juste\n/);
  assert.equal(await result(page).locator(".prose li").count(), 4);
  await page.locator("#archive").setInputFiles(FORGED);
  assert.ok(await result(page).isHidden(), "the verdict of another file stays");
});

test("the verdict is in sight, whatever is below it", async () => {
  const page = await opened("/verifier", { viewport: { width: 360, height: 740 } });
  await checked(page, RIGHT, { tracker: "x".repeat(43) });
  const places = await result(page).locator(".notice").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.ok(places.length === 2 && places.every((top) => top >= 0 && top < 700), String(places));
});

test("who cuts the network before choosing a file gets the same answer", async () => {
  const page = await opened();
  await page.locator("#verifier[data-ready]").waitFor();
  await page.context().setOffline(true);
  assert.match(await checked(page, RIGHT), /L’archive est juste/);
});

test("an archive that belenios-tool made", async () => {
  const folder = freshFolder();
  const { file, result: counts } = electionByTool(folder, 12);
  const page = await opened();
  assert.match(await checked(page, file), /L’archive est juste/);
  const rows = await result(page).locator(".review .num").allInnerTexts();
  assert.deepEqual(rows.map(Number), counts.flat());
  // one byte of it changed
  const bytes = readFileSync(file);
  bytes[bytes.length - 700] ^= 1;
  writeFileSync(join(folder, "spoiled"), bytes);
  const { code } = await said(join(folder, "spoiled"));
  assert.ok((await checked(page, join(folder, "spoiled"))).includes(code));
});

test("it shows how far it is, and can be stopped", async () => {
  const { file } = electionByTool(freshFolder(), 40);
  const page = await opened();
  await page.locator("#archive").setInputFiles(file);
  await page.locator("[data-part=form] [type=submit]").click();
  await page.waitForFunction(() => /Contrôle des bulletins/.test(document.querySelector("[data-part=step]").textContent) && document.querySelector("[data-part=bar]").value > 0);
  assert.equal(await page.locator("progress").getAttribute("max"), "40");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), "cancel");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Enter");
  await page.locator("[data-part=form]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "archive");
  assert.equal(await result(page).isVisible(), false);
});
test("by keyboard, on a narrow screen, with nothing chosen first", async () => {
  const page = await opened("/verifier", { viewport: { width: 320, height: 640 } });
  await page.locator("#archive").focus();
  await page.locator("#archive").press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match(await page.locator("#archive-erreur").innerText(), /Choisissez d’abord un fichier/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "archive");
  assert.deepEqual(await inBothThemes(page, "nothing chosen"), []);
  await page.locator("#archive").setInputFiles(RIGHT);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await result(page).waitFor();
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 320));
});

test("a file is dropped anywhere on the page", async () => {
  const page = await opened();
  const bytes = readFileSync(FORGED).toString("base64");
  await page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "a.bel"));
    document.querySelector("h1").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, bytes);
  await result(page).waitFor();
  assert.match(await result(page).innerText(), /ballot-signature/);
});

test("without JavaScript the page says how to check with a program, and the way to it is on Données", async () => {
  const page = await opened("/donnees", { js: false });
  await page.getByRole("link", { name: /Vérifier un vote scellé/ }).click();
  const text = await page.locator("main").innerText();
  assert.match(text, /Sans JavaScript/);
  for (const part of ["tiker verify FICHIER.bel", "belenios-tool election verify", "Rien n’est envoyé"]) assert.ok(text.includes(part), part);
  assert.equal(await page.locator("form[data-part=form]").isVisible(), false);
});

test("where the worker or the verifier cannot start, that is said, and not that the archive is wrong", async () => {
  for (const missing of ["**/verify_worker-*.js", "**/verify_bg-*.wasm", null]) {
    const page = await opened();
    if (missing) {
      await page.route(missing, (route) => {
        for (const status of [404, "failed"]) watchOf(page).expect(status, route.request().url());
        return route.fulfill({ status: 404, body: "" });
      });
    } else {
      await page.evaluate(() => { delete globalThis.Worker; });
    }
    const text = await checked(page, RIGHT);
    assert.match(text, /Votre navigateur n’a pas pu lancer le vérificateur/);
    assert.match(text, /L’archive n’est pas en cause/);
    assert.doesNotMatch(text, /n’est pas juste/);
    assert.equal(await page.locator("[data-part=form]").isVisible(), true);
  }
});
