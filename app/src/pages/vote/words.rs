//! A count in words: its rule, why each project is funded or not, every step. The same words serve the page
//! and the CSV file. Never here: a rule of counting, or HTML.

use crate::fmt;
use crate::texts::vote::{count as t, people, points, votes};
use crate::texts::{Lang, fill};
use civic::count::{Completion, Measure, Mode, Reason, Rule, Step, TieRule, Utility};
use civic::money::Cents;
use services::tally::Tally;

// In a sentence a title is always filled in last: what people typed is then never filled again.

/// Titles named in a sentence before it says "and others".
const TITLES: usize = 3;

fn money(lang: Lang, cents: i64) -> String {
    fmt::money(lang, Cents(cents))
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Whether the rule counts points and not votes.
#[must_use]
pub fn by_points(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Cumulative { .. }
            | Rule::Knapsack {
                measure: Measure::Points
            }
    )
}

/// "615 voix" or "615 points".
#[must_use]
pub fn score(lang: Lang, rule: &Rule, n: u64) -> String {
    let n = whole(n);
    if !by_points(rule) {
        return votes(lang, n);
    }
    points(lang, n)
}

/// The rule, one sentence after the other.
#[must_use]
pub fn rule(lang: Lang, tally: &Tally) -> Vec<String> {
    let plain = |first: &str, mode: Mode| {
        let then = match mode {
            Mode::Skip => t::mode_skip(lang),
            Mode::Stop => t::mode_stop(lang),
        };
        vec![first.to_owned(), then.to_owned()]
    };
    match tally.rule {
        Rule::GreedyVotes { mode } => plain(t::greedy_votes(lang), mode),
        Rule::GreedyVotesPerEuro { mode } => plain(t::greedy_per_euro(lang), mode),
        Rule::Cumulative { mode } => plain(t::greedy_points(lang), mode),
        Rule::EqualShares {
            utility,
            completion,
        } => {
            let share = tally.budget.checked_div(tally.ballots).unwrap_or(0);
            let share = money(lang, share);
            let mut out = vec![fill(t::shares(lang), &[("share", &share)])];
            out.push(
                match utility {
                    Utility::Cost => t::shares_cost(lang),
                    Utility::Cardinality => t::shares_one(lang),
                }
                .to_owned(),
            );
            if let Some(unit) = completion.unit() {
                let most = fmt::number(lang, whole(civic::count::MAX_ROUNDS));
                let values = [("unit", money(lang, unit)), ("most", most)];
                let values = values.each_ref().map(|(k, v)| (*k, v.as_str()));
                out.push(fill(t::add_one(lang), &values));
            }
            if let Completion::Add1Utilitarian { .. } = completion {
                out.push(
                    match utility {
                        Utility::Cost => t::then_votes(lang),
                        Utility::Cardinality => t::then_per_euro(lang),
                    }
                    .to_owned(),
                );
            }
            out
        }
        Rule::Knapsack { measure } => vec![
            match measure {
                Measure::Votes => t::knapsack_votes(lang),
                Measure::Points => t::knapsack_points(lang),
            }
            .to_owned(),
        ],
    }
}

/// The tie rule.
#[must_use]
pub fn tie(lang: Lang, tie: &TieRule) -> &'static str {
    match tie {
        TieRule::LowerCostThenDraw(_) => t::tie_draw(lang),
        TieRule::IdText => t::tie_text(lang),
    }
}

/// Why the project at this position is funded or not.
#[must_use]
pub fn reason(lang: Lang, tally: &Tally, position: usize) -> String {
    let Some(line) = tally.outcome.projects.get(position) else {
        return String::new();
    };
    match line.reason {
        Reason::Selected { .. } => tally
            .outcome
            .steps
            .iter()
            .find_map(|step| because(lang, tally, position, step))
            .unwrap_or_default(),
        Reason::NotEnoughMoney { cost, left } => fill(
            t::no_money(lang),
            &[("cost", &money(lang, cost)), ("left", &money(lang, left))],
        ),
        Reason::SupportersTooPoor { cost, money: had } => fill(
            t::too_poor(lang),
            &[("cost", &money(lang, cost)), ("money", &money(lang, had))],
        ),
        Reason::NoVotes if by_points(&tally.rule) => t::no_points(lang).to_owned(),
        Reason::NoVotes => t::no_votes(lang).to_owned(),
        Reason::Stopped { at } => fill(t::stopped(lang), &[("title", title(tally, at))]),
        Reason::NotInBestSet => t::not_in_set(lang).to_owned(),
    }
}

/// The reason that a step gives for funding a project, if it is the step that did.
fn because(lang: Lang, tally: &Tally, position: usize, step: &Step) -> Option<String> {
    let got = |n: u64| {
        fill(
            t::because_score(lang),
            &[("score", &score(lang, &tally.rule, n))],
        )
    };
    let then = |left: i64| fill(t::because_left(lang), &[("left", &money(lang, left))]);
    match step {
        Step::Funded {
            project,
            score,
            left,
            ..
        } if *project == position => Some(format!("{} {}", got(*score), then(*left))),
        Step::Shared {
            project,
            supporters,
            share,
            left,
            ..
        } if *project == position => {
            let sentence = if *supporters == 1 {
                t::because_share_one(lang)
            } else {
                t::because_shares(lang)
            };
            let paid = fill(
                sentence,
                &[
                    ("n", &fmt::number(lang, whole(*supporters))),
                    ("share", &money(lang, *share)),
                ],
            );
            Some(format!("{paid} {}", then(*left)))
        }
        Step::Packed {
            project, score: n, ..
        } if *project == position => Some(fill(
            t::because_set(lang),
            &[("score", &score(lang, &tally.rule, *n))],
        )),
        _ => None,
    }
}

/// The title of the project at a position.
#[must_use]
pub fn title(tally: &Tally, position: usize) -> &str {
    tally
        .projects
        .get(position)
        .map_or("", |line| line.title.as_str())
}

/// One step of the count.
#[must_use]
pub fn step(lang: Lang, tally: &Tally, step: &Step) -> String {
    let sum = |cents: i64| money(lang, cents);
    let of = |n: u64| score(lang, &tally.rule, n);
    match step {
        Step::Funded {
            project,
            score,
            cost,
            left,
            tied,
        } => {
            let values: [(&str, &str); 4] = [
                ("score", &of(*score)),
                ("cost", &sum(*cost)),
                ("left", &sum(*left)),
                ("title", title(tally, *project)),
            ];
            fill(t::step_funded(lang), &values) + &ties(lang, tally, tied)
        }
        Step::Skipped {
            project,
            cost,
            left,
        } => too_dear(lang, t::step_skipped(lang), tally, *project, *cost, *left),
        Step::StoppedAt {
            project,
            cost,
            left,
        } => too_dear(lang, t::step_stopped(lang), tally, *project, *cost, *left),
        Step::Raised { rounds, unit } => {
            let rounds = whole(*rounds);
            let sentence = match rounds {
                0 => t::step_raised_never(lang),
                1 => t::step_raised_once(lang),
                _ => t::step_raised(lang),
            };
            let values = [
                ("unit", sum(*unit)),
                ("rounds", fmt::number(lang, rounds)),
                ("total", sum(unit.saturating_mul(rounds))),
            ];
            fill(sentence, &values.each_ref().map(|(n, v)| (*n, v.as_str())))
        }
        Step::Shared {
            project,
            supporters,
            share,
            cost,
            left,
            tied,
        } => {
            let sentence = if *supporters == 1 {
                t::step_shared_one(lang)
            } else {
                t::step_shared(lang)
            };
            let values: [(&str, &str); 5] = [
                ("people", &people(lang, whole(*supporters))),
                ("share", &sum(*share)),
                ("cost", &sum(*cost)),
                ("left", &sum(*left)),
                ("title", title(tally, *project)),
            ];
            fill(sentence, &values) + &ties(lang, tally, tied)
        }
        Step::Best { total, cost } => fill(
            t::step_best(lang),
            &[("score", &of(*total)), ("cost", &sum(*cost))],
        ),
        Step::Packed {
            project,
            score,
            cost,
        } => fill(
            t::step_packed(lang),
            &[
                ("score", &of(*score)),
                ("cost", &sum(*cost)),
                ("title", title(tally, *project)),
            ],
        ),
    }
}

fn too_dear(
    lang: Lang,
    sentence: &str,
    tally: &Tally,
    project: usize,
    cost: i64,
    left: i64,
) -> String {
    fill(
        sentence,
        &[
            ("cost", &money(lang, cost)),
            ("left", &money(lang, left)),
            ("title", title(tally, project)),
        ],
    )
}

/// " À égalité avec « a » et 2 autres : …", or nothing.
fn ties(lang: Lang, tally: &Tally, tied: &[usize]) -> String {
    if tied.is_empty() {
        return String::new();
    }
    let named: Vec<String> = tied
        .iter()
        .take(TITLES)
        .map(|&p| quoted(lang, title(tally, p)))
        .collect();
    let named = named.join(", ");
    let more = tied.len().saturating_sub(TITLES);
    let titles = match more {
        0 => named,
        1 => fill(t::and_another(lang), &[("titles", &named)]),
        n => fill(
            t::and_others(lang),
            &[
                ("n", &fmt::number(lang, i64::try_from(n).unwrap_or(0))),
                ("titles", &named),
            ],
        ),
    };
    format!(" {}", fill(t::tied(lang), &[("titles", &titles)]))
}

fn quoted(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fr | Lang::Br => format!("«\u{a0}{text}\u{a0}»"),
        Lang::En => format!("“{text}”"),
    }
}
