// The service worker: keeps the sealed files of one build and the public pages seen, and nothing that is
// anybody's own. Pages come from the network first; without it, the copy kept, else the offline page.
const BUILD = /*BUILD*/"dev";
const FILES = /*PRECACHE*/[];
const STATIC = `static-${BUILD}`;
const PAGES = "pages";
const MOST = 60;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(STATIC);
    await cache.addAll([...FILES.map((f) => `/${f}`), "/favicon.svg", "/hors-ligne", "/br/hors-ligne", "/en/hors-ligne"]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("static-") && name !== STATIC) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

function offlinePage(url) {
  const lang = /^\/(br|en)(\/|$)/.exec(url.pathname);
  return caches.match(lang ? `/${lang[1]}/hors-ligne` : "/hors-ligne");
}

async function keep(request, response) {
  // only what the server marked public is ever kept
  const control = response.headers.get("cache-control") || "";
  if (response.status !== 200 || !/\bpublic\b/.test(control) || response.redirected) return;
  const cache = await caches.open(PAGES);
  await cache.put(request, response.clone());
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === "/favicon.svg" || FILES.includes(url.pathname.slice(1))) {
    event.respondWith(caches.match(request, { ignoreSearch: true }).then((hit) => hit || fetch(request)));
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
