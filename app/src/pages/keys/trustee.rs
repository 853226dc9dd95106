//! `/depositaire/{slug}`: the key ceremony and the opening, as one trustee lives them on her tablet. Private. Her share
//! is made, checked and used in her browser (`public/trustee_page.js`).

use super::{PLAIN, SECOND, button, program, wrong};
use crate::fmt;
use crate::parts::{Tone, notice, page_head, template};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::keys::trustee as t;
use crate::texts::{Lang, fill, keys, named, refusal};
use crate::web::{Answer, Ctx, private};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::process::PhaseKind;
use leptos::prelude::*;
use services::sealed::{self, Stage, Watch};

/// GET.
///
/// # Errors
/// [`services::Error::Refused`] for anybody but a trustee, [`services::Error::NotFound`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let watch = sealed::watch(&mut tx, &actor, &slug).await?;
    Ok(private(StatusCode::OK, page(&ctx, &watch)))
}

fn page(ctx: &Ctx, watch: &Watch) -> String {
    let lang = ctx.lang;
    let process = &watch.state.process;
    let shape = watch.state.shape();
    let values = [
        ("index", watch.index.to_string()),
        ("size", shape.size.to_string()),
        ("threshold", shape.threshold.to_string()),
    ];
    let values = values.each_ref().map(|(n, v)| (*n, v.as_str()));
    let lead = fill(t::lead(lang), &values);
    let (files, verify) = (
        ctx.app.assets.trustee.clone(),
        ctx.app.assets.verify.clone(),
    );
    let script = files.page.clone();
    let to_open = watch
        .urn
        .as_ref()
        .is_some_and(|urn| matches!(urn.stage, Stage::EncryptedTally | Stage::PartialDecryption));
    let title = if to_open {
        t::title_open(lang)
    } else {
        t::title(lang)
    };
    render(ctx, &Page::new(title, Tab::None), || {
        view! {
            <div class="narrow stack" id="depositaire" data-slug=process.slug.clone() data-index=watch.index.to_string()
                data-size=shape.size.to_string() data-threshold=shape.threshold.to_string() data-uuid=watch.state.ceremony.uuid.clone()
                data-file=t::file_name(process, watch.index) data-archive=format!("{}.bel", route::urn(lang, &process.slug))>
                {page_head(title, lead)}
                <p class="muted">{process.title.clone()}</p>
                <noscript>{notice(Tone::Warn, "", keys::no_script(lang))}</noscript>
                {wrong()}
                {steps(lang)}
                {sections(ctx, watch)}
                {program("trustee", files)}
                {program("verify", verify)}
                {words(lang)}
            </div>
            <script type="module" src=script></script>
        }
    })
}

fn steps(lang: Lang) -> impl IntoView {
    let all = [
        ("certificat", t::step_certify(lang)),
        ("partage", t::step_deal(lang)),
        ("publication", t::step_publish(lang)),
        ("fichier", t::step_file(lang)),
        ("papier", t::step_paper(lang)),
        ("vote", t::step_vote(lang)),
        ("ouverture", t::step_open(lang)),
    ];
    let items =
        all.map(|(name, text)| view! { <li class="steps__item" data-step=name>{text}</li> });
    view! { <ol class="steps" aria-label=t::steps(lang)>{items.to_vec()}</ol> }
}

/// A section that the script shows when it is its turn.
fn section<V: IntoView>(
    name: &'static str,
    title: &'static str,
    text: impl Into<String>,
    inside: V,
) -> impl IntoView {
    view! {
        <section class="card stack" data-part=name hidden=true>
            <h2>{title}</h2>
            <p>{text.into()}</p>
            {inside}
        </section>
    }
}

fn seed_field(lang: Lang, id: &'static str) -> impl IntoView {
    let hint = format!("{id}-aide");
    view! {
        <div class="field">
            <label class="field__label" for=id>{t::seed_field(lang)}</label>
            <p class="field__hint" id=hint.clone()>{t::seed_hint(lang)}</p>
            <input class="input" type="text" id=id maxlength="60" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby=hint/>
        </div>
    }
}

fn file_field(lang: Lang, id: &'static str) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{t::file_field(lang)}</label>
            <input class="input" type="file" id=id accept=".txt,text/plain"/>
        </div>
    }
}

fn sections(ctx: &Ctx, watch: &Watch) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &watch.state.process;
    let threshold = watch.state.shape().threshold.to_string();
    let closes = process
        .phase(PhaseKind::Vote)
        .map(|p| fmt::until(lang, p.closes_at));
    let ready = fill(
        t::ready_text(lang),
        &[
            ("threshold", &threshold),
            ("closes", &closes.unwrap_or_default()),
        ],
    );
    let opened = fill(t::opened_text(lang), &[("threshold", &threshold)]);
    let urn = route::urn(lang, &process.slug);
    let result = route::result(lang, &process.slug);
    view! {
        {section("certificat", t::certify(lang), t::certify_text(lang), view! {
            <p class="actions">{button("create", PLAIN, t::create(lang))}</p>
        })}
        {keep(ctx, watch)}
        {section("wait", t::wait(lang), t::wait_text(lang), view! { <p role="status"><strong data-part="waiting"></strong></p> })}
        {section("ask", t::seed_field(lang), "", view! {
            {file_field(lang, "part-fichier")}
            <p>{t::or_type(lang)}</p>
            {seed_field(lang, "part-tapee")}
            <p class="actions">{button("give", PLAIN, keys::go_on(lang))}</p>
        })}
        {section("partage", t::deal(lang), t::deal_text(lang), view! {
            <p class="receipt__words"><output data-part="agreed"></output></p>
            <p class="actions">{button("deal", PLAIN, t::same(lang))}</p>
        })}
        {section("publication", t::publish(lang), t::publish_text(lang), view! {
            <p class="actions">{button("publish", PLAIN, keys::go_on(lang))}</p>
        })}
        {section("fichier", t::file(lang), t::file_text(lang), view! {
            {file_field(lang, "essai-fichier")}
            <p class="actions">{button("from-file", PLAIN, t::try_it(lang))}</p>
        })}
        {section("papier", t::paper(lang), t::paper_text(lang), view! {
            {seed_field(lang, "essai-papier")}
            <p class="actions">{button("from-paper", PLAIN, t::try_it(lang))}</p>
        })}
        {section("pret", t::ready(lang), ready, ())}
        {section("vote", t::voting(lang), t::voting_text(lang), view! {
            <p class="actions"><a class=SECOND href=urn.clone()>{t::urn(lang)}</a></p>
        })}
        {section("ouverture", t::open(lang), t::open_text(lang), view! {
            {file_field(lang, "cle-fichier")}
            <p>{t::or_type(lang)}</p>
            {seed_field(lang, "cle-tapee")}
            <div class="field">
                <label class="field__label" for="maillon">{t::head_field(lang)} " " <span class="field__optional">{format!("({})", crate::texts::common::optional(lang))}</span></label>
                <p class="field__hint" id="maillon-aide">{t::head_hint(lang)}</p>
                <input class="input" type="text" id="maillon" maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="maillon-aide"/>
            </div>
            <p class="actions">{button("check", PLAIN, t::open_it(lang))}</p>
        })}
        {section("compare", t::compare(lang), t::compare_text(lang), view! {
            <p class="receipt__words"><output data-part="sum-words"></output></p>
            <p data-part="sum-heads"></p>
            <p class="actions">{button("open", PLAIN, t::same_sum(lang))}</p>
        })}
        {section("working", keys::working(lang), "", view! {
            <p role="status" data-part="doing"></p>
            <progress class="meter" data-part="bar" aria-label=keys::working(lang)></progress>
        })}
        {section("ouverte", t::opened(lang), opened, view! {
            <p class="actions"><a class=SECOND href=urn>{t::urn(lang)}</a></p>
        })}
        {section("resultat", t::result(lang), t::result_text(lang), view! {
            <p class="actions"><a class=PLAIN href=result>{t::see_result(lang)}</a></p>
        })}
    }
}

/// Her share, to be kept twice.
fn keep(ctx: &Ctx, watch: &Watch) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let index = watch.index.to_string();
    let sheet = fill(t::sheet(lang), &[("index", &index)]);
    let vote = watch.state.process.title.clone();
    let commune = ctx.look.name.to_string();
    let box_of = |id: &'static str, text: &'static str| {
        view! {
            <label class="choice">
                <input class="choice__input" type="checkbox" id=id/>
                <span class="choice__body">{text}</span>
            </label>
        }
    };
    section(
        "keep",
        t::keep(lang),
        t::keep_text(lang),
        view! {
            <div class="receipt" id="part-papier">
                <h3>{sheet}</h3>
                <p class="receipt__note">{commune} " · " {vote}</p>
                <p class="receipt__code"><output data-part="seed"></output></p>
                <p class="receipt__note">{t::sheet_text(lang)}</p>
            </div>
            <p class="actions">
                {button("save", SECOND, t::save_file(lang))}
                <button class=SECOND type="button" data-print="#part-papier">{keys::print(lang)}</button>
            </p>
            <div class="choices__list">
                {box_of("fichier-garde", t::have_file(lang))}
                {box_of("papier-garde", t::have_paper(lang))}
            </div>
            <p class="actions"><button class=PLAIN type="button" data-act="certify" data-part="certify" disabled=true>{keys::go_on(lang)}</button></p>
        },
    )
}

/// The sentences for the script, which holds none.
fn words(lang: Lang) -> impl IntoView {
    let owned = |(name, text): (&str, &'static str)| (name.to_owned(), text);
    let own = named(t::words::SENTENCES, lang).chain(named(keys::words::SENTENCES, lang));
    let codes = refusal::all(lang).map(|(name, text)| (format!("code_{name}"), text));
    template(own.map(owned).chain(codes))
}
