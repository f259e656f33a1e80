//! The text of a body: what readers read, without its markup.
//!
//! Takes nodes, gives the part that each has in the text. Plain text, previews, mentions, consent, link text and the
//! glossary all read these parts, so they agree on what is text and where a word ends.

use std::ops::Range;

use super::{Body, Node, ReferenceId, Tag, TextRange};

/// The part of one node in the text of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPart {
    /// Words of the text.
    Words(TextRange),
    /// Inline code.
    Code(TextRange),
    /// A formula, as written.
    Formula(TextRange),
    /// Words that stand for an image: its alternative text.
    Alternative(TextRange),
    /// A whole code block.
    CodeBlock(TextRange),
    /// A line break in the source, which is a space to readers.
    Space,
    /// A line break that readers see.
    LineBreak,
    /// A checkbox or the number of a footnote: not a word, but it ends the word before it.
    Symbol,
    /// A link without text of its own opens: the name of its target is its text. [`TextPart::Close`] follows.
    NamedLink(ReferenceId),
    /// Inline markup opens. The text goes on.
    Open(Tag),
    /// Inline markup closes. The text goes on.
    Close(Tag),
    /// A block opens: the text before it has ended.
    OpenBlock(Tag),
    /// A block closes, and its text ends.
    CloseBlock(Tag),
    /// A line between blocks.
    Rule,
    /// Neither text nor a border between words: raw HTML, the name of a block.
    Nothing,
}

impl Body {
    /// The parts of some nodes, each with the index of its node, in text order.
    pub fn text_parts(&self, nodes: Range<usize>) -> impl Iterator<Item = (usize, TextPart)> + '_ {
        let mut is_image = false;
        nodes.clone().zip(&self.nodes[nodes]).map(move |(index, node)| {
            let part = match *node {
                Node::Text(range) | Node::Code(range) if is_image => TextPart::Alternative(range),
                Node::Text(range) => TextPart::Words(range),
                Node::Code(range) => TextPart::Code(range),
                Node::Math { source, .. } => TextPart::Formula(source),
                Node::CodeBlock { code, .. } => TextPart::CodeBlock(code),
                Node::SoftBreak => TextPart::Space,
                Node::HardBreak => TextPart::LineBreak,
                Node::TaskMarker(_) | Node::FootnoteReference { .. } => TextPart::Symbol,
                Node::Rule => TextPart::Rule,
                Node::Html(_) | Node::Anchor(_) => TextPart::Nothing,
                Node::Open(Tag::Link(id))
                    if self.nodes.get(index + 1) == Some(&Node::Close(Tag::Link(id))) =>
                {
                    TextPart::NamedLink(id)
                }
                Node::Open(tag) if tag.is_inline() => {
                    is_image |= matches!(tag, Tag::Image { .. });
                    TextPart::Open(tag)
                }
                Node::Close(tag) if tag.is_inline() => {
                    is_image &= !matches!(tag, Tag::Image { .. });
                    TextPart::Close(tag)
                }
                Node::Open(tag) => TextPart::OpenBlock(tag),
                Node::Close(tag) => TextPart::CloseBlock(tag),
            };
            (index, part)
        })
    }

    /// The text of some nodes on one line, with the names that `name` gives to links without text.
    pub fn words<'n>(&self, nodes: Range<usize>, name: impl Fn(ReferenceId) -> &'n str) -> String {
        self.first_words(nodes, usize::MAX, name)
    }

    /// The same, but it may end after `most` bytes, so that a long text need not be read to its end.
    pub fn first_words<'n>(
        &self,
        nodes: Range<usize>,
        most: usize,
        name: impl Fn(ReferenceId) -> &'n str,
    ) -> String {
        let mut words = String::new();
        let beginning = |range| {
            let text = self.str(range);
            &text[..text.floor_char_boundary(most)]
        };
        for (_, part) in self.text_parts(nodes) {
            if words.len() >= most {
                break;
            }
            match part {
                TextPart::Words(range)
                | TextPart::Code(range)
                | TextPart::Formula(range)
                | TextPart::Alternative(range) => words.push_str(beginning(range)),
                TextPart::CodeBlock(range) => {
                    words.push(' ');
                    words.push_str(beginning(range));
                }
                TextPart::NamedLink(id) => words.push_str(name(id)),
                TextPart::Space
                | TextPart::LineBreak
                | TextPart::OpenBlock(_)
                | TextPart::CloseBlock(_)
                | TextPart::Rule => words.push(' '),
                TextPart::Symbol | TextPart::Open(_) | TextPart::Close(_) | TextPart::Nothing => {}
            }
        }
        one_line(&words)
    }
}

/// Text with single spaces between its words.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use crate::document::document_of;

    fn check(text: &str, expected: &str) {
        let document = document_of(text);
        assert_eq!(document.words(0..document.body.nodes.len()), expected, "{text}");
    }

    #[test]
    fn no_border_of_a_block_joins_two_words() {
        check("## Head\n\ntext\n\n```\ncode\n```\n\nafter\n", "Head text code after");
        check("> [!tip] Title\n> inner\n\n| a | b |\n|---|---|\n| c | d |\n", "Title inner a b c d");
        check("Term\n: meaning\n\n---\n\n- one\n- two\n", "Term meaning one two");
        check("one\ntwo\\\nthree **fo**ur\n", "one two three four");
    }

    #[test]
    fn what_stands_for_words_is_text() {
        check("`code`, $x^2$, [[notes/Name]], ![two\nwords](a.png)\n", "code, x^2, Name, two words");
        check("claim[^1]\n\n[^1]: note\n", "claim note");
    }
}
