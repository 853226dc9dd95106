//! The whole path once, as thirty citizens and one official walk it, from an empty database.

use crate::common::{
    Base, CLOSED, PROPOSING, REVIEWING, VOTING, admit, at, budget_form, citizen, official,
    proposal_form, rng,
};
use crate::on_both;
use civic::permission::{Actor, Refusal, Role};
use civic::process::{Act, Template};
use civic::project::Status;
use civic::proposal::State;
use services::{Error, contribution, person, process, project, proposal, tally, vote};

async fn from_an_idea_to_a_milestone(base: Base) {
    let mut rng = rng(51);
    let mut tx = base.db.write().await.unwrap();
    let now = at(PROPOSING);
    let mayor = official(&mut tx, now, &mut rng).await;
    let process = process::create(&mut tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let slug = process.slug.clone();
    assert_eq!(slug, "budget-participatif-2026");
    let categories = store::process::categories(&mut tx, &process.id)
        .await
        .unwrap();
    let mut people = Vec::new();
    for n in 0..30 {
        people.push(citizen(&mut tx, now, &mut rng, n).await);
    }

    let costs = ["30 000", "25 000", "20 000", "4 000", "1 000,50"];
    let mut ids = Vec::new();
    for (n, cost) in costs.iter().enumerate() {
        let category = categories[n % 3].0.as_str();
        let form = proposal_form(
            &format!("Projet d’habitants numéro {n}"),
            &format!("Il coûterait {cost} euros, dit-on au bourg."),
            category,
        );
        ids.push(
            proposal::create(&mut tx, &people[n], now, &mut rng, &slug, &form)
                .await
                .unwrap(),
        );
    }
    for (n, person) in people.iter().enumerate() {
        let id = &ids[n % ids.len()];
        contribution::support(&mut tx, person, now, id, true)
            .await
            .unwrap();
        let form = contribution::Form {
            stance: ["for", "against", "neutral"][n % 3].to_owned(),
            body: format!("Avis de la personne {n}."),
            parent: String::new(),
        };
        contribution::comment(&mut tx, person, now, &mut rng, id, &form)
            .await
            .unwrap();
    }
    let reviewing = at(REVIEWING);
    for (id, cost) in ids.iter().zip(costs) {
        proposal::answer(&mut tx, &mayor, reviewing, &mut rng, id, &admit(cost))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();

    // 0 and 1 have 20 voices each, 2 has 12, 3 has 8, 4 has none
    let voting = at(VOTING);
    for (n, person) in people.iter().enumerate() {
        let mut tx = base.db.write().await.unwrap();
        let mut chosen = vec![ids[[2, 3, 2, 3, 2][n % 5]].clone()];
        if n % 3 != 0 {
            chosen.push(ids[0].clone());
        }
        if n % 3 != 1 {
            chosen.push(ids[1].clone());
        }
        vote::cast(&mut tx, person, voting, &mut rng, &slug, &chosen, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = base.db.write().await.unwrap();
    let early = tally::close(&mut tx, voting, &mut rng, &process.id).await;
    assert!(matches!(early, Err(Error::Conflict)));
    let closed = at(CLOSED);
    let due = store::process::to_count(&mut tx, closed).await.unwrap();
    assert_eq!(due, std::slice::from_ref(&process.id));
    let counted = tally::close(&mut tx, closed, &mut rng, &process.id)
        .await
        .unwrap();
    let votes: Vec<u64> = counted.outcome.projects.iter().map(|t| t.votes).collect();
    assert_eq!(votes, [20, 20, 18, 12, 0]);
    // equal voices: the cheaper goes first, then the other no longer fits (25 000 + 30 000 + 4 000)
    assert_eq!(counted.outcome.winners, [1, 0, 3]);
    assert_eq!(
        (counted.voters, counted.ballots, counted.spent()),
        (30, 30, 5_900_000)
    );
    let again = tally::close(&mut tx, closed, &mut rng, &process.id)
        .await
        .unwrap();
    assert_eq!(again, counted);
    assert!(
        store::process::to_count(&mut tx, closed)
            .await
            .unwrap()
            .is_empty()
    );
    tx.commit().await.unwrap();
    base.db.forget_order().await.unwrap();

    let mut tx = base.db.write().await.unwrap();
    let mut states = Vec::new();
    for id in &ids {
        states.push(
            proposal::page(&mut tx, &Actor::visitor(), id)
                .await
                .unwrap()
                .0
                .state,
        );
    }
    use State::{NotSelected, Selected};
    assert_eq!(
        states,
        [Selected, Selected, NotSelected, Selected, NotSelected]
    );
    let opened = project::open(&mut tx, &mayor, closed, &mut rng, &ids[0])
        .await
        .unwrap();
    for (id, actor) in [(&ids[0], &mayor), (&ids[2], &mayor)] {
        let refused = project::open(&mut tx, actor, closed, &mut rng, id).await;
        assert!(matches!(refused, Err(Error::Conflict)));
    }
    let milestone = project::MilestoneForm {
        title: "Les travaux commencent".to_owned(),
        body: "L’entreprise est choisie.".to_owned(),
        status: "started".to_owned(),
    };
    let refused =
        project::post_milestone(&mut tx, &people[0], closed, &mut rng, &opened, &milestone).await;
    assert!(matches!(
        refused,
        Err(Error::Refused(Refusal::Role(Role::Official)))
    ));
    project::post_milestone(&mut tx, &mayor, closed, &mut rng, &opened, &milestone)
        .await
        .unwrap();
    let read = store::project::get(&mut tx, &opened)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read.status, Status::Started);
    let listed = store::project::page(&mut tx, None, 10).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id, opened);
    let mine = person::mine(&mut tx, &people[0]).await.unwrap();
    assert_eq!(
        (
            mine.proposals.len(),
            mine.supported.len(),
            mine.voted_in.len()
        ),
        (1, 1, 1)
    );
}

async fn phases_follow_the_clock_of_paris(base: Base) {
    let mut rng = rng(52);
    let mut tx = base.db.write().await.unwrap();
    let start = at("2026-01-01T00:00");
    let mayor = official(&mut tx, start, &mut rng).await;
    let anne = citizen(&mut tx, start, &mut rng, 1).await;
    // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
    let form = process::Form {
        opens_at: [
            "2026-01-01T00:00",
            "2026-03-29T02:30",
            "2026-10-25T02:00",
            "2026-10-25T03:00",
        ]
        .map(str::to_owned)
        .to_vec(),
        closes_at: [
            "2026-03-29T02:30",
            "2026-10-25T02:00",
            "2026-10-25T03:00",
            "2027-01-01T00:00",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..budget_form()
    };
    let process = process::create(&mut tx, &mayor, start, &mut rng, &form)
        .await
        .unwrap();
    let hour = 3600;
    let vote = process.phases[2].clone();
    // two hours pass between 02:00 and 03:00 that night
    assert_eq!(vote.closes_at, vote.opens_at.plus_seconds(2 * hour));
    let review = process.phases[1].clone();
    assert_eq!(
        review.opens_at,
        at("2026-03-29T01:59").plus_seconds(31 * 60)
    );
    let categories = store::process::categories(&mut tx, &process.id)
        .await
        .unwrap();
    let idea = proposal_form(
        "Des bancs au bourg",
        "Des bancs à l’ombre, près de l’école du bourg.",
        categories[0].0.as_str(),
    );
    let last = civic::time::Time(review.opens_at.0 - 1);
    let id = proposal::create(&mut tx, &anne, last, &mut rng, &process.slug, &idea)
        .await
        .unwrap();
    let late = proposal::create(
        &mut tx,
        &anne,
        review.opens_at,
        &mut rng,
        &process.slug,
        &idea,
    )
    .await;
    assert!(matches!(late, Err(Error::Closed(Act::Propose))));
    proposal::answer(
        &mut tx,
        &mayor,
        review.opens_at,
        &mut rng,
        &id,
        &admit("10"),
    )
    .await
    .unwrap();
    let chosen = [id];
    let mut secret = None;
    for (now, open) in [
        (civic::time::Time(vote.opens_at.0 - 1), false),
        (vote.opens_at, true),
        (vote.opens_at.plus_seconds(hour + hour / 2), true),
        (civic::time::Time(vote.closes_at.0 - 1), true),
        (vote.closes_at, false),
    ] {
        let cast = vote::cast(
            &mut tx,
            &anne,
            now,
            &mut rng,
            &process.slug,
            &chosen,
            secret,
        )
        .await;
        match cast {
            Ok(receipt) => secret = Some(receipt.secret),
            Err(Error::Closed(Act::Vote)) => assert!(!open),
            other => panic!("{other:?}"),
        }
        assert_eq!(
            tally::close(&mut tx, now, &mut rng, &process.id)
                .await
                .is_ok(),
            now == vote.closes_at
        );
    }
}

async fn processes_are_made_and_changed_by_officials(base: Base) {
    let mut rng = rng(53);
    let mut tx = base.db.write().await.unwrap();
    let now = at(PROPOSING);
    let mayor = official(&mut tx, now, &mut rng).await;
    let anne = citizen(&mut tx, now, &mut rng, 1).await;
    let refused = process::create(&mut tx, &anne, now, &mut rng, &budget_form()).await;
    assert!(matches!(
        refused,
        Err(Error::Refused(Refusal::Role(Role::Official)))
    ));
    let first = process::create(&mut tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    // of the same name, and not the same form sent twice
    let other = process::Form {
        budget: "1000".to_owned(),
        ..budget_form()
    };
    let second = process::create(&mut tx, &mayor, now, &mut rng, &other)
        .await
        .unwrap();
    assert_eq!(second.slug, format!("{}-2", first.slug));
    assert_ne!(first.draw_seed, second.draw_seed);
    for template in Template::ALL {
        let form = process::Form {
            title: "Une démarche de plus".to_owned(),
            summary: "Une démarche de plus, pour voir.".to_owned(),
            promise: "Elle aura une réponse.".to_owned(),
            budget: "1 000".to_owned(),
            ..process::Form::of_template(template, now)
        };
        let made = process::create(&mut tx, &mayor, now, &mut rng, &form)
            .await
            .unwrap();
        let (read, expected) = (
            store::process::by_slug(&mut tx, &made.slug)
                .await
                .unwrap()
                .unwrap(),
            made,
        );
        assert_eq!(read.process, expected);
        assert_eq!(read.process.phases.len(), template.phases().len());
    }
    // once the vote has begun its rules stay
    let categories = store::process::categories(&mut tx, &first.id)
        .await
        .unwrap();
    let changed = process::Form {
        max_choices: "5".to_owned(),
        seen: process::Form::of_process(&first, &categories).seen,
        ..budget_form()
    };
    let slug = first.slug.clone();
    let late = process::edit(&mut tx, &mayor, at(VOTING), &mut rng, &slug, &changed).await;
    assert!(matches!(late, Err(Error::Conflict)));
    process::edit(&mut tx, &mayor, now, &mut rng, &slug, &changed)
        .await
        .unwrap();
    // a phase is opened by hand, and the one before it closes at the same instant
    process::open_phase(&mut tx, &mayor, now, &mut rng, &slug, 1)
        .await
        .unwrap();
    let read = store::process::by_slug(&mut tx, &slug)
        .await
        .unwrap()
        .unwrap()
        .process;
    assert_eq!(
        (read.phases[0].closes_at, read.phases[1].opens_at),
        (now, now)
    );
    let again = process::open_phase(&mut tx, &mayor, now, &mut rng, &slug, 1).await;
    assert!(matches!(again, Err(Error::Conflict)));
    let skipped = process::open_phase(&mut tx, &mayor, now, &mut rng, &slug, 3).await;
    assert!(matches!(skipped, Err(Error::Conflict)));
}

on_both! {
    from_an_idea_to_a_milestone
    phases_follow_the_clock_of_paris
    processes_are_made_and_changed_by_officials
}
