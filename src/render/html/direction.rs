//! Text that runs in a different direction from its page: an Arabic paragraph on an English page, code on an Arabic
//! one.
//!
//! The language of a block is not known, so browsers find its direction by its first letters (`dir="auto"`, HTML
//! standard, section 3.2.6.4). The attribute is written only where the direction is not that of the page.

use super::Surroundings;
use super::writer::Writer;
use crate::document::{Tag, TextPart};
use crate::segment::{Direction, direction_of};

/// How many nodes are searched for the first letter of a block. Limited, since nested blocks are searched again for
/// each block around them.
const REACH: usize = 32;

impl<S: Surroundings> Writer<'_, S> {
    /// The attribute of a block that opens at a node; empty if it needs none.
    pub fn block_direction(&self, at: usize) -> &'static str {
        match self.first_direction(at) {
            Some(own) if own != self.direction => " dir=\"auto\"",
            _ => "",
        }
    }

    /// The attribute of code, which runs from left to right; empty if it needs none.
    pub fn code_direction(&self) -> &'static str {
        match self.direction {
            Direction::Ltr => "",
            Direction::Rtl => " dir=\"ltr\"",
        }
    }

    fn first_direction(&self, at: usize) -> Option<Direction> {
        let mut depth = 0usize;
        let end = self.body.nodes.len().min(at + 1 + REACH);
        for (_, part) in self.body.text_parts(at + 1..end) {
            match part {
                TextPart::Open(Tag::Image { .. })
                | TextPart::OpenBlock(Tag::Shortcode(_) | Tag::Embed(_)) => {
                    return None;
                }
                TextPart::Open(_) | TextPart::OpenBlock(_) | TextPart::NamedLink(_) => depth += 1,
                TextPart::Close(_) | TextPart::CloseBlock(_) => depth = depth.checked_sub(1)?,
                TextPart::Words(range) => {
                    let found = self.body.str(range).chars().find_map(direction_of);
                    if found.is_some() {
                        return found;
                    }
                }
                // On a right-to-left page, code has its own `dir`, so browsers skip it.
                TextPart::Code(range) if self.direction == Direction::Ltr => {
                    let found = self.body.str(range).chars().find_map(direction_of);
                    if found.is_some() {
                        return found;
                    }
                }
                TextPart::Code(_)
                | TextPart::Formula(_)
                | TextPart::Alternative(_)
                | TextPart::CodeBlock(_)
                | TextPart::Space
                | TextPart::LineBreak
                | TextPart::Symbol
                | TextPart::Rule
                | TextPart::Nothing => {}
            }
        }
        None
    }
}
