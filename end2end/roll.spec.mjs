// The electoral roll on the tablet: refused, read with its progress, reported, taken into use; a person is recognised at the
// desk and votes where only people on the roll may. The people are invented.
import assert from "node:assert/strict";
import { inBothThemes } from "./lib/access.mjs";
import { send, watchOf } from "./lib/browser.mjs";
import { Person } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";

story();
let server;
let mairie;

const PAGE = "/mairie/liste-electorale";
const TITLES = "libellé du type de liste;nom de naissance;prénoms;date de naissance;code commune de naissance;code du bureau de vote";
const LIST = "Liste principale";
/** So many invented people, and some to be told of. */
const roll = (many) => [
  TITLES,
  `${LIST};L'HÉNORET-KERMAÑ;Loïc, Marie;03/05/1961;56007;0001`,
  `${LIST};LE GOFF;Anne;03/05/1961;56007;0002`,
  `${LIST};LE GOFF;Anne;03/05/1961;29019;0002`,
  `${LIST};RIOU;Sans date;31/02/1953;56007;0002`,
  ...Array.from({ length: many }, (_, n) => `${LIST};NOM${n};Prénom${n};01/01/1970;56007;${String(n % 9).padStart(4, "0")}`),
].join("\n");

const chosen = (page, name, text) => page.locator("#liste").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const form = (page) => page.locator("form:has([type=file])");
const text = (page) => page.locator("main").innerText();

before(async () => {
  server = await demo();
  mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
});

test("a file that is no roll is refused in words, at the field", async () => {
  const { page } = mairie;
  await mairie.visit("/mairie");
  await mairie.click(page.getByRole("link", { name: /Liste électorale/ }));
  assert.deepEqual(await inBothThemes(page, "no roll yet"), []);
  await send(page, form(page), 422);
  assert.match(await text(page), /Choisissez un fichier/);
  for (const [content, said] of [
    ["nom;prénom\nLE GOFF;Anne\n", /Il manque des colonnes.*nom de naissance/],
    [`${TITLES}\n${LIST};"LE GOFF;Anne;1961\n${LIST};RIOU;Yann;1961;56007;1\n`, /À la ligne 2, un guillemet/],
    ["\u0000\u0001", /Ce n’est pas un fichier CSV/],
  ]) {
    await chosen(page, "liste.csv", content);
    await send(page, form(page), 422);
    assert.match(await text(page), said);
    assert.equal(await page.locator("#liste").getAttribute("aria-invalid"), "true");
  }
  assert.deepEqual(await inBothThemes(page, "a roll refused"), []);
}, { seconds: 60 });

test("a roll is read with its progress, and reported by line before it is used", async () => {
  const { page } = mairie;
  await chosen(page, "liste.csv", roll(30_000));
  watchOf(page).expect("failed", server.url(PAGE));
  await send(page, form(page));
  await until("the report", async () => /À décider/.test(await text(page)), { deadline: 60_000 });
  const said = await text(page);
  assert.match(said, /Personnes qui votent ici\s*30\s003/);
  assert.match(said, /1 : date de naissance illisible\s*Ligne 5/);
  assert.match(said, /1 : homonymes nés le même jour.*\s*Ligne 4 \(avec 3\)/);
  assert.ok(!/GOFF|HÉNORET/.test(said), "no name is in the report");
  assert.deepEqual(await inBothThemes(page, "a roll to decide on"), []);
  await page.locator("#fin").fill("2026-10-01");
  await send(page, page.locator("form:has([value=adopter])"), 422);
  assert.match(await text(page), /Donnez un jour à venir/);
  await page.locator("#fin").fill("2027-03-31");
  await send(page, page.locator("form:has([value=adopter])"));
  assert.match(await text(page), /La liste est en service/);
  assert.deepEqual(await inBothThemes(page, "a roll in use"), []);
}, { seconds: 120 });

test("a person is recognised at the desk by her document, once", async () => {
  const { page } = mairie;
  const loic = await Person.signedIn(server, "loic@exemple.bzh");
  await loic.visit("/moi");
  const find = async (email) => {
    await mairie.visit("/mairie/personnes");
    await mairie.fillAndSend("form:has([value=chercher])", { email });
  };
  const check = (values, status) => mairie.fillAndSend("form:has([value=verifier])", values, status);
  await find(loic.email);
  await check({ birth_name: "", given_names: "Loïc", born: "hier" }, 422);
  assert.equal(await page.locator("[name=given_names]").inputValue(), "Loïc");
  assert.match(await text(page), /Cette date n’existe pas/);
  assert.deepEqual(await inBothThemes(page, "a document refused"), []);
  await check({ birth_name: "L’Henoret Kerman", born: "03/05/1961" });
  assert.match(await text(page), /La personne est vérifiée. Personne de ce nom/);
  // all given names: the agent takes back what she noted, and looks at the document again
  await send(page, page.locator("form:has([value=annuler])"));
  assert.match(await text(page), /La vérification est annulée/);
  await check({ birth_name: "L’Henoret Kerman", given_names: "LOIC MARIE", born: "03/05/1961" });
  assert.match(await text(page), /inscrite sur la liste électorale/);
  assert.match(await text(page), /Bureau de vote 0001/);
  assert.deepEqual(await inBothThemes(page, "a voter at the desk"), []);
  await loic.visit("/moi");
  assert.match(await loic.text(), /Inscrit sur la liste électorale/);
  // with another address she has no second voice
  await Person.signedIn(server, "loic.bis@exemple.bzh");
  await find("loic.bis@exemple.bzh");
  await check({ birth_name: "L’Hénoret-Kermañ", given_names: "Loïc Marie", born: "1961-05-03" }, 409);
  assert.match(await text(page), /déjà connue ici sous un autre compte/);
  assert.equal(await page.locator("[name=birth_name]").inputValue(), "L’Hénoret-Kermañ");
  assert.deepEqual(await inBothThemes(page, "known by another account"), []);
}, { seconds: 90 });

test("the roll is deleted, and the right with it", async () => {
  const { page } = mairie;
  await mairie.visit(PAGE);
  await page.locator("summary", { hasText: "Supprimer la liste maintenant" }).click();
  await send(page, page.locator("#en-service form:has([value=supprimer])"));
  assert.match(await text(page), /La liste est supprimée/);
  await mairie.visit("/mairie/personnes");
  await mairie.fillAndSend("form:has([value=chercher])", { email: "loic@exemple.bzh" });
  assert.match(await text(page), /Identité vérifiée/);
}, { seconds: 60 });
