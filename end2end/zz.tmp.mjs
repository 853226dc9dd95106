import { chromium } from "playwright-core";
import axe from "axe-core";
import { readFileSync, readdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
const B = "http://127.0.0.1:18391";
const [mine, theirs, pet] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: "fr-FR", bypassCSP: false });
const page = await context.newPage();
page.on("console", (m) => { if (["error", "warning"].includes(m.type())) console.log("console", m.type(), m.text(), page.url()); });
page.on("pageerror", (e) => console.log("pageerror", e.message, page.url()));
async function check(path, name, full = true) {
  if (path) await page.goto(B + path);
  await page.waitForTimeout(600);
  await page.evaluate(axe.source);
  const r = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const v of r.violations) console.log("AXE", path ?? name, v.id, v.nodes.map((n) => n.target.join(" ") + " " + n.html.slice(0, 120)).slice(0, 3));
  if (name) await page.screenshot({ path: `/tmp/shot-${name}.png`, fullPage: full });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) console.log("WIDE", path);
}
async function signin(email) {
  const before = new Set(readdirSync("/tmp/pdemo/db.courriels"));
  await page.goto(B + "/connexion"); await page.fill("[name=email]", email); await page.click("main form button[type=submit]");
  let f; for (let i = 0; i < 50 && !f; i++) { f = readdirSync("/tmp/pdemo/db.courriels").find((x) => !before.has(x)); await page.waitForTimeout(100); }
  const code = /(\d{6}) :/.exec(readFileSync("/tmp/pdemo/db.courriels/" + f, "utf8"))[1];
  await page.fill("[name=code]", code); await page.click("main form button[type=submit]");
}
const T = "/demarches/budget-participatif-toulouse-2022/propositions", L = "/demarches/essai/propositions";
await check(T, "toulouse", false);
await check(L, "list");
await check(L + "?q=arbres&theme=c-essai-0&tri=hasard", "filtered");
await check(L + "?q=xyzzy", "none");
await check(theirs, "page");
await check(theirs + "?apres=zzz", null);
await check(mine, "withdrawn");
await check(pet, "petition");
await check("/br" + theirs, null); await check("/en" + L, null);
await check("/demarches/essai/proposer", "propose");
await signin("zoe@exemple.bzh");
await check(theirs + "/soutenir", "support");
await check(theirs + "/commenter", null);
// islands
await page.goto(B + theirs);
await page.waitForSelector("html[data-islands=ready]");
const form = page.locator("form[data-support]").first();
const count = async () => form.locator(".support__count").innerText();
const c0 = await count(); await form.locator("button").click(); await page.waitForTimeout(400);
console.log("support", c0, "→", await count(), await form.locator("button").getAttribute("aria-pressed"), await page.locator(".toast").innerText());
await page.screenshot({ path: "/tmp/shot-toast.png" });
await page.reload(); await page.waitForTimeout(700);
console.log("after reload pressed", await form.locator("button").getAttribute("aria-pressed"), "(needs /moi/fragment)");
await page.goto(B + "/demarches/essai/proposer"); await page.waitForSelector("html[data-islands=ready]");
await page.locator("[name=title]").pressSequentially("Planter des arbres");
await page.locator(".notice__links a").first().waitFor();
console.log("similar", await page.locator(".notice__links").innerText());
await check(null, "similar-live");
await page.fill("[name=body]", "Une idée que je n’ai pas fini d’écrire");
await page.selectOption("[name=category]", "c-essai-1");
await page.reload(); await page.waitForSelector("html[data-islands=ready]"); await page.waitForTimeout(200);
console.log("kept", await page.inputValue("[name=title]"), "|", await page.inputValue("[name=body]"), "|", await page.inputValue("[name=category]"));
await page.click("main form button[type=submit]"); await check(null, "similar-server");
console.log(page.url(), await page.evaluate(() => JSON.stringify(localStorage)));
await page.click("main form button[type=submit]"); await page.waitForLoadState();
console.log(page.url(), await page.evaluate(() => JSON.stringify(localStorage)));
await page.goto(B + "/demarches/essai/proposer"); await page.waitForTimeout(500);
console.log("after", JSON.stringify(await page.inputValue("[name=title]")));
await page.fill("[name=title]", "x"); await page.click("main form button[type=submit]"); await check(null, "errors");
await page.goto(B + theirs); await page.waitForSelector("html[data-islands=ready]");
await page.fill("[name=body]", "Un commentaire commencé"); await page.reload(); await page.waitForSelector("html[data-islands=ready]"); await page.waitForTimeout(200);
console.log("comment kept", await page.inputValue("[name=body]"));
await page.click('form[action$="/commenter"] button'); await page.waitForTimeout(500);
console.log(page.url(), JSON.stringify(await page.inputValue("[name=body]")));
await check(null, "page-after-comment");
// offline
await page.waitForSelector("html[data-islands=ready]");
await context.setOffline(true); await form.locator("button").click(); await page.waitForTimeout(400);
console.log("offline", await page.locator(".toast").innerText(), await form.locator("button").getAttribute("aria-pressed")); await context.setOffline(false);
// visitor
await context.clearCookies(); await page.goto(B + L + "?q=arbres"); await page.waitForSelector("html[data-islands=ready]");
await page.locator("form[data-support] button").first().click(); await page.waitForURL(/connexion/); console.log("visitor", page.url());
console.log(await page.inputValue("[name=retour]"));
await page.setViewportSize({ width: 820, height: 1180 }); await check(theirs, "tablet"); await check(L, "tablet-list");
// bytes
const cold = await browser.newContext({ viewport: { width: 360, height: 740 } }); const p2 = await cold.newPage(); const s = await cold.newCDPSession(p2); await s.send("Network.enable"); let bytes = 0, n = 0; const names = {};
s.on("Network.responseReceived", (e) => { names[e.requestId] = e.response.url; }); s.on("Network.loadingFinished", (e) => { bytes += e.encodedDataLength; n++; console.log("  ", e.encodedDataLength, names[e.requestId]); });
await p2.goto(B + T); await p2.waitForTimeout(2500); console.log("cold list", bytes, n);
await browser.close();
