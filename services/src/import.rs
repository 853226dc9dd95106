//! Import of a Pabulib file: a vote that took place elsewhere becomes a closed process, made through the
//! citizens' use cases at the dates of the file, in the one transaction that the edge opened.
//!
//! **Invariants**: no short cut into the urn (`vote::cast_offered`), the result (`tally::close`) or the
//! search words (`proposal::add`); nothing of a voter is kept but the choice; a refusal leaves nothing
//! behind, because the edge drops the transaction.

mod error;
mod plan;
mod winners;

pub use error::ImportError;
pub use winners::Winners;

use crate::proposal::Answer;
use crate::vote::Offered;
use crate::{Result, Rng, calendar, new_id, proposal, shuffle, tally, vote};
use civic::id::{AccountId, CategoryId, DistrictId, ProcessId, ProposalId};
use civic::pabulib::File;
use civic::permission::{Actor, Level};
use civic::process::Process;
use civic::proposal::State;
use civic::time::{Now, Time};
use plan::{Dates, Plan};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Tx;
use store::proposal::New;

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The process's part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many projects.
    pub projects: u64,
    /// How many ballots.
    pub ballots: u64,
    /// The winners of four rules.
    pub winners: Winners,
}

/// Imports a file; `progress` is told how many ballots of how many are cast.
///
/// # Errors
/// [`ImportError::File`] with line and reason for a wrong file, before anything is written;
/// [`ImportError::Service`] when a use case refuses. Drop the transaction then.
pub async fn pabulib(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    bytes: &[u8],
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> std::result::Result<Imported, ImportError> {
    let file = civic::pabulib::parse(bytes).map_err(|e| ImportError::of_file(&e))?;
    let plan = Plan::of(&file, bytes, now)?;
    let (process, categories) = make_process(tx, rng, &plan).await?;
    let ids = add_projects(tx, rng, &plan, &process, &categories).await?;
    cast(tx, rng, (&file, plan.dates), &process, &ids, progress).await?;
    tally::close(tx, plan.dates.vote_closes, rng, &process.id).await?;
    let ballots = ballots(tx, &process, ids.len()).await?;
    let cast = u64::try_from(ballots.len()).unwrap_or(u64::MAX);
    Ok(Imported {
        slug: process.slug,
        title: process.title,
        projects: u64::try_from(ids.len()).unwrap_or(u64::MAX),
        ballots: cast,
        winners: Winners::count(&file, ballots)?,
    })
}

async fn make_process(
    tx: &mut Tx,
    rng: &mut Rng,
    plan: &Plan,
) -> Result<(Process, Vec<(CategoryId, String)>)> {
    let opens = plan.dates.propose_opens;
    // the file is public, so its ballots are
    crate::process::add(tx, None, opens, rng, plan.settings(), true).await
}

/// Writes the projects as admitted proposals, numbered as in the file.
async fn add_projects(
    tx: &mut Tx,
    rng: &mut Rng,
    plan: &Plan,
    process: &Process,
    categories: &[(CategoryId, String)],
) -> Result<Vec<ProposalId>> {
    let dates = plan.dates;
    let districts = districts(tx, rng, plan, &process.id).await?;
    let mut ids = Vec::with_capacity(plan.projects.len());
    for project in &plan.projects {
        let id: ProposalId = new_id(dates.propose_opens, rng);
        let category = project.category.as_ref();
        let category = categories.iter().find(|(_, name)| Some(name) == category);
        let new = New {
            id: &id,
            process: &process.id,
            author: None,
            title: &project.title,
            body: &project.body,
            category: category.map(|(id, _)| id),
            district: project.district.as_ref().and_then(|d| districts.get(d)),
            source_id: Some(&project.source),
        };
        proposal::add(tx, new, dates.propose_opens).await?;
        ids.push(id);
    }
    // read once: an answer is checked against the proposal as it stands
    let filter = store::proposal_list::Filter {
        process: &process.id,
        tokens: &[],
        category: None,
        district: None,
        state: Some(State::Submitted),
        order: store::proposal_list::Order::Newest { after: None },
        limit: i64::try_from(ids.len()).unwrap_or(i64::MAX),
    };
    for found in store::proposal_list::page(tx, &filter).await? {
        let old = found.proposal;
        let index = usize::try_from(old.number - 1).unwrap_or(usize::MAX);
        let answer = Answer {
            state: State::Admitted,
            cost: plan.projects.get(index).map(|p| p.cost),
            text: "Projet et coût repris du fichier importé.".to_owned(),
        };
        proposal::give(tx, None, dates.review_opens, rng, (&old, process), answer).await?;
    }
    Ok(ids)
}

/// The districts named in the file: they are this process's, not the commune's own.
async fn districts(
    tx: &mut Tx,
    rng: &mut Rng,
    plan: &Plan,
    process: &ProcessId,
) -> Result<BTreeMap<String, DistrictId>> {
    let mut known: BTreeMap<String, DistrictId> = BTreeMap::new();
    let mut named: Vec<&String> = plan
        .projects
        .iter()
        .filter_map(|p| p.district.as_ref())
        .collect();
    named.sort_by_key(|name| plan::natural(name));
    named.dedup();
    for (position, name) in (0..).zip(named) {
        let id: DistrictId = new_id(plan.dates.propose_opens, rng);
        let id = store::district::of_file(tx, &id, name, position, process).await?;
        known.insert(name.clone(), id);
    }
    Ok(known)
}

/// Casts every ballot of the file, in random order, each by an account of its own.
async fn cast(
    tx: &mut Tx,
    rng: &mut Rng,
    (file, dates): (&File, Dates),
    process: &Process,
    ids: &[ProposalId],
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<()> {
    // the ballot paper is the same for everybody: read once
    let offered: Offered = vote::offered(tx, &Actor::visitor(), &process.slug).await?;
    let at = during(dates);
    let mut order: Vec<usize> = (0..file.votes.len()).collect();
    shuffle(&mut order, rng);
    let total = u64::try_from(order.len()).unwrap_or(u64::MAX);
    progress(0, total);
    for (done, index) in (1..).zip(order) {
        let account: AccountId = new_id(at, rng);
        store::account::create_imported(tx, &account, at).await?;
        let actor = Actor {
            account: Some(account),
            roles: Vec::new(),
            level: Level::Resident,
            asleep: None,
        };
        let choices = file.votes.get(index).map_or(&[][..], |v| &v.choices[..]);
        let chosen: Vec<ProposalId> = choices
            .iter()
            .filter_map(|c| ids.get(c.project).cloned())
            .collect();
        vote::cast_offered(tx, &actor, at, rng, &offered, &chosen, None).await?;
        progress(done, total);
    }
    Ok(())
}

/// An instant of the vote: noon of its first day. The file says no more of when anybody voted.
fn during(dates: Dates) -> Time {
    let noon = calendar::local(dates.vote_opens).date().at(12, 0, 0, 0);
    let noon = calendar::from_field(&noon.strftime("%Y-%m-%dT%H:%M").to_string());
    noon.unwrap_or(dates.vote_opens)
}

/// The ballots as they lie in the urn: positions of projects.
async fn ballots(tx: &mut Tx, process: &Process, projects: usize) -> Result<Vec<Vec<usize>>> {
    let mut ballots = Vec::new();
    for content in store::urn::contents(tx, &process.id).await? {
        let numbers: Vec<usize> =
            serde_json::from_str(&content).map_err(|e| crate::Error::Count(e.to_string()))?;
        let positions = numbers.into_iter().filter_map(|n| n.checked_sub(1));
        ballots.push(positions.filter(|p| *p < projects).collect());
    }
    Ok(ballots)
}
