//! Another key seals what identifies people: whatever was sealed is read with it and with it alone, whoever was found is
//! found, and what one value spoils is left as it was.

use crate::common::{Base, PROPOSING, at, budget_form, official, rng, vault};
use crate::on_both;
use civic::civil::{BirthDate, Civil, Source};
use civic::device::Device;
use civic::id::{AccountId, ProcessId};
use civic::identity::Proof;
use services::{Tx, process, session, sign_in};
use store::passkey::Passkey;
use store::rotate::{self, Done, Refusal};
use store::sign_in_code::{self, NewCode};
use store::{Db, StoreError, Vault, account, civil, draft, job, journey, passkey, spare};

const ANNE: &str = "anne@exemple.bzh";
const BROWSER: [u8; 16] = [3; 16];

fn new_vault() -> Vault {
    Vault::keeping(&[8; 32], vault().lookup_key())
}

fn somebody() -> Civil {
    Civil {
        birth_name: "Le Gall".to_owned(),
        given_names: "Anne Marie".to_owned(),
        born: BirthDate::parse("31/12/1953").unwrap(),
        place: "29019".to_owned(),
    }
}

/// What was sealed, and by which names it is found.
struct Sealed {
    account: AccountId,
    process: ProcessId,
    session: [u8; 16],
}

/// A value in every sealed column, and how many that are but for the sessions'.
async fn sealed(tx: &mut Tx) -> (Sealed, u64) {
    let (now, mut rng) = (at(PROPOSING), rng(71));
    let late = now.plus_seconds(600);
    let mayor = official(tx, now, &mut rng).await;
    let process = process::create(tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let anne = sign_in::account_of(tx, now, &mut rng, ANNE).await.unwrap();
    account::set_name(tx, &anne, Some("Anne du bourg"), [1; 24])
        .await
        .unwrap();
    civil::put(tx, &anne, &somebody(), Source::Desk, now)
        .await
        .unwrap();
    let key = Passkey {
        id: "p".to_owned(),
        name: "Téléphone".to_owned(),
        key: "{\"cle\":1}".to_owned(),
        created_at: now,
        used_at: None,
    };
    let kept = passkey::add(tx, &anne, b"credential", &key, [[2; 24], [3; 24]]).await;
    assert!(kept.unwrap());
    let code = NewCode {
        id: "c",
        email: ANNE,
        code: "123456",
        browser: &BROWSER,
        now,
        until: late,
        nonce: [4; 24],
    };
    sign_in_code::add(tx, code).await.unwrap();
    draft::keep(tx, &BROWSER, "/x", "title=Un banc", [5; 24], late)
        .await
        .unwrap();
    job::add(tx, "j", "mail.code", "{\"to\":\"anne\"}", [6; 24], now)
        .await
        .unwrap();
    spare::keep(tx, &process.id, 1, "un droit", [7; 24])
        .await
        .unwrap();
    journey::begin(tx, "way", "state", &BROWSER, "question", [8; 24], late)
        .await
        .unwrap();
    let session = session::open(tx, now, &mut rng, &anne, Proof::Code, Device::default())
        .await
        .unwrap();
    store::session::keep_id_token(tx, &session, "jeton", [9; 24])
        .await
        .unwrap();
    let all = Sealed {
        account: anne,
        process: process.id,
        session,
    };
    // two addresses, a name, both of a passkey, and one each of code, draft, job, right, journey
    (all, 10)
}

/// Everything is there, as it was.
async fn opens(tx: &mut Tx, all: &Sealed) {
    let (now, id) = (at(PROPOSING), &all.account);
    let found = account::by_email(tx, ANNE).await.unwrap();
    assert_eq!(found.as_ref(), Some(id));
    let known = account::get(tx, id).await.unwrap().unwrap();
    assert_eq!(known.email.as_deref(), Some(ANNE));
    assert_eq!(known.name.as_deref(), Some("Anne du bourg"));
    let found = civil::find(tx, &somebody()).await.unwrap();
    assert_eq!(found, std::slice::from_ref(id));
    let (owner, key) = passkey::by_credential(tx, b"credential")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (&owner, &key.name[..], &key.key[..]),
        (id, "Téléphone", "{\"cle\":1}")
    );
    let waiting = sign_in_code::waiting(tx, &BROWSER, now).await.unwrap();
    assert_eq!(waiting.unwrap().email, ANNE);
    let typed = draft::get(tx, &BROWSER, "/x", now).await.unwrap();
    assert_eq!(typed.as_deref(), Some("title=Un banc"));
    let asked = journey::look(tx, "way", "state", &BROWSER, now).await;
    assert_eq!(asked.unwrap().as_deref(), Some("question"));
}

/// What is taken once is there too, and a code that was sent is still the one to type.
async fn is_taken(tx: &mut Tx, all: &Sealed) {
    let now = at(PROPOSING);
    let job = job::lease(tx, now, now.plus_seconds(60)).await.unwrap();
    assert_eq!(job.unwrap().payload, "{\"to\":\"anne\"}");
    let right = spare::take(tx, &all.process, 0).await.unwrap();
    assert_eq!(right.as_deref(), Some("un droit"));
    let used = sign_in_code::consume(tx, "c", "123456", &BROWSER, now, 5).await;
    assert!(used.unwrap());
}

async fn reseal(tx: &mut Tx) -> Result<Done, Refusal> {
    let mut last = 0u8;
    let mut nonce = || {
        last += 1;
        [last; 24]
    };
    rotate::reseal(tx, &vault(), &new_vault(), &mut nonce).await
}

async fn another_key_seals_everything(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (all, values) = sealed(&mut tx).await;
    opens(&mut tx, &all).await;
    // given up long ago, since no key opens it: nobody reads it any more
    job::add(&mut tx, "odd", "x", "", [10; 24], at(PROPOSING))
        .await
        .unwrap();
    let sql = "UPDATE job SET payload_sealed = $1 WHERE id = 'odd'";
    let spoiled = store::args![&b"spoiled"[..]];
    tx.run(sql, spoiled).await.unwrap();
    job::failed(&mut tx, "odd", "unreadable", None)
        .await
        .unwrap();
    let done = reseal(&mut tx).await.unwrap();
    let sessions = 1;
    assert_eq!(done, Done { values, sessions });
    tx.commit().await.unwrap();

    // the former key opens nothing, and finds what it found
    let mut tx = base.db.write().await.unwrap();
    let now = at(PROPOSING);
    let found = account::by_email(&mut tx, ANNE).await.unwrap();
    assert_eq!(found.as_ref(), Some(&all.account));
    let shut = [
        account::get(&mut tx, &all.account).await.err(),
        passkey::by_credential(&mut tx, b"credential").await.err(),
        sign_in_code::waiting(&mut tx, &BROWSER, now).await.err(),
        draft::get(&mut tx, &BROWSER, "/x", now).await.err(),
        journey::look(&mut tx, "way", "state", &BROWSER, now)
            .await
            .err(),
        spare::take(&mut tx, &all.process, 0).await.err(),
    ];
    for error in shut {
        assert!(matches!(error, Some(StoreError::Key)), "{error:?}");
    }
    drop(tx);

    let db = Db::open(&base.address, new_vault()).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let left = store::session::of_secret(&mut tx, &all.session, now).await;
    assert!(left.unwrap().is_none());
    opens(&mut tx, &all).await;
    is_taken(&mut tx, &all).await;
    tx.commit().await.unwrap();
    db.close().await;
}

/// One value in each table in turn that the former key does not open: nothing is changed.
async fn a_spoiled_value_stops_everything(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (all, _) = sealed(&mut tx).await;
    tx.commit().await.unwrap();
    for (sql, table, column) in [
        (
            "UPDATE account SET name_sealed = $1 WHERE name_sealed IS NOT NULL",
            "account",
            "name_sealed",
        ),
        (
            "UPDATE sign_in_code SET email_sealed = $1",
            "sign_in_code",
            "email_sealed",
        ),
        ("UPDATE draft SET body_sealed = $1", "draft", "body_sealed"),
        (
            "UPDATE job SET payload_sealed = $1",
            "job",
            "payload_sealed",
        ),
        (
            "UPDATE spare_right SET credential_sealed = $1",
            "spare_right",
            "credential_sealed",
        ),
        ("UPDATE journey SET sealed = $1", "journey", "sealed"),
        (
            "UPDATE passkey SET key_sealed = $1",
            "passkey",
            "key_sealed",
        ),
    ] {
        let mut tx = base.db.write().await.unwrap();
        // whole, and sealed for another column
        let other = vault().seal([9; 24], "other", ANNE).unwrap();
        assert_eq!(tx.run(sql, store::args![&other]).await.unwrap(), 1);
        match reseal(&mut tx).await {
            Err(Refusal::Unreadable {
                table: t,
                column: c,
                row,
            }) => {
                assert_eq!((t, c), (table, column));
                assert!(!row.is_empty() && !row.contains(ANNE), "{row}");
            }
            taken => panic!("{table}: {taken:?}"),
        }
        drop(tx);
    }
    let mut tx = base.db.write().await.unwrap();
    opens(&mut tx, &all).await;
    let session = store::session::of_secret(&mut tx, &all.session, at(PROPOSING)).await;
    assert!(session.unwrap().is_some());
    is_taken(&mut tx, &all).await;
}

/// Whoever changes the key has the database alone, and keeps it so.
async fn nobody_else_has_it_open(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    official(&mut tx, at(PROPOSING), &mut rng(72)).await;
    tx.commit().await.unwrap();
    let refused = alone(&base).await;
    assert!(refused.is_err_and(|error| error.is_busy()));
    base.db.close().await;
    let (db, tx) = alone(&base).await.unwrap();
    let late = tokio::time::timeout(
        std::time::Duration::from_secs(1),
        account_count(&base.address),
    );
    assert!(late.await.is_err(), "somebody came in meanwhile");
    tx.commit().await.unwrap();
    db.close().await;
    assert_eq!(account_count(&base.address).await, 1);
}

async fn alone(base: &Base) -> store::Result<(Db, Tx)> {
    let db = Db::alone(&base.address, vault()).await?;
    let mut tx = db.write_long().await?;
    match rotate::hold(&mut tx).await {
        Ok(()) => Ok((db, tx)),
        Err(error) => {
            drop(tx);
            db.close().await;
            Err(error)
        }
    }
}

/// What another program reads.
async fn account_count(address: &str) -> i64 {
    let db = Db::connect(address, vault()).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let row = tx.first("SELECT COUNT(*) FROM account", &[]).await.unwrap();
    let count = row.unwrap().get(0).unwrap();
    drop(tx);
    db.close().await;
    count
}

on_both! {
    another_key_seals_everything
    a_spoiled_value_stops_everything
    nobody_else_has_it_open
}
