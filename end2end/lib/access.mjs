// How a page stands up to those who read it otherwise: in both themes, with letters twice as large, in the
// two colours that a system forces on it.
import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { faults } from "./site.mjs";

/** The rules that look at colours, of those that are asked in the first theme. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** What is wrong with the page as it stands, in both themes. Between them only colours change, and so only their rules. */
export async function inBothThemes(page, name) {
  const wrong = [];
  for (const [scheme, rules] of [["light", undefined], ["dark", COLOURS]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await settled(page);
    wrong.push(...(await violations(page, rules)).map((v) => `${name}, ${scheme}: ${v}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  return wrong;
}

/** Colours change in a moment, not at once, and out of sight not before they are seen. */
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() => { for (const animation of document.getAnimations()) animation.finish(); });
}

/** What sticks out, is cut off, or lies under bars that stay. */
function overflowing(page) {
  return page.evaluate(() => {
    const wrong = [];
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width) {
      const past = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > width + 1);
      wrong.push(`${document.scrollingElement.scrollWidth} px wide: ${past?.outerHTML.slice(0, 140)}`);
    }
    for (const e of document.querySelectorAll("main *, header *, nav *, footer *")) {
      const style = getComputedStyle(e);
      const cut = ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
      // what is there for screen readers only is cut on purpose, and so is what is inlined in a picture
      if (cut && e.clientWidth > 1 && !e.closest("svg, .sr-only") && e.innerText?.trim()) wrong.push(`cut off: ${e.outerHTML.slice(0, 140)}`);
    }
    const covered = [...document.querySelectorAll("body *")]
      .filter((e) => getComputedStyle(e).position === "fixed" && e.offsetParent !== undefined)
      .reduce((sum, e) => sum + (e.getBoundingClientRect().height || 0), 0);
    if (covered > innerHeight * 0.4) wrong.push(`${Math.round(covered)} of ${innerHeight} px lie under fixed bars`);
    return wrong;
  });
}

/** With lines, words and letters further apart (RGAA 10.12) nothing sticks out or is cut off. */
export async function spacedOut(page, name) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  const found = await overflowing(page);
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  return found.map((w) => `${name} spaced out: ${w}`);
}

/** With letters twice as large (RGAA 10.4) nothing sticks out, is cut off or lies over something else. */
export async function atTwice(page, name) {
  // as the browser's own setting does, which the style sheet's media queries see as well
  const devtools = await page.context().newCDPSession(page);
  const letters = (standard) => devtools.send("Page.setFontSizes", { fontSizes: { standard, fixed: standard } });
  await letters(32);
  await page.waitForFunction(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) === 32);
  const found = await overflowing(page);
  await letters(16);
  await devtools.detach();
  return found.map((w) => `${name} at 200 %: ${w}`);
}

/** In forced colours every control still has an edge or an underline, and what is chosen still differs. */
export async function inForcedColours(page, name) {
  await page.emulateMedia({ forcedColors: "active" });
  const found = await page.evaluate(() => {
    const wrong = [];
    const bare = (e) => {
      const s = getComputedStyle(e);
      const edge = ["Top", "Right", "Bottom", "Left"].some((side) => Number.parseFloat(s[`border${side}Width`]) > 0 && s[`border${side}Style`] !== "none");
      return !edge && s.outlineStyle === "none" && !s.textDecorationLine.includes("underline");
    };
    for (const e of document.querySelectorAll("main button, main .button, main .input")) {
      if (e.checkVisibility() && bare(e)) wrong.push(`no edge: ${e.outerHTML.slice(0, 140)}`);
    }
    const current = document.querySelector(".tabs__link[aria-current]");
    const other = document.querySelector(".tabs__link:not([aria-current])");
    if (current && other) {
      const look = (e) => { const s = getComputedStyle(e); return [s.fontWeight, s.color, s.borderBlockStartWidth, s.textDecorationLine].join(); };
      if (look(current) === look(other)) wrong.push("the current tab looks like the others");
    }
    return wrong;
  });
  await page.emulateMedia({ forcedColors: "none" });
  return found.map((w) => `${name} in forced colours: ${w}`);
}

/** The page as it stands: valid, whole for a screen reader in both themes, narrow, with large letters, in forced colours. */
export async function whole(page, name) {
  const size = page.viewportSize();
  // each step has a title of its own, of which one is shown
  const wrong = faults(new URL(page.url()).pathname, await page.content()).filter((fault) => !/^\d+ h1$/.test(fault));
  const titles = await page.locator("h1:visible").count();
  if (titles !== 1) wrong.push(`${name}: ${titles} titles are shown`);
  wrong.push(...(await inBothThemes(page, name)));
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (wide > 320) wrong.push(`${name}: ${wide} px wide at 320`);
  await page.setViewportSize({ width: 360, height: 740 });
  wrong.push(...(await atTwice(page, name)), ...(await inForcedColours(page, name)));
  await page.setViewportSize(size);
  assert.deepEqual(wrong, [], name);
}
