//! The ballot paper: every project in this voter's own random order, ticked boxes kept whatever happens.

use super::booth::{self, Booth, CHOICE};
use super::{closed, elsewhere, pieces, sealed};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::islands::ballot_paper::{BallotPaper, Sentences};
use crate::parts::{Tone, empty, moment_badge, notice};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{Lang, fill, vote as t};
use crate::web::{Answer, Ctx, private};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::ballot::BallotKind;
use civic::id::ProposalId;
use civic::process::{Moment, PhaseKind, Process, Urn};
use leptos::prelude::*;
use services::vote;

/// Characters of a project's text shown on the paper; the rest is on its page.
const EXCERPT: usize = 400;

/// What the paper shows besides the projects.
#[derive(Default)]
pub struct Filled {
    /// Boxes ticked.
    pub chosen: Vec<ProposalId>,
    /// What is wrong with the choice.
    pub error: Option<String>,
    /// Whether the choices come from before a sign-in.
    pub kept: bool,
    /// Whether a receipt must be typed to replace the ballot.
    pub ask_code: bool,
    /// The code typed.
    pub code: String,
    /// What is wrong with the code.
    pub code_error: Option<String>,
}

/// GET `/voter/{slug}`.
///
/// # Errors
/// [`services::Error::NotFound`], [`services::Error::Refused`] to sign in, or what the database says.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let booth = match booth::enter(&ctx, &mut tx, &slug, None).await? {
        Ok(booth) => booth,
        Err(response) => return Ok(response),
    };
    if booth.offered.process.urn != Urn::Ordinary {
        return sealed::show(&ctx, &mut tx, &booth).await;
    }
    let mut filled = Filled::default();
    if booth.offered.voted {
        let held = match &booth.secret {
            Some(secret) => pieces::open(&mut tx, &booth.offered.process, secret).await?,
            None => None,
        };
        let Some(held) = held else {
            return Ok(private(
                StatusCode::OK,
                elsewhere::page(&ctx, &booth, "", None),
            ));
        };
        filled.chosen = booth::of_numbers(&booth.offered, &held);
    }
    if let Some(kept) = booth::kept_choices(&ctx, &booth) {
        filled.chosen = kept;
        filled.kept = true;
    }
    Ok(private(StatusCode::OK, page(&ctx, &booth, filled)))
}

/// The paper as a page.
#[must_use]
pub fn page(ctx: &Ctx, booth: &Booth, filled: Filled) -> String {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let page = Page::new(process.title.clone(), Tab::Vote).islands();
    render(ctx, &page, || {
        view! {
            <div class="stack">
                {closed::back(ctx)}
                {head(lang, process, booth.offered.projects.len(), ctx)}
                {notices(lang, booth, &filled)}
                {if booth.offered.projects.is_empty() {
                    let process_link = (route::process(lang, &process.slug), t::see_process(lang).to_owned());
                    empty(Icon::Vote, t::no_project(lang), t::no_project_text(lang), Some(process_link)).into_any()
                } else {
                    form(ctx, booth, filled).into_any()
                }}
            </div>
        }
    })
}

/// What it is: until when, how many projects, in which order.
pub fn head(lang: Lang, process: &Process, projects: usize, ctx: &Ctx) -> impl IntoView + use<> {
    let asked = t::asked(lang, process.ballot, process.budget);
    let blank = matches!(process.ballot, BallotKind::UpTo { min: 0, .. });
    let lead = format!("{asked} {}", t::then_review(lang));
    let closes = process.phase(PhaseKind::Vote).map(|phase| {
        let date = fmt::until(lang, phase.closes_at);
        (
            phase.moment(ctx.now),
            fill(t::open_until(lang), &[("date", &date)]),
        )
    });
    let moment = closes.as_ref().map_or(Moment::Current, |(m, _)| *m);
    let projects = t::projects(lang, i64::try_from(projects).unwrap_or(0));
    view! {
        <header class="page-head">
            {moment_badge(lang, moment)}
            <h1 class="page-head__title">{process.title.clone()}</h1>
            <p class="page-head__lead">{lead} {blank.then(|| format!(" {}", t::blank_allowed(lang)))}</p>
            <ul class="meta">
                {closes.map(|(_, text)| view! { <li>{icon(Icon::Calendar)} {text}</li> })}
                <li>{icon(Icon::Vote)} {projects}</li>
                <li>{icon(Icon::Info)} {t::random_order(lang)}</li>
            </ul>
        </header>
    }
}

fn notices(lang: Lang, booth: &Booth, filled: &Filled) -> impl IntoView + use<> {
    let first = booth
        .offered
        .projects
        .first()
        .map(|_| "#projets".to_owned());
    let wrong = filled.error.clone().map(|text| {
        view! {
            <div class="notice notice--error" role="alert" tabindex="-1" id="erreurs">
                {icon(Icon::Warning)}
                <div class="notice__body">
                    <h2 class="notice__title">{t::to_mend(lang)}</h2>
                    <p>{text}</p>
                    {first.map(|href| view! { <p><a href=href>{t::go_to_projects(lang)}</a></p> })}
                </div>
            </div>
        }
    });
    let wrong_code = filled
        .error
        .is_none()
        .then(|| filled.code_error.clone())
        .flatten();
    let wrong_code = wrong_code.map(|text| {
        view! {
            <div class="notice notice--error" role="alert" tabindex="-1" id="erreurs">
                {icon(Icon::Warning)}
                <div class="notice__body">
                    <h2 class="notice__title">{t::voted(lang)}</h2>
                    <ul class="notice__links"><li><a href=format!("#{}", booth::CODE)>{text}</a></li></ul>
                </div>
            </div>
        }
    });
    let voted = (booth.offered.voted && filled.code_error.is_none()).then(|| {
        if filled.ask_code {
            notice(Tone::Warn, t::voted(lang), t::voted_elsewhere(lang)).into_any()
        } else {
            notice(Tone::Info, t::voted(lang), t::voted_here(lang)).into_any()
        }
    });
    let kept = filled
        .kept
        .then(|| notice(Tone::Info, "", t::choices_kept(lang)));
    view! { {wrong} {wrong_code} {voted} {kept} }
}

/// The projects with their boxes, in this voter's order.
pub fn rows(ctx: &Ctx, booth: &Booth, chosen: &[ProposalId]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let offered = &booth.offered;
    let process = &offered.process;
    let within_budget = process.ballot == BallotKind::WithinBudget;
    let order = vote::order(
        ctx.app.db.vault(),
        &process.id,
        &booth.account,
        offered.projects.len(),
    );
    order
        .iter()
        .filter_map(|i| offered.projects.get(*i))
        .map(|project| {
            let id = format!("p{}", project.number);
            let title = project.title.clone();
            let district = project.district.as_ref().map(|(_, name)| name.clone());
            let checked = chosen.contains(&project.id);
            let number = project.number.to_string();
            let cents = within_budget.then(|| project.cost.unwrap_or_default().0.to_string());
            let text = excerpt(&project.body);
            view! {
                <li class="ballot__row">
                    <input class="ballot__input" r#type="checkbox" id=id.clone() name=CHOICE value=project.id.0.clone() checked=checked data-cost=cents data-number=number/>
                    <label class="ballot__label" for=id>
                        <span class="ballot__title">{title.clone()}</span>
                        <span class="ballot__facts">
                            <span class="ballot__cost">{fmt::money(lang, project.cost.unwrap_or_default())}</span>
                            {district.map(|name| view! { <span>{name}</span> })}
                        </span>
                    </label>
                    <details class="ballot__more details details--bare">
                        <summary class="details__summary">{t::more(lang)}<span class="sr-only">{format!(" : {title}")}</span></summary>
                        <div class="details__body">
                            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
                            // another tab: leaving this page would lose the boxes ticked
                            <p><a href=route::proposal(lang, &project.id) target="_blank">
                                {t::read_all(lang)} <span class="sr-only">{format!(" : {title} ")}</span> " " {t::new_tab(lang)}
                            </a></p>
                        </div>
                    </details>
                </li>
            }
        })
        .collect_view()
}

fn form(ctx: &Ctx, booth: &Booth, filled: Filled) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let paper = format!(
        "{}.{}",
        process.slug,
        booth::whose(ctx, process, &booth.account)
    );
    let rows = rows(ctx, booth, &filled.chosen);
    let code = filled
        .ask_code
        .then(|| pieces::code_field(lang, &filled.code, filled.code_error));
    view! {
        <form method="post" action=route::ballot(lang, &process.slug) class="stack" data-paper=paper>
            {code}
            <fieldset id="projets" tabindex="-1">
                <legend class="sr-only">{t::legend(lang)}</legend>
                <ul class="ballot">{rows}</ul>
            </fieldset>
            {bar(lang, process, false)}
        </form>
    }
}

/// The bar: what is asked, the button. The island says what is used; without it the server does. On a sealed vote the
/// button sends nothing: a script takes over from there, and shows the bar.
pub fn bar(lang: Lang, process: &Process, sealed: bool) -> impl IntoView + use<> {
    let words = sentences(lang, process.ballot);
    let asked = t::asked_short(lang, process.ballot, process.budget);
    let (kind, most, meter) = match process.ballot {
        BallotKind::UpTo { max, .. } => ("choices", i64::from(max), t::used_choices(lang)),
        BallotKind::WithinBudget => ("budget", process.budget.0, t::used_money(lang)),
    };
    let most = most.to_string();
    let (kind_of_button, act) = if sealed {
        ("button", Some("review"))
    } else {
        ("submit", None)
    };
    view! {
        <div class="ballot-bar" hidden=sealed data-ballot=kind data-most=most data-state=words.state data-over=words.over
            data-money=words.money data-thousands=words.thousands data-point=words.point>
            <div class="ballot-bar__state" id="etat-bulletin" role="status">
                <span class="ballot-bar__text">{asked}</span>
                <meter class="meter" min="0" max=most.clone() optimum="0" value="0" aria-label=meter hidden=true></meter>
            </div>
            <button class="button" r#type=kind_of_button data-act=act aria-describedby="etat-bulletin">{t::review(lang)}</button>
        </div>
        <BallotPaper/>
    }
}

fn sentences(lang: Lang, kind: BallotKind) -> Sentences {
    let (state, over) = match kind {
        BallotKind::UpTo { .. } => (t::state_up_to(lang), t::too_many(lang)),
        BallotKind::WithinBudget => (t::state_within(lang), t::too_dear(lang)),
    };
    let (money, thousands, point) = match lang {
        Lang::En => ("€{}", ",", "."),
        Lang::Fr | Lang::Br => ("{}\u{a0}€", "\u{202f}", ","),
    };
    Sentences {
        state: state.to_owned(),
        over: over.to_owned(),
        money: money.to_owned(),
        thousands: thousands.to_owned(),
        point: point.to_owned(),
    }
}

/// The beginning of a text, cut at a word.
fn excerpt(text: &str) -> String {
    let flat = civic::field::folded(text);
    if flat.chars().count() <= EXCERPT {
        return flat;
    }
    let cut: String = flat.chars().take(EXCERPT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use civic::money::Cents;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(excerpt("  un\n verger "), "un verger");
        let long = excerpt(&"été ".repeat(300));
        assert!(long.ends_with("été…") && long.chars().count() <= EXCERPT + 1);
        assert_eq!(excerpt(&"x".repeat(500)).chars().count(), EXCERPT + 1);
    }

    #[test]
    fn the_island_writes_money_as_the_server_does() {
        for lang in Lang::ALL {
            let words = sentences(lang, BallotKind::WithinBudget);
            for cents in [0, 7, 950_000, 123_456_789] {
                let used = crate::islands::ballot_paper::Used {
                    choices: 0,
                    cost: 0,
                };
                let (said, over) = words.say(true, cents, used);
                assert!(
                    !over && said.contains(&fmt::money(lang, Cents(cents))),
                    "{said}"
                );
            }
        }
    }
}
