// The first start of a real commune: from the code on the console to the town hall, on a phone.
import assert from "node:assert/strict";
import { inBothThemes } from "./lib/access.mjs";
import { violations } from "./lib/axe.mjs";
import { closeContext, fill, going, openContext, send, visit } from "./lib/browser.mjs";
import { device } from "./lib/device.mjs";
import { fits, givesARole, mailed, makesHerFirstKey, started } from "./lib/real.mjs";
import { test } from "./lib/runner.mjs";

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
