//! Which elements of raw HTML are open at a place in a text.
//!
//! Reads raw HTML piece by piece, as it stands between words. An element that its author forgot to close stays open: a link
//! too few is better than one inside another.

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct RawTags {
    open: Vec<String>,
    place: Place,
}

#[derive(Debug, Default, PartialEq)]
enum Place {
    #[default]
    Text,
    Comment,
    Tag {
        name: String,
        is_end: bool,
    },
    /// The value of an attribute, and what ends it.
    Quoted {
        quote: char,
        name: String,
        is_end: bool,
    },
}

// Elements that hold nothing, and those whose end authors leave out; text directly in the latter stands in an open table or list.
const NEVER_OPEN: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

impl RawTags {
    /// Whether words at this place are outside of all raw HTML.
    pub fn are_all_closed(&self) -> bool {
        self.open.is_empty() && self.place == Place::Text
    }

    /// Takes the next piece.
    pub fn read(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            rest = match std::mem::take(&mut self.place) {
                Place::Text => match rest.find('<') {
                    Some(at) => self.begin(&rest[at..]),
                    None => "",
                },
                Place::Comment => match rest.split_once("-->") {
                    Some((_, after)) => after,
                    None => {
                        self.place = Place::Comment;
                        ""
                    }
                },
                Place::Quoted { quote, name, is_end } => match rest.split_once(quote) {
                    Some((_, after)) => {
                        self.place = Place::Tag { name, is_end };
                        after
                    }
                    None => {
                        self.place = Place::Quoted { quote, name, is_end };
                        ""
                    }
                },
                Place::Tag { name, is_end } => match rest.find(['"', '\'', '>']) {
                    Some(at) if rest[at..].starts_with('>') => {
                        self.end_tag(name, is_end);
                        &rest[at + 1..]
                    }
                    Some(at) => {
                        let quote = if rest[at..].starts_with('"') { '"' } else { '\'' };
                        self.place = Place::Quoted { quote, name, is_end };
                        &rest[at + 1..]
                    }
                    None => {
                        self.place = Place::Tag { name, is_end };
                        ""
                    }
                },
            };
        }
    }

    /// Takes what begins with `<`.
    fn begin<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(rest) = html.strip_prefix("<!--") {
            self.place = Place::Comment;
            return rest;
        }
        let rest = &html[1..];
        let is_end = rest.starts_with('/');
        // What scripts and styles hold is no markup, up to their own end.
        let is_raw =
            self.open.last().is_some_and(|open| matches!(open.as_str(), "script" | "style" | "textarea"));
        if is_raw && !is_end {
            return rest;
        }
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '!' | '?')) {
            return rest;
        }
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        self.place = Place::Tag { name: rest[..length].to_ascii_lowercase(), is_end };
        &rest[length..]
    }

    fn end_tag(&mut self, name: String, is_end: bool) {
        if is_end {
            if let Some(at) = self.open.iter().rposition(|open| *open == name) {
                self.open.truncate(at);
            }
        } else if !name.is_empty() && !NEVER_OPEN.contains(&name.as_str()) {
            self.open.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pieces: &[&str], is_outside: bool) {
        let mut tags = RawTags::default();
        pieces.iter().for_each(|piece| tags.read(piece));
        assert_eq!(tags.are_all_closed(), is_outside, "{pieces:?} {tags:?}");
    }

    #[test]
    fn an_element_is_open_until_its_end() {
        check(&["<span>"], false);
        check(&["<span>", "</span>"], true);
        check(&["<SPAN CLASS='a>b'>", "</Span>"], true);
        check(&["<a href=\"", "\">"], false);
        check(&["<a href=\"", "\">", "</a>"], true);
        check(&["<div><span></div>"], true);
        check(&["</div>"], true);
    }

    #[test]
    fn void_elements_are_never_open() {
        check(&["<br>"], true);
        check(&["<img src=\"", "\" alt=\"a > b\">"], true);
        check(&["<!-- <b> ", " -->"], true);
        check(&["<!-- <b> "], false);
        check(&["<!doctype html>"], true);
        check(&["1 < 2"], true);
        check(&["<script>if (a<b) c</script>"], true);
    }
}
