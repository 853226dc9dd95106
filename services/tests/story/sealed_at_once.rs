//! What happens at once in a sealed vote, what comes too often, and what somebody must see to, on both databases.

use super::sealed::{ceremony, open, opened, sealed_form};
use super::sealed_urn::closed;
use super::voting::ground;
use crate::common::{Base, CLOSED, REVIEWING, VOTING, at, rng};
use crate::on_both;
use ballot::v1::ceremony::{Seed, Shape, certificate_text, certify};
use ballot::v1::group::Belenios2048 as G;
use civic::process::PhaseKind;
use services::Error;
use services::sealed::ceremony::{Step, begin, keep, state, weigh};
use services::sealed::{MOST_BALLOTS, Trouble, troubles};
use std::time::Duration;

/// The last two trustees of a step send at the same instant: one is kept, the other is weighed again with it. Kept both as
/// they were weighed, nobody would see that the step is done.
async fn two_trustees_at_once(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_phone"), 1).await;
    let (slug, mayor) = (g.process.slug.clone(), g.mayor.clone());
    let addresses = ["a@exemple.bzh", "b@exemple.bzh"].map(str::to_owned);
    begin(
        &mut tx,
        &mayor,
        at(REVIEWING),
        &mut g.rng,
        &slug,
        &addresses,
        2,
    )
    .await
    .unwrap();
    let shape = Shape {
        size: 2,
        threshold: 2,
    };
    let before = state(&mut tx, &mayor, &slug).await.unwrap();
    let texts = [1, 2].map(|index| {
        let seed = Seed::random(&mut g.rng);
        certificate_text(&certify::<G, _>(&seed, shape, index, &mut g.rng))
    });
    let accounts = [0, 1].map(|n: usize| before.trustees[n].account.clone());
    tx.commit().await.unwrap();
    let weighed = [0, 1].map(|n: usize| {
        let state = before.clone();
        weigh(state, &accounts[n], &mut rng(7), Step::Certify, &texts[n])
            .unwrap()
            .unwrap()
    });
    let [first, second] = weighed;
    let mut tx = base.db.write().await.unwrap();
    keep(&mut tx, first).await.unwrap();
    let db = base.db.clone();
    let other = tokio::spawn(async move {
        let mut tx = db.write().await.unwrap();
        keep(&mut tx, second).await
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    tx.commit().await.unwrap();
    let late = other.await.unwrap();
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let mut tx = base.db.write().await.unwrap();
    let now = state(&mut tx, &mayor, &slug).await.unwrap();
    let again = weigh(now, &accounts[1], &mut rng(8), Step::Certify, &texts[1]);
    let step = keep(&mut tx, again.unwrap().unwrap()).await.unwrap();
    assert_eq!(step, Step::Deal);
}
on_both!(two_trustees_at_once);

async fn a_right_casts_so_many_ballots_and_no_more(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 2).await;
    for _ in 0..MOST_BALLOTS {
        vote.vote(&mut tx, 0, &[0]).await;
    }
    let text = vote.sealed(0, &[1]);
    let more = vote.cast(&mut tx, 0, &text).await;
    assert!(matches!(more, Err(Error::ManyBallots(MOST_BALLOTS))));
    vote.vote(&mut tx, 1, &[1]).await;
    // after the close nothing ties a right to an account
    let id = vote.g.process.id.clone();
    closed(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
        .await
        .unwrap();
    let tagged = "SELECT COUNT(*) FROM voting_right WHERE tag <> ''";
    let row = tx.first(tagged, &[]).await.unwrap().unwrap();
    assert_eq!(row.get::<i64>(0).unwrap(), 0);
}
on_both!(a_right_casts_so_many_ballots_and_no_more);

async fn what_somebody_must_see_to(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_server"), 2).await;
    let vote = g.process.phase(PhaseKind::Vote).unwrap().clone();
    let day = 24 * 3600;
    let (id, slug, mayor) = (
        g.process.id.clone(),
        g.process.slug.clone(),
        g.mayor.clone(),
    );
    let said = async |tx: &mut services::Tx, now| {
        let found = troubles(tx, now, 900).await.unwrap();
        found.into_iter().map(|(_, what)| what).next()
    };
    let soon = vote.opens_at.plus_seconds(-day);
    assert_eq!(
        said(&mut tx, vote.opens_at.plus_seconds(-30 * day)).await,
        None
    );
    assert_eq!(said(&mut tx, soon).await, Some(Trouble::NotReady));
    ceremony(&mut tx, &mut g).await;
    assert_eq!(said(&mut tx, soon).await, Some(Trouble::NotReady));
    services::sealed::ceremony::set_rights(
        &mut tx,
        &mayor,
        at(REVIEWING),
        &mut g.rng,
        &slug,
        "4",
        "",
    )
    .await
    .unwrap();
    assert_eq!(said(&mut tx, soon).await, None);
    // what the service does by itself has a while to be done
    assert_eq!(said(&mut tx, vote.opens_at.plus_seconds(60)).await, None);
    let late = vote.opens_at.plus_seconds(day);
    assert_eq!(said(&mut tx, late).await, Some(Trouble::NotOpened));
    assert_eq!(
        said(&mut tx, vote.closes_at.plus_seconds(day)).await,
        Some(Trouble::NeverHeld)
    );
    open(&mut tx, &mut g, VOTING).await.unwrap();
    assert_eq!(said(&mut tx, at(VOTING)).await, None);
    let over = vote.closes_at.plus_seconds(2 * day);
    assert_eq!(said(&mut tx, over).await, Some(Trouble::NotClosed));
    closed(&mut tx, over, &mut g.rng, &id).await.unwrap();
    assert_eq!(
        said(&mut tx, vote.closes_at.plus_seconds(60)).await,
        None,
        "the trustees have a day"
    );
    assert_eq!(said(&mut tx, over).await, Some(Trouble::NotCounted));
}
on_both!(what_somebody_must_see_to);
