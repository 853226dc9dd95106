// Every kind of page and every state that people meet, in three languages and both themes, on a phone: axe
// finds nothing; in French also with letters twice as large and in forced colours.
import assert from "node:assert/strict";
import { atTwice, inBothThemes, inForcedColours, spacedOut } from "./lib/access.mjs";
import { going, openContext, visit, watchOf } from "./lib/browser.mjs";
import { openForProposals, openForVotes, processWith, proposalsOf } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { crawl, oneOfEach } from "./lib/site.mjs";
import { openBallot, review } from "./lib/vote.mjs";

const LANGUAGES = ["", "/br", "/en"];
let server;
let citizen;
let official;
let open;
let vote;
let over;

before(async () => {
  server = await demo();
  [open, vote, over] = await Promise.all([
    openForProposals(server),
    openForVotes(server),
    processWith(server, (slug) => `"/demarches/${slug}/resultats"`),
  ]);
  [citizen, official] = await Promise.all([
    Person.signedIn(server, "camille@exemple.bzh"),
    Person.signedIn(server, "mairie@demo.example"),
  ]);
});

const nothing = (list) => assert.equal(list.length, 0, `\n  ${list.slice(0, 12).join("\n  ")}`);

async function everyWay(page, name, lang) {
  const wrong = await inBothThemes(page, name);
  if (lang === "") wrong.push(...await atTwice(page, name), ...await inForcedColours(page, name), ...await spacedOut(page, name));
  return wrong;
}

for (const lang of LANGUAGES) {
  test(`every kind of page (${lang || "fr"})`, async () => {
    const wrong = [];
    const known = new Set();
    for (const [who, person] of [["visitor", null], ["citizen", citizen], ["official", official]]) {
      const context = await openContext(server, person ? { storageState: await person.context.storageState() } : {});
      const page = await context.newPage();
      const { pages, statuses } = await crawl(context.request, lang || "/", { judged: false });
      for (const path of oneOfEach(pages)) {
        // a public page is the same bytes for everybody
        const key = statuses.get(path) === 200 && !/\/(moi|mairie|voter|propositions\/[^/]+$|connexion|deconnexion)|proposer/.test(path) ? path.split("?")[0] : `${who} ${path}`;
        if (known.has(key)) continue;
        known.add(key);
        await visit(page, path, statuses.get(path));
        wrong.push(...await everyWay(page, `${who} ${path}`, lang));
      }
      await context.close();
    }
    assert.ok(known.size > 25, `${known.size} pages`);
    nothing(wrong);
  }, { seconds: 240 });

  test(`what is refused, empty, or elsewhere (${lang || "fr"})`, async () => {
    const wrong = [];
    const context = await openContext(server);
    const page = await context.newPage();
    const at = async (name, target = page) => wrong.push(...await everyWay(target, name, lang));
    const sends = (target, selector, status) => going(target, () => target.locator(selector).first().click(), status);

    await visit(page, `${lang}/nulle-part`, 404);
    await at("404");
    await visit(page, `${lang}/hors-ligne`);
    await at("offline");
    await visit(page, `${lang}/demarches/${vote}/propositions?q=zzzzqqqq`);
    await at("a list with nothing in it");
    await visit(page, `${lang}/voter/${vote}`, 401);
    await at("401 at the ballot");
    await visit(page, `${lang}/connexion`);
    await sends(page, "form:has([name=email]) button", 422);
    await at("an address that is none");
    await page.locator("[name=email]").fill(`axe${lang.slice(1)}@exemple.bzh`);
    await sends(page, "form:has([name=email]) button");
    await at("the code is asked for");
    await page.locator("[name=code]").fill("000000");
    await sends(page, "form:has([name=code]) button", 422);
    await at("a wrong code");
    await tooMuch(page, `${lang}/connexion`, 413, 1, { email: "x".repeat(300_000) });
    await at("413");
    await tooMuch(page, `${lang}/connexion`, 429, 12, { email: `trop${lang.slice(1)}@exemple.bzh` });
    await at("429");
    await visit(page, `${lang}/demarches/${over}/mon-bulletin`);
    await page.locator("form:has([name=recu]) [name=recu]").fill("0000 0000");
    await sends(page, "form:has([name=recu]) button", 422);
    await at("a receipt that finds nothing");

    const mine = citizen.page;
    const proposer = `${lang}/demarches/${open}/proposer`;
    await visit(mine, proposer);
    await mine.locator("[name=title]").fill("x");
    await sends(mine, "form:has([name=title]) button[type=submit]", 422);
    await at("a proposal refused", mine);
    const [proposal] = await proposalsOf(server, open);
    await visit(mine, `${lang}${proposal}`);
    await sends(mine, "form:has([name=body]) button[type=submit]", 422);
    await at("a comment refused", mine);
    await visit(mine, `${lang}/mairie`, 403);
    await at("403", mine);
    await visit(mine, `${lang}/voter/${vote}`);
    await sends(mine, "form:has(.ballot) button[type=submit]", 422);
    await at("a ballot refused", mine);
    const voter = await Person.signedIn(server, `electeur${lang.slice(1)}@exemple.bzh`);
    const titles = [];
    await visit(voter.page, `${lang}/voter/${vote}`);
    titles.push(...(await voter.page.locator(".ballot__title").allInnerTexts()).slice(0, 2).map((t) => t.trim()));
    await review(voter.page, vote, titles);
    const address = new URL(voter.page.url());
    await visit(voter.page, `${lang}${address.pathname.replace(/^\/(br|en)/, "")}${address.search}`);
    await at("choices read again", voter.page);
    await sends(voter.page, `form[action$="/voter/${vote}/confirmer"] button`);
    await at("a receipt", voter.page);
    const elsewhere = await Person.signedIn(server, voter.email);
    await openBallot(elsewhere.page, vote, "", 422);
    await at("a second vote without the secret", elsewhere.page);

    const desk = official.page;
    await visit(desk, `${lang}/mairie/demarches/nouvelle`);
    await desk.locator("a[href*='modele'], a[href*='nouvelle?']").first().click();
    await desk.waitForLoadState();
    await sends(desk, "form:has([name=title]) button[type=submit]", 422);
    await at("a process refused", desk);
    await visit(desk, `${lang}/mairie${proposal}`);
    await desk.locator("[name=answer]").fill("x");
    await sends(desk, "form:has([name=answer]) button[type=submit]", 422);
    await at("an answer refused", desk);
    await visit(desk, `${lang}/mairie/demarches/${open}`);
    await sends(desk, "form[action$='/phases'] button");
    await at("a step to confirm", desk);
    await visit(desk, `${lang}/mairie/personnes`);
    await desk.locator("main form [type=email], main form [name=email]").first().fill("jamais@exemple.bzh");
    await sends(desk, "main form button", 422);
    await at("nobody found", desk);
    nothing(wrong);
  }, { seconds: 240 });
}

/** A form sent by the page itself, until it is answered by this status. */
async function tooMuch(page, action, status, most, fields) {
  watchOf(page).expect(status, new URL(action, server.origin).href);
  for (let i = 0; i < most; i += 1) {
    await visit(page, action.startsWith("/br") ? "/br" : action.startsWith("/en") ? "/en" : "/");
    const [answer] = await Promise.all([
      page.waitForNavigation(),
      page.evaluate(([to, values]) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action: to });
        for (const [name, value] of Object.entries(values)) form.append(Object.assign(document.createElement("textarea"), { name, value }));
        document.body.append(form);
        form.submit();
      }, [action, fields]),
    ]);
    if (answer.status() === status) return;
  }
  throw new Error(`never answered by ${status}`);
}
