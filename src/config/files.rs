//! `[robots]` and `[security]`: what the files about the site say to programs.

use crate::data::{Date, Reader, Spanned};
use crate::diagnostic::{Diagnostics, codes};
use crate::path::percent_encode;

/// `[robots]`: what crawlers may do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    /// Addresses that no crawler may read, with all that begin like them; not encoded.
    pub disallow: Vec<String>,
    /// Names of crawlers that may read nothing.
    pub block: Vec<String>,
    /// `search`, `ai-input` and `ai-train`: whether the text may be used for each; silent where there is none
    /// (contentsignals.org).
    pub signals: [Option<bool>; 3],
}

impl Robots {
    /// Whether no crawler may read an address: a path from the root of the site, percent-encoded. `*` in a rule is any text, and `$` the
    /// end (RFC 9309, section 2.2.3).
    pub fn forbids(&self, path: &str) -> bool {
        self.disallow.iter().any(|rule| {
            let rule = percent_encode(rule);
            let (rule, is_whole) = rule.strip_suffix('$').map_or((&*rule, false), |rule| (rule, true));
            let mut parts = rule.split('*');
            let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else { return false };
            let mut last = None;
            for part in parts {
                let Some(at) = rest.find(part) else { return false };
                rest = &rest[at + part.len()..];
                last = Some(part);
            }
            // What a `*` stands for may be longer than was found first.
            !is_whole || rest.is_empty() || last.is_some_and(|part| rest.ends_with(part))
        })
    }
}

/// The names of [`Robots::signals`].
pub const SIGNALS: [&str; 3] = ["search", "ai-input", "ai-train"];

/// `[security]`: where to report a vulnerability (RFC 9116).
#[derive(Clone, Debug, PartialEq)]
pub struct Security {
    /// Addresses: `mailto:`, `https:` or `tel:`, best first.
    pub contact: Vec<String>,
    /// When this is outdated.
    pub expires: Spanned<Date>,
    /// The address of a policy.
    pub policy: Option<String>,
}

pub(super) fn read_robots(mut reader: Reader<'_>, found: &mut Diagnostics) -> Robots {
    let disallow = reader.texts("disallow", found);
    let disallow =
        disallow.into_iter().filter_map(|address| is_path(&reader, &address, found).then_some(address.value));
    let disallow = disallow.collect();
    let block = reader.texts("block", found);
    let block = block.into_iter().filter_map(|name| is_agent(&reader, &name, found).then_some(name.value));
    let block = block.collect();
    let signals = SIGNALS.map(|name| {
        let is_written = reader.value(name).is_some();
        is_written.then(|| reader.boolean(name, true, found))
    });
    reader.finish(found);
    Robots { disallow, block, signals }
}

fn is_path(reader: &Reader<'_>, address: &Spanned<String>, found: &mut Diagnostics) -> bool {
    let is_path = address.value.starts_with('/') && !address.value.contains(char::is_control);
    if !is_path {
        let message = format!("“{}” is not an address of this site", address.value);
        found
            .report(&codes::CONFIG_INVALID, reader.span(&address.range), message)
            .hint("write it from the root of the site, with a leading `/`, as in `/internal/`");
    }
    is_path
}

/// Names of crawlers are letters, `-` and `_` (RFC 9309, section 2.2.1); digits are used too.
fn is_agent(reader: &Reader<'_>, name: &Spanned<String>, found: &mut Diagnostics) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_agent = !name.value.is_empty() && name.value.bytes().all(is_letter);
    if !is_agent {
        let message = format!("“{}” is not the name of a crawler", name.value);
        found
            .report(&codes::CONFIG_INVALID, reader.span(&name.range), message)
            .hint("write only its name, as in `GPTBot`; to let no crawler in, write `disallow = \"/\"`");
    }
    is_agent
}

pub(super) fn read_security(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<Security> {
    for key in ["contact", "expires"] {
        if !reader.has(key) {
            reader.missing(key, found);
        }
    }
    let problems = found.iter().count();
    let contact = reader.texts("contact", found);
    if contact.is_empty() && reader.has("contact") && found.iter().count() == problems {
        reader.missing("contact", found);
    }
    let contact =
        contact.into_iter().filter_map(|address| is_uri(&reader, &address, found).then_some(address.value));
    let contact: Vec<String> = contact.collect();
    let expires = reader.date("expires", found);
    let policy = reader.text("policy", found);
    let policy = policy.filter(|address| is_uri(&reader, address, found)).map(|address| address.value);
    reader.finish(found);
    let expires = expires.filter(|_| !contact.is_empty())?;
    Some(Security { contact, expires, policy })
}

fn is_uri(reader: &Reader<'_>, address: &Spanned<String>, found: &mut Diagnostics) -> bool {
    let is_known = ["mailto:", "https://", "tel:"].iter().any(|scheme| address.value.starts_with(scheme));
    let is_uri =
        is_known && !address.value.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    if !is_uri {
        let message = format!("“{}” is not a full address", address.value);
        found
            .report(&codes::CONFIG_INVALID, reader.span(&address.range), message)
            .hint("begin it with `mailto:`, `https://` or `tel:`, as in `mailto:security@example.com`");
    }
    is_uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crawlers_are_kept_out_of_what_a_rule_begins() {
        let check = |rule: &str, path: &str, expected: bool| {
            let robots = Robots { disallow: vec![rule.to_owned()], ..Robots::default() };
            assert_eq!(robots.forbids(path), expected, "{rule} {path}");
        };
        check("/internal/", "/internal/a/", true);
        check("/internal/", "/notes/internal/", false);
        check("/größe/", "/gr%C3%B6%C3%9Fe/a/", true);
        check("/a%20b/", "/a%20b/", true);
        check("/*/draft", "/notes/my/draft-1/", true);
        check("/*.pdf$", "/a.pdf.pdf", true);
        check("/*.pdf$", "/a.pdf/", false);
        check("/$", "/", true);
        check("/$", "/a/", false);
        check("/", "/a/", true);
    }
}
