//! `kb serve` against clients that exhaust or mislead it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::commands::Site;
use super::serve::Served;

/// The status of a raw request.
fn status(served: &Served, request: &str) -> String {
    let mut stream = TcpStream::connect(&served.host).unwrap();
    // Only a server that no longer responds takes this long.
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // A server that rejects a long request may do so before all of it is sent.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let mut bytes = [0; 1024];
    while answer.len() < 12 {
        match stream.read(&mut bytes) {
            Ok(0) => break,
            Ok(length) => answer.extend(&bytes[..length]),
            Err(error) => panic!("no answer to {:.60?}: {error}", request),
        }
    }
    String::from_utf8_lossy(&answer).chars().skip(9).take(3).collect()
}

fn check(served: &Served, request: &str, expected: &str) {
    assert_eq!(status(served, request), expected, "{:.200}", request);
}

#[test]
fn clients_that_read_nothing_do_not_block_others() {
    let site = Site::new(&[("articles/a.md", "# A\n\n[film](film.bin)\n")]);
    std::fs::write(site.path("articles/film.bin"), vec![7; 20 * 1024 * 1024]).unwrap();
    let served = Served::start(&site, &[]);
    let request = format!("GET /film.bin HTTP/1.1\r\nhost: {}\r\n\r\n", served.host);
    let mut readers = Vec::new();
    for _ in 0..700 {
        let mut stream = TcpStream::connect(&served.host).unwrap();
        let _ = stream.write_all(request.as_bytes());
        readers.push(stream);
    }
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {}\r\n\r\n", served.host), "200");
    check(
        &served,
        &format!("GET /film.bin HTTP/1.1\r\nhost: {}\r\nrange: bytes=-9\r\n\r\n", served.host),
        "206",
    );
}

#[test]
fn an_ambiguous_request_is_rejected() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    let served = Served::start(&site, &[]);
    let host = &served.host;
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {host}\r\n\r\n"), "200");
    check(&served, &format!("GET http://{host}/a/ HTTP/1.1\r\nhost: {host}\r\n\r\n"), "200");
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {host}\r\nhost: {host}\r\n\r\n"), "400");
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {host}\r\nHOST: evil.example\r\n\r\n"), "400");
    check(&served, "GET /a/ HTTP/1.1\r\n\r\n", "400");
    check(&served, &format!("GET http://evil.example/a/ HTTP/1.1\r\nhost: {host}\r\n\r\n"), "421");
    let events = "GET /_kb/events HTTP/1.1\r\nsec-fetch-site: cross-site\r\n";
    check(&served, &format!("{events}host: {host}\r\n\r\n"), "403");
    check(
        &served,
        &format!(
            "POST /_kb/inbox/clear HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\norigin: null\r\n\r\n"
        ),
        "403",
    );
}

#[test]
fn the_content_type_of_a_form_must_match_exactly() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    let served = Served::start(&site, &[]);
    let post = |kind: &str| {
        format!(
            "POST /_kb/forms/none HTTP/1.1\r\nhost: {}\r\ncontent-type: {kind}\r\ncontent-length: 3\r\n\r\na=b",
            served.host
        )
    };
    // There is no such form, which is only checked once the content type is right.
    for kind in [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "Application/X-WWW-Form-Urlencoded ;charset=utf-8",
    ] {
        check(&served, &post(kind), "404");
    }
    for kind in
        ["application/x-www-form-urlencoded-2", "text/plain", "text/plain; application/x-www-form-urlencoded"]
    {
        check(&served, &post(kind), "415");
    }
}

#[test]
fn requests_that_are_too_long_are_rejected() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    let served = Served::start(&site, &[]);
    let host = &served.host;
    let kind = "content-type: application/x-www-form-urlencoded";
    let long = "x".repeat(100_000);
    check(
        &served,
        &format!(
            "POST /_kb/forms/a HTTP/1.1\r\nhost: {host}\r\n{kind}\r\ncontent-length: {}\r\n\r\n{long}",
            long.len()
        ),
        "413",
    );
    let chunks = format!("186a0\r\n{long}\r\n").repeat(3);
    check(
        &served,
        &format!(
            "POST /_kb/forms/a HTTP/1.1\r\nhost: {host}\r\n{kind}\r\ntransfer-encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"
        ),
        "413",
    );
    let longer = "x".repeat(1_000_000);
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {host}\r\nx: {longer}\r\n\r\n"), "431");
    let many: String = (0..2000).map(|number| format!("x-{number}: y\r\n")).collect();
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {host}\r\n{many}\r\n"), "431");
    check(&served, &format!("GET /a/?{long} HTTP/1.1\r\nhost: {host}\r\n\r\n"), "414");
    check(&served, &format!("GET /a/ HTTP/1.1\r\nhost: {host}\r\n\r\n"), "200");
}

#[test]
fn no_other_website_can_show_what_is_served() {
    let site = Site::new(&[("articles/a.md", "# A\n\n![x](x.png)\n"), ("articles/x.png", "pixels")]);
    let served = Served::start(&site, &[]);
    for path in ["/a/", "/x.png", "/none/", "/_kb/inbox.json"] {
        let reply = served.get(path);
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        assert_eq!(reply.header("content-security-policy"), Some("frame-ancestors 'self'"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}
