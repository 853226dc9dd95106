//! Elections that were prepared wrongly, or for other programs.

use super::common::made::{Holders, Made, archive, question, setup_text, shared};
use super::common::{refused, verified};
use super::{G, election};
use ballot::Code;
use ballot::archive::Kind;
use ballot::v1::ceremony::{self, Dealing, Seed, Shape};
use ballot::v1::trustee::{Pedersen, Trustee, TrusteeKey, Trustees};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// An archive with this setup and nothing else.
fn setup(election: &str, trustees: &str, credentials: &str) -> Vec<u8> {
    let named = setup_text(&[election, trustees, credentials]);
    let data = [election, trustees, credentials, &named]
        .map(str::to_owned)
        .to_vec();
    archive(&[(Kind::Setup, data)])
}

#[track_caller]
fn refuses_election(code: Code, change: impl FnOnce(&str) -> String) {
    let made = election();
    let text = change(&made.election.text);
    assert_ne!(text, made.election.text);
    assert_eq!(
        refused(&setup(&text, &made.trustees.text(), &made.credentials())),
        code
    );
}

#[test]
fn elections_that_are_not_for_us() {
    let made = election();
    let right = setup(
        &made.election.text,
        &made.trustees.text(),
        &made.credentials(),
    );
    assert!(verified(&right).is_ok());
    let replace = |from: &'static str, to: &'static str| {
        move |text: &str| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        }
    };
    refuses_election(
        Code::VersionUnsupported,
        replace("\"version\":1", "\"version\":2"),
    );
    refuses_election(Code::GroupUnsupported, replace("BELENIOS-2048", "Ed25519"));
    let mixnet = "\"questions\":[{\"type\":\"NonHomomorphic\",\"value\":{";
    refuses_election(
        Code::QuestionNeedsMixnet,
        replace("\"questions\":[{", mixnet),
    );
    let lists = "\"questions\":[{\"type\":\"Lists\",\"value\":{";
    refuses_election(
        Code::QuestionUnsupported,
        replace("\"questions\":[{", lists),
    );
    refuses_election(
        Code::QuestionRange,
        replace("\"min\":0,\"max\":1", "\"min\":2,\"max\":1"),
    );
    refuses_election(
        Code::QuestionRange,
        replace("\"min\":0,\"max\":1", "\"min\":0,\"max\":9"),
    );
    refuses_election(
        Code::ElectionUuid,
        replace("TikerMadeThis1", "../../etc/passwd"),
    );
    refuses_election(Code::JsonSpace, replace(",\"name\"", ", \"name\""));
    refuses_election(Code::JsonText, replace("Votation", "\\u0056otation"));
    refuses_election(
        Code::JsonFieldOrder,
        replace("\"blank\":true", "\"blank\":false"),
    );
    refuses_election(Code::JsonTrailing, |text| format!("{text}{text}"));
    refuses_election(Code::JsonForm, |_| "nonsense".into());
    refuses_election(Code::ElectionKey, |text| {
        let other = election().trustees.keys()[0].public;
        let (head, rest) = text.split_once("\"public_key\":\"").unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        let other = <G as ballot::v1::group::Group>::element_text(&other);
        format!("{head}\"public_key\":\"{other}\"{rest}")
    });
}

#[test]
fn rights_that_are_doubled_or_in_an_order() {
    let made = election();
    let list = |text: &str| refused(&setup(&made.election.text, &made.trustees.text(), text));
    let right = made.credentials();
    let entries: Vec<&str> = right[1..right.len() - 1].split(',').collect();
    let [a, b, ..] = entries[..] else { panic!() };
    assert_eq!(list(&format!("[{a},{a}]")), Code::CredentialDuplicate);
    assert_eq!(list(&format!("[{b},{a}]")), Code::CredentialOrder);
    let weight = |weight: &str| list(&format!("[{},{weight}\"]", &a[..a.len() - 1]));
    for wrong in ["0", "01", "", "x1", "1,1", "99999999999", "1073741824"] {
        let code = weight(wrong);
        assert!(
            [Code::CredentialWeight, Code::NumberForm].contains(&code),
            "{wrong}: {code:?}"
        );
    }
    assert_eq!(list("[\"2\"]"), Code::NotInGroup);
    assert_eq!(list("[\"0\"]"), Code::NotInGroup);
    assert_eq!(list("[\"\"]"), Code::NumberForm);
    assert_eq!(list("[ ]"), Code::JsonSpace);
    assert_eq!(list("["), Code::JsonForm);
    assert_eq!(list("[]]"), Code::JsonTrailing);
    assert_eq!(list(&format!("[{a},]")), Code::JsonForm);
    assert_eq!(list(&format!("[\"0{}]", &a[1..])), Code::NumberLeadingZero);
    assert_eq!(
        list(&format!("[\"{}\"]", "9".repeat(1001))),
        Code::NumberTooLarge
    );
    assert!(verified(&setup(&made.election.text, &made.trustees.text(), "[]")).is_ok());
    assert_eq!(
        refused(&archive(&[(
            Kind::Setup,
            ["a", "b", "c", "d"].map(str::to_owned).to_vec()
        )])),
        Code::JsonForm
    );
}

#[test]
fn a_trustee_who_knows_no_key() {
    let made = election();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let stranger = TrusteeKey::<G>::random(&mut rng).publish(None, &mut rng);
    let mut trustees = made.trustees.clone();
    if let Trustee::Single(key) = &mut trustees.list[1] {
        key.proof = stranger.proof;
    }
    let refusal = verified(&setup(&made.election.text, &trustees.text(), "[]")).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.place.trustee),
        (Code::TrusteeProof, Some(2))
    );
    trustees.list.clear();
    assert_eq!(
        refused(&setup(&made.election.text, &trustees.text(), "[]")),
        Code::TrusteeNone
    );
    // One of two taken away.
    let mut trustees = made.trustees.clone();
    trustees.list.pop();
    assert_eq!(
        refused(&setup(&made.election.text, &trustees.text(), "[]")),
        Code::ElectionKey
    );
}

#[test]
fn a_key_ceremony_that_was_spoiled() {
    let shape = Shape {
        size: 3,
        threshold: 2,
    };
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let (right, _) = shared::<G>(shape, &mut rng);
    let (other, _) = shared::<G>(shape, &mut rng);
    let judge = |change: &dyn Fn(&mut Pedersen<G>)| {
        let mut pedersen = right.clone();
        change(&mut pedersen);
        let trustees = Trustees {
            list: vec![Trustee::Pedersen(pedersen)],
        };
        trustees
            .check()
            .map_err(|refusal| (refusal.code, refusal.place.trustee))
    };
    assert!(judge(&|_| ()).is_ok());
    assert!(judge(&|p| p.signatures = None).is_ok());
    let wrong = |code, trustee| Err((code, trustee));
    assert_eq!(
        judge(&|p| p.threshold = 0),
        wrong(Code::TrusteeThreshold, None)
    );
    assert_eq!(
        judge(&|p| p.threshold = 4),
        wrong(Code::TrusteeThreshold, None)
    );
    assert_eq!(
        judge(&|p| p.threshold = 1),
        wrong(Code::TrusteeCertificate, Some(1))
    );
    assert_eq!(
        judge(&|p| drop(p.commitments.pop())),
        wrong(Code::TrusteeThreshold, None)
    );
    assert_eq!(
        judge(&|p| drop(p.certificates.pop())),
        wrong(Code::TrusteeCertificate, Some(1))
    );
    assert_eq!(
        judge(&|p| p.certificates.swap(0, 1)),
        wrong(Code::TrusteeCertificate, Some(1))
    );
    let signature =
        |p: &mut Pedersen<G>| p.certificates[1].signature = other.certificates[1].signature;
    assert_eq!(judge(&signature), wrong(Code::TrusteeCertificate, Some(2)));
    let theirs = |p: &mut Pedersen<G>| p.commitments[2] = other.commitments[2].clone();
    assert_eq!(judge(&theirs), wrong(Code::TrusteeCommitment, Some(3)));
    let key = |p: &mut Pedersen<G>| p.verification_keys[1] = other.verification_keys[1].clone();
    assert_eq!(judge(&key), wrong(Code::TrusteeVerificationKey, Some(2)));
    let proof = |p: &mut Pedersen<G>| p.verification_keys[0].proof = p.verification_keys[1].proof;
    assert_eq!(judge(&proof), wrong(Code::TrusteeProof, Some(1)));
    let signed =
        |p: &mut Pedersen<G>| p.verification_keys[2].signature = p.verification_keys[1].signature;
    assert_eq!(judge(&signed), wrong(Code::TrusteeSignature, Some(3)));
    let all = |p: &mut Pedersen<G>| {
        let first = other.signatures.as_ref().unwrap()[0];
        p.signatures.as_mut().unwrap()[0] = first;
    };
    assert_eq!(judge(&all), wrong(Code::TrusteeSignature, Some(1)));
}

#[test]
fn a_dealing_that_was_spoiled() {
    let shape = Shape {
        size: 3,
        threshold: 2,
    };
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let seeds: Vec<Seed> = (0..3).map(|_| Seed::random(&mut rng)).collect();
    let certificates: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| ceremony::certify::<G, _>(seed, shape, index, &mut rng))
        .collect();
    let dealings: Vec<Dealing<G>> = seeds
        .iter()
        .map(|seed| ceremony::deal(seed, shape, &certificates, &mut rng).unwrap())
        .collect();
    let again = ceremony::deal(&seeds[1], shape, &certificates, &mut rng).unwrap();
    let mut receive = |change: &dyn Fn(&mut Vec<Dealing<G>>)| {
        let mut dealings = dealings.clone();
        change(&mut dealings);
        let received = ceremony::receive(&seeds[0], shape, 1, &certificates, &dealings, &mut rng);
        received
            .map(|_| ())
            .map_err(|refusal| (refusal.code, refusal.place.trustee))
    };
    assert_eq!(receive(&|_| ()), Ok(()));
    let wrong = |code, trustee| Err((code, Some(trustee)));
    // A message for somebody else, of another polynomial, or changed on its way.
    assert_eq!(
        receive(&|d| d[1].values.swap(0, 1)),
        wrong(Code::CeremonyMessage, 2)
    );
    assert_eq!(
        receive(&|d| d[1].values = again.values.clone()),
        wrong(Code::CeremonyMessage, 2)
    );
    assert_eq!(
        receive(&|d| d[2].values[0] = d[1].values[0].clone()),
        wrong(Code::CeremonyMessage, 3)
    );
    let changed = |d: &mut Vec<Dealing<G>>| d[2].values[0].message.push(' ');
    assert_eq!(receive(&changed), wrong(Code::CeremonyMessage, 3));
    let commitments = |d: &mut Vec<Dealing<G>>| d[0].commitments = d[1].commitments.clone();
    assert_eq!(receive(&commitments), wrong(Code::TrusteeCommitment, 1));
}

#[test]
fn a_vote_in_an_election_of_two_kinds_of_trustees() {
    let holders = Holders {
        single: 1,
        shared: Some(Shape {
            size: 2,
            threshold: 2,
        }),
    };
    let mut made = Made::<G>::new(4, vec![question(1, false, 0, 1)], holders, &[1]);
    let (events, counts) = made.events(&[1, 2, 3]);
    assert_eq!(counts, [[0]]);
    assert!(verified(&archive(&events)).is_ok());
}
