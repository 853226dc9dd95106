//! What a proxy writes of those before it, read. Text in, addresses out: no header map, no request.

use std::net::{IpAddr, SocketAddr};

/// What the proxy so many hops away wrote; the last is the nearest.
pub fn hop(list: &str, hops: usize) -> Option<&str> {
    list.rsplit(',').nth(hops.checked_sub(1)?)
}

/// The address in a hop of `Forwarded` (RFC 7239, section 4).
pub fn forwarded(hop: &str) -> Option<IpAddr> {
    hop.split(';').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let key = key.trim();
        key.eq_ignore_ascii_case("for").then(|| address(value))?
    })
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`, in quotes or not.
pub fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let with_port = || text.parse::<SocketAddr>().ok().map(|a| a.ip());
    bare.parse().ok().or_else(with_port)
}
