//! Processes through their use cases: made from each template, dates, phases opened and closed, and
//! what a begun vote forbids.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod town;

use civic::field::FieldError;
use civic::permission::{Actor, Level, Refusal, Role};
use civic::process::{Act, Moment, PhaseKind, Template};
use services::process::{Form, close_phase, create, edit};
use services::{Error, desk};
use town::{DAY, fields, form, found, town};

#[tokio::test]
async fn each_template_makes_a_process_open_at_once() {
    let mut t = town("templates").await;
    let mut tx = t.db.write().await.unwrap();
    for (i, template) in Template::ALL.into_iter().enumerate() {
        let made = t.made(&mut tx, template).await;
        let read = found(&mut tx, &made.slug).await;
        assert_eq!(read, made, "what was written is what is read");
        assert_eq!(read.phases.len(), template.phases().len());
        assert!(read.open_for(Act::Propose, t.now), "{template:?}");
        assert_eq!(read.draw_seed.len(), 64);
        let suffix = if i == 0 {
            String::new()
        } else {
            format!("-{}", i + 1)
        };
        assert_eq!(read.slug, format!("budget-participatif-2026{suffix}"));
        let money = template == Template::ParticipatoryBudget;
        assert_eq!(read.budget.0, if money { 12_000_000 } else { 0 });
        let goal = if template == Template::Petition {
            300
        } else {
            0
        };
        assert_eq!(read.support_goal, goal);
        for pair in read.phases.windows(2) {
            assert_eq!(pair[0].closes_at, pair[1].opens_at);
        }
        // phases close in the evening, whatever the hour of summer or winter
        assert!(services::calendar::to_field(read.phases[0].closes_at).ends_with("T20:00"));
    }
}

#[tokio::test]
async fn only_an_official_makes_a_process() {
    let mut t = town("roles").await;
    let mut tx = t.db.write().await.unwrap();
    let form = form(Template::Concertation, t.now);
    for (actor, refusal) in [
        (Actor::visitor(), Refusal::SignIn),
        (t.citizen.clone(), Refusal::Role(Role::Official)),
    ] {
        let refused = create(&mut tx, &actor, t.now, &mut t.rng, &form).await;
        assert!(matches!(refused, Err(Error::Refused(r)) if r == refusal));
        let refused = desk::dashboard(&mut tx, &actor, t.now).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    }
}

#[tokio::test]
async fn bad_fields_are_all_named_at_once() {
    let mut t = town("fields").await;
    let mut tx = t.db.write().await.unwrap();
    let good = form(Template::ParticipatoryBudget, t.now);
    let cases: Vec<(&str, FieldError, Form)> = vec![
        (
            "title",
            FieldError::Missing,
            Form {
                title: " ".into(),
                ..good.clone()
            },
        ),
        (
            "summary",
            FieldError::TooShort { min: 20 },
            Form {
                summary: "Court".into(),
                ..good.clone()
            },
        ),
        (
            "budget",
            FieldError::Malformed,
            Form {
                budget: "beaucoup".into(),
                ..good.clone()
            },
        ),
        (
            "budget",
            FieldError::TooSmall,
            Form {
                budget: "0".into(),
                ..good.clone()
            },
        ),
        (
            "ballot",
            FieldError::Unknown,
            Form {
                ballot: "x".into(),
                ..good.clone()
            },
        ),
        (
            "max_choices",
            FieldError::TooSmall,
            Form {
                max_choices: "0".into(),
                ..good.clone()
            },
        ),
        (
            "rule",
            FieldError::Unknown,
            Form {
                rule: "x".into(),
                ..good.clone()
            },
        ),
        (
            "level_to_vote",
            FieldError::Unknown,
            Form {
                level_to_vote: "anonymous".into(),
                ..good.clone()
            },
        ),
        (
            "level_to_vote",
            FieldError::Unknown,
            Form {
                level_to_vote: "anonymous".into(),
                ..good.clone()
            },
        ),
        (
            "categories",
            FieldError::TooLong { max: 60 },
            Form {
                categories: "a".repeat(61),
                ..good.clone()
            },
        ),
        (
            "template",
            FieldError::Unknown,
            Form {
                template: "referendum".into(),
                ..good.clone()
            },
        ),
    ];
    for (name, error, form) in cases {
        let got = create(&mut tx, &t.official, t.now, &mut t.rng, &form).await;
        assert_eq!(fields(got.unwrap_err())[0], (name, error));
    }
    let got = create(&mut tx, &t.official, t.now, &mut t.rng, &Form::default()).await;
    assert!(fields(got.unwrap_err()).len() >= 4);
}

#[tokio::test]
async fn dates_must_be_dates_and_must_rise() {
    let mut t = town("dates").await;
    let mut tx = t.db.write().await.unwrap();
    let good = form(Template::ParticipatoryBudget, t.now);
    let with = |change: &dyn Fn(&mut Form)| {
        let mut form = good.clone();
        change(&mut form);
        form
    };
    let cases: Vec<(&str, FieldError, Form)> = vec![
        (
            "opens_1",
            FieldError::Missing,
            with(&|f| f.opens_at[1].clear()),
        ),
        (
            "closes_2",
            FieldError::Malformed,
            with(&|f| f.closes_at[2] = "hier".into()),
        ),
        (
            "closes_0",
            FieldError::OutOfOrder,
            with(&|f| f.closes_at[0] = f.opens_at[0].clone()),
        ),
        (
            "opens_1",
            FieldError::OutOfOrder,
            with(&|f| f.opens_at[1] = f.opens_at[0].clone()),
        ),
        (
            "closes_3",
            FieldError::Missing,
            with(&|f| drop(f.closes_at.pop())),
        ),
    ];
    for (name, error, form) in cases {
        let got = create(&mut tx, &t.official, t.now, &mut t.rng, &form).await;
        assert_eq!(fields(got.unwrap_err()), vec![(name, error)]);
    }
    let last_year = form(
        Template::ParticipatoryBudget,
        t.now.plus_seconds(-400 * DAY),
    );
    let got = create(&mut tx, &t.official, t.now, &mut t.rng, &last_year).await;
    assert_eq!(
        fields(got.unwrap_err()),
        vec![("closes_2", FieldError::TooSmall)]
    );
}

#[tokio::test]
async fn phases_open_and_close_in_order() {
    let mut t = town("phases").await;
    let mut tx = t.db.write().await.unwrap();
    let slug = t.made(&mut tx, Template::ParticipatoryBudget).await.slug;
    // the vote cannot open while the review has not begun, nor what is open open again
    for index in [0, 2, 3] {
        assert!(matches!(
            t.opened(&mut tx, &slug, index).await,
            Err(Error::Conflict)
        ));
    }
    assert!(matches!(
        t.opened(&mut tx, &slug, 9).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        t.closed(&mut tx, &slug, 1).await,
        Err(Error::Conflict)
    ));
    t.now = t.now.plus_seconds(DAY);
    t.opened(&mut tx, &slug, 1).await.unwrap();
    let p = found(&mut tx, &slug).await;
    assert_eq!(
        p.phases[0].closes_at, t.now,
        "the phase before closes at the same instant"
    );
    assert_eq!(p.current(t.now).unwrap().kind, PhaseKind::Review);
    t.now = t.now.plus_seconds(DAY);
    t.closed(&mut tx, &slug, 1).await.unwrap();
    let p = found(&mut tx, &slug).await;
    assert!(p.current(t.now).is_none());
    t.opened(&mut tx, &slug, 2).await.unwrap();
    t.now = t.now.plus_seconds(DAY);
    t.closed(&mut tx, &slug, 2).await.unwrap();
    let p = found(&mut tx, &slug).await;
    assert!(p.vote_over(t.now));
    // a vote that is over stays over
    assert!(matches!(
        t.opened(&mut tx, &slug, 2).await,
        Err(Error::Conflict)
    ));
    let mut form = t.form_of(&mut tx, &slug).await;
    form.closes_at[2] = form.opens_at[3].clone();
    assert!(matches!(
        t.edited(&mut tx, &slug, &form).await,
        Err(Error::Conflict)
    ));
    let citizen = t.citizen.clone();
    let refused = close_phase(&mut tx, &citizen, t.now, &mut t.rng, &slug, 3).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
}

#[tokio::test]
async fn an_edit_that_touches_no_date_keeps_exact_instants() {
    let mut t = town("exact").await;
    let mut tx = t.db.write().await.unwrap();
    let slug = t.made(&mut tx, Template::ParticipatoryBudget).await.slug;
    // two phases opened and closed within one minute, and one with no length at all
    for index in [1, 2] {
        t.now = t.now.plus_seconds(7);
        t.opened(&mut tx, &slug, index).await.unwrap();
    }
    t.closed(&mut tx, &slug, 2).await.unwrap();
    let before = found(&mut tx, &slug).await;
    assert_eq!(before.phases[2].moment(t.now), Moment::Past);
    let mut form = t.form_of(&mut tx, &slug).await;
    form.title = "Un autre nom pour la démarche".to_owned();
    t.edited(&mut tx, &slug, &form).await.unwrap();
    let after = found(&mut tx, &slug).await;
    assert_eq!(after.title, form.title);
    assert_eq!(after.phases, before.phases);
}

#[tokio::test]
async fn once_the_vote_has_begun_its_rules_stay() {
    let mut t = town("begun").await;
    let mut tx = t.db.write().await.unwrap();
    let slug = t.made(&mut tx, Template::ParticipatoryBudget).await.slug;
    let before = t.form_of(&mut tx, &slug).await;
    let free = Form {
        budget: "90 000,50".to_owned(),
        rule: "greedy_votes".to_owned(),
        ballot: "within_budget".to_owned(),
        ..before.clone()
    };
    t.edited(&mut tx, &slug, &free).await.unwrap();
    t.edited(&mut tx, &slug, &before).await.unwrap();
    t.now = t.now.plus_seconds(DAY);
    t.opened(&mut tx, &slug, 1).await.unwrap();
    t.now = t.now.plus_seconds(DAY);
    t.opened(&mut tx, &slug, 2).await.unwrap();
    t.now = t.now.plus_seconds(DAY);
    let now = t.form_of(&mut tx, &slug).await;
    let changes: [&dyn Fn(&mut Form); 8] = [
        &|f| f.promise = "On verra bien ce qu’il en sera.".to_owned(),
        &|f| f.budget = "1".to_owned(),
        &|f| f.ballot = "within_budget".to_owned(),
        &|f| f.max_choices = "4".to_owned(),
        &|f| f.rule = "greedy_votes".to_owned(),
        &|f| f.level_to_vote = Level::Resident.as_str().to_owned(),
        &|f| f.ballots_published = true,
        // a begun vote cannot be made a future one, where its rules would be free again
        &|f| f.opens_at[2] = f.closes_at[2].replace("T20:00", "T19:00"),
    ];
    for (i, change) in changes.iter().enumerate() {
        let mut form = now.clone();
        change(&mut form);
        assert!(
            matches!(t.edited(&mut tx, &slug, &form).await, Err(Error::Conflict)),
            "{i}"
        );
    }
    // texts, categories and a later close remain free; a close behind us does not
    let mut form = Form {
        summary: "Une autre façon de le dire en deux mots.".to_owned(),
        ..now.clone()
    };
    form.closes_at[2] = form.closes_at[2].replace("T20:00", "T19:00");
    t.edited(&mut tx, &slug, &form).await.unwrap();
    form.closes_at[2] = services::calendar::to_field(t.now.plus_seconds(-600));
    let late = fields(t.edited(&mut tx, &slug, &form).await.unwrap_err());
    assert_eq!(late, vec![("closes_2", FieldError::TooSmall)]);
}

#[tokio::test]
async fn an_edit_does_not_write_over_what_someone_else_saved() {
    let mut t = town("seen").await;
    let mut tx = t.db.write().await.unwrap();
    let slug = t.made(&mut tx, Template::ParticipatoryBudget).await.slug;
    let read = t.form_of(&mut tx, &slug).await;
    let mine = Form {
        promise: "Le conseil délibère en mars.".to_owned(),
        ..read.clone()
    };
    let theirs = Form {
        categories: "École\nSport".to_owned(),
        ..read.clone()
    };
    let (official, now) = (t.official.clone(), t.now);
    edit(&mut tx, &official, now, &mut t.rng, &slug, &theirs)
        .await
        .unwrap();
    for seen in [read.seen.clone(), String::new()] {
        let late = Form {
            seen,
            ..mine.clone()
        };
        let refused = edit(&mut tx, &official, now, &mut t.rng, &slug, &late).await;
        assert!(matches!(refused, Err(Error::Conflict)));
    }
    let stands = t.form_of(&mut tx, &slug).await;
    assert_eq!(stands.categories, "École\nSport");
    let again = Form {
        seen: stands.seen,
        ..mine
    };
    edit(&mut tx, &official, now, &mut t.rng, &slug, &again)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_rule_the_form_has_no_word_for_survives_an_edit() {
    let mut t = town("rule").await;
    let mut tx = t.db.write().await.unwrap();
    let mut process = t.made(&mut tx, Template::ParticipatoryBudget).await;
    process.rule = civic::count::Rule::Cumulative {
        mode: civic::count::Mode::Stop,
    };
    process.ballot = civic::ballot::BallotKind::UpTo { min: 0, max: 5 };
    store::process::update(&mut tx, &process).await.unwrap();
    t.now = t.now.plus_seconds(400 * DAY);
    let mut form = t.form_of(&mut tx, &process.slug).await;
    form.summary = "Une autre façon de le dire en deux mots.".to_owned();
    let edited = t.edited(&mut tx, &process.slug, &form).await.unwrap();
    assert_eq!((edited.rule, edited.ballot), (process.rule, process.ballot));
}

#[tokio::test]
async fn categories_keep_their_ids_and_stay_while_used() {
    let mut t = town("categories").await;
    let mut tx = t.db.write().await.unwrap();
    let p = t.made(&mut tx, Template::ParticipatoryBudget).await;
    let before = store::process::categories(&mut tx, &p.id).await.unwrap();
    t.proposed(&mut tx, &p, "Un verger partagé au bourg").await;
    let mut form = t.form_of(&mut tx, &p.slug).await;
    form.categories = "École\nSport\nNature".to_owned();
    t.edited(&mut tx, &p.slug, &form).await.unwrap();
    let after = store::process::categories(&mut tx, &p.id).await.unwrap();
    let names: Vec<&str> = after.iter().map(|(_, n)| n.as_str()).collect();
    assert_eq!(names, ["École", "Sport", "Nature"]);
    assert_eq!(after[2].0, before[0].0);
    form.categories = "École".to_owned();
    let kept = fields(t.edited(&mut tx, &p.slug, &form).await.unwrap_err());
    assert_eq!(kept, vec![("categories", FieldError::Taken)]);
    drop(tx);
}
