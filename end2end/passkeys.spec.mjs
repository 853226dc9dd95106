// Passkeys: a device is added, lets its owner in by itself, and is taken away; what goes wrong on the way. The devices are
// Chromium's virtual authenticators, on a site that is reached by a name, as passkeys ask.
import assert from "node:assert/strict";
import { inBothThemes } from "./lib/access.mjs";
import { device } from "./lib/device.mjs";
import { openContext, send, visit, watchOf } from "./lib/browser.mjs";
import { Person } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";

story();
let server;

before(async () => {
  server = await demo({ empty: true });
  server.origin = server.origin.replace("127.0.0.1", "localhost");
});

const text = (page) => page.locator("main").innerText();
let kept;

test("a device is offered on one's page, added in one tap, named, and told by mail", async () => {
  const person = await Person.signedIn(server, "cle@exemple.bzh");
  const { page } = person;
  const phone = await device(page);
  await person.visit("/moi");
  await person.click(page.getByRole("link", { name: /Entrer sans attendre de code/ }));
  await page.locator("#cles[data-ready]").waitFor();
  assert.deepEqual(await inBothThemes(page, "passkeys, none yet"), []);
  await page.locator('[data-act="add"]').click();
  await page.getByRole("heading", { name: "Mon appareil" }).waitFor();
  assert.match(await text(page), /ajoutée le .* · pas encore utilisée/);
  assert.deepEqual(await inBothThemes(page, "passkeys, one"), []);
  kept = await phone.kept();
  assert.equal(kept.length, 1);
  // the same device has one already
  await page.locator('[data-act="add"]').click();
  await page.getByText("Cet appareil a déjà une clé pour votre compte.").waitFor();
  assert.equal((await phone.kept()).length, 1);
  await page.locator("#liste summary").click();
  await person.fillAndSend("#liste form:has([name=name])", { name: "" }, 422);
  assert.match(await text(page), /Donnez un nom à cette clé/);
  await person.fillAndSend("#liste form:has([name=name])", { name: "Téléphone du bourg" });
  assert.match(await text(page), /Téléphone du bourg/);
  await until("the mail", async () => (await (await fetch(server.url("/courriels?a=cle@exemple.bzh"))).text()).includes("Une clé d’accès a été ajoutée"));
  await person.context.close();
}, { seconds: 60 });

test("it lets her in by itself, and another browser of the same device by one tap", async () => {
  for (const tapped of [true, false]) {
    const context = await openContext(server);
    const page = await context.newPage();
    // a browser that cannot offer it in the field has the button
    if (tapped) await page.addInitScript(() => { delete PublicKeyCredential.isConditionalMediationAvailable; });
    const phone = await device(page, { credentials: kept });
    await visit(page, "/connexion?retour=/moi/cles");
    if (tapped) {
      await page.locator("#cles[data-ready]").waitFor();
      assert.equal(new URL(page.url()).pathname, "/connexion", "nothing happens by itself");
      await page.locator('[data-act="enter"]').click();
    }
    await page.waitForURL(server.url("/moi/cles"));
    assert.match(await text(page), /Téléphone du bourg/);
    assert.match(await text(page), /utilisée le/);
    kept = await phone.kept();
    await context.close();
  }
}, { seconds: 60 });

test("a device that its owner does not unlock lets nobody in, and that is said", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  await device(page, { verified: false, credentials: kept });
  await visit(page, "/connexion?retour=/moi");
  await page.locator("#cles[data-ready]").waitFor();
  await page.locator('[data-act="enter"]').click();
  await page.getByText(/l’appareil n’a pas confirmé/).waitFor({ timeout: 30_000 });
  assert.deepEqual(await inBothThemes(page, "not unlocked"), []);
  // the other way is there
  assert.equal(await page.locator("form [name=email]").isVisible(), true);
  await context.close();
}, { seconds: 60 });

test("an answer is good once, in the browser that asked, for that question", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  await visit(page, "/a-propos");
  await device(page, { credentials: kept });
  const asks = (path, body) => page.evaluate(async ([address, sent]) => {
    const answer = await fetch(address, { method: "POST", body: sent, headers: { "content-type": "application/json" } });
    return { status: answer.status, said: await answer.json() };
  }, [path, body && JSON.stringify(body)]);
  const answered = async () => {
    const { said } = await asks("/api/v1/cles/entree");
    const answer = await page.evaluate(async ({ publicKey }) => {
      const { bytes, base } = window.coded;
      const got = await navigator.credentials.get({ publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: [] } });
      const { clientDataJSON, authenticatorData, signature, userHandle } = got.response;
      const response = Object.fromEntries(Object.entries({ clientDataJSON, authenticatorData, signature, userHandle }).map(([name, value]) => [name, base(value)]));
      return { id: got.id, rawId: base(got.rawId), type: got.type, response, extensions: {} };
    }, said.options);
    return { journey: said.journey, answer };
  };
  const url = server.url("/api/v1/cles/entree/reponse");
  const one = await answered();
  const other = await answered();
  // another question's answer; a signature that is not one; nobody's passkey; no journey at all
  const spoilt = { ...other.answer.response, signature: other.answer.response.signature.replace(/^.{8}/, "AAAAAAAA") };
  for (const wrong of [
    { journey: one.journey, answer: other.answer },
    { journey: other.journey, answer: { ...other.answer, response: spoilt } },
    { journey: "0".repeat(64), answer: one.answer },
  ]) {
    watchOf(page).expect("409", url);
    const refused = await asks("/api/v1/cles/entree/reponse", wrong);
    assert.equal(refused.status, 409);
    assert.ok(refused.said.said.length > 10);
  }
  // those questions were used up by the wrong answers
  watchOf(page).expect("409", url);
  assert.equal((await asks("/api/v1/cles/entree/reponse", one)).status, 409);
  const good = await answered();
  const stranger = await openContext(server);
  const elsewhere = await stranger.newPage();
  await visit(elsewhere, "/a-propos");
  watchOf(elsewhere).expect("409", url);
  const taken = await elsewhere.evaluate(async (sent) => (await fetch("/api/v1/cles/entree/reponse", { method: "POST", body: sent })).status, JSON.stringify(good));
  assert.equal(taken, 409, "another browser cannot use it");
  assert.equal((await asks("/api/v1/cles/entree/reponse", good)).status, 200);
  watchOf(page).expect("409", url);
  assert.equal((await asks("/api/v1/cles/entree/reponse", good)).status, 409, "nor this one twice");
  for (const each of [context, stranger]) await each.close();
}, { seconds: 60 });

test("long after the sign-in a key is neither added nor removed before one signs in again", async () => {
  const person = await Person.signedIn(server, "cle@exemple.bzh");
  const { page } = person;
  await device(page);
  await person.visit("/moi/cles");
  await page.locator("#cles[data-ready]").waitFor();
  server.setTime("2026-10-05T09:00:00Z");
  watchOf(page).expect("403", server.url("/api/v1/cles/nouvelle"));
  await page.locator('[data-act="add"]').click();
  await page.getByText(/demande une connexion de moins de quinze minutes/).waitFor();
  assert.equal(await page.locator('[data-part="wrong"] a').isVisible(), true);
  await page.locator("#liste summary").click();
  await send(page, page.locator("#liste form:has([value=retirer])"), 403);
  assert.match(await text(page), /Pour protéger votre compte/);
  await person.signIn();
  await person.visit("/moi/cles");
  assert.match(await text(page), /Téléphone du bourg/);
  await page.locator("#liste summary").click();
  await send(page, page.locator("#liste form:has([value=retirer])"));
  assert.match(await text(page), /Aucun pour l’instant/);
  await person.context.close();
}, { seconds: 60 });

test("what one account asked for is never another's, and a new sign-in is asked for at the end too", async () => {
  const [one, other] = [await Person.signedIn(server, "une@exemple.bzh"), await Person.signedIn(server, "autre@exemple.bzh")];
  await one.visit("/moi/cles");
  await device(one.page);
  const made = await one.page.evaluate(async () => {
    const { journey, options } = await (await fetch("/api/v1/cles/nouvelle", { method: "POST" })).json();
    const asked = options.publicKey;
    const { bytes, base } = window.coded;
    const key = await navigator.credentials.create({ publicKey: { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: [] } });
    const response = { clientDataJSON: base(key.response.clientDataJSON), attestationObject: base(key.response.attestationObject) };
    return { journey, name: "Une clé", answer: { id: key.id, rawId: base(key.rawId), type: key.type, response, extensions: {} } };
  });
  // the same browser by its cookie, another account's session
  const cookies = async (person) => Object.fromEntries((await person.context.cookies()).map(({ name, value }) => [name, value]));
  const [mine, theirs] = [await cookies(one), await cookies(other)];
  const send = async (session) => (await fetch(server.url("/api/v1/cles/nouvelle/reponse"), {
    method: "POST",
    body: JSON.stringify(made),
    headers: { cookie: `session=${session}; navigateur=${mine.navigateur}`, origin: server.origin, "sec-fetch-site": "same-origin", "content-type": "application/json" },
  })).status;
  assert.ok(mine.navigateur && mine.session && theirs.session);
  assert.equal(await send(theirs.session), 409);
  await other.visit("/moi/cles");
  assert.match(await text(other.page), /Aucun pour l’instant/);
  assert.equal(await send(mine.session), 409, "and the question is used up");
  for (const each of [one, other]) await each.context.close();
}, { seconds: 60 });

test("a key that was taken away lets nobody in", async () => {
  const context = await openContext(server);
  const page = await context.newPage();
  await device(page, { credentials: kept });
  watchOf(page).expect("409", server.url("/api/v1/cles/entree/reponse"));
  await visit(page, "/connexion?retour=/moi/cles");
  await page.locator("#cles[data-ready]").waitFor();
  await page.locator('[data-act="enter"]').click();
  await page.locator('[data-part="wrong"]:not([hidden])').waitFor();
  await context.close();
}, { seconds: 60 });

test("without JavaScript the other ways are there, and nothing points to a key", async () => {
  const person = await Person.signedIn(server, "sansscript@exemple.bzh", { js: false });
  await person.visit("/connexion");
  assert.equal(await person.page.getByRole("button", { name: "Entrer avec une clé d’accès" }).isVisible(), false);
  assert.equal(await person.page.locator("form [name=email]").isVisible(), true);
  await person.visit("/moi/cles");
  assert.match(await text(person.page), /demande JavaScript/);
  await person.context.close();
}, { seconds: 40 });
