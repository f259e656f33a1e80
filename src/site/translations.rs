//! Which articles say the same in different languages, and which page a reader of another language wants.
//!
//! Takes the documents and their editions, gives the translations of each document and each page. An article and its
//! translations have one key in common: their `translation-key`, else their path without the language. A site of one language
//! has no translations, and spends no time here.

use std::collections::HashMap;
use std::sync::Arc;

use super::addresses::thanks_route;
use super::{DocumentId, Page, PageId, PageKind, Site, rules};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;

/// The documents that are translations of each other.
#[derive(Debug, Default)]
pub(super) struct Translations {
    /// Those with one key, by edition.
    groups: Vec<Vec<Option<DocumentId>>>,
    /// The group of each document; empty for a site of one language.
    group_of: Vec<usize>,
}

impl Translations {
    /// Finds them. Reports an article that is the second translation of another one into the same language.
    pub fn new(
        documents: &[Arc<Document>],
        edition_of: &[usize],
        editions: usize,
        found: &mut Diagnostics,
    ) -> Translations {
        let mut translations = Translations::default();
        if editions < 2 {
            return translations;
        }
        let mut by_key: HashMap<&str, usize> = HashMap::with_capacity(documents.len());
        for (index, document) in documents.iter().enumerate() {
            let groups = &mut translations.groups;
            let group = *by_key.entry(key(document)).or_insert_with(|| {
                groups.push(vec![None; editions]);
                groups.len() - 1
            });
            match &mut groups[group][edition_of[index]] {
                Some(first) => report_second(document, &documents[first.0 as usize], found),
                free @ None => *free = Some(DocumentId(index as u32)),
            }
            translations.group_of.push(group);
        }
        translations
    }

    /// The translation of a document in an edition; none if there is none, or if the site has one language.
    pub fn in_edition(&self, of: DocumentId, edition: usize) -> Option<DocumentId> {
        self.groups[*self.group_of.get(of.0 as usize)?][edition]
    }
}

/// What an article has in common with its translations. A written key may be the path of the article that is translated.
fn key(document: &Document) -> &str {
    let written = document.meta.translation_key.as_ref().map(|key| key.value.trim());
    let key = written.unwrap_or_else(|| document.place.below("articles").unwrap_or(""));
    let key = key.trim_matches('/');
    key.strip_suffix(".md").unwrap_or(key)
}

/// Without a key, both would have the same address, which is reported elsewhere.
fn report_second(document: &Document, first: &Document, found: &mut Diagnostics) {
    let written = document.meta.translation_key.as_ref().map(|key| (document, first, key));
    let written = written.or_else(|| first.meta.translation_key.as_ref().map(|key| (first, document, key)));
    let Some((document, other, key)) = written else { return };
    let message = format!(
        "`{}` has the same `translation-key` and is in the same language, {}",
        other.path, other.language
    );
    found
        .report(&codes::TRANSLATION_CLASH, Span::new(&document.path, key.range.clone()), message)
        .label("not the only one")
        .hint("give each article of a language its own key, or set the `language` of one of them");
}

impl Site {
    /// The page of an edition that shows the same as a page; none if the edition has none. `edition` is an index into
    /// [`Site::editions`].
    pub fn counterpart(&self, page: &Page, edition: usize) -> Option<PageId> {
        let wanted = &self.editions[edition];
        let translation = |of: DocumentId| Some(self.page_of(self.translations.in_edition(of, edition)?));
        match &page.kind {
            PageKind::Home(_) | PageKind::NotFound => Some(wanted.home),
            PageKind::Article(document) | PageKind::Backlinks { document, .. } => translation(*document),
            PageKind::Listing { collection, document, .. } => {
                let pages = &wanted.collections[*collection];
                let is_empty =
                    pages.articles.is_empty() && document.is_none_or(|of| translation(of).is_none());
                pages.pages.first().copied().filter(|_| !is_empty)
            }
            PageKind::Tags { .. } => wanted.tag_list_pages.first().copied(),
            PageKind::Tag { tag, .. } => {
                let slug = &self.edition(&page.language).tags[*tag].slug;
                let index = wanted.tags.binary_search_by(|tag| tag.slug.cmp(slug)).ok()?;
                wanted.tags[index].pages.first().copied()
            }
            PageKind::Side { collection, side, .. } => {
                wanted.collections[*collection].sides[*side as usize].first().copied()
            }
            PageKind::Search { .. } => wanted.search_pages.first().copied(),
            PageKind::Thanks(form) => self.by_route.get(&thanks_route(&wanted.folder, form)).copied(),
        }
    }

    /// The same page in each edition, itself included, for search engines: each of them names all the others. Empty if there is
    /// no other one.
    pub fn alternates(&self, id: PageId) -> Vec<(usize, PageId)> {
        let page = self.page(id);
        if self.editions.len() == 1 || !rules::is_indexed(&page.kind) || page.kind.number() > 1 {
            return Vec::new();
        }
        let own = self.editions.iter().position(|edition| edition.language == page.language).unwrap_or(0);
        let same = (0..self.editions.len()).filter_map(|edition| {
            let other = if edition == own { id } else { self.counterpart(page, edition)? };
            // A page may lead to one that leads elsewhere, such as an article whose translation is a home page.
            let back = if edition == own { Some(id) } else { self.counterpart(self.page(other), own) };
            (back == Some(id)).then_some((edition, other))
        });
        let same: Vec<(usize, PageId)> = same.collect();
        if same.len() > 1 { same } else { Vec::new() }
    }
}
