//! The form of a proposal, for making one and for changing it.

use super::comment::limits;
use super::refused::Refused;
use crate::icon::{Icon, icon};
use crate::islands::similar::Similar;
use crate::parts::{Field, error_summary, select};
use crate::texts::{Lang, proposals as t};
use crate::web::{Ctx, Fields};
use civic::proposal::{BODY, TITLE};
use leptos::prelude::*;
use services::proposal::Form;
use services::proposal_page::{Choices, Proposal};

/// Reads the fields.
#[must_use]
pub fn read(fields: &Fields) -> Form {
    Form {
        title: fields.get("title").to_owned(),
        body: fields.get("body").to_owned(),
        category: fields.get("category").to_owned(),
        district: fields.get("district").to_owned(),
        version: fields.get("version").to_owned(),
    }
}

/// The form filled with what stands.
#[must_use]
pub fn of(proposal: &Proposal) -> Form {
    let id = |id: Option<String>| id.unwrap_or_default();
    Form {
        title: proposal.title.clone(),
        body: proposal.body.clone(),
        category: id(proposal.category.clone().map(|(id, _)| id.0)),
        district: id(proposal.district.clone().map(|(id, _)| id.0)),
        version: proposal.version.to_string(),
    }
}

/// The summary of what is to be mended.
pub fn summary(lang: Lang, refused: &Refused) -> impl IntoView + use<> {
    let labels = [
        ("title", t::title(lang)),
        ("category", t::category(lang)),
        ("district", t::district(lang)),
        ("body", t::body(lang)),
    ];
    error_summary(lang, &refused.errors, &labels)
}

/// The fields. With `similar` (a process), those that look alike are shown while the title is written.
pub fn fields(
    ctx: &Ctx,
    form: &Form,
    refused: &Refused,
    choices: &Choices,
    similar: Option<&str>,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let errors = &refused.errors;
    let title = Field::text("title", t::title(lang))
        .value(&form.title)
        .hint(&format!("{} {}", t::title_hint(lang), limits(ctx, TITLE)))
        .error(lang, errors);
    let body = Field::long("body", t::body(lang))
        .value(&form.body)
        .hint(&format!("{} {}", t::body_hint(lang), limits(ctx, BODY)))
        .error(lang, errors);
    let options = |first: &str, rest: Vec<(String, String)>| {
        let mut all = vec![(String::new(), first.to_owned())];
        all.extend(rest);
        all
    };
    let categories = choices
        .categories
        .iter()
        .map(|(id, n)| (id.0.clone(), n.clone()));
    let districts = choices
        .districts
        .iter()
        .map(|(id, n)| (id.0.clone(), n.clone()));
    let category = (!choices.categories.is_empty()).then(|| {
        let options = options(t::choose(lang), categories.collect());
        select(
            lang,
            "category",
            t::category(lang),
            options,
            &form.category,
            errors.of("category"),
        )
    });
    // an answer that no list offers must still be seen to be wrong
    let district = (!choices.districts.is_empty() || errors.of("district").is_some()).then(|| {
        let options = options(t::any_district(lang), districts.collect());
        select(
            lang,
            "district",
            t::district(lang),
            options,
            &form.district,
            errors.of("district"),
        )
    });
    let similar = similar.map(|slug| {
        view! { <Similar process=slug.to_owned() heading=t::similar_title(lang).to_owned()/> }
    });
    view! {
        {title.view(lang)}
        {similar}
        <div class="fields">{category}{district}</div>
        {body.view(lang)}
    }
}

/// What stands now, for someone whose text met another.
pub fn standing(lang: Lang, proposal: &Proposal) -> impl IntoView + use<> {
    view! {
        <details class="details">
            <summary class="details__summary">{icon(Icon::Info)} {t::standing(lang)}</summary>
            <div class="details__body prose">
                <p><strong>{proposal.title.clone()}</strong></p>
                {super::text::paragraphs(&proposal.body)}
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_kept_as_typed() {
        let typed = "title=%3Cscript%3E&body=a%0D%0Ab&title=second&category=%00&version=x";
        let form = read(&Fields::parse(typed.as_bytes()));
        assert_eq!(form.title, "<script>");
        assert_eq!(form.body, "a\r\nb");
        assert_eq!((form.category.as_str(), form.version.as_str()), ("\0", "x"));
    }
}
