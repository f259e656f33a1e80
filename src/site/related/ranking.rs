//! Which articles have the most in common with one.

use std::sync::Arc;

use super::index::{Index, Totals, Trait};
use super::links::Links;
use super::{tags, text};
use crate::config::Config;
use crate::document::{Document, Role, Target};
use crate::site::listings::is_listing_text;
use crate::site::{DocumentId, Resolution, Site, TagPages};

/// What all articles have in common with each other, by the weights of `[related]`.
#[derive(Debug)]
pub struct Ranking {
    index: Index,
    links: Links,
}

impl Ranking {
    pub(super) fn new(
        config: &Config,
        documents: &[Arc<Document>],
        resolutions: &[Vec<Resolution>],
        tags: &[TagPages],
    ) -> Ranking {
        let is_front: Vec<bool> = documents.iter().map(|document| is_front(document)).collect();
        let links = Links::new(documents, resolutions, &is_front);
        let mut index = Index::new(documents.len());
        links.add_to(&mut index, to_whole(config.related.links));
        tags::add_tags(&mut index, to_whole(config.related.tags), tags, &is_front);
        if config.relates_by_text() {
            text::add_text(&mut index, to_whole(config.related.text), documents, &is_front);
        }
        Ranking { index, links }
    }

    /// The ranking of a linked site, by the weights of a configuration that may differ from the one it was linked with.
    pub fn of_site(config: &Config, site: &Site) -> Ranking {
        Ranking::new(config, &site.documents, &site.resolutions, &site.tags)
    }

    /// The articles that a document links to, sorted; front pages are left out.
    pub fn links_from(&self, document: DocumentId) -> &[DocumentId] {
        &self.links.outgoing[document.0 as usize]
    }

    /// The articles with the most in common, the best first.
    pub fn nearest(&self, document: DocumentId, count: usize) -> Vec<DocumentId> {
        self.nearest_in(document, count, &mut self.empty_totals())
    }

    /// Likewise, as if the document itself linked to nothing.
    pub fn nearest_without_its_links(&self, document: DocumentId, count: usize) -> Vec<DocumentId> {
        let counts = |shared: Trait| match shared {
            Trait::LinksTo(target) => target == document,
            Trait::LinkedFrom(source) => source != document,
            Trait::Tag(_) | Trait::Uses(_) => true,
        };
        self.index.nearest(document, count, counts, &mut self.empty_totals())
    }

    /// Likewise, as if the document did not link to `target`. What else it links to is left out, since that is found already.
    pub fn nearest_without_link(
        &self,
        document: DocumentId,
        target: DocumentId,
        count: usize,
    ) -> Vec<DocumentId> {
        let counts =
            |shared: Trait| shared != Trait::LinksTo(target) && shared != Trait::LinkedFrom(document);
        let links = self.links_from(document);
        let mut nearest = self.index.nearest(document, count + links.len(), counts, &mut self.empty_totals());
        nearest.retain(|other| *other == target || links.binary_search(other).is_err());
        nearest.truncate(count);
        nearest
    }

    /// How much two articles have in common; the same from both sides.
    pub fn score(&self, one: DocumentId, other: DocumentId) -> u64 {
        self.shared(one, other).iter().map(|(_, weight)| weight).sum()
    }

    pub(super) fn nearest_in(
        &self,
        document: DocumentId,
        count: usize,
        totals: &mut Totals,
    ) -> Vec<DocumentId> {
        self.index.nearest(document, count, |_| true, totals)
    }

    pub(super) fn empty_totals(&self) -> Totals {
        self.index.empty_totals()
    }

    pub(super) fn shared(&self, one: DocumentId, other: DocumentId) -> Vec<(Trait, u64)> {
        self.index.shared(one, other)
    }

    pub(super) fn links(&self) -> &Links {
        &self.links
    }
}

/// A weight in thousandths.
fn to_whole(weight: f64) -> u64 {
    (weight * 1000.0).round() as u64
}

/// Pages that lead to everything or are there to be filled in: home, texts above listings, pages with a form.
fn is_front(document: &Document) -> bool {
    let mut references = document.references.iter();
    let has_form = references
        .any(|reference| reference.role == Role::Field && matches!(reference.target, Target::Form(_)));
    has_form || is_listing_text(document) || document.path.as_str() == "articles/index.md"
}
