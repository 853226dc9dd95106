// The commune's own colour and coat of arms: set on a tablet, readable on every page whatever the colour,
// there without network, on the home screen.
import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { openContext, visit, watchOf } from "./lib/browser.mjs";
import { openForVotes, proposalsOf } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, test } from "./lib/runner.mjs";
import { jumped } from "./lib/screens.mjs";
import { demo } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";

let server;
let mairie;

before(async () => {
  server = await demo();
  mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
});

/** A coat of arms with nothing around it, as a file. */
async function drawn() {
  const context = await openContext(server);
  const page = await context.newPage();
  await page.setContent("<svg width='200' height='240' viewBox='0 0 20 24'><path d='M0 0h20v14c0 5-4 8-10 10C4 22 0 19 0 14z' fill='#b01030'/><circle cx='10' cy='10' r='4' fill='#fff'/></svg>");
  const file = await page.locator("svg").screenshot({ omitBackground: true });
  await context.close();
  return { name: "blason.png", mimeType: "image/png", buffer: file };
}

/** Sends the form with one of the colours offered, or another. */
async function set({ shade, colour, arms, status = 200 }) {
  const { page } = mairie;
  await mairie.visit("/mairie/commune");
  const form = page.locator("form[enctype]");
  await form.locator(`[name=shade][value="${shade}"]`).check();
  if (colour) await form.locator("[name=colour]").fill(colour);
  if (arms) await form.locator("[name=arms]").setInputFiles(arms);
  return mairie.click(form.locator("button[type=submit]"), status);
}

for (const colour of ["#ffe600", "#e4007c", "#7fb2e5", "#101010"]) {
  test(`every kind of page is readable in ${colour}`, async () => {
    await set({ shade: "autre", colour });
    assert.match(await mairie.text(), /pour 1\. Il en faut 4,5/);
    assert.deepEqual(await violations(mairie.page), []);
    const vote = await openForVotes(server);
    const [proposal] = await proposalsOf(server, vote);
    for (const scheme of ["light", "dark"]) {
      const context = await openContext(server, { scheme });
      const page = await context.newPage();
      for (const path of ["/", `/demarches/${vote}/propositions`, proposal, "/voter", "/donnees", "/connexion"]) {
        await visit(page, path);
        assert.deepEqual(await violations(page), [], `${path} in ${colour}, ${scheme}`);
      }
      await context.close();
    }
  }, { seconds: 120 });
}

test("a coat of arms is in the bar, on the home screen, and there without network", async () => {
  await set({ shade: "#8a3b4f", arms: await drawn() });
  const context = await openContext(server, { workers: true });
  const page = await context.newPage();
  await visit(page, "/");
  const image = page.locator(".topbar img");
  assert.ok(await image.evaluate((i) => i.complete && i.naturalHeight === 114 && i.getBoundingClientRect().height === 38));
  assert.ok((await jumped(page)) < 0.001);
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector("link[rel=manifest]").href)).json());
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (s) => { const i = new Image(); i.src = s; await i.decode(); return `${i.naturalWidth}x${i.naturalHeight}`; }, src);
    assert.equal(size, sizes);
  }
  const colour = await page.evaluate(() => getComputedStyle(document.querySelector(".topbar")).backgroundColor);
  await until("the identity's files in the browser's store", () => page.evaluate(async () => {
    const names = await caches.keys();
    const kept = (await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).flat();
    return kept.filter((p) => p.startsWith("/identite/")).length >= 2;
  }));
  await visit(page, "/donnees");
  watchOf(context).offline = true;
  await context.setOffline(true);
  await page.reload();
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".topbar")).backgroundColor), colour);
  assert.ok(await image.evaluate((i) => i.complete && i.naturalHeight === 114));
  await context.close();
});

test("a file that is no image is refused in words, and what was typed stays", async () => {
  const junk = { name: "blason.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") };
  await set({ shade: "#2b5d34", arms: junk, status: 422 });
  const { page } = mairie;
  assert.match(await page.locator("#arms-erreur").innerText(), /lisible/);
  assert.ok(await page.locator('[name=shade][value="#2b5d34"]').isChecked());
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 320, height: 700 });
  assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= 320);
});
