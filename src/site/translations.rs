//! Which articles say the same in different languages, and which page a reader of another language wants.
//!
//! Takes the documents and their editions, gives the translations of each document and each page. An article and its
//! translations have one key in common: their `translation-key`, else their path without the language. A site of one language
//! has no translations, and spends no time here.

use std::collections::HashMap;
use std::sync::Arc;

use super::addresses::thanks_route;
use super::{DocumentId, Edition, Page, PageId, PageKind, Site, rules};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::language::Language;

/// The documents that are translations of each other.
#[derive(Debug, Default)]
pub(super) struct Translations {
    /// Those with one key, by edition.
    groups: Vec<Vec<Option<DocumentId>>>,
    /// The group of each document; empty for a site of one language.
    group_of: Vec<usize>,
    /// The edition of each document; empty for a site of one language.
    edition_of: Vec<usize>,
    /// The articles of the main language that each edition lacks, if they are shown there anyway; empty for a site of one language.
    pub missing: Vec<Vec<DocumentId>>,
}

impl Translations {
    /// Finds them. Reports an article that is the second translation of another one into the same language.
    pub fn new(
        config: &Config,
        documents: &[Arc<Document>],
        edition_of: &[usize],
        found: &mut Diagnostics,
    ) -> Translations {
        let mut translations = Translations::default();
        let editions = config.languages().count();
        if editions < 2 {
            return translations;
        }
        translations.edition_of = edition_of.to_vec();
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
        if config.fallback {
            let ids = || (0..documents.len() as u32).map(DocumentId);
            let main = || {
                ids().filter(|id| {
                    let index = id.0 as usize;
                    edition_of[index] == 0 && !documents[index].is_listing_text()
                })
            };
            let missing = (0..editions)
                .map(|edition| main().filter(|id| translations.in_edition(*id, edition).is_none()).collect());
            translations.missing = missing.collect();
        }
        translations
    }

    /// The translation of a document in an edition; none if there is none, or if the site has one language.
    pub fn in_edition(&self, of: DocumentId, edition: usize) -> Option<DocumentId> {
        self.groups[*self.group_of.get(of.0 as usize)?][edition]
    }

    /// Whether the site has one language.
    pub fn is_empty(&self) -> bool {
        self.edition_of.is_empty()
    }

    /// The edition that a document belongs to.
    pub fn edition_of(&self, document: DocumentId) -> usize {
        self.edition_of.get(document.0 as usize).copied().unwrap_or(0)
    }

    /// Of a document and its translations, the one that an edition lists: its own, else the one in the main language; none if
    /// there is neither.
    pub fn listed_in(&self, edition: usize, document: DocumentId) -> Option<DocumentId> {
        if self.edition_of(document) == edition {
            return Some(document);
        }
        self.in_edition(document, edition).or_else(|| self.in_edition(document, 0))
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

    /// The page of an edition that shows a document of the main language, which is not translated; none if it has none.
    pub fn borrowed(&self, edition: &Edition, document: DocumentId) -> Option<PageId> {
        edition.borrowed.get(&document).copied()
    }

    /// The page that readers of an edition get in place of a page in the main language: that of its translation, else one with the
    /// untranslated article; the page itself if there is neither.
    pub fn page_for(&self, edition: &Edition, id: PageId) -> PageId {
        let page = self.page(id);
        // What was written in another language is meant as it is.
        if edition.number == 0 || page.language != self.editions[0].language {
            return id;
        }
        let borrowed = || self.borrowed(edition, page.kind.document()?);
        self.counterpart(page, edition.number).or_else(borrowed).unwrap_or(id)
    }

    /// The page of a document for readers of an edition, as [`Site::page_for`] gives it.
    pub fn page_in(&self, edition: &Edition, document: DocumentId) -> PageId {
        self.page_for(edition, self.page_of(document))
    }

    /// The translation of a document in the main language for readers of an edition; the document itself if there is none.
    pub fn document_in(&self, edition: &Edition, document: DocumentId) -> DocumentId {
        let is_main = self.page(self.page_of(document)).language == self.editions[0].language;
        let translation = || self.translations.in_edition(document, edition.number);
        if edition.number > 0 && is_main { translation().unwrap_or(document) } else { document }
    }

    /// The article in the main language that an article translates; none if it translates none.
    pub fn original(&self, of: DocumentId) -> Option<&Document> {
        let original = self.translations.in_edition(of, 0)?;
        (original != of).then(|| self.document(original))
    }

    /// The original of a translation, if it has changed since `kb translate --mark` marked the translation.
    pub fn changed_original(&self, of: DocumentId) -> Option<&Document> {
        let mark = self.document(of).meta.translated_from.as_ref()?;
        self.original(of).filter(|original| original.version() != mark.value)
    }

    /// The languages of the site into which an article in the main language is not translated.
    pub fn missing_languages(&self, document: DocumentId) -> Vec<&Language> {
        let is_main = self.page(self.page_of(document)).language == self.editions[0].language;
        let is_missing =
            |edition: &&Edition| self.translations.in_edition(document, edition.number).is_none() && is_main;
        self.editions.iter().skip(1).filter(is_missing).map(|edition| &edition.language).collect()
    }

    /// Whether a page shows an article of the main language because it is not translated into the page's.
    pub fn is_untranslated(&self, id: PageId) -> bool {
        matches!(self.page(id).kind, PageKind::Article(document) if self.page_of(document) != id)
    }

    /// The same page in each edition, itself included, for search engines: each of them names all the others. Empty if there is
    /// no other one.
    pub fn alternates(&self, id: PageId) -> Vec<(usize, PageId)> {
        let page = self.page(id);
        if self.editions.len() == 1 || !rules::is_indexed(&page.kind) || page.kind.number() > 1 {
            return Vec::new();
        }
        let own = self.edition(&page.language).number;
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
