//! What both groups have in common: integers modulo a 2048-bit prime P, exponents modulo a prime Q.
//! Whether a number is a member is each group's own business.

/// The shared part of `impl Group`, where `P`, `Q`, `G`, `Integer`, `Scalar` and `BITS` are those of
/// the group.
macro_rules! arithmetic {
    () => {
        const MAX_DIGITS: usize = 617;

        type Element = Field<P>;
        type Scalar = Scalar;
        type SecretTable = Table<P, 5, 4>;
        type PublicTable = Table<P, 8, 8>;

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

        fn scalar_bytes(scalar: &Scalar) -> Zeroizing<Vec<u8>> {
            field::big_endian(scalar)
        }

        fn element_bytes(element: &Field<P>) -> Zeroizing<Vec<u8>> {
            field::big_endian(element)
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
            table.power(&field::bytes(exponent))
        }

        fn power(base: &Field<P>, exponent: &Scalar) -> Field<P> {
            let exponent = Zeroizing::new(exponent.retrieve());
            base.pow(&*exponent)
        }

        fn public_table(base: &Field<P>) -> Self::PublicTable {
            Table::new(base, BITS)
        }

        fn public_table_power(table: &Self::PublicTable, exponent: &Scalar) -> Field<P> {
            table.public_power(&field::bytes(exponent))
        }

        fn public_member_powers(base: &Field<P>, exponents: &[Scalar]) -> Vec<Field<P>> {
            if let [exponent] = exponents {
                return vec![Self::public_power(base, exponent)];
            }
            let table = Table::<P, 4, 4>::new(base, BITS);
            let power = |exponent| table.public_power(&field::bytes(exponent));
            exponents.iter().map(power).collect()
        }

        fn public_power(base: &Field<P>, exponent: &Scalar) -> Field<P> {
            field::public_power(base, &field::bytes(exponent))
        }

        fn public_small_power(base: &Field<P>, exponent: u64) -> Field<P> {
            field::public_small_power(base, exponent)
        }
    };
}

pub(super) use arithmetic;
