//! What a trustee's device and a checked phone rely on: a sum that everybody makes again, a key that is that of the
//! ceremony, a ballot that is opened instead of being cast.
#![allow(clippy::unwrap_used)]

use ballot::Code;
use ballot::generator::Generator;
use ballot::v1::ceremony::{Published, Seed, Shape, certify, deal, joint_key, receive, trustees};
use ballot::v1::credential::Credential;
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::group::{Belenios2048 as G, Group as _};
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::{opened, seal};
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::{PartialDecryption, Tally, open};
use zeroize::Zeroizing;

const SHAPE: Shape = Shape {
    size: 2,
    threshold: 2,
};

fn question(answers: usize) -> Question {
    Question {
        question: "?".to_owned(),
        answers: (0..answers).map(|n| format!("{n}")).collect(),
        blank: false,
        min: 1,
        max: 2,
    }
}

fn draft(questions: Vec<Question>) -> Draft {
    Draft {
        uuid: "RepetitionUne1".to_owned(),
        name: "Répétition".to_owned(),
        questions,
        ..Draft::default()
    }
}

#[test]
fn a_known_sum_opens_to_what_is_known_and_the_key_is_that_of_the_ceremony() {
    let mut rng = Generator::new(&[7; 32]);
    let seeds = [(); 2].map(|()| Seed::random(&mut rng));
    let certificates: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(i, seed)| certify::<G, _>(seed, SHAPE, i, &mut rng))
        .collect();
    let dealings: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(i, seed)| deal(seed, SHAPE, i, &certificates, &mut rng).unwrap())
        .collect();
    let shares: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(i, seed)| receive(seed, SHAPE, i, &certificates, &dealings, &mut rng).unwrap())
        .collect();
    let key = joint_key(SHAPE, &certificates, &dealings).unwrap();
    let published = shares.iter().map(Published::of).collect();
    let all = trustees(SHAPE, certificates.clone(), &dealings, published).unwrap();
    assert!(all.check().unwrap() == key);
    // a dealing less, or one of somebody else, is another key or none
    assert!(joint_key(SHAPE, &certificates, &dealings[..1]).is_err());
    let swapped = [dealings[1].clone(), dealings[0].clone()];
    assert!(joint_key(SHAPE, &certificates, &swapped).is_err());

    let election = Election::<G>::new(draft(vec![question(3)]), key).unwrap();
    let counts = [4, 0, 9];
    let tally = Tally::known(&election, &counts, &[3; 32]).unwrap();
    assert_eq!(tally, Tally::known(&election, &counts, &[3; 32]).unwrap());
    assert_ne!(tally, Tally::known(&election, &counts, &[4; 32]).unwrap());
    let parts: Vec<_> = (1..)
        .zip(&shares)
        .map(|(i, share)| {
            let part = PartialDecryption::make(&election, &tally, &share.key, &mut rng);
            (i, part)
        })
        .collect();
    assert_eq!(open(&all, &tally, &parts).unwrap(), [counts.to_vec()]);
    let few = Tally::known(&election, &counts[..2], &[3; 32]);
    assert_eq!(few.unwrap_err().code, Code::BallotChoices);
}

#[test]
fn an_opened_ballot_says_what_it_holds_and_nothing_else() {
    let mut rng = Generator::new(&[8; 32]);
    let key = G::public_power(&G::generator(), &G::random(&mut rng));
    let election = Election::<G>::new(draft(vec![question(4)]), key).unwrap();
    let bases = SecretBases::new(&election.key);
    let voter = Credential::random(&mut rng).key::<G>(&election.draft.uuid, &bases.g);
    let chosen = || Zeroizing::new(vec![0, 1, 0, 1]);
    let random = [5; 32];
    let text = seal(
        &election,
        &voter,
        &[chosen()],
        &bases,
        &mut Generator::new(&random),
    )
    .unwrap();
    let ballot = SealedBallot::read(text.as_bytes(), &election).unwrap();
    let says = |row: Vec<u64>, random: [u8; 32]| {
        let mut generator = Generator::new(&random);
        opened(
            &election,
            &ballot,
            &Zeroizing::new(row),
            &bases,
            &mut generator,
        )
    };
    assert!(says(vec![0, 1, 0, 1], random).is_ok());
    for (row, random, code) in [
        (vec![1, 1, 0, 0], random, Code::BallotOpening),
        (vec![0, 1, 0, 0], random, Code::BallotOpening),
        (vec![0, 1, 0, 1], [6; 32], Code::BallotOpening),
        (vec![1, 1, 0, 1], random, Code::ChoicesNotAllowed),
        (vec![0, 1], random, Code::BallotChoices),
    ] {
        assert_eq!(says(row, random).unwrap_err().code, code);
    }
    let two = Election::<G>::new(draft(vec![question(2), question(2)]), key).unwrap();
    let rows = [Zeroizing::new(vec![1, 0]), Zeroizing::new(vec![0, 1])];
    let text = seal(&two, &voter, &rows, &bases, &mut rng).unwrap();
    let ballot = SealedBallot::read(text.as_bytes(), &two).unwrap();
    let refused = opened(&two, &ballot, &rows[0], &bases, &mut rng);
    assert_eq!(refused.unwrap_err().code, Code::QuestionUnsupported);
}
