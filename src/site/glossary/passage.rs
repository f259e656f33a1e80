//! The words of a text, block by block, with their positions.
//!
//! A block's text is read as a whole, across any markup in it, since markup may begin or end in the middle of a word.
//! Only a part of it may become a link: nothing in a heading, a link or raw HTML, and nothing across a markup border.

use std::ops::Range;

use super::TermLink;
use crate::document::{Body, Tag, TextPart};
use crate::site::DocumentId;

/// The words of one block.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The text as shown.
    pub text: String,
    /// In lowercase; every letter takes as many bytes as in `text`.
    pub folded: String,
    pieces: Vec<Piece>,
}

/// The words of a text node.
#[derive(Debug)]
struct Piece {
    /// Where they begin in the passage.
    at: usize,
    node: u32,
    /// Where they begin in the strings of the body.
    start: u32,
    /// Pieces of one run have no markup between them.
    run: u32,
    /// Whether they may become a link.
    is_open: bool,
}

// Represents code, a footnote number or a hard line break. It is not part of any word or term.
const BORDER: char = '\u{fffc}';

/// Goes through the blocks of a text.
pub(super) fn each_passage(body: &Body, mut visit: impl FnMut(&Passage)) {
    let mut passage = Passage::default();
    let mut run = 0;
    let mut closed = 0usize;
    for (index, part) in body.text_parts(0..body.nodes.len()) {
        match part {
            TextPart::Words(range) | TextPart::Alternative(range) => {
                let is_open = closed == 0;
                let at = passage.text.len();
                passage.pieces.push(Piece { at, node: index as u32, start: range.start, run, is_open });
                passage.push(body.str(range));
                continue;
            }
            TextPart::Space => {
                passage.push(" ");
                continue;
            }
            TextPart::LineBreak | TextPart::Code(_) | TextPart::Formula(_) | TextPart::Symbol => {
                passage.push(BORDER.encode_utf8(&mut [0; 4]));
            }
            TextPart::NamedLink(_) => closed += 1,
            TextPart::Open(tag) => closed += usize::from(is_closed(tag)),
            TextPart::Close(tag) => closed -= usize::from(is_closed(tag)),
            TextPart::OpenBlock(tag) => {
                passage.finish(&mut visit);
                closed += usize::from(is_closed(tag));
            }
            TextPart::CloseBlock(tag) => {
                passage.finish(&mut visit);
                closed -= usize::from(is_closed(tag));
            }
            TextPart::Rule | TextPart::CodeBlock(_) => passage.finish(&mut visit),
            TextPart::Nothing => {}
        }
        run += 1;
    }
    passage.finish(&mut visit);
}

impl Passage {
    /// The link for some words, unless they cross a border or are where no link may be.
    pub fn place(&self, words: Range<usize>, term: DocumentId) -> Option<TermLink> {
        let piece_at = |at: usize| {
            let next = self.pieces.partition_point(|piece| piece.at <= at);
            self.pieces.get(next.checked_sub(1)?)
        };
        let (first, last) = (piece_at(words.start)?, piece_at(words.end - 1)?);
        (first.is_open && first.run == last.run).then(|| TermLink {
            first: first.node,
            start: first.start + (words.start - first.at) as u32,
            last: last.node,
            end: last.start + (words.end - last.at) as u32,
            term,
        })
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        push_folded(&mut self.folded, words);
    }

    fn finish(&mut self, visit: &mut impl FnMut(&Passage)) {
        if !self.pieces.is_empty() {
            visit(self);
        }
        self.text.clear();
        self.folded.clear();
        self.pieces.clear();
    }
}

/// Lowercase. The few letters that would take more or fewer bytes stay as they are, so that positions stay correct.
pub(super) fn push_folded(folded: &mut String, text: &str) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    folded.extend(text.chars().map(|letter| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
            _ => letter,
        }
    }));
}

// A link within a link is impossible, and one in a title or a column head does not help readers.
fn is_closed(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Heading(_)
            | Tag::CalloutTitle
            | Tag::TableHead
            | Tag::DefinitionTitle
            | Tag::Link(_)
            | Tag::Image { .. }
            | Tag::Element { .. }
    )
}
