//! Whether one round of equal shares ends the raising, told quickly by whole-number bounds.
//!
//! Every amount is known between two whole numbers of very small parts of a cent, rounded
//! outwards, and checked operations refuse to overflow. A verdict is given only when the bounds
//! leave no doubt, so it is the exact one; otherwise there is none, and the caller replays the
//! round with fractions. Three facts are used:
//!
//! - Wallets only shrink. So who could not pay never can, and a price never falls: an old lower
//!   bound stays one, and only projects that may be the cheapest are priced again.
//! - The price of a project does not rise when its supporters are richer. So it lies between the
//!   price with every wallet at its upper bound and that with every wallet at its lower bound.
//! - When all supporters who have money left can give an equal part, the price is that part:
//!   `cost / payers`, small whole numbers that are compared exactly. Nearly all ties are of this
//!   kind; any other tie leaves a doubt.

use super::Replay;
use crate::count::rule::Utility;

/// Parts of a cent, as a power of two. More would be more exact, and overflow sooner.
pub(super) const BITS: u32 = 48;
/// The same for prices of one unit of utility, on top of [`BITS`].
const RATE_BITS: u32 = 28;

/// How a round ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A project with votes that was not bought fits in what is left: shares are raised again.
    GoesOn,
    /// None does.
    Exhaustive,
    /// What was bought costs more than the budget.
    TooDear,
}

/// An amount that is known to lie between two bounds.
#[derive(Clone, Copy)]
struct Bounds {
    least: i128,
    most: i128,
}

/// A project that may still be bought.
struct Bid {
    project: usize,
    /// The price; a lower bound only, unless `fresh`.
    price: Bounds,
    /// The price for one unit of utility; the same.
    rate: Bounds,
    /// How many pay, if all of them pay the same.
    payers: Option<i128>,
    /// Priced since the last purchase.
    fresh: bool,
}

pub(super) struct Rounds<'a> {
    replay: &'a Replay<'a>,
    utility: Utility,
    supporters: &'a [Vec<usize>],
    /// The place of each project in the order of the tie rule.
    place: Vec<usize>,
    bits: u32,
}

impl<'a> Rounds<'a> {
    pub fn new(
        replay: &'a Replay<'a>,
        utility: Utility,
        supporters: &'a [Vec<usize>],
        bits: u32,
    ) -> Self {
        let mut place = vec![0; supporters.len()];
        let order = replay.in_tie_order(0..supporters.len());
        (0..).zip(order).for_each(|(at, p)| place[p] = at);
        Self {
            replay,
            utility,
            supporters,
            place,
            bits,
        }
    }

    fn cost(&self, project: usize) -> i128 {
        i128::from(self.replay.cost(project))
    }

    fn gain(&self, project: usize) -> i128 {
        match self.utility {
            Utility::Cost => self.cost(project),
            Utility::Cardinality => 1,
        }
    }

    /// Runs one round with every share raised by `raised` cents. None: in doubt.
    pub fn verdict(&self, raised: i128) -> Option<Verdict> {
        let ballots = self.replay.instance.ballots.len();
        let budget = i128::from(self.replay.instance.budget);
        let money = raised.checked_mul(ballots as i128)?.checked_add(budget)?;
        let share = bounds(money.checked_mul(1 << self.bits)?, ballots as i128);
        let mut wallets = vec![share; ballots];
        let mut bids: Vec<Bid> = (0..self.supporters.len())
            .filter(|&p| !self.supporters[p].is_empty())
            .map(|project| Bid {
                project,
                price: Bounds { least: 0, most: 0 },
                rate: Bounds { least: 0, most: 0 },
                payers: None,
                fresh: false,
            })
            .collect();
        let mut bought = vec![false; self.supporters.len()];
        let mut left = budget;
        while let Some(at) = self.cheapest(&mut bids, &wallets)? {
            let Bid { project, price, .. } = bids.swap_remove(at);
            bought[project] = true;
            left -= self.cost(project);
            if left < 0 {
                return Some(Verdict::TooDear);
            }
            for &ballot in &self.supporters[project] {
                let wallet = &mut wallets[ballot];
                wallet.least = (wallet.least - price.most).max(0);
                wallet.most = (wallet.most - price.least).max(0);
            }
            bids.iter_mut().for_each(|bid| bid.fresh = false);
        }
        let mut rest = (0..bought.len()).filter(|&p| self.replay.votes[p] > 0 && !bought[p]);
        Some(if rest.any(|p| self.cost(p) <= left) {
            Verdict::GoesOn
        } else {
            Verdict::Exhaustive
        })
    }

    /// The position of the project to buy now, if one can be. The outer None: in doubt.
    fn cheapest(&self, bids: &mut Vec<Bid>, wallets: &[Bounds]) -> Option<Option<usize>> {
        loop {
            let Some(low) = (0..bids.len()).min_by_key(|&i| bids[i].rate.least) else {
                return Some(None);
            };
            // All those that may be as cheap must be priced before one is chosen.
            let limit = bids[low].rate.most;
            let as_low = |bid: &Bid| bid.rate.least <= limit;
            let stale = if bids[low].fresh {
                bids.iter().position(|bid| !bid.fresh && as_low(bid))
            } else {
                Some(low)
            };
            if let Some(stale) = stale {
                match self.priced(bids[stale].project, wallets)? {
                    Some(bid) => bids[stale] = bid,
                    None => _ = bids.swap_remove(stale),
                }
                continue;
            }
            let mut best = low;
            for i in (0..bids.len()).filter(|&i| i != low && as_low(&bids[i])) {
                if self.before(&bids[i], &bids[best])? {
                    best = i;
                }
            }
            return Some(Some(best));
        }
    }

    /// Whether `a` is bought before `b`; both prices must be equal parts. None: in doubt.
    fn before(&self, a: &Bid, b: &Bid) -> Option<bool> {
        let worth = |bid: &Bid| Some(bid.payers?.checked_mul(self.gain(bid.project)));
        let (cost_a, cost_b) = (self.cost(a.project), self.cost(b.project));
        // cost / (payers * gain), the smaller first.
        let rate_a = cost_a.checked_mul(worth(b)??)?;
        let rate_b = cost_b.checked_mul(worth(a)??)?;
        let place = |bid: &Bid| self.place[bid.project];
        Some(rate_a < rate_b || (rate_a == rate_b && place(a) < place(b)))
    }

    /// The price now; the inner None: the supporters cannot pay; the outer None: in doubt.
    fn priced(&self, project: usize, wallets: &[Bounds]) -> Option<Option<Bid>> {
        let cost = self.cost(project).checked_mul(1 << self.bits)?;
        let held = self.supporters[project].iter().map(|&b| wallets[b]);
        let (mut least, mut most, mut payers) = (0_i128, 0_i128, 0_i128);
        for wallet in held.clone().filter(|wallet| wallet.most > 0) {
            least = least.checked_add(wallet.least)?;
            most = most.checked_add(wallet.most)?;
            payers += 1;
        }
        if most < cost {
            return Some(None);
        }
        if least < cost {
            return None;
        }
        let mut price = bounds(cost, payers);
        let even = held
            .clone()
            .all(|wallet| wallet.most == 0 || wallet.least >= price.most);
        if !even {
            price = Bounds {
                least: part(held.clone().map(|wallet| wallet.most), cost)?.least,
                most: part(held.map(|wallet| wallet.least), cost)?.most,
            };
        }
        let gain = self.gain(project);
        let rate = Bounds {
            least: bounds(price.least.checked_mul(1 << RATE_BITS)?, gain).least,
            most: bounds(price.most.checked_mul(1 << RATE_BITS)?, gain).most,
        };
        Some(Some(Bid {
            project,
            price,
            rate,
            payers: even.then_some(payers),
            fresh: true,
        }))
    }
}

/// What each must give so that those who have less give all they have and all give `cost`.
///
/// Each is asked for an equal part of what is still to pay. Who has less than that part gives all
/// she has, whatever the others do, and the others are asked again, for more.
fn part(wallets: impl Iterator<Item = i128> + Clone, cost: i128) -> Option<Bounds> {
    let (mut rest, mut payers) = (cost, wallets.clone().count() as i128);
    while payers > 0 {
        let part = bounds(rest, payers);
        let (mut given, mut rich) = (0, 0);
        for wallet in wallets.clone() {
            if wallet < part.most {
                given += wallet;
            } else {
                rich += 1;
            }
        }
        if rich == payers {
            return Some(part);
        }
        (rest, payers) = (cost - given, rich);
    }
    None
}

/// A fraction of whole numbers that are not negative, rounded down and up.
fn bounds(over: i128, under: i128) -> Bounds {
    let least = over / under;
    Bounds {
        least,
        most: if least * under == over {
            least
        } else {
            least + 1
        },
    }
}
