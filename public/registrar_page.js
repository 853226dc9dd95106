// The registrar's page: rights and letters are made in this browser, in a worker; the public parts alone are sent, in
// an order that tells nothing. Names, addresses and rights never leave it.
import { Acts, ask, buttons, post, qrPicture, save, sentences } from "./parts/page.js";

const root = document.getElementById("registre");
const data = root.dataset;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const words = sentences(root);
const acts = new Acts(part("registrar").dataset);
/** Rights made between two looks at the screen. */
const AT_ONCE = 20;

const SHOWN = ["write", "working", "made"];
function show(name) {
  for (const other of SHOWN) part(other).hidden = other !== name;
}
function tell(text) {
  part("wrong").hidden = !text;
  part("wrong").querySelector("p").textContent = text || "";
  if (text) part("wrong").focus();
}

const list = document.getElementById("liste");
let people = [];
let listed = "";
/** Where this browser keeps the eight words of the list that it sent. */
const KEPT = `liste:${data.slug}:${data.uuid}`;
let safe = false;

/** The people of the list; says the first line that is wrong. */
function readList() {
  const seen = new Map();
  const found = [];
  for (const [i, line] of list.value.split("\n").entries()) {
    if (!line.trim()) continue;
    const [name, ...address] = line.split(/[;\t]/).map((piece) => piece.trim());
    if (!name) { tell(words.no_name.replace("%", i + 1)); return null; }
    const same = [name, ...address].join(";").toLocaleLowerCase("fr").normalize("NFD").replace(/[\u0300-\u036f\s-]/g, "");
    if (seen.has(same)) { tell(words.double.replace("%", i + 1)); return null; }
    seen.set(same, i);
    found.push({ name, address: address.filter(Boolean) });
  }
  if (!found.length) { tell(words.empty); return null; }
  return found;
}

async function make() {
  tell();
  people = readList() || [];
  if (!people.length) { list.focus(); return; }
  show("working");
  const bar = part("bar");
  bar.max = people.length;
  bar.value = 0;
  try {
    await acts.act("begin", { uuid: data.uuid });
    for (let done = 0; done < people.length; done += AT_ONCE) {
      const some = people.slice(done, done + AT_ONCE);
      const rights = await acts.act("make", { number: some.length, address: `${data.address}#droit=` });
      some.forEach((one, i) => Object.assign(one, rights[i]));
      bar.value = done + some.length;
    }
  } catch {
    show("write");
    return tell(words.broken);
  }
  try {
    listed = await acts.act("words", { publics: people.map((one) => one.open) });
  } catch {
    show("write");
    return tell(words.broken);
  }
  part("list-words").textContent = listed;
  const number = part("number");
  number.textContent = number.dataset.text.replace("%", new Intl.NumberFormat(document.documentElement.lang).format(people.length));
  show("made");
  number.tabIndex = -1;
  number.focus();
}

function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}
/** One page of A4 for each person, the address where the window of an envelope is. */
function letter(one) {
  return element("article", "letter",
    element("p", "letter__from", data.commune),
    element("p", "letter__to", ...[one.name, ...one.address].flatMap((line) => [line, document.createElement("br")])),
    element("h1", "", words.letter_title),
    element("p", "", element("strong", "", data.vote)),
    element("p", "", part("dates").textContent),
    element("div", "letter__right", qrPicture(one, "letter__qr"), element("p", "letter__code", one.secret)),
    element("p", "", words.letter_how),
    element("p", "", data.address),
    element("p", "", words.letter_secret),
    element("p", "letter__small", `${words.letter_program} ${data.hash}`),
  );
}
function print() {
  const sheet = element("div", "sheet", ...people.map(letter));
  document.body.append(sheet);
  addEventListener("afterprint", () => sheet.remove(), { once: true });
  window.print();
}

function file() {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const lines = people.map((one) => [one.name, one.address.join(", "), one.secret].map(quoted).join(";"));
  save(`droits-${data.slug}.csv`, `\ufeff${lines.join("\r\n")}\r\n`, "text/csv");
}

async function send() {
  tell();
  part("send").disabled = true;
  // by value: the order of the list would tell whose is whose
  const rights = people.map((one) => one.open).sort();
  try {
    await ask(`registre/${data.slug}`, words, post(JSON.stringify({ uuid: data.uuid, rights }), "application/json"));
  } catch (error) {
    part("send").disabled = false;
    tell(error.said);
    return;
  }
  try { localStorage.setItem(KEPT, listed); } catch { /* private mode: they were on the screen */ }
  safe = true;
  location.reload();
}

buttons(root, { make, print, save: file, send });
document.getElementById("lettres-gardees").addEventListener("change", (event) => { part("send").disabled = !event.target.checked; });
try {
  const kept = localStorage.getItem(KEPT);
  if (kept && part("kept")) {
    part("kept").hidden = false;
    part("kept-words").textContent = kept;
  }
} catch { /* private mode */ }
addEventListener("beforeunload", (event) => { if (people.some((one) => one.secret) && !safe) event.preventDefault(); });
show("write");
