//! What the page of the electoral roll shows: what is kept, the reading that goes on, its report, what may be done.

use super::parts::{said, top};
use super::roll::{ACT, ADOPT, BRING, DELETE, ENDS, FILE, ROLL};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::BACK;
use crate::parts::{Field, Tone, crumbs, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::sign_in as s;
use crate::texts::town_hall::roll as t;
use crate::texts::{Lang, fill};
use crate::web::Ctx;
use crate::web::roll::Progress;
use civic::elector::{Finding, Report, Told};
use leptos::prelude::*;
use services::calendar;
use services::elector::{Roll, Rolls};

/// After how long a roll is deleted unless another day is given, in seconds: half a year.
const USUAL_SECONDS: i64 = 182 * 24 * 3600;

/// What was typed, and what is wrong with it.
#[derive(Clone, Default)]
pub struct Typed {
    /// The file cannot be taken, and why.
    pub file_error: Option<String>,
    /// A day that cannot be taken.
    pub ends: Option<String>,
    /// A roll that a vote needs cannot be deleted.
    pub needed: bool,
    /// Whether she signed in lately enough to bring one.
    pub fresh: bool,
}

/// The page.
#[must_use]
pub fn view(ctx: &Ctx, rolls: &Rolls, progress: Option<Progress>, typed: &Typed) -> String {
    let lang = ctx.lang;
    let summary = typed.file_error.as_ref().map(|text| (FILE, text.clone()));
    let ends = typed.ends.as_ref();
    let summary = summary.or(ends.map(|_| (ENDS, t::ends_wrong(lang).to_owned())));
    let summary = summary.map(|(field, text)| {
        let href = format!("#{field}");
        view! { <div class="notice notice--error" role="alert"><div class="notice__body"><p><a href=href>{text}</a></p></div></div> }
    });
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack--wide">
                {crumbs(lang, vec![top(ctx)], t::title(lang).to_owned())}
                {said(ctx, false)}
                {summary}
                {page_head(t::title(lang), t::lead(lang))}
                <p class="muted">{t::kept(lang)}</p>
                {typed.needed.then(|| notice(Tone::Error, "", t::needed(lang)))}
                {progress.map(|progress| working(lang, progress))}
                {rolls.draft.as_ref().map(|(roll, report)| draft(ctx, roll, report, rolls.current.is_some(), typed))}
                {rolls.current.as_ref().map(|(roll, report)| current(ctx, roll, report))}
                {(!matches!(progress, Some(Progress::Writing(..)))).then(|| bringing(ctx, rolls, typed))}
            </div>
        }
    })
}

fn working(lang: Lang, progress: Progress) -> impl IntoView {
    let count = |n: usize| fmt::number(lang, i64::try_from(n).unwrap_or(i64::MAX));
    match progress {
        Progress::Broken => notice(Tone::Error, "", t::broken(lang)).into_any(),
        Progress::Writing(done, all) => {
            let text = fill(
                t::working_text(lang),
                &[("done", &count(done)), ("all", &count(all))],
            );
            view! {
                <section class="card stack" aria-busy="true">
                    <h2>{t::working(lang)}</h2>
                    <progress class="meter" max=all.to_string() value=done.to_string() aria-label=t::working(lang)></progress>
                    <p role="status">{text}</p>
                </section>
            }
            .into_any()
        }
    }
}

fn bringing(ctx: &Ctx, rolls: &Rolls, typed: &Typed) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let title = if rolls.current.is_some() || rolls.draft.is_some() {
        t::bring_again(lang)
    } else {
        t::bring(lang)
    };
    if !typed.fresh {
        // asked before a large file is sent in vain
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair(BACK, &ctx.to(route::DESK_ROLL))
            .finish();
        let sign_in = format!("{}?{query}", ctx.to(route::SIGN_IN));
        return view! {
            <section class="stack">
                <h2>{title}</h2>
                <p>{t::sign_in(lang)}</p>
                <p><a class="button" href=sign_in>{s::title(lang)}</a></p>
            </section>
        }
        .into_any();
    }
    let error = typed.file_error.clone();
    let wrong = error.is_some();
    let (aide, erreur) = (format!("{FILE}-aide"), format!("{FILE}-erreur"));
    let described = if wrong {
        format!("{aide} {erreur}")
    } else {
        aide.clone()
    };
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <form class="form" method="post" enctype="multipart/form-data" action=ctx.to(BRING) novalidate="novalidate">
                <div class=if wrong { "field field--error" } else { "field" }>
                    <label class="field__label" for=FILE>{t::file(lang)}</label>
                    <p class="field__hint" id=aide>{t::file_hint(lang)}</p>
                    {error.map(|text| view! { <p class="field__error" id=erreur>{icon(Icon::Warning)} " " {text}</p> })}
                    <input class="input" r#type="file" id=FILE name=FILE accept=".csv,text/csv,text/plain"
                        aria-invalid=wrong.then_some("true") aria-describedby=described/>
                </div>
                <div class="actions"><button class="button" r#type="submit">{t::read(lang)}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn draft(
    ctx: &Ctx,
    roll: &Roll,
    report: &Report,
    replaces: bool,
    typed: &Typed,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let usual = calendar::to_field(ctx.now.plus_seconds(USUAL_SECONDS));
    let usual = usual.split('T').next().unwrap_or_default().to_owned();
    let day = typed.ends.clone().unwrap_or(usual);
    let field = Field {
        kind: "date",
        class: "input--short",
        error: typed.ends.as_ref().map(|_| t::ends_wrong(lang).to_owned()),
        ..Field::text(ENDS, t::ends(lang))
            .value(&day)
            .hint(t::ends_hint(lang))
    };
    view! {
        <section class="card stack" id="a-decider">
            <h2>{t::draft(lang)}</h2>
            <p>{t::draft_lead(lang)}</p>
            {figures(lang, report)}
            {told(lang, report)}
            <form class="form" method="post" action=ctx.to(route::DESK_ROLL) novalidate="novalidate">
                {hidden(roll, ADOPT)}
                {field.view(lang)}
                {replaces.then(|| view! { <p>{t::adopt_again(lang)}</p> })}
                <div class="actions"><button class="button" r#type="submit">{t::adopt(lang)}</button></div>
            </form>
            <form method="post" action=ctx.to(route::DESK_ROLL)>
                {hidden(roll, DELETE)}
                <button class="button button--quiet" r#type="submit">{t::discard(lang)}</button>
            </form>
        </section>
    }
}

fn current(ctx: &Ctx, roll: &Roll, report: &Report) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let end = roll.ends_at.map(|at| fmt::date(lang, at));
    let dates = [
        ("date", &*fmt::date(lang, roll.made_at)),
        ("end", &end.unwrap_or_default()),
    ];
    let since = fill(t::since(lang), &dates);
    view! {
        <section class="card stack" id="en-service">
            <h2>{t::current(lang)}</h2>
            <p>{since}</p>
            {figures(lang, report)}
            <details class="details">
                <summary class="details__summary">{t::report(lang)}</summary>
                <div class="details__body stack">{told(lang, report)}</div>
            </details>
            <details class="details">
                <summary class="details__summary">{t::delete(lang)}</summary>
                <form class="details__body stack" method="post" action=ctx.to(route::DESK_ROLL)>
                    {hidden(roll, DELETE)}
                    <p>{t::delete_sure(lang)}</p>
                    <p><button class="button" r#type="submit">{t::delete_confirm(lang)}</button></p>
                </form>
            </details>
        </section>
    }
}

fn hidden(roll: &Roll, act: &'static str) -> impl IntoView + use<> {
    let id = roll.id.clone();
    view! {
        <input r#type="hidden" name=ACT value=act/>
        <input r#type="hidden" name=ROLL value=id/>
    }
}

fn figures(lang: Lang, report: &Report) -> impl IntoView + use<> {
    let [principal, municipal, european] = report.lines;
    let rows = [
        (t::voters(lang), report.voters),
        (t::principal(lang), principal),
        (t::municipal(lang), municipal),
        (t::european(lang), european),
        (t::stations(lang), report.stations),
    ];
    let row = |(name, n): (&'static str, u32)| {
        view! { <div><dt>{name}</dt><dd>{fmt::number(lang, i64::from(n))}</dd></div> }
    };
    view! { <dl class="facts">{rows.map(row)}</dl> }
}

/// What is to be said, gravest first.
fn told(lang: Lang, report: &Report) -> impl IntoView + use<> {
    if report.told.is_empty() {
        return view! { <p>{icon(Icon::Check)} " " {t::nothing(lang)}</p> }.into_any();
    }
    let is = |which: u8, one: &Told| {
        let kind = one.kind;
        let found = match (kind.is_left_out(), kind.is_usual()) {
            (true, _) => 0,
            (_, true) => 2,
            _ => 1,
        };
        found == which
    };
    let group = |which: u8, title: &'static str| {
        let rows: Vec<_> = report.told.iter().filter(|one| is(which, one)).collect();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|one| kind(lang, one)).collect_view();
            view! { <h3>{title}</h3> <ul class="stack stack--tight">{rows}</ul> }
        })
    };
    view! {
        {group(0, t::left_out(lang))}
        {group(1, t::to_see(lang))}
        {group(2, t::usual(lang))}
    }
    .into_any()
}

fn kind(lang: Lang, one: &Told) -> impl IntoView + use<> {
    let line = |found: &Finding| match found.other {
        Some(other) => fill(
            t::with(lang),
            &[
                ("line", &found.line.to_string()),
                ("other", &other.to_string()),
            ],
        ),
        None => found.line.to_string(),
    };
    let mut lines: Vec<String> = one.first.iter().filter(|f| f.line > 0).map(line).collect();
    let named = u32::try_from(one.first.len()).unwrap_or(u32::MAX);
    let rest = one.number.saturating_sub(named);
    if rest > 0 {
        let n = fmt::number(lang, i64::from(rest));
        lines.push(fill(t::more(lang), &[("n", &n)]));
    }
    let sentence = if lines.len() == 1 {
        t::line(lang)
    } else {
        t::lines(lang)
    };
    let lines = (!lines.is_empty()).then(|| fill(sentence, &[("lines", &lines.join(", "))]));
    let number = fmt::number(lang, i64::from(one.number));
    view! {
        <li>
            <strong>{number}</strong> " : " {t::kind(lang, one.kind)}
            {lines.map(|text| view! { <br/><span class="muted">{text}</span> })}
        </li>
    }
}
