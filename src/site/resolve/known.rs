//! What the last run resolved, and what of it is still valid.

use std::sync::Arc;

use crate::document::Document;
use crate::site::forms::FormPages;
use crate::site::{DocumentId, Resolution};

/// The targets in the last site, if it had the same pages and names.
#[derive(Clone, Copy)]
pub(in crate::site) struct KnownLinks<'a> {
    pub documents: &'a [Arc<Document>],
    pub resolutions: &'a [Arc<[Resolution]>],
    pub is_faulty: &'a [bool],
    pub form_pages: &'a FormPages,
}

impl<'a> KnownLinks<'a> {
    /// The documents whose link targets (headings, blocks) have changed; none if there are none.
    pub(super) fn moved(&self, documents: &[Arc<Document>]) -> Option<Vec<bool>> {
        let documents = self.documents.iter().zip(documents);
        let moved = documents.map(|(then, now)| !Arc::ptr_eq(then, now) && !has_same_targets(then, now));
        let moved: Vec<bool> = moved.collect();
        moved.contains(&true).then_some(moved)
    }

    /// The targets of a document's references, if still valid; none if they must be resolved again.
    pub(super) fn resolutions(
        &self,
        id: DocumentId,
        documents: &[Arc<Document>],
        moved: &Option<Vec<bool>>,
    ) -> Option<&'a Arc<[Resolution]>> {
        let index = id.0 as usize;
        let resolutions = &self.resolutions[index];
        let leads_to_moved = || {
            moved.as_ref().is_some_and(|moved| {
                let mut targets = resolutions.iter().filter_map(Resolution::document);
                targets.any(|to| moved[to.0 as usize])
            })
        };
        let is_same = Arc::ptr_eq(&self.documents[index], &documents[index]) && !self.is_faulty[index];
        (is_same && !leads_to_moved()).then_some(resolutions)
    }
}

/// Whether two versions of a document have the same link targets.
fn has_same_targets(one: &Document, other: &Document) -> bool {
    let headings = |document: &Document| {
        let headings = document.outline.iter();
        headings.map(|heading| (heading.id.clone(), heading.title.clone())).collect::<Vec<_>>()
    };
    let blocks = |document: &Document| {
        let blocks = document.body.blocks.iter();
        blocks.map(|block| (block.id.clone(), block.name.clone())).collect::<Vec<_>>()
    };
    one.anchors == other.anchors && headings(one) == headings(other) && blocks(one) == blocks(other)
}
