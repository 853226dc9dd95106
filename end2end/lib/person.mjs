// People, as they use the site: they sign in by a code that they read on the page of mails.
import assert from "node:assert/strict";
import { fill, going, openContext, send, visit } from "./browser.mjs";
import { personal } from "./logs.mjs";
import { until } from "./until.mjs";

const used = new Set();

/** The code last sent to an address, from the page where anybody reads the mails of a demonstration. */
export async function readCode(context, email) {
  return until(`a code for ${email}`, async () => {
    const answer = await context.request.get(`/courriels?a=${encodeURIComponent(email)}`);
    const code = /class="receipt__code"><span>(\d{6})</.exec(await answer.text())?.[1];
    // the mail of an earlier sign-in may still be the last one there
    return code && !used.has(`${email} ${code}`) && code;
  });
}

/** Signs in from wherever the form is shown; ends on the page that asked. */
export async function signInHere(page, email) {
  const form = page.locator("form:has([name=email])");
  await fill(form, { email });
  // a code that was asked before and never typed is not the one that comes now
  const before = await page.context().request.get(`/courriels?a=${encodeURIComponent(email)}`);
  for (const [, code] of (await before.text()).matchAll(/class="receipt__code"><span>(\d{6})</g)) used.add(`${email} ${code}`);
  await send(page, form);
  assert.match(page.url(), /\/connexion\/code/);
  const code = await readCode(page.context(), email);
  const second = page.locator("form:has([name=code])");
  used.add(`${email} ${code}`);
  await fill(second, { code });
  await send(page, second);
}

export class Person {
  constructor(server, email, context, page) {
    Object.assign(this, { server, email, context, page });
  }

  /** Somebody with a phone (or a tablet), not signed in. */
  static async with(server, email, options = {}) {
    personal(email);
    const context = await openContext(server, options);
    return new Person(server, email, context, await context.newPage());
  }

  /** Somebody signed in. */
  static async signedIn(server, email, options = {}) {
    const person = await Person.with(server, email, options);
    await person.signIn();
    return person;
  }

  async signIn() {
    await visit(this.page, "/connexion");
    await signInHere(this.page, this.email);
  }

  visit(path, status) {
    return visit(this.page, path, status);
  }

  form(selector) {
    return this.page.locator(selector);
  }

  /** Fills a form and sends it. */
  async fillAndSend(selector, values, status) {
    const form = this.page.locator(selector);
    await fill(form, values);
    return send(this.page, form, status);
  }

  click(locator, status) {
    return going(this.page, () => locator.click(), status);
  }

  /** The text of the page's main part. */
  text() {
    return this.page.locator("main").innerText();
  }
}
