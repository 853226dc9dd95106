//! A small election that was voted in and counted, to spoil: by edits, so that a fuzzer gets past the first
//! hash and the first bracket.
#![allow(dead_code, reason = "one target of two writes archives")]

use ballot::archive::{Kind, begin};
use ballot::text::{hex, sha256};
use ballot::v1::credential::{Credential, public_list};
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::group::Belenios2048 as G;
use ballot::v1::proof::{PublicBases, SecretBases};
use ballot::v1::seal::seal;
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::{PartialDecryption, Tally, open, owned_text, result_text};
use ballot::v1::trustee::{Trustee, TrusteeKey, Trustees};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use zeroize::Zeroizing;

pub struct Made {
    pub election: Election<G>,
    pub ballot: String,
    pub events: Vec<(Kind, Vec<String>)>,
}

pub fn made() -> Made {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let uuid = "TikerFuzzed123";
    let key = TrusteeKey::<G>::random(&mut rng);
    let trustees = Trustees {
        list: vec![Trustee::Single(key.publish(None, &mut rng))],
    };
    let question = Question {
        question: "?".into(),
        answers: vec!["A".into()],
        blank: true,
        min: 1,
        max: 1,
    };
    let draft = Draft {
        uuid: uuid.into(),
        questions: vec![question],
        ..Draft::default()
    };
    let election = Election::<G>::new(draft, key.public()).unwrap();
    let bases = SecretBases::<G>::new(&election.key);
    let voter = Credential::random(&mut rng).key::<G>(uuid, &bases.g);
    let rows = [Zeroizing::new(vec![0, 1])];
    let ballot = seal(&election, &voter, &rows, &bases, &mut rng).unwrap();
    let parts = [
        election.text.clone(),
        trustees.text(),
        public_list::<G>(&[(voter.public(), 1)]),
    ];
    let setup = setup_text(&parts[0], &parts[1], &parts[2]);
    let bases = PublicBases::new(&election.key);
    let read = SealedBallot::read(ballot.as_bytes(), &election).unwrap();
    let mut tally = Tally::empty(election.questions());
    tally.add(&read.check(&election, &bases).unwrap(), 1);
    let part = PartialDecryption::make(&election, &tally, &key, &mut rng);
    let (text, parts_made) = (part.text(), [(1, part)]);
    let counts = open(&trustees, &tally, &parts_made).unwrap();
    let events = vec![
        (Kind::Setup, [&parts[..], &[setup]].concat()),
        (Kind::Ballot, vec![ballot.clone()]),
        (Kind::EndBallots, vec![]),
        (Kind::EncryptedTally, vec![tally.text(), tally.sized_text()]),
        (Kind::PartialDecryption, vec![text.clone(), owned(&text)]),
        (Kind::Result, vec![result_text(&counts)]),
    ];
    Made {
        election,
        ballot,
        events,
    }
}

pub fn setup_text(election: &str, trustees: &str, credentials: &str) -> String {
    let [a, b, c] = [election, trustees, credentials].map(|text| hex(&sha256(text.as_bytes())));
    format!("{{\"election\":\"{a}\",\"trustees\":\"{b}\",\"credentials\":\"{c}\"}}")
}

pub fn owned(part: &str) -> String {
    owned_text(1, &sha256(part.as_bytes()))
}

/// The text with edits: each a place (two bytes), how many bytes go, how many come, and those.
pub fn edited(text: &[u8], mut edits: &[u8]) -> Vec<u8> {
    let mut out = text.to_vec();
    while let [high, low, gone, come, rest @ ..] = edits {
        let at = usize::from(u16::from_be_bytes([*high, *low])) % (out.len() + 1);
        let end = (at + usize::from(*gone)).min(out.len());
        let (new, rest) = rest.split_at(usize::from(*come).min(rest.len()));
        out.splice(at..end, new.iter().copied());
        edits = rest;
    }
    out
}

pub fn archive(events: &[(Kind, Vec<String>)]) -> Vec<u8> {
    let (mut bytes, mut head) = begin(1_795_550_810);
    for (kind, data) in events {
        let data: Vec<&str> = data.iter().map(String::as_str).collect();
        bytes.extend(head.append(*kind, &data));
    }
    bytes
}
