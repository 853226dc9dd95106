// Makes voting rights and their QR codes beside the page, a few at a time so that it can say how far it is. Nothing is
// fetched but the glue of the wasm, which comes as bytes that the page has checked.
let lib = null;
let rights = null;

const acts = {
  async start({ module, wasm }) {
    lib = await import(module);
    await lib.default({ module_or_path: wasm });
  },
  begin({ uuid }) {
    rights = new lib.Rights(uuid, crypto.getRandomValues(new Uint8Array(32)));
  },
  make({ number, address }) {
    const made = [];
    for (let i = 0; i < number; i += 1) {
      const [secret, open] = rights.next();
      const [side, path] = lib.qr(address + secret);
      made.push({ secret, open, side, path });
    }
    return made;
  },
};

self.onmessage = async ({ data: { id, act, ...rest } }) => {
  try {
    self.postMessage({ id, value: await acts[act](rest) });
  } catch (error) {
    self.postMessage({ id, error: typeof error === "string" ? error : String(error && error.message) });
  }
};
