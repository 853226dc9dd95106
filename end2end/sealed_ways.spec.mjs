// The other ways of a sealed vote: rights that the server hands out, rights made on phones; a phone that is checked, one
// that is lost, one that is tampered with; no JavaScript, no mouse, no sight; every page of it in both themes.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { whole } from "./lib/access.mjs";
import { openContext, visit, watchOf } from "./lib/browser.mjs";
import { Person } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { OFFICE, ceremony, chosen, named, opened, prepared, receipt, reviewed, saved, sealedAndSent } from "./lib/sealed.mjs";
import { demo } from "./lib/server.mjs";
import { asRead } from "./lib/spoken.mjs";
import { until } from "./lib/until.mjs";
import { weigh } from "./lib/weigh.mjs";

story();

const PROJECTS = ["Un verger partagé au bourg", "Des bancs à l’ombre", "Un abri pour les vélos"];
const part = (page, name) => page.locator(`[data-part="${name}"]`);
const shown = (page, name) => part(page, name).and(page.locator(":visible")).first().waitFor({ timeout: 30_000 });
let server;
let mairie;
let slug;
let onPhones;
let trustees;
/** How many people have voted, as the urn's page says. */
const turnout = async () => Number(/Personnes qui ont voté<\/dt><dd[^>]*>(\d+)</.exec(await (await fetch(server.url(`/voter/${slug}/urne`))).text())[1]);

before(async () => {
  server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" });
  mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet" });
});

test("two votes are prepared, one with rights of the server, one with rights of phones", async () => {
  slug = await prepared(server, mairie, "sealed_server", PROJECTS);
  onPhones = await prepared(server, mairie, "sealed_phone", PROJECTS.slice(0, 2));
  await mairie.visit(`/mairie/demarches/${slug}/urne`);
  await mairie.fillAndSend("form:has([name=trustees])", { trustees: "une@exemple.bzh\nune@exemple.bzh", threshold: "2" }, 422);
  assert.match(await mairie.text(), /Une adresse est là deux fois/);
  await whole(mairie.page, "the desk, refused");
  for (const one of [slug, onPhones]) {
    await named(mairie, one);
    trustees = await ceremony(server, one);
    await whole(trustees[0].page, "a trustee's page");
    if (one === slug) assert.deepEqual(await asRead(trustees[1].page, "sealed-trustee"), []);
    for (const trustee of trustees) await trustee.person.context.close();
  }
  await mairie.visit(`/mairie/demarches/${slug}/urne`);
  await mairie.fillAndSend("form:has([name=spares])", { spares: "beaucoup" }, 422);
  await mairie.fillAndSend("form:has([name=spares])", { spares: "20" });
  await whole(mairie.page, "the desk, ready");
}, { seconds: 180 });

let early;

test("a right is made on a phone before the vote, and found again on the next visit", async () => {
  early = await Person.signedIn(server, "prevoyante@exemple.bzh");
  const { page } = early;
  await early.visit(`/voter/${onPhones}`);
  await early.click(page.locator('a[href$="/droit"]'));
  await page.locator('[data-act="prepare"]').click();
  await shown(page, "ready-new");
  await whole(page, "a right made here");
  const right = await part(page, "ready-new").locator("output").innerText();
  await page.locator('[data-act="register"]').click();
  await shown(page, "ready-done");
  await early.visit(`/voter/${onPhones}/droit`);
  await shown(page, "ready-done");
  assert.equal(await part(page, "ready-done").locator("output").innerText(), right);
  await mairie.visit(`/mairie/demarches/${onPhones}/urne`);
  assert.match(await mairie.text(), /Codes prêts\s: 1/);
}, { seconds: 60 });

test("both urns open by themselves", async () => {
  server.setTime("2026-10-14T16:05:00Z");
  await opened(server, slug);
  await opened(server, onPhones);
  // roles fall asleep long before that, and voters say once more who they are
  for (const person of [mairie, early]) await person.signIn();
}, { seconds: 40 });

test("she votes with the right of her phone; somebody without one is told where to vote", async () => {
  const { page } = early;
  await reviewed(page, onPhones, PROJECTS.slice(0, 1));
  await sealedAndSent(page);
  await early.context.close();
  const late = await Person.signedIn(server, "tard@exemple.bzh");
  await reviewed(late.page, onPhones, PROJECTS.slice(0, 1));
  await shown(late.page, "right-typed");
  assert.match(await late.text(), /votez à l’accueil de la mairie/);
  await late.context.close();
}, { seconds: 60 });

test("by keyboard alone, from the paper to the receipt, with every page whole", async () => {
  const person = await Person.signedIn(server, "clavier@exemple.bzh");
  const { page } = person;
  await visit(page, `/voter/${slug}`);
  await page.locator("#scelle[data-ready]").waitFor();
  await whole(page, "the paper");
  const press = async (selector, key = "Enter") => {
    for (let i = 0; i < 80; i += 1) {
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return page.keyboard.press(key);
      await page.keyboard.press("Tab");
    }
    throw new Error(`no way to ${selector} by keyboard`);
  };
  await press(".ballot__input", "Space");
  await press('[data-act="review"]');
  await shown(page, "right-shown");
  assert.ok(await page.evaluate(() => document.activeElement.matches("[data-part=review] h1")), "focus is on what is new");
  await whole(page, "the review");
  await press('[data-act="seal"]');
  await receipt(page);
  await whole(page, "the receipt");
  await press('[data-act="check"]');
  await part(page, "checked").locator(".notice--ok").waitFor();
  await whole(page, "the receipt, checked");
  await page.locator('[data-part="receipt"] details summary').last().click();
  await whole(page, "the receipt, unfolded");
  for (const lang of ["", "/br", "/en"]) {
    await visit(page, `${lang}/voter/${slug}/urne`);
    await whole(page, `the urn ${lang}`);
    await visit(page, `${lang}/voter/${slug}`);
    await receipt(page);
    await whole(page, `the receipt ${lang}`);
  }
  await person.context.close();
}, { seconds: 120 });

test("what a screen reader says, from the paper to the receipt, in the urn and on the desk", async () => {
  const person = await Person.signedIn(server, "oreille@exemple.bzh");
  const { page } = person;
  const same = async (where, name) => assert.deepEqual(await asRead(where, name), []);
  await visit(page, `/voter/${slug}`);
  await page.locator("#scelle[data-ready]").waitFor();
  await same(page, "sealed-paper");
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await shown(page, "right-shown");
  await same(page, "sealed-review");
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await sealedAndSent(page);
  await same(page, "sealed-receipt");
  await visit(page, `/voter/${onPhones}/urne`);
  await same(page, "sealed-urn");
  await mairie.visit(`/mairie/demarches/${onPhones}/urne`);
  await same(mairie.page, "sealed-desk");
  await person.context.close();
}, { seconds: 90 });

test("the voting page is light, and what seals comes apart", async () => {
  const person = await Person.signedIn(server, "balance@exemple.bzh");
  const { status, all, foreign } = await weigh(server, `/voter/${slug}`, await person.context.cookies());
  assert.equal(status, 200);
  assert.deepEqual(foreign, []);
  const apart = ({ url }) => /\/seal(_bg|_worker)?-[0-9a-f]+\.(js|wasm)$/.test(url);
  const sum = (some) => some.reduce((bytes, a) => bytes + a.bytes, 0);
  const [page, worker] = [sum(all.filter((a) => !apart(a))), sum(all.filter(apart))];
  console.log(`      voting page: ${page} bytes, apart ${worker}`);
  const list = all.map((a) => `${a.url} ${a.bytes}`).join(", ");
  assert.ok(page <= 110_000, list);
  assert.ok(worker > 0 && worker <= 60_000, list);
  await person.context.close();
}, { seconds: 60 });

test("a choice too many, or none, is said before anything is sealed", async () => {
  const person = await Person.signedIn(server, "trop@exemple.bzh");
  const { page } = person;
  await visit(page, `/voter/${slug}`);
  await page.locator("#scelle[data-ready]").waitFor();
  await page.locator('[data-act="review"]').click();
  assert.match(await part(page, "wrong").innerText(), /au moins un projet/);
  // ticked boxes outlast a reload
  await page.locator(".ballot__input").first().check();
  await page.reload();
  await page.locator("#scelle[data-ready]").waitFor();
  assert.equal(await page.locator(".ballot__input:checked").count(), 1);
  await person.context.close();
}, { seconds: 40 });

test("a phone is checked: its opened ballot shows what it sealed, and a false one is found out", async () => {
  const person = await Person.signedIn(server, "prudent@exemple.bzh");
  const { page } = person;
  await reviewed(page, slug, PROJECTS.slice(1, 2));
  await shown(page, "right-shown");
  await page.locator('details:has([data-act="audit"]) summary').click();
  await page.locator('button[data-act="audit"]').click();
  await shown(page, "sealed");
  await whole(page, "a sealed ballot, to send or to open");
  const words = await part(page, "sealed").locator("output").innerText();
  const before_ = await turnout();
  const file = await saved(page, () => page.locator('[data-act="open"]').click());
  await shown(page, "opened");
  const other = await (await openContext(server, { device: "tablet" })).newPage();
  const check = async (buffer) => {
    await visit(other, "/verifier");
    await other.locator("#verifier[data-ready]").waitFor();
    await other.locator("#essai-fichier").setInputFiles({ ...file, mimeType: "application/json", buffer });
    await other.locator('[data-part="test-form"] button').click();
    await other.locator('[data-part="test-result"]:not([hidden])').waitFor({ timeout: 30_000 });
    return other.locator('[data-part="test-result"]').innerText();
  };
  const right = await check(file.buffer);
  assert.match(right, /a bien scellé ces choix/);
  assert.ok(right.includes(words), right);
  assert.ok(right.includes(PROJECTS[1]) && !right.includes(PROJECTS[0]), right);
  await whole(other, "a test ballot, checked");
  const said = JSON.parse(file.buffer.toString());
  // a phone that sealed the second project and says it was the first
  const lie = { ...said, choices: said.choices.map((_, i) => Number(i === 0)) };
  assert.match(await check(Buffer.from(JSON.stringify(lie))), /n’a pas scellé ce qu’il dit/);
  // another number, whichever it was
  const spoiled = { ...said, ballot: said.ballot.replace(/"alpha":"(\d)/, (_, digit) => `"alpha":"${digit === "1" ? 2 : 1}`) };
  assert.match(await check(Buffer.from(JSON.stringify(spoiled))), /n’a pas scellé ce qu’il dit/);
  await visit(other, "/verifier");
  await other.locator("#verifier[data-ready]").waitFor();
  await other.locator('[data-part="test-form"] button').click();
  await other.locator('[data-part="essai-error"]:not([hidden])').waitFor();
  assert.equal(await turnout(), before_, "what was opened is not in the urn");
  await person.context.close();
}, { seconds: 90 });

test("a phone lost before the vote is replaced, and makes no second vote; paper excludes both", async () => {
  const [old, fresh] = [await Person.signedIn(server, "perdu@exemple.bzh"), await Person.signedIn(server, "perdu@exemple.bzh")];
  for (const phone of [old, fresh]) {
    await reviewed(phone.page, slug, PROJECTS.slice(0, 1));
    await shown(phone.page, "right-shown");
  }
  await sealedAndSent(fresh.page);
  watchOf(old.page).expect("409", server.url(`/api/v1/scelle/${slug}/bulletin`));
  watchOf(old.page).expect("404", server.url(`/api/v1/scelle/${slug}/place`));
  await part(old.page, "seal").click();
  await shown(old.page, "waiting");
  assert.match(await old.text(), /n’est pas compté/);
  // a refusal is no lost network, after a reload either; what stood in its way may be gone, so it can be sent again
  watchOf(old.page).expect("404", server.url(`/api/v1/scelle/${slug}/place`));
  await visit(old.page, `/voter/${slug}`);
  await shown(old.page, "waiting");
  assert.match(await old.text(), /n’est pas compté/);
  assert.equal(await part(old.page, "send").isVisible(), true);
  await old.context.close();
  await fresh.context.close();

  const agent = await Person.signedIn(server, "agent@demo.example", { device: "tablet" });
  const paper = await Person.signedIn(server, "papier@exemple.bzh");
  await reviewed(paper.page, slug, PROJECTS.slice(0, 1));
  await shown(paper.page, "right-shown");
  const desk = async (email) => {
    await agent.visit("/mairie/personnes");
    await agent.fillAndSend("form:has([name=email])", { email });
  };
  await desk("papier@exemple.bzh");
  await whole(agent.page, "somebody at the desk");
  const form = agent.page.locator(`form:has([value="papier"]):has([value="${slug}"])`);
  await agent.page.locator("details", { has: form }).locator("summary").click();
  await agent.click(form.locator("button"));
  assert.match(await agent.text(), /Remettez le bulletin de papier/);
  assert.equal(await form.count(), 0);
  watchOf(paper.page).expect("409", server.url(`/api/v1/scelle/${slug}/bulletin`));
  watchOf(paper.page).expect("404", server.url(`/api/v1/scelle/${slug}/place`));
  const before_ = await turnout();
  await part(paper.page, "seal").click();
  await shown(paper.page, "waiting");
  assert.match(await paper.text(), /vous avez voté sur papier/);
  assert.equal(await turnout(), before_);
  await whole(paper.page, "a ballot that is not counted");
  for (const one of [paper, agent]) await one.context.close();
}, { seconds: 90 });

test("two tabs: the one that comes too late changes nothing of what the first one keeps", async () => {
  const person = await Person.signedIn(server, "onglets@exemple.bzh");
  const second = await person.context.newPage();
  for (const page of [person.page, second]) {
    await reviewed(page, slug, PROJECTS.slice(0, 1));
    await shown(page, "right-shown");
  }
  const first = await sealedAndSent(person.page);
  await part(second, "seal").click();
  await receipt(second);
  await visit(person.page, `/voter/${slug}`);
  const kept = await receipt(person.page);
  assert.notEqual(kept.tracker, first.tracker, "the second tab voted again with the same right");
  // signing out asks, and forgets what is this vote's when told to
  // the box is there only where rights are kept
  await visit(person.page, "/deconnexion");
  await person.page.locator("[data-rights]").check();
  await person.click(person.page.locator('form[action$="/deconnexion"] button'));
  const left = await person.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("scelle")));
  assert.deepEqual(left.filter((key) => key !== "scelle-question"), []);
  await person.context.close();
}, { seconds: 60 });

test("a mind changed at the review: what is sent is what the last review showed", async () => {
  const person = await Person.signedIn(server, "hesitante@exemple.bzh");
  const { page } = person;
  const bodies = [];
  page.on("request", (one) => { if (one.url().endsWith("/bulletin")) bodies.push(one); });
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await shown(page, "right-shown");
  // the ballot of the first review is being sealed meanwhile
  await page.locator('[data-act="change"]').click();
  // each phone has an order of its own
  await page.locator(".ballot__input:checked").uncheck();
  await page.locator(".ballot__input").nth(1).check();
  const kept = await page.locator(".ballot__input:checked").evaluate((box) => Number(box.dataset.number));
  await page.locator('[data-act="review"]').click();
  await shown(page, "right-shown");
  // as a test first: the file says what was sealed
  await page.locator('details:has([data-act="audit"]) summary').click();
  await page.locator('button[data-act="audit"]').click();
  await shown(page, "sealed");
  const opened_ = JSON.parse((await saved(page, () => page.locator('[data-act="open"]').click())).buffer.toString());
  const numbers = await page.locator(".ballot__input").evaluateAll((all) => all.map((box) => Number(box.dataset.number)).sort((a, b) => a - b));
  assert.deepEqual(opened_.choices, numbers.map((number) => Number(number === kept)));
  assert.equal(bodies.length, 0, "nothing is sent before it is asked for");
  await page.locator('[data-act="again"]').locator("visible=true").click();
  await page.locator('[data-act="review"]').click();
  await shown(page, "right-shown");
  await part(page, "seal").click();
  await shown(page, "receipt");
  const last = await receipt(page);
  assert.notEqual(last.tracker, opened_.tracker, "an opened ballot is never cast");
  assert.equal(bodies.length, 1);
  assert.equal(bodies[0].headers()["content-type"], "application/gzip");
  assert.ok(bodies[0].postDataBuffer().length < opened_.ballot.length * 0.6, "a ballot is compressed on its way");
  await person.context.close();
}, { seconds: 60 });

test("a compressed body that is too large, spoilt or no text is refused, and the urn is untouched", async () => {
  const person = await Person.signedIn(server, "presse@exemple.bzh", { js: false });
  const cookie = (await person.context.cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
  const send = (body) => fetch(server.url(`/api/v1/scelle/${slug}/bulletin`), {
    method: "POST",
    body,
    headers: { cookie, origin: server.origin, "sec-fetch-site": "same-origin", "content-type": "application/gzip" },
  });
  const before_ = await turnout();
  const bodies = { 413: gzipSync(Buffer.alloc(64 << 20)), 409: Buffer.from("{}"), 422: gzipSync("{}") };
  for (const [status, body] of Object.entries(bodies)) {
    const answer = await send(body);
    assert.equal(answer.status, Number(status), await answer.clone().text());
    assert.ok((await answer.json()).said.length > 10);
  }
  assert.equal((await send(gzipSync(Buffer.from([0xff, 0xfe])))).status, 409);
  assert.equal(await turnout(), before_);
  await person.context.close();
}, { seconds: 40 });

test("a ballot whose answer was lost, and that another device has replaced, is not said to count", async () => {
  const first = await Person.signedIn(server, "deuxappareils@exemple.bzh");
  await reviewed(first.page, slug, PROJECTS.slice(0, 1));
  await shown(first.page, "right-shown");
  const code = await part(first.page, "right-shown").locator("output").innerText();
  const path = server.url(`/api/v1/scelle/${slug}/bulletin`);
  // the ballot arrives, its answer does not
  await first.page.route(path, async (route) => { await route.fetch(); await route.abort(); });
  await part(first.page, "seal").click();
  await shown(first.page, "waiting");
  await first.page.unroute(path);
  // the browser says that the answer was lost
  assert.ok(watchOf(first.page).take().length > 0);
  const second = await Person.signedIn(server, "deuxappareils@exemple.bzh");
  await visit(second.page, `/voter/${slug}`);
  await shown(second.page, "elsewhere");
  await second.page.locator("#droit-ailleurs").fill(code);
  await second.page.locator('[data-act="elsewhere"]').click();
  await chosen(second.page, PROJECTS.slice(1, 2));
  await shown(second.page, "replaces");
  await part(second.page, "seal").click();
  await shown(second.page, "receipt");
  watchOf(first.page).expect("422", path);
  await part(first.page, "send").click();
  await shown(first.page, "receipt");
  assert.match(await part(first.page, "checked").innerText(), /un bulletin plus récent du même code de vote l’a remplacé/);
  const words = await part(first.page, "receipt").locator("output").innerText();
  await visit(first.page, `/voter/${slug}/urne?bulletin=${encodeURIComponent(words)}`);
  assert.match(await first.text(), /ne compte plus/);
  await visit(first.page, `/voter/${slug}/urne`);
  const row = first.page.locator("#bulletins li", { hasText: words });
  assert.match(await row.innerText(), /remplacé/);
  assert.ok((await first.text()).includes(OFFICE) && /son nom n’est pas publié/.test(await first.text()));
  for (const one of [first, second]) await one.context.close();
}, { seconds: 60 });

test("a page of a proxy on the way decides nothing, and a body that it refuses goes as it is", async () => {
  const person = await Person.signedIn(server, "portail@exemple.bzh");
  const { page } = person;
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await shown(page, "right-shown");
  const path = server.url(`/api/v1/scelle/${slug}/bulletin`);
  const place = server.url(`/api/v1/scelle/${slug}/place`);
  const portal = (route) => route.fulfill({ status: 403, contentType: "text/html", body: "<h1>Accès refusé</h1>" });
  await page.route(path, portal);
  await page.route(place, portal);
  for (const one of [path, path, place]) watchOf(page).expect("403", one);
  await part(page, "seal").click();
  await shown(page, "waiting");
  assert.doesNotMatch(await person.text(), /n’est pas compté/);
  assert.equal(await part(page, "send").isVisible(), true);
  await page.unroute(place);
  await page.unroute(path);
  // this one refuses what is compressed only
  await page.route(path, (route) => (route.request().headers()["content-type"] === "application/gzip" ? portal(route) : route.continue()));
  watchOf(page).expect("403", path);
  await part(page, "send").click();
  await shown(page, "receipt");
  await person.context.close();
}, { seconds: 60 });

test("two taps on two buttons make one ballot: it is cast or opened, never both", async () => {
  const person = await Person.signedIn(server, "deuxdoigts@exemple.bzh");
  const { page } = person;
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await shown(page, "right-shown");
  await page.locator('details:has([data-act="audit"]) summary').click();
  await page.evaluate(() => {
    document.querySelector('[data-act="audit"]').click();
    document.querySelector('[data-act="seal"]').click();
  });
  await shown(page, "sealed");
  assert.equal(await part(page, "receipt").isVisible(), false);
  await page.locator('[data-act="post"]').click();
  await shown(page, "receipt");
  await person.context.close();
}, { seconds: 40 });

test("what seals, tampered with on the way, seals nothing", async () => {
  const person = await Person.signedIn(server, "trompe@exemple.bzh");
  const { page } = person;
  await page.route(/\/seal_bg-.*\.wasm$/, async (route) => {
    const answer = await route.fetch();
    const body = Buffer.from(await answer.body());
    body[body.length - 1] ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await shown(page, "right-shown");
  const before_ = await turnout();
  await part(page, "seal").click();
  await shown(page, "right-error");
  assert.match(await part(page, "right-error").innerText(), /autre chose que ce que publie la mairie/);
  assert.equal(await turnout(), before_);
  // the browser says aloud that the file is not the published one
  assert.ok(watchOf(page).take().length > 0);
  await person.context.close();
}, { seconds: 60 });

test("with a clock a day fast, one votes all the same; the server alone knows the time", async () => {
  const person = await Person.signedIn(server, "horloge@exemple.bzh");
  await person.context.clock.setSystemTime(new Date(Date.now() + 26 * 3600 * 1000));
  await reviewed(person.page, slug, PROJECTS.slice(2, 3));
  await shown(person.page, "right-shown");
  await sealedAndSent(person.page);
  await person.context.close();
}, { seconds: 60 });

test("without JavaScript nothing can be sent, and the page says where else to vote", async () => {
  const person = await Person.signedIn(server, "sans.script@exemple.bzh", { js: false });
  await person.visit(`/voter/${slug}`);
  assert.match(await person.text(), /accueil de la mairie/);
  assert.equal(await person.page.locator("main form .ballot__input, main form [name=choix]").count(), 0);
  assert.equal(await person.page.locator("h1:visible").count(), 1);
  // a ballot posted as to an ordinary urn is refused: no choice may reach the server
  const answer = await person.context.request.post(`/voter/${slug}/confirmer`, { form: { choix: "x" }, headers: { origin: server.origin }, maxRedirects: 0 });
  assert.equal(answer.status(), 409);
  watchOf(person.page).take();
  await person.context.close();
}, { seconds: 40 });

test("a ballot that waited until after the close is refused in words, and the urn stays", async () => {
  const person = await Person.signedIn(server, "retard@exemple.bzh");
  const { page } = person;
  await reviewed(page, slug, PROJECTS.slice(0, 1));
  await shown(page, "right-shown");
  await page.locator("#scelle[data-armed]").waitFor({ timeout: 30_000 });
  watchOf(page).offline = true;
  await person.context.setOffline(true);
  await part(page, "seal").click();
  await shown(page, "waiting");
  server.setTime("2026-10-21T16:05:00Z");
  await until("the close", async () => /L’urne est close/.test(await (await fetch(server.url(`/voter/${slug}/urne`))).text()), { deadline: 20_000 });
  const before_ = await turnout();
  await person.context.setOffline(false);
  watchOf(page).offline = false;
  watchOf(page).expect("403", server.url(`/api/v1/scelle/${slug}/bulletin`));
  await part(page, "send").click();
  watchOf(page).expect("404", server.url(`/api/v1/scelle/${slug}/place`));
  await until("the answer", async () => /n’est pas compté/.test(await person.text()));
  // and so it is told on the next visit
  await visit(page, `/voter/${slug}`);
  await until("the answer again", async () => /n’est pas compté/.test(await person.text()));
  assert.equal(await turnout(), before_);
  await person.context.close();
}, { seconds: 60 });
