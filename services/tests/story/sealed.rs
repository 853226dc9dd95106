//! What the stories of a sealed vote share: its trustees and their ceremony, its registrar, ballots as phones seal them.

use super::voting::{Ground, ground};
use crate::common::{REVIEWING, VOTING, at, budget_form};
use ballot::Code;
use ballot::v1::ceremony::{Published, Seed, Shape, certificate_text, certify, deal, receive};
use ballot::v1::credential::Credential;
use ballot::v1::election::Election;
use ballot::v1::group::{Belenios2048 as G, Group as _};
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::seal;
use ballot::v1::tally::{PartialDecryption, Tally};
use ballot::v1::trustee::TrusteeKey;
use ballot::v1::verifier::{Request, verify};
use civic::id::ProcessId;
use civic::permission::Actor;
use services::Tx;
use services::sealed::ceremony::{Step, begin, give, set_rights, state};
use services::sealed::{self, Ready, Receipt, Right, right};
use zeroize::Zeroizing;

/// A vote whose urn is open, what its trustees keep, and the credential of each voter.
pub struct Vote {
    pub g: Ground,
    pub keys: Vec<TrusteeKey<G>>,
    pub credentials: Vec<Credential>,
    pub ready: Ready,
    pub bases: SecretBases<G>,
}

/// The ceremony of three trustees of whom two are enough, as their devices make it. Gives what each one keeps.
pub async fn ceremony(tx: &mut Tx, g: &mut Ground) -> Vec<TrusteeKey<G>> {
    let slug = g.process.slug.clone();
    let addresses = ["un", "deux", "trois"].map(|name| format!("{name}@exemple.bzh"));
    begin(
        tx,
        &g.mayor,
        at(REVIEWING),
        &mut g.rng,
        &slug,
        &addresses,
        2,
    )
    .await
    .unwrap();
    let shape = Shape {
        size: 3,
        threshold: 2,
    };
    let seeds: Vec<Seed> = (0..3).map(|_| Seed::random(&mut g.rng)).collect();
    let mut people = Vec::new();
    for address in &addresses {
        let account = services::sign_in::account_of(tx, at(REVIEWING), &mut g.rng, address);
        let account = account.await.unwrap();
        people.push(store::account::actor(tx, &account).await.unwrap());
    }
    let certificates: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| certify::<G, _>(seed, shape, index, &mut g.rng))
        .collect();
    for (person, certificate) in people.iter().zip(&certificates) {
        let text = certificate_text(certificate);
        give(tx, person, &mut g.rng, &slug, Step::Certify, &text)
            .await
            .unwrap();
    }
    let dealings: Vec<_> = (1..)
        .zip(&seeds)
        .map(|(index, seed)| deal(seed, shape, index, &certificates, &mut g.rng).unwrap())
        .collect();
    for (person, dealing) in people.iter().zip(&dealings) {
        give(tx, person, &mut g.rng, &slug, Step::Deal, &dealing.text())
            .await
            .unwrap();
    }
    let mut shares = Vec::new();
    for (index, (person, seed)) in (1..).zip(people.iter().zip(&seeds)) {
        let share = receive(seed, shape, index, &certificates, &dealings, &mut g.rng).unwrap();
        let text = Published::of(&share).text();
        give(tx, person, &mut g.rng, &slug, Step::Publish, &text)
            .await
            .unwrap();
        shares.push(share.key);
    }
    let step = rehearse(tx, g, &people, &shares).await;
    assert_eq!(step, Step::Ready);
    shares
}

/// Each opens the rehearsal twice: from the file, then from the paper.
pub async fn rehearse(
    tx: &mut Tx,
    g: &mut Ground,
    people: &[Actor],
    shares: &[TrusteeKey<G>],
) -> Step {
    let slug = g.process.slug.clone();
    let mut last = Step::FromFile;
    for step in [Step::FromFile, Step::FromPaper] {
        for (person, key) in people.iter().zip(shares) {
            let state = state(tx, person, &slug).await.unwrap();
            assert_eq!(state.step, step);
            let kept = &state.ceremony.rehearsal;
            let election = Election::<G>::read(kept.election.as_bytes()).unwrap();
            let tally = Tally::read(kept.sum.as_bytes(), kept.size.as_bytes()).unwrap();
            let part = PartialDecryption::make(&election, &tally, key, &mut g.rng).text();
            last = give(tx, person, &mut g.rng, &slug, step, &part)
                .await
                .unwrap();
        }
    }
    last
}

/// A process whose urn is sealed, with rights made this way.
pub fn sealed_form(urn: &str) -> services::process::Form {
    services::process::Form {
        urn: urn.to_owned(),
        ..budget_form()
    }
}

/// The registrar's device sends the public parts of the rights it made.
pub async fn offered(tx: &mut Tx, g: &mut Ground, rights: &[Right]) -> services::Result<()> {
    let slug = g.process.slug.clone();
    let (mayor, address) = (g.mayor.clone(), "registre@exemple.bzh");
    set_rights(tx, &mayor, at(REVIEWING), &mut g.rng, &slug, "", address)
        .await
        .unwrap();
    let account = services::sign_in::account_of(tx, at(REVIEWING), &mut g.rng, address);
    let account = account.await.unwrap();
    let registrar = store::account::actor(tx, &account).await.unwrap();
    let (_, uuid, _) = right::registry(tx, &registrar, &slug).await.unwrap();
    let list = right::List::of(&uuid, rights.to_vec())?;
    right::offer(tx, &registrar, at(REVIEWING), &mut g.rng, &slug, &list).await
}

pub async fn open(tx: &mut Tx, g: &mut Ground, at_: &str) -> services::Result<()> {
    let id = g.process.id.clone();
    let plan = sealed::plan(tx, &id).await?;
    let list = right::list(&plan, &services::random(&mut g.rng))?;
    sealed::open(tx, at(at_), &mut g.rng, &id, &list).await
}

pub async fn opened(tx: &mut Tx, voters: usize) -> Vote {
    let mut g = ground(tx, &sealed_form("sealed_letter"), voters).await;
    let keys = ceremony(tx, &mut g).await;
    let slug = g.process.slug.clone();
    let uuid = state(tx, &g.mayor, &slug).await.unwrap().ceremony.uuid;
    let table = G::secret_table(&G::generator());
    let credentials: Vec<Credential> = (0..voters)
        .map(|_| Credential::random(&mut g.rng))
        .collect();
    let rights: Vec<Right> = credentials
        .iter()
        .map(|one| (G::element_text(&one.key::<G>(&uuid, &table).public()), 1))
        .collect();
    offered(tx, &mut g, &rights).await.unwrap();
    open(tx, &mut g, VOTING).await.unwrap();
    Vote {
        keys,
        ..Vote::of(tx, g, credentials).await
    }
}

/// What ties a right to an account, as a browser makes it of the right and of the account's mark.
pub fn tag(who: usize) -> String {
    ballot::text::hex(&ballot::text::sha256(format!("{who}").as_bytes()))
}

impl Vote {
    /// The vote of an urn that is open, with these rights.
    pub async fn of(tx: &mut Tx, g: Ground, credentials: Vec<Credential>) -> Vote {
        let kept = store::election::get(tx, &g.process.id, false).await;
        let ready = Ready::of(&kept.unwrap().unwrap().definition).unwrap();
        let bases = SecretBases::new(&ready.election.key);
        Vote {
            g,
            keys: Vec::new(),
            credentials,
            ready,
            bases,
        }
    }

    /// A ballot as a phone would seal it, with a voter's credential.
    pub fn sealed(&mut self, whose: usize, chosen: &[usize]) -> String {
        let uuid = &self.ready.election.draft.uuid;
        let key = self.credentials[whose].key::<G>(uuid, &self.bases.g);
        let choices = self.ready.election.questions()[0].choices();
        let row = (0..choices)
            .map(|i| u64::from(chosen.contains(&i)))
            .collect();
        let rows = [Zeroizing::new(row)];
        seal(
            &self.ready.election,
            &key,
            &rows,
            &self.bases,
            &mut self.g.rng,
        )
        .unwrap()
    }

    pub async fn cast(&self, tx: &mut Tx, who: usize, text: &str) -> services::Result<Receipt> {
        let checked = sealed::check(&self.ready, text.to_owned())?;
        let person = &self.g.people[who];
        let slug = &self.g.process.slug;
        sealed::cast(tx, person, at(VOTING), slug, &checked, &tag(who)).await
    }

    pub async fn vote(&mut self, tx: &mut Tx, who: usize, chosen: &[usize]) -> Receipt {
        let text = self.sealed(who, chosen);
        self.cast(tx, who, &text).await.unwrap()
    }

    /// A trustee's part, made on her device from what is public.
    pub async fn part(&mut self, tx: &mut Tx, trustee: usize) -> String {
        let archive = archive(tx, &self.g.process.id).await;
        let found = store::election::last_of(tx, &self.g.process.id, "EncryptedTally").await;
        let (_, bytes) = found.unwrap().unwrap();
        let records = ballot::archive::contents(&bytes).unwrap();
        let tally = Tally::<G>::read(records[0], records[1]).unwrap();
        assert!(archive.len() > bytes.len());
        let (key, rng) = (&self.keys[trustee], &mut self.g.rng);
        PartialDecryption::make(&self.ready.election, &tally, key, rng).text()
    }
}

pub async fn archive(tx: &mut Tx, process: &ProcessId) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut from = 0;
    loop {
        let piece = sealed::archive(tx, process, from, sealed::PIECE)
            .await
            .unwrap();
        if piece.is_empty() {
            return whole;
        }
        whole.extend(piece);
        from += sealed::PIECE;
    }
}

pub fn verified(archive: &[u8], heads: &[&str]) -> Result<ballot::v1::verifier::Report, Code> {
    let heads = heads
        .iter()
        .map(|h| ballot::text::hash_from_hex(h).unwrap());
    let request = Request {
        threads: 2,
        heads: heads.collect(),
        tracker: None,
    };
    verify(archive, &request, &mut |_| {}).map_err(|refusal| refusal.code)
}
