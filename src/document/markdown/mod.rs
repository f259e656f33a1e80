//! Converts Markdown to nodes, in one parse.
//!
//! Takes a piece of a file, gives its [`Body`], headings, references and plain text. Comments, shortcodes and
//! formulas are hidden from the parser (`mask`, `math`), its events become nodes (`convert`, `inline`, `link`, `html`, `block`),
//! raw HTML and Markdown become one tree (`nest`), and what can only be known at the end (the title, numbers of footnotes, ids of
//! headings, plain text) is added at the end (`title`, `finish`, `ids`). Resolves nothing.

mod address;
mod autolink;
mod block;
mod call;
mod callout;
mod convert;
mod definition;
mod finish;
mod html;
mod ids;
mod inline;
mod link;
mod link_parts;
mod mask;
mod math;
mod mathml;
mod nest;
mod output;
mod piece;
mod preset;
mod quotes;
mod raw_html;
mod shortcode;
mod signs;
mod stray;
mod table;
#[cfg(test)]
mod tests;
mod text_tag;
mod title;
mod typography;

pub use raw_html::decode as decode_html;

use std::ops::Range;

use piece::Piece;

use super::{Body, Heading, Options, Reference};
use crate::data::Spanned;
use crate::diagnostic::Diagnostics;
use crate::path::SourcePath;

/// The content of a piece of Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The nodes.
    pub body: Body,
    /// Plain text of the heading that is the page's title, which is then left out of the body and the outline.
    pub title: Option<String>,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// Ids in raw HTML, which links can lead to as well.
    pub anchors: Vec<String>,
    /// What it refers to. The nodes' ids count from the `first_reference` that was given.
    pub references: Vec<Reference>,
    /// Plain text, with blocks separated by newlines.
    pub text: String,
    /// The number of words in `text`.
    pub words: usize,
    /// Plain text of the first paragraph; may be empty.
    pub first_paragraph: String,
}

/// Which level-1 heading at the beginning of a text is the page's title, and is then left out of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleHeading<'a> {
    /// None: the text is not an article.
    None,
    /// Any: the article has no title but this one.
    Any,
    /// Only one that reads like this title. Any other is an ordinary heading.
    Equal(&'a str),
}

/// Parses the Markdown of a value, which is at `place` in `file`.
pub fn parse_value(
    path: &SourcePath,
    file: &str,
    value: &Spanned<&str>,
    first_reference: u32,
    options: &Options<'_>,
    found: &mut Diagnostics,
) -> Parsed {
    let piece = Piece::of_value(file, value.value, &value.range);
    parse_piece(path, &piece, TitleHeading::None, first_reference, options, found)
}

/// Parses the text of an article, the piece `range` of `source`; all places are in `source`.
pub fn parse_article(
    path: &SourcePath,
    source: &str,
    range: Range<usize>,
    title: TitleHeading<'_>,
    first_reference: u32,
    options: &Options<'_>,
    found: &mut Diagnostics,
) -> Parsed {
    parse_piece(path, &Piece::new(source, range), title, first_reference, options, found)
}

fn parse_piece(
    path: &SourcePath,
    piece: &Piece<'_>,
    title: TitleHeading<'_>,
    first_reference: u32,
    options: &Options<'_>,
    found: &mut Diagnostics,
) -> Parsed {
    let mut output = output::Output::new(path, options, first_reference, found);
    convert::convert(piece, &mut output);
    finish::finish(output, title)
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
