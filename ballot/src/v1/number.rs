//! Elements and scalars as they stand in the protocol's texts: decimal digits between quotes.

use super::group::{Group, NumberError};
use crate::json::Reader;
use crate::{Code, Refusal};

impl From<NumberError> for Code {
    fn from(error: NumberError) -> Self {
        match error {
            NumberError::NotDecimal => Self::NumberForm,
            NumberError::LeadingZero => Self::NumberLeadingZero,
            NumberError::TooLarge => Self::NumberTooLarge,
        }
    }
}

/// An element with the text that it was read from, which the hashes need again.
#[derive(Clone, Copy, Debug)]
pub struct Point<'a, G: Group> {
    pub value: G::Element,
    pub text: &'a str,
}

/// Reads an element below the modulus. Whether it is in the group is for the caller to check.
pub fn read_point<'a, G: Group>(reader: &mut Reader<'a>) -> Result<Point<'a, G>, Refusal> {
    let at = reader.at();
    let text = reader.plain()?;
    match G::element(text) {
        Ok(value) => Ok(Point { value, text }),
        Err(error) => Err(Refusal::from(Code::from(error)).byte(at)),
    }
}

/// Reads an element and makes sure that it is in the group.
pub fn read_member<G: Group>(reader: &mut Reader<'_>) -> Result<G::Element, Refusal> {
    let at = reader.at();
    let value = read_point::<G>(reader)?.value;
    if G::public_is_member(&value) {
        return Ok(value);
    }
    Err(Refusal::from(Code::NotInGroup).byte(at))
}

/// Reads a scalar below q.
pub fn read_scalar<G: Group>(reader: &mut Reader<'_>) -> Result<G::Scalar, Refusal> {
    let at = reader.at();
    G::scalar(reader.plain()?).map_err(|error| Refusal::from(Code::from(error)).byte(at))
}

/// Writes digits between quotes.
pub fn push_quoted(out: &mut String, digits: &str) {
    out.push('"');
    out.push_str(digits);
    out.push('"');
}

/// Writes an element.
pub fn push_element<G: Group>(out: &mut String, element: &G::Element) {
    push_quoted(out, &G::element_text(element));
}
