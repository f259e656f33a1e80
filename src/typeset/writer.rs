//! The text of an article to Typst markup, in one pass over its nodes.
//!
//! Words are written as string literals, so that nothing an author writes can be read as markup. Whatever the theme
//! designs is a call to it (`theme.callout(…)`); the rest is Typst's own elements, which the theme styles.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::images::Images;
use super::literal::{optional, text};
use crate::document::{Body, CodeInfo, Heading, Node, ReferenceId, Tag, TextRange};
use crate::render::Outside;
use crate::render::html::Address;
use crate::site::DocumentId;

/// How deep an article may nest. Both this module and Typst go down one call for each level, and a page of paper has no room for
/// more.
pub(super) const DEEPEST: usize = 64;

/// An article that nests more than [`DEEPEST`] levels.
pub(super) struct TooDeep;

/// Writes the text of one article, and those that it embeds.
pub(super) struct Writer<'a, 'b> {
    pub outside: &'b Outside<'a>,
    pub images: &'b mut Images<'a>,
    pub document: DocumentId,
    pub body: &'a Body,
    outline: &'a [Heading],
    /// Where each opened node ends.
    ends: Vec<usize>,
    /// The nodes of each footnote.
    notes: BTreeMap<u16, Range<usize>>,
    /// The footnotes that were written: a second use refers to the first.
    noted: BTreeSet<u16>,
    /// Ids that links within the document can lead to; none in an embedded part, where they could clash.
    ids: BTreeSet<&'a str>,
    /// The level of the last heading; the title is above all of them.
    level: usize,
    /// Added to the levels as written.
    level_shift: isize,
    is_embedded: bool,
    anchor: Option<u32>,
    separator: &'static str,
    /// How many levels are open.
    depth: usize,
    is_too_deep: bool,
    out: String,
}

impl<'a, 'b> Writer<'a, 'b> {
    /// A writer of a document's own text.
    pub fn new(outside: &'b Outside<'a>, images: &'b mut Images<'a>, document: DocumentId) -> Writer<'a, 'b> {
        let shown = outside.site().document(document);
        let body = &shown.body;
        let ends = ends(body);
        let mut notes = BTreeMap::new();
        let mut ids = BTreeSet::new();
        let mut footnotes = 0..0;
        for (index, node) in body.nodes.iter().enumerate() {
            match *node {
                Node::Open(Tag::Footnotes) => footnotes = index..ends[index],
                Node::Open(Tag::Footnote { number, .. }) => {
                    notes.insert(number, index + 1..ends[index]);
                }
                Node::Open(Tag::Heading(heading)) if !footnotes.contains(&index) => {
                    ids.extend(shown.outline.get(heading as usize).map(|heading| heading.id.as_str()));
                }
                Node::Anchor(block) if !footnotes.contains(&index) => {
                    ids.extend(body.blocks.get(block as usize).map(|block| block.id.as_str()));
                }
                Node::Open(_)
                | Node::Close(_)
                | Node::Text(_)
                | Node::Code(_)
                | Node::Html(_)
                | Node::SoftBreak
                | Node::HardBreak
                | Node::Rule
                | Node::TaskMarker(_)
                | Node::FootnoteReference { .. }
                | Node::Math { .. }
                | Node::Anchor(_)
                | Node::CodeBlock { .. } => {}
            }
        }
        ids.remove("");
        Writer {
            outside,
            images,
            document,
            body,
            outline: &shown.outline,
            ends,
            notes,
            noted: BTreeSet::new(),
            ids,
            level: 0,
            // In Typst the title is not a heading, so a page's second level is a paper's first.
            level_shift: if shown.outline.iter().any(|heading| heading.level == 1) { 0 } else { -1 },
            is_embedded: false,
            anchor: None,
            separator: "\n\n",
            depth: 0,
            is_too_deep: false,
            out: String::new(),
        }
    }

    /// The markup of the whole text.
    pub fn write_all(mut self) -> Result<String, TooDeep> {
        self.write(0..self.body.nodes.len());
        if self.is_too_deep { Err(TooDeep) } else { Ok(self.out) }
    }

    fn write(&mut self, nodes: Range<usize>) {
        if self.depth > DEEPEST {
            self.is_too_deep = true;
            return;
        }
        self.depth += 1;
        self.write_level(nodes);
        self.depth -= 1;
    }

    fn write_level(&mut self, nodes: Range<usize>) {
        let mut at = nodes.start;
        while at < nodes.end {
            at = match self.body.nodes[at] {
                Node::Open(tag) => {
                    let end = self.ends[at];
                    self.element(tag, at + 1..end);
                    end + 1
                }
                Node::Close(_) => at + 1,
                node @ (Node::Text(_)
                | Node::Code(_)
                | Node::Html(_)
                | Node::SoftBreak
                | Node::HardBreak
                | Node::Rule
                | Node::TaskMarker(_)
                | Node::FootnoteReference { .. }
                | Node::Math { .. }
                | Node::Anchor(_)
                | Node::CodeBlock { .. }) => {
                    self.leaf(node);
                    at + 1
                }
            };
        }
    }

    /// The markup of an element's content, in brackets.
    pub fn content(&mut self, nodes: Range<usize>) -> String {
        let inner = self.apart(nodes, "\n\n");
        format!("[{}]", inner.trim())
    }

    /// The same for an item of a tight list.
    pub fn close_content(&mut self, nodes: Range<usize>) -> String {
        let inner = self.apart(nodes, "\n");
        format!("[{}]", inner.trim())
    }

    fn apart(&mut self, nodes: Range<usize>, separator: &'static str) -> String {
        let outer = std::mem::take(&mut self.out);
        let outer_separator = std::mem::replace(&mut self.separator, separator);
        let anchor = self.take_anchor();
        self.out.push_str(&anchor);
        self.write(nodes);
        self.separator = outer_separator;
        std::mem::replace(&mut self.out, outer)
    }

    /// Writes a block.
    pub fn block(&mut self, markup: &str) {
        let separator = self.separator;
        if !self.out.is_empty() && !self.out.ends_with(separator) {
            self.out.push_str(separator);
        }
        let anchor = self.take_anchor();
        self.out.push_str(&anchor);
        self.out.push_str(markup);
        self.out.push_str(separator);
    }

    /// Writes inline content. The semicolon keeps what follows from being read as part of it.
    pub fn inline(&mut self, expression: &str) {
        self.out.push('#');
        self.out.push_str(expression);
        self.out.push(';');
    }

    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.inline(&text(words));
        }
    }

    fn leaf(&mut self, node: Node) {
        match node {
            Node::Text(range) => self.words(self.body.str(range)),
            Node::Code(range) => self.inline(&format!("raw({})", text(self.body.str(range)))),
            // Raw HTML is only for pages; the text that it encloses is here.
            Node::Html(_) => {}
            Node::SoftBreak => self.out.push('\n'),
            Node::HardBreak => self.inline("linebreak()"),
            Node::Rule => self.block("#theme.rule();"),
            Node::TaskMarker(is_done) => {
                let words = self.outside.words(if is_done { "task-done" } else { "task-open" }, &[]);
                self.inline(&format!("theme.task({is_done}, {})", text(&words)));
                self.out.push(' ');
            }
            Node::FootnoteReference { number, .. } => self.footnote(number),
            Node::Math { source, mathml } => self.math(source, mathml),
            Node::Anchor(block) => self.anchor = Some(block),
            Node::CodeBlock { info, code } => {
                let info = CodeInfo::read(self.body.str(info));
                if !info.title.is_empty() {
                    self.block(&format!("#block(sticky: true, raw({}));", text(info.title)));
                }
                let runs = super::code::runs(info.language, self.body.str(code));
                self.block(&format!("#theme.code({}, {runs});", text(info.language)));
            }
            Node::Open(_) | Node::Close(_) => {}
        }
    }

    fn element(&mut self, tag: Tag, nodes: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(nodes),
            Tag::Heading(index) => self.heading(index, nodes),
            Tag::BlockQuote => {
                let content = self.content(nodes);
                self.block(&format!("#quote(block: true){content};"));
            }
            Tag::Callout(kind, _) => self.callout(kind, nodes),
            Tag::OrderedList(first) => self.list(Some(first), nodes),
            Tag::UnorderedList => self.list(None, nodes),
            Tag::DefinitionList => self.definitions(nodes),
            Tag::Table => self.table(nodes),
            Tag::Emphasis => self.wrapped("emph", nodes),
            Tag::Strong => self.wrapped("strong", nodes),
            Tag::Strikethrough => self.wrapped("strike", nodes),
            Tag::Mark => self.wrapped("highlight", nodes),
            Tag::Link(reference) => self.link(reference, nodes),
            Tag::Image { source, width, height } => {
                let markup = self.image(source, width, height, nodes, false);
                self.inline(&markup);
            }
            Tag::Embed(reference) => self.embed(reference),
            Tag::Shortcode(index) => self.shortcode(index, nodes),
            // Footnotes are written where they are first used.
            Tag::Footnotes | Tag::Footnote { .. } => {}
            Tag::Element { is_block: true, .. } => {
                let markup = self.apart(nodes, "\n\n");
                self.block(markup.trim_matches('\n'));
            }
            Tag::Element { is_block: false, .. } => match self.body.link(tag) {
                Some(reference) => self.link(reference, nodes),
                None => self.write(nodes),
            },
            Tag::CalloutTitle
            | Tag::Item
            | Tag::DefinitionTitle
            | Tag::DefinitionDetails
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell(_) => self.write(nodes),
        }
    }

    fn wrapped(&mut self, function: &str, nodes: Range<usize>) {
        let content = self.content_inline(nodes);
        self.inline(&format!("{function}{content}"));
    }

    /// Like `content`, but keeps spaces at both ends.
    pub fn content_inline(&mut self, nodes: Range<usize>) -> String {
        format!("[{}]", self.apart(nodes, "\n"))
    }

    fn paragraph(&mut self, nodes: Range<usize>) {
        if let Node::Open(Tag::Image { source, width, height }) = self.body.nodes[nodes.start]
            && self.ends[nodes.start] + 1 == nodes.end
        {
            let image = self.image(source, width, height, nodes.start + 1..nodes.end - 1, true);
            self.block(&format!("#{image};"));
            return;
        }
        let markup = self.apart(nodes, "\n");
        self.block(markup.trim_matches('\n'));
    }

    fn heading(&mut self, index: u32, nodes: Range<usize>) {
        let own = self.outline.get(index as usize);
        let written = own.map_or(2, |heading| usize::from(heading.level));
        // Screen readers rely on heading levels without gaps.
        let level = written.saturating_add_signed(self.level_shift).clamp(1, self.level + 1);
        self.level = level;
        let content = self.content(nodes);
        let outlined = if self.is_embedded { ", outlined: false" } else { "" };
        let label = match own {
            Some(heading) if !self.is_embedded && !heading.id.is_empty() => {
                format!("#label({})", text(&heading.id))
            }
            _ => String::new(),
        };
        self.block(&format!("#heading(level: {level}{outlined}){content}{label}"));
    }

    fn link(&mut self, reference: ReferenceId, nodes: Range<usize>) {
        let is_empty = nodes.is_empty();
        let content = self.content_inline(nodes);
        let (target, words) = match self.outside.address(self.document, reference) {
            Address::Href { url, title, .. } => (self.target(&url), title),
            Address::Missing { words } => (None, words),
        };
        let content = if is_empty { format!("[#{};]", text(&words)) } else { content };
        match target {
            Some(target) => self.inline(&format!("link({target}){content}")),
            None => self.out.push_str(&content[1..content.len() - 1]),
        }
    }

    /// Where a link leads: a place in this document, or an address.
    pub fn target(&self, url: &str) -> Option<String> {
        match url.strip_prefix('#') {
            Some(id) if self.ids.contains(id) => Some(format!("label({})", text(id))),
            Some(id) => Some(text(&format!("{}#{id}", self.outside.permalink()))),
            None if url.is_empty() => None,
            None => Some(text(url)),
        }
    }

    fn footnote(&mut self, number: u16) {
        if self.is_embedded {
            return;
        }
        let label = format!("fn-{number}");
        if !self.noted.insert(number) {
            return self.inline(&format!("footnote(label({}))", text(&label)));
        }
        let Some(nodes) = self.notes.get(&number).cloned() else { return };
        let content = self.content(nodes);
        self.out.push_str(&format!("#footnote{content}#label({});", text(&label)));
    }

    fn math(&mut self, source: TextRange, mathml: TextRange) {
        let is_block = self.body.str(mathml).contains("display=\"block\"");
        let formula = super::math::formula(self.body.str(mathml));
        let source = text(self.body.str(source));
        let formula = formula.unwrap_or_else(|| format!("#{source};"));
        self.inline(&format!("math.equation(block: {is_block}, alt: {source}, ${formula}$.body)"));
    }

    fn embed(&mut self, reference: ReferenceId) {
        let Some(embedded) = self.outside.site().embedded(self.document, reference) else { return };
        let shown = self.outside.site().document(embedded.document);
        let mut inner = Writer::new(self.outside, self.images, embedded.document);
        inner.is_embedded = true;
        inner.depth = self.depth;
        inner.ids.clear();
        // The first heading of the part is one level below the heading above it.
        inner.level = self.level;
        inner.level_shift = (self.level + 1).cast_signed() - isize::from(embedded.first_level.unwrap_or(1));
        let is_item = shown.body.nodes.get(embedded.nodes.start) == Some(&Node::Open(Tag::Item));
        if is_item {
            inner.list(None, embedded.nodes.clone());
        } else {
            inner.write(embedded.nodes.clone());
        }
        let (content, is_too_deep) = (inner.out, inner.is_too_deep);
        self.is_too_deep |= is_too_deep;
        let title = match embedded.heading.map(|heading| &shown.outline[heading]) {
            Some(heading) => format!("{}: {}", shown.title, heading.title),
            None => shown.title.clone(),
        };
        let words = self.outside.words("embed-source", &[("title", title.as_str().into())]);
        let target = match self.outside.address(self.document, reference) {
            Address::Href { url, .. } => self.target(&url),
            Address::Missing { .. } => None,
        };
        let (words, target) = (text(&words), optional(target));
        self.block(&format!("#theme.embed({words}, {target})[{}];", content.trim()));
    }

    /// The name of the block that begins here.
    fn take_anchor(&mut self) -> String {
        let block = self.anchor.take().and_then(|block| self.body.blocks.get(block as usize));
        match block {
            Some(block) if self.ids.contains(block.id.as_str()) => {
                format!("#metadata(none)#label({});", text(&block.id))
            }
            _ => String::new(),
        }
    }

    /// Where an opened node ends.
    pub fn end(&self, at: usize) -> usize {
        self.ends[at]
    }
}

/// Where each opened node ends; nodes come in pairs.
fn ends(body: &Body) -> Vec<usize> {
    let mut ends = vec![0; body.nodes.len()];
    let mut open = Vec::new();
    for (index, node) in body.nodes.iter().enumerate() {
        if let Node::Open(_) = node {
            open.push(index);
        }
        if let Node::Close(_) = node {
            let start: usize = open.pop().expect("every tag that is closed was opened");
            ends[start] = index;
        }
    }
    ends
}
