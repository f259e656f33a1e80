//! Markdown, parsed once: a flat, ordered list of nodes over one string.
//!
//! The list is a depth-first traversal: [`Node::Open`] and [`Node::Close`] come in pairs, everything else is a leaf. It is
//! small (12 bytes per node, and the text once), needs no allocation per node, and every later step (HTML, plain text,
//! backlinks' sentences) is one pass over it.

use std::ops::Range;

use super::{Element, ReferenceId, ShortcodeCall};

/// Parsed Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// In text order.
    pub nodes: Vec<Node>,
    /// The text that the nodes' [`TextRange`]s refer to.
    pub strings: String,
    /// The shortcodes that [`Tag::Shortcode`] points to.
    pub shortcodes: Vec<ShortcodeCall>,
    /// Named blocks, in the order in which they end; [`Node::Anchor`] points to them.
    pub blocks: Vec<NamedBlock>,
    /// The elements of raw HTML that [`Tag::Element`] points to.
    pub elements: Vec<Element>,
    /// Titles of links and images, `[text](a.md "title")`, in the order of their ids. Few have one.
    pub titles: Vec<(ReferenceId, TextRange)>,
    /// The first node of each reference except images, in the order of their ids.
    pub reference_nodes: Vec<(ReferenceId, u32)>,
}

/// A piece of [`Body::strings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A step of the traversal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// Something begins.
    Open(Tag),
    /// It ends. Has the same tag.
    Close(Tag),
    /// Text, already with smart punctuation; escaped on output.
    Text(TextRange),
    /// Inline code.
    Code(TextRange),
    /// A piece of raw HTML that is output as it is and has no text for readers. Only present if the site allows it.
    Html(TextRange),
    /// A soft line break.
    SoftBreak,
    /// A hard line break.
    HardBreak,
    /// `---`
    Rule,
    /// The checkbox of a task: checked or not.
    TaskMarker(bool),
    /// `[^1]`: the note's number, from 1 by first use, and which use it is, from 1.
    FootnoteReference {
        /// Number of the note.
        number: u16,
        /// Number of the use.
        usage: u16,
    },
    /// A formula.
    Math {
        /// As written, without the dollar signs.
        source: TextRange,
        /// The element `<math>`.
        mathml: TextRange,
    },
    /// The name of the block that begins with the next node: its index in [`Body::blocks`].
    Anchor(u32),
    /// A whole code block.
    CodeBlock {
        /// The info string, for [`CodeInfo`](super::CodeInfo); empty if none.
        info: TextRange,
        /// The code.
        code: TextRange,
    },
}

/// What a pair of [`Node::Open`] and [`Node::Close`] encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading: its index in the outline.
    Heading(u32),
    /// A quotation.
    BlockQuote,
    /// A callout. Its title is in a [`Tag::CalloutTitle`] that comes first, if the author wrote one.
    Callout(CalloutKind, Fold),
    /// The title of a callout (inline nodes).
    CalloutTitle,
    /// A numbered list and its first number.
    OrderedList(u32),
    /// A list.
    UnorderedList,
    /// A list item; a task if it contains a [`Node::TaskMarker`].
    Item,
    /// `<dl>`
    DefinitionList,
    /// `<dt>`
    DefinitionTitle,
    /// `<dd>`
    DefinitionDetails,
    /// A table.
    Table,
    /// Its head; contains cells.
    TableHead,
    /// A row; contains cells.
    TableRow,
    /// A cell.
    TableCell(Alignment),
    /// `*a*`
    Emphasis,
    /// `**a**`
    Strong,
    /// `~~a~~`
    Strikethrough,
    /// `==a==`
    Mark,
    /// A link; contains its text. A wikilink without text is empty, and shows the target's title.
    Link(ReferenceId),
    /// An image; contains its alternative text.
    Image {
        /// The image.
        source: ReferenceId,
        /// Width in CSS pixels from `![[a.png|300]]`; 0 for none.
        width: u16,
        /// Height from `![[a.png|300x200]]`; 0 for none.
        height: u16,
    },
    /// Another article's text, `![[article#Heading]]`; empty.
    Embed(ReferenceId),
    /// A shortcode: its index in [`Body::shortcodes`]; contains its body.
    Shortcode(u32),
    /// An element of raw HTML: its index in [`Body::elements`], and whether it is a block. A void element is closed
    /// immediately.
    Element {
        /// Which one.
        index: u32,
        /// Whether it is a block.
        is_block: bool,
    },
    /// All footnotes, at the end of the text, in the order of their numbers.
    Footnotes,
    /// One of them: its number, and how often it is used.
    Footnote {
        /// Number of the note.
        number: u16,
        /// How many references lead back.
        uses: u16,
    },
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// The theme decides.
    None,
    /// `:---`
    Left,
    /// `:---:`
    Center,
    /// `---:`
    Right,
}

/// GFM's five kinds and Obsidian's others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CalloutKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Abstract,
    Info,
    Todo,
    Success,
    Question,
    Failure,
    Danger,
    Bug,
    Example,
    Quote,
}

/// Whether a callout folds, and its initial state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// It cannot.
    #[default]
    None,
    /// `[!tip]+`
    Open,
    /// `[!tip]-`
    Closed,
}

/// A block that can be linked to: `^name` at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedBlock {
    /// As written, without the `^`.
    pub name: String,
    /// Its `id` in HTML.
    pub id: String,
    /// The position of its name in the file, in bytes.
    pub range: Range<usize>,
    /// Where its [`Node::Anchor`] is in [`Body::nodes`]; none if it is not shown.
    pub anchor: Option<u32>,
}

impl Body {
    /// At most `most` nodes from the beginning of a named block. None if there is no such block, or if it is a heading, which has
    /// no content of its own.
    pub fn beginning_of_block(&self, block: usize, most: usize) -> Option<Range<usize>> {
        let start = self.blocks.get(block)?.anchor? as usize + 1;
        let mut depth = 0usize;
        for (index, node) in self.nodes.iter().enumerate().skip(start) {
            if index - start == most {
                return Some(start..index);
            }
            depth += usize::from(matches!(node, Node::Open(_)));
            depth = depth.saturating_sub(usize::from(matches!(node, Node::Close(_))));
            if depth == 0 {
                return Some(start..index + 1);
            }
        }
        None
    }

    /// The text of a range.
    pub fn str(&self, range: TextRange) -> &str {
        &self.strings[range.start as usize..range.end as usize]
    }

    /// The element of raw HTML of a tag.
    pub fn element(&self, tag: Tag) -> Option<&Element> {
        let Tag::Element { index, .. } = tag else { return None };
        self.elements.get(index as usize)
    }

    /// The reference of a tag; none if the tag is not a link.
    pub fn link(&self, tag: Tag) -> Option<ReferenceId> {
        let Tag::Link(id) = tag else { return self.element(tag)?.link() };
        Some(id)
    }

    /// The node of a reference: what opens its link, embed, shortcode or element.
    pub fn node_of(&self, reference: ReferenceId) -> Option<usize> {
        let index = self.reference_nodes.binary_search_by_key(&reference, |(id, _)| *id).ok()?;
        Some(self.reference_nodes[index].1 as usize)
    }

    /// The title of a link or image; empty if it has none.
    pub fn title(&self, reference: ReferenceId) -> &str {
        let index = self.titles.binary_search_by_key(&reference, |(id, _)| *id);
        index.map_or("", |index| self.str(self.titles[index].1))
    }
}

impl Tag {
    /// Whether it is inline, so that its text is part of the text around it. Everything else is a block.
    pub fn is_inline(self) -> bool {
        match self {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Mark
            | Tag::Link(_)
            | Tag::Image { .. }
            | Tag::Element { is_block: false, .. } => true,
            Tag::Element { is_block: true, .. }
            | Tag::Paragraph
            | Tag::Heading(_)
            | Tag::BlockQuote
            | Tag::Callout(..)
            | Tag::CalloutTitle
            | Tag::OrderedList(_)
            | Tag::UnorderedList
            | Tag::Item
            | Tag::DefinitionList
            | Tag::DefinitionTitle
            | Tag::DefinitionDetails
            | Tag::Table
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell(_)
            | Tag::Embed(_)
            | Tag::Shortcode(_)
            | Tag::Footnotes
            | Tag::Footnote { .. } => false,
        }
    }
}

impl CalloutKind {
    /// Its name in Markdown and in CSS classes, and that of the string with its default title.
    pub fn name(self) -> &'static str {
        match self {
            CalloutKind::Note => "note",
            CalloutKind::Tip => "tip",
            CalloutKind::Important => "important",
            CalloutKind::Warning => "warning",
            CalloutKind::Caution => "caution",
            CalloutKind::Abstract => "abstract",
            CalloutKind::Info => "info",
            CalloutKind::Todo => "todo",
            CalloutKind::Success => "success",
            CalloutKind::Question => "question",
            CalloutKind::Failure => "failure",
            CalloutKind::Danger => "danger",
            CalloutKind::Bug => "bug",
            CalloutKind::Example => "example",
            CalloutKind::Quote => "quote",
        }
    }
}
