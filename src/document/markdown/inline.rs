//! Converts text to nodes: highlights, bare addresses, inline shortcodes and embeds.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::address::find_missing_footnotes;
use super::autolink::find_autolinks;
use super::convert::{Converter, convert};
use super::mask::{FILLER, MaskKind, visible};
use super::piece::{container_prefix, line_before};
use super::signs::Signs;
use super::stray::{Context, ShortcodeTag, Stray, find_stray};
use super::text_tag::find_tags;
use super::typography::{begins_option, is_feet};
use crate::diagnostic::codes;
use crate::document::{BuiltIn, Node, Role, Tag, Target};

/// Text that is contiguous in the source.
pub(super) struct Run {
    range: Range<usize>,
    /// Punctuation that is replaced, in order.
    smart: Vec<(Range<usize>, String)>,
}

const DEEPEST: usize = 16;

impl<'p> Converter<'p, '_, '_> {
    /// Takes the text of an event.
    pub fn text(&mut self, text: CowStr<'p>, range: Range<usize>) {
        self.words_end = range.end;
        let start = range.start.max(self.skip_until);
        if start >= range.end {
            return;
        }
        if text.as_bytes() != &self.parsed.as_bytes()[range.clone()] {
            let replaced = self.masked.get(range.clone()).unwrap_or("");
            let is_smart = self.out.options.config.markdown.smart_punctuation
                && (matches!(replaced, "'" | "\"" | "...") || replaced.starts_with("--"));
            // `&amp;` is common in addresses, and must not split them.
            if is_smart || replaced == "&amp;" {
                let words = self.smart(&text, &range);
                let run = self.run_until(range.clone());
                run.smart.push((range, words));
            } else {
                self.flush();
                self.begin_inline();
                self.out.push_text(&text);
            }
            return;
        }
        let mut start = start;
        let is_continued = self.run.as_ref().is_some_and(|run| run.range.end == start);
        let is_escaped = !is_continued
            && start == range.start
            && start != self.literal_end
            && start > 0
            && self.masked.as_bytes()[start - 1] == b'\\';
        if is_escaped {
            self.flush();
            let length = self.masked[start..].chars().next().map_or(0, char::len_utf8);
            self.begin_inline();
            self.out.push_text(&self.masked[start..start + length]);
            start += length;
            self.literal_end = start;
        }
        let mut next = self.masks.partition_point(|mask| mask.range.end <= start);
        while let Some(mask) = self.masks.get(next).filter(|mask| mask.range.start < range.end) {
            // A comment on its own lines is blank and invisible.
            if self.masked.as_bytes()[mask.range.start] == FILLER {
                if start < mask.range.start {
                    self.run_until(start..mask.range.start);
                }
                self.flush();
                self.mask(next);
                start = mask.range.end.max(start);
                self.skip_until = start;
            }
            next += 1;
        }
        if start < range.end {
            self.run_until(start..range.end);
        }
    }

    /// Extends the run by a range, or begins a new one.
    fn run_until(&mut self, range: Range<usize>) -> &mut Run {
        if self.run.as_ref().is_some_and(|run| run.range.end != range.start) {
            self.flush();
        }
        let run = self.run.get_or_insert(Run { range: range.start..range.start, smart: Vec::new() });
        run.range.end = range.end;
        run
    }

    /// Turns the run into nodes.
    pub fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let text = &self.masked[run.range.clone()];
        if self.pending.is_some() && text.trim().is_empty() {
            return;
        }
        self.begin_inline();
        let is_plain = !self.out.options.config.markdown.extensions || self.images > 0;
        if is_plain {
            return self.push_words(run.range.clone(), &run);
        }
        let signs = Signs::of(text);
        let mut at = run.range.start;
        if self.is_outside_links() && (signs.has(Signs::ADDRESS) || signs.has(Signs::DOT) && has_www(text)) {
            for link in find_autolinks(self.masked, run.range.start, run.range.end) {
                self.push_marked(at..link.range.start, &run, signs);
                at = link.range.end;
                let place = self.piece.places(link.range.clone());
                let address = link.address.replace("&amp;", "&");
                let id = self.out.refer(Target::Url(address.clone()), Role::Link, place, &address);
                self.out.push(Node::Open(Tag::Link(id)));
                self.out.push_text(&self.masked[link.range].replace("&amp;", "&"));
                self.out.push(Node::Close(Tag::Link(id)));
            }
        }
        self.push_marked(at..run.range.end, &run, signs);
        if signs.has(Signs::STRAY) || text.starts_with("import ") {
            self.report_stray(run.range.clone());
        }
        if signs.has(Signs::CARET) {
            for range in find_missing_footnotes(text) {
                let label = &*visible(&text[range.start + 2..range.end - 1]);
                let (message, hint) = match label.contains(' ') {
                    true => (
                        format!("the footnote `{label}` is shown as written: its name contains a space"),
                        format!("write `[^{}]`, here and where it is defined", label.replace(' ', "-")),
                    ),
                    false => {
                        (format!("no footnote is called `{label}`"), format!("define it: `[^{label}]: …`"))
                    }
                };
                let place = self.piece.places(run.range.start + range.start..run.range.start + range.end);
                self.out.report(&codes::FOOTNOTE_MISSING, place, message).label("not defined").hint(hint);
            }
        }
    }

    fn report_stray(&mut self, range: Range<usize>) {
        let line = line_before(self.masked, range.start);
        let before = line.map(|line| &line[container_prefix(line).len()..]);
        let context = Context {
            is_line_start: before == Some(""),
            is_item: line.is_some_and(|line| line.trim_end().ends_with(['-', '*', '+', '.', ')'])),
            is_cell: !self.tables.is_empty(),
            has_math: self.out.options.config.markdown.math,
        };
        for mut stray in find_stray(self.masked, range, context) {
            self.row.is_reported = true;
            if let Some(tag) = ShortcodeTag::read(&self.masked[stray.range.clone()]) {
                let schema = self.out.options.shortcodes.get(tag.name);
                let has_body = schema.is_some_and(|schema| schema.has_body);
                // The end of a body whose beginning was reported.
                if tag.is_end && self.stray_bodies > 0 {
                    self.stray_bodies -= 1;
                    continue;
                }
                if has_body && !tag.is_end {
                    self.stray_bodies += 1;
                }
                if let Some(hint) = tag.hint(schema.map(|schema| schema.has_body)) {
                    stray.hint = hint;
                }
            }
            self.report_stray_markup(stray);
        }
    }

    /// Reports markup that readers see.
    pub fn report_stray_markup(&mut self, stray: Stray) {
        let place = self.piece.places(stray.range);
        self.out
            .report(&codes::STRAY_MARKUP, place, stray.message)
            .label("shown to readers")
            .hint(stray.hint);
    }

    // Text in which `==` opens and closes highlights.
    fn push_marked(&mut self, range: Range<usize>, run: &Run, signs: Signs) {
        if !signs.has(Signs::EQUALS) {
            return self.push_tagged(range, run, signs);
        }
        let bytes = self.masked.as_bytes();
        let mut from = range.start;
        let mut at = range.start;
        while let Some(offset) = self.masked[at..range.end].find("==") {
            at += offset;
            let length = bytes[at..range.end].iter().take_while(|byte| **byte == b'=').count();
            if length != 2 {
                at += length;
                continue;
            }
            let is_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
            let may_close = !is_space(at.checked_sub(1).and_then(|before| bytes.get(before)));
            let may_open = !is_space(bytes.get(at + 2));
            let open = self.marks.last().copied().flatten();
            match open {
                Some(open) if may_close => {
                    self.push_tagged(from..at, run, signs);
                    self.out.body.nodes[open] = Node::Open(Tag::Mark);
                    self.out.push(Node::Close(Tag::Mark));
                    self.set_mark(None);
                    from = at + 2;
                }
                None if may_open => {
                    self.push_tagged(from..at, run, signs);
                    let position = self.out.push_candidate("==");
                    self.set_mark(Some(position));
                    from = at + 2;
                }
                _ => {}
            }
            at += 2;
        }
        self.push_tagged(from..range.end, run, signs);
    }

    // Text in which `#tag` is a tag.
    fn push_tagged(&mut self, range: Range<usize>, run: &Run, signs: Signs) {
        let mut at = range.start;
        let may_have_tags = signs.has(Signs::HASH) && self.is_outside_links();
        if self.out.options.config.markdown.text_tags && may_have_tags {
            for tag in find_tags(self.masked, range.clone()) {
                self.push_words(at..tag.start, run);
                at = tag.end;
                let words = &self.masked[tag.clone()];
                let place = self.piece.places(tag);
                let id = self.out.refer(Target::Tag(words[1..].to_owned()), Role::Link, place, words);
                self.out.push(Node::Open(Tag::Link(id)));
                self.out.push_text(words);
                self.out.push(Node::Close(Tag::Link(id)));
            }
        }
        self.push_words(at..range.end, run);
    }

    fn is_outside_links(&self) -> bool {
        self.links.is_empty() && self.raw_links == 0
    }

    fn set_mark(&mut self, mark: Option<usize>) {
        if let Some(last) = self.marks.last_mut() {
            *last = mark;
        }
    }

    fn push_words(&mut self, range: Range<usize>, run: &Run) {
        let mut at = range.start;
        let first = run.smart.partition_point(|(place, _)| place.start < range.start);
        for (place, words) in run.smart[first..].iter().take_while(|(place, _)| place.end <= range.end) {
            self.out.push_text(&self.masked[at..place.start]);
            self.out.push_text(words);
            at = place.end;
        }
        self.out.push_text(&self.masked[at..range.end]);
    }

    // The parser produces English quotation marks.
    fn smart(&mut self, text: &str, range: &Range<usize>) -> String {
        let is_sign = |letter: char| matches!(letter, '*' | '_' | '~');
        let before = self.masked[..range.start].trim_end_matches(is_sign).chars().next_back();
        let after = self.masked[range.end..].trim_start_matches(is_sign).chars().next();
        let next_to = |signs: &[char]| {
            before.is_some_and(|sign| signs.contains(&sign))
                || after.is_some_and(|sign| signs.contains(&sign))
        };
        match &self.masked[range.clone()] {
            // Arrows, and tables drawn with characters.
            dashes @ ("--" | "---") if next_to(&['<', '>', '|', '+', '!']) => dashes.to_owned(),
            // No dash is that long.
            dashes if dashes.starts_with("----") => dashes.to_owned(),
            // Options of commands, such as `--force`. They begin with a small letter; `--Ann` says who is quoted.
            "--" if before.is_none_or(begins_option)
                && after.is_some_and(|letter| letter.is_ascii_lowercase()) =>
            {
                "--".to_owned()
            }
            // Paths, such as `./...`.
            "..." if next_to(&['/', '\\']) => "...".to_owned(),
            "'" if is_feet(&self.masked[..range.start], &self.masked[range.end..]) => "′".to_owned(),
            "\"" => self.open_quotes.double(before, after, &self.out.quotes).to_owned(),
            "'" => self.open_quotes.single(before, after, text, &self.out.quotes).to_owned(),
            _ => text.to_owned(),
        }
    }

    /// Inserts what was hidden at a mask.
    pub fn mask(&mut self, index: usize) {
        let masks = self.masks;
        let mask = &masks[index];
        let (call, body) = match &mask.kind {
            MaskKind::Comment => return self.out.note_gap(),
            MaskKind::Math(math) => return self.formula(math, &mask.range),
            MaskKind::Unclosed(call) => return self.out.checker().report_unclosed(call, self.piece),
            MaskKind::Broken(problem) => return self.out.checker().report_problem(problem, self.piece),
            MaskKind::Call(call, body) => (call, body),
        };
        if self.out.depth == DEEPEST {
            let message = format!("shortcodes are nested more than {DEEPEST} levels deep");
            let place = self.piece.places(call.range.clone());
            self.out
                .report(&codes::SHORTCODE_SYNTAX, place, message)
                .label("one level too deep")
                .hint("close the earlier ones with `{% end %}`");
            return;
        }
        let checked = self.out.checker().check(call, self.piece);
        let is_block = body.is_some() || BuiltIn::named(&call.name.value).is_some_and(BuiltIn::is_block);
        let may_split = is_block && self.fixed == 0 && self.images == 0;
        match may_split {
            true => self.split_block(),
            false => self.begin_inline(),
        }
        let tag = checked.map(|call| {
            self.out.body.shortcodes.push(call);
            Tag::Shortcode(self.out.body.shortcodes.len() as u32 - 1)
        });
        if let Some(tag) = tag {
            self.out.push(Node::Open(tag));
        }
        if let Some(body) = body {
            // The content of an invalid call is not shown, but still checked.
            let before = self.out.position();
            self.out.depth += 1;
            convert(&self.piece.inner(call.range.start, body.clone()), self.out);
            self.out.depth -= 1;
            if tag.is_none() {
                self.out.body.nodes.truncate(before);
            }
        }
        if let Some(tag) = tag {
            self.out.push(Node::Close(tag));
        }
    }

    /// Closes the paragraph and the open inline tags, so that a block can be inserted here.
    pub fn split_block(&mut self) {
        if self.pending.is_some() {
            return;
        }
        if self.paragraph.is_some() {
            self.out.trim_end();
        }
        for tag in self.inlines.iter().rev() {
            self.out.close_unless_empty(*tag);
        }
        if self.paragraph.is_some() {
            self.out.trim_end();
            self.out.close_unless_empty(Tag::Paragraph);
        }
        self.pending = Some(self.paragraph.take().is_some());
        self.marks.iter_mut().for_each(|mark| *mark = None);
    }

    /// Reopens what a block within text has closed.
    pub fn begin_inline(&mut self) {
        let Some(was_in_paragraph) = self.pending.take() else { return };
        if was_in_paragraph {
            self.paragraph = Some(self.out.position());
            self.out.push(Node::Open(Tag::Paragraph));
        }
        for tag in &self.inlines {
            self.out.push(Node::Open(*tag));
        }
        self.out.note_gap();
    }

    /// Opens a tag within text. The alternative text of an image has none.
    pub fn open_inline(&mut self, tag: Tag) {
        if self.images > 0 {
            return;
        }
        self.begin_inline();
        self.inlines.push(tag);
        self.marks.push(None);
        self.out.push(Node::Open(tag));
    }

    /// Closes the last tag that [`Self::open_inline`] opened.
    pub fn close_inline(&mut self, tag: Tag) {
        if self.images > 0 {
            return;
        }
        self.inlines.pop();
        self.marks.pop();
        if self.pending.is_none() {
            self.out.push(Node::Close(tag));
        }
    }

    /// Removes the paragraph that opened at a position if it contains only shortcodes, each of which becomes a block.
    /// Gives whether it did.
    pub fn unwrap_shortcodes(&mut self, start: usize) -> bool {
        let nodes = &self.out.body.nodes[start + 1..];
        let mut outer = None;
        let mut line_ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            match (outer, node) {
                (None, Node::Open(tag @ Tag::Shortcode(_))) => outer = Some(*tag),
                (Some(tag), Node::Close(closing)) if tag == *closing => outer = None,
                (Some(_), _) => {}
                (None, Node::SoftBreak) => line_ends.push(start + 1 + index),
                (None, Node::Text(range)) if self.out.body.str(*range).trim().is_empty() => {
                    line_ends.push(start + 1 + index);
                }
                (None, _) => return false,
            }
        }
        if nodes.is_empty() {
            return false;
        }
        let nodes = self.out.body.nodes.split_off(start);
        let mut line_ends = line_ends.into_iter().peekable();
        // The first node opens the paragraph.
        for (index, node) in (start..).zip(nodes).skip(1) {
            if line_ends.next_if_eq(&index).is_none() {
                self.out.body.nodes.push(node);
            }
        }
        true
    }
}

/// Whether an address without a scheme may begin in a text.
fn has_www(text: &str) -> bool {
    text.match_indices('.').any(|(at, _)| text[..at].ends_with("www") || text[..at].ends_with("WWW"))
}
