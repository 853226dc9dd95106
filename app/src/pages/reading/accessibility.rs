//! The accessibility statement (law 2005-102 of 11 February 2005, article 47; decree 2019-768 of 24 July 2019)
//! and the self-audit behind it, criterion by criterion. It must say what is, not what is wished: figures
//! are counted from the audit, and what fails is listed by it.

mod audit;

use self::audit::{AUDIT, Finding, Verdict};
use crate::parts::{crumbs, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::accessibility as t;
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, public};
use leptos::prelude::*;

/// "partiellement conforme", for the foot of every page as well.
pub fn standing(lang: Lang) -> &'static str {
    match AUDIT.percent() {
        100 => t::fully(lang),
        50..=99 => t::partly(lang),
        _ => t::not_at_all(lang),
    }
}

/// GET `/accessibilite`.
///
/// # Errors
/// None.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let commune = [("commune", &*ctx.look.name)];
    let standing = fill(t::standing(lang), &[("standing", standing(lang))]);
    let percent = AUDIT.percent().to_string();
    let result = fill(t::result(lang), &[("percent", &percent)]);
    let failing = AUDIT
        .of(Verdict::Fails)
        .map(|f| view! { <li>{found(f)}</li> });
    let failing = failing.collect_view();
    let (who, how) = (
        fill(t::who(lang), &commune),
        fill(t::contact_how(lang), &commune),
    );
    let html = render(&ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            {page_head(t::title(lang), who)}
            <div class="narrow stack--wide">
                <section class="stack">
                    <h2>{t::state(lang)}</h2>
                    <p><strong>{standing}</strong></p>
                    <p>{result}</p>
                    <p>{t::own(lang)}</p>
                    <p><a href=ctx.to(route::AUDIT)>{t::see_audit(lang)}</a></p>
                </section>
                <section class="stack">
                    <h2>{t::failing(lang)}</h2>
                    // the audit is in French, whatever the page
                    <div class="prose" lang=french(lang)><ul>{failing}</ul></div>
                </section>
                <section class="stack">
                    <h2>{t::made(lang)}</h2>
                    <p>{t::made_on(lang)}</p>
                    <dl class="card">
                        <div><dt><strong>{t::techniques(lang)}</strong></dt><dd>"HTML5, CSS, SVG, JavaScript, WebAssembly, WAI-ARIA"</dd></div>
                        <div><dt><strong>{t::tried(lang)}</strong></dt><dd>{t::tried_with(lang)}</dd></div>
                        <div><dt><strong>{t::not_tried(lang)}</strong></dt><dd>{t::not_tried_with(lang)}</dd></div>
                        <div><dt><strong>{t::pages(lang)}</strong></dt><dd>{t::pages_which(lang)}</dd></div>
                    </dl>
                </section>
                <section class="stack" id="contact">
                    <h2>{t::contact(lang)}</h2>
                    <p>{how}</p>
                </section>
                <section class="stack">
                    <h2>{t::recourse(lang)}</h2>
                    <p>{t::recourse_when(lang)}</p>
                    <div class="prose">
                        <ul>
                            <li><a href="https://formulaire.defenseurdesdroits.fr/" rel="noopener">{t::recourse_form(lang)}</a></li>
                            <li><a href="https://www.defenseurdesdroits.fr/saisir/delegues" rel="noopener">{t::recourse_local(lang)}</a></li>
                            <li>{t::recourse_post(lang)}</li>
                        </ul>
                    </div>
                </section>
            </div>
        }
    });
    Ok(public(&ctx, html))
}

/// GET `/accessibilite/audit`: the 106 criteria.
///
/// # Errors
/// None.
pub async fn criteria(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let counts = [Verdict::Holds, Verdict::Fails, Verdict::NoSubject].map(|verdict| {
        let n = AUDIT.of(verdict).count().to_string();
        view! { <div class="stat"><dt class="stat__label">{name(lang, verdict)}</dt><dd class="stat__value">{n}</dd></div> }
    });
    let topics = AUDIT.topics.iter().map(|topic| topic_of(lang, topic));
    let topics = topics.collect_view();
    let parent = vec![(ctx.to(route::ACCESSIBILITY), t::title(lang).to_owned())];
    let html = render(&ctx, &Page::new(t::audit(lang), Tab::None), || {
        view! {
            {crumbs(lang, parent, t::audit(lang).to_owned())}
            {page_head(t::audit(lang), t::audit_lead(lang))}
            <div class="stack--wide">
                <dl class="stats">{counts}</dl>
                {topics}
                <p class="muted">{t::source(lang)}</p>
            </div>
        }
    });
    Ok(public(&ctx, html))
}

fn topic_of(lang: Lang, topic: &'static audit::Topic) -> impl IntoView + use<> {
    let id = format!("theme-{}", topic.number);
    let heading = format!("{}. {}", topic.number, topic.title);
    let rows = topic.findings.iter().map(|finding| {
        view! {
            <tr>
                <th scope="row">{finding.number}</th>
                <td lang=french(lang)>
                    {finding.title}
                    {(!finding.note.is_empty()).then(|| view! { <p class="muted">{finding.note}</p> })}
                </td>
                <td><span class=badge(finding.verdict)>{name(lang, finding.verdict)}</span></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack">
            <h2 id=id.clone() lang=french(lang)>{heading.clone()}</h2>
            <div class="table-wrap" role="region" aria-labelledby=id tabindex="0">
                <table class="table">
                    <caption class="sr-only" lang=french(lang)>{heading}</caption>
                    <thead><tr><th scope="col">{t::criterion(lang)}</th><th scope="col">{t::question(lang)}</th><th scope="col">{t::verdict(lang)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn found(finding: &Finding) -> String {
    format!("{} : {}", finding.number, finding.note)
}

/// The audit's language, where it is not the page's.
fn french(lang: Lang) -> Option<&'static str> {
    (lang != Lang::Fr).then_some("fr")
}

fn name(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => t::holds(lang),
        Verdict::Fails => t::fails(lang),
        Verdict::NoSubject => t::no_subject(lang),
    }
}

fn badge(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "badge badge--ok",
        Verdict::Fails => "badge badge--bad",
        Verdict::NoSubject => "badge badge--off",
    }
}
