//! Any bytes as a coat of arms: what is read is made again, within its limits, and read the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use render::Arms;

fuzz_target!(|bytes: &[u8]| {
    let Ok(arms) = Arms::read(bytes) else {
        return;
    };
    let png = arms.png();
    assert!(Arms::kept(&png).is_ok_and(|again| again.png() == png));
});
