//! Writing a comment: the form stands on the proposal's page, and alone here to answer someone or when it
//! comes back.

use super::page::said;
use super::refused::Refused;
use super::text::paragraphs;
use super::thread::author;
use crate::icon::{Icon, icon};
use crate::islands::keep_draft::KeepDraft;
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Field, Tone, error_summary, notice, required, stance_name};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{common, error as e, fill, proposals as t};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::id::{CommentId, ProposalId};
use civic::permission::Refusal;
use civic::process::Act;
use civic::proposal::{COMMENT, Stance};
use leptos::prelude::*;
use services::contribution::{self, Form};
use services::proposal_page::{self, Comment, Proposal};
use services::{Error, Tx};

/// A comment being written.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// What was typed.
    pub form: Form,
    /// Why it comes back.
    pub refused: Refused,
}

fn form_of(fields: &Fields) -> Form {
    Form {
        stance: fields.get("stance").to_owned(),
        body: fields.get("body").to_owned(),
        parent: fields.get("parent").to_owned(),
    }
}

/// The form. It posts to its own page, wherever it stands.
pub fn comment_form(ctx: &Ctx, id: &ProposalId, writing: &Writing) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let errors = &writing.refused.errors;
    let chosen = Stance::parse(&writing.form.stance).unwrap_or_default();
    let choices = Stance::ALL.map(|stance| {
        view! {
            <label class="choice">
                <input class="choice__input" r#type="radio" name="stance" value=stance.as_str() checked=stance == chosen/>
                <span class="choice__body">{stance_name(lang, stance)}</span>
            </label>
        }
    });
    let stance_error = errors.of("stance").map(|error| {
        view! { <p class="field__error">{icon(Icon::Warning)} " " {e::field(lang, error)}</p> }
    });
    let body = Field::long("body", t::your_comment(lang))
        .value(&writing.form.body)
        .hint(&limits(ctx, COMMENT))
        .error(lang, errors);
    let action = route::proposal_act(lang, id, "commenter");
    let parent = writing.form.parent.clone();
    let kept = format!("{action}#{parent}");
    view! {
        <form class="form" method="post" action=action novalidate="novalidate" data-keep=kept>
            {required(lang)}
            <input r#type="hidden" id="parent" name="parent" value=parent/>
            {body.view(lang)}
            <fieldset class="choices" id="stance">
                <legend class="field__label">{t::your_stance(lang)}</legend>
                {stance_error}
                <div class="choices__list choices__list--row">{choices.collect_view()}</div>
            </fieldset>
            <div class="actions"><button class="button" r#type="submit">{t::publish_comment(lang)}</button></div>
        </form>
    }
}

/// "De 8 à 150 caractères."
#[must_use]
pub fn limits(ctx: &Ctx, (min, max): (u32, u32)) -> String {
    let number = |n: u32| crate::fmt::number(ctx.lang, i64::from(n));
    fill(
        t::limits(ctx.lang),
        &[("min", &number(min)), ("max", &number(max))],
    )
}

fn html(
    ctx: &Ctx,
    proposal: &Proposal,
    answered: Option<&Comment>,
    writing: &Writing,
    kept: bool,
) -> String {
    let lang = ctx.lang;
    let title = if answered.is_some() {
        t::write_answer(lang)
    } else {
        t::write_comment(lang)
    };
    let labels = [
        ("body", t::your_comment(lang)),
        ("stance", t::your_stance(lang)),
        ("parent", t::answered_comment(lang)),
    ];
    let answered = answered.map(|comment| {
        let text = if comment.withdrawn {
            view! { <p>{t::comment_withdrawn(lang)}</p> }.into_any()
        } else {
            paragraphs(&comment.body).into_any()
        };
        view! {
            <figure class="card">
                <figcaption>{fill(t::answers_to(lang), &[("name", &author(lang, comment))])}</figcaption>
                <blockquote class="prose">{text}</blockquote>
            </figure>
        }
    });
    let page = Page::new(format!("{title} · {}", proposal.title), Tab::Participate).islands();
    render(ctx, &page, || {
        view! {
            <div class="narrow stack">
                <a class="back" href=route::proposal(lang, &proposal.id)>{icon(Icon::ArrowLeft)} {proposal.title.clone()}</a>
                <h1>{title}</h1>
                {kept.then(|| notice(Tone::Info, "", common::draft_kept(lang)))}
                {writing.refused.notice()}
                {error_summary(lang, &writing.refused.errors, &labels)}
                {answered}
                {comment_form(ctx, &proposal.id, writing)}
                <KeepDraft/>
            </div>
        }
    })
}

async fn answered(tx: &mut Tx, id: &ProposalId, parent: &str) -> Result<Option<Comment>, Error> {
    if parent.is_empty() {
        return Ok(None);
    }
    proposal_page::comment(tx, id, &CommentId(parent.to_owned()))
        .await
        .map(Some)
}

/// GET `/propositions/{id}/commenter`, with `reponse` to answer a comment.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = ProposalId(id);
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (proposal, _) =
        proposal_page::to_contribute(&mut tx, &actor, ctx.now, &id, Act::Comment).await?;
    let asked = ctx.params().get("reponse").to_owned();
    let draft = ctx.draft(&mut tx).await?.map(|fields| form_of(&fields));
    // another comment answered is another text
    let draft = draft.filter(|draft| asked.is_empty() || draft.parent == asked);
    let kept = draft.is_some();
    let form = draft.unwrap_or(Form {
        parent: asked,
        ..Form::default()
    });
    let to = answered(&mut tx, &id, &form.parent).await?;
    let writing = Writing {
        form,
        ..Writing::default()
    };
    Ok(private(
        StatusCode::OK,
        html(&ctx, &proposal, to.as_ref(), &writing, kept),
    ))
}

/// POST `/propositions/{id}/commenter`.
///
/// # Errors
/// What the form cannot mend.
pub async fn publish(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = ProposalId(id);
    let mut form = form_of(&fields);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rng = &mut ctx.rng();
    let error = match contribution::comment(&mut tx, &actor, ctx.now, rng, &id, &form).await {
        Ok(comment) => {
            ctx.forget_draft(&mut tx).await?;
            let page = proposal_page::page_of(&mut tx, &id, &comment).await?;
            tx.commit().await?;
            let page = page
                .map(|after| format!("&apres={after}"))
                .unwrap_or_default();
            let to = format!("{}{page}#c-{comment}", said(ctx.lang, &id, "commente"));
            return Ok(see_other(&to, &[]));
        }
        Err(error) => error,
    };
    drop(tx);
    if matches!(error, Error::Refused(Refusal::SignIn)) {
        return keep_and_sign_in(&ctx, &fields).await;
    }
    let refused = Refused::of(&ctx, error)?;
    if refused.errors.of("parent").is_some() {
        // it answers nothing that is there: sent again, it stands on its own
        form.parent.clear();
    }
    let mut tx = ctx.read().await?;
    let (proposal, _) = services::proposal::page(&mut tx, &actor, &id).await?;
    let to = answered(&mut tx, &id, &form.parent).await.unwrap_or(None);
    let writing = Writing { form, refused };
    let html = html(&ctx, &proposal, to.as_ref(), &writing, false);
    Ok(writing.refused.answer(html))
}
