//! Before the urn of a sealed vote opens, on both databases: the key ceremony, and the three ways to make voting rights.

use super::sealed::{Vote, ceremony, offered, open, sealed_form};
use super::voting::ground;
use crate::common::{Base, CLOSED, REVIEWING, VOTING, at};
use crate::on_both;
use ballot::Code;
use ballot::v1::ceremony::{Seed, Shape, certificate_text, certify};
use ballot::v1::credential::Credential;
use ballot::v1::group::{Belenios2048 as G, Group as _};
use civic::permission::Actor;
use civic::process::Act;
use services::Error;
use services::sealed::ceremony::{Step, begin, give, set_rights, state};
use services::sealed::{self, right};
async fn what_cannot_be_opened(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_letter"), 4).await;
    let slug = g.process.slug.clone();
    let none = open(&mut tx, &mut g, VOTING).await;
    assert!(
        matches!(none, Err(Error::NotFound)),
        "no ceremony: {none:?}"
    );
    ceremony(&mut tx, &mut g).await;
    let uuid = state(&mut tx, &g.mayor, &slug).await.unwrap().ceremony.uuid;
    let table = G::secret_table(&G::generator());
    let credentials = [(); 2].map(|()| Credential::random(&mut g.rng));
    let right = |n: usize| G::element_text(&credentials[n].key::<G>(&uuid, &table).public());
    let good = vec![(right(0), 1), (right(1), 1)];
    for (code, rights) in [
        (
            Code::CredentialDuplicate,
            vec![(right(0), 1), (right(0), 1)],
        ),
        (Code::CredentialWeight, vec![(right(0), 0)]),
        (Code::KeyTrivial, vec![("1".to_owned(), 1)]),
        (Code::NumberForm, vec![("pas un nombre".to_owned(), 1)]),
        (Code::NumberLeadingZero, vec![("02".to_owned(), 1)]),
        (Code::NotInGroup, vec![("2".to_owned(), 1)]),
    ] {
        let refused = offered(&mut tx, &mut g, &rights).await;
        assert!(
            matches!(refused, Err(Error::Sealed(c)) if c == code),
            "{code:?}: {refused:?}"
        );
    }
    let empty = open(&mut tx, &mut g, VOTING).await;
    assert!(matches!(empty, Err(Error::Conflict)), "nobody may vote");
    let citizen = g.people[0].clone();
    let refused = right::registry(&mut tx, &citizen, &slug).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    offered(&mut tx, &mut g, &good).await.unwrap();
    let early = open(&mut tx, &mut g, REVIEWING).await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let due = store::election::to_open(&mut tx, at(VOTING)).await.unwrap();
    assert_eq!(due, [g.process.id.clone()]);
    open(&mut tx, &mut g, VOTING).await.unwrap();
    let due = store::election::to_open(&mut tx, at(VOTING)).await.unwrap();
    assert!(due.is_empty());
    let again = open(&mut tx, &mut g, VOTING).await;
    assert!(matches!(again, Err(Error::Conflict)));
    // an ordinary count must not take the empty ordinary urn for the vote, and the trustees stay who they are
    let count = services::tally::close(&mut tx, at(CLOSED), &mut g.rng, &g.process.id).await;
    assert!(matches!(count, Err(Error::Conflict)));
    let two = ["a@exemple.bzh".to_owned(), "b@exemple.bzh".to_owned()];
    let begun = begin(&mut tx, &g.mayor, at(VOTING), &mut g.rng, &slug, &two, 2).await;
    assert!(matches!(begun, Err(Error::Conflict)));
}
on_both!(what_cannot_be_opened);

async fn a_ceremony_goes_step_by_step(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_letter"), 4).await;
    let (slug, mayor) = (g.process.slug.clone(), g.mayor.clone());
    let address = |name: &str| format!("{name}@exemple.bzh");
    for (addresses, threshold, field) in [
        (vec![address("seule")], 1, "trustees"),
        (vec![address("a"), address("a")], 2, "trustees"),
        (
            vec![address("a"), "pas une adresse".to_owned()],
            2,
            "trustees",
        ),
        (
            vec![
                format!("{}, {}", address("a"), "x".repeat(121)),
                address("b"),
            ],
            2,
            "trustees",
        ),
        (vec![address("a"), address("b")], 3, "threshold"),
        (vec![address("a"), address("b")], 1, "threshold"),
    ] {
        let refused = begin(
            &mut tx,
            &mayor,
            at(REVIEWING),
            &mut g.rng,
            &slug,
            &addresses,
            threshold,
        )
        .await;
        let Err(Error::Fields(errors)) = refused else {
            panic!("{addresses:?} {refused:?}")
        };
        assert_eq!(errors.0[0].0, field);
    }
    let addresses = [address("un"), address("deux")];
    let lines = [
        format!("{}, Une élue, de l’opposition", addresses[0]),
        addresses[1].clone(),
    ];
    begin(&mut tx, &mayor, at(REVIEWING), &mut g.rng, &slug, &lines, 2)
        .await
        .unwrap();
    let public = store::trustee::public(&mut tx, &g.process.id).await;
    let titles = ["Une élue, de l’opposition", ""].map(str::to_owned);
    assert_eq!(public.unwrap(), Some((2, titles.to_vec())));
    let open = open(&mut tx, &mut g, VOTING).await;
    assert!(
        matches!(open, Err(Error::Conflict)),
        "nobody has made a key"
    );
    let mut people = Vec::new();
    for one in &addresses {
        let account = services::sign_in::account_of(&mut tx, at(REVIEWING), &mut g.rng, one);
        let account = account.await.unwrap();
        people.push(store::account::actor(&mut tx, &account).await.unwrap());
    }
    let shape = Shape {
        size: 2,
        threshold: 2,
    };
    let seed = Seed::random(&mut g.rng);
    let mine = certificate_text(&certify::<G, _>(&seed, shape, 1, &mut g.rng));
    let elsewhere = Shape {
        size: 3,
        threshold: 2,
    };
    let other = certificate_text(&certify::<G, _>(&seed, elsewhere, 1, &mut g.rng));
    let stranger = g.people[0].clone();
    let refused = give(&mut tx, &stranger, &mut g.rng, &slug, Step::Certify, &mine).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let refused = give(&mut tx, &mayor, &mut g.rng, &slug, Step::Certify, &mine).await;
    assert!(
        matches!(refused, Err(Error::Refused(_))),
        "the town hall is no trustee"
    );
    for text in [other.as_str(), "", "{}"] {
        let refused = give(&mut tx, &people[0], &mut g.rng, &slug, Step::Certify, text).await;
        assert!(matches!(refused, Err(Error::Sealed(_))), "{text}");
    }
    let early = give(&mut tx, &people[0], &mut g.rng, &slug, Step::Deal, &mine).await;
    assert!(matches!(early, Err(Error::Conflict)));
    for _ in 0..2 {
        let step = give(&mut tx, &people[0], &mut g.rng, &slug, Step::Certify, &mine).await;
        assert_eq!(
            step.unwrap(),
            Step::Certify,
            "sent twice, kept once; the other has not sent hers"
        );
    }
    let changed = certificate_text(&certify::<G, _>(
        &Seed::random(&mut g.rng),
        shape,
        1,
        &mut g.rng,
    ));
    let refused = give(
        &mut tx,
        &people[0],
        &mut g.rng,
        &slug,
        Step::Certify,
        &changed,
    )
    .await;
    assert!(matches!(refused, Err(Error::Conflict)));
    let second = Seed::random(&mut g.rng);
    let hers = certificate_text(&certify::<G, _>(&second, shape, 2, &mut g.rng));
    let step = give(&mut tx, &people[1], &mut g.rng, &slug, Step::Certify, &hers).await;
    assert_eq!(step.unwrap(), Step::Deal);
    let state = state(&mut tx, &people[1], &slug).await.unwrap();
    assert_eq!(
        state.number_of(people[1].account.as_ref().unwrap()),
        Some(2)
    );
}
on_both!(a_ceremony_goes_step_by_step);

async fn rights_of_the_server_are_handed_out(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_server"), 6).await;
    let (slug, mayor) = (g.process.slug.clone(), g.mayor.clone());
    ceremony(&mut tx, &mut g).await;
    for (number, field) in [("0", "spares"), ("100001", "spares"), ("huit", "spares")] {
        let refused = set_rights(
            &mut tx,
            &mayor,
            at(REVIEWING),
            &mut g.rng,
            &slug,
            number,
            "",
        )
        .await;
        assert!(
            matches!(refused, Err(Error::Fields(e)) if e.of(field).is_some()),
            "{number}"
        );
    }
    set_rights(&mut tx, &mayor, at(REVIEWING), &mut g.rng, &slug, "8", "")
        .await
        .unwrap();
    open(&mut tx, &mut g, VOTING).await.unwrap();
    let people = g.people.clone();
    // she loses her phone before she votes, and is handed another right: one vote, whichever she uses
    let mut handed = Vec::new();
    for _ in 0..2 {
        let right = right::take(&mut tx, &people[0], at(VOTING), &mut g.rng, &slug)
            .await
            .unwrap();
        handed.push(Credential::read(&right).unwrap());
    }
    assert!(handed[0] != handed[1]);
    let visitor = Actor::visitor();
    let refused = right::take(&mut tx, &visitor, at(VOTING), &mut g.rng, &slug).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let late = right::take(&mut tx, &people[1], at(CLOSED), &mut g.rng, &slug).await;
    assert!(matches!(late, Err(Error::Closed(Act::Vote))));
    let mut vote = Vote::of(&mut tx, g, handed).await;
    let text = vote.sealed(1, &[0]);
    vote.cast(&mut tx, 0, &text).await.unwrap();
    let used = right::take(&mut tx, &people[0], at(VOTING), &mut vote.g.rng, &slug).await;
    assert!(matches!(used, Err(Error::AlreadyVoted)));
    tx.commit().await.unwrap();
    let mut tx = base.db.write().await.unwrap();
    let text = vote.sealed(0, &[1]);
    let refused = vote.cast(&mut tx, 0, &text).await;
    assert!(
        matches!(refused, Err(Error::OtherRight)),
        "the lost phone makes no second vote"
    );
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    for n in 0..5 {
        let right = right::take(&mut tx, &people[1], at(VOTING), &mut vote.g.rng, &slug).await;
        assert!(right.is_ok(), "{n}");
    }
    let sixth = right::take(&mut tx, &people[1], at(VOTING), &mut vote.g.rng, &slug).await;
    assert!(matches!(sixth, Err(Error::NoRight)));
    right::take(&mut tx, &people[2], at(VOTING), &mut vote.g.rng, &slug)
        .await
        .unwrap();
    let none = right::take(&mut tx, &people[3], at(VOTING), &mut vote.g.rng, &slug).await;
    assert!(matches!(none, Err(Error::NoRight)), "eight were made");
}
on_both!(rights_of_the_server_are_handed_out);

async fn rights_made_on_phones(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &sealed_form("sealed_phone"), 4).await;
    let slug = g.process.slug.clone();
    let people = g.people.clone();
    let table = G::secret_table(&G::generator());
    let none = right::register(&mut tx, &people[0], at(REVIEWING), &slug, "x", "2").await;
    assert!(matches!(none, Err(Error::Conflict)), "no ceremony yet");
    ceremony(&mut tx, &mut g).await;
    let uuid = state(&mut tx, &g.mayor, &slug).await.unwrap().ceremony.uuid;
    let mut made = Vec::new();
    // the first one loses her phone before the vote and makes another right
    for who in [0, 0, 1] {
        let credential = Credential::random(&mut g.rng);
        let public = G::element_text(&credential.key::<G>(&uuid, &table).public());
        let other = right::register(
            &mut tx,
            &people[who],
            at(REVIEWING),
            &slug,
            "ailleurs",
            &public,
        )
        .await;
        assert!(matches!(other, Err(Error::Conflict)));
        // sent twice, since the answer was lost
        for _ in 0..2 {
            right::register(&mut tx, &people[who], at(REVIEWING), &slug, &uuid, &public)
                .await
                .unwrap();
        }
        made.push(credential);
    }
    let bad = right::register(&mut tx, &people[2], at(REVIEWING), &slug, &uuid, "2").await;
    assert!(matches!(bad, Err(Error::Sealed(Code::NotInGroup))));
    // once the vote should be open the list stays as it is, opened or not
    let late = right::register(&mut tx, &people[2], at(VOTING), &slug, &uuid, "2").await;
    assert!(matches!(late, Err(Error::Conflict)));
    open(&mut tx, &mut g, VOTING).await.unwrap();
    let late = right::register(&mut tx, &people[2], at(REVIEWING), &slug, &uuid, "2").await;
    assert!(matches!(late, Err(Error::Conflict)));
    let handed = right::take(&mut tx, &people[2], at(VOTING), &mut g.rng, &slug).await;
    assert!(
        matches!(handed, Err(Error::Conflict)),
        "the server has none"
    );
    let mut vote = Vote::of(&mut tx, g, made).await;
    let text = vote.sealed(1, &[0]);
    vote.cast(&mut tx, 0, &text).await.unwrap();
    let page = sealed::page(&mut tx, &Actor::visitor(), &slug, 0, 9).await;
    assert_eq!(page.unwrap().turnout, (3, 1));
}
on_both!(rights_made_on_phones);
