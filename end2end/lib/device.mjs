// Devices that keep passkeys: Chromium's virtual authenticators, one for a page.

/** Bytes as these pages write them, for what a test does in their place. */
function coded() {
  window.coded = {
    bytes: (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0)),
    base: (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""),
  };
}

/** A device with a screen lock; `verified` is false when its owner does not unlock it. */
export async function device(page, { verified = true, credentials = [] } = {}) {
  const devtools = await page.context().newCDPSession(page);
  await page.evaluate(coded);
  await page.addInitScript(coded);
  await devtools.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: verified, automaticPresenceSimulation: true },
  });
  for (const credential of credentials) await devtools.send("WebAuthn.addCredential", { authenticatorId, credential });
  return {
    kept: async () => (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    unlocks: (yes) => devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: yes }),
  };
}
