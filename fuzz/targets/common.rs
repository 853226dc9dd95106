//! A small election that was voted in, to spoil.

use ballot::archive::{Kind, begin};
use ballot::text::{hex, sha256};
use ballot::v1::credential::{Credential, public_list};
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::group::Belenios2048 as G;
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::seal;
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
    let [a, b, c] = [0, 1, 2].map(|at: usize| hex(&sha256(parts[at].as_bytes())));
    let setup = format!("{{\"election\":\"{a}\",\"trustees\":\"{b}\",\"credentials\":\"{c}\"}}");
    let events = vec![
        (Kind::Setup, [&parts[..], &[setup]].concat()),
        (Kind::Ballot, vec![ballot.clone()]),
        (Kind::EndBallots, vec![]),
    ];
    Made {
        election,
        ballot,
        events,
    }
}

#[allow(dead_code, reason = "one target of three writes archives")]
pub fn archive(events: &[(Kind, Vec<String>)]) -> Vec<u8> {
    let (mut bytes, mut head) = begin(1_795_550_810);
    for (kind, data) in events {
        let data: Vec<&str> = data.iter().map(String::as_str).collect();
        bytes.extend(head.append(*kind, &data));
    }
    bytes
}
