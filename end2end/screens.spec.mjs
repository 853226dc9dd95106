// The screens that people meet first, as they look: three sizes, both themes, and nothing that jumps.
import assert from "node:assert/strict";
import { openContext, visit } from "./lib/browser.mjs";
import { openForProposals, openForVotes, processWith, proposalsOf } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, test } from "./lib/runner.mjs";
import { jumped, look } from "./lib/screens.mjs";
import { demo } from "./lib/server.mjs";
import { review } from "./lib/vote.mjs";

let server;
let open;
let vote;
let over;
let proposals;
let citizen;
let official;

before(async () => {
  server = await demo();
  [open, vote, over] = await Promise.all([
    openForProposals(server),
    openForVotes(server),
    processWith(server, (slug) => `"/demarches/${slug}/resultats"`),
  ]);
  [proposals, citizen, official] = await Promise.all([
    proposalsOf(server, vote),
    Person.signedIn(server, "camille@exemple.bzh"),
    Person.signedIn(server, "mairie@demo.example", { device: "tablet" }),
  ]);
});

async function looked(page, path, name) {
  await visit(page, path);
  // once more, as a page that is loaded in the size of a phone
  assert.ok((await jumped(page)) < 0.001, `${path} jumps`);
  assert.deepEqual(await look(page, name), []);
}

test("what anybody sees", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  const project = /href="(\/projets\/[^"]+)"/.exec(await (await fetch(server.url("/projets"))).text())[1];
  for (const [path, name] of [
    ["/", "accueil"],
    [`/demarches/${vote}`, "demarche"],
    [`/demarches/${vote}/propositions`, "propositions"],
    [proposals[0], "proposition"],
    [`/demarches/${over}/resultats`, "resultat"],
    [project, "projet"],
    ["/donnees", "donnees"],
    ["/connexion", "connexion"],
  ]) await looked(page, path, name);
  await context.close();
}, { seconds: 120 });

test("what a citizen sees", async () => {
  const { page } = citizen;
  await looked(page, "/moi", "moi");
  await looked(page, `/demarches/${open}/proposer`, "proposer");
  await looked(page, `/voter/${vote}`, "bulletin");
  const titles = (await page.locator(".ballot__title").allInnerTexts()).slice(0, 3).map((t) => t.trim());
  await review(page, vote, titles);
  assert.deepEqual(await look(page, "relecture"), []);
  const form = page.locator(`form[action$="/voter/${vote}/confirmer"]`);
  await Promise.all([page.waitForNavigation(), form.locator("button").first().click()]);
  assert.deepEqual(await look(page, "recu"), []);
}, { seconds: 120 });

test("what the town hall sees", async () => {
  const { page } = official;
  for (const [path, name] of [["/mairie", "mairie"], [`/mairie/demarches/${open}`, "mairie-demarche"], ["/mairie/commune", "mairie-identite"]]) {
    await looked(page, path, name);
  }
}, { seconds: 120 });
