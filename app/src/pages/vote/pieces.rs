//! Pieces that several pages of the vote share: choices as a list, the code of a receipt, the field for it.

use super::booth::CODE;
use crate::fmt;
use crate::parts::Field;
use crate::texts::{Lang, vote as t};
use crate::web::Failure;
use civic::ballot::BallotKind;
use civic::money::Cents;
use civic::process::Process;
use leptos::prelude::*;
use services::vote::{Offered, Secret, secret_from_text, secret_to_text};
use services::{Error, Tx, vote};

/// A project as chosen: title and cost.
pub type Chosen = (String, Cents);

/// The projects that have these numbers.
#[must_use]
pub fn chosen_of(offered: &Offered, numbers: &[i64]) -> Vec<Chosen> {
    offered
        .projects
        .iter()
        .filter(|p| numbers.contains(&p.number))
        .map(|p| (p.title.clone(), p.cost.unwrap_or_default()))
        .collect()
}

/// Choices in words, with their total and what is left.
pub fn choices(lang: Lang, process: &Process, chosen: &[Chosen]) -> impl IntoView + use<> {
    let total = Cents(chosen.iter().map(|(_, cost)| cost.0).sum());
    let rows = chosen.iter().map(|(title, cost)| {
        view! { <li class="review__row"><span>{title.clone()}</span> <span class="num">{fmt::money(lang, *cost)}</span></li> }
    });
    let rows = rows.collect_view();
    let left = match process.ballot {
        BallotKind::UpTo { max, .. } => (
            t::choices_used(lang),
            crate::texts::fill(
                t::used_of(lang),
                &[
                    ("n", &chosen.len().to_string()),
                    ("max", &fmt::number(lang, i64::from(max))),
                ],
            ),
        ),
        BallotKind::WithinBudget => (
            t::left(lang),
            fmt::money(lang, Cents(process.budget.0 - total.0)),
        ),
    };
    let blank = chosen.is_empty();
    view! {
        <ul class="review">
            {blank.then(|| view! { <li class="review__row"><span>{t::blank(lang)}</span></li> })}
            {rows}
            {(!blank).then(|| view! {
                <li class="review__row review__row--total"><span>{t::total(lang)}</span> <span class="num">{fmt::money(lang, total)}</span></li>
                <li class="review__row review__row--total"><span>{left.0}</span> <span class="num">{left.1}</span></li>
            })}
        </ul>
    }
}

/// The code of a receipt, in groups of four.
pub fn code(secret: &Secret) -> impl IntoView + use<> {
    let groups = secret_to_text(secret)
        .split(' ')
        .map(|group| view! { <span>{group.to_owned()}</span> " " })
        .collect_view();
    view! { <p class="receipt__code">{groups}</p> }
}

/// The field for the code of a receipt.
pub fn code_field(lang: Lang, typed: &str, error: Option<String>) -> impl IntoView + use<> {
    let field = Field::text(CODE, t::code(lang))
        .value(typed)
        .hint(t::code_hint(lang));
    Field {
        error,
        autocomplete: "off",
        max: Some(80),
        ..field
    }
    .view(lang)
}

/// What a typed code is worth.
pub enum Typed {
    /// It opens this ballot: its secret and the numbers chosen.
    Opens(Secret, Vec<i64>),
    /// It does not, for this reason.
    Wrong(String),
}

/// Tries the code of a receipt.
///
/// # Errors
/// What the database says.
pub async fn try_code(
    lang: Lang,
    tx: &mut Tx,
    process: &Process,
    typed: &str,
) -> Result<Typed, Failure> {
    if typed.trim().is_empty() {
        return Ok(Typed::Wrong(t::code_needed(lang).to_owned()));
    }
    let Some(secret) = secret_from_text(typed) else {
        return Ok(Typed::Wrong(t::code_malformed(lang).to_owned()));
    };
    Ok(match open(tx, process, &secret).await? {
        Some(numbers) => Typed::Opens(secret, numbers),
        None => Typed::Wrong(t::code_unknown(lang).to_owned()),
    })
}

/// The numbers chosen in the ballot that a secret opens, if it opens one.
///
/// # Errors
/// What the database says.
pub async fn open(
    tx: &mut Tx,
    process: &Process,
    secret: &Secret,
) -> Result<Option<Vec<i64>>, Failure> {
    match vote::mine(tx, &process.id, secret).await {
        Ok(numbers) => Ok(Some(numbers)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(Failure(error)),
    }
}
