// The chain of the public urn, made again on the voter's phone: from a ballot's event to a head that the town hall signed.
import { hex, sha256 } from "./page.js";

/** What an event names, from a ballot's number. */
export const payload = (tracker) => hex(Uint8Array.from(atob(tracker), (c) => c.charCodeAt(0)));
/** The text of an event, as the archive holds it. */
export const record = (parent, height, type, named) => `{"parent":"${parent}","height":${height},"type":"${type}"${named ? `,"payload":"${named}"` : ""}}`;
const bytes = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));

/** Makes the chain from a receipt's ballot to the published head again. Gives what is wrong by its name (`other`, `chain`,
 * `later`), or nothing. */
export async function chained({ tracker, event, head }, told) {
  if (told.events[0][1] !== payload(tracker) || told.height !== event) return "other";
  let last = told.parent;
  for (const [i, one] of told.events.entries()) {
    last = await sha256(record(last, told.height + i, ...one));
    if (i === 0 && last !== head) return "chain";
  }
  const end = told.signed || told.head;
  // so many ballots came since that only some of the way was told
  if (told.height + told.events.length < end.events) return "later";
  return last === end.hash && told.height + told.events.length === end.events ? "" : "chain";
}

/** Whether the town hall signed that very head; nothing where this browser cannot tell (Ed25519, RFC 8032). */
export async function signature(slug, key, { events, hash, at, signature: signed }) {
  try {
    const public_ = await crypto.subtle.importKey("raw", bytes(key), "Ed25519", false, ["verify"]);
    const statement = `tiker urne ${slug} ${events} ${hash} ${at}`;
    return await crypto.subtle.verify("Ed25519", public_, bytes(signed), new TextEncoder().encode(statement));
  } catch {
    return null;
  }
}
