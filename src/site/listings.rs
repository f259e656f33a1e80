//! Which articles belong to a collection or a tag, and in which order.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{CollectionPages, DocumentId, TagPages};
use crate::config::{Collection, Config, Sort};
use crate::document::Document;
use crate::path::{slug, words_of};

/// The declared collections with their articles in order; pages are laid out later.
pub(super) fn collections(config: &Config, documents: &[Arc<Document>]) -> Vec<CollectionPages> {
    let mut members: BTreeMap<&str, Vec<DocumentId>> = BTreeMap::new();
    let mut intros: BTreeMap<&str, &Document> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(collection) = &document.collection else { continue };
        match document.is_listing_text() {
            true => drop(intros.insert(collection, document)),
            false => members.entry(collection).or_default().push(DocumentId(index as u32)),
        }
    }
    let pages = config.collections.iter().map(|collection| {
        let name = &collection.name.value;
        let mut articles = members.remove(name.as_str()).unwrap_or_default();
        sort(collection, &mut articles, documents);
        if collection.glossary {
            articles.sort_by_cached_key(|article| letter(&documents[article.0 as usize].title));
        }
        let title = match (&collection.title, intros.get(name.as_str())) {
            (Some(title), _) => title.clone(),
            (None, Some(intro)) => intro.title.clone(),
            (None, None) => words_of(name),
        };
        let address = collection.address.clone();
        CollectionPages { name: name.clone(), address, title, articles, pages: Vec::new(), sides: [None; 2] }
    });
    pages.collect()
}

/// All tags with their articles in order; pages are laid out later.
pub(super) fn tags(documents: &[Arc<Document>], collections: &[CollectionPages]) -> Vec<TagPages> {
    // The place of every article in the order that all listings share.
    let mut places = vec![usize::MAX; documents.len()];
    for (place, article) in collections.iter().flat_map(|collection| &collection.articles).enumerate() {
        places[article.0 as usize] = place;
    }
    // Most tags are written many times alike.
    let mut slugs: HashMap<&str, usize> = HashMap::new();
    let mut by_slug: BTreeMap<String, usize> = BTreeMap::new();
    let mut tags: Vec<TagPages> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        for tag in &document.meta.tags {
            let place = *slugs.entry(&tag.value).or_insert_with(|| {
                let slug = tag_slug(&tag.value);
                *by_slug.entry(slug).or_insert_with_key(|slug| {
                    tags.push(TagPages {
                        title: tag.value.clone(),
                        slug: slug.clone(),
                        articles: Vec::new(),
                        pages: Vec::new(),
                    });
                    tags.len() - 1
                })
            });
            let article = DocumentId(index as u32);
            let articles = &mut tags[place].articles;
            if articles.last() != Some(&article) {
                articles.push(article);
            }
        }
    }
    tags.sort_unstable_by(|one, other| one.slug.cmp(&other.slug));
    for tag in &mut tags {
        tag.articles.sort_by_cached_key(|article| {
            let place = places[article.0 as usize];
            // Those of no collection are all at the same place.
            let title = (place == usize::MAX).then(|| documents[article.0 as usize].title.to_lowercase());
            (place, title, *article)
        });
    }
    tags
}

/// The tags with the most articles, the largest first: enough for a row of them.
pub(super) fn largest(tags: &[TagPages]) -> Vec<usize> {
    const LONGEST_ROW: usize = 12;
    let mut places: Vec<usize> = (0..tags.len()).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(tags[*place].articles.len()), *place));
    places.truncate(LONGEST_ROW);
    places
}

/// The last part of a tag's address.
pub(super) fn tag_slug(tag: &str) -> String {
    match slug(tag) {
        slug if slug.is_empty() => "tag".to_owned(),
        slug => slug,
    }
}

/// The letter under which a glossary lists a term: a capital, or `#` for digits and signs.
pub fn letter(title: &str) -> String {
    match title.chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().to_string(),
        _ => "#".to_owned(),
    }
}

fn sort(collection: &Collection, articles: &mut [DocumentId], documents: &[Arc<Document>]) {
    articles.sort_by_cached_key(|article| {
        let document = &documents[article.0 as usize];
        let key = match collection.sort {
            // Its terms stand under their letters.
            _ if collection.glossary => (0, 0),
            Sort::Order => document.meta.order.map_or((1, 0), |order| (0, order)),
            Sort::Date => document.meta.date.map_or((1, 0), |date| (0, date.instant.saturating_neg())),
            Sort::Title => (0, 0),
        };
        (key, document.title.to_lowercase(), *article)
    });
}
