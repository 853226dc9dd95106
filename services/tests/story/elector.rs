//! The electoral roll: brought, decided on, matched at the desk, replaced, deleted by its date, on both databases. The
//! people are invented.

use crate::common::{Base, CLOSED, VOTING, at, budget_form, holder, rng};
use crate::on_both;
use crate::voting::{Ground, ground};
use civic::device::Device;
use civic::elector::{Kept, Report, examine, file};
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Level, Refusal, Role};
use rand_chacha::ChaCha20Rng;
use services::civil::Proved;
use services::document::{self, Document, Seen};
use services::elector::{self, DRAFT_SECONDS, LONGEST_SECONDS, Match};
use services::{Error, Tx, process, session, vote};

const DAY: i64 = 24 * 3600;
const TITLES: &str = "libellé du type de liste;nom de naissance;prénoms;date de naissance;code commune de naissance;code du bureau de vote";

fn read(lines: &[&str]) -> (Report, Vec<Kept>) {
    let text = format!("{TITLES}\n{}\n", lines.join("\n"));
    let read = file::read(text.as_bytes()).unwrap();
    examine(&read.electors, read.findings)
}

struct Hall {
    rng: ChaCha20Rng,
    chief: Actor,
    agent: Actor,
    here: [u8; 16],
}

async fn hall(tx: &mut Tx, seed: u64) -> Hall {
    let mut rng = rng(seed);
    let chief = holder(tx, &mut rng, "dgs@exemple.bzh", &[Role::Administrator]).await;
    let agent = holder(tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let owner = chief.account.as_ref().unwrap();
    let here = session::open(
        tx,
        at(VOTING),
        &mut rng,
        owner,
        Proof::Passkey,
        Device::default(),
    );
    let here = here.await.unwrap();
    Hall {
        rng,
        chief,
        agent,
        here,
    }
}

impl Hall {
    async fn bring(&mut self, tx: &mut Tx, lines: &[&str]) -> String {
        let (report, kept) = read(lines);
        let here = Some(&self.here);
        let roll = elector::begin(tx, &self.chief, at(VOTING), &mut self.rng, here).await;
        let roll = roll.unwrap();
        elector::add(tx, &roll, &kept).await.unwrap();
        elector::arrived(tx, &roll, &report).await.unwrap();
        roll
    }

    async fn adopt(&mut self, tx: &mut Tx, roll: &str, days: i64) -> services::Result<()> {
        let now = at(VOTING);
        let by = (&self.chief, Some(&self.here));
        let day = Some(now.plus_seconds(days * DAY));
        elector::adopt(tx, by, now, &mut self.rng, roll, day).await
    }

    /// What the desk finds, and on the roll.
    async fn check(&mut self, tx: &mut Tx, who: &Actor, document: [&str; 4]) -> Match {
        match self.reads(tx, who, document, Seen::Document).await {
            Proved::Known(Some(found)) => found,
            other => panic!("{other:?}"),
        }
    }

    async fn reads(&mut self, tx: &mut Tx, who: &Actor, document: [&str; 4], seen: Seen) -> Proved {
        let [birth_name, given_names, born, place] = document.map(str::to_owned);
        let document = Document {
            birth_name,
            given_names,
            born,
            place,
        };
        let (account, rng) = (who.account.as_ref().unwrap(), &mut self.rng);
        let what = (&document, seen);
        let found = document::check(tx, &self.agent, at(VOTING), rng, account, what).await;
        found.unwrap()
    }
}

async fn level(tx: &mut Tx, who: &Actor) -> Level {
    let id = who.account.as_ref().unwrap();
    store::account::actor(tx, id).await.unwrap().level
}

const ANNE: &str = "Liste principale;LE GOFF;Anne, Marie;03/05/1961;56007;0001";
const ELSEWHERE: &str = "Liste principale;LE GOFF;Anne Marie;03/05/1961;29019;0002";
const YANN: &str = "Liste principale;RIOU;Yann;00/00/1953;;0003";
const CARLA: &str = "Liste complémentaire municipale;ROSSI;Carla;03/05/1980;99127;0001";

async fn a_person_is_recognised_by_her_document_and_has_one_voice(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut hall = hall(&mut tx, 1).await;
    let anne = holder(&mut tx, &mut hall.rng, "anne@exemple.bzh", &[]).await;
    let other = holder(&mut tx, &mut hall.rng, "anne2@exemple.bzh", &[]).await;
    let roll = hall.bring(&mut tx, &[ANNE, ELSEWHERE, YANN, CARLA]).await;
    let document = ["Le Goff", "ANNE MARIE", "1961-05-03", "56007"];
    // a roll that nobody decided on is no roll
    let early = elector::current(&mut tx).await.unwrap();
    assert_eq!(early, None);
    hall.adopt(&mut tx, &roll, 30).await.unwrap();
    assert_eq!(elector::current(&mut tx).await.unwrap().unwrap().voters, 4);
    let unknown = hall
        .check(&mut tx, &anne, ["Le Goff", "Anne", "03/05/1961", ""])
        .await;
    assert_eq!(unknown, Match::Nobody);
    // the agent looks again: all given names. What was noted is taken back first, so that no account changes its owner unseen
    let again = ["Le Goff", "Anne Marie", "03/05/1961", ""];
    let differs = hall.reads(&mut tx, &anne, again, Seen::Document).await;
    assert_eq!(differs, Proved::Differs);
    let (now, agent, id) = (
        at(VOTING),
        hall.agent.clone(),
        anne.account.clone().unwrap(),
    );
    document::take_back(&mut tx, &agent, now, &mut hall.rng, &id)
        .await
        .unwrap();
    // two of these names and this date: the birthplace tells
    let several = hall
        .check(&mut tx, &anne, ["Le Goff", "Anne Marie", "03/05/1961", ""])
        .await;
    assert_eq!(several, Match::Several);
    assert_eq!(level(&mut tx, &anne).await, Level::Identified);
    let station = |code: &str| Match::Attached {
        station: code.to_owned(),
    };
    for _ in 0..2 {
        assert_eq!(hall.check(&mut tx, &anne, document).await, station("0001"));
    }
    assert_eq!(level(&mut tx, &anne).await, Level::Elector);
    // the same person with another account
    let mine = anne.account.clone().unwrap();
    let twice = hall.reads(&mut tx, &other, document, Seen::Document).await;
    assert_eq!(twice, Proved::Elsewhere(mine.clone()));
    assert_eq!(level(&mut tx, &other).await, Level::Mailbox);
    let yann = ["Riou", "Yann", "1953", ""];
    assert_eq!(hall.check(&mut tx, &other, yann).await, station("0003"));
    let id = anne.account.as_ref().unwrap();
    let known = document::station(&mut tx, &hall.agent, id).await.unwrap();
    assert_eq!(known.as_deref(), Some("0001"));
    // a voter stays one when it is seen where she lives, and is a resident when the roll has gone
    let lives = hall.reads(&mut tx, &anne, document, Seen::Residence).await;
    assert_eq!(lives, Proved::Known(Some(station("0001"))));
    assert_eq!(level(&mut tx, &anne).await, Level::Elector);
    // undone at the desk, the voter is free for whoever shows the document
    let (now, agent) = (at(VOTING), hall.agent.clone());
    document::take_back(&mut tx, &agent, now, &mut hall.rng, id)
        .await
        .unwrap();
    assert_eq!(level(&mut tx, &anne).await, Level::Mailbox);
    assert_eq!(document::station(&mut tx, &agent, id).await.unwrap(), None);
    assert_eq!(hall.check(&mut tx, &anne, document).await, station("0001"));
    // what is no code of the geography, no date yet, and no given name, is told at its field
    for (wrong, field) in [
        (["Le Goff", "Anne", "1961", "ABCDE"], "place"),
        (["Le Goff", "Anne", "2099", ""], "born"),
        (["Le Goff", "", "1961", ""], "given_names"),
    ] {
        let [birth_name, given_names, born, place] = wrong.map(str::to_owned);
        let document = Document {
            birth_name,
            given_names,
            born,
            place,
        };
        let what = (&document, Seen::Document);
        let refused = document::check(&mut tx, &agent, now, &mut hall.rng, id, what).await;
        assert!(
            matches!(&refused, Err(Error::Fields(errors)) if errors.of(field).is_some()),
            "{field}: {refused:?}"
        );
    }
    // and nobody vouches for herself
    let own = hall.agent.account.clone().unwrap();
    let what = (&Document::default(), Seen::Document);
    let refused = document::check(&mut tx, &agent, now, &mut hall.rng, &own, what).await;
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::NotYours))),
        "{refused:?}"
    );
}
on_both!(a_person_is_recognised_by_her_document_and_has_one_voice);

/// Anybody may hold a copy of the roll: it lets nobody vote.
async fn somebody_with_the_whole_roll_cannot_cast_one_vote(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut hall = hall(&mut tx, 2).await;
    let thief = holder(&mut tx, &mut hall.rng, "voleuse@exemple.bzh", &[]).await;
    let roll = hall.bring(&mut tx, &[ANNE, YANN, CARLA]).await;
    hall.adopt(&mut tx, &roll, 30).await.unwrap();
    let now = at(VOTING);
    let mine: &AccountId = thief.account.as_ref().unwrap();
    for (name, given, born, place) in [
        ("LE GOFF", "Anne, Marie", "03/05/1961", "56007"),
        ("RIOU", "Yann", "00/00/1953", ""),
        ("ROSSI", "Carla", "03/05/1980", "99127"),
    ] {
        let [birth_name, given_names, born, place] = [name, given, born, place].map(str::to_owned);
        let document = Document {
            birth_name,
            given_names,
            born,
            place,
        };
        for actor in [&thief, &hall.chief, &Actor::visitor()] {
            let what = (&document, Seen::Residence);
            let refused = document::check(&mut tx, actor, now, &mut rng(9), mine, what).await;
            assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        }
    }
    // in a vote for people on the roll she has no voice, on paper neither
    let vote = a_vote(&mut tx).await;
    let (slug, chosen) = (vote.process.slug.clone(), vote.ids[..1].to_vec());
    let cast = vote::cast(&mut tx, &thief, now, &mut rng(9), &slug, &chosen, None).await;
    let level = Refusal::Level(Level::Elector);
    assert!(
        matches!(cast, Err(Error::Refused(why)) if why == level),
        "{cast:?}"
    );
    let agent = hall.agent.clone();
    let paper = vote::on_paper(&mut tx, &agent, now, &mut rng(9), &slug, mine).await;
    assert!(
        matches!(paper, Err(Error::Refused(why)) if why == level),
        "{paper:?}"
    );
    assert!(vote::open_for(&mut tx, now, mine).await.unwrap().is_empty());
    // nor is a name of it in the database
    let rows = tx
        .all("SELECT key_hash, name_hash, station FROM elector", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert_eq!(row.get::<Vec<u8>>(0).unwrap().len(), 32);
        assert_eq!(row.get::<Vec<u8>>(1).unwrap().len(), 32);
        assert_eq!(row.get::<String>(2).unwrap().len(), 4);
    }
    for roll in store::elector::rolls(&mut tx).await.unwrap() {
        for name in ["GOFF", "goff", "riou", "1961", "Carla"] {
            assert!(!roll.report.contains(name), "{}", roll.report);
        }
    }
}
on_both!(somebody_with_the_whole_roll_cannot_cast_one_vote);

/// A vote that only people on the roll may cast, open now.
async fn a_vote(tx: &mut Tx) -> Ground {
    let form = process::Form {
        level_to_vote: "elector".to_owned(),
        ..budget_form()
    };
    ground(tx, &form, 5).await
}

/// While such a vote is open no line of the roll is freed: else one person would vote with two accounts.
async fn nobody_votes_twice_by_being_recognised_twice(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut hall = hall(&mut tx, 5).await;
    let vote = a_vote(&mut tx).await;
    let slug = vote.process.slug.clone();
    let yann = holder(&mut tx, &mut hall.rng, "yann@exemple.bzh", &[]).await;
    let other = holder(&mut tx, &mut hall.rng, "yann2@exemple.bzh", &[]).await;
    let roll = hall.bring(&mut tx, &[ANNE, YANN]).await;
    hall.adopt(&mut tx, &roll, 1).await.unwrap();
    let document = ["Riou", "Yann", "1953", ""];
    hall.check(&mut tx, &yann, document).await;
    let yann = store::account::actor(&mut tx, yann.account.as_ref().unwrap())
        .await
        .unwrap();
    let (now, chosen) = (at(VOTING), vote.ids[..1].to_vec());
    vote::cast(&mut tx, &yann, now, &mut rng(7), &slug, &chosen, None)
        .await
        .unwrap();
    let (agent, mine) = (hall.agent.clone(), yann.account.clone().unwrap());
    let undone = document::take_back(&mut tx, &agent, now, &mut rng(7), &mine).await;
    assert!(matches!(undone, Err(Error::Conflict)), "{undone:?}");
    // nor is her account somebody else's now
    let carla = ["Rossi", "Carla", "03/05/1980", "99127"];
    let other_person = hall.reads(&mut tx, &yann, carla, Seen::Document).await;
    assert_eq!(other_person, Proved::Differs);
    let by = (&hall.chief.clone(), Some(&hall.here.clone()));
    let deleted = elector::delete(&mut tx, by, now, &mut rng(7), &roll).await;
    assert!(matches!(deleted, Err(Error::Conflict)), "{deleted:?}");
    // nor by its date; a newer roll knows whose line it is
    elector::sweep(&mut tx, now.plus_seconds(2 * DAY))
        .await
        .unwrap();
    assert!(elector::current(&mut tx).await.unwrap().is_some());
    let newer = hall.bring(&mut tx, &[YANN, CARLA]).await;
    hall.adopt(&mut tx, &newer, 1).await.unwrap();
    let again = hall.reads(&mut tx, &other, document, Seen::Document).await;
    assert_eq!(again, Proved::Elsewhere(mine));
    let closed = at(CLOSED);
    elector::sweep(&mut tx, closed).await.unwrap();
    assert_eq!(elector::current(&mut tx).await.unwrap(), None);
    assert_eq!(level(&mut tx, &yann).await, Level::Identified);
}
on_both!(nobody_votes_twice_by_being_recognised_twice);

async fn a_newer_roll_keeps_who_is_still_on_it_and_its_date_ends_it(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut hall = hall(&mut tx, 3).await;
    let (now, day) = (at(VOTING), |days: i64| at(VOTING).plus_seconds(days * DAY));
    let anne = holder(&mut tx, &mut hall.rng, "anne@exemple.bzh", &[]).await;
    let yann = holder(&mut tx, &mut hall.rng, "yann@exemple.bzh", &[]).await;
    let first = hall.bring(&mut tx, &[ANNE, YANN]).await;
    for wrong in [0, -1, LONGEST_SECONDS / DAY + 1] {
        let refused = hall.adopt(&mut tx, &first, wrong).await;
        assert!(matches!(refused, Err(Error::Fields(_))), "{refused:?}");
    }
    hall.adopt(&mut tx, &first, 30).await.unwrap();
    hall.check(
        &mut tx,
        &anne,
        ["Le Goff", "Anne Marie", "03/05/1961", "56007"],
    )
    .await;
    hall.check(&mut tx, &yann, ["Riou", "Yann", "1953", ""])
        .await;
    // Yann has moved away, or died
    let second = hall.bring(&mut tx, &[ANNE, CARLA]).await;
    assert_eq!(
        level(&mut tx, &yann).await,
        Level::Elector,
        "nothing before it is decided"
    );
    // Carla was proven before the roll came, and is known as a voter with it
    let carla = holder(&mut tx, &mut hall.rng, "carla@exemple.bzh", &[]).await;
    let document = ["Rossi", "Carla", "03/05/1980", "99127"];
    assert_eq!(hall.check(&mut tx, &carla, document).await, Match::Nobody);
    hall.adopt(&mut tx, &second, 60).await.unwrap();
    assert_eq!(level(&mut tx, &carla).await, Level::Elector);
    assert_eq!(level(&mut tx, &anne).await, Level::Elector);
    assert_eq!(level(&mut tx, &yann).await, Level::Identified);
    let rolls = store::elector::rolls(&mut tx).await.unwrap();
    assert_eq!(rolls.iter().map(|r| &r.id).collect::<Vec<_>>(), [&second]);
    // a draft that nobody decides on goes, and the one in use stays
    hall.bring(&mut tx, &[YANN]).await;
    elector::sweep(&mut tx, now.plus_seconds(DRAFT_SECONDS - 1))
        .await
        .unwrap();
    assert_eq!(store::elector::rolls(&mut tx).await.unwrap().len(), 2);
    elector::sweep(&mut tx, now.plus_seconds(DRAFT_SECONDS))
        .await
        .unwrap();
    assert_eq!(store::elector::rolls(&mut tx).await.unwrap().len(), 1);
    elector::sweep(&mut tx, day(59)).await.unwrap();
    assert_eq!(level(&mut tx, &anne).await, Level::Elector);
    elector::sweep(&mut tx, day(60)).await.unwrap();
    assert_eq!(store::elector::rolls(&mut tx).await.unwrap(), []);
    assert_eq!(level(&mut tx, &anne).await, Level::Identified);
    let left = tx.all("SELECT roll_id FROM elector", &[]).await.unwrap();
    assert!(left.is_empty());
}
on_both!(a_newer_roll_keeps_who_is_still_on_it_and_its_date_ends_it);

async fn only_an_administrator_who_signed_in_lately_brings_or_deletes_one(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut hall = hall(&mut tx, 4).await;
    let now = at(VOTING);
    let here = hall.here;
    for actor in [&hall.agent, &Actor::visitor()] {
        let refused = elector::begin(&mut tx, actor, now, &mut rng(1), Some(&here)).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
        assert!(elector::rolls(&mut tx, actor).await.is_err());
    }
    let late = now.plus_seconds(session::FRESH_SECONDS + 1);
    let stale = elector::begin(&mut tx, &hall.chief, late, &mut rng(1), Some(&here)).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    let roll = hall.bring(&mut tx, &[ANNE]).await;
    // one that arrives takes the place of one that waits
    let newer = hall.bring(&mut tx, &[ANNE, YANN]).await;
    let gone = hall.adopt(&mut tx, &roll, 30).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    hall.adopt(&mut tx, &newer, 30).await.unwrap();
    let by = (&hall.chief, Some(&here));
    let stale = elector::delete(&mut tx, by, late, &mut rng(1), &newer).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    elector::delete(&mut tx, by, now, &mut rng(1), &newer)
        .await
        .unwrap();
    assert_eq!(store::elector::rolls(&mut tx).await.unwrap(), []);
}
on_both!(only_an_administrator_who_signed_in_lately_brings_or_deletes_one);
