// Propose, vote, receipt, result: what a screen reader says, word for word. Whoever changes a page reads here
// what became of it for those who do not see it.
import assert from "node:assert/strict";
import { going, openContext, send, visit } from "./lib/browser.mjs";
import { BUDGET_FORM } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { asRead, spoken } from "./lib/spoken.mjs";
import { until } from "./lib/until.mjs";
import { review } from "./lib/vote.mjs";

story();
const made = "form:has([name=title])";
const title = "Un verger partagé au bourg";
let server;
let mairie;
let anna;
let slug;
let proposal;

before(async () => {
  server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" });
  [mairie, anna] = await Promise.all([
    Person.signedIn(server, "mairie@demo.example", { device: "tablet" }),
    Person.signedIn(server, "anna@exemple.bzh"),
  ]);
  await mairie.visit("/mairie/demarches/nouvelle?modele=participatory_budget");
  await mairie.fillAndSend(made, BUDGET_FORM);
  slug = /\/demarches\/([^/?#]+)/.exec(mairie.page.url())[1];
});

const same = async (page, name) => assert.deepEqual(await asRead(page, name), []);

test("propose", async () => {
  await anna.visit(`/demarches/${slug}/proposer`);
  await same(anna.page, "propose");
  await anna.fillAndSend(made, { title: "Un" }, 422);
  await same(anna.page, "propose-refused");
  const category = await anna.page.locator("[name=category] option").nth(1).getAttribute("value");
  await anna.fillAndSend(made, { title, body: "Des pommiers et des pruniers derrière la salle, que chacun taille et cueille.", category });
  proposal = new URL(anna.page.url()).pathname;
  await visit(anna.page, proposal);
  await same(anna.page, "proposal");
});

test("vote", async () => {
  server.setTime("2026-10-10T08:00:00Z");
  await mairie.signIn();
  await mairie.visit(`/mairie${proposal}`);
  await mairie.fillAndSend("form:has([name=answer])", { state: "admitted", cost: "9 500", answer: "C’est faisable avant le printemps." });
  server.setTime("2026-10-15T08:00:00Z");
  await anna.signIn();
  await visit(anna.page, `/voter/${slug}`);
  await anna.page.waitForSelector("html[data-islands=ready]");
  await same(anna.page, "ballot");
  await review(anna.page, slug, [title]);
  await same(anna.page, "ballot-review");
  await going(anna.page, () => anna.page.locator(`form[action$="/voter/${slug}/confirmer"] button`).first().click());
  await same(anna.page, "receipt");
});

test("result", async () => {
  server.setTime("2026-10-21T16:05:00Z");
  const path = `/demarches/${slug}/resultats`;
  await until("the result", async () => (await (await fetch(server.url(path))).text()).includes("result--won"));
  const context = await openContext(server);
  const page = await context.newPage();
  await visit(page, path);
  await same(page, "result");
  await context.close();
});

test("what is said on the way names every control and says what became of it", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  await visit(page, "/connexion");
  await send(page, page.locator("form:has([name=email])"), 422);
  const said = await spoken(page);
  // the error is announced, and the field says it too
  assert.match(said, /alert/);
  assert.match(said, /textbox, [^\n]*adresse e-mail[^\n]*invalid/i);
  await context.close();
});
