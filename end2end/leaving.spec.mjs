// One's own data: all that is kept, to read and to take along; closing the account, with what one wrote left or erased.
import assert from "node:assert/strict";
import { inBothThemes } from "./lib/access.mjs";
import { send } from "./lib/browser.mjs";
import { openForProposals, proposalsOf } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";

story();
let server, proposal;

before(async () => {
  server = await demo();
  [proposal] = await proposalsOf(server, await openForProposals(server));
});

const SAID = { anna: "Je viendrais à pied avec mes enfants, matin et soir.", bran: "Rien à redire, cela manquait depuis longtemps." };

async function commenting(name, options) {
  const person = await Person.signedIn(server, `${name}@exemple.bzh`, options);
  await person.visit(proposal);
  await person.fillAndSend(`form[action^="${proposal}/commenter"]`, { stance: "for", body: SAID[name] });
  return person;
}

const thread = async () => (await fetch(server.url(proposal))).text();
const shown = async (name) => (await thread()).includes(SAID[name].slice(0, 20));

test("all that is kept of somebody is hers to read, and to take along", async () => {
  const anna = await commenting("anna");
  const { page } = anna;
  await anna.visit("/moi");
  await anna.click(page.getByRole("link", { name: /Mes données/ }));
  assert.equal(new URL(page.url()).pathname, "/moi/donnees");
  const told = await anna.text();
  for (const part of ["anna@exemple.bzh", SAID.anna, "Chrome sur ", "Code par e-mail"]) assert.ok(told.includes(part), part);
  assert.deepEqual(await inBothThemes(page, "my data"), []);
  const file = await anna.context.request.get(server.url("/moi/donnees.json"));
  assert.match(file.headers()["content-disposition"], /attachment/);
  assert.equal(file.headers()["cache-control"], "no-store");
  const data = await file.json();
  assert.equal(data.account.email, "anna@exemple.bzh");
  assert.equal(data.comments[0].body, SAID.anna);
  // nobody else's, and nothing without having signed in
  assert.equal((await fetch(server.url("/moi/donnees.json"))).status, 401);
  assert.equal((await fetch(server.url("/moi/donnees"))).status, 401);
  await anna.visit("/br/moi/donnees");
  await anna.visit("/en/moi/donnees");
});

test("the account is closed without a script; what she wrote stays, without her name", async () => {
  const anna = await Person.signedIn(server, "anna@exemple.bzh", { js: false });
  await anna.visit("/moi");
  await anna.fillAndSend("form:has([name=name])", { name: "Anna de la Grève" });
  assert.ok((await thread()).includes("Anna de la Grève"));
  await anna.visit("/moi/donnees");
  await anna.click(anna.page.getByRole("link", { name: /Fermer mon compte/ }));
  const form = anna.page.locator("form:has([name=ecrits])");
  await send(anna.page, form, 422);
  assert.match(await anna.text(), /Choisissez ce que devient/);
  await form.locator("[value=laisser]").check();
  await send(anna.page, form);
  assert.match(await anna.text(), /Votre compte est fermé/);
  assert.ok(await shown("anna"));
  assert.ok(!(await thread()).includes("Anna de la Grève"));
  await anna.visit("/moi/donnees", 401);
  // for an hour at least the same address leads back to the same account, which has no name any more
  await anna.signIn();
  await anna.visit("/moi/donnees");
  assert.ok((await anna.text()).includes(SAID.anna));
  assert.ok(!(await anna.text()).includes("Anna de la Grève"));
});

test("what she wrote goes too, and leaves its place in the thread", async () => {
  const bran = await commenting("bran");
  const answers = await Person.signedIn(server, "carole@exemple.bzh");
  assert.ok(await shown("bran"));
  await bran.visit("/moi/fermer");
  assert.deepEqual(await inBothThemes(bran.page, "closing the account"), []);
  await bran.page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await bran.page.evaluate(() => document.documentElement.scrollWidth <= 320));
  const form = bran.page.locator("form:has([name=ecrits])");
  await form.locator("[value=effacer]").check();
  await send(bran.page, form);
  assert.deepEqual(await inBothThemes(bran.page, "the account is closed"), []);
  assert.ok(!(await shown("bran")));
  await answers.visit(proposal);
});

test("long after the sign-in, or as the only administrator, nothing is closed", async () => {
  const dgs = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
  await dgs.visit("/moi/fermer");
  const told = await dgs.text();
  if (/seule personne qui administre/.test(told)) assert.equal(await dgs.page.locator("form:has([name=ecrits])").count(), 0);
  const late = await Person.signedIn(server, "tard@exemple.bzh");
  await late.visit("/moi/fermer");
  server.setTime("2026-10-05T09:30:00Z");
  const form = late.page.locator("form:has([name=ecrits])");
  await form.locator("[value=laisser]").check();
  await send(late.page, form, 403);
  assert.match(await late.text(), /Pour protéger votre compte/);
  assert.equal((await late.context.request.get(server.url("/moi/donnees.json"))).status(), 403);
});
