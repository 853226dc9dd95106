// Seals ballots and makes voting rights beside the page. The wasm comes as bytes that the page has checked; nothing is
// fetched but its glue, and nothing is kept.
import { answers, random } from "./parts/worker.js";

let sealer = null;

answers({
  election({ text }, seal) {
    sealer = new seal.Sealer(new TextEncoder().encode(text));
    return true;
  },
  right: ({ uuid }, seal) => seal.newRight(uuid, random()),
  read: ({ typed }, seal) => seal.readRight(typed),
  seal({ right, choices }, seal) {
    const bytes = random();
    const ballot = sealer.seal(right, Uint8Array.from(choices), bytes.slice());
    return { ballot, tracker: seal.tracker(ballot), words: seal.words(ballot), random: [...bytes] };
  },
});
