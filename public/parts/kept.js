// What a browser keeps of a sealed vote, for one person: `right` (proven by a receipt), `pending` (given, not used yet),
// `last` (the receipt), `waiting` (a ballot not sent yet). Never a choice.
import { prefix } from "./page.js";

const WAITING = "scelle-attend";

export class Kept {
  constructor({ slug, whose, uuid }, words) {
    Object.assign(this, { slug, uuid, words });
    this.there = `${prefix}/voter/${slug}`;
    this.key = Kept.keyOf(`scelle:${slug}:`, whose);
  }

  /** After the close nobody has to be signed in: what a single person left here is hers. */
  static keyOf(beginning, whose) {
    if (whose) return beginning + whose;
    try {
      const all = Object.keys(localStorage).filter((key) => key.startsWith(beginning));
      return all.length === 1 ? all[0] : null;
    } catch {
      return null;
    }
  }

  read() {
    const none = this.uuid ? { uuid: this.uuid } : {};
    if (!this.key) return none;
    try {
      const kept = JSON.parse(localStorage.getItem(this.key)) || none;
      return !this.uuid || kept.uuid === this.uuid ? kept : none;
    } catch {
      return none;
    }
  }

  /** Changes some of it. Read again first: another tab may have voted meanwhile. False when nothing can be kept. */
  keep(change) {
    const kept = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
      // asked at the sign-out, and said on every page, by boot.js
      localStorage.setItem("scelle-question", this.words.forget_all);
      if (kept.waiting) localStorage.setItem(WAITING, `${this.there} ${this.words.waits}`);
      else if ((localStorage.getItem(WAITING) || "").startsWith(`${this.there} `)) localStorage.removeItem(WAITING);
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
      localStorage.removeItem(WAITING);
    } catch { /* private mode */ }
  }
}
