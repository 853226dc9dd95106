//! `/mairie/liste-electorale`: a roll is brought, looked at, taken into use until a date, deleted. The file is read only once it is
//! known that its sender administers.

use super::parts::saying;
use super::roll_view::{Typed, view};
use crate::pages::sign_in::asleep;
use crate::route;
use crate::texts::fill;
use crate::texts::town_hall::roll as t;
use crate::web::roll::{Progress, bring};
use crate::web::{Answer, Ctx, Failure, Fields, Sent, private, see_other};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, REFRESH};
use civic::elector::examine;
use civic::elector::file::{self, Unreadable};
use services::{Error, calendar, elector, session};

/// Field of the file.
pub const FILE: &str = "liste";
/// Field that says what is to be done with a roll, and its values.
pub const ACT: &str = "acte";
/// Takes a draft into use.
pub const ADOPT: &str = "adopter";
/// Deletes a roll.
pub const DELETE: &str = "supprimer";
/// Field that names a roll.
pub const ROLL: &str = "id";
/// Field of the day it is deleted.
pub const ENDS: &str = "fin";
/// Where a roll is brought to.
pub const BRING: &str = "/mairie/liste-electorale/fichier";

/// GET.
///
/// # Errors
/// [`Error::Refused`].
pub async fn show(ctx: Ctx) -> Answer {
    page(&ctx, StatusCode::OK, &Typed::default()).await
}

async fn page(ctx: &Ctx, status: StatusCode, typed: &Typed) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rolls = elector::rolls(&mut tx, &actor).await?;
    let here = ctx.session();
    let fresh = session::fresh(&mut tx, ctx.now, here.as_ref(), session::FRESH_SECONDS).await;
    drop(tx);
    // one that arrives and that nobody here reads broke off with the server
    let broken = rolls.arriving.then_some(Progress::Broken);
    let progress = ctx.app.bringing.progress().or(broken);
    let typed = &Typed {
        fresh: fresh.is_ok(),
        ..typed.clone()
    };
    let html = view(ctx, &rolls, progress, typed);
    let mut response = private(status, html);
    if matches!(progress, Some(Progress::Writing(..))) && status == StatusCode::OK {
        // without a script too
        let headers = response.headers_mut();
        headers.insert(REFRESH, HeaderValue::from_static("1"));
    }
    Ok(response)
}

fn sentence(ctx: &Ctx, why: &Unreadable) -> String {
    let lang = ctx.lang;
    let at = |sentence: &str, line: u32| fill(sentence, &[("line", &line.to_string())]);
    match why {
        Unreadable::Empty => t::empty(lang).to_owned(),
        Unreadable::NotText => t::not_text(lang).to_owned(),
        Unreadable::LongLine(line) => at(t::long_line(lang), *line),
        Unreadable::Quote(line) => at(t::quote(lang), *line),
        Unreadable::Columns(names) => fill(t::columns(lang), &[("names", &names.join(", "))]),
    }
}

/// POST of a file: read at once, written beside; the page that follows says how far it has come.
///
/// # Errors
/// [`Error::Refused`], [`Error::Stale`].
pub async fn take(ctx: Ctx, request: Request) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    elector::rolls(&mut tx, &actor).await?;
    let here = ctx.session();
    session::fresh(&mut tx, ctx.now, here.as_ref(), session::FRESH_SECONDS).await?;
    drop(tx);
    if matches!(ctx.app.bringing.progress(), Some(Progress::Writing(..))) {
        // sent twice, or by two people: the first goes on
        return page(&ctx, StatusCode::CONFLICT, &Typed::default()).await;
    }
    let refused = |text: String| Typed {
        file_error: Some(text),
        ..Typed::default()
    };
    let sent = match Sent::read(request, FILE).await {
        Ok(sent) if sent.broken => {
            let typed = refused(t::cut(ctx.lang).to_owned());
            return page(&ctx, StatusCode::BAD_REQUEST, &typed).await;
        }
        Ok(sent) => sent.file,
        Err(Failure(Error::TooLarge)) => {
            let typed = refused(t::too_large(ctx.lang).to_owned());
            return page(&ctx, StatusCode::PAYLOAD_TOO_LARGE, &typed).await;
        }
        Err(failure) => return Err(failure),
    };
    if sent.is_empty() {
        let typed = refused(t::no_file(ctx.lang).to_owned());
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
    }
    // a large one takes a second: other requests go on meanwhile
    let read = tokio::task::spawn_blocking(move || {
        let read = file::read(&sent)?;
        Ok::<_, Unreadable>(examine(&read.electors, read.findings))
    });
    let (report, voters) = match read.await.map_err(|_| Failure(Error::Conflict))? {
        Ok(found) => found,
        Err(why) => {
            let typed = refused(sentence(&ctx, &why));
            return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
        }
    };
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rng = &mut ctx.rng();
    let roll = elector::begin(&mut tx, &actor, ctx.now, rng, here.as_ref()).await?;
    tx.commit().await?;
    bring(&ctx.app, roll, voters, report);
    Ok(see_other(&ctx.to(route::DESK_ROLL), &[]))
}

/// POST: a draft is taken into use or discarded, the roll in use is deleted.
///
/// # Errors
/// [`Error::Refused`], [`Error::Stale`], [`Error::NotFound`].
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        // nothing was typed here but a day
        return asleep::again(&ctx, &actor);
    }
    let (rng, here, roll) = (&mut ctx.rng(), ctx.session(), fields.get(ROLL));
    let by = (&actor, here.as_ref());
    let to = ctx.to(route::DESK_ROLL);
    match fields.get(ACT) {
        ADOPT => {
            let day = calendar::from_field(&format!("{}T00:00", fields.get(ENDS))).ok();
            match elector::adopt(&mut tx, by, ctx.now, rng, roll, day).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(see_other(&saying(&to, "liste"), &[]))
                }
                Err(Error::Fields(_)) => {
                    drop(tx);
                    let typed = Typed {
                        ends: Some(fields.get(ENDS).to_owned()),
                        ..Typed::default()
                    };
                    page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &typed).await
                }
                Err(error) => Err(Failure(error)),
            }
        }
        DELETE => match elector::delete(&mut tx, by, ctx.now, rng, roll).await {
            Ok(()) => {
                tx.commit().await?;
                Ok(see_other(&saying(&to, "sans-liste"), &[]))
            }
            Err(Error::Conflict) => {
                drop(tx);
                let typed = Typed {
                    needed: true,
                    ..Typed::default()
                };
                page(&ctx, StatusCode::CONFLICT, &typed).await
            }
            Err(error) => Err(Failure(error)),
        },
        _ => Err(Failure(Error::NotFound)),
    }
}
