// Every page: for a screen reader, on a narrow screen, by keyboard, in three languages, without a dead link.
import { until } from "./lib/until.mjs";
import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { going, openContext, visit } from "./lib/browser.mjs";
import { openForVotes } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { crawl, oneOfEach, pattern } from "./lib/site.mjs";

let filled;
let empty;
let citizen;
let official;
const seen = { visitor: [], citizen: [], official: [] };

before(async () => {
  [filled, empty] = await Promise.all([demo(), demo({ empty: true })]);
  [citizen, official] = await Promise.all([
    Person.signedIn(filled, "camille@exemple.bzh"),
    Person.signedIn(filled, "mairie@demo.example", { device: "tablet" }),
  ]);
});

const nothing = (list) => assert.equal(list.length, 0, `\n  ${list.slice(0, 25).join("\n  ")}`);

/** What each reader was answered, by path. */
const answered = {};

for (const [lang, start] of [["fr", "/"], ["br", "/br"], ["en", "/en"]]) {
  test(`a visitor finds no dead link, and each page is whole (${lang})`, async () => {
    const context = await openContext(filled, { js: false });
    const { pages, wrong, statuses } = await crawl(context.request, start);
    if (lang === "fr") {
      seen.visitor = pages;
      answered.visitor = statuses;
    }
    nothing(wrong);
  });
  test(`neither do a citizen and an official (${lang})`, async () => {
    const faults = [];
    for (const [who, person] of [["citizen", citizen], ["official", official]]) {
      const { pages, wrong, statuses } = await crawl(person.context.request, start);
      if (lang === "fr") {
        seen[who] = pages;
        answered[who] = statuses;
      }
      faults.push(...wrong.map((w) => `${who} ${w}`));
    }
    nothing(faults);
  });
}

test("the walk came by every kind of page", async () => {
  const kinds = new Set(Object.values(seen).flat().map(pattern));
  const wanted = [
    "/", "/demarches", "/demarches/:slug", "/demarches/:slug/propositions", "/demarches/:slug/proposer", "/propositions/:id",
    "/voter", "/voter/:slug", "/demarches/:slug/resultats", "/projets", "/projets/:id", "/donnees", "/moi", "/connexion",
    "/mairie", "/mairie/demarches/nouvelle", "/mairie/demarches/:slug", "/mairie/demarches/:slug/modifier",
    "/mairie/propositions/:id", "/mairie/projets/:id", "/mairie/personnes", "/courriels", "/a-propos", "/donnees-personnelles", "/analyse-impact", "/mentions-legales", "/accessibilite", "/accessibilite/audit", "/plan-du-site", "/mairie/commune",
  ];
  nothing(wanted.filter((w) => !kinds.has(w)));
});

/** What is wrong with pages as they stand in a browser. */
async function look(page, paths, { status = 200, statuses } = {}) {
  const wrong = [];
  for (const path of paths) {
    // a page that asks to sign in, or is not for this reader, is looked at as well
    await visit(page, path, statuses?.get(path) ?? status);
    wrong.push(...(await violations(page)).map((v) => `${path}: ${v}`));
    await narrow(page, path, wrong);
  }
  return wrong;
}

async function narrow(page, path, wrong) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: size.height });
  const wide = await page.evaluate(() => {
    const most = document.scrollingElement.scrollWidth;
    if (most <= 320) return null;
    const past = [...document.querySelectorAll("main *, header *, nav *")].find((e) => e.getBoundingClientRect().right > 321);
    return `${most} px wide: ${past?.outerHTML.slice(0, 120)}`;
  });
  if (wide) wrong.push(`${path} at 320 px: ${wide}`);
  await page.setViewportSize(size);
}

for (const device of ["phone", "tablet"]) {
  test(`axe and a narrow screen find nothing on filled pages (${device})`, async () => {
    const context = await openContext(filled, { device });
    const page = await context.newPage();
    nothing(await look(page, oneOfEach(seen.visitor, 2), { statuses: answered.visitor }));
    await context.close();
  }, { seconds: 120 });

  test(`nor on what only those who signed in see (${device})`, async () => {
    const wrong = [];
    for (const [who, person] of [["citizen", citizen], ["official", official]]) {
      const context = await openContext(filled, { device, storageState: await person.context.storageState() });
      const page = await context.newPage();
      const mine = seen[who].filter((p) => /^\/(moi|mairie|voter|projets|propositions|deconnexion|demarches\/[^/]+\/proposer)/.test(p));
      wrong.push(...await look(page, oneOfEach(mine), { statuses: answered[who] }));
      await context.close();
    }
    nothing(wrong);
  }, { seconds: 120 });
}

test("nor in a commune where nothing is yet", async () => {
  const context = await openContext(empty);
  const page = await context.newPage();
  const { pages, wrong, statuses } = await crawl(context.request, "/");
  nothing(wrong);
  nothing(await look(page, oneOfEach(pages), { statuses }));
  const mairie = await Person.signedIn(empty, "mairie@demo.example", { device: "tablet" });
  const { pages: inside, wrong: faults } = await crawl(mairie.context.request, "/mairie");
  nothing(faults);
  nothing(await look(mairie.page, oneOfEach(inside)));
}, { seconds: 120 });

test("a page that is not there says so in three languages", async () => {
  const context = await openContext(filled);
  const page = await context.newPage();
  const words = new Set();
  for (const [lang, path] of [["fr", "/nulle-part"], ["br", "/br/nulle-part"], ["en", "/en/nulle-part"]]) {
    nothing(await look(page, [path], { status: 404 }));
    assert.equal(await page.getAttribute("html", "lang"), lang);
    assert.equal(await page.locator("h1").count(), 1);
    words.add(await page.locator("h1").innerText());
  }
  assert.equal(words.size, 3);
  for (const path of ["/propositions/nulle", "/demarches/nulle", "/voter/nulle", "/projets/nulle", "/demarches/nulle/resultats"]) {
    await visit(page, path, 404);
  }
});

test("an error in a form is told to everybody", async () => {
  const context = await openContext(filled);
  const page = await context.newPage();
  await visit(page, "/connexion");
  await going(page, () => page.locator("form:has([name=email]) button").click(), 422);
  nothing(await violations(page));
  assert.equal(await page.evaluate(() => document.activeElement.id), "erreurs");
  await page.locator("#erreurs a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "email");
  assert.equal(await page.locator("[name=email]").getAttribute("aria-invalid"), "true");
});

/** Presses Tab until something has the focus; gives how often. */
async function tabTo(page, selector, most = 80) {
  for (let i = 1; i <= most; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return i;
  }
  throw new Error(`the keyboard never reaches ${selector}`);
}

/** Whether the focus can be seen. */
async function focusShown(page) {
  return page.evaluate(() => {
    const shown = (e) => {
      const s = getComputedStyle(e);
      return (s.outlineStyle !== "none" && Number.parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
    };
    const e = document.activeElement;
    return shown(e) || [...(e.labels ?? [])].some((l) => shown(l) || shown(l.parentElement)) || (e.nextElementSibling ? shown(e.nextElementSibling) : false);
  });
}

test("by keyboard: the skip link, then the five tabs", async () => {
  const context = await openContext(filled, { device: "desktop" });
  const page = await context.newPage();
  await visit(page, "/");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")), "the first is the skip link");
  assert.ok(await focusShown(page), "its focus is seen");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "contenu");
  await visit(page, "/");
  for (const path of ["/", "/demarches", "/voter", "/donnees", "/moi"]) {
    await tabTo(page, `.tabs__link[href="${path}"]`, 8);
    assert.ok(await focusShown(page), `the focus is seen on ${path}`);
  }
  await going(page, () => page.keyboard.press("Enter"));
  assert.equal(new URL(page.url()).pathname, "/moi");
});

test("the theme that one chooses stays", async () => {
  const context = await openContext(filled);
  const page = await context.newPage();
  await visit(page, "/moi");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator('[data-set-theme="dark"]').click();
  await until("another ground", async () => (await ground()) !== light);
  await visit(page, "/");
  await until("another ground", async () => (await ground()) !== light);
  nothing(await violations(page));
  await visit(page, "/moi");
  assert.equal(await page.locator('[data-set-theme="dark"]').getAttribute("aria-pressed"), "true");
  await page.locator('[data-set-theme=""]').click();
  await until("the first ground", async () => (await ground()) === light);
});

test("by keyboard alone: a vote from the paper to the receipt", async () => {
  const voter = await Person.signedIn(filled, "clavier@exemple.bzh", { device: "desktop" });
  const { page } = voter;
  await visit(page, `/voter/${await openForVotes(filled)}`);
  await tabTo(page, ".ballot__input", 40);
  assert.ok(await focusShown(page), "the focus is seen on a box");
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".ballot__input:checked").count(), 1);
  await tabTo(page, "form:has(.ballot) button[type=submit]", 400);
  await going(page, () => page.keyboard.press("Enter"));
  await tabTo(page, 'form[action$="/confirmer"] button', 60);
  await going(page, () => page.keyboard.press("Enter"));
  assert.equal(await page.locator(".receipt__code span").count(), 8);
  nothing(await violations(page));
});
