// ProConnect: those who work for the commune, tied to a role by a code that was handed over. The provider is the engine that
// ProConnect runs on, set like it (lib/provider.mjs); the site has a name, so a mailbox opens nothing of the town hall.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT, decodeJwt, importJWK } from "jose";
import { inBothThemes } from "./lib/access.mjs";
import { closeContext, fill, openContext, send, visit } from "./lib/browser.mjs";
import { ProConnect } from "./lib/provider.mjs";
import { administrator, fits, givesARole, mailed, started } from "./lib/real.mjs";
import { test } from "./lib/runner.mjs";
import { freePort } from "./lib/server.mjs";

const AGENT = "accueil@exemple.bzh";
const SIRETS = "21560007300012,265600124";
const words = (page) => page.locator("main").innerText();
const button = (page) => page.locator(".provider__button");

async function with_(story) {
  const port = await freePort();
  let provider;
  await started(async (server, code, mails) => {
    server.provider = `http://127.0.0.1:${port}`;
    await story(server, code, mails, provider);
  }, "localhost", async (origin, folder) => {
    provider = await ProConnect.start(origin, port);
    const secret = join(folder, "secret");
    writeFileSync(secret, ProConnect.secret, { mode: 0o600 });
    return ["--proconnect", provider.issuer, "--proconnect-id", ProConnect.client, "--proconnect-secret", secret, "--proconnect-siret", SIRETS];
  });
}

/** With ProConnect, from the sign-in page. */
async function through(page, who, back = "/mairie/personnes") {
  await visit(page, `/connexion?retour=${back}`);
  await button(page).click();
  await page.getByRole("link", { name: who }).click();
}

test("ProConnect is tied by a code that was handed over, and opens the town hall from then on", async () => {
  await with_(async (server, code, mails, provider) => {
    const chief = await administrator(server, code, mails);
    const handed = await givesARole(chief.page, AGENT);
    const context = await openContext(server, { device: "tablet" });
    const page = await context.newPage();
    // tied to nothing yet
    await through(page, /Agathe/);
    await page.waitForURL(/\/connexion\?/);
    assert.match(await words(page), /aucun compte de la mairie n’y est lié/);
    assert.deepEqual(await inBothThemes(page, "ProConnect, not tied yet"), []);
    // by who signed in with a mailbox, and was handed a code
    await visit(page, "/connexion?retour=/mairie/personnes");
    const ask = page.locator("form:has([name=email])");
    await fill(ask, { email: AGENT });
    await send(page, ask);
    const typed = page.locator("form:has([name=code])");
    await fill(typed, { code: await mailed(mails, AGENT) });
    await send(page, typed, 403);
    assert.deepEqual(await inBothThemes(page, "the town hall opens with ProConnect or a passkey"), []);
    await visit(page, "/moi");
    assert.equal(await page.getByRole("button", { name: "Lier ProConnect" }).count(), 0, "a mailbox ties nothing");
    await visit(page, "/moi/cles");
    const form = page.locator("form:has([name=acte][value=code])");
    await fill(form, { code: handed });
    await send(page, form);
    await visit(page, "/moi");
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
    // where she is known already, and not asked again
    await page.getByRole("button", { name: "Lier ProConnect" }).click();
    await page.getByRole("button", { name: "Délier ProConnect" }).waitFor();
    await visit(page, "/mairie/personnes");
    await closeContext(context);
    // another day, another device: four taps
    const other = await openContext(server, { js: false });
    const phone = await other.newPage();
    await through(phone, /Agathe/);
    await phone.waitForURL(server.url("/mairie/personnes"));
    const asked = provider.asked.at(-1);
    assert.deepEqual(Object.keys(asked).sort(), ["claims", "client_id", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "response_type", "scope", "state"]);
    assert.equal(asked.scope, "openid siret");
    assert.equal(JSON.parse(asked.claims).id_token.acr.essential, true);
    // out here is out there
    await visit(phone, "/deconnexion");
    await phone.locator('form[action$="/deconnexion"] button').click();
    await phone.getByRole("button", { name: "Sortir" }).click();
    await phone.waitForURL(server.url("/"));
    await closeContext(other);
    await oneFactor(server, provider);
    await somebodyElse(server);
    await again(server, chief, provider);
    await closeContext(chief.context);
  });
}, { seconds: 120 });

/** One factor, which may be a link by mail, opens nothing: the answer is signed rightly and says so. */
async function oneFactor(server, provider) {
  provider.forge = async (answer) => {
    const claims = { ...decodeJwt(answer.id_token), acr: "eidas1" };
    const key = await importJWK(provider.key, provider.alg);
    return { ...answer, id_token: await new SignJWT(claims).setProtectedHeader({ alg: provider.alg, kid: provider.key.kid, typ: "JWT" }).sign(key) };
  };
  const context = await openContext(server);
  const page = await context.newPage();
  await through(page, /Agathe/);
  await page.waitForURL(/\/connexion\?/);
  assert.match(await words(page), /ne pouvons pas accepter/);
  provider.forge = undefined;
  await closeContext(context);
}

/** Who works elsewhere is told so; who works here and was entrusted nothing enters nowhere. */
async function somebodyElse(server) {
  for (const [who, said] of [[/Rozenn/, /autre établissement/], [/Paol/, /aucun compte de la mairie n’y est lié/]]) {
    const context = await openContext(server);
    const page = await context.newPage();
    await through(page, who);
    await page.waitForURL(/\/connexion\?/);
    assert.match(await words(page), said);
    await visit(page, "/mairie/personnes", 401);
    await closeContext(context);
  }
  const context = await openContext(server);
  const page = await context.newPage();
  await visit(page, "/connexion?retour=/moi");
  await button(page).click();
  await page.getByRole("link", { name: "Annuler" }).click();
  await page.waitForURL(/\/connexion\?/);
  assert.match(await words(page), /Vous avez annulé chez ProConnect/);
  await closeContext(context);
}

/** Her provider calls her something else one day: an administrator unties what was, and hands over another code. */
async function again(server, { page }, provider) {
  provider.people.agathe.sub = "7a".repeat(20);
  const context = await openContext(server);
  const phone = await context.newPage();
  await through(phone, /Agathe/);
  await phone.waitForURL(/\/connexion\?/);
  assert.match(await words(phone), /aucun compte de la mairie n’y est lié/);
  await page.setViewportSize({ width: 820, height: 1180 });
  await visit(page, "/mairie/personnes");
  const search = page.locator("main form:has([name=email])");
  await fill(search, { email: AGENT });
  await send(page, search);
  await page.locator("details:has([value=cles]) summary").click();
  await send(page, page.locator("form:has([name=acte][value=cles])"));
  assert.match(await page.locator("#code").innerText(), /^\s*[2-9A-Z]{5}-[2-9A-Z]{5}\s*$/);
  await closeContext(context);
}
