//! The best set of projects under the budget, by exact dynamic programming.
//!
//! Among equally good sets the tie rule chooses: going through the projects in its order, a
//! project is taken if some best set holds it together with all those already taken.
//!
//! Two tables are possible, and the smaller is used: for each sum of money, the best total (one
//! bit of memory for each project); for each total, the smallest cost (eight bytes for each
//! project). Both are bounded by [`MAX_TABLE_BYTES`].

use super::CountError;
use super::greedy::{place, undecided};
use super::instance::{Instance, Support};
use super::outcome::{Outcome, Reason, Step};
use super::rule::Measure;
use num_integer::Integer;

/// Memory allowed for the table. A phone must be able to count again.
const MAX_TABLE_BYTES: u64 = 64 << 20;

/// A project in the knapsack: its cost in units of the common divisor of all costs.
struct Item {
    project: usize,
    value: u64,
    cost: i64,
}

pub(super) fn knapsack(
    instance: &Instance,
    support: &[Support],
    ranks: &[u32],
    measure: Measure,
) -> Result<Outcome, CountError> {
    let score = |p: usize| match measure {
        Measure::Votes => support[p].votes,
        Measure::Points => support[p].points,
    };
    let mut outcome = undecided(instance, support);
    let mut items = Vec::new();
    for (project, p) in instance.projects.iter().enumerate() {
        let (value, cost) = (score(project), p.cost);
        if value > 0 {
            let left = instance.budget;
            outcome.projects[project].reason = if cost > left {
                Reason::NotEnoughMoney { cost, left }
            } else {
                items.push(Item {
                    project,
                    value,
                    cost,
                });
                Reason::NotInBestSet
            };
        }
    }
    items.sort_by_key(|item| ranks[item.project]);
    let divisor = items.iter().fold(0, |d, item| item.cost.gcd(&d)).max(1);
    items.iter_mut().for_each(|item| item.cost /= divisor);

    let chosen = best_set(&items, instance.budget / divisor)?;
    let cost: i64 = chosen.iter().map(|&i| items[i].cost * divisor).sum();
    outcome.left -= cost;
    outcome.steps.push(Step::Best {
        total: chosen.iter().map(|&i| items[i].value).sum(),
        cost,
    });
    for i in chosen {
        let Item {
            project,
            value,
            cost,
        } = items[i];
        outcome.winners.push(project);
        outcome.projects[project].reason = Reason::Selected {
            place: place(&outcome),
        };
        outcome.steps.push(Step::Packed {
            project,
            score: value,
            cost: cost * divisor,
        });
    }
    Ok(outcome)
}

fn best_set(items: &[Item], budget: i64) -> Result<Vec<usize>, CountError> {
    let all: i64 = items
        .iter()
        .map(|item| item.cost)
        .fold(0, i64::saturating_add);
    if all <= budget {
        return Ok((0..items.len()).collect());
    }
    let total = items
        .iter()
        .map(|item| item.value)
        .fold(0, u64::saturating_add);
    let count = items.len() as u64;
    let money = u64::try_from(budget).unwrap_or(0).saturating_add(1);
    let by_money = (money.div_ceil(64) * 8)
        .saturating_mul(count)
        .saturating_add(money * 8);
    let by_total = total
        .saturating_add(1)
        .saturating_mul(8)
        .saturating_mul(count + 1);
    match (usize::try_from(budget), usize::try_from(total)) {
        (Ok(budget), _) if by_money <= by_total && by_money <= MAX_TABLE_BYTES => {
            Ok(set_by_money(items, budget))
        }
        (_, Ok(total)) if by_total <= MAX_TABLE_BYTES => Ok(set_by_total(items, budget, total)),
        _ => Err(CountError::KnapsackTooLarge),
    }
}

/// `best[w]` = best total of the items from `i` on with `w` to spend; one bit says whether item
/// `i` is in a best set, preferred at equality, so the walk from the first item finds the set
/// the tie rule wants.
fn set_by_money(items: &[Item], budget: usize) -> Vec<usize> {
    let words = budget / 64 + 1;
    let mut best = vec![0_u64; budget + 1];
    let mut takes = vec![0_u64; words * items.len()];
    for (i, item) in items.iter().enumerate().rev() {
        let cost = usize::try_from(item.cost).unwrap_or(usize::MAX);
        let takes = &mut takes[i * words..][..words];
        // Downwards, so that `best[w - cost]` is still that of the items after `i`.
        for w in (cost..=budget).rev() {
            let with = best[w - cost] + item.value;
            if with >= best[w] {
                best[w] = with;
                takes[w / 64] |= 1 << (w % 64);
            }
        }
    }
    let mut left = budget;
    let mut chosen = Vec::new();
    for (i, item) in items.iter().enumerate() {
        if takes[i * words + left / 64] >> (left % 64) & 1 == 1 {
            left -= usize::try_from(item.cost).unwrap_or(0);
            chosen.push(i);
        }
    }
    chosen
}

/// `least[i][v]` = smallest cost of a set of the items from `i` on whose total is exactly `v`.
fn set_by_total(items: &[Item], budget: i64, total: usize) -> Vec<usize> {
    const NEVER: i64 = i64::MAX;
    let width = total + 1;
    let mut least = vec![NEVER; width * (items.len() + 1)];
    least[width * items.len()] = 0;
    let plus = |a: i64, b: i64| a.saturating_add(b);
    for (i, item) in items.iter().enumerate().rev() {
        let (here, next) = least[i * width..].split_at_mut(width);
        let value = usize::try_from(item.value).unwrap_or(usize::MAX);
        for v in 0..width {
            let with = v
                .checked_sub(value)
                .map_or(NEVER, |rest| plus(next[rest], item.cost));
            here[v] = next[v].min(with);
        }
    }
    let mut goal = (0..width).rev().find(|&v| least[v] <= budget).unwrap_or(0);
    let mut left = budget;
    let mut chosen = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let value = usize::try_from(item.value).unwrap_or(usize::MAX);
        let Some(rest) = goal.checked_sub(value) else {
            continue;
        };
        if plus(least[(i + 1) * width + rest], item.cost) <= left {
            goal = rest;
            left -= item.cost;
            chosen.push(i);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_choose_the_same_set() {
        // A small generator with a fixed start: the two tables must agree on every instance.
        let mut state = 7_u64;
        let mut next = |limit: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % limit
        };
        for _ in 0..500 {
            let items: Vec<Item> = (0..next(9) as usize)
                .map(|project| Item {
                    project,
                    value: 1 + next(5),
                    cost: 1 + next(8) as i64,
                })
                .collect();
            let budget = next(25) as i64;
            let total = items.iter().map(|item| item.value).sum::<u64>() as usize;
            let by_total = set_by_total(&items, budget, total);
            assert_eq!(set_by_money(&items, budget as usize), by_total);
        }
    }
}
