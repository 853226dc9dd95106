// Each form without JavaScript, and everything that people and attackers can get wrong with it: the right
// status, a sentence that helps, nothing lost of what was typed, nothing leaked, never a 500.
import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { closeContext, fill, going, openContext, send, visit, watchOf } from "./lib/browser.mjs";
import { BUDGET_FORM } from "./lib/commune.mjs";
import { Person, readCode, signInHere } from "./lib/person.mjs";
import { decoded, formsOf, keeps, post } from "./lib/raw.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";
import { openBallot, receipt, vote } from "./lib/vote.mjs";

const js = false;
const SCRIPT = "<script>globalThis.pwned=1</script><img src=x onerror=globalThis.pwned=1>";
const LONG = "é".repeat(50_000);
const BODY = "Un texte assez long pour qu’on comprenne bien l’idée, avec des « guillemets » & des <balises>.";

let server;
let slug;
let anna;
let bran;
let mairie;
let mine;
let theirs;

before(async () => {
  server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" });
  mairie = await Person.signedIn(server, "mairie@demo.example", { js });
  [anna, bran] = await Promise.all(["anna", "bran"].map((n) => Person.signedIn(server, `${n}@exemple.bzh`, { js })));
});

const path = () => new URL(anna.page.url()).pathname;
const value = (person, name) => person.page.locator(`form [name="${name}"]`).first().inputValue();

/** Everything of a refused form is still there, and each error has its link. */
async function kept(page, typed) {
  for (const [name, text] of Object.entries(typed)) {
    const field = page.locator(`form [name="${name}"]:not([type=radio])`).first();
    assert.equal((await field.inputValue()).replaceAll("\r\n", "\n"), text, `${name} is kept`);
  }
  assert.ok((await page.locator("[aria-invalid=true], [role=alert]").count()) > 0, "says what is wrong");
  for (const link of await page.locator("#erreurs a").all()) {
    const id = (await link.getAttribute("href")).slice(1);
    assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `#${id} is there`);
  }
  await clean(page);
}

/** Whether one can use it with a keyboard and a screen reader shows most where something went wrong. */
async function clean(page) {
  const [url, html] = [page.url(), await page.content()];
  // axe needs the JavaScript that this reader goes without: the same page is looked at by another browser
  const context = await openContext(server);
  const copy = await context.newPage();
  await copy.route(url, (route) => route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(url, { waitUntil: "load" });
  const found = await violations(copy);
  await closeContext(context);
  assert.deepEqual(found, [], url);
}

test("an address that is none is refused and kept", async () => {
  const { page } = await Person.with(server, "", { js });
  for (const email of ["pas une adresse", "a@", "<script>@exemple.bzh", "deux@exemple.bzh, trois@exemple.bzh"]) {
    await visit(page, "/connexion");
    await fill(page.locator("form:has([name=email])"), { email });
    await send(page, page.locator("form:has([name=email])"), 422);
    await kept(page, { email });
  }
});

test("a code is used once, in the browser that asked, and not guessed", async () => {
  const email = "code@exemple.bzh";
  const one = await Person.with(server, email, { js });
  const other = await Person.with(server, email, { js });
  await one.visit("/connexion");
  await one.fillAndSend("form:has([name=email])", { email });
  const code = await readCode(one.context, email);
  const wrong = code === "123456" ? "654321" : "123456";
  await one.fillAndSend("form:has([name=code])", { code: wrong }, 422);
  await kept(one.page, { code: wrong });
  await one.fillAndSend("form:has([name=code])", { code: "abc" }, 422);
  // known, but in another browser
  assert.equal((await post(other.context, "/connexion/code", { code, retour: "/moi" })).status, 422);
  await one.fillAndSend("form:has([name=code])", { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
  assert.equal(new URL(one.page.url()).pathname, "/moi");
  assert.equal((await post(one.context, "/connexion/code", { code, retour: "/moi" })).status, 422, "a second time");
  await other.visit("/connexion");
  await other.fillAndSend("form:has([name=email])", { email });
  for (let i = 0; i < 4; i += 1) await other.fillAndSend("form:has([name=code])", { code: wrong }, 422);
  await other.fillAndSend("form:has([name=code])", { code: wrong }, 422);
  assert.equal((await post(other.context, "/connexion/code", { code: await readCode(other.context, email), retour: "/moi" })).status, 422, "after five wrong ones");
});

test("codes are not sent without end, and the answer never tells who has an account", async () => {
  const context = await openContext(server, { js });
  const statuses = [];
  for (let i = 0; i < 7; i += 1) statuses.push((await post(context, "/connexion", { email: "beaucoup@exemple.bzh" })).status);
  assert.deepEqual(statuses.slice(0, 5), [303, 303, 303, 303, 303]);
  assert.equal(statuses[6], 429);
  const [known, unknown] = [await post(context, "/connexion", { email: anna.email }), await post(context, "/connexion", { email: "jamais@exemple.bzh" })];
  assert.equal(known.status, unknown.status);
  assert.equal(known.location, unknown.location);
});

test("after signing in one goes nowhere else", async () => {
  const context = await openContext(server, { js });
  for (const back of ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b"]) {
    const { status, location } = await post(context, "/connexion", { email: `retour${back.length}@exemple.bzh`, retour: back });
    assert.equal(status, 303);
    assert.ok(!/ailleurs|javascript|Set-Cookie/.test(decodeURIComponent(location)), location);
  }
});

test("a name is saved, or refused and kept", async () => {
  await anna.visit("/moi");
  await anna.fillAndSend("form:has([name=name])", { name: "Anna Le Goff" });
  await anna.visit("/moi");
  assert.equal(await value(anna, "name"), "Anna Le Goff");
  const { status, html } = await post(anna.context, "/moi", { name: "x".repeat(61) });
  assert.equal(status, 422);
  assert.ok(keeps(html, "x".repeat(61)));
});

test("a budget is refused with everything kept, then made", async () => {
  const { page } = mairie;
  await visit(page, "/mairie");
  await going(page, () => page.locator('a[href*="/mairie/demarches/nouvelle"][href*="participatory_budget"]').first().click());
  const form = page.locator("form:has([name=title])");
  const bad = { ...BUDGET_FORM, title: "Court", budget: "douze", closes_1: "2026-10-01T00:00" };
  await fill(form, bad);
  await send(page, form, 422);
  const { ballot, rule, ...texts } = bad;
  await kept(page, texts);
  assert.equal(ballot + rule, "up_toequal_shares");
  await fill(form, BUDGET_FORM);
  await send(page, form);
  slug = /\/mairie\/demarches\/([^/?#]+)/.exec(page.url())?.[1];
  assert.ok(slug && slug !== "nouvelle", page.url());
});

const proposer = () => `/demarches/${slug}/proposer`;
const form = "form:has([name=title])";

/** Proposes and gives the address; goes on when like ones are shown first. */
async function propose(person, title) {
  await person.visit(proposer());
  const option = person.page.locator("[name=category] option").nth(1);
  const category = await option.getAttribute("value");
  await person.fillAndSend(form, { title, body: BODY, category });
  if (!/^\/propositions\//.test(new URL(person.page.url()).pathname)) await send(person.page, person.page.locator(form));
  return new URL(person.page.url()).pathname;
}

test("a proposal is refused with everything kept, then made", async () => {
  await anna.visit(proposer());
  await anna.fillAndSend(form, { title: "Trop", body: "court" }, 422);
  await kept(anna.page, { title: "Trop", body: "court" });
  mine = await propose(anna, "Un verger partagé derrière la salle");
  theirs = await propose(bran, "Des bancs à l’ombre sur la place");
  assert.notEqual(mine, theirs);
  const text = await anna.page.locator("main").innerText();
  assert.ok(text.includes("<balises>"), "what looks like HTML is text");
});

test("the same form twice makes no second proposal, and a like one none by surprise", async () => {
  await anna.visit(proposer());
  const category = await anna.page.locator("[name=category] option").nth(1).getAttribute("value");
  await anna.fillAndSend(form, { title: "Un verger partagé derrière la salle", body: BODY, category });
  assert.equal(path(), mine, "the one that is there");
  await anna.visit(proposer());
  const another = `${BODY} Et des ruches.`;
  await anna.fillAndSend(form, { title: "Un verger partagé derrière la salle", body: another, category });
  // the like one is shown before anything is saved
  assert.ok(!/^\/propositions\//.test(path()), path());
  assert.ok((await anna.text()).includes("Un verger partagé"));
  assert.equal(await value(anna, "body"), another);
});

test("a proposal is changed by its author alone, and not over a newer text", async () => {
  const edit = `${mine}/modifier`;
  await anna.visit(edit);
  const old = (await formsOf(anna.page))[0].fields;
  await anna.fillAndSend(form, { title: "x" }, 422);
  await kept(anna.page, { title: "x", body: BODY });
  await anna.fillAndSend(form, { title: "Un verger partagé, plus grand" });
  await anna.visit(mine);
  assert.equal((await anna.page.locator("h1").innerText()).trim(), "Un verger partagé, plus grand");
  const stale = await post(anna.context, edit, old.map((f) => [f.name, f.name === "body" ? `${BODY} Deux fois.` : f.value]));
  assert.equal(stale.status, 409);
  assert.ok(keeps(stale.html, `${BODY} Deux fois.`), "what was typed is kept");
  for (const act of ["modifier", "retirer"]) {
    await bran.visit(`${mine}/${act}`, 403);
    await clean(bran.page);
    assert.equal((await post(bran.context, `${mine}/${act}`, { title: "Volée par Bran le Rouge", body: BODY, version: "1" })).status, 403);
  }
  await anna.visit(mine);
  assert.ok(!(await anna.text()).includes("Volée"));
});

test("a comment is refused and kept, then made, answered, taken back", async () => {
  await bran.visit(mine);
  const comment = `form[action^="${mine}/commenter"]`;
  await bran.fillAndSend(comment, { stance: "for", body: "x" }, 422);
  await kept(bran.page, { body: "x" });
  assert.ok(await bran.page.locator("[name=stance][value=for]").first().isChecked(), "the position is kept");
  await bran.fillAndSend('form:has([name=stance])', { stance: "against", body: "Et qui taillera les arbres ?" });
  await anna.visit(mine);
  assert.ok((await anna.text()).includes("Et qui taillera les arbres ?"));
  await anna.click(anna.page.locator('.comment a[href*="/commenter"]').first());
  await anna.fillAndSend("form:has([name=stance])", { stance: "neutral", body: "Nous, chaque hiver." });
  await anna.visit(mine);
  assert.equal(await anna.page.locator(".thread .thread .comment").count(), 1);
  assert.equal((await post(bran.context, `${mine}/commenter`, { stance: "for", body: "Réponse à rien du tout", parent: "ailleurs" })).status, 422);
  assert.equal((await post(bran.context, `${mine}/commenter`, { stance: "peut-être", body: "Position inventée" })).status, 422);
});

test("a support is given and taken back", async () => {
  await bran.visit(mine);
  const support = bran.page.locator("form[data-support]").first();
  const count = async () => Number((await bran.page.locator(".support__count").first().innerText()).replaceAll(/\D/g, ""));
  const first = await count();
  await send(bran.page, support);
  await bran.visit(mine);
  assert.equal(await count(), first + 1);
  assert.equal((await post(bran.context, `${mine}/soutenir`, { on: "1" })).status, 303);
  await bran.visit(mine);
  assert.equal(await count(), first + 1, "twice is once");
  assert.equal((await post(bran.context, `${mine}/soutenir`, { on: "0" })).status, 303);
  await bran.visit(mine);
  assert.equal(await count(), first);
});

test("when the session ends in mid-form, nothing typed is lost", async () => {
  const person = await Person.signedIn(server, "fin@exemple.bzh", { js });
  const typed = { title: "Une passerelle sur le ruisseau", body: `${BODY}\n\nDeuxième paragraphe.` };
  await person.visit(proposer());
  const category = await person.page.locator("[name=category] option").nth(2).getAttribute("value");
  await person.context.clearCookies({ name: "session" });
  await person.fillAndSend(form, { ...typed, category }, 401);
  await signInHere(person.page, person.email);
  assert.equal(new URL(person.page.url()).pathname, proposer());
  for (const [name, text] of Object.entries({ ...typed, category })) {
    assert.equal((await value(person, name)).replaceAll("\r\n", "\n"), text, name);
  }
  await send(person.page, person.page.locator(form));
  assert.match(new URL(person.page.url()).pathname, /^\/propositions\//);
  await person.visit(proposer());
  assert.equal(await value(person, "title"), "", "the draft is forgotten once saved");
  // a comment, too
  await person.context.clearCookies({ name: "session" });
  const lost = await post(person.context, `${mine}/commenter`, { stance: "for", body: "Écrit juste à la fin." });
  assert.equal(lost.status, 401);
  assert.ok(!lost.html.includes("Écrit juste"), "shown to nobody who has not signed in");
  const stranger = await Person.signedIn(server, "inconnue@exemple.bzh", { js });
  await stranger.visit(`${mine}/commenter`);
  assert.ok(!(await stranger.page.content()).includes("Écrit juste"), "a draft stays in its browser");
});

test("back and forward lose nothing and repeat nothing", async () => {
  const { page } = bran;
  await visit(page, theirs);
  await fill(page.locator(`form[action^="${theirs}/commenter"]`), { stance: "for", body: "Avant, arrière." });
  await send(page, page.locator(`form[action^="${theirs}/commenter"]`));
  await page.goBack();
  await page.goForward();
  await page.reload();
  await visit(page, theirs);
  assert.equal((await page.locator("main").innerText()).split("Avant, arrière.").length, 2, "once");
});

test("a citizen and a visitor do nothing at the town hall", async () => {
  const visitor = await openContext(server, { js });
  const pages = ["/mairie", `/mairie/demarches/${slug}`, `/mairie/demarches/${slug}/modifier`, "/mairie/demarches/nouvelle?modele=participatory_budget", `/mairie${mine}`, "/mairie/personnes"];
  for (const address of pages) {
    assert.equal((await anna.context.request.get(address)).status(), 403, `a citizen at ${address}`);
    assert.equal((await visitor.request.get(address)).status(), 401, `a visitor at ${address}`);
  }
  // every form that the official has, sent by a citizen
  for (const address of pages.filter((p) => p !== "/mairie")) {
    await mairie.visit(address);
    for (const { action, fields } of await formsOf(mairie.page)) {
      const answer = await post(anna.context, action, fields.filter((f) => f.sent).map((f) => [f.name, f.value]));
      assert.equal(answer.status, 403, `${address} sends to ${action}`);
    }
  }
});

test("an answer is refused with everything kept, then given", async () => {
  const answer = "form:has([name=answer])";
  await mairie.visit(`/mairie${mine}`);
  await mairie.fillAndSend(answer, { state: "refused", answer: "Non." }, 422);
  await kept(mairie.page, { answer: "Non." });
  await mairie.fillAndSend(answer, { state: "admitted", cost: "cher", answer: "Nous avons étudié cette idée." }, 422);
  await kept(mairie.page, { cost: "cher", answer: "Nous avons étudié cette idée." });
  await mairie.fillAndSend(answer, { state: "admitted", cost: "12 500,50", answer: "Nous avons étudié cette idée." });
  await mairie.visit(`/mairie${theirs}`);
  await mairie.fillAndSend(answer, { state: "admitted", cost: "9000", answer: "Nous avons étudié cette idée." });
  await anna.visit(mine);
  assert.match(await anna.text(), /12\s500,50\s€/u);
  await anna.visit(`${mine}/modifier`, 409);
  await clean(anna.page);
});

test("people are found and verified at the desk, or not found", async () => {
  await mairie.visit("/mairie/personnes");
  await mairie.fillAndSend("form:has([name=email])", { email: "personne@nulle.example" }, 422);
  await kept(mairie.page, { email: "personne@nulle.example" });
  await mairie.visit("/mairie/personnes");
  await mairie.fillAndSend("form:has([name=email])", { email: anna.email });
  assert.match(await mairie.text(), /Anna Le Goff/);
  assert.ok(!(await mairie.page.content()).includes(anna.email), "the address is not shown whole");
  const check = "form:has([value=verifier])";
  await mairie.fillAndSend(check, { birth_name: "Le Goff", given_names: "Anna", born: "31/02/1980", place: "56007" }, 422);
  await kept(mairie.page, { birth_name: "Le Goff", given_names: "Anna", born: "31/02/1980", place: "56007" });
  await mairie.page.locator(`${check} [name=residence]`).check();
  await mairie.fillAndSend(check, { born: "29/02/1980" });
  await anna.visit("/moi");
  assert.equal(await anna.page.locator("main .badge--ok").count(), 1);
});

test("every field of every form bears hostile texts", async () => {
  const addresses = [[anna, "/moi"], [anna, proposer()], [bran, theirs], [bran, `${theirs}/modifier`], [mairie, `/mairie/demarches/${slug}/modifier`], [mairie, "/mairie/demarches/nouvelle?modele=participatory_budget"], [mairie, `/mairie${theirs}`], [mairie, "/mairie/personnes"], [anna, "/connexion"]];
  const texts = [SCRIPT, "\u202Eeuqirtsélc", "\u0000", LONG, "' OR 1=1 --", "../../etc/passwd", "%00%ff", "{{7*7}}", "-1", "9".repeat(40)];
  const wrong = [];
  for (const [person, address] of addresses) {
    const answer = await person.page.goto(address);
    if (answer.status() !== 200) {
      watchOf(person.page).expect(answer.status(), answer.url());
      continue;
    }
    for (const { action, fields } of await formsOf(person.page)) {
      if (/deconnexion/.test(action)) continue;
      const names = [...new Set(fields.map((f) => f.name))];
      for (const hostile of texts) {
        for (const name of names) {
          const sent = fields.filter((f) => f.sent && f.name !== name).map((f) => [f.name, f.value]);
          const { status, html, location } = await post(person.context, action, [...sent, [name, hostile]]);
          const told = `${action} ${name}=${hostile.slice(0, 20)}: ${status}`;
          if (status >= 500) wrong.push(told);
          if (html.includes(SCRIPT)) wrong.push(`${told}, not escaped`);
          if (location && !location.startsWith("/")) wrong.push(`${told} goes to ${location}`);
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  const context = await openContext(server);
  const page = await context.newPage();
  for (const address of ["/", `/demarches/${slug}`, `/demarches/${slug}/propositions`, mine, theirs]) {
    await visit(page, address);
    assert.equal(await page.evaluate(() => globalThis.pwned), undefined, address);
    assert.ok(!(await page.locator("main").innerText()).includes("\u202E"), address);
  }
}, { seconds: 120 });

test("odd addresses and parameters are answered in words", async () => {
  const context = await openContext(server, { js });
  const list = `/demarches/${slug}/propositions`;
  const odd = [SCRIPT, "\u202E", "\u0000", "x".repeat(5000), "-1", "9".repeat(30), "' OR 1=1 --", "%"];
  for (const name of ["q", "quartier", "theme", "etat", "tri", "graine", "apres", "inconnu"]) {
    for (const text of odd) {
      const answer = await context.request.get(`${list}?${name}=${encodeURIComponent(text)}`);
      assert.ok([200, 400, 414, 422].includes(answer.status()), `${name}=${text.slice(0, 20)}: ${answer.status()}`);
      assert.ok(!(await answer.text()).includes(SCRIPT), name);
    }
  }
  for (const address of [`${list}?q=%ff%fe`, `${list}?q[]=1&q=2`, "/propositions/%00", "/propositions/..%2f..%2fetc", "/demarches/%E2%80%AE", "/br/br/", "//ailleurs.example", "/projets/x", "/courriels?a=%ff"]) {
    const { status } = await fetch(server.url("/") + address.slice(1), { redirect: "manual" });
    assert.ok(status < 500, `${address}: ${status}`);
  }
});

test("too much, the wrong method and another site are refused", async () => {
  assert.equal((await post(anna.context, proposer(), { title: "x", body: "x".repeat(300_000) })).status, 413);
  const strange = await anna.context.request.fetch("/moi", { method: "PUT" });
  assert.equal(strange.status(), 405);
  for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://ailleurs.example" }]) {
    const answer = await post(anna.context, "/moi", { name: "Depuis ailleurs" }, headers);
    assert.equal(answer.status, 403);
  }
  await anna.visit("/moi");
  assert.notEqual(await value(anna, "name"), "Depuis ailleurs");
});

test("once the phase is over, forms say so and keep what was typed", async () => {
  server.setTime("2026-10-15T08:00:00Z");
  // days later: roles sleep, and voters say once more who they are
  for (const person of [mairie, anna, bran]) await person.signIn();
  await anna.visit(proposer(), 403);
  await clean(anna.page);
  for (const [address, fields] of [
    [proposer(), { title: "Une idée qui vient trop tard", body: BODY }],
    [`${mine}/modifier`, { title: "Une idée qui vient trop tard", body: BODY, version: "1" }],
    [`${mine}/commenter`, { stance: "for", body: "Un avis qui vient trop tard." }],
    [`${mine}/soutenir`, { on: "1" }],
  ]) {
    const { status, html } = await post(anna.context, address, fields);
    assert.equal(status, 403, address);
    if (fields.body && !address.endsWith("modifier")) assert.ok(keeps(html, fields.body), `${address} keeps it`);
  }
});

test("a ballot is refused in words, then cast", async () => {
  await bran.visit(`/voter/${slug}`);
  await going(bran.page, () => bran.page.locator("form:has(.ballot) button[type=submit]").first().click(), 422);
  const title = "Des bancs à l’ombre sur la place";
  const code = await vote(bran.page, slug, [title]);
  assert.equal(code.length, 39);
  // the page of the receipt is not the receipt of anybody else
  const visitor = await openContext(server, { js });
  const shown = await (await visitor.request.get(`/voter/${slug}/recu`)).text();
  assert.ok(!shown.includes(code.slice(0, 4)));
});

test("a second vote without the secret is refused, and says why", async () => {
  const elsewhere = await Person.signedIn(server, bran.email, { js });
  await openBallot(elsewhere.page, slug, "", 422);
  await clean(elsewhere.page);
  await openBallot(elsewhere.page, slug, "pas un code", 422);
  await clean(elsewhere.page);
  await kept(elsewhere.page, { recu: "pas un code" });
  // a paper that was on the screen already when the other device voted: its choice stays
  const choix = mine.split("/").pop();
  for (const [recu, expected] of [["", 409], ["pas un code", 422]]) {
    const { status, html } = await post(elsewhere.context, `/voter/${slug}`, { choix, recu });
    assert.equal(status, expected, recu);
    assert.match(html, new RegExp(`<input[^>]*value="${choix}"[^>]* checked|<input[^>]* checked[^>]*value="${choix}"`), "the choice is kept");
  }
  for (const recu of ["", "pas un code", "0000 0000 0000 0000 0000 0000 0000 0000", SCRIPT]) {
    const { status, html } = await post(elsewhere.context, `/voter/${slug}/confirmer`, { choix: mine.split("/").pop(), recu });
    assert.equal(status, 409, recu);
    assert.ok(!html.includes(SCRIPT));
  }
});

test("ballots that nobody could fill in are refused", async () => {
  const dina = await Person.signedIn(server, "dina@exemple.bzh", { js });
  const action = `/voter/${slug}/confirmer`;
  const id = mine.split("/").pop();
  for (const chosen of [[], [id, id], ["ailleurs"], [id, SCRIPT], [LONG.slice(0, 20_000)]]) {
    const { status } = await post(dina.context, action, chosen.map((c) => ["choix", c]));
    assert.equal(status, 422, JSON.stringify(chosen).slice(0, 60));
  }
  const visitor = await openContext(server, { js });
  assert.equal((await post(visitor, action, [["choix", id]])).status, 401);
});

test("the rules of a vote that has begun stay", async () => {
  await mairie.visit(`/mairie/demarches/${slug}/modifier`);
  await mairie.fillAndSend(form, { budget: "50 000" }, 409);
  assert.equal(await value(mairie, "budget"), "50 000");
  await mairie.visit(`/mairie${theirs}`);
  const { status } = await post(mairie.context, `/mairie${theirs}`, { state: "refused", cost: "", answer: "Trop tard pour refuser." });
  assert.equal(status, 409);
});

test("after the close nobody votes, and a wrong receipt finds nothing", async () => {
  const late = await Person.signedIn(server, "tard@exemple.bzh", { js });
  server.setTime("2026-10-21T16:05:00Z");
  await until("the result", async () => (await (await fetch(server.url(`/demarches/${slug}/resultats`))).text()).includes("result--won"));
  const id = mine.split("/").pop();
  for (const address of [`/voter/${slug}`, `/voter/${slug}/confirmer`]) {
    assert.equal((await post(late.context, address, { choix: id })).status, 403, address);
  }
  await late.visit(`/demarches/${slug}/mon-bulletin`);
  await late.fillAndSend("form:has([name=recu])", { recu: "0000 0000 0000 0000 0000 0000 0000 0000" }, 422);
  await kept(late.page, { recu: "0000 0000 0000 0000 0000 0000 0000 0000" });
});

test("a milestone is refused and kept, then posted", async () => {
  // days have passed: roles ask for a new sign-in, and what was typed stays
  await mairie.visit(`/mairie${theirs}`, 401);
  assert.match(await mairie.text(), /vos rôles s’endorment/);
  await mairie.signIn();
  await mairie.visit(`/mairie${theirs}`);
  await going(mairie.page, () => mairie.page.locator('form[action$="/projet"] button').click());
  const milestone = "form:has([name=status])";
  await mairie.fillAndSend(milestone, { title: "x", body: "Le chantier commence lundi.", status: "started" }, 422);
  await kept(mairie.page, { title: "x", body: "Le chantier commence lundi." });
  await mairie.fillAndSend(milestone, { title: "Le chantier commence", body: "Le chantier commence lundi.", status: "started" });
});

export { decoded, receipt };
