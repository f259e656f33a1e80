//! Markdown to nodes, in one parse.
//!
//! Takes a piece of a file, gives its [`Body`], its headings, what it refers to and its plain text. Comments, shortcodes
//! and formulas are hidden from the parser (`mask`, `math`), its events become nodes (`convert`, `inline`, `link`, `html`, `block`), and what can only be known at the end
//! (numbers of footnotes, ids of headings, plain text) is added in one pass (`finish`). Resolves nothing.

mod address;
mod autolink;
mod block;
mod call;
mod callout;
mod convert;
mod finish;
mod html;
mod inline;
mod link;
mod mask;
mod math;
mod mathml;
mod output;
mod piece;
mod preset;
mod quotes;
mod raw_html;
mod shortcode;
#[cfg(test)]
mod tests;
mod text_tag;

pub use raw_html::decode as decode_html;

use std::ops::Range;

use super::{Body, Heading, Options, Reference};
use crate::diagnostic::Diagnostics;
use crate::path::SourcePath;

/// What a piece of Markdown holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The nodes.
    pub body: Body,
    /// Plain text of the level-1 heading that the text begins with, which is then left out of the body and the outline.
    pub title: Option<String>,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// Ids in raw HTML, which links can lead to as well.
    pub anchors: Vec<String>,
    /// What it refers to. The nodes' ids count from the `first_reference` that was given.
    pub references: Vec<Reference>,
    /// Plain text, blocks parted by a newline.
    pub text: String,
    /// Words of `text`.
    pub words: usize,
    /// Plain text of the first paragraph; may be empty.
    pub first_paragraph: String,
}

/// Parses the piece `range` of `source`; all places are in `source`.
pub fn parse(
    path: &SourcePath,
    source: &str,
    range: Range<usize>,
    first_reference: u32,
    options: &Options<'_>,
    found: &mut Diagnostics,
) -> Parsed {
    let mut output = output::Output::new(path, options, first_reference, found);
    convert::convert(&piece::Piece::new(source, range), &mut output);
    finish::finish(output)
}

fn parser_options(options: &Options<'_>) -> pulldown_cmark::Options {
    use pulldown_cmark::Options as Flags;
    if !options.config.markdown.extensions {
        return Flags::empty();
    }
    let mut flags = Flags::ENABLE_TABLES
        | Flags::ENABLE_FOOTNOTES
        | Flags::ENABLE_STRIKETHROUGH
        | Flags::ENABLE_TASKLISTS
        | Flags::ENABLE_HEADING_ATTRIBUTES
        | Flags::ENABLE_DEFINITION_LIST
        | Flags::ENABLE_WIKILINKS;
    flags.set(Flags::ENABLE_SMART_PUNCTUATION, options.config.markdown.smart_punctuation);
    flags
}
