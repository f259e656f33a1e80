//! Feeds: the latest articles of the site, of a collection or of a tag with their whole text, as Atom (RFC 4287) and as JSON
//! Feed 1.1 (jsonfeed.org).
//!
//! Takes the press and a page, gives the text of its feed. `site/feeds.rs` decides which pages have one.

mod atom;
mod content;
mod json;

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

/// The text of the feed at a path; none if there is none.
pub fn text(press: &Press<'_>, path: &OutputPath) -> Option<String> {
    let page = press.site().page_of_feed(path)?;
    let feed = Feed::new(press, page, path);
    Some(if path.as_str().ends_with(JSON) { json::text(&feed) } else { atom::text(&feed) })
}

/// The media type of enclosures.
const PDF: &str = "application/pdf";

/// What both formats say.
struct Feed {
    language: String,
    /// Plain text.
    title: String,
    description: String,
    /// The page that lists the same articles.
    home: String,
    /// The feed's own address.
    own: String,
    /// Who published it, if an article names no author.
    author: String,
    /// In RFC 3339.
    updated: String,
    entries: Vec<Entry>,
}

/// An article.
struct Entry {
    /// Stays the same if the article is renamed and its old address is an alias.
    id: String,
    language: String,
    title: String,
    url: String,
    summary: String,
    /// HTML with absolute addresses.
    content: String,
    /// Empty, or absolute.
    image: String,
    published: String,
    updated: String,
    authors: Vec<String>,
    tags: Vec<String>,
    enclosure: Option<Enclosure>,
}

/// The article as a PDF.
struct Enclosure {
    url: String,
    size: u64,
}

impl Feed {
    fn new(press: &Press<'_>, page: PageId, path: &OutputPath) -> Feed {
        let (site, config) = (press.site(), press.config_of(page));
        let (title, home) = press.name_of(page);
        let is_home = matches!(site.page(page).kind, PageKind::Home(_));
        let entries: Vec<Entry> = site.feed(page).into_iter().map(|id| entry(press, id)).collect();
        let updated = entries.iter().map(|entry| entry.updated.clone()).max();
        Feed {
            language: site.page(page).language.to_string(),
            title: if is_home { config.title.clone() } else { format!("{title} · {}", config.title) },
            description: if is_home { config.description.clone() } else { String::new() },
            home,
            own: config.url.of_path(path.as_str()),
            author: config
                .organization
                .as_ref()
                .map_or(&config.title, |organization| &organization.name)
                .clone(),
            updated: updated.unwrap_or_default(),
            entries,
        }
    }
}

fn entry(press: &Press<'_>, id: DocumentId) -> Entry {
    let (site, outside) = (press.site(), Outside::new(press, id));
    let document = site.document(id);
    let published = published(document).map_or(0, |date| date.instant);
    let updated = document.meta.updated.map_or(published, |date| date.instant.max(published));
    let url = &outside.config().url;
    let image = document.meta.image.and_then(|image| site.resolution(id, image).file());
    let enclosure = site.pdfs.get(&id).and_then(|pdf| {
        let path = pdf.output.as_ref()?;
        let size = site.facts(path)?.size;
        Some(Enclosure { url: url.of_path(path.as_str()), size })
    });
    Entry {
        id: url.of_path(oldest_address(site, id).below_root()),
        language: document.language.to_string(),
        title: document.title.clone(),
        url: outside.permalink(),
        summary: document.summary.clone(),
        content: content::html(&outside, id),
        image: image.map_or(String::new(), |path| url.of_path(path.as_str())),
        published: instant_text(published),
        updated: instant_text(updated),
        authors: document.meta.authors.clone(),
        tags: document.meta.tags.iter().map(|tag| tag.value.clone()).collect(),
        enclosure,
    }
}

/// The first address among an article's aliases that leads to it, else its own. New ones are added at the end, so it is the oldest.
fn oldest_address(site: &Site, id: DocumentId) -> Route {
    let page = site.page_of(id);
    let aliases = site.document(id).meta.aliases.iter();
    let mut routes = aliases.filter_map(|alias| rules::address(&alias.value).ok());
    let oldest = routes.find(|route| site.redirects.get(route) == Some(&page));
    oldest.unwrap_or_else(|| site.page(page).route.clone())
}
