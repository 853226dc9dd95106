//! `/mairie/personnes`: an agent finds a person by address and verifies her, an administrator gives and
//! takes roles. The address is posted, never in an address bar; afterwards the page stands under the
//! account's id, which says nothing about who it is. The pages themselves are in [`super::person`].

use super::document::{self as paper, Checked};
use super::entrusted::{self, Keys};
use super::letter;
use super::person::{self as view, Above};
use crate::pages::sign_in::asleep;
use crate::texts::town_hall::people as t;
use crate::web::{Answer, Ctx, Failure, Fields, add_cookies, private, see_other};
use axum::http::StatusCode;
use civic::field::{FieldError, FieldErrors};
use civic::id::AccountId;
use civic::permission::{Actor, Role};
use services::civil::Proved;
use services::document::Left;
use services::person::{self, Changed};
use services::{Error, Tx, document, enrolment, field_error};

/// Parameter and field that hold an account's id.
pub const ACCOUNT: &str = "compte";
/// Name of the field that says what to do.
pub const ACT: &str = "acte";
/// Finds (the usual act).
pub const FIND: &str = "chercher";
/// Makes an account for an address that has none.
pub const CREATE: &str = "creer";
/// Undoes a verification.
pub const UNVERIFY: &str = "annuler";
/// Gives a role.
pub const GIVE: &str = "donner";
/// Takes a role back.
pub const TAKE: &str = "retirer";
/// A document was checked.
pub const CHECK: &str = "verifier";
/// A document was checked of somebody who has no mailbox.
pub const ENTER: &str = "inscrire";
/// Hands over a letter.
pub const LETTER: &str = "lettre";
/// Parameter that asks for the page of a person without a mailbox.
pub const WITHOUT: &str = "sans-adresse";
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

/// Who may make an account for somebody who has none yet.
pub fn may_create(actor: &Actor) -> bool {
    actor.has(Role::Agent) || actor.has(Role::Administrator)
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
    if ctx.params().has(WITHOUT) && actor.has(Role::Agent) {
        return Ok(private(
            StatusCode::OK,
            letter::enter(&ctx, &Checked::default()),
        ));
    }
    if id.is_empty() {
        let draft = ctx.draft(&mut tx).await?;
        let typed = draft.as_ref().map_or("", |d| d.get("email"));
        let above = if typed.is_empty() {
            Above::Nothing
        } else {
            Above::DraftKept
        };
        let entrusted = person::entrusted(&mut tx, &actor).await?;
        let what = (above, entrusted.as_slice());
        let html = view::search(&ctx, &actor, typed, &FieldErrors::default(), what);
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
                status == StatusCode::CONFLICT && checked.refused.is_none() && !checked.vote_open;
            checked.proven = document::proven(tx, actor, id).await?;
            checked.station = document::station(tx, actor, id).await?;
            checked.letter = services::letter::standing(tx, actor, ctx.now, id).await?;
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
            let what = (Above::Error(t::no_account(ctx.lang)), &[][..]);
            let html = view::search(ctx, actor, "", &none, what);
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
        if [CHECK, ENTER].contains(&fields.get(ACT)) {
            // what stands on a document is kept nowhere, not even for a day
            return asleep::again(&ctx, &actor);
        }
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    at_the_desk(&actor)?;
    let act = fields.get(ACT);
    if act == FIND || act == CREATE {
        return find(&ctx, tx, &actor, (act == CREATE, fields.get("email"))).await;
    }
    if act == ENTER {
        return enter(&ctx, tx, &actor, Checked::typed(&fields)).await;
    }
    let id = AccountId(fields.get(ACCOUNT).to_owned());
    let account = match person::by_id(&mut tx, &actor, &id).await {
        Ok((account, _)) => account,
        Err(Error::NotFound) => {
            let none = Checked::default();
            return one(&ctx, &mut tx, &actor, &id, StatusCode::NOT_FOUND, none).await;
        }
        Err(error) => return Err(Failure(error)),
    };
    if act == CHECK {
        return check(&ctx, tx, &actor, &id, Checked::typed(&fields)).await;
    }
    let (now, rng, session) = (ctx.now, &mut ctx.rng(), ctx.session());
    let mut changed = Changed::default();
    let done = match act {
        LETTER => {
            let made = services::letter::hand_over(&mut tx, &actor, now, rng, &id).await;
            match made {
                Ok(code) => {
                    tx.commit().await?;
                    return Ok(private(StatusCode::OK, letter::page(&ctx, &account, &code)));
                }
                // she has another way in since: her page says so
                Err(Error::Conflict) => Ok(""),
                Err(error) => Err(error),
            }
        }
        UNVERIFY => document::take_back(&mut tx, &actor, now, rng, &id)
            .await
            .map(|left| match left {
                Left::Nothing => "deverifie",
                Left::FranceConnect => "reste-vouche",
            }),
        act @ (GIVE | TAKE) => {
            let role = Role::parse(fields.get("role"))
                .ok_or_else(|| Failure(field_error("role", FieldError::Unknown)))?;
            let on = act == GIVE;
            let by = (&actor, session.as_ref(), ctx.app.demand);
            let done = person::set_role(&mut tx, by, now, rng, &id, (role, on)).await;
            done.map(|what| {
                changed = what;
                if on { "donne" } else { "retire" }
            })
        }
        FORGET => {
            let by = Some((&actor, session.as_ref()));
            services::passkey::remove_all(&mut tx, by, now, rng, &id)
                .await
                .map(|code| {
                    changed.code = code;
                    "cles"
                })
        }
        ENROL => {
            let by = (&actor, session.as_ref());
            match enrolment::offer(&mut tx, by, now, rng, &id).await {
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
            services::vote::on_paper(&mut tx, &actor, now, rng, fields.get(VOTE), &id)
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
    match done {
        Ok(what) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let renewed = changed.secret.iter().map(|s| ctx.session_cookie(s));
            let renewed: Vec<_> = renewed.collect();
            if let Some(code) = &changed.code {
                let html = entrusted::code_page(&ctx, &account, code);
                return Ok(add_cookies(private(StatusCode::OK, html), &renewed));
            }
            Ok(see_other(&paper::person(&ctx, &id, what), &renewed))
        }
        Err(Error::Conflict) => {
            let checked = Checked {
                vote_open: act == UNVERIFY,
                ..Checked::default()
            };
            one(&ctx, &mut tx, &actor, &id, StatusCode::CONFLICT, checked).await
        }
        Err(error) => Err(Failure(error)),
    }
}

/// The person of an address is shown; made where there is none and that is asked.
async fn find(ctx: &Ctx, mut tx: Tx, actor: &Actor, (create, email): (bool, &str)) -> Answer {
    let rng = &mut ctx.rng();
    let found = if create {
        let made = person::enrol(&mut tx, actor, ctx.now, rng, email).await;
        made.map(|id| (id, "compte"))
    } else {
        let found = person::find(&mut tx, actor, email).await;
        found.map(|(account, _)| (account.id, ""))
    };
    match found {
        Ok((id, what)) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            Ok(see_other(&paper::person(ctx, &id, what), &[]))
        }
        Err(Error::Fields(errors)) => {
            let nobody = errors.of("email") == Some(&FieldError::Unknown);
            let html = if nobody {
                view::nobody(ctx, actor, email)
            } else {
                view::search(ctx, actor, email, &errors, (Above::Nothing, &[]))
            };
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// A document was checked of somebody without a mailbox: she has an account, or why not.
async fn enter(ctx: &Ctx, mut tx: Tx, actor: &Actor, typed: Checked) -> Answer {
    let (rng, what) = (&mut ctx.rng(), (&typed.document, typed.seen()));
    let (status, checked) = match document::enrol(&mut tx, actor, ctx.now, rng, what).await {
        Ok(Ok(id)) => {
            tx.commit().await?;
            return Ok(see_other(&paper::person(ctx, &id, "verifie"), &[]));
        }
        Ok(Err(other)) => {
            tx.commit().await?;
            let refused = Some(other);
            (StatusCode::CONFLICT, Checked { refused, ..typed })
        }
        Err(Error::Fields(errors)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Checked { errors, ..typed },
        ),
        Err(error) => return Err(Failure(error)),
    };
    Ok(private(status, letter::enter(ctx, &checked)))
}

/// A document was checked: she is known, or why not, with what was typed.
async fn check(ctx: &Ctx, mut tx: Tx, actor: &Actor, id: &AccountId, typed: Checked) -> Answer {
    let (rng, what) = (&mut ctx.rng(), (&typed.document, typed.seen()));
    let found = document::check(&mut tx, actor, ctx.now, rng, id, what).await;
    let (status, checked) = match found {
        Ok(Proved::Known(on_roll)) => {
            tx.commit().await?;
            let said = paper::word(on_roll.as_ref());
            return Ok(see_other(&paper::person(ctx, id, said), &[]));
        }
        Ok(other) => {
            // that nobody was found is noted too
            tx.commit().await?;
            tx = ctx.read().await?;
            let refused = Some(other);
            (StatusCode::CONFLICT, Checked { refused, ..typed })
        }
        Err(Error::Fields(errors)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Checked { errors, ..typed },
        ),
        Err(error) => return Err(Failure(error)),
    };
    one(ctx, &mut tx, actor, id, status, checked).await
}
