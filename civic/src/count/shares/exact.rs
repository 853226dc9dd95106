//! The exact value of prices and wallets, computed only when intervals cannot tell.
//!
//! A voter who named a project that was bought has paid its price, or all she had. So what she
//! has left is `max(0, endowment - sum of the prices of the bought projects she named)`: the
//! prices alone, one for each purchase, give every wallet at every moment.

use super::groups::Groups;
use super::money::Endowment;
use crate::count::instance::Instance;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use std::cmp::Ordering;

/// A whole number as a fraction.
pub(super) fn whole(value: i128) -> BigRational {
    BigRational::from_integer(BigInt::from(value))
}

/// A purchase, by whom, and its price once it has been needed.
struct Bought {
    project: usize,
    supporters: Vec<u32>,
    price: Option<BigRational>,
}

pub(super) struct Exact<'a> {
    instance: &'a Instance,
    groups: &'a Groups,
    endowment: BigRational,
    purchases: Vec<Bought>,
    /// The position in `purchases` of each project bought.
    bought_at: Vec<Option<usize>>,
}

impl<'a> Exact<'a> {
    pub fn new(instance: &'a Instance, groups: &'a Groups, endowment: Endowment) -> Self {
        Self {
            instance,
            groups,
            endowment: BigRational::new(endowment.numerator.into(), endowment.denominator.into()),
            purchases: Vec::new(),
            bought_at: vec![None; instance.projects.len()],
        }
    }

    /// Records a purchase. `supporters` may leave out groups without money; `payers` is how many
    /// voters pay, if all pay the same.
    pub fn bought(&mut self, project: usize, supporters: Vec<u32>, payers: Option<i128>) {
        let price = payers.map(|payers| self.equal_price(project, payers));
        self.bought_at[project] = Some(self.purchases.len());
        self.purchases.push(Bought {
            project,
            supporters,
            price,
        });
    }

    /// The price of a project not bought yet, whose supporters can pay for it.
    pub fn price(&mut self, project: usize, by: &[u32], payers: Option<i128>) -> BigRational {
        if let Some(payers) = payers {
            return self.equal_price(project, payers);
        }
        let now = self.purchases.len();
        self.prepare(by, now);
        self.price_at(project, by, now)
    }

    /// Whether the supporters of a project can pay for it now.
    pub fn can_pay(&mut self, by: &[u32], cost: i64) -> bool {
        self.money(by) >= whole(cost.into())
    }

    /// What these groups have now, in cents, rounded down.
    pub fn money_cents(&mut self, groups: &[u32]) -> i64 {
        self.money(groups)
            .floor()
            .to_integer()
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
            .and_then(|q| q.ceil().to_integer().to_i64())
            .unwrap_or(i64::MAX)
    }

    fn equal_price(&self, project: usize, payers: i128) -> BigRational {
        BigRational::new(self.instance.projects[project].cost.into(), payers.into())
    }

    fn money(&mut self, groups: &[u32]) -> BigRational {
        let now = self.purchases.len();
        self.prepare(groups, now);
        groups
            .iter()
            .map(|&g| self.wallet(g, now) * self.size(g))
            .sum()
    }

    fn size(&self, group: u32) -> BigInt {
        BigInt::from(self.groups.size[group as usize])
    }

    /// What each voter of a group has before purchase number `before`. The prices it needs must
    /// have been computed: see [`Self::prepare`].
    fn wallet(&self, group: u32, before: usize) -> BigRational {
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
        if left < BigRational::zero() {
            BigRational::zero()
        } else {
            left
        }
    }

    /// Computes the price of every purchase on which these wallets depend, oldest first.
    fn prepare(&mut self, groups: &[u32], before: usize) {
        let mut needed = vec![false; before];
        self.mark(groups, before, &mut needed);
        for at in (0..before).rev() {
            if needed[at] {
                self.mark(&self.purchases[at].supporters, at, &mut needed);
            }
        }
        for at in (0..before).filter(|&at| needed[at]) {
            let bought = &self.purchases[at];
            let price = self.price_at(bought.project, &bought.supporters, at);
            self.purchases[at].price = Some(price);
        }
    }

    /// Marks the purchases these groups took part in whose price is not known.
    fn mark(&self, groups: &[u32], before: usize, needed: &mut [bool]) {
        for &group in groups {
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
            let supporters = self.purchases[at].supporters.clone();
            self.prepare(&supporters, at);
            let price = self.price_at(self.purchases[at].project, &supporters, at);
            self.purchases[at].price = Some(price);
        }
    }

    /// The price of a project before purchase number `before`: with wallets in ascending order,
    /// each supporter is asked for an equal part of what is still to pay, and gives all she has
    /// until the first who has enough, and who fixes the price.
    fn price_at(&self, project: usize, by: &[u32], before: usize) -> BigRational {
        let mut wallets: Vec<(BigRational, BigInt)> = by
            .iter()
            .map(|&g| (self.wallet(g, before), self.size(g)))
            .collect();
        wallets.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal));
        let mut to_pay = whole(self.instance.projects[project].cost.into());
        let mut payers: BigInt = wallets.iter().map(|(_, size)| size).sum();
        for (wallet, size) in &wallets {
            let part = &to_pay / &payers;
            if part <= *wallet {
                return part;
            }
            to_pay -= wallet * size;
            payers -= size;
        }
        // Not reached when the supporters can pay.
        wallets
            .pop()
            .map_or_else(BigRational::zero, |(wallet, _)| wallet)
    }
}
