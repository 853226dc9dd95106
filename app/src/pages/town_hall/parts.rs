//! Pieces that the town hall's forms share: groups of choices, the summary of errors in their own words,
//! the notice of what was just done.

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Field, Tone, notice};
use crate::route;
use crate::texts::town_hall as t;
use crate::texts::{Lang, common};
use crate::web::Ctx;
use civic::field::{FieldError, FieldErrors};
use leptos::prelude::*;

/// Parameter that says what was just done.
pub const SAID: &str = "dit";

/// Gives the sentence for an error of a field.
pub type Mend = fn(Lang, &str, &FieldError) -> String;

/// One of the answers of a group.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What it says.
    pub text: &'static str,
    /// What it means, in smaller letters.
    pub hint: &'static str,
}

/// A group of answers of which one is chosen. The first has the group's name as id, for the summary.
pub fn radios(
    name: &'static str,
    legend: &str,
    choices: &[Choice],
    chosen: &str,
    error: Option<String>,
) -> impl IntoView + use<> {
    let items = choices.iter().enumerate().map(|(i, choice)| {
        let id = if i == 0 { name.to_owned() } else { format!("{name}-{i}") };
        let Choice { value, text, hint } = choice.clone();
        view! {
            <label class="choice">
                <input class="choice__input" r#type="radio" name=name id=id value=value checked=value == chosen/>
                <span class="choice__body">
                    {text}
                    {(!hint.is_empty()).then(|| view! { <span class="choice__hint">{hint}</span> })}
                </span>
            </label>
        }
    });
    let items = items.collect_view();
    let error_id = format!("{name}-erreur");
    let described = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some().then_some("true");
    let class = if error.is_some() {
        "choices field--error"
    } else {
        "choices"
    };
    view! {
        <fieldset class=class role="radiogroup" aria-invalid=invalid aria-describedby=described>
            <legend class="field__label">{legend.to_owned()}</legend>
            {error.map(|text| view! { <p class="field__error" id=error_id>{icon(Icon::Warning)} " " {text}</p> })}
            <div class="choices__list">{items}</div>
        </fieldset>
    }
}

/// A field with its error, in the form's own words.
#[must_use]
pub fn mended(field: Field, lang: Lang, errors: &FieldErrors, mend: Mend) -> Field {
    Field {
        error: errors.of(field.name).map(|e| mend(lang, field.name, e)),
        ..field
    }
}

/// The summary of errors at the top of a form: a link to each field, with its label.
pub fn summary(
    lang: Lang,
    errors: &FieldErrors,
    label: &dyn Fn(&str) -> String,
    mend: Mend,
) -> impl IntoView + use<> {
    let rows: Vec<(String, String)> = errors
        .0
        .iter()
        .map(|(name, error)| {
            let said = mend(lang, name, error);
            (format!("#{name}"), fmt::labelled(lang, &label(name), &said))
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let links = rows
            .into_iter()
            .map(|(href, text)| view! { <li><a href=href>{text}</a></li> })
            .collect_view();
        view! {
            <div class="notice notice--error" role="alert" tabindex="-1" id="erreurs">
                {icon(Icon::Warning)}
                <div class="notice__body">
                    <h2 class="notice__title">{common::error_summary(lang)}</h2>
                    <ul class="notice__links">{links}</ul>
                </div>
            </div>
        }
    })
}

/// What was just done, when the address says so.
pub fn said(ctx: &Ctx, waits: bool) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (title, text) = match ctx.params().get(SAID) {
        "cree" => (t::saved(lang), t::done_created(lang)),
        "modifie" => (t::saved(lang), t::done_edited(lang)),
        "ouvert" => (t::saved(lang), t::done_opened(lang)),
        "clos" => (t::saved(lang), t::done_closed(lang)),
        "repondu" if waits => (t::done_answered(lang), t::done_answered_next(lang)),
        "repondu" => (t::done_answered(lang), t::done_answered_all(lang)),
        "projet" => (t::saved(lang), t::done_project(lang)),
        "commune" => (t::saved(lang), t::commune::done(lang)),
        "quartiers" => (t::saved(lang), t::done_districts(lang)),
        "depositaires" => (t::saved(lang), t::urn::said_named(lang)),
        "droits" => (t::saved(lang), t::urn::said_rights(lang)),
        "publie" => (t::saved(lang), t::done_milestone(lang)),
        "verifie" => (t::saved(lang), t::done_verified(lang)),
        "compte" => (t::saved(lang), t::people::created(lang)),
        "deverifie" => (t::saved(lang), t::done_unverified(lang)),
        "reste-vouche" => (t::saved(lang), t::document::still_vouched(lang)),
        "donne" => (t::saved(lang), t::done_given(lang)),
        "retire" => (t::saved(lang), t::done_taken(lang)),
        "liste" => (t::saved(lang), t::roll::said_adopted(lang)),
        "sans-liste" => (t::saved(lang), t::roll::said_deleted(lang)),
        "inscrite" => (t::saved(lang), t::document::attached(lang)),
        "hors-liste" => (t::saved(lang), t::document::nobody(lang)),
        "plusieurs" => (t::saved(lang), t::document::several(lang)),
        "pris" => (t::saved(lang), t::document::taken(lang)),
        "cles" => (t::saved(lang), t::people::forgotten(lang)),
        "mentions" => (t::saved(lang), crate::texts::reading::legal::saved(lang)),
        "papier" => (t::saved(lang), t::people::paper_done(lang)),
        "deja" => {
            return Some(notice(
                Tone::Error,
                t::not_done(lang),
                t::people::paper_refused(lang),
            ));
        }
        _ => return None,
    };
    Some(notice(Tone::Ok, title, text))
}

/// What was typed before signing in is back in the form.
pub fn kept(lang: Lang, is_draft: bool) -> impl IntoView + use<> {
    is_draft.then(|| notice(Tone::Info, "", common::draft_kept(lang)))
}

/// An address that says what was just done.
#[must_use]
pub fn saying(address: &str, what: &str) -> String {
    let join = if address.contains('?') { '&' } else { '?' };
    format!("{address}{join}{SAID}={what}")
}

/// The first crumb: the town hall's area.
#[must_use]
pub fn top(ctx: &Ctx) -> (String, String) {
    (ctx.to(route::TOWN_HALL), t::title(ctx.lang).to_owned())
}
