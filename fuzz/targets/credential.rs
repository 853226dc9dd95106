//! Any text as a credential: what is understood has one form, which is understood again.
#![no_main]

use ballot::v1::credential::Credential;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    let Ok(credential) = Credential::read(typed) else {
        return;
    };
    let again = Credential::read(credential.as_str());
    assert!(again.is_ok_and(|again| again.as_str() == credential.as_str()));
});
