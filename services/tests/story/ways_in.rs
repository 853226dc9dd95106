//! Ways in through a provider that vouches for people, on both databases.

use crate::common::{Base, VOTING, at, rng};
use crate::on_both;
use civic::device::Device;
use civic::identity::{Identity, Proof, Way};
use civic::permission::{Actor, Level};
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use services::Tx;
use services::identity::{
    Arrived, JOURNEY_SECONDS, Journey, Purpose, arrive, depart, id_token, returned, untie,
};
use services::session::{self, Demand, FRESH_SECONDS, close};
use services::sign_in::account_of;

const WAY: Way = Way::FranceConnect;

const DEVICE: Device = Device {
    browser: None,
    system: None,
};

/// Who acts with a session.
async fn acts(tx: &mut Tx, now: Time, secret: &[u8]) -> Actor {
    let who = session::who(tx, now, Some(secret), Demand::Any).await;
    who.unwrap().actor
}

fn somebody(subject: &str) -> Identity {
    Identity {
        way: WAY,
        subject: format!("https://fc.example/api/v2 {subject}"),
        civil: None,
    }
}

async fn a_journey_comes_back_once_to_its_browser_in_time(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (now, mut rng) = (at(VOTING), rng(1));
    let (ours, other) = ([1u8; 16], [2u8; 16]);
    let mut begun = Vec::new();
    for _ in 0..3 {
        let from = (&ours[..], "-");
        let what = (&Actor::visitor(), None, Purpose::SignIn);
        let one = depart(&mut tx, now, &mut rng, WAY, from, what, "/moi");
        begun.push(one.await.unwrap());
    }
    for one in &begun {
        for secret in [&one.state, &one.nonce, &one.verifier] {
            assert_eq!(secret.len(), 64);
        }
    }
    assert_ne!(begun[0].state, begun[1].state);
    // in another browser it is nobody's, and is not used up by that
    let stolen = returned(&mut tx, now, WAY, &other, &begun[0].state).await;
    assert_eq!(stolen.unwrap(), None);
    let back = returned(&mut tx, now, WAY, &ours, &begun[0].state).await;
    assert_eq!(back.unwrap().as_ref(), Some(&begun[0]));
    let again = returned(&mut tx, now, WAY, &ours, &begun[0].state).await;
    assert_eq!(again.unwrap(), None);
    let late = now.plus_seconds(JOURNEY_SECONDS);
    let late = returned(&mut tx, late, WAY, &ours, &begun[1].state).await;
    assert_eq!(late.unwrap(), None);
    let odd = returned(&mut tx, now, WAY, &ours, "").await;
    assert_eq!(odd.unwrap(), None);
    store::journey::sweep(&mut tx, now.plus_seconds(JOURNEY_SECONDS + 1))
        .await
        .unwrap();
    let swept = returned(&mut tx, now, WAY, &ours, &begun[2].state).await;
    assert_eq!(swept.unwrap(), None);
}
on_both!(a_journey_comes_back_once_to_its_browser_in_time);

/// What an account begins to link it, and the session that it is signed in with.
async fn linking(tx: &mut Tx, rng: &mut ChaCha20Rng, who: &Actor) -> (Journey, [u8; 16]) {
    let now = at(VOTING);
    let account = who.account.as_ref().unwrap();
    let session = session::open(tx, now, rng, account, Proof::Code, Device::default()).await;
    let session = session.unwrap();
    let what = (who, Some(&session), Purpose::Link);
    // not long after she signed in
    let late = now.plus_seconds(FRESH_SECONDS + 1);
    let stale = depart(tx, late, rng, WAY, (&[1; 16], "-"), what, "/moi").await;
    assert!(matches!(stale, Err(services::Error::Stale)), "{stale:?}");
    let journey = depart(tx, now, rng, WAY, (&[1; 16], "-"), what, "/moi").await;
    (journey.unwrap(), session)
}

async fn person(tx: &mut Tx, rng: &mut ChaCha20Rng, address: &str) -> Actor {
    let account = account_of(tx, at(VOTING), rng, address).await.unwrap();
    store::account::actor(tx, &account).await.unwrap()
}

/// An identity opens the account that linked it, and no other; alone it opens none, or one person would have two votes.
async fn one_person_is_one_account(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (now, mut rng) = (at(VOTING), rng(2));
    let visitor = (&Actor::visitor(), None, DEVICE);
    let what = (&Actor::visitor(), None, Purpose::SignIn);
    let enter = depart(&mut tx, now, &mut rng, WAY, (&[1; 16], "-"), what, "/moi").await;
    let enter = enter.unwrap();
    let her = somebody("aa");
    let alone = arrive(&mut tx, now, &mut rng, visitor, &enter, &her, "jeton").await;
    assert_eq!(alone.unwrap(), Arrived::Unknown);
    let gaelle = person(&mut tx, &mut rng, "gaelle@exemple.bzh").await;
    let (journey, session) = linking(&mut tx, &mut rng, &gaelle).await;
    let here = (&gaelle, Some(&session), DEVICE);
    let linked = arrive(&mut tx, now, &mut rng, here, &journey, &her, "jeton").await;
    let Arrived::Linked(session) = linked.unwrap() else {
        panic!("not linked");
    };
    // what signs her out there is given once, to her own session
    let token = id_token(&mut tx, &session).await.unwrap();
    assert_eq!(token, Some((Way::FranceConnect, "jeton".to_owned())));
    assert_eq!(id_token(&mut tx, &session).await.unwrap(), None);
    let opened = arrive(&mut tx, now, &mut rng, visitor, &enter, &her, "second").await;
    let Arrived::Opened(secret) = opened.unwrap() else {
        panic!("no session");
    };
    let found = acts(&mut tx, now, &secret).await;
    // without who she is to the civil registers, the provider proves no more than whose account it is
    assert_eq!(
        (&found.account, found.level),
        (&gaelle.account, Level::Mailbox)
    );
    // a session that has ended keeps nothing of hers
    close(&mut tx, &secret).await.unwrap();
    assert_eq!(id_token(&mut tx, &secret).await.unwrap(), None);
    // what the provider calls her stands nowhere
    let rows = tx.all("SELECT subject_hash FROM identity", &[]).await;
    for row in rows.unwrap() {
        let hash: Vec<u8> = row.get(0).unwrap();
        assert_eq!(hash.len(), 32);
        assert!(!String::from_utf8_lossy(&hash).contains("aa"));
    }
    // untied it opens nothing
    let late = now.plus_seconds(FRESH_SECONDS + 1);
    let mine = (&found, Some(&session));
    let stale = untie(&mut tx, late, &mut rng, mine, WAY).await;
    assert!(matches!(stale, Err(services::Error::Stale)), "{stale:?}");
    untie(&mut tx, now, &mut rng, mine, WAY).await.unwrap();
    let after = arrive(&mut tx, now, &mut rng, visitor, &enter, &her, "").await;
    assert_eq!(after.unwrap(), Arrived::Unknown);
    let left = store::account::actor(&mut tx, found.account.as_ref().unwrap()).await;
    assert_eq!(left.unwrap().level, Level::Mailbox);
}
on_both!(one_person_is_one_account);

async fn an_identity_is_linked_to_one_account_only(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (now, mut rng) = (at(VOTING), rng(3));
    let one = person(&mut tx, &mut rng, "a@exemple.bzh").await;
    let other = person(&mut tx, &mut rng, "b@exemple.bzh").await;
    let visitor = Actor::visitor();
    let what = (&visitor, None, Purpose::Link);
    let refused = depart(&mut tx, now, &mut rng, WAY, (&[1; 16], "-"), what, "/moi").await;
    assert!(matches!(refused, Err(services::Error::Refused(_))));
    let (her, second) = (somebody("cc"), somebody("dd"));
    let (journey, session) = linking(&mut tx, &mut rng, &one).await;
    let (theirs, their_session) = linking(&mut tx, &mut rng, &other).await;
    // somebody else sits at this browser when it comes back, or nobody does
    for (actor, session) in [(&other, Some(&their_session)), (&visitor, None)] {
        let here = (actor, session, DEVICE);
        let another = arrive(&mut tx, now, &mut rng, here, &journey, &her, "").await;
        assert_eq!(another.unwrap(), Arrived::Another);
    }
    let mut session = session;
    for _ in 0..2 {
        let here = (&one, Some(&session), DEVICE);
        let linked = arrive(&mut tx, now, &mut rng, here, &journey, &her, "").await;
        let Arrived::Linked(secret) = linked.unwrap() else {
            panic!("not linked");
        };
        // whoever had the former secret is out
        assert_eq!(acts(&mut tx, now, &session).await, Actor::visitor());
        assert_eq!(acts(&mut tx, now, &secret).await.account, one.account);
        session = secret;
    }
    let here = (&one, Some(&session), DEVICE);
    // an account has one identity of a provider
    let twice = arrive(&mut tx, now, &mut rng, here, &journey, &second, "").await;
    assert_eq!(twice.unwrap(), Arrived::Taken);
    let there = (&other, Some(&their_session), DEVICE);
    let taken = arrive(&mut tx, now, &mut rng, there, &theirs, &her, "").await;
    // the provider says that both accounts are hers
    let mine = one.account.clone().unwrap();
    assert_eq!(taken.unwrap(), Arrived::Elsewhere(mine));
    let other = store::account::actor(&mut tx, other.account.as_ref().unwrap()).await;
    assert_eq!(other.unwrap().level, Level::Mailbox);
}
on_both!(an_identity_is_linked_to_one_account_only);
