//! What `cargo xtask bench roll` measures: `roll DATABASE LINES` makes a roll of invented people, reads it, looks at it,
//! writes it as the server does, and finds a thousand of them again. Prints one line of JSON.
//! A measuring stick, not part of the program.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)] // it reads the clock

use civic::civil::{BirthDate, Civil};
use civic::elector::{examine, file};
use civic::id::AccountId;
use civic::permission::{Actor, Role};
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Db, Vault, elector, session};
use std::fmt::Write as _;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// People written by one transaction, as the server does.
const TOGETHER: usize = 4_000;
const FOUND: usize = 1_000;

fn day(n: usize) -> (usize, usize, usize) {
    (1930 + n % 76, 1 + n / 76 % 12, 1 + n / 912 % 28)
}

/// A file with as many columns as the national export, each filled.
fn roll(lines: usize) -> String {
    let mut text = "\"code du l'ugle\";\"libellé de l'ugle\";\"libellé du type de liste\";\"nom de naissance\";\"nom d'usage\";\"prénoms\";\"sexe\";\"date de naissance\";\"code commune de naissance\";\"libellé commune de naissance\";\"code département de naissance\";\"pays de naissance\";\"libellé nationalité\";\"numéro de voie\";\"libellé de voie\";\"complément 1\";\"complément 2\";\"lieu-dit\";\"code postal\";\"commune\";\"pays\";\"code du bureau de vote\";\"libellé du bureau de vote\";\"code circonscription législative du bureau de vote\";\"libellé canton du bureau de vote\";\"libellé circonscription métropolitaine du bureau de vote\";\"numéro d'ordre dans le bureau de vote\"\n".to_owned();
    for n in 0..lines {
        let (year, month, day) = day(n);
        writeln!(
            text,
            "\"56007\";\"COMMUNE\";\"Liste principale\";\"KERMAÑ{n}\";\"\";\"Loïc, Marie\";\"M\";\"{day:02}/{month:02}/{year}\";\"56007\";\"COMMUNE\";\"56\";\"FRANCE\";\"Française\";\"{n}\";\"rue du Port\";\"\";\"\";\"\";\"56400\";\"COMMUNE\";\"FRANCE\";\"{:04}\";\"Salle des fêtes\";\"02\";\"CANTON\";\"2e circonscription\";\"{n}\"",
            n % 90
        )
        .unwrap();
    }
    text
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let lines: usize = arguments[1].parse().unwrap();
    let vault = Vault::new(&[7; 32]);
    let db = Db::open(&format!("sqlite:{}", arguments[0]), vault).await;
    let db = db.unwrap();
    db.migrate().await.unwrap();
    let micros = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_micros();
    let now = Time(i64::try_from(micros).unwrap());
    let mut rng = ChaCha20Rng::from_seed([1; 32]);

    let mut tx = db.write().await.unwrap();
    let id: AccountId = services::sign_in::account_of(&mut tx, now, &mut rng, "dgs@exemple.bzh")
        .await
        .unwrap();
    store::account::grant(&mut tx, &id, Role::Administrator, now)
        .await
        .unwrap();
    let chief: Actor = store::account::actor(&mut tx, &id).await.unwrap();
    let (proof, device) = (
        civic::identity::Proof::Passkey,
        civic::device::Device::default(),
    );
    let here = session::open(&mut tx, now, &mut rng, &id, proof, device)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let text = roll(lines);
    let began = Instant::now();
    let read = file::read(text.as_bytes()).unwrap();
    let (report, kept) = examine(&read.electors, read.findings);
    let looked = began.elapsed();
    let mut tx = db.write().await.unwrap();
    let roll = elector::begin(&mut tx, &chief, now, &mut rng, Some(&here))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for some in kept.chunks(TOGETHER) {
        let mut tx = db.write_long().await.unwrap();
        elector::add(&mut tx, &roll, some).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = db.write_long().await.unwrap();
    elector::arrived(&mut tx, &roll, &report).await.unwrap();
    tx.commit().await.unwrap();
    let all = began.elapsed();

    let mut times = Vec::new();
    let mut tx = db.read().await.unwrap();
    for n in 0..FOUND {
        let n = n * lines / FOUND;
        let (year, month, day) = day(n);
        let civil = Civil {
            birth_name: format!("Kerman {n}"),
            given_names: "LOIC MARIE".to_owned(),
            born: BirthDate::parse(&format!("{year}-{month:02}-{day:02}")).unwrap(),
            place: if n.is_multiple_of(2) {
                "56007".to_owned()
            } else {
                String::new()
            },
        };
        let began = Instant::now();
        let found = store::elector::find(&mut tx, &roll, &civil).await.unwrap();
        times.push(began.elapsed());
        assert_eq!(found.len(), 1, "{civil:?}");
    }
    times.sort_unstable();
    println!(
        "{{\"looked\":{:.3},\"all\":{:.3},\"found\":{:.6},\"voters\":{},\"bytes\":{}}}",
        looked.as_secs_f64(),
        all.as_secs_f64(),
        times[FOUND * 99 / 100].as_secs_f64(),
        report.voters,
        text.len()
    );
}
