//! A piece of Markdown that knows the position of each of its bytes in its file.

use std::borrow::Cow;
use std::ops::Range;

/// The Markdown of a file, or the body of a shortcode without the markers of the quotes and lists around it.
pub(super) struct Piece<'a> {
    /// The Markdown.
    pub text: Cow<'a, str>,
    // Where a segment begins in the text, and in the file; the first begins at 0.
    stretches: Vec<(usize, usize)>,
    // The position of the whole piece, if the file does not contain its bytes verbatim.
    whole: Option<Range<usize>>,
}

impl<'a> Piece<'a> {
    /// The piece `range` of a file.
    pub fn new(source: &'a str, range: Range<usize>) -> Piece<'a> {
        Piece { text: Cow::Borrowed(&source[range.clone()]), stretches: vec![(0, range.start)], whole: None }
    }

    /// A value at a position in a file. If it was written with escapes, all of it has that position.
    pub fn of_value(file: &'a str, value: &'a str, place: &Range<usize>) -> Piece<'a> {
        match file[place.clone()].find(value) {
            Some(at) => Piece::new(file, place.start + at..place.start + at + value.len()),
            None => Piece {
                text: Cow::Borrowed(value),
                stretches: vec![(0, place.start)],
                whole: Some(place.clone()),
            },
        }
    }

    /// The body of a shortcode that opens at `opening`. The quote and list markers before the opening are removed from
    /// each line.
    pub fn inner(&self, opening: usize, body: Range<usize>) -> Piece<'_> {
        let prefix = container_prefix(line_before(&self.text, opening).unwrap_or(""));
        if prefix.is_empty() {
            let text = &self.text[body.clone()];
            let mut stretches = vec![(0, self.place(body.start))];
            let first = self.stretches.partition_point(|(start, _)| *start <= body.start);
            let inside = self.stretches[first..].iter().take_while(|(start, _)| *start < body.end);
            stretches.extend(inside.map(|(start, place)| (start - body.start, *place)));
            return Piece { text: Cow::Borrowed(text), stretches, whole: self.whole.clone() };
        }
        let mut text = String::with_capacity(body.len());
        let mut stretches = Vec::new();
        let mut at = body.start;
        for line in self.text[body].split_inclusive('\n') {
            let cut = if stretches.is_empty() { 0 } else { prefix_length(line, prefix) };
            stretches.push((text.len(), self.place(at + cut)));
            text.push_str(&line[cut..]);
            at += line.len();
        }
        if stretches.is_empty() {
            stretches.push((0, self.place(at)));
        }
        Piece { text: Cow::Owned(text), stretches, whole: self.whole.clone() }
    }

    // The position of a byte in the file.
    fn place(&self, at: usize) -> usize {
        let index = self.stretches.partition_point(|(start, _)| *start <= at) - 1;
        let (start, place) = self.stretches[index];
        place + (at - start)
    }

    /// The position of a range in the file.
    pub fn places(&self, range: Range<usize>) -> Range<usize> {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let start = self.place(range.start);
        match range.end > range.start {
            true => start..self.place(range.end - 1) + 1,
            false => start..start,
        }
    }

    /// The position of a range in the file, if the file has its bytes verbatim, one after the other.
    pub fn exact_places(&self, range: Range<usize>) -> Option<Range<usize>> {
        let places = self.places(range.clone());
        (self.whole.is_none() && places.len() == range.len()).then_some(places)
    }
}

/// The text on a line before a position. None if it is very long: reading it for each of a thousand shortcodes on one line
/// would take quadratic time.
pub(super) fn line_before(text: &str, place: usize) -> Option<&str> {
    let before = &text.as_bytes()[place.saturating_sub(1_000)..place];
    match before.iter().rposition(|byte| *byte == b'\n') {
        Some(at) => Some(&text[place - before.len() + at + 1..place]),
        None if before.len() == place => Some(&text[..place]),
        None => None,
    }
}

/// The quote and list markers at the start of a line, and the spaces around them.
pub(super) fn container_prefix(before: &str) -> &str {
    let bytes = before.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'>' => at += 1,
            b'-' | b'*' | b'+' if bytes.get(at + 1) == Some(&b' ') => at += 1,
            b'0'..=b'9' => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let is_marker = matches!(bytes.get(at + digits), Some(b'.' | b')'))
                    && bytes.get(at + digits + 1) == Some(&b' ');
                if !is_marker {
                    break;
                }
                at += digits + 1;
            }
            _ => break,
        }
    }
    &before[..at]
}

// How much of a later line belongs to the containers whose first line begins with `prefix`.
fn prefix_length(line: &str, prefix: &str) -> usize {
    let mut at = 0;
    for mark in prefix.bytes() {
        match (mark, line.as_bytes().get(at)) {
            (b'>', Some(b'>')) | (b'\t', Some(b'\t')) => at += 1,
            (mark, Some(b' ')) if mark != b'>' => at += 1,
            _ => break,
        }
    }
    at
}
