//! The rules of addresses and lists that more than one part of kb needs, each in one place.
//!
//! Here are the slugs of addresses, the sizes of pages of lists, the addresses that kb keeps for itself, and which pages search engines
//! may list. Where a part of an article ends is in `extent.rs`; which collection a path belongs to is needed before articles are
//! linked, and so in [`Config::membership`](crate::config::Config::membership). Looks at one thing at a time, and knows no site.

use crate::config::Collection;
use crate::path::{LONGEST_PART, Route, fold, percent_decode, slug};

use super::PageKind;

/// How many articles a page of a tag holds, which has no table in `site.toml` that could say.
pub const TAG_PAGE_SIZE: usize = 50;
/// How many tags a page of all tags holds.
pub const TAGS_PAGE_SIZE: usize = 500;
/// How many terms a page of a glossary holds. A reader goes through it by its letters, so most have one page.
pub const GLOSSARY_PAGE_SIZE: usize = 500;
/// How many entries a page of a side holds.
pub const SIDE_PAGE_SIZE: usize = 200;
/// How many articles a page of all articles holds.
pub const SEARCH_PAGE_SIZE: usize = 500;

/// Addresses at which kb puts files of its own, or will, with all that is below: no article may be there.
const KEPT_FOLDERS: &[&str] = &["assets", "search", "_kb"];
/// The same for single files at the root of the site.
const KEPT_FILES: &[&str] = &["404.html", "atom.xml", "robots.txt", "sitemap.xml"];
/// Files that kb puts beside a page, or will.
const KEPT_BESIDE: &[&str] = &["atom.xml", "card.png", "index.html", "index.md", "preview.json"];

/// How many articles a page of a collection's listing holds.
pub fn listing_page_size(collection: &Collection) -> usize {
    match collection.glossary {
        true => GLOSSARY_PAGE_SIZE,
        false => collection.paginate,
    }
}

/// How many pages a list has; an empty one has one.
pub fn page_count(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

/// Whether search engines may list a page: whether it is in the sitemap, and its HTML without `noindex`.
pub fn is_indexed(kind: &PageKind) -> bool {
    match kind {
        PageKind::NotFound | PageKind::Thanks(_) => false,
        PageKind::Home(_)
        | PageKind::Article(_)
        | PageKind::Listing { .. }
        | PageKind::Tags { .. }
        | PageKind::Tag { .. }
        | PageKind::Backlinks { .. }
        | PageKind::Side { .. }
        | PageKind::Search { .. } => true,
    }
}

/// The part of an address that a name gives, never empty and never longer than a file's name may be.
pub fn part(name: &str) -> String {
    cut(match slug(name) {
        slug if slug.is_empty() => "page".to_owned(),
        slug => slug,
    })
}

/// The part of an address that a tag's name gives: as [`part`], but `C`, `C++` and `C#` are `c`, `c-plus-plus` and `c-sharp`, `.NET` is
/// `dot-net`, and `★` stays. It depends on the name alone, so that no other tag moves it.
pub fn tag_slug(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    let mut is_attached = false;
    let mut letters = name.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        let sign = match letter {
            '+' if is_attached => Some("plus"),
            '#' if is_attached => Some("sharp"),
            '*' if is_attached => Some("star"),
            '.' if spelled.is_empty() && letters.peek().is_some_and(|next| next.is_alphanumeric()) => {
                Some("dot")
            }
            _ => None,
        };
        // A sign after a sign is attached to the same word.
        match sign {
            Some(sign) => spelled.extend(["-", sign, "-"]),
            None => {
                spelled.push(letter);
                is_attached = letter.is_alphanumeric();
            }
        }
    }
    let slugged = slug(&spelled);
    if !slugged.is_empty() {
        return cut(slugged);
    }
    let symbols: String = name.chars().filter(|letter| !letter.is_ascii() && is_symbol(*letter)).collect();
    if symbols.is_empty() { "tag".to_owned() } else { cut(symbols) }
}

/// Whether two names are of one tag: letter case, `-`, `_`, space and the form of apostrophes do not matter.
pub fn is_same_tag(one: &str, other: &str) -> bool {
    let plain = |name: &str| fold(name.trim()).replace('’', "'");
    one == other || plain(one) == plain(other)
}

/// Whether a name gives a part that is too long for the name of a file, so that it was cut.
pub fn is_too_long(name: &str) -> bool {
    slug(name).len() > LONGEST_PART
}

/// What is wrong with an address that somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongAddress {
    /// It could leave the site, or has characters that no path can hold.
    NoPath,
    /// It has a query or a fragment, which no host looks at when it looks for a file.
    Unreachable,
    /// A part has more bytes than the name of a file can have, or all of it has too many.
    TooLong,
}

/// Reads an address that somebody chose, `/old/page/` or `/old%20page/`: it is decoded once, as hosts do.
pub fn address(written: &str) -> Result<Route, WrongAddress> {
    if written.contains(['?', '#']) {
        return Err(WrongAddress::Unreachable);
    }
    let decoded = percent_decode(written);
    if decoded.chars().any(char::is_control) {
        return Err(WrongAddress::NoPath);
    }
    let route = Route::from_address(&decoded).ok_or(WrongAddress::NoPath)?;
    if is_long(&route) { Err(WrongAddress::TooLong) } else { Ok(route) }
}

/// Whether the file of an address could not be made on most disks.
pub fn is_long(route: &Route) -> bool {
    let longest_file = route.beside("preview.json");
    longest_file.is_too_long() || route.as_str().split('/').any(|part| part.len() > LONGEST_PART)
}

/// The address that kb keeps for itself in the way of a page, if there is one: that of a folder or file of kb's own, or of a file beside a
/// page.
pub fn kept(route: &Route, is_page: impl Fn(&Route) -> bool) -> Option<String> {
    let parts: Vec<&str> = route.below_root().split('/').filter(|part| !part.is_empty()).collect();
    let first = parts.first()?;
    if KEPT_FOLDERS.contains(first) {
        return Some(format!("/{first}/"));
    }
    if first.starts_with(".kb-site") || KEPT_FILES.contains(first) || is_sitemap(first) {
        return Some(format!("/{first}"));
    }
    // A file cannot be where others have a folder, nor the other way round.
    let beside = (1..=parts.len()).find(|length| {
        let (folder, name) = parts[..*length].split_at(length - 1);
        KEPT_BESIDE.contains(&name[0])
            && Route::from_parts(folder.iter().copied()).is_some_and(|folder| is_page(&folder))
    });
    beside.map(|length| format!("/{}", parts[..length].join("/")))
}

fn is_sitemap(name: &str) -> bool {
    name.starts_with("sitemap-") && name.ends_with(".xml")
}

fn is_symbol(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_control() && !('\u{200b}'..='\u{200f}').contains(&letter)
}

/// The beginning of a part that is too long, whose length is reported by whoever knows its place.
fn cut(mut part: String) -> String {
    if part.len() > LONGEST_PART {
        let end = (0..=LONGEST_PART).rev().find(|end| part.is_char_boundary(*end)).unwrap_or(0);
        part.truncate(end);
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_different_names_have_different_addresses() {
        let cases = [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("F*", "f-star"),
            (".NET", "dot-net"),
            ("★", "★"),
            ("A + B", "a-b"),
            ("#pull", "pull"),
            ("Pull strategy", "pull-strategy"),
            ("...", "tag"),
        ];
        for (name, expected) in cases {
            assert_eq!(tag_slug(name), expected, "{name}");
        }
        assert!(is_same_tag("Pull strategy", "pull-strategy"));
        assert!(!is_same_tag("C", "C++"));
    }

    #[test]
    fn addresses_that_somebody_chose_are_decoded_once() {
        let route = |written: &str| address(written).map(|route| route.to_string());
        assert_eq!(route("/old%20page/").as_deref(), Ok("/old page/"));
        assert_eq!(route("/100%2525/").as_deref(), Ok("/100%25/"));
        assert_eq!(route("/docs/guide.html").as_deref(), Ok("/docs/guide.html"));
        assert_eq!(route("/a?b"), Err(WrongAddress::Unreachable));
        assert_eq!(route("/a/#b"), Err(WrongAddress::Unreachable));
        assert_eq!(route("/a/%2E%2E/b"), Err(WrongAddress::NoPath));
        assert_eq!(route("/a%00b"), Err(WrongAddress::NoPath));
        assert_eq!(route(&"価".repeat(86)), Err(WrongAddress::TooLong));
        assert_eq!(route(&"a/".repeat(600)), Err(WrongAddress::TooLong));
    }

    #[test]
    fn kb_keeps_some_addresses() {
        let is_page = |route: &Route| matches!(route.as_str(), "/" | "/b/");
        let kept = |address: &str| kept(&Route::from_address(address).unwrap(), is_page);
        assert_eq!(kept("/assets/x/").as_deref(), Some("/assets/"));
        assert_eq!(kept("/robots.txt").as_deref(), Some("/robots.txt"));
        assert_eq!(kept("/sitemap-2.xml/x").as_deref(), Some("/sitemap-2.xml"));
        assert_eq!(kept("/.kb-site.partial").as_deref(), Some("/.kb-site.partial"));
        assert_eq!(kept("/b/preview.json").as_deref(), Some("/b/preview.json"));
        assert_eq!(kept("/b/preview.json/x/").as_deref(), Some("/b/preview.json"));
        assert_eq!(kept("/c/preview.json"), None);
        assert_eq!(kept("/b/c/"), None);
    }
}
