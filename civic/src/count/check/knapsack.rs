//! The knapsack again, with lists of useful sets (Nemhauser and Ullmann 1969): a set of projects
//! is useful if no cheaper one has as many votes.

use super::{CheckError, Replay};
use crate::count::outcome::{Reason, Step};

/// Useful sets kept at most, over all lists.
const MAX_SETS: usize = 1 << 23;

/// (cost, total) of the useful sets, both ascending.
type Useful = Vec<(i64, u64)>;

pub(super) fn replay(replay: &mut Replay, points: bool) -> Result<(), CheckError> {
    let scores = if points {
        replay.points.clone()
    } else {
        replay.votes.clone()
    };
    let budget = replay.left;
    let voted = (0..scores.len()).filter(|&p| scores[p] > 0);
    let (within, beyond): (Vec<_>, Vec<_>) = voted.partition(|&p| replay.cost(p) <= budget);
    for p in beyond {
        replay.reasons[p] = Reason::NotEnoughMoney {
            cost: replay.cost(p),
            left: budget,
        };
    }
    let order = replay.in_tie_order(within);

    // `lists[i]`: the useful sets of the projects from `i` on.
    let mut lists: Vec<Useful> = vec![vec![(0, 0)]];
    let mut kept = 1;
    for &p in order.iter().rev() {
        let (cost, score) = (replay.cost(p), scores[p]);
        let without = lists.last().map(Vec::as_slice).unwrap_or_default();
        let with = without.iter().map(|&(c, s)| (c + cost, s + score));
        let mut all: Useful = without.iter().copied().chain(with).collect();
        all.retain(|&(c, _)| c <= budget);
        all.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        let mut best = None;
        all.retain(|&(_, s)| {
            let useful = best.is_none_or(|best| s > best);
            if useful {
                best = Some(s);
            }
            useful
        });
        kept += all.len();
        if kept > MAX_SETS {
            return Err(CheckError::TooLarge);
        }
        lists.push(all);
    }
    lists.reverse();

    let mut goal = lists[0].last().map_or(0, |&(_, total)| total);
    let total = goal;
    let best = replay.steps.len();
    for (i, &project) in order.iter().enumerate() {
        let (cost, score) = (replay.cost(project), scores[project]);
        let rest = goal.saturating_sub(score);
        let reachable = |&(c, s): &(i64, u64)| c + cost <= replay.left && s >= rest;
        if lists[i + 1].iter().any(reachable) {
            goal = rest;
            replay.win(project);
            replay.steps.push(Step::Packed {
                project,
                score,
                cost,
            });
        } else {
            replay.reasons[project] = Reason::NotInBestSet;
        }
    }
    let cost = budget - replay.left;
    replay.steps.insert(best, Step::Best { total, cost });
    Ok(())
}
