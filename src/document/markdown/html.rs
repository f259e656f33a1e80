//! Converts raw HTML to nodes: tags become elements, addresses become references, and shortcodes in it are found.

use std::borrow::Cow;
use std::ops::Range;

use super::convert::Converter;
use super::mask::FILLER;
use super::raw_html::{self, Attribute, RAW_TEXT, Token, decode};
use crate::config::HtmlPolicy;
use crate::diagnostic::codes;
use crate::document::element::{ADDRESSES, EVERYWHERE, Treatment, is_block, is_inline, treatment};
use crate::document::{self, AttributeValue, Element, LinkParts, Node, Role, Tag, TextRange, read_target};

/// What a tag or comment becomes in plain text, such as the description of an image.
pub(super) fn words_of_tag(html: &str, policy: HtmlPolicy) -> &str {
    let name = match raw_html::tokens(html, false).into_iter().next() {
        _ if policy == HtmlPolicy::Escape => return html,
        Some(Token::Start { name, .. } | Token::End { name, .. }) => name,
        Some(Token::Text(_) | Token::Raw(_)) => return html,
        Some(Token::Comment(..) | Token::Other(_)) | None => return "",
    };
    match treatment(&name) {
        Treatment::Unknown => html,
        _ if name == "br" || is_block(&name) => " ",
        Treatment::Published(..) => "",
        Treatment::Removed if is_inline(&name) => "",
        Treatment::Removed => " ",
    }
}

/// Raw HTML without the quote and list markers between its lines.
struct Source<'s> {
    /// Its ranges in the piece, and where each begins in the text.
    ranges: &'s [Range<usize>],
    starts: Vec<usize>,
    text: String,
    /// Whether it is a block, in which Markdown has no effect.
    is_block: bool,
}

impl Source<'_> {
    /// The position of a byte in the piece.
    fn place(&self, at: usize) -> usize {
        let index = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let (Some(range), Some(start)) = (self.ranges.get(index), self.starts.get(index)) else { return 0 };
        (range.start + at - start).min(range.end)
    }
}

impl Converter<'_, '_, '_> {
    /// Takes the lines of an HTML block, between which there may be quote and list markers.
    pub fn html_block(&mut self, ranges: &[Range<usize>]) {
        self.reset_inline();
        let is_text = self.out.options.config.markdown.html == HtmlPolicy::Escape;
        if is_text {
            self.out.push(Node::Open(Tag::Paragraph));
        }
        self.html(ranges, true);
        if is_text {
            self.out.trim_end();
            self.out.close_unless_empty(Tag::Paragraph);
        }
        self.raw_links = 0;
    }

    /// Takes the raw HTML at some ranges.
    pub fn html(&mut self, ranges: &[Range<usize>], is_block: bool) {
        let masked: String = ranges.iter().map(|range| &self.masked[range.clone()]).collect();
        let text = match masked.as_bytes().contains(&FILLER) {
            true => self.unhide(ranges),
            false => masked.clone(),
        };
        let starts = ranges.iter().scan(0, |length, range| {
            let start = *length;
            *length += range.len();
            Some(start)
        });
        let source = Source { ranges, starts: starts.collect(), text, is_block };
        if self.out.options.config.markdown.html == HtmlPolicy::Escape {
            return self.out.push_text(source.text.trim_end_matches('\n'));
        }
        let is_verbatim = self.out.is_verbatim();
        for token in raw_html::tokens(&masked, is_verbatim) {
            match token {
                Token::Text(range) => self.html_text(&source, &masked, range),
                Token::Start { name, attributes, is_empty, range } => match is_verbatim {
                    true => self.written_tag(&source, name, attributes, range),
                    false => self.start_tag(&source, name, attributes, is_empty, range),
                },
                Token::End { name, range } => self.end_tag(&source, name, range),
                Token::Raw(range) if is_verbatim => self.push_html(&source.text[range]),
                Token::Raw(range) => self.shown_words(&source, &source.text[range]),
                Token::Comment(range, _) | Token::Other(range) if is_verbatim => {
                    self.push_html(&source.text[range])
                }
                Token::Comment(_, true) => {}
                Token::Comment(range, false) => {
                    let place = self.places_of(&source, range);
                    self.out
                        .report(
                            &codes::HTML_REMOVED,
                            place,
                            "this comment never ends, so nothing after it is shown".into(),
                        )
                        .label("begins here")
                        .hint("close it with `-->`");
                }
                Token::Other(range) => {
                    let what = source.text[range.clone()].chars().take(2).collect::<String>();
                    self.remove(&format!("`{what}…>`"), &source, range);
                }
            }
        }
        if source.is_block && !is_verbatim {
            self.out.trim_end();
        }
    }

    /// Takes words between tags, in which shortcodes may be hidden.
    fn html_text(&mut self, source: &Source<'_>, masked: &str, range: Range<usize>) {
        let mut from = range.start;
        let mut at = range.start;
        while let Some(offset) = masked.as_bytes()[at..range.end].iter().position(|byte| *byte == FILLER) {
            at += offset;
            let length = masked.as_bytes()[at..range.end].iter().take_while(|byte| **byte == FILLER).count();
            self.html_words(source, from..at);
            let start = source.place(at);
            let first = self.masks.partition_point(|mask| mask.range.start < start);
            let end = start + length;
            from = at;
            for index in first..self.masks.len() {
                let mask = &self.masks[index].range;
                if mask.end > end {
                    break;
                }
                self.mask(index);
                from = at + (mask.end - start);
            }
            at += length;
        }
        self.html_words(source, from.max(range.start)..range.end);
    }

    fn html_words(&mut self, source: &Source<'_>, range: Range<usize>) {
        let text = &source.text[range];
        if self.out.is_verbatim() {
            let has_markup = text.contains(['&', '<', '>']) || text.trim().is_empty();
            return match has_markup {
                true => self.push_html(text),
                false => self.out.push_text(text),
            };
        }
        self.shown_words(source, &decode(text));
    }

    fn shown_words(&mut self, source: &Source<'_>, words: &str) {
        if self.raw_pre > 0 || !source.is_block {
            return self.out.push_text(words);
        }
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                self.out.trim_end();
                self.out.push(Node::SoftBreak);
            }
            let is_start = matches!(self.out.body.nodes.last(), None | Some(Node::SoftBreak));
            self.out.push_text(if is_start { line.trim_start() } else { line });
        }
    }

    /// Takes a start tag, which is sanitized.
    fn start_tag(
        &mut self,
        source: &Source<'_>,
        name: String,
        attributes: Vec<Attribute>,
        is_empty: bool,
        range: Range<usize>,
    ) {
        let (name, allowed) = match treatment(&name) {
            Treatment::Published(name, allowed) => (name, allowed),
            Treatment::Removed => {
                self.foreign |= matches!(&*name, "math" | "svg");
                self.remove(&format!("`<{name}>`"), source, range);
                return self.part_words(&name);
            }
            // Unknown tags in a drawing are its shapes, not words.
            Treatment::Unknown if self.foreign => return self.part_words(&name),
            Treatment::Unknown => {
                if RAW_TEXT.contains(&&*name)
                    && (!attributes.is_empty() || name == "script" || name == "style")
                {
                    let place = self.places_of(source, range.clone());
                    self.out
                        .remove(&format!("`<{name}>` is not published as HTML: its source is shown"), place);
                }
                // Words in angle brackets have no values and no slash.
                if is_empty || attributes.iter().any(|attribute| attribute.value.is_some()) {
                    self.note_unknown(source, range.clone());
                }
                return self.shown_words(source, &source.text[range]);
            }
        };
        match name {
            "br" => return self.out.push(Node::HardBreak),
            "pre" => self.raw_pre += 1,
            "a" => self.raw_links += 1,
            _ => {}
        }
        let mut kept: Vec<document::Attribute> = Vec::new();
        for attribute in attributes {
            let known = allowed.iter().chain(&EVERYWHERE).find(|known| **known == attribute.name);
            let Some(known) = known else {
                self.remove(&format!("`{}`", attribute.name), source, attribute.range);
                continue;
            };
            let value = match &attribute.value {
                None => AttributeValue::Text(self.out.add_string("")),
                Some(_) if ADDRESSES.contains(known) => self.refer_to(source, &attribute),
                Some(range) => {
                    AttributeValue::Text(self.out.add_string(&decode(&source.text[range.clone()])))
                }
            };
            kept.push(document::Attribute { name: Cow::Borrowed(known), value });
        }
        // Links lead to ids. In older HTML, the `name` of `<a>` was used instead, and it still works where there is no
        // `id`.
        if name == "a" && !kept.iter().any(|attribute| attribute.name == "id") {
            for attribute in kept.iter_mut().filter(|attribute| attribute.name == "name") {
                attribute.name = Cow::Borrowed("id");
            }
        }
        let element = Element { name: Cow::Borrowed(name), attributes: kept, written: None };
        let is_void = element.is_void();
        self.add_tag(source, element, range.clone(), true);
        if is_empty && !is_void {
            self.end_tag(source, name.to_owned(), range);
        }
    }

    /// Takes a start tag that is output as it is.
    fn written_tag(
        &mut self,
        source: &Source<'_>,
        name: String,
        attributes: Vec<Attribute>,
        range: Range<usize>,
    ) {
        // Piece by piece, since a U+0000 is longer in the output than in the source.
        let begin = self.out.add_string("").start;
        let mut added = range.start;
        let mut places = Vec::new();
        for attribute in attributes {
            let Some(value) = attribute.value.clone() else { continue };
            self.out.add_string(&source.text[added..value.start]);
            added = value.end;
            places.push((attribute, self.out.add_string(&source.text[value.clone()]), value));
        }
        let start = TextRange { start: begin, end: self.out.add_string(&source.text[added..range.end]).end };
        let mut kept = Vec::new();
        for (attribute, place, value) in places {
            let is_address = ADDRESSES.contains(&&*attribute.name)
                && (attribute.name != "href" || matches!(&*name, "a" | "area"));
            let value = match is_address {
                true => {
                    let written = document::AddressRange { range: place, is_quoted: attribute.is_quoted };
                    match self.refer_to(source, &attribute) {
                        AttributeValue::Address(id, _) => AttributeValue::Address(id, Some(written)),
                        text => text,
                    }
                }
                false => AttributeValue::Text(self.out.add_string(&decode(&source.text[value]))),
            };
            kept.push(document::Attribute { name: Cow::Owned(attribute.name), value });
        }
        let written = document::WrittenTags { start, end: None };
        self.raw_links += usize::from(name == "a");
        self.add_tag(
            source,
            Element { name: Cow::Owned(name), attributes: kept, written: Some(written) },
            range,
            true,
        );
    }

    fn end_tag(&mut self, source: &Source<'_>, name: String, range: Range<usize>) {
        let mut written = None;
        if self.out.is_verbatim() {
            let start = self.out.add_string(&source.text[range.clone()]);
            written = Some(document::WrittenTags { start, end: None });
        } else {
            match treatment(&name) {
                Treatment::Published(..) => {}
                Treatment::Removed => {
                    self.foreign &= !matches!(&*name, "math" | "svg");
                    return self.part_words(&name);
                }
                Treatment::Unknown if self.foreign => return self.part_words(&name),
                Treatment::Unknown => {
                    self.note_unknown(source, range.clone());
                    return self.shown_words(source, &source.text[range]);
                }
            }
            // Browsers read `</br>` as a line break.
            if name == "br" {
                return self.out.push(Node::HardBreak);
            }
        }
        match &*name {
            "pre" => self.raw_pre = self.raw_pre.saturating_sub(1),
            "a" => self.raw_links = self.raw_links.saturating_sub(1),
            _ => {}
        }
        let element = Element { name: Cow::Owned(name), attributes: Vec::new(), written };
        self.add_tag(source, element, range, false);
    }

    /// Notes a tag of another program's component, such as `<Tabs group="a">`, whose source is shown.
    fn note_unknown(&mut self, source: &Source<'_>, range: Range<usize>) {
        let name = source.text[range.clone()].trim_start_matches(['<', '/']);
        let name = &name[..name.find([' ', '\t', '\n', '/', '>']).unwrap_or(name.len())];
        if !RAW_TEXT.contains(&&*name.to_ascii_lowercase()) {
            let what = format!("`<{name}>` is unknown to HTML, so its source is shown");
            let place = self.places_of(source, range);
            self.out.remove(&what, place);
        }
    }

    /// Keeps the words before and after a removed tag apart, unless browsers join them.
    fn part_words(&mut self, name: &str) {
        if !is_inline(name) && self.raw_pre == 0 {
            self.out.part_words();
        }
    }

    fn add_tag(&mut self, source: &Source<'_>, element: Element, range: Range<usize>, is_start: bool) {
        let is_block = is_block(&element.name);
        if is_block && is_start && !self.out.is_verbatim() {
            self.out.trim_end();
        }
        let tag = self.out.add_element(element);
        *self.out.element_places.last_mut().expect("an element was added") = self.places_of(source, range);
        self.out.push(if is_start { Node::Open(tag) } else { Node::Close(tag) });
    }

    fn refer_to(&mut self, source: &Source<'_>, attribute: &Attribute) -> AttributeValue {
        let Some(range) = &attribute.value else { return AttributeValue::Text(self.out.add_string("")) };
        let address = decode(&source.text[range.clone()]);
        let role = if attribute.name == "href" { Role::Link } else { Role::Image };
        let place = self.places_of(source, range.clone());
        let target = read_target(&address);
        let is_verbatim = place.len() == range.len() && address == source.text[range.clone()];
        let destination = Some(place.clone()).filter(|_| is_verbatim && !address.is_empty());
        let parts = LinkParts { destination, is_value: true, ..LinkParts::default() };
        AttributeValue::Address(self.out.refer_by_link(target, role, place, &address, parts), None)
    }

    fn places_of(&self, source: &Source<'_>, range: Range<usize>) -> Range<usize> {
        let start = source.place(range.start);
        self.piece.places(start..start.max(source.place(range.end.saturating_sub(1)) + 1))
    }

    fn remove(&mut self, what: &str, source: &Source<'_>, range: Range<usize>) {
        let place = self.places_of(source, range);
        self.out.remove(&format!("{what} is not published"), place);
    }

    // The source at some ranges, with its shortcodes: within HTML tags and comments they are plain text.
    fn unhide(&self, ranges: &[Range<usize>]) -> String {
        let places = ranges.iter().cloned().flatten();
        let bytes = places.map(|at| match self.masked.as_bytes()[at] {
            FILLER => self.piece.text.as_bytes()[at],
            byte => byte,
        });
        String::from_utf8(bytes.collect()).expect("whole characters were hidden, and only they come back")
    }

    fn push_html(&mut self, html: &str) {
        if !html.is_empty() {
            let range = self.out.add_string(html);
            self.out.push(Node::Html(range));
        }
    }
}
