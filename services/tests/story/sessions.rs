//! Sessions: how long they last, how soon roles fall asleep in them, the list of one's own, on both databases.

use crate::common::{Base, VOTING, at, holder, rng};
use crate::on_both;
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Asleep, Refusal, Role};
use rand_chacha::ChaCha20Rng;
use services::session::{
    self, Demand, IDLE_SECONDS, ROLE_IDLE_SECONDS, ROLE_SECONDS, SECONDS, Who,
};
use services::{Error, Tx, passkey};

const HOUR: i64 = 3600;

async fn opened(tx: &mut Tx, rng: &mut ChaCha20Rng, owner: &AccountId, proof: Proof) -> [u8; 16] {
    let device = Device::read("Mozilla/5.0 (Android 14) Firefox/115.0");
    let secret = session::open(tx, at(VOTING), rng, owner, proof, device).await;
    secret.unwrap()
}

async fn who(tx: &mut Tx, seconds: i64, secret: &[u8], demand: Demand) -> Who {
    let now = at(VOTING).plus_seconds(seconds);
    session::who(tx, now, Some(secret), demand).await.unwrap()
}

/// A page is looked at, and that is noted.
async fn used(tx: &mut Tx, seconds: i64, secret: &[u8]) {
    let now = at(VOTING).plus_seconds(seconds);
    let found = who(tx, seconds, secret, Demand::Any).await;
    session::seen(tx, now, secret, &found.actor).await.unwrap();
}

async fn a_session_ends_unused_and_at_the_latest(base: Base) {
    let (mut tx, mut rng) = (base.db.write().await.unwrap(), rng(1));
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let id = anne.account.clone().unwrap();
    let secret = opened(&mut tx, &mut rng, &id, Proof::Code).await;
    let first = who(&mut tx, HOUR - 1, &secret, Demand::Any).await;
    assert_eq!(
        (first.actor.account, first.unseen),
        (Some(id.clone()), false)
    );
    // it is time to note its use, once an hour
    assert!(who(&mut tx, HOUR, &secret, Demand::Any).await.unseen);
    used(&mut tx, HOUR, &secret).await;
    assert!(!who(&mut tx, HOUR, &secret, Demand::Any).await.unseen);
    let until = HOUR + IDLE_SECONDS;
    assert_eq!(
        who(&mut tx, until, &secret, Demand::Any)
            .await
            .actor
            .account,
        Some(id)
    );
    let idle = who(&mut tx, until + 1, &secret, Demand::Any).await;
    assert_eq!(idle.actor, Actor::visitor());
    // used all the time, it ends all the same
    let mut at = HOUR;
    while at + IDLE_SECONDS < SECONDS {
        at += IDLE_SECONDS;
        used(&mut tx, at, &secret).await;
    }
    assert!(
        who(&mut tx, SECONDS - 1, &secret, Demand::Any)
            .await
            .actor
            .account
            .is_some()
    );
    let end = who(&mut tx, SECONDS, &secret, Demand::Any).await;
    assert_eq!(end.actor, Actor::visitor());
}
on_both!(a_session_ends_unused_and_at_the_latest);

async fn roles_fall_asleep_and_a_sign_in_wakes_them(base: Base) {
    let (mut tx, mut rng) = (base.db.write().await.unwrap(), rng(2));
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let id = agent.account.clone().unwrap();
    let secret = opened(&mut tx, &mut rng, &id, Proof::Code).await;
    let asleep = |who: &Who| who.actor.with_role(Role::Agent).err();
    let late = Some(Refusal::Asleep(Asleep::Late));
    let found = who(&mut tx, ROLE_IDLE_SECONDS, &secret, Demand::Any).await;
    assert_eq!(asleep(&found), None);
    let found = who(&mut tx, ROLE_IDLE_SECONDS + 1, &secret, Demand::Any).await;
    assert_eq!(asleep(&found), late);
    // she is still signed in as anybody is; looking at pages does not wake them
    assert_eq!(found.actor.account.as_ref(), Some(&id));
    used(&mut tx, ROLE_IDLE_SECONDS + 1, &secret).await;
    let found = who(&mut tx, ROLE_IDLE_SECONDS + 2, &secret, Demand::Any).await;
    assert_eq!(asleep(&found), late);
    let secret = opened(&mut tx, &mut rng, &id, Proof::Code).await;
    // used all the time, they fall asleep all the same
    for hour in 0..=ROLE_SECONDS / HOUR {
        used(&mut tx, hour * HOUR, &secret).await;
    }
    let found = who(&mut tx, ROLE_SECONDS, &secret, Demand::Any).await;
    assert_eq!(asleep(&found), None);
    let found = who(&mut tx, ROLE_SECONDS + 1, &secret, Demand::Any).await;
    assert_eq!(asleep(&found), late);
    // where a passkey is asked for, a code by mail does not wake them
    let weak = who(&mut tx, 0, &secret, Demand::Strong).await;
    assert_eq!(asleep(&weak), Some(Refusal::Asleep(Asleep::Weak)));
    let strong = opened(&mut tx, &mut rng, &id, Proof::Passkey).await;
    assert_eq!(
        asleep(&who(&mut tx, 0, &strong, Demand::Strong).await),
        None
    );
}
on_both!(roles_fall_asleep_and_a_sign_in_wakes_them);

async fn one_ends_ones_own_sessions_and_nobody_elses(base: Base) {
    let (mut tx, mut rng) = (base.db.write().await.unwrap(), rng(3));
    let now = at(VOTING);
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let bran = holder(&mut tx, &mut rng, "bran@exemple.bzh", &[]).await;
    let hers = anne.account.clone().unwrap();
    let phone = opened(&mut tx, &mut rng, &hers, Proof::Code).await;
    let tablet = opened(&mut tx, &mut rng, &hers, Proof::Passkey).await;
    let third = opened(&mut tx, &mut rng, &hers, Proof::Code).await;
    let other = opened(
        &mut tx,
        &mut rng,
        bran.account.as_ref().unwrap(),
        Proof::Code,
    )
    .await;
    let mine = session::mine(&mut tx, &anne, now, Some(&phone))
        .await
        .unwrap();
    assert_eq!(mine.len(), 3);
    assert!(mine[0].here && !mine[1].here && !mine[2].here);
    assert_eq!(mine[0].session.device.system, Some("Android"));
    let with_passkey = mine.iter().find(|m| m.session.proof == Proof::Passkey);
    let name = with_passkey.unwrap().name.clone();
    // its name ends it for its owner only
    let stranger = session::end(&mut tx, &bran, now, &mut rng, &name).await;
    assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
    for odd in ["", "autres", "é", "00"] {
        let nothing = session::end(&mut tx, &anne, now, &mut rng, odd).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
    }
    session::end(&mut tx, &anne, now, &mut rng, &name)
        .await
        .unwrap();
    let signed_in = |found: Who| found.actor.account.is_some();
    assert!(!signed_in(who(&mut tx, 0, &tablet, Demand::Any).await));
    session::end_others(&mut tx, &anne, now, &mut rng, Some(&phone))
        .await
        .unwrap();
    assert!(!signed_in(who(&mut tx, 0, &third, Demand::Any).await));
    assert!(signed_in(who(&mut tx, 0, &phone, Demand::Any).await));
    assert!(signed_in(who(&mut tx, 0, &other, Demand::Any).await));
    let visitor = session::mine(&mut tx, &Actor::visitor(), now, None).await;
    assert!(matches!(visitor, Err(Error::Refused(Refusal::SignIn))));
}
on_both!(one_ends_ones_own_sessions_and_nobody_elses);

/// Whoever reads an agent's mails could else take her passkeys away, make one, and enter the town hall with it.
async fn only_an_administrator_removes_the_passkeys_of_whom_they_were_lost_by(base: Base) {
    let (mut tx, mut rng) = (base.db.write().await.unwrap(), rng(4));
    let now = at(VOTING);
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let chief = holder(&mut tx, &mut rng, "dgs@exemple.bzh", &[Role::Administrator]).await;
    let id = agent.account.clone().unwrap();
    let kept = passkey::Passkey {
        id: "cle-1".to_owned(),
        name: "Tablette".to_owned(),
        key: "{}".to_owned(),
        created_at: now,
        used_at: None,
    };
    let added = store::passkey::add(&mut tx, &id, b"credential", &kept, [[1; 24], [2; 24]]).await;
    assert!(added.unwrap());
    let code = opened(&mut tx, &mut rng, &id, Proof::Code).await;
    let weak = who(&mut tx, 0, &code, Demand::Strong).await.actor;
    let removed = passkey::remove(&mut tx, &weak, now, &mut rng, Some(&code), "cle-1").await;
    assert!(
        matches!(removed, Err(Error::Refused(Refusal::Asleep(_)))),
        "{removed:?}"
    );
    let here = opened(
        &mut tx,
        &mut rng,
        chief.account.as_ref().unwrap(),
        Proof::Passkey,
    )
    .await;
    let by = |actor, here| Some((actor, here));
    for refused in [by(&agent, Some(&code)), by(&chief, None)] {
        let removed = passkey::remove_all(&mut tx, refused, now, &mut rng, &id).await;
        assert!(
            matches!(removed, Err(Error::Refused(_) | Error::Stale)),
            "{removed:?}"
        );
    }
    let removed = passkey::remove_all(&mut tx, by(&chief, Some(&here)), now, &mut rng, &id).await;
    // with which she makes another
    assert!(removed.unwrap().is_some());
    assert!(passkey::mine(&mut tx, &agent).await.unwrap().is_empty());
    assert_eq!(
        who(&mut tx, 0, &code, Demand::Any).await.actor,
        Actor::visitor()
    );
    let again = passkey::remove_all(&mut tx, by(&chief, Some(&here)), now, &mut rng, &id).await;
    assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
}
on_both!(only_an_administrator_removes_the_passkeys_of_whom_they_were_lost_by);

/// What stands in the table: a hash, two words and days.
async fn nothing_more_is_kept_of_a_device(base: Base) {
    let (mut tx, mut rng) = (base.db.write().await.unwrap(), rng(5));
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let secret = opened(
        &mut tx,
        &mut rng,
        anne.account.as_ref().unwrap(),
        Proof::Code,
    )
    .await;
    let rows = tx
        .all("SELECT id_hash, device FROM session", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_ne!(rows[0].get::<Vec<u8>>(0).unwrap(), secret);
    assert_eq!(rows[0].get::<String>(1).unwrap(), "Firefox/Android");
}
on_both!(nothing_more_is_kept_of_a_device);
