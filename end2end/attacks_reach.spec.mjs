// What somebody who is signed in tries to reach beyond what is hers: by fields that no form has, and by the addresses and names of
// what is another's. The other one is asked each time whether anything has changed, and may do all of it herself.
import assert from "node:assert/strict";
import { openForProposals, openForVotes } from "./lib/commune.mjs";
import { device } from "./lib/device.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { Visitor } from "./lib/visitor.mjs";

const BODY = "Un texte assez long pour qu’on comprenne bien l’idée, et pour qu’on ait envie d’en parler.";
const MAIRIE = "mairie@demo.example";

let server;
let slug;
let vote;
let anna;
let bran;
let mairie;
/** A proposal of Anna's, and the id of a comment. */
let hers;
let said;

before(async () => {
  server = await demo();
  // a passkey is tied to a name
  server.origin = server.origin.replace("127.0.0.1", "localhost");
  [slug, vote] = [await openForProposals(server), await openForVotes(server)];
  const signedIn = ["anna@exemple.bzh", "bran@exemple.bzh", MAIRIE].map((email) => Visitor.signedIn(server, email));
  [anna, bran, mairie] = await Promise.all(signedIn);
  hers = await anna.proposes(slug, "Un verger partagé derrière la salle");
  const { location } = await anna.post(`${hers}/commenter`, { stance: "for", body: "Je taillerai les arbres." });
  said = /#c-(.+)$/.exec(location)[1];
});

const idOf = (address) => address.split("/").pop();

test("mass assignment: a field that a form does not have changes nothing, whatever it is called", async () => {
  const account = await mairie.accountOf("agente@exemple.bzh");
  assert.equal((await mairie.post("/mairie/personnes", { acte: "donner", compte: account, role: "agent" })).status, 303);
  const agent = await Visitor.signedIn(server, "agente@exemple.bzh");
  const [wasHers, wasAgents] = [await anna.held(), await agent.held()];
  const more = {
    role: "administrator", roles: "administrator", "roles[]": "administrator", level: "elector", niveau: "elector", is_admin: "1",
    account, account_id: account, compte: account, author: account, author_id: account, official: "1",
    state: "admitted", cost: "1", supports: "999", created_at: "2020-01-01", expires_at: "2099-01-01",
    id: idOf(hers), proposal_id: idOf(hers), comment: said, process: vote,
  };
  const person = new Visitor(server);
  const email = "plus@exemple.bzh";
  // of two addresses the first counts; a code is that address's, whoever else is named
  await person.post("/connexion", [["email", email], ["email", MAIRIE], ...Object.entries(more)]);
  await person.post("/connexion/code", { code: await person.code(email), email: MAIRIE, ...more });
  const was = await person.held();
  assert.deepEqual([was.email, was.level, was.roles], [email, (await bran.held()).level, []]);
  assert.equal((await person.post("/moi", { name: "Une personne de plus", email: MAIRIE, ...more })).status, 303);
  const made = await person.proposes(slug, "Une passerelle sur le ruisseau du moulin", more);
  assert.notEqual(made, hers);
  const category = await person.category(`${made}/modifier`);
  const version = /name="version" value="(\d+)"/.exec((await person.get(`${made}/modifier`)).html)[1];
  const changed = { ...more, category, title: "Une passerelle plus large", body: BODY, version };
  assert.equal((await person.post(`${made}/modifier`, changed)).status, 303);
  assert.equal((await person.post(`${hers}/commenter`, { ...more, stance: "against", body: "Et qui paiera les arbres ?" })).status, 303);
  const json = { ...more, proposal: idOf(hers), on: true, count: 500, actor: { account, roles: ["administrator"] } };
  const island = await person.ask("POST", "/api/v1/support", { json });
  assert.deepEqual([island.status, JSON.parse(island.html).count], [200, 1]);
  const now = await person.held();
  const wrote = { name: now.name, proposals: now.proposals, comments: now.comments, supports: now.supports };
  assert.deepEqual(now, { ...was, ...wrote });
  const [{ state }] = wasHers.proposals;
  assert.deepEqual(now.proposals.map((p) => [`/propositions/${p.id}`, p.title, p.state]), [[made, "Une passerelle plus large", state]]);
  assert.deepEqual([now.name, now.comments.length, now.supports.length], ["Une personne de plus", 1, 1]);
  assert.match(now.proposals[0].created_at, /^2026-10-05/);
  assert.deepEqual([await anna.held(), await agent.held()], [wasHers, wasAgents]);
  assert.equal((await person.get("/mairie")).status, 403);
  // who may verify people may not give roles by it
  const document = { birth_name: "Riou", given_names: "Yann", born: "1953", place: "" };
  const compte = await agent.accountOf(email);
  assert.equal((await agent.post("/mairie/personnes", { ...more, compte, acte: "verifier", ...document })).status, 303);
  assert.equal((await agent.post("/mairie/personnes", { acte: "donner", compte, role: "administrator" })).status, 403);
  const verified = await person.held();
  assert.deepEqual([verified.roles, verified.level === was.level, verified.level === "elector"], [[], false, false]);
});

test("IDOR: what is another's is neither read nor changed by its address", async () => {
  // her passkey, on a device of hers
  const { context, page } = await anna.inBrowser();
  await page.goto(server.url("/moi"));
  await device(page);
  await page.goto(server.url("/moi/cles"));
  await page.locator("#cles[data-ready]").waitFor();
  await page.locator('[data-act="add"]').click();
  const field = page.locator("#liste [name=cle]").first();
  await field.waitFor({ state: "attached" });
  const cle = await field.getAttribute("value");
  anna.cookies.set("session", (await context.cookies()).find(({ name }) => name === "session").value);
  // her other session, her ballot, and what she was writing when a session ended
  const phone = await Visitor.signedIn(server, "anna@exemple.bzh");
  const appareil = /name="appareil" value="([0-9a-f]{64})"/.exec((await anna.get("/moi/appareils")).html)[1];
  const [box] = /<input[^>]*name="choix"[^>]*>/.exec((await anna.get(`/voter/${vote}`)).html);
  const [, choix] = /value="([^"]+)"/.exec(box);
  assert.equal((await anna.post(`/voter/${vote}/confirmer`, { choix })).status, 303);
  const receipt = async (who) => {
    const [shown] = /class="receipt__code"[\s\S]*?<\/p>/.exec((await who.get(`/voter/${vote}/recu`)).html) ?? [""];
    return [...shown.matchAll(/>([^<]{4})</g)].map((m) => m[1]).join(" ");
  };
  const code = await receipt(anna);
  assert.match(code, /^\S{4}( \S{4}){7}$/);
  const { location } = await mairie.post("/mairie/personnes", { acte: "chercher", email: "anna@exemple.bzh" });
  const account = /compte=([^&]+)/.exec(location)[1];
  const late = new Visitor(server);
  assert.equal((await late.post(`/demarches/${slug}/proposer`, { title: "Un secret de plus", body: `${BODY} Secret.` })).status, 401);
  const was = await anna.held();
  const others = await bran.held();
  const nobody = new Visitor(server);
  const edit = { title: "Volée par Bran le Rouge", body: BODY, version: "1" };
  const refused = [
    ["GET", `${hers}/modifier`, 403], ["POST", `${hers}/modifier`, 403, edit], ["POST", `/br${hers}/modifier`, 403, edit],
    ["GET", `${hers}/retirer`, 403], ["POST", `${hers}/retirer`, 403, {}],
    ["GET", `/commentaires/${said}/retirer`, 403], ["POST", `/commentaires/${said}/retirer`, 404, {}],
    ["POST", "/moi/cles", 404, { acte: "retirer", cle }], ["POST", "/moi/cles", 404, { cle, name: "À moi" }],
    ["POST", "/moi/appareils", 404, { appareil }],
    ["GET", `/mairie${hers}`, 403], ["POST", `/mairie${hers}`, 403, { state: "refused", cost: "", answer: "Nous n’en voulons pas." }],
    ["POST", `/mairie${hers}/projet`, 403, {}], ["GET", `/mairie/demarches/${slug}`, 403],
    ["POST", `/mairie/demarches/${slug}/modifier`, 403, edit], ["GET", "/mairie/liste-electorale", 403],
    ["GET", `/mairie/personnes?compte=${account}`, 403], ["POST", "/mairie/personnes", 403, { acte: "verifier", compte: account }],
  ];
  for (const [method, path, forBran, fields] of refused) {
    for (const [who, status] of [[bran, forBran], [nobody, 401]]) {
      const answer = await who.ask(method, path, { fields });
      assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(fields)}`);
      assert.ok(!answer.text.includes("anna@exemple.bzh"));
    }
  }
  for (const asked of [`compte=${account}`, `account=${account}`, `id=${account}`, "email=anna@exemple.bzh"]) {
    const { html } = await bran.get(`/moi/donnees.json?${asked}`);
    assert.equal(JSON.parse(html).account.email, "bran@exemple.bzh");
  }
  // a code that differs in its last sign opens no ballot
  const almost = code.slice(0, -1) + (code.endsWith("0") ? "1" : "0");
  for (const [recu, status] of [[almost, 422], [code, 200]]) assert.equal((await nobody.post(`/voter/${vote}/recu`, { recu })).status, status);
  // the names of her cookies, and even what is in them, give her receipt to nobody else's session; a draft stays in its browser
  const [[name, value]] = [...anna.cookies].filter(([cookie]) => cookie.startsWith("urne-"));
  bran.cookies.set(name, value);
  assert.equal(await receipt(bran), "");
  assert.equal((await bran.get(`/voter/${vote}/recu.txt`)).status, 404);
  assert.ok(!(await bran.get(`/demarches/${slug}/proposer`)).text.includes("Secret."));
  await late.signIn("anna@exemple.bzh");
  assert.ok((await late.get(`/demarches/${slug}/proposer`)).text.includes("Secret."));
  assert.deepEqual(await bran.held(), others);
  assert.deepEqual(await anna.held(), { ...was, devices: was.devices + 1 });
  assert.deepEqual([(await phone.data()).account.email, await receipt(anna)], ["anna@exemple.bzh", code]);
  // to her all of it is open
  assert.equal((await anna.post("/moi/appareils", { appareil })).status, 303);
  assert.equal(await phone.data(), undefined);
  for (const path of [`/commentaires/${said}/retirer`, `${hers}/retirer`]) assert.equal((await anna.post(path, {})).status, 303);
  assert.equal((await anna.post("/moi/cles", { acte: "retirer", cle })).status, 303);
  const after = await anna.held();
  assert.deepEqual([after.ways, after.comments], [[], []]);
  assert.equal((await mairie.get(`/mairie/personnes?compte=${account}`)).status, 200);
});
