//! How a vote is cast and counted, said in plain words from the very parameters that the count uses.

use crate::fmt;
use crate::texts::reading::rules as t;
use crate::texts::{Lang, fill};
use civic::ballot::BallotKind;
use civic::count::{Completion, Measure, Mode, Rule, TieRule, Utility};
use civic::money::Cents;
use civic::process::{Rights, Urn};
use leptos::prelude::*;

/// What a voter is asked.
#[must_use]
pub fn ballot(lang: Lang, kind: BallotKind) -> String {
    match kind {
        BallotKind::WithinBudget => t::ballot_budget(lang).to_owned(),
        BallotKind::UpTo { min, max } => {
            let sentence = match (min, max) {
                (0 | 1, 1) => t::ballot_up_to_one(lang),
                (0 | 1, _) => t::ballot_up_to(lang),
                (min, max) if min == max => t::ballot_exactly(lang),
                _ => t::ballot_between(lang),
            };
            let said = fill(
                sentence,
                &[("min", &min.to_string()), ("max", &max.to_string())],
            );
            if min == 0 {
                format!("{said} {}", t::ballot_blank(lang))
            } else {
                said
            }
        }
    }
}

/// How ballots are kept, and what that protects against.
#[must_use]
pub fn urn(lang: Lang, urn: Urn) -> String {
    let Some(rights) = urn.rights() else {
        return t::urn_ordinary(lang).to_owned();
    };
    let made = match rights {
        Rights::Server => t::rights_server(lang),
        Rights::Phone => t::rights_phone(lang),
        Rights::Letter => t::rights_letter(lang),
    };
    format!("{} {made}", t::urn_sealed(lang))
}

/// How the winners are found, a sentence or two at a time.
#[must_use]
pub fn rule(lang: Lang, rule: Rule) -> Vec<String> {
    let mode = |mode| match mode {
        Mode::Skip => t::mode_skip(lang),
        Mode::Stop => t::mode_stop(lang),
    };
    let said = match rule {
        Rule::GreedyVotes { mode: m } => vec![t::votes(lang), mode(m)],
        Rule::GreedyVotesPerEuro { mode: m } => vec![t::votes_per_euro(lang), mode(m)],
        Rule::Cumulative { mode: m } => vec![t::points(lang), mode(m)],
        Rule::Knapsack {
            measure: Measure::Votes,
        } => vec![t::knapsack_votes(lang)],
        Rule::Knapsack {
            measure: Measure::Points,
        } => vec![t::knapsack_points(lang)],
        Rule::EqualShares {
            utility,
            completion,
        } => {
            let mut said = vec![t::shares(lang), t::shares_why(lang)];
            match completion {
                Completion::None => said.push(t::shares_left(lang)),
                Completion::Add1 { .. } => said.push(t::shares_raise(lang)),
                Completion::Add1Utilitarian { .. } => {
                    said.push(t::shares_raise(lang));
                    said.push(match utility {
                        Utility::Cost => t::shares_last_votes(lang),
                        Utility::Cardinality => t::shares_last_per_euro(lang),
                    });
                }
            }
            let unit = completion
                .unit()
                .map_or_else(String::new, |unit| fmt::money(lang, Cents(unit)));
            return said.iter().map(|s| fill(s, &[("unit", &unit)])).collect();
        }
    };
    said.into_iter().map(str::to_owned).collect()
}

/// How ties are broken, and the published key with which anyone can redo the draw.
pub fn tie(lang: Lang, rule: Option<&TieRule>, seed: &str) -> impl IntoView + use<> {
    if rule == Some(&TieRule::IdText) {
        return view! { <p>{t::tie_id(lang)}</p> }.into_any();
    }
    let seed = seed.to_owned();
    view! {
        <p>{t::tie_draw(lang)}</p>
        <details class="details details--bare">
            <summary class="details__summary">{t::draw_title(lang)}</summary>
            <div class="details__body stack--tight">
                <p>{t::draw_key(lang)}" "<code>{seed}</code></p>
                <p>{t::draw_how(lang)}</p>
            </div>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_and_ballot_has_its_sentence_without_holes() {
        let unit = 100;
        let rules = [
            Rule::GreedyVotes { mode: Mode::Skip },
            Rule::GreedyVotes { mode: Mode::Stop },
            Rule::GreedyVotesPerEuro { mode: Mode::Skip },
            Rule::Cumulative { mode: Mode::Skip },
            Rule::Knapsack {
                measure: Measure::Points,
            },
            Rule::EqualShares {
                utility: Utility::Cost,
                completion: Completion::None,
            },
            Rule::EqualShares {
                utility: Utility::Cost,
                completion: Completion::Add1Utilitarian { unit },
            },
            Rule::EqualShares {
                utility: Utility::Cardinality,
                completion: Completion::Add1Utilitarian { unit },
            },
        ];
        for lang in Lang::ALL {
            let mut all: Vec<String> = rules.iter().map(|r| rule(lang, *r).join(" ")).collect();
            for (min, max) in [(0, 3), (1, 1), (1, 3), (2, 5), (4, 4)] {
                all.push(ballot(lang, BallotKind::UpTo { min, max }));
            }
            for (i, text) in all.iter().enumerate() {
                assert!(!text.contains(['{', '}']), "{text}");
                assert!(!all[..i].contains(text), "{text}");
            }
        }
    }
}
