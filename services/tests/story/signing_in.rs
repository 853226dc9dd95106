//! Sign-in by code: five tries, fifteen minutes, one browser, one use.

use crate::common::{Base, at, field_of, holds, rng, sqlite_bytes};
use crate::on_both;
use civic::device::Device;
use civic::field::FieldError;
use civic::permission::Level;
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use services::session::{self, Demand};
use services::sign_in::{self, Typed};
use services::{Error, limit};
use store::Backend;

const MAIL: &str = "Anne.Guivarch@Exemple.bzh";
const BROWSER: &[u8] = b"the browser that asked";
const NOW: &str = "2026-03-10T10:00";

async fn ask(base: &Base, now: Time, rng: &mut ChaCha20Rng, browser: &[u8]) -> String {
    let mut tx = base.db.write().await.unwrap();
    sign_in::ask_code(&mut tx, now, rng, MAIL, browser, "net", "fr")
        .await
        .unwrap();
    let job = store::job::lease(&mut tx, now, now.plus_seconds(60))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(job.kind, sign_in::MAIL_JOB);
    let mail: sign_in::CodeMail = serde_json::from_str(&job.payload).unwrap();
    assert_eq!(mail.to, "anne.guivarch@exemple.bzh");
    store::job::done(&mut tx, &job.id, now, [1; 24])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    mail.code
}

async fn try_code(
    base: &Base,
    now: Time,
    rng: &mut ChaCha20Rng,
    code: &str,
    browser: &[u8],
    network: &str,
) -> services::Result<Typed> {
    let mut tx = base.db.write().await.unwrap();
    let typed = sign_in::type_code(
        &mut tx,
        now,
        rng,
        code,
        (browser, Device::default()),
        network,
    )
    .await;
    tx.commit().await.unwrap();
    typed
}

fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

async fn five_wrong_tries_and_no_more(base: Base) {
    let (now, mut rng) = (at(NOW), rng(1));
    let code = ask(&base, now, &mut rng, BROWSER).await;
    for left in (1..5).rev() {
        let typed = try_code(&base, now, &mut rng, &wrong(&code), BROWSER, "net").await;
        assert_eq!(typed.unwrap(), Typed::Wrong { left });
    }
    for _ in 0..2 {
        let typed = try_code(&base, now, &mut rng, &wrong(&code), BROWSER, "net").await;
        assert_eq!(typed.unwrap(), Typed::NoneWaiting);
    }
    let typed = try_code(&base, now, &mut rng, &code, BROWSER, "net").await;
    assert_eq!(typed.unwrap(), Typed::NoneWaiting);
    let mut tx = base.db.read().await.unwrap();
    assert_eq!(
        sign_in::waiting_for(&mut tx, BROWSER, now).await.unwrap(),
        None
    );
    drop(tx);
    // another code works again, at the fifth try too
    let code = ask(&base, now, &mut rng, BROWSER).await;
    for _ in 0..4 {
        try_code(&base, now, &mut rng, &wrong(&code), BROWSER, "net")
            .await
            .unwrap();
    }
    let typed = try_code(&base, now, &mut rng, &code, BROWSER, "net").await;
    assert!(matches!(typed.unwrap(), Typed::Opened { .. }));
}

async fn a_code_ends_after_fifteen_minutes(base: Base) {
    let (now, mut rng) = (at(NOW), rng(2));
    let code = ask(&base, now, &mut rng, BROWSER).await;
    let late = now.plus_seconds(sign_in::CODE_SECONDS);
    let typed = try_code(&base, late, &mut rng, &code, BROWSER, "net").await;
    assert_eq!(typed.unwrap(), Typed::NoneWaiting);
    let last = Time(late.0 - 1);
    let typed = try_code(&base, last, &mut rng, &code, BROWSER, "net").await;
    assert!(matches!(typed.unwrap(), Typed::Opened { .. }));
}

async fn another_browser_has_no_use_for_a_code(base: Base) {
    let (now, mut rng) = (at(NOW), rng(3));
    let code = ask(&base, now, &mut rng, BROWSER).await;
    let typed = try_code(&base, now, &mut rng, &code, b"another browser", "net").await;
    assert_eq!(typed.unwrap(), Typed::NoneWaiting);
    // asking again from the same browser ends the earlier code
    let newer = ask(&base, now, &mut rng, BROWSER).await;
    assert_ne!(code, newer);
    let typed = try_code(&base, now, &mut rng, &code, BROWSER, "net").await;
    assert_eq!(typed.unwrap(), Typed::Wrong { left: 4 });
    for bad in ["", "12", "abcdef", "١٢٣٤٥٦", "1234567"] {
        let typed = try_code(&base, now, &mut rng, bad, BROWSER, "net").await;
        let error = field_of(typed, "code");
        assert!(matches!(error, FieldError::Missing | FieldError::Malformed));
    }
    let spaced = format!(" {} {}", &newer[..3], &newer[3..]);
    let typed = try_code(&base, now, &mut rng, &spaced, BROWSER, "net").await;
    assert!(matches!(typed.unwrap(), Typed::Opened { .. }));
}

async fn a_code_opens_one_session_however_many_try(base: Base) {
    let (now, mut first) = (at(NOW), rng(4));
    let code = ask(&base, now, &mut first, BROWSER).await;
    let tries = (0..8).map(|n| {
        let (base, code) = (base.clone(), code.clone());
        tokio::spawn(async move {
            let (mut rng, network) = (rng(100 + n), format!("network {n}"));
            try_code(&base, now, &mut rng, &code, BROWSER, &network)
                .await
                .unwrap()
        })
    });
    let mut opened = 0;
    for handle in tries.collect::<Vec<_>>() {
        opened += usize::from(matches!(handle.await.unwrap(), Typed::Opened { .. }));
    }
    assert_eq!(opened, 1);
    let typed = try_code(&base, now, &mut first, &code, BROWSER, "net").await;
    assert_eq!(typed.unwrap(), Typed::NoneWaiting);
    let mut tx = base.db.read().await.unwrap();
    let rows = tx.all("SELECT COUNT(*) FROM session", &[]).await.unwrap();
    assert_eq!(rows[0].get::<i64>(0).unwrap(), 1);
    let rows = tx.all("SELECT COUNT(*) FROM account", &[]).await.unwrap();
    assert_eq!(rows[0].get::<i64>(0).unwrap(), 1);
}

async fn guesses_at_the_same_time_are_five_together(base: Base) {
    let (now, mut first) = (at(NOW), rng(5));
    let code = ask(&base, now, &mut first, BROWSER).await;
    let guesses = (0..12).map(|n| {
        let (base, guess) = (base.clone(), wrong(&code));
        tokio::spawn(async move {
            let (mut rng, network) = (rng(200 + n), format!("network {n}"));
            try_code(&base, now, &mut rng, &guess, BROWSER, &network)
                .await
                .unwrap()
        })
    });
    let mut compared = 0;
    for handle in guesses.collect::<Vec<_>>() {
        compared += usize::from(matches!(handle.await.unwrap(), Typed::Wrong { .. }));
    }
    // the fifth is told like those after it
    assert_eq!(compared, 4);
    let typed = try_code(&base, now, &mut first, &code, BROWSER, "net").await;
    assert_eq!(typed.unwrap(), Typed::NoneWaiting);
    let mut tx = base.db.read().await.unwrap();
    let rows = tx
        .all("SELECT attempts FROM sign_in_code", &[])
        .await
        .unwrap();
    assert_eq!(rows[0].get::<i64>(0).unwrap(), 5);
}

async fn a_code_opens_a_session_that_ends_by_hand(base: Base) {
    let (now, mut rng) = (at(NOW), rng(6));
    let code = ask(&base, now, &mut rng, BROWSER).await;
    let typed = try_code(&base, now, &mut rng, &code, BROWSER, "net").await;
    let Ok(Typed::Opened { secret, account }) = typed else {
        panic!("{typed:?}");
    };
    let mut tx = base.db.write().await.unwrap();
    let acts = session::who(&mut tx, now, Some(&secret), Demand::Any).await;
    let actor = acts.unwrap().actor;
    assert_eq!(
        (actor.account, actor.level),
        (Some(account), Level::Mailbox)
    );
    for stranger in [&b"guessed"[..], &[0; 16]] {
        let visitor = session::who(&mut tx, now, Some(stranger), Demand::Any).await;
        assert_eq!(visitor.unwrap().actor.account, None);
    }
    session::close(&mut tx, &secret).await.unwrap();
    let visitor = session::who(&mut tx, now, Some(&secret), Demand::Any).await;
    assert_eq!(visitor.unwrap().actor.account, None);
}

async fn attempts_are_limited(base: Base) {
    let (now, mut rng) = (at(NOW), rng(7));
    let mut tx = base.db.write().await.unwrap();
    let limit = usize::try_from(limit::CODE_ASKED.most).unwrap();
    for n in 0..limit {
        let browser = [u8::try_from(n).unwrap(); 16];
        sign_in::ask_code(&mut tx, now, &mut rng, MAIL, &browser, "net", "fr")
            .await
            .unwrap();
    }
    let refused = sign_in::ask_code(&mut tx, now, &mut rng, MAIL, b"b", "net", "fr").await;
    assert!(matches!(refused, Err(Error::TooMany(s)) if s == limit::CODE_ASKED.window));
    // a neighbour on the same network, or the same person elsewhere, is not held back
    let neighbour = "yann@exemple.bzh";
    sign_in::ask_code(&mut tx, now, &mut rng, neighbour, b"c", "net", "fr")
        .await
        .unwrap();
    sign_in::ask_code(&mut tx, now, &mut rng, MAIL, b"d", "other", "fr")
        .await
        .unwrap();
    let later = now.plus_seconds(limit::CODE_ASKED.window);
    sign_in::ask_code(&mut tx, later, &mut rng, MAIL, b"e", "net", "fr")
        .await
        .unwrap();
    // from everywhere together there is an end too
    let mut asked = 0;
    for n in 0..40 {
        let network = format!("net {n}");
        let asking = sign_in::ask_code(&mut tx, later, &mut rng, MAIL, b"f", &network, "fr").await;
        asked += usize::from(asking.is_ok());
    }
    // twenty an hour, seven of them above
    assert_eq!(asked, 13);
    let bad = sign_in::ask_code(&mut tx, now, &mut rng, "anne@", b"g", "net", "fr").await;
    assert_eq!(field_of(bad, "email"), FieldError::Malformed);
}

async fn addresses_and_names_are_sealed(base: Base) {
    let (now, mut rng) = (at(NOW), rng(8));
    let code = ask(&base, now, &mut rng, BROWSER).await;
    let typed = try_code(&base, now, &mut rng, &code, BROWSER, "net").await;
    let Ok(Typed::Opened { account, .. }) = typed else {
        panic!("{typed:?}");
    };
    let mut tx = base.db.write().await.unwrap();
    let actor = store::account::actor(&mut tx, &account).await.unwrap();
    services::person::set_name(&mut tx, &actor, now, &mut rng, "Anne Guivarch")
        .await
        .unwrap();
    // one more mail waits to be sent, with its address and code
    sign_in::ask_code(&mut tx, now, &mut rng, MAIL, b"later", "net", "fr")
        .await
        .unwrap();
    let read = store::account::get(&mut tx, &account)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read.email.as_deref(), Some("anne.guivarch@exemple.bzh"));
    assert_eq!(read.name.as_deref(), Some("Anne Guivarch"));
    tx.commit().await.unwrap();
    let texts = [
        "anne.guivarch",
        "Anne.Guivarch",
        "Anne Guivarch",
        "exemple.bzh",
    ];
    if base.db.backend() == Backend::Sqlite {
        for bytes in sqlite_bytes(&base) {
            for text in texts {
                assert!(!holds(&bytes, text.as_bytes()), "{text} is in clear");
            }
        }
        assert!(
            sqlite_bytes(&base)
                .iter()
                .any(|b| holds(b, account.as_str().as_bytes()))
        );
    } else {
        let mut tx = base.db.read().await.unwrap();
        for table in ["account", "sign_in_code", "job", "session", "audit", "rate"] {
            let rows = crate::common::sql(format!("SELECT t::text FROM {table} t"));
            for row in tx.all(rows, &[]).await.unwrap() {
                let row: String = row.get(0).unwrap();
                for text in texts {
                    let hex: String = text.bytes().map(|b| format!("{b:02x}")).collect();
                    assert!(!row.contains(text) && !row.contains(&hex), "{table}: {row}");
                }
            }
        }
    }
}

on_both! {
    five_wrong_tries_and_no_more
    a_code_ends_after_fifteen_minutes
    another_browser_has_no_use_for_a_code
    a_code_opens_one_session_however_many_try
    guesses_at_the_same_time_are_five_together
    a_code_opens_a_session_that_ends_by_hand
    attempts_are_limited
    addresses_and_names_are_sealed
}
