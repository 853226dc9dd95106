// Providers of identities set like FranceConnect v2 and ProConnect, on the engine that both run on themselves (the certified
// oidc-provider): code only, PKCE, ES256, thirty seconds for a code, `eidas1` or nothing, a long nonce and a state; ProConnect
// refuses every parameter that it does not know, and tells for which establishment somebody works. The people are invented.
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const PEOPLE = {
  gaelle: { sub: `${"1a".repeat(32)}v1`, name: "Gaëlle (inventée)", family_name: "LE GOFF", given_name: "Gaëlle Marie", birthdate: "1961-05-03", birthplace: "56007", birthcountry: "99100" },
  herve: { sub: `${"2b".repeat(32)}v1`, name: "Hervé (inventé)", family_name: "RIOU", given_name: "Hervé", birthdate: "1953", birthplace: "", birthcountry: "99134" },
  maelys: { sub: `${"3c".repeat(32)}v1`, name: "Maëlys (inventée)", family_name: "QUÉMÉNEUR", given_name: "Maëlys", birthdate: "1999-12-31", birthplace: "29019", birthcountry: "99100" },
  nolwenn: { sub: `${"7a".repeat(32)}v1`, name: "Nolwenn (inventée)", family_name: "L'HÉNORET", given_name: "Nolwenn Anne", birthdate: "1980-02-29", birthplace: "56162", birthcountry: "99100" },
};
/** What FranceConnect says of somebody, each under a scope of its own. */
const PIVOT = ["given_name", "family_name", "birthdate", "birthplace", "birthcountry"];
/** Of the commune, of another establishment of hers, of another commune. */
const WORKERS = {
  agathe: { sub: "4d".repeat(20), name: "Agathe, de la mairie (inventée)", siret: "21560007300012" },
  paol: { sub: "5e".repeat(20), name: "Paol, du CCAS (inventé)", siret: "26560012400017" },
  rozenn: { sub: "6f".repeat(20), name: "Rozenn, d’ailleurs (inventée)", siret: "21560999900011" },
};
/** The only parameters that ProConnect takes. */
/** The levels at which two factors were asked. */
const TWO_FACTORS = ["eidas1-mfa", "eidas2", "eidas3", "https://proconnect.gouv.fr/assurance/self-asserted-2fa", "https://proconnect.gouv.fr/assurance/consistency-checked-2fa"];
const KNOWN = new Set(["client_id", "acr_values", "claims", "response_type", "response_mode", "nonce", "login_hint", "siret_hint", "state", "redirect_uri", "scope", "prompt", "idp_hint", "code_challenge", "code_challenge_method"]);
const SECRET = "s".repeat(64);

async function key(kid, alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, use: "sig", alg };
}

export class FranceConnect {
  static secret = SECRET;
  static client = "commune-de-test";
  name = "FranceConnect";
  path = "franceconnect";
  people = PEOPLE;
  acr = ["eidas1"];
  alg = "ES256";
  level = "eidas1";
  scopes = ["openid", ...PIVOT];
  claims = { openid: ["sub"], ...Object.fromEntries(PIVOT.map((name) => [name, [name]])), acr: null };

  /** What it refuses beside the engine (its AuthorizeParamsDto). */
  refuses({ acr_values, nonce, state }) {
    return (!state || !nonce || nonce.length < 32 || acr_values !== "eidas1") && "Y030007";
  }

  /** Listens; `site` is where people come from and go back to. */
  static async start(site, port) {
    const one = new this();
    one.issuer = `http://127.0.0.1:${port}/api/v2`;
    one.site = site;
    one.asked = [];
    one.kid = 0;
    await one.turn();
    const server = createServer((request, response) => one.answer(request, response).catch((error) => { response.statusCode = 500; response.end(String(error)); }));
    await new Promise((done) => { server.listen(port, "127.0.0.1", done); });
    return one;
  }

  /** New keys, as after a rotation: what was signed before stays with the old ones. */
  async turn() {
    this.kid += 1;
    this.key = await key(`${this.alg}${this.kid}`, this.alg);
    this.provider = new Provider(this.issuer, {
      jwks: { keys: [this.key] },
      subjectTypes: ["pairwise", "public"],
      pairwiseIdentifier: (_, account) => this.people[account].sub,
      routes: { authorization: "/authorize", token: "/token", userinfo: "/userinfo", end_session: "/session/end", jwks: "/jwks" },
      responseTypes: ["code"],
      acrValues: this.acr,
      scopes: this.scopes,
      claims: this.claims,
      features: {
        jwtUserinfo: { enabled: true },
        claimsParameter: { enabled: true },
        devInteractions: { enabled: false },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (context, form) => { context.body = `<!DOCTYPE html><html lang="fr"><link rel="icon" href="data:,"><title>Sortie</title><body>${form}<input type="hidden" form="op.logoutForm" name="logout" value="yes"><button form="op.logoutForm">Sortir</button><script>document.forms[0].submit()</script></body></html>`; },
        },
      },
      pkce: { required: () => true },
      ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Grant: 1800, Interaction: 1800, Session: 1800 },
      clients: [{
        client_id: this.constructor.client,
        client_secret: SECRET,
        redirect_uris: [`${this.site}/connexion/${this.path}/retour`],
        post_logout_redirect_uris: [`${this.site}/deconnexion/${this.path}/retour`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
        id_token_signed_response_alg: this.alg,
        userinfo_signed_response_alg: this.alg,
        subject_type: "pairwise",
      }],
      cookies: { keys: ["une clé"] },
      interactions: { url: (_, interaction) => `/api/v2/interaction/${interaction.uid}` },
      findAccount: (_, id) => this.people[id] && { accountId: id, claims: () => { const { name, ...said } = this.people[id]; return said; } },
    });
    this.provider.use(async (context, next) => {
      if (context.path === "/authorize") {
        this.asked.push({ ...context.query });
        const code = this.refuses(context.query);
        if (code) {
          context.status = 400;
          context.body = { error: "invalid_request", code };
          return;
        }
      }
      await next();
    });
    this.callback = this.provider.callback();
  }

  async answer(request, response) {
    const url = new URL(request.url, this.issuer);
    if (!url.pathname.startsWith("/api/v2")) { response.statusCode = 404; return response.end(); }
    const inner = url.pathname.slice("/api/v2".length) || "/";
    const [, uid, choice] = /^\/interaction\/([^/]+)(?:\/([a-z]+))?$/.exec(inner) ?? [];
    if (uid) return this.interact(request, response, uid, choice);
    if (this.forge && inner === "/token") this.forged(response);
    request.originalUrl = request.url;
    request.url = inner + url.search;
    return this.callback(request, response);
  }

  /** What the engine answers is changed by `forge` on its way: to other JSON, or to an answer of its own (`null`). */
  forged(response) {
    const end = response.end.bind(response);
    const pieces = [];
    response.write = (piece) => { pieces.push(Buffer.from(piece)); return true; };
    response.end = (piece) => {
      if (piece) pieces.push(Buffer.from(piece));
      response.end = end;
      this.forge(JSON.parse(Buffer.concat(pieces).toString()), response).then((said) => {
        if (said === null) return;
        const body = Buffer.from(JSON.stringify(said));
        response.setHeader("content-length", body.length);
        end(body);
      });
    };
  }

  /** The page where one says who one is, or gives up. */
  async interact(request, response, uid, choice) {
    const details = await this.provider.interactionDetails(request, response);
    if (choice === "annuler") return this.provider.interactionFinished(request, response, { error: "access_denied" });
    if (details.prompt.name === "consent") {
      const grant = new this.provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id });
      grant.addOIDCScope(this.scopes.join(" "));
      return this.provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    }
    if (this.people[choice]) return this.provider.interactionFinished(request, response, { login: { accountId: choice, acr: this.level, remember: false } });
    const links = Object.entries(this.people).map(([id, { name }]) => `<li><a href="/api/v2/interaction/${uid}/${id}">${name}</a></li>`);
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(`<!DOCTYPE html><html lang="fr"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${this.name} de démonstration</title>
<h1>${this.name} de démonstration</h1><p>Ceci n’est pas ${this.name}. Les personnes sont inventées.</p><ul>${links.join("")}</ul><p><a href="/api/v2/interaction/${uid}/annuler">Annuler</a></p></html>`);
  }
}

export class ProConnect extends FranceConnect {
  static client = "commune-de-test-pro";
  name = "ProConnect";
  path = "proconnect";
  people = WORKERS;
  alg = "RS256";
  acr = ["eidas1", ...TWO_FACTORS];
  level = "eidas2";
  scopes = ["openid", "siret"];
  claims = { openid: ["sub"], siret: ["siret"], acr: null };

  refuses(asked) {
    if (Object.keys(asked).some((name) => !KNOWN.has(name))) return "Y000400";
    const { state, nonce } = asked;
    return (!state || !nonce || nonce.length < 32) && "Y030007";
  }
}
