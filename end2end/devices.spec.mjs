// Signed-in devices: the list, one that is signed out from elsewhere, and roles that fall asleep with what was typed kept.
import assert from "node:assert/strict";
import { inBothThemes } from "./lib/access.mjs";
import { send } from "./lib/browser.mjs";
import { openForVotes } from "./lib/commune.mjs";
import { Person, signInHere } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";

story();
let server;

before(async () => {
  server = await demo({ empty: true });
});

const LIST = "/moi/appareils";

test("a lost phone is signed out from the tablet, by a form", async () => {
  const phone = await Person.signedIn(server, "anna@exemple.bzh");
  const tablet = await Person.signedIn(server, "anna@exemple.bzh", { device: "tablet", js: false });
  const third = await Person.signedIn(server, "anna@exemple.bzh");
  await phone.visit("/moi");
  await phone.click(phone.page.getByRole("link", { name: /Appareils connectés/ }));
  assert.equal(new URL(phone.page.url()).pathname, LIST);
  assert.deepEqual(await inBothThemes(phone.page, "devices"), []);
  assert.match(await phone.text(), /Chrome sur .*Cet appareil/s);
  await tablet.visit(LIST);
  assert.equal(await tablet.page.locator("main li.card").count(), 3);
  // the one that asks is first, and cannot end itself here
  assert.equal(await tablet.page.locator("main li.card").first().locator("form").count(), 0);
  // two alike: the first of the others is whichever was used last, and so is who is out
  await send(tablet.page, tablet.page.locator("main li.card form").first());
  assert.match(await tablet.text(), /l’appareil est déconnecté/);
  assert.equal(await tablet.page.locator("main li.card").count(), 2);
  const states = [];
  for (const person of [phone, third]) {
    await person.visit("/moi");
    states.push(/Connectez-vous|Se connecter/.test(await person.text()));
  }
  assert.deepEqual([...states].sort(), [false, true]);
  await send(tablet.page, tablet.page.locator("form:has([value=autres])"));
  assert.match(await tablet.text(), /Aucun autre appareil/);
  for (const person of [phone, third]) await person.visit(LIST, 401);
  await tablet.visit(LIST);
}, { seconds: 60 });

test("somebody else's device, or none, is refused", async () => {
  const bran = await Person.signedIn(server, "bran@exemple.bzh");
  const headers = { origin: server.origin, "sec-fetch-site": "same-origin" };
  for (const appareil of ["00".repeat(32), "", "é"]) {
    const answer = await bran.context.request.post(server.url(LIST), { form: { appareil }, headers });
    assert.equal(answer.status(), 404);
  }
  await bran.visit(LIST);
});

test("roles fall asleep in half a day; what was typed is kept through the sign-in", async () => {
  const mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
  await mairie.visit("/mairie/quartiers");
  server.setTime("2026-10-05T20:30:00Z");
  const form = mairie.page.locator("main form:has(textarea), main form:has(input[type=text])").first();
  const field = form.locator("textarea, input[type=text]").first();
  await field.fill("Le Port\nLe Bourg");
  await send(mairie.page, form, 401);
  assert.match(await mairie.text(), /vos rôles se sont endormis\. Ce que vous avez écrit est gardé/);
  assert.deepEqual(await inBothThemes(mairie.page, "roles asleep"), []);
  // she is still signed in as anybody is
  await mairie.visit("/moi");
  assert.match(await mairie.text(), /Espace de la mairie|La mairie/);
  await mairie.visit("/mairie/quartiers", 401);
  await signInHere(mairie.page, mairie.email);
  assert.equal(new URL(mairie.page.url()).pathname, "/mairie/quartiers");
  assert.match(await mairie.page.locator("textarea, input[type=text]").first().inputValue(), /Le Port/);
}, { seconds: 60 });

test("twelve hours after the sign-in one says once more who one is before voting; what was chosen is kept", async () => {
  const full = await demo();
  const slug = await openForVotes(full);
  const voter = await Person.signedIn(full, "electrice@exemple.bzh", { js: false });
  await voter.visit(`/voter/${slug}`);
  // half a minute too late to begin
  full.setTime("2026-10-05T20:00:30Z");
  await voter.visit(`/voter/${slug}`, 401);
  assert.match(await voter.text(), /Pour voter, dites encore une fois que c’est vous/);
  await signInHere(voter.page, "electrice@exemple.bzh");
  assert.equal(new URL(voter.page.url()).pathname, `/voter/${slug}`);
  const paper = voter.page.locator("form:has([name=choix])");
  await paper.locator("[name=choix]").first().check();
  const chosen = await paper.locator("[name=choix]").first().inputValue();
  // a paper that was begun in time can be cast for an hour more, and no longer
  full.setTime("2026-10-06T09:30:00Z");
  await send(voter.page, paper, 401);
  await signInHere(voter.page, "electrice@exemple.bzh");
  assert.equal(new URL(voter.page.url()).pathname, `/voter/${slug}`);
  assert.ok(await voter.page.locator(`[name=choix][value="${chosen}"]`).isChecked(), "what was chosen is kept");
}, { seconds: 60 });
