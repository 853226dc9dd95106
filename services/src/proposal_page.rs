//! What the pages of one proposal show: the proposal, what became of it, its comments, and what its
//! forms offer. Reading only; a fixed number of statements whatever the length.

use crate::{Error, Result, contribution};
use civic::id::{CategoryId, CommentId, DistrictId, ProcessId, ProposalId};
use civic::permission::{Actor, Refusal};
use civic::process::{Act, Process};
use civic::proposal::Stance;
use civic::time::Now;
use store::Tx;

pub use store::contribution::Comment;
pub use store::process::Listed;
pub use store::project::{Milestone, Project};
pub use store::proposal::Proposal;

/// A proposal with what stands around it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The proposal.
    pub proposal: Proposal,
    /// Its process.
    pub process: Process,
    /// The project it became, with its milestones.
    pub project: Option<(Project, Vec<Milestone>)>,
    /// How many comments take each position.
    pub tallies: Vec<(Stance, i64)>,
    /// One page of comments, oldest first.
    pub comments: Vec<Comment>,
    /// Where the next page of comments begins.
    pub next: Option<CommentId>,
}

/// A proposal's page, its comments from after the given place.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn shown(
    tx: &mut Tx,
    actor: &Actor,
    id: &ProposalId,
    after: Option<&CommentId>,
) -> Result<Shown> {
    let (proposal, process) = crate::proposal::page(tx, actor, id).await?;
    let project = match store::project::of_proposal(tx, id).await? {
        Some(project) => {
            let milestones = store::project::milestones(tx, &project.id).await?;
            Some((project, milestones))
        }
        None => None,
    };
    // most proposals have none: the kept counter says so (withdrawn ones keep their place, so it is not
    // enough to leave out the comments themselves)
    let tallies = if proposal.comments > 0 {
        store::contribution::tallies(tx, id).await?
    } else {
        Vec::new()
    };
    let (comments, next) = contribution::comments(tx, id, after).await?;
    Ok(Shown {
        proposal,
        process,
        project,
        tallies,
        comments,
        next,
    })
}

/// What the form of a proposal offers: categories of the process and districts of the commune.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Categories.
    pub categories: Vec<(CategoryId, String)>,
    /// Districts.
    pub districts: Vec<(DistrictId, String)>,
}

/// The choices of a process.
///
/// # Errors
/// What the database says.
pub async fn choices(tx: &mut Tx, process: &ProcessId) -> Result<Choices> {
    Ok(Choices {
        categories: store::process::categories(tx, process).await?,
        districts: store::district::of_process(tx, process).await?,
    })
}

/// The choices for a proposal that is there: its own district is among them, though it was taken off the list.
///
/// # Errors
/// What the database says.
pub async fn choices_of(tx: &mut Tx, proposal: &Proposal) -> Result<Choices> {
    let mut choices = choices(tx, &proposal.process).await?;
    let known = |id| choices.districts.iter().any(|(d, _)| d == id);
    if let Some(own) = proposal.district.as_ref().filter(|(id, _)| !known(id)) {
        choices.districts.push(own.clone());
    }
    Ok(choices)
}

/// The proposal one is about to comment on or support.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`].
pub async fn to_contribute(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    id: &ProposalId,
    act: Act,
) -> Result<(Proposal, Process)> {
    let (proposal, process) = crate::proposal::page(tx, actor, id).await?;
    if contribution::is_open(&process, &proposal, act, now) {
        Ok((proposal, process))
    } else {
        Err(Error::Closed(act))
    }
}

/// Whether the actor supports a proposal; a visitor does not.
///
/// # Errors
/// What the database says.
pub async fn supported(tx: &mut Tx, actor: &Actor, id: &ProposalId) -> Result<bool> {
    match &actor.account {
        Some(account) => Ok(store::contribution::supports(tx, id, account).await?),
        None => Ok(false),
    }
}

/// A comment of a proposal, to answer it.
///
/// # Errors
/// [`Error::NotFound`] when it is not there, or belongs elsewhere.
pub async fn comment(tx: &mut Tx, proposal: &ProposalId, id: &CommentId) -> Result<Comment> {
    match store::contribution::get(tx, id).await? {
        Some((comment, of)) if of == *proposal => Ok(comment),
        _ => Err(Error::NotFound),
    }
}

/// One's own comment, to take it back, with its proposal.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn my_comment(
    tx: &mut Tx,
    actor: &Actor,
    id: &CommentId,
) -> Result<(Comment, ProposalId)> {
    let account = actor.account()?;
    let (comment, proposal) = store::contribution::get(tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    if comment.author == *account {
        Ok((comment, proposal))
    } else {
        Err(Error::Refused(Refusal::NotYours))
    }
}

/// Where the page of comments that shows this one begins; `None` for the first page.
///
/// # Errors
/// What the database says.
pub async fn page_of(
    tx: &mut Tx,
    proposal: &ProposalId,
    id: &CommentId,
) -> Result<Option<CommentId>> {
    // some of what was said before is shown too
    let room = i64::try_from(contribution::PAGE).unwrap_or(30);
    match store::contribution::before(tx, proposal, id, room).await? {
        Some(_) => Ok(store::contribution::before(tx, proposal, id, room / 2).await?),
        None => Ok(None),
    }
}
