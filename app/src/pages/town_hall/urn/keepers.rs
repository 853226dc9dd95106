//! Who keeps a sealed vote, on its desk page: the trustees with what each has done, and who makes the voting codes.
//! Never here: a secret.

use super::{ACT, NAME, RIGHTS, Typed, label};
use crate::fmt;
use crate::pages::town_hall::parts::mended;
use crate::parts::{Field, Tone, notice};
use crate::route;
use crate::texts::town_hall::urn as t;
use crate::texts::{Lang, fill};
use crate::web::Ctx;
use civic::process::Rights;
use leptos::prelude::*;
use services::sealed::Desk;

pub(super) fn trustees(ctx: &Ctx, desk: &Desk, typed: &Typed) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &desk.process;
    let named = desk.ceremony.as_ref().map(|(ceremony, step)| {
        let size = desk.keepers.len().to_string();
        let threshold = ceremony.threshold.to_string();
        let enough = fill(
            t::enough(lang),
            &[("threshold", &threshold), ("size", &size)],
        );
        let opening = desk.urn.is_some();
        let rows = desk.keepers.iter().map(|keeper| {
            let (class, text) = if keeper.opened {
                ("badge badge--ok", t::opened(lang))
            } else if opening {
                ("badge", "")
            } else if keeper.awaited {
                ("badge badge--warn", t::awaited(lang))
            } else {
                ("badge badge--ok", t::done(lang))
            };
            view! {
                <li class="review__row">
                    <span>
                        {keeper.address.clone()} <br/>
                        <span class="muted">{if keeper.title.is_empty() { t::unnamed(lang).to_owned() } else { keeper.title.clone() }}</span>
                    </span>
                    {(!text.is_empty()).then(|| view! { <span class=class>{text}</span> })}
                </li>
            }
        });
        let rows = rows.collect_view();
        let now = desk.urn.is_none().then(|| view! { <p>{t::now(lang)} " " <strong>{t::step(lang, *step)}</strong></p> });
        let page = format!("{}{}", ctx.site(), route::trustee(lang, &process.slug));
        view! {
            <p>{enough}</p>
            {now}
            <ul class="review">{rows}</ul>
            <p>{t::page_of(lang)} " " <a href=route::trustee(lang, &process.slug)><code>{page}</code></a></p>
        }
    });
    let form = desk.urn.is_none().then(|| {
        let form = name_form(lang, desk, typed);
        if desk.ceremony.is_none() {
            form.into_any()
        } else {
            let open =
                typed.errors.of("trustees").is_some() || typed.errors.of("threshold").is_some();
            view! {
                <details class="details" open=open>
                    <summary class="details__summary">{t::again(lang)}</summary>
                    <div class="details__body stack">
                        {notice(Tone::Warn, "", t::again_text(lang))}
                        {form}
                    </div>
                </details>
            }
            .into_any()
        }
    });
    view! {
        <section class="stack" id="depositaires">
            <h2>{t::trustees(lang)}</h2>
            {desk.ceremony.is_none().then(|| view! { <p>{t::trustees_text(lang)}</p> })}
            {named}
            {form}
        </section>
    }
}

fn name_form(lang: Lang, desk: &Desk, typed: &Typed) -> impl IntoView + use<> {
    let field = |name: &'static str, kind: &'static str, value: &str, hint: &'static str| {
        let field = Field {
            kind,
            rows: 4,
            ..Field::text(name, label(lang, name)).value(value).hint(hint)
        };
        mended(field, lang, &typed.errors, t::mend)
    };
    let enough = if typed.threshold.is_empty() {
        "2"
    } else {
        &typed.threshold
    };
    let threshold = Field {
        inputmode: "numeric",
        class: "input--short",
        ..field("threshold", "text", enough, t::threshold_hint(lang))
    };
    view! {
        <form class="form" method="post" action=route::desk_urn(lang, &desk.process.slug) novalidate="novalidate">
            <input r#type="hidden" name=ACT value=NAME/>
            {field("trustees", "textarea", &typed.trustees, t::addresses_hint(lang)).view(lang)}
            {threshold.view(lang)}
            <div class="actions"><button class="button" r#type="submit">{t::name_them(lang)}</button></div>
        </form>
    }
}

pub(super) fn rights(ctx: &Ctx, desk: &Desk, typed: &Typed) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &desk.process;
    let way = process.urn.rights();
    let text = match way {
        Some(Rights::Letter) => t::by_letter(lang),
        Some(Rights::Phone) => t::by_phone(lang),
        _ => t::by_server(lang),
    };
    let offered = fmt::number(lang, desk.rights());
    let offered = fill(t::offered(lang), &[("n", &offered)]);
    let address = |path: String| {
        let whole = format!("{}{path}", ctx.site());
        view! { <a href=path><code>{whole}</code></a> }
    };
    let place = match way {
        Some(Rights::Phone) => Some(view! { <p>{address(route::right(lang, &process.slug))}</p> }.into_any()),
        Some(Rights::Letter) if desk.registrar.is_some() => Some(
            view! { <p>{t::registrar_page(lang)} " " {address(route::registrar(lang, &process.slug))}</p> }.into_any(),
        ),
        _ => None,
    };
    let form =
        (desk.urn.is_none() && desk.ceremony.is_some()).then(|| rights_form(lang, desk, typed));
    view! {
        <section class="stack" id="droits">
            <h2>{t::rights(lang)}</h2>
            <p>{text}</p>
            {desk.ceremony.is_none().then(|| view! { <p class="muted">{t::rights_first(lang)}</p> })}
            {(desk.urn.is_none() && desk.ceremony.is_some()).then(|| view! { <p><strong>{offered}</strong></p> })}
            {place}
            {form}
        </section>
    }
}

fn rights_form(lang: Lang, desk: &Desk, typed: &Typed) -> Option<impl IntoView + use<>> {
    let kept = desk
        .ceremony
        .as_ref()
        .map(|(c, _)| c.spares)
        .filter(|n| *n > 0);
    let or = |typed: &str, kept: Option<String>| {
        if typed.is_empty() {
            kept.unwrap_or_default()
        } else {
            typed.to_owned()
        }
    };
    let field = match desk.process.urn.rights()? {
        Rights::Phone => return None,
        Rights::Server => Field {
            inputmode: "numeric",
            class: "input--short",
            ..Field::text("spares", t::spares(lang))
                .value(&or(&typed.spares, kept.map(|n| n.to_string())))
                .hint(t::spares_hint(lang))
        },
        Rights::Letter => Field {
            kind: "email",
            autocomplete: "off",
            ..Field::text("registrar", t::registrar(lang))
                .value(&or(&typed.registrar, desk.registrar.clone()))
        },
    };
    let field = mended(field, lang, &typed.errors, t::mend);
    Some(view! {
        <form class="form" method="post" action=route::desk_urn(lang, &desk.process.slug) novalidate="novalidate">
            <input r#type="hidden" name=ACT value=RIGHTS/>
            {field.view(lang)}
            <div class="actions"><button class="button button--secondary" r#type="submit">{crate::texts::common::save(lang)}</button></div>
        </form>
    })
}
