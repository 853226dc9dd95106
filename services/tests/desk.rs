//! The desk through its use cases: what waits, answers, projects, people and their roles.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod town;

use civic::device::Device;
use civic::field::FieldError;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Level, Refusal, Role};
use civic::process::Template;
use civic::proposal::State;
use services::civil::Proved;
use services::document::{self, Document, Seen};
use services::proposal::AnswerForm;
use services::session::{self, Demand};
use services::{Error, desk, person, project, tally};
use town::{DAY, account, fields, town};

#[tokio::test]
async fn the_desk_says_what_waits_and_what_comes_next() {
    let mut t = town("desk").await;
    let mut tx = t.db.write().await.unwrap();
    let p = t.made(&mut tx, Template::ParticipatoryBudget).await;
    let titles = [
        "Un verger partagé au bourg",
        "Des bancs pour souffler",
        "Un kiosque à musique",
    ];
    let mut ids = Vec::new();
    for title in titles {
        ids.push(t.proposed(&mut tx, &p, title).await);
    }
    let board = desk::dashboard(&mut tx, &t.official, t.now).await.unwrap();
    assert_eq!(
        (board.len(), board[0].waiting.to_answer, board[0].proposals),
        (1, 3, 3)
    );

    let case = desk::case(&mut tx, &t.official, &ids[1]).await.unwrap();
    let beside: Vec<i64> = case.beside.iter().map(|i| i.number).collect();
    assert_eq!(beside, [2, 3]);
    let after = t
        .answered(&mut tx, &ids[1], "admitted", "5 000", "")
        .await
        .unwrap();
    assert_eq!(after.next.as_ref(), Some(&ids[2]));
    let after = t
        .answered(&mut tx, &ids[2], "refused", "", "La place est classée.")
        .await
        .unwrap();
    assert_eq!(after.next.as_ref(), Some(&ids[0]), "it goes round");

    // answered meanwhile by someone else: what was read is no longer so
    let form = AnswerForm {
        state: "refused".into(),
        ..AnswerForm::default()
    };
    let seen = case.seen();
    let stale = desk::answer(
        &mut tx,
        &t.official,
        t.now,
        &mut t.rng,
        &ids[1],
        &seen,
        &form,
    );
    assert!(matches!(stale.await, Err(Error::Conflict)));

    let bad = t.answered(&mut tx, &ids[0], "", "", "").await.unwrap_err();
    assert_eq!(fields(bad), vec![("state", FieldError::Missing)]);
    let bad = t
        .answered(&mut tx, &ids[0], "admitted", "", "")
        .await
        .unwrap_err();
    assert_eq!(fields(bad), vec![("cost", FieldError::Missing)]);
    let bad = t
        .answered(&mut tx, &ids[0], "refused", "", "Non")
        .await
        .unwrap_err();
    assert_eq!(
        fields(bad),
        vec![("answer", FieldError::TooShort { min: 10 })]
    );

    let shown = desk::sheet(&mut tx, &t.official, &p.slug, Some(State::Admitted), 0)
        .await
        .unwrap();
    assert_eq!(shown.items.len(), 1);
    assert_eq!(shown.numbers.iter().map(|n| n.costed).sum::<i64>(), 1);

    // not decided yet: no project; once the vote has begun the ballot stays, a late refusal is still given
    let early = desk::open_project(&mut tx, &t.official, t.now, &mut t.rng, &ids[1]).await;
    assert!(matches!(early, Err(Error::Conflict)));
    for index in [1, 2] {
        t.now = t.now.plus_seconds(DAY);
        t.opened(&mut tx, &p.slug, index).await.unwrap();
    }
    let late = t.answered(&mut tx, &ids[0], "admitted", "10", "").await;
    assert!(matches!(late, Err(Error::Conflict)));
    let late = t.answered(&mut tx, &ids[1], "admitted", "6 000", "").await;
    assert!(matches!(late, Err(Error::Conflict)));
    t.answered(&mut tx, &ids[0], "refused", "", "Trop tard pour ce vote.")
        .await
        .unwrap();

    t.now = t.now.plus_seconds(DAY);
    t.closed(&mut tx, &p.slug, 2).await.unwrap();
    tally::close(&mut tx, t.now, &mut t.rng, &p.id)
        .await
        .unwrap();
    let board = desk::dashboard(&mut tx, &t.official, t.now).await.unwrap();
    assert!(board[0].waiting.counted);
    assert_eq!(board[0].waiting.to_answer, 0);
}

#[tokio::test]
async fn a_project_is_opened_once_and_gives_news() {
    let mut t = town("project").await;
    let mut tx = t.db.write().await.unwrap();
    let p = t.made(&mut tx, Template::Concertation).await;
    let id = t
        .proposed(&mut tx, &p, "Une rue calme devant l’école")
        .await;
    t.answered(&mut tx, &id, "admitted", "", "").await.unwrap();
    let first = desk::open_project(&mut tx, &t.official, t.now, &mut t.rng, &id)
        .await
        .unwrap();
    let again = desk::open_project(&mut tx, &t.official, t.now, &mut t.rng, &id)
        .await
        .unwrap();
    assert_eq!(first, again);
    let twice = project::open(&mut tx, &t.official, t.now, &mut t.rng, &id).await;
    assert!(matches!(twice, Err(Error::Conflict)));
    let quiet = |board: &[desk::Board]| board[0].waiting.quiet;
    let board = desk::dashboard(&mut tx, &t.official, t.now).await.unwrap();
    assert_eq!(quiet(&board), 1);
    let form = project::MilestoneForm {
        title: "Les travaux commencent".to_owned(),
        body: String::new(),
        status: "started".to_owned(),
    };
    project::post_milestone(&mut tx, &t.official, t.now, &mut t.rng, &first, &form)
        .await
        .unwrap();
    let bad = project::MilestoneForm {
        status: "x".to_owned(),
        ..project::MilestoneForm::default()
    };
    let refused =
        project::post_milestone(&mut tx, &t.official, t.now, &mut t.rng, &first, &bad).await;
    assert_eq!(fields(refused.unwrap_err()).len(), 2);
    let followed = desk::follow(&mut tx, &t.official, &first).await.unwrap();
    assert_eq!(followed.milestones.len(), 1);
    assert_eq!(followed.project.status, civic::project::Status::Started);
    let board = desk::dashboard(&mut tx, &t.official, t.now).await.unwrap();
    assert_eq!(quiet(&board), 0);
    let later = t.now.plus_seconds((desk::QUIET_DAYS + 1) * DAY);
    let board = desk::dashboard(&mut tx, &t.official, later).await.unwrap();
    assert_eq!(quiet(&board), 1);
}

async fn entered(tx: &mut services::Tx, t: &mut town::Town, who: &AccountId) -> [u8; 16] {
    let secret = session::open(
        tx,
        t.now,
        &mut t.rng,
        who,
        Proof::Passkey,
        Device::default(),
    )
    .await;
    secret.unwrap()
}

#[tokio::test]
async fn only_an_agent_verifies_and_only_an_administrator_gives_roles() {
    let mut t = town("people").await;
    let mut tx = t.db.write().await.unwrap();
    let agent = account(
        &mut tx,
        &mut t.rng,
        t.now,
        "accueil@exemple.bzh",
        &[Role::Agent],
    )
    .await;
    let chief = account(
        &mut tx,
        &mut t.rng,
        t.now,
        "dgs@exemple.bzh",
        &[Role::Administrator],
    )
    .await;
    let anne: AccountId = t.citizen.account.clone().unwrap();
    let email = "Anne@exemple.bzh";
    let paper = Document {
        birth_name: "Le Goff".to_owned(),
        given_names: "Anne".to_owned(),
        born: "03/05/1961".to_owned(),
        place: String::new(),
    };
    let lately = entered(&mut tx, &mut t, chief.account.as_ref().unwrap()).await;
    let hers = entered(&mut tx, &mut t, &anne).await;
    for actor in [&t.official, &t.citizen, &chief] {
        let refused = document::check(
            &mut tx,
            actor,
            t.now,
            &mut t.rng,
            &anne,
            (&paper, Seen::Residence),
        )
        .await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refusal::Role(Role::Agent)))
        ));
    }
    for actor in [&t.official, &t.citizen, &agent] {
        let refused = person::set_role(
            &mut tx,
            (actor, Some(&lately), Demand::Any),
            t.now,
            &mut t.rng,
            &anne,
            (Role::Official, true),
        )
        .await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refusal::Role(Role::Administrator)))
        ));
    }
    for actor in [&t.official, &t.citizen] {
        assert!(matches!(
            person::by_id(&mut tx, actor, &anne).await,
            Err(Error::Refused(_))
        ));
        assert!(matches!(
            person::find(&mut tx, actor, email).await,
            Err(Error::Refused(_))
        ));
    }
    let known = document::check(
        &mut tx,
        &agent,
        t.now,
        &mut t.rng,
        &anne,
        (&paper, Seen::Residence),
    )
    .await;
    assert_eq!(known.unwrap(), Proved::Known(None));
    assert_eq!(
        person::by_id(&mut tx, &agent, &anne).await.unwrap().0.level,
        Level::Resident
    );
    document::take_back(&mut tx, &agent, t.now, &mut t.rng, &anne)
        .await
        .unwrap();
    assert_eq!(
        person::by_id(&mut tx, &chief, &anne).await.unwrap().0.level,
        Level::Mailbox
    );
    let unknown = person::find(&mut tx, &agent, "yann@exemple.bzh")
        .await
        .unwrap_err();
    assert_eq!(fields(unknown), vec![("email", FieldError::Unknown)]);
    // long after signing in, no role is given; and whom it is about signs in again
    for (here, given) in [(None, false), (Some(&lately), true)] {
        let (by, rng) = ((&chief, here, Demand::Any), &mut t.rng);
        let done = person::set_role(&mut tx, by, t.now, rng, &anne, (Role::Agent, true)).await;
        assert_eq!(done.is_ok(), given, "{done:?}");
        let who = session::who(&mut tx, t.now, Some(&hers), Demand::Any).await;
        assert_eq!(who.unwrap().actor.account.is_none(), given);
    }
    assert_eq!(
        person::find(&mut tx, &chief, email).await.unwrap().1,
        vec![Role::Agent]
    );
    let own = person::set_role(
        &mut tx,
        (&chief, Some(&lately), Demand::Any),
        t.now,
        &mut t.rng,
        chief.account.as_ref().unwrap(),
        (Role::Administrator, false),
    )
    .await;
    assert!(matches!(own, Err(Error::Conflict)));
    // an imported voter is nobody at the desk
    let voter: AccountId = "v-1".into();
    store::account::create_imported(&mut tx, &voter, t.now)
        .await
        .unwrap();
    assert!(matches!(
        person::by_id(&mut tx, &agent, &voter).await,
        Err(Error::NotFound)
    ));
}
