//! Block names as in Obsidian: ` ^name` at the end of a block, or on a line of its own after it.

use std::ops::Range;

use super::convert::{Block, Converter};
use super::mask::FILLER;
use crate::document::{NamedBlock, Node, Tag, TextRange};

/// `^name`, removed from the end of the text.
pub(super) struct Marker {
    name: String,
    /// Position in the piece.
    range: Range<usize>,
}

/// The last named block.
#[derive(Clone, Copy)]
pub(super) struct Named {
    anchor: usize,
    end: usize,
}

impl Converter<'_, '_, '_> {
    /// Takes the name at the end of the last text, if that text belongs to what began after `start`.
    pub fn take_marker(&mut self, start: usize) -> Option<Marker> {
        if !self.out.options.config.markdown.extensions || self.out.position() <= start {
            return None;
        }
        // A block that ends in something other than text, such as a formula, has no name.
        let Some(Node::Text(range)) = self.out.body.nodes.last().copied() else { return None };
        // A comment may follow.
        let source = self.masked[..self.words_end]
            .trim_end_matches(|letter: char| letter.is_whitespace() || letter == char::from(FILLER));
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let before = source.trim_end_matches(is_letter);
        let name = &source[before.len()..];
        let rest = before.strip_suffix('^')?;
        if name.is_empty() || !(rest.is_empty() || rest.ends_with(char::is_whitespace)) {
            return None;
        }
        let words =
            self.out.body.str(range).trim_end().strip_suffix(name)?.strip_suffix('^')?.trim_end_matches(' ');
        let end = range.start + words.len() as u32;
        self.out.body.nodes.pop();
        if end > range.start {
            self.out.body.nodes.push(Node::Text(TextRange { start: range.start, end }));
        }
        self.out.trim_end();
        Some(Marker { name: name.to_owned(), range: rest.len()..source.len() })
    }

    /// Names the block that begins at a node and has just ended.
    pub fn name_block(&mut self, marker: &Marker, start: usize) {
        // The first paragraph of an item represents the item.
        let is_item = |at: usize| self.out.body.nodes.get(at) == Some(&Node::Open(Tag::Item));
        let start = if start > 0 && is_item(start - 1) { start - 1 } else { start };
        let is_named = start > 0 && matches!(self.out.body.nodes[start - 1], Node::Anchor(_));
        if is_named {
            return;
        }
        self.insert_anchor(start);
        let range = self.piece.places(marker.range.clone());
        self.out.body.blocks.push(NamedBlock {
            name: marker.name.clone(),
            id: String::new(),
            range,
            anchor: None,
        });
    }

    /// Names the open item, if its text is not in a paragraph and ends in a name.
    pub fn name_item(&mut self) {
        let Some(item) = self.items.last().copied() else { return };
        if let Some(marker) = self.take_marker(item + 1) {
            self.name_block(&marker, item);
        }
    }

    /// Names the heading that ends here.
    pub fn name_heading(&mut self, index: u32) {
        let opening = Node::Open(Tag::Heading(index));
        let Some(start) = self.out.body.nodes.iter().rposition(|node| *node == opening) else { return };
        let Some(marker) = self.take_marker(start + 1) else { return };
        // The first heading may become the page's title.
        if start > 0 {
            self.name_block(&marker, start);
        }
    }

    /// Names the callout whose title ends here.
    pub fn name_callout(&mut self) {
        let Some(Block::Quote(_, opening)) = self.blocks.last() else { return };
        let opening = *opening;
        if let Some(marker) = self.take_marker(opening + 2) {
            self.name_block(&marker, opening);
        }
    }

    /// Closes a table.
    pub fn close_table(&mut self) {
        let marker = self.take_row_marker();
        self.close(Tag::Table);
        if let Some(marker) = marker {
            self.name_previous(&marker);
        }
    }

    fn insert_anchor(&mut self, at: usize) {
        self.out.body.nodes.insert(at, Node::Anchor(self.out.body.blocks.len() as u32));
        for item in self.items.iter_mut().rev().take_while(|item| **item >= at) {
            *item += 1;
        }
        self.named = Some(Named { anchor: at, end: self.out.position() });
    }

    /// Names the block that ended last, for a name on a line of its own.
    pub fn name_previous(&mut self, marker: &Marker) {
        let end = self.out.position();
        if self.named.is_some_and(|named| named.end == end) {
            return;
        }
        if let Some(start) = self.start_of_last() {
            self.name_block(marker, start);
        }
    }

    /// Moves a name at the end of a quotation or callout to its beginning, since it names the whole block.
    pub fn lift_name(&mut self, opening: usize) {
        let Some(named) =
            self.named.filter(|named| named.end == self.out.position() && named.anchor > opening)
        else {
            return;
        };
        let anchor = self.out.body.nodes.remove(named.anchor);
        self.out.body.nodes.insert(opening, anchor);
    }

    /// Remembers a quotation that has just been closed as the last named block, if it has a name.
    pub fn keep_name(&mut self, opening: usize) {
        if matches!(self.out.body.nodes.get(opening), Some(Node::Anchor(_))) {
            self.named = Some(Named { anchor: opening, end: self.out.position() });
        }
    }

    /// Takes a name that the parser read as the last row of a table: a row in which only the first cell has text.
    pub fn take_row_marker(&mut self) -> Option<Marker> {
        let nodes = &self.out.body.nodes;
        let row = nodes.iter().rposition(|node| *node == Node::Open(Tag::TableRow))?;
        let mut cells = nodes[row + 1..].iter();
        let is_first = matches!(cells.next(), Some(Node::Open(Tag::TableCell(_))))
            && matches!(cells.next(), Some(Node::Text(_)));
        let is_empty = |node: &Node| {
            matches!(node, Node::Open(Tag::TableCell(_)) | Node::Close(Tag::TableCell(_) | Tag::TableRow))
        };
        if !is_first || !cells.all(is_empty) {
            return None;
        }
        let Some(Node::Text(words)) = nodes.get(row + 2).copied() else { return None };
        if !self.out.body.str(words).starts_with('^') {
            return None;
        }
        let after = self.out.body.nodes.split_off(row + 3);
        let marker = self.take_marker(row);
        match marker {
            Some(_) => self.out.body.nodes.truncate(row),
            None => self.out.body.nodes.extend(after),
        }
        marker
    }

    // Where the last block begins. Blocks are named right after they end, so each block is visited once.
    fn start_of_last(&self) -> Option<usize> {
        let mut depth = 0usize;
        for (index, node) in self.out.body.nodes.iter().enumerate().rev() {
            // The tags of raw HTML are not in pairs yet.
            if let Node::Open(tag) | Node::Close(tag) = node
                && !matches!(tag, Tag::Element { .. })
            {
                depth = match node == &Node::Close(*tag) {
                    true => depth + 1,
                    false => depth.checked_sub(1)?,
                };
            }
            if depth == 0 {
                return matches!(node, Node::Open(_) | Node::CodeBlock { .. } | Node::Rule).then_some(index);
            }
        }
        None
    }
}
