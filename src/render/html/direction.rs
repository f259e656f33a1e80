//! Text that runs the other way than its page: an Arabic paragraph on an English page, code on an Arabic one.
//!
//! The language of a block is not known, so browsers find its direction by its first letters (`dir="auto"`, HTML standard, section
//! 3.2.6.4). It is only said where it is not that of the page.

use super::Surroundings;
use super::writer::Writer;
use crate::document::{Tag, TextPart};
use crate::segment::{Direction, direction_of};

/// How far the first letter of a block is looked for, in nodes; blocks within blocks are looked at for each of them.
const REACH: usize = 32;

impl<S: Surroundings> Writer<'_, S> {
    /// The attribute of a block that opens at a node.
    pub fn block_direction(&self, at: usize) -> &'static str {
        match self.first_direction(at) {
            Some(own) if own != self.direction => " dir=\"auto\"",
            _ => "",
        }
    }

    /// The attribute of code, which runs from left to right.
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
                // On a page that runs from right to left it says its direction, and browsers look past it.
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
