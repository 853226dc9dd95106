//! On the desk's page of a person: her document is checked, and she is found on the electoral roll.

use super::parts::{mended, summary};
use super::people::{ACCOUNT, ACT, CHECK};
use crate::icon::{Icon, icon};
use crate::parts::{Field, Tone, notice};
use crate::route;
use crate::texts::town_hall::on_roll as t;
use crate::texts::{Lang, error as e};
use crate::web::Ctx;
use civic::field::{FieldError, FieldErrors};
use leptos::prelude::*;
use services::elector::desk::{Document, Match};
use services::person::Account;

/// What the page knows of a look-up.
#[derive(Default)]
pub struct Checked {
    /// Whether a roll is in use.
    pub roll: bool,
    /// Her polling station, once she is known to be a voter.
    pub station: Option<String>,
    /// What was typed.
    pub document: Document,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Why she is no voter.
    pub said: Option<Match>,
    /// Her level cannot be taken away: a vote for people on the roll is open.
    pub vote_open: bool,
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

/// Why she was not found, and what to do.
fn why(lang: Lang, found: &Match) -> &'static str {
    match found {
        Match::Nobody => t::nobody(lang),
        Match::Several => t::several(lang),
        Match::Taken => t::taken(lang),
        Match::Attached { .. } => t::attached(lang),
    }
}

/// The section; nothing where no roll is in use.
pub fn section(ctx: &Ctx, account: &Account, checked: &Checked) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    let id = account.id.as_str().to_owned();
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
    let form = checked.station.is_none().then(|| {
        view! {
            <p class="muted">{t::lead(lang)}</p>
            {summary(lang, &checked.errors, &|name| label(lang, name), mend)}
            <form class="form" method="post" action=ctx.to(route::DESK_PEOPLE) novalidate="novalidate">
                <input r#type="hidden" name=ACT value=CHECK/>
                <input r#type="hidden" name=ACCOUNT value=id/>
                {field("birth_name", &document.birth_name, "").view(lang)}
                {field("given_names", &document.given_names, t::given_hint(lang)).view(lang)}
                {born.view(lang)}
                {place.view(lang)}
                <div class="actions"><button class="button" r#type="submit">{t::check(lang)}</button></div>
            </form>
        }
    });
    let station = checked.station.as_ref().map(|station| {
        let station = if station.is_empty() {
            t::no_station(lang).to_owned()
        } else {
            station.clone()
        };
        view! { <p>{icon(Icon::Check)} " " {t::is_on(lang)} " " <strong>{t::station(lang)} " " {station}</strong></p> }
    });
    let said = checked
        .said
        .as_ref()
        .map(|found| notice(Tone::Error, "", why(lang, found)));
    checked.roll.then(|| {
        view! {
            <section class="card stack" id="liste">
                <h2>{t::title(lang)}</h2>
                {said}
                {checked.vote_open.then(|| notice(Tone::Error, "", t::vote_open(lang)))}
                {station}
                {form}
            </section>
        }
    })
}
