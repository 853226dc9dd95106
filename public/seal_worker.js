// Seals ballots and makes voting rights beside the page. The wasm comes as bytes that the page has checked; nothing is
// fetched but its glue, and nothing is kept.
let seal = null;
let sealer = null;
const random = () => crypto.getRandomValues(new Uint8Array(32));

const acts = {
  async start({ module, wasm }) {
    seal = await import(module);
    await seal.default({ module_or_path: wasm });
  },
  election({ text }) {
    sealer = new seal.Sealer(new TextEncoder().encode(text));
  },
  right: ({ uuid }) => seal.newRight(uuid, random()),
  read: ({ typed }) => seal.readRight(typed),
  seal({ right, choices }) {
    const bytes = random();
    const ballot = sealer.seal(right, Uint8Array.from(choices), bytes.slice());
    return { ballot, tracker: seal.tracker(ballot), words: seal.words(ballot), random: [...bytes] };
  },
};

self.onmessage = async ({ data: { id, act, ...rest } }) => {
  try {
    self.postMessage({ id, value: await acts[act](rest) });
  } catch (error) {
    self.postMessage({ id, error: typeof error === "string" ? error : String(error && error.message) });
  }
};
