// The first start of a real commune: from the code on the console to the town hall, on a phone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBothThemes } from "./lib/access.mjs";
import { violations } from "./lib/axe.mjs";
import { closeContext, fill, going, openContext, send, visit, watchOf } from "./lib/browser.mjs";
import { device } from "./lib/device.mjs";
import { test } from "./lib/runner.mjs";
import { until } from "./lib/until.mjs";

const freePort = () => new Promise((done) => {
  const socket = createServer().listen(0, "127.0.0.1", () => {
    const { port } = socket.address();
    socket.close(() => done(port));
  });
});

/** Runs `serve` on a new database; its console is what the story reads. */
async function started(story, name = "127.0.0.1") {
  const folder = mkdtempSync(join(tmpdir(), "tiker-first-"));
  const port = await freePort();
  const origin = `http://${name}:${port}`;
  const args = ["serve", "--listen", `127.0.0.1:${port}`, "--database", join(folder, "db")];
  if (name !== "127.0.0.1") args.push("--public-url", origin);
  const child = spawn(process.env.TIKER_BIN, args, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((done) => child.once("exit", done));
  let console_ = "";
  child.stdout.on("data", (d) => { console_ += d; });
  try {
    const code = await until("the code on the console", () => /([2-9A-Z]{5}-[2-9A-Z]{5})/.exec(console_)?.[1]);
    assert.ok(console_.includes(`${origin}/premier-demarrage`), console_);
    await story({ origin, url: (path) => new URL(path, origin).href }, code, join(folder, "db.courriels"));
  } finally {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${width} px wide`);
}

/** The code of the only mail with one so far, to whom it may be. */
const mailed = (mails, to = "") => until("the mail", () => {
  const files = readdirSync(mails).filter((name) => name.endsWith(".txt"));
  const texts = files.map((file) => readFileSync(join(mails, file), "utf8")).filter((text) => text.includes(to));
  return texts.map((text) => /Subject: (\d{6})/.exec(text)?.[1]).find(Boolean);
});

for (const [lang, js] of [["", true], ["/br", false], ["/en", false]]) {
  test(`from the console to the town hall (${lang || "fr"}, ${js ? "with" : "without"} JavaScript)`, async () => {
    await started(async (server, code, mails) => {
      const context = await openContext(server, { js });
      const page = await context.newPage();
      await page.setViewportSize({ width: 320, height: 640 });
      await visit(page, lang || "/");
      assert.equal(new URL(page.url()).pathname, `${lang}/premier-demarrage`);
      if (js) assert.deepEqual(await violations(page), []);
      const form = page.locator("form:has([name=commune])");
      const typed = { code, commune: "Plou-Bézh", email: "maire" };
      await fill(form, typed);
      await send(page, form, 422);
      if (js) assert.deepEqual(await violations(page), []);
      for (const [name, text] of Object.entries(typed)) {
        assert.equal(await form.locator(`[name=${name}]`).inputValue(), text);
      }
      await fits(page);
      await fill(form, { email: "maire@exemple.bzh", code: "AAAAA-AAAAA" });
      await send(page, form, 422);
      assert.equal(await form.locator("[name=code]").getAttribute("aria-invalid"), "true");
      await fill(form, { code });
      await send(page, form);
      assert.equal(new URL(page.url()).pathname, `${lang}/premier-demarrage/courriel`);
      await fits(page);
      if (js) assert.deepEqual(await violations(page), []);
      const second = page.locator("form:has([name=code])");
      await fill(second, { code: await mailed(mails) });
      await send(page, second);
      assert.equal(new URL(page.url()).pathname, `${lang}/mairie/commune`);
      assert.ok((await page.title()).includes("Plou-Bézh"));
      await visit(page, `${lang}/premier-demarrage`, 404);
      // before its server goes
      await closeContext(context);
    });
  });
}

test("where the site has a name, the town hall asks for a passkey, and a code by mail is not enough", async () => {
  await started(async (server, code, mails) => {
    const context = await openContext(server);
    const page = await context.newPage();
    await visit(page, "/premier-demarrage");
    const tablet = await device(page);
    const form = page.locator("form:has([name=commune])");
    await fill(form, { code, commune: "Plou-Bézh", email: "maire@exemple.bzh" });
    await send(page, form);
    const second = page.locator("form:has([name=code])");
    await fill(second, { code: await mailed(mails) });
    // in place of the town hall: what it asks for
    await send(page, second, 403);
    assert.match(await page.locator("main").innerText(), /La mairie s’ouvre avec une clé d’accès/);
    assert.deepEqual(await inBothThemes(page, "the town hall asks for a passkey"), []);
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
    await going(page, () => page.getByRole("link", { name: "Créer une clé d’accès" }).click());
    await page.locator("#cles[data-ready]").waitFor();
    await page.locator('[data-act="add"]').click();
    // and so one is there, the session having another secret
    await page.waitForURL("**/mairie/commune");
    assert.ok((await page.title()).includes("Plou-Bézh"));
    assert.equal((await tablet.kept()).length, 1);
    await visit(page, "/mairie");
    const handed = await givesARole(page, "accueil@exemple.bzh");
    await closeContext(context);
    await makesHerFirstKey(server, "accueil@exemple.bzh", handed, mails);
  }, "localhost");
}, { seconds: 90 });

/** An administrator makes somebody an agent; gives the code that she is to hand over. */
async function givesARole(page, email) {
  await page.setViewportSize({ width: 820, height: 1180 });
  await visit(page, "/mairie/personnes");
  const search = page.locator("main form:has([name=email])");
  await fill(search, { email });
  await send(page, search, 422);
  await send(page, page.locator("form:has([name=role][value=agent])"));
  const code = (await page.locator("#code").innerText()).trim();
  assert.match(code, /^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
  assert.deepEqual(await inBothThemes(page, "the code to hand over"), []);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  // shown once: her page only says that there is one, until when
  await going(page, () => page.getByRole("link", { name: "C’est noté" }).click());
  const said = await page.locator("main").innerText();
  assert.ok(said.includes("Un code lui a été remis") && !said.includes(code), said);
  // and another takes its place
  await send(page, page.locator("form:has([name=acte][value=code])"));
  const second = (await page.locator("#code").innerText()).trim();
  assert.notEqual(second, code);
  return second;
}

/** A mailbox opens nothing of the town hall; with the code that was handed over, her first passkey does. */
async function makesHerFirstKey(server, email, handed, mails) {
  const context = await openContext(server);
  const page = await context.newPage();
  await visit(page, "/connexion?retour=/mairie/personnes");
  const phone = await device(page);
  const ask = page.locator("form:has([name=email])");
  await fill(ask, { email });
  await send(page, ask);
  const second = page.locator("form:has([name=code])");
  await fill(second, { code: await mailed(mails, email) });
  await send(page, second, 403);
  assert.deepEqual(await inBothThemes(page, "the town hall asks for the code"), []);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.setViewportSize({ width: 360, height: 740 });
  // asked directly, the server makes none for whoever only read her mails
  watchOf(page).expect("403", server.url("/api/v1/cles/nouvelle"));
  const refused = await page.evaluate(async () => (await fetch("/api/v1/cles/nouvelle", { method: "POST" })).status);
  assert.equal(refused, 403);
  const form = page.locator("form:has([name=acte][value=code])");
  await fill(form, { code: "AAAAA-AAAAA" });
  await send(page, form, 422);
  assert.match(await page.locator("#code-erreur").innerText(), /Essais restants : 4/);
  assert.equal(await form.locator("[name=code]").inputValue(), "AAAAA-AAAAA");
  assert.deepEqual(await inBothThemes(page, "not the code that was handed over"), []);
  await fill(form, { code: ` ${handed.toLowerCase().replace("-", " ")} ` });
  await send(page, form);
  await page.locator("#cles[data-ready]").waitFor();
  await page.locator('[data-act="add"]').click();
  await page.waitForURL("**/mairie/personnes");
  assert.equal((await phone.kept()).length, 1);
  await visit(page, "/mairie/personnes");
  await closeContext(context);
}
