//! Which lists of articles have a feed, and what is in it: the home page, collections and tags, if any of their articles has
//! a date.
//!
//! Takes a page, gives articles. A feed has a fixed length, so that all feeds together grow no faster than the lists.

use std::sync::{Arc, OnceLock};

use super::edition::edition_in;
use super::pages::Pages;
use super::{DocumentId, Edition, Page, PageId, PageKind, Site};
use crate::config::Config;
use crate::data::Date;
use crate::document::Document;
use crate::language::Language;
use crate::path::{OutputPath, Route};

/// The file of a page's feed in Atom, next to the page.
pub const ATOM: &str = "atom.xml";
/// The same as JSON Feed.
pub const JSON: &str = "feed.json";

/// How many articles the feed of the site or of a collection has.
const LONGEST: usize = 20;
/// How many the feed of a tag has: a site can have as many tags as articles, and each feed has whole texts.
const LONGEST_OF_TAG: usize = 5;

/// When an article was published, for feeds; none keeps it out of them.
pub fn published(document: &Document) -> Option<Date> {
    document.meta.date.or(document.meta.updated)
}

/// The page whose feed is at a path.
fn page_of(path: &OutputPath, by_route: impl Fn(&Route) -> Option<PageId>) -> Option<PageId> {
    let folder = [ATOM, JSON].iter().find_map(|name| path.as_str().strip_suffix(name))?;
    if !folder.is_empty() && !folder.ends_with('/') {
        return None;
    }
    by_route(&Route::from_parts([folder])?)
}

/// The articles that the feed of a page chooses from, without those that are not translated; none if such a page has no feed.
/// `language_of` is the language of the page of an article.
fn listed<'a>(
    page: &'a Page,
    editions: &'a [Edition],
    language_of: impl Fn(DocumentId) -> &'a Language,
) -> impl Iterator<Item = DocumentId> {
    let edition = edition_in(editions, &page.language);
    let all: &[DocumentId] = match page.kind {
        PageKind::Home(_) => &edition.every_article,
        PageKind::Listing { collection, number: 1, .. } => &edition.collections[collection].articles,
        PageKind::Tag { tag, number: 1 } => &edition.tags[tag].articles,
        PageKind::Listing { .. }
        | PageKind::Tag { .. }
        | PageKind::Article(_)
        | PageKind::Tags { .. }
        | PageKind::Backlinks { .. }
        | PageKind::Side { .. }
        | PageKind::Search { .. }
        | PageKind::Thanks(_)
        | PageKind::NotFound => &[],
    };
    all.iter().copied().filter(move |id| *language_of(*id) == page.language)
}

/// Which pages have a feed, while a site is being linked. Many links may ask, and the answer may need all articles.
pub(super) struct Known(Vec<OnceLock<bool>>);

impl Known {
    /// Nothing is known yet.
    pub(super) fn new(pages: &Pages) -> Known {
        Known(std::iter::repeat_with(OnceLock::new).take(pages.pages.len()).collect())
    }

    /// Whether there is a feed at a path.
    pub(super) fn is_made(
        &self,
        config: &Config,
        documents: &[Arc<Document>],
        pages: &Pages,
        path: &OutputPath,
    ) -> bool {
        let page = page_of(path, |route| pages.by_route.get(route).copied());
        let Some(of) = page.filter(|_| config.outputs.feeds) else { return false };
        *self.0[of.0 as usize].get_or_init(|| {
            let page = |id: PageId| &pages.pages[id.0 as usize];
            let language_of = |id: DocumentId| &page(pages.page_of[id.0 as usize]).language;
            let mut listed = listed(page(of), &pages.editions, language_of);
            listed.any(|id| published(&documents[id.0 as usize]).is_some())
        })
    }
}

impl Site {
    /// Whether a page has a feed, if the site has any.
    pub fn has_feed(&self, page: PageId) -> bool {
        self.listed(page).any(|id| published(self.document(id)).is_some())
    }

    fn listed(&self, page: PageId) -> impl Iterator<Item = DocumentId> {
        listed(self.page(page), &self.editions, |id| &self.page(self.page_of(id)).language)
    }

    /// The page whose feed is at a path.
    pub fn page_of_feed(&self, path: &OutputPath) -> Option<PageId> {
        page_of(path, |route| self.by_route.get(route).copied()).filter(|page| self.has_feed(*page))
    }

    /// The articles in the feed of a page, newest first.
    pub fn feed(&self, page: PageId) -> Vec<DocumentId> {
        let dated = self.listed(page).filter_map(|id| Some((published(self.document(id))?, id)));
        let mut dated: Vec<(Date, DocumentId)> = dated.collect();
        dated.sort_by(|(one, first), (other, second)| (other, first).cmp(&(one, second)));
        let page = self.page(page);
        let length = if matches!(page.kind, PageKind::Tag { .. }) { LONGEST_OF_TAG } else { LONGEST };
        dated.into_iter().take(length).map(|(_, id)| id).collect()
    }
}
