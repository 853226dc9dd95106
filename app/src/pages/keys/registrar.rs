//! `/registre/{slug}`: the registrar's device makes the voting rights and their letters (`public/registrar_page.js`).
//! Private. The list of people and the rights stay in her browser; the public parts alone are sent.

use super::{PLAIN, SECOND, button, program, wrong};
use crate::fmt;
use crate::parts::{Field, Tone, notice, page_head, template};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::keys::registrar as t;
use crate::texts::{Lang, fill, keys, named};
use crate::web::{Answer, Ctx, private};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::process::{PhaseKind, Process};
use leptos::prelude::*;
use services::Error;
use services::sealed::right;

/// GET.
///
/// # Errors
/// [`Error::Refused`] for anybody but the registrar, [`Error::NotFound`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let html = match right::registry(&mut tx, &actor, &slug).await {
        Ok((process, uuid, offered)) => page(&ctx, &process, &uuid, offered),
        Err(Error::Conflict) => over(&ctx),
        Err(error) => return Err(error.into()),
    };
    Ok(private(StatusCode::OK, html))
}

fn over(ctx: &Ctx) -> String {
    let lang = ctx.lang;
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! { <div class="narrow stack">{page_head(t::title(lang), t::over(lang))}</div> }
    })
}

fn page(ctx: &Ctx, process: &Process, uuid: &str, offered: i64) -> String {
    let lang = ctx.lang;
    let files = ctx.app.assets.registrar.clone();
    let script = files.page.clone();
    let list = Field {
        rows: 12,
        optional: false,
        ..Field::long("liste", t::list(lang)).hint(t::list_hint(lang))
    };
    let sent = fill(t::sent_text(lang), &[("n", &fmt::number(lang, offered))]);
    let address = format!("{}{}", ctx.site(), route::ballot(lang, &process.slug));
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack" id="registre" data-slug=process.slug.clone() data-uuid=uuid.to_owned()
                data-address=address data-commune=ctx.look.name.to_string() data-vote=process.title.clone()
                data-hash=ctx.app.assets.seal.hash.clone()>
                {page_head(t::title(lang), t::lead(lang))}
                <p class="muted">{process.title.clone()}</p>
                <noscript>{notice(Tone::Warn, "", keys::no_script(lang))}</noscript>
                {(offered > 0).then(|| notice(Tone::Ok, t::sent(lang), sent))}
                {(offered > 0).then(|| view! {
                    <section class="stack" data-part="kept" hidden=true>
                        <p>{t::kept_words(lang)}</p>
                        <p><strong data-part="kept-words"></strong></p>
                    </section>
                })}
                {wrong()}
                <div class="stack" data-part="write" hidden=true>
                    {list.view(lang)}
                    <p class="actions">{button("make", PLAIN, t::make(lang))}</p>
                </div>
                <section class="card stack" data-part="working" hidden=true>
                    <p role="status">{keys::working(lang)}</p>
                    <progress class="meter" data-part="bar" aria-label=keys::working(lang)></progress>
                </section>
                {made(lang)}
                {program("registrar", files)}
                {words(ctx, process)}
            </div>
            <script type="module" src=script></script>
        }
    })
}

fn made(lang: Lang) -> impl IntoView {
    view! {
        <section class="card stack" data-part="made" hidden=true>
            <h2 data-part="number" data-text=t::made(lang)></h2>
            <p>{t::made_text(lang)}</p>
            <p>{t::list_words(lang)}</p>
            <p><strong data-part="list-words"></strong></p>
            <p class="actions">
                {button("print", SECOND, t::print(lang))}
                {button("save", SECOND, t::save(lang))}
            </p>
            <div class="choices__list">
                <label class="choice">
                    <input class="choice__input" type="checkbox" id="lettres-gardees"/>
                    <span class="choice__body">{t::saved(lang)}</span>
                </label>
            </div>
            <p class="actions"><button class=PLAIN type="button" data-act="send" data-part="send" disabled=true>{t::send(lang)}</button></p>
        </section>
    }
}

/// The sentences for the script and for the letters.
fn words(ctx: &Ctx, process: &Process) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let own = named(t::words::SENTENCES, lang).chain(named(keys::words::SENTENCES, lang));
    let own = own.filter(|(name, _)| *name != "letter_dates");
    let dates = process.phase(PhaseKind::Vote).map(|p| {
        let values = [
            ("opens", fmt::from(lang, p.opens_at)),
            ("closes", fmt::until(lang, p.closes_at)),
        ];
        let values = values.each_ref().map(|(n, v)| (*n, v.as_str()));
        fill(t::words::letter_dates(lang), &values)
    });
    view! {
        <p hidden=true data-part="dates">{dates}</p>
        {template(own.map(|(name, text)| (name.to_owned(), text)))}
    }
}
