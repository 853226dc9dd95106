//! Any bytes as an archive; and an archive of which one text has some of its bytes changed, all hashes right.
#![no_main]

mod common;

use ballot::archive::Kind;
use ballot::v1::verifier::{Request, verify};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MADE: LazyLock<common::Made> = LazyLock::new(common::made);

fuzz_target!(|data: &[u8]| {
    let request = Request {
        threads: 1,
        ..Request::default()
    };
    let _any = verify(data, &request, &mut |_| {});
    let (Some((place, edits)), made) = (data.split_first(), &*MADE) else {
        return;
    };
    let mut events = made.events.clone();
    let texts: usize = events.iter().map(|(_, data)| data.len()).sum();
    let wanted = usize::from(*place) % texts;
    if let Some(place) = events.iter_mut().flat_map(|(_, data)| data).nth(wanted) {
        // what is no text is no record of ours either
        let Ok(text) = String::from_utf8(common::edited(place.as_bytes(), edits)) else {
            return;
        };
        *place = text;
    }
    // what names other records by their hash names them right again, half of the time
    if place % 2 == 0 {
        for (kind, data) in &mut events {
            match kind {
                Kind::Setup => data[3] = common::setup_text(&data[0], &data[1], &data[2]),
                Kind::PartialDecryption => data[1] = common::owned(&data[0]),
                _ => {}
            }
        }
    }
    if verify(common::archive(&events).as_slice(), &request, &mut |_| {}).is_ok() {
        assert_eq!(events, made.events, "another archive was accepted");
    }
});
