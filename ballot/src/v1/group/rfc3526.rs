//! RFC-3526-2048: the squares modulo the 2048-bit prime of RFC 3526, group 14. Its order is
//! (p − 1) / 2, so an exponent has 2047 bits and everything is six to eight times slower.

use super::arithmetic::arithmetic;
use super::field::{self, Field, LIMBS};
use super::{Bit, Group, NumberError, Table};
use crypto_bigint::modular::ConstMontyForm;
use crypto_bigint::{CtAssign, JacobiSymbol, U2048, const_monty_params};
use rand_core::CryptoRng;
use std::cmp::Ordering;
use zeroize::Zeroizing;

const_monty_params!(
    P,
    U2048,
    concat!(
        "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74",
        "020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437",
        "4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed",
        "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05",
        "98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb",
        "9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b",
        "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf695581718",
        "3995497cea956ae515d2261898fa051015728e5a8aacaa68ffffffffffffffff",
    )
);
const_monty_params!(
    Q,
    U2048,
    concat!(
        "7fffffffffffffffe487ed5110b4611a62633145c06e0e68948127044533e63a",
        "0105df531d89cd9128a5043cc71a026ef7ca8cd9e69d218d98158536f92f8a1b",
        "a7f09ab6b6a8e122f242dabb312f3f637a262174d31bf6b585ffae5b7a035bf6",
        "f71c35fdad44cfd2d74f9208be258ff324943328f6722d9ee1003e5c50b1df82",
        "cc6d241b0e2ae9cd348b1fd47e9267afc1b2ae91ee51d6cb0e3179ab1042a95d",
        "cf6a9483b84b4b36b3861aa7255e4c0278ba3604650c10be19482f23171b671d",
        "f1cf3b960c074301cd93c1d17603d147dae2aef837a62964ef15e5fb4aac0b8c",
        "1ccaa4be754ab5728ae9130c4c7d02880ab9472d455655347fffffffffffffff",
    )
);
const G: Field<P> = Field::<P>::new(&U2048::from_u64(2));

type Integer = U2048;
type Scalar = ConstMontyForm<Q, LIMBS>;

/// Bits of an exponent.
const BITS: usize = 2047;

/// The group in which a number can also be embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rfc3526;

impl Group for Rfc3526 {
    const NAME: &'static str = "RFC-3526-2048";

    arithmetic!();

    // The members are the squares, and whether a number is one is cheap to know.
    fn public_is_member(element: &Field<P>) -> bool {
        element.jacobi_symbol_vartime() == JacobiSymbol::One
    }

    fn public_powers(base: &Field<P>, exponents: &[Scalar]) -> Option<Vec<Field<P>>> {
        Self::public_is_member(base).then(|| Self::public_member_powers(base, exponents))
    }
}
