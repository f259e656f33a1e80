//! Converts the parser's events to nodes: blocks and their content.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Parser, Tag as Start, TagEnd};

use super::block::Named;
use super::callout::Title;
use super::definition::{Definitions, definitions_of};
use super::html::words_of_tag;
use super::mask::{FILLER, Mask, find_masks, hide, protect_signs, visible};
use super::math::Math;
use super::output::Output;
use super::parser_options;
use super::piece::Piece;
use super::stray::find_list;
use super::table::{Row, to_alignment};
use super::typography::OpenQuotes;
use crate::diagnostic::{Span, codes};
use crate::document::{Alignment, CodeInfo, Heading, Node, Tag};

pub(super) type Events<'p> = Peekable<OffsetIter<'p>>;

/// Converts a piece, and the bodies of the shortcodes in it.
pub(super) fn convert(piece: &Piece<'_>, output: &mut Output<'_, '_>) {
    let options = parser_options(output.options);
    let masks = match output.options.config.markdown.extensions {
        true => find_masks(&piece.text, options, output.options.config.markdown.math),
        false => Vec::new(),
    };
    let masked = hide(&piece.text, &masks);
    let parsed = protect_signs(&masked);
    let number = output.pieces;
    output.pieces += 1;
    let mut converter = Converter {
        piece,
        masked: &masked,
        parsed: &parsed,
        masks: &masks,
        number,
        out: output,
        run: None,
        literal_end: 0,
        skip_until: 0,
        paragraph: None,
        inlines: Vec::new(),
        marks: vec![None],
        pending: None,
        fixed: 0,
        links: Vec::new(),
        images: 0,
        tables: Vec::new(),
        blocks: Vec::new(),
        heading: None,
        title: None,
        open_quotes: OpenQuotes::default(),
        row: Row::default(),
        stray_bodies: 0,
        words_end: 0,
        items: Vec::new(),
        named: None,
        raw_links: 0,
        raw_pre: 0,
        foreign: false,
        definitions: Definitions::new(),
    };
    let events = Parser::new_ext(&parsed, options).into_offset_iter();
    converter.definitions = definitions_of(events.reference_definitions());
    converter.report_repeated(options);
    let mut events = events.peekable();
    while let Some((event, range)) = events.next() {
        converter.event(event, range, &mut events);
    }
    converter.flush();
    converter.report_definitions();
}

/// The conversion of one piece.
pub(super) struct Converter<'p, 'a, 'b> {
    pub piece: &'p Piece<'p>,
    /// The piece's text with comments and shortcodes hidden.
    pub masked: &'p str,
    /// The same, with the signs in bare addresses and some colons hidden too: what the parser sees.
    pub parsed: &'p str,
    pub masks: &'p [Mask],
    pub number: u32,
    pub out: &'p mut Output<'a, 'b>,
    /// Text that has been collected but not processed.
    pub run: Option<super::inline::Run>,
    /// The end of the last escaped character.
    pub literal_end: usize,
    /// Text before this position has been processed.
    pub skip_until: usize,
    /// The node that opened the current paragraph.
    pub paragraph: Option<usize>,
    /// The open inline tags.
    pub inlines: Vec<Tag>,
    /// Where a `==` may have opened a highlight, for each level of inline tags.
    pub marks: Vec<Option<usize>>,
    /// Set if a block was inserted in text. If that text was in a paragraph (`true`), what follows goes into a new one.
    pub pending: Option<bool>,
    /// How many open tags may not be split by a block.
    pub fixed: usize,
    /// For each open link, whether it was opened as a node.
    pub links: Vec<bool>,
    /// How many images are open; their content is only text.
    pub images: usize,
    pub tables: Vec<(Vec<Alignment>, usize)>,
    /// The row of a table that is open.
    pub row: Row,
    pub blocks: Vec<Block>,
    heading: Option<u32>,
    pub title: Option<Title>,
    /// Quotations that are open.
    pub open_quotes: OpenQuotes,
    /// How many bodies of shortcodes began with a stray tag, such as `{% aside %}`, and have not ended.
    pub stray_bodies: usize,
    /// Where the last text ends.
    pub words_end: usize,
    /// The nodes that opened the items around this position.
    pub items: Vec<usize>,
    /// The last named block.
    pub named: Option<Named>,
    /// How many links and `<pre>` of raw HTML are open, and whether a drawing is, in this block.
    pub raw_links: usize,
    pub raw_pre: usize,
    pub foreign: bool,
    /// The definitions of links.
    pub definitions: Definitions,
}

pub(super) enum Block {
    Quote(Tag, usize),
    List(Tag),
    /// A footnote: the nodes and the open items before it, and its number.
    Definition(Vec<Node>, Vec<usize>, u16),
}

impl<'p> Converter<'p, '_, '_> {
    fn event(&mut self, event: Event<'p>, range: Range<usize>, events: &mut Events<'p>) {
        if !matches!(event, Event::Text(_)) {
            self.flush();
        }
        match event {
            Event::Text(text) => self.text(text, range),
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.begin_inline();
                let code = original(self.piece, &code, &range);
                let node = Node::Code(self.out.add_string(&code));
                self.out.push(node);
            }
            Event::Html(_) => self.html(&[range], true),
            Event::InlineHtml(tag) if self.images > 0 => {
                let words = words_of_tag(&tag, self.out.options.config.markdown.html);
                self.out.push_text(&visible(words));
            }
            Event::InlineHtml(_) => {
                self.begin_inline();
                self.html(&[range], false);
            }
            Event::FootnoteReference(_) if self.images > 0 => {}
            Event::FootnoteReference(label) => {
                self.begin_inline();
                let number = self.label(&label);
                self.out.push(Node::FootnoteReference { number, usage: 0 });
            }
            Event::SoftBreak | Event::HardBreak if self.title.as_ref().is_some_and(|title| title.is_open) => {
                if self.inlines.is_empty() {
                    self.end_title();
                } else {
                    self.out.push_text(" ");
                }
            }
            Event::SoftBreak | Event::HardBreak if self.pending.is_some() => {}
            Event::SoftBreak | Event::HardBreak if self.images > 0 => self.out.push_text(" "),
            Event::SoftBreak => self.out.push(Node::SoftBreak),
            Event::HardBreak => self.out.push(Node::HardBreak),
            Event::Rule => self.out.push(Node::Rule),
            Event::TaskListMarker(is_ticked) => self.out.push(Node::TaskMarker(is_ticked)),
            // Found before the parser sees them.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
    fn start(&mut self, tag: Start<'p>, range: Range<usize>, events: &mut Events<'p>) {
        match tag {
            Start::Paragraph => {
                if let Some(stray) = find_list(self.masked, range) {
                    self.report_stray_markup(stray);
                }
                self.start_paragraph();
            }
            Start::Heading { level, id, .. } => {
                let index = self.out.outline.len() as u32;
                let id = id.map_or(String::new(), |id| visible(id.trim()).into_owned());
                let range = self.piece.places(range.start..range.start + self.masked[range].trim_end().len());
                self.out.outline.push(Heading { level: level as u8, id, title: String::new(), range });
                self.heading = Some(index);
                self.open_fixed(Tag::Heading(index));
            }
            Start::BlockQuote(_) => self.start_quote(events),
            Start::CodeBlock(kind) => self.code_block(kind, range, events),
            Start::HtmlBlock => {
                let mut pieces = Vec::new();
                for (event, range) in events.by_ref() {
                    match event {
                        Event::End(TagEnd::HtmlBlock) => break,
                        _ => pieces.push(range),
                    }
                }
                self.html_block(&pieces);
            }
            Start::List(first) => {
                let tag = match first {
                    Some(first) => Tag::OrderedList(first.try_into().unwrap_or(u32::MAX)),
                    None => Tag::UnorderedList,
                };
                self.name_item();
                self.blocks.push(Block::List(tag));
                self.open(tag);
            }
            Start::Item => {
                self.items.push(self.out.position());
                self.open(Tag::Item);
            }
            Start::FootnoteDefinition(label) => {
                let number = self.label(&label);
                self.place_note(number, &label, range);
                let nodes = std::mem::take(&mut self.out.body.nodes);
                self.named = None;
                self.blocks.push(Block::Definition(nodes, std::mem::take(&mut self.items), number));
            }
            Start::DefinitionList => self.open(Tag::DefinitionList),
            Start::DefinitionListTitle => self.open_fixed(Tag::DefinitionTitle),
            Start::DefinitionListDefinition => self.open(Tag::DefinitionDetails),
            Start::Table(alignments) => {
                self.tables.push((alignments.into_iter().map(to_alignment).collect(), 0));
                self.open(Tag::Table);
            }
            Start::TableHead => self.open_row(Tag::TableHead),
            Start::TableRow => {
                self.row = Row { range, cells_end: 0, is_reported: false };
                self.open_row(Tag::TableRow);
            }
            Start::TableCell => {
                self.row.cells_end = range.end;
                let tag = self.cell();
                self.open_fixed(tag);
            }
            Start::Emphasis => self.open_inline(Tag::Emphasis),
            Start::Strong => self.open_inline(Tag::Strong),
            Start::Strikethrough => self.open_inline(Tag::Strikethrough),
            Start::Link { link_type, dest_url, title, id } => {
                let parts = self.link_parts(link_type, &dest_url, &id, &range);
                self.start_link(link_type, &dest_url, &title, range, parts, events);
            }
            Start::Image { link_type, dest_url, title, id } => {
                let parts = self.link_parts(link_type, &dest_url, &id, &range);
                self.start_image(link_type, &dest_url, &title, range, parts, events);
            }
            // Not enabled.
            Start::Superscript | Start::Subscript | Start::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => {
                if let Some(index) = self.heading.take() {
                    self.name_heading(index);
                    self.close_fixed(Tag::Heading(index));
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => match self.blocks.pop() {
                Some(Block::Quote(tag, opening)) => {
                    self.lift_name(opening);
                    self.close(tag);
                    self.keep_name(opening);
                }
                Some(Block::List(tag)) => self.close(tag),
                Some(Block::Definition(nodes, items, number)) => {
                    self.items = items;
                    self.named = None;
                    let note = std::mem::replace(&mut self.out.body.nodes, nodes);
                    self.out.notes.entry(number).or_insert(note);
                }
                None => {}
            },
            TagEnd::Item => {
                self.name_item();
                self.items.pop();
                self.close(Tag::Item);
            }
            TagEnd::DefinitionList => self.close(Tag::DefinitionList),
            TagEnd::DefinitionListTitle => self.close_fixed(Tag::DefinitionTitle),
            TagEnd::DefinitionListDefinition => self.close(Tag::DefinitionDetails),
            TagEnd::Table => {
                self.tables.pop();
                self.close_table();
            }
            TagEnd::TableHead => self.close(Tag::TableHead),
            TagEnd::TableRow => {
                self.check_row();
                self.close(Tag::TableRow);
            }
            TagEnd::TableCell => {
                let tag = self.cell();
                self.close_fixed(tag);
                if let Some((_, column)) = self.tables.last_mut() {
                    *column += 1;
                }
            }
            TagEnd::Emphasis => self.close_inline(Tag::Emphasis),
            TagEnd::Strong => self.close_inline(Tag::Strong),
            TagEnd::Strikethrough => self.close_inline(Tag::Strikethrough),
            TagEnd::Link => {
                self.check_link();
                self.end_link();
            }
            TagEnd::Image => self.end_image(),
            // Handled at their start, or not enabled.
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {}
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Opens a block.
    pub fn open(&mut self, tag: Tag) {
        self.reset_inline();
        self.out.push(Node::Open(tag));
    }

    /// Closes a block.
    pub fn close(&mut self, tag: Tag) {
        self.reset_inline();
        self.out.push(Node::Close(tag));
    }

    fn open_fixed(&mut self, tag: Tag) {
        self.open(tag);
        self.fixed += 1;
    }

    fn close_fixed(&mut self, tag: Tag) {
        self.close(tag);
        self.fixed -= 1;
    }

    /// Forgets everything that is open within a block, where a block begins or ends.
    pub fn reset_inline(&mut self) {
        self.pending = None;
        self.open_quotes = OpenQuotes::default();
        (self.raw_links, self.raw_pre, self.foreign) = (0, 0, false);
        self.marks.clear();
        self.marks.resize(self.inlines.len() + 1, None);
    }

    /// Opens a paragraph, or the title of a callout.
    pub fn start_paragraph(&mut self) {
        self.reset_inline();
        match &mut self.title {
            Some(title) if !title.is_open => {
                title.is_open = true;
                self.fixed += 1;
                self.out.push(Node::Open(Tag::CalloutTitle));
            }
            _ => {
                self.paragraph = Some(self.out.position());
                self.out.push(Node::Open(Tag::Paragraph));
            }
        }
    }

    fn end_paragraph(&mut self) {
        if self.title.is_some() {
            self.end_title();
        }
        let Some(start) = self.paragraph.take() else {
            self.reset_inline();
            return;
        };
        self.reset_inline();
        self.out.trim_end();
        let marker = self.take_marker(start + 1);
        if !self.unwrap_shortcodes(start) {
            self.out.close_unless_empty(Tag::Paragraph);
        }
        match marker {
            Some(marker) if self.out.position() > start => self.name_block(&marker, start),
            Some(marker) => self.name_previous(&marker),
            None => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
    fn code_block(&mut self, kind: CodeBlockKind<'p>, range: Range<usize>, events: &mut Events<'p>) {
        self.reset_inline();
        if let CodeBlockKind::Fenced(_) = kind {
            self.check_fence(range.clone());
        }
        let info = match &kind {
            CodeBlockKind::Fenced(info) => info.trim(),
            CodeBlockKind::Indented => "",
        };
        let language = CodeInfo::read(info).language;
        // As on GitHub.
        if language == "math" && self.out.options.config.markdown.math {
            return self.math_block(events);
        }
        self.check_diagram(language, range);
        let info = self.out.add_string(&visible(info));
        let start = self.out.body.strings.len() as u32;
        for (event, range) in events.by_ref() {
            match event {
                Event::Text(text) => {
                    self.out.body.strings.push_str(&original(self.piece, &text, &range));
                }
                _ => break,
            }
        }
        let end = self.out.add_string("").end;
        let code = crate::document::TextRange { start, end };
        self.out.push(Node::CodeBlock { info, code });
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
    fn math_block(&mut self, events: &mut Events<'p>) {
        let mut place: Option<Range<usize>> = None;
        for (event, range) in events.by_ref() {
            match event {
                Event::Text(_) => place = Some(place.map_or(range.start, |place| place.start)..range.end),
                _ => break,
            }
        }
        let Some(place) = place.filter(|place| !self.piece.text[place.clone()].trim().is_empty()) else {
            return;
        };
        self.start_paragraph();
        self.formula(&Math { content: place.clone(), is_display: true, is_in_table: false }, &place);
        self.end_paragraph();
    }

    // If two notes have the same name, the first is shown.
    fn place_note(&mut self, number: u16, label: &str, range: Range<usize>) {
        let range = range.start..range.start + self.masked[range].trim_end().len();
        let place = self.piece.places(range);
        match self.out.note_places.get(&number) {
            None => drop(self.out.note_places.insert(number, (label.to_owned(), place))),
            Some((_, first)) => {
                let first = Span::new(self.out.path, first.clone());
                let message = format!("two footnotes are named `{label}`, so this one is not shown");
                self.out
                    .report(&codes::FOOTNOTE_UNUSED, place, message)
                    .label("not shown")
                    .other(first, "the first one")
                    .hint("rename one of them");
            }
        }
    }

    fn label(&mut self, label: &str) -> u16 {
        let next = u16::try_from(self.out.labels.len()).unwrap_or(u16::MAX);
        *self.out.labels.entry((self.number, label.to_lowercase())).or_insert(next)
    }
}

/// The code of an event before anything was hidden: what looks like a shortcode may be code.
fn original<'t>(piece: &'t Piece<'_>, code: &'t str, range: &Range<usize>) -> Cow<'t, str> {
    if !code.as_bytes().contains(&FILLER) {
        return visible(code);
    }
    let source = &piece.text[range.clone()];
    match source.len() == code.len() {
        true => Cow::Borrowed(source),
        false => Cow::Owned(source.trim_matches('`').trim().replace('\n', " ")),
    }
}
