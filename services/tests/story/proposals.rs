//! Proposals and what is said of them: make, similar ones, edit, conflict, withdraw; threads, supports.

use crate::common::{
    Base, PROPOSING, REVIEWING, VOTING, admit, at, budget_form, citizen, field_of, official,
    proposal_form, rng,
};
use crate::on_both;
use civic::field::FieldError;
use civic::id::{CategoryId, CommentId, ProposalId};
use civic::permission::{Actor, Refusal};
use civic::process::{Act, Process};
use civic::proposal::{Stance, State};
use rand_chacha::ChaCha20Rng;
use services::{Error, Tx, contribution, process, proposal};

const BODY: &str = "À l’ombre des tilleuls, pour se poser un moment au bourg.";

struct Ground {
    mayor: Actor,
    anne: Actor,
    yann: Actor,
    process: Process,
    categories: Vec<(CategoryId, String)>,
    rng: ChaCha20Rng,
}

async fn ground(tx: &mut Tx) -> Ground {
    let (now, mut rng) = (at(PROPOSING), rng(11));
    let mayor = official(tx, now, &mut rng).await;
    let anne = citizen(tx, now, &mut rng, 1).await;
    let yann = citizen(tx, now, &mut rng, 2).await;
    let process = process::create(tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let categories = store::process::categories(tx, &process.id).await.unwrap();
    Ground {
        mayor,
        anne,
        yann,
        process,
        categories,
        rng,
    }
}

async fn proposed(tx: &mut Tx, g: &mut Ground, title: &str) -> ProposalId {
    let form = proposal_form(title, BODY, g.categories[0].0.as_str());
    let (now, slug) = (at(PROPOSING), g.process.slug.clone());
    proposal::create(tx, &g.anne, now, &mut g.rng, &slug, &form)
        .await
        .unwrap()
}

async fn what_is_typed_is_checked(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let (now, slug) = (at(PROPOSING), g.process.slug.clone());
    let known = g.categories[0].0.0.clone();
    let long = "a".repeat(151);
    let cases = [
        ("", BODY, &known, "title", FieldError::Missing),
        (
            "court",
            BODY,
            &known,
            "title",
            FieldError::TooShort { min: 8 },
        ),
        (
            &long,
            BODY,
            &known,
            "title",
            FieldError::TooLong { max: 150 },
        ),
        (
            "Un banc \u{202e}caché",
            BODY,
            &known,
            "title",
            FieldError::Forbidden,
        ),
        ("Un banc public", "", &known, "body", FieldError::Missing),
        (
            "Un banc public",
            BODY,
            &String::new(),
            "category",
            FieldError::Missing,
        ),
        (
            "Un banc public",
            BODY,
            &"autre".to_owned(),
            "category",
            FieldError::Unknown,
        ),
    ];
    for (title, body, category, field, error) in cases {
        let form = proposal_form(title, body, category);
        let made = proposal::create(&mut tx, &g.anne, now, &mut g.rng, &slug, &form).await;
        assert_eq!(field_of(made, field), error);
    }
    let form = proposal_form("Un banc public", BODY, &known);
    let visitor = Actor::visitor();
    let made = proposal::create(&mut tx, &visitor, now, &mut g.rng, &slug, &form).await;
    assert!(matches!(made, Err(Error::Refused(Refusal::SignIn))));
    let late = at(REVIEWING);
    let made = proposal::create(&mut tx, &g.anne, late, &mut g.rng, &slug, &form).await;
    assert!(matches!(made, Err(Error::Closed(Act::Propose))));
    let made = proposal::create(&mut tx, &g.anne, now, &mut g.rng, "ailleurs", &form).await;
    assert!(matches!(made, Err(Error::NotFound)));
    let script = "<script>alert(1)</script> & « l’œuvre »";
    let form = proposal_form(script, BODY, &known);
    let id = proposal::create(&mut tx, &g.anne, now, &mut g.rng, &slug, &form)
        .await
        .unwrap();
    let (read, _) = proposal::page(&mut tx, &visitor, &id).await.unwrap();
    // as typed, but no line begins with a closing mark
    assert_eq!(
        read.title,
        script.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»")
    );
}

async fn similar_ones_are_found(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let benches = proposed(&mut tx, g, "Des bancs près de l’école").await;
    let bench = proposed(&mut tx, g, "Un banc à l’arrêt de bus").await;
    proposed(&mut tx, g, "Une piste cyclable vers le port").await;
    let found = proposal::similar(&mut tx, &g.process.id, "banc école")
        .await
        .unwrap();
    let ids: Vec<&ProposalId> = found.iter().map(|p| &p.id).collect();
    assert_eq!(ids, [&benches, &bench]);
    for nothing in ["", "de la", "★", "hippopotame"] {
        let found = proposal::similar(&mut tx, &g.process.id, nothing)
            .await
            .unwrap();
        assert!(found.is_empty(), "{nothing}");
    }
}

async fn edits_meet_and_the_later_one_is_told(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let now = at(PROPOSING);
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    let edit = |title: &str, version: &str| proposal::Form {
        version: version.to_owned(),
        ..proposal_form(title, BODY, g.categories[1].0.as_str())
    };
    let (first, second) = (
        edit("Des bancs et un arbre", "1"),
        edit("Des bancs bleus", "1"),
    );
    let refused = proposal::edit(&mut tx, &g.yann, now, &mut g.rng, &id, &first).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotYours))));
    proposal::edit(&mut tx, &g.anne, now, &mut g.rng, &id, &first)
        .await
        .unwrap();
    for stale in [
        second,
        edit("Des bancs verts", ""),
        edit("Des bancs verts", "x"),
    ] {
        let conflict = proposal::edit(&mut tx, &g.anne, now, &mut g.rng, &id, &stale).await;
        assert!(matches!(conflict, Err(Error::Conflict)));
    }
    let (read, _) = proposal::page(&mut tx, &g.anne, &id).await.unwrap();
    assert_eq!(
        (read.title.as_str(), read.version),
        ("Des bancs et un arbre", 2)
    );
    assert_eq!(
        read.category.map(|(_, name)| name).as_deref(),
        Some("Cadre de vie")
    );
    let old = tx
        .all("SELECT title, version FROM proposal_version", &[])
        .await
        .unwrap();
    assert_eq!(old.len(), 1);
    assert_eq!(
        old[0].get::<String>(0).unwrap(),
        "Des bancs près de l’école"
    );
    // the search follows the text
    let found = proposal::similar(&mut tx, &g.process.id, "arbre")
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert!(
        proposal::similar(&mut tx, &g.process.id, "école")
            .await
            .unwrap()
            .is_empty()
    );
    // the town hall has answered: the text stays
    proposal::answer(&mut tx, &g.mayor, now, &mut g.rng, &id, &admit("4 000"))
        .await
        .unwrap();
    let late = edit("Des bancs dorés", "2");
    let conflict = proposal::edit(&mut tx, &g.anne, now, &mut g.rng, &id, &late).await;
    assert!(matches!(conflict, Err(Error::Conflict)));
    let conflict = proposal::withdraw(&mut tx, &g.anne, now, &mut g.rng, &id).await;
    assert!(matches!(conflict, Err(Error::Conflict)));
}

async fn withdrawn_is_out_of_lists_but_not_gone(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let now = at(PROPOSING);
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    let kept = proposed(&mut tx, g, "Une piste cyclable vers le port").await;
    let refused = proposal::withdraw(&mut tx, &g.yann, now, &mut g.rng, &id).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotYours))));
    proposal::withdraw(&mut tx, &g.anne, now, &mut g.rng, &id)
        .await
        .unwrap();
    let again = proposal::withdraw(&mut tx, &g.anne, now, &mut g.rng, &id).await;
    assert!(matches!(again, Err(Error::Conflict)));
    let query = services::proposal_list::Query::default();
    let slug = g.process.slug.clone();
    let page = services::proposal_list::page(&mut tx, &g.anne, &slug, &query)
        .await
        .unwrap();
    assert_eq!((page.total, page.proposals.len()), (1, 1));
    assert_eq!(page.proposals[0].id, kept);
    let (read, _) = proposal::page(&mut tx, &Actor::visitor(), &id)
        .await
        .unwrap();
    assert_eq!(read.state, State::Withdrawn);
    assert!(
        proposal::similar(&mut tx, &g.process.id, "bancs")
            .await
            .unwrap()
            .is_empty()
    );
    let form = contribution::Form {
        body: "Dommage !".to_owned(),
        ..contribution::Form::default()
    };
    let closed = contribution::comment(&mut tx, &g.yann, now, &mut g.rng, &id, &form).await;
    assert!(matches!(closed, Err(Error::Closed(Act::Comment))));
}

async fn comments_stand_in_threads(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let now = at(PROPOSING);
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    let other = proposed(&mut tx, g, "Une piste cyclable vers le port").await;
    let form = |stance: &str, body: &str, parent: &str| contribution::Form {
        stance: stance.to_owned(),
        body: body.to_owned(),
        parent: parent.to_owned(),
    };
    let said = form("for", "Oui,\r\n\r\net à l’ombre.  ", "");
    let first = contribution::comment(&mut tx, &g.yann, now, &mut g.rng, &id, &said)
        .await
        .unwrap();
    let later = now.plus_seconds(60);
    let reply = form("against", "Trop cher ?", first.as_str());
    contribution::comment(&mut tx, &g.anne, later, &mut g.rng, &id, &reply)
        .await
        .unwrap();
    let cases = [
        (form("for", "", ""), "body", FieldError::Missing),
        (
            form("peut-être", "Bien.", ""),
            "stance",
            FieldError::Unknown,
        ),
        (form("", "Bien.", "inconnu"), "parent", FieldError::Unknown),
    ];
    for (bad, field, error) in cases {
        let said = contribution::comment(&mut tx, &g.anne, now, &mut g.rng, &id, &bad).await;
        assert_eq!(field_of(said, field), error);
    }
    // an answer belongs to the thread of its own proposal
    let said = contribution::comment(&mut tx, &g.anne, now, &mut g.rng, &other, &reply).await;
    assert_eq!(field_of(said, "parent"), FieldError::Unknown);
    let (read, next) = contribution::comments(&mut tx, &id, None).await.unwrap();
    assert_eq!((read.len(), next), (2, None));
    assert_eq!(
        (read[0].body.as_str(), read[0].stance),
        ("Oui,\n\net à l’ombre.", Stance::For)
    );
    assert_eq!(
        (read[1].parent.as_ref(), read[1].stance),
        (Some(&first), Stance::Against)
    );
    let (page, _) = proposal::page(&mut tx, &g.anne, &id).await.unwrap();
    assert_eq!(page.comments, 2);
    // taken back: the place stays, the text goes
    let refused = contribution::withdraw_comment(&mut tx, &g.anne, now, &mut g.rng, &first).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    contribution::withdraw_comment(&mut tx, &g.yann, now, &mut g.rng, &first)
        .await
        .unwrap();
    let again = contribution::withdraw_comment(&mut tx, &g.yann, now, &mut g.rng, &first).await;
    assert!(matches!(again, Err(Error::NotFound)));
    let (read, _) = contribution::comments(&mut tx, &id, None).await.unwrap();
    assert_eq!(
        (read.len(), read[0].withdrawn, read[0].body.as_str()),
        (2, true, "")
    );
    let (page, _) = proposal::page(&mut tx, &g.anne, &id).await.unwrap();
    assert_eq!(page.comments, 1);
}

async fn long_threads_come_in_pages(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    let mut written = Vec::new();
    for n in 0..75 {
        // another person each time, some at the same instant
        let now = at(PROPOSING).plus_seconds(n / 3);
        let person = citizen(&mut tx, now, &mut g.rng, 100 + usize::try_from(n).unwrap()).await;
        let form = contribution::Form {
            body: format!("Avis numéro {n}"),
            ..contribution::Form::default()
        };
        let made = contribution::comment(&mut tx, &person, now, &mut g.rng, &id, &form).await;
        written.push(made.unwrap());
    }
    let (mut read, mut after): (Vec<CommentId>, Option<CommentId>) = (Vec::new(), None);
    loop {
        let (page, next) = contribution::comments(&mut tx, &id, after.as_ref())
            .await
            .unwrap();
        assert!(page.len() <= contribution::PAGE);
        read.extend(page.into_iter().map(|c| c.id));
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert!(read.is_sorted());
    written.sort();
    assert_eq!(read, written);
}

async fn supporting_twice_counts_once(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let now = at(PROPOSING);
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    for (actor, on, count) in [
        (&g.anne, true, 1),
        (&g.anne, true, 1),
        (&g.yann, true, 2),
        (&g.anne, false, 1),
        (&g.anne, false, 1),
        (&g.mayor, false, 1),
    ] {
        let counted = contribution::support(&mut tx, actor, now, &id, on)
            .await
            .unwrap();
        assert_eq!(counted, count);
    }
    let refused = contribution::support(&mut tx, &Actor::visitor(), now, &id, true).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::SignIn))));
    let closed = contribution::support(&mut tx, &g.anne, at(VOTING), &id, true).await;
    assert!(matches!(closed, Err(Error::Closed(Act::Support))));
    let unknown = ProposalId("inconnue".to_owned());
    let missing = contribution::support(&mut tx, &g.anne, now, &unknown, true).await;
    assert!(matches!(missing, Err(Error::NotFound)));
}

async fn two_thumbs_at_once_count_once(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    tx.commit().await.unwrap();
    let taps = (0..8).map(|n| {
        let (db, id) = (base.db.clone(), id.clone());
        let actor = if n % 2 == 0 {
            g.anne.clone()
        } else {
            g.yann.clone()
        };
        tokio::spawn(async move {
            let mut tx = db.write().await.unwrap();
            let count = contribution::support(&mut tx, &actor, at(PROPOSING), &id, true).await;
            tx.commit().await.unwrap();
            count.unwrap()
        })
    });
    for tap in taps.collect::<Vec<_>>() {
        assert!((1..=2).contains(&tap.await.unwrap()));
    }
    let mut tx = base.db.read().await.unwrap();
    let (page, _) = proposal::page(&mut tx, &g.anne, &id).await.unwrap();
    assert_eq!(page.supports, 2);
}

async fn only_an_official_answers(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = &mut ground(&mut tx).await;
    let now = at(REVIEWING);
    let id = proposed(&mut tx, g, "Des bancs près de l’école").await;
    let refused = proposal::answer(&mut tx, &g.anne, now, &mut g.rng, &id, &admit("10")).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::Role(_)))));
    for (cost, error) in [
        ("", FieldError::Missing),
        ("0", FieldError::TooSmall),
        ("-5", FieldError::Malformed),
        ("1e3", FieldError::Malformed),
        ("99999999999999", FieldError::TooLarge),
    ] {
        let given = proposal::answer(&mut tx, &g.mayor, now, &mut g.rng, &id, &admit(cost)).await;
        assert_eq!(field_of(given, "cost"), error, "{cost}");
    }
    let refusal = |text: &str| proposal::AnswerForm {
        state: "refused".to_owned(),
        cost: String::new(),
        answer: text.to_owned(),
    };
    let given = proposal::answer(&mut tx, &g.mayor, now, &mut g.rng, &id, &refusal("")).await;
    assert_eq!(field_of(given, "answer"), FieldError::Missing);
    let why = refusal("Le terrain appartient au département.");
    proposal::answer(&mut tx, &g.mayor, now, &mut g.rng, &id, &why)
        .await
        .unwrap();
    // corrected: admitted after all, at a cost that may still change until the vote
    for cost in ["4 000", "4 500,50"] {
        let given = admit(cost);
        proposal::answer(&mut tx, &g.mayor, now, &mut g.rng, &id, &given)
            .await
            .unwrap();
    }
    let begun = at(VOTING);
    for late in [admit("5 000"), why] {
        let given = proposal::answer(&mut tx, &g.mayor, begun, &mut g.rng, &id, &late).await;
        assert!(matches!(given, Err(Error::Conflict)));
    }
    let (read, _) = proposal::page(&mut tx, &g.anne, &id).await.unwrap();
    assert_eq!(read.cost.map(|c| c.0), Some(450_050));
}

on_both! {
    what_is_typed_is_checked
    similar_ones_are_found
    edits_meet_and_the_later_one_is_told
    withdrawn_is_out_of_lists_but_not_gone
    comments_stand_in_threads
    long_threads_come_in_pages
    supporting_twice_counts_once
    two_thumbs_at_once_count_once
    only_an_official_answers
}
