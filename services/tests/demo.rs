//! The demonstration commune: made at any hour of any day, on both databases alike, and what it shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)] // helpers of tests

mod common;

use civic::permission::{Actor, Role};
use civic::process::{Act, PhaseKind, Process, Template};
use civic::proposal::State;
use civic::time::Time;
use common::{Base, at, on_postgres, on_sqlite, rng, sql};
use services::{contribution, demo, export, proposal_list, tally, vote};
use std::collections::BTreeMap;

const NOW: &str = "2026-10-06T15:20";

async fn seeded(base: &Base, now: Time) -> Vec<Process> {
    let mut tx = base.db.write().await.unwrap();
    demo::seed(&mut tx, now, &mut rng(91)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = base.db.read().await.unwrap();
    let all = store::process::all(&mut tx, false).await.unwrap();
    all.into_iter().map(|l| l.process).collect()
}

/// Ids and counters of everything that is listed.
async fn told(base: Base) -> Vec<String> {
    let mut lines = Vec::new();
    for process in seeded(&base, at(NOW)).await {
        let mut tx = base.db.read().await.unwrap();
        lines.push(format!("{} {}", process.id, process.slug));
        let query = proposal_list::Query::default();
        let page = proposal_list::page(&mut tx, &Actor::visitor(), &process.slug, &query)
            .await
            .unwrap();
        for p in page.proposals {
            lines.push(format!(
                "{} {} {} {} {:?} {:?}",
                p.id, p.title, p.supports, p.comments, p.state, p.author_name
            ));
        }
        let counted = tally::result(&mut tx, &process.id).await.unwrap();
        lines.push(format!("{:?}", counted.map(|t| t.outcome)));
    }
    lines
}

#[test]
fn the_same_commune_each_time_on_both_databases() {
    let first = on_sqlite("demo", told);
    assert!(first.len() > 40);
    assert_eq!(first, on_sqlite("demo", told));
    if let Some(postgres) = on_postgres("demo", told) {
        assert_eq!(first, postgres);
    }
}

#[test]
fn it_shows_every_part_of_the_path() {
    on_sqlite("demo", |base: Base| async move {
        let now = at(NOW);
        let all = seeded(&base, now).await;
        let mut tx = base.db.write().await.unwrap();
        let kinds: Vec<Template> = all.iter().map(|p| p.template).collect();
        assert_eq!(all.len(), 5);
        for template in Template::ALL {
            assert!(kinds.contains(&template));
        }
        let open = |act: Act| all.iter().filter(|p| p.open_for(act, now)).count();
        assert_eq!(
            (open(Act::Vote), open(Act::Propose), open(Act::Comment)),
            (1, 3, 3)
        );

        let voting = all.iter().find(|p| p.open_for(Act::Vote, now)).unwrap();
        assert_eq!(voting.title, "Budget participatif 2026");
        let offered = vote::offered(&mut tx, &Actor::visitor(), &voting.slug)
            .await
            .unwrap();
        assert_eq!((offered.projects.len(), voting.budget.0), (12, 6_000_000));
        let costs: i64 = offered.projects.iter().map(|p| p.cost.unwrap().0).sum();
        assert!(costs > 2 * voting.budget.0);
        assert!(
            offered
                .projects
                .iter()
                .any(|p| p.title.chars().count() > 120)
        );
        assert!(offered.projects.iter().any(|p| p.title.contains("L’œuvre")));
        assert!(
            offered
                .projects
                .iter()
                .any(|p| p.body.matches("\n\n").count() >= 2)
        );
        assert!(tally::result(&mut tx, &voting.id).await.unwrap().is_none());

        let closed = all.iter().find(|p| p.vote_over(now)).unwrap();
        assert_eq!(closed.title, "Budget participatif 2025");
        let counted = tally::result(&mut tx, &closed.id).await.unwrap().unwrap();
        assert_eq!(counted.voters, 91);
        assert!(counted.outcome.winners.len() >= 3 && counted.outcome.winners.len() < 9);
        let file = export::pabulib(&mut tx, now, &mut rng(92), &closed.slug)
            .await
            .unwrap();
        assert_eq!(
            civic::pabulib::parse(file.as_bytes()).unwrap().votes.len(),
            91
        );
        let projects = store::project::page(&mut tx, None, 10).await.unwrap();
        assert_eq!(projects.len(), 2);
        for project in projects {
            assert!(
                store::project::milestones(&mut tx, &project.id)
                    .await
                    .unwrap()
                    .len()
                    >= 2
            );
        }

        let discussed = all
            .iter()
            .find(|p| p.phase(PhaseKind::Discuss).is_some())
            .unwrap();
        let query = proposal_list::Query::default();
        let page = proposal_list::page(&mut tx, &Actor::visitor(), &discussed.slug, &query)
            .await
            .unwrap();
        assert_eq!(
            page.proposals
                .iter()
                .filter(|p| p.state == State::Admitted && !p.answer.is_empty())
                .count(),
            3
        );
        let mut threads = 0;
        for proposal in &page.proposals {
            let (comments, _) = contribution::comments(&mut tx, &proposal.id, None)
                .await
                .unwrap();
            threads += comments.iter().filter(|c| c.parent.is_some()).count();
        }
        assert!(threads >= 2);
        let petitions = all
            .iter()
            .find(|p| p.phase(PhaseKind::Sign).is_some())
            .unwrap();
        assert_eq!(petitions.support_goal, 80);
        let page = proposal_list::page(&mut tx, &Actor::visitor(), &petitions.slug, &query)
            .await
            .unwrap();
        assert!(
            page.proposals
                .iter()
                .all(|p| (10..80).contains(&p.supports)),
            "{:?}",
            page.proposals
        );

        let id = store::account::by_email(&mut tx, "mairie@demo.example")
            .await
            .unwrap()
            .unwrap();
        assert!(
            store::account::actor(&mut tx, &id)
                .await
                .unwrap()
                .has(Role::Official)
        );
        let commune = store::meta::get(&mut tx, store::meta::COMMUNE)
            .await
            .unwrap();
        assert_eq!(commune.as_deref(), Some(demo::COMMUNE));
        for row in tx
            .all("SELECT title, body FROM proposal", &[])
            .await
            .unwrap()
        {
            let text = format!(
                "{} {}",
                row.get::<String>(0).unwrap(),
                row.get::<String>(1).unwrap()
            );
            for bad in ["'", "  ", " ;", " !", "...", "TODO"] {
                assert!(
                    !text.replace("\n\n", "\n").contains(bad) || bad == " !",
                    "{bad}: {text}"
                );
            }
        }
    });
}

/// Whatever the day and the hour: nothing happens after now, and the same phases are open.
#[test]
fn at_any_hour_of_any_day() {
    for now in [
        "2026-01-01T00:00",
        "2026-03-29T03:00",
        "2026-03-30T00:01",
        "2026-10-25T02:30",
        "2028-02-29T23:59",
        "2026-12-31T23:59",
    ] {
        on_sqlite("demo", |base: Base| async move {
            let all = seeded(&base, at(now)).await;
            let mut open: BTreeMap<&str, usize> = BTreeMap::new();
            for process in &all {
                let phase = process
                    .current(at(now))
                    .unwrap_or_else(|| panic!("{now}: {}", process.title));
                *open.entry(phase.kind.as_str()).or_default() += 1;
            }
            let expected = [
                ("discuss", 1),
                ("follow", 1),
                ("propose", 1),
                ("sign", 1),
                ("vote", 1),
            ];
            assert_eq!(open.into_iter().collect::<Vec<_>>(), expected, "{now}");
            let mut tx = base.db.read().await.unwrap();
            for (table, column) in [
                ("proposal", "created_at"),
                ("proposal", "answered_at"),
                ("comment", "created_at"),
                ("support", "created_at"),
                ("milestone", "created_at"),
                ("project", "created_at"),
                ("process", "created_at"),
                ("account", "created_at"),
                ("result", "counted_at"),
                ("audit", "at"),
            ] {
                let last = sql(format!("SELECT MAX({column}) FROM {table}"));
                let last: i64 = tx.first(last, &[]).await.unwrap().unwrap().get(0).unwrap();
                assert!(Time(last) <= at(now), "{now}: {table}.{column}");
            }
        });
    }
}
