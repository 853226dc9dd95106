//! Dates, money and numbers as people of each language write them.

use crate::texts::Lang;
use civic::money::Cents;
use civic::time::Time;
use services::calendar::local;

/// A name and what is said of it.
#[must_use]
pub fn labelled(lang: Lang, label: &str, text: &str) -> String {
    match lang {
        Lang::Fr => format!("{label}\u{a0}: {text}"),
        Lang::Br | Lang::En => format!("{label}: {text}"),
    }
}

/// A number with one decimal.
#[must_use]
pub fn decimal(lang: Lang, n: f64) -> String {
    let text = format!("{n:.1}");
    match lang {
        Lang::En => text,
        Lang::Fr | Lang::Br => text.replace('.', ","),
    }
}

/// A whole number with its thousands apart.
#[must_use]
pub fn number(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let separator = if lang == Lang::En { "," } else { "\u{202f}" };
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(d);
    }
    if n < 0 { format!("−{out}") } else { out }
}

/// An amount in euros; cents only when there are some.
#[must_use]
pub fn money(lang: Lang, amount: Cents) -> String {
    let (euros, cents) = (amount.0 / 100, (amount.0 % 100).abs());
    let whole = number(lang, euros);
    match (lang, cents) {
        (Lang::En, 0) => format!("€{whole}"),
        (Lang::En, c) => format!("€{whole}.{c:02}"),
        (_, 0) => format!("{whole}\u{a0}€"),
        (_, c) => format!("{whole},{c:02}\u{a0}€"),
    }
}

const FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const BR: [&str; 12] = [
    "Genver",
    "C'hwevrer",
    "Meurzh",
    "Ebrel",
    "Mae",
    "Mezheven",
    "Gouere",
    "Eost",
    "Gwengolo",
    "Here",
    "Du",
    "Kerzu",
];
const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "12 décembre 2026", local time.
#[must_use]
pub fn date(lang: Lang, time: Time) -> String {
    format!("{} {}", day(lang, time), local(time).year())
}

/// "12 décembre", local time.
fn day(lang: Lang, time: Time) -> String {
    let z = local(time);
    let months = match lang {
        Lang::Fr => FR,
        Lang::Br => BR,
        Lang::En => EN,
    };
    let month = usize::try_from(z.month())
        .ok()
        .and_then(|m| months.get(m.wrapping_sub(1)))
        .copied()
        .unwrap_or("");
    let day = match (lang, z.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (Lang::Br, 1) => "1añ a viz".to_owned(),
        (Lang::Br, d) => format!("{d} a viz"),
        (_, d) => d.to_string(),
    };
    format!("{day}\u{a0}{month}")
}

/// "12 décembre 2026 à 18 h 00", local time.
#[must_use]
pub fn date_time(lang: Lang, time: Time) -> String {
    let z = local(time);
    let (h, m) = (z.hour(), z.minute());
    let day = date(lang, time);
    match lang {
        Lang::Fr => format!("{day} à {h}\u{a0}h\u{a0}{m:02}"),
        Lang::Br => format!("{day} da {h}e{m:02}"),
        Lang::En => format!("{day} at {h}:{m:02}"),
    }
}

/// Whether a day begins then.
fn begins_day(time: Time) -> bool {
    let z = local(time);
    (z.hour(), z.minute()) == (0, 0)
}

/// From when something is: the hour only if it is not the beginning of the day.
#[must_use]
pub fn from(lang: Lang, time: Time) -> String {
    if begins_day(time) {
        date(lang, time)
    } else {
        date_time(lang, time)
    }
}

/// "6 décembre 2026 à 23 h 59": until when something lasts. What ends as a day begins ends, for everybody,
/// with the day before, and "midnight" would leave it open which one.
#[must_use]
pub fn until(lang: Lang, time: Time) -> String {
    date_time(
        lang,
        if begins_day(time) {
            time.plus_seconds(-1)
        } else {
            time
        },
    )
}

/// From when until when, the first without its year where both have the same; whole days without hours.
#[must_use]
pub fn period(lang: Lang, opens: Time, closes: Time) -> [String; 2] {
    if !begins_day(opens) || !begins_day(closes) {
        return [from(lang, opens), until(lang, closes)];
    }
    let same_year = local(opens).year() == local(closes.plus_seconds(-1)).year();
    let first = if same_year {
        day(lang, opens)
    } else {
        date(lang, opens)
    };
    [first, last_day(lang, closes)]
}

/// "6 décembre 2026": the last day of something that ends then.
#[must_use]
pub fn last_day(lang: Lang, end: Time) -> String {
    // what ends as a day begins does not last into it
    date(lang, end.plus_seconds(-1))
}

/// The value of a `datetime` attribute.
#[must_use]
pub fn machine(time: Time) -> String {
    services::calendar::rfc3339(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write() {
        assert_eq!(number(Lang::Fr, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(money(Lang::Fr, Cents(1_250_050)), "12\u{202f}500,50\u{a0}€");
        assert_eq!(money(Lang::En, Cents(1_250_000)), "€12,500");
        let t = services::calendar::from_field("2026-08-01T09:05").unwrap_or_default();
        assert_eq!(
            date_time(Lang::Fr, t),
            "1er\u{a0}août 2026 à 9\u{a0}h\u{a0}05"
        );
        assert_eq!(date(Lang::Br, t), "1añ a viz\u{a0}Eost 2026");
    }

    #[test]
    fn no_date_leaves_its_day_open() {
        let at = |text| services::calendar::from_field(text).unwrap_or_default();
        let (june, july) = (at("2026-06-17T00:00"), at("2026-07-27T00:00"));
        assert_eq!(
            until(Lang::Fr, july),
            "26\u{a0}juillet 2026 à 23\u{a0}h\u{a0}59"
        );
        assert_eq!(
            until(Lang::Fr, at("2026-07-27T18:00")),
            "27\u{a0}juillet 2026 à 18\u{a0}h\u{a0}00"
        );
        assert_eq!(from(Lang::Fr, june), "17\u{a0}juin 2026");
        assert_eq!(
            period(Lang::Fr, june, july),
            ["17\u{a0}juin", "26\u{a0}juillet 2026"]
        );
        let new_year = at("2027-01-01T00:00");
        assert_eq!(period(Lang::Fr, june, new_year)[0], "17\u{a0}juin");
        assert_eq!(
            period(Lang::Fr, june, at("2027-01-02T00:00"))[0],
            "17\u{a0}juin 2026"
        );
        let timed = period(Lang::Fr, at("2026-06-17T08:00"), july);
        assert_eq!(
            timed,
            [
                "17\u{a0}juin 2026 à 8\u{a0}h\u{a0}00",
                "26\u{a0}juillet 2026 à 23\u{a0}h\u{a0}59"
            ]
        );
    }
}
