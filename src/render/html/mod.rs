//! Converts the text of an article to HTML, in one pass over its nodes.
//!
//! Takes a [`Body`] and what it needs to know about the rest of the site ([`Surroundings`]), gives HTML. Resolves nothing.
//! Surroundings may record what is requested: each part is requested once, in page order.

mod code;
mod direction;
mod element;
#[cfg(test)]
mod tests;
mod writer;

use std::ops::Range;

use crate::document::{Body, CalloutKind, Heading, Node, ReferenceId, ShortcodeCall, Tag};
use crate::language::Language;
use crate::render::highlight::highlight;
use crate::segment::Direction;
use crate::site::{DocumentId, TermLink};
use writer::Writer;

/// What the HTML of a text needs to know about the rest of the site.
pub trait Surroundings {
    /// Where a reference leads.
    fn address(&self, reference: ReferenceId) -> Address;
    /// The address of a term's article, ready for an `href`, not escaped.
    fn term(&self, term: DocumentId) -> String;
    /// HTML of the embedded part of another article. `level` is the level of the last heading above it, 1 if there is none.
    fn embed(&mut self, reference: ReferenceId, level: u8) -> String;
    /// HTML of a shortcode, given the HTML of its body.
    fn shortcode(&mut self, call: &ShortcodeCall, body: Option<String>) -> String;
    /// The title of a callout that has none.
    fn callout_title(&self, kind: CalloutKind) -> String;
    /// The HTML of some code, possibly remembered.
    fn code(&mut self, language: &str, code: &str) -> String {
        highlight(language, code)
    }
    /// The text direction of the page.
    fn direction(&self) -> Direction {
        Direction::Ltr
    }
    /// Strings of the interface: `footnotes`, `footnote-back`, `table`, `task-done`, `task-open`.
    fn words(&self, key: &str) -> String;
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Somewhere.
    Href {
        /// Ready for an `href`, not escaped.
        url: String,
        /// On another site.
        is_external: bool,
        /// The text for a link that has no text of its own.
        title: String,
        /// The language of the target, if the site has several and it is not that of the text.
        language: Option<Language>,
    },
    /// Nowhere.
    Missing {
        /// The text for a link that has no text of its own.
        words: String,
    },
}

/// How text is converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions<'a> {
    /// Added to the levels of headings, which stay between 1 and 6.
    pub heading_shift: i8,
    /// Whether it is embedded in another article's page: headings have no ids and footnotes are left out, since both could clash.
    pub is_embedded: bool,
    /// Words to link to terms, in text order.
    pub terms: &'a [TermLink],
}

/// The HTML of a text.
pub fn to_html(
    body: &Body,
    outline: &[Heading],
    options: HtmlOptions<'_>,
    surroundings: &mut impl Surroundings,
) -> String {
    to_html_range(body, 0..body.nodes.len(), outline, options, surroundings)
}

/// The HTML of some nodes, which must contain the end of everything that they open.
pub fn to_html_range(
    body: &Body,
    nodes: Range<usize>,
    outline: &[Heading],
    options: HtmlOptions<'_>,
    surroundings: &mut impl Surroundings,
) -> String {
    Writer::new(body, outline, options, surroundings).write_all(nodes)
}

/// The HTML of inline text: without a paragraph around it.
pub fn to_inline_html(body: &Body, surroundings: &mut impl Surroundings) -> String {
    let is_paragraph = |node: &Node| matches!(node, Node::Open(Tag::Paragraph) | Node::Close(Tag::Paragraph));
    let count = body.nodes.iter().filter(|node| is_paragraph(node)).count();
    let is_line =
        count == 2 && [body.nodes.first(), body.nodes.last()].into_iter().flatten().all(is_paragraph);
    let nodes = if is_line { 1..body.nodes.len() - 1 } else { 0..body.nodes.len() };
    to_html_range(body, nodes, &[], HtmlOptions::default(), surroundings)
}
