// Somebody without a mailbox: the desk reads her document, hands over a letter, and with its code she votes from a phone, with
// and without JavaScript. The person is invented.
import assert from "node:assert/strict";
import { inBothThemes } from "./lib/access.mjs";
import { fill, openContext, send, visit } from "./lib/browser.mjs";
import { Person } from "./lib/person.mjs";
import { fits } from "./lib/real.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { vote } from "./lib/vote.mjs";

story();
let server;
let agent;
let code;
const document = { birth_name: "L’Hénoret", given_names: "Jeanne, Marie", born: "03/05/1931", place: "56007" };
const text = (page) => page.locator("main").innerText();

before(async () => {
  server = await demo();
  agent = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
});

const entered = (values, status) => agent.fillAndSend("form:has([value=inscrire])", values, status);

test("at the desk a person without a mailbox is entered once, and gets a letter", async () => {
  const { page } = agent;
  await agent.visit("/mairie/personnes");
  await agent.click(page.getByRole("link", { name: "La personne n’a pas d’adresse e-mail" }));
  await entered({ birth_name: "L’Hénoret", given_names: "", born: "hier", place: "AB" }, 422);
  assert.match(await text(page), /Cette date n’existe pas/);
  assert.match(await text(page), /Un code INSEE a cinq caractères/);
  assert.equal(await page.locator("[name=birth_name]").inputValue(), "L’Hénoret");
  assert.deepEqual(await inBothThemes(page, "a document without an account, refused"), []);
  await page.locator("[name=residence]").check();
  await entered(document);
  assert.match(await text(page), /Adresse e-mail\s*aucune[^]*Habite, travaille ou étudie ici/);
  assert.deepEqual(await inBothThemes(page, "a person without an address"), []);
  await send(page, page.locator("form:has([value=lettre])"));
  const first = await page.locator("#code").innerText();
  assert.deepEqual(await inBothThemes(page, "a letter"), []);
  // on paper: the code and where to go, and nothing of the screen
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#code").isVisible());
  assert.ok(!(await page.getByRole("link", { name: "La lettre est remise" }).isVisible()));
  await page.emulateMedia({ media: "screen" });
  await agent.click(page.getByRole("link", { name: "La lettre est remise" }));
  assert.match(await text(page), /Une lettre lui a été remise/);
  assert.ok(!(await text(page)).includes(first), "shown once");
  await send(page, page.locator("form:has([value=lettre])"));
  code = await page.locator("#code").innerText();
  assert.notEqual(code, first);
  // she comes again: her account is found by her document
  await agent.visit("/mairie/personnes?sans-adresse=oui");
  await entered({ ...document, given_names: "JEANNE MARIE" }, 409);
  assert.match(await text(page), /a déjà un compte ici/);
  await agent.click(page.getByRole("link", { name: "Ouvrir son compte" }));
  assert.match(await text(page), /Une lettre lui a été remise/);
}, { seconds: 90 });

test("with the letter she votes from a phone: five taps and a code to type", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  await visit(page, "/connexion/lettre?retour=/voter/budget-participatif-2026");
  const form = page.locator("form:has([name=code])");
  await fill(form, { code: "" });
  await send(page, form, 422);
  await fill(form, { code: "AAAAAA-AAAAAA" });
  await send(page, form, 422);
  assert.match(await text(page), /Aucune lettre n’a ce code/);
  assert.equal(await form.locator("[name=code]").inputValue(), "AAAAAA-AAAAAA");
  assert.deepEqual(await inBothThemes(page, "a code that no letter has"), []);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await fill(form, { code: code.toLowerCase().replace("-", " ") });
  await send(page, form);
  assert.match(page.url(), /\/voter\/budget-participatif-2026$/);
  const title = (await page.locator(".ballot__title").first().innerText()).trim();
  assert.match(await vote(page, "budget-participatif-2026", [title]), /^[A-Z\d ]{20,}$/);
  await context.close();
}, { seconds: 90 });

test("without JavaScript, from the sign-in page, in Breton", async () => {
  const context = await openContext(server, { js: false });
  const page = await context.newPage();
  await visit(page, "/br/connexion");
  await page.getByRole("link", { name: "Ul lizher eus an ti-kêr am eus" }).click();
  const form = page.locator("form:has([name=code])");
  await fill(form, { code });
  await send(page, form);
  assert.match(page.url(), /\/br\/moi$/);
  await context.close();
}, { seconds: 60 });
