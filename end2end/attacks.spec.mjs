// What somebody who means harm tries, by the names under which such attacks are known; each beside what is allowed, so that a
// refusal means something. Sent as an attacker sends it, without a browser, but where the browser is the point. Here it comes from
// another site or names one; ways in are tried in attacks_sign_in.spec.mjs, providers of identities in attacks_identity.spec.mjs,
// what is another's from within in attacks_reach.spec.mjs.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { going, watchOf } from "./lib/browser.mjs";
import { openForProposals, openForVotes } from "./lib/commune.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { until } from "./lib/until.mjs";
import { Visitor } from "./lib/visitor.mjs";

const ELSEWHERE = "ailleurs.example";
const BODY = "Un texte assez long pour qu’on comprenne bien l’idée, et pour qu’on ait envie d’en parler.";
const MAIRIE = "mairie@demo.example";

let server;
let slug;
let vote;
let own;
let anna;
let bran;
let mairie;
/** A proposal of Anna's. */
let hers;

before(async () => {
  server = await demo();
  // another site has another name; this one knows itself by the address that it listens at
  own = [server.origin, server.origin.replace("127.0.0.1", "localhost")];
  server.origin = server.origin.replace("127.0.0.1", "localhost");
  [slug, vote] = [await openForProposals(server), await openForVotes(server)];
  const signedIn = ["anna@exemple.bzh", "bran@exemple.bzh", MAIRIE].map((email) => Visitor.signedIn(server, email));
  [anna, bran, mairie] = await Promise.all(signedIn);
  hers = await anna.proposes(slug, "Un verger partagé derrière la salle");
});

const idOf = (address) => address.split("/").pop();

/** Another site, by another name: `localhost` and `127.0.0.1` are strangers to a browser. */
async function anotherSite(pages) {
  const site = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!DOCTYPE html><link rel="icon" href="data:,"><title>Ailleurs</title>${pages[request.url] ?? ""}`);
  });
  await new Promise((done) => { site.listen(0, "127.0.0.1", done); });
  site.unref();
  return `http://127.0.0.1:${site.address().port}`;
}

test("CSRF: what another site sends in somebody's name is refused, and her own forms are not", async () => {
  const person = await Visitor.signedIn(server, "csrf@exemple.bzh");
  const forms = [
    ["/moi", { fields: { name: "Depuis ailleurs" } }],
    ["/br/moi", { fields: { name: "Depuis ailleurs" } }],
    [`${hers}/soutenir`, { fields: { on: "1" } }],
    [`${hers}/commenter`, { fields: { stance: "for", body: "Écrit par un autre site." } }],
    ["/deconnexion", { fields: {} }],
    ["/moi/appareils", { fields: { appareil: "autres" } }],
    ["/connexion", { fields: { email: "attaque@exemple.bzh" } }],
    ["/api/v1/support", { json: { proposal: idOf(hers), on: true } }],
  ];
  const foreign = [
    { origin: `https://${ELSEWHERE}` },
    { origin: "null" },
    { origin: server.origin.replace(/\d+$/, "1") },
    { origin: `${server.origin}.${ELSEWHERE}` },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: server.origin, "sec-fetch-site": "cross-site" },
    { origin: `https://${ELSEWHERE}`, "content-type": "text/plain" },
  ];
  const role = { acte: "donner", compte: await mairie.accountOf("csrf@exemple.bzh"), role: "administrator" };
  const was = await person.held();
  for (const headers of foreign) {
    for (const [path, what] of forms) {
      assert.equal((await person.ask("POST", path, { ...what, headers })).status, 403, `${path} ${JSON.stringify(headers)}`);
    }
    assert.equal((await mairie.post("/mairie/personnes", role, headers)).status, 403);
  }
  // nor does an address that is only looked at change anything
  for (const path of ["/deconnexion", "/moi?name=Depuis", `${hers}/soutenir?on=1`, "/api/v1/support"]) {
    await person.get(path, { "x-http-method-override": "POST" });
  }
  assert.deepEqual(await person.held(), was);
  // her own; and what is sent by no browser, which no page can make one do without saying where it comes from
  const here = { origin: server.origin, "sec-fetch-site": "same-origin" };
  for (const [i, headers] of [here, { origin: here.origin }, { "sec-fetch-site": "same-origin" }, {}].entries()) {
    assert.equal((await person.post("/moi", { name: `Elle-même ${i}` }, headers)).status, 303);
    assert.equal((await person.held()).name, `Elle-même ${i}`);
  }
  const name = (await person.held()).name;
  const form = `<form method="post" action="${server.url("/moi")}"><input name="name" value="Piégée"><button>Gagner</button></form>`;
  const links = `<a href="${server.url("/moi")}">Lire</a> <a href="${server.url("/deconnexion")}">Sortir</a>`;
  const evil = await anotherSite({ "/": form + links });
  const { page } = await person.inBrowser(evil);
  await page.goto(evil);
  await going(page, () => page.getByRole("button").click(), 403);
  assert.equal((await person.held()).name, name);
  // a link from there finds her signed in, and leaves her so
  for (const link of ["Lire", "Sortir"]) {
    await page.goto(evil);
    await going(page, () => page.getByRole("link", { name: link }).click());
  }
  assert.equal((await person.held()).name, name);
  await page.goto(server.url("/moi"));
  await page.locator("form:has([name=name]) [name=name]").fill("De sa main");
  await going(page, () => page.locator("form:has([name=name]) button").click());
  assert.equal((await person.held()).name, "De sa main");
});

test("open redirect: after a sign-in, a support or a slash too many one is still here", async () => {
  const away = [
    "//E", "///E", "/\\E", "\\\\E", "https:E", "https://E", "http:/E", "@E", ".E", "/\t/E", "\t//E", " //E", "/\u2028/E", "/;@E",
    "javascript:alert(1)//E", "data:text/html,E", "/\r\nLocation: https://E", "/br//E", "/.//E", "/..//E",
    "%2F%2FE", "%252F%252FE", "/%2F/E", "/%5CE", "/%09/E",
  ].map((text) => text.replace("E", ELSEWHERE));
  const here = (address) => own.includes(new URL(address, server.origin).origin) && !address.includes("\n");
  const person = await Visitor.signedIn(server, "retour@exemple.bzh");
  const tries = async (retour, i) => {
    const told = JSON.stringify(retour);
    const email = `retour${i}@exemple.bzh`;
    const visitor = new Visitor(server);
    const { location } = await visitor.post("/connexion", { email, retour });
    assert.ok(here(location) && here(new URL(location, server.origin).searchParams.get("retour")), told);
    const after = await visitor.post("/connexion/code", { code: await visitor.code(email), retour });
    assert.equal(after.status, 303);
    assert.ok(here(after.location), told);
    for (const path of [`${hers}/soutenir`, "/connexion", "/connexion/code"]) {
      const asked = await person.get(`${path}?${new URLSearchParams({ retour })}`);
      const links = [...asked.text.matchAll(/(?:href|action|name="retour" value)="([^"]*)"/g)].map((m) => m[1]);
      assert.deepEqual(links.filter((one) => !here(one)), [], `${path} ${told}`);
    }
    const supported = await person.post(`${hers}/soutenir`, { on: "1", retour });
    assert.equal(supported.status, 303);
    assert.ok(here(supported.location), told);
    const slashes = await person.get(`${encodeURI(retour).replace(/^[^/]/, "/$&")}/`);
    assert.ok(here(slashes.location ?? "/"), told);
  };
  await Promise.all(away.map(tries));
  const referred = { accept: "text/html", referer: `https://${ELSEWHERE}/` };
  const island = await person.ask("POST", "/api/v1/support", { json: { proposal: idOf(hers), on: true }, headers: referred });
  assert.deepEqual([island.status, island.location], [200, undefined]);
  // what is ours is gone to, wherever it is on this site
  assert.equal((await person.post(`${hers}/soutenir`, { on: "0", retour: "/demarches?x=1#y" })).location, "/demarches?x=1#y");
});

test("host header: another site's name is in no mail, no redirection and no page", async () => {
  const names = [
    { host: ELSEWHERE },
    { "x-forwarded-host": ELSEWHERE, "x-forwarded-server": ELSEWHERE, "x-host": ELSEWHERE, "x-forwarded-proto": "https" },
    { forwarded: `host=${ELSEWHERE};proto=https`, "x-forwarded-prefix": `//${ELSEWHERE}` },
    { "x-original-url": `//${ELSEWHERE}/`, "x-rewrite-url": "/mairie" },
  ];
  const pages = [
    "/", "/br", "/demarches", `/demarches/${slug}`, `/demarches/${slug}/propositions`, hers, "/voter", `/voter/${vote}`, "/donnees",
    "/plan-du-site", "/a-propos", "/hors-ligne", "/connexion", "/connexion/", "/deconnexion", "/premier-demarrage", "/moi",
    "/moi/donnees.json", "/moi/appareils", "/mairie", "/rien", "/rien/", "/manifest.webmanifest", "/sw.js",
  ];
  const whole = ({ headers, html }) => JSON.stringify(headers) + html;
  const steady = ({ status, html }) => `${status} ${html.replaceAll(/"made_at": ?"[^"]*"/g, "")}`;
  for (const path of pages) {
    const usual = await anna.get(path);
    for (const headers of names) {
      const answer = await anna.get(path, headers);
      assert.ok(!whole(answer).includes(ELSEWHERE), `${path} ${JSON.stringify(headers)}`);
      // without a name of its own a site has passkeys or not by the name that it is called
      if (!headers.host) assert.equal(steady(answer), steady(usual), path);
    }
    // the name in the address itself, as a proxy asks
    assert.ok(!whole(await anna.get(`http://${ELSEWHERE}${path}`)).includes(ELSEWHERE), path);
  }
  for (const [i, headers] of names.entries()) {
    const email = `hote${i}@exemple.bzh`;
    const visitor = new Visitor(server);
    assert.match((await visitor.post("/connexion", { email, retour: "/moi" }, headers)).location, /^\/connexion\/code\?/);
    const code = await visitor.code(email);
    const mails = (await visitor.get(`/courriels?a=${email}`)).text;
    assert.ok(mails.includes(code) && !mails.includes(ELSEWHERE));
    assert.equal((await visitor.post("/connexion/code", { code, retour: "/moi" }, headers)).location, "/moi");
  }
  // it would be seen: this page says where one wants to go
  assert.ok(whole(await anna.get(`/connexion?retour=/${ELSEWHERE}`)).includes(ELSEWHERE));
});

test("clickjacking: nothing of this site is shown in a frame, and no answer leaves that out", async () => {
  const post = (who, path, fields, headers) => () => who.post(path, fields, headers);
  const get = (who, path, headers) => () => who.get(path, headers);
  const nobody = new Visitor(server, { from: "127.0.4.1" });
  const category = await anna.category(`${hers}/modifier`);
  const { etag } = (await nobody.get("/a-propos")).headers;
  const style = /href="(\/[^"]+\.css)"/.exec((await nobody.get("/")).html)[1];
  const kinds = [
    [200, get(nobody, "/")], [200, get(nobody, "/br/connexion")], [200, get(anna, "/moi")], [200, get(anna, "/moi/fragment")],
    [200, get(anna, `/voter/${vote}`)], [200, get(mairie, "/mairie")], [200, get(mairie, `/mairie${hers}`)],
    [200, get(anna, "/moi/donnees.json")], [200, get(nobody, `/demarches/${slug}/propositions.csv`)],
    [200, get(nobody, style)], [200, get(nobody, "/sw.js")], [200, get(nobody, "/manifest.webmanifest")],
    [303, post(nobody, "/connexion", { email: "cadre@exemple.bzh" })], [308, get(nobody, "/connexion/")],
    [304, get(nobody, "/a-propos", { "if-none-match": etag })],
    [401, get(nobody, "/mairie")], [401, post(nobody, "/moi", { name: "x" })],
    [403, get(bran, "/mairie")], [403, get(bran, `${hers}/modifier`)], [403, post(anna, "/moi", {}, { "sec-fetch-site": "cross-site" })],
    [404, get(nobody, "/rien")], [404, get(nobody, "/rien.css")], [404, get(nobody, "/%ff")], [404, get(nobody, "/%00")],
    [404, get(nobody, "/api/v1/rien")], [405, () => nobody.ask("PUT", "/moi")], [405, () => nobody.ask("DELETE", "/api/v1/support")],
    [409, post(anna, `${hers}/modifier`, { title: "Un verger partagé", body: BODY, category, version: "99" })],
    [413, post(anna, "/moi", { title: "x".repeat(300_000) })],
    [422, post(nobody, "/connexion", { email: "x" })], [422, post(nobody, `/voter/${vote}/recu`, { recu: "x" })],
    ...Array.from({ length: 4 }, () => [303, post(nobody, "/connexion", { email: "cadre@exemple.bzh" })]),
    [429, post(nobody, "/connexion", { email: "cadre@exemple.bzh" })],
  ];
  for (const [expected, ask] of kinds) {
    const { status, headers, html } = await ask();
    assert.equal(status, expected, html.slice(0, 300));
    assert.match(headers["content-security-policy"] ?? "", /frame-ancestors 'none'$/, `${expected} ${ask}`);
  }
  const paths = ["/", "/moi", "/connexion", "/rien"];
  const frame = (address) => `<iframe src="${address}"></iframe>`;
  const evil = await anotherSite({ "/": [...paths.map(server.url, server), "/page"].map(frame).join(""), "/page": "<h1>À elle</h1>" });
  const { context, page } = await anna.inBrowser(evil);
  await page.goto(evil);
  const shown = () => page.frames().slice(1).map((one) => one.url());
  await until("the frames", () => shown().length > paths.length && shown().every(Boolean));
  assert.deepEqual(shown(), [...paths.map(() => "chrome-error://chromewebdata/"), `${evil}/page`]);
  // that the browser complains is what is wanted: of each once, and of nothing else
  const framing = ({ text }) => /^console error: Framing .*frame-ancestors 'none'/.test(text);
  await until("the complaints", () => watchOf(context).found.filter(framing).length === paths.length);
  await context.close();
  const others = watchOf(context).take().filter((text) => !/frame-ancestors|ERR_BLOCKED_BY_RESPONSE|\b404\b/.test(text));
  assert.deepEqual(others, []);
});
