//! Properties of every proof: what is true is proven, and no single change survives. And of all
//! readers: whatever bytes come, they answer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

mod common;

use ballot::archive::Kind;
use ballot::v1::credential::Credential;
use ballot::v1::election::{Election, Question};
use ballot::v1::group::{Belenios2048 as G, Group};
use ballot::v1::proof::{
    Ciphertext, Opening, Proof, PublicBases, SecretBases, adds_up, commitments, prove_equal_logs,
    prove_log, prove_one_of, verify_equal_logs, verify_log,
};
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::{PartialDecryption, read_result};
use ballot::v1::trustee::Trustees;
use common::made::{Holders, Made, archive, choices, owned, question, setup_text};
use common::verified;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::sync::LazyLock;

type Scalar = <G as Group>::Scalar;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A question, and choices that it allows.
fn question_and_choices() -> impl Strategy<Value = (Question, Vec<u64>)> {
    (1..5_usize, any::<bool>())
        .prop_flat_map(|(answers, blank)| {
            let range = (0..=answers).prop_flat_map(move |min| (Just(min), min..=answers));
            (Just(answers), Just(blank), range)
        })
        .prop_flat_map(|(answers, blank, (min, max))| {
            let chosen = (min..=max).prop_flat_map(move |count| {
                let order = Just((0..answers).collect::<Vec<_>>()).prop_shuffle();
                order.prop_map(move |order| order[..count].to_vec())
            });
            let votes_blank = prop::bool::weighted(if blank { 0.4 } else { 0.0 });
            (
                Just(question(answers, blank, min, max)),
                chosen,
                votes_blank,
            )
        })
        .prop_map(|(question, chosen, votes_blank)| {
            let mut row = vec![0; question.choices()];
            if votes_blank {
                row[0] = 1;
            } else {
                let first = usize::from(question.blank);
                chosen.iter().for_each(|option| row[first + option] = 1);
            }
            (question, row)
        })
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn an_allowed_vote_is_accepted_and_counted(
        asked in prop::collection::vec(question_and_choices(), 1..3),
        seed: u64,
    ) {
        let (questions, rows): (Vec<_>, Vec<_>) = asked.into_iter().unzip();
        let holders = Holders { single: 1, shared: None };
        let mut made = Made::<G>::new(seed, questions, holders, &[3]);
        made.vote(0, &rows.iter().map(|row| choices(row)).collect::<Vec<_>>());
        let (events, counts) = made.events(&[1]);
        let expected: Vec<Vec<u64>> =
            rows.iter().map(|row| row.iter().map(|one| one * 3).collect()).collect();
        prop_assert_eq!(&counts, &expected);
        prop_assert_eq!(verified(&archive(&events)).unwrap().result, Some(counts));
    }
}

fn scalar(seed: u64) -> Scalar {
    G::random(&mut ChaCha20Rng::seed_from_u64(seed))
}

fn power_of_g(exponent: &Scalar) -> <G as Group>::Element {
    G::power(&G::generator(), exponent)
}

fn power(seed: u64) -> <G as Group>::Element {
    power_of_g(&scalar(seed))
}

/// Changes one of the two numbers of a proof.
fn changed(proof: &Proof<G>, which: bool, by: u64) -> Proof<G> {
    let (mut other, by) = (*proof, G::scalar_from(by));
    if which {
        other.challenge += by;
    } else {
        other.response += by;
    }
    other
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn a_known_logarithm(seed: u64, prefix in ".{0,20}", which: bool, by in 1..u64::MAX) {
        let rng = &mut ChaCha20Rng::seed_from_u64(seed);
        let (secret, public) = (scalar(seed ^ 1), power(seed ^ 1));
        let proof = prove_log::<G, _>(&["x|", &prefix, "|"], &secret, power_of_g, rng);
        prop_assert!(verify_log(&["x|", &prefix, "|"], &public, &proof));
        prop_assert!(!verify_log(&["x|", &prefix, "||"], &public, &proof));
        prop_assert!(!verify_log(&["x|", &prefix, "|"], &power(seed ^ 2), &proof));
        prop_assert!(!verify_log(&["x|", &prefix, "|"], &public, &changed(&proof, which, by)));
    }

    #[test]
    fn equal_logarithms(seed: u64, which: bool, by in 1..u64::MAX, bad in 0..4_usize) {
        let rng = &mut ChaCha20Rng::seed_from_u64(seed);
        let (secret, alpha) = (scalar(seed ^ 1), power(seed ^ 2));
        let public = power(seed ^ 1);
        let factor = G::power(&alpha, &secret);
        let proof = prove_equal_logs::<G, _>(&["d|"], &alpha, &secret, rng);
        prop_assert!(verify_equal_logs(&["d|"], &public, &alpha, &factor, &proof));
        let other = changed(&proof, which, by);
        prop_assert!(!verify_equal_logs(&["d|"], &public, &alpha, &factor, &other));
        let mut given = [public, alpha, factor];
        let mut prefix = "d|";
        match given.get_mut(bad) {
            Some(one) => *one *= G::generator(),
            None => prefix = "d||",
        }
        prop_assert!(!verify_equal_logs(&[prefix], &given[0], &given[1], &given[2], &proof));
    }

    #[test]
    fn one_of_several(
        seed: u64,
        hidden in 0..4_u64,
        least in 0..3_u64,
        more in 0..3_u64,
        bad in 0..8_usize,
        by in 1..u64::MAX,
    ) {
        let rng = &mut ChaCha20Rng::seed_from_u64(seed);
        let key = power(seed ^ 3);
        let (secret, public) = (SecretBases::<G>::new(&key), PublicBases::<G>::new(&key));
        let opening = Opening::<G> { randomness: scalar(seed ^ 4), hidden };
        let ciphertext = Ciphertext::<G> {
            alpha: G::power(&G::generator(), &opening.randomness),
            beta: G::power(&key, &opening.randomness)
                * G::public_small_power(&G::generator(), hidden),
        };
        let claimed: Vec<u64> = (least..=least + more).collect();
        let statements: Vec<_> = claimed.iter().map(|claim| (opening, *claim)).collect();
        let proofs = prove_one_of(&["p|"], &statements, &secret, rng);
        let holds = |ciphertext: &Ciphertext<G>, proofs: &[Proof<G>], prefix: &str| {
            let branches: Vec<_> = claimed.iter().copied().zip(proofs.iter().copied()).collect();
            let found = commitments(ciphertext, &branches, &public, false);
            found.is_some_and(|found| adds_up(&[prefix], &found, proofs.iter().copied()))
        };
        // Zero or one is a proof for bits only: what is hidden there is 0 or 1.
        let true_one = claimed.contains(&hidden);
        prop_assert_eq!(holds(&ciphertext, &proofs, "p|"), true_one);
        prop_assert!(!holds(&ciphertext, &proofs, "q|"));
        let mut other = proofs.clone();
        let place = bad / 2 % other.len();
        other[place] = changed(&other[place], bad % 2 == 0, by);
        prop_assert!(!holds(&ciphertext, &other, "p|"));
        let shifted = ciphertext.plus(&Ciphertext { alpha: G::identity(), beta: G::generator() });
        prop_assert!(!holds(&shifted, &proofs, "p|"));
        let shifted = ciphertext.plus(&Ciphertext { alpha: key, beta: G::identity() });
        prop_assert!(!holds(&shifted, &proofs, "p|"));
    }
}

/// A whole election, made once: its archive, its events, itself.
type Whole = (Vec<u8>, Vec<(Kind, Vec<String>)>, Election<G>);
static WHOLE: LazyLock<Whole> = LazyLock::new(|| {
    let shape = ballot::v1::ceremony::Shape {
        size: 2,
        threshold: 1,
    };
    let holders = Holders {
        single: 1,
        shared: Some(shape),
    };
    let mut made = Made::<G>::new(5, vec![question(1, true, 1, 1)], holders, &[1, 2]);
    made.vote(0, &[choices(&[0, 1])]);
    made.vote(1, &[choices(&[1, 0])]);
    let (events, _) = made.events(&[1, 3]);
    (archive(&events), events, made.election)
});

/// A trustee's name is what she likes: nothing else says it.
const NAME: &str = "La « mairie »";

proptest! {
    #![proptest_config(config(150))]

    /// One character of what is recorded, another one put there, and every hash made right again.
    #[test]
    fn a_changed_record_is_refused(event: prop::sample::Index, record: prop::sample::Index, at: prop::sample::Index, by in "[0-9a-z\"{},: ]") {
        let (_, events, _) = &*WHOLE;
        let mut events = events.clone();
        let kinds: Vec<usize> = (0..events.len()).filter(|at| !events[*at].1.is_empty()).collect();
        let number = kinds[event.index(kinds.len())];
        let last_owner = number + 2 == events.len();
        let (kind, data) = &mut events[number];
        let record = record.index(data.len());
        let text = data[record].clone();
        let places: Vec<(usize, char)> = text.char_indices().collect();
        let (place, old) = places[at.index(places.len())];
        prop_assume!(by != old.to_string());
        data[record].replace_range(place..place + old.len_utf8(), &by);
        match kind {
            Kind::Setup if record < 3 => data[3] = setup_text(&[&data[0], &data[1], &data[2]]),
            Kind::PartialDecryption if record == 0 => {
                let owner = if last_owner { 3 } else { 1 };
                *data = owned(owner, &data[0]);
            }
            _ => {}
        }
        let name = text.find(NAME).map(|from| from..from + NAME.len());
        let free = name.is_some_and(|name| name.contains(&place));
        prop_assert!(free || verified(&archive(&events)).is_err(), "{by:?} at {place} of {text}");
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// One byte changed, a part taken out, doubled or filled: never accepted, never a crash.
    #[test]
    fn a_damaged_archive_is_refused(at: prop::sample::Index, length in 1..3000_usize, how in 0..5, byte: u8) {
        let (whole, ..) = &*WHOLE;
        let start = at.index(whole.len());
        let end = (start + length).min(whole.len());
        let mut bytes = whole.clone();
        match how {
            0 => bytes[start] = byte,
            1 => drop(bytes.drain(start..end)),
            2 => {
                let part = bytes[start..end].to_vec();
                bytes.splice(start..start, part);
            }
            3 => bytes[start..end].fill(byte),
            _ => bytes.truncate(start),
        }
        match verified(&bytes) {
            // An archive may end after any event.
            Ok(_) => prop_assert!(whole.starts_with(&bytes)),
            Err(refusal) => prop_assert!(refusal.place.offset.is_some() || start < 1024),
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600), text in ".{0,80}") {
        let (.., election) = &*WHOLE;
        for bytes in [&bytes[..], text.as_bytes()] {
            prop_assert!(verified(bytes).is_err());
            prop_assert!(SealedBallot::read(bytes, election).is_err());
            prop_assert!(Election::<G>::read(bytes).is_err());
            prop_assert!(Trustees::<G>::read(bytes).is_err() || bytes == b"[]");
            prop_assert!(PartialDecryption::<G>::read(bytes).is_err());
            prop_assert!(read_result(bytes).is_err());
        }
        if let Ok(credential) = Credential::read(&text) {
            prop_assert!(Credential::read(credential.as_str()).is_ok());
        }
    }
}
