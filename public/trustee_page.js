// A trustee's page: her share of the key is drawn, kept and used in this browser, in a worker; what may be published
// goes to the server, step by step. Between the first steps her share stays in this tab, and nowhere else.
const root = document.getElementById("depositaire");
const data = root.dataset;
const prefix = document.documentElement.dataset.prefix || "";
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const words = {};
for (const span of root.querySelector("template").content.querySelectorAll("[data-word]")) words[span.dataset.word] = span.textContent;
const EVERY = 3000;
const KEPT = `part:${data.slug}:${data.uuid}`;
const api = `${prefix}/api/v1/depositaire/${data.slug}`;
const here = (path) => new URL(path, location.href).href;

let seed = null;
try { seed = sessionStorage.getItem(KEPT); } catch { /* private mode */ }
function hold(text) {
  seed = text;
  try { text ? sessionStorage.setItem(KEPT, text) : sessionStorage.removeItem(KEPT); } catch { /* private mode */ }
}

// ---- the worker ----
let worker = null;
let started = null;
const asked = new Map();
function act(name, rest = {}, transfer = []) {
  return new Promise((resolve, reject) => {
    const id = Math.random();
    asked.set(id, { resolve, reject });
    worker.postMessage({ id, act: name, ...rest }, transfer);
  });
}
function start() {
  started ||= (async () => {
    const { worker: script, module, wasm, integrity } = part("trustee").dataset;
    const [ofScript, ofModule, ofWasm] = integrity.split(" ");
    const get = (path, must) => fetch(here(path), { integrity: must }).then((answer) => answer.arrayBuffer());
    const [, , bytes] = await Promise.all([get(script, ofScript), get(module, ofModule), get(wasm, ofWasm)]);
    worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data: { id, value, error } }) => {
      const waits = asked.get(id);
      asked.delete(id);
      if (waits) error === undefined ? waits.resolve(value) : waits.reject({ code: error });
    };
    worker.onerror = (event) => { event.preventDefault(); for (const { reject } of asked.values()) reject(new Error("worker")); asked.clear(); };
    await act("start", { module: here(module), wasm: bytes }, [bytes]);
  })();
  started.catch(() => { started = null; });
  return started;
}

// ---- the server ----
async function ask(path = "", body) {
  let answer;
  try {
    answer = await fetch(path ? `${api}/${path}` : api, body === undefined ? { cache: "no-store" } : { method: "POST", body, headers: { "content-type": "text/plain;charset=utf-8" } });
  } catch {
    throw { said: words.away };
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  throw { said: (said && said.said) || words.failed };
}

// ---- what is shown ----
const SECTIONS = ["certificat", "keep", "wait", "ask", "partage", "publication", "fichier", "papier", "pret", "vote", "ouverture", "working", "ouverte", "resultat"];
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
const public_ = () => ({ certificates: state.certificates, dealings: state.dealings });
let state = null;
let busy = false;
let wanted = null;

/** Shows what the server says is next. */
async function look() {
  state = await ask();
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
  if (!seed) { wanted = state.step; return show("ask"); }
  if (state.step === "partage") {
    await start();
    part("agreed").textContent = await act("agreed", { seed, ...shape(), certificates: state.certificates });
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
    await start();
    await work();
    await look();
  } catch (error) {
    show(before);
    tell(reason(error));
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

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function rehearse(step, from) {
  const { election, sum, sized } = state.rehearsal;
  const made = await act("decrypt", { seed: from, ...shape(), ...public_(), election, sum, sized });
  await ask(step, made);
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

function verified(file, head) {
  const { worker: script, module, wasm } = part("verify").dataset;
  return new Promise((resolve, reject) => {
    const checker = new Worker(script, { type: "module" });
    const end = (finish, value) => { checker.terminate(); finish(value); };
    checker.onerror = (event) => { event.preventDefault(); end(reject, { said: words.broken }); };
    checker.onmessage = ({ data: told }) => {
      if (told.progress) { part("bar").max = told.progress.total; part("bar").value = told.progress.done; }
      else if (told.verdict) end(resolve, told.verdict);
      else if (told.broken || told.absent) end(reject, { said: words.broken });
    };
    checker.postMessage({ module: here(module), wasm: here(wasm), file, head, tracker: "" });
  });
}

async function open(from, head) {
  part("doing").textContent = words.downloading;
  const answer = await fetch(data.archive, { cache: "no-store" }).catch(() => { throw { said: words.away }; });
  if (!answer.ok) throw { said: words.failed };
  const file = await answer.blob();
  part("doing").textContent = words.checking;
  const verdict = await verified(file, head);
  if (!verdict.ok) throw { said: verdict.fault === "head" ? words.head_wrong : words.archive_wrong };
  const all = await records(file);
  let place = -1;
  for (const [i, record] of all.entries()) {
    if (record.name.endsWith(".event.json") && JSON.parse(await record.blob.text()).type === "EncryptedTally") place = i;
  }
  if (place < 0) throw { said: words.not_closed };
  part("doing").textContent = words.opening;
  part("bar").removeAttribute("value");
  // the first record names the archive, the second is the election; the sum stands before its event
  const [election, sum, sized] = await Promise.all([all[1], all[place - 2], all[place - 1]].map((record) => record.blob.text()));
  const made = await act("decrypt", { seed: from, ...shape(), ...public_(), election, sum, sized });
  await ask("part", made);
}

const on = {
  create: () => run(async () => { hold(await act("seed")); }),
  save: () => save(data.file, `${words.file_text}\n\n${seed}\n`),
  certify: () => run(async () => { await ask("certificat", await act("certificate", { seed, ...shape() })); }),
  give: () => run(async () => { hold(await seedFrom(field("part-fichier"), field("part-tapee"))); }),
  deal: () => run(async () => { await ask("partage", await act("dealing", { seed, ...shape(), certificates: state.certificates })); }),
  publish: () => run(async () => { await ask("publication", await act("published", { seed, ...shape(), ...public_() })); }),
  "from-file": () => run(async () => { await rehearse("fichier", await seedFrom(field("essai-fichier"))); }),
  "from-paper": () => run(async () => { await rehearse("papier", seedOf(field("essai-papier").value)); }),
  open: () => run(async () => { await open(await seedFrom(field("cle-fichier"), field("cle-tapee")), field("maillon").value.replace(/\s/g, "")); }),
};
root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button && on[button.dataset.act]) on[button.dataset.act]();
});
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
