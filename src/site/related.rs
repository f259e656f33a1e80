//! Related articles: hand-picked ones, then by links and shared tags, each with its reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::listings::is_listing_text;
use super::{DocumentId, Resolution, TagPages, is_mention};
use crate::document::Document;

/// A related article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which one.
    pub document: DocumentId,
    /// Why: the strongest reason.
    pub reason: Reason,
}

/// Why an article is related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its editor says so.
    Picked,
    /// The articles link to each other.
    LinkedBothWays,
    /// This article links to it.
    LinkedFromHere,
    /// It links to this article.
    LinksHere,
    /// Both have a tag: a place in the site's tags.
    Tag(usize),
}

/// How many a page shows.
const MOST_RELATED: usize = 5;

/// Of a tag's articles, how many on each side of this one are looked at. A tag that half the site has says little, and
/// looking at all of its articles from each of them would be quadratic work.
const TAG_WINDOW: usize = 16;

const LINK_WEIGHT: f64 = 1.5;

/// Gives each document's related ones, the best first. Work grows with the number of links and tags of a document, not with
/// the number of documents.
pub(super) fn relate(
    documents: &[Arc<Document>],
    resolutions: &[Vec<Resolution>],
    tags: &[TagPages],
) -> Vec<Vec<Related>> {
    let outgoing: Vec<Vec<DocumentId>> =
        (0..documents.len()).map(|index| mentions(index, documents, resolutions)).collect();
    let mut incoming: Vec<Vec<DocumentId>> = vec![Vec::new(); documents.len()];
    for (from, targets) in outgoing.iter().enumerate() {
        targets.iter().for_each(|to| incoming[to.0 as usize].push(DocumentId(from as u32)));
    }
    // Where each document stands among its tags' articles.
    let mut positions: Vec<Vec<(usize, usize)>> = vec![Vec::new(); documents.len()];
    for (place, tag) in tags.iter().enumerate() {
        for (position, article) in tag.articles.iter().enumerate() {
            positions[article.0 as usize].push((place, position));
        }
    }
    let related = documents.iter().enumerate().map(|(index, document)| {
        let mut scores: BTreeMap<DocumentId, (f64, f64, Reason)> = BTreeMap::new();
        let mut add = |other: DocumentId, weight: f64, reason: Reason| {
            let entry = scores.entry(other).or_insert((0.0, 0.0, reason.clone()));
            entry.0 += weight;
            if weight > entry.1 {
                entry.1 = weight;
                entry.2 = reason;
            }
        };
        for other in &outgoing[index] {
            match incoming[index].binary_search(other) {
                Ok(_) => add(*other, 2.0 * LINK_WEIGHT, Reason::LinkedBothWays),
                Err(_) => add(*other, LINK_WEIGHT, Reason::LinkedFromHere),
            }
        }
        for other in incoming[index].iter().take(4 * TAG_WINDOW) {
            if outgoing[index].binary_search(other).is_err() {
                add(*other, LINK_WEIGHT, Reason::LinksHere);
            }
        }
        for (tag, position) in &positions[index] {
            let articles = &tags[*tag].articles;
            let weight = rarity(articles.len(), documents.len());
            let window = position.saturating_sub(TAG_WINDOW)..(position + TAG_WINDOW + 1).min(articles.len());
            for other in &articles[window] {
                add(*other, weight, Reason::Tag(*tag));
            }
        }
        let picked = document.meta.related.iter().filter_map(|reference| {
            match &resolutions[index][reference.0 as usize] {
                Resolution::Page { document: Some(other), .. } => Some(*other),
                _ => None,
            }
        });
        let mut list: Vec<Related> = Vec::new();
        for document in picked {
            if list.iter().all(|related| related.document != document) {
                list.push(Related { document, reason: Reason::Picked });
            }
        }
        let mut ranked: Vec<_> = scores.into_iter().collect();
        ranked.sort_by(|(a_id, a), (b_id, b)| b.0.total_cmp(&a.0).then(a_id.cmp(b_id)));
        for (other, (_, _, reason)) in ranked {
            let is_new = list.iter().all(|related| related.document != other) && other.0 as usize != index;
            if list.len() < MOST_RELATED && is_new && !is_front(&documents[other.0 as usize]) {
                list.push(Related { document: other, reason });
            }
        }
        list
    });
    related.collect()
}

/// Pages that lead to everything are related to nothing in particular.
fn is_front(document: &Document) -> bool {
    is_listing_text(document) || document.path.as_str() == "articles/index.md"
}

/// The documents that one mentions, sorted, each once, itself left out.
fn mentions(index: usize, documents: &[Arc<Document>], resolutions: &[Vec<Resolution>]) -> Vec<DocumentId> {
    let links = documents[index].references.iter().zip(&resolutions[index]);
    let mut mentioned: Vec<DocumentId> = links
        .filter(|(reference, _)| is_mention(reference.role))
        .filter_map(|(_, resolution)| match resolution {
            Resolution::Page { document: Some(to), .. } if to.0 as usize != index => Some(*to),
            _ => None,
        })
        .collect();
    mentioned.sort();
    mentioned.dedup();
    mentioned
}

/// The rarer a tag, the more it says (inverse document frequency, Spärck Jones 1972).
fn rarity(articles: usize, documents: usize) -> f64 {
    (documents as f64 / articles.max(1) as f64).ln_1p()
}
