//! Which requests are allowed: only those to a name of this machine, and those that change something only from pages of
//! this server.

use std::net::IpAddr;

use hyper::header::{HOST, ORIGIN};
use hyper::{HeaderMap, Uri};

use crate::path::without_port;

/// Whom a request was meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// This server.
    Us,
    /// A host with another name.
    Another,
    /// It names no host, or more than one: two programs on its way could each choose a different one (RFC 9112, section
    /// 3.2).
    Unclear,
}

/// Whether a request was meant for this server.
///
/// Any website can point its own name to the address of this machine and then read what is served here as if it were its own
/// (DNS rebinding). A request by a numeric address cannot come that way, so numeric addresses and the names of this machine
/// are allowed.
pub fn addressee(headers: &HeaderMap, target: &Uri, named: &str) -> Addressee {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Addressee::Unclear };
    let Ok(host) = host.to_str() else { return Addressee::Unclear };
    // If a request contains the whole address, as for a proxy, the host in it is the one that counts (RFC 9112, section
    // 3.2.2).
    let asked = target.authority().map_or(host, |authority| authority.as_str());
    match is_ours(asked, named) && is_ours(host, named) {
        true => Addressee::Us,
        false => Addressee::Another,
    }
}

fn is_ours(host: &str, named: &str) -> bool {
    let name = without_port(host).to_ascii_lowercase();
    let is_number = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    is_number || name == "localhost" || name.ends_with(".localhost") || name == named.to_ascii_lowercase()
}

/// Whether a request that changes something comes from a page of this server, or from no page at all.
pub fn is_from_us(headers: &HeaderMap) -> bool {
    let is_repeated = |name: &str| headers.get_all(name).iter().count() > 1;
    if is_repeated("sec-fetch-site") || is_repeated(ORIGIN.as_str()) {
        return false;
    }
    // Browsers send this header regardless of the page's referrer policy.
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")) == Some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn check(target: &str, hosts: &[&str], expected: Addressee) {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append("host", host.parse().unwrap());
        }
        assert_eq!(addressee(&headers, &target.parse().unwrap(), "desk"), expected, "{target} {hosts:?}");
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
            check("/", &[host], Addressee::Us);
        }
        for host in ["evil.example:1111", "localhost.evil.example", "", "127.0.0.1.evil.example"] {
            check("/", &[host], Addressee::Another);
        }
        check("http://localhost/a/", &["localhost"], Addressee::Us);
        check("http://evil.example/a/", &["localhost"], Addressee::Another);
        check("http://localhost/a/", &["evil.example"], Addressee::Another);
    }

    #[test]
    fn a_request_without_one_host_is_unclear() {
        check("/", &[], Addressee::Unclear);
        check("/", &["localhost", "localhost"], Addressee::Unclear);
        check("/", &["localhost", "evil.example"], Addressee::Unclear);
        check("http://localhost/", &["localhost", "localhost"], Addressee::Unclear);
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
