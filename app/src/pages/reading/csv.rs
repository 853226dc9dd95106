//! Tables as CSV (RFC 4180): quoted where needed, and safe to open in a spreadsheet.

use crate::parts::state_name;
use crate::route;
use crate::texts::Lang;
use services::reading::Proposal;

/// Columns of the file of proposals. No author: a name is personal data.
const COLUMNS: [&str; 12] = [
    "numero",
    "titre",
    "texte",
    "theme",
    "quartier",
    "etat",
    "cout_euros",
    "soutiens",
    "commentaires",
    "deposee_le",
    "reponse_de_la_mairie",
    "adresse",
];

/// The proposals of a process, in the order given.
#[must_use]
pub fn proposals(all: &[Proposal]) -> String {
    let mut out = String::new();
    row(&mut out, COLUMNS.map(str::to_owned));
    for p in all {
        let name = |pair: Option<&String>| pair.cloned().unwrap_or_default();
        row(
            &mut out,
            [
                p.number.to_string(),
                p.title.clone(),
                p.body.clone(),
                name(p.category.as_ref().map(|(_, n)| n)),
                name(p.district.as_ref().map(|(_, n)| n)),
                state_name(Lang::Fr, p.state).to_owned(),
                p.cost.map(|c| euros(c.0)).unwrap_or_default(),
                p.supports.to_string(),
                p.comments.to_string(),
                services::calendar::rfc3339(p.created_at),
                p.answer.clone(),
                route::proposal(Lang::Fr, &p.id),
            ],
        );
    }
    out
}

/// `12500.00`: the same number of decimals everywhere, so that a column is one type.
fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, (cents % 100).abs())
}

fn row<const N: usize>(out: &mut String, cells: [String; N]) {
    for (i, text) in cells.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&cell(text));
    }
    out.push_str("\r\n");
}

/// A cell: what a spreadsheet would run as a formula gets an apostrophe in front, and what holds a
/// separator is quoted.
#[must_use]
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(cell("Un verger"), "Un verger");
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("dit \"oui\""), "\"dit \"\"oui\"\"\"");
        assert_eq!(cell("une\nligne"), "\"une\nligne\"");
        for start in ["=", "+", "-", "@", "\t"] {
            assert_eq!(cell(&format!("{start}1+1")), format!("'{start}1+1"));
        }
        assert_eq!(cell("=A1,B1"), "\"'=A1,B1\"");
        assert_eq!(cell("\r=1"), "\"'\r=1\"");
        assert_eq!(cell(""), "");
    }

    #[test]
    fn a_row_ends_as_the_rfc_says() {
        let mut out = String::new();
        row(&mut out, ["1".to_owned(), "é".to_owned()]);
        assert_eq!(out, "1,é\r\n");
        assert_eq!(euros(1_250_050), "12500.50");
        assert!(proposals(&[]).starts_with("numero,titre,"));
    }
}
