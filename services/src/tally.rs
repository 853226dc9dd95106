//! The count: once, at the close. The urn and the roll are rewritten in random order in the same
//! transaction; the edge then calls `Db::forget_order`.

use crate::vote::ON_PAPER;
use crate::{Error, Result, Rng, audit, shuffle};
use civic::count::{self, Ballot, Instance, Outcome, Rule, TieRule};
use civic::id::{ProcessId, ProjectId, ProposalId};
use civic::permission::Actor;
use civic::process::{PhaseKind, Process, Urn};
use civic::proposal::State;
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::process::Listed;

/// A project in a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its proposal.
    pub id: String,
    /// Its number in the process.
    pub number: i64,
    /// The id that the count and the draw use: that of the imported file, else the number.
    pub key: String,
    /// Its title at the close.
    pub title: String,
    /// Its cost in cents.
    pub cost: i64,
}

/// A counted vote: enough to redo the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// People who signed the roll.
    pub voters: i64,
    /// Ballots in the urn.
    pub ballots: i64,
    /// Money shared out, in cents.
    pub budget: i64,
    /// The rule.
    pub rule: Rule,
    /// How ties were broken.
    pub tie: TieRule,
    /// The projects, in the order of the outcome's positions.
    pub projects: Vec<Line>,
    /// Winners, votes, reasons and every step.
    pub outcome: Outcome,
}

impl Tally {
    /// Money spent, in cents.
    #[must_use]
    pub fn spent(&self) -> i64 {
        self.budget - self.outcome.left
    }
}

/// Counts a vote that is over, once. Gives the result, old or new.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] while the vote is not over, [`Error::Count`].
pub async fn close(tx: &mut Tx, now: Now, rng: &mut Rng, process: &ProcessId) -> Result<Tally> {
    // every ballot that was acknowledged is in, none comes in any more, and nobody else is counting
    store::urn::lock(tx).await?;
    if let Some(done) = result(tx, process).await? {
        return Ok(done);
    }
    let Listed { process, .. } = store::process::by_id(tx, process)
        .await?
        .ok_or(Error::NotFound)?;
    // the ballots of a sealed vote are not here (`sealed`)
    if !process.vote_over(now) || process.urn != Urn::Ordinary {
        return Err(Error::Conflict);
    }
    let projects = store::proposal::on_ballot(tx, &process.id).await?;
    let mut ballots = store::urn::take_all(tx, &process.id).await?;
    shuffle(&mut ballots, rng);
    for (secret_hash, content) in &ballots {
        let key: [u8; 32] = secret_hash
            .as_slice()
            .try_into()
            .map_err(|_| Error::Conflict)?;
        store::urn::insert(tx, &process.id, &key, content).await?;
    }
    let voters = shuffle_roll(tx, rng, &process.id).await?;
    let position = |number: i64| projects.iter().position(|p| p.number == number);
    let mut papers = Vec::with_capacity(ballots.len());
    for (_, content) in &ballots {
        let numbers: Vec<i64> =
            serde_json::from_str(content).map_err(|e| Error::Count(e.to_string()))?;
        papers.push(Ballot::approving(numbers.into_iter().filter_map(position)));
    }
    let count = Count {
        voters,
        ballots: i64::try_from(ballots.len()).unwrap_or(0),
        papers,
    };
    conclude(tx, now, rng, process, count).await
}

/// Writes the roll again in random order, and says how many are on it.
pub(crate) async fn shuffle_roll(tx: &mut Tx, rng: &mut Rng, process: &ProcessId) -> Result<i64> {
    let mut roll = store::roll::take_all(tx, process).await?;
    shuffle(&mut roll, rng);
    for account in &roll {
        store::roll::sign_off(tx, process, account).await?;
    }
    Ok(i64::try_from(roll.len()).unwrap_or(0))
}

/// What is counted: by whom, and how.
pub(crate) struct Count {
    /// People who voted.
    pub voters: i64,
    /// Ballots.
    pub ballots: i64,
    /// What they hold, as positions among the projects on the ballot. Of a sealed vote only the sums are known: one
    /// paper for each vote that a project got.
    pub papers: Vec<Ballot>,
}

/// Counts by the rule, says of each project what became of it, keeps the result.
pub(crate) async fn conclude(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    process: Process,
    count: Count,
) -> Result<Tally> {
    let projects = store::proposal::on_ballot(tx, &process.id).await?;
    let instance = Instance {
        budget: process.budget.0,
        projects: projects
            .iter()
            .map(|p| count::Project {
                id: id_of(p),
                cost: p.cost.unwrap_or_default().0,
            })
            .collect(),
        ballots: count.papers,
    };
    let tie = TieRule::LowerCostThenDraw(seed(&process.draw_seed));
    let outcome = counted(&instance, &process.rule, &tie)?;
    for (i, project) in projects.iter().enumerate() {
        let state = if outcome.funds(i) {
            State::Selected
        } else {
            State::NotSelected
        };
        if !store::proposal::set_state(tx, project, state).await? {
            return Err(Error::Conflict);
        }
    }
    let tally = Tally {
        voters: count.voters,
        ballots: count.ballots,
        budget: process.budget.0,
        rule: process.rule,
        tie,
        projects: projects
            .iter()
            .map(|p| Line {
                id: p.id.0.clone(),
                number: p.number,
                key: id_of(p),
                title: p.title.clone(),
                cost: p.cost.unwrap_or_default().0,
            })
            .collect(),
        outcome,
    };
    let json = serde_json::to_string(&tally).map_err(|e| Error::Count(e.to_string()))?;
    store::result::keep(tx, &process.id, &json, now).await?;
    audit(
        tx,
        None,
        now,
        rng,
        "vote.count",
        "process",
        process.id.as_str(),
    )
    .await?;
    Ok(tally)
}

/// The id that the count and the draw use: that of the imported file, else the number.
pub(crate) fn id_of(p: &store::proposal::Proposal) -> String {
    p.source_id.clone().unwrap_or_else(|| p.number.to_string())
}

/// Counts, and has the explanation replayed by the independent checker: a result that it does not reach by
/// itself is never kept.
pub(crate) fn counted(instance: &Instance, rule: &Rule, tie: &TieRule) -> Result<Outcome> {
    let outcome = count::count(instance, rule, tie).map_err(|e| Error::Count(e.to_string()))?;
    count::check(instance, rule, tie, &outcome).map_err(|e| Error::Count(e.to_string()))?;
    Ok(outcome)
}

fn seed(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = hex
            .get(2 * i..2 * i + 2)
            .and_then(|d| u8::from_str_radix(d, 16).ok())
            .unwrap_or(0);
    }
    bytes
}

/// The result of a process, if it was counted.
///
/// # Errors
/// What the database says.
pub async fn result(tx: &mut Tx, process: &ProcessId) -> Result<Option<Tally>> {
    let Some((_, json)) = store::result::get(tx, process).await? else {
        return Ok(None);
    };
    serde_json::from_str(&json)
        .map(Some)
        .map_err(|e| Error::Count(e.to_string()))
}

/// A result as its page and files need it.
#[derive(Clone, Debug)]
pub struct Published {
    /// The process.
    pub process: Process,
    /// The result, once it was counted.
    pub tally: Option<Tally>,
    /// How many people were ticked at the desk for a paper ballot, which is counted apart.
    pub on_paper: i64,
    /// What became of the winners: `(proposal, project)`.
    pub projects: Vec<(ProposalId, ProjectId)>,
}

/// The result of a process that has a vote.
///
/// # Errors
/// [`Error::NotFound`] when there is no such process or it has no vote.
pub async fn published(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Published> {
    let Listed { process, .. } = crate::process::visible(tx, actor, slug).await?;
    if process.phase(PhaseKind::Vote).is_none() {
        return Err(Error::NotFound);
    }
    let tally = result(tx, &process.id).await?;
    let (mut projects, mut on_paper) = (Vec::new(), 0);
    if tally.is_some() {
        projects = store::project::of_process(tx, &process.id).await?;
        let id = process.id.as_str();
        on_paper = store::audit::number(tx, "process", id, ON_PAPER).await?;
    }
    Ok(Published {
        on_paper,
        process,
        tally,
        projects,
    })
}
