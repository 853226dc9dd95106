// What a phone keeps: installation, offline copies of public pages and of nothing else, islands.
import assert from "node:assert/strict";
import { openContext, send, visit, watchOf } from "./lib/browser.mjs";
import { openForProposals, openForVotes, proposalsOf } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { post } from "./lib/raw.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";

let server;
let slug;
let vote;
let proposal;

before(async () => {
  server = await demo();
  [slug, vote] = await Promise.all([openForProposals(server), openForVotes(server)]);
  [proposal] = await proposalsOf(server, slug);
});

const list = () => `/demarches/${slug}/propositions`;
const alive = (page) => page.waitForSelector("html[data-islands=ready]");

test("manifest and icons are there", async () => {
  const manifest = await (await fetch(server.url("/manifest.webmanifest"))).json();
  for (const key of ["name", "short_name", "start_url", "display", "lang", "theme_color", "background_color"]) assert.ok(manifest[key], key);
  assert.equal(manifest.display, "standalone");
  const icons = [...manifest.icons, ...(manifest.shortcuts ?? []).flatMap((s) => s.icons ?? []), ...(manifest.screenshots ?? [])];
  assert.ok(icons.some((i) => i.sizes === "192x192") && icons.some((i) => i.sizes === "512x512") && icons.some((i) => i.purpose?.includes("maskable")));
  for (const { src, type } of icons) {
    const answer = await fetch(server.url(src));
    assert.equal(answer.status, 200, src);
    if (type) assert.ok(answer.headers.get("content-type").startsWith(type), src);
  }
  for (const { url } of manifest.shortcuts ?? []) assert.ok((await fetch(server.url(url))).ok, url);
  for (const path of ["/favicon.svg", "/apple-touch-icon.png", "/sw.js"]) assert.equal((await fetch(server.url(path))).status, 200, path);
});

/** A browser whose service worker runs and holds its pages. */
async function installed(options = {}) {
  const context = await openContext(server, { workers: true, ...options });
  const page = await context.newPage();
  await visit(page, "/");
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    if (registration.active.state !== "activated") {
      await new Promise((done) => registration.active.addEventListener("statechange", () => registration.active.state === "activated" && done()));
    }
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  });
  return { context, page };
}

/** Every address that any cache of the browser holds. */
const cached = (page) => page.evaluate(async () => {
  const names = await caches.keys();
  const keys = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)));
  return keys.flat();
});

async function offline(context, on) {
  watchOf(context).offline = on;
  await context.setOffline(on);
}

test("a page seen is there without network, its islands alive", async () => {
  const { context, page } = await installed();
  await visit(page, list());
  await alive(page);
  await visit(page, proposal);
  await until("the copies of both pages", async () => {
    const paths = await cached(page);
    return paths.includes(list()) && paths.includes(proposal);
  });
  await offline(context, true);
  await visit(page, list());
  await alive(page);
  assert.equal(await page.locator("h1").count(), 1);
  assert.ok((await page.locator(".card").count()) > 0);
  const colour = await page.evaluate(() => getComputedStyle(document.querySelector(".topbar")).backgroundColor);
  assert.notEqual(colour, "rgba(0, 0, 0, 0)", "its style is there");
  await visit(page, proposal);
  await offline(context, false);
});

test("a page never seen gives way to the offline page, in its language", async () => {
  const { context, page } = await installed();
  // a language's offline page is kept with the first page read in it
  for (const [seen, kept] of [["/", "/hors-ligne"], ["/br", "/br/hors-ligne"], ["/en", "/en/hors-ligne"]]) {
    await visit(page, seen);
    await until(kept, async () => (await cached(page)).includes(kept));
  }
  await offline(context, true);
  const heads = [];
  for (const path of ["/a-propos", "/br/a-propos", "/en/a-propos"]) {
    await page.goto(path);
    heads.push(await page.locator("h1").innerText());
    assert.ok((await page.locator(".offline").count()) === 1, path);
  }
  assert.equal(new Set(heads).size, 3);
  await offline(context, false);
});

test("what is somebody's own is in no cache", async () => {
  const person = await Person.signedIn(server, "yann@exemple.bzh", { workers: true });
  const { page } = person;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await visit(page, "/");
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  for (const path of ["/moi", `/voter/${vote}`, `/demarches/${slug}/proposer`, "/", list(), "/projets"]) await visit(page, path);
  await until("a public copy", async () => (await cached(page)).includes("/projets"));
  const paths = await cached(page);
  for (const own of paths.filter((p) => /\/(moi|mairie|connexion|voter\/[^/]+\/|courriels|deconnexion)|mon-bulletin|proposer/.test(p))) assert.fail(`kept: ${own}`);
  for (const path of ["/moi", "/moi/fragment", "/connexion", `/demarches/${slug}/proposer`]) {
    const answer = await person.context.request.get(path);
    assert.match(answer.headers()["cache-control"] ?? "", /no-store/, path);
  }
  // signing out leaves nothing of hers behind
  await visit(page, "/deconnexion");
  await Promise.all([page.waitForNavigation(), page.locator('main form[action$="/deconnexion"] button').click()]);
  await offline(person.context, true);
  await page.goto("/moi");
  assert.equal(await page.locator(".offline").count(), 1);
  assert.ok(!(await page.content()).includes("yann@"));
  await offline(person.context, false);
});

const PUBLIC = () => ["/", "/demarches", `/demarches/${slug}`, list(), `${list()}?q=velo&tri=soutiens`, proposal, "/voter", "/projets", "/donnees", "/a-propos"];

test("a second visit is answered by 304", async () => {
  for (const path of [...PUBLIC(), "/sw.js"]) {
    const first = await fetch(server.url(path));
    await first.arrayBuffer();
    const tag = first.headers.get("etag");
    assert.ok(tag, `${path} has no ETag`);
    const second = await fetch(server.url(path), { headers: { "if-none-match": tag } });
    assert.equal(second.status, 304, path);
    assert.equal((await second.arrayBuffer()).byteLength, 0);
  }
});

test("public pages are the same bytes for everybody, in each language", async () => {
  const person = await Person.signedIn(server, "enora@exemple.bzh", { js: false });
  const mairie = await Person.signedIn(server, "mairie@demo.example", { js: false });
  for (const prefix of ["", "/br", "/en"]) {
    for (const path of PUBLIC()) {
      const address = `${prefix}${path}`.replace(/(.)\/$/, "$1");
      const [visitor, signedIn, official] = await Promise.all([
        fetch(server.url(address)).then((r) => r.text()),
        person.context.request.get(address).then((r) => r.text()),
        mairie.context.request.get(address).then((r) => r.text()),
      ]);
      assert.ok(visitor === signedIn && visitor === official, `${address} depends on who asks`);
    }
  }
});

test("every answer forbids what we do not use", async () => {
  for (const path of ["/", list(), "/moi", "/nulle-part", "/connexion", "/sw.js", "/api/v1/nulle"]) {
    const { headers } = await fetch(server.url(path));
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/, path);
    assert.ok(!policy.includes("unsafe-inline"), path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
  }
});

test("supporting needs no new page", async () => {
  const person = await Person.signedIn(server, "soizic@exemple.bzh");
  const { page } = person;
  for (const path of [proposal, list()]) {
    await visit(page, path);
    await alive(page);
    const form = page.locator("form[data-support]").first();
    const button = form.locator("button");
    await page.evaluate(() => { globalThis.same = true; });
    const count = async () => Number((await form.locator(".support__count").innerText()).replaceAll(/\D/g, ""));
    const [before, pressed] = [await count(), (await button.getAttribute("aria-pressed")) === "true"];
    await button.click();
    await until("the count", async () => (await count()) === before + (pressed ? -1 : 1));
    assert.equal(await button.getAttribute("aria-pressed"), String(!pressed));
    await button.click();
    await until("the count as before", async () => (await count()) === before);
    await button.click();
    await until("the count again", async () => (await count()) !== before);
    assert.ok(await page.evaluate(() => globalThis.same), "the page was left");
    await page.reload();
    await page.waitForSelector(`form[data-support] button[aria-pressed="${!pressed}"]`);
    await alive(page);
    await page.locator("form[data-support] button").first().click();
    await until("as at first", async () => (await count()) === before);
  }
});

test("like proposals appear while a title is typed, and what is typed is kept", async () => {
  const person = await Person.signedIn(server, "alan@exemple.bzh");
  const { page } = person;
  await visit(page, proposal);
  const known = (await page.locator("h1").innerText()).trim();
  await visit(page, `/demarches/${slug}/proposer`);
  await alive(page);
  await page.locator("[name=title]").pressSequentially(known.slice(0, 60));
  await page.locator(".notice__links a", { hasText: known }).waitFor();
  await page.locator("[name=body]").pressSequentially("Une idée que je n’ai pas fini d’écrire");
  const typed = await page.locator("[name=title]").inputValue();
  await page.reload();
  await alive(page);
  assert.equal(await page.locator("[name=title]").inputValue(), typed);
  assert.equal(await page.locator("[name=body]").inputValue(), "Une idée que je n’ai pas fini d’écrire");
  // the next person at this screen finds none of it
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("brouillon")));
  assert.notDeepEqual(await kept(), []);
  await visit(page, "/deconnexion");
  await Promise.all([page.waitForNavigation(), page.locator('main form[action$="/deconnexion"] button').click()]);
  assert.deepEqual(await kept(), []);
});

test("the ballot says at once what is left", async () => {
  const person = await Person.signedIn(server, "gwenn@exemple.bzh");
  const { page } = person;
  await visit(page, `/voter/${vote}`);
  await alive(page);
  const state = page.locator(".ballot-bar__text");
  const first = await state.innerText();
  await page.locator(".ballot__label").nth(0).click();
  await until("the first choice counted", async () => (await state.innerText()) !== first);
  const one = await state.innerText();
  await page.locator(".ballot__label").nth(1).click();
  await until("the second choice counted", async () => ![first, one].includes(await state.innerText()));
  await page.locator(".ballot__label").nth(1).click();
  await until("back to one", async () => (await state.innerText()) === one);
});

test("what is ticked stays through a reload, and is gone once cast; going back sends nothing twice", async () => {
  const person = await Person.signedIn(server, "tudi@exemple.bzh");
  const { page } = person;
  await visit(page, `/voter/${vote}`);
  await alive(page);
  await page.locator(".ballot__label").nth(0).click();
  await page.locator(".ballot__label").nth(1).click();
  const ticked = () => page.locator("form[data-paper] input:checked").evaluateAll((boxes) => boxes.map((b) => b.value).sort());
  const two = await ticked();
  assert.equal(two.length, 2);
  await page.reload();
  await alive(page);
  assert.deepEqual(await ticked(), two);
  await until("the bar counts them", async () => /2/.test(await page.locator(".ballot-bar__text").innerText()));
  await send(page, page.locator("form[data-paper]"));
  assert.ok(page.url().endsWith(`/voter/${vote}/relire`), page.url());
  await page.reload();
  await send(page, page.locator(`form[action$="/voter/${vote}/confirmer"]`));
  assert.ok(page.url().endsWith(`/voter/${vote}/recu`), page.url());
  await page.goBack();
  assert.ok(page.url().endsWith(`/voter/${vote}`), page.url());
  assert.equal(await page.locator("h1").count(), 1);
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
});

test("ticks are nobody else's, in the same tab of the same browser", async () => {
  const person = await Person.signedIn(server, "meriadeg@exemple.bzh");
  const { page, context } = person;
  await visit(page, `/voter/${vote}`);
  await page.locator(".ballot__label").nth(0).click();
  await page.reload();
  assert.equal(await page.locator("form[data-paper] input:checked").count(), 1);
  await context.clearCookies();
  await new Person(server, "gwenola@exemple.bzh", context, page).signIn();
  await visit(page, `/voter/${vote}`);
  assert.equal(await page.locator("form[data-paper] input:checked").count(), 0);
});

test("a proposal is changed by its author: nobody else is offered to", async () => {
  const author = await Person.signedIn(server, "enora@exemple.bzh");
  await author.visit(`/demarches/${slug}/proposer`);
  const category = await author.page.locator("[name=category] option").nth(1).getAttribute("value");
  const idea = { title: "Une fontaine à l’entrée du bourg", body: "Pour remplir sa gourde, été comme hiver, à côté de l’arrêt du car.", category, vu: "1" };
  const { location } = await post(author.context, `/demarches/${slug}/proposer`, idea);
  const line = (page) => page.locator("[data-own]").isVisible();
  await author.visit(location);
  await until("the author's line", () => line(author.page));
  const other = await Person.signedIn(server, "neven@exemple.bzh");
  const answered = other.page.waitForResponse((r) => r.url().includes("/moi/fragment"));
  await other.visit(location);
  await answered;
  assert.equal(await line(other.page), false);
});

test("without network a form stays where it is, and says so", async () => {
  const person = await Person.signedIn(server, "goulven@exemple.bzh");
  const { page, context } = person;
  await visit(page, `/demarches/${slug}/proposer`);
  await alive(page);
  await page.locator("[name=title]").fill("Un banc de plus");
  await offline(context, true);
  await page.locator("form[data-keep] button[type=submit]").click();
  await page.getByRole("alert").filter({ hasText: "rien n’est parti" }).waitFor();
  assert.equal(await page.locator("[name=title]").inputValue(), "Un banc de plus");
  await offline(context, false);
  await until("it is gone", async () => !(await page.locator("#sans-reseau").isVisible()));
});
