//! The site in each of its languages.
//!
//! Every document, page and list has a language. A page takes all its lists (collections, tags, all articles) from the
//! edition in its language: [`Site::edition`]. Its words come from
//! [`Config::in_language`](crate::config::Config::in_language) and
//! [`Settings::in_language`](crate::document::Settings::in_language), its address from
//! [`Config::language_folder`](crate::config::Config::language_folder), its order from [`Language::collation`]. An article in a language that the site
//! does not have is in the edition of [`Config::page_language`](crate::config::Config::page_language). A site of one
//! language has one edition.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{DocumentId, PageId, Site, listings};
use crate::config::Config;
use crate::document::Document;
use crate::language::Language;

/// The site in one language: its lists of articles, with their pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The language of its pages.
    pub language: Language,
    /// Its place among the site's editions; 0 is the one in the main language.
    pub number: usize,
    /// The folder with its pages; empty for the main language.
    pub folder: String,
    /// Its home page.
    pub home: PageId,
    /// All declared collections, in the order of `site.toml`. Every edition has the same ones.
    pub collections: Vec<CollectionPages>,
    /// Tags, sorted by the last part of their address.
    pub tags: Vec<TagPages>,
    /// The tags in the order of their names, as indices into `tags`.
    pub tags_by_name: Vec<usize>,
    /// The few tags with the most articles, as indices into `tags`, largest first.
    pub largest_tags: Vec<usize>,
    /// Every article: by collection and in its order; those of no collection come last, by title.
    pub every_article: Vec<DocumentId>,
    /// The pages that list every article; empty if the site has none.
    pub search_pages: Vec<PageId>,
    /// The pages that list every tag; empty if there are no tags.
    pub tag_list_pages: Vec<PageId>,
    /// The position of each article: its collection, and its index in it.
    pub(super) places: Vec<Option<(usize, usize)>>,
    /// Its pages of articles in the main language that are not translated.
    pub(super) borrowed: BTreeMap<DocumentId, PageId>,
}

/// A collection's articles and listing in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectionPages {
    /// Its name in `site.toml`.
    pub name: String,
    /// The last part of its address.
    pub address: String,
    /// Its title: from `site.toml`, else from its `index.md`, else its folder's name in words.
    pub title: String,
    /// Its articles in the collection's order.
    pub articles: Vec<DocumentId>,
    /// The pages of its listing; at least one.
    pub pages: Vec<PageId>,
    /// The pages of its two sides, if its articles are two-sided.
    pub sides: [Vec<PageId>; 2],
}

/// A tag's articles and listing in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagPages {
    /// Its name, as its first article writes it.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Its articles, grouped by collection and in its order; those outside collections come last, by title.
    pub articles: Vec<DocumentId>,
    /// The pages of its listing; at least one.
    pub pages: Vec<PageId>,
}

/// Identifies a tag of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TagId {
    /// An index into [`Site::editions`].
    pub edition: usize,
    /// An index into [`Edition::tags`].
    pub tag: usize,
}

impl TagId {
    /// The tag with this id.
    pub fn of(self, editions: &[Edition]) -> &TagPages {
        &editions[self.edition].tags[self.tag]
    }
}

impl Edition {
    /// An edition whose lists are still empty.
    pub(super) fn new(config: &Config, number: usize, language: &Language) -> Edition {
        Edition {
            language: language.clone(),
            number,
            folder: config.language_folder(language),
            home: PageId(0),
            collections: Vec::new(),
            tags: Vec::new(),
            tags_by_name: Vec::new(),
            largest_tags: Vec::new(),
            every_article: Vec::new(),
            search_pages: Vec::new(),
            tag_list_pages: Vec::new(),
            places: Vec::new(),
            borrowed: BTreeMap::new(),
        }
    }

    /// The collection with this name.
    pub fn collection(&self, name: &str) -> Option<&CollectionPages> {
        self.collections.iter().find(|collection| collection.name == name)
    }

    /// The position of an article: its collection, and its index in it; none if it is in no collection.
    pub fn place(&self, document: DocumentId) -> Option<(usize, usize)> {
        self.places[document.0 as usize]
    }

    /// The tag with this name, however the name is written: an index into [`Edition::tags`].
    pub fn tag(&self, name: &str) -> Option<usize> {
        listings::find_tag(&self.tags, name)
    }
}

impl Site {
    /// The edition in a language; the one in the main language if the site does not have the language.
    pub fn edition(&self, language: &Language) -> &Edition {
        edition_in(&self.editions, language)
    }
}

/// The edition in a language, as [`Site::edition`] gives it.
pub(super) fn edition_in<'a>(editions: &'a [Edition], language: &Language) -> &'a Edition {
    editions.iter().find(|edition| edition.language == *language).unwrap_or(&editions[0])
}

/// The edition of each document: an index into the site's languages.
pub(super) fn editions_of(config: &Config, documents: &[Arc<Document>]) -> Vec<usize> {
    let languages: Vec<&Language> = config.languages().collect();
    let editions = documents.iter().map(|document| {
        let language = config.page_language(&document.language);
        languages.iter().position(|own| *own == language).unwrap_or(0)
    });
    editions.collect()
}

/// Whether the site declares collections.
pub(super) fn has_collections(editions: &[Edition]) -> bool {
    editions.iter().any(|edition| !edition.collections.is_empty())
}
