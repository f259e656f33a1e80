//! The output of the conversion: nodes, references, headings, footnotes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::nest::Removed;
use super::quotes::{Quotes, quotes_of};
use super::shortcode::Checker;
use crate::config::HtmlPolicy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::document::element::is_block;
use crate::document::{
    Body, BuiltIn, Element, Heading, LinkParts, Node, Options, Reference, ReferenceId, Role, ShortcodeCall,
    Tag, Target, TextRange,
};
use crate::path::SourcePath;

/// The result so far.
pub(super) struct Output<'a, 'b> {
    pub path: &'a SourcePath,
    pub options: &'a Options<'b>,
    pub found: &'a mut Diagnostics,
    pub body: Body,
    pub references: Vec<Reference>,
    first_reference: u32,
    /// Headings, still without titles; an empty id is not chosen yet.
    pub outline: Vec<Heading>,
    /// Numbers of footnote labels in order of appearance; each piece has its own labels.
    pub labels: BTreeMap<(u32, String), u16>,
    /// The footnotes' nodes by label number.
    pub notes: BTreeMap<u16, Vec<Node>>,
    /// The footnotes' names and their positions in the file, by label number.
    pub note_places: BTreeMap<u16, (String, Range<usize>)>,
    /// How many pieces were started.
    pub pieces: u32,
    /// How many shortcodes surround the current piece.
    pub depth: usize,
    /// The positions of raw HTML tags, by the index of their elements.
    pub element_places: Vec<Range<usize>>,
    /// What was removed from raw HTML.
    pub removed: Vec<Removed>,
    pub quotes: Quotes,
    // The next text must not be joined to the previous node.
    barrier: usize,
    // A comment was removed here, so a space before it and one after it would be one too many; or a block split the
    // text.
    is_after_gap: bool,
}

impl<'a, 'b> Output<'a, 'b> {
    /// Nothing converted yet. References are numbered from `first_reference`, after those of the front matter.
    pub fn new(
        path: &'a SourcePath,
        options: &'a Options<'b>,
        first_reference: u32,
        found: &'a mut Diagnostics,
    ) -> Output<'a, 'b> {
        Output {
            path,
            options,
            found,
            body: Body::default(),
            references: Vec::new(),
            first_reference,
            outline: Vec::new(),
            labels: BTreeMap::new(),
            notes: BTreeMap::new(),
            note_places: BTreeMap::new(),
            pieces: 0,
            depth: 0,
            element_places: Vec::new(),
            removed: Vec::new(),
            quotes: quotes_of(options.language),
            barrier: 0,
            is_after_gap: false,
        }
    }

    /// Adds a node.
    pub fn push(&mut self, node: Node) {
        if self.is_after_gap && matches!(node, Node::SoftBreak | Node::HardBreak | Node::Close(_)) {
            self.trim_end();
        }
        self.is_after_gap = false;
        self.body.nodes.push(node);
    }

    /// Where the next node will be.
    pub fn position(&self) -> usize {
        self.body.nodes.len()
    }

    /// Adds text that a node will refer to.
    pub fn add_string(&mut self, text: &str) -> TextRange {
        let start = self.body.strings.len();
        match text.contains('\0') {
            // CommonMark, section 2.3; browsers and the tokenizer of HTML do the same.
            true => self.body.strings.push_str(&text.replace('\0', "\u{fffd}")),
            false => self.body.strings.push_str(text),
        }
        let offset = |at: usize| u32::try_from(at).expect("no text file is larger than four gigabytes");
        TextRange { start: offset(start), end: offset(self.body.strings.len()) }
    }

    /// Adds text, joined to the text before.
    pub fn push_text(&mut self, text: &str) {
        let mut text = text;
        if self.is_after_gap {
            let is_spaced = match self.body.nodes.last() {
                Some(Node::Text(range)) => self.body.str(*range).ends_with(' '),
                Some(Node::Open(_) | Node::SoftBreak | Node::HardBreak) | None => true,
                Some(_) => false,
            };
            if is_spaced {
                text = text.trim_start_matches(' ');
            }
        }
        if text.is_empty() {
            return;
        }
        self.is_after_gap = false;
        let can_join = self.barrier != self.body.nodes.len();
        let range = self.add_string(text);
        match self.body.nodes.last_mut() {
            Some(Node::Text(before)) if can_join && before.end == range.start => before.end = range.end,
            _ => self.body.nodes.push(Node::Text(range)),
        }
    }

    /// Adds text that another node may have to replace, and gives its position.
    pub fn push_candidate(&mut self, text: &str) -> usize {
        self.is_after_gap = false;
        let range = self.add_string(text);
        self.body.nodes.push(Node::Text(range));
        self.barrier = self.body.nodes.len();
        self.barrier - 1
    }

    /// Whether raw HTML is output as it is.
    pub fn is_verbatim(&self) -> bool {
        self.options.config.markdown.html == HtmlPolicy::Allow
    }

    /// Adds an element that is not in the source, and gives its tag.
    pub fn add_element(&mut self, element: Element) -> Tag {
        let is_block = is_block(&element.name);
        let index = u32::try_from(self.body.elements.len()).expect("a file has less tags than bytes");
        self.body.elements.push(element);
        self.element_places.push(0..0);
        Tag::Element { index, is_block }
    }

    /// Whether a tag is an embed or a shortcode that is always a block.
    pub fn is_block_call(&self, tag: Tag) -> bool {
        let Tag::Shortcode(index) = tag else { return matches!(tag, Tag::Embed(_)) };
        let call = self.body.shortcodes.get(index as usize);
        call.and_then(ShortcodeCall::built_in).is_some_and(BuiltIn::is_block)
    }

    /// Notes what was removed from raw HTML.
    pub fn remove(&mut self, what: &str, range: Range<usize>) {
        self.removed.push((what.to_owned(), range));
    }

    /// Keeps the words before and after this position apart.
    pub fn part_words(&mut self) {
        let is_parted = match self.body.nodes.last() {
            Some(Node::Text(range)) => self.body.str(*range).ends_with(char::is_whitespace),
            Some(Node::Open(tag) | Node::Close(tag)) => !tag.is_inline(),
            Some(Node::SoftBreak | Node::HardBreak) | None => true,
            Some(_) => false,
        };
        if !is_parted {
            self.push_text(" ");
        }
        self.is_after_gap = true;
    }

    /// Drops spaces that follow at this position.
    pub fn note_gap(&mut self) {
        self.is_after_gap = true;
    }

    /// Removes spaces and line breaks from the end of the current text.
    pub fn trim_end(&mut self) {
        while let Some(node) = self.body.nodes.last().copied() {
            if let Node::Text(range) = node {
                let length = self.body.str(range).trim_end_matches(' ').len() as u32;
                if length > 0 {
                    *self.body.nodes.last_mut().expect("it was just looked at") =
                        Node::Text(TextRange { start: range.start, end: range.start + length });
                    break;
                }
            } else if node != Node::SoftBreak {
                break;
            }
            self.body.nodes.pop();
        }
    }

    /// Closes a tag; an empty one vanishes.
    pub fn close_unless_empty(&mut self, tag: Tag) {
        match self.body.nodes.last() == Some(&Node::Open(tag)) {
            true => drop(self.body.nodes.pop()),
            false => self.push(Node::Close(tag)),
        }
    }

    /// Adds a reference; `range` is its position in the file, `address` what is written there.
    pub fn refer(&mut self, target: Target, role: Role, range: Range<usize>, address: &str) -> ReferenceId {
        self.refer_by_link(target, role, range, address, LinkParts::default())
    }

    /// Adds a reference that is written as a link, with the positions of its parts.
    pub fn refer_by_link(
        &mut self,
        target: Target,
        role: Role,
        range: Range<usize>,
        address: &str,
        parts: LinkParts,
    ) -> ReferenceId {
        self.references.push(Reference { target, role, range, address: address.to_owned(), parts });
        ReferenceId(self.first_reference + self.references.len() as u32 - 1)
    }

    /// Reports a problem at a position in the file.
    pub fn report(&mut self, code: &'static Code, range: Range<usize>, message: String) -> &mut Diagnostic {
        self.found.report(code, Span::new(self.path, range), message)
    }

    /// Gives what checks shortcode calls, and adds their references to this output.
    pub fn checker(&mut self) -> Checker<'_> {
        Checker {
            path: self.path,
            shortcodes: self.options.shortcodes,
            forms: &self.options.config.forms,
            first_reference: self.first_reference,
            references: &mut self.references,
            found: self.found,
        }
    }

    /// The position of a reference.
    pub fn place_of(&self, id: ReferenceId) -> Range<usize> {
        self.references[(id.0 - self.first_reference) as usize].range.clone()
    }

    /// What a reference refers to.
    pub fn target(&self, id: ReferenceId) -> &Target {
        &self.references[(id.0 - self.first_reference) as usize].target
    }
}
