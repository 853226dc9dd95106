// Starts the browser side: the chosen theme before the first paint, then the service worker, what is mine,
// and the islands. Static, so that pages need no inline script; every page works without it.
(() => {
  const me = document.currentScript;
  const root = document.documentElement;
  // asked for at once, so that it travels while the page is read, but behind what is read
  const wasm = me.dataset.wasm ? fetch(me.dataset.wasm, { priority: "low" }) : null;
  if (wasm) wasm.catch(() => {});
  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  // A form whose draft is kept was just sent (island KeepDraft): on a page that says so, or a proposal's, it was saved.
  const sent = stored("brouillon-envoye");
  if (sent) {
    localStorage.removeItem("brouillon-envoye");
    if (/^\/((br|en)\/)?propositions\/[^/]+$/.test(location.pathname) || new URLSearchParams(location.search).has("dit")) localStorage.removeItem(sent);
  }

  // The QR code of a letter carries a voting right behind the #, which no server sees: it leaves the address at once, and
  // waits in this tab until its owner has signed in (seal_page.js).
  const brought = /^#droit=([\w-]+)$/.exec(location.hash);
  if (brought) {
    try { sessionStorage.setItem("droit-lettre", brought[1]); } catch { /* private mode */ }
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  // Whoever signs out leaves nothing half typed to the next person at this screen.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !/\/(deconnexion|moi\/fermer)$/.test(event.target.action)) return;
    try { for (const key of Object.keys(localStorage)) if (key.startsWith("brouillon")) localStorage.removeItem(key); sessionStorage.clear(); localStorage.removeItem("scelle-attend"); } catch { /* private mode */ }
  });

  // Voting rights stay on one's own device, and are forgotten on somebody else's: a box of the sign-out's form says which.
  const rights = () => { try { return Object.keys(localStorage).filter((key) => key.startsWith("scelle:")); } catch { return []; } };
  function askRights() {
    const text = stored("scelle-question");
    if (!text || !rights().length) return;
    for (const form of document.querySelectorAll('form[action$="/deconnexion"]')) {
      const label = Object.assign(document.createElement("label"), { className: "choice" });
      const box = Object.assign(document.createElement("input"), { type: "checkbox", className: "choice__input" });
      box.dataset.rights = "";
      label.append(box, Object.assign(document.createElement("span"), { className: "choice__body", textContent: text }));
      form.prepend(label);
    }
  }
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !/\/deconnexion$/.test(event.target.action)) return;
    const box = event.target.querySelector("[data-rights]");
    if (box && box.checked) for (const key of [...rights(), "scelle-question"]) localStorage.removeItem(key);
  });

  // What was ticked on a ballot paper stays in this tab, whatever is reloaded.
  const papers = () => document.querySelectorAll("[data-paper]");
  const ticked = (form) => [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
  document.addEventListener("change", (event) => {
    const form = event.target.closest && event.target.closest("[data-paper]");
    try { if (form) sessionStorage.setItem(`papier:${form.dataset.paper}`, ticked(form).join(" ")); } catch { /* private mode */ }
  });
  function tickAgain() {
    for (const form of papers()) {
      let kept = null;
      try { kept = sessionStorage.getItem(`papier:${form.dataset.paper}`); } catch { /* private mode */ }
      if (kept === null) continue;
      const values = kept.split(" ");
      for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = values.includes(box.value);
    }
    const cast = document.querySelector("[data-cast]");
    try { if (cast) for (const key of Object.keys(sessionStorage)) if (key.startsWith(`papier:${cast.dataset.cast}.`)) sessionStorage.removeItem(key); } catch { /* private mode */ }
  }

  // Without network nothing is sent: the page stays, and says so.
  let reached = false;
  document.addEventListener("submit", (event) => {
    const told = document.getElementById("sans-reseau");
    if (!told || reached || navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    // a browser that thinks itself offline may still reach a town hall on its own machine
    fetch("/manifest.webmanifest", { method: "HEAD", cache: "no-store" })
      .then(() => {
        reached = true;
        const button = event.submitter;
        // Safari before 16 knows no requestSubmit; which button was pressed is then said by a field
        if (event.target.requestSubmit) return event.target.requestSubmit(button);
        if (button && button.name) event.target.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
        event.target.submit();
      }, () => { told.hidden = false; });
  }, true);
  addEventListener("online", () => { const told = document.getElementById("sans-reseau"); if (told) told.hidden = true; });

  // The theme buttons of "Moi": forms that say which theme they set.
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-set-theme]");
    if (!button) return;
    event.preventDefault();
    const value = button.dataset.setTheme;
    try { value ? localStorage.setItem("theme", value) : localStorage.removeItem("theme"); } catch { /* private mode */ }
    if (value) root.dataset.theme = value; else delete root.dataset.theme;
    for (const b of document.querySelectorAll("[data-set-theme]")) b.setAttribute("aria-pressed", String(b === button));
  });

  // What is mine, as one fragment: it replaces what stands in [data-mine] and marks what I support.
  async function mine() {
    const places = document.querySelectorAll("[data-mine]");
    if (!places.length || !navigator.onLine) return;
    const place = places[0];
    const answer = await fetch(place.dataset.mine, { headers: { accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok) return;
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    if (!piece) return;
    for (const id of (piece.dataset.supports || "").split(" ").filter(Boolean)) {
      const form = document.querySelector(`form[data-support="${CSS.escape(id)}"]`);
      if (form) mark(form);
    }
    const own = (piece.dataset.own || "").split(" ");
    for (const line of document.querySelectorAll("[data-own]")) if (own.includes(line.dataset.own)) line.hidden = false;
    if (piece.childElementCount) place.replaceChildren(...piece.childNodes);
  }
  function mark(form) {
    const on = form.querySelector("input[name=on]");
    const button = form.querySelector("button");
    if (on) on.value = "0";
    if (button) button.setAttribute("aria-pressed", "true");
  }

  // Islands, as Leptos writes them: each element names the function that brings it to life.
  async function islands() {
    if (!me.dataset.client || !document.querySelector("leptos-island")) return;
    const client = await import(me.dataset.client);
    await client.default({ module_or_path: wasm });
    client.hydrate();
    for (const element of document.querySelectorAll("leptos-island")) {
      const start = client[element.dataset.component];
      if (start) await start(element);
    }
    root.dataset.islands = "ready";
  }

  async function worker() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    const read = [...document.querySelectorAll("[href^='/identite/'][rel=stylesheet], img[src^='/identite/']")].map((e) => e.href || e.src);
    if (root.dataset.islands === "ready") read.push(me.dataset.client, me.dataset.wasm);
    // read by this page before the worker was there: from the browser's own store, not from the network
    for (const file of read) if (!(await caches.match(file))) await fetch(file, { cache: "force-cache" });
  }

  function start() {
    for (const b of document.querySelectorAll("[data-set-theme]")) {
      b.setAttribute("aria-pressed", String((theme || "") === b.dataset.setTheme));
    }
    tickAgain();
    // what was just done is said once, not at each reload
    const here = new URL(location.href);
    if (here.searchParams.has("dit")) { here.searchParams.delete("dit"); history.replaceState(history.state, "", here); }
    // the answer to a form that was refused: a reload must not send the old text again over what was mended since
    if (document.querySelector("form[data-keep]")) history.replaceState(history.state, "", location.href);
    for (const form of document.querySelectorAll("[data-print]")) form.hidden = false;
    // a button that prints names what alone goes on the paper, or nothing for the page
    document.addEventListener("click", (e) => {
      const button = e.target.closest && e.target.closest("[data-print]");
      if (!button) return;
      const only = button.dataset.print && document.querySelector(button.dataset.print);
      if (!only) return window.print();
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      // of which vote, and of which commune
      sheet.append(Object.assign(document.createElement("p"), { textContent: document.title }), only.cloneNode(true));
      document.body.append(sheet);
      addEventListener("afterprint", () => sheet.remove(), { once: true });
      window.print();
    });
    // a sealed ballot that was not sent yet is said on every page, but on its own
    const [there, text] = (stored("scelle-attend") || "").split(/ (.*)/s);
    if (there && there !== location.pathname) {
      const line = Object.assign(document.createElement("p"), { className: "toast" });
      line.append(Object.assign(document.createElement("a"), { href: there, textContent: text }));
      const place = Object.assign(document.createElement("div"), { className: "toasts" });
      place.append(line);
      document.querySelector(".app").append(place);
    }
    for (const b of document.querySelectorAll("[data-copy]")) {
      b.hidden = !navigator.clipboard;
      b.addEventListener("click", async () => {
        const said = b.querySelector("[data-copied]");
        await navigator.clipboard.writeText(document.querySelector("." + b.dataset.copy).textContent.trim());
        said.textContent = said.dataset.copied;
      });
    }
    askRights();
    const summary = document.getElementById("erreurs");
    if (summary) summary.focus();
    // the worker last: what the page needs comes first, and the worker keeps what is there by then
    islands().catch(() => { root.dataset.islands = "absent"; }).then(worker).catch(() => {});
    mine().catch(() => {});
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
