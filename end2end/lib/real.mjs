// A real commune, not the demonstration: `serve` on a new database, from the code on its console to people with roles. The
// people are invented.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBothThemes } from "./access.mjs";
import { closeContext, fill, going, openContext, send, visit, watchOf } from "./browser.mjs";
import { device } from "./device.mjs";
import { freePort } from "./server.mjs";
import { until } from "./until.mjs";

/** Runs `serve`; its console is what the story reads. `options` gives more of them, once it is known how it is reached. */
export async function started(story, name = "127.0.0.1", options = async () => []) {
  const folder = mkdtempSync(join(tmpdir(), "tiker-first-"));
  const port = await freePort();
  const origin = `http://${name}:${port}`;
  const args = ["serve", "--listen", `127.0.0.1:${port}`, "--database", join(folder, "db")];
  if (name !== "127.0.0.1") args.push("--public-url", origin);
  args.push(...await options(origin, folder));
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

/** At 320 pixels nothing is wider than the screen. */
export async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${width} px wide`);
}

/** The code of the only mail with one so far, to whom it may be. */
export const mailed = (mails, to = "") => until("the mail", () => {
  const files = readdirSync(mails).filter((name) => name.endsWith(".txt"));
  const texts = files.map((file) => readFileSync(join(mails, file), "utf8")).filter((text) => text.includes(to));
  return texts.map((text) => /Subject: (\d{6})/.exec(text)?.[1]).find(Boolean);
});

/** The first administrator of a site that has a name: the console's code, the mail's, and her first passkey. */
export async function administrator(server, code, mails, email = "maire@exemple.bzh") {
  const context = await openContext(server, { device: "tablet" });
  const page = await context.newPage();
  await visit(page, "/premier-demarrage");
  await device(page);
  const form = page.locator("form:has([name=commune])");
  await fill(form, { code, commune: "Plou-Bézh", email });
  await send(page, form);
  const second = page.locator("form:has([name=code])");
  await fill(second, { code: await mailed(mails, email) });
  await send(page, second, 403);
  await going(page, () => page.getByRole("link", { name: "Créer une clé d’accès" }).click());
  await page.locator("#cles[data-ready]").waitFor();
  await page.locator('[data-act="add"]').click();
  await page.waitForURL("**/mairie/commune");
  return { context, page };
}

/** An administrator makes somebody an agent; gives the code that she is to hand over. */
export async function givesARole(page, email) {
  await page.setViewportSize({ width: 820, height: 1180 });
  await visit(page, "/mairie/personnes");
  const search = page.locator("main form:has([name=email])");
  await fill(search, { email });
  await send(page, search, 422);
  await send(page, page.locator("form:has([value=creer])"));
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
export async function makesHerFirstKey(server, email, handed, mails) {
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
  assert.match(await page.locator("#code-erreur").innerText(), /Essais restants.: 4/);
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
