// The service worker: keeps the sealed files of one build and the public pages seen, and nothing that is
// anybody's own. Pages come from the network first; without it, the copy kept, else the offline page.
const BUILD = /*BUILD*/"dev";
const FILES = /*PRECACHE*/[];
const STATIC = `static-${BUILD}`;
// a page names the files of its build, so it goes with them
const PAGES = `pages-${BUILD}`;
const MOST = 60;
const ISLANDS = /^client-/;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(STATIC);
    // a first visit is not made to pay for the islands' files when its page has none: boot.js asks for them
    const small = FILES.filter((f) => !ISLANDS.test(f));
    const offline = [...await self.clients.matchAll({ includeUncontrolled: true })].map((c) => offlineOf(new URL(c.url)));
    await cache.addAll([...small.map((f) => `/${f}`), "/favicon.svg", ...new Set(offline.length ? offline : ["/hors-ligne"])]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== STATIC && name !== PAGES) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

function offlineOf(url) {
  const lang = /^\/(br|en)(\/|$)/.exec(url.pathname);
  return lang ? `/${lang[1]}/hors-ligne` : "/hors-ligne";
}

async function offlinePage(url) {
  return (await caches.match(offlineOf(url))) || caches.match("/hors-ligne");
}

async function keep(request, response) {
  // only what the server marked public is ever kept
  const control = response.headers.get("cache-control") || "";
  if (response.status !== 200 || !/\bpublic\b/.test(control) || response.redirected) return;
  if (new URL(request.url).searchParams.has("dit")) return;
  const cache = await caches.open(PAGES);
  await cache.put(request, response.clone());
  const offline = offlineOf(new URL(request.url));
  const fixed = await caches.open(STATIC);
  if (!(await fixed.match(offline))) await fixed.add(offline);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  // the commune's colours and coat of arms: their names are made of their content
  if (url.pathname === "/favicon.svg" || url.pathname.startsWith("/identite/") || FILES.includes(url.pathname.slice(1))) {
    event.respondWith((async () => {
      const cache = await caches.open(STATIC);
      const hit = await cache.match(request, { ignoreSearch: true });
      if (hit) return hit;
      const response = await fetch(request);
      if (response.ok) event.waitUntil(cache.put(request, response.clone()).catch(() => {}));
      return response;
    })());
    return;
  }
  if (request.mode !== "navigate") return;
  event.respondWith((async () => {
    try {
      const response = await fetch(request);
      event.waitUntil(keep(request, response.clone()).catch(() => {}));
      return response;
    } catch {
      const cache = await caches.open(PAGES);
      return (await cache.match(request)) || (await offlinePage(url)) || Response.error();
    }
  })());
});
