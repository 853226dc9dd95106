//! `/mairie/personnes`: an agent finds a person by address and verifies her, an administrator gives and
//! takes roles. The address is posted, never in an address bar; afterwards the page stands under the
//! account's id, which says nothing about who it is. The pages themselves are in [`super::person`].

use super::entrusted::{self, Keys};
use super::on_roll::Checked;
use super::parts::saying;
use super::person::{self as view, Above};
use crate::pages::sign_in::asleep;
use crate::route;
use crate::texts::town_hall::people as t;
use crate::web::{Answer, Ctx, Failure, Fields, add_cookies, private, see_other};
use axum::http::StatusCode;
use civic::field::{FieldError, FieldErrors};
use civic::id::AccountId;
use civic::permission::{Actor, Level, Role};
use services::elector;
use services::elector::desk::{self, Document, Match};
use services::person::{self, Changed};
use services::{Error, Tx, enrolment, field_error};

/// Parameter and field that hold an account's id.
pub const ACCOUNT: &str = "compte";
/// Name of the field that says what to do.
pub const ACT: &str = "acte";
/// Finds (the usual act).
pub const FIND: &str = "chercher";
/// Verifies.
pub const VERIFY: &str = "verifier";
/// Undoes a verification.
pub const UNVERIFY: &str = "annuler";
/// Gives a role.
pub const GIVE: &str = "donner";
/// Takes a role back.
pub const TAKE: &str = "retirer";
/// Looks somebody up on the electoral roll.
pub const CHECK: &str = "liste";
/// Removes all passkeys.
pub const FORGET: &str = "cles";
/// Gives a code to make the first passkey with.
pub const ENROL: &str = "code";
/// Signs the roll for somebody who votes on paper.
pub const PAPER: &str = "papier";
/// Field that names the vote of a paper ballot.
pub const VOTE: &str = "demarche";

fn at_the_desk(actor: &Actor) -> Result<(), Failure> {
    actor.with_one_of(&[Role::Agent, Role::Administrator])?;
    Ok(())
}

/// GET: the search, or the person of `?compte=`.
///
/// # Errors
/// [`Error::Refused`].
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    at_the_desk(&actor)?;
    let id = ctx.params().get(ACCOUNT).to_owned();
    if id.is_empty() {
        let draft = ctx.draft(&mut tx).await?;
        let typed = draft.as_ref().map_or("", |d| d.get("email"));
        let above = if typed.is_empty() {
            Above::Nothing
        } else {
            Above::DraftKept
        };
        let html = view::search(&ctx, typed, &FieldErrors::default(), above);
        return Ok(private(StatusCode::OK, html));
    }
    let id = AccountId(id);
    one(
        &ctx,
        &mut tx,
        &actor,
        &id,
        StatusCode::OK,
        Checked::default(),
    )
    .await
}

/// The page of a person, or the search again when there is no such account.
async fn one(
    ctx: &Ctx,
    tx: &mut Tx,
    actor: &Actor,
    id: &AccountId,
    status: StatusCode,
    mut checked: Checked,
) -> Answer {
    match person::by_id(tx, actor, id).await {
        Ok((account, roles)) => {
            let own =
                status == StatusCode::CONFLICT && checked.said.is_none() && !checked.vote_open;
            checked.roll = elector::current(tx).await?.is_some();
            checked.station = desk::station(tx, actor, id).await?;
            let votes = services::vote::open_for(tx, ctx.now, id).await?;
            let keys = Keys {
                gets_in: person::gets_in(tx, actor, id).await?,
                waiting: enrolment::waiting(tx, actor, ctx.now, id).await?,
            };
            let html = view::found(
                ctx,
                actor,
                &account,
                (&roles, keys),
                &votes,
                (own, &checked),
            );
            Ok(private(status, html))
        }
        Err(Error::NotFound) => {
            let none = FieldErrors::default();
            let html = view::search(ctx, "", &none, Above::Error(t::no_account(ctx.lang)));
            Ok(private(StatusCode::NOT_FOUND, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// POST: finds, verifies, gives or takes a role.
///
/// # Errors
/// [`Error::Refused`], [`Error::Fields`] for a role that does not exist.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        if fields.get(ACT) == CHECK {
            // what stands on a document is kept nowhere, not even for a day
            return asleep::again(&ctx, &actor);
        }
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    at_the_desk(&actor)?;
    let known = fields.get(ACCOUNT);
    let email = if known.is_empty() {
        fields.get("email").to_owned()
    } else {
        let id = AccountId(known.to_owned());
        match person::by_id(&mut tx, &actor, &id).await {
            Ok((account, _)) => account.email.unwrap_or_default(),
            Err(Error::NotFound) => {
                let none = Checked::default();
                return one(&ctx, &mut tx, &actor, &id, StatusCode::NOT_FOUND, none).await;
            }
            Err(error) => return Err(Failure(error)),
        }
    };
    if fields.get(ACT) == CHECK {
        return check(&ctx, tx, &actor, &AccountId(known.to_owned()), &fields).await;
    }
    let (now, rng, session) = (ctx.now, &mut ctx.rng(), ctx.session());
    let mut changed = Changed::default();
    let done = match fields.get(ACT) {
        VERIFY => person::verify(&mut tx, &actor, now, rng, &email, Level::Resident)
            .await
            .map(|_| "verifie"),
        UNVERIFY => person::verify(&mut tx, &actor, now, rng, &email, Level::Mailbox)
            .await
            .map(|_| "deverifie"),
        act @ (GIVE | TAKE) => {
            let role = Role::parse(fields.get("role"))
                .ok_or_else(|| Failure(field_error("role", FieldError::Unknown)))?;
            let on = act == GIVE;
            let by = (&actor, session.as_ref(), ctx.app.demand);
            let done = person::set_role(&mut tx, by, now, rng, &email, role, on).await;
            done.map(|what| {
                changed = what;
                if on { "donne" } else { "retire" }
            })
        }
        FORGET => {
            let owner = AccountId(known.to_owned());
            let by = Some((&actor, session.as_ref()));
            services::passkey::remove_all(&mut tx, by, now, rng, &owner)
                .await
                .map(|code| {
                    changed.code = code;
                    "cles"
                })
        }
        ENROL => {
            let (owner, by) = (AccountId(known.to_owned()), (&actor, session.as_ref()));
            match enrolment::offer(&mut tx, by, now, rng, &owner).await {
                Ok(code) => {
                    changed.code = Some(code);
                    Ok("")
                }
                // she has made a passkey, or has no role any more: her page says so
                Err(Error::Conflict) => Ok(""),
                Err(error) => Err(error),
            }
        }
        PAPER => {
            let voter = AccountId(known.to_owned());
            services::vote::on_paper(&mut tx, &actor, now, rng, fields.get(VOTE), &voter)
                .await
                .map(|()| "papier")
                // she voted a moment ago: no paper for her, and that is said
                .or_else(|error| match error {
                    Error::AlreadyVoted => Ok("deja"),
                    other => Err(other),
                })
        }
        _ => Ok(""),
    };
    // whatever was done, the person is then shown; a search does nothing else
    let found = match done {
        Ok(what) => person::find(&mut tx, &actor, &email)
            .await
            .map(|(account, _)| (account, what)),
        Err(error) => Err(error),
    };
    match found {
        Ok((account, what)) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let renewed = changed.secret.iter().map(|s| ctx.session_cookie(s));
            let renewed: Vec<_> = renewed.collect();
            if let Some(code) = &changed.code {
                let html = entrusted::code_page(&ctx, &account, code);
                return Ok(add_cookies(private(StatusCode::OK, html), &renewed));
            }
            let to = format!("{}?{ACCOUNT}={}", ctx.to(route::DESK_PEOPLE), account.id);
            let to = if what.is_empty() {
                to
            } else {
                saying(&to, what)
            };
            Ok(see_other(&to, &renewed))
        }
        Err(Error::Fields(errors)) => {
            let nobody = errors.of("email") == Some(&FieldError::Unknown);
            let html = if nobody {
                view::nobody(&ctx, &actor, &email)
            } else {
                view::search(&ctx, &email, &errors, Above::Nothing)
            };
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(Error::Conflict) => {
            let id = AccountId(known.to_owned());
            let checked = Checked {
                vote_open: fields.get(ACT) == UNVERIFY,
                ..Checked::default()
            };
            one(&ctx, &mut tx, &actor, &id, StatusCode::CONFLICT, checked).await
        }
        Err(error) => Err(Failure(error)),
    }
}

/// A document was checked: she is a voter of the roll, or why not, with what was typed.
async fn check(ctx: &Ctx, mut tx: Tx, actor: &Actor, id: &AccountId, fields: &Fields) -> Answer {
    let document = Document {
        birth_name: fields.get("birth_name").to_owned(),
        given_names: fields.get("given_names").to_owned(),
        born: fields.get("born").to_owned(),
        place: fields.get("place").to_owned(),
    };
    let rng = &mut ctx.rng();
    let found = desk::check(&mut tx, actor, ctx.now, rng, id, &document).await;
    let (status, said, errors) = match found {
        Ok(Match::Attached { .. }) => {
            tx.commit().await?;
            let to = format!("{}?{ACCOUNT}={id}", ctx.to(route::DESK_PEOPLE));
            return Ok(see_other(&saying(&to, "inscrite"), &[]));
        }
        Ok(other) => {
            // that nobody was found is noted too
            tx.commit().await?;
            tx = ctx.read().await?;
            (StatusCode::CONFLICT, Some(other), FieldErrors::default())
        }
        Err(Error::Fields(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, None, errors),
        Err(error) => return Err(Failure(error)),
    };
    let checked = Checked {
        document,
        errors,
        said,
        ..Checked::default()
    };
    one(ctx, &mut tx, actor, id, status, checked).await
}
