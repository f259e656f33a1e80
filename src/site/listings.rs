//! Which articles belong to a collection or a tag, and in which order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::addresses::{list_route, report_long};
use super::{CollectionPages, DocumentId, TagPages, rules};
use crate::config::{Collection, Config, Sort};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::document::Document;
use crate::path::words_of;

/// The declared collections with their articles in order; pages are assigned later.
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
        CollectionPages {
            name: name.clone(),
            address,
            title,
            articles,
            pages: Vec::new(),
            sides: Default::default(),
        }
    });
    pages.collect()
}

/// As many folders are compared with the name of each empty collection.
const MOST_COMPARED: usize = 1_000;

/// Reports declared collections of which there is no article, not even a draft: most often the folder has another name.
pub(super) fn report_empty(
    config: &Config,
    documents: &[Arc<Document>],
    hidden: &[Arc<Document>],
    found: &mut Diagnostics,
) {
    let all = || documents.iter().chain(hidden);
    let used: BTreeSet<&str> = all().filter_map(|document| document.collection.as_deref()).collect();
    let others = all().filter(|document| document.collection.is_none());
    let folders: BTreeSet<&str> = others
        .filter_map(|document| Some(document.path.as_str().strip_prefix("articles/")?.split_once('/')?.0))
        .collect();
    for collection in &config.collections {
        let name = &collection.name;
        if used.contains(name.value.as_str()) {
            continue;
        }
        let message = format!("the collection “{}” has no articles", name.value);
        let diagnostic =
            found.report(&codes::COLLECTION_EMPTY, Span::new(&config.path, name.range.clone()), message);
        match nearest(&name.value, folders.iter().take(MOST_COMPARED).copied()) {
            Some(folder) => diagnostic.hint(format!("did you mean the folder `articles/{folder}/`?")),
            None => {
                diagnostic.hint(format!("write one in `articles/{}/`, or remove the collection", name.value))
            }
        };
    }
}

/// Reports collections that the menu leaves out, if it is made from them.
pub(super) fn report_menu(config: &Config, found: &mut Diagnostics) {
    let Some(first) = config.collections.get(rules::LINKS_OF_THE_MENU).filter(|_| config.menu.is_empty())
    else {
        return;
    };
    let left_out = config.collections.len() - rules::LINKS_OF_THE_MENU;
    let message =
        format!("the menu links to {} collections and leaves out {left_out}", rules::LINKS_OF_THE_MENU);
    found
        .report(&codes::MENU_LONG, Span::new(&config.path, first.name.range.clone()), message)
        .label("the first one left out")
        .hint("write the links of the menu yourself, each as `[[menu]]`");
}

/// All tags with their articles in order; pages are assigned later.
pub(super) fn tags(
    documents: &[Arc<Document>],
    collections: &[CollectionPages],
    found: &mut Diagnostics,
) -> Vec<TagPages> {
    // The rank of every article in the order that all listings share.
    let mut places = vec![usize::MAX; documents.len()];
    for (place, article) in collections.iter().flat_map(|collection| &collection.articles).enumerate() {
        places[article.0 as usize] = place;
    }
    // Most tags are written the same way many times.
    let mut slugs: HashMap<&str, usize> = HashMap::new();
    let mut by_slug: BTreeMap<String, usize> = BTreeMap::new();
    let mut places_of_names: Vec<Span> = Vec::new();
    let mut tags: Vec<TagPages> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        for tag in &document.meta.tags {
            let place = *slugs.entry(&tag.value).or_insert_with(|| {
                let slug = rules::tag_slug(&tag.value);
                let span = Span::new(&document.path, tag.range.clone());
                if rules::is_too_long(&tag.value) {
                    report_long(span.clone(), "this tag is too long for an address", found);
                }
                let place = *by_slug.entry(slug).or_insert_with_key(|slug| {
                    places_of_names.push(span.clone());
                    tags.push(TagPages {
                        title: tag.value.clone(),
                        slug: slug.clone(),
                        articles: Vec::new(),
                        pages: Vec::new(),
                    });
                    tags.len() - 1
                });
                let first = &tags[place];
                if !rules::is_same_tag(&first.title, &tag.value) {
                    let route = list_route(&["tags", &first.slug], 1);
                    let message = format!(
                        "the tags “{}” and “{}” have the same address, {route}",
                        first.title, tag.value
                    );
                    found
                        .report(&codes::ADDRESS_CLASH, span, message)
                        .label("its address is taken")
                        .other(places_of_names[place].clone(), "the other one")
                        .hint("write both alike, or rename one of them");
                }
                place
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
            // Articles outside collections all have the same rank.
            let title = (place == usize::MAX).then(|| documents[article.0 as usize].title.to_lowercase());
            (place, title, *article)
        });
    }
    tags
}

/// The tags with the most articles, largest first: enough for a row.
pub(super) fn largest(tags: &[TagPages]) -> Vec<usize> {
    const LONGEST_ROW: usize = 12;
    let mut places: Vec<usize> = (0..tags.len()).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(tags[*place].articles.len()), *place));
    places.truncate(LONGEST_ROW);
    places
}

/// The place of a tag in the list of all, which is sorted by slug.
pub(super) fn find_tag(tags: &[TagPages], name: &str) -> Option<usize> {
    let slug = rules::tag_slug(name);
    tags.binary_search_by(|tag| tag.slug.cmp(&slug)).ok()
}

/// The letter under which a glossary lists a term: a capital, or `#` for digits and symbols.
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
            // Its terms are grouped by letter.
            _ if collection.glossary => (0, 0),
            Sort::Order => document.meta.order.map_or((1, 0), |order| (0, order)),
            Sort::Date => document.meta.date.map_or((1, 0), |date| (0, date.instant.saturating_neg())),
            Sort::Title => (0, 0),
        };
        (key, document.title.to_lowercase(), *article)
    });
}
