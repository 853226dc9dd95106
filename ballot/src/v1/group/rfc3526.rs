//! RFC-3526-2048: the squares modulo the 2048-bit prime of RFC 3526, group 14. Its order is
//! (p − 1) / 2, so an exponent has 2047 bits and everything is six to eight times slower.

use super::comb::Comb;
use super::field::{self, Field, LIMBS};
use super::{Bit, Group, NumberError};
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

/// Reads a secret in constant time; the copy that is made for it goes with the call.
fn bytes(scalar: &Scalar) -> Zeroizing<[u8; BITS.div_ceil(8)]> {
    let mut bytes = Zeroizing::new([0; BITS.div_ceil(8)]);
    let number = Zeroizing::new(scalar.retrieve());
    bytes.copy_from_slice(number.to_le_bytes().as_slice());
    bytes
}

impl Group for Rfc3526 {
    const NAME: &'static str = "RFC-3526-2048";
    const MAX_DIGITS: usize = 617;

    type Element = Field<P>;
    type Scalar = Scalar;
    #[cfg(not(target_arch = "wasm32"))]
    type SecretTable = Comb<P, 5, 4>;
    #[cfg(target_arch = "wasm32")]
    type SecretTable = super::slim::SlimComb<P, 5, 4>;
    type PublicTable = Comb<P, 8, 8>;

    fn generator() -> Field<P> {
        G
    }

    fn identity() -> Field<P> {
        Field::<P>::ONE
    }

    fn element(text: &str) -> Result<Field<P>, NumberError> {
        field::residue(text, Self::MAX_DIGITS)
    }

    fn element_text(element: &Field<P>) -> String {
        field::text(element)
    }

    // The members are the squares, and whether a number is one is cheap to know.
    fn public_is_member(element: &Field<P>) -> bool {
        element.jacobi_symbol_vartime() == JacobiSymbol::One
    }

    fn public_inverse(element: &Field<P>) -> Field<P> {
        element.invert_vartime().unwrap_or(Field::<P>::ZERO)
    }

    fn public_compare(a: &Field<P>, b: &Field<P>) -> Ordering {
        a.retrieve().cmp(&b.retrieve())
    }

    fn scalar_from(value: u64) -> Scalar {
        Scalar::new(&Integer::from_u64(value))
    }

    fn scalar(text: &str) -> Result<Scalar, NumberError> {
        field::residue(text, Self::MAX_DIGITS)
    }

    fn scalar_text(scalar: &Scalar) -> String {
        field::text(scalar)
    }

    fn scalar_from_bytes(bytes: &[u8]) -> Scalar {
        field::reduce(bytes)
    }

    fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Scalar {
        let mut bytes = Zeroizing::new([0; BITS.div_ceil(8) + 16]);
        rng.fill_bytes(&mut *bytes);
        field::reduce(&*bytes)
    }

    fn public_scalar_inverse(scalar: &Scalar) -> Scalar {
        scalar.invert_vartime().unwrap_or(Scalar::ZERO)
    }

    fn select(choice: Bit, if_one: &Scalar, if_zero: &Scalar) -> Scalar {
        let mut selected = *if_zero;
        selected.ct_assign(if_one, choice);
        selected
    }

    fn select_element(choice: Bit, if_one: &Field<P>, if_zero: &Field<P>) -> Field<P> {
        let mut selected = *if_zero;
        selected.ct_assign(if_one, choice);
        selected
    }

    fn secret_table(base: &Field<P>) -> Self::SecretTable {
        Self::SecretTable::new(base, BITS)
    }

    fn table_power(table: &Self::SecretTable, exponent: &Scalar) -> Field<P> {
        table.power(&*bytes(exponent))
    }

    fn power(base: &Field<P>, exponent: &Scalar) -> Field<P> {
        let exponent = Zeroizing::new(exponent.retrieve());
        base.pow(&*exponent)
    }

    fn public_table(base: &Field<P>) -> Self::PublicTable {
        Comb::new(base, BITS)
    }

    fn public_table_power(table: &Self::PublicTable, exponent: &Scalar) -> Field<P> {
        table.public_power(&*bytes(exponent))
    }

    fn public_powers(base: &Field<P>, exponents: &[Scalar]) -> Option<Vec<Field<P>>> {
        Self::public_is_member(base).then(|| Self::public_member_powers(base, exponents))
    }

    fn public_member_powers(base: &Field<P>, exponents: &[Scalar]) -> Vec<Field<P>> {
        if let [exponent] = exponents {
            return vec![Self::public_power(base, exponent)];
        }
        let table = Comb::<P, 4, 4>::new(base, BITS);
        let power = |exponent| table.public_power(&*bytes(exponent));
        exponents.iter().map(power).collect()
    }

    fn public_power(base: &Field<P>, exponent: &Scalar) -> Field<P> {
        field::public_power(base, &*bytes(exponent))
    }

    fn public_small_power(base: &Field<P>, exponent: u64) -> Field<P> {
        field::public_small_power(base, exponent)
    }
}
