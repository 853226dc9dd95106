//! The constants and vectors of `docs/protocol.md`, computed again: what it says is what is done here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

use ballot::archive::Kind;
use ballot::archive::reader::Walk;
use ballot::text::{base64, fingerprint, hex};
use ballot::v1::ceremony::{Seed, Shape, certify};
use ballot::v1::credential::Credential;
use ballot::v1::group::{Belenios2048 as G, Group, Rfc3526};
use ballot::v1::proof::challenge;
use crypto_bigint::U2048;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

const CREDENTIAL: &str = "0123456-789ABCD-EFGHJKM-NPQRSJR";
const SEED: &str = "Uk7JrzzKbLuybgJ6bMVx3E";

/// A key's text between these quotes of a certificate.
fn between<'a>(text: &'a str, field: &str) -> &'a str {
    let (_, rest) = text.split_once(field).unwrap();
    rest.split('"').next().unwrap()
}

/// Whether the hexadecimal number is p: it is too large, and the one before it is not.
fn is_modulus<H: Group>(digits: &str) -> bool {
    let p = U2048::from_be_hex(digits);
    let decimal = |number: U2048| number.to_string_radix_vartime(10);
    H::element(&decimal(p)).is_err() && H::element(&decimal(p.wrapping_sub(&U2048::ONE))).is_ok()
}

fn lines() -> Vec<String> {
    let uuid = "TikerMadeThis1";
    let table = G::secret_table(&G::generator());
    let key = Credential::read(CREDENTIAL).unwrap().key::<G>(uuid, &table);
    let halves = [0, 1].map(|i| {
        ballot::text::sha256(format!("derive_credential|{uuid}|{i}|{CREDENTIAL}").as_bytes())
    });
    let secret = G::scalar_from_bytes(&halves.concat());
    assert_eq!(G::power(&G::generator(), &secret), key.public());
    let seed = Seed::from_text(SEED.to_owned()).unwrap();
    let shape = Shape {
        size: 1,
        threshold: 1,
    };
    let rng = &mut ChaCha20Rng::seed_from_u64(1);
    let certificate = certify::<G, _>(&seed, shape, 1, rng).message;
    let archive = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../end2end/archives/right.bel"
    ))
    .unwrap();
    let mut walk = Walk::begin(&archive[..]).unwrap();
    let (mut election, mut tracker) = (None, None);
    while let Some(event) = walk.event().unwrap() {
        match event.kind {
            Kind::Setup => election = Some(base64(&event.data[0].hash)),
            Kind::Ballot if tracker.is_none() => tracker = Some(base64(&event.data[0].hash)),
            _ => {}
        }
    }
    // minus one is q − 1, and q is odd
    let mut q = G::scalar_bytes(&-G::scalar_from(1)).to_vec();
    *q.last_mut().unwrap() += 1;
    vec![
        format!("BELENIOS-2048 q  {}", hex(&q)),
        format!(
            "BELENIOS-2048 g  {}",
            hex(&G::element_bytes(&G::generator()))
        ),
        G::scalar_text(&challenge::<G>(&["prove|"], &[G::generator()])),
        format!("credential {CREDENTIAL}"),
        G::scalar_text(&secret),
        format!(
            "b64 of the decimal g^s: {}",
            fingerprint(G::element_text(&key.public()).as_bytes())
        ),
        format!("seed of a trustee: {SEED}"),
        format!(
            "verification key: {}",
            fingerprint(between(&certificate, "\"verification\":\"").as_bytes())
        ),
        format!(
            "encryption key: {}",
            fingerprint(between(&certificate, "\"encryption\":\"").as_bytes())
        ),
        format!("head: {}", hex(&walk.head().last.unwrap())),
        format!("tracker of its first ballot: {}", tracker.unwrap()),
        format!("b64 of the election: {}", election.unwrap()),
    ]
}

#[test]
fn says_what_is_done() {
    let document = include_str!("../../docs/protocol.md");
    for line in lines() {
        assert!(document.contains(&line), "docs/protocol.md lacks: {line}");
    }
    let digits = |name: &str| {
        let line = document.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().trim().to_owned()
    };
    assert!(is_modulus::<G>(&digits("BELENIOS-2048 p")));
    assert!(is_modulus::<Rfc3526>(&digits("RFC-3526-2048 p")));
}
