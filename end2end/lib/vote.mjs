// Voting, as somebody does it: choose, read again, confirm, keep the receipt.
import { going, visit } from "./browser.mjs";

/** Ticks the projects of these titles on the paper that is open, and no other. */
export async function choose(page, titles) {
  const rows = page.locator(".ballot__row");
  for (const row of await rows.all()) {
    const title = (await row.locator(".ballot__title").innerText()).trim();
    const box = row.locator(".ballot__input");
    if ((await box.isChecked()) === titles.includes(title)) continue;
    // by keyboard: the bar at the bottom may lie over what a click would meet
    await box.focus();
    await page.keyboard.press("Space");
  }
}

const paper = "form:has(.ballot)";

/** Opens a ballot that was cast on another device, by the code of its receipt. */
export async function openBallot(page, slug, code, status = 200) {
  await visit(page, `/voter/${slug}`);
  await page.locator("[name=recu]").fill(code);
  await going(page, () => page.locator("form:has([name=ouvrir]) button").click(), status);
}

/** From the ballot paper to the page that shows the choice again; `code` opens a ballot cast elsewhere. */
export async function review(page, slug, titles, { code, status = 200 } = {}) {
  if (code !== undefined) await openBallot(page, slug, code);
  else await visit(page, `/voter/${slug}`);
  await choose(page, titles);
  return going(page, () => page.locator(`${paper} button[type=submit], ${paper} .ballot-bar button`).first().click(), status);
}

/** Votes; gives the receipt's code as it is shown. */
export async function vote(page, slug, titles, { code } = {}) {
  await review(page, slug, titles, { code });
  const form = page.locator(`form[action$="/voter/${slug}/confirmer"]`);
  await going(page, () => form.locator("button").first().click());
  return receipt(page);
}

/** The code on the receipt that is open. */
export async function receipt(page) {
  const groups = await page.locator(".receipt__code span").allInnerTexts();
  return groups.join(" ");
}
