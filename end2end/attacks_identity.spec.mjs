// A provider of identities, or whoever stands before it, that lies: where it would lead the server, and the keys that its answers
// are signed with. What else those answers must hold is in france_connect.spec.mjs and pro_connect.spec.mjs.
import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK } from "jose";
import { FranceConnect, ProConnect } from "./lib/provider.mjs";
import { before, test } from "./lib/runner.mjs";
import { demo, freePort, freshFolder } from "./lib/server.mjs";
import { Visitor } from "./lib/visitor.mjs";

const ELSEWHERE = "ailleurs.example";
const DISCOVERY = "/.well-known/openid-configuration";

let server;
let options;
let citizens;
let workers;
/** A machine inside: what the server asks of it is kept in `asked`, and should be nothing. */
let inside;
/** Keys that the provider publishes beside its own. */
const second = {};

/** A provider that says something else at some of its addresses: `says` is given what it would have said. */
const lying = (Honest) => class extends Honest {
  says = {};

  async answer(request, response) {
    const path = new URL(request.url, this.issuer).pathname.slice("/api/v2".length);
    if (this.says[path]) {
      const end = response.end.bind(response);
      const pieces = [];
      response.write = (piece) => { pieces.push(Buffer.from(piece)); return true; };
      response.end = async (piece) => {
        if (piece) pieces.push(Buffer.from(piece));
        response.end = end;
        const text = Buffer.from(await this.says[path](Buffer.concat(pieces).toString(), response));
        response.setHeader("content-length", text.length);
        end(text);
      };
    }
    return super.answer(request, response);
  }
};

before(async () => {
  const secret = join(freshFolder(), "secret");
  writeFileSync(secret, FranceConnect.secret, { mode: 0o600 });
  const [first, other] = [await freePort(), await freePort()];
  const at = (port) => `http://127.0.0.1:${port}/api/v2`;
  options = [
    "--franceconnect", at(first), "--franceconnect-id", FranceConnect.client, "--franceconnect-secret", secret,
    "--proconnect", at(other), "--proconnect-id", ProConnect.client, "--proconnect-secret", secret, "--proconnect-siret", "21560007300012",
  ];
  server = await demo({ empty: true, options });
  citizens = await lying(FranceConnect).start(server.origin, first);
  workers = await lying(ProConnect).start(server.origin, other);
  for (const use of ["sig", "enc"]) {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const alg = use === "sig" ? "ES256" : "ECDH-ES";
    second[use] = { key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid: `autre-${use}`, use, alg } };
  }
  const machine = createServer((request, response) => {
    inside.asked.push(`${request.method} ${request.url}`);
    response.end('{"keys":[]}');
  });
  await new Promise((done) => { machine.listen(0, done); });
  machine.unref();
  inside = { asked: [], port: machine.address().port };
});

/** Both providers say what is so; the citizens' publishes two more keys. */
function honest() {
  const published = [second.sig.jwk, second.enc.jwk];
  citizens.says = { "/jwks": (text) => JSON.stringify({ keys: [...JSON.parse(text).keys, ...published] }) };
  workers.says = {};
}

const base = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** To a provider, there as one of its people, and back: what the site answers in the end. */
async function through(provider, who, visitor = new Visitor(server), begin = (path) => visitor.get(`${path}?retour=/moi`)) {
  const there = new Visitor({ origin: new URL(provider.issuer).origin });
  const first = await begin(`/connexion/${provider.path}`);
  let next = first.location ?? first.headers.refresh.replace(/^0;url=/, "");
  while (new URL(next, server.origin).origin !== server.origin) {
    const { pathname, search } = new URL(next);
    const answer = await there.get(pathname + search);
    next = new URL(answer.location ?? new RegExp(`href="([^"]*/${who})"`).exec(answer.html)[1], provider.issuer).href;
  }
  return next.startsWith("/") ? first : visitor.get(next.slice(server.origin.length));
}

/** What came of it, as the address says that one is sent to. */
const outcome = ({ location, headers }) => {
  const set = headers["set-cookie"]?.some((line) => /^session=./.test(line));
  return `${new URL(location, server.origin).searchParams.get("identite") ?? location}${set ? ", signed in" : ""}`;
};

test("identity: tying one takes another secret, and one comes back to this site only", async () => {
  honest();
  const person = await Visitor.signedIn(server, "gaelle@exemple.bzh");
  const copy = new Visitor(server);
  copy.cookies.set("session", person.cookies.get("session"));
  const level = (await copy.data()).account.level;
  assert.equal(outcome(await through(citizens, "gaelle", person, (path) => person.post(path))), "/moi, signed in");
  assert.notEqual((await person.data()).account.level, level);
  assert.equal(await copy.data(), undefined);
  for (const retour of ["//E", "/\\E", "https:E", "https://E", "/\t/E", "%2F%2FE", "javascript:E"].map((text) => text.replace("E", ELSEWHERE))) {
    const visitor = new Visitor(server);
    visitor.cookies.set("session", person.cookies.get("session"));
    const back = await through(citizens, "gaelle", visitor, (path) => visitor.get(`${path}?${new URLSearchParams({ retour })}`));
    assert.equal(outcome(back), "/moi, signed in", retour);
    // whoever was signed in here before is no longer
    assert.equal(await person.data(), undefined);
    person.cookies.set("session", visitor.cookies.get("session"));
  }
  const visitor = new Visitor(server);
  assert.equal(outcome(await through(citizens, "gaelle", visitor, (path) => visitor.get(`${path}?retour=/demarches`))), "/demarches, signed in");
});

test("SSRF: nothing is asked of an address that the provider names elsewhere, or sends on to", async () => {
  honest();
  const small = await demo({ empty: true, options });
  const enters = (provider) => new Visitor(small).get(`/connexion/${provider.path}`);
  const own = new URL(citizens.issuer).host;
  // it would be seen, under each of its names
  const names = ["127.0.0.1", "localhost", "[::1]", "0x7f000001"].map((name) => `http://${name}:${inside.port}`);
  for (const name of names) await fetch(`${name}/vu`);
  assert.equal(inside.asked.splice(0).length, names.length);
  const hidden = `http://${own}@127.0.0.1:${inside.port}`;
  const elsewhere = [...[...names, hidden].map((name) => `${name}/latest/meta-data`), "http://169.254.169.254/latest/meta-data", `https://${own}/token`, `http://127.0.0.1.${ELSEWHERE}/token`, "file:///etc/passwd"];
  for (const endpoint of ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "end_session_endpoint", "jwks_uri"]) {
    for (const address of elsewhere) {
      citizens.says[DISCOVERY] = (text) => JSON.stringify({ ...JSON.parse(text), [endpoint]: address });
      assert.equal(outcome(await enters(citizens)), "refus", `${endpoint} ${address}`);
    }
  }
  const other = names[0];
  const sentOn = (status) => (_, response) => { response.statusCode = status; response.setHeader("location", `${other}/ailleurs`); return ""; };
  // another name for itself, and everything there
  citizens.says[DISCOVERY] = (text) => text.replaceAll(citizens.issuer, `${other}/api/v2`);
  assert.equal(outcome(await enters(citizens)), "absent");
  for (const status of [301, 302, 303, 307, 308]) {
    citizens.says[DISCOVERY] = sentOn(status);
    assert.equal(outcome(await enters(citizens)), "absent", `discovery ${status}`);
    citizens.says = { "/jwks": sentOn(status) };
    assert.equal(outcome(await enters(citizens)), "absent", `keys ${status}`);
  }
  honest();
  // once it says what is so, people are sent there, and its other answers lead nowhere either
  assert.ok((await enters(citizens)).location.startsWith(`${citizens.issuer}/authorize?`));
  for (const [provider, path, who] of [[citizens, "/token", "gaelle"], [workers, "/token", "agathe"], [workers, "/userinfo", "agathe"]]) {
    for (const status of [302, 307]) {
      provider.says[path] = sentOn(status);
      assert.equal(outcome(await through(provider, who)), "refus", `${path} ${status}`);
    }
    delete provider.says[path];
  }
  assert.deepEqual(inside.asked, []);
  assert.equal(outcome(await through(citizens, "gaelle")), "/moi, signed in");
});

/** The ways to sign with what everybody may know: the public key, taken for a shared secret. */
function asSecrets(jwk) {
  const { d, p, q, dp, dq, qi, ...open } = jwk;
  const key = createPublicKey({ key: open, format: "jwk" });
  const pem = key.export({ type: "spki", format: "pem" });
  const numbers = [open.x ?? open.n, open.y ?? open.e].map((n) => Buffer.from(n, "base64url"));
  return {
    PEM: Buffer.from(pem),
    "PEM without its last line break": Buffer.from(pem.trimEnd()),
    DER: key.export({ type: "spki", format: "der" }),
    JWK: Buffer.from(JSON.stringify(open)),
    "its numbers": Buffer.concat(numbers),
  };
}
const signed = (claims, header, key) => new SignJWT(claims).setProtectedHeader(header).sign(key);

test("JWT confusion: an answer counts by the key that it names among those published, and by nothing else", async () => {
  honest();
  const key = await importJWK(citizens.key, "ES256");
  const { kid } = citizens.key;
  const stranger = await generateKeyPair("ES256", { extractable: true });
  const there = `http://127.0.0.1:${inside.port}/cle`;
  const forgeries = {
    "“None”": (claims) => `${base({ alg: "None", kid })}.${base(claims)}.`,
    "no signature": (claims) => `${base({ alg: "ES256", kid })}.${base(claims)}.`,
    "a signature of zeros": (claims) => `${base({ alg: "ES256", kid })}.${base(claims)}.${Buffer.alloc(64).toString("base64url")}`,
    "another key's name": (claims) => signed(claims, { alg: "ES256", kid: second.sig.jwk.kid }, key),
    "this key's name, signed by another that is published": (claims) => signed(claims, { alg: "ES256", kid }, second.sig.key),
    "a key that is for something else": (claims) => signed(claims, { alg: "ES256", kid: second.enc.jwk.kid }, second.enc.key),
    "where to find the key": (claims) => signed(claims, { alg: "ES256", kid: "cle", jku: there, x5u: there }, stranger.privateKey),
    "the key itself": async (claims) => signed(claims, { alg: "ES256", jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
    "no name and a stranger's key": (claims) => signed(claims, { alg: "ES256" }, stranger.privateKey),
    "three parts and one more": async (claims) => `${await signed(claims, { alg: "ES256", kid }, key)}.x`,
    "other claims under a good signature": async (claims) => {
      const [head, , tail] = (await signed(claims, { alg: "ES256", kid }, key)).split(".");
      return `${head}.${base({ ...claims, sub: citizens.people.herve.sub })}.${tail}`;
    },
  };
  for (const [how, secret] of Object.entries(asSecrets(citizens.key))) forgeries[`HS256 by the public key as ${how}`] = (claims) => signed(claims, { alg: "HS256", kid }, secret);
  for (const odd of ["../../../../dev/null", "/dev/null", "..\\..\\x", `${kid}/../${kid}`, there, "' OR '1'='1", "\u0000", "é".repeat(5_000)]) {
    forgeries[`ES256 by “${odd.slice(0, 30)}”`] = (claims) => signed(claims, { alg: "ES256", kid: odd }, stranger.privateKey);
    // what /dev/null holds
    forgeries[`HS256 by “${odd.slice(0, 30)}”`] = (claims) => signed(claims, { alg: "HS256", kid: odd }, Buffer.alloc(1));
  }
  const answers = async (make) => {
    citizens.says["/token"] = async (text) => {
      const said = JSON.parse(text);
      return JSON.stringify({ ...said, id_token: await make(decodeJwt(said.id_token)) });
    };
    const came = outcome(await through(citizens, "gaelle"));
    delete citizens.says["/token"];
    return came;
  };
  for (const [how, make] of Object.entries(forgeries)) assert.equal(await answers(make), "refus", how);
  // either key that is published counts under its own name
  assert.equal(await answers((claims) => signed(claims, { alg: "ES256", kid }, key)), "/moi, signed in");
  assert.equal(await answers((claims) => signed(claims, { alg: "ES256", kid: second.sig.jwk.kid }, second.sig.key)), "/moi, signed in");
  assert.deepEqual(inside.asked, []);
}, { seconds: 120 });

test("JWT confusion: for which establishment somebody works is believed of the provider's key alone", async () => {
  honest();
  const key = await importJWK(workers.key, "RS256");
  const { kid } = workers.key;
  const stranger = (await generateKeyPair("RS256")).privateKey;
  const shared = new TextEncoder().encode(ProConnect.secret);
  const plain = (claims, response) => { response.setHeader("content-type", "application/json"); return JSON.stringify(claims); };
  const forgeries = {
    "not signed": (claims) => `${base({ alg: "none" })}.${base(claims)}.`,
    "not signed, under the key's name": (claims) => `${base({ alg: "none", kid })}.${base(claims)}.`,
    "no token at all": plain,
    "no token, called one": (claims) => JSON.stringify(claims),
    "signed with the secret": (claims) => signed(claims, { alg: "HS256", kid }, shared),
    "signed by another under this one's name": (claims) => signed(claims, { alg: "RS256", kid }, stranger),
    "signed by a key that is not published": (claims) => signed(claims, { alg: "RS256", kid: "../../../../dev/null" }, stranger),
    "about somebody else": (claims) => signed({ ...claims, sub: workers.people.paol.sub }, { alg: "RS256", kid }, key),
    "for another site": (claims) => signed({ ...claims, aud: "une-autre-commune" }, { alg: "RS256", kid }, key),
    "by another provider": (claims) => signed({ ...claims, iss: citizens.issuer }, { alg: "RS256", kid }, key),
  };
  for (const [how, secret] of Object.entries(asSecrets(workers.key))) forgeries[`HS256 by the public key as ${how}`] = (claims) => signed(claims, { alg: "HS256", kid }, secret);
  const answers = async (make, who = "agathe") => {
    workers.says["/userinfo"] = (text, response) => make(decodeJwt(text), response);
    const came = outcome(await through(workers, who));
    delete workers.says["/userinfo"];
    return came;
  };
  for (const [how, make] of Object.entries(forgeries)) assert.equal(await answers(make), "refus", how);
  // who is not of the commune becomes so by no signature but the provider's: then only an account is missing
  assert.equal(await answers((claims) => signed({ ...claims, siret: "21560007300012" }, { alg: "RS256", kid }, stranger), "rozenn"), "refus");
  assert.equal(await answers((claims) => signed(claims, { alg: "RS256", kid }, key), "rozenn"), "etranger");
  assert.equal(await answers((claims) => signed(claims, { alg: "RS256", kid }, key)), "inconnu");
}, { seconds: 120 });
