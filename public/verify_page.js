// The page /verifier: takes a file, has it checked by a worker, shows how far that is and what came out. The
// sentences are in the page, in its language, under the names of the verifier. Nothing is sent.
const root = document.getElementById("verifier");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const words = {};
for (const span of root.querySelector("template").content.querySelectorAll("[data-word]")) words[span.dataset.word] = span.textContent;
const whole = new Intl.NumberFormat(document.documentElement.lang);

const form = part("form");
const input = form.elements.archive;
const bar = part("bar");
let worker = null;
let began = 0;
let step = null;

function make(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** Names and values in pairs; what is not known is left out. */
function pairs(list) {
  const known = list.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return make("dl", { class: "facts" }, ...known.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, String(value)))));
}

// Whoever wrote the archive could turn the direction of writing, to have another result read.
const harmless = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

function notice(kind, title, ...inside) {
  return make("div", { class: `notice notice--${kind}` }, make("div", { class: "notice__body" }, make("h2", { class: "notice__title" }, title), ...inside));
}

function show(...inside) {
  end();
  const result = part("result");
  result.replaceChildren(...inside);
  result.hidden = false;
  // the verdict first: focus alone would bring the middle of a long answer into sight
  result.focus({ preventScroll: true });
  result.scrollIntoView({ block: "start" });
}

function end() {
  if (worker) worker.terminate();
  worker = null;
  part("progress").hidden = true;
  form.hidden = false;
}

const votes = (number, weight) => (number === weight ? whole.format(number) : `${whole.format(number)} (${words.votes} ${whole.format(weight)})`);

function counts(report) {
  return report.questions.map((question, i) => {
    const labels = question.blank ? [words.blank, ...question.answers.map(harmless)] : question.answers.map(harmless);
    const rows = report.result[i].map((count, k) => make("li", { class: "review__row" }, make("span", {}, labels[k]), make("span", { class: "num" }, whole.format(count))));
    return make("section", { class: "stack--tight" }, make("h3", {}, harmless(question.question)), make("ul", { class: "review" }, ...rows));
  });
}

const typed = (text) => make("p", {}, make("code", {}, harmless(text)));

function sought({ tracker, found }) {
  const sentence = !found ? words.tracker_absent : found.counts ? words.tracker_counts : words.tracker_replaced;
  const next = found ? [] : [make("p", {}, words.tracker_absent_next)];
  return notice(found && found.counts ? "ok" : "warn", sentence, typed(tracker), ...next);
}

function right(report, name) {
  const verdict = report.complete
    ? notice("ok", words.right, typed(name), make("p", {}, words.compare))
    : notice("warn", words.right_so_far, typed(name), make("p", {}, words.no_result));
  const checks = ["check_chain", "check_rights", "check_trustees", "check_ballots", ...(report.complete ? ["check_sum", "check_decryptions", "check_result"] : [])];
  const facts = pairs([
    [words.election, harmless(report.name)],
    [words.stage, words[`stage_${report.stage.toLowerCase()}`]],
    [words.ballots, whole.format(report.ballots)],
    [words.voters, votes(report.voters, report.weight) + (report.ballots > report.voters ? ` (${words.last_counts})` : "")],
    [words.rights, votes(report.credentials, report.rights)],
    [words.list, report.list],
    [words.trustees, whole.format(report.trustees)],
    [words.fingerprint, report.fingerprint],
    [words.head, report.head],
  ]);
  show(
    verdict,
    ...report.heads.map(({ head }) => notice("ok", words.head_found, typed(head))),
    ...(report.tracker ? [sought(report.tracker)] : []),
    facts,
    ...(report.result ? [make("h2", {}, words.result), ...counts(report)] : []),
    make("h2", {}, words.checked),
    make("div", { class: "prose" }, make("ul", {}, ...checks.map((name) => make("li", {}, words[name])))),
  );
}

/** What a fault is called and what to do next, by the name that the verifier gives it. */
const faults = {
  "no-archive": [words.no_archive, words.no_archive_next],
  damaged: [words.damaged, words.damaged_next],
  unsupported: [words.unsupported, words.unsupported_next],
  head: [words.head_wrong, words.head_wrong_next],
  wrong: [words.wrong, words.wrong_next],
};

function wrong({ code, fault, place }, name) {
  const number = (value) => (value === undefined ? value : whole.format(value + 1));
  const [title, next] = faults[fault];
  show(
    notice(fault === "wrong" ? "error" : "warn", title, typed(name), make("p", {}, words[`code_${code}`] ?? code), make("p", {}, next)),
    pairs([
      [words.place_ballot, place.ballot],
      [words.place_head, place.head],
      [words.place_event, place.event],
      [words.place_question, number(place.question)],
      [words.place_choice, number(place.choice)],
      [words.place_trustee, place.trustee],
      [words.place_credential, number(place.credential)],
      [words.place_offset, place.offset === undefined ? undefined : whole.format(place.offset)],
      [words.place_byte, place.byte],
      [words.reason, code],
    ]),
  );
}

function failed(title, why) {
  const away = !navigator.onLine;
  show(notice("error", away ? words.offline : title, make("p", {}, away ? words.offline_next : words.instead)), ...(why ? [pairs([[words.reason, why]])] : []));
}

/** What is left of this step, from what it took so far. */
function left(done, total) {
  const seconds = ((performance.now() - began) / 1000) * (total / done - 1);
  if (!(performance.now() - began > 2000) || !Number.isFinite(seconds)) return "";
  return seconds < 90 ? words.left_seconds.replace("%", whole.format(Math.ceil(seconds / 5) * 5)) : words.left_minutes.replace("%", whole.format(Math.ceil(seconds / 60)));
}

function progress({ step: now, done, total }) {
  if (now !== step) {
    step = now;
    began = performance.now();
    part("step").textContent = words[`step_${now}`];
  }
  bar.max = total;
  bar.value = done;
  part("left").textContent = now === "ballots" ? `${whole.format(done)} / ${whole.format(total)} ${left(done, total)}` : left(done, total);
}

// As they are copied, over two lines or in capitals; what has another shape is a slip, said at its field.
// Eight words are counted here, and known to the verifier.
const eight = (text) => text.split(/[^\p{L}]+/u).filter(Boolean).length === 8;
const joined = (text) => text.replace(/\s/g, "");
const shapes = {
  tracker: (text) => eight(text) || /^[A-Za-z0-9+/]{43}=*$/.test(joined(text)),
  head: (text) => /^[0-9a-f]{64}$/i.test(joined(text)),
};

/** Shows or takes away what is wrong at a field; whether it is right. */
function judge(field, good) {
  if (good) field.removeAttribute("aria-invalid");
  else field.setAttribute("aria-invalid", "true");
  part(`${field.name}-error`).hidden = good;
  return good;
}

function begin(file) {
  part("result").hidden = true;
  const fields = Object.entries(shapes).map(([name, shape]) => [form.elements[name], shape]);
  const refused = [
    ...(judge(input, Boolean(file)) ? [] : [input]),
    ...fields.filter(([field, right]) => !judge(field, !field.value.trim() || right(field.value))).map(([field]) => field),
  ];
  if (refused.length) {
    const folded = refused[0].closest("details");
    if (folded) folded.open = true;
    refused[0].focus();
    return;
  }
  step = null;
  bar.removeAttribute("value");
  part("step").textContent = words.step_start;
  part("left").textContent = "";
  try {
    worker = new Worker(root.dataset.worker, { type: "module" });
  } catch (error) {
    failed(words.absent, String(error));
    return;
  }
  // a worker that never loads says so here, and without a reason
  worker.onerror = (event) => { event.preventDefault(); failed(words.absent, event.message); };
  worker.onmessage = ({ data }) => {
    if (data.progress) progress(data.progress);
    else if (data.verdict) (data.verdict.ok ? right : wrong)(data.verdict, file.name);
    else if (data.slip) slipped(data.slip);
    else if (data.broken) failed(words.broken, data.broken);
    else if (data.absent) failed(words.absent, data.absent);
  };
  const { module, wasm } = root.dataset;
  worker.postMessage({ module: here(module), wasm: here(wasm), file, head: form.elements.head.value, tracker: form.elements.tracker.value });
  form.hidden = true;
  part("progress").hidden = false;
  part("cancel").focus();
}

/** What was typed is of no shape that the verifier knows: said at its field. */
function slipped(name) {
  end();
  part("step").textContent = "";
  const field = form.elements[name];
  judge(field, false);
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
}

const here = (path) => new URL(path, location.href).href;
// kept by the browser from now on: whoever doubts can cut the network before choosing a file
const program = [root.dataset.worker, root.dataset.module, root.dataset.wasm].map((path) => fetch(here(path), { priority: "low" }).then((answer) => answer.arrayBuffer()));
Promise.allSettled(program).then(() => { root.dataset.ready = ""; });

// ---- a test ballot, opened by another device ----
const test = part("test-form");
test.hidden = false;
function tested(...inside) {
  const place = part("test-result");
  place.replaceChildren(...inside);
  place.hidden = false;
  place.focus();
}
/** The file of an opened ballot; nothing if it is none. */
async function readTest(chosen) {
  try {
    const { vote, ballot, choices, random } = JSON.parse(await chosen.text());
    const right = /^[a-z0-9-]+$/.test(vote) && typeof ballot === "string" && Array.isArray(choices) && Array.isArray(random);
    return right ? { vote, ballot, choices, random } : null;
  } catch {
    return null;
  }
}
test.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = test.elements.essai.files[0];
  const file = chosen && (await readTest(chosen));
  if (!judge(test.elements.essai, Boolean(file))) return test.elements.essai.focus();
  const answer = await fetch(`${document.documentElement.dataset.prefix || ""}/voter/${file.vote}/election.json`).catch(() => null);
  if (!answer || !answer.ok) return tested(notice("warn", answer ? words.test_unknown : words.offline));
  const checker = new Worker(root.dataset.worker, { type: "module" });
  const done = (...inside) => { checker.terminate(); tested(...inside); };
  checker.onerror = (failure) => { failure.preventDefault(); done(notice("error", words.absent)); };
  checker.onmessage = ({ data }) => {
    if (data.opened) {
      const [eight, ...held] = data.opened;
      const rows = (held.length ? held : [words.blank]).map((text) => make("li", { class: "review__row" }, harmless(text)));
      done(notice("ok", words.test_right, make("p", {}, words.test_compare)), make("p", { class: "receipt__words" }, eight), make("ul", { class: "review" }, ...rows));
    } else if (data.refused) done(notice("error", words.test_wrong, make("p", {}, words[`code_${data.refused}`] ?? data.refused)));
    else done(notice("error", words.absent));
  };
  const election = await answer.arrayBuffer();
  const { module, wasm } = root.dataset;
  checker.postMessage({ module: here(module), wasm: here(wasm), election, ...file });
});

form.hidden = false;
// a verdict is of one file and one question: it goes when either changes
form.addEventListener("input", () => { part("result").hidden = true; });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  begin(input.files[0]);
});
part("cancel").addEventListener("click", () => {
  end();
  part("step").textContent = "";
  input.focus();
});
// dropped anywhere on the page: a small target is hard to hit
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (worker || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  begin(input.files[0]);
});
