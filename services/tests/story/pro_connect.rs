//! `ProConnect`: tied by whoever was handed a code or is at the town hall already, opens it to people with a role and to
//! nobody else, and is untied by an administrator when its name for her changes. On both databases.

use crate::common::{Base, VOTING, at, holder, rng};
use crate::on_both;
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::{Identity, Proof, Way};
use civic::permission::{Actor, Asleep, Refusal, Role};
use rand_chacha::ChaCha20Rng;
use services::identity::{Arrived, Purpose, arrive, depart, untie};
use services::session::{self, Demand};
use services::sign_in::account_of;
use services::{Error, Tx, enrolment, passkey, person};

const WAY: Way = Way::ProConnect;
const DEVICE: Device = Device {
    browser: None,
    system: None,
};

fn her(subject: &str) -> Identity {
    Identity {
        way: WAY,
        subject: format!("https://pro.example/api/v2 {subject}"),
        civil: None,
    }
}

async fn opened(tx: &mut Tx, rng: &mut ChaCha20Rng, id: &AccountId, proof: Proof) -> [u8; 16] {
    let secret = session::open(tx, at(VOTING), rng, id, proof, DEVICE).await;
    secret.unwrap()
}

async fn acts(tx: &mut Tx, secret: &[u8; 16]) -> Actor {
    let who = session::who(tx, at(VOTING), Some(secret), Demand::Strong).await;
    who.unwrap().actor
}

/// Ties it in a session, or says why not.
async fn ties(
    tx: &mut Tx,
    rng: &mut ChaCha20Rng,
    secret: &[u8; 16],
    subject: &str,
) -> Result<Arrived, Error> {
    let (now, actor) = (at(VOTING), acts(tx, secret).await);
    let what = (&actor, Some(secret), Purpose::Link);
    let journey = depart(tx, now, rng, WAY, (&[1; 16], "-"), what, "/moi").await?;
    let here = (&actor, Some(secret), DEVICE);
    arrive(tx, now, rng, here, &journey, &her(subject), "jeton").await
}

async fn enters(tx: &mut Tx, rng: &mut ChaCha20Rng, subject: &str) -> Arrived {
    let (now, visitor) = (at(VOTING), Actor::visitor());
    let what = (&visitor, None, Purpose::SignIn);
    let journey = depart(tx, now, rng, WAY, (&[2; 16], "-"), what, "/mairie").await;
    let here = (&visitor, None, DEVICE);
    let arrived = arrive(
        tx,
        now,
        rng,
        here,
        &journey.unwrap(),
        &her(subject),
        "jeton",
    )
    .await;
    arrived.unwrap()
}

async fn it_opens_the_town_hall_to_whom_a_code_was_handed(base: Base) {
    let (mut tx, mut rng, now) = (base.db.write().await.unwrap(), rng(5), at(VOTING));
    let email = "accueil@exemple.bzh";
    let chief = holder(&mut tx, &mut rng, "dgs@exemple.bzh", &[Role::Administrator]).await;
    let office = opened(
        &mut tx,
        &mut rng,
        chief.account.as_ref().unwrap(),
        Proof::Passkey,
    )
    .await;
    let by = (&chief, Some(&office), Demand::Strong);
    let id = account_of(&mut tx, now, &mut rng, email).await.unwrap();
    let what = (Role::Agent, true);
    let given = person::set_role(&mut tx, by, now, &mut rng, &id, what).await;
    let code = given.unwrap().code.unwrap();
    assert_eq!(enters(&mut tx, &mut rng, "aa").await, Arrived::Unknown);
    // a mailbox ties nothing
    let mails = opened(&mut tx, &mut rng, &id, Proof::Code).await;
    let tied = ties(&mut tx, &mut rng, &mails, "aa").await;
    let weak = Refusal::Asleep(Asleep::Weak);
    assert!(
        matches!(&tied, Err(Error::Refused(why)) if *why == weak),
        "{tied:?}"
    );
    // nor does an identity of hers as a citizen
    let citizen = opened(&mut tx, &mut rng, &id, Proof::Provider(Way::FranceConnect)).await;
    let tied = ties(&mut tx, &mut rng, &citizen, "aa").await;
    assert!(
        matches!(&tied, Err(Error::Refused(why)) if *why == weak),
        "{tied:?}"
    );
    let before = store::account::actor(&mut tx, &id).await.unwrap();
    let actor = acts(&mut tx, &mails).await;
    let typed = enrolment::type_code(&mut tx, (&actor, Some(&mails)), now, &mut rng, &code).await;
    let Ok(enrolment::Typed::Right(secret)) = typed else {
        panic!("{typed:?}");
    };
    let Ok(Arrived::Linked(secret)) = ties(&mut tx, &mut rng, &secret, "aa").await else {
        panic!("not tied");
    };
    // the session that tied it is at the town hall, and so is whoever comes through it
    assert!(acts(&mut tx, &secret).await.has(Role::Agent));
    let Arrived::Opened(secret) = enters(&mut tx, &mut rng, "aa").await else {
        panic!("not opened");
    };
    assert!(acts(&mut tx, &secret).await.has(Role::Agent));
    // as a citizen she has proven no more than before
    let after = store::account::actor(&mut tx, &id).await.unwrap();
    assert_eq!(after.level, before.level);
    // its name for her changes: only an administrator unties the old one, and gives another code
    assert_eq!(enters(&mut tx, &mut rng, "bb").await, Arrived::Unknown);
    let by = Some((&chief, Some(&office)));
    let code = passkey::remove_all(&mut tx, by, now, &mut rng, &id).await;
    assert!(code.unwrap().is_some());
    assert_eq!(enters(&mut tx, &mut rng, "aa").await, Arrived::Unknown);
}

async fn without_a_role_it_opens_nothing(base: Base) {
    let (mut tx, mut rng, now) = (base.db.write().await.unwrap(), rng(6), at(VOTING));
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let id = anne.account.unwrap();
    let home = opened(&mut tx, &mut rng, &id, Proof::Code).await;
    let tied = ties(&mut tx, &mut rng, &home, "cc").await;
    assert!(
        matches!(tied, Err(Error::Refused(Refusal::NotYours))),
        "{tied:?}"
    );
    // one who had a role, and has it no more, keeps no way in by it
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let hers = agent.account.unwrap();
    let here = opened(&mut tx, &mut rng, &hers, Proof::Passkey).await;
    let Ok(Arrived::Linked(here)) = ties(&mut tx, &mut rng, &here, "dd").await else {
        panic!("not tied");
    };
    person::give_role(&mut tx, None, now, &mut rng, &hers, Role::Agent, false)
        .await
        .unwrap();
    assert_eq!(enters(&mut tx, &mut rng, "dd").await, Arrived::Unknown);
    let actor = acts(&mut tx, &here).await;
    let gone = untie(&mut tx, now, &mut rng, (&actor, Some(&here)), WAY).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
}

/// A town hall that was open to codes, and is not any more, trusts nothing that was made then.
async fn what_was_made_while_codes_were_enough_goes(base: Base) {
    let (mut tx, mut rng, now) = (base.db.write().await.unwrap(), rng(7), at(VOTING));
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let id = agent.account.unwrap();
    let here = opened(&mut tx, &mut rng, &id, Proof::Passkey).await;
    let Ok(Arrived::Linked(here)) = ties(&mut tx, &mut rng, &here, "ee").await else {
        panic!("not tied");
    };
    let people = enrolment::closed_to_codes(&mut tx, now, &mut rng).await;
    assert_eq!(people.unwrap(), 1);
    assert_eq!(acts(&mut tx, &here).await, Actor::visitor());
    assert_eq!(enters(&mut tx, &mut rng, "ee").await, Arrived::Unknown);
}

on_both!(
    it_opens_the_town_hall_to_whom_a_code_was_handed
    without_a_role_it_opens_nothing
    what_was_made_while_codes_were_enough_goes
);
