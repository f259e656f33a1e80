//! Addresses outside the site: which of them a page may contain.
//!
//! The only module that decides what may become an `href` or a `src`. It judges the address as it is written to the
//! page, without anything that browsers ignore, by a list of allowed schemes, not a list of forbidden ones.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use super::media::is_media;

/// An address outside the site that is safe to print in `href` or `src`. Only [`WebAddress::judge`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebAddress(String);

/// What a page does with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A reader follows it.
    Follow,
    /// The page shows it: an image, a film.
    Show,
}

/// Why an address is rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would run code.
    Code,
    /// It is a `data:` address, which only an image can have.
    Data,
    /// It is a place on one computer: `C:\plan.docx`, `file:///plan.docx`.
    Local,
    /// The site does not link to its scheme, given here in lowercase.
    Scheme(String),
    /// It is somebody to write to or to call, whom no page can show.
    NoImage,
    /// It has no host, or no recipient: `https:///page`, `mailto:`. Contains the address that was meant, if that is
    /// clear.
    NoHost(Option<String>),
}

/// The schemes that every site links to. An address that begins with `//` has the scheme of the page, so it is http or https.
pub const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Schemes that no site can allow: what follows them runs as code, or is shown as a page under the author's control.
pub const NEVER: [&str; 3] = ["javascript", "vbscript", "data"];

impl WebAddress {
    /// Judges an address that has a scheme or starts with `//`. `more` are the schemes, in lowercase, that the site allows in
    /// addition to [`SCHEMES`].
    ///
    /// An image may be a `data:image/…` address: in `<img>` it runs no script (HTML standard, section
    /// 4.8.4.4 with SVG 2, section 2.2.3, "secure animated mode").
    ///
    /// # Errors
    ///
    /// Why the address is rejected. An address without a scheme is a path, which the caller should have resolved.
    pub fn judge(address: &str, purpose: Purpose, more: &[String]) -> Result<WebAddress, Refusal> {
        let address = clean_address(address);
        let Some(scheme) = scheme_of(&address) else {
            return match address.starts_with("//") {
                true => with_host(address, 0),
                false => Err(Refusal::Scheme(String::new())),
            };
        };
        let is_image = || {
            let head = address.get(..11).unwrap_or("");
            purpose == Purpose::Show && head.eq_ignore_ascii_case("data:image/")
        };
        match scheme.as_str() {
            "javascript" | "vbscript" => Err(Refusal::Code),
            "data" if is_image() => Ok(WebAddress(address)),
            "data" => Err(Refusal::Data),
            "http" | "https" => with_host(address, scheme.len() + 1),
            "mailto" | "tel" if purpose == Purpose::Show => Err(Refusal::NoImage),
            "mailto" | "tel" => with_recipient(address, &scheme),
            known if SCHEMES.contains(&known) || more.iter().any(|other| other == known) => {
                Ok(WebAddress(address))
            }
            local if local == "file" || local.len() == 1 => Err(Refusal::Local),
            _ => Err(Refusal::Scheme(scheme)),
        }
    }

    /// As printed, not yet escaped for HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether what is sent there is encrypted on its way, or never leaves this machine.
    pub fn is_secure(&self) -> bool {
        match scheme_of(&self.0).as_deref() {
            Some("https") => true,
            Some("http") => is_this_machine(without_port(host_of(&self.0["http:".len()..]))),
            _ => false,
        }
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The address, if it names a host. `scheme` is the length of its scheme including the colon.
///
/// Browsers read `https:/host` and `https:host` as a path if the page has the same scheme (URL standard, section 4.4,
/// "special relative or authority state"), and ignore any further slashes. `https://https://host` leads to a host
/// called `https`.
fn with_host(address: String, scheme: usize) -> Result<WebAddress, Refusal> {
    let rest = &address[scheme..];
    let after = rest.trim_start_matches([' ', '/', '\\']);
    let authority = authority_of(after);
    let host = host_of(after);
    let name = host.trim_end_matches(':');
    if !is_host(host) {
        return Err(Refusal::NoHost(None));
    }
    let is_scheme = name.eq_ignore_ascii_case("https") || name.eq_ignore_ascii_case("http");
    if is_scheme && after.len() > authority.len() {
        let inner = after[authority.len()..].trim_start_matches(['/', '\\']);
        let meant = format!("{}://{inner}", name.to_ascii_lowercase());
        return Err(Refusal::NoHost((!inner.is_empty()).then_some(meant)));
    }
    match rest.len() - after.len() {
        2 => Ok(WebAddress(address)),
        _ => Err(Refusal::NoHost(Some(format!("{}//{after}", &address[..scheme])))),
    }
}

/// The address, if it names somebody to write to or to call.
///
/// An e-mail address has an `@`, and may be missing before `?` (RFC 6068, section 2); a telephone number has a digit
/// (RFC 3966, section 3).
fn with_recipient(address: String, scheme: &str) -> Result<WebAddress, Refusal> {
    let rest = &address[scheme.len() + 1..];
    let to = rest.split('?').next().unwrap_or("").trim_matches(['/', ' ']);
    let is_right = match scheme {
        "mailto" => {
            to.contains('@') || to.to_ascii_lowercase().contains("%40") || to.is_empty() && rest.contains('?')
        }
        _ => to.contains(|letter: char| letter.is_ascii_digit()),
    };
    match is_right && !rest.starts_with("//") {
        true => Ok(WebAddress(address)),
        false => Err(Refusal::NoHost(is_right.then(|| format!("{scheme}:{}", rest.trim_start_matches('/'))))),
    }
}

/// Whether a host, with or without a port, can exist: no part between its dots is empty, and it has only letters, digits,
/// hyphens and underscores (RFC 1034, section 3.5, and names as browsers show them), or is a number in brackets.
fn is_host(host: &str) -> bool {
    let name = without_port(host);
    if let Some(number) = name.strip_prefix('[') {
        return number.strip_suffix(']').is_some_and(|number| number.parse::<Ipv6Addr>().is_ok());
    }
    let port = host[name.len()..].trim_start_matches(':');
    let is_part =
        |letter: char| letter.is_alphanumeric() || !letter.is_ascii() || matches!(letter, '-' | '_' | '%');
    // The dot at the end of a full name is allowed.
    let mut parts = name.strip_suffix('.').unwrap_or(name).split('.');
    parts.all(|part| !part.is_empty() && part.chars().all(is_part))
        && (port.is_empty() || port.parse::<u16>().is_ok())
}

/// What comes before the path in an address without its scheme and first slashes. Browsers read `\` as `/`.
fn authority_of(address: &str) -> &str {
    address.split(['/', '\\', '?', '#']).next().unwrap_or("")
}

/// The host and the port of an address without its scheme. A name and a password may come before them.
fn host_of(address: &str) -> &str {
    authority_of(address.trim_start_matches(['/', '\\'])).rsplit('@').next().unwrap_or("")
}

/// The address that was meant by a path that reads as one without its beginning: `example.com/page` gives
/// `https://example.com/page`, `anna@example.com` gives `mailto:anna@example.com`. None if the path is more likely that
/// of a file.
pub fn without_scheme(path: &str) -> Option<String> {
    let first = path.split(['/', '?', '#']).next().unwrap_or("");
    let (name, host) = first.rsplit_once('@').map_or((None, first), |(name, host)| (Some(name), host));
    let (labels, last) = without_port(host).rsplit_once('.')?;
    let last = last.to_ascii_lowercase();
    if labels.is_empty() || !is_host(host) || host.contains('%') {
        return None;
    }
    match name {
        // Such as `picture@2x.png`.
        Some(name) => {
            let is_name =
                !name.is_empty() && last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
            (is_name && !is_media(&last) && first == path).then(|| format!("mailto:{path}"))
        }
        None => DOMAINS.contains(&last.as_str()).then(|| format!("https://{path}")),
    }
}

/// The most common ends of host names that are not also the ends of file names, as `.md`, `.rs` and `.zip` are: the larger
/// ones of the IANA root zone database.
const DOMAINS: &[&str] = &[
    "app", "at", "au", "be", "biz", "blog", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dev", "dk",
    "edu", "es", "eu", "example", "fi", "fr", "gov", "gr", "hk", "hu", "ie", "in", "info", "io", "it", "jp",
    "kr", "lu", "me", "mil", "mx", "net", "nl", "no", "nz", "online", "org", "pt", "ro", "ru", "se", "sg",
    "shop", "site", "sk", "store", "tr", "tv", "tw", "ua", "uk", "us", "xyz", "za",
];

/// A host without its port.
pub fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether a host is this machine, by one of the names that always mean it (RFC 6761, section 6.3).
fn is_this_machine(host: &str) -> bool {
    let name = host.to_ascii_lowercase();
    let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || number.is_ok_and(|number| number.is_loopback())
}

/// The address that was meant by one whose colon is missing: `https//host`, `http/host`. None if it does not begin like
/// this.
pub fn without_colon(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(['/', ';'])?;
    let is_scheme = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let rest = rest.trim_start_matches('/');
    (is_scheme && rest.contains('.')).then(|| format!("{}://{rest}", scheme.to_ascii_lowercase()))
}

/// An address without what browsers ignore when they look for its scheme: spaces and control characters at both ends, tabs
/// and line ends anywhere (URL standard, section 4.4, steps 1 and 3). Unicode white space at the ends, which browsers keep,
/// comes from pasting and is removed too, so nobody can hide a scheme behind it.
pub fn clean_address(address: &str) -> String {
    let is_outside = |letter: char| letter <= ' ' || letter.is_whitespace();
    address.trim_matches(is_outside).chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect()
}

/// The scheme of a cleaned address, in lowercase (RFC 3986, section 3.1).
pub fn scheme_of(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    fn judge(address: &str, purpose: Purpose) -> Result<String, Refusal> {
        WebAddress::judge(address, purpose, &["obsidian".to_owned()]).map(|address| address.to_string())
    }

    #[test]
    fn only_known_schemes_are_printed() {
        let follow = |address| judge(address, Purpose::Follow);
        assert_eq!(follow(" HTTPS://a.example\u{a0}"), Ok("HTTPS://a.example".into()));
        assert_eq!(follow("\u{2003}ma\nilto:a@b.c"), Ok("mailto:a@b.c".into()));
        assert_eq!(follow("//cdn.example/a"), Ok("//cdn.example/a".into()));
        assert_eq!(follow("obsidian://open"), Ok("obsidian://open".into()));
        for space in ["\u{2003}", "\u{a0}", "\u{feff} ", "\u{3000}\u{1}", "\u{85}\t", "\0"] {
            // U+FEFF is not white space, neither in Unicode nor in browsers, so what follows it is not a scheme.
            let refusal =
                if space.starts_with('\u{feff}') { Refusal::Scheme(String::new()) } else { Refusal::Code };
            let address = format!("{space}java\tscript:x");
            assert_eq!(judge(&address, Purpose::Follow), Err(refusal), "{space:?}");
        }
        assert_eq!(follow("data:image/png;base64,x"), Err(Refusal::Data));
        assert_eq!(judge("Data:Image/png;base64,x", Purpose::Show), Ok("Data:Image/png;base64,x".into()));
        assert_eq!(judge("data:text/html,x", Purpose::Show), Err(Refusal::Data));
        assert_eq!(judge("mailto:a@b.c", Purpose::Show), Err(Refusal::NoImage));
        assert_eq!(follow("C:\\plan.docx"), Err(Refusal::Local));
        for empty in [
            "https://",
            "http:",
            "//",
            "https:///",
            "https://?q",
            "https://.com",
            "https://:80/",
            "https://x..example",
            "https://x.example../a",
            "https://a example.com",
            "https://example,com/a",
            "https://a.example:port/",
            "https://a.example:99999/",
            "https://[::1/",
            "mailto:anna",
            "mailto:anna.example",
            "tel:us",
            "mailto:",
            "tel: ",
        ] {
            assert_eq!(follow(empty), Err(Refusal::NoHost(None)), "{empty}");
        }
        for (written, meant) in [
            ("https:a.example/b", "https://a.example/b"),
            ("https:/a.example", "https://a.example"),
            ("http:///a.example", "http://a.example"),
            ("https: //a.example", "https://a.example"),
            ("https://https://a.example", "https://a.example"),
            ("https://http//a.example/b", "http://a.example/b"),
            ("mailto://anna@a.example", "mailto:anna@a.example"),
            ("tel://+31 20 1234567", "tel:+31 20 1234567"),
        ] {
            assert_eq!(follow(written), Err(Refusal::NoHost(Some(meant.into()))), "{written}");
        }
        assert!(
            follow("http://intranet").is_ok()
                && follow("mailto:?subject=a").is_ok()
                && follow("//a@b.c:80").is_ok()
                && follow("https://a.example.:8080/").is_ok()
                && follow("https://bücher.example/").is_ok()
                && follow("https://my_host/").is_ok()
                && follow("https://[::1]:80/").is_ok()
                && follow("tel:+31-20-123").is_ok()
        );
        assert_eq!(without_colon("https//a.example/b").as_deref(), Some("https://a.example/b"));
        assert_eq!(without_colon("http/guide.md/x"), Some("http://guide.md/x".to_owned()));
        assert_eq!(without_colon("https/guide"), None);
        assert_eq!(follow("blob:https://a.example/1"), Err(Refusal::Scheme("blob".into())));
    }

    #[test]
    fn only_this_machine_and_https_are_secure() {
        let is_secure = |address: &str| {
            WebAddress::judge(address, Purpose::Follow, &[]).is_ok_and(|address| address.is_secure())
        };
        for address in [
            "https://a.example",
            "HTTPS://a.example/http://b",
            "http://localhost",
            "http://LOCALHOST:8080/a?b@c",
            "http://forms.localhost/",
            "http://127.0.0.1/a",
            "http://127.9.9.9:80",
            "http://[::1]",
            "http://[::1]:8080/a",
            "http://anna@localhost/",
        ] {
            assert!(is_secure(address), "{address}");
        }
        for address in [
            "http://a.example",
            "http://localhost.example",
            "http://localhost@a.example/",
            "http://localhost:1@a.example",
            "http://127.0.0.1.example",
            "http://127.0.0.1@a.example",
            "http://[::1].example",
            "http://[::1]@a.example",
            "http://[::2]",
            "http://a.example/@localhost",
            "http://a.example\\@localhost",
            "http://a.example#localhost",
            "http://a.example?.localhost",
            "//localhost",
            "mailto:a@localhost",
        ] {
            assert!(!is_secure(address), "{address}");
        }
    }

    fn address() -> impl Strategy<Value = String> {
        let scheme = prop_oneof![
            Just("javascript:"),
            Just("JavaScript:"),
            Just("vbscript:"),
            Just("data:text/html,"),
            Just("data:image/svg+xml,"),
            Just("https://"),
            Just("http:"),
            Just("mailto:"),
            Just("tel:"),
            Just("obsidian:"),
            Just("//"),
            Just("/\\"),
            Just("x"),
        ];
        let noise = prop::collection::vec(
            prop_oneof![
                Just('\t'),
                Just('\n'),
                Just('\r'),
                Just(' '),
                Just('\0'),
                Just('\u{1}'),
                Just('\u{b}'),
                Just('\u{c}'),
                Just('\u{1f}'),
                Just('\u{7f}'),
                Just('\u{85}'),
                Just('\u{a0}'),
                Just('\u{ad}'),
                Just('\u{1680}'),
                Just('\u{180e}'),
                Just('\u{200b}'),
                Just('\u{2003}'),
                Just('\u{2028}'),
                Just('\u{202e}'),
                Just('\u{3000}'),
                Just('\u{feff}'),
                Just(':'),
                Just('/'),
                Just('\\'),
                any::<char>(),
            ],
            0..4,
        );
        (noise.clone(), scheme, 0..16usize, noise, "[ -~]{0,8}").prop_map(
            |(before, scheme, at, within, rest)| {
                let at = at.min(scheme.len());
                let (before, within) =
                    (before.into_iter().collect::<String>(), within.into_iter().collect::<String>());
                format!("{before}{}{within}{}{rest}", &scheme[..at], &scheme[at..])
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_browser_finds_only_allowed_schemes(address in address(), is_shown in any::<bool>()) {
            let purpose = if is_shown { Purpose::Show } else { Purpose::Follow };
            let base = Url::parse("https://site.example/a/").unwrap();
            if let Ok(printed) = judge(&address, purpose) {
                // What no browser can parse leads nowhere.
                if let Ok(seen) = base.join(&printed) {
                    let is_image = is_shown && seen.scheme() == "data" && seen.path().to_ascii_lowercase().starts_with("image/");
                    let is_known = SCHEMES.contains(&seen.scheme()) || seen.scheme() == "obsidian";
                    prop_assert!(is_known || is_image, "{printed:?} is {seen}");
                }
            }
        }
    }
}
