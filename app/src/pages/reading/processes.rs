//! Participer: every process, by whether it is open, comes or is over.

use super::cards::process_grid;
use super::standing::standing;
use crate::icon::Icon;
use crate::parts::{empty, page_head};
use crate::shell::{Page, Tab, render};
use crate::texts::reading::process as t;
use crate::web::{Answer, Ctx, public};
use civic::process::{Moment, Process};
use civic::time::{Now, Time};
use leptos::prelude::*;
use services::reading::{self, Listed};

/// GET `/demarches`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let all = reading::processes(&mut tx).await?;
    drop(tx);
    Ok(public(&ctx, page(&ctx, &all)))
}

/// The processes of one moment: open ones by what closes first, coming ones by what opens first, those
/// over as given (newest first).
fn group(all: &[Listed], moment: Moment, now: Now) -> Vec<&Listed> {
    let mut found: Vec<&Listed> = all
        .iter()
        .filter(|l| standing(&l.process, now) == moment)
        .collect();
    let key = |p: &Process| match moment {
        Moment::Current => p.current(now).map(|f| f.closes_at),
        Moment::Future => p.next(now).map(|f| f.opens_at),
        Moment::Past => Some(Time(0)),
    };
    found.sort_by_key(|l| key(&l.process));
    found
}

fn page(ctx: &Ctx, all: &[Listed]) -> String {
    let (lang, now) = (ctx.lang, ctx.now);
    let groups = [
        (Moment::Current, t::open_now(lang)),
        (Moment::Future, t::soon(lang)),
        (Moment::Past, t::over(lang)),
    ];
    let sections = groups.map(|(moment, title)| {
        let found = group(all, moment, now);
        (!found.is_empty()).then(|| {
            let grid = process_grid(lang, &found, now);
            view! { <section class="stack"><h2>{title}</h2>{grid}</section> }
        })
    });
    let window = t::list_title(lang);
    render(ctx, &Page::new(window, Tab::Participate).top(), || {
        view! {
            {page_head(window, t::list_lead(lang))}
            {all.is_empty().then(|| empty(Icon::Participate, t::list_empty_title(lang), t::list_empty_text(lang), None))}
            <div class="stack--wide">{sections}</div>
        }
    })
}
