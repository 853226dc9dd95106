//! Each thing that can be wrong is said with its remedy.

use super::*;
use crate::cli::Mails;
use crate::testing::Folder;
use civic::permission::Role;
use store::meta;

fn options(folder: &Folder) -> Doctor {
    Doctor {
        base: folder.base(),
        mails: Mails {
            smtp: None,
            mail_from: None,
            mail_folder: None,
        },
        public_url: None,
        mail_to: None,
    }
}

async fn said(options: &Doctor) -> (bool, String) {
    let report = examine(options, (clock::machine())()).await.unwrap();
    (report.ill, report.lines.join("\n"))
}

#[tokio::test]
async fn it_says_what_to_do() {
    let folder = Folder::new("doctor");
    let options = options(&folder);
    let (ill, lines) = said(&options).await;
    assert!(ill && lines.contains("tiker serve"));
    options.base.open().await.unwrap().close().await;
    let (ill, lines) = said(&options).await;
    assert!(!ill, "{lines}");
    for words in [
        "--smtp",
        "--public-url",
        "tiker backup",
        "administrator",
        "Go sur le disque",
    ] {
        assert!(lines.contains(words), "{words}: {lines}");
    }
    std::fs::write(options.base.key_path(), "0".repeat(64)).unwrap();
    let (ill, lines) = said(&options).await;
    assert!(ill && lines.contains("pas celle de cette base"), "{lines}");
}

#[tokio::test]
async fn a_change_of_keys_is_told_of() {
    let folder = Folder::new("doctor-keys");
    let options = options(&folder);
    options.base.open().await.unwrap().close().await;
    crate::rotate::run(options.base.clone()).await.unwrap();
    let (ill, lines) = said(&options).await;
    assert!(!ill && lines.contains("la clé ouvre ce"), "{lines}");
    assert!(lines.contains("note   Une ancienne clé"), "{lines}");
    // as when the power went after the change and before the files had their names
    let key = options.base.key_path();
    std::fs::rename(&key, crate::key::beside(&key, crate::key::NEW)).unwrap();
    std::fs::copy(&crate::key::former(&key)[0], &key).unwrap();
    let (ill, lines) = said(&options).await;
    assert!(ill && lines.contains("`tiker rotate-key`"), "{lines}");
}

#[tokio::test]
async fn what_is_overdue_is_said() {
    let folder = Folder::new("doctor-late");
    let options = options(&folder);
    let now = (clock::machine())();
    let mut rng = crate::common::rng(1);
    let db = options.base.open().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let mayor = crate::common::official(&mut tx, now, &mut rng).await;
    let person = mayor.account().unwrap().clone();
    services::person::give_role(
        &mut tx,
        None,
        now,
        &mut rng,
        &person,
        Role::Administrator,
        true,
    )
    .await
    .unwrap();
    let form = crate::common::budget_form();
    // its vote is over since the spring of 2026
    let then = crate::common::at(crate::common::PROPOSING);
    services::process::create(&mut tx, &mayor, then, &mut rng, &form)
        .await
        .unwrap();
    // and one that should have been sealed, whose trustees were never named
    let sealed = services::process::Form {
        urn: "sealed_server".to_owned(),
        title: "Un vote scellé".to_owned(),
        ..crate::common::budget_form()
    };
    services::process::create(&mut tx, &mayor, then, &mut rng, &sealed)
        .await
        .unwrap();
    store::job::add(&mut tx, "j", "other", "", [0; 24], now.plus_seconds(-3600))
        .await
        .unwrap();
    let old = (now.0 - 9 * 86_400_000_000).to_string();
    meta::set(&mut tx, meta::LAST_BACKUP, &old).await.unwrap();
    tx.commit().await.unwrap();
    let (ill, lines) = said(&options).await;
    assert!(ill);
    for words in [
        "ok     1 personne(s)",
        "FAIRE  1 tâche(s) attendent",
        "FAIRE  1 vote(s) terminé(s)",
        "note   Le vote scellé « Un vote scellé » n’a pas eu lieu",
        "FAIRE  La dernière sauvegarde a 9 jours",
    ] {
        assert!(lines.contains(words), "{words}: {lines}");
    }
    let mut tx = db.write().await.unwrap();
    store::job::failed(&mut tx, "j", "x", None).await.unwrap();
    tx.run("DELETE FROM migration", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let (ill, lines) = said(&options).await;
    assert!(
        ill && lines.contains("mise(s) à jour (0001_base"),
        "{lines}"
    );
    db.close().await;
}

#[test]
fn it_asks_postgres_the_same() {
    crate::common::on_postgres("doctor", |ground: crate::common::Base| async move {
        let now = (clock::machine())();
        let mut tx = ground.db.write().await.unwrap();
        let mut rng = crate::common::rng(1);
        crate::common::official(&mut tx, now, &mut rng).await;
        store::job::add(&mut tx, "j", "other", "", [0; 24], now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut report = Report::default();
        let newest = data::examine(&ground.db, now, &mut report).await.unwrap();
        assert_eq!(newest, Some(now.0));
        let lines = report.lines.join("\n");
        assert!(
            !report.ill && lines.contains("1 tâche(s) en attente"),
            "{lines}"
        );
    });
}

#[tokio::test]
async fn a_test_mail_goes_out() {
    let folder = Folder::new("doctor-mail");
    let mut options = options(&folder);
    options.base.open().await.unwrap().close().await;
    options.mail_to = Some("anne@exemple.bzh".to_owned());
    let (ill, lines) = said(&options).await;
    assert!(!ill && lines.contains("est parti"), "{lines}");
    let mails = serve::mail_folder(&options.base, None);
    let mail = std::fs::read_dir(mails).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(mail.path()).unwrap();
    assert!(text.starts_with("To: anne@exemple.bzh"), "{text}");
}
