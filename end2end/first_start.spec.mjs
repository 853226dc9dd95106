// The first start of a real commune: from the code on the console to the town hall, on a phone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { violations } from "./lib/axe.mjs";
import { closeContext, fill, openContext, send, visit } from "./lib/browser.mjs";
import { test } from "./lib/runner.mjs";
import { until } from "./lib/until.mjs";

const freePort = () => new Promise((done) => {
  const socket = createServer().listen(0, "127.0.0.1", () => {
    const { port } = socket.address();
    socket.close(() => done(port));
  });
});

/** Runs `serve` on a new database; its console is what the story reads. */
async function started(story) {
  const folder = mkdtempSync(join(tmpdir(), "tiker-first-"));
  const origin = `http://127.0.0.1:${await freePort()}`;
  const args = ["serve", "--listen", origin.slice("http://".length), "--database", join(folder, "db")];
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
      const mail = await until("the mail", () => {
        const file = readdirSync(mails).find((name) => name.endsWith(".txt"));
        return file && readFileSync(join(mails, file), "utf8");
      });
      const second = page.locator("form:has([name=code])");
      await fill(second, { code: /Subject: (\d{6})/.exec(mail)[1] });
      await send(page, second);
      assert.equal(new URL(page.url()).pathname, `${lang}/mairie/commune`);
      assert.ok((await page.title()).includes("Plou-Bézh"));
      await visit(page, `${lang}/premier-demarrage`, 404);
      // before its server goes
      await closeContext(context);
    });
  });
}
