//! Any text as what a proxy wrote of those before it: an address is found as it stands there, or none.
#![no_main]

#[path = "../../server/src/proxy/list.rs"]
mod list;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for hops in 0..4 {
        let Some(hop) = list::hop(text, hops) else {
            continue;
        };
        assert!(!hop.contains(','));
        let _any = list::forwarded(hop);
        if let Some(ip) = list::address(hop) {
            assert_eq!(list::address(&ip.to_string()), Some(ip));
        }
    }
});
