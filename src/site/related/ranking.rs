//! Which articles have the most in common with one.

use std::cell::RefCell;
use std::sync::Arc;

use rayon::prelude::*;

use super::index::{Index, Lists, Totals, Trait};
use super::links::Links;
use super::tags;
use super::text::Texts;
use crate::config::Config;
use crate::document::Document;
use crate::site::{DocumentId, Edition, Resolution, Same, Site};

thread_local! {
    /// As large as the site, so each thread reuses one.
    static TOTALS: RefCell<Totals> = RefCell::default();
}

/// What all articles have in common with each other, by the weights of `[related]`.
#[derive(Debug)]
pub struct Ranking {
    links: Arc<Links>,
    /// One per kind of trait: links, tags, words.
    indexes: [Arc<Index>; 3],
}

/// What is kept from the last ranking.
#[derive(Default)]
pub(super) struct Kept {
    is_front: Vec<bool>,
    links: Option<(Arc<Links>, Arc<Index>)>,
    tags: Option<Arc<Index>>,
    texts: Texts,
}

impl Ranking {
    pub(super) fn new(
        config: &Config,
        documents: &[Arc<Document>],
        resolutions: &[Arc<[Resolution]>],
        editions: &[Edition],
        same: Same,
        kept: &mut Kept,
    ) -> Ranking {
        let is_front: Vec<bool> = documents.par_iter().map(|document| is_front(config, document)).collect();
        let has_same_fronts = kept.is_front == is_front;
        let known = kept.links.take().filter(|_| same.links && has_same_fronts);
        let (links, link_index) = known.unwrap_or_else(|| {
            let links = Links::new(documents, resolutions, &is_front);
            let index = links.index(to_whole(config.related.links));
            (Arc::new(links), Arc::new(index))
        });
        let known = kept.tags.take().filter(|_| same.layout && has_same_fronts);
        let tag_index = known
            .unwrap_or_else(|| Arc::new(tags::index(to_whole(config.related.tags), editions, &is_front)));
        let text_index = match config.relates_by_text() {
            true => kept.texts.index(to_whole(config.related.text), documents, &is_front),
            false => Lists::default().into_index(documents.len()),
        };
        kept.is_front = is_front;
        kept.links = Some((Arc::clone(&links), Arc::clone(&link_index)));
        kept.tags = Some(Arc::clone(&tag_index));
        Ranking { links, indexes: [link_index, tag_index, Arc::new(text_index)] }
    }

    /// The ranking of a linked site, by the weights of a configuration that may differ from the one that it was linked with.
    pub fn of_site(config: &Config, site: &Site) -> Ranking {
        let (same, mut kept) = (Same::default(), Kept::default());
        Ranking::new(config, &site.documents, &site.resolutions, &site.editions, same, &mut kept)
    }

    /// The articles that a document links to, sorted, without index pages.
    pub fn links_from(&self, document: DocumentId) -> &[DocumentId] {
        &self.links.outgoing[document.0 as usize]
    }

    /// The articles with the most in common, best first.
    pub fn nearest(&self, document: DocumentId, count: usize) -> Vec<DocumentId> {
        self.nearest_by(document, count, |_| true)
    }

    /// The same, as if the document itself linked to nothing.
    pub fn nearest_without_its_links(&self, document: DocumentId, count: usize) -> Vec<DocumentId> {
        let counts = |shared: Trait| match shared {
            Trait::LinksTo(target) => target == document,
            Trait::LinkedFrom(source) => source != document,
            Trait::Tag(_) | Trait::Uses(_) => true,
        };
        self.nearest_by(document, count, counts)
    }

    /// The same, as if the document did not link to `target`. Its other targets are left out, since they are already found.
    pub fn nearest_without_link(
        &self,
        document: DocumentId,
        target: DocumentId,
        count: usize,
    ) -> Vec<DocumentId> {
        let counts =
            |shared: Trait| shared != Trait::LinksTo(target) && shared != Trait::LinkedFrom(document);
        let links = self.links_from(document);
        let mut nearest = self.nearest_by(document, count + links.len(), counts);
        nearest.retain(|other| *other == target || links.binary_search(other).is_err());
        nearest.truncate(count);
        nearest
    }

    /// How much two articles have in common; the same from both sides.
    pub fn score(&self, one: DocumentId, other: DocumentId) -> u64 {
        self.shared(one, other).iter().map(|(_, weight)| weight).sum()
    }

    fn nearest_by(
        &self,
        document: DocumentId,
        count: usize,
        counts: impl Fn(Trait) -> bool,
    ) -> Vec<DocumentId> {
        // Taken out, so that unfinished totals are not reused after a panic.
        let mut totals = TOTALS.take();
        self.indexes.iter().for_each(|index| index.add_up(document, &counts, &mut totals));
        let nearest = totals.take_nearest(document, count);
        TOTALS.set(totals);
        nearest
    }

    pub(super) fn shared(&self, one: DocumentId, other: DocumentId) -> Vec<(Trait, u64)> {
        self.indexes.iter().flat_map(|index| index.shared(one, other)).collect()
    }

    pub(super) fn links(&self) -> &Links {
        &self.links
    }
}

/// A weight in thousandths.
fn to_whole(weight: f64) -> u64 {
    (weight * 1000.0).round() as u64
}

/// Whether a document links to everything or is meant to be filled in: the home page, the text above a listing, a page
/// with a form.
fn is_front(config: &Config, document: &Document) -> bool {
    let is_home = match config.home {
        Some(_) => config.is_home(&document.place),
        None => document.place.is_index() && document.place.parent() == "articles",
    };
    is_home || document.has_form() || document.is_listing_text()
}
