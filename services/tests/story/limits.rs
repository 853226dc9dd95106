//! Limits of attempts, and drafts that outlive a session.

use crate::common::{Base, PROPOSING, at, budget_form, citizen, official, proposal_form, rng};
use crate::on_both;
use services::{Error, contribution, draft, limit, process, proposal};

async fn one_account_does_not_flood(base: Base) {
    let (now, mut rng) = (at(PROPOSING), rng(21));
    let mut tx = base.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng).await;
    let anne = citizen(&mut tx, now, &mut rng, 1).await;
    let yann = citizen(&mut tx, now, &mut rng, 2).await;
    let form = process::Form {
        categories: String::new(),
        ..budget_form()
    };
    let process = process::create(&mut tx, &mayor, now, &mut rng, &form)
        .await
        .unwrap();
    let form = proposal_form(
        "Un banc de plus",
        "Un banc, encore un banc, toujours un banc.",
        "",
    );
    let mut id = None;
    for _ in 0..limit::PROPOSAL.most {
        let made = proposal::create(&mut tx, &anne, now, &mut rng, &process.slug, &form).await;
        id = Some(made.unwrap());
    }
    let id = id.unwrap();
    let refused = proposal::create(&mut tx, &anne, now, &mut rng, &process.slug, &form).await;
    assert!(matches!(refused, Err(Error::TooMany(s)) if s == limit::PROPOSAL.window));
    // a form with an error does not count, another account is not held back, time heals
    proposal::create(&mut tx, &yann, now, &mut rng, &process.slug, &form)
        .await
        .unwrap();
    let later = now.plus_seconds(limit::PROPOSAL.window);
    proposal::create(&mut tx, &anne, later, &mut rng, &process.slug, &form)
        .await
        .unwrap();

    let comment = contribution::Form {
        body: "Bien vu.".to_owned(),
        ..contribution::Form::default()
    };
    for _ in 0..limit::COMMENT.most {
        contribution::comment(&mut tx, &anne, now, &mut rng, &id, &comment)
            .await
            .unwrap();
    }
    let refused = contribution::comment(&mut tx, &anne, now, &mut rng, &id, &comment).await;
    assert!(matches!(refused, Err(Error::TooMany(s)) if s == limit::COMMENT.window));

    for n in 0..limit::SUPPORT.most {
        contribution::support(&mut tx, &anne, now, &id, n % 2 == 0)
            .await
            .unwrap();
    }
    let refused = contribution::support(&mut tx, &anne, now, &id, true).await;
    assert!(matches!(refused, Err(Error::TooMany(_))));
}

async fn drafts_do_not_fill_the_disk(base: Base) {
    let now = at(PROPOSING);
    let until = now.plus_seconds(86_400);
    let mine = &b"my browser"[..];
    let mut tx = base.db.write().await.unwrap();
    let long = "x".repeat(draft::MOST + 1);
    let large = draft::keep(&mut tx, now, (mine, "net"), "/a", &long, [1; 24], until).await;
    assert!(matches!(large, Err(Error::TooLarge)));
    // the newest of one browser stay
    for i in 0..25 {
        let form = format!("/formulaire/{i}");
        let until = until.plus_seconds(i);
        draft::keep(&mut tx, now, (mine, "net"), &form, "a=b", [2; 24], until)
            .await
            .unwrap();
    }
    let forms = draft::forms(&mut tx, mine, now).await.unwrap();
    assert_eq!((forms.len(), forms[0].as_str()), (20, "/formulaire/24"));
    // and a network gives up at last, each browser being a new one
    let mut given_up = false;
    for i in 0..600_u32 {
        let browser = i.to_be_bytes();
        let kept = draft::keep(&mut tx, now, (&browser, "net"), "/a", "a=b", [3; 24], until).await;
        given_up |= matches!(kept, Err(Error::TooMany(_)));
    }
    assert!(given_up);
    draft::keep(&mut tx, now, (mine, "other"), "/a", "a=b", [4; 24], until)
        .await
        .unwrap();
    draft::forget_all(&mut tx, mine).await.unwrap();
    assert!(draft::forms(&mut tx, mine, now).await.unwrap().is_empty());
}

async fn a_draft_waits_for_its_browser_only(base: Base) {
    let now = at(PROPOSING);
    let until = now.plus_seconds(86_400);
    let (mine, other) = (&b"my browser"[..], &b"another"[..]);
    let (form, body) = (
        "/demarches/x/proposer",
        "title=Un+banc&body=%C3%A0+l%E2%80%99ombre",
    );
    let mut tx = base.db.write().await.unwrap();
    draft::keep(
        &mut tx,
        now,
        (mine, "net"),
        form,
        "title=avant",
        [1; 24],
        until,
    )
    .await
    .unwrap();
    draft::keep(&mut tx, now, (mine, "net"), form, body, [2; 24], until)
        .await
        .unwrap();
    let got = draft::get(&mut tx, mine, form, now).await.unwrap();
    assert_eq!(got.as_deref(), Some(body));
    assert_eq!(draft::get(&mut tx, other, form, now).await.unwrap(), None);
    assert_eq!(
        draft::get(&mut tx, mine, "/ailleurs", now).await.unwrap(),
        None
    );
    assert_eq!(draft::get(&mut tx, mine, form, until).await.unwrap(), None);
    let stored = tx.all("SELECT body_sealed FROM draft", &[]).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert!(!crate::common::holds(
        stored[0].get::<&[u8]>(0).unwrap(),
        b"title"
    ));
    draft::forget(&mut tx, mine, form).await.unwrap();
    assert_eq!(draft::get(&mut tx, mine, form, now).await.unwrap(), None);
    // swept once it is over
    draft::keep(&mut tx, now, (mine, "net"), form, body, [3; 24], until)
        .await
        .unwrap();
    let swept = store::draft::sweep(&mut tx, until.plus_seconds(1)).await;
    assert_eq!(swept.unwrap(), 1);
    assert!(
        tx.all("SELECT form FROM draft", &[])
            .await
            .unwrap()
            .is_empty()
    );
}

on_both! {
    drafts_do_not_fill_the_disk
    one_account_does_not_flood
    a_draft_waits_for_its_browser_only
}
