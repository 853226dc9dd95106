//! BELENIOS-2048: the multiplicative group of order q modulo a 2048-bit prime, q of 256 bits
//! (made by the method of FIPS 186-4; the numbers are those of the protocol's specification, 5.1).

use super::arithmetic::arithmetic;
use super::field::{self, Field};
use super::{Bit, Group, NumberError, Table};
use crypto_bigint::modular::ConstMontyForm;
use crypto_bigint::{CtAssign, U256, U2048, const_monty_params};
use rand_core::CryptoRng;
use std::cmp::Ordering;
use std::sync::LazyLock;
use zeroize::Zeroizing;

const_monty_params!(
    P,
    U2048,
    concat!(
        "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f2",
        "1e6d36856b428030421f514ed40bfd4c06e092a495af8d79a2f85e0fb11c0ede",
        "07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d1",
        "07435012768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843",
        "a3e14dfa9b2162f4d7229abe93a188b46b006517d6f6747ebbb29c9ec3099b60",
        "7f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a",
        "0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f",
        "878affa2375e2999b44f6cef17d707301e59e0e6351e051ed9cec4157646e64f",
    )
);
const_monty_params!(
    Q,
    U256,
    "adb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491"
);
const G: Field<P> = Field::<P>::new(&U2048::from_be_hex(concat!(
    "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51",
    "988b98c259597f9c5a9dfd001d26ba31d9d8976f01d95a1c8262ee68a0e92cea",
    "541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8",
    "643e673fd9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d2",
    "6aef1be365fdd90165f397c6b870df8c1b9e519edcee8bb0f74b7a1615a274ba",
    "60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f",
    "22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d",
    "47aa680d43771902743d663f42d853c041e1c91fe3823f4bcf284308f1d7e653",
)));

type Integer = U256;
type Scalar = ConstMontyForm<Q, { U256::LIMBS }>;

/// The order, little-endian, as an exponent.
static Q_BYTES: LazyLock<[u8; 32]> = LazyLock::new(|| {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(Scalar::MODULUS.as_ref().to_le_bytes().as_slice());
    bytes
});

/// Bits of an exponent.
const BITS: usize = 256;

/// The default group: small exponents, so the fast one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belenios2048;

impl Group for Belenios2048 {
    const NAME: &'static str = "BELENIOS-2048";

    arithmetic!();

    fn public_is_member(element: &Field<P>) -> bool {
        field::public_power(element, Q_BYTES.as_slice()) == Field::<P>::ONE
    }

    fn public_powers(base: &Field<P>, exponents: &[Scalar]) -> Option<Vec<Field<P>>> {
        if exponents.is_empty() {
            return Self::public_is_member(base).then(Vec::new);
        }
        // One table for the powers and for the question whether the base is a member.
        let table = Table::<P, 4, 4>::new(base, BITS);
        let member = table.public_power(Q_BYTES.as_slice()) == Field::<P>::ONE;
        let power = |exponent| table.public_power(&field::bytes(exponent));
        member.then(|| exponents.iter().map(power).collect())
    }
}
