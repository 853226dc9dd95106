//! Money as an interval of fixed-point numbers, and the price at which supporters can pay.

/// Fractional bits of a cent. Sums of money stay under 2^49 cents for one voter (see
/// `MAX_CENTS`), so a sum over 2^24 voters stays under 2^121. The result does not depend on this
/// number: the unit tests take a coarse one, so that the fractions decide nearly everything.
pub(super) const FRACTION_BITS: u32 = if cfg!(test) { 1 } else { 48 };
/// More fractional bits for prices divided by costs, which are at most 1.
const RATIO_BITS: u32 = 31;

/// Cents to fixed point.
pub(super) fn fixed(cents: i64) -> i128 {
    i128::from(cents) << FRACTION_BITS
}

/// Fixed point to whole cents, rounded down.
pub(super) fn floor_cents(value: i128) -> i64 {
    i64::try_from(value >> FRACTION_BITS).unwrap_or(i64::MAX)
}

/// Fixed point to whole cents, rounded up.
pub(super) fn ceil_cents(value: i128) -> i64 {
    i64::try_from(-(-value >> FRACTION_BITS)).unwrap_or(i64::MAX)
}

/// A number known to lie between two fixed-point numbers, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub lo: i128,
    pub hi: i128,
}

/// The same money in every wallet: `numerator / denominator` cents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Endowment {
    pub numerator: i128,
    pub denominator: i128,
}

impl Endowment {
    pub fn interval(self) -> Interval {
        let scaled = self.numerator << FRACTION_BITS;
        Interval {
            lo: scaled.div_euclid(self.denominator),
            hi: ceil_div(scaled, self.denominator),
        }
    }
}

/// Quotient of two numbers, the second positive, rounded up.
pub(super) fn ceil_div(a: i128, b: i128) -> i128 {
    -(-a).div_euclid(b)
}

/// Divides a price (fixed point, at most `cost`) by the cost, with bits added to keep precision.
pub(super) fn ratio(price: Interval, cost: i64) -> Interval {
    let cost = i128::from(cost);
    Interval {
        lo: (price.lo << RATIO_BITS).div_euclid(cost),
        hi: ceil_div(price.hi << RATIO_BITS, cost),
    }
}

/// The smallest `q` such that wallets paying `min(wallet, q)` reach `cost`, rounded down and up.
/// `wallets` yields (number of voters, money of each); together they must hold at least `cost`.
/// `start` is a number known not to exceed `q`.
pub(super) fn price<W>(wallets: W, voters: i128, cost: i128, start: i128) -> (i128, i128)
where
    W: Iterator<Item = (i128, i128)> + Clone,
{
    let mut bound = start.max(ceil_div(cost, voters));
    let mut payers = voters;
    loop {
        // Whoever has less than a lower bound of the price gives all; the others share the rest,
        // which gives a better lower bound. With whole numbers, `w < x` is `w < ceil(x)`.
        let (mut rest, mut rich) = (cost, voters);
        for (size, money) in wallets.clone() {
            if money < bound {
                rest -= size * money;
                rich -= size;
            }
        }
        if rich == 0 {
            // Only when all the money is needed to the last unit.
            let most = wallets.map(|(_, money)| money).max().unwrap_or(0);
            return (most, most);
        }
        let next = ceil_div(rest, rich);
        if rich == payers && next <= bound {
            return (rest.div_euclid(rich), next);
        }
        payers = rich;
        bound = next.max(bound);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_poor_give_all_and_the_rich_share_the_rest() {
        let wallets = [(1, 10), (2, 100), (1, 1000)];
        let q = |cost| price(wallets.iter().copied(), 4, cost, 0);
        assert_eq!(q(40), (10, 10));
        assert_eq!(q(100), (30, 30));
        assert_eq!(q(111), (33, 34));
        assert_eq!(q(310), (100, 100));
        assert_eq!(q(311), (101, 101));
        assert_eq!(q(1210), (1000, 1000));
    }

    #[test]
    fn rounding_up_of_negative_quotients() {
        assert_eq!(
            (ceil_div(7, 2), ceil_div(-7, 2), ceil_div(8, 2)),
            (4, -3, 4)
        );
        assert_eq!(
            (ceil_cents(1), ceil_cents(0), floor_cents(fixed(1) + 1)),
            (1, 0, 1)
        );
    }
}
