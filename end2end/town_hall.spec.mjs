// The town hall's area on a tablet: from nothing to a project, with what goes wrong. None of it needs
// JavaScript; where no screen reader's check is made (it is a script itself), it is off.
import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { openContext, send, visit } from "./lib/browser.mjs";
import { BUDGET_FORM } from "./lib/commune.mjs";
import { Person, signInHere } from "./lib/person.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { faults } from "./lib/site.mjs";
import { until } from "./lib/until.mjs";

const plain = { device: "tablet", js: false };
const answer = "form:has([name=answer])";
const made = "form:has([name=title])";
let server;
let mairie;
let anna;
let slug;
const ids = [];

before(async () => {
  server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" });
  [mairie, anna] = await Promise.all([
    Person.signedIn(server, "mairie@demo.example", { device: "tablet" }),
    Person.signedIn(server, "anna@exemple.bzh"),
  ]);
});

const slugOf = (page) => /\/demarches\/([^/?#]+)/.exec(page.url())[1];

/** A form sent outside the page: a replay, or someone else's. */
function sent(context, path, form) {
  return context.request.post(path, { form, headers: { origin: server.origin }, maxRedirects: 0 });
}

/** The page as it stands is whole, for a screen reader too and on a narrow screen. */
async function whole() {
  const { page } = mairie;
  const path = new URL(page.url()).pathname;
  assert.deepEqual(faults(path, await page.content()), [], path);
  for (const [width, height] of [[360, 740], [820, 1180]]) {
    await page.setViewportSize({ width, height });
    assert.deepEqual(await violations(page), [], `${path} at ${width} px`);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(wide <= width, `${path} is ${wide} px wide at ${width}`);
  }
}

async function propose(title, process) {
  await anna.visit(`/demarches/${process}/proposer`);
  const options = anna.page.locator("[name=category] option");
  const category = (await options.count()) > 1 ? { category: await options.nth(1).getAttribute("value") } : {};
  await anna.fillAndSend(made, { title, body: "Une description assez longue pour que la mairie la comprenne.", ...category });
  // like others: the form shows them and asks again
  if (!/\/propositions\/[^/]+$/.test(new URL(anna.page.url()).pathname)) await send(anna.page, anna.page.locator(made));
  return new URL(anna.page.url()).pathname;
}

/** Presses the button that a phase has now. */
async function press(index) {
  await mairie.visit(`/mairie/demarches/${slug}`);
  await send(mairie.page, mairie.page.locator(`form:has([name=phase][value="${index}"])`));
}

test("an empty desk says what to do first", async () => {
  await mairie.visit("/mairie");
  await whole();
  assert.equal(await mairie.page.locator('a[href^="/mairie/demarches/nouvelle?modele="]').count(), 3);
  await mairie.visit("/mairie/demarches/nouvelle");
  await whole();
});

test("what was typed before signing in comes back, with its template", async () => {
  const context = await openContext(server, plain);
  const page = await context.newPage();
  const typed = { template: "petition", title: "Une pétition gardée", opens_0: "2027-01-01T10:00" };
  assert.equal((await sent(context, "/mairie/demarches/nouvelle", typed)).status(), 401);
  await visit(page, "/connexion");
  await signInHere(page, "mairie@demo.example");
  await visit(page, "/mairie/demarches/nouvelle");
  assert.equal(await page.locator("[name=title]").inputValue(), typed.title);
  assert.equal(await page.locator("[name=opens_0]").inputValue(), typed.opens_0);
});

test("a budget is refused in words, then made, and waits for answers", async () => {
  await mairie.visit("/mairie/demarches/nouvelle?modele=participatory_budget");
  await mairie.fillAndSend(made, { ...BUDGET_FORM, rule: "greedy_votes", closes_1: "2026-10-01T00:00" }, 422);
  await whole();
  assert.equal(await mairie.page.locator("[name=rule]:checked").inputValue(), "greedy_votes");
  await mairie.fillAndSend(made, BUDGET_FORM);
  slug = slugOf(mairie.page);
  for (const title of ["Un verger partagé au bourg", "Des bancs pour souffler", "Un kiosque à musique"]) {
    ids.push(await propose(title, slug));
  }
  await mairie.visit("/mairie");
  assert.match(await mairie.text(), /3\s+propositions attendent une réponse/u);
  await whole();
});

test("an answer half typed survives a reload, and a project dearer than the whole budget is refused", async () => {
  const { page } = mairie;
  await mairie.visit(`/mairie${ids[0]}`);
  await page.waitForFunction(() => document.documentElement.dataset.islands === "ready");
  await page.locator(answer).locator("[name=state][value=admitted]").check();
  await page.locator("[name=cost]").fill("99 999 999");
  await page.locator("[name=answer]").fill("Une réponse à moitié tapée");
  await page.reload();
  const half = async () => {
    await page.waitForFunction(() => document.querySelector("[name=answer]").value !== "");
    return [await page.locator("[name=state]:checked").inputValue(), await page.locator("[name=cost]").inputValue(), await page.locator("[name=answer]").inputValue()];
  };
  assert.deepEqual(await half(), ["admitted", "99 999 999", "Une réponse à moitié tapée"]);
  await send(page, page.locator(answer), 422);
  assert.match(await mairie.text(), /C’est plus que tout le budget de la démarche/);
  // mended, and reloaded before it is sent: the old text does not come back
  await page.waitForFunction(() => document.documentElement.dataset.islands === "ready");
  await page.locator("[name=answer]").fill("Une réponse corrigée");
  await page.reload();
  assert.equal((await half())[2], "Une réponse corrigée");
  await page.evaluate(() => localStorage.clear());
});

test("an answer goes on to the next proposal, and not over a text that changed", async () => {
  await mairie.visit(`/mairie${ids[0]}`);
  await mairie.fillAndSend(answer, { state: "admitted", cost: "" }, 422);
  await whole();
  await anna.visit(`${ids[0]}/modifier`);
  await anna.fillAndSend(made, { title: "Un verger partagé, plus grand" });
  await mairie.fillAndSend(answer, { state: "admitted", cost: "9 500", answer: "C’est faisable." }, 409);
  await whole();
  assert.match(await mairie.text(), /plus grand/);
  await send(mairie.page, mairie.page.locator(answer));
  assert.ok(mairie.page.url().includes(`/mairie${ids[1]}`), mairie.page.url());
  assert.match(await mairie.text(), /Réponse enregistrée/);
  await mairie.fillAndSend(answer, { state: "admitted", cost: "4 000", answer: "Oui." });
  await mairie.fillAndSend(answer, { state: "refused", answer: "La place est classée." });
  assert.ok(mairie.page.url().includes(`/mairie/demarches/${slug}`), mairie.page.url());
}, { seconds: 90 });

test("phases open in order, the vote closes once and on purpose", async () => {
  const sure = () => send(mairie.page, mairie.page.locator("form:has([name=confirme])"));
  await press(1);
  await whole();
  assert.match(await mairie.text(), /sera close au même instant/);
  await sure();
  await press(2);
  await whole();
  await sure();
  await mairie.visit(`/mairie/demarches/${slug}/modifier`);
  await mairie.fillAndSend(made, { budget: "50 000" }, 409);
  assert.equal(await mairie.page.locator("[name=budget]").inputValue(), "50 000");
  await whole();
  await press(2);
  await whole();
  await mairie.visit(`/mairie/demarches/${slug}`);
  assert.equal(await mairie.page.locator("li[aria-current=step] form").count(), 1, "asking closes nothing");
  await press(2);
  await sure();
  const again = await sent(mairie.context, `/mairie/demarches/${slug}/phases`, { phase: "2", acte: "clore", confirme: "oui" });
  assert.equal(again.status(), 409);
  await until("the result", async () => {
    await mairie.visit(`/mairie/demarches/${slug}`);
    return (await mairie.page.locator(`main a[href$="/demarches/${slug}/resultats"]`).count()) > 0;
  });
  await whole();
}, { seconds: 90 });

test("what a concertation takes up becomes a project once", async () => {
  await mairie.visit("/mairie/demarches/nouvelle?modele=concertation");
  await mairie.fillAndSend(made, {
    title: "Concertation sur la rue de l’École",
    summary: "Comment rendre la rue de l’École plus calme ?",
    promise: "Le conseil répond en décembre.",
  });
  const id = await propose("Fermer la rue aux heures d’école", slugOf(mairie.page));
  await mairie.visit(`/mairie${id}`);
  await mairie.fillAndSend(answer, { state: "admitted", answer: "" });
  await mairie.visit(`/mairie${id}`);
  await send(mairie.page, mairie.page.locator('form[action$="/projet"]'));
  const project = mairie.page.url();
  await whole();
  const again = await sent(mairie.context, `/mairie${id}/projet`, {});
  assert.equal(again.status(), 303);
  assert.ok(project.includes(again.headers().location.split("?")[0]), "the same project");
});

test("people are verified, given a role and never shown whole", async () => {
  const search = "form:has([value=chercher])";
  await mairie.visit("/mairie/personnes");
  await mairie.fillAndSend(search, { email: "yann@exemple.bzh" }, 422);
  await whole();
  await send(mairie.page, mairie.page.locator("form:has([value=creer])"));
  await mairie.page.locator("form:has([value=verifier]) [name=residence]").check();
  await mairie.fillAndSend("form:has([value=verifier])", { birth_name: "Riou", given_names: "Yann", born: "1953" });
  assert.match(await mairie.text(), /La personne est vérifiée[^]*Identité vérifiée à l’accueil le 5 octobre 2026|Identité vérifiée à l’accueil/);
  assert.ok(!(await mairie.page.content()).includes("yann@exemple.bzh"));
  assert.ok(!mairie.page.url().includes("yann"));
  await whole();
  await send(mairie.page, mairie.page.locator("form:has([value=annuler])"));
  await send(mairie.page, mairie.page.locator("form:has([value=donner]):has([value=agent])"));
  const yann = await Person.signedIn(server, "yann@exemple.bzh", plain);
  await yann.visit("/mairie");
  await yann.visit("/mairie/personnes");
  assert.equal((await yann.context.request.get(`/mairie/demarches/${slug}`)).status(), 403);
  const role = await sent(yann.context, "/mairie/personnes", { acte: "donner", role: "administrator", compte: new URL(mairie.page.url()).searchParams.get("compte") });
  assert.equal(role.status(), 403);
  await mairie.visit("/mairie/personnes");
  await mairie.fillAndSend(search, { email: "mairie@demo.example" });
  await send(mairie.page, mairie.page.locator("form:has([value=retirer]):has([value=administrator])"), 409);
  await whole();
}, { seconds: 90 });
