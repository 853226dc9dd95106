//! The exact value of prices and wallets, computed only when intervals cannot tell.
//!
//! A voter who named a project that was bought has paid its price, or all she had. So what she
//! has left is `max(0, endowment - sum of the prices of the bought projects she named)`: the
//! prices alone, one for each purchase, give every wallet at every moment. They are kept as whole
//! numbers over one denominator, refined when a new price needs it: fractions reduced one by one
//! would cost many times more.

use super::groups::Groups;
use super::money::Endowment;
use crate::count::instance::Instance;
use crate::count::rule::Utility;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A project and the groups that may pay for it; `payers` is how many voters pay, if it is known
/// that all pay the same.
#[derive(Clone, Copy)]
pub(super) struct Offer<'b> {
    pub project: usize,
    pub supporters: &'b [u32],
    pub payers: Option<i128>,
}

/// A purchase, by whom, and its price (over the common denominator) once it has been needed.
struct Bought {
    project: usize,
    supporters: Vec<u32>,
    payers: Option<i128>,
    price: Option<BigInt>,
}

impl Bought {
    fn offer(&self) -> Offer<'_> {
        Offer {
            project: self.project,
            supporters: &self.supporters,
            payers: self.payers,
        }
    }
}

/// A price that may not be whole over the common denominator: `rest / payers` of its units.
struct Price {
    rest: BigInt,
    payers: BigInt,
}

pub(super) struct Exact<'a> {
    instance: &'a Instance,
    groups: &'a Groups,
    /// The common denominator: amounts below are in parts of a cent, `unit` to the cent.
    unit: BigInt,
    endowment: BigInt,
    purchases: Vec<Bought>,
    /// The position in `purchases` of each project bought.
    bought_at: Vec<Option<usize>>,
}

impl<'a> Exact<'a> {
    pub fn new(instance: &'a Instance, groups: &'a Groups, endowment: Endowment) -> Self {
        Self {
            instance,
            groups,
            unit: endowment.denominator.into(),
            endowment: endowment.numerator.into(),
            purchases: Vec::new(),
            bought_at: vec![None; instance.projects.len()],
        }
    }

    /// Records a purchase. `supporters` may leave out groups without money.
    pub fn bought(&mut self, project: usize, supporters: Vec<u32>, payers: Option<i128>) {
        self.bought_at[project] = Some(self.purchases.len());
        self.purchases.push(Bought {
            project,
            supporters,
            payers,
            price: None,
        });
    }

    /// Compares the prices for one unit of utility of two projects not bought, whose supporters
    /// can pay for them.
    pub fn compare(&mut self, a: Offer, b: Offer, utility: Utility) -> Ordering {
        let now = self.purchases.len();
        // Before any of the two prices: it may refine the denominator.
        self.prepare(a, now);
        self.prepare(b, now);
        let (price_a, price_b) = (self.price(a, now), self.price(b, now));
        let mut left = price_a.rest * price_b.payers;
        let mut right = price_b.rest * price_a.payers;
        if utility == Utility::Cost {
            left *= self.cost(b.project);
            right *= self.cost(a.project);
        }
        left.cmp(&right)
    }

    /// Whether these groups have as much as `cost` now.
    pub fn can_pay(&mut self, groups: &[u32], cost: i64) -> bool {
        self.money(groups) >= &self.unit * cost
    }

    /// What these groups have now, in cents, rounded down.
    pub fn money_cents(&mut self, groups: &[u32]) -> i64 {
        self.money(groups)
            .div_floor(&self.unit)
            .to_i64()
            .unwrap_or(i64::MAX)
    }

    /// The price paid for a project bought, in cents, rounded up.
    pub fn paid_cents(&mut self, project: usize) -> i64 {
        let Some(at) = self.bought_at[project] else {
            return 0;
        };
        self.settle(at);
        let price = self.purchases[at].price.as_ref();
        price
            .and_then(|q| q.div_ceil(&self.unit).to_i64())
            .unwrap_or(i64::MAX)
    }

    fn cost(&self, project: usize) -> i64 {
        self.instance.projects[project].cost
    }

    fn size(&self, group: u32) -> i128 {
        self.groups.size[group as usize]
    }

    fn money(&mut self, groups: &[u32]) -> BigInt {
        let now = self.purchases.len();
        let all = Offer {
            project: 0,
            supporters: groups,
            payers: None,
        };
        self.prepare(all, now);
        groups
            .iter()
            .map(|&g| self.wallet(g, now) * self.size(g))
            .sum()
    }

    /// What each voter of a group has before purchase number `before`. The prices it needs must
    /// have been computed: see [`Self::prepare`].
    fn wallet(&self, group: u32, before: usize) -> BigInt {
        let mut left = self.endowment.clone();
        for &project in &self.groups.named[group as usize] {
            match self.bought_at[project] {
                Some(at) if at < before => {
                    if let Some(price) = &self.purchases[at].price {
                        left -= price;
                    }
                }
                _ => {}
            }
        }
        if left.is_negative() {
            BigInt::zero()
        } else {
            left
        }
    }

    /// Computes the price of every purchase on which that of an offer depends, oldest first.
    fn prepare(&mut self, offer: Offer, before: usize) {
        let mut needed = vec![false; before];
        self.mark(offer, before, &mut needed);
        for at in (0..before).rev() {
            if needed[at] {
                self.mark(self.purchases[at].offer(), at, &mut needed);
            }
        }
        for at in (0..before).filter(|&at| needed[at]) {
            let price = self.price(self.purchases[at].offer(), at);
            self.store(at, price);
        }
    }

    /// Marks the purchases these supporters took part in whose price is not known.
    fn mark(&self, offer: Offer, before: usize, needed: &mut [bool]) {
        if offer.payers.is_some() {
            return;
        }
        for &group in offer.supporters {
            for &project in &self.groups.named[group as usize] {
                match self.bought_at[project] {
                    Some(at) if at < before && self.purchases[at].price.is_none() => {
                        needed[at] = true;
                    }
                    _ => {}
                }
            }
        }
    }

    /// Computes the price of one purchase, if it is not known.
    fn settle(&mut self, at: usize) {
        if self.purchases[at].price.is_none() {
            let Bought {
                project, payers, ..
            } = self.purchases[at];
            let supporters = self.purchases[at].supporters.clone();
            let offer = Offer {
                project,
                supporters: &supporters,
                payers,
            };
            self.prepare(offer, at);
            let price = self.price(offer, at);
            self.store(at, price);
        }
    }

    /// Keeps the price of a purchase, over a denominator that makes it whole.
    fn store(&mut self, at: usize, price: Price) {
        let factor = &price.payers / price.payers.gcd(&price.rest);
        if !factor.is_one() {
            self.unit *= &factor;
            self.endowment *= &factor;
            let known = self
                .purchases
                .iter_mut()
                .filter_map(|bought| bought.price.as_mut());
            known.for_each(|price| *price *= &factor);
        }
        self.purchases[at].price = Some(price.rest * factor / price.payers);
    }

    /// The price of an offer before purchase number `before`: with wallets in ascending order,
    /// each supporter is asked for an equal part of what is still to pay, and gives all she has
    /// until the first who has enough, and who fixes the price.
    fn price(&self, offer: Offer, before: usize) -> Price {
        let mut rest = &self.unit * self.cost(offer.project);
        if let Some(payers) = offer.payers {
            return Price {
                rest,
                payers: payers.into(),
            };
        }
        let groups = offer.supporters.iter();
        let mut wallets: Vec<(BigInt, i128)> = groups
            .map(|&g| (self.wallet(g, before), self.size(g)))
            .collect();
        wallets.sort_unstable();
        let mut payers: i128 = wallets.iter().map(|(_, size)| size).sum();
        for (wallet, size) in &wallets {
            // The last always pays what is left: the supporters can pay.
            if wallet * payers >= rest || payers == *size {
                break;
            }
            rest -= wallet * size;
            payers -= size;
        }
        Price {
            rest,
            payers: payers.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Ballot, Project};

    #[test]
    fn prices_are_worked_out_from_the_first_purchase_on() {
        let project = |(id, cost): (&str, i64)| Project {
            id: id.to_owned(),
            cost,
        };
        let instance = Instance {
            budget: 400,
            projects: [("a", 150), ("b", 60), ("c", 140)].map(project).to_vec(),
            ballots: [vec![0], vec![0, 1], vec![1, 2], vec![2]]
                .map(Ballot::approving)
                .to_vec(),
        };
        let groups = Groups::new(&instance);
        let endowment = Endowment {
            numerator: 400,
            denominator: 4,
        };
        let mut exact = Exact::new(&instance, &groups, endowment);
        // Nothing is computed before the end: neither purchase says that all pay the same.
        exact.bought(0, vec![0, 1], None);
        exact.bought(1, vec![1, 2], None);
        assert!(exact.purchases.iter().all(|bought| bought.price.is_none()));
        // a costs 75 each. The second voter has 25 for b, so the third pays 35 and has 65 for c,
        // of which the fourth pays 75.
        let c = Offer {
            project: 2,
            supporters: &[2, 3],
            payers: None,
        };
        exact.prepare(c, 2);
        let price = exact.price(c, 2);
        assert_eq!(price.rest, price.payers * &exact.unit * 75);
        assert_eq!((exact.paid_cents(0), exact.paid_cents(1)), (75, 35));
        assert_eq!(exact.money_cents(&[0, 1, 2, 3]), 190);
        assert!(exact.can_pay(&[2, 3], 165) && !exact.can_pay(&[2, 3], 166));
    }
}
