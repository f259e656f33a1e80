//! Who links to each document, and the pages that list the backlinks of documents with many.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::list_route;
use super::edition::has_collections;
use super::pages::Pages;
use super::rules::{BACKLINKS, BACKLINKS_PAGE_SIZE, leads_on, page_count};
use super::translations::Translations;
use super::{DocumentId, Page, PageId, PageKind, Resolution, is_mention};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{Document, ReferenceId};
use crate::path::Route;

/// An article that links to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The article with the links.
    pub from: DocumentId,
    // Where its links are in `Backlinks::references`.
    first: u32,
    count: u32,
}

/// All links, grouped by target, in three flat lists: a large site has hundreds of thousands of links.
#[derive(Debug, Default)]
pub(super) struct Backlinks {
    /// Where each document's backlinks begin in `list`; one more at the end.
    starts: Vec<u32>,
    list: Vec<Backlink>,
    references: Vec<ReferenceId>,
}

impl Backlinks {
    /// Inverts links. A document's links to itself are left out.
    pub fn new(documents: &[Arc<Document>], resolutions: &[Arc<[Resolution]>]) -> Backlinks {
        let mut links: Vec<(DocumentId, DocumentId, ReferenceId)> = Vec::new();
        for (from, (document, resolutions)) in (0..).map(DocumentId).zip(documents.iter().zip(resolutions)) {
            for (index, (reference, resolution)) in (0..).zip(document.references.iter().zip(&**resolutions))
            {
                if let Resolution::Page { document: Some(to), .. } = resolution
                    && is_mention(reference.role)
                    && *to != from
                {
                    links.push((*to, from, ReferenceId(index)));
                }
            }
        }
        links.sort_unstable();
        let mut backlinks = Backlinks { starts: vec![0], ..Backlinks::default() };
        for links in links.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let (to, from, _) = links[0];
            backlinks.begin(to);
            let first = backlinks.references.len() as u32;
            backlinks.list.push(Backlink { from, first, count: links.len() as u32 });
            backlinks.references.extend(links.iter().map(|(_, _, reference)| *reference));
        }
        backlinks.begin(DocumentId(documents.len() as u32));
        backlinks
    }

    fn begin(&mut self, document: DocumentId) {
        self.starts.resize(document.0 as usize + 1, self.list.len() as u32);
    }

    /// Who links to a document, in the order of documents.
    pub fn of(&self, document: DocumentId) -> &[Backlink] {
        let index = document.0 as usize;
        &self.list[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// Those that an edition lists, in the order of documents. A site of one language lists all.
    pub fn listed_in(
        &self,
        translations: &Translations,
        edition: usize,
        document: DocumentId,
    ) -> Cow<'_, [Backlink]> {
        let all = self.of(document);
        if translations.is_empty() {
            return Cow::Borrowed(all);
        }
        let is_listed =
            |backlink: &&Backlink| translations.listed_in(edition, backlink.from) == Some(backlink.from);
        Cow::Owned(all.iter().filter(is_listed).copied().collect())
    }

    /// The links of a linking article, in the order of its references.
    pub fn references(&self, backlink: &Backlink) -> &[ReferenceId] {
        &self.references[backlink.first as usize..][..backlink.count as usize]
    }
}

/// Adds the pages that list the backlinks of documents with more than one page can show. They come after all other
/// pages: they depend on the links, which contain the ids of the other pages.
pub(super) fn add_pages(
    documents: &[Arc<Document>],
    backlinks: &Backlinks,
    pages: &mut Pages,
    found: &mut Diagnostics,
) -> BTreeMap<DocumentId, Vec<PageId>> {
    let mut added = BTreeMap::new();
    let has_collections = has_collections(&pages.editions);
    for (id, document) in (0..).map(DocumentId).zip(documents) {
        let translations = &pages.translations;
        let count = backlinks.listed_in(translations, translations.edition_of(id), id).len();
        let shown_at = &pages.pages[pages.page_of[id.0 as usize].0 as usize];
        if count <= BACKLINKS_PAGE_SIZE || !leads_on(&shown_at.kind, document, has_collections) {
            continue;
        }
        let (route, language) = (shown_at.route.clone(), shown_at.language.clone());
        let numbers = 1..=page_count(count, BACKLINKS_PAGE_SIZE);
        let routes: Vec<Route> = numbers.map(|number| backlinks_route(&route, number)).collect();
        let clashes = routes.iter().filter(|route| !is_free(documents, pages, route, found)).count();
        if clashes > 0 {
            continue;
        }
        let mut own = Vec::new();
        for (number, route) in (1..).zip(routes) {
            let page = PageId(pages.pages.len() as u32);
            Arc::make_mut(&mut pages.by_route).insert(route.clone(), page);
            Arc::make_mut(&mut pages.pages).push(Page {
                route,
                kind: PageKind::Backlinks { document: id, number },
                language: language.clone(),
            });
            own.push(page);
        }
        added.insert(id, own);
    }
    added
}

/// `/glossary/lead/backlinks/`, `/glossary/lead/backlinks/page/2/`
fn backlinks_route(article: &Route, number: usize) -> Route {
    list_route(&[article.below_root(), BACKLINKS], number)
}

fn is_free(documents: &[Arc<Document>], pages: &Pages, route: &Route, found: &mut Diagnostics) -> bool {
    let page = pages.by_route.get(route).or_else(|| pages.redirects.get(route));
    let Some(document) = page.map(|page| pages.pages[page.0 as usize].kind.document()) else { return true };
    let span = document.map(|id| Span::new(&documents[id.0 as usize].path, 0..0));
    found
        .report(&codes::ADDRESS_CLASH, span, format!("kb generates {route}, the list of links to an article"))
        .hint("rename the file, or change its `slug` or alias");
    false
}
