// Signing in with FranceConnect: the whole way there and back in a browser, what goes wrong on the way, and out again. The
// provider is the engine that FranceConnect runs on, set like it (lib/provider.mjs).
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT, decodeJwt, generateKeyPair, importJWK } from "jose";
import { inBothThemes } from "./lib/access.mjs";
import { fill, openContext, send, visit, watchOf } from "./lib/browser.mjs";
import { Person, readCode } from "./lib/person.mjs";
import { FranceConnect } from "./lib/provider.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo, freePort, freshFolder } from "./lib/server.mjs";

story();
let server;
let provider;

before(async () => {
  const port = await freePort();
  const secret = join(freshFolder(), "secret");
  writeFileSync(secret, `${FranceConnect.secret}\n`, { mode: 0o600 });
  const issuer = `http://127.0.0.1:${port}/api/v2`;
  server = await demo({ options: ["--franceconnect", issuer, "--franceconnect-id", FranceConnect.client, "--franceconnect-secret", secret] });
  provider = await FranceConnect.start(server.origin, port);
  server.provider = new URL(issuer).origin;
});

test("the first time, one has an account with FranceConnect alone, in four taps, or says that one has one", async () => {
  const { context, page } = await fresh();
  await visit(page, "/connexion?retour=/moi");
  await button(page).click();
  await page.getByRole("link", { name: /Nolwenn/ }).click();
  await page.waitForURL(/\/connexion\/bienvenue/);
  assert.deepEqual(await inBothThemes(page, "welcome"), []);
  await page.getByRole("button", { name: "Continuer avec FranceConnect" }).click();
  await page.waitForURL(server.url("/moi"));
  assert.match(await name(page), /Identité vérifiée/);
  assert.doesNotMatch(await name(page), /Connecté avec/);
  // the way in that is her only one stays
  assert.match(await name(page), /votre seule façon d’entrer/);
  assert.equal(await page.getByRole("button", { name: "Délier FranceConnect" }).count(), 0);
  await context.close();
  // she takes part, and may give an address later
  const again = await fresh();
  await signedIn(again.page, /Nolwenn/);
  await visit(again.page, "/moi/adresse");
  assert.deepEqual(await inBothThemes(again.page, "an address to add"), []);
  const ask = again.page.locator("form:has([name=email])");
  await fill(ask, { email: "pas une adresse" });
  await send(again.page, ask, 422);
  await fill(ask, { email: "nolwenn@exemple.bzh" });
  await send(again.page, ask);
  const type = again.page.locator("form:has([name=code])");
  await fill(type, { code: "12" });
  await send(again.page, type, 422);
  assert.deepEqual(await inBothThemes(again.page, "a wrong code"), []);
  await fill(type, { code: await readCode(again.context, "nolwenn@exemple.bzh") });
  await send(again.page, type);
  assert.match(await name(again.page), /Connecté avec n[^]*Votre adresse est enregistrée/);
  await again.context.close();
  await tied(/Gaëlle/, "gaelle@exemple.bzh");
  await tied(/Hervé/, "herve@exemple.bzh");
}, { seconds: 120 });

const button = (page) => page.locator(".provider__button");
const name = (page) => page.locator("main").innerText();

/** Ties somebody to an account, as she does it on her page; once. */
const accounts = new Map();
async function tied(who, address) {
  if (accounts.has(address)) return;
  const person = await Person.signedIn(server, address);
  await person.visit("/moi");
  await person.page.getByRole("button", { name: "Lier FranceConnect à ce compte" }).click();
  await person.page.getByRole("link", { name: who }).click();
  await person.page.waitForURL(server.url("/moi"));
  accounts.set(address, who);
  await person.context.close();
}

/** From the sign-in page to where one wanted to go. */
async function signedIn(page, who, path = "/moi") {
  await visit(page, `/connexion?retour=${path}`);
  await button(page).click();
  await page.getByRole("link", { name: who }).click();
  await page.waitForURL(server.url(path));
}

async function fresh(options) {
  const context = await openContext(server, options);
  return { context, page: await context.newPage() };
}

test("three taps: the button, oneself, and one is where one wanted to be", async () => {
  const { context, page } = await fresh();
  await visit(page, "/connexion?retour=/moi");
  assert.deepEqual(await inBothThemes(page, "sign in"), []);
  await signedIn(page, /Gaëlle/);
  assert.match(await name(page), /Identité vérifiée/);
  const asked = provider.asked.at(-1);
  assert.match(asked.state, /^[0-9a-f]{64}$/);
  assert.match(asked.nonce, /^[0-9a-f]{64}$/);
  assert.deepEqual(
    [asked.scope, asked.acr_values, asked.code_challenge_method, asked.response_type],
    ["openid given_name family_name birthdate birthplace birthcountry", "eidas1", "S256", "code"],
    "nothing more than needed is asked",
  );
  await context.close();
}, { seconds: 60 });

test("the same person is the same account, another one is another", async () => {
  const names = [];
  for (const who of [/Gaëlle/, /Gaëlle/, /Hervé/]) {
    const { context, page } = await fresh();
    await signedIn(page, who);
    const field = page.locator("form:has([name=name]) [name=name]");
    names.push(await field.inputValue());
    if (names.length === 1) {
      await field.fill("Gaëlle du port");
      await page.locator("form:has([name=name]) button").click();
      await page.waitForLoadState();
    }
    await context.close();
  }
  assert.deepEqual(names, ["", "Gaëlle du port", ""]);
}, { seconds: 90 });

test("two accounts of one person become one when she agrees, and not before", async () => {
  const tie = async (address) => {
    const person = await Person.signedIn(server, address);
    await person.visit("/moi");
    await person.page.getByRole("button", { name: "Lier FranceConnect à ce compte" }).click();
    await person.page.getByRole("link", { name: /Maëlys/ }).click();
    await person.page.waitForURL(/\/moi/);
    return person;
  };
  const first = await tie("relie@exemple.bzh");
  assert.match(await name(first.page), /FranceConnect est lié à ce compte/);
  assert.match(await name(first.page), /Identité vérifiée/);
  assert.deepEqual(await inBothThemes(first.page, "tied"), []);
  const second = await tie("autre.compte@exemple.bzh");
  await second.page.waitForURL(/\/moi\/reunir/);
  assert.match(await name(second.page), /Réunir vos deux comptes[^]*r\S*@exemple.bzh/);
  assert.deepEqual(await inBothThemes(second.page, "two accounts"), []);
  const asked = second.page.url();
  await second.visit("/moi");
  assert.match(await name(second.page), /Adresse e-mail vérifiée/);
  await second.page.goto(asked);
  await second.page.getByRole("button", { name: "Réunir les deux comptes" }).click();
  await second.page.waitForURL(/\/moi\?dit=reunis/);
  assert.match(await name(second.page), /Vos deux comptes sont réunis[^]*Identité vérifiée/);
  await first.visit("/moi");
  assert.match(await name(first.page), /Vous n’êtes pas connecté/, "its devices are signed out");
  watchOf(second.page).expect("409", asked);
  await second.page.goto(asked);
  assert.match(await name(second.page), /n’existe plus/);
  await second.visit("/moi/adresse");
  assert.match(await name(second.page), /une façon d’entrer plus sûre/, "whoever only reads her mails takes nothing");
  assert.deepEqual(await inBothThemes(second.page, "an address kept from a mailbox"), []);
  // FranceConnect and both mailboxes open the one that is left
  const { context, page } = await fresh();
  await signedIn(page, /Maëlys/);
  assert.match(await name(page), /Connecté avec a\S*@exemple.bzh/);
  const former = await Person.signedIn(server, "relie@exemple.bzh");
  await former.visit("/moi");
  assert.match(await name(former.page), /Connecté avec a\S*@exemple.bzh/);
  await former.context.close();
  await visit(page, "/moi/adresse");
  assert.match(await name(page), /Ouvre aussi ce compte[^]*r\S*@exemple.bzh/);
  assert.deepEqual(await inBothThemes(page, "a further address"), []);
  await send(page, page.locator("form:has([name=retirer])"));
  assert.doesNotMatch(await name(page), /Ouvre aussi ce compte/);
  await visit(page, "/moi");
  // untied, it is her no less: one person has one voice
  await page.getByRole("button", { name: "Délier FranceConnect" }).click();
  await page.getByRole("button", { name: "Lier FranceConnect à ce compte" }).waitFor();
  assert.match(await name(page), /Identité vérifiée/);
  for (const one of [first.context, second.context, context]) await one.close();
}, { seconds: 90 });

test("who cancels there is told kindly, and nothing has changed", async () => {
  const { context, page } = await fresh();
  await visit(page, "/connexion?retour=/moi");
  await button(page).click();
  await page.getByRole("link", { name: "Annuler" }).click();
  await page.waitForURL(/\/connexion\?/);
  assert.match(await name(page), /Vous avez annulé chez FranceConnect/);
  // and the way to where one wanted to go is still there
  assert.equal(await page.locator("input[name=retour]").inputValue(), "/moi");
  await context.close();
}, { seconds: 60 });

test("in Breton one comes back in Breton", async () => {
  const { context, page } = await fresh();
  await visit(page, "/br/connexion");
  await button(page).click();
  await page.getByRole("link", { name: "Annuler" }).click();
  await page.waitForURL(/\/br\/connexion\?/);
  await context.close();
}, { seconds: 60 });

test("an answer is good once, in the browser that asked, for what was asked", async () => {
  const { context, page } = await fresh();
  let back;
  page.on("request", (request) => { if (request.url().includes("/franceconnect/retour")) back = request.url(); });
  await signedIn(page, /Hervé/);
  // the same answer again, and in a stranger's browser
  await visit(page, back);
  assert.match(await name(page), /a déjà servi/);
  const stranger = await fresh();
  await visit(stranger.page, back);
  assert.match(await name(stranger.page), /a déjà servi/);
  // an answer that somebody made up, for a journey of this browser
  await stranger.page.goto(server.url("/connexion"));
  await button(stranger.page).click();
  const state = provider.asked.at(-1).state;
  await visit(stranger.page, `/connexion/franceconnect/retour?code=invente&state=${state}`);
  assert.match(await name(stranger.page), /ne pouvons pas accepter/);
  await visit(stranger.page, "/moi");
  assert.match(await name(stranger.page), /Vous n’êtes pas connecté/);
  for (const one of [context, stranger.context]) await one.close();
}, { seconds: 90 });

test("keys that were changed are asked for again", async () => {
  await provider.turn();
  const { context, page } = await fresh();
  await visit(page, "/connexion?retour=/moi");
  await button(page).click();
  await page.getByRole("link", { name: /Gaëlle/ }).click();
  await page.waitForURL(server.url("/moi"));
  assert.match(await name(page), /Identité vérifiée/);
  await context.close();
}, { seconds: 60 });

test("an answer that was forged opens nothing", async () => {
  const key = await importJWK(provider.key, "ES256");
  const others = { ec: (await generateKeyPair("ES256")).privateKey, rsa: (await generateKeyPair("RS256")).privateKey };
  const secret = new TextEncoder().encode(FranceConnect.secret);
  const signed = (claims, by = key, alg = "ES256", kid = provider.key.kid) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(by);
  const base = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const forgeries = {
    "signed with the secret": (claims) => signed(claims, secret, "HS256"),
    "not signed": (claims) => `${base({ alg: "none" })}.${base(claims)}.`,
    "signed by RSA": (claims) => signed(claims, others.rsa, "RS256"),
    "signed by another key under this one's name": (claims) => signed(claims, others.ec),
    "signed by a key that is not published": (claims) => signed(claims, others.ec, "ES256", "inconnue"),
    "for another site": (claims) => signed({ ...claims, aud: "une-autre-commune" }),
    "by another provider": (claims) => signed({ ...claims, iss: "https://ailleurs.example/api/v2" }),
    "for another journey": (claims) => signed({ ...claims, nonce: "0".repeat(64) }),
    "for no journey": ({ nonce, ...claims }) => signed(claims),
    "of a lower level": (claims) => signed({ ...claims, acr: "eidas0" }),
    "of no level": ({ acr, ...claims }) => signed(claims),
    expired: (claims) => signed({ ...claims, exp: now - 3600 }),
  };
  const answers = async (forge) => {
    // each in a browser that the provider does not know yet
    const { context, page } = await fresh();
    provider.forge = forge;
    await visit(page, "/connexion?retour=/moi");
    await button(page).click();
    await page.getByRole("link", { name: /Gaëlle/ }).click();
    await page.waitForURL(/127\.0\.0\.1:\d+\/(connexion\?|moi)/);
    provider.forge = null;
    const said = await name(page);
    const inside = (await context.cookies()).some((cookie) => cookie.name === "session" && cookie.value);
    await context.close();
    return { said, inside };
  };
  for (const [how, make] of Object.entries(forgeries)) {
    const { said, inside } = await answers(async (answer) => ({ ...answer, id_token: await make(decodeJwt(answer.id_token)) }));
    assert.match(said, /ne pouvons pas accepter/, how);
    assert.equal(inside, false, how);
  }
  const others_ = {
    "sent elsewhere": (response) => { response.statusCode = 302; response.setHeader("location", server.url("/")); response.removeHeader("content-length"); response.end(); },
    "without end": (response) => { response.removeHeader("content-length"); response.end(`{"x":"${"x".repeat(4 << 20)}"}`); },
  };
  for (const [how, answer] of Object.entries(others_)) {
    const { said, inside } = await answers(async (_, response) => { answer(response); return null; });
    assert.match(said, /ne pouvons pas accepter|ne répond pas/, how);
    assert.equal(inside, false, how);
  }
  // signed again as it was, the same answer is a good one
  const good = await answers(async (answer) => ({ ...answer, id_token: await signed(decodeJwt(answer.id_token)) }));
  assert.match(good.said, /Identité vérifiée/);
  assert.equal(good.inside, true);
}, { seconds: 180 });

test("signing out here signs out there too, and comes back", async () => {
  const { context, page } = await fresh();
  await signedIn(page, /Gaëlle/);
  await visit(page, "/deconnexion");
  await page.locator('form[action$="/deconnexion"] button').click();
  await page.waitForURL(server.url("/"));
  // there, she is asked again who she is
  await visit(page, "/connexion?retour=/moi");
  await button(page).click();
  await page.getByRole("link", { name: /Gaëlle/ }).waitFor();
  await context.close();
}, { seconds: 60 });

test("without JavaScript it is the same", async () => {
  const person = await Person.with(server, "sans.script.fc@exemple.bzh", { js: false });
  await signedIn(person.page, /Hervé/);
  assert.match(await name(person.page), /Identité vérifiée/);
  await person.context.close();
}, { seconds: 60 });

test("when FranceConnect is away, that is said, and the other way is there", async () => {
  const secret = join(freshFolder(), "secret");
  writeFileSync(secret, FranceConnect.secret, { mode: 0o600 });
  const nobody = `http://127.0.0.1:${await freePort()}/api/v2`;
  const alone = await demo({ empty: true, options: ["--franceconnect", nobody, "--franceconnect-id", FranceConnect.client, "--franceconnect-secret", secret] });
  const context = await openContext(alone);
  const page = await context.newPage();
  await visit(page, "/connexion");
  await button(page).click();
  await page.waitForURL(/\/connexion\?/);
  assert.match(await name(page), /FranceConnect ne répond pas en ce moment/);
  await context.close();
}, { seconds: 60 });
