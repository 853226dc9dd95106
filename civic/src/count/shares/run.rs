//! One run of equal shares with a given endowment.
//!
//! Two ideas make it fast and exact. *Lazy evaluation*: wallets only lose money, so a project
//! only gets dearer for its supporters; an old price is a lower bound, and a heap of lower bounds
//! finds the cheapest project after evaluating a few. *Filtered arithmetic*: prices are computed
//! as intervals of 128-bit fixed-point numbers; only when two intervals overlap does [`Exact`]
//! compute the fractions themselves.

use super::exact::{Exact, Offer};
use super::groups::Groups;
use super::money::{Endowment, Interval, ceil_cents, fixed, floor_cents, price, ratio};
use crate::count::instance::Instance;
use crate::count::rule::Utility;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// What is the same in every run of a count.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub instance: &'a Instance,
    pub groups: &'a Groups,
    pub ranks: &'a [u32],
    pub utility: Utility,
}

/// A project funded by a run.
pub(super) struct Purchase {
    pub project: usize,
    pub price: Interval,
    /// Projects exactly as cheap, behind by the tie rule.
    pub tied: Vec<usize>,
}

/// A project its supporters can pay for.
struct Candidate {
    project: usize,
    /// The most one supporter pays.
    price: Interval,
    /// The price for one unit of utility: the smallest is funded first.
    ratio: Interval,
    /// When every payer pays the same, how many they are: the price is then `cost / payers`.
    payers: Option<i128>,
}

pub(super) struct Run<'a> {
    setting: Setting<'a>,
    /// What each voter of a group has left.
    wallets: Vec<Interval>,
    /// The groups that name a project and may still have money.
    supporters: Vec<Vec<u32>>,
    /// Lower bounds of the prices.
    bounds: Vec<i128>,
    /// Projects not funded, by lower bound of their ratio.
    heap: BinaryHeap<Reverse<(i128, u32)>>,
    exact: Exact<'a>,
}

impl<'a> Run<'a> {
    pub fn new(setting: Setting<'a>, endowment: Endowment) -> Self {
        let projects = setting.instance.projects.len();
        let heap = (0_u32..)
            .zip(&setting.groups.supporters)
            .filter(|(_, supporters)| !supporters.is_empty())
            .map(|(project, _)| Reverse((0, project)))
            .collect();
        Self {
            wallets: vec![endowment.interval(); setting.groups.size.len()],
            supporters: setting.groups.supporters.clone(),
            bounds: vec![0; projects],
            heap,
            exact: Exact::new(setting.instance, setting.groups, endowment),
            setting,
        }
    }

    /// Funds the next project, if the supporters of one can still pay for it.
    pub fn buy(&mut self) -> Option<Purchase> {
        let mut best: Option<Candidate> = None;
        let mut tied = Vec::new();
        let mut beaten = Vec::new();
        while let Some(&Reverse((bound, project))) = self.heap.peek() {
            if best.as_ref().is_some_and(|best| bound > best.ratio.hi) {
                break;
            }
            self.heap.pop();
            let Some(candidate) = self.evaluate(project as usize) else {
                continue;
            };
            let order = best
                .as_ref()
                .map_or(Ordering::Less, |b| self.compare(&candidate, b));
            let wins = match (&best, order) {
                (Some(b), Ordering::Equal) => {
                    self.setting.ranks[candidate.project] < self.setting.ranks[b.project]
                }
                (_, order) => order == Ordering::Less,
            };
            let loser = if wins {
                best.replace(candidate)
            } else {
                Some(candidate)
            };
            if order == Ordering::Less {
                tied.clear();
            }
            if let Some(loser) = loser {
                if order == Ordering::Equal {
                    tied.push(loser.project);
                }
                beaten.push(Reverse((loser.ratio.lo, loser.project as u32)));
            }
        }
        self.heap.extend(beaten);
        let best = best?;
        self.pay(&best);
        tied.sort_by_key(|&p| self.setting.ranks[p]);
        Some(Purchase {
            project: best.project,
            price: best.price,
            tied,
        })
    }

    /// The price of a project now; nothing (and it is never looked at again) if its supporters
    /// cannot pay for it any more.
    fn evaluate(&mut self, project: usize) -> Option<Candidate> {
        let (wallets, sizes) = (&self.wallets, &self.setting.groups.size);
        self.supporters[project].retain(|&g| wallets[g as usize].hi > 0);
        let supporters = &self.supporters[project];
        let cost = self.setting.instance.projects[project].cost;
        let (mut voters, mut least) = (0, i128::MAX);
        let mut money = Interval { lo: 0, hi: 0 };
        for &group in supporters {
            let (size, wallet) = (sizes[group as usize], wallets[group as usize]);
            voters += size;
            money.lo += size * wallet.lo;
            money.hi += size * wallet.hi;
            least = least.min(wallet.lo);
        }
        let needed = fixed(cost);
        let enough =
            money.lo >= needed || (money.hi >= needed && self.exact.can_pay(supporters, cost));
        if !enough {
            return None;
        }
        let each = supporters
            .iter()
            .map(|&g| (sizes[g as usize], wallets[g as usize]));
        let bound = self.bounds[project];
        // The richer the supporters, the lower the price: the upper ends give the lower bound.
        let lo = price(each.clone().map(|(n, w)| (n, w.hi)), voters, needed, bound).0;
        let hi = if money.lo >= needed {
            price(each.map(|(n, w)| (n, w.lo)), voters, needed, bound).1
        } else {
            each.map(|(_, w)| w.hi).max().unwrap_or(0)
        };
        self.bounds[project] = lo;
        let price = Interval { lo, hi };
        let ratio = match self.setting.utility {
            Utility::Cost => ratio(price, cost),
            Utility::Cardinality => price,
        };
        let payers = (least >= hi).then_some(voters);
        Some(Candidate {
            project,
            price,
            ratio,
            payers,
        })
    }

    /// `Less` if the first is the cheaper for its supporters.
    fn compare(&mut self, a: &Candidate, b: &Candidate) -> Ordering {
        if a.ratio.hi < b.ratio.lo {
            return Ordering::Less;
        }
        if b.ratio.hi < a.ratio.lo {
            return Ordering::Greater;
        }
        let cost = |c: &Candidate| self.setting.instance.projects[c.project].cost;
        let (cost_a, cost_b) = (i128::from(cost(a)), i128::from(cost(b)));
        match (self.setting.utility, a.payers, b.payers) {
            (Utility::Cost, Some(m), Some(n)) => n.cmp(&m),
            (Utility::Cardinality, Some(m), Some(n)) => (cost_a * n).cmp(&(cost_b * m)),
            (utility, ..) => {
                let offer = |c: &Candidate| Offer {
                    project: c.project,
                    supporters: &self.supporters[c.project],
                    payers: c.payers,
                };
                self.exact.compare(offer(a), offer(b), utility)
            }
        }
    }

    fn pay(&mut self, bought: &Candidate) {
        let supporters = std::mem::take(&mut self.supporters[bought.project]);
        for &group in &supporters {
            let wallet = &mut self.wallets[group as usize];
            wallet.lo = (wallet.lo - bought.price.hi).max(0);
            wallet.hi = (wallet.hi - bought.price.lo).max(0);
        }
        self.exact.bought(bought.project, supporters, bought.payers);
    }

    pub fn cost(&self, project: usize) -> i64 {
        self.setting.instance.projects[project].cost
    }

    /// The price of the last purchase in cents, rounded up.
    pub fn share_cents(&mut self, purchase: &Purchase) -> i64 {
        let (lo, hi) = (ceil_cents(purchase.price.lo), ceil_cents(purchase.price.hi));
        if lo == hi {
            lo
        } else {
            self.exact.paid_cents(purchase.project)
        }
    }

    /// What the supporters of a project not funded have now, in cents, rounded down.
    pub fn money_cents(&mut self, project: usize) -> i64 {
        let supporters = &self.setting.groups.supporters[project];
        let (mut lo, mut hi) = (0, 0);
        for &group in supporters {
            let size = self.setting.groups.size[group as usize];
            lo += size * self.wallets[group as usize].lo;
            hi += size * self.wallets[group as usize].hi;
        }
        let (lo, hi) = (floor_cents(lo), floor_cents(hi));
        if lo == hi {
            lo
        } else {
            self.exact.money_cents(supporters)
        }
    }
}
