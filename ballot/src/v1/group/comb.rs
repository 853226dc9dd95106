//! Powers of one base from a table (Lim and Lee's comb): the exponent is cut into `H` rows and
//! `V` blocks, and one look-up multiplies by one bit of each row at once.
//!
//! `power` reads every entry of a block whatever the exponent, so that neither time nor cache
//! tells which one was taken; `public_power` goes straight to it.

use super::fast::{public_product, public_square};
use super::field::{Field, LIMBS, column_index};
use crypto_bigint::modular::ConstMontyParams;
use crypto_bigint::{CtAssign, CtEq};

/// A table for exponents of a given length, `V` times `2^H` numbers of 256 bytes.
pub struct Comb<P: ConstMontyParams<LIMBS>, const H: usize, const V: usize> {
    /// Bits in a row.
    columns: usize,
    /// Columns in a block.
    depth: usize,
    entries: Vec<Field<P>>,
}

impl<P: ConstMontyParams<LIMBS>, const H: usize, const V: usize> Comb<P, H, V> {
    /// Prepares powers by exponents below `2^bits`.
    pub fn new(base: &Field<P>, bits: usize) -> Self {
        let columns = bits.div_ceil(H);
        let depth = columns.div_ceil(V);
        let mut entries = vec![Field::<P>::ONE; V << H];
        let mut power = *base;
        for row in 0..H {
            let mut done = 0;
            for block in 0..V {
                power = squared(power, block * depth - done);
                done = block * depth;
                let start = block << H;
                for entry in 0..1 << row {
                    entries[start + (1 << row) + entry] =
                        public_product(&entries[start + entry], &power);
                }
            }
            if row + 1 < H {
                power = squared(power, columns.saturating_sub(done));
            }
        }
        Self {
            columns,
            depth,
            entries,
        }
    }

    /// The power by a secret little-endian exponent.
    pub fn power(&self, exponent: &[u8]) -> Field<P> {
        let mut power = Field::<P>::ONE;
        for step in (0..self.depth).rev() {
            if step + 1 < self.depth {
                power = power.square();
            }
            for block in 0..V {
                let column = block * self.depth + step;
                if column >= self.columns {
                    continue;
                }
                let wanted =
                    u32::try_from(column_index::<H>(exponent, self.columns, column)).unwrap_or(0);
                let mut found = Field::<P>::ONE;
                for (number, entry) in (0..1u32 << H).zip(&self.entries[block << H..]) {
                    found.ct_assign(entry, number.ct_eq(&wanted));
                }
                power *= found;
            }
        }
        power
    }

    /// The power by a little-endian exponent that everybody knows.
    pub fn public_power(&self, exponent: &[u8]) -> Field<P> {
        let mut power: Option<Field<P>> = None;
        for step in (0..self.depth).rev() {
            power = power.map(|power| public_square(&power));
            for block in 0..V {
                let column = block * self.depth + step;
                if column >= self.columns {
                    continue;
                }
                let index = column_index::<H>(exponent, self.columns, column);
                if index > 0 {
                    let entry = self.entries[(block << H) + index];
                    power = Some(power.map_or(entry, |power| public_product(&power, &entry)));
                }
            }
        }
        power.unwrap_or(Field::<P>::ONE)
    }
}

/// A public number squared so many times.
fn squared<P: ConstMontyParams<LIMBS>>(mut number: Field<P>, times: usize) -> Field<P> {
    for _ in 0..times {
        number = public_square(&number);
    }
    number
}
