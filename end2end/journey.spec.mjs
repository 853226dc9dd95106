// One uncut run from an empty database: a budget is made, people propose, discuss and vote, the result is
// counted, and what won is built. Nothing but people at pages, and the clock.
import assert from "node:assert/strict";
import { fill, going, send, visit } from "./lib/browser.mjs";
import { BUDGET_FORM } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { before, story, test } from "./lib/runner.mjs";
import { demo } from "./lib/server.mjs";
import { equalShares } from "./lib/shares.mjs";
import { until } from "./lib/until.mjs";
import { openBallot, vote } from "./lib/vote.mjs";

story();

const BUDGET = 30_000;
const IDEAS = [
  ["Un verger partagé derrière la salle des fêtes", 4000],
  ["Des bancs à l’ombre sur la place du marché", 6500],
  ["Un abri pour les vélos devant la gare", 8000],
  ["Une aire de jeux pour les petits au port", 9500],
  ["Des nichoirs et des haies le long du ruisseau", 3000],
  ["Une piste d’athlétisme remise à neuf au stade", 15_000],
  ["Un four à pain pour les fêtes du quartier", 5000],
  ["Une boîte à livres dans chaque hameau", 12_000],
  ["Un feu d’artifice chaque samedi soir de l’année", null],
  ["Un panneau de signalisation pour ma propre maison", null],
];
const ADMITTED = IDEAS.slice(0, 8);
const REFUSED = IDEAS[8][0];
const WITHDRAWN = IDEAS[9][0];
const text = (title) => `${title} : c’est utile à tout le monde, cela dure longtemps, et nous aiderons à le faire.`;

/** Which projects each of the 30 chooses: fixed, so that the count is known. */
const CHOICES = Array.from({ length: 30 }, (_, i) => [...new Set([i % 8, (i * i + 1) % 8, (i * 3) % 5])]);

let server;
let slug;
let mairie;
const people = [];
const proposals = new Map();
const receipts = new Map();

/** Does something for each, a few at a time. */
async function together(list, act, width = 3) {
  const queue = [...list];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await act(one);
  }));
}

before(async () => {
  server = await demo({ empty: true, at: "2026-10-05T08:00:00Z" });
});

test("the official signs in on her tablet", async () => {
  mairie = await Person.signedIn(server, "mairie@demo.example", { device: "tablet", workers: true });
  await mairie.visit("/mairie");
  assert.equal(await mairie.page.locator("h1").count(), 1);
});

test("she makes the participatory budget from the template", async () => {
  const { page } = mairie;
  await going(page, () => page.locator('a[href*="/mairie/demarches/nouvelle"][href*="participatory_budget"]').first().click());
  const form = page.locator("form:has([name=title])");
  await fill(form, BUDGET_FORM);
  await send(page, form);
  slug = /\/mairie\/demarches\/([^/?#]+)/.exec(page.url())?.[1];
  assert.ok(slug && slug !== "nouvelle", page.url());
});

test("everybody sees it", async () => {
  const visitor = await Person.with(server, "", { workers: true });
  await visitor.visit("/");
  await going(visitor.page, () => visitor.page.locator(`main a[href*="/demarches/${slug}"]`).first().click());
  await visitor.visit(`/demarches/${slug}`);
  assert.match(await visitor.text(), /30\s000\s€/u);
  await visitor.context.close();
});

test("thirty citizens sign in on their phones, five of them with JavaScript", async () => {
  const numbers = Array.from({ length: 30 }, (_, i) => i);
  await together(numbers.map((n) => ({ n })), async ({ n }) => {
    const js = n % 6 === 0;
    people[n] = await Person.signedIn(server, `habitant${n}@exemple.bzh`, { js, workers: js });
    people[n].n = n;
    await people[n].page.close();
  });
  assert.equal(people.length, 30);
}, { seconds: 120 });

/** A page of somebody's, closed afterwards. */
async function at(person, act) {
  person.page = await person.context.newPage();
  await act(person.page);
  await person.page.close();
}

test("ten of them propose", async () => {
  await together(people.slice(0, 10), (person) => at(person, async (page) => {
    const [title] = IDEAS[person.n];
    await visit(page, `/demarches/${slug}`);
    await going(page, () => page.locator(`a[href$="/demarches/${slug}/proposer"]`).first().click());
    const form = page.locator("form:has([name=title])");
    const category = await form.locator("[name=category] option").nth(1 + (person.n % 3)).getAttribute("value");
    await fill(form, { title, body: text(title), category });
    await send(page, form);
    // like others: the form shows them and asks again
    if (!/\/propositions\/[^/]+$/.test(new URL(page.url()).pathname)) await send(page, page.locator("form:has([name=title])"));
    proposals.set(title, new URL(page.url()).pathname);
    assert.match(proposals.get(title), /^\/propositions\/[^/]+$/);
  }));
  const { page } = mairie;
  await visit(page, `/demarches/${slug}/propositions`);
  assert.match(await page.locator(".result-count").innerText(), /^10\s/u);
}, { seconds: 90 });

test("one thinks better of it", async () => {
  await at(people[9], async (page) => {
    await visit(page, proposals.get(WITHDRAWN));
    await going(page, () => page.locator('a[href$="/retirer"]:visible').click());
    await send(page, page.locator('form[action$="/retirer"]'));
    await visit(page, proposals.get(WITHDRAWN));
    assert.match(await page.locator(".badge").first().innerText(), /Retirée/);
  });
});

test("they discuss and support", async () => {
  await together(people.slice(10, 30), (person) => at(person, async (page) => {
    const [title] = ADMITTED[person.n % 8];
    const path = proposals.get(title);
    await visit(page, path);
    const stance = ["for", "against", "neutral"][person.n % 3];
    const form = page.locator('form[action$="/commenter"]').first();
    await fill(form, { stance, body: `Avis numéro ${person.n} : ${stance === "against" ? "trop cher" : "bonne idée"}.` });
    await send(page, form);
    await visit(page, path);
    const support = page.locator("form[data-support]").first();
    if (person.n % 6 === 0) {
      await page.waitForSelector("html[data-islands=ready]");
      await support.locator("button").click();
      await page.waitForSelector("form[data-support] button[aria-pressed=true]");
    } else {
      await send(page, support);
    }
  }));
  await at(people[0], async (page) => {
    await visit(page, proposals.get(IDEAS[2][0]));
    assert.match(await page.locator("main").innerText(), /Avis numéro 10/);
    await going(page, () => page.locator('.comment a[href*="/commenter"]').first().click());
    const form = page.locator('form[action*="/commenter"]').first();
    await fill(form, { stance: "neutral", body: "Merci : nous y avons pensé aussi." });
    await send(page, form);
    await visit(page, proposals.get(IDEAS[2][0]));
    assert.equal(await page.locator(".thread .thread .comment").count(), 1);
  });
}, { seconds: 120 });

test("what one may take back is shown under one's own words only", async () => {
  const path = proposals.get(IDEAS[2][0]);
  const own = (page) => page.locator('.comment__actions a[href$="/retirer"]:visible').count();
  const asked = (page) => page.waitForResponse((answer) => answer.url().includes("/moi/fragment"));
  await at(people[0], async (writer) => {
    await Promise.all([asked(writer), visit(writer, path)]);
    await writer.locator('.comment__actions a[href$="/retirer"]:visible').first().waitFor();
    assert.ok((await writer.locator(".comment").count()) > 1);
    assert.equal(await own(writer), 1);
  });
  const other = await Person.signedIn(server, "sans.commentaire@exemple.bzh");
  await Promise.all([asked(other.page), visit(other.page, path)]);
  assert.equal(await own(other.page), 0);
  await other.context.close();
});

test("the official closes the proposals and answers", async () => {
  const { page } = mairie;
  await visit(page, `/mairie/demarches/${slug}`);
  for (const [title, cost] of IDEAS.slice(0, 9)) {
    await visit(page, `/mairie${proposals.get(title)}`);
    const form = page.locator("form:has([name=answer])");
    if (cost) await fill(form, { state: "admitted", cost: String(cost), answer: "Étudié par les services : c’est faisable." });
    else await fill(form, { state: "refused", answer: "Un feu d’artifice chaque semaine dérangerait trop les oiseaux et les voisins." });
    await send(page, form);
  }
  await visit(page, proposals.get(REFUSED));
  assert.match(await page.locator("main").innerText(), /dérangerait trop les oiseaux/);
}, { seconds: 90 });

/** Presses the button that opens a phase. */
async function openPhase(n) {
  const { page } = mairie;
  await visit(page, `/mairie/demarches/${slug}`);
  await send(page, page.locator(`form[action$="/phases"]:has([name=phase][value="${n}"]):has([value=ouvrir])`));
  // what it means is said first
  await send(page, page.locator("form:has([name=confirme])"));
}

test("she opens the vote", async () => {
  await openPhase(1);
  await openPhase(2);
  await visit(mairie.page, "/voter");
  assert.equal(await mairie.page.locator(`main a[href$="/voter/${slug}"]`).count() > 0, true);
});

const titles = (places) => places.map((p) => ADMITTED[p][0]);

test("thirty vote", async () => {
  await together(people, (person) => at(person, async (page) => {
    const code = await vote(page, slug, titles(CHOICES[person.n]));
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4} ){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    receipts.set(person.n, code);
  }));
  assert.equal(new Set(receipts.values()).size, 30);
}, { seconds: 120 });

test("one changes her vote in the same browser, one by his receipt in another", async () => {
  CHOICES[4] = [0, 6];
  await at(people[4], async (page) => {
    assert.equal(await vote(page, slug, titles(CHOICES[4])), receipts.get(4), "the receipt stays");
  });
  const BEFORE = CHOICES[5];
  CHOICES[5] = [1, 2, 3];
  const elsewhere = await Person.signedIn(server, people[5].email, { js: false });
  // the code first, then the paper with the ballot on it
  await openBallot(elsewhere.page, slug, receipts.get(5).toLowerCase().replaceAll(" ", "-"));
  const ticked = elsewhere.page.locator(".ballot__row:has(.ballot__input:checked) .ballot__title");
  assert.deepEqual((await ticked.allInnerTexts()).map((title) => title.trim()).sort(), titles(BEFORE).sort());
  await vote(elsewhere.page, slug, titles(CHOICES[5]));
  assert.match(await elsewhere.page.locator(".notice--ok").first().innerText(), /Votre nouveau bulletin a remplacé l’ancien/);
  // a shared device forgets the receipt
  await going(elsewhere.page, () => elsewhere.page.locator('form[action$="/recu/oublier"] button').click());
  assert.equal(await elsewhere.page.locator(".receipt__code").count(), 0);
  assert.equal(await elsewhere.page.locator("[name=recu]").count(), 1);
  await elsewhere.context.close();
});

test("nothing is counted before the close", async () => {
  const { page } = mairie;
  await visit(page, `/demarches/${slug}/resultats`);
  assert.equal(await page.locator(".result").count(), 0);
});

let expected;

test("the vote closes and is counted, as an independent count says", async () => {
  server.setTime("2026-10-21T16:05:00Z");
  // roles fall asleep long before that
  await mairie.signIn();
  const { page } = mairie;
  await until("the result", async () => {
    await visit(page, `/demarches/${slug}/resultats`);
    return (await page.locator(".result").count()) > 0;
  });
  expected = equalShares(ADMITTED.map(([, cost]) => ({ cost: cost * 100 })), CHOICES, BUDGET * 100, 100);
  const won = (await page.locator(".result--won .result__title").allInnerTexts()).map((t) => t.trim()).sort();
  assert.deepEqual(won, titles(expected.won).sort());
  const json = await (await mairie.context.request.get(`/demarches/${slug}/resultats.json`)).json();
  assert.equal(json.voters, 30);
  assert.equal(json.ballots, 30);
  for (const [place, [title, cost]] of ADMITTED.entries()) {
    const line = json.projects.find((p) => p.title === title);
    const ours = { votes: expected.votes[place], cost_cents: cost * 100, funded: expected.won.includes(place) };
    assert.deepEqual({ votes: line.votes, cost_cents: line.cost_cents, funded: line.funded }, ours, title);
  }
  assert.equal(json.projects.length, 8);
  assert.equal(json.spent_cents, expected.won.reduce((sum, p) => sum + ADMITTED[p][1] * 100, 0));
  const csv = await (await mairie.context.request.get(`/demarches/${slug}/resultats.csv`)).text();
  for (const [title] of ADMITTED) assert.ok(csv.includes(title), `${title} is in the file`);
  const figures = await page.locator(".stat__value").allInnerTexts();
  assert.ok(figures.some((f) => f.trim() === "30"), figures.join(" · "));
}, { seconds: 30 });

test("my ballot says which of my choices won", async () => {
  const mine = titles(CHOICES[5]);
  const wonOfMine = mine.filter((t) => titles(expected.won).includes(t));
  const stranger = await Person.with(server, "", { js: false });
  await stranger.visit(`/demarches/${slug}/mon-bulletin`);
  await stranger.fillAndSend("form:has([name=recu])", { recu: receipts.get(5) });
  const text = await stranger.text();
  for (const title of mine) assert.ok(text.includes(title), title);
  assert.equal(await stranger.page.locator(".badge--won").count(), wonOfMine.length);
  await stranger.context.close();
});

let winner;

test("the official makes a project of it and tells how it goes", async () => {
  const { page } = mairie;
  winner = titles(expected.won)[0];
  await visit(page, `/mairie${proposals.get(winner)}`);
  await going(page, () => page.locator('form[action$="/projet"] button').click());
  const project = /\/mairie\/projets\/([^/?#]+)/.exec(page.url())?.[1];
  assert.ok(project, page.url());
  await fill(page.locator("form:has([name=status])"), { title: "Le chantier a commencé", body: "Les premiers travaux se voient déjà.", status: "started" });
  await send(page, page.locator("form:has([name=status])"));
});

test("a citizen sees it", async () => {
  await at(people[0], async (page) => {
    await visit(page, "/projets");
    await going(page, () => page.locator("main a", { hasText: winner }).first().click());
    assert.match(await page.locator("main").innerText(), /Le chantier a commencé/);
    await visit(page, "/moi");
    assert.match(await page.locator("main").innerText(), new RegExp(IDEAS[0][0]));
  });
});
