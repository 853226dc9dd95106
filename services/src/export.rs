//! Export of a counted vote as a Pabulib file, which other programs read and count again.
//!
//! **Invariants**: only where the process announced it, once counted, and never under
//! [`FEWEST`] voters; voters are random ids in random order; nothing of a voter but the choice.

use crate::{Error, Result, Rng, calendar, random, shuffle, tally};
use civic::ballot::BallotKind;
use civic::count::Rule;
use civic::pabulib::{Choice, Date, File, Project, Vote, VoteType};
use civic::permission::Actor;
use civic::process::{PhaseKind, Process};
use civic::time::{Now, Time};
use std::collections::BTreeMap;
use store::Tx;

/// Under so many voters a ballot could give its voter away.
pub const FEWEST: i64 = 50;

/// The file of a process.
///
/// # Errors
/// [`Error::NotFound`], or [`Error::NotPublished`] when it was not announced, is not counted, or had too
/// few voters.
pub async fn pabulib(tx: &mut Tx, now: Now, rng: &mut Rng, slug: &str) -> Result<String> {
    let listed = crate::process::visible(tx, &Actor::visitor(), slug).await?;
    let process = listed.process;
    if !process.ballots_published || !process.vote_over(now) {
        return Err(Error::NotPublished);
    }
    let counted = tally::result(tx, &process.id).await?;
    let counted = counted.ok_or(Error::NotPublished)?;
    if counted.voters < FEWEST || counted.ballots < FEWEST {
        return Err(Error::NotPublished);
    }
    let on_ballot = store::proposal::on_ballot(tx, &process.id).await?;
    let mut position = BTreeMap::new();
    let mut projects = Vec::with_capacity(counted.projects.len());
    for (i, (line, votes)) in counted
        .projects
        .iter()
        .zip(&counted.outcome.projects)
        .enumerate()
    {
        position.insert(line.number, i);
        let proposal = on_ballot.iter().find(|p| p.number == line.number);
        let category = proposal.and_then(|p| p.category.as_ref());
        let district = proposal.and_then(|p| p.district.as_ref());
        projects.push(Project {
            id: line.key.clone(),
            cost: line.cost,
            name: Some(line.title.clone()),
            category: category.map(|(_, name)| name.clone()),
            district: district.map(|(_, name)| name.clone()),
            votes: Some(votes.votes),
            ..Project::default()
        });
    }
    let votes = votes(tx, rng, &process, &position).await?;
    let (begin, end) = days(&process).ok_or(Error::NotPublished)?;
    let (min, max) = lengths(&process, projects.len());
    let file = File {
        meta: meta(tx, &process, end).await?,
        budget: counted.budget,
        vote_type: VoteType::Approval,
        begin: Some(begin),
        end: Some(end),
        min_length: Some(min),
        max_length: Some(max),
        projects,
        votes,
    };
    Ok(civic::pabulib::write(&file))
}

/// The ballots in random order, each under a random name.
async fn votes(
    tx: &mut Tx,
    rng: &mut Rng,
    process: &Process,
    position: &BTreeMap<i64, usize>,
) -> Result<Vec<Vote>> {
    let mut contents = store::urn::contents(tx, &process.id).await?;
    shuffle(&mut contents, rng);
    let mut votes = Vec::with_capacity(contents.len());
    for content in contents {
        let numbers: Vec<i64> =
            serde_json::from_str(&content).map_err(|e| Error::Count(e.to_string()))?;
        let chosen = numbers.iter().filter_map(|n| position.get(n));
        votes.push(Vote {
            voter_id: format!("v{:032x}", u128::from_be_bytes(random(rng))),
            choices: chosen
                .map(|project| Choice {
                    project: *project,
                    points: None,
                })
                .collect(),
            other: Vec::new(),
        });
    }
    Ok(votes)
}

/// First and last day of the vote, local time.
fn days(process: &Process) -> Option<(Date, Date)> {
    let vote = process.phase(PhaseKind::Vote)?;
    let date = |time: Time| {
        let day = calendar::local(time).date();
        let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        Date::new(day.year().unsigned_abs(), month, day_of_month)
    };
    // closed at midnight, the day before was the last
    Some((date(vote.opens_at)?, date(Time(vote.closes_at.0 - 1))?))
}

fn lengths(process: &Process, projects: usize) -> (u32, u32) {
    let all = u32::try_from(projects).unwrap_or(u32::MAX);
    match process.ballot {
        BallotKind::UpTo { min, max } => (min, max.min(all)),
        BallotKind::WithinBudget => (1, all),
    }
}

/// The rule as the format names it.
fn rule(process: &Process) -> &'static str {
    match process.rule {
        Rule::EqualShares { completion, .. } if completion.unit().is_some() => "equalshares/add1",
        Rule::EqualShares { .. } => "equalshares",
        _ => "greedy",
    }
}

/// The header in the usual order; the writer fills in what it knows better.
async fn meta(tx: &mut Tx, process: &Process, end: Date) -> Result<Vec<(String, String)>> {
    let commune = store::meta::get(tx, store::meta::COMMUNE).await?;
    let invented = store::meta::get(tx, store::meta::DEMONSTRATION)
        .await?
        .as_deref()
        == Some("1");
    let mut pairs = vec![
        ("description", process.title.clone()),
        ("country", "France".to_owned()),
        ("unit", commune.unwrap_or_else(|| process.title.clone())),
        ("instance", end.year.to_string()),
        ("num_projects", String::new()),
        ("num_votes", String::new()),
        ("budget", String::new()),
        ("vote_type", String::new()),
        ("rule", rule(process).to_owned()),
        ("date_begin", String::new()),
        ("date_end", String::new()),
        ("min_length", String::new()),
        ("max_length", String::new()),
        ("currency", "EUR".to_owned()),
    ];
    if invented {
        pairs.push(("comment", "#1: Demonstration database of Tikêr".to_owned()));
    }
    Ok(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}
