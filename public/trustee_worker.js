// A trustee's part of the key, beside the page: each act takes her seed, gives what may be published, and forgets it.
// Nothing is fetched but the glue of the wasm, which comes as bytes that the page has checked.
let lib = null;
const random = () => crypto.getRandomValues(new Uint8Array(32));

function trustee({ seed, size, threshold, index, certificates, dealings }) {
  const one = new lib.Trustee(seed, size, threshold, index);
  if (certificates) one.learn_certificates(certificates);
  if (dealings) one.learn_dealings(dealings);
  return one;
}

const acts = {
  async start({ module, wasm }) {
    lib = await import(module);
    await lib.default({ module_or_path: wasm });
  },
  seed: () => lib.newSeed(random()),
  certificate: (state) => trustee(state).certificate(random()),
  agreed: ({ certificates, ...state }) => lib.words(trustee({ ...state, dealings: undefined }).learn_certificates(certificates)),
  dealing: (state) => trustee({ ...state, dealings: undefined }).dealing(random()),
  published: (state) => trustee(state).published(random()),
  decrypt: ({ election, sum, sized, ...state }) => trustee(state).decrypt(election, sum, sized, random()),
};

self.onmessage = async ({ data: { id, act, ...rest } }) => {
  try {
    self.postMessage({ id, value: await acts[act](rest) });
  } catch (error) {
    self.postMessage({ id, error: typeof error === "string" ? error : String(error && error.message) });
  }
};
