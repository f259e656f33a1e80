//! Which articles belong to a collection or a tag, and in which order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::addresses::{list_route, report_long};
use super::translations::Translations;
use super::{CollectionPages, DocumentId, Edition, TagPages, rules};
use crate::config::{Collection, Config, Sort};
use crate::data::Spanned;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::document::Document;
use crate::language::{Collation, Language};
use crate::path::{Route, words_of};

/// The editions with their lists, in the order of the site's languages; pages are assigned later. `edition_of` is the
/// index of each document's edition.
pub(super) fn editions(
    config: &Config,
    documents: &[Arc<Document>],
    edition_of: &[usize],
    translations: &Translations,
    found: &mut Diagnostics,
) -> Vec<Edition> {
    let mut editions = collections(config, documents, edition_of, translations);
    let tags = tags(documents, edition_of, &editions, found);
    for (edition, tags) in editions.iter_mut().zip(tags) {
        let collation = edition.language.collation();
        edition.tags_by_name = (0..tags.len()).collect();
        // A slug is a name without symbols and capitals.
        edition.tags_by_name.sort_by_cached_key(|tag| collation.key(&tags[*tag].slug));
        edition.largest_tags = largest(&tags);
        edition.tags = tags;
    }
    editions
}

/// Editions with the declared collections, and their articles in order.
fn collections(
    config: &Config,
    documents: &[Arc<Document>],
    edition_of: &[usize],
    translations: &Translations,
) -> Vec<Edition> {
    let mut members: BTreeMap<(usize, &str), Vec<DocumentId>> = BTreeMap::new();
    let mut intros: BTreeMap<(usize, &str), &Document> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(collection) = &document.collection else { continue };
        let place = (edition_of[index], collection.as_str());
        match document.is_listing_text() {
            true => drop(intros.insert(place, document)),
            false => members.entry(place).or_default().push(DocumentId(index as u32)),
        }
    }
    for (edition, missing) in translations.missing.iter().enumerate() {
        for id in missing {
            if let Some(collection) = &documents[id.0 as usize].collection {
                members.entry((edition, collection)).or_default().push(*id);
            }
        }
    }
    let languages = config.languages().enumerate();
    let mut editions: Vec<Edition> =
        languages.map(|(number, language)| Edition::new(config, number, language)).collect();
    for (index, edition) in editions.iter_mut().enumerate() {
        let (texts, collation) = (config.in_language(&edition.language), edition.language.collation());
        edition.places = vec![None; documents.len()];
        for (place, collection) in config.collections.iter().enumerate() {
            let name = collection.name.value.as_str();
            let mut articles = members.remove(&(index, name)).unwrap_or_default();
            sort(collection, &edition.language, &collation, &mut articles, documents);
            for (position, article) in articles.iter().enumerate() {
                edition.places[article.0 as usize] = Some((place, position));
            }
            let title = texts.collection(name).and_then(|translated| translated.title.clone());
            let title = title.or_else(|| Some(intros.get(&(index, name))?.title.clone()));
            edition.collections.push(CollectionPages {
                name: name.to_owned(),
                address: collection.address.clone(),
                title: title.unwrap_or_else(|| words_of(name)),
                articles,
                ..CollectionPages::default()
            });
        }
    }
    editions
}

/// How many folders are compared with the name of each empty collection.
const MOST_COMPARED: usize = 1_000;

/// Reports declared collections without any article, even a draft. Usually the folder has a different name.
pub(super) fn report_empty(
    config: &Config,
    documents: &[Arc<Document>],
    hidden: &[Arc<Document>],
    found: &mut Diagnostics,
) {
    let all = || documents.iter().chain(hidden);
    let used: BTreeSet<&str> = all().filter_map(|document| document.collection.as_deref()).collect();
    let others = all().filter(|document| document.collection.is_none());
    let folders: BTreeSet<&str> = others.filter_map(|document| Config::folder_of(&document.path)).collect();
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
        .label("the first collection that is left out")
        .hint("write the links of the menu yourself, each as `[[menu]]`");
}

/// The tags of each edition with their articles in order.
fn tags(
    documents: &[Arc<Document>],
    edition_of: &[usize],
    editions: &[Edition],
    found: &mut Diagnostics,
) -> Vec<Vec<TagPages>> {
    // The rank of every article in the order that all listings share.
    let mut places = vec![usize::MAX; documents.len()];
    let listed = editions.iter().flat_map(|edition| {
        let articles = edition.collections.iter().flat_map(|collection| &collection.articles);
        articles.filter(|article| edition_of[article.0 as usize] == edition.number)
    });
    for (place, article) in listed.enumerate() {
        places[article.0 as usize] = place;
    }
    let mut all: Vec<Tagged<'_>> = editions.iter().map(|_| Tagged::default()).collect();
    for (index, document) in documents.iter().enumerate() {
        let folder = &editions[edition_of[index]].folder;
        for tag in &document.meta.tags {
            all[edition_of[index]].add(DocumentId(index as u32), tag, document, folder, found);
        }
    }
    let sorted = all.into_iter().zip(editions).map(|(Tagged { mut tags, .. }, edition)| {
        let collation = edition.language.collation();
        tags.sort_unstable_by(|one, other| one.slug.cmp(&other.slug));
        for tag in &mut tags {
            tag.articles.sort_by_cached_key(|article| {
                let place = places[article.0 as usize];
                // Articles outside collections all have the same rank.
                let title = || collation.key(&documents[article.0 as usize].title);
                (place, (place == usize::MAX).then(title), *article)
            });
        }
        tags
    });
    sorted.collect()
}

/// The tags of one language, while articles are read.
#[derive(Default)]
struct Tagged<'a> {
    tags: Vec<TagPages>,
    /// Indices by the spelling in articles, since most articles spell a tag the same way.
    by_name: HashMap<&'a str, usize>,
    by_slug: BTreeMap<String, usize>,
    /// Where each tag occurs first.
    spans: Vec<Span>,
}

impl<'a> Tagged<'a> {
    fn add(
        &mut self,
        article: DocumentId,
        tag: &'a Spanned<String>,
        document: &Document,
        folder: &str,
        found: &mut Diagnostics,
    ) {
        let place = match self.by_name.get(tag.value.as_str()) {
            Some(place) => *place,
            None => {
                let place = self.add_name(tag, Span::new(&document.path, tag.range.clone()), found, |slug| {
                    list_route(&[folder, "tags", slug], 1)
                });
                self.by_name.insert(&tag.value, place);
                place
            }
        };
        let articles = &mut self.tags[place].articles;
        if articles.last() != Some(&article) {
            articles.push(article);
        }
    }

    fn add_name(
        &mut self,
        tag: &Spanned<String>,
        span: Span,
        found: &mut Diagnostics,
        route: impl Fn(&str) -> Route,
    ) -> usize {
        if rules::is_too_long(&tag.value) {
            report_long(span.clone(), "this tag is too long for an address", found);
        }
        let slug = rules::tag_slug(&tag.value);
        let place = *self.by_slug.entry(slug).or_insert_with_key(|slug| {
            self.spans.push(span.clone());
            let title = tag.value.clone();
            self.tags.push(TagPages { title, slug: slug.clone(), articles: Vec::new(), pages: Vec::new() });
            self.tags.len() - 1
        });
        let first = &self.tags[place];
        if !rules::is_same_tag(&first.title, &tag.value) {
            let (title, route) = (&first.title, route(&first.slug));
            let message = format!("the tags “{title}” and “{}” have the same address, {route}", tag.value);
            found
                .report(&codes::ADDRESS_CLASH, span, message)
                .label("its address is taken")
                .other(self.spans[place].clone(), "the other one")
                .hint("spell both the same way, or rename one of them");
        }
        place
    }
}

/// The indices of the tags with the most articles, largest first: enough for a row.
fn largest(tags: &[TagPages]) -> Vec<usize> {
    const LONGEST_ROW: usize = 12;
    let mut places: Vec<usize> = (0..tags.len()).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(tags[*place].articles.len()), *place));
    places.truncate(LONGEST_ROW);
    places
}

/// The index of a tag in the list of all, which is sorted by slug; none if no article has it.
pub(super) fn find_tag(tags: &[TagPages], name: &str) -> Option<usize> {
    let slug = rules::tag_slug(name);
    tags.binary_search_by(|tag| tag.slug.cmp(&slug)).ok()
}

fn sort(
    collection: &Collection,
    language: &Language,
    collation: &Collation,
    articles: &mut [DocumentId],
    documents: &[Arc<Document>],
) {
    articles.sort_by_cached_key(|article| {
        let document = &documents[article.0 as usize];
        let key = match collection.sort {
            // Its terms are grouped by letter.
            _ if collection.glossary => (0, 0),
            Sort::Order => document.meta.order.map_or((1, 0), |order| (0, order)),
            Sort::Date => document.meta.date.map_or((1, 0), |date| (0, date.instant.saturating_neg())),
            Sort::Title => (0, 0),
        };
        (key, collation.key(&document.title), *article)
    });
    if collection.glossary {
        let letters = language.letters();
        articles.sort_by_cached_key(|article| {
            let letter = letters.letter(&documents[article.0 as usize].title);
            // Digits and symbols come first, as in the order of names.
            (letter != "#").then(|| collation.key(&letter))
        });
    }
}
