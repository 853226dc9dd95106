//! A form that is sent twice — a button pressed again, a page reloaded, a phone that tries again — does
//! what it says once.

use crate::common::{
    Base, PROPOSING, VOTING, at, budget_form, citizen, official, proposal_form, rng,
};
use crate::on_both;
use civic::field::FieldError;
use civic::permission::Actor;
use services::{Error, SENT_TWICE, contribution, process, project, proposal, proposal_page};

const BODY: &str = "À l’ombre des tilleuls, pour se poser un moment au bourg.";

async fn each_form_sent_twice_is_done_once(base: Base) {
    let (now, mut rng) = (at(PROPOSING), rng(83));
    let mut tx = base.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng).await;
    let anne = citizen(&mut tx, now, &mut rng, 1).await;
    let yann = citizen(&mut tx, now, &mut rng, 2).await;
    let mut made = Vec::new();
    for after in [0, 5, SENT_TWICE + 1] {
        let now = now.plus_seconds(after);
        let process = process::create(&mut tx, &mayor, now, &mut rng, &budget_form()).await;
        made.push(process.unwrap());
    }
    assert_eq!(made[0].id, made[1].id);
    assert_ne!(made[0].id, made[2].id, "much later it is another one");
    let slug = &made[0].slug;
    let choices = proposal_page::choices(&mut tx, &made[0].id).await.unwrap();
    let form = proposal_form("Des bancs au bourg", BODY, choices.categories[0].0.as_str());
    let mut ids = Vec::new();
    for actor in [&anne, &anne, &yann] {
        let id = proposal::create(&mut tx, actor, now, &mut rng, slug, &form).await;
        ids.push(id.unwrap());
    }
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2], "somebody else may say the same");
    // one's own that was withdrawn may be made again
    proposal::withdraw(&mut tx, &anne, now, &mut rng, &ids[0])
        .await
        .unwrap();
    let again = proposal::create(&mut tx, &anne, now, &mut rng, slug, &form)
        .await
        .unwrap();
    assert_ne!(again, ids[0]);
    let said = contribution::Form {
        stance: "for".to_owned(),
        body: "Une bonne idée.".to_owned(),
        parent: String::new(),
    };
    let first = contribution::comment(&mut tx, &yann, now, &mut rng, &again, &said)
        .await
        .unwrap();
    let second = contribution::comment(&mut tx, &yann, now, &mut rng, &again, &said)
        .await
        .unwrap();
    assert_eq!(first, second);
    let answer = contribution::Form {
        parent: first.to_string(),
        ..said.clone()
    };
    let third = contribution::comment(&mut tx, &yann, now, &mut rng, &again, &answer)
        .await
        .unwrap();
    assert_ne!(first, third);
    let read = store::proposal::get(&mut tx, &again)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read.comments, 2);
}

async fn news_sent_twice_is_told_once(base: Base) {
    let (now, mut rng) = (at(PROPOSING), rng(84));
    let mut tx = base.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng).await;
    let form = process::Form {
        template: "concertation".to_owned(),
        ..budget_form()
    };
    let made = process::create(&mut tx, &mayor, now, &mut rng, &form)
        .await
        .unwrap();
    let choices = proposal_page::choices(&mut tx, &made.id).await.unwrap();
    let category = choices.categories.first().map_or("", |(id, _)| id.as_str());
    let idea = proposal_form("Des bancs au bourg", BODY, category);
    let id = proposal::create(&mut tx, &mayor, now, &mut rng, &made.slug, &idea)
        .await
        .unwrap();
    let answer = proposal::AnswerForm {
        state: "admitted".to_owned(),
        ..proposal::AnswerForm::default()
    };
    proposal::answer(&mut tx, &mayor, now, &mut rng, &id, &answer)
        .await
        .unwrap();
    let opened = project::open(&mut tx, &mayor, now, &mut rng, &id)
        .await
        .unwrap();
    let news = project::MilestoneForm {
        title: "Les travaux commencent".to_owned(),
        body: "L’entreprise est choisie.".to_owned(),
        status: "started".to_owned(),
    };
    for _ in 0..2 {
        project::post_milestone(&mut tx, &mayor, now, &mut rng, &opened, &news)
            .await
            .unwrap();
    }
    assert_eq!(
        store::project::milestones(&mut tx, &opened)
            .await
            .unwrap()
            .len(),
        1
    );
    let first = news.clone();
    let more = project::MilestoneForm {
        status: "done".to_owned(),
        ..news
    };
    project::post_milestone(&mut tx, &mayor, now, &mut rng, &opened, &more)
        .await
        .unwrap();
    assert_eq!(
        store::project::milestones(&mut tx, &opened)
            .await
            .unwrap()
            .len(),
        2
    );
    // the first one sent again does not turn the project back
    project::post_milestone(&mut tx, &mayor, now, &mut rng, &opened, &first)
        .await
        .unwrap();
    let read = store::project::get(&mut tx, &opened)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read.status, civic::project::Status::Done);
}

/// Two requests at the same instant, each in its own transaction.
async fn at_once_too(base: Base) {
    let (now, mut rng_) = (at(PROPOSING), rng(85));
    let mut tx = base.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng_).await;
    let anne = citizen(&mut tx, now, &mut rng_, 1).await;
    let made = process::create(&mut tx, &mayor, now, &mut rng_, &budget_form())
        .await
        .unwrap();
    let choices = proposal_page::choices(&mut tx, &made.id).await.unwrap();
    tx.commit().await.unwrap();
    let form = proposal_form("Des bancs au bourg", BODY, choices.categories[0].0.as_str());
    let send = async |seed: u64| {
        let mut tx = base.db.write().await.unwrap();
        let mut rng = rng(seed);
        let id = proposal::create(&mut tx, &anne, now, &mut rng, &made.slug, &form)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    };
    let (a, b) = tokio::join!(send(86), send(87));
    assert_eq!(a, b);
}

async fn an_answer_and_an_edit_do_not_cross(base: Base) {
    let (now, mut rng) = (at(PROPOSING), rng(88));
    let mut tx = base.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng).await;
    let anne = citizen(&mut tx, now, &mut rng, 1).await;
    let made = process::create(&mut tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let choices = proposal_page::choices(&mut tx, &made.id).await.unwrap();
    let form = proposal_form("Des bancs au bourg", BODY, choices.categories[0].0.as_str());
    let id = proposal::create(&mut tx, &anne, now, &mut rng, &made.slug, &form)
        .await
        .unwrap();
    let read = store::proposal::get(&mut tx, &id).await.unwrap().unwrap();
    let edited = store::proposal::edit(&mut tx, &read, "Un autre titre", BODY, None, None, now);
    assert!(edited.await.unwrap());
    // what the town hall read is no longer what stands, and the reverse
    let admitted = civic::proposal::State::Admitted;
    assert!(
        !store::proposal::set_state(&mut tx, &read, admitted)
            .await
            .unwrap()
    );
    let stands = store::proposal::get(&mut tx, &id).await.unwrap().unwrap();
    assert!(
        store::proposal::set_state(&mut tx, &stands, admitted)
            .await
            .unwrap()
    );
    let late = store::proposal::edit(&mut tx, &stands, "Trop tard", BODY, None, None, now);
    assert!(!late.await.unwrap());
}

async fn districts_are_the_communes_or_the_files(base: Base) {
    use services::district::{NAMES, names, set};
    let (now, mut rng) = (at(PROPOSING), rng(89));
    let mut tx = base.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng).await;
    let anne = citizen(&mut tx, now, &mut rng, 1).await;
    for actor in [&Actor::visitor(), &anne] {
        assert!(matches!(
            names(&mut tx, actor).await,
            Err(Error::Refused(_))
        ));
        let refused = set(&mut tx, actor, now, &mut rng, "Le bourg").await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    }
    set(
        &mut tx,
        &mayor,
        now,
        &mut rng,
        "Le bourg\n\n  Le port \nLe bourg",
    )
    .await
    .unwrap();
    assert_eq!(names(&mut tx, &mayor).await.unwrap(), "Le bourg\nLe port");
    let made = process::create(&mut tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let port = store::district::listed(&mut tx).await.unwrap()[1].0.clone();
    // one of a file's own is in that process's lists and in no other
    let other = process::Form {
        title: "Un budget d’ailleurs".to_owned(),
        ..budget_form()
    };
    let other = process::create(&mut tx, &mayor, now, &mut rng, &other)
        .await
        .unwrap();
    let id: civic::id::DistrictId = services::new_id(now, &mut rng);
    store::district::of_file(&mut tx, &id, "Capitole", 0, &other.id)
        .await
        .unwrap();
    let of = store::district::of_process(&mut tx, &other.id)
        .await
        .unwrap();
    assert_eq!(
        of.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>(),
        ["Capitole"]
    );
    let of = store::district::of_process(&mut tx, &made.id)
        .await
        .unwrap();
    assert_eq!(of.len(), 2);
    // another order, one less; its id comes back with it
    set(&mut tx, &mayor, now, &mut rng, "La gare\nLe bourg")
        .await
        .unwrap();
    assert_eq!(names(&mut tx, &mayor).await.unwrap(), "La gare\nLe bourg");
    set(&mut tx, &mayor, now, &mut rng, "Le port")
        .await
        .unwrap();
    assert_eq!(store::district::listed(&mut tx).await.unwrap()[0].0, port);
    let many: Vec<String> = (0..31).map(|i| format!("Quartier {i}")).collect();
    let refused = set(&mut tx, &mayor, at(VOTING), &mut rng, &many.join("\n")).await;
    let Err(Error::Fields(errors)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(errors.of(NAMES), Some(&FieldError::TooLarge));
}

on_both! {
    each_form_sent_twice_is_done_once
    news_sent_twice_is_told_once
    at_once_too
    an_answer_and_an_edit_do_not_cross
    districts_are_the_communes_or_the_files
}
