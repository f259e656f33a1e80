//! Plain text out of words and raw HTML: one space between words, a line end between blocks.

use std::ops::Range;

use crate::document::{ReferenceId, decode_html};

/// Text that grows.
pub(super) struct Plain {
    pub text: String,
    state: State,
    /// A link of raw HTML that was opened.
    address: Option<ReferenceId>,
    link: Option<(ReferenceId, usize)>,
    links: Vec<(ReferenceId, Range<usize>)>,
    /// Where the current cell begins: behind an empty one no separator is put.
    cell_start: usize,
}

enum State {
    Text,
    /// Within a tag: the quote that is open, and the element if its content is not text.
    Tag(Option<char>, Option<&'static str>),
    Comment,
    Hidden(&'static str),
}

const SEPARATOR: &str = " · ";

/// Elements that words of two sentences stand in.
const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

impl Plain {
    /// An empty text, perhaps within a tag of raw HTML.
    pub fn new(is_in_tag: bool) -> Plain {
        let state = if is_in_tag { State::Tag(None, None) } else { State::Text };
        Plain { text: String::new(), state, address: None, link: None, links: Vec::new(), cell_start: 0 }
    }

    /// Adds words, and says whether there were any.
    pub fn push(&mut self, words: &str) -> bool {
        let length = self.text.trim_end().len();
        for letter in words.chars() {
            match letter {
                ' ' | '\n' | '\t' | '\r' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                letter => self.text.push(letter),
            }
        }
        self.text.trim_end().len() > length
    }

    /// A cell of a row begins.
    pub fn begin_cell(&mut self) {
        self.end_space();
        if self.text.len() > self.cell_start {
            self.text.push_str(SEPARATOR);
            self.cell_start = self.text.len();
        }
    }

    /// Adds the words of raw HTML, and says whether there were any.
    pub fn push_html(&mut self, html: &str) -> bool {
        let mut has_words = false;
        let mut rest = html;
        while !rest.is_empty() {
            rest = match self.state {
                State::Text => {
                    let end = rest.find('<').unwrap_or(rest.len());
                    has_words |= self.push(&decode_html(&rest[..end]));
                    self.begin_markup(&rest[end..])
                }
                State::Tag(quote, hidden) => self.go_through_tag(rest, quote, hidden),
                State::Comment => self.leave(rest, "-->"),
                State::Hidden(element) => self.leave(rest, element),
            };
        }
        has_words
    }

    /// The address of a link in raw HTML, if it is one in question.
    pub fn note_address(&mut self, link: Option<ReferenceId>) {
        self.address = link;
    }

    /// The text, and the links in raw HTML.
    pub fn finish(mut self) -> (String, Vec<(ReferenceId, Range<usize>)>) {
        self.end_link();
        let mut length = self.text.trim_end().len();
        if length <= self.cell_start {
            length = self.cell_start.saturating_sub(SEPARATOR.len());
        }
        self.text.truncate(length);
        (self.text, self.links)
    }

    fn begin_markup<'a>(&mut self, rest: &'a str) -> &'a str {
        if rest.is_empty() {
            return rest;
        }
        if let Some(rest) = rest.strip_prefix("<!--") {
            self.state = State::Comment;
            return rest;
        }
        let closing = rest.starts_with("</");
        let after = &rest[if closing { 2 } else { 1 }..];
        let length = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 && !after.starts_with(['!', '?']) {
            self.push("<");
            return &rest[1..];
        }
        let name = after[..length].to_ascii_lowercase();
        if closing && name == "a" {
            self.end_link();
        }
        if BLOCKS.contains(&name.as_str()) {
            self.end_space();
            if !self.text.is_empty() {
                self.text.push('\n');
            }
        }
        if name == "br" {
            self.push(" ");
        }
        let hidden = match name.as_str() {
            "script" if !closing => Some("</script"),
            "style" if !closing => Some("</style"),
            _ => None,
        };
        self.state = State::Tag(None, hidden);
        &after[length..]
    }

    fn go_through_tag<'a>(
        &mut self,
        rest: &'a str,
        quote: Option<char>,
        hidden: Option<&'static str>,
    ) -> &'a str {
        let stop = match quote {
            Some(quote) => rest.find(quote),
            None => rest.find(['>', '"', '\'']),
        };
        let Some(at) = stop else { return "" };
        self.state = match (quote, rest.as_bytes()[at]) {
            (Some(_), _) => State::Tag(None, hidden),
            (None, b'>') => {
                if let Some(link) = self.address.take() {
                    self.link = Some((link, self.text.len()));
                }
                hidden.map_or(State::Text, State::Hidden)
            }
            (None, quote) => State::Tag(Some(char::from(quote)), hidden),
        };
        &rest[at + 1..]
    }

    fn leave<'a>(&mut self, rest: &'a str, end: &str) -> &'a str {
        let Some(at) = rest.find(end) else { return "" };
        self.state = if end == "-->" { State::Text } else { State::Tag(None, None) };
        &rest[at + end.len()..]
    }

    fn end_link(&mut self) {
        if let Some((link, start)) = self.link.take() {
            self.links.push((link, start..self.text.len()));
        }
    }

    fn end_space(&mut self) {
        let length = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(length.max(self.cell_start));
    }
}
