// The page of a sealed vote: choices are reviewed, sealed in a worker and sent, all on this device. What is chosen never
// leaves it; the voting right and the ballot's number stay in this browser. The sentences are in the page.
import { chained, payload, record, signature } from "./parts/chain.js";
import { Kept } from "./parts/kept.js";
import { Acts, ask, buttons, packed, post, prefix, here, qrPicture, save, sentences, sha256, tellIn } from "./parts/page.js";

const root = document.getElementById("scelle");
const data = root.dataset;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const words = sentences(root);
const acts = new Acts(data);
const api = (path) => `scelle/${data.slug}/${path}`;

const kept = new Kept(data, words);
const read = () => kept.read();
const keep = (change) => kept.keep(change);

/** Fetches what seals and the election, which must be the one that the page names. Once, and again after a failure. */
let ready = null;
function start() {
  ready ||= (async () => {
    const [text] = await Promise.all([
      data.fingerprint ? fetch(data.election).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))))) : null,
      acts.start(),
    ]);
    if (text === null) return;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    if (btoa(String.fromCharCode(...digest)).replace(/=+$/, "") !== data.fingerprint) throw new Error("election");
    await acts.act("election", { text });
  })();
  ready.catch(() => { ready = null; });
  return ready;
}

// ---- what is shown ----
const SHOWN = ["paper", "review", "sealing", "sealed", "opened", "waiting", "receipt", "elsewhere", "ready", "closed"];
function show(name, quiet) {
  for (const other of SHOWN) if (part(other)) part(other).hidden = other !== name;
  part("head").hidden = !["paper", "elsewhere", "ready", "closed"].includes(name);
  if (part("again-note")) part("again-note").hidden = !read().last;
  // the back key leads from the review to the paper, and not away
  if (name === "review") history.pushState({ step: name }, "");
  if (quiet) return;
  scrollTo(0, 0);
  const title = part(name).querySelector("h1,h2") || part(name);
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

const tell = (place, text, href) => tellIn(part(place), text, href);

const boxes = () => [...root.querySelectorAll(".ballot__input")];
const chosen = () => boxes().filter((box) => box.checked);
const label = (box) => root.querySelector(`label[for="${box.id}"] .ballot__title`).textContent;
/** Choices in the order of the election: by number, and not as this paper shows them. */
const row = () => boxes().sort((a, b) => a.dataset.number - b.dataset.number).map((box) => (box.checked ? 1 : 0));
/** The test ballot that was opened last, while this page stays. */
let test = null;
const saveTest = () => save(`essai-${data.slug}.json`, test, "application/json");

/** What was chosen leaves the page, and this tab, once it is sealed and sent. */
function forgetChoices() {
  ahead = null;
  test = null;
  for (const box of boxes()) box.checked = false;
  try { for (const key of Object.keys(sessionStorage)) if (key.startsWith(`papier:${data.slug}.`)) sessionStorage.removeItem(key); } catch { /* private mode */ }
}

function line(text) {
  const item = document.createElement("li");
  item.className = "review__row";
  item.textContent = text;
  return item;
}

function review() {
  const [least, most, number] = [Number(data.least), Number(data.most), chosen().length];
  if (number < least || number > most) {
    tell("wrong", number < least ? words.too_few : words.too_many.replace("%", number - most));
    part("wrong").focus();
    return;
  }
  tell("wrong");
  part("chosen").replaceChildren(...(number ? chosen().map((box) => line(label(box))) : [line(words.blank)]));
  // on another device too: the roll says that she has voted
  part("replaces").hidden = !read().last && data.voted !== "oui";
  show("review");
  right();
}

// ---- sealed while one reads the review ----
/** A ballot made ahead: `{ right, choices, sealed }`. Nothing leaves this page before "Sceller"; each is used once. */
let ahead = null;
/** The ballot of what the review shows, begun or done; one at a time, so that a changed mind waits for one at most. */
function sealAhead() {
  const [right, choices, before] = [held, row(), ahead];
  if (before && before.right === right && before.choices.join() === choices.join()) return ahead;
  const mine = { right, choices, taken: false };
  ahead = mine;
  mine.sealed = (async () => {
    if (before) await before.sealed.catch(() => {});
    // a later one has taken its place
    if (ahead !== mine && !mine.taken) return null;
    await start();
    return { ...(await acts.act("seal", { right, choices })), choices, right };
  })();
  mine.sealed.catch(() => { if (ahead === mine) ahead = null; });
  return mine;
}
/** That ballot, once: what is opened as a test must never be cast, nor the reverse. It is taken before anything is awaited. */
function takeAhead() {
  const mine = sealAhead();
  mine.taken = true;
  ahead = null;
  return mine.sealed;
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
  if (!part("review").hidden) sealAhead();
}
function askRight() {
  held = null;
  part("right-shown").hidden = true;
  part("right-typed").hidden = false;
  part("seal").disabled = !part("right-typed").querySelector("input").value.trim();
}

/** Shows the right that was just brought, or that this browser has; gets one where the server hands them out; or asks. */
async function right() {
  tell("right-error");
  part("seal").disabled = true;
  const mine = read();
  if (held) return withRight(held, words.right_new);
  if (mine.right) return withRight(mine.right, words.right_kept);
  if (mine.pending) return withRight(mine.pending, words.right_new);
  if (data.way === "server" && data.voted !== "oui") {
    try {
      const got = (await ask(api("droit"), words, post(""))).right;
      // at once: what the server gave out it has no more
      keep({ pending: got });
      return withRight(got, words.right_new);
    } catch (error) {
      tell("right-error", error.away ? words.right_away : error.said, error.href);
    }
  }
  askRight();
}

async function typed(field) {
  const error = part(`${field.id}-error`);
  try {
    const text = await acts.act("read", { typed: field.value });
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
let busy = false;
async function seal(audit) {
  // a second tap while the first one works
  if (busy) return;
  busy = true;
  try {
    await sealNow(audit);
  } finally {
    busy = false;
  }
}
async function sealNow(audit) {
  show("sealing");
  if (!held) {
    const field = part("right-typed").querySelector("input");
    held = await typed(field);
    if (!held) {
      show("review", true);
      return field.focus();
    }
  }
  try {
    sealed = await takeAhead();
    if (!sealed) throw new Error("sealed");
  } catch (error) {
    show("review", true);
    part("seal").disabled = false;
    tell("right-error", error && error.code === "credential-form" ? words.right_wrong : navigator.onLine ? words.broken : words.right_away);
    return;
  }
  if (!audit) return post_();
  part("sealed").querySelector("output").textContent = sealed.words;
  show("sealed");
}

let unkept = null;
function post_() {
  const { ballot, tracker, words: eight, right: by } = sealed;
  sealed = null;
  const waiting = { ballot, tracker, words: eight, right: by };
  part("not-kept").hidden = keep({ waiting });
  unkept = waiting;
  return send();
}

async function send() {
  // what this tab sealed, before what another one keeps
  const waiting = unkept || read().waiting;
  // another tab has sent it meanwhile
  if (!waiting) return read().last ? receiptShown(false) : show("paper");
  show("sealing", true);
  try {
    const tag = await sha256(`${waiting.right}\n${data.mark}`);
    const receipt = await cast(waiting.ballot, { "x-vote-tag": tag });
    if (receipt.tracker !== waiting.tracker) throw { status: 0, ours: true, said: words.other_tracker };
    arrived(waiting, receipt.event, receipt.head, receipt.replaced);
  } catch (error) {
    // an answer may have been lost: the urn says whether the ballot is in it, before anything is claimed
    const where = error.away ? "unknown" : await found(waiting);
    if (where !== "there") waitingShown(waiting, { ...error, final: Boolean(error.ours) && where === "absent" });
  }
}

/** Sends a ballot compressed; as it is where something on the way refuses that: the same ballot has the same receipt. */
async function cast(ballot, headers) {
  try {
    return await ask(api("bulletin"), words, await packed(ballot, headers));
  } catch (error) {
    if (error.away || error.ours || error.status >= 500) throw error;
    return ask(api("bulletin"), words, post(ballot, undefined, headers));
  }
}

/** The ballot is in the urn: its right is proven, and it has a receipt; `older` says that a later one counts in its place. */
function arrived({ tracker, words: eight, right: by }, event, head, replaced, older = false) {
  keep({ right: by, pending: undefined, waiting: undefined, last: { tracker, words: eight, event, head } });
  unkept = null;
  held = null;
  forgetChoices();
  receiptShown(replaced);
  if (older) part("checked").replaceChildren(note(words.check_replaced, false));
}

/** A line of what a check says. */
function note(text, good) {
  const p = document.createElement("p");
  p.className = good === undefined ? "muted" : `notice ${good ? "notice--ok" : "notice--error"}`;
  p.textContent = text;
  return p;
}

/** Whether a ballot is in the urn, as the urn says: "there" (and its receipt is shown), "absent", or "unknown". */
async function found(waiting) {
  try {
    const told = await ask(api("place"), words, post(waiting.tracker));
    if (told.events[0][1] !== payload(waiting.tracker)) return "unknown";
    const head = await sha256(record(told.parent, told.height, ...told.events[0]));
    arrived(waiting, told.height, head, false, told.replaced);
    return "there";
  } catch (error) {
    return error.ours && error.status === 404 ? "absent" : "unknown";
  }
}

function waitingShown(waiting, error, again = false) {
  const lost = error && error.final && [0, 403, 404, 409, 422].includes(error.status);
  part("waiting").querySelector("output").textContent = waiting.words;
  part("waiting-title").textContent = lost ? words.refused : words.waits;
  part("waiting-text").textContent = lost ? (read().last ? words.refused_before : words.refused_none) : words.waits_text;
  tell("waiting-error", !error ? "" : error.away ? words.away : error.said, error && error.href);
  if (lost && error.status === 403 && !again) data.closed = "oui";
  // a refusal is still one after a reload; what another tab keeps is not touched
  const kept = read().waiting;
  if (lost && kept && kept.tracker === waiting.tracker) keep({ waiting: { ...waiting, refused: { status: error.status, said: error.said, final: true } } });
  part("send").hidden = (Boolean(lost) && !again) || data.closed === "oui";
  show("waiting");
}

// ---- the receipt ----
function receiptShown(replaced) {
  const mine = read();
  const { tracker, words: eight } = mine.last;
  part("receipt").querySelector("output").textContent = eight;
  part("tracker").textContent = tracker;
  part("replaced").hidden = !replaced;
  part("copy-right").textContent = mine.right || "";
  part("checked").replaceChildren();
  part("qr").replaceChildren();
  if (part("again")) part("again").hidden = data.closed === "oui";
  show("receipt");
  // without network it stays away, and nothing else depends on it
  ask(api("place"), words, post(tracker)).then(({ qr }) => part("qr").replaceChildren(qrPicture(qr, "receipt__qr", part("qr").dataset.alt)), () => {});
}

async function check() {
  const place = part("checked");
  place.textContent = words.checking;
  const { last } = read();
  let told;
  try {
    told = await ask(api("place"), words, post(last.tracker));
  } catch (error) {
    return place.replaceChildren(note(error.away ? words.away : error.status === 404 ? words.check_absent : error.said, false));
  }
  const wrong = await chained(last, told);
  if (wrong) return place.replaceChildren(note(words[`check_${wrong}`], wrong === "later" ? undefined : false));
  const signed = told.signed ? await signature(data.slug, data.key, told.signed) : undefined;
  if (signed === false) return place.replaceChildren(note(words.check_signature, false));
  // another phone, or another tab, has voted again with the same right
  if (told.replaced) return place.replaceChildren(note(words.check_replaced, false));
  const so = signed ? words.check_signed : signed === null ? words.check_unsigned : words.check_soon;
  place.replaceChildren(note(words.check_right, true), note(so), note(`${words.check_head} ${(told.signed || told.head).hash}`));
}

const receiptText = () => {
  const { last } = read();
  const values = { words: last.words, tracker: last.tracker, event: last.event, head: last.head, address: here(`${prefix}/voter/${data.slug}/urne`) };
  return words.receipt_file.replace(/%(\w+)/g, (whole, name) => values[name] ?? whole);
};

// ---- before the vote: a right made on this phone ----
let made = null;
async function prepare() {
  tell("ready-error");
  try {
    made ||= await acts.act("right", { uuid: data.uuid });
    part("ready-new").hidden = false;
    part("ready-begin").hidden = true;
    part("ready-new").querySelector("output").textContent = made[0];
  } catch {
    tell("ready-error", navigator.onLine ? words.broken : words.right_away);
  }
}
async function register() {
  // kept first: what was sent and lost here could never be used
  if (!keep({ pending: made[0] })) { tell("ready-error", words.not_kept); return; }
  try {
    await ask(api("droit-public"), words, post(JSON.stringify({ uuid: data.uuid, public: made[1] }), "application/json"));
    keep({ registered: true });
    readyShown();
  } catch (error) {
    // without an answer the town hall may have it: the same one is sent again
    if (!error.away && error.status < 500) keep({ pending: undefined });
    tell("ready-error", error.away ? words.right_away : error.said, error.href);
  }
}
function readyShown() {
  part("ready-begin").hidden = true;
  part("ready-new").hidden = true;
  part("ready-done").hidden = false;
  part("ready-done").querySelector("output").textContent = read().pending;
}

addEventListener("popstate", () => { if (!part("review").hidden || !part("sealed").hidden) show("paper"); });

// a ballot that is sealed and neither sent nor opened goes with the page
addEventListener("beforeunload", (event) => { if (sealed) event.preventDefault(); });

buttons(root, {
  review,
  change: () => show("paper"),
  seal: () => seal(false),
  audit: () => seal(true),
  post: post_,
  open: () => {
    const { ballot, random, tracker, words: eight, choices } = sealed;
    sealed = null;
    test = JSON.stringify({ vote: data.slug, tracker, words: eight, choices, random, ballot });
    saveTest();
    part("opened").querySelector("output").textContent = eight;
    show("opened");
  },
  "save-test": saveTest,
  again: () => { test = null; show("paper"); },
  send,
  drop: () => {
    keep({ waiting: undefined });
    unkept = null;
    held = null;
    if (read().last) receiptShown(false);
    else show(data.closed === "oui" ? "closed" : data.voted === "oui" ? "elsewhere" : "paper");
  },
  check,
  revote: () => { held = null; show("paper"); },
  current: () => receiptShown(false),
  other: () => { askRight(); part("own").hidden = !(read().right || read().pending); },
  own: right,
  forget: () => { if (confirm(words.forget_sure)) { kept.forget(); location.reload(); } },
  "save-receipt": () => save(`recu-${data.slug}.txt`, receiptText()),
  "save-right": () => save(`droit-${data.slug}.txt`, `${words.right_file}\n\n${document.title}\n${here(`${prefix}/voter/${data.slug}`)}\n\n${held || read().right || read().pending || (made && made[0])}\n`),
  "copy-receipt": async () => { await navigator.clipboard.writeText(read().last.tracker); part("copied").hidden = false; },
  elsewhere: async () => {
    const text = await typed(part("elsewhere").querySelector("input"));
    if (text) { held = text; show("paper"); }
  },
  prepare,
  register,
});
for (const input of root.querySelectorAll('[data-part="right-typed"] input')) {
  input.addEventListener("input", () => { held = null; part("seal").disabled = !input.value.trim(); });
}

// a letter's QR code leads here with the right behind the #, which no server sees; boot.js took it out of the address
try {
  const brought = sessionStorage.getItem("droit-lettre");
  if (brought && part("paper")) {
    sessionStorage.removeItem("droit-lettre");
    held = brought;
  }
} catch { /* private mode */ }

const mine = read();
if (part("ready")) {
  if (mine.registered) readyShown();
} else if (mine.waiting && data.closed === "oui") {
  // it is asked for once more: the answer alone may have been lost
  found(mine.waiting).then((where) => {
    if (where === "absent") waitingShown(mine.waiting, { status: 403, said: words.waited, final: true });
    if (where === "unknown") waitingShown(mine.waiting, { away: true, said: words.away });
  });
} else if (mine.waiting && mine.waiting.refused) {
  // what stood in its way may be gone: the urn is asked, and it may be sent again
  found(mine.waiting).then((where) => { if (where !== "there") waitingShown(mine.waiting, mine.waiting.refused, true); });
} else if (mine.waiting) waitingShown(mine.waiting, null);
else if (mine.last && !held) receiptShown(false);
else if (data.closed === "oui") show("closed", true);
else if (data.voted === "oui" && !held) show("elsewhere", true);
else show("paper", true);
for (const bar of root.querySelectorAll(".ballot-bar")) bar.hidden = false;
root.dataset.ready = "";
// fetched while one reads: a network that goes away afterwards no longer matters
if (data.closed !== "oui") addEventListener("load", () => start().then(() => { root.dataset.armed = ""; }, () => {}));
