//! Numbers modulo a 2048-bit prime and modulo the order of the group: texts, powers.
//! Which primes these are is said by the groups.

use super::NumberError;
use super::fast::{public_product, public_square};
use crypto_bigint::modular::{ConstMontyForm, ConstMontyParams};
use crypto_bigint::{U2048, Uint};
use zeroize::Zeroizing;

/// Words of a 2048-bit number: 32 on a server, 64 in a browser.
pub const LIMBS: usize = U2048::LIMBS;

/// An integer modulo the 2048-bit prime.
pub type Field<P> = ConstMontyForm<P, LIMBS>;

/// The number written as decimal digits, with no other text for the same number.
pub fn decimal<const N: usize>(text: &str, max_digits: usize) -> Result<Uint<N>, NumberError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::NotDecimal);
    }
    if text.len() > 1 && text.starts_with('0') {
        return Err(NumberError::LeadingZero);
    }
    if text.len() > max_digits {
        return Err(NumberError::TooLarge);
    }
    Uint::from_str_radix_vartime(text, 10).map_err(|_| NumberError::TooLarge)
}

/// A number below the modulus, from its text.
pub fn residue<M: ConstMontyParams<N>, const N: usize>(
    text: &str,
    max_digits: usize,
) -> Result<ConstMontyForm<M, N>, NumberError> {
    let number = decimal::<N>(text, max_digits)?;
    if number >= *M::PARAMS.modulus().as_ref() {
        return Err(NumberError::TooLarge);
    }
    Ok(ConstMontyForm::new(&number))
}

/// The decimal text of a residue.
pub fn text<M: ConstMontyParams<N>, const N: usize>(number: &ConstMontyForm<M, N>) -> String {
    number.retrieve().to_string_radix_vartime(10)
}

/// A big-endian integer of any length, reduced, in a time that depends on its length only.
pub fn reduce<M: ConstMontyParams<N>, const N: usize>(bytes: &[u8]) -> ConstMontyForm<M, N> {
    let shift = ConstMontyForm::<M, N>::new(&Uint::from_u64(1 << 32));
    let mut sum = ConstMontyForm::ZERO;
    let first = bytes.len() % 4;
    let chunks = std::iter::once(&bytes[..first]).chain(bytes[first..].chunks(4));
    for chunk in chunks {
        let word = chunk
            .iter()
            .fold(0, |word, &byte| word << 8 | u64::from(byte));
        sum = sum * shift + ConstMontyForm::new(&Uint::from_u64(word));
    }
    sum
}

/// A secret in little-endian bytes, read in constant time; the copies that are made go with the call.
pub fn bytes<M: ConstMontyParams<N>, const N: usize>(
    scalar: &ConstMontyForm<M, N>,
) -> Zeroizing<Vec<u8>> {
    let number = Zeroizing::new(scalar.retrieve());
    Zeroizing::new(number.to_le_bytes().as_slice().to_vec())
}

/// A secret in big-endian bytes of one length.
pub fn big_endian<M: ConstMontyParams<N>, const N: usize>(
    number: &ConstMontyForm<M, N>,
) -> Zeroizing<Vec<u8>> {
    let mut bytes = bytes(number);
    bytes.reverse();
    bytes
}

/// Whether a bit of a little-endian number is set.
pub fn bit(bytes: &[u8], index: usize) -> usize {
    let byte = bytes.get(index / 8).copied().unwrap_or(0);
    usize::from(byte >> (index % 8) & 1)
}

/// The bits of one column, one from each row.
pub fn column_index<const H: usize>(exponent: &[u8], columns: usize, column: usize) -> usize {
    let bits = (0..H)
        .rev()
        .map(|row| bit(exponent, row * columns + column));
    bits.fold(0, |index, bit| index << 1 | bit)
}

/// A power by a public exponent.
#[cfg(not(target_arch = "wasm32"))]
pub fn public_power<P: ConstMontyParams<LIMBS>>(base: &Field<P>, exponent: &[u8]) -> Field<P> {
    window(*base, exponent, public_product, public_square).unwrap_or(Field::<P>::ONE)
}

#[cfg(target_arch = "wasm32")]
pub use super::slim::public_power;

/// A power by a public exponent, with a window of five bits over odd powers; none if it is zero.
pub fn window<T: Copy>(
    base: T,
    exponent: &[u8],
    product: impl Fn(&T, &T) -> T,
    square: impl Fn(&T) -> T,
) -> Option<T> {
    const WINDOW: usize = 5;
    let mut odd = vec![base];
    let squared = square(&base);
    for _ in 1..1 << (WINDOW - 1) {
        odd.push(product(&odd[odd.len() - 1], &squared));
    }
    let mut power: Option<T> = None;
    let mut next = exponent.len() * 8;
    while next > 0 {
        let high = next - 1;
        if bit(exponent, high) == 0 {
            power = power.map(|power| square(&power));
            next -= 1;
            continue;
        }
        let mut low = (high + 1).saturating_sub(WINDOW);
        while bit(exponent, low) == 0 {
            low += 1;
        }
        let digit = (low..=high)
            .rev()
            .fold(0, |digit, index| digit << 1 | bit(exponent, index));
        let factor = odd[digit >> 1];
        power = Some(power.map_or(factor, |power| {
            let raised = (low..=high).fold(power, |power, _| square(&power));
            product(&raised, &factor)
        }));
        next = low;
    }
    power
}

/// A power by a small public number.
pub fn public_small_power<P: ConstMontyParams<LIMBS>>(base: &Field<P>, exponent: u64) -> Field<P> {
    let mut power = Field::<P>::ONE;
    for index in (0..u64::BITS - exponent.leading_zeros()).rev() {
        power = public_square(&power);
        if exponent >> index & 1 == 1 {
            power = public_product(&power, base);
        }
    }
    power
}
