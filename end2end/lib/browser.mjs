// One Chromium, and contexts of it as phones and tablets. Everything a page complains about fails the
// test it happens in: console errors and warnings, page errors, failed requests, requests to elsewhere.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { typed } from "./logs.mjs";
import { patience } from "./until.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export const DEVICES = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 },
  desktop: { viewport: { width: 1280, height: 800 } },
};

let browser = null;
const open = new Map();

async function started() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
  return browser;
}

export async function closeBrowser() {
  await closeContexts();
  await browser?.close();
  browser = null;
}

/** What a context's pages complained about. */
class Watch {
  constructor({ origin, provider }, js) {
    this.origin = origin;
    // where people go to say who they are: as a page of its own, never from within ours
    this.provider = provider;
    this.js = js;
    this.found = [];
    this.expected = new Set();
    this.offline = false;
  }

  attach(context) {
    context.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      // what keeps them out of most tests says so itself
      if (/registration blocked by Playwright/.test(message.text())) return;
      const url = message.location()?.url ?? "";
      const status = /responded with a status of (\d+)/.exec(message.text())?.[1];
      if (this.offline && /ERR_INTERNET_DISCONNECTED/.test(message.text())) return;
      this.found.push({ status, url, text: `console ${message.type()}: ${message.text()} (${url})` });
    });
    context.on("weberror", (error) => this.found.push({ text: `page error: ${error.error()?.stack ?? error.error()}` }));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (["data:", "blob:"].includes(url.protocol) || url.origin === this.origin) return;
      if (url.origin === this.provider && request.isNavigationRequest()) return;
      this.found.push({ text: `a request to elsewhere: ${request.url()}` });
    });
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // without JavaScript the browser fetches no module
      if (!this.js && why === "csp") return;
      // a page that is left takes its own requests along
      if (why === "net::ERR_ABORTED" || (this.offline && why === "net::ERR_INTERNET_DISCONNECTED")) return;
      this.found.push({ status: "failed", url: request.url(), text: `a request failed: ${request.method()} ${request.url()} ${why}` });
    });
    context.on("response", (response) => {
      if (response.status() < 400) return;
      this.found.push({ status: String(response.status()), url: response.url(), text: `answered ${response.status()}: ${response.request().method()} ${response.url()}` });
    });
  }

  /** This answer is what the test is about (or "failed", for a request without one). */
  expect(status, url) {
    this.expected.add(`${status} ${url}`);
  }

  take() {
    const problems = this.found.filter((p) => !(p.status && this.expected.has(`${p.status} ${p.url}`)));
    this.found = [];
    return problems.map((p) => p.text);
  }
}

/** A browser of somebody's: a phone or a tablet, with or without JavaScript. */
export async function openContext(server, { device = "phone", js = true, workers = false, scheme = "light", ...more } = {}) {
  const context = await (await started()).newContext({
    ...DEVICES[device],
    baseURL: server.origin,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    colorScheme: scheme,
    reducedMotion: "reduce",
    javaScriptEnabled: js,
    serviceWorkers: workers ? "allow" : "block",
    ...more,
  });
  context.setDefaultTimeout(10_000 * patience);
  const watch = new Watch(server, js);
  watch.attach(context);
  open.set(context, watch);
  context.once("close", () => { context.closed = true; });
  return context;
}

/** The watch of a context or a page. */
export function watchOf(target) {
  return open.get(target.context ? target.context() : target);
}

export async function closeContext(context) {
  leftovers.push(...(open.get(context)?.take() ?? []));
  open.delete(context);
  await context.close();
}

const leftovers = [];

export function takeProblems() {
  const problems = leftovers.splice(0);
  for (const watch of open.values()) problems.push(...watch.take());
  return [...new Set(problems)];
}

export const hasContexts = () => open.size > 0;

export async function closeContexts() {
  for (const context of [...open.keys()]) await closeContext(context);
}

/** The pages open when a test failed, kept as pictures and HTML. */
export async function keepEvidence(name) {
  const folder = fileURLToPath(new URL("../failures/", import.meta.url));
  await mkdir(folder, { recursive: true });
  const lines = [];
  const pages = [...open.keys()].flatMap((context) => context.pages()).slice(-4);
  for (const [i, page] of pages.entries()) {
    const base = `${folder}${name.replaceAll(/[^\p{L}\d]+/gu, "-").slice(0, 80)}-${i}`;
    try {
      await writeFile(`${base}.html`, await page.content());
      await page.screenshot({ path: `${base}.png`, timeout: 3_000 });
    } catch { /* the page went away */ }
    lines.push(`see ${base}.png (${page.url()})`);
  }
  return lines;
}

/** Goes to an address and checks its status. */
export async function visit(page, path, status = 200) {
  const url = new URL(path, watchOf(page).origin).href;
  if (status >= 400) watchOf(page).expect(status, url);
  const response = await page.goto(url);
  if (response.status() !== status) throw new Error(`GET ${path}: ${response.status()}, not ${status}`);
  return response;
}

/** Does what sends a form (or follows a link), waits for the page that answers, checks its status. */
export async function going(page, act, status = 200) {
  const [response] = await Promise.all([page.waitForNavigation({ waitUntil: "load" }), act()]);
  if (!response) throw new Error(`no answer of its own: ${page.url()}`);
  if (status >= 400) watchOf(page).expect(status, response.url());
  if (response.status() !== status) {
    const said = (await page.locator("main").innerText().catch(() => "")).slice(0, 600);
    throw new Error(`${response.request().method()} ${response.url()}: ${response.status()}, not ${status}: ${said}`);
  }
  return response;
}

/** Fills a form by field names: texts, choices, and boxes (`true`, or a list of values). */
export async function fill(form, values) {
  typed(values);
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name="${name}"]:not([type=hidden])`);
    const kind = await field.first().evaluate((e) => (e.tagName === "SELECT" ? "select" : e.type));
    if (kind === "select") await field.selectOption(value);
    else if (kind === "radio") await field.and(form.locator(`[value="${value}"]`)).check();
    else if (kind === "checkbox") {
      if (typeof value === "boolean") await field.setChecked(value);
      else for (const box of await field.all()) await box.setChecked(value.includes(await box.getAttribute("value")));
    } else await field.fill(value);
  }
}

/** Sends a form by its own button. */
export async function send(page, form, status = 200) {
  return going(page, () => form.locator("button[type=submit], button:not([type])").first().click(), status);
}
