// Checks an archive beside the page, so that the page stays alive: reads the chosen file in pieces, hands them
// to the verifier (wasm) and tells how far it is. Nothing is sent: only the two files of the verifier are fetched.
const EVERY = 100;

/** A test ballot that another device opened. */
async function opened({ module, wasm, election, ballot, choices, random }) {
  try {
    const verify = await import(module);
    await verify.default({ module_or_path: wasm });
    self.postMessage({ opened: verify.opened(new Uint8Array(election), ballot, Uint8Array.from(choices), Uint8Array.from(random)) });
  } catch (error) {
    self.postMessage(typeof error === "string" ? { refused: error } : { absent: String(error) });
  }
}

self.onmessage = async ({ data }) => {
  if (data.ballot) return opened(data);
  const { module, wasm, file, head, tracker } = data;
  try {
    const reader = new FileReaderSync();
    self.archiveRead = (at, buffer) => {
      try {
        buffer.set(new Uint8Array(reader.readAsArrayBuffer(file.slice(at, at + buffer.length))));
        return at + buffer.length <= file.size;
      } catch { // the file was moved or changed meanwhile
        return false;
      }
    };
    let told = 0;
    let last = "";
    self.archiveProgress = (step, done, total) => {
      const now = performance.now();
      if (step === last && done < total && now - told < EVERY) return;
      [told, last] = [now, step];
      self.postMessage({ progress: { step, done, total } });
    };
    const { default: init, verify } = await import(module);
    await init({ module_or_path: wasm });
    self.postMessage({ begun: true });
    try {
      self.postMessage({ verdict: JSON.parse(verify(BigInt(file.size), head, tracker)) });
    } catch (error) { // the name of a field, for words that are not of the list; else it is the program that broke
      const slip = ["head", "tracker"].includes(error) && error;
      self.postMessage(slip ? { slip } : { broken: String(error) });
    }
  } catch (error) {
    self.postMessage({ absent: String(error) });
  }
};
