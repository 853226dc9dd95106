//! On the desk's page of a person: her document is checked, and she is known from then on. **Never here**: what was typed kept
//! anywhere but in the form that comes back.

use super::parts::{mended, saying, summary};
use super::people::{ACCOUNT, ACT, CHECK, ENTER, UNVERIFY};
use super::person::hidden;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Field, Tone, notice};
use crate::route;
use crate::texts::town_hall::{document as t, people};
use crate::texts::{Lang, error as e, fill};
use crate::web::{Ctx, Fields};
use civic::civil::Source;
use civic::field::{FieldError, FieldErrors};
use civic::id::AccountId;
use civic::permission::{Actor, Level, Role};
use civic::time::Time;
use leptos::prelude::*;
use services::civil::Proved;
use services::document::{Document, Seen};
use services::elector::Match;
use services::person::Account;

/// The field that says that a proof of residence was seen, and its value.
const RESIDENCE: &str = "residence";
const YES: &str = "oui";

/// What the page knows of a check.
#[derive(Default)]
pub struct Checked {
    /// How and when it was proven who she is.
    pub proven: Option<(Source, Time)>,
    /// Her polling station, once she is known to be a voter.
    pub station: Option<String>,
    /// What was typed.
    pub document: Document,
    /// Whether a proof of residence was seen.
    pub residence: bool,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Why her account is not known as hers.
    pub refused: Option<Proved>,
    /// Whether she may have a letter, and until when the one she has works.
    pub letter: Option<Option<Time>>,
    /// Her level cannot be taken away: something that she takes part in is open.
    pub vote_open: bool,
}

impl Checked {
    /// What was typed.
    pub fn typed(fields: &Fields) -> Checked {
        let text = |name: &str| fields.get(name).to_owned();
        Checked {
            document: Document {
                birth_name: text("birth_name"),
                given_names: text("given_names"),
                born: text("born"),
                place: text("place"),
            },
            residence: fields.get(RESIDENCE) == YES,
            ..Checked::default()
        }
    }

    /// What the agent says that she has seen.
    pub fn seen(&self) -> Seen {
        if self.residence {
            Seen::Residence
        } else {
            Seen::Document
        }
    }
}

/// The word for what came of it, said on the person's page.
pub fn word(on_roll: Option<&Match>) -> &'static str {
    match on_roll {
        None => "verifie",
        Some(Match::Attached { .. }) => "inscrite",
        Some(Match::Nobody) => "hors-liste",
        Some(Match::Several) => "plusieurs",
        Some(Match::Taken) => "pris",
    }
}

fn label(lang: Lang, name: &str) -> String {
    match name {
        "birth_name" => t::birth_name(lang),
        "given_names" => t::given_names(lang),
        "born" => t::born(lang),
        _ => t::place(lang),
    }
    .to_owned()
}

fn mend(lang: Lang, name: &str, error: &FieldError) -> String {
    match (name, error) {
        ("born", FieldError::Malformed) => t::born_wrong(lang).to_owned(),
        ("place", _) => t::place_wrong(lang).to_owned(),
        (_, other) => e::field(lang, other),
    }
}

/// Why her account is not known as hers, and what to do.
pub fn refused(ctx: &Ctx, checked: &Checked) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    let why = checked.refused.as_ref()?;
    let text = match why {
        Proved::Elsewhere(_) => t::elsewhere(lang),
        Proved::Differs => t::differs(lang),
        Proved::Known(_) => return None,
    };
    let other = match why {
        Proved::Elsewhere(other) => Some(person(ctx, other, "")),
        _ => None,
    };
    let link = other.map(|href| view! { <p><a href=href>{t::elsewhere_link(lang)}</a></p> });
    Some(view! { <div id="refus" tabindex="-1">{notice(Tone::Error, "", text)}</div> {link} })
}

/// The address of a person's page, which says what was just done.
pub fn person(ctx: &Ctx, account: &AccountId, what: &str) -> String {
    let to = format!("{}?{ACCOUNT}={account}", ctx.to(route::DESK_PEOPLE));
    if what.is_empty() {
        to
    } else {
        saying(&to, what)
    }
}

/// The form of a document: of somebody with an account, or of somebody who gets one by it.
pub fn form(ctx: &Ctx, account: Option<&Account>, checked: &Checked) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let act = if account.is_some() { CHECK } else { ENTER };
    let id = account.map_or_else(String::new, |a| a.id.as_str().to_owned());
    let document = &checked.document;
    let field = |name: &'static str, value: &str, hint: &'static str| {
        let field = Field::text(name, &label(lang, name)).value(value);
        let field = if hint.is_empty() {
            field
        } else {
            field.hint(hint)
        };
        // the clerk's own must not be offered
        let field = Field {
            autocomplete: "off",
            ..field
        };
        mended(field, lang, &checked.errors, mend)
    };
    let place = Field {
        optional: true,
        class: "input--short",
        ..field("place", &document.place, t::place_hint(lang))
    };
    let born = Field {
        class: "input--short",
        ..field("born", &document.born, t::born_hint(lang))
    };
    view! {
        <p class="muted">{t::lead(lang)}</p>
        {summary(lang, &checked.errors, &|name| label(lang, name), mend)}
        <form class="form" method="post" action=ctx.to(route::DESK_PEOPLE) novalidate="novalidate">
            <input r#type="hidden" name=ACT value=act/>
            <input r#type="hidden" name=ACCOUNT value=id/>
            {field("birth_name", &document.birth_name, "").view(lang)}
            {field("given_names", &document.given_names, t::given_hint(lang)).view(lang)}
            {born.view(lang)}
            {place.view(lang)}
            <label class="choice">
                <input class="choice__input" r#type="checkbox" name=RESIDENCE value=YES checked=checked.residence/>
                <span class="choice__body">{t::residence(lang)}</span>
            </label>
            <div class="actions"><button class="button" r#type="submit">{icon(Icon::Check)}{t::check(lang)}</button></div>
        </form>
    }
}

/// What is known of her.
fn facts(lang: Lang, account: &Account, checked: &Checked) -> impl IntoView + use<> {
    let proven = checked.proven.map(|(source, at)| {
        let text = match source {
            Source::Desk => t::known_desk(lang),
            Source::FranceConnect => t::known_provider(lang),
        };
        fill(text, &[("date", &fmt::date(lang, at))])
    });
    let lives = (account.level == Level::Resident).then(|| t::lives_here(lang).to_owned());
    let station = checked.station.as_ref().map(|station| {
        let station = if station.is_empty() {
            t::no_station(lang)
        } else {
            station
        };
        format!("{} {} {station}", t::is_on(lang), t::station(lang))
    });
    let facts: Vec<_> = [proven, lives, station].into_iter().flatten().collect();
    let facts = facts
        .into_iter()
        .map(|text| view! { <li>{icon(Icon::Check)}{text}</li> });
    view! { <ul class="meta">{facts.collect_view()}</ul> }
}

/// The section: what is known, the document, and how to take it back.
pub fn section(
    ctx: &Ctx,
    actor: &Actor,
    account: &Account,
    checked: &Checked,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let known = account.level >= Level::Identified;
    let agent = actor.has(Role::Agent);
    let body = agent.then(|| form(ctx, Some(account), checked));
    let asked = checked.refused.is_some() || !checked.errors.0.is_empty();
    let body = body.map(|form| {
        if known && !asked {
            view! {
                <details class="details">
                    <summary class="details__summary">{t::again(lang)}</summary>
                    <div class="details__body stack">{form}</div>
                </details>
            }
            .into_any()
        } else {
            form.into_any()
        }
    });
    let undo = (agent && known).then(|| {
        view! {
            <form method="post" action=ctx.to(route::DESK_PEOPLE)>
                {hidden(account, UNVERIFY)}
                <button class="button button--secondary" r#type="submit">{people::unverify(lang)}</button>
            </form>
        }
    });
    view! {
        <section class="card stack" id="verification">
            <h2>{t::title(lang)}</h2>
            {refused(ctx, checked)}
            {checked.vote_open.then(|| notice(Tone::Error, "", t::vote_open(lang)))}
            {known.then(|| facts(lang, account, checked))}
            {(!agent).then(|| view! { <p class="muted">{people::verify_agent_only(lang)}</p> })}
            {body}
            {undo}
        </section>
    }
}
