//! The first start: the console's code, then the mail's, make the first administrator, once.

use crate::common::{Base, PROPOSING, account, at, rng};
use crate::on_both;
use civic::device::Device;
use civic::permission::Role;
use rand_chacha::ChaCha20Rng;
use services::first_start::{self, Begun, Form, TRIES, Typed};
use services::sign_in::CodeMail;
use services::{Error, Tx, person};

on_both! {
    the_first_administrator
    wrong_codes_end_it
    somebody_administers_already
    whoever_reads_her_mails_is_not_the_first_administrator
}

const BROWSER: [u8; 16] = [4; 16];

fn form(code: &str) -> Form {
    Form {
        code: code.to_owned(),
        commune: "Kêr-Vihan".to_owned(),
        email: "maire@exemple.bzh".to_owned(),
    }
}

async fn begin(tx: &mut Tx, rng: &mut ChaCha20Rng, form: &Form) -> Result<Begun, Error> {
    first_start::begin(tx, at(PROPOSING), rng, form, &BROWSER, "-", "fr").await
}

async fn finish(tx: &mut Tx, rng: &mut ChaCha20Rng, code: &str, browser: &[u8]) -> Typed {
    first_start::finish(
        tx,
        at(PROPOSING),
        rng,
        code,
        (browser, Device::default()),
        "-",
    )
    .await
    .unwrap()
}

/// The code of the mail that waits.
async fn mailed(tx: &mut Tx) -> String {
    let now = at(PROPOSING);
    let job = store::job::lease(tx, now, now.plus_seconds(60))
        .await
        .unwrap();
    let mail: CodeMail = serde_json::from_str(&job.unwrap().payload).unwrap();
    assert_eq!(mail.to, "maire@exemple.bzh");
    mail.code
}

async fn the_first_administrator(base: Base) {
    let (mut rng, mut tx) = (rng(31), base.db.write().await.unwrap());
    let code = first_start::offer(&mut tx, &mut rng)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(code.len(), 11);
    let stored = tx.all("SELECT value FROM meta", &[]).await.unwrap();
    let bare = code.replace('-', "");
    assert!(
        stored
            .iter()
            .all(|r| !r.get::<String>(0).unwrap().contains(&bare))
    );

    let unfinished = Form {
        email: "maire".to_owned(),
        ..form("")
    };
    let Err(Error::Fields(errors)) = begin(&mut tx, &mut rng, &unfinished).await else {
        panic!("taken");
    };
    assert!(errors.of("code").is_some() && errors.of("email").is_some());
    // as people copy it
    let copied = form(&format!(" {} ", code.to_lowercase().replace('-', " ")));
    let begun = begin(&mut tx, &mut rng, &copied).await.unwrap();
    assert_eq!(begun, Begun::Sent);
    let named = services::commune::load(&mut tx).await.unwrap().name;
    assert_eq!(named.as_deref(), Some("Kêr-Vihan"));
    assert!(
        first_start::is_open(&mut tx).await.unwrap(),
        "not before the mail was read"
    );
    let mailed = mailed(&mut tx).await;

    let elsewhere = finish(&mut tx, &mut rng, &mailed, &[5; 16]).await;
    assert_eq!(elsewhere, Typed::NoneWaiting);
    let wrong = if mailed == "000000" {
        "000001"
    } else {
        "000000"
    };
    let typed = finish(&mut tx, &mut rng, wrong, &BROWSER).await;
    assert!(matches!(typed, Typed::Wrong { .. }), "{typed:?}");
    let Typed::Opened { account, .. } = finish(&mut tx, &mut rng, &mailed, &BROWSER).await else {
        panic!("refused");
    };
    let actor = store::account::actor(&mut tx, &account).await.unwrap();
    assert!(actor.has(Role::Administrator) && actor.has(Role::Official));
    let name = store::meta::get(&mut tx, store::meta::COMMUNE)
        .await
        .unwrap();
    assert_eq!(name.as_deref(), Some("Kêr-Vihan"));

    // never again, not even with the right code
    let again = begin(&mut tx, &mut rng, &form(&code)).await;
    assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
    assert_eq!(first_start::offer(&mut tx, &mut rng).await.unwrap(), None);
}

async fn wrong_codes_end_it(base: Base) {
    let (mut rng, mut tx) = (rng(32), base.db.write().await.unwrap());
    // nothing was offered: no code is right
    let begun = begin(&mut tx, &mut rng, &form("AAAAA-AAAAA"))
        .await
        .unwrap();
    assert_eq!(begun, Begun::Over);
    let code = first_start::offer(&mut tx, &mut rng)
        .await
        .unwrap()
        .unwrap();
    for left in (1..TRIES).rev() {
        let begun = begin(&mut tx, &mut rng, &form("AAAAA-AAAAA"))
            .await
            .unwrap();
        assert_eq!(begun, Begun::Wrong { left });
    }
    for code in ["AAAAA-AAAAA", &code] {
        let begun = begin(&mut tx, &mut rng, &form(code)).await.unwrap();
        assert_eq!(begun, Begun::Over);
    }
    // a new start: another code, and the old one is dead
    let new = first_start::offer(&mut tx, &mut rng)
        .await
        .unwrap()
        .unwrap();
    assert_ne!(new, code);
    let begun = begin(&mut tx, &mut rng, &form(&code)).await.unwrap();
    assert_eq!(begun, Begun::Wrong { left: TRIES - 1 });
    let begun = begin(&mut tx, &mut rng, &form(&new)).await.unwrap();
    assert!(matches!(begun, Begun::Sent));
}

async fn somebody_administers_already(base: Base) {
    let (mut rng, mut tx, now) = (rng(33), base.db.write().await.unwrap(), at(PROPOSING));
    let code = first_start::offer(&mut tx, &mut rng)
        .await
        .unwrap()
        .unwrap();
    let id = account(&mut tx, now, &mut rng, "autre@exemple.bzh").await;
    person::give_role(&mut tx, None, now, &mut rng, &id, Role::Administrator, true)
        .await
        .unwrap();
    let begun = begin(&mut tx, &mut rng, &form(&code)).await;
    assert!(matches!(begun, Err(Error::NotFound)));
    let waiting = first_start::waiting_for(&mut tx, &BROWSER, now).await;
    assert!(matches!(waiting, Err(Error::NotFound)));
}

/// She asks for a code herself, in her own browser, and types it where the mayor would; or has made a passkey for that
/// mailbox before.
async fn whoever_reads_her_mails_is_not_the_first_administrator(base: Base) {
    let (mut rng, mut tx, now) = (rng(34), base.db.write().await.unwrap(), at(PROPOSING));
    let id = account(&mut tx, now, &mut rng, "maire@exemple.bzh").await;
    let planted = services::passkey::Passkey {
        id: "cle-1".to_owned(),
        name: "Téléphone".to_owned(),
        key: "{}".to_owned(),
        created_at: now,
        used_at: None,
    };
    let added = store::passkey::add(&mut tx, &id, b"planted", &planted, [[1; 24], [2; 24]]).await;
    assert!(added.unwrap());
    let code = first_start::offer(&mut tx, &mut rng).await.unwrap();
    let begun = begin(&mut tx, &mut rng, &form(&code.unwrap())).await;
    assert_eq!(begun.unwrap(), Begun::Sent);
    let sent = mailed(&mut tx).await;
    let hers = [6; 16];
    services::sign_in::ask_code(
        &mut tx,
        now,
        &mut rng,
        "maire@exemple.bzh",
        &hers,
        "x",
        "fr",
    )
    .await
    .unwrap();
    let read = mailed(&mut tx).await;
    assert_eq!(
        finish(&mut tx, &mut rng, &read, &hers).await,
        Typed::NoneWaiting
    );
    let typed = finish(&mut tx, &mut rng, &sent, &BROWSER).await;
    assert!(matches!(typed, Typed::Opened { .. }), "{typed:?}");
    assert_eq!(store::passkey::number(&mut tx, &id).await.unwrap(), 0);
}
