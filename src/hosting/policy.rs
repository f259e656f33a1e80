//! The content security policy of a site: what its pages really load, and nothing else.
//!
//! Takes pages and stylesheets as they are published, gives the policy (CSP Level 3). It is the same on every page, since hosts
//! set headers for whole folders.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::config::{DIRECTIVES, Directive};

/// What pages load, and where their forms go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses(BTreeSet<(Directive, Source)>);

/// Where something comes from, in the order in which a policy lists it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// This site.
    Own,
    /// An attribute or an element of a page.
    Inline,
    /// The script in a page that has this digest (CSP Level 3, section 2.3.1, "hash-source").
    Hash(String),
    /// A scheme, an origin, or what `[csp]` says.
    Other(String),
}

/// What every site of kb may do: its scripts, styles and images are files of its own.
const BASE: [Directive; 8] = [
    Directive::Script,
    Directive::Style,
    Directive::Image,
    Directive::Font,
    Directive::Connect,
    Directive::Manifest,
    Directive::Form,
    Directive::Ancestors,
];

/// A host takes lines of up to 2,000 characters (Cloudflare), and servers headers of a few thousand.
const LONGEST: usize = 1_700;
/// More different scripts inside pages are allowed as a whole.
const MOST_HASHES: usize = 20;

impl Uses {
    /// What a page uses.
    pub fn of_page(html: &str) -> Uses {
        let mut uses = Uses::default();
        let mut rest = html;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            rest = &rest[at + 1..];
            if rest.starts_with("!--") {
                rest = rest.find("-->").map_or("", |end| &rest[end..]);
            } else if rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
                rest = uses.add_element(rest);
            }
        }
        uses
    }

    /// What a stylesheet uses.
    pub fn of_stylesheet(css: &str) -> Uses {
        let mut uses = Uses::default();
        for (at, _) in css.match_indices("url(") {
            let address = css[at + "url(".len()..].trim_start().trim_start_matches(['"', '\'']);
            // A font in the stylesheet itself says that it is one; else the rule is not known here.
            let head: String = address.chars().take(20).collect::<String>().to_ascii_lowercase();
            let is_font = head.starts_with("data:font") || head.starts_with("data:application");
            for directive in [Directive::Image, Directive::Font] {
                if !head.starts_with("data:") || is_font == (directive == Directive::Font) {
                    uses.add(directive, address);
                }
            }
        }
        uses
    }

    /// Adds what others use.
    pub fn extend(&mut self, others: Uses) {
        self.0.extend(others.0);
    }

    /// The policy, with what `[csp]` allows besides.
    pub fn policy(&self, allowed: &[(Directive, String)]) -> String {
        let mut sources: BTreeSet<_> = BASE.map(|directive| (directive, Source::Own)).into_iter().collect();
        sources.extend(self.0.iter().cloned());
        sources.extend(allowed.iter().map(|(directive, text)| (*directive, Source::Other(text.clone()))));
        let text = print(&sources);
        if text.len() <= LONGEST {
            return text;
        }
        let shortened = sources.into_iter().map(|(directive, source)| {
            let source = match (directive, source) {
                // Nothing that runs is allowed as a whole.
                (
                    Directive::Image | Directive::Media | Directive::Frame | Directive::Form,
                    Source::Other(text),
                ) => Source::Other(text.split_inclusive(':').next().unwrap_or("").to_owned()),
                (_, source) => source,
            };
            (directive, source)
        });
        print(&shortened.collect())
    }

    /// Adds what an element uses; `html` begins with its name. Gives the text after its tag, or after a script.
    fn add_element<'a>(&mut self, html: &'a str) -> &'a str {
        let end = html.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>'));
        let (name, rest) = html.split_at(end.unwrap_or(html.len()));
        let name = name.to_ascii_lowercase();
        let (attributes, rest) = read_attributes(rest);
        let value = |wanted: &str| {
            let mut found = attributes.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.next().map(|(_, value)| *value)
        };
        for (attribute, value) in &attributes {
            let attribute = attribute.to_ascii_lowercase();
            if attribute == "style" {
                self.0.insert((Directive::Style, Source::Inline));
            } else if attribute.len() > 2 && attribute.starts_with("on") {
                self.0.insert((Directive::Script, Source::Inline));
            } else if let Some(directive) = loads(&name, &attribute) {
                match attribute.ends_with("srcset") {
                    true => value.split(',').for_each(|one| self.add(directive, one)),
                    false => self.add(directive, value),
                }
            }
        }
        match &*name {
            "style" => drop(self.0.insert((Directive::Style, Source::Inline))),
            "link" => {
                let href = value("href").unwrap_or("");
                let rel = value("rel").unwrap_or("").to_ascii_lowercase();
                for directive in rel.split_ascii_whitespace().filter_map(|rel| linked(rel, value("as"))) {
                    self.add(directive, href);
                }
            }
            "script" if value("src").is_none() => {
                let end = find_end(rest);
                if !is_data(value("type")) {
                    let text = rest[..end].replace("\r\n", "\n");
                    self.0.insert((Directive::Script, Source::Hash(base64(&Sha256::digest(text)))));
                }
                return &rest[end..];
            }
            _ => {}
        }
        rest
    }

    /// Adds where an address leads.
    fn add(&mut self, directive: Directive, address: &str) {
        let address = address.trim();
        let source = match address.split_once(':') {
            _ if address.starts_with("//") => origin("https:", address),
            Some((scheme, rest))
                if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+') =>
            {
                let scheme = format!("{}:", scheme.to_ascii_lowercase());
                match rest.starts_with("//") {
                    true => origin(&scheme, rest),
                    false => Source::Other(scheme),
                }
            }
            _ => Source::Own,
        };
        self.0.insert((directive, source));
    }
}

/// What an attribute of an element loads, or where it leads forms.
fn loads(element: &str, attribute: &str) -> Option<Directive> {
    Some(match (element, attribute) {
        ("img" | "input", "src") | ("img" | "source", "srcset") | ("video", "poster") => Directive::Image,
        ("image", "href" | "xlink:href") => Directive::Image,
        ("video" | "audio" | "source" | "track", "src") => Directive::Media,
        ("script", "src") => Directive::Script,
        ("iframe" | "frame", "src") => Directive::Frame,
        ("object", "data") | ("embed", "src") => Directive::Object,
        ("form", "action") | ("button" | "input", "formaction") => Directive::Form,
        _ => return None,
    })
}

/// What `<link rel>` loads.
fn linked(rel: &str, kind: Option<&str>) -> Option<Directive> {
    match (rel, kind) {
        ("stylesheet", _) | ("preload", Some("style")) => Some(Directive::Style),
        ("icon" | "apple-touch-icon" | "mask-icon", _) | ("preload", Some("image")) => Some(Directive::Image),
        ("modulepreload", _) | ("preload", Some("script")) => Some(Directive::Script),
        ("preload", Some("font")) => Some(Directive::Font),
        ("preload", Some("fetch")) => Some(Directive::Connect),
        ("manifest", _) => Some(Directive::Manifest),
        _ => None,
    }
}

/// Whether a script of this type is data, which no policy forbids (HTML Standard, "prepare the script element").
fn is_data(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or("").trim().to_ascii_lowercase();
    let is_code = matches!(&*kind, "" | "module" | "importmap" | "speculationrules")
        || kind.ends_with("/javascript")
        || kind.ends_with("/ecmascript");
    !is_code
}

/// The attributes of a tag as written, and the text after the tag.
fn read_attributes(html: &str) -> (Vec<(&str, &str)>, &str) {
    let mut attributes = Vec::new();
    let mut rest = html;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (attributes, rest.get(1..).unwrap_or(""));
        }
        let ends = |letter: char| letter.is_ascii_whitespace() || matches!(letter, '=' | '>' | '/');
        // A name may begin with `=`.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let (name, after) = rest.split_at(rest[first..].find(ends).map_or(rest.len(), |end| end + first));
        let Some(value) = after.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            attributes.push((name, ""));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(|letter: char| letter.is_ascii_whitespace() || letter == '>');
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        attributes.push((name, value));
        rest = after;
    }
}

/// Where the text of a script ends.
fn find_end(html: &str) -> usize {
    let mut ends = html.match_indices("</").map(|(at, _)| at);
    let is_end = |at: &usize| {
        html.as_bytes().get(at + 2..at + 8).is_some_and(|name| name.eq_ignore_ascii_case(b"script"))
    };
    ends.find(is_end).unwrap_or(html.len())
}

/// The origin of an address, from the `//` on. A policy has only ASCII, so a host in other letters stands for its scheme.
fn origin(scheme: &str, address: &str) -> Source {
    let host = address[2..].split(['/', '?', '#', '\\']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or("");
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    match !host.is_empty() && host.bytes().all(is_plain) {
        true => Source::Other(format!("{scheme}//{}", host.to_ascii_lowercase())),
        false => Source::Other(scheme.to_owned()),
    }
}

fn print(sources: &BTreeSet<(Directive, Source)>) -> String {
    let mut text = String::from("default-src 'none'");
    for (name, directive) in DIRECTIVES {
        let own = || sources.iter().filter(|(of, _)| *of == directive).map(|(_, source)| source);
        if own().next().is_none() {
            continue;
        }
        text.push_str(&format!("; {name}"));
        let hashes = own().filter(|source| matches!(source, Source::Hash(_))).count();
        // Browsers ignore `unsafe-inline` next to a digest.
        let is_open = own().any(|source| *source == Source::Inline) || hashes > MOST_HASHES;
        for source in own() {
            match source {
                Source::Own => text.push_str(" 'self'"),
                Source::Hash(hash) if !is_open => text.push_str(&format!(" 'sha256-{hash}'")),
                Source::Hash(_) | Source::Inline => {}
                Source::Other(source) => text.push_str(&format!(" {source}")),
            }
        }
        if is_open {
            text.push_str(" 'unsafe-inline'");
        }
    }
    text + "; base-uri 'none'"
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (index, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = DIGITS[(all >> shift) as usize & 63];
            text.push(if index <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(html: &str) -> String {
        let base = Uses::default().policy(&[]);
        let policy = Uses::of_page(html).policy(&[]);
        let base: Vec<&str> = base.split("; ").collect();
        policy.split("; ").filter(|directive| !base.contains(directive)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_site_that_loads_nothing_from_elsewhere_allows_nothing_from_elsewhere() {
        assert_eq!(
            Uses::of_page("<p>a < b, x <3</p><img src=a.png><a href=\"https://a.example\">").policy(&[]),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
             connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
        );
    }

    #[test]
    fn a_policy_allows_what_pages_load_and_where_forms_go() {
        let check = |html: &str, expected: &str| assert_eq!(policy(html), expected, "{html}");
        check("<img alt='>' src='HTTPS://A.example:8/x'>", "img-src 'self' https://a.example:8");
        check("<img src=\"data:image/png;base64,AA\">", "img-src 'self' data:");
        check("<img srcset=\"//a.example/1 1x, b.png 2x\">", "img-src 'self' https://a.example");
        check("<img src=\"https://größe.example/\">", "img-src 'self' https:");
        check("<video src=/a.mp4 poster=x></video>", "media-src 'self'");
        check("<iframe src=https://v.example/e?a=1></iframe>", "frame-src https://v.example");
        check("<form action=\"https://f.example/x\">", "form-action 'self' https://f.example");
        check("<form action=\"mailto:a@b.example\">", "form-action 'self' mailto:");
        check("<script src=//s.example/a.js></script>", "script-src 'self' https://s.example");
        check("<link rel=stylesheet href=https://s.example/a>", "style-src 'self' https://s.example");
        check("<link rel=canonical href=https://s.example/a>", "");
        check("<p style=\"color: red\">", "style-src 'self' 'unsafe-inline'");
        check("<!-- <p style=x> --><script type=application/ld+json>{\"a\": \"<p style=x>\"}</script>", "");
    }

    #[test]
    fn scripts_in_pages_are_allowed_by_their_digests() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert_eq!(policy("<script>alert(1)</script>"), format!("script-src 'self' {hash}"));
        assert_eq!(policy("<script>alert(1)</script><p onclick=x>"), "script-src 'self' 'unsafe-inline'");
    }

    #[test]
    fn a_long_policy_allows_images_of_every_host_but_no_scripts() {
        let html: String = (0..90).map(|n| format!("<img src=https://host{n}.example/a.png>")).collect();
        let html = html + "<script src=https://s.example/a.js></script>";
        assert_eq!(policy(&html), "script-src 'self' https://s.example; img-src 'self' https:");
    }

    #[test]
    fn stylesheets_load_images_and_fonts() {
        let of = |css: &str| Uses::of_stylesheet(css).0.into_iter().collect::<Vec<_>>();
        let data = Source::Other("data:".into());
        assert_eq!(of("a{background:url(data:image/svg+xml,x)}"), [(Directive::Image, data.clone())]);
        assert_eq!(of("@font-face{src:url('data:font/woff2,x')}"), [(Directive::Font, data)]);
    }
}
