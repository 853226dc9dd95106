//! Ways in through a provider that vouches for people, on both databases.

use crate::common::{Base, VOTING, at, rng};
use crate::on_both;
use civic::identity::{Identity, Way};
use civic::permission::{Actor, Level};
use services::identity::{Arrived, JOURNEY_SECONDS, Purpose, arrive, depart, id_token, returned};
use services::sign_in::{account_of, actor};

const WAY: Way = Way::FranceConnect;

fn somebody(subject: &str) -> Identity {
    Identity {
        way: WAY,
        subject: format!("https://fc.example/api/v2 {subject}"),
    }
}

async fn a_journey_comes_back_once_to_its_browser_in_time(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (now, mut rng) = (at(VOTING), rng(1));
    let (ours, other) = ([1u8; 16], [2u8; 16]);
    let mut begun = Vec::new();
    for _ in 0..3 {
        let from = (&ours[..], "-");
        let one = depart(&mut tx, now, &mut rng, WAY, from, Purpose::SignIn, "/moi");
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
    store::identity::sweep(&mut tx, now.plus_seconds(JOURNEY_SECONDS + 1))
        .await
        .unwrap();
    let swept = returned(&mut tx, now, WAY, &ours, &begun[2].state).await;
    assert_eq!(swept.unwrap(), None);
}
on_both!(a_journey_comes_back_once_to_its_browser_in_time);

async fn one_person_is_one_account(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (now, mut rng) = (at(VOTING), rng(2));
    let visitor = Actor::visitor();
    let mut accounts = Vec::new();
    for subject in ["aa", "aa", "bb"] {
        let who = somebody(subject);
        let purpose = Purpose::SignIn;
        let arrived = arrive(&mut tx, now, &mut rng, &visitor, purpose, &who, "jeton").await;
        let Arrived::Opened(secret) = arrived.unwrap() else {
            panic!("no session for {subject}");
        };
        let who = actor(&mut tx, now, Some(&secret)).await.unwrap();
        assert_eq!(who.level, Level::Identified);
        // what signs her out there is given once, to her own session
        assert_eq!(
            id_token(&mut tx, &secret).await.unwrap().as_deref(),
            Some("jeton")
        );
        assert_eq!(id_token(&mut tx, &secret).await.unwrap(), None);
        accounts.push(who.account.unwrap());
    }
    assert_eq!(accounts[0], accounts[1]);
    assert_ne!(accounts[0], accounts[2]);
    // what the provider calls her stands nowhere
    let rows = tx.all("SELECT subject_hash FROM identity", &[]).await;
    for row in rows.unwrap() {
        let hash: Vec<u8> = row.get(0).unwrap();
        assert_eq!(hash.len(), 32);
        assert!(!String::from_utf8_lossy(&hash).contains("aa"));
    }
}
on_both!(one_person_is_one_account);

async fn an_identity_is_linked_to_one_account_only(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (now, mut rng) = (at(VOTING), rng(3));
    let mut people = Vec::new();
    for address in ["a@exemple.bzh", "b@exemple.bzh"] {
        let account = account_of(&mut tx, now, &mut rng, address).await.unwrap();
        people.push(store::account::actor(&mut tx, &account).await.unwrap());
    }
    let who = somebody("cc");
    let link = Purpose::Link;
    let stranger = Actor::visitor();
    let refused = arrive(&mut tx, now, &mut rng, &stranger, link, &who, "").await;
    assert!(matches!(refused, Err(services::Error::Refused(_))));
    for _ in 0..2 {
        let linked = arrive(&mut tx, now, &mut rng, &people[0], link, &who, "").await;
        assert_eq!(linked.unwrap(), Arrived::Linked);
    }
    let taken = arrive(&mut tx, now, &mut rng, &people[1], link, &who, "").await;
    assert_eq!(taken.unwrap(), Arrived::Taken);
    // from now on the provider opens the account of the mailbox, and has raised what is known of it
    let purpose = Purpose::SignIn;
    let opened = arrive(&mut tx, now, &mut rng, &stranger, purpose, &who, "").await;
    let Arrived::Opened(secret) = opened.unwrap() else {
        panic!("no session");
    };
    let found = actor(&mut tx, now, Some(&secret)).await.unwrap();
    assert_eq!(found.account, people[0].account);
    assert_eq!(found.level, Level::Identified);
    let other = people[1].account.as_ref().unwrap();
    let other = store::account::actor(&mut tx, other).await.unwrap();
    assert_eq!(other.level, Level::Mailbox);
}
on_both!(an_identity_is_linked_to_one_account_only);
