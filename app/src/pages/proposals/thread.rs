//! The comments of a proposal, in threads of two levels: what answers an answer stands below it and says
//! whom it answers. A comment that was taken back keeps its place. And the pager, shared with the list.

use super::text::paragraphs;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::stance_name;
use crate::route;
use crate::texts::{Lang, common, fill, proposals as t};
use civic::id::{CommentId, ProposalId};
use civic::proposal::Stance;
use leptos::prelude::*;
use services::proposal_page::Comment;

/// Links to the start and to what follows; nothing when there is one page.
pub fn pager(lang: Lang, start: Option<String>, next: Option<String>) -> impl IntoView + use<> {
    (start.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=common::pages(lang)>
                {start.map(|href| view! {
                    <a class="button button--secondary" href=href>{icon(Icon::ArrowLeft)} {common::previous_page(lang)}</a>
                })}
                {next.map(|href| view! {
                    <a class="button button--secondary" rel="next" href=href>{common::next_page(lang)} {icon(Icon::ArrowRight)}</a>
                })}
            </nav>
        }
    })
}

/// The name shown beside a comment.
#[must_use]
pub fn author(lang: Lang, comment: &Comment) -> String {
    comment
        .author_name
        .clone()
        .unwrap_or_else(|| common::anonymous_author(lang).to_owned())
}

/// The badge of a position.
pub fn stance_badge(lang: Lang, stance: Stance) -> impl IntoView + use<> {
    let class = match stance {
        Stance::For => "badge badge--info",
        Stance::Against => "badge badge--warn",
        Stance::Neutral => "badge",
    };
    view! { <span class=class>{stance_name(lang, stance)}</span> }
}

/// The first comment of each thread on this page, with what answers it, however deep, oldest first.
fn threads(comments: &[Comment]) -> Vec<(&Comment, Vec<&Comment>)> {
    let on_page = |id: &CommentId| comments.iter().find(|c| c.id == *id);
    let mut out: Vec<(&Comment, Vec<&Comment>)> = Vec::new();
    for comment in comments {
        // parents are older than their answers, so this ends
        let mut root = comment;
        while let Some(parent) = root.parent.as_ref().and_then(on_page) {
            root = parent;
        }
        let place = out.iter().position(|(first, _)| first.id == root.id);
        let place = place.unwrap_or_else(|| {
            out.push((root, Vec::new()));
            out.len() - 1
        });
        if comment.id != root.id
            && let Some((_, answers)) = out.get_mut(place)
        {
            answers.push(comment);
        }
    }
    out
}

/// A page of comments. `open` gives each its link to answer.
pub fn thread(
    lang: Lang,
    proposal: &ProposalId,
    comments: &[Comment],
    open: bool,
) -> impl IntoView + use<> {
    let items = threads(comments).into_iter().map(|(first, answers)| {
        let below = answers.into_iter().map(|comment| {
            // an answer to the first comment stands under it: no need to say so
            let to = comment
                .parent
                .as_ref()
                .filter(|parent| **parent != first.id)
                .and_then(|parent| comments.iter().find(|c| c.id == *parent))
                .map(|parent| {
                    let name = fill(t::answers_to(lang), &[("name", &author(lang, parent))]);
                    (format!("#c-{}", parent.id), name)
                });
            item(lang, proposal, comment, to, open, ().into_any())
        });
        let below = below.collect_view();
        let nested = if below.is_empty() {
            ().into_any()
        } else {
            view! { <ol class="thread">{below}</ol> }.into_any()
        };
        // what it answers is on another page
        let to = first
            .parent
            .as_ref()
            .map(|_| (String::new(), t::answers_earlier(lang).to_owned()));
        item(lang, proposal, first, to, open, nested)
    });
    view! { <ol class="thread">{items.collect_view()}</ol> }
}

fn item(
    lang: Lang,
    proposal: &ProposalId,
    comment: &Comment,
    to: Option<(String, String)>,
    open: bool,
    nested: AnyView,
) -> AnyView {
    let id = format!("c-{}", comment.id);
    if comment.withdrawn {
        return view! {
            <li class="comment comment--removed" id=id>
                <div class="comment__body"><p>{t::comment_withdrawn(lang)}</p></div>
                {nested}
            </li>
        }
        .into_any();
    }
    let name = author(lang, comment);
    let to = to.map(|(href, text)| {
        if href.is_empty() {
            view! { <span class="muted">{text}</span> }.into_any()
        } else {
            view! { <a class="muted" href=href>{text}</a> }.into_any()
        }
    });
    let answer = open.then(|| {
        let href = format!(
            "{}?reponse={}",
            route::proposal_act(lang, proposal, "commenter"),
            comment.id
        );
        view! {
            <a class="button button--quiet" href=href>
                {t::answer(lang)} <span class="sr-only">" : " {name.clone()}</span>
            </a>
        }
    });
    let own = comment.id.to_string();
    let withdraw = route::to(lang, &format!("/commentaires/{}/retirer", comment.id));
    view! {
        <li class="comment" id=id>
            <div class="comment__head">
                <span class="comment__author">{name.clone()}</span>
                {stance_badge(lang, comment.stance)}
                <time class="comment__date" datetime=fmt::machine(comment.created_at)>{fmt::date(lang, comment.created_at)}</time>
                {to}
            </div>
            <div class="comment__body">{paragraphs(&comment.body)}</div>
            <div class="comment__actions">
                {answer}
                <a class="button button--quiet" href=withdraw.clone() hidden=true data-own=own>
                    {t::withdraw(lang)} <span class="sr-only">" : " {name.clone()}</span>
                </a>
                <noscript><a class="button button--quiet" href=withdraw>
                    {t::withdraw_mine(lang)} <span class="sr-only">" : " {name}</span>
                </a></noscript>
            </div>
            {nested}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::render_piece;
    use civic::time::Time;

    fn comment(id: &str, parent: Option<&str>) -> Comment {
        Comment {
            id: id.into(),
            parent: parent.map(Into::into),
            author: "compte-secret".into(),
            author_name: Some(format!("<b>{id}</b>")),
            stance: Stance::For,
            body: format!("texte {id} <img src=x onerror=alert(1)>"),
            created_at: Time(0),
            withdrawn: false,
        }
    }

    #[test]
    fn two_levels_however_deep() {
        let all = [
            comment("a", None),
            comment("b", Some("a")),
            comment("c", Some("b")),
            comment("d", None),
            comment("e", Some("ailleurs")),
        ];
        let found: Vec<(&str, usize)> = threads(&all)
            .iter()
            .map(|(first, answers)| (first.id.as_str(), answers.len()))
            .collect();
        assert_eq!(found, [("a", 2), ("d", 0), ("e", 0)]);
    }

    #[test]
    fn hostile_comments_are_text_and_nobody_is_named() {
        let mut gone = comment("b", Some("a"));
        gone.withdrawn = true;
        gone.body = String::new();
        let all = [comment("a", None), gone];
        let html = render_piece(|| thread(Lang::Fr, &"p".into(), &all, true));
        assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;img src=x"), "{html}");
        assert!(html.contains("Commentaire retiré"), "{html}");
        assert!(!html.contains("compte-secret"), "{html}");
        assert_eq!(html.matches("?reponse=").count(), 1, "{html}");
    }
}
