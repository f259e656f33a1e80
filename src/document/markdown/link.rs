//! Links, images and embeds.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::address::{Embedded, Shown, is_unread_size, read_embed, read_wikilink, shown_as, split_size};
use super::convert::{Converter, Events};
use super::html::words_of_tag;
use super::link_parts::find_parts;
use super::mask::visible;
use crate::diagnostic::codes;
use crate::document::{LinkParts, Node, ReferenceId, Role, Tag, Target, TextRange, read_target};

impl<'p> Converter<'p, '_, '_> {
    /// Opens a link.
    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
    pub fn start_link(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        parts: LinkParts,
        events: &mut Events<'p>,
    ) {
        let is_shown = self.images == 0;
        let (address, title) = (&*visible(address), &*visible(title));
        let place = self.piece.places(range);
        if let LinkType::WikiLink { has_pothole } = kind {
            if !has_pothole {
                self.take_words(events, TagEnd::Link);
            }
            if is_shown {
                let id = self.out.refer_by_link(read_wikilink(address), Role::Link, place, address, parts);
                self.open_inline(Tag::Link(id));
            }
            self.links.push(is_shown);
            if !has_pothole {
                match is_shown {
                    true => self.end_link(),
                    false => {
                        self.links.pop();
                        self.out.push_text(address);
                    }
                }
            }
            return;
        }
        if is_shown {
            let (target, address) = match kind {
                LinkType::Email => {
                    let address = format!("mailto:{address}");
                    (Target::Url(address.clone()), address)
                }
                _ => (read_target(address), address.to_owned()),
            };
            let id = self.out.refer_by_link(target, Role::Link, place, &address, parts);
            self.note_title(id, title);
            self.open_inline(Tag::Link(id));
        }
        self.links.push(is_shown);
    }

    /// Closes a link.
    pub fn end_link(&mut self) {
        if self.links.pop() == Some(true)
            && let Some(tag) = self.inlines.last().copied()
        {
            self.close_inline(tag);
        }
    }

    /// Opens an image, or inserts an embed.
    pub fn start_image(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        parts: LinkParts,
        events: &mut Events<'p>,
    ) {
        let (address, title) = (&*visible(address), &*visible(title));
        let place = self.piece.places(range);
        if let LinkType::WikiLink { has_pothole } = kind {
            let words = self.take_words(events, TagEnd::Image);
            let words = if has_pothole { words } else { String::new() };
            return self.embed(address, &words, place, parts);
        }
        let target = read_target(address);
        if self.images == 0 {
            match shown_as(&target) {
                Shown::Image => {}
                Shown::Article => {
                    self.take_words(events, TagEnd::Image);
                    return self.embed_article(target, place, address, parts);
                }
                Shown::Link => {
                    let words = self.take_words(events, TagEnd::Image);
                    let words = if words.is_empty() { address } else { &words };
                    return self.link(target, words, place, address, parts);
                }
            }
        }
        self.images += 1;
        if self.images > 1 {
            return;
        }
        self.begin_inline();
        let source = self.out.refer_by_link(target, Role::Image, place, address, parts);
        self.note_title(source, title);
        let tag = Tag::Image { source, width: 0, height: 0 };
        self.inlines.push(tag);
        self.out.push(Node::Open(tag));
    }

    /// Closes an image.
    pub fn end_image(&mut self) {
        self.images = self.images.saturating_sub(1);
        if self.images > 0 {
            return;
        }
        let Some(mut tag) = self.inlines.pop() else { return };
        if let Tag::Image { source, .. } = tag {
            tag = self.take_size(tag, source);
            self.check_words(source);
        }
        self.out.push(Node::Close(tag));
    }

    // `![words|300](a.png)`, as Obsidian writes widths where wikilinks are switched off.
    fn take_size(&mut self, tag: Tag, source: ReferenceId) -> Tag {
        let Some(Node::Text(range)) = self.out.body.nodes.last().copied() else { return tag };
        let Some((words, width, height)) = split_size(self.out.body.str(range)) else { return tag };
        let end = range.start + words.len() as u32;
        let sized = Tag::Image { source, width, height };
        if let Some(opening) = self.out.body.nodes.iter_mut().rev().find(|node| **node == Node::Open(tag)) {
            *opening = Node::Open(sized);
        }
        self.out.body.nodes.pop();
        if end > range.start {
            self.out.body.nodes.push(Node::Text(TextRange { start: range.start, end }));
        }
        sized
    }

    /// Reports the link that ends here if it has no words.
    pub fn check_link(&mut self) {
        let is_blank = |node: &&Node| {
            **node == Node::SoftBreak
                || matches!(node, Node::Text(range) if self.out.body.str(*range).trim().is_empty())
        };
        let mut shown = self.out.body.nodes.iter().rev().skip_while(is_blank);
        let Some(Node::Open(Tag::Link(id))) = shown.next().copied() else { return };
        // A link that leads nowhere either is reported when it is resolved.
        if matches!(self.out.target(id), Target::Path { path, heading: None } if path.is_empty()) {
            return;
        }
        let place = self.out.place_of(id);
        self.out
            .report(&codes::LINK_EMPTY, place, "this link has no text".into())
            .label("no text")
            .hint("say where it leads: `[words](address)`");
    }

    fn embed(&mut self, name: &str, words: &str, place: Range<usize>, parts: LinkParts) {
        if self.images > 0 {
            return self.out.push_text(words);
        }
        match read_embed(name, words) {
            Embedded::Image { path, width, height, words } => {
                self.begin_inline();
                let target = read_wikilink(&path);
                let source = self.out.refer_by_link(target, Role::Image, place, name, parts);
                let tag = Tag::Image { source, width, height };
                self.out.push(Node::Open(tag));
                self.out.push_text(&words);
                self.check_words(source);
                self.out.push(Node::Close(tag));
            }
            Embedded::File { path, words } => {
                let words = if words.is_empty() { &path } else { &words };
                self.link(read_wikilink(&path), words, place, name, parts);
            }
            Embedded::Article(target) => self.embed_article(target, place, name, parts),
        }
    }

    fn link(&mut self, target: Target, words: &str, place: Range<usize>, address: &str, parts: LinkParts) {
        let id = self.out.refer_by_link(target, Role::Link, place, address, parts);
        self.open_inline(Tag::Link(id));
        self.out.push_text(words);
        self.close_inline(Tag::Link(id));
    }

    fn embed_article(&mut self, target: Target, place: Range<usize>, address: &str, parts: LinkParts) {
        let id = self.out.refer_by_link(target, Role::Embed, place, address, parts);
        match self.fixed {
            0 => self.split_block(),
            _ => self.begin_inline(),
        }
        self.out.push(Node::Open(Tag::Embed(id)));
        self.out.push(Node::Close(Tag::Embed(id)));
    }

    // An image without alternative text says nothing to readers who cannot see it.
    fn check_words(&mut self, image: ReferenceId) {
        let nodes = &self.out.body.nodes;
        let opening = nodes.iter().rposition(|node| matches!(node, Node::Open(Tag::Image { .. })));
        let start = opening.map_or(0, |at| at + 1);
        let words = self.out.body.words(start..nodes.len(), |_| "");
        let place = self.out.place_of(image);
        if is_unread_size(words.rsplit('|').next().unwrap_or("")) {
            self.out
                .report(
                    &codes::PICTURE_ALT,
                    place,
                    format!("“{words}” would be read aloud as the description of this image"),
                )
                .label("not a size")
                .hint("write the width in pixels, without a unit, after the description: `|300`, `|300x200`");
        } else if words.is_empty() {
            self.out
                .report(&codes::PICTURE_ALT, place, "this image has no alternative text".into())
                .label("no text")
                .hint("describe what it shows: `![description](image.png)`, `![[image.png|description]]`");
        }
    }

    /// The parts of a link or an image; `name` is that of the definition that it uses, if any.
    pub fn link_parts(
        &mut self,
        kind: LinkType,
        address: &str,
        name: &str,
        range: &Range<usize>,
    ) -> LinkParts {
        let masked = self.masked;
        let defined = self.use_definition(name).and_then(|definition| definition.place_of_address(masked));
        let found = find_parts(&masked[range.clone()], kind, address);
        let place =
            |part: Range<usize>| self.piece.exact_places(range.start + part.start..range.start + part.end);
        let defined = defined.and_then(|defined| self.piece.exact_places(defined));
        LinkParts {
            destination: found.destination.and_then(place).or(defined),
            label: found.label.and_then(place),
            ..found
        }
    }

    fn note_title(&mut self, id: ReferenceId, title: &str) {
        if !title.is_empty() {
            let range = self.out.add_string(title);
            self.out.body.titles.push((id, range));
        }
    }

    // The text up to the end of a tag, without markup.
    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
    fn take_words(&self, events: &mut Events<'_>, end: TagEnd) -> String {
        let mut words = String::new();
        let mut depth = 0;
        for (event, _) in events.by_ref() {
            match event {
                Event::End(tag) if tag == end && depth == 0 => break,
                Event::Start(tag) if tag.to_end() == end => depth += 1,
                Event::End(tag) if tag == end => depth -= 1,
                Event::Text(text) | Event::Code(text) => words.push_str(&visible(&text)),
                Event::InlineHtml(tag) => {
                    words.push_str(&visible(words_of_tag(&tag, self.out.options.config.markdown.html)));
                }
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }
}
