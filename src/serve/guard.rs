//! Who may ask: names that lead to this machine, and for what changes something, pages of this server alone.

use std::net::IpAddr;

use hyper::HeaderMap;
use hyper::header::{HOST, ORIGIN};

/// Whether a request was meant for this server.
///
/// Any web page can give its own name the address of this machine and then read what is served here as if it were its own (DNS
/// rebinding). A request by an address of numbers cannot come that way, so these and the names of this machine are let in.
pub fn is_for_us(headers: &HeaderMap, named: &str) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = host_name(host).to_ascii_lowercase();
    let is_number = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    is_number || name == "localhost" || name.ends_with(".localhost") || name == named.to_ascii_lowercase()
}

/// Whether a request that changes something comes from a page of this server, or from no page at all.
pub fn is_from_us(headers: &HeaderMap) -> bool {
    // Browsers send this one whatever the page's policy says of its origin.
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")) == Some(host)
}

/// A host without its port.
fn host_name(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_names_of_this_machine_are_let_in() {
        for host in [
            "localhost:1111",
            "LOCALHOST",
            "127.0.0.1:1",
            "[::1]:80",
            "192.168.1.7:1111",
            "kb.localhost",
            "desk:1",
        ] {
            assert!(is_for_us(&headers(&[("host", host)]), "desk"), "{host}");
        }
        for host in ["evil.example:1111", "localhost.evil.example", "", "127.0.0.1.evil.example"] {
            assert!(!is_for_us(&headers(&[("host", host)]), "desk"), "{host}");
        }
        assert!(!is_for_us(&headers(&[]), "desk"));
    }

    #[test]
    fn changes_must_come_from_kbs_own_pages() {
        let host = ("host", "localhost:1111");
        assert!(is_from_us(&headers(&[host])));
        assert!(is_from_us(&headers(&[host, ("origin", "http://localhost:1111")])));
        assert!(is_from_us(&headers(&[host, ("origin", "null"), ("sec-fetch-site", "same-origin")])));
        assert!(!is_from_us(&headers(&[host, ("origin", "null")])));
        assert!(!is_from_us(&headers(&[host, ("origin", "http://localhost:8080")])));
        assert!(!is_from_us(&headers(&[host, ("origin", "https://evil.example")])));
        assert!(!is_from_us(&headers(&[host, ("sec-fetch-site", "same-site")])));
        assert!(!is_from_us(&headers(&[host, ("sec-fetch-site", "cross-site")])));
    }
}
