//! Faster products and squares of numbers that everybody knows. A product is made of three of
//! half the length instead of four (Karatsuba), a square of the products that differ; then both
//! are reduced two words at once, so that the processor has two chains of carries to work on.
//! This is where a verification spends nine tenths of its time.
//!
//! On machines with 64-bit words only; elsewhere it is the general arithmetic. The tests compare
//! the two. Its time depends on the numbers: it must never be given a secret.

use super::field::{Field, LIMBS};
use crypto_bigint::modular::ConstMontyParams;

/// The product.
#[cfg(not(target_pointer_width = "64"))]
pub fn public_product<P: ConstMontyParams<LIMBS>>(a: &Field<P>, b: &Field<P>) -> Field<P> {
    *a * *b
}

/// The square.
#[cfg(not(target_pointer_width = "64"))]
pub fn public_square<P: ConstMontyParams<LIMBS>>(number: &Field<P>) -> Field<P> {
    number.square()
}

/// The product.
#[cfg(target_pointer_width = "64")]
pub fn public_product<P: ConstMontyParams<LIMBS>>(a: &Field<P>, b: &Field<P>) -> Field<P> {
    reduced(wide_product(
        a.as_montgomery().as_words(),
        b.as_montgomery().as_words(),
    ))
}

/// The square.
#[cfg(target_pointer_width = "64")]
pub fn public_square<P: ConstMontyParams<LIMBS>>(number: &Field<P>) -> Field<P> {
    reduced(wide_square(number.as_montgomery().as_words()))
}

#[cfg(target_pointer_width = "64")]
fn reduced<P: ConstMontyParams<LIMBS>>(mut wide: [u64; WIDE]) -> Field<P> {
    use crypto_bigint::Uint;
    let modulus = P::PARAMS.modulus().as_ref();
    let over = reduce(&mut wide, modulus.as_words(), P::PARAMS.mod_neg_inv().0);
    let mut words = [0; LIMBS];
    words.copy_from_slice(&wide[LIMBS..]);
    let number = Uint::from_words(words);
    let below = !over && number < *modulus;
    let number = if below {
        number
    } else {
        number.wrapping_sub(modulus)
    };
    Field::<P>::from_montgomery(number)
}

#[cfg(target_pointer_width = "64")]
const WIDE: usize = 2 * LIMBS;
#[cfg(target_pointer_width = "64")]
const HALF: usize = LIMBS / 2;

#[cfg(target_pointer_width = "64")]
#[expect(clippy::cast_possible_truncation, reason = "words are cut on purpose")]
fn low(number: u128) -> u64 {
    number as u64
}

#[cfg(target_pointer_width = "64")]
fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

/// The product of two numbers of half the length, two words of the first at once.
#[cfg(target_pointer_width = "64")]
fn half_product(a: &[u64], b: &[u64]) -> [u64; LIMBS] {
    let mut wide = [0; LIMBS];
    for (i, pair) in a.chunks_exact(2).enumerate() {
        let row = &mut wide[2 * i..2 * i + HALF + 2];
        let p = product(pair[0], b[0]) + u128::from(row[0]);
        row[0] = low(p);
        let mut carry = p >> 64;
        for (word, others) in row[1..HALF].iter_mut().zip(b.windows(2)) {
            let p = product(pair[0], others[1]) + u128::from(*word);
            let q = product(pair[1], others[0]) + carry;
            let sum = u128::from(low(p)) + u128::from(low(q));
            *word = low(sum);
            carry = (p >> 64) + (q >> 64) + (sum >> 64);
        }
        let q = product(pair[1], b[HALF - 1]) + carry;
        (row[HALF], row[HALF + 1]) = (low(q), low(q >> 64));
    }
    wide
}

/// The distance between two numbers of half the length, and whether the second is greater.
#[cfg(target_pointer_width = "64")]
fn distance(a: &[u64], b: &[u64]) -> ([u64; HALF], bool) {
    let negative = a.iter().rev().lt(b.iter().rev());
    let (greater, smaller) = if negative { (b, a) } else { (a, b) };
    let mut words = [0; HALF];
    let mut borrow = false;
    for (word, (greater, smaller)) in words.iter_mut().zip(greater.iter().zip(smaller)) {
        let (difference, first) = greater.overflowing_sub(*smaller);
        let (difference, second) = difference.overflowing_sub(u64::from(borrow));
        *word = difference;
        borrow = first || second;
    }
    (words, negative)
}

/// The product: of the lower halves, of the upper ones, and of the distances between them,
/// which is taken from the sum of the two (or added, if it is negative) in the middle.
#[cfg(target_pointer_width = "64")]
fn wide_product(a: &[u64; LIMBS], b: &[u64; LIMBS]) -> [u64; WIDE] {
    let ((a0, a1), (b0, b1)) = (a.split_at(HALF), b.split_at(HALF));
    let (lower, upper) = (half_product(a0, b0), half_product(a1, b1));
    let ((a2, a_negative), (b2, b_negative)) = (distance(a1, a0), distance(b1, b0));
    let middle = half_product(&a2, &b2);
    let mut wide = [0; WIDE];
    wide[..LIMBS].copy_from_slice(&lower);
    wide[LIMBS..].copy_from_slice(&upper);
    let mut carry = 0_i128;
    for (i, word) in wide[HALF..HALF + LIMBS].iter_mut().enumerate() {
        let sum = i128::from(*word) + i128::from(lower[i]) + i128::from(upper[i]) + carry;
        let one = i128::from(middle[i]);
        let sum = if a_negative == b_negative {
            sum - one
        } else {
            sum + one
        };
        *word = low(sum.cast_unsigned());
        carry = sum >> 64;
    }
    for word in &mut wide[HALF + LIMBS..] {
        let sum = i128::from(*word) + carry;
        *word = low(sum.cast_unsigned());
        carry = sum >> 64;
    }
    wide
}

/// The product of the words with themselves: each product of two different words once, all
/// doubled, and the squares of the words.
#[cfg(target_pointer_width = "64")]
fn wide_square(words: &[u64; LIMBS]) -> [u64; WIDE] {
    let mut wide = [0; WIDE];
    for (i, word) in words.iter().enumerate() {
        let mut carry = 0;
        for (other, sum) in words[i + 1..].iter().zip(&mut wide[2 * i + 1..]) {
            let total = product(*word, *other) + u128::from(*sum) + carry;
            *sum = low(total);
            carry = total >> 64;
        }
        wide[i + LIMBS] = low(carry);
    }
    let (mut carry, mut shifted) = (0, 0);
    for (word, pair) in words.iter().zip(wide.chunks_exact_mut(2)) {
        let square = product(*word, *word);
        let doubled = [pair[0] << 1 | shifted, pair[1] << 1 | pair[0] >> 63];
        shifted = pair[1] >> 63;
        let first = u128::from(doubled[0]) + u128::from(low(square)) + carry;
        let second = u128::from(doubled[1]) + (square >> 64) + (first >> 64);
        (pair[0], pair[1]) = (low(first), low(second));
        carry = second >> 64;
    }
    wide
}

/// Montgomery's reduction, two words at once. The result is the upper half; true if a bit was
/// carried out of it.
#[cfg(target_pointer_width = "64")]
fn reduce(wide: &mut [u64; WIDE], modulus: &[u64; LIMBS], inverse: u64) -> bool {
    const LAST: usize = LIMBS - 1;
    let mut over = 0;
    for i in (0..LIMBS).step_by(2) {
        let u = wide[i].wrapping_mul(inverse);
        let first = (product(u, modulus[0]) + u128::from(wide[i])) >> 64;
        let p = product(u, modulus[1]) + u128::from(wide[i + 1]);
        let sum = u128::from(low(p)) + first;
        let v = low(sum).wrapping_mul(inverse);
        let q = product(v, modulus[0]);
        let cleared = u128::from(low(sum)) + u128::from(low(q));
        let mut carry = (p >> 64) + (sum >> 64) + (q >> 64) + (cleared >> 64);
        let row = &mut wide[i + 2..i + LIMBS + 2];
        // A word of the row gets u·m[j+1] and v·m[j]; the carry stays below twice a word.
        for (word, pair) in row.iter_mut().zip(modulus[1..].windows(2)) {
            let p = product(u, pair[1]) + u128::from(*word);
            let q = product(v, pair[0]) + carry;
            let sum = u128::from(low(p)) + u128::from(low(q));
            *word = low(sum);
            carry = (p >> 64) + (q >> 64) + (sum >> 64);
        }
        let q = product(v, modulus[LAST]) + carry;
        let sum = u128::from(row[LAST - 1]) + u128::from(low(q)) + over;
        row[LAST - 1] = low(sum);
        let sum = u128::from(row[LAST]) + (q >> 64) + (sum >> 64);
        row[LAST] = low(sum);
        over = sum >> 64;
    }
    over > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::group::{Belenios2048, Group, Rfc3526};
    use crypto_bigint::U2048;

    fn same<P: ConstMontyParams<LIMBS>>(mut number: Field<P>) {
        let mut other = Field::<P>::ONE;
        for _ in 0..2000 {
            let square = public_square(&number);
            assert_eq!(square, number.square());
            assert_eq!(public_product(&number, &other), number * other);
            assert_eq!(public_product(&other, &square), square * other);
            (other, number) = (number, square + Field::<P>::ONE);
        }
        for number in [
            U2048::ZERO,
            U2048::ONE,
            P::PARAMS.modulus().wrapping_sub(&U2048::ONE),
        ] {
            for number in [
                Field::<P>::new(&number),
                Field::<P>::from_montgomery(number),
            ] {
                assert_eq!(public_square(&number), number.square());
            }
        }
    }

    #[test]
    fn gives_what_the_general_arithmetic_gives() {
        same(Belenios2048::generator());
        same(Rfc3526::generator());
    }
}
