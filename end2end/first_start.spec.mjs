// The first start of a real commune: from the code on the console to the town hall, on a phone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBothThemes } from "./lib/access.mjs";
import { violations } from "./lib/axe.mjs";
import { closeContext, fill, going, openContext, send, visit } from "./lib/browser.mjs";
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

/** The code of the only mail so far. */
const mailed = (mails) => until("the mail", () => {
  const file = readdirSync(mails).find((name) => name.endsWith(".txt"));
  return file && /Subject: (\d{6})/.exec(readFileSync(join(mails, file), "utf8"))?.[1];
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
    await closeContext(context);
  }, "localhost");
}, { seconds: 60 });
