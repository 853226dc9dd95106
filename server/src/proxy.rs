//! Where a request comes from when a proxy stands in front: read from the header that the proxy writes, and
//! only as many hops as the operator trusts. Without that setting the headers are ignored, since anybody can
//! write them. Never here: what the address is used for (limits on attempts).

mod list;

use axum::extract::{ConnectInfo, Request};
use axum::http::header::{FORWARDED, HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

/// The most proxies that anybody has in a row.
const MOST: usize = 10;

/// Which header to believe, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// Proxies in front: each has added the address that it saw to the end of the list.
    hops: usize,
    /// Which list. A proxy writes one and hands the other on as it came, so only one can be believed.
    header: Header,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    XForwardedFor,
    /// RFC 7239.
    Forwarded,
}

impl Trusted {
    /// Reads `1`, or `forwarded:1`.
    pub fn parse(text: &str) -> Result<Trusted, String> {
        let wrong = || {
            "attendu : le nombre de proxys devant Tikêr, par exemple 1 (en-tête X-Forwarded-For), ou forwarded:1 (en-tête Forwarded)".to_owned()
        };
        let text = text.trim();
        let (header, hops) = match text.split_once(':') {
            None => (Header::XForwardedFor, text),
            Some(("x-forwarded-for", hops)) => (Header::XForwardedFor, hops),
            Some(("forwarded", hops)) => (Header::Forwarded, hops),
            Some(_) => return Err(wrong()),
        };
        let hops = hops.parse().ok().filter(|n| (1..=MOST).contains(n));
        hops.map(|hops| Trusted { hops, header }).ok_or_else(wrong)
    }

    /// The address that the outermost trusted proxy saw; `None` when the list is too short or odd: then the
    /// request did not come that way, and only the connection itself is sure.
    fn client(self, headers: &HeaderMap) -> Option<IpAddr> {
        let name = match self.header {
            Header::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            Header::Forwarded => FORWARDED,
        };
        let lines = headers.get_all(name);
        let text: Result<Vec<&str>, _> = lines.iter().map(|line| line.to_str()).collect();
        let text = text.ok()?.join(",");
        let hop = list::hop(&text, self.hops)?;
        match self.header {
            Header::XForwardedFor => list::address(hop),
            Header::Forwarded => list::forwarded(hop),
        }
    }
}

/// Puts the client's address where handlers look for the other end of the connection.
pub async fn seen_through(trusted: Option<Trusted>, mut request: Request, next: Next) -> Response {
    if let Some(ip) = trusted.and_then(|t| t.client(request.headers())) {
        // the port is the proxy's own business
        let client = ConnectInfo(SocketAddr::new(ip, 0));
        request.extensions_mut().insert(client);
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, lines: &[(&'static str, &'static str)]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        let trusted = Trusted::parse(trusted).unwrap();
        trusted.client(&headers).map(|ip| ip.to_string())
    }

    #[test]
    fn the_last_hops_are_believed_and_no_more() {
        let some = |ip: &str| Some(ip.to_owned());
        let list = [("x-forwarded-for", "6.6.6.6, 192.0.2.7, 10.0.0.1")];
        assert_eq!(client("1", &list), some("10.0.0.1"));
        assert_eq!(client("2", &list), some("192.0.2.7"));
        assert_eq!(client("4", &list), None);
        let twice = [
            ("x-forwarded-for", "6.6.6.6"),
            ("x-forwarded-for", "192.0.2.7"),
        ];
        assert_eq!(client("1", &twice), some("192.0.2.7"));
        let odd = [("x-forwarded-for", "192.0.2.7, unknown")];
        assert_eq!(client("1", &odd), None);
        let other = [("forwarded", "for=6.6.6.6")];
        assert_eq!(client("1", &other), None);
    }

    #[test]
    fn the_standard_header_too_when_it_is_the_one() {
        let list = [
            ("x-forwarded-for", "6.6.6.6"),
            (
                "forwarded",
                "for=6.6.6.7, proto=https;For=\"[2001:db8::1]:4711\";by=10.0.0.1",
            ),
        ];
        assert_eq!(client("forwarded:1", &list).unwrap(), "2001:db8::1");
        assert_eq!(client("forwarded:2", &list).unwrap(), "6.6.6.7");
        let hidden = [("forwarded", "for=_hidden;proto=https")];
        assert_eq!(client("forwarded:1", &hidden), None);
    }

    #[test]
    fn addresses_come_in_several_shapes() {
        for (text, ip) in [
            ("192.0.2.1:80", "192.0.2.1"),
            (" 2001:db8::1 ", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("\"[2001:db8::1]:80\"", "2001:db8::1"),
        ] {
            assert_eq!(list::address(text), ip.parse().ok(), "{text}");
        }
        for odd in ["", "0", "11", "x-forwarded-for:0", "via:1", "-1"] {
            assert!(Trusted::parse(odd).is_err(), "{odd}");
        }
    }
}
