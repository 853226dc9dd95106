//! Any bytes as an archive; and an archive whose one text is any text, all hashes right.
#![no_main]

mod common;

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
    let (Some((place, text)), made) = (data.split_first(), &*MADE) else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let mut events = made.events.clone();
    let texts: usize = events.iter().map(|(_, data)| data.len()).sum();
    let wanted = usize::from(*place) % texts;
    if let Some(place) = events.iter_mut().flat_map(|(_, data)| data).nth(wanted) {
        *place = text.to_owned();
    }
    if verify(common::archive(&events).as_slice(), &request, &mut |_| {}).is_ok() {
        assert_eq!(events, made.events, "another archive was accepted");
    }
});
