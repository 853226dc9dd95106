//! The files of a result: CSV (RFC 4180, UTF-8), JSON and, where it was announced, the anonymous ballots as
//! Pabulib. Public and the same for everybody.
//!
//! The JSON is `{"format":"tiker-result-1", "process":{slug,title}, "voters", "ballots", "budget_cents",
//! "spent_cents", "left_cents", "rule", "tie", "seed": hex or null, "winners":[id…], "projects":[{id, proposal,
//! number, title, cost_cents, votes, points, funded, place or null, reason}], "steps":[…]}`; `id` is the one
//! that the draw uses, `rule`, `tie`, `reason` and `steps` are as `civic::count` writes them, and projects are
//! named there by their position in `projects`.

use super::{result_parts, words};
use crate::icon::{Icon, icon};
use crate::texts::Lang;
use crate::texts::vote::result as t;
use crate::web::{Answer, Ctx, public};
use crate::{fmt, route};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::Response;
use civic::count::{Reason, TieRule, to_hex};
use civic::permission::Actor;
use civic::process::{Process, Urn};
use leptos::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde_json::json;
use services::tally::{self, Tally};
use services::{Error, Tx, export};

async fn load(tx: &mut Tx, slug: &str) -> Result<(Process, Tally), Error> {
    let published = tally::published(tx, &Actor::visitor(), slug).await?;
    let tally = published.tally.ok_or(Error::NotFound)?;
    Ok((published.process, tally))
}

/// GET `/demarches/{slug}/resultats.csv`.
///
/// # Errors
/// [`Error::NotFound`] before the count.
pub async fn csv(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let (_, tally) = load(&mut tx, &slug).await?;
    let name = format!("resultats-{slug}.csv");
    Ok(file(
        &ctx,
        csv_text(ctx.lang, &tally),
        "text/csv; charset=utf-8; header=present",
        &name,
    ))
}

/// GET `/demarches/{slug}/resultats.json`.
///
/// # Errors
/// [`Error::NotFound`] before the count.
pub async fn json(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let (process, tally) = load(&mut tx, &slug).await?;
    let name = format!("resultats-{slug}.json");
    Ok(file(
        &ctx,
        json_text(&process, &tally),
        "application/json",
        &name,
    ))
}

/// GET `/demarches/{slug}/bulletins.pb`.
///
/// # Errors
/// [`Error::NotPublished`], [`Error::NotFound`] before the count.
pub async fn ballots(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let (process, tally) = load(&mut tx, &slug).await?;
    if !published(&process, &tally) {
        return Err(Error::NotPublished.into());
    }
    // Always the same file: two files in different orders could be joined. The seed is a keyed hash of the
    // result, so that nobody without the key can undo the order.
    let seed = ctx
        .app
        .db
        .vault()
        .hash("ballots-file", json_text(&process, &tally).as_bytes());
    let mut rng = ChaCha20Rng::from_seed(seed);
    let text = export::pabulib(&mut tx, ctx.now, &mut rng, &slug).await?;
    let name = format!("bulletins-{slug}.pb");
    Ok(file(&ctx, text, "text/plain; charset=utf-8", &name))
}

fn published(process: &Process, tally: &Tally) -> bool {
    process.ballots_published && tally.voters >= export::FEWEST && tally.ballots >= export::FEWEST
}

fn file(ctx: &Ctx, text: String, kind: &'static str, name: &str) -> Response {
    let mut response = public(ctx, text);
    if response.status() == StatusCode::OK {
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
            headers.insert(CONTENT_DISPOSITION, value);
        }
    }
    response
}

/// The list of files on the result page.
pub fn links(ctx: &Ctx, process: &Process, tally: &Tally) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let base = route::process(lang, &process.slug);
    let size = |text: &str| t::size(lang, text.len());
    let mut files = vec![
        (
            format!("{base}/resultats.csv"),
            t::files_csv(lang),
            format!("CSV · {}", size(&csv_text(lang, tally))),
        ),
        (
            format!("{base}/resultats.json"),
            t::files_json(lang),
            format!("JSON · {}", size(&json_text(process, tally))),
        ),
    ];
    if process.urn != Urn::Ordinary {
        files.push((
            format!("{}.bel", route::urn(lang, &process.slug)),
            t::files_bel(lang),
            "Belenios".to_owned(),
        ));
    }
    if published(process, tally) {
        let count = fmt::number(lang, tally.ballots);
        files.push((
            format!("{base}/bulletins.pb"),
            t::files_pb(lang),
            format!("Pabulib · {count} {}", t::ballots(lang, tally.ballots)),
        ));
    }
    let items = files.into_iter().map(|(href, name, meta)| {
        view! {
            <li><a class="file" href=href download="download">
                {icon(Icon::Download)}
                <span class="file__name">{name} <span class="file__meta">{meta}</span></span>
            </a></li>
        }
    });
    let items = items.collect_view();
    view! { <section class="stack"><h2>{t::files(lang)}</h2><ul class="files">{items}</ul></section> }
}

/// One cell: quoted when RFC 4180 asks for it; what a spreadsheet would take for a formula gets an apostrophe.
fn cell(text: &str) -> String {
    let risky = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let text = if text.starts_with(risky) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// The table as CSV: stable French column names, the reason in the language of the address.
fn csv_text(lang: Lang, tally: &Tally) -> String {
    let mut out =
        "place,numero,identifiant,titre,cout_euros,voix,points,finance,raison,proposition\r\n"
            .to_owned();
    for position in result_parts::ordered(tally) {
        let (Some(line), Some(got)) = (
            tally.projects.get(position),
            tally.outcome.projects.get(position),
        ) else {
            continue;
        };
        let place = match got.reason {
            Reason::Selected { place } => place.to_string(),
            _ => String::new(),
        };
        let cells = [
            place,
            line.number.to_string(),
            cell(&line.key),
            cell(&line.title),
            format!("{}.{:02}", line.cost / 100, line.cost % 100),
            got.votes.to_string(),
            got.points.to_string(),
            if tally.outcome.funds(position) {
                "oui"
            } else {
                "non"
            }
            .to_owned(),
            cell(&words::reason(lang, tally, position)),
            cell(&line.id),
        ];
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// The result as JSON (see the top of this module).
fn json_text(process: &Process, tally: &Tally) -> String {
    let outcome = &tally.outcome;
    let key = |position: &usize| tally.projects.get(*position).map(|line| line.key.clone());
    let projects = tally.projects.iter().zip(&outcome.projects);
    let projects = projects.map(|(line, got)| {
        let place = match got.reason {
            Reason::Selected { place } => Some(place),
            _ => None,
        };
        json!({
            "id": line.key,
            "proposal": line.id,
            "number": line.number,
            "title": line.title,
            "cost_cents": line.cost,
            "votes": got.votes,
            "points": got.points,
            "funded": place.is_some(),
            "place": place,
            "reason": got.reason,
        })
    });
    let seed = match &tally.tie {
        TieRule::LowerCostThenDraw(seed) => Some(to_hex(seed)),
        TieRule::IdText => None,
    };
    let value = json!({
        "format": "tiker-result-1",
        "process": { "slug": process.slug, "title": process.title },
        "voters": tally.voters,
        "ballots": tally.ballots,
        "budget_cents": tally.budget,
        "spent_cents": tally.spent(),
        "left_cents": outcome.left,
        "rule": tally.rule,
        "tie": tally.tie,
        "seed": seed,
        "winners": outcome.winners.iter().filter_map(key).collect::<Vec<_>>(),
        "projects": projects.collect::<Vec<_>>(),
        "steps": outcome.steps,
    });
    format!("{value}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(cell("Un verger"), "Un verger");
        assert_eq!(cell("Bancs, ombre"), "\"Bancs, ombre\"");
        assert_eq!(cell("le \"petit\" bois"), "\"le \"\"petit\"\" bois\"");
        assert_eq!(cell("a\nb"), "\"a\nb\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@SOMME(A1,A2)"), "\"'@SOMME(A1,A2)\"");
        for start in ["+", "-", "\t", "\r", "＝", "＋", "－", "＠"] {
            assert!(
                cell(&format!("{start}x"))
                    .trim_start_matches('"')
                    .starts_with('\'')
            );
        }
    }
}
