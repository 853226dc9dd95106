//! Reads the files that a demonstration's mails are written to: header lines, an empty line, the text.

use std::path::Path;

/// A mail that was not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

impl Mail {
    /// Reads one file's text.
    #[must_use]
    pub fn parse(text: &str) -> Mail {
        let text = text.replace("\r\n", "\n");
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let header = |name: &str| {
            head.lines()
                .filter_map(|l| l.split_once(':'))
                .find(|(n, _)| n.eq_ignore_ascii_case(name))
                .map_or_else(String::new, |(_, v)| v.trim().to_owned())
        };
        Mail {
            to: header("To"),
            subject: header("Subject"),
            body: body.trim_end().to_owned(),
        }
    }

    /// The first six digits that stand alone: the code to type.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        let mut texts = self.body.split(|c: char| !c.is_ascii_digit());
        texts.find(|digits| digits.len() == 6)
    }
}

/// The mails of a folder, newest first: their names rise. With an address, only those sent to it.
#[must_use]
pub fn newest(folder: &Path, to: &str, most: usize) -> Vec<Mail> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name())
        .filter(|name| !name.to_string_lossy().starts_with('.'))
        .collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    names
        .into_iter()
        .filter_map(|name| std::fs::read_to_string(folder.join(name)).ok())
        .map(|text| Mail::parse(&text))
        .filter(|mail| to.is_empty() || mail.to.eq_ignore_ascii_case(to))
        .take(most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_read_back_with_its_code() {
        let mail = Mail::parse(
            "To: anne@exemple.bzh\nSubject: 204816 : votre code\nDate: 2026-01-01T00:00:00Z\n\nBonjour,\n\nVotre code : 204816\n",
        );
        assert_eq!(mail.to, "anne@exemple.bzh");
        assert_eq!(mail.subject, "204816 : votre code");
        assert_eq!(mail.body, "Bonjour,\n\nVotre code : 204816");
        assert_eq!(mail.code(), Some("204816"));
        assert_eq!(Mail::parse("").code(), None);
        assert_eq!(Mail::parse("To: a\n\n1234567 et 12345").code(), None);
    }
}
