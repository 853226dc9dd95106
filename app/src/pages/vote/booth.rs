//! The voting booth: who stands before the ballot paper, what this browser holds for her, what she chose.
//! The browser keeps, in HttpOnly cookies, the secret that opens the ballot, a mark that says whose secret it
//! is, and for an hour the choices not yet cast. The server keeps none of these.

use super::closed;
use crate::pages::sign_in;
use crate::web::{CHOICES, Ctx, Failure, Fields, private, urn_cookies};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::Response;
use civic::count::to_hex;
use civic::id::{AccountId, ProcessId, ProposalId};
use civic::permission::{Actor, Level, Refusal};
use civic::process::{Act, Process};
use services::session;
use services::vote::{self, Offered, Secret};
use services::{Error, Tx};

/// Name of the field of a choice.
pub const CHOICE: &str = "choix";
/// Name of the field of a receipt's code.
pub const CODE: &str = "recu";

/// How long the secret of a ballot is kept, in seconds.
const YEAR: i64 = 365 * 24 * 3600;
/// How long choices not yet cast are kept, in seconds.
const HOUR: i64 = 3600;
/// Most choices that a cookie holds: browsers take about 4,000 bytes.
pub const MOST_KEPT: usize = 600;

/// A voter before an open ballot paper.
pub struct Booth {
    /// What she may choose from.
    pub offered: Offered,
    /// Who she is.
    pub actor: Actor,
    /// Her account.
    pub account: AccountId,
    /// The secret that this browser holds for her.
    pub secret: Option<Secret>,
}

/// Lets a voter in, or gives the page that says why not. `posted` are the fields of a form: they are kept
/// for after the sign-in, and a vote that comes too late is told so.
///
/// # Errors
/// [`services::Error::NotFound`], [`Refusal::SignIn`] on a GET, or what the database says.
pub async fn enter(
    ctx: &Ctx,
    tx: &mut Tx,
    slug: &str,
    posted: Option<&Fields>,
) -> Result<Result<Booth, Response>, Failure> {
    let actor = ctx.actor(tx).await?;
    let offered = vote::offered(tx, &actor, slug).await?;
    let process = &offered.process;
    if !process.open_for(Act::Vote, ctx.now) {
        let status = if posted.is_some() {
            StatusCode::FORBIDDEN
        } else {
            StatusCode::OK
        };
        return Ok(Err(private(
            status,
            closed::not_open(ctx, process, actor.account.as_ref(), posted.is_some()),
        )));
    }
    match actor.with_level(process.level_to_vote.max(Level::Mailbox)) {
        Ok(account) => {
            let account = account.clone();
            let here = ctx.session();
            let lately = session::fresh_to_vote(tx, ctx.now, here.as_ref(), posted.is_some());
            match lately.await {
                Ok(()) => {}
                Err(Error::Stale) => return Ok(Err(again(ctx, &offered, &account, posted))),
                Err(error) => return Err(error.into()),
            }
            let secret = held(ctx, process, &account);
            Ok(Ok(Booth {
                offered,
                actor,
                account,
                secret,
            }))
        }
        Err(Refusal::SignIn) => match posted {
            None => Err(Refusal::SignIn.into()),
            Some(fields) => {
                // not a draft in the database: it would say, beside a mailbox, what someone is about to vote
                let mut response = sign_in::needed(ctx, true);
                let kept = choices_cookie(ctx, &offered, None, &chosen(fields));
                response.headers_mut().append(SET_COOKIE, kept);
                Ok(Err(response))
            }
        },
        Err(Refusal::Level(_)) => Ok(Err(private(
            StatusCode::FORBIDDEN,
            closed::level(ctx, process),
        ))),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Who signed in too long ago says once more that it is she; what she chose is kept in her browser.
fn again(ctx: &Ctx, offered: &Offered, account: &AccountId, posted: Option<&Fields>) -> Response {
    let mut response = sign_in::to_vote(ctx, &offered.process.slug);
    if let Some(fields) = posted {
        let kept = choices_cookie(ctx, offered, Some(account), &chosen(fields));
        response.headers_mut().append(SET_COOKIE, kept);
    }
    response
}

/// The choices of a form, as sent.
#[must_use]
pub fn chosen(fields: &Fields) -> Vec<ProposalId> {
    fields.all(CHOICE).into_iter().map(Into::into).collect()
}

/// A few digits of an account's mark: what this browser keeps of hers is told from a housemate's by it.
#[must_use]
pub fn whose(ctx: &Ctx, process: &Process, account: &AccountId) -> String {
    to_hex(&mark(ctx, &process.id, account)[..6])
}

/// An account's whole mark in a vote, hexadecimal: its own pages alone are told.
#[must_use]
pub fn mark_text(ctx: &Ctx, process: &Process, account: &AccountId) -> String {
    to_hex(&mark(ctx, &process.id, account))
}

/// The cookie of this account's secret.
fn urn_cookie(ctx: &Ctx, process: &Process, account: &AccountId) -> String {
    format!(
        "{}{}",
        urn_cookies(&process.slug),
        whose(ctx, process, account)
    )
}

fn choices_cookie_name(slug: &str) -> String {
    format!("{CHOICES}{slug}")
}

fn mark(ctx: &Ctx, process: &ProcessId, account: &AccountId) -> [u8; 16] {
    vote::mark(ctx.app.db.vault(), process, account)
}

/// The secret that this browser holds for this account; one left by somebody else is not looked at.
#[must_use]
pub fn held(ctx: &Ctx, process: &Process, account: &AccountId) -> Option<Secret> {
    ctx.cookies.secret(&urn_cookie(ctx, process, account))
}

/// The secret that this browser holds for whoever is signed in.
///
/// # Errors
/// What the database says.
pub async fn held_by_session(
    ctx: &Ctx,
    tx: &mut Tx,
    process: &Process,
) -> Result<Option<Secret>, Failure> {
    let actor = ctx.actor(tx).await?;
    Ok(actor
        .account
        .as_ref()
        .and_then(|account| held(ctx, process, account)))
}

/// Whether this browser holds a secret, whoever left it.
#[must_use]
pub fn holds_some(ctx: &Ctx, slug: &str) -> bool {
    ctx.cookies.has_some(&urn_cookies(slug))
}

/// The cookie that keeps a secret for an account.
#[must_use]
pub fn secret_cookie(
    ctx: &Ctx,
    process: &Process,
    account: &AccountId,
    secret: &Secret,
) -> HeaderValue {
    ctx.secret_cookie(&urn_cookie(ctx, process, account), secret, YEAR)
}

/// Forgets the secret that this browser holds for an account.
#[must_use]
pub fn forget_secret(ctx: &Ctx, process: &Process, account: &AccountId) -> HeaderValue {
    ctx.cookie(&urn_cookie(ctx, process, account), "", 0)
}

/// The cookie that keeps choices until they are cast; without an account, for whoever signs in next.
#[must_use]
pub fn choices_cookie(
    ctx: &Ctx,
    offered: &Offered,
    account: Option<&AccountId>,
    chosen: &[ProposalId],
) -> HeaderValue {
    let process = &offered.process;
    let mut value = account.map_or_else(
        || "-".to_owned(),
        |account| to_hex(&mark(ctx, &process.id, account)),
    );
    for project in offered.projects.iter().filter(|p| chosen.contains(&p.id)) {
        value.push('.');
        value.push_str(&project.number.to_string());
    }
    ctx.cookie(&choices_cookie_name(&process.slug), &value, HOUR)
}

/// Forgets the choices, once they are cast.
#[must_use]
pub fn forget_choices(ctx: &Ctx, process: &Process) -> HeaderValue {
    ctx.cookie(&choices_cookie_name(&process.slug), "", 0)
}

/// The choices kept in this browser for this voter.
#[must_use]
pub fn kept_choices(ctx: &Ctx, booth: &Booth) -> Option<Vec<ProposalId>> {
    let process = &booth.offered.process;
    let value = ctx.cookies.get(&choices_cookie_name(&process.slug))?;
    // a blank ballot names nothing
    let (whose, numbers) = value.split_once('.').unwrap_or((value, ""));
    if whose != "-" && whose != to_hex(&mark(ctx, &process.id, &booth.account)) {
        return None;
    }
    let numbers: Vec<i64> = numbers.split('.').filter_map(|n| n.parse().ok()).collect();
    Some(of_numbers(&booth.offered, &numbers))
}

/// The ids of the projects that have these numbers.
#[must_use]
pub fn of_numbers(offered: &Offered, numbers: &[i64]) -> Vec<ProposalId> {
    offered
        .projects
        .iter()
        .filter(|p| numbers.contains(&p.number))
        .map(|p| p.id.clone())
        .collect()
}
