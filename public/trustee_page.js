// A trustee's page: her share of the key is drawn, kept and used in this browser, in a worker; what may be published
// goes to the server, step by step. Between the first steps her share stays in this tab, and nowhere else.
import { Acts, ask, buttons, here, post, published, save, sentences } from "./parts/page.js";

const root = document.getElementById("depositaire");
const data = root.dataset;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const words = sentences(root);
const acts = new Acts(part("trustee").dataset);
const act = (name, rest) => acts.act(name, rest);
const api = (path = "") => `depositaire/${data.slug}${path && `/${path}`}`;
const give = (path, text) => ask(api(path), words, post(text));
/** Between two looks at what the others do, in milliseconds. */
const EVERY = 3000;

// her share, between the first steps: in this tab, and nowhere else
const KEPT = `part:${data.slug}:${data.uuid}`;
let seed = null;
try { seed = sessionStorage.getItem(KEPT); } catch { /* private mode */ }
function hold(text) {
  seed = text;
  try { text ? sessionStorage.setItem(KEPT, text) : sessionStorage.removeItem(KEPT); } catch { /* private mode */ }
}

// the heads that this device saw while the vote was open, and the sum that it opened: it opens one sum, once
const SEEN = `maillons:${data.slug}:${data.uuid}`;
const MOST_SEEN = 60;
/** The first heads tell the most, the last ones the rest: what is thinned out is between them. */
function thinned(heads) {
  return heads.length > MOST_SEEN ? [...heads.slice(0, MOST_SEEN / 2), ...heads.slice(1 - MOST_SEEN / 2)] : heads;
}
function seen() {
  try { return JSON.parse(localStorage.getItem(SEEN)) || { heads: [] }; } catch { return { heads: [] }; }
}
function note(change) {
  try { localStorage.setItem(SEEN, JSON.stringify({ ...seen(), ...change })); } catch { /* private mode */ }
}

// ---- what is shown ----
const SECTIONS = ["certificat", "keep", "wait", "ask", "partage", "publication", "fichier", "papier", "pret", "vote", "ouverture", "compare", "working", "ouverte", "resultat"];
const STEPS = ["certificat", "partage", "publication", "fichier", "papier", "vote", "ouverture"];
let shown = null;
function show(name) {
  for (const other of SECTIONS) part(other).hidden = other !== name;
  if (name !== shown && shown !== null) {
    const title = part(name).querySelector("h2");
    title.tabIndex = -1;
    title.focus();
  }
  shown = name;
}
function tell(text) {
  part("wrong").hidden = !text;
  part("wrong").querySelector("p").textContent = text || "";
  if (text) part("wrong").focus();
}
function at(step) {
  const place = STEPS.indexOf(step);
  for (const [i, item] of root.querySelectorAll("[data-step]").entries()) {
    if (i === place) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    item.classList.toggle("steps__item--done", i < place);
  }
}

/** What went wrong, in words: a code of the verifier, with the number of the trustee it comes from. */
function reason(error) {
  if (error && error.said) return error.said;
  if (!error || !error.code) return words.broken;
  if (error.code === "seed") return words.seed_wrong;
  const [code, trustee] = error.code.split(" ");
  if (trustee && Number(trustee) !== state.index) return words.other.replace("%", trustee);
  if (["ceremony-substituted", "ceremony-message", "trustee-certificate"].includes(code)) return words.not_yours;
  return words[`code_${code}`] || words.broken;
}

const shape = () => ({ size: Number(data.size), threshold: Number(data.threshold), index: Number(data.index) });
/** What the others have published, asked for when she does something. */
const texts = () => ask(api("textes"), words);
async function ours() {
  const { certificates, dealings } = await texts();
  return { certificates, dealings };
}
let state = null;
let busy = false;

/** Shows what the server says is next. */
async function look() {
  state = await ask(api(), words);
  // the trustees were named again: this page is of another ceremony
  if (state.uuid !== data.uuid) return location.reload();
  // what is seen now must still be there at the close
  if (state.stage === "vote" && !seen().heads.includes(state.head)) note({ heads: thinned([...seen().heads, state.head]) });
  const next = state.stage || (state.step === "pret" ? "pret" : state.step);
  at(state.stage ? (state.stage === "vote" ? "vote" : "ouverture") : state.step === "pret" ? "vote" : state.step);
  if (state.stage) return show(state.stage === "ouverture" && state.opened ? "ouverte" : next);
  if (state.step === "pret") return show("pret");
  if (!state.awaited) {
    part("waiting").textContent = state.waiting === 1 ? words.waiting_one : words.waiting.replace("%", state.waiting);
    return show("wait");
  }
  if (state.step === "certificat") return seed ? keepShown() : show("certificat");
  if (state.step === "fichier" || state.step === "papier") { hold(null); return show(state.step); }
  if (!seed) return show("ask");
  if (state.step === "partage") {
    const { certificates } = await texts();
    part("agreed").textContent = await act("agreed", { seed, ...shape(), certificates });
  }
  return show(state.step);
}

function keepShown() {
  part("seed").textContent = seed.replace(/(.{4})(?=.)/g, "$1 ");
  show("keep");
}

/** Runs an act once at a time, says what went wrong, then looks again. */
async function run(work) {
  if (busy) return;
  busy = true;
  tell();
  const before = shown;
  part("doing").textContent = "";
  part("bar").removeAttribute("value");
  show("working");
  try {
    if ((await work()) !== "stay") await look();
  } catch (error) {
    // an answer may have been lost: what is next is asked for again before anything is said
    const step = state && state.step;
    const moved = error && error.status ? await look().then(() => state.step !== step, () => false) : false;
    // what was checked with a wrong share is checked again with the right one
    if (!moved) { show(before === "compare" ? "ouverture" : before); tell(reason(error)); }
  }
  busy = false;
}

// ---- her share, from a file or typed ----
const clean = (text) => text.replace(/\s/g, "");
function seedOf(text) {
  const found = clean(text);
  if (!/^[1-9A-HJ-NP-Za-km-z]{22}$/.test(found)) throw { code: "seed" };
  return found;
}
async function seedFrom(file, typed) {
  if (file && file.files[0]) {
    const line = (await file.files[0].text()).split("\n").find((one) => /^[1-9A-HJ-NP-Za-km-z]{22}\s*$/.test(one));
    if (!line) throw { said: words.file_wrong };
    return clean(line);
  }
  return seedOf(typed ? typed.value : "");
}
const field = (id) => document.getElementById(id);

async function rehearse(step, from) {
  const { certificates, dealings, rehearsal: { election, counts, seed: known } } = await texts();
  const bytes = known.match(/../g).map((two) => parseInt(two, 16));
  await give(step, await act("rehearse", { seed: from, ...shape(), certificates, dealings, election, counts, known: bytes }));
}

// ---- the close: the archive is checked here, and what was checked is opened ----
const BLOCK = 512;
/** The records of an archive, in order: kind, and where their bytes are. */
async function records(file) {
  const found = [];
  for (let at = 0; at < file.size;) {
    const head = new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer());
    const ascii = (from, to) => String.fromCharCode(...head.slice(from, to)).replace(/\0.*$/, "");
    const size = parseInt(ascii(124, 136), 8);
    found.push({ name: ascii(0, 100), blob: file.slice(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

async function verified(file, heads) {
  const files = part("verify").dataset;
  await published(files);
  return new Promise((resolve, reject) => {
    const checker = new Worker(files.worker, { type: "module" });
    const end = (finish, value) => { checker.terminate(); finish(value); };
    checker.onerror = (event) => { event.preventDefault(); end(reject, { said: words.broken }); };
    checker.onmessage = ({ data: told }) => {
      if (told.progress) { part("bar").max = told.progress.total; part("bar").value = told.progress.done; }
      else if (told.verdict) end(resolve, told.verdict);
      else if (told.broken || told.absent) end(reject, { said: words.broken });
    };
    checker.postMessage({ module: here(files.module), wasm: here(files.wasm), file, head: heads.join(","), tracker: "" });
  });
}

/** The sum that was checked, and her share: kept between checking and opening, in this page only. */
let checked = null;

/** Downloads the whole archive, checks it with every head that she has, and shows eight words of its sealed sum. */
async function check(from, typed) {
  checked = null;
  if (typed && !/^[0-9a-f]{64}$/i.test(typed)) throw { said: words.head_form };
  // a wrong file is said at once, and not after minutes
  await act("hers", { seed: from, ...shape(), ...(await ours()) });
  part("doing").textContent = words.downloading;
  const answer = await fetch(data.archive, { cache: "no-store" }).catch(() => { throw { said: words.away }; });
  if (!answer.ok) throw { said: words.failed };
  const file = await answer.blob();
  part("doing").textContent = words.checking;
  const heads = [...seen().heads, ...(typed ? [typed] : [])];
  const verdict = await verified(file, heads);
  if (!verdict.ok) throw { said: verdict.fault === "head" ? words.head_wrong : words.archive_wrong };
  const all = await records(file);
  let place = -1;
  for (const [i, one] of all.entries()) {
    if (one.name.endsWith(".event.json") && JSON.parse(await one.blob.text()).type === "EncryptedTally") place = i;
  }
  if (place < 0) throw { said: words.not_closed };
  // the first record names the archive, the second is the election; the sum stands before its event, whose hash is its name
  const [election, sum, sized] = await Promise.all([all[1], all[place - 2], all[place - 1]].map((one) => one.blob.text()));
  const [head] = all[place].name.split(".");
  if (seen().opened && seen().opened !== head) throw { said: words.other_sum };
  checked = { from, election, sum, sized, head };
  part("sum-words").textContent = await act("words", { text: head });
  part("sum-heads").textContent = heads.length ? words.heads_found.replace("%", heads.length) : words.heads_none;
  show("compare");
  return "stay";
}

async function open() {
  const { from, election, sum, sized, head } = checked;
  part("doing").textContent = words.opening;
  const made = await act("decrypt", { seed: from, ...shape(), ...(await ours()), election, sum, sized });
  note({ opened: head });
  await give("part", made);
  checked = null;
}

const on = {
  create: () => run(async () => { hold(await act("seed")); }),
  save: () => save(data.file, `${words.file_text}\n\n${seed}\n`),
  certify: () => run(async () => { await give("certificat", await act("certificate", { seed, ...shape() })); }),
  give: () => run(async () => { hold(await seedFrom(field("part-fichier"), field("part-tapee"))); }),
  deal: () => run(async () => { await give("partage", await act("dealing", { seed, ...shape(), certificates: (await texts()).certificates })); }),
  publish: () => run(async () => { await give("publication", await act("published", { seed, ...shape(), ...(await ours()) })); }),
  "from-file": () => run(async () => { await rehearse("fichier", await seedFrom(field("essai-fichier"))); }),
  "from-paper": () => run(async () => { await rehearse("papier", seedOf(field("essai-papier").value)); }),
  check: () => run(async () => check(await seedFrom(field("cle-fichier"), field("cle-tapee")), clean(field("maillon").value))),
  open: () => run(open),
};
buttons(root, on);
for (const id of ["fichier-garde", "papier-garde"]) {
  field(id).addEventListener("change", () => { part("certify").disabled = !(field("fichier-garde").checked && field("papier-garde").checked); });
}

/** What waits for others looks again by itself; what waits for her does not move under her hands. */
async function watch() {
  if (!busy && (shown === null || ["wait", "pret", "vote", "ouverte"].includes(shown)) && !document.hidden) {
    await look().then(() => tell(), (error) => { if (shown === null) tell(reason(error)); });
  }
  setTimeout(watch, EVERY);
}
watch();
