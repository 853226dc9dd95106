// Somebody without a browser: what is sent is what a test writes, header for header, from any address of this machine's own
// network. So nothing that a browser adds or refuses by itself stands between an attack and the server.
import assert from "node:assert/strict";
import { request } from "node:http";
import { openContext } from "./browser.mjs";
import { personal } from "./logs.mjs";
import { decoded } from "./raw.mjs";
import { until } from "./until.mjs";

const used = new Set();

export class Visitor {
  /** `from` is the address that the server sees: each 127.x.y.z is a network of its own to it. */
  constructor(server, { from = "127.0.0.1" } = {}) {
    Object.assign(this, { server, from, cookies: new Map() });
  }

  static async signedIn(server, email, options) {
    const visitor = new Visitor(server, options);
    await visitor.signIn(email);
    return visitor;
  }

  /** One request, its path as it is; follows nothing. `fields` (an object or pairs) make a form, `json` another body. */
  ask(method, path, { fields, json, headers = {} } = {}) {
    const body = json === undefined ? fields && new URLSearchParams(fields).toString() : JSON.stringify(json);
    const type = json === undefined ? "application/x-www-form-urlencoded" : "application/json";
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const { host, port } = new URL(this.server.origin);
    const all = { host, ...(cookie && { cookie }), ...(body !== undefined && { "content-type": type, "content-length": Buffer.byteLength(body) }), ...headers };
    return new Promise((done, fail) => {
      const sent = request({ host: "127.0.0.1", port, localAddress: this.from, method, path, headers: all, agent: false }, (answer) => {
        const pieces = [];
        answer.on("data", (piece) => pieces.push(piece));
        answer.once("error", fail);
        answer.once("end", () => done(this.took(answer, Buffer.concat(pieces).toString())));
      });
      sent.once("error", fail);
      sent.end(body);
    });
  }

  took({ statusCode: status, headers }, html) {
    for (const line of headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value && !/max-age=0(;|$)/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return { status, headers, location: headers.location, html, text: decoded(html) };
  }

  get(path, headers) {
    return this.ask("GET", path, { headers });
  }

  post(path, fields, headers) {
    return this.ask("POST", path, { fields, headers });
  }

  /** The next code that was sent to an address; each is given once. */
  code(email) {
    return until(`a code for ${email}`, async () => {
      const { html } = await new Visitor(this.server).get(`/courriels?a=${encodeURIComponent(email)}`);
      const code = /class="receipt__code"><span>(\d{6})</.exec(html)?.[1];
      if (!code || used.has(`${email} ${code}`)) return false;
      used.add(`${email} ${code}`);
      return code;
    });
  }

  async signIn(email) {
    personal(email);
    assert.equal((await this.post("/connexion", { email })).status, 303);
    const answer = await this.post("/connexion/code", { code: await this.code(email), retour: "/moi" });
    assert.equal(answer.status, 303);
    return answer;
  }

  /** Everything that is kept of whoever is signed in here; nothing for whoever is not. */
  async data() {
    const { status, html } = await this.get("/moi/donnees.json");
    return status === 200 ? JSON.parse(html) : undefined;
  }

  /** At the desk, the account of an address, made where there is none. */
  async accountOf(email) {
    const { location } = await this.post("/mairie/personnes", { acte: "creer", email });
    return /compte=([^&]+)/.exec(location)[1];
  }

  /** The same without what a look at it changes. */
  async held() {
    const { account, roles, ways, devices, proposals, comments, supports, voted_in } = await this.data();
    const { email, name, level } = account;
    return { email, name, level, roles, ways: ways.map((way) => way.name), devices: devices.length, proposals, comments, supports, voted_in };
  }

  /** Proposes, with whatever else is in the form; gives the proposal's address. */
  async proposes(slug, title, more = {}) {
    const body = "Un texte assez long pour qu’on comprenne bien l’idée, et pour qu’on ait envie d’en parler.";
    const category = await this.category(`/demarches/${slug}/proposer`);
    const { status, location } = await this.post(`/demarches/${slug}/proposer`, { title, body, category, vu: "1", ...more });
    assert.equal(status, 303);
    return location.replace(/[?#].*$/, "");
  }

  /** The first category that a form offers. */
  async category(path) {
    return /name="category"[\s\S]*?<option value="([^"]+)"/.exec((await this.get(path)).html)[1];
  }

  /** A real browser with her session, which may go to another site too: `{ context, page }`. */
  async inBrowser(other) {
    const context = await openContext({ origin: this.server.origin, provider: other });
    const own = { url: this.server.origin, httpOnly: true, sameSite: "Lax" };
    await context.addCookies([...this.cookies].map(([name, value]) => ({ name, value, ...own })));
    return { context, page: await context.newPage() };
  }
}
