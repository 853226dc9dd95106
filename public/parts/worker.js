// How the workers of a sealed vote's pages answer: acts by name, one after the other. The build puts it into each.

/** 32 bytes from the browser's generator. */
export const random = () => crypto.getRandomValues(new Uint8Array(32));

/** Answers each message with what its act gives, or with why it could not. `acts` get the module once it is started. */
export function answers(acts) {
  let lib = null;
  self.onmessage = async ({ data: { id, act, ...rest } }) => {
    try {
      if (act === "start") {
        lib = await import(rest.module);
        await lib.default({ module_or_path: rest.wasm });
        self.postMessage({ id, value: true });
      } else {
        self.postMessage({ id, value: acts[act](rest, lib) });
      }
    } catch (error) {
      self.postMessage({ id, error: typeof error === "string" ? error : String(error && error.message) });
    }
  };
}
