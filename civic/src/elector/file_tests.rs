use super::*;
use crate::elector::report::examine;
use crate::elector::{Kept, Report};

/// The columns of the national export (répertoire électoral unique).
const HEADER: &str = "\"code du l'ugle\";\"libellé de l'ugle\";\"libellé du type de liste\";\"nom de naissance\";\"nom d'usage\";\"prénoms\";\"sexe\";\"date de naissance\";\"code commune de naissance\";\"libellé commune de naissance\";\"code département de naissance\";\"pays de naissance\";\"libellé nationalité\";\"numéro de voie\";\"libellé de voie\";\"complément 1\";\"complément 2\";\"lieu-dit\";\"code postal\";\"commune\";\"pays\";\"code du bureau de vote\";\"libellé du bureau de vote\";\"code circonscription législative du bureau de vote\";\"libellé canton du bureau de vote\";\"libellé circonscription métropolitaine du bureau de vote\";\"numéro d'ordre dans le bureau de vote\"";

const PRINCIPAL: &str = "Liste principale";
const MUNICIPAL: &str = "Liste complémentaire municipale";
const EUROPEAN: &str = "Liste complémentaire européenne";

/// A line of invented people.
fn line(list: &str, name: &str, given: &str, born: &str, place: &str, at: (&str, &str)) -> String {
    let mut fields = vec![""; 27];
    for (column, text) in [
        (2, list),
        (3, name),
        (5, given),
        (7, born),
        (8, place),
        (21, at.0),
        (26, at.1),
    ] {
        fields[column] = text;
    }
    fields
        .iter()
        .map(|f| format!("\"{f}\""))
        .collect::<Vec<_>>()
        .join(";")
}

fn file(lines: &[String]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

fn anne() -> String {
    line(
        PRINCIPAL,
        "LE GOFF",
        "Anne, Marie",
        "03/05/1961",
        "56007",
        ("0001", "12"),
    )
}

fn examined(text: &str) -> (Report, Vec<Kept>) {
    let read = read(text.as_bytes()).unwrap();
    examine(&read.electors, read.findings)
}

/// Every kind that is told, with its lines.
type Lines = Vec<(u32, Option<u32>)>;

fn kinds(report: &Report) -> Vec<(Kind, Lines)> {
    let lines =
        |t: &super::super::report::Told| t.first.iter().map(|f| (f.line, f.other)).collect();
    report.told.iter().map(|t| (t.kind, lines(t))).collect()
}

#[test]
fn a_right_file_is_read_without_a_word() {
    let (report, kept) = examined(&file(&[
        anne(),
        line(
            PRINCIPAL,
            "D’ARTAGNAN",
            "Loïc",
            "1953-12-31",
            "2A004",
            ("0002", "1"),
        ),
    ]));
    assert_eq!(report.told, []);
    assert_eq!(
        (report.lines, report.voters, report.stations),
        ([2, 0, 0], 2, 2)
    );
    assert_eq!(kept[0].key, "legoff|annemarie|1961-05-03|56007");
    assert_eq!(kept[0].station, "0001");
    assert_eq!(kept[1].key, "dartagnan|loic|1953-12-31|2a004");
}

#[test]
fn what_a_spreadsheet_makes_of_it_is_the_same_roll() {
    let text = file(&[
        anne(),
        line(
            PRINCIPAL,
            "KERMAÑ",
            "Noël",
            "01/02/1970",
            "01004",
            ("0001", "13"),
        ),
    ]);
    let (_, kept) = examined(&text);
    let bare = text.replace('"', "").replace("01004", "1004");
    let tabs = bare.replace(';', "\t");
    let excel = text
        .replace("\"56007\"", "\"=\"\"56007\"\"\"")
        .replace('\n', "\r\n");
    let marked = format!("\u{feff}{text}");
    for other in [bare, tabs, excel, marked] {
        let (report, same) = examined(&other);
        assert_eq!(same, kept, "{other}");
        assert_eq!(report.told, []);
    }
    // in the former encoding of Windows, which is said
    let windows: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let found = read(&windows).unwrap();
    let (report, same) = examine(&found.electors, found.findings);
    assert_eq!(same, kept);
    assert_eq!(kinds(&report), [(Kind::Windows, vec![(0, None)])]);
}

#[test]
fn what_is_wrong_is_told_by_its_line_and_the_rest_is_read() {
    let (report, kept) = examined(&file(&[
        anne(),
        "LE GOFF;trop court".to_owned(),
        line(
            PRINCIPAL,
            " ",
            "Sans nom",
            "03/05/1961",
            "56007",
            ("1", "2"),
        ),
        line(PRINCIPAL, "RIOU", "Date", "31/02/1961", "56007", ("1", "3")),
        line(
            "Liste des jurés",
            "RIOU",
            "Liste",
            "03/05/1961",
            "56007",
            ("1", "4"),
        ),
        line(
            PRINCIPAL,
            "CORRÃ‰",
            "Abîmé",
            "03/05/1961",
            "56007",
            ("1", "5"),
        ),
        line(
            PRINCIPAL,
            "RIOU",
            "Zéros",
            "00/00/1953",
            "56007",
            ("1", "6"),
        ),
        line(PRINCIPAL, "RIOU", "", "04/05/1961", "", ("", "7")),
        String::new(),
    ]));
    assert_eq!(
        kinds(&report),
        [
            (Kind::Short, vec![(3, None)]),
            (Kind::NoName, vec![(4, None)]),
            (Kind::Date, vec![(5, None)]),
            (Kind::UnknownList, vec![(6, None)]),
            (Kind::Garbled, vec![(7, None)]),
            (Kind::IncompleteDate, vec![(8, None)]),
            (Kind::NoGivenName, vec![(9, None)]),
            (Kind::NoPlace, vec![(9, None)]),
            (Kind::NoStation, vec![(9, None)]),
        ]
    );
    assert_eq!(report.voters, 4);
    assert_eq!(kept.len(), 4);
}

#[test]
fn letters_that_were_damaged_before_are_seen() {
    for name in [
        "CORRÃ©",
        "CORRÃ‰",
        "LESCOAT Ã‘",
        "Lâ€™HÉNORET",
        "LE CÅ“UR",
        "KERMA?",
        "KERMA\u{fffd}",
    ] {
        let (report, _) = examined(&file(&[line(
            PRINCIPAL,
            name,
            "Anne",
            "03/05/1961",
            "56007",
            ("1", "5"),
        )]));
        assert_eq!(kinds(&report), [(Kind::Garbled, vec![(2, None)])], "{name}");
    }
    for name in ["ÂGÉ", "ÅSTRÖM", "CHÂTEAU", "MÃO"] {
        let (report, _) = examined(&file(&[line(
            PRINCIPAL,
            name,
            "Anne",
            "03/05/1961",
            "56007",
            ("1", "5"),
        )]));
        assert_eq!(kinds(&report), [], "{name}");
    }
}

#[test]
fn lines_are_numbered_as_an_editor_does() {
    let wrong = line(PRINCIPAL, "RIOU", "Date", "31/02/1961", "56007", ("1", "3"));
    let text = file(&[anne(), String::new(), wrong.clone(), anne(), wrong]);
    for text in [text.replace('\n', "\r\n"), text] {
        let (report, _) = examined(&text);
        let lines = kinds(&report);
        assert_eq!(lines[0], (Kind::Date, vec![(4, None), (6, None)]));
        assert_eq!(lines[1], (Kind::Double, vec![(5, Some(2))]));
    }
}

#[test]
fn the_edge_cases_of_a_roll_are_told_apart() {
    let (report, kept) = examined(&file(&[
        anne(),
        line(
            PRINCIPAL,
            "Le Goff",
            "ANNE MARIE",
            "03/05/1961",
            "56007",
            ("0001", "14"),
        ), // a double
        line(
            PRINCIPAL,
            "LE GOFF",
            "Anne Marie",
            "03/05/1961",
            "29019",
            ("0001", "15"),
        ), // a homonym
        line(
            PRINCIPAL,
            "LE GOFF",
            "Yann",
            "03/05/1961",
            "56007",
            ("0001", "16"),
        ), // a twin
        line(
            PRINCIPAL,
            "LE GOFF",
            "Yann",
            "01/01/1990",
            "56007",
            ("0001", "16"),
        ), // his son, same number
        line(
            MUNICIPAL,
            "ROSSI",
            "Carla",
            "03/05/1980",
            "99127",
            ("0001", "1"),
        ),
        line(
            EUROPEAN,
            "ROSSI",
            "Carla",
            "03/05/1980",
            "99127",
            ("0001", "1"),
        ), // counted once
        line(
            EUROPEAN,
            "MEYER",
            "Uwe",
            "03/05/1980",
            "99109",
            ("0001", "2"),
        ), // no voter here
    ]));
    assert_eq!(report.lines, [5, 1, 2]);
    assert_eq!(
        kinds(&report),
        [
            (Kind::Double, vec![(3, Some(2))]),
            (Kind::TwoLists, vec![(8, Some(7))]),
            (Kind::EuropeanOnly, vec![(9, None)]),
            (Kind::Homonym, vec![(4, Some(2))]),
            (Kind::Twin, vec![(5, Some(2))]),
            (Kind::SameName, vec![(6, Some(5))]),
            (Kind::Number, vec![(6, Some(5))]),
        ]
    );
    assert_eq!(report.voters, 5);
    let ambiguous: Vec<bool> = kept.iter().map(|k| k.ambiguous).collect();
    assert_eq!(ambiguous, [true, false, false, false, false]);
    assert_eq!(kept[0].name_key, kept[1].name_key);
}

#[test]
fn a_file_that_is_none_is_refused_whole() {
    let refused = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(refused(b""), Unreadable::Empty);
    assert_eq!(refused(HEADER.as_bytes()), Unreadable::Empty);
    assert_eq!(refused(b"\xff\xfen\x00o\x00m\x00"), Unreadable::NotText);
    assert_eq!(refused(b"PK\x03\x04\x00\x00"), Unreadable::NotText);
    let columns = refused(b"nom;prenom\nLE GOFF;Anne\n");
    assert!(
        matches!(&columns, Unreadable::Columns(missing) if missing.len() == 5),
        "{columns:?}"
    );
    // one of ten million letters
    let long = file(&[anne(), "x".repeat(10 * 1024 * 1024)]);
    assert_eq!(refused(long.as_bytes()), Unreadable::LongLine(3));
    // a quotation mark that swallows the next lines
    let open = file(&[anne(), "\"LE GOFF;Anne".to_owned(), anne()]);
    assert_eq!(refused(open.as_bytes()), Unreadable::Quote(3));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]
    #[test]
    fn nothing_breaks_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), after in 0..2) {
        let mut whole = if after == 1 { format!("{HEADER}\n").into_bytes() } else { Vec::new() };
        whole.extend(bytes);
        if let Ok(found) = read(&whole) {
            let (report, kept) = examine(&found.electors, found.findings);
            proptest::prop_assert_eq!(report.voters as usize, kept.len());
        }
    }
}
