//! Lists: every order, filter and search walked to its last page, checked against a plain reckoning in
//! memory, and the same ids in the same order on both databases.

use crate::common::{
    Base, PROPOSING, REVIEWING, admit, at, budget_form, citizen, official, on_postgres, on_sqlite,
    proposal_form, rng,
};
use civic::id::{DistrictId, ProposalId};
use civic::permission::Actor;
use civic::proposal::State;
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::RngCore as _;
use services::proposal_list::{PAGE, Page, Query, Sort, page};
use services::{Tx, contribution, process, proposal};
use std::collections::{BTreeMap, BTreeSet};

/// What was written, as the tests know it.
#[derive(Clone, Debug)]
struct Known {
    id: ProposalId,
    number: i64,
    category: String,
    district: String,
    state: State,
    supports: i64,
    tokens: BTreeMap<String, i64>,
}

struct Town {
    slug: String,
    known: Vec<Known>,
}

const THINGS: [&str; 8] = [
    "Des bancs",
    "Une fontaine à eau",
    "Un abri à vélos",
    "Des arbres fruitiers",
    "Une aire de jeux",
    "L’éclairage du sentier",
    "Un œuvre d’art à l’entrée",
    "Des nichoirs pour hirondelles",
];
const PLACES: [&str; 6] = [
    "près de l’école",
    "sur le port",
    "place de l’Église",
    "le long de la côte",
    "au bourg",
    "derrière la salle des fêtes",
];
const WHYS: [&str; 4] = [
    "Les enfants de l’école y passent chaque matin, été comme hiver.",
    "Les anciens du bourg demandent de l’ombre et de quoi s’asseoir.",
    "La côte attire du monde l’été ; l’eau manque et les vélos s’entassent.",
    "C’est petit, peu cher, et tout le monde en profiterait, même à l’île.",
];

fn pick(rng: &mut ChaCha20Rng, n: usize) -> usize {
    usize::try_from(rng.next_u32()).unwrap() % n
}

async fn build(tx: &mut Tx, count: usize) -> Town {
    let (now, mut rng) = (at(PROPOSING), rng(31));
    let mayor = official(tx, now, &mut rng).await;
    let process = process::create(tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let categories = store::process::categories(tx, &process.id).await.unwrap();
    let mut districts = Vec::new();
    for (position, name) in (0..).zip(["Bourg", "Port", "Île"]) {
        let id: DistrictId = services::new_id(now, &mut rng);
        districts.push(
            store::district::list(tx, &id, name, position)
                .await
                .unwrap(),
        );
    }
    let mut people = Vec::new();
    for n in 0..40 {
        people.push(citizen(tx, now, &mut rng, n).await);
    }
    let mut known = Vec::new();
    for n in 0..count {
        let (thing, place) = (THINGS[pick(&mut rng, 8)], PLACES[pick(&mut rng, 6)]);
        let title = format!("{thing} {place}");
        let category = categories[pick(&mut rng, 3)].0.0.clone();
        let district = match pick(&mut rng, 4) {
            3 => String::new(),
            d => districts[d].0.clone(),
        };
        let form = proposal::Form {
            district: district.clone(),
            ..proposal_form(&title, WHYS[pick(&mut rng, 4)], &category)
        };
        // an author an hour: nobody meets a limit
        let when = now.plus_seconds(i64::try_from(n).unwrap() * 700);
        let author = &people[n % people.len()];
        let id = proposal::create(tx, author, when, &mut rng, &process.slug, &form)
            .await
            .unwrap();
        let mut supports = 0;
        for person in &people {
            if pick(&mut rng, 40) < n % 9 {
                supports = contribution::support(tx, person, when, &id, true)
                    .await
                    .unwrap();
            }
        }
        let state = match pick(&mut rng, 12) {
            0 => State::Withdrawn,
            1 | 2 => State::Refused,
            3..7 => State::Admitted,
            _ => State::Submitted,
        };
        settle(tx, &mayor, author, when, &mut rng, &id, state).await;
        known.push(Known {
            id,
            number: i64::try_from(n).unwrap() + 1,
            category,
            district,
            state,
            supports,
            tokens: civic::search::index(&form.title, &form.body),
        });
    }
    Town {
        slug: process.slug,
        known,
    }
}

async fn settle(
    tx: &mut Tx,
    mayor: &Actor,
    author: &Actor,
    now: Time,
    rng: &mut ChaCha20Rng,
    id: &ProposalId,
    state: State,
) {
    let refusal = proposal::AnswerForm {
        state: "refused".to_owned(),
        answer: "Ce terrain n’est pas à la commune.".to_owned(),
        ..proposal::AnswerForm::default()
    };
    match state {
        State::Withdrawn => {
            proposal::withdraw(tx, author, now, rng, id).await.unwrap();
        }
        State::Refused => proposal::answer(tx, mayor, at(REVIEWING), rng, id, &refusal)
            .await
            .unwrap(),
        State::Admitted => {
            proposal::answer(tx, mayor, at(REVIEWING), rng, id, &admit("900"))
                .await
                .unwrap();
        }
        _ => {}
    }
}

/// What a list should give, reckoned in memory; `None` for the order when it is the visitor's own.
fn expected(town: &Town, query: &Query) -> Vec<ProposalId> {
    let tokens = civic::search::query(&query.search);
    let score = |k: &Known| -> i64 {
        let found = tokens.iter().filter_map(|t| k.tokens.get(t));
        found.sum()
    };
    let mut kept: Vec<&Known> = town
        .known
        .iter()
        .filter(|k| match query.state.as_str() {
            "" => k.state != State::Withdrawn,
            state => k.state.as_str() == state,
        })
        // what was withdrawn is out of the search
        .filter(|k| tokens.is_empty() || k.state != State::Withdrawn)
        .filter(|k| query.category.is_empty() || k.category == query.category)
        .filter(|k| query.district.is_empty() || k.district == query.district)
        .filter(|k| tokens.iter().all(|t| k.tokens.contains_key(t)))
        .collect();
    match query.sort {
        Sort::Supported => kept.sort_by_key(|k| (-k.supports, -k.number)),
        _ => kept.sort_by_key(|k| (-score(k), -k.number)),
    }
    kept.into_iter().map(|k| k.id.clone()).collect()
}

/// All pages of a list, in order.
async fn walk(tx: &mut Tx, slug: &str, query: &Query) -> Vec<ProposalId> {
    let (mut query, mut ids) = (query.clone(), Vec::new());
    let mut total = None;
    loop {
        let found: Page = page(tx, &Actor::visitor(), slug, &query).await.unwrap();
        assert!(found.proposals.len() <= PAGE);
        assert_eq!(*total.get_or_insert(found.total), found.total, "{query:?}");
        ids.extend(found.proposals.into_iter().map(|p| p.id));
        match found.next {
            Some(next) => {
                assert_ne!(next, query.after);
                query.after = next;
            }
            None => break,
        }
    }
    assert_eq!(
        i64::try_from(ids.len()).unwrap(),
        total.unwrap(),
        "{query:?}"
    );
    ids
}

/// Every order under every filter and search worth telling apart.
fn queries(town: &Town) -> Vec<Query> {
    let (category, district) = (&town.known[0].category, &town.known[0].district);
    let mut all = Vec::new();
    for sort in [Sort::Newest, Sort::Supported, Sort::Random] {
        for (search, category, district, state) in [
            ("", "", "", ""),
            ("", category.as_str(), "", ""),
            ("", "", district.as_str(), ""),
            ("", "", "", "admitted"),
            ("", "", "", "refused"),
            ("", "", "", "withdrawn"),
            ("", category, district, "submitted"),
            ("ecole", "", "", ""),
            ("BANCS près de l’ECOLE", "", "", ""),
            ("œuvre", "", "", ""),
            ("enfant été", category, "", "admitted"),
            ("eau", "", "", "withdrawn"),
            ("rien de tel hippopotame", "", "", ""),
            ("", "inconnue", "", ""),
        ] {
            all.push(Query {
                search: search.to_owned(),
                category: category.to_owned(),
                district: district.to_owned(),
                state: state.to_owned(),
                sort,
                seed: 7,
                after: String::new(),
            });
        }
    }
    all
}

/// Walks everything and gives what was read, in order.
async fn told(base: Base) -> Vec<Vec<ProposalId>> {
    let mut tx = base.db.write().await.unwrap();
    let town = build(&mut tx, 400).await;
    tx.commit().await.unwrap();
    let mut tx = base.db.read().await.unwrap();
    let mut lists = Vec::new();
    for query in queries(&town) {
        let read = walk(&mut tx, &town.slug, &query).await;
        let wanted = expected(&town, &query);
        if query.sort == Sort::Random {
            let (a, b): (BTreeSet<_>, BTreeSet<_>) =
                (read.iter().collect(), wanted.iter().collect());
            assert_eq!((read.len(), a), (wanted.len(), b), "{query:?}");
            assert!(read.len() < 8 || read != wanted, "{query:?}");
            let other = Query { seed: 8, ..query };
            assert!(read.len() < 8 || walk(&mut tx, &town.slug, &other).await != read);
        } else {
            assert_eq!(read, wanted, "{query:?}");
        }
        lists.push(read);
    }
    for title in [
        "Des bancs à l’école",
        "fontaine",
        "Un abri pour les vélos au port",
    ] {
        let listed = store::process::by_slug(&mut tx, &town.slug)
            .await
            .unwrap()
            .unwrap();
        let similar = proposal::similar(&mut tx, &listed.process.id, title)
            .await
            .unwrap();
        assert!(!similar.is_empty() && similar.len() <= 5);
        lists.push(similar.into_iter().map(|p| p.id).collect());
    }
    lists
}

#[test]
fn the_same_ids_in_the_same_order_on_both_databases() {
    let sqlite = on_sqlite("lists", told);
    assert!(sqlite.iter().map(Vec::len).sum::<usize>() > 4000);
    if let Some(postgres) = on_postgres("lists", told) {
        assert_eq!(sqlite, postgres);
    }
}

/// Statements of each query on a list of so many proposals.
async fn statements(base: &Base, count: usize) -> Vec<u64> {
    let mut tx = base.db.write().await.unwrap();
    let town = build(&mut tx, count).await;
    tx.commit().await.unwrap();
    let mut spent = Vec::new();
    for query in queries(&town) {
        let mut tx = base.db.read().await.unwrap();
        let before = base.db.statements();
        page(&mut tx, &Actor::visitor(), &town.slug, &query)
            .await
            .unwrap();
        spent.push(base.db.statements() - before);
    }
    spent
}

async fn few(base: Base) -> Vec<u64> {
    statements(&base, 10).await
}

async fn many(base: Base) -> Vec<u64> {
    statements(&base, 400).await
}

/// One to find the process, its categories, its districts, the rows; a filter is counted by one more, what is
/// searched by several words has them ordered by one more, and the visitor's own order looks up the last number.
const STATEMENTS: [u64; 42] = [
    4, 5, 4, 5, 5, 5, 5, 5, 6, 5, 6, 5, 6, 5, // newest
    4, 5, 4, 5, 5, 5, 5, 5, 6, 5, 6, 5, 6, 5, // most supported
    5, 5, 5, 5, 5, 5, 5, 5, 6, 5, 6, 5, 6, 5, // random
];

#[test]
fn so_many_statements_however_long_the_list() {
    let mut all = vec![on_sqlite("few", few), on_sqlite("many", many)];
    all.extend(on_postgres("few", few));
    all.extend(on_postgres("many", many));
    for spent in all {
        assert_eq!(spent, STATEMENTS);
    }
}

async fn odd_addresses(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let town = build(&mut tx, 30).await;
    let visitor = Actor::visitor();
    let long = "a".repeat(5000);
    for after in [
        "-",
        "x",
        "-1",
        "0",
        "99999999999999999999",
        "1-2-3",
        "' OR 1=1 --",
        &long,
    ] {
        for sort in [Sort::Newest, Sort::Supported, Sort::Random] {
            for search in [
                "",
                "bancs",
                "%",
                "_",
                "' ; DROP TABLE proposal",
                "\u{0}",
                &long,
            ] {
                let query = Query {
                    search: search.to_owned(),
                    after: after.to_owned(),
                    sort,
                    seed: u64::MAX,
                    ..Query::default()
                };
                let found = page(&mut tx, &visitor, &town.slug, &query).await.unwrap();
                assert!(found.proposals.len() <= PAGE);
            }
        }
    }
    let bad = Query {
        state: "gelée".to_owned(),
        ..Query::default()
    };
    assert!(page(&mut tx, &visitor, &town.slug, &bad).await.is_err());
    for slug in ["", "x", "\u{e9}", "a/b"] {
        let found = page(&mut tx, &visitor, slug, &Query::default()).await;
        assert!(matches!(found, Err(services::Error::NotFound)));
    }
}

crate::on_both! { odd_addresses }
