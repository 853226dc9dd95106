//! One person has one voice whichever way she comes: by FranceConnect alone, at the desk, by two mailboxes; and her accounts become
//! one when she wants it. On both databases; the people are invented.

use crate::common::{Base, CLOSED, PROPOSING, VOTING, at, budget_form, holder, rng};
use crate::on_both;
use crate::voting::{Ground, ground};
use civic::civil::{BirthDate, Civil};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::{Identity, Proof, Way};
use civic::permission::{Actor, Level, Role};
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use services::civil::Proved;
use services::closing::{self, Contributions, KEPT_SECONDS};
use services::document::{self, Document, Left, Seen};
use services::identity::{Arrived, Purpose, arrive, depart, wait, welcome};
use services::merging::{self, Hindrance, Merged};
use services::notice::{self, Notice, What};
use services::session::{self, Demand};
use services::{Error, Tx, contribution, person, process, vote};

const WAY: Way = Way::FranceConnect;
pub const BROWSER: [u8; 16] = [9; 16];

pub fn named(given: &str, place: &str) -> Civil {
    Civil {
        birth_name: "Le Goff".to_owned(),
        given_names: given.to_owned(),
        born: BirthDate::parse("03/05/1961").unwrap(),
        place: place.to_owned(),
    }
}

pub fn paper(given: &str, place: &str) -> Document {
    Document {
        birth_name: "LE GOFF".to_owned(),
        given_names: given.to_owned(),
        born: "1961-05-03".to_owned(),
        place: place.to_owned(),
    }
}

pub fn vouched(subject: &str, civil: Option<Civil>) -> Identity {
    Identity {
        way: WAY,
        subject: format!("https://fc.example/api/v2 {subject}"),
        civil,
    }
}

pub async fn opened(tx: &mut Tx, rng: &mut ChaCha20Rng, now: Time, who: &Actor) -> [u8; 16] {
    let id = who.account.as_ref().unwrap();
    let secret = session::open(tx, now, rng, id, Proof::Code, Device::default()).await;
    secret.unwrap()
}

async fn acts(tx: &mut Tx, now: Time, secret: &[u8]) -> Actor {
    let who = session::who(tx, now, Some(secret), Demand::Any).await;
    who.unwrap().actor
}

async fn known(tx: &mut Tx, id: &AccountId) -> Actor {
    store::account::actor(tx, id).await.unwrap()
}

/// Somebody comes through the provider: to sign in, or to tie it to her account.
pub async fn comes(
    tx: &mut Tx,
    rng: &mut ChaCha20Rng,
    as_whom: Option<(&Actor, &[u8; 16])>,
    identity: &Identity,
) -> Arrived {
    let (now, visitor) = (at(VOTING), Actor::visitor());
    let (actor, here, purpose) = match as_whom {
        Some((actor, here)) => (actor, Some(here), Purpose::Link),
        None => (&visitor, None, Purpose::SignIn),
    };
    let what = (actor, here, purpose);
    let journey = depart(tx, now, rng, WAY, (&BROWSER, "-"), what, "/moi").await;
    let there = (actor, here, Device::default());
    arrive(tx, now, rng, there, &journey.unwrap(), identity, "jeton")
        .await
        .unwrap()
}

/// An account for whom the provider vouched for and who has none.
async fn joins(tx: &mut Tx, rng: &mut ChaCha20Rng, identity: &Identity) -> Actor {
    let now = at(VOTING);
    assert_eq!(comes(tx, rng, None, identity).await, Arrived::New);
    let what = (identity, "jeton", "/moi");
    let name = wait(tx, now, rng, &BROWSER, what).await.unwrap();
    // in another browser nobody waits
    let stolen = welcome(tx, now, rng, (&[8; 16], Device::default()), &name).await;
    assert_eq!(stolen.unwrap(), None);
    let here = (&BROWSER[..], Device::default());
    let (secret, back) = welcome(tx, now, rng, here, &name).await.unwrap().unwrap();
    assert_eq!(back, "/moi");
    let twice = welcome(tx, now, rng, here, &name).await;
    assert_eq!(twice.unwrap(), None);
    acts(tx, now, &secret).await
}

pub async fn checks(
    tx: &mut Tx,
    rng: &mut ChaCha20Rng,
    agent: &Actor,
    who: &Actor,
    document: &Document,
) -> Proved {
    let (id, what) = (who.account.as_ref().unwrap(), (document, Seen::Residence));
    document::check(tx, agent, at(VOTING), rng, id, what)
        .await
        .unwrap()
}

async fn with_france_connect_alone_one_has_an_account_and_one_voice(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut rng = rng(1);
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let her = vouched("aa", Some(named("Anne Marie", "56007")));
    let anne = joins(&mut tx, &mut rng, &her).await;
    assert_eq!(anne.level, Level::Identified);
    let mine = anne.account.clone().unwrap();
    let account = store::account::get(&mut tx, &mine).await.unwrap().unwrap();
    assert_eq!((account.email, account.is_somebodys), (None, true));
    // again, and once the provider calls her otherwise: the same account
    for subject in ["aa", "bb", "bb"] {
        let her = vouched(subject, her.civil.clone());
        let Arrived::Opened(secret) = comes(&mut tx, &mut rng, None, &her).await else {
            panic!("not opened");
        };
        assert_eq!(
            acts(&mut tx, at(VOTING), &secret).await.account,
            anne.account
        );
    }
    // at the desk her account without an address becomes a resident's; another of hers does not
    let second = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let document = paper("Anne, Marie", "");
    let there = checks(&mut tx, &mut rng, &agent, &second, &document).await;
    assert_eq!(there, Proved::Elsewhere(mine.clone()));
    assert_eq!(
        known(&mut tx, second.account.as_ref().unwrap()).await.level,
        Level::Mailbox
    );
    let there = checks(&mut tx, &mut rng, &agent, &anne, &document).await;
    assert_eq!(there, Proved::Known(None));
    assert_eq!(known(&mut tx, &mine).await.level, Level::Resident);
    // the last way into an account without an address stays
    let here = opened(&mut tx, &mut rng, at(VOTING), &anne).await;
    let by = (&anne, Some(&here));
    let untied = services::identity::untie(&mut tx, at(VOTING), &mut rng, by, WAY).await;
    assert!(matches!(untied, Err(Error::Conflict)), "{untied:?}");
    // a homonym born elsewhere is somebody else; one of whom it is not known where might be her
    let homonym = vouched("cc", Some(named("Anne Marie", "29019")));
    let other = joins(&mut tx, &mut rng, &homonym).await;
    assert_ne!(other.account, anne.account);
    let unclear = checks(&mut tx, &mut rng, &agent, &second, &document).await;
    assert!(matches!(unclear, Proved::Elsewhere(_)));
    // of all this nothing readable is kept
    let rows = tx.all("SELECT name_hash, key_hash FROM civil", &[]).await;
    for row in rows.unwrap() {
        for column in [0, 1] {
            assert_eq!(row.get::<Vec<u8>>(column).unwrap().len(), 32);
        }
    }
}
on_both!(with_france_connect_alone_one_has_an_account_and_one_voice);

/// What locks people out elsewhere: the desk has verified her, and she comes by FranceConnect later.
async fn the_desks_work_is_not_lost_when_she_signs_in_later(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut rng = rng(2);
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let yann = holder(&mut tx, &mut rng, "yann@exemple.bzh", &[]).await;
    let document = paper("Yann", "56007");
    checks(&mut tx, &mut rng, &agent, &yann, &document).await;
    let his = vouched("dd", Some(named("Yann", "56007")));
    // what was said at the desk opens nobody's mailbox: he enters by his own, and ties it
    assert_eq!(comes(&mut tx, &mut rng, None, &his).await, Arrived::AtDesk);
    let here = opened(&mut tx, &mut rng, at(VOTING), &yann).await;
    let tied = comes(&mut tx, &mut rng, Some((&yann, &here)), &his).await;
    assert!(matches!(tied, Arrived::Linked(_)), "{tied:?}");
    let Arrived::Opened(secret) = comes(&mut tx, &mut rng, None, &his).await else {
        panic!("not opened");
    };
    let found = acts(&mut tx, at(VOTING), &secret).await;
    assert_eq!(
        (&found.account, found.level),
        (&yann.account, Level::Resident)
    );
    // he is told, since somebody else might have done it
    let told = told(&mut tx).await;
    assert_eq!(told, [("yann@exemple.bzh".to_owned(), What::FranceConnect)]);
    // nor does what the desk noted let another account take a mailbox's that may be somebody else's
    let victor = holder(&mut tx, &mut rng, "victor@exemple.bzh", &[]).await;
    checks(&mut tx, &mut rng, &agent, &victor, &paper("Paul", "56007")).await;
    let paul = holder(&mut tx, &mut rng, "paul@exemple.bzh", &[]).await;
    let mails = opened(&mut tx, &mut rng, at(VOTING), &paul).await;
    let pauls = vouched("pp", Some(named("Paul", "56007")));
    let arrived = comes(&mut tx, &mut rng, Some((&paul, &mails)), &pauls).await;
    let Arrived::Elsewhere(from) = arrived else {
        panic!("{arrived:?}");
    };
    let both = (paul.account.as_ref().unwrap(), &from);
    let now = at(VOTING);
    let name = merging::offer(&mut tx, now, &mut rng, &BROWSER, both, Some(&pauls)).await;
    let asked = (&BROWSER[..], name.as_ref().unwrap().as_str());
    let agreed = merging::agree(&mut tx, (&paul, &mails), now, &mut rng, asked).await;
    assert_eq!(agreed.unwrap(), Merged::Hindered(Hindrance::Guarded));
    // somebody else ties nothing to his account
    let here = opened(&mut tx, &mut rng, at(VOTING), &yann).await;
    let hers = vouched("ee", Some(named("Maëlys", "56007")));
    let tied = comes(&mut tx, &mut rng, Some((&yann, &here)), &hers).await;
    assert_eq!(tied, Arrived::Taken);
    // nor does a homonym enter his account, where the desk did not read the birthplace
    let homonym = holder(&mut tx, &mut rng, "homonyme@exemple.bzh", &[]).await;
    checks(&mut tx, &mut rng, &agent, &homonym, &paper("Maël", "")).await;
    let elsewhere = vouched("ff", Some(named("Maël", "29019")));
    let there = comes(&mut tx, &mut rng, None, &elsewhere).await;
    assert_eq!(there, Arrived::AtDesk);
    // what the desk takes back leaves what the provider proves
    let id = yann.account.as_ref().unwrap();
    let left = document::take_back(&mut tx, &agent, at(VOTING), &mut rng, id).await;
    assert_eq!(left.unwrap(), Left::FranceConnect);
    assert_eq!(known(&mut tx, id).await.level, Level::Identified);
    let maelys = holder(&mut tx, &mut rng, "maelys@exemple.bzh", &[]).await;
    let taken = checks(&mut tx, &mut rng, &agent, &maelys, &document).await;
    assert_eq!(taken, Proved::Elsewhere(id.clone()));
}
on_both!(the_desks_work_is_not_lost_when_she_signs_in_later);

pub async fn told(tx: &mut Tx) -> Vec<(String, What)> {
    let mut told = Vec::new();
    let now = at(CLOSED);
    while let Some(job) = store::job::lease(tx, now, now.plus_seconds(60))
        .await
        .unwrap()
    {
        if job.kind == notice::MAIL_JOB {
            let notice: Notice = serde_json::from_str(&job.payload).unwrap();
            told.push((notice.to, notice.what));
        }
        store::job::done(tx, &job.id, now, [0; 24]).await.unwrap();
    }
    told
}

/// A vote for people whose identity is known, with Anne's two accounts: a mailbox's, and FranceConnect's.
struct Two {
    g: Ground,
    mailbox: Actor,
    here: [u8; 16],
    other: Actor,
    her: Identity,
}

async fn two(tx: &mut Tx, level: &str) -> Two {
    let form = process::Form {
        level_to_vote: level.to_owned(),
        ..budget_form()
    };
    let mut g = ground(tx, &form, 5).await;
    let mailbox = holder(tx, &mut g.rng, "anne@exemple.bzh", &[]).await;
    let here = opened(tx, &mut g.rng, at(VOTING), &mailbox).await;
    let her = vouched("aa", Some(named("Anne Marie", "56007")));
    let other = joins(tx, &mut g.rng, &her).await;
    Two {
        g,
        mailbox,
        here,
        other,
        her,
    }
}

/// She ties FranceConnect to the mailbox's account, and is asked.
async fn asked(tx: &mut Tx, two: &mut Two) -> String {
    let as_whom = Some((&two.mailbox, &two.here));
    let arrived = comes(tx, &mut two.g.rng, as_whom, &two.her).await;
    let Arrived::Elsewhere(from) = arrived else {
        panic!("{arrived:?}");
    };
    assert_eq!(Some(&from), two.other.account.as_ref());
    let both = (two.mailbox.account.as_ref().unwrap(), &from);
    let (now, rng) = (at(VOTING), &mut two.g.rng);
    merging::offer(tx, now, rng, &BROWSER, both, Some(&two.her))
        .await
        .unwrap()
}

async fn agrees(tx: &mut Tx, two: &mut Two, now: Time, name: &str) -> Merged {
    let by = (&two.mailbox, &two.here);
    let asked = (&BROWSER[..], name);
    merging::agree(tx, by, now, &mut two.g.rng, asked)
        .await
        .unwrap()
}

async fn two_accounts_of_one_person_become_one(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut two = two(&mut tx, "identified").await;
    let (now, into) = (at(VOTING), two.mailbox.account.clone().unwrap());
    let from = two.other.account.clone().unwrap();
    // she supports one project with both, one with the other, and commented with the other
    let early = at(PROPOSING);
    let ids = two.g.ids.clone();
    for (actor, id) in [(&two.mailbox, 0), (&two.other, 0), (&two.other, 1)] {
        contribution::support(&mut tx, actor, early, &ids[id], true)
            .await
            .unwrap();
    }
    let name = asked(&mut tx, &mut two).await;
    // somebody else at this browser, or another browser, is shown nothing
    for (actor, browser) in [(&two.other, BROWSER), (&two.mailbox, [1; 16])] {
        let shown = merging::look(&mut tx, actor, now, (&browser, &name)).await;
        assert!(shown.unwrap().is_none());
    }
    let shown = merging::look(&mut tx, &two.mailbox, now, (&BROWSER, &name)).await;
    let shown = shown.unwrap().unwrap();
    assert_eq!((shown.email, shown.numbers), (None, [0, 0, 2]));
    assert!(shown.known_better && shown.hindrance.is_none());
    let Merged::Done(secret) = agrees(&mut tx, &mut two, now, &name).await else {
        panic!("not merged");
    };
    assert_eq!(acts(&mut tx, now, &two.here).await, Actor::visitor());
    let one = acts(&mut tx, now, &secret).await;
    assert_eq!(
        (&one.account, one.level),
        (&Some(into.clone()), Level::Identified)
    );
    let supported = store::contribution::supported(&mut tx, &into)
        .await
        .unwrap();
    assert_eq!(supported.len(), 2);
    let left = store::account::get(&mut tx, &from).await.unwrap().unwrap();
    assert!(!left.is_somebodys);
    // FranceConnect opens it, and she has one vote
    let Arrived::Opened(secret) = comes(&mut tx, &mut two.g.rng, None, &two.her).await else {
        panic!("not opened");
    };
    assert_eq!(
        acts(&mut tx, now, &secret).await.account.as_ref(),
        Some(&into)
    );
    let (slug, chosen) = (two.g.process.slug.clone(), ids[..1].to_vec());
    vote::cast(&mut tx, &one, now, &mut rng(7), &slug, &chosen, None)
        .await
        .unwrap();
    let again = vote::cast(&mut tx, &one, now, &mut rng(7), &slug, &chosen, None).await;
    assert!(matches!(again, Err(Error::AlreadyVoted)), "{again:?}");
    let gone = known(&mut tx, &from).await;
    let gone = vote::cast(&mut tx, &gone, now, &mut rng(7), &slug, &chosen, None).await;
    assert!(matches!(gone, Err(Error::Refused(_))), "{gone:?}");
    // asked twice, it is over
    two.here = opened(&mut tx, &mut two.g.rng, now, &one).await;
    let late = agrees(&mut tx, &mut two, now, &name).await;
    assert_eq!(late, Merged::Late);
}
on_both!(two_accounts_of_one_person_become_one);

async fn nothing_moves_while_the_other_account_votes(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut two = two(&mut tx, "mailbox").await;
    let (now, slug) = (at(VOTING), two.g.process.slug.clone());
    let chosen = two.g.ids[..1].to_vec();
    let other = two.other.clone();
    vote::cast(&mut tx, &other, now, &mut rng(7), &slug, &chosen, None)
        .await
        .unwrap();
    let name = asked(&mut tx, &mut two).await;
    let hindered = agrees(&mut tx, &mut two, now, &name).await;
    let title = two.g.process.title.clone();
    assert!(
        matches!(&hindered, Merged::Hindered(Hindrance::Voted(vote, until)) if *vote == title && *until > now),
        "{hindered:?}"
    );
    // nor does somebody with a role lose it so, or give it to a mailbox
    let name = asked(&mut tx, &mut two).await;
    let from = other.account.as_ref().unwrap();
    person::give_role(&mut tx, None, now, &mut two.g.rng, from, Role::Agent, true)
        .await
        .unwrap();
    let entrusted = Merged::Hindered(Hindrance::Entrusted);
    assert_eq!(agrees(&mut tx, &mut two, now, &name).await, entrusted);
    person::give_role(&mut tx, None, now, &mut two.g.rng, from, Role::Agent, false)
        .await
        .unwrap();
    // after the close it is done
    let closed = at(CLOSED);
    two.here = opened(&mut tx, &mut two.g.rng, closed, &two.mailbox.clone()).await;
    let both = (two.mailbox.account.as_ref().unwrap(), from);
    let name = merging::offer(
        &mut tx,
        closed,
        &mut two.g.rng,
        &BROWSER,
        both,
        Some(&two.her),
    )
    .await;
    let done = agrees(&mut tx, &mut two, closed, &name.unwrap()).await;
    assert!(matches!(done, Merged::Done(_)), "{done:?}");
}
on_both!(nothing_moves_while_the_other_account_votes);

/// Closed and come back by FranceConnect, she is the same; forgotten, she is new.
async fn who_closed_her_account_comes_back_to_it_while_it_holds_her_voice(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut two = two(&mut tx, "identified").await;
    let (now, slug) = (at(VOTING), two.g.process.slug.clone());
    let (chosen, other) = (two.g.ids[..1].to_vec(), two.other.clone());
    vote::cast(&mut tx, &other, now, &mut rng(7), &slug, &chosen, None)
        .await
        .unwrap();
    let here = opened(&mut tx, &mut two.g.rng, now, &other).await;
    let by = (&other, Some(&here));
    closing::close(&mut tx, by, now, &mut two.g.rng, Contributions::Stay)
        .await
        .unwrap();
    let later = now.plus_seconds(KEPT_SECONDS + 1);
    closing::sweep(&mut tx, later).await.unwrap();
    // her other account cannot be hers while the vote is open
    let agent = holder(
        &mut tx,
        &mut two.g.rng,
        "accueil@exemple.bzh",
        &[Role::Agent],
    )
    .await;
    let document = paper("Anne Marie", "56007");
    let mailbox = two.mailbox.clone();
    let there = checks(&mut tx, &mut two.g.rng, &agent, &mailbox, &document).await;
    assert_eq!(there, Proved::Elsewhere(other.account.clone().unwrap()));
    let Arrived::Opened(secret) = comes(&mut tx, &mut two.g.rng, None, &two.her).await else {
        panic!("not opened");
    };
    let back = acts(&mut tx, now, &secret).await;
    assert_eq!(
        (&back.account, back.level),
        (&other.account, Level::Identified)
    );
    let again = vote::cast(&mut tx, &back, now, &mut rng(7), &slug, &chosen, None).await;
    assert!(matches!(again, Err(Error::AlreadyVoted)), "{again:?}");
    // after the vote a closed account is forgotten, and the desk knows her by the other
    let by = (&back, Some(&secret));
    closing::close(&mut tx, by, now, &mut two.g.rng, Contributions::Stay)
        .await
        .unwrap();
    closing::sweep(&mut tx, at(CLOSED)).await.unwrap();
    let left = tx.all("SELECT account_id FROM civil", &[]).await.unwrap();
    assert!(left.is_empty());
    let there = checks(&mut tx, &mut two.g.rng, &agent, &mailbox, &document).await;
    assert_eq!(there, Proved::Known(None));
}
on_both!(who_closed_her_account_comes_back_to_it_while_it_holds_her_voice);
