//! Equal shares again, ballot by ballot, with whole numbers over one common denominator.
//!
//! Whether project `c` is cheaper than `p`, whose price is known, needs no price of `c`: at the
//! price `x` that would make them equal, do the supporters of `c` give more than its cost?

use super::round::{BITS, Rounds, Verdict};
use super::{CheckError, Replay};
use crate::count::instance::Instance;
use crate::count::outcome::{Reason, Step};
use crate::count::rule::Utility;
use crate::count::shares::MAX_ROUNDS;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A price, in units of the common denominator: `rest / payers`.
#[derive(Clone)]
struct Price {
    rest: BigInt,
    payers: BigInt,
}

struct Purse<'a> {
    replay: &'a Replay<'a>,
    utility: Utility,
    supporters: &'a [Vec<usize>],
    /// What each ballot has left is `wallet / unit` cents.
    wallets: Vec<BigInt>,
    unit: BigInt,
    /// Projects with votes, not bought and not known to be out of reach.
    open: Vec<usize>,
}

/// A purchase: the project, its price in cents rounded up, its equals.
type Purchase = (usize, i64, Vec<usize>);

pub(super) fn replay(
    replay: &mut Replay,
    utility: Utility,
    raise: Option<i64>,
) -> Result<(), CheckError> {
    let instance = replay.instance;
    if instance.ballots.is_empty() {
        return Ok(());
    }
    let supporters = supporters(instance);
    let mut rounds = 0;
    if let Some(unit) = raise {
        rounds = count_rounds(replay, utility, &supporters, unit)?;
        replay.steps.push(Step::Raised { rounds, unit });
    }
    let raised = BigInt::from(rounds) * raise.unwrap_or(0);
    let mut purse = Purse::new(replay, utility, &supporters, &raised);
    let purchases: Vec<Purchase> = std::iter::from_fn(|| purse.buy()).collect();
    let money = purse.money();

    for (project, share, tied) in purchases {
        replay.win(project);
        let (cost, left) = (replay.cost(project), replay.left);
        let supporters = replay.votes[project];
        replay.steps.push(Step::Shared {
            project,
            supporters,
            share,
            cost,
            left,
            tied,
        });
    }
    for (project, money) in money.into_iter().enumerate() {
        if replay.votes[project] > 0 && !replay.wins(project) {
            replay.reasons[project] = Reason::SupportersTooPoor {
                cost: replay.cost(project),
                money,
            };
        }
    }
    Ok(())
}

/// The ballots that name each project.
fn supporters(instance: &Instance) -> Vec<Vec<usize>> {
    let mut supporters = vec![Vec::new(); instance.projects.len()];
    for (ballot, b) in instance.ballots.iter().enumerate() {
        b.choices
            .iter()
            .for_each(|choice| supporters[choice.project].push(ballot));
    }
    supporters
}

/// Raises until the first outcome that is exhaustive, or that is the last not too dear.
///
/// No round may be left out: what a round buys is not monotone in the shares, so an earlier one
/// may stop though its neighbours do not. Each is told by bounds, or else by fractions.
fn count_rounds(
    replay: &Replay,
    utility: Utility,
    supporters: &[Vec<usize>],
    unit: i64,
) -> Result<u64, CheckError> {
    let quick = Rounds::new(replay, utility, supporters, BITS);
    first_stop(unit, |raised| {
        quick
            .verdict(raised)
            .unwrap_or_else(|| exact_verdict(replay, utility, supporters, raised))
    })
}

fn first_stop(unit: i64, verdict: impl Fn(i128) -> Verdict) -> Result<u64, CheckError> {
    for rounds in 0..=MAX_ROUNDS {
        match verdict(i128::from(rounds) * i128::from(unit)) {
            Verdict::GoesOn => {}
            Verdict::Exhaustive => return Ok(rounds),
            Verdict::TooDear => return Ok(rounds.saturating_sub(1)),
        }
    }
    Ok(MAX_ROUNDS)
}

/// One round with fractions, to the end.
fn exact_verdict(
    replay: &Replay,
    utility: Utility,
    supporters: &[Vec<usize>],
    raised: i128,
) -> Verdict {
    let mut purse = Purse::new(replay, utility, supporters, &BigInt::from(raised));
    let mut bought = vec![false; supporters.len()];
    let mut left = i128::from(replay.left);
    while let Some((project, ..)) = purse.buy() {
        bought[project] = true;
        left -= i128::from(replay.cost(project));
        if left < 0 {
            return Verdict::TooDear;
        }
    }
    let mut rest = (0..bought.len()).filter(|&p| replay.votes[p] > 0 && !bought[p]);
    if rest.any(|p| i128::from(replay.cost(p)) <= left) {
        Verdict::GoesOn
    } else {
        Verdict::Exhaustive
    }
}

impl<'a> Purse<'a> {
    fn new(
        replay: &'a Replay<'a>,
        utility: Utility,
        supporters: &'a [Vec<usize>],
        raised: &BigInt,
    ) -> Self {
        let ballots = replay.instance.ballots.len();
        let unit = BigInt::from(ballots);
        let wallet = BigInt::from(replay.instance.budget) + raised * &unit;
        let open = (0..supporters.len())
            .filter(|&p| !supporters[p].is_empty())
            .collect();
        Self {
            replay,
            utility,
            supporters,
            wallets: vec![wallet; ballots],
            unit,
            open,
        }
    }

    fn cost(&self, project: usize) -> BigInt {
        BigInt::from(self.replay.cost(project))
    }

    fn buy(&mut self) -> Option<Purchase> {
        let mut within = std::mem::take(&mut self.open);
        within.retain(|&p| self.held_by(p) >= self.cost(p) * &self.unit);
        let mut best: Option<(usize, Price)> = None;
        let mut tied = Vec::new();
        for &p in &within {
            let order = best.as_ref().map(|(q, price)| self.challenge(p, *q, price));
            match order {
                Some(Ordering::Greater) => {}
                Some(Ordering::Equal) => tied.push(p),
                Some(Ordering::Less) | None => {
                    best = Some((p, self.price(p)));
                    tied = vec![p];
                }
            }
        }
        let (_, price) = best.as_ref()?;
        // The equals have the same price for one unit of utility, not the same price.
        let mut tied = self.replay.in_tie_order(tied);
        let first = tied.remove(0);
        let price = if best.as_ref().is_some_and(|(p, _)| *p == first) {
            price.clone()
        } else {
            self.price(first)
        };
        within.retain(|&p| p != first);
        self.open = within;
        let cents = price.rest.div_ceil(&(&price.payers * &self.unit));
        self.pay(first, &price);
        Some((first, cents.to_i64().unwrap_or(i64::MAX), tied))
    }

    fn held_by(&self, project: usize) -> BigInt {
        self.supporters[project]
            .iter()
            .map(|&ballot| &self.wallets[ballot])
            .sum()
    }

    /// The price of a project its supporters can pay for, poorest supporter first.
    fn price(&self, project: usize) -> Price {
        let mut wallets: Vec<&BigInt> = self.supporters[project]
            .iter()
            .map(|&ballot| &self.wallets[ballot])
            .collect();
        wallets.sort_unstable();
        let mut rest = self.cost(project) * &self.unit;
        let mut payers = wallets.len();
        for wallet in wallets {
            if wallet * payers >= rest || payers == 1 {
                break;
            }
            rest -= wallet;
            payers -= 1;
        }
        Price {
            rest,
            payers: payers.into(),
        }
    }

    /// Compares the price of `c` for one unit of utility with that of `p`.
    fn challenge(&self, c: usize, p: usize, price: &Price) -> Ordering {
        // x = rest * gain / (payers * loss) makes them equal.
        let (gain, loss) = match self.utility {
            Utility::Cost => (self.cost(c), self.cost(p)),
            Utility::Cardinality => (BigInt::one(), BigInt::one()),
        };
        let over = &price.rest * gain;
        let under = &price.payers * loss;
        let least = over.div_ceil(&under);
        let (mut poor, mut rich) = (BigInt::zero(), 0_u64);
        for &ballot in &self.supporters[c] {
            match self.wallets[ballot].cmp(&least) {
                Ordering::Less => poor += &self.wallets[ballot],
                _ => rich += 1,
            }
        }
        let given = poor * &under + over * rich;
        let needed = self.cost(c) * &self.unit * under;
        match given.cmp(&needed) {
            // They give all they have, each less than x: the price is below x.
            Ordering::Equal if rich == 0 => Ordering::Less,
            order => order.reverse(),
        }
    }

    /// Takes the price from each supporter, or all she has.
    fn pay(&mut self, project: usize, price: &Price) {
        let refine = &price.payers / price.payers.gcd(&price.rest);
        if !refine.is_one() {
            self.wallets
                .iter_mut()
                .for_each(|wallet| *wallet *= &refine);
            self.unit *= &refine;
        }
        let share = &price.rest * refine / &price.payers;
        for &ballot in &self.supporters[project] {
            let wallet = &mut self.wallets[ballot];
            *wallet = if *wallet > share {
                &*wallet - &share
            } else {
                BigInt::zero()
            };
        }
    }

    /// What the supporters of every project have, in cents rounded down.
    fn money(&self) -> Vec<i64> {
        let cents = |p| {
            self.held_by(p)
                .div_floor(&self.unit)
                .to_i64()
                .unwrap_or(i64::MAX)
        };
        (0..self.supporters.len()).map(cents).collect()
    }
}

#[cfg(test)]
#[path = "shares_tests.rs"]
mod tests;
