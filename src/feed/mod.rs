//! Feeds: the latest articles of the site, of a collection or of a tag with their whole text, as Atom (RFC 4287) and as JSON
//! Feed 1.1 (jsonfeed.org).
//!
//! Takes the press and a page, gives the text of its feed. `site/feeds.rs` decides which pages have one.

mod atom;
mod content;
mod json;

use std::sync::OnceLock;

use crate::data::instant_text;
use crate::path::{OutputPath, Route};
use crate::render::{Outside, Press};
use crate::site::feeds::{ATOM, JSON, published};
use crate::site::{DocumentId, PageId, PageKind, Site, rules};

/// The paths of all feeds.
pub fn paths(site: &Site) -> impl Iterator<Item = OutputPath> {
    let pages = (0..site.pages.len() as u32).map(PageId).filter(|page| site.has_feed(*page));
    pages.flat_map(|page| [ATOM, JSON].map(|name| site.page(page).route.beside(name)))
}

/// The feeds of a site. An article is written once for all feeds that have it.
pub struct Feeds<'a> {
    press: &'a Press<'a>,
    /// By document.
    entries: Vec<OnceLock<Box<Entry>>>,
}

/// The media type of enclosures.
const PDF: &str = "application/pdf";
/// How many bytes the whole texts in the feed of the site or of a collection have; after that, articles have only their summary.
const LONGEST: usize = 1 << 20;
/// The same for the feed of a tag: a long article can have any number of tags.
const LONGEST_OF_TAG: usize = 100 << 10;
/// How many of its authors, and of its tags, an article shows: each of its tags has a feed that shows them.
const MOST_NAMES: usize = 20;

/// What both formats say of a feed.
struct Head<'a> {
    language: &'a str,
    /// Plain text.
    title: String,
    description: &'a str,
    /// The page that lists the same articles.
    home: String,
    /// The feed's own address.
    own: String,
    /// Who published it.
    author: &'a str,
    /// In RFC 3339.
    updated: &'a str,
}

/// An article in both formats.
struct Entry {
    updated: String,
    /// With its text.
    whole: Written,
    /// With its summary.
    short: Written,
}

/// The part of a feed that an article is.
struct Written {
    atom: String,
    json: String,
}

/// What both formats say of an article.
struct Article<'a> {
    /// Stays the same if the article is renamed and its old address is an alias.
    id: String,
    language: &'a str,
    title: &'a str,
    url: String,
    summary: &'a str,
    /// Absolute.
    image: Option<String>,
    published: String,
    updated: String,
    /// At least one.
    authors: Vec<&'a str>,
    tags: Vec<&'a str>,
    enclosure: Option<Enclosure>,
}

/// The article as a PDF.
struct Enclosure {
    url: String,
    size: u64,
}

impl<'a> Feeds<'a> {
    /// The feeds of the press's site.
    pub fn new(press: &'a Press<'a>) -> Feeds<'a> {
        let documents = press.site().documents.len();
        Feeds { press, entries: std::iter::repeat_with(OnceLock::new).take(documents).collect() }
    }

    /// The text of the feed at a path; none if there is none.
    pub fn text(&self, path: &OutputPath) -> Option<String> {
        let site = self.press.site();
        let page = site.page_of_feed(path)?;
        let config = self.press.config_of(page);
        let (title, home) = self.press.name_of(page);
        let kind = &site.page(page).kind;
        let is_home = matches!(kind, PageKind::Home(_));
        let entries: Vec<&Entry> = site.feed(page).into_iter().map(|id| self.entry(id)).collect();
        let updated = entries.iter().map(|entry| &*entry.updated).max();
        let head = Head {
            language: site.page(page).language.as_str(),
            title: if is_home { config.title.clone() } else { format!("{title} · {}", config.title) },
            description: if is_home { &config.description } else { "" },
            home,
            own: config.url.of_path(path.as_str()),
            author: config.organization.as_ref().map_or(&config.title, |organization| &organization.name),
            updated: updated.unwrap_or_default(),
        };
        let mut left = if matches!(kind, PageKind::Tag { .. }) { LONGEST_OF_TAG } else { LONGEST };
        let written = entries.into_iter().map(|entry| match left.checked_sub(entry.whole.atom.len()) {
            Some(rest) => {
                left = rest;
                &entry.whole
            }
            None => &entry.short,
        });
        Some(match path.as_str().ends_with(JSON) {
            true => json::text(&head, written.map(|entry| &*entry.json)),
            false => atom::text(&head, written.map(|entry| &*entry.atom)),
        })
    }

    fn entry(&self, id: DocumentId) -> &Entry {
        self.entries[id.0 as usize].get_or_init(|| Box::new(entry(self.press, id)))
    }
}

fn entry(press: &Press<'_>, id: DocumentId) -> Entry {
    let (site, outside) = (press.site(), Outside::new(press, id));
    let document = site.document(id);
    let published = published(document).map_or(0, |date| date.instant);
    let updated = document.meta.updated.map_or(published, |date| date.instant.max(published));
    let config = outside.config();
    let url = &config.url;
    let image = document.meta.image.and_then(|image| site.resolution(id, image).file());
    let enclosure = site.pdfs.get(&id).and_then(|pdf| {
        let path = pdf.output.as_ref()?;
        let size = site.facts(path)?.size;
        Some(Enclosure { url: url.of_path(path.as_str()), size })
    });
    let mut authors: Vec<&str> = document.meta.authors.iter().map(String::as_str).take(MOST_NAMES).collect();
    if authors.is_empty() {
        // Some parsers take no author from around the entry.
        authors.push(config.organization.as_ref().map_or(&config.title, |organization| &organization.name));
    }
    let article = Article {
        id: url.of_path(oldest_address(site, id).below_root()),
        language: document.language.as_str(),
        title: &document.title,
        url: outside.permalink(),
        summary: &document.summary,
        image: image.map(|path| url.of_path(path.as_str())),
        published: instant_text(published),
        updated: instant_text(updated),
        authors,
        tags: document.meta.tags.iter().map(|tag| tag.value.as_str()).take(MOST_NAMES).collect(),
        enclosure,
    };
    let sides = outside.sides(id).map_or(String::new(), |sides| content::sides(&sides));
    let text = sides + &content::html(&outside, id);
    let written =
        |text: Option<&str>| Written { atom: atom::entry(&article, text), json: json::entry(&article, text) };
    let (whole, short) = (written(Some(&text)), written(None));
    Entry { updated: article.updated, whole, short }
}

/// The first address among an article's aliases that leads to it, else its own. New ones are added at the end, so it is the oldest.
fn oldest_address(site: &Site, id: DocumentId) -> Route {
    let page = site.page_of(id);
    let aliases = site.document(id).meta.aliases.iter();
    let mut routes = aliases.filter_map(|alias| rules::address(&alias.value).ok());
    let oldest = routes.find(|route| site.redirects.get(route) == Some(&page));
    oldest.unwrap_or_else(|| site.page(page).route.clone())
}
