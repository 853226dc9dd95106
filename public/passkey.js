// Passkeys, on the sign-in page and on one's own: what the server asks is put to the device, and what it answers goes
// back. Without it, or where the device knows none, nothing is shown and the other ways are there. No secret comes here.
import { ask, buttons, post, sentences, tellIn } from "./parts/page.js";

const root = document.getElementById("cles");
const data = root.dataset;
const words = sentences(root);
const part = (name) => root.querySelector(`[data-part="${name}"]`);

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const json = (value) => post(JSON.stringify(value), "application/json");

/** What a device answered, as the server reads it. */
function told({ id, rawId, type, response }) {
  const given = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) given[name] = text(response[name]);
  }
  return { id, rawId: text(rawId), type, response: given, extensions: {} };
}

const tell = (said, href) => tellIn(part("wrong"), said, href, data.back);

/** Words for what went wrong; nothing for a question that gave way to another. */
function why(error) {
  if (error.name === "AbortError") return;
  if (error.status === 409) return tell(words.refused);
  if (error.name === "NotAllowedError") return tell(words.given_up);
  if (error.name === "InvalidStateError") return tell(words.known);
  tell(error.said || words.broken, error.href);
}

/** The question that waits for the device, if one does: a new one takes its place. */
let waits = null;
function signal() {
  if (waits) waits.abort();
  waits = new AbortController();
  return waits.signal;
}

async function asked(quiet, given) {
  const { journey, options } = await ask("cles/entree", words, post(""));
  if (given.aborted) return null;
  const publicKey = { ...options.publicKey, challenge: bytes(options.publicKey.challenge), allowCredentials: [] };
  const answer = await navigator.credentials.get({ publicKey, signal: given, ...(quiet ? { mediation: "conditional" } : {}) });
  return { journey, answer: told(answer) };
}

async function enter(quiet) {
  const given = signal();
  // an offer that nobody takes is no trouble; what comes of one that is taken is said
  const answer = await asked(quiet, given).catch((error) => { if (quiet) return null; throw error; });
  if (!answer || given.aborted) return;
  await ask("cles/entree/reponse", words, json(answer));
  location.assign(data.back);
}

/** Offered by the field of the address itself, where a browser can. */
async function offer() {
  const can = PublicKeyCredential.isConditionalMediationAvailable;
  if (data.mode === "entree" && can && (await can.call(PublicKeyCredential))) enter(true).catch(why);
}

async function add() {
  const field = root.querySelector("#nom-cle");
  const name = field.value.trim() || field.placeholder;
  const { journey, options } = await ask("cles/nouvelle", words, post(""));
  const asked = options.publicKey;
  const known = (asked.excludeCredentials || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials: known };
  const answer = await navigator.credentials.create({ publicKey, signal: signal() });
  await ask("cles/nouvelle/reponse", words, json({ journey, name, answer: told(answer) }));
  location.assign(data.back);
}

let busy = false;
function acts(act) {
  return async () => {
    if (busy) return;
    busy = true;
    tell();
    try {
      await act();
    } catch (error) {
      why(error);
      offer();
    } finally {
      busy = false;
    }
  };
}

async function begin() {
  if (!window.PublicKeyCredential || !navigator.credentials) return part("none") && (part("none").hidden = false);
  part("offer").hidden = false;
  buttons(root, { enter: acts(() => enter(false)), add: acts(add) });
  await offer();
  root.dataset.ready = "";
}
begin();
