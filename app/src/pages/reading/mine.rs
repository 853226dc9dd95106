//! What is mine, as one piece that `boot.js` puts into a public page: who I am, what waits for me, and
//! which proposals I support. Never kept by anything.

use super::cards::{Row, link_list};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::state_name;
use crate::route;
use crate::shell::render_piece;
use crate::texts::reading::home as t;
use crate::texts::{Lang, fill};
use crate::web::{Answer, BROWSER, Ctx, Failure, fragment};
use civic::id::{CommentId, ProposalId};
use civic::process::Act;
use civic::time::Now;
use leptos::prelude::*;
use services::Tx;
use services::person::{self, Mine, Own};
use services::reading::{self, Listed};

/// How long an answer counts as something to go and see, in seconds.
const ANSWER_SECONDS: i64 = 30 * 24 * 3600;
/// Answers shown.
const ANSWERS: usize = 3;

/// GET `/moi/fragment`. With `demarche`, only what a list of that process needs: the supports.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        return Ok(fragment(piece(&[], &Own::default(), ())));
    }
    let params = ctx.params();
    let slug = params.get("demarche");
    if !slug.is_empty() {
        let (mut ids, mut own) = (Vec::new(), Own::default());
        if super::is_id(slug) {
            ids = person::supported_in(&mut tx, &actor, slug).await?;
            own = person::own_in(&mut tx, &actor, slug).await?;
        }
        return Ok(fragment(piece(&ids, &own, ())));
    }
    let mine = person::mine(&mut tx, &actor).await?;
    let processes = reading::processes(&mut tx).await?;
    let drafts = drafts(&ctx, &mut tx).await?;
    drop(tx);
    let ids: Vec<ProposalId> = mine.supported.iter().map(|(id, _)| id.clone()).collect();
    Ok(fragment(piece(
        &ids,
        &Own::default(),
        waiting(&ctx, &mine, &processes, &drafts),
    )))
}

/// The piece: what I support, what I wrote, and what is to be shown.
fn piece(supported: &[ProposalId], own: &Own, content: impl IntoView) -> String {
    let supported: Vec<&str> = supported.iter().map(ProposalId::as_str).collect();
    let proposals = own.proposals.iter().map(ProposalId::as_str);
    let comments = own.comments.iter().map(CommentId::as_str);
    let own: Vec<&str> = proposals.chain(comments).collect();
    let (supported, own) = (supported.join(" "), own.join(" "));
    render_piece(
        || view! { <div class="mine" data-supports=supported data-own=own>{content}</div> },
    )
}

fn waiting(
    ctx: &Ctx,
    mine: &Mine,
    processes: &[Listed],
    drafts: &[String],
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let hello = match &mine.account.name {
        Some(name) => fill(t::hello(lang), &[("who", name)]),
        None => t::hello_nobody(lang).to_owned(),
    };
    view! {
        <div class="section-head">
            <h2>{hello}</h2>
            <a href=ctx.to(route::ME)>{t::my_page(lang)}{icon(Icon::ArrowRight)}</a>
        </div>
        {waits(ctx, mine, processes, drafts)}
    }
}

/// The list of what waits for somebody: votes, texts half written, answers.
pub fn waits(
    ctx: &Ctx,
    mine: &Mine,
    processes: &[Listed],
    drafts: &[String],
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let rows = rows(lang, ctx.now, mine, processes, drafts);
    if rows.is_empty() {
        view! { <p class="muted">{t::waits_none(lang)}</p> }.into_any()
    } else {
        link_list(rows).into_any()
    }
}

/// The forms half filled in this browser.
///
/// # Errors
/// What the database says.
pub async fn drafts(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<String>, Failure> {
    Ok(match ctx.cookies.secret(BROWSER) {
        Some(browser) => services::draft::forms(tx, &browser, ctx.now).await?,
        None => Vec::new(),
    })
}

fn rows(lang: Lang, now: Now, mine: &Mine, processes: &[Listed], drafts: &[String]) -> Vec<Row> {
    let votes = processes
        .iter()
        .map(|l| &l.process)
        .filter(|p| p.open_for(Act::Vote, now) && !mine.voted_in.contains(&p.id))
        .map(|p| Row {
            image: Icon::Vote,
            href: route::ballot(lang, &p.slug),
            text: fill(t::waits_vote(lang), &[("title", &p.title)]),
            note: p.current(now).map_or_else(String::new, |f| {
                let date = fmt::until(lang, f.closes_at);
                fill(t::until(lang), &[("date", &date)])
            }),
        });
    let keys = mine.keys.iter().map(|(slug, title, registrar)| Row {
        image: Icon::Lock,
        href: if *registrar {
            route::registrar(lang, slug)
        } else {
            route::trustee(lang, slug)
        },
        text: fill(
            if *registrar {
                t::waits_registrar(lang)
            } else {
                t::waits_trustee(lang)
            },
            &[("title", title)],
        ),
        note: String::new(),
    });
    let drafts = drafts.iter().map(|path| Row {
        image: Icon::Edit,
        href: route::to(lang, path),
        text: draft_name(lang, path).to_owned(),
        note: t::draft_note(lang).to_owned(),
    });
    let answers = mine
        .proposals
        .iter()
        .filter_map(|p| p.answered_at.map(|at| (p, at)))
        .filter(|(_, at)| at.plus_seconds(ANSWER_SECONDS) > now)
        .take(ANSWERS)
        .map(|(p, at)| Row {
            image: Icon::Comment,
            href: route::proposal(lang, &p.id),
            text: fill(t::waits_answer(lang), &[("title", &p.title)]),
            note: format!("{} · {}", state_name(lang, p.state), fmt::date(lang, at)),
        });
    keys.chain(votes).chain(drafts).chain(answers).collect()
}

/// What a draft is, from the address of its form.
fn draft_name(lang: Lang, path: &str) -> &'static str {
    if path.starts_with("/voter/") {
        return t::draft_ballot(lang);
    }
    match path.rsplit('/').next() {
        Some("proposer" | "modifier") => t::draft_proposal(lang),
        Some("commenter") => t::draft_comment(lang),
        Some("soutenir") => t::draft_support(lang),
        _ => t::draft_other(lang),
    }
}

/// `n…@exemple.bzh`: enough to know one's own, too little to copy from over a shoulder.
#[must_use]
pub fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((name, domain)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_masked() {
        assert_eq!(masked("nolwenn@exemple.bzh"), "n…@exemple.bzh");
        assert_eq!(masked("é@x.fr"), "é…@x.fr");
        assert_eq!(masked(""), "…");
    }

    #[test]
    fn a_visitor_gets_no_children() {
        let html = piece(&[], &Own::default(), ());
        assert!(html.contains(r#"data-supports="""#), "{html}");
        assert!(html.ends_with("></div>"), "{html}");
        let own = Own {
            proposals: vec!["c".into()],
            comments: vec!["d".into()],
        };
        let html = piece(&["a".into(), "b".into()], &own, ());
        assert!(
            html.contains(r#"data-supports="a b" data-own="c d""#),
            "{html}"
        );
    }

    #[test]
    fn a_draft_is_named_by_its_form() {
        let name = |path| draft_name(Lang::En, path);
        assert_eq!(name("/demarches/x/proposer"), t::draft_proposal(Lang::En));
        assert_eq!(name("/voter/x"), t::draft_ballot(Lang::En));
        assert_eq!(name("/moi"), t::draft_other(Lang::En));
    }
}
