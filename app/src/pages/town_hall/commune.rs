//! `/mairie/commune`: the commune's name, colour and coat of arms. The form is multipart, since it sends a
//! file; the file is read only once it is known that its sender administers.

use super::commune_sample::sample;
use super::parts::{Mend, kept, mended, said, saying, summary, top};
use crate::icon::{Icon, icon};
use crate::pages::sign_in::asleep;
use crate::parts::{Field, crumbs, page_head, required};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall::commune as t;
use crate::texts::{Lang, common, error as e};
use crate::web::{Answer, Ctx, Failure, Fields, Look, Sent, private, see_other};
use axum::extract::Request;
use axum::http::StatusCode;
use civic::field::{FieldError, FieldErrors};
use leptos::prelude::*;
use services::Error;
use services::commune::{self, Arms, Change, FILE_FIELD, Form, NAME, SHADE};

/// The radio buttons of the colour.
const CHOICE: &str = "shade";
/// Value of the radio button that means the field beside it.
const OTHER: &str = "autre";
/// Ticked to take the coat of arms off.
const REMOVE: &str = "remove";
/// A sentence of the catalogue.
type Sentence = fn(Lang) -> &'static str;
/// Colours offered: value, and the stone, sea or plant it is named after.
const OFFERED: [(&str, Sentence); 6] = [
    ("", t::glaz),
    ("#1d4f91", t::ocean),
    ("#4a5568", t::slate),
    ("#8a3b4f", t::granite),
    ("#6b3a78", t::heath),
    ("#2b5d34", t::forest),
];
/// The house's own, shown for the first of them.
const HOUSE: &str = "#14545e";

/// GET.
///
/// # Errors
/// [`Error::Refused`].
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let commune = commune::show(&mut tx, &actor).await?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let is_draft = draft.is_some();
    let colour = commune.colour.map(|c| c.to_string()).unwrap_or_default();
    let typed = draft.unwrap_or_else(|| {
        let name = commune.name.as_deref().unwrap_or("");
        Fields::of(&[(NAME, name), (CHOICE, &colour), (SHADE, &colour)])
    });
    let html = page(&ctx, &typed, &FieldErrors::default(), is_draft);
    Ok(private(StatusCode::OK, html))
}

/// POST.
///
/// # Errors
/// [`Error::Refused`], [`Error::TooLarge`].
pub async fn save(ctx: Ctx, request: Request) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    if !actor.must_sign_in() {
        commune::show(&mut tx, &actor).await?;
    }
    drop(tx);
    let sent = Sent::read(request, FILE_FIELD).await?;
    if actor.must_sign_in() {
        return asleep::keep(&ctx, &actor, &sent.typed).await;
    }
    let form = form(&sent).await;
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    match commune::edit(&mut tx, &actor, ctx.now, &mut ctx.rng(), &form).await {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let mut tx = ctx.read().await?;
            ctx.app.shown.refresh(&mut tx).await?;
            let to = ctx.to(route::DESK_COMMUNE);
            Ok(see_other(&saying(&to, "commune"), &[]))
        }
        Err(Error::Fields(errors)) => {
            let html = page(&ctx, &sent.typed, &errors, false);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// What was sent, as a form of the use case.
async fn form(sent: &Sent) -> Form {
    let arms = if !sent.file.is_empty() {
        let file = sent.file.clone();
        // a large image takes a second: other requests go on meanwhile
        let read = tokio::task::spawn_blocking(move || Arms::read(&file)).await;
        Change::Replace(read.unwrap_or(Err(commune::ArmsError::NotAnImage)))
    } else if sent.typed.has(REMOVE) {
        Change::Remove
    } else {
        Change::Keep
    };
    let chosen = sent.typed.get(CHOICE);
    let colour = if chosen == OTHER {
        sent.typed.get(SHADE)
    } else {
        chosen
    };
    Form {
        name: sent.typed.get(NAME).to_owned(),
        colour: colour.to_owned(),
        arms,
    }
}

fn label(lang: Lang, name: &str) -> String {
    match name {
        NAME => t::name(lang),
        SHADE => t::colour_other(lang),
        _ => t::arms(lang),
    }
    .to_owned()
}

const MEND: Mend = |lang, name, error| match (name, error) {
    (FILE_FIELD, FieldError::TooLarge) => t::arms_large(lang).to_owned(),
    (FILE_FIELD, FieldError::TooSmall) => t::arms_small(lang).to_owned(),
    (FILE_FIELD, _) => t::arms_unread(lang).to_owned(),
    (SHADE, _) => t::colour_wrong(lang).to_owned(),
    (_, other) => e::field(lang, other),
};

fn page(ctx: &Ctx, typed: &Fields, errors: &FieldErrors, is_draft: bool) -> String {
    let lang = ctx.lang;
    let title = t::title(lang);
    let look = ctx.app.shown.look();
    let name = Field {
        max: Some(80),
        ..Field::text(NAME, t::name(lang))
            .value(typed.get(NAME))
            .hint(t::name_hint(lang))
    };
    render(ctx, &Page::new(title, Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx)], title.to_owned())}
                {said(ctx, false)}
                {kept(lang, is_draft)}
                {summary(lang, errors, &|name| label(lang, name), MEND)}
                {page_head(title, t::lead(lang))}
                <form class="form" method="post" enctype="multipart/form-data" action=ctx.to(route::DESK_COMMUNE) novalidate="novalidate">
                    {required(lang)}
                    {mended(name, lang, errors, MEND).view(lang)}
                    {colours(lang, typed, errors)}
                    {arms(lang, &look, errors)}
                    <div class="actions">
                        <button class="button" r#type="submit">{common::save(lang)}</button>
                        <a class="button button--quiet" href=ctx.to(route::TOWN_HALL)>{common::cancel(lang)}</a>
                    </div>
                </form>
                {sample(lang, typed.get(CHOICE), typed.get(SHADE))}
            </div>
        }
    })
}

fn swatch(colour: &str) -> impl IntoView + use<> {
    view! {
        <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <circle cx="12" cy="12" r="11" fill=colour.to_owned()/>
        </svg>
    }
}

fn colours(lang: Lang, typed: &Fields, errors: &FieldErrors) -> impl IntoView + use<> {
    let chosen = typed.get(CHOICE);
    let offered = OFFERED.iter().any(|(value, _)| *value == chosen);
    let radios = OFFERED.map(|(value, name)| {
        let shown = if value.is_empty() { HOUSE } else { value };
        view! {
            <label class="choice">
                <input class="choice__input" r#type="radio" name=CHOICE value=value checked=value == chosen/>
                <span class="choice__body choice__body--swatch">{swatch(shown)}{name(lang)}</span>
            </label>
        }
    });
    let own = typed.get(SHADE);
    let own = if own.is_empty() { HOUSE } else { own };
    let error = errors.of(SHADE).map(|error| MEND(lang, SHADE, error));
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then_some("colour-erreur");
    view! {
        <fieldset class="choices" role="radiogroup">
            <legend class="field__label">{t::colour(lang)}</legend>
            <p class="field__hint">{t::colour_hint(lang)}</p>
            <div class="choices__list choices__list--row">
                {radios}
                <label class="choice">
                    <input class="choice__input" r#type="radio" name=CHOICE value=OTHER checked=!offered/>
                    <span class="choice__body">{t::another(lang)}</span>
                </label>
            </div>
            <div class="field">
                <label class="field__label" for=SHADE>{t::colour_other(lang)}</label>
                {error.map(|text| view! { <p class="field__error" id="colour-erreur">{icon(Icon::Warning)} " " {text}</p> })}
                <input class="input input--colour" r#type="color" id=SHADE name=SHADE value=own.to_owned() aria-invalid=invalid aria-describedby=described/>
            </div>
        </fieldset>
    }
}

fn arms(lang: Lang, look: &Look, errors: &FieldErrors) -> impl IntoView + use<> {
    let error = errors
        .of(FILE_FIELD)
        .map(|error| MEND(lang, FILE_FIELD, error));
    let described = if error.is_some() {
        "arms-aide arms-erreur"
    } else {
        "arms-aide"
    };
    let invalid = error.is_some().then_some("true");
    let class = if error.is_some() {
        "field field--error"
    } else {
        "field"
    };
    let present = look.shield.clone().map(|shield| {
        let (width, height) = shield.size;
        view! {
            <p class="cluster">
                <img class="arms" src=shield.src alt=t::arms_present(lang) width=(width * 2).to_string() height=(height * 2).to_string()/>
                <label class="choice">
                    <input class="choice__input" r#type="checkbox" name=REMOVE value="1"/>
                    <span class="choice__body">{t::arms_remove(lang)}</span>
                </label>
            </p>
        }
    });
    view! {
        <div class=class>
            <label class="field__label" for=FILE_FIELD>
                {t::arms(lang)} " " <span class="field__optional">{format!("({})", common::optional(lang))}</span>
            </label>
            <p class="field__hint" id="arms-aide">{t::arms_hint(lang)}</p>
            {error.map(|text| view! { <p class="field__error" id="arms-erreur">{icon(Icon::Warning)} " " {text}</p> })}
            {present}
            <input class="input" r#type="file" id=FILE_FIELD name=FILE_FIELD accept="image/png,image/jpeg,image/webp"
                aria-invalid=invalid aria-describedby=described/>
        </div>
    }
}
