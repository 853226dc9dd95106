//! The sealed vote, from the opening of the urn to its result, on both databases; the verifier of `ballot` and, where
//! it is installed, `belenios-tool` 2.0 judge what can be downloaded.

use super::voting::{Ground, ground};
use crate::common::{Base, CLOSED, REVIEWING, VOTING, at, budget_form};
use crate::on_both;
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
use civic::process::Act;
use services::sealed::ceremony::{Step, begin, give, set_rights, state};
use services::sealed::{self, Ready, Receipt, Right, right};
use services::{Error, Tx};
use zeroize::Zeroizing;

/// A vote whose urn is open, what its trustees keep, and the credential of each voter.
struct Vote {
    g: Ground,
    keys: Vec<TrusteeKey<G>>,
    credentials: Vec<Credential>,
    ready: Ready,
    bases: SecretBases<G>,
}

/// The ceremony of three trustees of whom two are enough, as their devices make it. Gives what each one keeps.
async fn ceremony(tx: &mut Tx, g: &mut Ground) -> Vec<TrusteeKey<G>> {
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
async fn rehearse(tx: &mut Tx, g: &mut Ground, people: &[Actor], shares: &[TrusteeKey<G>]) -> Step {
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
fn sealed_form(urn: &str) -> services::process::Form {
    services::process::Form {
        urn: urn.to_owned(),
        ..budget_form()
    }
}

/// The registrar's device sends the public parts of the rights it made.
async fn offered(tx: &mut Tx, g: &mut Ground, rights: &[Right]) -> services::Result<()> {
    let slug = g.process.slug.clone();
    let (mayor, address) = (g.mayor.clone(), "registre@exemple.bzh");
    set_rights(tx, &mayor, at(REVIEWING), &mut g.rng, &slug, "", address)
        .await
        .unwrap();
    let account = services::sign_in::account_of(tx, at(REVIEWING), &mut g.rng, address);
    let account = account.await.unwrap();
    let registrar = store::account::actor(tx, &account).await.unwrap();
    let (_, uuid, _) = right::registry(tx, &registrar, &slug).await.unwrap();
    right::offer(
        tx,
        &registrar,
        at(REVIEWING),
        &mut g.rng,
        &slug,
        &uuid,
        rights,
    )
    .await
}

async fn open(tx: &mut Tx, g: &mut Ground, at_: &str) -> services::Result<()> {
    let id = g.process.id.clone();
    let plan = sealed::plan(tx, &id).await?;
    let spares = right::make(&plan, &services::random(&mut g.rng))?;
    sealed::open(tx, at(at_), &mut g.rng, &id, &spares).await
}

async fn opened(tx: &mut Tx, voters: usize) -> Vote {
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
    let kept = store::election::get(tx, &g.process.id, false)
        .await
        .unwrap();
    let ready = Ready::of(&kept.unwrap().definition).unwrap();
    let bases = SecretBases::new(&ready.election.key);
    Vote {
        g,
        keys,
        credentials,
        ready,
        bases,
    }
}

/// What ties a right to an account, as a browser makes it of the right and of the account's mark.
fn tag(who: usize) -> String {
    ballot::text::hex(&ballot::text::sha256(format!("{who}").as_bytes()))
}

impl Vote {
    /// A ballot as a phone would seal it, with a voter's credential.
    fn sealed(&mut self, whose: usize, chosen: &[usize]) -> String {
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

    async fn cast(&self, tx: &mut Tx, who: usize, text: &str) -> services::Result<Receipt> {
        let checked = sealed::check(&self.ready, text.to_owned())?;
        let person = &self.g.people[who];
        let slug = &self.g.process.slug;
        sealed::cast(tx, person, at(VOTING), slug, &checked, &tag(who)).await
    }

    async fn vote(&mut self, tx: &mut Tx, who: usize, chosen: &[usize]) -> Receipt {
        let text = self.sealed(who, chosen);
        self.cast(tx, who, &text).await.unwrap()
    }

    /// A trustee's part, made on her device from what is public.
    async fn part(&mut self, tx: &mut Tx, trustee: usize) -> String {
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

async fn archive(tx: &mut Tx, process: &ProcessId) -> Vec<u8> {
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

fn verified(archive: &[u8], heads: &[&str]) -> Result<ballot::v1::verifier::Report, Code> {
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

async fn from_the_urn_to_the_result(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 60).await;
    let mut last = None;
    for who in 0..55 {
        last = Some(vote.vote(&mut tx, who, &[who % 4, (who + 1) % 4]).await);
    }
    let published = last.unwrap();
    assert_eq!((published.event, published.replaced), (55, false));
    // the first voter votes again: the last ballot counts, the urn keeps both
    let last_text = vote.sealed(0, &[3]);
    let again = vote.cast(&mut tx, 0, &last_text).await.unwrap();
    assert!(again.replaced);
    let id = vote.g.process.id.clone();
    let slug = vote.g.process.slug.clone();
    let page = sealed::page(&mut tx, &vote.g.mayor, &slug, 50, 100)
        .await
        .unwrap();
    assert_eq!(
        (page.head.events, page.turnout, page.events.len()),
        (57, (60, 55), 7)
    );
    let place = sealed::place(&mut tx, &id, &published.tracker)
        .await
        .unwrap();
    let (tracker, words) = sealed::tracker(&place.event.payload).unwrap();
    assert_eq!(tracker, published.tracker);
    let by_words = sealed::place(&mut tx, &id, &words.to_uppercase()).await;
    assert_eq!(by_words.unwrap(), place);
    for none in ["", "abeille", &"A".repeat(43)] {
        let absent = sealed::place(&mut tx, &id, none).await;
        assert!(matches!(absent, Err(Error::NotFound)), "{none}");
    }
    assert_eq!((place.event.height, place.after.len()), (55, 1));
    assert_eq!(place.event.hash, published.head);
    assert_eq!(place.after[0].hash, again.head);
    assert!(
        sealed::close(&mut tx, at(VOTING), &mut vote.g.rng, &id)
            .await
            .is_err()
    );

    assert!(
        sealed::close(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
            .await
            .unwrap()
    );
    assert!(
        !sealed::close(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
            .await
            .unwrap()
    );
    let late = vote.sealed(57, &[1]);
    let person = &vote.g.people[57];
    let early = sealed::expected(&mut tx, person, at(CLOSED), &slug, &late).await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let late = vote.cast(&mut tx, 57, &late).await;
    assert!(matches!(late, Err(Error::Closed(Act::Vote))));
    // the answer to the last ballot was lost at the close: sent again, it has its receipt all the same
    let person = &vote.g.people[0];
    sealed::expected(&mut tx, person, at(CLOSED), &slug, &last_text)
        .await
        .unwrap();
    let checked = sealed::check(&vote.ready, last_text).unwrap();
    let same = sealed::cast(&mut tx, person, at(CLOSED), &slug, &checked, &tag(0)).await;
    assert_eq!(same.unwrap().tracker, again.tracker);
    // the second trustee has lost her key
    let (first, third) = (vote.part(&mut tx, 0).await, vote.part(&mut tx, 2).await);
    let mut rng = vote.g.rng.clone();
    // a part in another's name, one that comes twice, and one of nobody
    for (owner, part, code) in [
        (2, &first, Code::DecryptionProof),
        (4, &first, Code::DecryptionOwner),
        (0, &first, Code::DecryptionOwner),
    ] {
        let refused = sealed::add_decryption(&mut tx, at(CLOSED), &mut rng, &id, owner, part).await;
        assert!(
            matches!(refused, Err(Error::Sealed(c)) if c == code),
            "{owner}"
        );
    }
    let one = sealed::add_decryption(&mut tx, at(CLOSED), &mut rng, &id, 1, &first).await;
    assert!(one.unwrap().is_none(), "one trustee alone opens nothing");
    let twice = sealed::add_decryption(&mut tx, at(CLOSED), &mut rng, &id, 1, &first).await;
    assert!(matches!(twice, Err(Error::Sealed(Code::DecryptionTwice))));
    let tally = sealed::add_decryption(&mut tx, at(CLOSED), &mut rng, &id, 3, &third).await;
    let tally = tally.unwrap().unwrap();
    assert_eq!((tally.voters, tally.ballots), (55, 55));
    // 55 people chose two of four in turn; the first of them changed from 0 and 1 to 3
    let votes: Vec<_> = tally.outcome.projects.iter().map(|t| t.votes).collect();
    let expected: Vec<u64> = (0..4)
        .map(|p| {
            (1..55).filter(|w| w % 4 == p || (w + 1) % 4 == p).count() as u64 + u64::from(p == 3)
        })
        .collect();
    assert_eq!(votes, expected);

    let whole = archive(&mut tx, &id).await;
    let report = verified(&whole, &[&published.head, &again.head]).unwrap();
    assert!(report.complete());
    assert_eq!(report.result, Some(vec![expected]));
    assert_eq!((report.ballots, report.voters), (56, 55));
    judged(&whole, &report.election.uuid);
    tx.commit().await.unwrap();
}
on_both!(from_the_urn_to_the_result);

/// The program that nobody here wrote says the same; where it is not installed, other tests say so.
fn judged(archive: &[u8], uuid: &str) {
    use std::process::Command;
    let version = Command::new("belenios-tool").arg("--version").output();
    if !version.is_ok_and(|v| v.stdout.starts_with(b"2.0 ")) {
        return;
    }
    let folder = std::env::temp_dir().join(format!("tiker-urn-{uuid}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{uuid}.bel")), archive).unwrap();
    let mut tool = Command::new("belenios-tool");
    let verdict = tool.args(["election", "verify", "--dir"]).arg(&folder);
    let verdict = verdict.output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        verdict.status.success(),
        "{}",
        String::from_utf8_lossy(&verdict.stderr)
    );
}

async fn one_person_one_right(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 6).await;
    let first = vote.sealed(0, &[0]);
    let receipt = vote.cast(&mut tx, 0, &first).await.unwrap();
    // sent twice, since the answer was lost: the same receipt
    let same = vote.cast(&mut tx, 0, &first).await.unwrap();
    assert_eq!(
        (&same.tracker, same.event),
        (&receipt.tracker, receipt.event)
    );
    tx.commit().await.unwrap();

    // what is refused is undone as a whole, as the edge does
    let mut tx = base.db.write().await.unwrap();
    let other = vote.sealed(1, &[1]);
    let refused = vote.cast(&mut tx, 0, &other).await;
    assert!(matches!(refused, Err(Error::OtherRight)), "a second right");
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    let stolen = vote.sealed(0, &[2]);
    let refused = vote.cast(&mut tx, 1, &stolen).await;
    assert!(matches!(refused, Err(Error::OtherRight)), "another's right");
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    vote.vote(&mut tx, 0, &[1, 2]).await;
    let back = vote.cast(&mut tx, 0, &first).await;
    assert!(
        matches!(back, Err(Error::Sealed(Code::BallotDuplicate))),
        "an old vote put back"
    );
    // whoever has voted cannot replace another voter's ballot with that voter's right, which a registrar may have kept
    vote.vote(&mut tx, 4, &[0]).await;
    tx.commit().await.unwrap();
    let mut tx = base.db.write().await.unwrap();
    let stolen = vote.sealed(0, &[2]);
    let refused = vote.cast(&mut tx, 4, &stolen).await;
    assert!(matches!(refused, Err(Error::OtherRight)), "another's vote");
    let text = vote.sealed(5, &[0]);
    let untied = sealed::check(&vote.ready, text).unwrap();
    let (person, slug) = (&vote.g.people[5], &vote.g.process.slug);
    let refused = sealed::cast(&mut tx, person, at(VOTING), slug, &untied, "").await;
    assert!(matches!(refused, Err(Error::Sealed(Code::JsonForm))));
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    let unknown = Credential::random(&mut vote.g.rng);
    vote.credentials[2] = unknown;
    let nobody = vote.sealed(2, &[0]);
    let refused = vote.cast(&mut tx, 2, &nobody).await;
    assert!(matches!(
        refused,
        Err(Error::Sealed(Code::BallotCredential))
    ));
    let visitor = civic::permission::Actor::visitor();
    let text = vote.sealed(3, &[0]);
    let ballot = sealed::check(&vote.ready, text).unwrap();
    let slug = vote.g.process.slug.clone();
    let refused = sealed::cast(&mut tx, &visitor, at(VOTING), &slug, &ballot, &tag(3)).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let early = sealed::cast(
        &mut tx,
        &vote.g.people[3],
        at(REVIEWING),
        &slug,
        &ballot,
        &tag(3),
    )
    .await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let page = sealed::page(&mut tx, &visitor, &slug, 0, 100)
        .await
        .unwrap();
    assert_eq!((page.turnout, page.events.len()), ((6, 2), 4));
    tx.commit().await.unwrap();
}
on_both!(one_person_one_right);

async fn what_the_server_takes_out_shows(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 4).await;
    let id = vote.g.process.id.clone();
    let mut heads = Vec::new();
    for who in 0..3 {
        heads.push(vote.vote(&mut tx, who, &[who]).await.head);
    }
    let whole = archive(&mut tx, &id).await;
    assert!(verified(&whole, &[&heads[0], &heads[2]]).is_ok());
    // somebody with the database makes an archive again without the second ballot, all hashes right
    let setup = store::election::bytes(&mut tx, &id, 0, 1)
        .await
        .unwrap()
        .concat();
    let mut walk = ballot::archive::reader::Walk::begin(&setup[..]).unwrap();
    walk.event().unwrap();
    let (mut forged, mut head) = (setup.clone(), walk.head());
    for place in [1, 3] {
        let piece = store::election::bytes(&mut tx, &id, place, 1)
            .await
            .unwrap()
            .concat();
        let records = ballot::archive::contents(&piece).unwrap();
        let ballot = std::str::from_utf8(records[0]).unwrap();
        forged.extend(head.append(ballot::archive::Kind::Ballot, &[ballot]));
    }
    assert!(
        verified(&forged, &[&heads[0]]).is_ok(),
        "by itself it looks right"
    );
    for published in &heads[1..] {
        assert_eq!(verified(&forged, &[published]), Err(Code::HeadMissing));
    }
}
on_both!(what_the_server_takes_out_shows);

async fn what_cannot_be_opened(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_letter"), 4).await;
    let slug = g.process.slug.clone();
    let none = open(&mut tx, &mut g, VOTING).await;
    assert!(
        matches!(none, Err(Error::NotFound)),
        "no ceremony: {none:?}"
    );
    ceremony(&mut tx, &mut g).await;
    let uuid = state(&mut tx, &g.mayor, &slug).await.unwrap().ceremony.uuid;
    let table = G::secret_table(&G::generator());
    let credentials = [(); 2].map(|()| Credential::random(&mut g.rng));
    let right = |n: usize| G::element_text(&credentials[n].key::<G>(&uuid, &table).public());
    let good = vec![(right(0), 1), (right(1), 1)];
    for (code, rights) in [
        (
            Code::CredentialDuplicate,
            vec![(right(0), 1), (right(0), 1)],
        ),
        (Code::CredentialWeight, vec![(right(0), 0)]),
        (Code::KeyTrivial, vec![("1".to_owned(), 1)]),
        (Code::NumberForm, vec![("pas un nombre".to_owned(), 1)]),
        (Code::NumberLeadingZero, vec![("02".to_owned(), 1)]),
        (Code::NotInGroup, vec![("2".to_owned(), 1)]),
    ] {
        let refused = offered(&mut tx, &mut g, &rights).await;
        assert!(
            matches!(refused, Err(Error::Sealed(c)) if c == code),
            "{code:?}: {refused:?}"
        );
    }
    let empty = open(&mut tx, &mut g, VOTING).await;
    assert!(matches!(empty, Err(Error::Conflict)), "nobody may vote");
    let citizen = g.people[0].clone();
    let refused = right::registry(&mut tx, &citizen, &slug).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    offered(&mut tx, &mut g, &good).await.unwrap();
    let early = open(&mut tx, &mut g, REVIEWING).await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let due = store::election::to_open(&mut tx, at(VOTING)).await.unwrap();
    assert_eq!(due, [g.process.id.clone()]);
    open(&mut tx, &mut g, VOTING).await.unwrap();
    let due = store::election::to_open(&mut tx, at(VOTING)).await.unwrap();
    assert!(due.is_empty());
    let again = open(&mut tx, &mut g, VOTING).await;
    assert!(matches!(again, Err(Error::Conflict)));
    // an ordinary count must not take the empty ordinary urn for the vote, and the trustees stay who they are
    let count = services::tally::close(&mut tx, at(CLOSED), &mut g.rng, &g.process.id).await;
    assert!(matches!(count, Err(Error::Conflict)));
    let two = ["a@exemple.bzh".to_owned(), "b@exemple.bzh".to_owned()];
    let begun = begin(&mut tx, &g.mayor, at(VOTING), &mut g.rng, &slug, &two, 2).await;
    assert!(matches!(begun, Err(Error::Conflict)));
}
on_both!(what_cannot_be_opened);

async fn a_ceremony_goes_step_by_step(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_letter"), 4).await;
    let (slug, mayor) = (g.process.slug.clone(), g.mayor.clone());
    let address = |name: &str| format!("{name}@exemple.bzh");
    for (addresses, threshold, field) in [
        (vec![address("seule")], 1, "trustees"),
        (vec![address("a"), address("a")], 2, "trustees"),
        (
            vec![address("a"), "pas une adresse".to_owned()],
            2,
            "trustees",
        ),
        (vec![address("a"), address("b")], 3, "threshold"),
        (vec![address("a"), address("b")], 1, "threshold"),
    ] {
        let refused = begin(
            &mut tx,
            &mayor,
            at(REVIEWING),
            &mut g.rng,
            &slug,
            &addresses,
            threshold,
        )
        .await;
        let Err(Error::Fields(errors)) = refused else {
            panic!("{addresses:?} {refused:?}")
        };
        assert_eq!(errors.0[0].0, field);
    }
    let addresses = [address("un"), address("deux")];
    begin(
        &mut tx,
        &mayor,
        at(REVIEWING),
        &mut g.rng,
        &slug,
        &addresses,
        2,
    )
    .await
    .unwrap();
    let open = open(&mut tx, &mut g, VOTING).await;
    assert!(
        matches!(open, Err(Error::Conflict)),
        "nobody has made a key"
    );
    let mut people = Vec::new();
    for one in &addresses {
        let account = services::sign_in::account_of(&mut tx, at(REVIEWING), &mut g.rng, one);
        let account = account.await.unwrap();
        people.push(store::account::actor(&mut tx, &account).await.unwrap());
    }
    let shape = Shape {
        size: 2,
        threshold: 2,
    };
    let seed = Seed::random(&mut g.rng);
    let mine = certificate_text(&certify::<G, _>(&seed, shape, 1, &mut g.rng));
    let elsewhere = Shape {
        size: 3,
        threshold: 2,
    };
    let other = certificate_text(&certify::<G, _>(&seed, elsewhere, 1, &mut g.rng));
    let stranger = g.people[0].clone();
    let refused = give(&mut tx, &stranger, &mut g.rng, &slug, Step::Certify, &mine).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let refused = give(&mut tx, &mayor, &mut g.rng, &slug, Step::Certify, &mine).await;
    assert!(
        matches!(refused, Err(Error::Refused(_))),
        "the town hall is no trustee"
    );
    for text in [other.as_str(), "", "{}"] {
        let refused = give(&mut tx, &people[0], &mut g.rng, &slug, Step::Certify, text).await;
        assert!(matches!(refused, Err(Error::Sealed(_))), "{text}");
    }
    let early = give(&mut tx, &people[0], &mut g.rng, &slug, Step::Deal, &mine).await;
    assert!(matches!(early, Err(Error::Conflict)));
    for _ in 0..2 {
        let step = give(&mut tx, &people[0], &mut g.rng, &slug, Step::Certify, &mine).await;
        assert_eq!(
            step.unwrap(),
            Step::Certify,
            "sent twice, kept once; the other has not sent hers"
        );
    }
    let changed = certificate_text(&certify::<G, _>(
        &Seed::random(&mut g.rng),
        shape,
        1,
        &mut g.rng,
    ));
    let refused = give(
        &mut tx,
        &people[0],
        &mut g.rng,
        &slug,
        Step::Certify,
        &changed,
    )
    .await;
    assert!(matches!(refused, Err(Error::Conflict)));
    let second = Seed::random(&mut g.rng);
    let hers = certificate_text(&certify::<G, _>(&second, shape, 2, &mut g.rng));
    let step = give(&mut tx, &people[1], &mut g.rng, &slug, Step::Certify, &hers).await;
    assert_eq!(step.unwrap(), Step::Deal);
    let state = state(&mut tx, &people[1], &slug).await.unwrap();
    assert_eq!(
        state.number_of(people[1].account.as_ref().unwrap()),
        Some(2)
    );
}
on_both!(a_ceremony_goes_step_by_step);

async fn rights_of_the_server_are_handed_out(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_server"), 6).await;
    let (slug, mayor) = (g.process.slug.clone(), g.mayor.clone());
    ceremony(&mut tx, &mut g).await;
    for (number, field) in [("0", "spares"), ("100001", "spares"), ("huit", "spares")] {
        let refused = set_rights(
            &mut tx,
            &mayor,
            at(REVIEWING),
            &mut g.rng,
            &slug,
            number,
            "",
        )
        .await;
        assert!(
            matches!(refused, Err(Error::Fields(e)) if e.of(field).is_some()),
            "{number}"
        );
    }
    set_rights(&mut tx, &mayor, at(REVIEWING), &mut g.rng, &slug, "8", "")
        .await
        .unwrap();
    open(&mut tx, &mut g, VOTING).await.unwrap();
    let kept = store::election::get(&mut tx, &g.process.id, false)
        .await
        .unwrap();
    let ready = Ready::of(&kept.unwrap().definition).unwrap();
    let bases = SecretBases::new(&ready.election.key);
    let people = g.people.clone();
    // she loses her phone before she votes, and is handed another right: one vote, whichever she uses
    let mut handed = Vec::new();
    for _ in 0..2 {
        let right = right::take(&mut tx, &people[0], at(VOTING), &mut g.rng, &slug)
            .await
            .unwrap();
        handed.push(Credential::read(&right).unwrap());
    }
    assert!(handed[0] != handed[1]);
    let visitor = Actor::visitor();
    let refused = right::take(&mut tx, &visitor, at(VOTING), &mut g.rng, &slug).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let late = right::take(&mut tx, &people[1], at(CLOSED), &mut g.rng, &slug).await;
    assert!(matches!(late, Err(Error::Closed(Act::Vote))));
    let mut vote = Vote {
        g,
        keys: Vec::new(),
        credentials: handed,
        ready,
        bases,
    };
    let text = vote.sealed(1, &[0]);
    vote.cast(&mut tx, 0, &text).await.unwrap();
    let used = right::take(&mut tx, &people[0], at(VOTING), &mut vote.g.rng, &slug).await;
    assert!(matches!(used, Err(Error::AlreadyVoted)));
    tx.commit().await.unwrap();
    let mut tx = base.db.write().await.unwrap();
    let text = vote.sealed(0, &[1]);
    let refused = vote.cast(&mut tx, 0, &text).await;
    assert!(
        matches!(refused, Err(Error::OtherRight)),
        "the lost phone makes no second vote"
    );
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    for n in 0..5 {
        let right = right::take(&mut tx, &people[1], at(VOTING), &mut vote.g.rng, &slug).await;
        assert!(right.is_ok(), "{n}");
    }
    let sixth = right::take(&mut tx, &people[1], at(VOTING), &mut vote.g.rng, &slug).await;
    assert!(matches!(sixth, Err(Error::NoRight)));
    right::take(&mut tx, &people[2], at(VOTING), &mut vote.g.rng, &slug)
        .await
        .unwrap();
    let none = right::take(&mut tx, &people[3], at(VOTING), &mut vote.g.rng, &slug).await;
    assert!(matches!(none, Err(Error::NoRight)), "eight were made");
}
on_both!(rights_of_the_server_are_handed_out);

async fn rights_made_on_phones(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_phone"), 4).await;
    let slug = g.process.slug.clone();
    let people = g.people.clone();
    let table = G::secret_table(&G::generator());
    let none = right::register(&mut tx, &people[0], &slug, "x", "2").await;
    assert!(matches!(none, Err(Error::Conflict)), "no ceremony yet");
    ceremony(&mut tx, &mut g).await;
    let uuid = state(&mut tx, &g.mayor, &slug).await.unwrap().ceremony.uuid;
    let mut made = Vec::new();
    // the first one loses her phone before the vote and makes another right
    for who in [0, 0, 1] {
        let credential = Credential::random(&mut g.rng);
        let public = G::element_text(&credential.key::<G>(&uuid, &table).public());
        let other = right::register(&mut tx, &people[who], &slug, "ailleurs", &public).await;
        assert!(matches!(other, Err(Error::Conflict)));
        // sent twice, since the answer was lost
        for _ in 0..2 {
            right::register(&mut tx, &people[who], &slug, &uuid, &public)
                .await
                .unwrap();
        }
        made.push(credential);
    }
    let bad = right::register(&mut tx, &people[2], &slug, &uuid, "2").await;
    assert!(matches!(bad, Err(Error::Sealed(Code::NotInGroup))));
    open(&mut tx, &mut g, VOTING).await.unwrap();
    let late = right::register(&mut tx, &people[2], &slug, &uuid, "2").await;
    assert!(matches!(late, Err(Error::Conflict)));
    let handed = right::take(&mut tx, &people[2], at(VOTING), &mut g.rng, &slug).await;
    assert!(
        matches!(handed, Err(Error::Conflict)),
        "the server has none"
    );
    let kept = store::election::get(&mut tx, &g.process.id, false).await;
    let ready = Ready::of(&kept.unwrap().unwrap().definition).unwrap();
    let bases = SecretBases::new(&ready.election.key);
    let mut vote = Vote {
        g,
        keys: Vec::new(),
        credentials: made,
        ready,
        bases,
    };
    let text = vote.sealed(1, &[0]);
    vote.cast(&mut tx, 0, &text).await.unwrap();
    let page = sealed::page(&mut tx, &Actor::visitor(), &slug, 0, 9).await;
    assert_eq!(page.unwrap().turnout, (3, 1));
}
on_both!(rights_made_on_phones);

async fn heads_are_signed(base: Base) {
    use ed25519_dalek::{Signature, VerifyingKey};
    use services::sealed::head;
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 5).await;
    let slug = vote.g.process.slug.clone();
    let visitor = Actor::visitor();
    assert_eq!(head::sign(&mut tx, at(VOTING)).await.unwrap(), 1);
    assert_eq!(head::sign(&mut tx, at(VOTING)).await.unwrap(), 0);
    let receipt = vote.vote(&mut tx, 0, &[1]).await;
    // within the hour nothing is due; after it the head holds the ballot
    assert_eq!(head::sign(&mut tx, at(VOTING)).await.unwrap(), 0);
    let later = at(VOTING).plus_seconds(3600);
    assert_eq!(head::sign(&mut tx, later).await.unwrap(), 1);
    assert_eq!(
        head::sign(&mut tx, later.plus_seconds(9000)).await.unwrap(),
        0
    );
    let (process, heads) = head::newest(&mut tx, &visitor, &slug).await.unwrap();
    assert_eq!(heads.len(), 2);
    assert_eq!((&heads[0].hash, heads[0].events), (&receipt.head, 2));
    let holding = store::signed_head::holding(&mut tx, &process.id, receipt.event).await;
    assert_eq!(holding.unwrap().as_ref(), Some(&heads[0]));
    let bytes = |hex: &str| -> Vec<u8> {
        (0..hex.len() / 2)
            .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
            .collect()
    };
    let public: [u8; 32] = bytes(&head::public_key(tx.vault())).try_into().unwrap();
    let public = VerifyingKey::from_bytes(&public).unwrap();
    for one in &heads {
        let text = head::statement(&process, one.events, &one.hash, one.at);
        let signature: [u8; 64] = bytes(&one.signature).try_into().unwrap();
        let signature = Signature::from_bytes(&signature);
        public.verify_strict(text.as_bytes(), &signature).unwrap();
        let other = head::statement(&process, one.events + 1, &one.hash, one.at);
        assert!(public.verify_strict(other.as_bytes(), &signature).is_err());
    }
    // after the close each step has its head at once
    let id = process.id.clone();
    sealed::close(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
        .await
        .unwrap();
    assert_eq!(head::sign(&mut tx, at(CLOSED)).await.unwrap(), 1);
}
on_both!(heads_are_signed);
