//! A person's own page, and what the desk does: name, verification by hand, roles.

use crate::session::{self, Demand};
use crate::{Error, Result, Rng, audit, enrolment, field_error, random};
use civic::field::{self, FieldError};
use civic::id::{AccountId, CommentId, ProcessId, ProposalId};
use civic::identity::Way;
use civic::permission::{Actor, Role};
use civic::time::Now;
use store::Tx;
pub use store::account::Account;
use store::proposal::Proposal;

/// Everything that is mine, for my page.
#[derive(Clone, Debug)]
pub struct Mine {
    /// My account.
    pub account: store::account::Account,
    /// My proposals.
    pub proposals: Vec<Proposal>,
    /// What I support.
    pub supported: Vec<(ProposalId, String)>,
    /// Where I voted.
    pub voted_in: Vec<ProcessId>,
    /// Sealed votes that I am a trustee of, or the registrar (`true`): name in addresses, title.
    pub keys: Vec<(String, String, bool)>,
}

/// The ways in that are tied to my account, beside its mailbox.
#[derive(Clone, Debug)]
pub struct Ways {
    /// Providers that vouch for me here.
    pub providers: Vec<Way>,
    /// How many passkeys I have.
    pub passkeys: i64,
}

/// My ways in.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn ways(tx: &mut Tx, actor: &Actor) -> Result<Ways> {
    let id = actor.account()?;
    Ok(Ways {
        providers: store::identity::ways(tx, id).await?,
        passkeys: store::passkey::number(tx, id).await?,
    })
}

/// The addresses that open an account.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// Its own, if it has one.
    pub own: Option<String>,
    /// Those of accounts that were put into it, with these.
    pub further: Vec<(AccountId, String)>,
}

/// My addresses.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn addresses(tx: &mut Tx, actor: &Actor) -> Result<Addresses> {
    let id = actor.account()?;
    let account = store::account::get(tx, id).await?.ok_or(Error::NotFound)?;
    Ok(Addresses {
        own: account.email,
        further: store::merge::addresses(tx, id).await?,
    })
}

/// My page.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn mine(tx: &mut Tx, actor: &Actor) -> Result<Mine> {
    let id = actor.account()?;
    Ok(Mine {
        account: store::account::get(tx, id).await?.ok_or(Error::NotFound)?,
        proposals: store::proposal::by_author(tx, id).await?,
        supported: store::contribution::supported(tx, id).await?,
        voted_in: store::roll::voted_in(tx, id).await?,
        keys: store::trustee::of_account(tx, id).await?,
    })
}

/// What I support in one process; nothing for a visitor or an unknown process.
///
/// # Errors
/// What the database says.
pub async fn supported_in(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Vec<ProposalId>> {
    let Some(account) = &actor.account else {
        return Ok(Vec::new());
    };
    match store::process::by_slug(tx, slug).await? {
        Some(listed) => {
            Ok(store::contribution::supported_in(tx, &listed.process.id, account).await?)
        }
        None => Ok(Vec::new()),
    }
}

/// The proposals of a process that this person wrote.
///
/// # Errors
/// What the database says.
pub async fn own_in(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Own> {
    let Some(account) = &actor.account else {
        return Ok(Own::default());
    };
    Ok(Own {
        proposals: store::proposal::ids_by_author(tx, account, slug).await?,
        comments: store::contribution::ids_by_author(tx, account, slug).await?,
    })
}

/// What somebody wrote in a process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Her proposals.
    pub proposals: Vec<ProposalId>,
    /// Her comments that stand.
    pub comments: Vec<CommentId>,
}

/// Sets the name shown beside my contributions; empty for none.
///
/// # Errors
/// [`Error::Fields`] (field `name`).
pub async fn set_name(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    name: &str,
) -> Result<()> {
    let id = actor.account()?;
    let name = field::line(name, 0, 60).map_err(|e| field_error("name", e))?;
    let chosen = (!name.is_empty()).then_some(name.as_str());
    store::account::set_name(tx, id, chosen, random(rng)).await?;
    audit(
        tx,
        Some(id),
        now,
        rng,
        "account.name",
        "account",
        id.as_str(),
    )
    .await
}

/// Finds a person by address, for the desk.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Fields`] (field `email`).
pub async fn find(
    tx: &mut Tx,
    actor: &Actor,
    email: &str,
) -> Result<(store::account::Account, Vec<Role>)> {
    at_the_desk(actor)?;
    let email = field::email(email).map_err(|e| field_error("email", e))?;
    let unknown = || field_error("email", FieldError::Unknown);
    let id = store::account::by_email(tx, &email)
        .await?
        .ok_or_else(unknown)?;
    let roles = store::account::actor(tx, &id).await?.roles;
    let account = store::account::get(tx, &id).await?.ok_or_else(unknown)?;
    Ok((account, roles))
}

/// The person behind an account id that [`find`] gave, for the desk. Accounts of voters of an imported file are nobody's, and
/// those that were closed or put into another are not any more.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::NotFound`].
pub async fn by_id(
    tx: &mut Tx,
    actor: &Actor,
    id: &AccountId,
) -> Result<(store::account::Account, Vec<Role>)> {
    at_the_desk(actor)?;
    let account = store::account::get(tx, id)
        .await?
        .filter(|a| a.is_somebodys)
        .ok_or(Error::NotFound)?;
    let roles = store::account::actor(tx, id).await?.roles;
    Ok((account, roles))
}

/// Everybody whom the commune entrusted with something, and with what; for an administrator. Nobody else is told.
///
/// # Errors
/// What the database says.
pub async fn entrusted(tx: &mut Tx, actor: &Actor) -> Result<Vec<(Account, Vec<Role>)>> {
    let mut all = Vec::new();
    if !actor.has(Role::Administrator) {
        return Ok(all);
    }
    for id in store::account::with_roles(tx).await? {
        let roles = store::account::actor(tx, &id).await?.roles;
        if let Some(account) = store::account::get(tx, &id).await? {
            all.push((account, roles));
        }
    }
    Ok(all)
}

/// Whether anything opens the town hall to somebody (a passkey, `ProConnect`), for an administrator; nobody else is told.
///
/// # Errors
/// What the database says.
pub async fn gets_in(tx: &mut Tx, actor: &Actor, id: &AccountId) -> Result<bool> {
    if !actor.has(Role::Administrator) {
        return Ok(false);
    }
    let tied = store::identity::ways(tx, id).await?;
    Ok(tied.contains(&Way::ProConnect) || store::passkey::number(tx, id).await? > 0)
}

/// Lets in whoever works at the desk.
///
/// # Errors
/// [`Error::Refused`].
pub(crate) fn at_the_desk(actor: &Actor) -> Result<()> {
    actor.with_one_of(&[Role::Agent, Role::Administrator])?;
    Ok(())
}

/// The account of an address, for the desk; made where there is none, for whoever stands there and will sign in later.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Fields`] (field `email`).
pub async fn enrol(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    email: &str,
) -> Result<AccountId> {
    at_the_desk(actor)?;
    let email = field::email(email).map_err(|e| field_error("email", e))?;
    let person = crate::sign_in::account_of(tx, now, rng, &email).await?;
    crate::closing::reopen(tx, now, rng, &person, &email).await?;
    Ok(person)
}

/// What follows a change of roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The new secret of one's own session, when the roles are one's own.
    pub secret: Option<[u8; 16]>,
    /// The code to hand over to somebody who has yet to make her first passkey.
    pub code: Option<String>,
}

/// Gives or takes a role, by an administrator who signed in lately. Sessions of whom it is about end: what she may do has
/// changed; one's own gets another secret. Where roles ask for a passkey, who has none gets a code to make one with.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Stale`], [`Error::NotFound`], [`Error::Conflict`] when an
/// administrator would take her own role away.
pub async fn set_role(
    tx: &mut Tx,
    (actor, here, demand): (&Actor, Option<&[u8; 16]>, Demand),
    now: Now,
    rng: &mut Rng,
    person: &AccountId,
    (role, on): (Role, bool),
) -> Result<Changed> {
    let administrator = actor.with_role(Role::Administrator)?.clone();
    let person = by_id(tx, actor, person).await?.0.id;
    if !on && role == Role::Administrator && person == administrator {
        return Err(Error::Conflict);
    }
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    let keep = if person == administrator { here } else { None };
    store::session::revoke_others(tx, &person, keep.map_or(&[], |s| s)).await?;
    let (by, before) = (
        Some(&administrator),
        store::account::actor(tx, &person).await?,
    );
    give_role(tx, by, now, rng, &person, role, on).await?;
    let mut changed = Changed::default();
    if on && demand == Demand::Strong {
        changed.code = enrolment::follow(tx, by, now, rng, &person, before.has_roles()).await?;
    }
    if let Some(secret) = keep {
        changed.secret = Some(session::renew(tx, rng, secret).await?);
    }
    Ok(changed)
}

/// Gives or takes a role without asking who: for the command line of the machine only.
///
/// # Errors
/// What the database says.
pub async fn give_role(
    tx: &mut Tx,
    by: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    person: &AccountId,
    role: Role,
    on: bool,
) -> Result<()> {
    if on {
        store::account::grant(tx, person, role, now).await?;
    } else {
        store::account::revoke(tx, person, role).await?;
        if !store::account::actor(tx, person).await?.has_roles() {
            store::enrolment::remove(tx, person).await?;
            store::identity::untie(tx, Way::ProConnect, person).await?;
        }
    }
    let action = if on { "role.grant" } else { "role.revoke" };
    audit(tx, by, now, rng, action, "account", person.as_str()).await
}
