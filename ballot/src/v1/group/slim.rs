//! Powers for a browser: WebAssembly multiplies no two 64-bit words into 128 bits, so numbers are
//! 74 digits of 28 bits, and a column of a product is added up in one 64-bit word without ever
//! looking at a carry (148 products below 2^56 fit).
//!
//! Products take a constant time: the loops depend on lengths alone, and there is no final
//! subtraction (R is 2^24 times p, so what is below 2p stays there). `power`, for secrets, reads
//! every entry of its block; the functions named `public_…` look at the exponent and must never
//! be given a secret. On a server `comb` and `field` do this; the tests compare them.

use super::field::{Field, LIMBS, column_index, window};
use crypto_bigint::U2048;
use crypto_bigint::modular::ConstMontyParams;
use std::hint::black_box;
use std::marker::PhantomData;
use zeroize::Zeroize as _;

/// Bits of a digit.
const BITS: usize = 28;
/// Digits of a number.
const DIGITS: usize = 74;
const MASK: u64 = (1 << BITS) - 1;
/// Two digits in a word, for look-ups.
const PAIRS: usize = DIGITS / 2;

/// The digits, and a zero after them.
type Digits = [u64; DIGITS + 1];

/// The prime in digits, and what Montgomery's multiplication needs of it.
#[derive(Clone)]
struct Modulus {
    digits: Digits,
    /// `-1/p` modulo a digit.
    inverse: u64,
}

/// Two neighbouring columns at once: the products of `a` with the digits of `b` backwards, from
/// the last but one and from the last. Each digit of `b` is fetched once.
fn columns(a: &[u64], b: &[u64]) -> [u64; 2] {
    let (last, others) = b.split_last().unwrap_or((&0, &[]));
    let (mut sums, mut upper) = ([0_u64; 2], *last);
    for (a, lower) in a.iter().zip(others.iter().rev()) {
        sums[0] = sums[0].wrapping_add(a.wrapping_mul(*lower));
        sums[1] = sums[1].wrapping_add(a.wrapping_mul(upper));
        upper = *lower;
    }
    sums
}

impl Modulus {
    fn of<P: ConstMontyParams<LIMBS>>() -> Self {
        let digits = split(P::PARAMS.modulus().as_ref());
        // Newton's steps double the right bits of the inverse: 3, 6, 12, 24, 48.
        let mut inverse = digits[0];
        for _ in 0..4 {
            let error = 2_u64.wrapping_sub(digits[0].wrapping_mul(inverse));
            inverse = inverse.wrapping_mul(error);
        }
        Self {
            digits,
            inverse: inverse.wrapping_neg() & MASK,
        }
    }

    /// `a·b/R`, below 2p if both are.
    fn product(&self, a: &Digits, b: &Digits) -> Digits {
        self.reduced(|k| {
            if k < DIGITS {
                let [first, second] = columns(&a[..=k], &b[..k + 2]);
                [first, second + a[k + 1] * b[0]]
            } else {
                columns(&a[k + 1 - DIGITS..DIGITS], &b[k + 1 - DIGITS..])
            }
        })
    }

    /// `a²/R`: products of different digits are counted twice at once.
    fn square(&self, a: &Digits) -> Digits {
        self.reduced(|k| {
            let (low, half) = ((k + 1).saturating_sub(DIGITS), k / 2);
            let [first, second] = columns(&a[low..half], &a[half + 1..k + 2 - low]);
            [
                2 * first + a[half] * a[half],
                2 * (second + a[half] * a[half + 1]),
            ]
        })
    }

    /// Montgomery's reduction of a product, of which two columns are given at a time.
    fn reduced(&self, products: impl Fn(usize) -> [u64; 2]) -> Digits {
        let m = &self.digits;
        let (mut quotients, mut result) = ([0; DIGITS], [0; DIGITS + 1]);
        let mut sum = 0_u64;
        for k in (0..DIGITS).step_by(2) {
            let (product, known) = (products(k), columns(&quotients[..k], &m[1..k + 2]));
            sum += product[0] + known[0];
            quotients[k] = (sum & MASK).wrapping_mul(self.inverse) & MASK;
            sum = (sum + quotients[k] * m[0]) >> BITS;
            sum += product[1] + known[1] + quotients[k] * m[1];
            quotients[k + 1] = (sum & MASK).wrapping_mul(self.inverse) & MASK;
            sum = (sum + quotients[k + 1] * m[0]) >> BITS;
        }
        for k in (DIGITS..2 * DIGITS).step_by(2) {
            let low = k + 1 - DIGITS;
            let (product, known) = (products(k), columns(&quotients[low..], &m[low..]));
            sum += product[0] + known[0];
            result[k - DIGITS] = sum & MASK;
            sum = (sum >> BITS) + product[1] + known[1];
            result[k + 1 - DIGITS] = sum & MASK;
            sum >>= BITS;
        }
        result
    }
}

fn split(number: &U2048) -> Digits {
    let bytes = number.to_le_bytes();
    let bytes = bytes.as_slice();
    let mut digits = [0; DIGITS + 1];
    for (place, digit) in digits.iter_mut().take(DIGITS).enumerate() {
        // A digit begins at half a byte or at a whole one.
        let from = place * BITS / 8;
        let word = (0..5).rev().fold(0, |word, at| {
            word << 8 | u64::from(bytes.get(from + at).copied().unwrap_or(0))
        });
        *digit = word >> (place * BITS % 8) & MASK;
    }
    digits
}

/// The number of digits below 2^2048.
fn join(digits: &Digits) -> U2048 {
    let mut bytes = [0; 256];
    for (place, digit) in digits.iter().enumerate() {
        let from = place * BITS / 8;
        let word = digit << (place * BITS % 8);
        for (at, byte) in word.to_le_bytes().iter().enumerate().take(5) {
            if let Some(place) = bytes.get_mut(from + at) {
                *place |= byte;
            }
        }
    }
    U2048::from_le_slice(&bytes)
}

/// The number times R, as products want it. (Its own form is times 2^2048.)
fn entered<P: ConstMontyParams<LIMBS>>(number: &Field<P>) -> Digits {
    let rest = Field::<P>::new(&U2048::from_u64(
        1 << (BITS * DIGITS - U2048::BITS as usize),
    ));
    split((*number * rest).as_montgomery())
}

/// The number of a product.
fn left<P: ConstMontyParams<LIMBS>>(modulus: &Modulus, number: &Digits) -> Field<P> {
    let mut unit = [0; DIGITS + 1];
    unit[0] = 1;
    // Times one and divided by R it is the number itself, at most p, below 2^2048.
    Field::<P>::new(&join(&modulus.product(number, &unit)))
}

/// A power of any base by an exponent that everybody knows.
pub fn public_power<P: ConstMontyParams<LIMBS>>(base: &Field<P>, exponent: &[u8]) -> Field<P> {
    let modulus = Modulus::of::<P>();
    let product = |a: &Digits, b: &Digits| modulus.product(a, b);
    let square = |number: &Digits| modulus.square(number);
    window(entered(base), exponent, product, square)
        .map_or(Field::<P>::ONE, |power| left(&modulus, &power))
}

/// Two digits a word.
fn pack(digits: &Digits) -> [u64; PAIRS] {
    let mut pairs = [0; PAIRS];
    for (pair, two) in pairs.iter_mut().zip(digits.chunks_exact(2)) {
        *pair = two[0] | two[1] << 32;
    }
    pairs
}

fn unpack(pairs: &[u64; PAIRS]) -> Digits {
    let mut digits = [0; DIGITS + 1];
    for (two, pair) in digits.chunks_exact_mut(2).zip(pairs) {
        (two[0], two[1]) = (pair & 0xffff_ffff, pair >> 32);
    }
    digits
}

/// A table like `Comb`'s, with its numbers in digits.
pub struct SlimComb<P: ConstMontyParams<LIMBS>, const H: usize, const V: usize> {
    columns: usize,
    depth: usize,
    modulus: Modulus,
    one: Digits,
    entries: Vec<[u64; PAIRS]>,
    field: PhantomData<P>,
}

impl<P: ConstMontyParams<LIMBS>, const H: usize, const V: usize> SlimComb<P, H, V> {
    /// Prepares powers of a public base by exponents below `2^bits`.
    pub fn new(base: &Field<P>, bits: usize) -> Self {
        let modulus = Modulus::of::<P>();
        let one = entered(&Field::<P>::ONE);
        let mut power = entered(base);
        let columns = bits.div_ceil(H);
        let depth = columns.div_ceil(V);
        let mut full = vec![one; V << H];
        for row in 0..H {
            let mut done = 0;
            for block in 0..V {
                for _ in done..block * depth {
                    power = modulus.square(&power);
                }
                done = block * depth;
                let start = block << H;
                for entry in 0..1 << row {
                    full[start + (1 << row) + entry] =
                        modulus.product(&full[start + entry], &power);
                }
            }
            for _ in done..columns {
                power = modulus.square(&power);
            }
        }
        let entries = full.iter().map(pack).collect();
        Self {
            columns,
            depth,
            modulus,
            one,
            entries,
            field: PhantomData,
        }
    }

    /// The power by a secret little-endian exponent.
    pub fn power(&self, exponent: &[u8]) -> Field<P> {
        let mut power = self.one;
        for step in (0..self.depth).rev() {
            if step + 1 < self.depth {
                power = self.modulus.square(&power);
            }
            for block in 0..V {
                let column = block * self.depth + step;
                if column < self.columns {
                    let index = column_index::<H>(exponent, self.columns, column);
                    let mut entry = self.entry(block, index);
                    power = self.modulus.product(&power, &entry);
                    entry.zeroize();
                }
            }
        }
        let number = left(&self.modulus, &power);
        power.zeroize();
        number
    }

    /// The power by a little-endian exponent that everybody knows.
    pub fn public_power(&self, exponent: &[u8]) -> Field<P> {
        let mut power: Option<Digits> = None;
        for step in (0..self.depth).rev() {
            power = power.map(|power| self.modulus.square(&power));
            for block in 0..V {
                let column = block * self.depth + step;
                if column >= self.columns {
                    continue;
                }
                let index = column_index::<H>(exponent, self.columns, column);
                if index > 0 {
                    let entry = unpack(&self.entries[(block << H) + index]);
                    power = Some(power.map_or(entry, |power| self.modulus.product(&power, &entry)));
                }
            }
        }
        power.map_or(Field::<P>::ONE, |power| left(&self.modulus, &power))
    }

    /// An entry of a block, all of which are read.
    fn entry(&self, block: usize, index: usize) -> Digits {
        let mut found = [0; PAIRS];
        for (number, entry) in self.entries[block << H..][..1 << H].iter().enumerate() {
            // All ones if this is it; nobody who compiles this may know that it is a choice.
            let other = (number ^ index) as u64;
            let mask = black_box((other.wrapping_sub(1) >> 63).wrapping_neg());
            for (found, entry) in found.iter_mut().zip(entry) {
                *found |= entry & mask;
            }
        }
        unpack(&found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::comb::Comb;
    use super::*;
    use crate::v1::group::{Belenios2048, Group, Rfc3526};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::{RngCore, SeedableRng};

    fn same<P: ConstMontyParams<LIMBS>>(base: &Field<P>, bits: usize) {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (slim, comb) = (
            SlimComb::<P, 5, 4>::new(base, bits),
            Comb::<P, 5, 4>::new(base, bits),
        );
        let alike = |exponent: &[u8]| {
            let power = comb.power(exponent);
            assert_eq!(slim.power(exponent), power);
            assert_eq!(slim.public_power(exponent), power);
            assert_eq!(public_power(base, exponent), power);
        };
        let mut exponent = vec![0; bits.div_ceil(8)];
        for fill in [0, 1, 0xff] {
            exponent.fill(fill);
            if !bits.is_multiple_of(8) {
                *exponent.last_mut().unwrap() &= (1 << (bits % 8)) - 1;
            }
            alike(&exponent);
        }
        for _ in 0..20 {
            rng.fill_bytes(&mut exponent);
            exponent[0] |= 1;
            *exponent.last_mut().unwrap() &= 0x7f;
            alike(&exponent);
        }
    }

    #[test]
    fn gives_what_the_other_table_gives() {
        let p_minus_one = |base: &Field<_>| Field::<_>::ZERO - *base;
        same(&Belenios2048::generator(), 256);
        same(&p_minus_one(&Belenios2048::identity()), 256);
        same(&Rfc3526::generator(), 2047);
    }

    #[test]
    fn digits_there_and_back() {
        for number in [
            U2048::ZERO,
            U2048::ONE,
            U2048::MAX,
            U2048::MAX.wrapping_shr(7),
        ] {
            assert_eq!(join(&split(&number)), number);
        }
    }
}
