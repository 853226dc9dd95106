//! An election made wholly by the crate, step by step, so that a test can spoil any of them.

use ballot::archive::{Head, Kind, begin};
use ballot::v1::ceremony::{self, Dealing, Seed, Shape};
use ballot::v1::credential::{Credential, CredentialKey, public_list};
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::group::Group;
use ballot::v1::proof::{Ciphertext, PublicBases, SecretBases};
use ballot::v1::seal::{Choices, seal};
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::{Counts, PartialDecryption, Tally, open, owned_text, result_text};
use ballot::v1::trustee::{Pedersen, PublicKey, Trustee, TrusteeKey, Trustees};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

pub const UUID: &str = "TikerMadeThis1";

/// A question as tests write it.
pub fn question(answers: usize, blank: bool, min: usize, max: usize) -> Question {
    Question {
        question: format!("Où planter « l’arbre » ? ({min} à {max})"),
        answers: (1..=answers)
            .map(|number| format!("Réponse {number}"))
            .collect(),
        blank,
        min,
        max,
    }
}

pub fn choices(bits: &[u64]) -> Choices {
    Zeroizing::new(bits.to_vec())
}

/// Who decrypts: how many alone, and a group of which some are enough.
#[derive(Clone, Copy)]
pub struct Holders {
    pub single: usize,
    pub shared: Option<Shape>,
}

/// An election, and every secret of it.
pub struct Made<G: Group> {
    pub rng: ChaCha20Rng,
    pub election: Election<G>,
    pub trustees: Trustees<G>,
    /// In the order of the owners' numbers.
    pub keys: Vec<TrusteeKey<G>>,
    pub voters: Vec<(CredentialKey<G>, u64)>,
    pub bases: SecretBases<G>,
    /// The text of each ballot with the number of its voter.
    pub ballots: Vec<(usize, String)>,
}

impl<G: Group> Made<G> {
    pub fn new(seed: u64, questions: Vec<Question>, holders: Holders, weights: &[u64]) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut keys = Vec::new();
        let mut list = Vec::new();
        for number in 0..holders.single {
            let key = TrusteeKey::<G>::random(&mut rng);
            let name = (number == 0).then(|| "La « mairie »".to_owned());
            list.push(Trustee::Single(key.publish(name, &mut rng)));
            keys.push(key);
        }
        if let Some(shape) = holders.shared {
            let (pedersen, shares) = shared(shape, &mut rng);
            list.push(Trustee::Pedersen(pedersen));
            keys.extend(shares);
        }
        let trustees = Trustees { list };
        let draft = Draft {
            name: "Votation d’essai".into(),
            description: "Fabriquée de \"zéro\" \\ <b>".into(),
            uuid: UUID.into(),
            questions,
            administrator: Some("Mairie".into()),
            credential_authority: None,
        };
        let election = Election::new(draft, trustees.check().unwrap()).unwrap();
        let bases = SecretBases::<G>::new(&election.key);
        let voter = |weight: &u64| (Credential::random(&mut rng).key(UUID, &bases.g), *weight);
        let voters = weights.iter().map(voter).collect();
        Self {
            rng,
            election,
            trustees,
            keys,
            voters,
            bases,
            ballots: Vec::new(),
        }
    }

    pub fn vote(&mut self, voter: usize, choices: &[Choices]) {
        let key = &self.voters[voter].0;
        let ballot = seal(&self.election, key, choices, &self.bases, &mut self.rng).unwrap();
        self.ballots.push((voter, ballot));
    }

    pub fn credentials(&self) -> String {
        let list: Vec<_> = self
            .voters
            .iter()
            .map(|(key, weight)| (key.public(), *weight))
            .collect();
        public_list::<G>(&list)
    }

    /// The sum, computed here the simple way.
    pub fn tally(&self) -> Tally<G> {
        let bases = PublicBases::new(&self.election.key);
        let last: BTreeMap<usize, &String> = self
            .ballots
            .iter()
            .map(|(voter, ballot)| (*voter, ballot))
            .collect();
        let mut tally = Tally::empty(self.election.questions());
        for (voter, ballot) in last {
            let read = SealedBallot::read(ballot.as_bytes(), &self.election).unwrap();
            let ciphertexts: Vec<Vec<Ciphertext<G>>> = read.check(&self.election, &bases).unwrap();
            tally.add(&ciphertexts, self.voters[voter].1);
        }
        tally
    }

    /// The events of the archive up to the end of the vote.
    pub fn votes(&self) -> Vec<(Kind, Vec<String>)> {
        let election = self.election.text.clone();
        let (trustees, credentials) = (self.trustees.text(), self.credentials());
        let setup = setup_text(&[&election, &trustees, &credentials]);
        let mut events = vec![(Kind::Setup, vec![election, trustees, credentials, setup])];
        events.extend(
            self.ballots
                .iter()
                .map(|(_, ballot)| (Kind::Ballot, vec![ballot.clone()])),
        );
        events.push((Kind::EndBallots, vec![]));
        events
    }

    /// All events; these owners decrypt.
    pub fn events(&mut self, owners: &[usize]) -> (Vec<(Kind, Vec<String>)>, Counts) {
        let mut events = self.votes();
        let tally = self.tally();
        events.push((Kind::EncryptedTally, vec![tally.text(), tally.sized_text()]));
        let mut parts = Vec::new();
        for owner in owners {
            let key = &self.keys[owner - 1];
            let part = PartialDecryption::make(&self.election, &tally, key, &mut self.rng);
            events.push((Kind::PartialDecryption, owned(*owner, &part.text())));
            parts.push((*owner, part));
        }
        let counts = open(&self.trustees, &tally, &parts).unwrap();
        events.push((Kind::Result, vec![result_text(&counts)]));
        (events, counts)
    }
}

pub fn owned(owner: usize, part: &str) -> Vec<String> {
    let hash = ballot::text::sha256(part.as_bytes());
    vec![part.to_owned(), owned_text(owner, &hash)]
}

pub fn setup_text(parts: &[&str; 3]) -> String {
    let [election, trustees, credentials] =
        parts.map(|part| ballot::text::hex(&ballot::text::sha256(part.as_bytes())));
    format!(
        "{{\"election\":\"{election}\",\"trustees\":\"{trustees}\",\"credentials\":\"{credentials}\"}}"
    )
}

/// An archive of events, every hash right.
pub fn archive(events: &[(Kind, Vec<String>)]) -> Vec<u8> {
    archive_with_head(events).0
}

pub fn archive_with_head(events: &[(Kind, Vec<String>)]) -> (Vec<u8>, Head) {
    let (mut bytes, mut head) = begin(1_795_550_810);
    for (kind, data) in events {
        let data: Vec<&str> = data.iter().map(String::as_str).collect();
        bytes.extend(head.append(*kind, &data));
    }
    (bytes, head)
}

/// A whole key ceremony.
pub fn shared<G: Group>(shape: Shape, rng: &mut ChaCha20Rng) -> (Pedersen<G>, Vec<TrusteeKey<G>>) {
    let seeds: Vec<Seed> = (0..shape.size).map(|_| Seed::random(rng)).collect();
    let certificates: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| ceremony::certify::<G, _>(seed, shape, index, rng))
        .collect();
    let dealings: Vec<Dealing<G>> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| ceremony::deal(seed, shape, index, &certificates, rng).unwrap())
        .collect();
    let mut keys = Vec::new();
    let mut verification_keys: Vec<PublicKey<G>> = Vec::new();
    let mut signatures = Vec::new();
    for (index, seed) in (1..).zip(&seeds) {
        let share = ceremony::receive(seed, shape, index, &certificates, &dealings, rng).unwrap();
        keys.push(share.key);
        verification_keys.push(share.public);
        signatures.push(share.signature);
    }
    let pedersen = Pedersen {
        threshold: shape.threshold,
        certificates,
        commitments: dealings
            .into_iter()
            .map(|dealing| dealing.commitments)
            .collect(),
        signatures: Some(signatures),
        verification_keys,
    };
    (pedersen, keys)
}
