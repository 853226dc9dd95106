//! The one way to write each object: a reader that accepts nothing else, and the few writers.
//!
//! A reader walks along the text that a canonical writer would have written. It never looks for
//! a field: what is in another order, spaced, doubled or unknown is refused where it stands.

use crate::refusal::{Code, Refusal};

/// A place in a text that is read from its start to its end.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Read<T> = Result<T, Refusal>;

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(bytes: &'a [u8]) -> Read<Self> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { text, at: 0 }),
            Err(error) => Err(Refusal::from(Code::JsonText).byte(error.valid_up_to())),
        }
    }

    /// What is still to be read.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Where the reader is, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text between two places.
    pub fn between(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or("")
    }

    /// A refusal at this place.
    pub fn refuse(&self, code: Code) -> Refusal {
        Refusal::from(code).byte(self.at)
    }

    /// Goes over a text that must be next.
    pub fn expect(&mut self, expected: &str) -> Read<()> {
        if self.eat(expected) {
            return Ok(());
        }
        Err(self.unexpected(expected))
    }

    /// Goes over a text if it is next.
    pub fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// Says what is wrong as precisely as can be known from here.
    fn unexpected(&self, expected: &str) -> Refusal {
        let same = self
            .rest()
            .bytes()
            .zip(expected.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let at = self.at + same;
        let refusal = |code| Refusal::from(code).byte(at);
        let next = self.text.as_bytes().get(at).copied();
        if next.is_some_and(|byte| byte.is_ascii_whitespace()) {
            return refusal(Code::JsonSpace);
        }
        // Inside the name of a field: is it one that there is elsewhere?
        let name_start = expected.find('"').map(|quote| quote + 1);
        let in_name = name_start.is_some_and(|start| same >= start && expected.ends_with(':'));
        let before_name = expected.starts_with(',') && same == 0 && next != Some(b',');
        if in_name {
            let start = self.at + name_start.unwrap_or(0);
            let name = self
                .text
                .get(start..)
                .and_then(|rest| rest.split('"').next());
            let known = name.is_some_and(|name| FIELDS.contains(&name));
            return refusal(if known {
                Code::JsonFieldOrder
            } else {
                Code::JsonUnknownField
            });
        }
        if expected.starts_with('}') && next == Some(b',') && !before_name {
            return refusal(Code::JsonUnknownField);
        }
        refusal(Code::JsonForm)
    }

    /// Nothing may follow.
    pub fn end(self) -> Read<()> {
        if self.rest().is_empty() {
            Ok(())
        } else {
            Err(self.refuse(Code::JsonTrailing))
        }
    }

    /// A text between quotes in which nothing needs an escape: digits, hashes, identifiers.
    pub fn plain(&mut self) -> Read<&'a str> {
        self.expect("\"")?;
        let rest = self.rest();
        let end = rest.find(['"', '\\']).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or("");
        if !rest.get(end..).is_some_and(|rest| rest.starts_with('"')) || has_controls(text) {
            return Err(self.refuse(Code::JsonText));
        }
        self.at += end + 1;
        Ok(text)
    }

    /// A text between quotes, with the escapes that must be there and no others.
    pub fn string(&mut self) -> Read<String> {
        let start = self.at;
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let end = rest
                .find(['"', '\\'])
                .ok_or_else(|| self.refuse(Code::JsonText))?;
            text.push_str(rest.get(..end).unwrap_or(""));
            self.at += end + 1;
            if rest.as_bytes().get(end) == Some(&b'"') {
                break;
            }
            text.push(self.escape()?);
        }
        let mut again = String::new();
        push_string(&mut again, &text);
        if self.between(start, self.at) == again {
            return Ok(text);
        }
        Err(Refusal::from(Code::JsonText).byte(start))
    }

    fn escape(&mut self) -> Read<char> {
        let letter = self
            .rest()
            .bytes()
            .next()
            .ok_or_else(|| self.refuse(Code::JsonText))?;
        self.at += 1;
        Ok(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let code = self
                    .rest()
                    .get(..4)
                    .and_then(|hex| u32::from_str_radix(hex, 16).ok());
                let character = code.and_then(char::from_u32);
                let character = character.ok_or_else(|| self.refuse(Code::JsonText))?;
                self.at += 4;
                character
            }
            _ => return Err(self.refuse(Code::JsonText)),
        })
    }

    /// A whole number of at least zero and at most a limit.
    pub fn number(&mut self, most: u64) -> Read<u64> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = rest.get(..length).unwrap_or("");
        if digits.is_empty() {
            let space = rest.starts_with(|c: char| c.is_ascii_whitespace());
            return Err(self.refuse(if space {
                Code::JsonSpace
            } else {
                Code::NumberForm
            }));
        }
        if length > 1 && digits.starts_with('0') {
            return Err(self.refuse(Code::NumberLeadingZero));
        }
        let number = digits.parse().ok().filter(|number| *number <= most);
        let number = number.ok_or_else(|| self.refuse(Code::NumberTooLarge))?;
        self.at += length;
        Ok(number)
    }

    /// A list: its opening bracket, items with commas between, its closing bracket.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self, usize) -> Read<T>) -> Read<Vec<T>> {
        self.expect("[")?;
        let mut items = Vec::new();
        if self.eat("]") {
            return Ok(items);
        }
        loop {
            items.push(item(self, items.len())?);
            if self.eat("]") {
                return Ok(items);
            }
            self.expect(",")?;
        }
    }
}

/// Every name of a field, to tell a wrong order from an invention.
const FIELDS: [&str; 46] = [
    "administrator",
    "alpha",
    "answers",
    "beta",
    "blank",
    "blank_proof",
    "certs",
    "challenge",
    "choices",
    "coefexps",
    "context",
    "credential",
    "credential_authority",
    "credentials",
    "decryption_factors",
    "decryption_proofs",
    "description",
    "election",
    "election_hash",
    "election_uuid",
    "encrypted_tally",
    "encryption",
    "group",
    "hash",
    "height",
    "index",
    "individual_proofs",
    "max",
    "message",
    "min",
    "name",
    "num_tallied",
    "overall_proof",
    "owner",
    "parent",
    "payload",
    "pok",
    "proof",
    "public_key",
    "question",
    "questions",
    "response",
    "signature",
    "threshold",
    "total_weight",
    "uuid",
];

fn has_controls(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 || byte == 0x7f)
}

/// Writes a text between quotes, escaping what must be.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                let hex = crate::text::hex(&[u8::try_from(u32::from(character)).unwrap_or(0)]);
                out.push_str("\\u00");
                out.push_str(&hex);
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Writes a list: its brackets, and commas between the items.
pub fn push_list<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (number, one) in items.into_iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        item(out, one);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(read: Read<T>) -> Code {
        read.err().unwrap().code
    }

    #[test]
    fn one_text_for_each_string() {
        for text in [
            "",
            "é — « »",
            "a\"b\\c/d",
            "\u{1}\u{7f}\n\t\u{8}\u{c}\r",
            "😀",
        ] {
            let mut written = String::new();
            push_string(&mut written, text);
            let mut reader = Reader::new(written.as_bytes()).unwrap();
            assert_eq!(reader.string().unwrap(), text);
            reader.end().unwrap();
        }
        for other in [
            "\"\\u00e9\"",
            "\"\\/\"",
            "\"\\u000a\"",
            "\"\u{1}\"",
            "\"\\u001F\"",
            "\"a",
            "\"\\ud83d\"",
        ] {
            assert_eq!(
                code(Reader::new(other.as_bytes()).unwrap().string()),
                Code::JsonText,
                "{other}"
            );
        }
        assert_eq!(code(Reader::new(b"\"\xff\"")), Code::JsonText);
    }

    #[test]
    fn numbers_have_one_text() {
        let number = |text: &str| Reader::new(text.as_bytes()).unwrap().number(1000);
        assert_eq!(number("0").unwrap(), 0);
        assert_eq!(number("1000").unwrap(), 1000);
        assert_eq!(code(number("1001")), Code::NumberTooLarge);
        assert_eq!(
            code(number("99999999999999999999999")),
            Code::NumberTooLarge
        );
        assert_eq!(code(number("007")), Code::NumberLeadingZero);
        assert_eq!(code(number("-1")), Code::NumberForm);
        assert_eq!(code(number(" 1")), Code::JsonSpace);
    }

    #[test]
    fn says_what_is_wrong_with_a_field() {
        let expect =
            |text: &str, field: &str| code(Reader::new(text.as_bytes()).unwrap().expect(field));
        assert_eq!(expect("{\"beta\":1", "{\"alpha\":"), Code::JsonFieldOrder);
        assert_eq!(
            expect("{\"omega\":1", "{\"alpha\":"),
            Code::JsonUnknownField
        );
        assert_eq!(expect("{ \"alpha\":1", "{\"alpha\":"), Code::JsonSpace);
        assert_eq!(expect("{\"alpha\" :1", "{\"alpha\":"), Code::JsonSpace);
        assert_eq!(expect(",\"mark\":1}", "}"), Code::JsonUnknownField);
        assert_eq!(expect("[", "{\"alpha\":"), Code::JsonForm);
        assert_eq!(expect("", "{\"alpha\":"), Code::JsonForm);
    }
}
