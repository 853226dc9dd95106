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
  result.focus();
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

function sought({ tracker, found }) {
  const sentence = !found ? words.tracker_absent : found.counts ? words.tracker_counts : words.tracker_replaced;
  return notice(found && found.counts ? "ok" : "warn", sentence, make("p", {}, make("code", {}, harmless(tracker))));
}

function right(report) {
  const checks = ["check_chain", "check_rights", "check_trustees", "check_ballots", ...(report.complete ? ["check_sum", "check_decryptions", "check_result"] : [])];
  const facts = pairs([
    [words.election, harmless(report.name)],
    [words.stage, words[`stage_${report.stage.toLowerCase()}`]],
    [words.ballots, whole.format(report.ballots)],
    [words.voters, votes(report.voters, report.weight)],
    [words.rights, votes(report.credentials, report.rights)],
    [words.trustees, whole.format(report.trustees)],
    [words.fingerprint, report.fingerprint],
    [words.head, report.head],
  ]);
  show(
    notice("ok", words.right, make("p", {}, words.compare)),
    ...(report.tracker ? [sought(report.tracker)] : []),
    facts,
    ...(report.result ? [make("h2", {}, words.result), ...counts(report)] : []),
    make("h2", {}, words.checked),
    make("div", { class: "prose" }, make("ul", {}, ...checks.map((name) => make("li", {}, words[name])))),
  );
}

function wrong({ code, place }) {
  const number = (value) => (value === undefined ? value : whole.format(value + 1));
  show(
    notice("error", words.wrong, make("p", {}, words[`code_${code}`] ?? code)),
    pairs([
      [words.place_ballot, place.ballot],
      [words.place_event, place.event],
      [words.place_question, number(place.question)],
      [words.place_choice, number(place.choice)],
      [words.place_trustee, place.trustee],
      [words.place_credential, number(place.credential)],
      [words.place_offset, place.offset === undefined ? undefined : whole.format(place.offset)],
      [words.place_byte, place.byte],
      [words.reason, code],
    ]),
    make("p", {}, words.wrong_next),
  );
}

const failed = (title, why) => show(notice("error", title, make("p", {}, words.instead)), ...(why ? [pairs([[words.reason, why]])] : []));

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

function begin(file) {
  part("result").hidden = true;
  if (!file) {
    input.setAttribute("aria-invalid", "true");
    part("missing").hidden = false;
    input.focus();
    return;
  }
  input.removeAttribute("aria-invalid");
  part("missing").hidden = true;
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
    else if (data.verdict) (data.verdict.ok ? right : wrong)(data.verdict);
    else if (data.wrong) failed(words.head_form);
    else if (data.broken) failed(words.broken, data.broken);
    else if (data.absent) failed(words.absent, data.absent);
  };
  const here = (path) => new URL(path, location.href).href;
  const { module, wasm } = root.dataset;
  worker.postMessage({ module: here(module), wasm: here(wasm), file, head: form.elements.head.value, tracker: form.elements.tracker.value });
  form.hidden = true;
  part("progress").hidden = false;
  part("cancel").focus();
}

form.hidden = false;
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
root.dataset.ready = "";
