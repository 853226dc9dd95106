// Walking the site as a reader does, link by link, over plain HTTP: what every page must have.

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

/** The standard's own rules; the others are matters of taste. */
const validator = new HtmlValidate(new FileSystemConfigLoader({
  root: true,
  extends: ["html-validate:standard"],
  rules: { "void-style": "off", "attr-quotes": "off", "doctype-style": "off", "no-trailing-whitespace": "off", "attribute-boolean-style": "off", "long-title": "off" },
}));

const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&#39;", "'");

/** The internal links of a page. */
export function links(html) {
  return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"([^>]*)>/g)].map((m) => ({ href: unescape(m[1]), tag: m[0] }));
}

/** The kind of page that an address shows: names and ids left out, and the language. */
export function pattern(path) {
  return path
    .replace(/[?#].*$/, "")
    .replace(/^\/(br|en)(?=\/|$)/, "")
    .replace(/^$/, "/")
    .replace(/^(\/(?:demarches|voter|mairie\/demarches)\/)(?!nouvelle)[^/]+/, "$1:slug")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, ":id");
}

const languageOf = (path) => /^\/(br|en)(?=\/|\?|#|$)/.exec(path)?.[1] ?? "fr";

/** What is wrong with the HTML of a page, whatever it says. */
export function faults(path, html) {
  const { results } = validator.validateStringSync(html);
  const wrong = results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message} (line ${m.line}, column ${m.column})`));
  const lang = languageOf(path);
  const root = /<html\b[^>]*>/.exec(html)?.[0] ?? "";
  if (!root.includes(`lang="${lang}"`)) wrong.push(`its lang is not ${lang}: ${root}`);
  const heads = (html.match(/<h1\b/g) ?? []).length;
  if (heads !== 1) wrong.push(`${heads} h1`);
  if (!/<title>[^<·]{2,}·[^<]+<\/title>/.test(html)) wrong.push("no title of its own");
  const text = html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, "").replaceAll(/<[^>]*>/g, " ");
  for (const odd of text.match(/\{[a-z_]+\}|\bundefined\b|Some\(|\bNaN\b/g) ?? []) wrong.push(`says ${odd}`);
  if (/\sstyle="|\son[a-z]+="|<script(?![^>]*\bsrc=)/.test(html)) wrong.push("holds a style, a handler or a script of its own");
  const levels = [...html.matchAll(/<h([1-6])\b/g)].map((m) => Number(m[1]));
  for (const [i, level] of levels.entries()) {
    if (i && level > levels[i - 1] + 1) wrong.push(`h${levels[i - 1]} is followed by h${level}`);
  }
  for (const { href, tag } of links(html)) {
    if (href.startsWith("/") && languageOf(href) !== lang && !tag.includes("hreflang") && !/\.(csv|json|pb|txt)$/.test(href)) wrong.push(`leaves its language: ${href}`);
    if (href === "" || href === "#") wrong.push(`an empty link: ${tag}`);
  }
  return wrong;
}

/**
 * Follows every link from `start`, the nearest first, at most `most` pages. `request` is a browser's own
 * (with its cookies). Gives the paths seen and what was wrong; `judged` false leaves out what the HTML of each is like.
 */
export async function crawl(request, start, { most = 300, judged = true } = {}) {
  const lang = languageOf(start);
  const seen = new Set([start]);
  const wrong = [];
  const pages = [];
  const statuses = new Map();
  let queue = [start];
  while (queue.length && pages.length < most) {
    const batch = queue.splice(0, Math.min(4, most - pages.length));
    const answers = await Promise.all(batch.map(async (path) => {
      const response = await request.get(path, { maxRedirects: 5 });
      const kind = response.headers()["content-type"] ?? "";
      return { path, status: response.status(), html: kind.startsWith("text/html") ? await response.text() : null };
    }));
    for (const { path, status, html } of answers) {
      pages.push(path);
      // a private page says that one must sign in, or that it is not for this reader: both are pages
      const shut = (status === 401 && html?.includes('name="email"')) || (status === 403 && /^\/mairie$|\/(modifier|retirer)$/.test(pattern(path)));
      statuses.set(path, status);
      if (status >= 400 && !shut) wrong.push(`${path}: ${status}`);
      if (html === null) continue;
      if (judged) wrong.push(...faults(path, html).map((f) => `${path}: ${f}`));
      for (const { href } of links(html)) {
        if (/^(https?:|mailto:|tel:)/.test(href)) continue;
        const url = new URL(href, `http://x${path}`);
        const next = url.pathname + url.search;
        // the other languages are walked by themselves
        if (!seen.has(next) && languageOf(next) === lang) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    // the pages of a new kind first, so that the limit leaves none out
    const known = new Set(pages.map(pattern));
    queue.sort((a, b) => Number(known.has(pattern(a))) - Number(known.has(pattern(b))));
  }
  return { pages, wrong, statuses };
}

/** One address for each kind of page, or `many`. */
export function oneOfEach(paths, many = 1) {
  const kinds = new Map();
  for (const path of paths) {
    const kind = pattern(path);
    const list = kinds.get(kind) ?? [];
    if (list.length < many && !/\.(csv|json|pb|txt)$/.test(kind)) kinds.set(kind, [...list, path]);
  }
  return [...kinds.values()].flat();
}
