//! Any bytes as a pabulib file: what is read is written, and what is written says the same when read again
//! (a number written in an odd way is written plainly, so the first text may differ).
#![no_main]

use civic::pabulib::{parse, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = parse(bytes) else {
        return;
    };
    let text = write(&file);
    let again = parse(text.as_bytes());
    assert!(again.is_ok_and(|again| write(&again) == text), "{text}");
});
