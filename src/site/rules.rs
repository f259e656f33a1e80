//! Rules for addresses and lists that several parts of kb need, each in one place.
//!
//! Slugs, list page sizes, reserved addresses, and which pages search engines may index. `extent.rs` decides where a part of an
//! article ends; the collection of a path is needed before articles are linked, so it is in
//! [`Config::membership`](crate::config::Config::membership). Examines one thing at a time, and knows no site.

use crate::config::{Collection, Config, RESERVED};
use crate::document::Document;
use crate::language::Language;
use crate::path::{LONGEST_PART, Route, fold, percent_decode, slug};

use super::PageKind;

/// How many articles a tag's page lists; a tag has no table in `site.toml` that could say so.
const TAG_PAGE_SIZE: usize = 50;
/// How many tags a page of all tags lists.
const TAGS_PAGE_SIZE: usize = 500;
/// How many terms a page of a glossary lists. Readers use its letters to find a term, so most glossaries have one page.
const GLOSSARY_PAGE_SIZE: usize = 500;
/// How many entries a page of a side lists.
const SIDE_PAGE_SIZE: usize = 200;
/// How many articles a page of all articles lists.
const SEARCH_PAGE_SIZE: usize = 500;
/// How many articles that link to it an article's page lists, and each of the further pages.
pub const BACKLINKS_PAGE_SIZE: usize = 100;
/// How many collections the menu links to if the site does not write its own. Every page shows the menu.
pub const LINKS_OF_THE_MENU: usize = 30;

/// The folder below an article's address with the further pages that link to it.
pub const BACKLINKS: &str = "backlinks";

/// What the previews of links show of a page, in a file next to it.
pub const PREVIEW: &str = "preview.json";
/// The page for addresses that do not exist.
pub const NOT_FOUND: &str = "404.html";
/// The icon that browsers request next to every file that is no page.
pub const FAVICON: &str = "favicon.ico";
/// What a device shows of a site on its home screen.
pub const MANIFEST: &str = "manifest.webmanifest";
/// What crawlers may read.
pub const ROBOTS: &str = "robots.txt";
/// An overview for language models.
pub const LLMS: &str = "llms.txt";
/// Where to report a vulnerability.
pub const SECURITY: &str = ".well-known/security.txt";
/// What the addresses of a theme's files begin with.
pub const ASSETS: &str = "assets/";
/// The list of all pages, for search engines.
pub const SITEMAP: &str = "sitemap.xml";

/// Addresses that kb needs for its own files, now or later, with everything below them: no article may use them.
const KEPT_FOLDERS: &[&str] = &["assets", "search", "_kb"];
/// The same for single files at the root of the site.
const KEPT_FILES: &[&str] = &[NOT_FOUND, "atom.xml", FAVICON, "feed.json", LLMS, "llms-full.txt", MANIFEST];
/// Files about the site.
const ABOUT_THE_SITE: &[&str] = &[ROBOTS, SITEMAP];
/// Files that kb puts next to a page, now or later.
const KEPT_BESIDE: &[&str] = &["atom.xml", "card.png", "feed.json", "index.html", "index.md", PREVIEW];

/// How many entries a page of a list shows. `declared` is the collection of a listing, if `site.toml` declares it.
pub fn page_size(kind: &PageKind, declared: Option<&Collection>) -> usize {
    match kind {
        PageKind::Listing { .. } => match declared {
            Some(collection) if collection.glossary => GLOSSARY_PAGE_SIZE,
            Some(collection) => collection.paginate,
            None => TAG_PAGE_SIZE,
        },
        PageKind::Tag { .. } => TAG_PAGE_SIZE,
        PageKind::Tags { .. } => TAGS_PAGE_SIZE,
        PageKind::Side { .. } => SIDE_PAGE_SIZE,
        PageKind::Search { .. } => SEARCH_PAGE_SIZE,
        PageKind::Backlinks { .. } => BACKLINKS_PAGE_SIZE,
        PageKind::Home(_) | PageKind::Article(_) | PageKind::Thanks(_) | PageKind::NotFound => usize::MAX,
    }
}

/// Whether a page is an article to read, which ends in related articles and backlinks. The home page and listings have enough
/// links of their own, and a page with a form should keep readers at the form.
pub fn leads_on(kind: &PageKind, document: &Document, has_collections: bool) -> bool {
    // A page next to the collections, such as a privacy policy, is no subject of the site.
    let is_subject = !has_collections || Config::folder_of(&document.path).is_some();
    matches!(kind, PageKind::Article(_)) && !document.has_form() && is_subject
}

/// How many pages a list has; an empty one has one.
pub fn page_count(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

/// Whether kb itself made the page at an address: in one of its own folders, at the root or in a folder named like a language,
/// or as a further page of a list. Knows only the address, so that it can judge a site that was published earlier.
pub fn is_made_by_kb(route: &Route) -> bool {
    let parts: Vec<&str> = route.below_root().split('/').filter(|part| !part.is_empty()).collect();
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_further = matches!(parts[..], [.., "page", number] if is_number(number));
    let is_list = parts.len() > 1 && parts.last() == Some(&BACKLINKS);
    let below_language = match parts[..] {
        [first, ref others @ ..] if is_language_folder(first) => others.first(),
        _ => None,
    };
    let own = |part: Option<&&str>| part.is_some_and(|part| RESERVED.contains(part));
    is_further || is_list || own(parts.first()) || own(below_language)
}

/// Whether a folder has the name that [`Config::language_folder`] gives to some language.
fn is_language_folder(name: &str) -> bool {
    let code = name.split('-').next().unwrap_or("");
    matches!(code.len(), 2 | 3) && Language::parse(name).is_some()
}

/// Whether search engines may index a page, so that its HTML has no `noindex`.
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

/// Whether a page is in the sitemap if lists need not be: those that only repeat what other pages say.
pub fn is_in_sitemap(kind: &PageKind, with_lists: bool) -> bool {
    match kind {
        PageKind::Home(_) | PageKind::Article(_) | PageKind::Listing { .. } => true,
        PageKind::Tags { .. }
        | PageKind::Tag { .. }
        | PageKind::Backlinks { .. }
        | PageKind::Side { .. }
        | PageKind::Search { .. } => with_lists,
        PageKind::NotFound | PageKind::Thanks(_) => false,
    }
}

/// The part of an address for a name, never empty and never longer than a file name may be.
pub fn part(name: &str) -> String {
    cut(match slug(name) {
        slug if slug.is_empty() => "page".to_owned(),
        slug => slug,
    })
}

/// The part of an address for a tag's name: like [`part`], but `C`, `C++` and `C#` are `c`, `c-plus-plus` and `c-sharp`,
/// `.NET` is `dot-net`, and `★` stays. It depends only on the name, so that no other tag changes it.
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
        // A symbol after a symbol belongs to the same word.
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

/// Whether two names mean the same tag: letter case, `-`, `_`, space and the form of apostrophes do not matter.
pub fn is_same_tag(one: &str, other: &str) -> bool {
    let plain = |name: &str| fold(name.trim()).replace('’', "'");
    one == other || plain(one) == plain(other)
}

/// Whether the part for a name is too long for a file name, so that it was cut.
pub fn is_too_long(name: &str) -> bool {
    slug(name).len() > LONGEST_PART
}

/// What is wrong with an address that an author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongAddress {
    /// It could leave the site, or has characters that no path can contain.
    NoPath,
    /// It has a query or a fragment, which hosts ignore when they look for a file.
    Unreachable,
    /// A part has more bytes than a file name can have, or the whole address has too many.
    TooLong,
}

/// Reads an address written by an author, `/old/page/` or `/old%20page/`: it is decoded once, as hosts do.
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

/// What an alias of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alias {
    /// Another name: `Push and pull`, `TCP/IP`.
    Name,
    /// An old address: `/old/page/`.
    Address,
    /// Either: `old/page`, which Zola and Hugo read as an address, and `and/or`.
    NameOrAddress,
    /// Surely an address, but its first slash is missing: `old/page/`, `docs/guide.html`.
    WithoutSlash,
    /// An address of the web.
    Web,
}

impl Alias {
    /// What a written alias is.
    pub fn of(written: &str) -> Alias {
        let written = written.trim();
        let is_web = || written.contains("://") || written.starts_with("//") || written.starts_with("www.");
        let is_word = |part: &str| {
            let is_part =
                |letter: char| letter.is_lowercase() || letter.is_numeric() || matches!(letter, '-' | '_');
            !part.is_empty() && part.chars().all(is_part)
        };
        let is_page = [".html", ".htm", ".php", ".aspx", ".md"].iter().any(|end| written.ends_with(end));
        let slashes = written.matches('/').count();
        match written {
            _ if is_web() => Alias::Web,
            _ if written.starts_with('/') => Alias::Address,
            _ if slashes == 0 || written.contains(char::is_whitespace) => Alias::Name,
            _ if written.ends_with('/') || written.starts_with('.') || is_page => Alias::WithoutSlash,
            _ if written.split('/').all(is_word) && slashes > 1 => Alias::WithoutSlash,
            _ if written.split('/').all(is_word) => Alias::NameOrAddress,
            _ => Alias::Name,
        }
    }
}

/// Whether most disks could not store the file of an address.
pub fn is_long(route: &Route) -> bool {
    let longest_file = route.beside(PREVIEW);
    longest_file.is_too_long() || route.as_str().split('/').any(|part| part.len() > LONGEST_PART)
}

/// The reserved address that conflicts with a page, if any: a folder or file of kb's own, or a file next to a page.
///
/// What is reserved at the root is also reserved in the folder of each language.
pub fn kept(config: &Config, route: &Route, is_page: impl Fn(&Route) -> bool) -> Option<String> {
    let parts: Vec<&str> = route.below_root().split('/').filter(|part| !part.is_empty()).collect();
    let is_folder = |part: &&&str| config.languages().any(|own| config.language_folder(own) == **part);
    let folder = parts.first().filter(is_folder).map_or(String::new(), |folder| format!("/{folder}"));
    let first = parts.get(usize::from(!folder.is_empty()));
    if let Some(first) = first {
        if KEPT_FOLDERS.contains(first) {
            return Some(format!("{folder}/{first}/"));
        }
        if first.starts_with(".kb-") || KEPT_FILES.contains(first) || is_about_the_site(first) {
            return Some(format!("{folder}/{first}"));
        }
        if folder.is_empty() && is_for_a_host(config, first) {
            return Some(format!("/{first}"));
        }
    }
    // A file cannot be where others need a folder, or the other way round.
    let beside = (1..=parts.len()).find(|length| {
        let (folder, name) = parts[..*length].split_at(length - 1);
        KEPT_BESIDE.contains(&name[0])
            && Route::from_parts(folder.iter().copied()).is_some_and(|folder| is_page(&folder))
    });
    beside.map(|length| format!("/{}", parts[..length].join("/")))
}

/// Whether a file at the root of the site is one about the site, such as a part of the sitemap.
pub fn is_about_the_site(name: &str) -> bool {
    ABOUT_THE_SITE.contains(&name) || (name.starts_with("sitemap-") && name.ends_with(".xml"))
}

/// Whether kb makes a file at this path for a host of the site.
pub fn is_for_a_host(config: &Config, path: &str) -> bool {
    config.hosting.iter().any(|host| host.value.files().contains(&path))
}

/// Whether kb makes a file about the site at this path, whatever its articles are.
pub fn is_made_for(config: &Config, path: &str) -> bool {
    match path {
        LLMS => config.outputs.llms,
        SECURITY => config.security.is_some(),
        name => ABOUT_THE_SITE.contains(&name),
    }
}

fn is_symbol(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_control() && !('\u{200b}'..='\u{200f}').contains(&letter)
}

/// The beginning of a part that is too long; the code that knows its position reports the length.
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
    use crate::config::read_config;
    use crate::path::SourcePath;

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
    fn an_alias_is_a_name_or_an_address() {
        for name in ["Push and pull", "TCP/IP", "A / B", "24", "C: a language", "guide.md", "Größe", "a/b c/"]
        {
            assert_eq!(Alias::of(name), Alias::Name, "{name}");
        }
        for address in ["/old/", "/old/page", "/a b/"] {
            assert_eq!(Alias::of(address), Alias::Address, "{address}");
        }
        for either in ["and/or", "old/page", "2024/my-post"] {
            assert_eq!(Alias::of(either), Alias::NameOrAddress, "{either}");
        }
        for address in ["old/page/", "old/", "docs/guide.html", "../old", "./old/", "2024/01/my-post"] {
            assert_eq!(Alias::of(address), Alias::WithoutSlash, "{address}");
        }
        for address in ["https://a.example/old/", "//a.example/", "www.a.example/old/", "HTTP://a.example"] {
            assert_eq!(Alias::of(address), Alias::Web, "{address}");
        }
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
        let path = SourcePath::new("site.toml").unwrap();
        let (config, _) = read_config(&path, "language = \"en\"");
        let (dutch, _) = read_config(&path, "language = \"nl\"");
        let config = config.with_translation(dutch);
        let kept = |address: &str| kept(&config, &Route::from_address(address).unwrap(), is_page);
        assert_eq!(kept("/assets/x/").as_deref(), Some("/assets/"));
        assert_eq!(kept("/robots.txt").as_deref(), Some("/robots.txt"));
        assert_eq!(kept("/sitemap-2.xml/x").as_deref(), Some("/sitemap-2.xml"));
        assert_eq!(kept("/.kb-site.partial").as_deref(), Some("/.kb-site.partial"));
        assert_eq!(kept("/b/preview.json").as_deref(), Some("/b/preview.json"));
        assert_eq!(kept("/b/preview.json/x/").as_deref(), Some("/b/preview.json"));
        assert_eq!(kept("/c/preview.json"), None);
        assert_eq!(kept("/b/c/"), None);
        assert_eq!(kept("/nl/search/").as_deref(), Some("/nl/search/"));
        assert_eq!(kept("/nl/404.html").as_deref(), Some("/nl/404.html"));
        assert_eq!(kept("/nl/"), None);
        assert_eq!(kept("/nl/c/"), None);
        assert_eq!(kept("/de/search/"), None);
    }
}
