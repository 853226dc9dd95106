// A sealed vote, as those do it who make it possible: the town hall, the trustees, the registrar; and the voters.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fill, send, visit } from "./browser.mjs";
import { BUDGET_FORM } from "./commune.mjs";
import { Person } from "./person.mjs";
import { until } from "./until.mjs";
import { choose } from "./vote.mjs";

export const TRUSTEES = ["odile", "per", "nolwenn"].map((name) => `${name}@depositaires.example`);
const part = (page, name) => page.locator(`[data-part="${name}"]`);

/** A downloaded file's text. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const buffer = readFileSync(await download.path());
  // as an input takes it: the file itself goes with its browser
  return { name: download.suggestedFilename(), mimeType: "text/plain", buffer };
}

const TITLES = { sealed_letter: "Budget participatif du bourg", sealed_server: "Budget des quartiers", sealed_phone: "Budget du port" };

/** The town hall makes a process with a sealed urn, somebody proposes, and the projects are admitted. Gives its name. */
export async function prepared(server, mairie, urn, titles) {
  const { page } = mairie;
  await visit(page, "/mairie/demarches/nouvelle?modele=participatory_budget");
  const form = page.locator("form:has([name=title])");
  await fill(form, { ...BUDGET_FORM, title: TITLES[urn], rule: "greedy_votes", urn });
  await send(page, form);
  const slug = /\/mairie\/demarches\/([^/?#]+)/.exec(page.url())[1];
  const author = await Person.signedIn(server, `auteur.${urn}@exemple.bzh`, { js: false });
  for (const [i, title] of titles.entries()) {
    await author.visit(`/demarches/${slug}/proposer`);
    const made = author.page.locator("form:has([name=title])");
    const category = await made.locator("[name=category] option").nth(1).getAttribute("value");
    await fill(made, { title, body: "C’est utile à tout le monde, cela dure longtemps, et nous aiderons à le faire.", category });
    await send(author.page, made);
    if (!/\/propositions\/[^/]+$/.test(new URL(author.page.url()).pathname)) await send(author.page, made);
    const path = new URL(author.page.url()).pathname;
    await visit(page, `/mairie${path}`);
    const answer = page.locator("form:has([name=answer])");
    await fill(answer, { state: "admitted", cost: String(5000 + 1000 * i), answer: "Étudié par les services : c’est faisable." });
    await send(page, answer);
  }
  await author.context.close();
  return slug;
}

/** What is published of the first trustee; the others keep their names to themselves. */
export const OFFICE = "Odile L. (inventée), association des parents d’élèves";

/** Names the trustees, two of whom are enough. */
export async function named(mairie, slug, addresses = TRUSTEES) {
  await mairie.visit(`/mairie/demarches/${slug}/urne`);
  await mairie.fillAndSend("form:has([name=trustees])", { trustees: addresses.map((address, i) => (i ? address : `${address}, ${OFFICE}`)).join("\n"), threshold: "2" });
}

/** A trustee at her tablet. `share` is what she keeps: a file, and what stands on her paper. */
export class Trustee {
  static async of(server, slug, email, options = {}) {
    const trustee = new Trustee();
    trustee.person = await Person.signedIn(server, email, { device: "tablet", ...options });
    trustee.page = trustee.person.page;
    await trustee.person.visit(`/depositaire/${slug}`);
    return trustee;
  }

  shown(name) {
    return part(this.page, name).waitFor({ timeout: 30_000 });
  }

  click(act) {
    return this.page.locator(`[data-act="${act}"]:visible`).click();
  }

  /** Step one: her share, its file, its paper. */
  async certify() {
    await this.shown("certificat");
    await this.click("create");
    await this.shown("keep");
    this.paper = await this.page.locator('[data-part="seed"]').innerText();
    this.file = await saved(this.page, () => this.click("save"));
    assert.ok(await part(this.page, "certify").isDisabled());
    await this.page.locator("#fichier-garde").check();
    await this.page.locator("#papier-garde").check();
    await this.click("certify");
  }

  /** Step two: the eight words; gives them. */
  async deal() {
    await this.shown("partage");
    const words = await this.page.locator('[data-part="agreed"]').innerText();
    await this.click("deal");
    return words;
  }

  async publish() {
    await this.shown("publication");
    await this.click("publish");
  }

  async fromFile() {
    await this.shown("fichier");
    await this.page.locator("#essai-fichier").setInputFiles(this.file);
    await this.click("from-file");
  }

  async fromPaper() {
    await this.shown("papier");
    await this.page.locator("#essai-papier").fill(this.paper);
    await this.click("from-paper");
  }

  /** At the close: checks the archive; gives the eight words of its sum, which all compare. */
  async check(head = "") {
    await this.shown("ouverture");
    await this.page.locator("#cle-fichier").setInputFiles(this.file);
    await this.page.locator("#maillon").fill(head);
    await this.click("check");
  }

  /** Opens her part of the sum that was checked. */
  async open() {
    await this.shown("compare");
    const words = await this.page.locator('[data-part="sum-words"]').innerText();
    await this.click("open");
    return words;
  }
}

/** The whole ceremony. Gives the trustees. */
export async function ceremony(server, slug, addresses = TRUSTEES) {
  const trustees = await Promise.all(addresses.map((email) => Trustee.of(server, slug, email)));
  const all = (act) => Promise.all(trustees.map(act));
  await all((t) => t.certify());
  const words = await all((t) => t.deal());
  assert.equal(new Set(words).size, 1, "all see the same words");
  await all((t) => t.publish());
  await all((t) => t.fromFile());
  await all((t) => t.fromPaper());
  await all((t) => t.shown("pret"));
  return trustees;
}

/** Waits for the urn to be open. */
export const opened = (server, slug) => until("the urn", async () => (await fetch(server.url(`/voter/${slug}/urne`))).ok, { deadline: 20_000 });

/** From the paper to the review. */
export async function reviewed(page, slug, titles, path = `/voter/${slug}`) {
  await visit(page, path);
  await chosen(page, titles);
}

/** From the paper that is open to the review. */
export async function chosen(page, titles) {
  await page.locator("#scelle[data-ready]").waitFor();
  // a paper that is not shown yet takes no key
  await page.locator(".ballot__row").first().waitFor();
  await choose(page, titles);
  await page.locator('[data-act="review"]').click();
  await part(page, "review").waitFor();
}

/** Seals and sends; gives what the receipt shows. */
export async function sealedAndSent(page) {
  await page.locator('[data-part="seal"]:not([disabled])').click();
  return receipt(page);
}

export async function receipt(page) {
  await part(page, "receipt").waitFor({ timeout: 30_000 });
  return {
    words: await part(page, "receipt").locator("output").innerText(),
    tracker: await part(page, "tracker").innerText(),
  };
}
