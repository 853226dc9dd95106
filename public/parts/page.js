// What the pages of a sealed vote share: their sentences, a worker that runs only what the town hall publishes, calls to
// the server, files. The build puts it into each page's script.

export const prefix = document.documentElement.dataset.prefix || "";
export const here = (path) => new URL(path, location.href).href;

/** The sentences in a page's template, under their names. */
export function sentences(root) {
  const words = {};
  for (const span of root.querySelector("template").content.querySelectorAll("[data-word]")) words[span.dataset.word] = span.textContent;
  return words;
}

/** Fetches files and fails when one is not what was published. */
export function published({ worker, module, wasm, integrity }) {
  const [ofWorker, ofModule, ofWasm] = integrity.split(" ");
  const get = (path, must) => fetch(here(path), { integrity: must, priority: "low" }).then((answer) => answer.arrayBuffer());
  return Promise.all([get(worker, ofWorker), get(module, ofModule), get(wasm, ofWasm)]);
}

/** A worker's acts: `act(name, {…})` gives what it answers, or throws `{ code }`; started once, at the first. */
export class Acts {
  constructor(files) {
    this.files = files;
    this.asked = new Map();
    this.number = 0;
    this.started = null;
  }

  start() {
    this.started ||= this.begin();
    this.started.catch(() => { this.started = null; });
    return this.started;
  }

  async begin() {
    const [, , wasm] = await published(this.files);
    this.worker = new Worker(this.files.worker, { type: "module" });
    this.worker.onmessage = ({ data: { id, value, error } }) => {
      const waits = this.asked.get(id);
      this.asked.delete(id);
      if (waits) error === undefined ? waits.resolve(value) : waits.reject({ code: error });
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.asked.values()) reject(new Error("worker"));
      this.asked.clear();
    };
    await this.send("start", { module: here(this.files.module), wasm }, [wasm]);
  }

  send(act, rest, transfer) {
    return new Promise((resolve, reject) => {
      this.number += 1;
      this.asked.set(this.number, { resolve, reject });
      this.worker.postMessage({ id: this.number, act, ...rest }, transfer);
    });
  }

  async act(name, rest = {}) {
    await this.start();
    return this.send(name, rest, []);
  }
}

/** Asks the server: its JSON, or throws `{ away }` without network, `{ status, ours, said, href }` when it refuses. */
export async function ask(path, words, options = { cache: "no-store" }) {
  let answer;
  try {
    answer = await fetch(`${prefix}/api/v1/${path}`, options);
  } catch {
    throw { away: true, said: words.away };
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  // a proxy's page on the way has no sentence of ours, and decides nothing
  throw { status: answer.status, ours: Boolean(said && said.said), said: (said && said.said) || words.failed, href: said && said.href };
}

export const post = (body, type = "text/plain;charset=utf-8", more = {}) => ({ method: "POST", body, headers: { "content-type": type, ...more } });

/** The same, compressed where the browser can: a ballot is mostly digits, and halves. */
export async function packed(text, more) {
  if (!("CompressionStream" in window)) return post(text, undefined, more);
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return post(await new Response(stream).arrayBuffer(), "application/gzip", more);
}

/** Gives a text to the device as a file. */
export function save(name, text, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Shows a line of what went wrong, with a way to sign in and come back where that would help; without a text it goes. */
export function tellIn(line, text, href, back = location.pathname) {
  line.hidden = !text;
  line.querySelector("p").textContent = text || "";
  const link = line.querySelector("a");
  if (!link) return;
  link.hidden = !href;
  if (href) link.href = `${href}?retour=${encodeURIComponent(back)}`;
}

/** Buttons that name their act. */
export function buttons(root, acts) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && acts[button.dataset.act]) acts[button.dataset.act]();
  });
}

export const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
export const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** The dark modules of a QR code, as a picture. */
export function qrPicture({ side, path }, className, name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `-3 -3 ${Number(side) + 6} ${Number(side) + 6}`);
  svg.setAttribute("class", className);
  if (name) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", name); }
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}
