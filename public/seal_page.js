// The page of a sealed vote: choices are reviewed, sealed in a worker and sent, all on this device. What is chosen never
// leaves it; the voting right and the ballot's number stay in this browser. The sentences are in the page.
const root = document.getElementById("scelle");
const data = root.dataset;
const prefix = document.documentElement.dataset.prefix || "";
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const words = {};
for (const span of root.querySelector("template").content.querySelectorAll("[data-word]")) words[span.dataset.word] = span.textContent;

const KEY = `scelle:${data.slug}:${data.whose}`;
const WAITING = "scelle-attend";

/** What this browser keeps of this vote: `right`, `last` (the receipt), `waiting` (a ballot not sent yet). */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {};
    return kept.uuid === data.uuid ? kept : { uuid: data.uuid };
  } catch {
    return { uuid: data.uuid };
  }
}
let kept = read();
function keep(change) {
  kept = { ...kept, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
    // every page says that a ballot waits (boot.js)
    const there = `${prefix}/voter/${data.slug}`;
    if (kept.waiting) localStorage.setItem(WAITING, `${there} ${words.waits}`);
    else if ((localStorage.getItem(WAITING) || "").startsWith(`${there} `)) localStorage.removeItem(WAITING);
    return true;
  } catch {
    return false;
  }
}

// ---- the worker ----
let worker = null;
const asked = new Map();
function act(name, rest = {}, transfer = []) {
  return new Promise((resolve, reject) => {
    const id = asked.size + Math.random();
    asked.set(id, { resolve, reject });
    worker.postMessage({ id, act: name, ...rest }, transfer);
  });
}
const here = (path) => new URL(path, location.href).href;

/** Fetches what seals, checks that it is what the town hall publishes, and starts it. Once. */
let started = null;
function start() {
  started ||= (async () => {
    const [ofWorker, ofModule, ofWasm] = data.integrity.split(" ");
    const get = (path, integrity) => fetch(here(path), { integrity, priority: "low" }).then((answer) => answer.arrayBuffer());
    const [, , wasm, text] = await Promise.all([
      get(data.worker, ofWorker),
      get(data.module, ofModule),
      get(data.wasm, ofWasm),
      data.fingerprint ? fetch(data.election).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))))) : null,
    ]);
    worker = new Worker(data.worker, { type: "module" });
    worker.onmessage = ({ data: { id, value, error } }) => {
      const waits = asked.get(id);
      asked.delete(id);
      if (waits) error === undefined ? waits.resolve(value) : waits.reject({ code: error });
    };
    worker.onerror = (event) => { event.preventDefault(); for (const { reject } of asked.values()) reject(new Error("worker")); asked.clear(); };
    await act("start", { module: here(data.module), wasm }, [wasm]);
    if (text) await act("election", { text });
  })();
  started.catch(() => { started = null; });
  return started;
}

// ---- the server ----
async function ask(path, body, type = "text/plain;charset=utf-8") {
  let answer;
  try {
    answer = await fetch(`${prefix}/api/v1/scelle/${data.slug}/${path}`, { method: "POST", body, headers: { "content-type": type } });
  } catch {
    throw { away: true };
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  throw { status: answer.status, said: (said && said.said) || words.failed, href: said && said.href };
}

// ---- what is shown ----
const SHOWN = ["paper", "review", "sealing", "sealed", "opened", "waiting", "receipt", "elsewhere", "ready"];
function show(name, quiet) {
  for (const other of SHOWN) if (part(other)) part(other).hidden = other !== name;
  part("head").hidden = !(name === "paper" || name === "elsewhere");
  if (quiet) return;
  scrollTo(0, 0);
  const title = part(name).querySelector("h1,h2") || part(name);
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

function tell(place, text, href) {
  const line = part(place);
  line.hidden = !text;
  line.querySelector("p").textContent = text || "";
  const link = line.querySelector("a");
  if (link) { link.hidden = !href; if (href) link.href = `${href}?retour=${encodeURIComponent(location.pathname)}`; }
}

const boxes = () => [...root.querySelectorAll(".ballot__input")];
const chosen = () => boxes().filter((box) => box.checked);
const label = (box) => root.querySelector(`label[for="${box.id}"] .ballot__title`).textContent;
/** Choices in the order of the election: by number, and not as this paper shows them. */
const row = () => boxes().sort((a, b) => a.dataset.number - b.dataset.number).map((box) => (box.checked ? 1 : 0));

function review() {
  const [least, most] = [Number(data.least), Number(data.most)];
  const number = chosen().length;
  if (number < least || number > most) {
    tell("wrong", number < least ? words.too_few : words.too_many.replace("%", number - most));
    part("wrong").focus();
    return;
  }
  tell("wrong");
  const list = part("chosen");
  list.replaceChildren(...chosen().map((box) => {
    const line = document.createElement("li");
    line.className = "review__row";
    line.textContent = label(box);
    return line;
  }));
  if (!number) { const line = document.createElement("li"); line.className = "review__row"; line.textContent = words.blank; list.append(line); }
  part("replaces").hidden = !kept.last;
  show("review");
  right();
}

// ---- the voting right ----
let held = null;
function withRight(text, note) {
  held = text;
  part("right-shown").hidden = false;
  part("right-typed").hidden = true;
  part("right").querySelector("output").textContent = text;
  part("right-note").textContent = note;
  part("seal").disabled = false;
}

/** Shows the right that this browser has, gets one where the server hands them out, or asks for it. */
async function right() {
  tell("right-error");
  part("seal").disabled = true;
  if (kept.right) return withRight(kept.right, words.right_kept);
  if (held) return withRight(held, words.right_new);
  if (data.way === "server" && data.voted !== "oui") {
    try {
      return withRight((await ask("droit", "")).right, words.right_new);
    } catch (error) {
      tell("right-error", error.away ? words.right_away : error.said, error.href);
    }
  }
  part("right-shown").hidden = true;
  part("right-typed").hidden = false;
}

async function typed(field) {
  const error = part(`${field.id}-error`);
  try {
    await start();
    const text = await act("read", { typed: field.value });
    field.removeAttribute("aria-invalid");
    error.hidden = true;
    return text;
  } catch (why) {
    field.setAttribute("aria-invalid", "true");
    error.hidden = false;
    error.textContent = why && why.code ? words.right_wrong : words.broken;
    field.focus();
    return null;
  }
}

// ---- sealing, sending ----
let sealed = null;
async function seal(audit) {
  if (!held) { const text = await typed(part("right-typed").querySelector("input")); if (!text) return; held = text; }
  show("sealing");
  try {
    await start();
    sealed = await act("seal", { right: held, choices: row() });
    sealed.chosen = row();
  } catch (error) {
    show("review", true);
    part("seal").disabled = false;
    return tell("right-error", error && error.code === "credential-form" ? words.right_wrong : navigator.onLine ? words.broken : words.right_away);
  }
  if (audit) {
    part("sealed").querySelector("output").textContent = sealed.words;
    return show("sealed");
  }
  return post();
}

function post() {
  const { ballot, tracker, words: eight } = sealed;
  sealed = null;
  const whole = keep({ right: held, waiting: { ballot, tracker, words: eight, at: Date.now() } });
  part("not-kept").hidden = whole;
  return send();
}

async function send() {
  const waiting = kept.waiting;
  show("sealing", true);
  try {
    const receipt = await ask("bulletin", waiting.ballot);
    if (receipt.tracker !== waiting.tracker) throw { said: words.other_tracker };
    keep({ waiting: undefined, last: { tracker: waiting.tracker, words: waiting.words, event: receipt.event, head: receipt.head } });
    try { for (const key of Object.keys(sessionStorage)) if (key.startsWith(`papier:${data.slug}.`)) sessionStorage.removeItem(key); } catch { /* private mode */ }
    receiptShown(receipt.replaced);
  } catch (error) {
    waitingShown(error);
  }
}

function waitingShown(error) {
  const lost = error && (error.status === 403 || error.status === 409 || error.status === 422 || error.said === words.other_tracker);
  part("waiting").querySelector("output").textContent = kept.waiting.words;
  part("waiting-title").textContent = lost ? words.refused : words.waits;
  part("waiting-text").textContent = lost ? (kept.last ? words.refused_before : words.refused_none) : words.waits_text;
  tell("waiting-error", !error ? "" : error.away ? words.away : error.said, error && error.href);
  part("send").hidden = Boolean(lost);
  show("waiting");
}

// ---- the receipt ----
function receiptShown(replaced) {
  const { tracker, words: eight } = kept.last;
  const box = part("receipt");
  box.querySelector("output").textContent = eight;
  part("tracker").textContent = tracker;
  const picture = new Image(132, 132);
  picture.alt = part("qr").dataset.alt;
  picture.src = `${prefix}/voter/${data.slug}/urne.svg?bulletin=${encodeURIComponent(tracker)}`;
  part("qr").replaceChildren(picture);
  part("urn-link").href = `${prefix}/voter/${data.slug}/urne?bulletin=${encodeURIComponent(tracker)}`;
  part("replaced").hidden = !replaced;
  part("copy-right").textContent = kept.right || "";
  part("checked").replaceChildren();
  show("receipt");
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** Makes the chain from the ballot to the published head again, here. Gives what is wrong, or nothing. */
async function chained({ tracker, event, head }, told) {
  const own = hex(Uint8Array.from(atob(tracker), (c) => c.charCodeAt(0)));
  if (told.events[0][1] !== own || told.height !== event) return words.check_other;
  let last = told.parent;
  for (const [i, [type, payload]] of told.events.entries()) {
    const named = payload ? `,"payload":"${payload}"` : "";
    last = await sha256(`{"parent":"${last}","height":${told.height + i},"type":"${type}"${named}}`);
    if (i === 0 && last !== head) return words.check_chain;
  }
  const end = told.signed || told.head;
  if (last !== end.hash || told.height + told.events.length !== end.events) return words.check_chain;
  return "";
}

async function signature({ statement, signature: signed }) {
  try {
    const key = await crypto.subtle.importKey("raw", bytes(data.key), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, bytes(signed), new TextEncoder().encode(statement));
  } catch {
    return null; // this browser knows no Ed25519
  }
}

async function check() {
  const place = part("checked");
  place.textContent = words.checking;
  let answer;
  try {
    answer = await fetch(`${prefix}/voter/${data.slug}/urne.json?bulletin=${encodeURIComponent(kept.last.tracker)}`, { cache: "no-store" });
  } catch {
    place.textContent = words.away;
    return;
  }
  const line = (text, good) => {
    const p = document.createElement("p");
    p.className = good === undefined ? "muted" : `notice ${good ? "notice--ok" : "notice--error"}`;
    p.textContent = text;
    return p;
  };
  if (!answer.ok) return place.replaceChildren(line(answer.status === 404 ? words.check_absent : words.failed, false));
  const told = await answer.json();
  const wrong = await chained(kept.last, told);
  if (wrong) return place.replaceChildren(line(wrong, false));
  const signed = told.signed ? await signature(told.signed) : null;
  if (signed === false) return place.replaceChildren(line(words.check_signature, false));
  place.replaceChildren(
    line(words.check_right, true),
    line(told.signed ? words.check_signed : words.check_soon),
    line(`${words.check_head} ${(told.signed || told.head).hash}`),
  );
}

// ---- files ----
function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
const receiptText = () => words.receipt_file.replace("%words", kept.last.words).replace("%tracker", kept.last.tracker).replace("%event", kept.last.event).replace("%head", kept.last.head).replace("%address", here(part("urn-link").href));

// ---- before the vote: a right made on this phone ----
let made = null;
async function prepare() {
  tell("ready-error");
  try {
    await start();
    made ||= await act("right", { uuid: data.uuid });
    part("ready-new").hidden = false;
    part("ready-begin").hidden = true;
    part("ready-new").querySelector("output").textContent = made[0];
  } catch {
    tell("ready-error", navigator.onLine ? words.broken : words.right_away);
  }
}
async function register() {
  try {
    // kept first: what was sent and lost here could never be used
    if (!keep({ right: made[0] })) { tell("ready-error", words.not_kept); return; }
    await ask("droit-public", JSON.stringify({ uuid: data.uuid, public: made[1] }), "application/json");
    keep({ registered: true });
    readyShown();
  } catch (error) {
    keep({ right: undefined });
    tell("ready-error", error.away ? words.right_away : error.said, error.href);
  }
}
function readyShown() {
  part("ready-begin").hidden = true;
  part("ready-new").hidden = true;
  part("ready-done").hidden = false;
  part("ready-done").querySelector("output").textContent = kept.right;
}

// ---- acts ----
const on = {
  review,
  change: () => show("paper"),
  seal: () => seal(false),
  audit: () => seal(true),
  post,
  open: () => {
    const { ballot, random, tracker, words: eight, chosen: choices } = sealed;
    sealed = null;
    save(`essai-${data.slug}.json`, JSON.stringify({ vote: data.slug, tracker, words: eight, choices, random, ballot }));
    part("opened").querySelector("output").textContent = eight;
    show("opened");
  },
  again: () => { show("paper"); },
  send,
  drop: () => { keep({ waiting: undefined }); kept.last ? receiptShown(false) : show("paper"); },
  check,
  revote: () => { held = kept.right; show("paper"); },
  forget: () => { if (confirm(words.forget_sure)) { try { localStorage.removeItem(KEY); } catch { /* private mode */ } location.reload(); } },
  "save-receipt": () => save(`recu-${data.slug}.txt`, receiptText()),
  "save-right": () => save(`droit-${data.slug}.txt`, `${words.right_file}\n\n${held || kept.right || (made && made[0])}\n`),
  "copy-receipt": async () => { await navigator.clipboard.writeText(kept.last.tracker); part("copied").hidden = false; },
  elsewhere: async () => {
    const text = await typed(part("elsewhere").querySelector("input"));
    if (text) { keep({ right: text }); held = text; show("paper"); }
  },
  prepare,
  register,
};
root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button && on[button.dataset.act]) on[button.dataset.act]();
});
for (const input of root.querySelectorAll('[data-part="right-typed"] input')) {
  input.addEventListener("input", () => { held = null; part("seal").disabled = !input.value.trim(); });
}

// a letter's QR code leads here with the right behind the #, which no server sees
const brought = /^#droit=([\w-]+)$/.exec(location.hash);
if (brought) {
  history.replaceState(history.state, "", location.pathname + location.search);
  held = brought[1];
}
if (part("ready")) {
  if (kept.registered) readyShown();
} else if (kept.waiting) waitingShown(null);
else if (kept.last) receiptShown(false);
else if (data.voted === "oui" && !held) show("elsewhere", true);
else show("paper", true);
for (const bar of root.querySelectorAll(".ballot-bar")) bar.hidden = false;
root.dataset.ready = "";
// fetched while one reads: a network that goes away afterwards no longer matters
addEventListener("load", () => start().then(() => { root.dataset.armed = ""; }, () => {}));
