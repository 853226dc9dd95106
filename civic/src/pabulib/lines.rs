//! From bytes to numbered rows of fields: encoding, line ends, separators and quotes.

use super::error::{Error, Reason};

/// The longest line accepted: room for a long description, not for an attack on memory.
pub const MAX_LINE_BYTES: usize = 65_536;

/// The fields of a line that is not blank, without the space around them.
pub(super) struct Row {
    pub line: usize,
    pub fields: Vec<String>,
}

/// An error on a line.
pub(super) fn at(line: usize, reason: Reason) -> Error {
    Error { line, reason }
}

pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
            return Err(at(line, Reason::NotUtf8));
        }
    };
    let mut rows = Vec::new();
    for (line, text) in (1..).zip(text.split('\n')) {
        let text = text.strip_suffix('\r').unwrap_or(text);
        if text.len() > MAX_LINE_BYTES {
            return Err(at(
                line,
                Reason::LineTooLong {
                    limit: MAX_LINE_BYTES,
                },
            ));
        }
        if text.contains('\0') {
            return Err(at(line, Reason::Nul));
        }
        if text.contains(breaks_line) {
            return Err(at(line, Reason::ControlCharacter));
        }
        if !text.trim().is_empty() {
            let fields = fields(text).ok_or_else(|| at(line, Reason::WrongQuotes))?;
            rows.push(Row { line, fields });
        }
    }
    Ok(rows)
}

/// Characters that other readers take for a line end, or that nobody can see. A tab is a space.
pub(super) fn breaks_line(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// Splits at semicolons. A field that begins with a double quote ends with one, and doubles those
/// it holds; elsewhere a quote is a character like any other.
fn fields(text: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (field, after) = unquote(quoted)?;
            fields.push(field.trim().to_owned());
            match after.strip_prefix(';') {
                Some(next) => rest = next,
                None if after.is_empty() => return Some(fields),
                None => return None,
            }
        } else {
            let (field, next) = rest
                .split_once(';')
                .map_or((rest, None), |(f, n)| (f, Some(n)));
            fields.push(field.trim().to_owned());
            match next {
                Some(next) => rest = next,
                None => return Some(fields),
            }
        }
    }
}

/// The text up to the closing quote, and what follows it.
fn unquote(mut rest: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        field.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                field.push('"');
                rest = next;
            }
            None => return Some((field, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_and_unquotes() {
        let split = |text| fields(text).unwrap();
        assert_eq!(
            split("1;4000.0;Le \"petit\" bois, et la mare"),
            ["1", "4000.0", "Le \"petit\" bois, et la mare"]
        );
        assert_eq!(
            split("\"a;b\";\"say \"\"hi\"\"\";"),
            ["a;b", "say \"hi\"", ""]
        );
        assert_eq!(split(" a ; b "), ["a", "b"]);
        assert_eq!(fields("\"a"), None);
        assert_eq!(fields("\"a\"b"), None);
    }
}
