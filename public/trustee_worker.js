// A trustee's part of the key, beside the page: each act takes her seed, gives what may be published, and forgets it.
// Nothing is fetched but the glue of the wasm, which comes as bytes that the page has checked.
import { answers, random } from "./parts/worker.js";

function trustee(lib, { seed, size, threshold, index, certificates, dealings }) {
  const one = new lib.Trustee(seed, size, threshold, index);
  if (certificates) one.learn_certificates(certificates);
  if (dealings) one.learn_dealings(dealings);
  return one;
}

answers({
  seed: (_, lib) => lib.newSeed(random()),
  words: ({ text }, lib) => lib.words(text),
  certificate: (state, lib) => trustee(lib, state).certificate(random()),
  agreed: ({ certificates, ...state }, lib) => lib.words(trustee(lib, state).learn_certificates(certificates)),
  dealing: (state, lib) => trustee(lib, state).dealing(random()),
  published: (state, lib) => trustee(lib, state).published(random()),
  hers: (state, lib) => trustee(lib, state).isHers(random()),
  rehearse: ({ election, counts, known, ...state }, lib) => trustee(lib, state).rehearse(election, Uint32Array.from(counts), Uint8Array.from(known), random()),
  decrypt: ({ election, sum, sized, ...state }, lib) => trustee(lib, state).decrypt(election, sum, sized, random()),
});
