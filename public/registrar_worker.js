// Makes voting rights and their QR codes beside the page, a few at a time so that it can say how far it is. Nothing is
// fetched but the glue of the wasm, which comes as bytes that the page has checked.
import { answers, random } from "./parts/worker.js";

let rights = null;

answers({
  begin({ uuid }, lib) {
    rights = new lib.Rights(uuid, random());
    return true;
  },
  words: ({ publics }, lib) => lib.listWords(publics),
  make({ number, address }, lib) {
    const made = [];
    for (let i = 0; i < number; i += 1) {
      const [secret, open] = rights.next();
      const [side, path] = lib.qr(address + secret);
      made.push({ secret, open, side, path });
    }
    return made;
  },
});
