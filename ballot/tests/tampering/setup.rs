//! Elections that were prepared wrongly, or for other programs.

use super::common::made::{Holders, Made, archive, question, setup_text, shared};
use super::common::{refused, verified};
use super::{G, election};
use ballot::Code;
use ballot::archive::Kind;
use ballot::v1::ceremony::{self, Dealing, Seed, Shape};
use ballot::v1::trustee::{Pedersen, Signed, Trustee, TrusteeKey, Trustees};
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
    let mut rng = ChaCha20Rng::seed_from_u64(22);
    let holders = Holders {
        single: 0,
        shared: Some(shape),
    };
    let made = Made::<G>::new(2, vec![question(1, false, 0, 1)], holders, &[1]);
    let [Trustee::Pedersen(right)] = &made.trustees.list[..] else {
        panic!()
    };
    let (other, _) = shared::<G>(shape, &mut rng);
    let judge = |change: &dyn Fn(&mut Pedersen<G>)| {
        let mut pedersen = right.clone();
        change(&mut pedersen);
        let trustees = Trustees {
            list: vec![Trustee::Pedersen(pedersen)],
        };
        verified(&setup(&made.election.text, &trustees.text(), "[]"))
            .map(|_| ())
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
    // A number that is no member keeps its own reason, wherever it stands.
    let number = |text: &mut String, field: &str, other: &str| {
        let start = text.find(field).unwrap() + field.len();
        let end = start + text[start..].find('"').unwrap();
        text.replace_range(start..end, other);
    };
    for other in ["0", "2"] {
        let one = |p: &mut Pedersen<G>| {
            number(&mut p.certificates[0].message, "verification\":\"", other)
        };
        assert_eq!(judge(&one), wrong(Code::NotInGroup, Some(1)));
        let one =
            |p: &mut Pedersen<G>| number(&mut p.certificates[2].message, "encryption\":\"", other);
        assert_eq!(judge(&one), wrong(Code::NotInGroup, Some(3)));
        let one =
            |p: &mut Pedersen<G>| number(&mut p.commitments[1].message, "coefexps\":[\"", other);
        assert_eq!(judge(&one), wrong(Code::NotInGroup, Some(2)));
    }
    let one = |p: &mut Pedersen<G>| number(&mut p.certificates[0].message, "encryption\":\"", "1");
    assert_eq!(judge(&one), wrong(Code::KeyTrivial, Some(1)));
    let doubled = |p: &mut Pedersen<G>| p.verification_keys[2] = p.verification_keys[0].clone();
    assert_eq!(
        judge(&doubled),
        wrong(Code::TrusteeVerificationKey, Some(3))
    );
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
    let dealings: Vec<Dealing<G>> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| ceremony::deal(seed, shape, index, &certificates, &mut rng).unwrap())
        .collect();
    // The same trustees but one: another ceremony, so everybody's polynomial is another one.
    let mut elsewhere = certificates.clone();
    elsewhere[2] = ceremony::certify(&Seed::random(&mut rng), shape, 3, &mut rng);
    let [first, again] = [1, 2].map(|index| {
        ceremony::deal(&seeds[index - 1], shape, index, &elsewhere, &mut rng).unwrap()
    });
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
    let commitments = |d: &mut Vec<Dealing<G>>| d[1].commitments = d[2].commitments.clone();
    assert_eq!(receive(&commitments), wrong(Code::TrusteeCommitment, 2));
    // What stands in her own name: another's, and her own of another ceremony.
    for other in [&dealings[1], &first] {
        let own = |d: &mut Vec<Dealing<G>>| d[0].commitments = other.commitments.clone();
        assert_eq!(receive(&own), wrong(Code::CeremonySubstituted, 1));
    }
}

/// Whoever carries the messages puts certificates of its own in everybody's place, with the keys that open
/// the real trustees' messages, so that it alone would know the whole secret.
#[test]
fn certificates_that_were_replaced() {
    let shape = Shape {
        size: 3,
        threshold: 2,
    };
    let mut rng = ChaCha20Rng::seed_from_u64(6);
    let seeds: Vec<Seed> = (0..3).map(|_| Seed::random(&mut rng)).collect();
    let certificates: Vec<Signed<G>> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| ceremony::certify(seed, shape, index, &mut rng))
        .collect();
    let mine = TrusteeKey::<G>::random(&mut rng);
    let replaced = |certificate: &Signed<G>, rng: &mut ChaCha20Rng| {
        let (head, rest) = certificate
            .message
            .split_once("\"verification\":\"")
            .unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        let key = <G as ballot::v1::group::Group>::element_text(&mine.public());
        let message = format!("{head}\"verification\":\"{key}\"{rest}");
        Signed {
            signature: mine.sign(&message, rng),
            message,
        }
    };
    let substituted = Err((Code::CeremonySubstituted, Some(1)));
    let mut other = certificates.clone();
    other[0] = replaced(&certificates[0], &mut rng);
    let told = |refusal: ballot::Refusal| (refusal.code, refusal.place.trustee);
    let mut deal = |certificates: &[Signed<G>]| {
        ceremony::deal(&seeds[0], shape, 1, certificates, &mut rng)
            .map(|_| ())
            .map_err(told)
    };
    assert_eq!(deal(&certificates), Ok(()));
    assert_eq!(deal(&other), substituted);
    // Certificates that do not say of which ceremony they are, as an archive may have them.
    let bare: Vec<Signed<G>> = (1..)
        .zip(&seeds)
        .map(|(_, seed)| {
            let mut rng = ChaCha20Rng::seed_from_u64(7);
            let with = ceremony::certify::<G, _>(seed, shape, 1, &mut rng);
            let (_, rest) = with.message.split_once("},").unwrap();
            Signed {
                message: format!("{{{rest}"),
                signature: with.signature,
            }
        })
        .collect();
    assert!(deal(&bare).is_err());
    let dealings: Vec<Dealing<G>> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| ceremony::deal(seed, shape, index, &certificates, &mut rng).unwrap())
        .collect();
    let received = ceremony::receive(&seeds[0], shape, 1, &other, &dealings, &mut rng);
    assert_eq!(received.map(|_| ()).map_err(told), substituted);
    // Another's key under two names, and a seed that is none.
    let twice = vec![
        certificates[0].clone(),
        ceremony::certify(&seeds[0], shape, 2, &mut rng),
        certificates[2].clone(),
    ];
    let found = ceremony::deal(&seeds[0], shape, 1, &twice, &mut rng)
        .map(|_| ())
        .map_err(told);
    assert_eq!(found, Err((Code::TrusteeDuplicate, Some(2))));
    let kept = seeds[0].as_str().to_owned();
    assert!(Seed::from_text(kept.clone()).is_some());
    for wrong in [
        "",
        &kept[1..],
        &kept.replacen(&kept[..1], "0", 1),
        &format!("{kept}1"),
    ] {
        assert!(Seed::from_text(wrong.to_owned()).is_none());
    }
}

/// One trustee who copies another's key and proof, one whose secret is zero, and a key that nobody asked for.
#[test]
fn trustees_who_are_not_more() {
    let made = election();
    let list = |text: &str| refused(&setup(&made.election.text, text, "[]"));
    let mut trustees = made.trustees.clone();
    trustees.list[1] = trustees.list[0].clone();
    assert_eq!(list(&trustees.text()), Code::TrusteeDuplicate);
    let mut rng = ChaCha20Rng::seed_from_u64(8);
    let zero = TrusteeKey::<G>::from_secret(<G as ballot::v1::group::Group>::scalar_from(0));
    trustees.list[1] = Trustee::Single(zero.publish(None, &mut rng));
    assert_eq!(list(&trustees.text()), Code::KeyTrivial);
    let mut signed = made.trustees.clone();
    if let Trustee::Single(key) = &mut signed.list[1] {
        key.signature = Some(key.proof);
    }
    assert_eq!(list(&signed.text()), Code::JsonUnknownField);
    trustees.list = (0..256)
        .map(|_| Trustee::Single(zero.publish(None, &mut rng)))
        .collect();
    assert_eq!(list(&trustees.text()), Code::TrusteeMany);
    // A key that hides nothing, in the election and in the list of rights.
    refuses_election(Code::KeyTrivial, |text| {
        let (head, rest) = text.split_once("\"public_key\":\"").unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        format!("{head}\"public_key\":\"1\"{rest}")
    });
    let right = setup(&made.election.text, &made.trustees.text(), "[\"1\"]");
    assert_eq!(refused(&right), Code::KeyTrivial);
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
