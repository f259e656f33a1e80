//! Takes a document, gives its parts by their ids. They are indexed once, however many links lead to them.

use std::collections::HashMap;

use super::{DocumentId, Site};
use crate::document::Document;

/// A part of a document that has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its index in the outline.
    Heading(usize),
    /// Its index among the named blocks.
    Block(usize),
}

impl Site {
    /// The heading or named block of a document with this id; none if the id belongs to something else.
    pub fn part(&self, document: DocumentId, id: &str) -> Option<Part> {
        let index = document.0 as usize;
        self.parts[index].get_or_init(|| by_id(&self.documents[index])).get(id).copied()
    }
}

/// The parts of a document by their ids; a block wins over a heading.
fn by_id(document: &Document) -> HashMap<String, Part> {
    let headings = document.outline.iter().enumerate();
    let headings = headings.map(|(index, heading)| (&heading.id, Part::Heading(index)));
    let blocks = document.body.blocks.iter().enumerate();
    let blocks = blocks.map(|(index, block)| (&block.id, Part::Block(index)));
    let mut parts = HashMap::with_capacity(document.outline.len() + document.body.blocks.len());
    for (id, part) in blocks.chain(headings) {
        parts.entry(id.clone()).or_insert(part);
    }
    parts
}
