//! Whatever people type into a field: refused or understood, never a crash; what is understood stays so.
#![no_main]

use civic::field;
use civic::money::Cents;
use civic::search;
use libfuzzer_sys::fuzz_target;
use render::Colour;

fuzz_target!(|text: &str| {
    if let Ok(line) = field::line(text, 1, 80) {
        assert_eq!(field::line(&line, 1, 80).as_deref(), Ok(line.as_str()));
    }
    if let Ok(email) = field::email(text) {
        assert_eq!(field::email(&email).as_deref(), Ok(email.as_str()));
    }
    if let Ok(cents) = Cents::parse(text) {
        assert_eq!(Cents::parse(&cents.to_field()), Ok(cents), "{text}");
    }
    if let Ok(colour) = text.parse::<Colour>() {
        assert_eq!(colour.to_string().parse(), Ok(colour));
    }
    // what is searched is found in a text of just those words
    let asked = search::query(text);
    let kept = search::index(text, "");
    for token in &asked {
        assert!(kept.iter().any(|(known, _)| known == token), "{token}");
    }
});
