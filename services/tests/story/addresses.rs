//! Another address for an account: proven before it counts, and nothing that whoever only reads somebody's mails can take with. On
//! both databases; the people are invented.

use crate::common::{Base, VOTING, at, holder, rng};
use crate::on_both;
use civic::permission::{Actor, Refusal, Role};
use rand_chacha::ChaCha20Rng;
use services::address::{self, Changed};
use services::closing::{self, Contributions};
use services::identity::Arrived;
use services::merging::{self, Hindrance, Merged};
use services::notice::What;
use services::session::{self, Demand};
use services::{Error, Tx, person, sign_in};

use crate::persons::{BROWSER, checks, comes, named, opened, paper, told, vouched};

/// Types the last code that was sent.
async fn proves(
    tx: &mut Tx,
    rng: &mut ChaCha20Rng,
    (actor, here): (&Actor, &[u8; 16]),
    email: &str,
) -> Changed {
    let (now, by) = (at(VOTING), (actor, here));
    told(tx).await;
    let from = (&BROWSER[..], "192.0.2.7", "fr");
    address::ask(tx, (actor, Some(here)), now, rng, email, from)
        .await
        .unwrap();
    let job = store::job::lease(tx, now, now.plus_seconds(60)).await;
    let mail: sign_in::CodeMail = serde_json::from_str(&job.unwrap().unwrap().payload).unwrap();
    let from = (&BROWSER[..], "192.0.2.7");
    let wrong = if mail.code == "000000" {
        "111111"
    } else {
        "000000"
    };
    let tried = address::type_code(tx, by, now, rng, wrong, from).await;
    assert_eq!(tried.unwrap(), Changed::Wrong { left: 4 });
    address::type_code(tx, by, now, rng, &mail.code, from)
        .await
        .unwrap()
}

async fn another_address_is_proven_before_it_counts(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (mut rng, now) = (rng(4), at(VOTING));
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let id = anne.account.clone().unwrap();
    let here = opened(&mut tx, &mut rng, now, &anne).await;
    let Changed::Done(here) =
        proves(&mut tx, &mut rng, (&anne, &here), "anne@ailleurs.example").await
    else {
        panic!("not changed");
    };
    let told_of = told(&mut tx).await;
    assert_eq!(told_of, [("anne@exemple.bzh".to_owned(), What::Address)]);
    let found = store::account::by_email(&mut tx, "anne@ailleurs.example").await;
    assert_eq!(found.unwrap(), Some(id.clone()));
    let before = store::account::by_email(&mut tx, "anne@exemple.bzh").await;
    assert_eq!(before.unwrap(), None);
    // another account's address: both are hers, and become one when she says so
    let second = holder(&mut tx, &mut rng, "seconde@exemple.bzh", &[]).await;
    let from = second.account.clone().unwrap();
    let Changed::Elsewhere(name) =
        proves(&mut tx, &mut rng, (&anne, &here), "seconde@exemple.bzh").await
    else {
        panic!("not asked");
    };
    let asked = (&BROWSER[..], name.as_str());
    let done = merging::agree(&mut tx, (&anne, &here), now, &mut rng, asked).await;
    let Merged::Done(here) = done.unwrap() else {
        panic!("not merged");
    };
    let found = store::account::by_email(&mut tx, "seconde@exemple.bzh").await;
    assert_eq!(found.unwrap(), Some(id.clone()));
    let hers = person::addresses(&mut tx, &anne).await.unwrap();
    assert_eq!(hers.own.as_deref(), Some("anne@ailleurs.example"));
    let further: Vec<&str> = hers
        .further
        .iter()
        .map(|(_, email)| email.as_str())
        .collect();
    assert_eq!(further, ["seconde@exemple.bzh"]);
    // one that leads here may become its own
    let own = proves(&mut tx, &mut rng, (&anne, &here), "seconde@exemple.bzh").await;
    let Changed::Done(here) = own else {
        panic!("{own:?}");
    };
    let hers = person::addresses(&mut tx, &anne).await.unwrap();
    assert_eq!(hers.own.as_deref(), Some("seconde@exemple.bzh"));
    assert!(hers.further.is_empty());
    // closed, no address of hers says who she was, and it opens again for either of them
    let third = holder(&mut tx, &mut rng, "tierce@exemple.bzh", &[]).await;
    let Changed::Elsewhere(name) =
        proves(&mut tx, &mut rng, (&anne, &here), "tierce@exemple.bzh").await
    else {
        panic!("not asked");
    };
    let asked = (&BROWSER[..], name.as_str());
    let done = merging::agree(&mut tx, (&anne, &here), now, &mut rng, asked).await;
    let Merged::Done(here) = done.unwrap() else {
        panic!("not merged");
    };
    let by = (&anne, Some(&here));
    closing::close(&mut tx, by, now, &mut rng, Contributions::Stay)
        .await
        .unwrap();
    let rows = tx
        .all("SELECT id FROM account WHERE email_sealed IS NOT NULL", &[])
        .await
        .unwrap();
    assert!(rows.is_empty(), "an address is left");
    let _ = (third, from);
    let back = sign_in::account_of(&mut tx, now, &mut rng, "tierce@exemple.bzh").await;
    assert_eq!(back.unwrap(), id);
    store::closing::reopen(&mut tx, &id, "tierce@exemple.bzh", [3; 24])
        .await
        .unwrap();
    // of the others nothing readable was left: they open it no more
    for (address, owner) in [
        ("tierce@exemple.bzh", Some(&id)),
        ("seconde@exemple.bzh", None),
    ] {
        let found = store::account::by_email(&mut tx, address).await;
        assert_eq!(found.unwrap().as_ref(), owner, "{address}");
    }
}
on_both!(another_address_is_proven_before_it_counts);

/// Who reads the mails of somebody who has more than a mailbox takes nothing of her account.
async fn a_mailbox_takes_no_account_that_is_known_by_more(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (mut rng, now) = (rng(6), at(VOTING));
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    checks(&mut tx, &mut rng, &agent, &anne, &paper("Anne", "56007")).await;
    // with a code read in her mailbox, a thief asks for her account
    let thief = holder(&mut tx, &mut rng, "voleur@exemple.bzh", &[]).await;
    let here = opened(&mut tx, &mut rng, now, &thief).await;
    let Changed::Elsewhere(name) =
        proves(&mut tx, &mut rng, (&thief, &here), "anne@exemple.bzh").await
    else {
        panic!("not asked");
    };
    let asked = (&BROWSER[..], name.as_str());
    let shown = merging::look(&mut tx, &thief, now, asked).await.unwrap();
    assert_eq!(shown.unwrap().hindrance, Some(Hindrance::Guarded));
    let agreed = merging::agree(&mut tx, (&thief, &here), now, &mut rng, asked).await;
    assert_eq!(agreed.unwrap(), Merged::Hindered(Hindrance::Guarded));
    // signed in by it he changes nothing where she has another way in
    let mails = opened(&mut tx, &mut rng, now, &anne).await;
    let hers = vouched("aa", Some(named("Anne", "56007")));
    let tied = comes(&mut tx, &mut rng, Some((&anne, &mails)), &hers).await;
    let Arrived::Linked(_) = tied else {
        panic!("{tied:?}");
    };
    let mails = opened(&mut tx, &mut rng, now, &anne).await;
    let from = (&BROWSER[..], "-", "fr");
    let by = (&anne, Some(&mails));
    let refused = address::ask(&mut tx, by, now, &mut rng, "voleur2@exemple.bzh", from).await;
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
    let Arrived::Opened(strong) = comes(&mut tx, &mut rng, None, &hers).await else {
        panic!("not opened");
    };
    let by = (&anne, Some(&strong));
    address::ask(&mut tx, by, now, &mut rng, "anne2@exemple.bzh", from)
        .await
        .unwrap();
}
on_both!(a_mailbox_takes_no_account_that_is_known_by_more);

/// Who reads an agent's mails sends them nowhere else, and adds no account of hers.
async fn a_mailbox_changes_nothing_of_an_agents_account(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (mut rng, now) = (rng(5), at(VOTING));
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let here = opened(&mut tx, &mut rng, now, &agent).await;
    let who = session::who(&mut tx, now, Some(&here), Demand::Strong).await;
    let weak = who.unwrap().actor;
    let from = (&BROWSER[..], "-", "fr");
    let by = (&weak, Some(&here));
    let refused = address::ask(&mut tx, by, now, &mut rng, "voleuse@exemple.bzh", from).await;
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::Asleep(_)))),
        "{refused:?}"
    );
    let asked = (&BROWSER[..], "x");
    let refused = merging::agree(&mut tx, (&weak, &here), now, &mut rng, asked).await;
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::Asleep(_)))),
        "{refused:?}"
    );
}
on_both!(a_mailbox_changes_nothing_of_an_agents_account);
