//! Which part of an article an embed shows: the whole, the section of a heading, or a named block.
//!
//! Takes one document, gives the nodes of each part that has an id. Only this module decides where a part ends.

use std::collections::HashMap;
use std::ops::Range;

use super::DocumentId;
use crate::document::{Document, Node, Tag};

/// The part of an article that an embed shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The article.
    pub document: DocumentId,
    /// The nodes of its body. They contain the end of everything that they open.
    pub nodes: Range<usize>,
    /// The heading that the part begins with, if it is a section: an index into [`Document::outline`].
    pub heading: Option<usize>,
    /// For a section, the level of its first heading; for a whole article or a block, the level of its highest heading.
    /// None if it has no headings.
    pub first_level: Option<u8>,
}

/// The parts of one document that have ids.
pub(super) struct Extents<'a> {
    document: &'a Document,
    by_id: HashMap<&'a str, (Range<usize>, Option<usize>)>,
}

/// An open section.
struct OpenSection {
    heading: usize,
    start: usize,
    /// How many containers surround it.
    depth: usize,
}

impl<'a> Extents<'a> {
    /// Finds all parts, in one pass over the nodes.
    ///
    /// A section ends before the next heading of its level or above, and never leaves the quotation, list item, callout or
    /// note that contains its heading.
    pub fn of(document: &'a Document) -> Extents<'a> {
        let mut extents = Extents { document, by_id: HashMap::new() };
        let nodes = &document.body.nodes;
        let mut open: Vec<usize> = Vec::new();
        let mut sections: Vec<OpenSection> = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Open(Tag::Heading(heading)) => {
                    let heading = *heading as usize;
                    let level = document.outline.get(heading).map_or(1, |heading| heading.level);
                    let depth = open.len();
                    let ends = |section: &OpenSection| {
                        section.depth == depth && document.outline[section.heading].level >= level
                    };
                    // The block name of a heading belongs to what follows.
                    let named = index > 0 && matches!(nodes[index - 1], Node::Anchor(_));
                    extents.end_sections(&mut sections, index - usize::from(named), ends);
                    if heading < document.outline.len() {
                        sections.push(OpenSection { heading, start: index, depth });
                    }
                    open.push(index);
                }
                Node::Open(tag) => {
                    if *tag == Tag::Footnotes {
                        let depth = open.len();
                        extents.end_sections(&mut sections, index, |section| section.depth == depth);
                    }
                    open.push(index);
                }
                Node::Close(_) => {
                    let depth = open.len();
                    extents.end_sections(&mut sections, index, |section| section.depth == depth);
                    if let Some(start) = open.pop() {
                        extents.name_block(start, index + 1);
                    }
                }
                Node::Text(_)
                | Node::Code(_)
                | Node::Html(_)
                | Node::SoftBreak
                | Node::HardBreak
                | Node::Rule
                | Node::TaskMarker(_)
                | Node::FootnoteReference { .. }
                | Node::Math { .. }
                | Node::Anchor(_)
                | Node::CodeBlock { .. } => {
                    extents.name_block(index, index + 1);
                }
            }
        }
        extents.end_sections(&mut sections, nodes.len(), |_| true);
        extents
    }

    /// The whole document.
    pub fn whole(id: DocumentId, document: &Document) -> Extent {
        let first_level = document.outline.iter().map(|heading| heading.level).min();
        Extent { document: id, nodes: 0..document.body.nodes.len(), heading: None, first_level }
    }

    /// The part with an id; none if the id is only a link target, such as an element of raw HTML.
    pub fn part(&self, id: DocumentId, name: &str) -> Option<Extent> {
        let (nodes, heading) = self.by_id.get(name)?.clone();
        let outline = &self.document.outline;
        let first_level = match heading {
            Some(heading) => Some(outline[heading].level),
            None => {
                let inside = self.document.body.nodes[nodes.clone()].iter();
                let levels = inside.filter_map(|node| {
                    let Node::Open(Tag::Heading(heading)) = node else { return None };
                    outline.get(*heading as usize)
                });
                levels.map(|heading| heading.level).min()
            }
        };
        Some(Extent { document: id, nodes, heading, first_level })
    }

    fn end_sections(
        &mut self,
        sections: &mut Vec<OpenSection>,
        end: usize,
        ends: impl Fn(&OpenSection) -> bool,
    ) {
        while let Some(section) = sections.pop_if(|section| ends(section)) {
            let id = &self.document.outline[section.heading].id;
            self.by_id.entry(id).or_insert((section.start..end, Some(section.heading)));
        }
    }

    /// Records the nodes of a block that has just ended, if it has a name.
    fn name_block(&mut self, start: usize, end: usize) {
        let Some(Node::Anchor(block)) = start.checked_sub(1).map(|before| self.document.body.nodes[before])
        else {
            return;
        };
        let block = self.document.body.blocks.get(block as usize).filter(|block| !block.id.is_empty());
        if let Some(block) = block {
            self.by_id.entry(&block.id).or_insert((start..end, None));
        }
    }
}

/// For each heading of a document, the index of the first heading after it that its section does not contain.
pub(super) fn section_ends(document: &Document) -> Vec<usize> {
    let nodes = document.body.nodes.iter().enumerate();
    let starts: Vec<usize> = nodes
        .filter(|(_, node)| matches!(node, Node::Open(Tag::Heading(_))))
        .map(|(index, _)| index)
        .collect();
    let mut ends: Vec<usize> = (1..=document.outline.len()).collect();
    for (nodes, heading) in Extents::of(document).by_id.into_values() {
        let Some(heading) = heading else { continue };
        let before = |end: usize| starts.partition_point(|start| *start < end);
        // Headings of notes come last among the nodes, wherever they are written.
        ends[heading] = (heading + before(nodes.end) - before(nodes.start)).min(ends.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document_of;

    /// The text of each part, by its id.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = document_of(text);
        let extents = Extents::of(&document);
        let mut ids: Vec<&str> = extents.by_id.keys().copied().collect();
        ids.sort_unstable();
        let words = |id: &str| {
            let extent = extents.part(DocumentId(0), id).unwrap();
            document.words(extent.nodes)
        };
        let found: Vec<(&str, String)> = ids.into_iter().map(|id| (id, words(id))).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(id, words)| (*id, words.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_section_ends_before_the_next_heading_of_its_level() {
        check(
            "Text.\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n",
            &[("b", "B b C c"), ("c", "C c"), ("d", "D d")],
        );
    }

    #[test]
    fn a_section_never_leaves_the_container_of_its_heading() {
        check("> ## Q\n>\n> q\n\nafter\n", &[("q", "Q q")]);
        check("- ## L\n\n  l\n- other\n", &[("l", "L l")]);
        check("> [!note]\n> ## N\n> n\n\nafter\n", &[("n", "N n")]);
        check("## A\n\na\n\n> ## Q\n> q\n\nafter\n", &[("a", "A a Q q after"), ("q", "Q q")]);
        check("a[^1]\n\nend\n\n[^1]:\n    ## F\n\n    f\n", &[("f", "F f")]);
        check("## A\n\na[^1]\n\n[^1]: note\n", &[("a", "A a")]);
    }

    #[test]
    fn a_named_block_is_the_block() {
        let text = "one ^a\n\n- two\n- three ^b\n\n> four\n\n^c\n";
        check(text, &[("block-a", "one"), ("block-b", "three"), ("block-c", "four")]);
    }
}
