//! The sealed vote, from the opening of the urn to its result, on both databases; the verifier of `ballot` and, where
//! it is installed, `belenios-tool` 2.0 judge what can be downloaded.

use super::voting::{Ground, ground};
use crate::common::{Base, CLOSED, REVIEWING, VOTING, at, budget_form};
use crate::on_both;
use ballot::Code;
use ballot::v1::credential::Credential;
use ballot::v1::group::{Belenios2048 as G, Group as _};
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::seal;
use ballot::v1::tally::{PartialDecryption, Tally};
use ballot::v1::trustee::{Trustee, TrusteeKey, Trustees};
use ballot::v1::verifier::{Request, verify};
use civic::id::ProcessId;
use civic::process::Act;
use services::sealed::{self, Ready, Receipt, Setup};
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

fn setup(g: &mut Ground, voters: usize) -> (Setup, Vec<TrusteeKey<G>>, Vec<Credential>) {
    let rng = &mut g.rng;
    let keys: Vec<TrusteeKey<G>> = (0..2).map(|_| TrusteeKey::random(rng)).collect();
    let list = keys
        .iter()
        .map(|key| Trustee::Single(key.publish(None, rng)))
        .collect();
    let credentials: Vec<Credential> = (0..voters).map(|_| Credential::random(rng)).collect();
    let setup = Setup {
        trustees: Trustees { list }.text(),
        rights: Vec::new(),
    };
    (setup, keys, credentials)
}

async fn opened(tx: &mut Tx, voters: usize) -> Vote {
    let mut g = ground(tx, &budget_form(), voters).await;
    let (mut given, keys, credentials) = setup(&mut g, voters);
    // the rights are those of the election's identifier, which the ballot's draft takes here
    let slug = g.process.slug.clone();
    let uuid = sealed::uuid(&mut g.rng);
    let table = G::secret_table(&G::generator());
    given.rights = credentials
        .iter()
        .map(|one| (G::element_text(&one.key::<G>(&uuid, &table).public()), 1))
        .collect();
    sealed::open(tx, &g.mayor, at(VOTING), &mut g.rng, &slug, &uuid, &given)
        .await
        .unwrap();
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
        sealed::cast(tx, person, at(VOTING), &self.g.process.slug, &checked).await
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
        let piece = sealed::archive(tx, process, from).await.unwrap();
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
    let again = vote.vote(&mut tx, 0, &[3]).await;
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
    let place = sealed::place(&mut tx, &id, &published.tracker, 100)
        .await
        .unwrap();
    assert_eq!((place.event.height, place.after.len()), (55, 1));
    assert_eq!(place.event.hash, published.head);
    assert_eq!(place.after[0].hash, again.head);
    assert!(sealed::close(&mut tx, at(VOTING), &id).await.is_err());

    assert!(sealed::close(&mut tx, at(CLOSED), &id).await.unwrap());
    assert!(!sealed::close(&mut tx, at(CLOSED), &id).await.unwrap());
    let late = vote.sealed(57, &[1]);
    let late = vote.cast(&mut tx, 57, &late).await;
    assert!(matches!(late, Err(Error::Closed(Act::Vote))));
    let (first, second) = (vote.part(&mut tx, 0).await, vote.part(&mut tx, 1).await);
    let mut rng = vote.g.rng.clone();
    // a part in another's name, one that comes twice, and one of nobody
    for (owner, part, code) in [
        (2, &first, Code::DecryptionProof),
        (3, &first, Code::DecryptionOwner),
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
    let tally = sealed::add_decryption(&mut tx, at(CLOSED), &mut rng, &id, 2, &second).await;
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
    let refused = sealed::cast(&mut tx, &visitor, at(VOTING), &slug, &ballot).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let early = sealed::cast(&mut tx, &vote.g.people[3], at(REVIEWING), &slug, &ballot).await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let page = sealed::page(&mut tx, &visitor, &slug, 0, 100)
        .await
        .unwrap();
    assert_eq!((page.turnout, page.events.len()), ((6, 1), 3));
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
    let mut g = ground(&mut tx, &budget_form(), 4).await;
    let (mut given, _, credentials) = setup(&mut g, 4);
    let uuid = sealed::uuid(&mut g.rng);
    let table = G::secret_table(&G::generator());
    let right = |n: usize| G::element_text(&credentials[n].key::<G>(&uuid, &table).public());
    given.rights = vec![(right(0), 1), (right(1), 1)];
    let slug = g.process.slug.clone();
    let mut cases = Vec::new();
    for (code, change) in [
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
        let rights = change;
        cases.push((
            code,
            Setup {
                rights,
                ..given.clone()
            },
        ));
    }
    cases.push((
        Code::TrusteeNone,
        Setup {
            trustees: "[]".to_owned(),
            ..given.clone()
        },
    ));
    for (code, setup) in cases {
        let refused = sealed::open(
            &mut tx,
            &g.mayor,
            at(VOTING),
            &mut g.rng,
            &slug,
            &uuid,
            &setup,
        )
        .await;
        assert!(
            matches!(refused, Err(Error::Sealed(c)) if c == code),
            "{code:?}: {refused:?}"
        );
    }
    let early = sealed::open(
        &mut tx,
        &g.mayor,
        at(REVIEWING),
        &mut g.rng,
        &slug,
        &uuid,
        &given,
    )
    .await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let citizen = g.people[0].clone();
    let refused = sealed::open(
        &mut tx,
        &citizen,
        at(VOTING),
        &mut g.rng,
        &slug,
        &uuid,
        &given,
    )
    .await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    sealed::open(
        &mut tx,
        &g.mayor,
        at(VOTING),
        &mut g.rng,
        &slug,
        &uuid,
        &given,
    )
    .await
    .unwrap();
    let again = sealed::open(
        &mut tx,
        &g.mayor,
        at(VOTING),
        &mut g.rng,
        &slug,
        &uuid,
        &given,
    )
    .await;
    assert!(matches!(again, Err(Error::Conflict)));
    // an ordinary count must not take the empty ordinary urn for the vote
    let count = services::tally::close(&mut tx, at(CLOSED), &mut g.rng, &g.process.id).await;
    assert!(matches!(count, Err(Error::Conflict)));
}
on_both!(what_cannot_be_opened);
