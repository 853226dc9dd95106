// The oldest browsers of our range (Chrome 109, Firefox 115, Safari 15.6): what is sent to them uses nothing
// that they lack, by the tables of caniuse and MDN; and without WebAssembly a vote is cast all the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import doiuse from "doiuse/lib/DoIUse.js";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import postcss from "postcss";
import { going, visit } from "./lib/browser.mjs";
import { openForProposals, openForVotes, proposalsOf } from "./lib/commune.mjs";
import { Person } from "./lib/person.mjs";
import { test } from "./lib/runner.mjs";
import { binary, demo } from "./lib/server.mjs";
import { vote } from "./lib/vote.mjs";

const BROWSERS = ["chrome 109", "firefox 115", "safari 15.6", "ios_saf 15.6"];
const here = fileURLToPath(new URL(".", import.meta.url));
// beside the program, where the project's own command leaves it
const site = process.env.TIKER_SITE ?? join(dirname(binary), "../site");
const sealed = readdirSync(site);
const read = (name) => readFileSync(join(site, name));

/** What an older browser leaves out, and a reader misses nothing by. */
const LEFT_OUT = {
  "text-size-adjust": "Firefox and Safari on a computer enlarge no text by themselves",
  "css-selection": "iOS marks what is selected in its own colour",
  "css3-cursors": "no pointer on a phone",
  "css-resize": "no corner to pull on a phone",
  "css-media-scripting": "without it what needs scripts is shown, and says so when pressed",
  "css-paged-media": "Safari prints with its own margins",
};

/** Where the tables name a part that we do not use: a mask, `columns`, `text-indent: hanging`, `overflow: overlay`. */
const OTHER_PARTS = ["text-decoration", "css-clip-path", "css-masks", "multicolumn", "css-overflow", "css-text-indent"];

/** What scripts ask for before they use it, and do without. */
const ASKED_FOR = { CompressionStream: "a ballot goes as it is" };

test("the style sheet uses nothing that the oldest browsers lack", async () => {
  const css = read(sealed.find((name) => /^main-.*\.css$/.test(name))).toString();
  const wrong = [];
  const used = new Set();
  const onFeatureUsage = ({ feature, featureData, usage }) => {
    used.add(feature);
    const known = featureData.missing ? LEFT_OUT[feature] : LEFT_OUT[feature] ?? OTHER_PARTS.includes(feature);
    if (!known) wrong.push(`${feature}: ${String(usage).slice(0, 100)} (missing in ${JSON.stringify(featureData.missing)})`);
  };
  await postcss([new doiuse({ browsers: BROWSERS, onFeatureUsage })]).process(css, { from: undefined });
  assert.deepEqual(wrong, []);
  // an exception that nothing needs any more would hide the next one
  assert.deepEqual([...Object.keys(LEFT_OUT), ...OTHER_PARTS].filter((feature) => !used.has(feature)), []);
  // what the tables do not know: properties and rules that older browsers skip
  const rest = css.match(/:has\(|@container|color-mix\(|light-dark\(|oklch\(|\d[dsl]v[hw]\b|@scope|@starting-style|@property/g);
  assert.equal(rest, null);
});

test("the scripts use nothing that the oldest browsers lack", async () => {
  const eslint = new ESLint({
    cwd: site,
    overrideConfigFile: true,
    overrideConfig: [{
      files: ["**/*.js"],
      plugins: { compat },
      languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { self: "readonly", window: "readonly", document: "readonly", navigator: "readonly" } },
      rules: { "compat/compat": "error" },
      settings: { browsers: BROWSERS },
      linterOptions: { noInlineConfig: true },
    }],
  });
  const scripts = sealed.filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length >= 3, scripts.join());
  const wrong = [];
  const used = new Set();
  for (const name of scripts) {
    const [found] = await eslint.lintText(read(name).toString(), { filePath: join(site, name) });
    for (const { line, column, message } of found.messages) {
      const asked = Object.keys(ASKED_FOR).find((feature) => message.startsWith(`${feature} `));
      if (asked) used.add(asked);
      else wrong.push(`${name}:${line}:${column} ${message}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual([...used], Object.keys(ASKED_FOR));
  // the check itself
  const [refused] = await eslint.lintText("new CompressionStream('gzip')", { filePath: join(site, "check.js") });
  assert.match(refused.messages[0].message, /CompressionStream/);
});

test("WebAssembly uses nothing that the oldest browsers lack", () => {
  // what Safari 15.6 has, the youngest of the three to it; not SIMD, threads, exceptions, tail calls, GC
  const features = ["mutable-globals", "sign-ext", "nontrapping-float-to-int", "bulk-memory", "bulk-memory-opt", "multivalue", "reference-types"];
  const opt = join(here, "node_modules/binaryen/bin/wasm-opt");
  const options = ["--mvp-features", ...features.map((f) => `--enable-${f}`)];
  const modules = sealed.filter((name) => name.endsWith(".wasm"));
  assert.ok(modules.length >= 1);
  for (const name of modules) execFileSync(opt, [join(site, name), ...options, "-o", "/dev/null"], { stdio: "pipe" });
  // the check itself: a module with a vector in it is refused
  const vector = "(module (func (export \"f\") (result v128) (v128.const i32x4 1 2 3 4)))";
  const refused = (more) => execFileSync(opt, ["-", ...options, ...more, "-o", "/dev/null"], { input: vector, stdio: "pipe" });
  refused(["--enable-simd"]);
  assert.throws(() => refused([]), /all used features should be allowed/);
});

test("without WebAssembly one reads, supports, comments and votes", async () => {
  const server = await demo();
  const slug = await openForVotes(server);
  const person = await Person.signedIn(server, "camille@exemple.bzh");
  const { page } = person;
  await person.context.addInitScript(() => { delete globalThis.WebAssembly; });
  const open = await openForProposals(server);
  const [proposal] = await proposalsOf(server, open);
  await visit(page, proposal);
  assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");
  const support = page.locator(`form[action$="/soutien"] button, form.support button`).first();
  const count = async () => Number(/\d+/.exec(await page.locator(".support__count").first().innerText())[0]);
  const before = await count();
  await going(page, () => support.click());
  assert.equal(await count(), before + 1);
  await person.fillAndSend("form:has([name=body])", { body: "Sans WebAssembly, on écrit quand même." });
  assert.match(await person.text(), /on écrit quand même/);
  await visit(page, `/voter/${slug}`);
  await page.waitForSelector("html[data-islands=absent]");
  const titles = (await page.locator(".ballot__title").allInnerTexts()).slice(0, 2).map((t) => t.trim());
  assert.match(await vote(page, slug, titles), /^[A-Z\d ]{20,}$/);
});
