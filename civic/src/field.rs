//! What people type, parsed into what the rules need: each field has one constructor and typed errors.
//! The sentences shown for an error are the interface's; here is only what is wrong.

use serde::{Deserialize, Serialize};

/// Why a field was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    /// Nothing was given.
    Missing,
    /// Fewer characters than asked.
    TooShort { min: u32 },
    /// More characters than allowed.
    TooLong { max: u32 },
    /// Not of the expected form.
    Malformed,
    /// A number or amount above what is accepted.
    TooLarge,
    /// A number or amount below what is accepted.
    TooSmall,
    /// A choice that is not among those offered.
    Unknown,
    /// A date that does not come after the one before it.
    OutOfOrder,
    /// Someone else already uses it.
    Taken,
    /// It does not go with another choice of the same form.
    Unfit,
    /// Holds characters that cannot be shown or could deceive (controls, direction overrides).
    Forbidden,
}

/// Errors of a form: the field's name as in the form, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(pub Vec<(&'static str, FieldError)>);

impl FieldErrors {
    /// Keeps the error of `field` and gives a value when there was none.
    pub fn take<T>(&mut self, field: &'static str, parsed: Result<T, FieldError>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push((field, error));
                None
            }
        }
    }

    /// The error of one field, if any.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, error)| error)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Characters that never belong in a text: controls (but line ends and tabs) and the marks that
/// turn the reading direction or hide text (Unicode TR 36 and TR 55).
fn forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One line: spaces folded, trimmed, `min..=max` characters.
///
/// # Errors
/// `Missing`, `TooShort`, `TooLong` or `Forbidden`.
pub fn line(text: &str, min: u32, max: u32) -> Result<String, FieldError> {
    check(folded(text), min, max)
}

/// The text on one line, spaces folded. French sets a space before its high marks and within its quotation
/// marks at which no line may end: those are made no-break.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(match word.chars().next() {
                _ if out.ends_with('«') => '\u{a0}',
                Some(';' | '?' | '!') => '\u{202f}',
                Some(':' | '»' | '€' | '%') => '\u{a0}',
                _ => ' ',
            });
        }
        out.push_str(word);
    }
    out
}

/// Several lines: line ends made `\n`, trailing spaces removed, at most one empty line in a row kept twice.
///
/// # Errors
/// `Missing`, `TooShort`, `TooLong` or `Forbidden`.
pub fn paragraph(text: &str, min: u32, max: u32) -> Result<String, FieldError> {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = unix.lines().map(str::trim_end).collect();
    check(lines.join("\n").trim().to_owned(), min, max)
}

fn check(text: String, min: u32, max: u32) -> Result<String, FieldError> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if text.chars().any(forbidden) {
        Err(FieldError::Forbidden)
    } else if length == 0 && min > 0 {
        Err(FieldError::Missing)
    } else if length < min {
        Err(FieldError::TooShort { min })
    } else if length > max {
        Err(FieldError::TooLong { max })
    } else {
        Ok(text)
    }
}

/// An e-mail address, trimmed and lower-cased: something, one `@`, a domain with a dot, 254 bytes at most.
/// Deliberately plain: whether it exists is proven by the code that is sent to it (RFC 5321 §4.5.3).
///
/// # Errors
/// `Missing`, `TooLong` or `Malformed`.
pub fn email(text: &str) -> Result<String, FieldError> {
    let address = text.trim().to_lowercase();
    if address.is_empty() {
        return Err(FieldError::Missing);
    }
    if address.len() > 254 {
        return Err(FieldError::TooLong { max: 254 });
    }
    let well_formed = address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && local.len() <= 64
            && domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                    && !label.starts_with('-')
            })
            && local
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
    });
    if well_formed {
        Ok(address)
    } else {
        Err(FieldError::Malformed)
    }
}

/// A whole number in a range; spaces are ignored.
///
/// # Errors
/// `Missing`, `Malformed`, `TooSmall` or `TooLarge`.
pub fn number(text: &str, min: i64, max: i64) -> Result<i64, FieldError> {
    let cleaned: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if cleaned.is_empty() {
        return Err(FieldError::Missing);
    }
    if !cleaned.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::Malformed);
    }
    let value: i64 = cleaned.parse().map_err(|_| FieldError::TooLarge)?;
    if value < min {
        Err(FieldError::TooSmall)
    } else if value > max {
        Err(FieldError::TooLarge)
    } else {
        Ok(value)
    }
}

/// A one-time code: six digits, spaces ignored.
///
/// # Errors
/// `Missing` or `Malformed`.
pub fn code(text: &str) -> Result<String, FieldError> {
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    if digits.is_empty() {
        Err(FieldError::Missing)
    } else if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits)
    } else {
        Err(FieldError::Malformed)
    }
}

/// A part of an address made from a title: ASCII letters, digits and hyphens, 60 at most.
#[must_use]
pub fn slug(title: &str) -> String {
    let folded = crate::search::fold(title);
    let mut out = String::new();
    for c in folded.chars() {
        if out.len() >= 60 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() {
        "demarche".to_owned()
    } else {
        trimmed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_paragraphs() {
        assert_eq!(line("  Un   banc ", 3, 20), Ok("Un banc".into()));
        assert_eq!(line(" ", 3, 20), Err(FieldError::Missing));
        assert_eq!(line("ab", 3, 20), Err(FieldError::TooShort { min: 3 }));
        assert_eq!(line("abcd", 1, 3), Err(FieldError::TooLong { max: 3 }));
        assert_eq!(line("a\u{202e}b", 1, 9), Err(FieldError::Forbidden));
        assert_eq!(line("a\0b", 1, 9), Err(FieldError::Forbidden));
        assert_eq!(paragraph("a \r\n\r\nb\r\n", 1, 9), Ok("a\n\nb".into()));
    }

    #[test]
    fn addresses() {
        assert_eq!(email(" Anne@Exemple.BZH "), Ok("anne@exemple.bzh".into()));
        for bad in [
            "anne", "@a.b", "a@b", "a b@c.d", "a@b..c", "a@@b.c", "a@-b.c", "a\n@b.c", "<a@b.c>",
        ] {
            assert_eq!(email(bad), Err(FieldError::Malformed), "{bad}");
        }
    }

    #[test]
    fn slugs() {
        assert_eq!(
            slug("Budget participatif 2026 : l’école"),
            "budget-participatif-2026-l-ecole"
        );
        assert_eq!(slug("★"), "demarche");
    }

    #[test]
    fn codes() {
        assert_eq!(code("123 456"), Ok("123456".into()));
        assert_eq!(code("12345"), Err(FieldError::Malformed));
        assert_eq!(code("١٢٣٤٥٦"), Err(FieldError::Malformed));
    }
}
