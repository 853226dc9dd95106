// What a screen reader says of a page, from the first word of its main part to the last, and the tree that
// the browser gives it. Both stand in the folder spoken/ to be read; UPDATE=1 writes them again.
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../spoken/", import.meta.url));
let reader;

/** The virtual screen reader as one script for a page. */
async function script() {
  reader ??= (async () => {
    const { outputFiles } = await build({
      stdin: { contents: 'export { virtual } from "@guidepup/virtual-screen-reader/browser.js"', resolveDir: folder.replace(/spoken\/$/, "") },
      bundle: true, write: false, format: "iife", globalName: "screenReader", minify: true, logLevel: "error",
    });
    return `${outputFiles[0].text};globalThis.screenReader = screenReader;`;
  })();
  return reader;
}

/** Everything it says of the main part, a phrase a line. */
export async function spoken(page) {
  await page.evaluate(await script());
  const phrases = await page.evaluate(async () => {
    const { virtual } = globalThis.screenReader;
    await virtual.start({ container: document.querySelector("main") });
    for (let i = 0; i < 2_000; i += 1) {
      await virtual.next();
      if ((await virtual.lastSpokenPhrase()) === "end of main") break;
    }
    const said = await virtual.spokenPhraseLog();
    await virtual.stop();
    return said;
  });
  return phrases.join("\n");
}

/** What differs each time: ids and hashes; the receipt's code is covered on the page. */
function steady(text) {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}/g, "ID")
    .replaceAll(/[0-9a-f]{64}/g, "HASH")
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST");
}

/** What differs each time on the pages of a sealed vote: codes, words and numbers of ballots. */
const COVERED = ".receipt__words output, .receipt__code output, [data-part=tracker], [data-part=right-note], .urn__ballot, #maillon code, #verifier code, .urn__list";

/** A page of a sealed vote made steady: what differs is covered, and projects, whose order is drawn, are put in one. */
function steadied(page) {
  return page.evaluate((covered) => {
    for (const one of document.querySelectorAll(covered)) one.textContent = "····";
    for (const list of document.querySelectorAll("ul.ballot")) list.append(...[...list.children].sort((a, b) => a.textContent.localeCompare(b.textContent)));
    // the reader says what a browser that runs scripts does not show
    for (const one of document.querySelectorAll("noscript")) one.remove();
  }, COVERED);
}

/** What is wrong: nothing when both are as they were read last. */
export async function asRead(page, name) {
  const wrong = [];
  if (name.startsWith("sealed")) await steadied(page);
  await page.evaluate(() => { for (const group of document.querySelectorAll(".receipt__code span")) group.textContent = "····"; });
  const aria = await page.locator("main").ariaSnapshot();
  for (const [file, text] of [[`${name}.txt`, await spoken(page)], [`${name}.aria.yml`, aria]]) {
    const now = `${steady(text)}\n`;
    const path = folder + file;
    if (process.env.UPDATE) {
      await mkdir(folder, { recursive: true });
      await writeFile(path, now);
    } else if (!existsSync(path)) wrong.push(`spoken/${file} is not there: UPDATE=1 writes it, then read it`);
    else {
      const before = (await readFile(path, "utf8")).split("\n");
      const at = now.split("\n").findIndex((line, i) => line !== before[i]);
      if (now !== before.join("\n")) wrong.push(`spoken/${file}, line ${at + 1}: “${now.split("\n")[at]}”, and not “${before[at]}”`);
    }
  }
  return wrong;
}
