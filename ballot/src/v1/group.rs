//! What the protocol asks of a group of prime order q, and the two groups it has.
//!
//! A function says whether it may see a secret: the ones named `public_…` take a time that
//! depends on what they are given and must never be handed a key, a nonce or a choice.
//! Nothing here knows what a ballot or a question is.

mod arithmetic;
mod belenios;
#[cfg(any(test, not(target_arch = "wasm32")))]
mod comb;
mod fast;
mod field;
mod rfc3526;
#[cfg(any(test, target_arch = "wasm32"))]
mod slim;

/// Tables of powers: on a server, and in a browser.
#[cfg(not(target_arch = "wasm32"))]
use comb::Comb as Table;
#[cfg(target_arch = "wasm32")]
use slim::SlimComb as Table;

pub use belenios::Belenios2048;
pub use rfc3526::Rfc3526;

use rand_core::CryptoRng;
use std::fmt::Debug;
use std::ops::{Add, Mul, Neg, Sub};
use zeroize::{Zeroize, Zeroizing};

/// Why a text is not a number of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not decimal digits alone.
    NotDecimal,
    /// A zero before the first digit: the same number would have two texts.
    LeadingZero,
    /// Not below the modulus.
    TooLarge,
}

/// A group of prime order in which nobody is known to compute logarithms.
pub trait Group: Copy + Debug + Eq + Send + Sync + 'static {
    /// The name that an election carries.
    const NAME: &'static str;
    /// Most characters in the text of an element or a scalar.
    const MAX_DIGITS: usize;

    type Element: Copy + Debug + Eq + Send + Sync + Mul<Output = Self::Element>;
    /// An integer modulo q. Its operations take a constant time.
    type Scalar: Copy
        + Debug
        + Eq
        + Send
        + Sync
        + Zeroize
        + Add<Output = Self::Scalar>
        + Sub<Output = Self::Scalar>
        + Mul<Output = Self::Scalar>
        + Neg<Output = Self::Scalar>;
    /// Powers of one base, looked up without a trace of which.
    type SecretTable: Send + Sync;
    /// More powers of one base, for exponents that everybody knows.
    type PublicTable: Send + Sync;

    fn generator() -> Self::Element;
    fn identity() -> Self::Element;
    /// Reads the one decimal text of a number below the modulus. Membership is another question.
    fn element(text: &str) -> Result<Self::Element, NumberError>;
    /// Variable time, as is the scalars' text: not for secrets.
    fn element_text(element: &Self::Element) -> String;
    /// Whether the element is of order q or the identity.
    fn public_is_member(element: &Self::Element) -> bool;
    /// The inverse of a member.
    fn public_inverse(element: &Self::Element) -> Self::Element;
    /// Orders elements as integers.
    fn public_compare(a: &Self::Element, b: &Self::Element) -> std::cmp::Ordering;

    fn scalar_from(value: u64) -> Self::Scalar;
    /// Reads the one decimal text of a scalar below q. Variable time: not for secrets in use.
    fn scalar(text: &str) -> Result<Self::Scalar, NumberError>;
    fn scalar_text(scalar: &Self::Scalar) -> String;
    /// A big-endian integer of any length, modulo q.
    fn scalar_from_bytes(bytes: &[u8]) -> Self::Scalar;
    /// A scalar or an element as big-endian bytes of one length, in constant time.
    fn scalar_bytes(scalar: &Self::Scalar) -> Zeroizing<Vec<u8>>;
    fn element_bytes(element: &Self::Element) -> Zeroizing<Vec<u8>>;
    /// A uniform scalar, its bias below 2^-128.
    fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self::Scalar;
    /// The inverse modulo q of a scalar that everybody knows; of zero, zero.
    fn public_scalar_inverse(scalar: &Self::Scalar) -> Self::Scalar;
    /// The first scalar if the choice is 1, else the second, in constant time.
    fn select(choice: Bit, if_one: &Self::Scalar, if_zero: &Self::Scalar) -> Self::Scalar;
    fn select_element(
        choice: Bit,
        if_one: &Self::Element,
        if_zero: &Self::Element,
    ) -> Self::Element;

    fn secret_table(base: &Self::Element) -> Self::SecretTable;
    fn table_power(table: &Self::SecretTable, exponent: &Self::Scalar) -> Self::Element;
    /// A power of any base by a secret.
    fn power(base: &Self::Element, exponent: &Self::Scalar) -> Self::Element;

    fn public_table(base: &Self::Element) -> Self::PublicTable;
    fn public_table_power(table: &Self::PublicTable, exponent: &Self::Scalar) -> Self::Element;
    /// Several powers of one base, sharing their work; nothing if the base is not a member.
    fn public_powers(
        base: &Self::Element,
        exponents: &[Self::Scalar],
    ) -> Option<Vec<Self::Element>>;
    /// Several powers of one base that is known to be a member.
    fn public_member_powers(base: &Self::Element, exponents: &[Self::Scalar])
    -> Vec<Self::Element>;
    /// A power of a member.
    fn public_power(base: &Self::Element, exponent: &Self::Scalar) -> Self::Element;
    /// A power by a small number, such as a voter's weight.
    fn public_small_power(base: &Self::Element, exponent: u64) -> Self::Element;
}

/// A secret zero or one.
pub use crypto_bigint::Choice as Bit;
