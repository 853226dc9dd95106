// Waiting for something to become true, with a deadline and never by a fixed sleep.

/** How much longer than usual to wait, on a machine that does other things too. */
export const patience = Number(process.env.E2E_PATIENCE ?? 1);

/** Asks `what` again and again until it gives something truthy, and gives that. */
export async function until(why, what, { deadline = 10_000, pause = 40 } = {}) {
  const end = Date.now() + deadline * patience;
  let last;
  for (;;) {
    try {
      const value = await what();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`never came: ${why}${last ? ` (${last.message})` : ""}`);
    }
    await new Promise((done) => setTimeout(done, pause));
  }
}
