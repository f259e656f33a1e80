//! `sitemap.xml`: the pages for search engines (sitemaps.org, protocol 0.9), each with its picture (Google's extension).
//!
//! Takes the linked site, gives one file, or for a large site several and an index of them. Reads only the site.

use std::ops::Range;

use crate::config::Config;
use crate::escape::escape;
use crate::path::{OutputPath, encode_path};
use crate::site::rules;
use crate::site::{Page, PageId, Site};

/// The maximum number of addresses per file.
const MOST_ADDRESSES: usize = 50_000;
/// The maximum bytes of its addresses: the protocol allows 52,428,800 for the whole file.
const MOST_BYTES: usize = 50_000_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const PICTURES: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const LINKS: &str = "http://www.w3.org/1999/xhtml";
const FIRST_LINE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The text of `sitemap.xml`: all addresses, or an index of the parts.
pub(super) fn text(config: &Config, site: &Site) -> String {
    text_of(config, site, &ranges(config, site, MOST_ADDRESSES, MOST_BYTES))
}

/// The names of the parts, `sitemap-1.xml` and so on; none if one file is enough.
pub(super) fn part_names(config: &Config, site: &Site) -> Vec<String> {
    let count = ranges(config, site, MOST_ADDRESSES, MOST_BYTES).len();
    let numbered = if count > 1 { count } else { 0 };
    (1..=numbered).map(name_of).collect()
}

/// Whether a part has this name.
pub(super) fn is_part(config: &Config, site: &Site, file: &str) -> bool {
    file.starts_with("sitemap-") && part_names(config, site).iter().any(|name| name == file)
}

/// The text of the part with a name; none if there is no such part.
pub(super) fn part(config: &Config, site: &Site, file: &str) -> Option<String> {
    let parts = ranges(config, site, MOST_ADDRESSES, MOST_BYTES);
    let number = (1..=parts.len()).find(|number| parts.len() > 1 && name_of(*number) == file)?;
    Some(addresses(config, site, &parts[number - 1]))
}

fn text_of(config: &Config, site: &Site, parts: &[Range<usize>]) -> String {
    match parts {
        [part] => addresses(config, site, part),
        parts => index(config, parts.len()),
    }
}

fn name_of(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

fn indexed<'a>(config: &'a Config, site: &'a Site) -> impl Iterator<Item = (PageId, &'a Page)> {
    let with_lists = config.outputs.sitemap_lists;
    let pages = (0..).map(PageId).zip(site.pages.iter());
    let pages = pages.filter(move |(_, page)| rules::is_in_sitemap(&page.kind, with_lists));
    // What is not translated has its address in the main language.
    let pages = pages.filter(|(id, _)| !site.is_untranslated(*id));
    // A search engine reports addresses that it may not read as mistakes of the sitemap.
    pages.filter(|(_, page)| !config.robots.forbids(&encode_path(page.route.as_str())))
}

/// The same page in every language, in each of which it is named (Google's way of writing `hreflang`); empty if there is no other.
/// Readers without a language of the site get the main one.
fn alternates(config: &Config, site: &Site, id: PageId) -> String {
    let address = |page: &PageId| escape(&config.url.of_path(site.page(*page).route.below_root()));
    let link = |tag: &str, page: &PageId| {
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", address(page))
    };
    let same = site.alternates(id);
    let links = same.iter().map(|(edition, page)| link(site.editions[*edition].language.as_str(), page));
    let main = same.first().filter(|(edition, _)| *edition == 0).map(|(_, page)| link("x-default", page));
    links.chain(main).collect()
}

/// The published picture of a page. One is enough: a reader that takes all of a page's for one, such as advertools, mixes
/// them up.
fn picture<'a>(site: &'a Site, page: &Page) -> Option<&'a OutputPath> {
    let document = page.kind.document()?;
    site.resolution(document, site.document(document).meta.image?).file()
}

/// The pages of each file; at least one file.
fn ranges(config: &Config, site: &Site, most_addresses: usize, most_bytes: usize) -> Vec<Range<usize>> {
    let around = entry(&config.url.join(""), "").len() + "<lastmod>2026-01-01T00:00:00+00:00</lastmod>".len();
    let mut parts = Vec::new();
    let (mut part, mut bytes) = (0..0, 0);
    for (id, page) in indexed(config, site) {
        // Encoded, a byte takes up to three bytes, and `&` takes five.
        let picture = picture(site, page).map_or(0, |path| around + 5 * path.as_str().len());
        let length = around + 5 * page.route.as_str().len() + picture + alternates(config, site, id).len();
        if part.len() == most_addresses || (bytes + length > most_bytes && !part.is_empty()) {
            parts.push(part.clone());
            (part, bytes) = (part.end..part.end, 0);
        }
        part.end += 1;
        bytes += length;
    }
    parts.push(part);
    parts
}

fn addresses(config: &Config, site: &Site, part: &Range<usize>) -> String {
    let links = if site.editions.len() > 1 { format!(" xmlns:xhtml=\"{LINKS}\"") } else { String::new() };
    let mut xml = format!("{FIRST_LINE}<urlset xmlns=\"{NAMESPACE}\" xmlns:image=\"{PICTURES}\"{links}>\n");
    for (id, page) in indexed(config, site).skip(part.start).take(part.len()) {
        let document = page.kind.document().map(|id| site.document(id));
        let changed = document.and_then(|document| document.meta.updated.or(document.meta.date));
        let mut facts = changed.map_or(String::new(), |date| format!("<lastmod>{date}</lastmod>"));
        if let Some(path) = picture(site, page) {
            let address = escape(&config.url.of_path(path.as_str()));
            facts.push_str(&format!("<image:image><image:loc>{address}</image:loc></image:image>"));
        }
        // The protocol wants its own elements first.
        facts.push_str(&alternates(config, site, id));
        xml.push_str(&entry(&config.url.of_path(page.route.below_root()), &facts));
    }
    xml.push_str("</urlset>\n");
    xml
}

fn entry(address: &str, facts: &str) -> String {
    format!("  <url><loc>{}</loc>{facts}</url>\n", escape(address))
}

fn index(config: &Config, parts: usize) -> String {
    let addresses = (1..=parts).map(|part| escape(&config.url.join(&name_of(part))));
    let entries: String =
        addresses.map(|address| format!("  <sitemap><loc>{address}</loc></sitemap>\n")).collect();
    format!("{FIRST_LINE}<sitemapindex xmlns=\"{NAMESPACE}\">\n{entries}</sitemapindex>\n")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::*;
    use crate::config::read_config;
    use crate::document::{Options, Settings, read_document};
    use crate::path::SourcePath;
    use crate::site::rules::SITEMAP;
    use crate::site::{Memory, Visibility, link};

    /// The names of the files for some articles, with the number of addresses in each.
    fn check(articles: usize, most_addresses: usize, most_bytes: usize, expected: &[(&str, usize)]) {
        let path = SourcePath::new("site.toml").unwrap();
        let text = "title = \"\"\nurl = \"https://a.org\"\nlanguage = \"en\"\noutputs.search = false\n";
        let (config, _) = read_config(&path, text);
        let options = Options {
            config: &config,
            shortcodes: &BTreeMap::new(),
            stems: &Default::default(),
            language: &config.language.value,
        };
        let documents = (0..articles).map(|number| {
            let path = SourcePath::new(&format!("articles/n-{number}.md")).unwrap();
            Arc::new(read_document(&path, "Text.", &options).0)
        });
        let visibility = Visibility { now: 0, drafts: false, future: false, expired: false };
        let mut memory = Memory::default();
        let documents = documents.collect();
        let files = BTreeMap::new();
        let (site, _) = link(
            &config,
            documents,
            &Settings::default(),
            (&files, &BTreeSet::new()),
            visibility,
            &mut memory,
        );
        let parts = ranges(&config, &site, most_addresses, most_bytes);
        let numbered = if parts.len() > 1 { parts.as_slice() } else { &[] };
        let numbered =
            (1..).zip(numbered).map(|(number, part)| (name_of(number), addresses(&config, &site, part)));
        let texts = [(SITEMAP.to_owned(), text_of(&config, &site, &parts))].into_iter().chain(numbered);
        let texts: Vec<(String, String)> = texts.collect();
        let found: Vec<(&str, usize)> =
            texts.iter().map(|(name, text)| (name.as_str(), text.matches("<loc>").count())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_large_site_has_an_index_of_sitemaps() {
        // The home page is one more.
        check(3, 4, MOST_BYTES, &[(SITEMAP, 4)]);
        check(4, 4, MOST_BYTES, &[(SITEMAP, 2), ("sitemap-1.xml", 4), ("sitemap-2.xml", 1)]);
        check(2, MOST_ADDRESSES, 300, &[(SITEMAP, 2), ("sitemap-1.xml", 2), ("sitemap-2.xml", 1)]);
    }
}
