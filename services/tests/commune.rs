//! The commune's name, colour and coat of arms: who may change them, what is refused, what is kept.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod town;

use civic::field::FieldError;
use civic::permission::{Refusal, Role};
use services::Error;
use services::commune::{Arms, ArmsError, Change, Colour, Form, edit, load, rename, show, version};
use town::{account, fields, town};

fn form(name: &str, colour: &str, arms: Change) -> Form {
    Form {
        name: name.to_owned(),
        colour: colour.to_owned(),
        arms,
    }
}

/// A coat of arms, as somebody sends it.
fn arms() -> Arms {
    let mut file = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(60, 80, |x, _| {
        image::Rgb([if x < 30 { 200 } else { 20 }; 3])
    });
    image.write_to(&mut file, image::ImageFormat::Png).unwrap();
    Arms::read(&file.into_inner()).unwrap()
}

#[tokio::test]
async fn only_an_administrator_changes_it_and_servers_see_that_it_changed() {
    let mut t = town("commune").await;
    let mut tx = t.db.write().await.unwrap();
    let roles = [Role::Administrator];
    let administrator = account(&mut tx, &mut t.rng, t.now, "adm@exemple.bzh", &roles).await;
    let before = load(&mut tx).await.unwrap();
    assert!(before.name.is_none() && before.colour.is_none() && before.arms.is_none());

    let wanted = form("  Plou-Bézh ", "#8A3B4F", Change::Replace(Ok(arms())));
    for (actor, refusal) in [
        (&t.official, Refusal::Role(Role::Administrator)),
        (&t.citizen, Refusal::Role(Role::Administrator)),
    ] {
        let refused = edit(&mut tx, actor, t.now, &mut t.rng, &wanted).await;
        assert!(matches!(refused, Err(Error::Refused(r)) if r == refusal));
        assert!(matches!(show(&mut tx, actor).await, Err(Error::Refused(_))));
    }
    assert_eq!(version(&mut tx).await.unwrap(), before.version);

    edit(&mut tx, &administrator, t.now, &mut t.rng, &wanted)
        .await
        .unwrap();
    let kept = show(&mut tx, &administrator).await.unwrap();
    assert_eq!(kept.name.as_deref(), Some("Plou-Bézh"));
    assert_eq!(kept.colour, Some(Colour(0x8a, 0x3b, 0x4f)));
    assert_eq!(kept.arms.unwrap().png(), arms().png());
    assert_eq!(kept.version, before.version + 1);
    let trail = store::audit::of(&mut tx, "commune", "-").await.unwrap();
    assert_eq!(trail.len(), 1);

    // the house's colour again; the coat of arms stays until it is taken off
    let plain = form("Plou-Bézh", "", Change::Keep);
    edit(&mut tx, &administrator, t.now, &mut t.rng, &plain)
        .await
        .unwrap();
    let kept = load(&mut tx).await.unwrap();
    assert!(kept.colour.is_none() && kept.arms.is_some());
    let bare = form("Plou-Bézh", "", Change::Remove);
    edit(&mut tx, &administrator, t.now, &mut t.rng, &bare)
        .await
        .unwrap();
    let kept = load(&mut tx).await.unwrap();
    assert!(kept.arms.is_none());

    // the operator's own command counts as a change; the same name again does not
    rename(&mut tx, "Plou-Goz").await.unwrap();
    rename(&mut tx, "Plou-Goz").await.unwrap();
    assert_eq!(version(&mut tx).await.unwrap(), kept.version + 1);
}

#[tokio::test]
async fn every_field_says_what_is_wrong_and_nothing_is_kept() {
    let mut t = town("commune-fields").await;
    let mut tx = t.db.write().await.unwrap();
    let roles = [Role::Administrator];
    let administrator = account(&mut tx, &mut t.rng, t.now, "adm@exemple.bzh", &roles).await;
    for (error, said) in [
        (ArmsError::NotAnImage, FieldError::Malformed),
        (ArmsError::TooLarge, FieldError::TooLarge),
        (ArmsError::TooSmall, FieldError::TooSmall),
    ] {
        let wrong = form(" ", "bleu", Change::Replace(Err(error)));
        let refused = edit(&mut tx, &administrator, t.now, &mut t.rng, &wrong).await;
        assert_eq!(
            fields(refused.unwrap_err()),
            [
                ("name", FieldError::Missing),
                ("colour", FieldError::Malformed),
                ("arms", said)
            ]
        );
    }
    let kept = load(&mut tx).await.unwrap();
    assert!(kept.name.is_none() && kept.version == 0);
}
