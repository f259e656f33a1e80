//! Raw HTML to nodes: its addresses become references, and shortcodes in it are found.

use std::ops::Range;

use super::convert::Walk;
use super::mask::FILLER;
use super::raw_html::{self, Find};
use crate::config::HtmlPolicy;
use crate::document::{Node, Role, Tag, read_target};

impl Walk<'_, '_, '_> {
    /// Takes the lines of an HTML block, between which the marks of quotes and lists stand.
    pub fn html_block(&mut self, ranges: &[Range<usize>]) {
        self.reset_inline();
        let is_text = self.out.options.config.markdown.html == HtmlPolicy::Escape;
        if is_text {
            self.out.push(Node::Open(Tag::Paragraph));
        }
        self.html(ranges);
        if is_text {
            self.out.trim_end();
            self.out.close_unless_empty(Tag::Paragraph);
        }
    }

    /// Takes raw HTML that stands at some places.
    pub fn html(&mut self, ranges: &[Range<usize>]) {
        let masked: String = ranges.iter().map(|range| &self.masked[range.clone()]).collect();
        let html = match masked.as_bytes().contains(&FILLER) {
            true => self.unhide(ranges),
            false => masked.clone(),
        };
        if self.out.options.config.markdown.html == HtmlPolicy::Escape {
            return self.out.push_text(html.trim_end_matches('\n'));
        }
        let place = |at: usize| {
            let mut rest = at;
            for range in ranges {
                if rest < range.len() {
                    return range.start + rest;
                }
                rest -= range.len();
            }
            ranges.last().map_or(0, |range| range.end)
        };
        let mut from = 0;
        for find in raw_html::scan(&masked) {
            match find {
                Find::Address { range, is_quoted, is_source } => {
                    let address = raw_html::decode(&html[range.clone()]);
                    let start = place(range.start);
                    let source = self.piece.places(start..start + range.len());
                    let role = if is_source { Role::Image } else { Role::Link };
                    self.push_html(&html[from..range.start]);
                    from = range.end;
                    if !is_quoted {
                        self.push_html("\"");
                    }
                    self.html_address(&address, role, source);
                    if !is_quoted {
                        self.push_html("\"");
                    }
                }
                Find::Anchor(range) => self.out.anchors.push(raw_html::decode(&html[range])),
                Find::Filler(range) => {
                    let start = place(range.start);
                    let first = self.masks.partition_point(|mask| mask.range.start < start);
                    let end = start + range.len();
                    self.push_html(&html[from..range.start]);
                    from = range.start;
                    for index in first..self.masks.len() {
                        let mask = &self.masks[index].range;
                        if mask.end > end {
                            break;
                        }
                        self.mask(index);
                        from = range.start + (mask.end - start);
                    }
                }
            }
        }
        self.push_html(&html[from..]);
    }

    // Shortcodes within tags and comments of HTML are plain text.
    fn unhide(&self, ranges: &[Range<usize>]) -> String {
        let places = ranges.iter().cloned().flatten();
        let bytes = places.map(|at| match self.masked.as_bytes()[at] {
            FILLER => self.piece.text.as_bytes()[at],
            byte => byte,
        });
        String::from_utf8(bytes.collect()).expect("whole characters were hidden, and only they come back")
    }

    fn html_address(&mut self, address: &str, role: Role, range: Range<usize>) {
        let target = read_target(address);
        let id = self.out.refer(target, role, range, address);
        self.out.push(Node::HtmlAddress(id));
    }

    fn push_html(&mut self, html: &str) {
        if !html.is_empty() {
            let range = self.out.add_string(html);
            self.out.push(Node::Html(range));
        }
    }
}
