//! Contributions: comments in threads, each for, against or neutral, and supports (signatures of a petition).

use crate::limit::{self, COMMENT, SUPPORT};
use crate::{Error, Result, Rng, audit, new_id};
use civic::field::{FieldError, FieldErrors};
use civic::id::{AccountId, CommentId, ProposalId};
use civic::permission::{Actor, Level};
use civic::process::{Act, Process};
use civic::proposal::{self, Stance, State};
use civic::time::Now;
use store::Tx;
use store::contribution::{Comment, NewComment};
use store::proposal::Proposal;

/// Comments on one page of a thread.
pub const PAGE: usize = 30;

/// The form of a comment, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// `for`, `against` or `neutral`.
    pub stance: String,
    /// Text.
    pub body: String,
    /// Id of the comment answered, or empty.
    pub parent: String,
}

async fn open(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    id: &ProposalId,
    act: Act,
) -> Result<AccountId> {
    let (found, process) = crate::proposal::page(tx, actor, id).await?;
    let account = actor.with_level(process.level_to_contribute)?.clone();
    if process.level_to_contribute > Level::Mailbox {
        crate::vote::still_known(tx, &account, process.level_to_contribute).await?;
    }
    if is_open(&process, &found, act, now) {
        Ok(account)
    } else {
        Err(Error::Closed(act))
    }
}

/// Whether one may comment on or support a proposal now.
#[must_use]
pub fn is_open(process: &Process, proposal: &Proposal, act: Act, now: Now) -> bool {
    process.open_for(act, now) && !matches!(proposal.state, State::Withdrawn | State::Refused)
}

/// Writes a comment. Sent twice, it is written once.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::Fields`], [`Error::TooMany`].
pub async fn comment(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    id: &ProposalId,
    form: &Form,
) -> Result<CommentId> {
    let author = open(tx, actor, now, id, Act::Comment).await?;
    let mut errors = FieldErrors::default();
    let body = errors.take("body", proposal::comment(&form.body));
    let stance = errors.take(
        "stance",
        match form.stance.as_str() {
            "" => Ok(Stance::Neutral),
            text => Stance::parse(text).ok_or(FieldError::Unknown),
        },
    );
    let parent = if form.parent.is_empty() {
        Some(None)
    } else {
        let parent = CommentId(form.parent.clone());
        let belongs = store::contribution::proposal_of(tx, &parent)
            .await?
            .as_ref()
            == Some(id);
        errors.take(
            "parent",
            if belongs {
                Ok(Some(parent))
            } else {
                Err(FieldError::Unknown)
            },
        )
    };
    let (Some(body), Some(stance), Some(parent)) = (body, stance, parent) else {
        return Err(Error::Fields(errors));
    };
    limit::check(tx, COMMENT, author.as_str(), now).await?;
    let comment: CommentId = new_id(now, rng);
    let new = NewComment {
        id: &comment,
        proposal: id,
        parent: parent.as_ref(),
        author: &author,
        stance,
        body: &body,
    };
    // the limit's row is locked until the commit, so two at once come one after the other
    let since = now.plus_seconds(-crate::SENT_TWICE);
    if let Some(twin) = store::contribution::twin(tx, new, since).await? {
        return Ok(twin);
    }
    store::contribution::comment(tx, new, now).await?;
    audit(
        tx,
        Some(&author),
        now,
        rng,
        "comment.create",
        "comment",
        comment.as_str(),
    )
    .await?;
    Ok(comment)
}

/// Takes one's own comment back; its place in the thread stays.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`] when it is not mine or gone already.
pub async fn withdraw_comment(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    comment: &CommentId,
) -> Result<ProposalId> {
    let author = actor.account()?.clone();
    let proposal = store::contribution::proposal_of(tx, comment)
        .await?
        .ok_or(Error::NotFound)?;
    if !store::contribution::withdraw(tx, comment, &author, now).await? {
        return Err(Error::NotFound);
    }
    audit(
        tx,
        Some(&author),
        now,
        rng,
        "comment.withdraw",
        "comment",
        comment.as_str(),
    )
    .await?;
    Ok(proposal)
}

/// Supports a proposal, or takes the support back; gives the count now.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::TooMany`].
pub async fn support(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    id: &ProposalId,
    on: bool,
) -> Result<i64> {
    let account = open(tx, actor, now, id, Act::Support).await?;
    limit::check(tx, SUPPORT, account.as_str(), now).await?;
    Ok(if on {
        store::contribution::support(tx, id, &account, now).await?
    } else {
        store::contribution::unsupport(tx, id, &account).await?
    })
}

/// A page of comments, oldest first, and where the next page begins.
///
/// # Errors
/// What the database says.
pub async fn comments(
    tx: &mut Tx,
    id: &ProposalId,
    after: Option<&CommentId>,
) -> Result<(Vec<Comment>, Option<CommentId>)> {
    let mut found =
        store::contribution::comments(tx, id, after, i64::try_from(PAGE).unwrap_or(30) + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = if more {
        found.last().map(|c| c.id.clone())
    } else {
        None
    };
    Ok((found, next))
}
