//! Lines and columns of a file's bytes, in the unit that a client counts.

use std::collections::BTreeMap;

use super::{Sources, Span};
use crate::path::SourcePath;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode characters (scalar values), as kb prints them.
    Characters,
    /// Code units of UTF-16, as the Language Server Protocol counts by default (version 3.17, "Position").
    Utf16,
}

/// A position in a text: line and column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line; lines end in a line feed.
    pub line: usize,
    /// The column, in the requested [`Unit`].
    pub column: usize,
}

// The distance between marks, in bytes. There are far fewer marks than bytes, and computing a column never reads more
// than this many bytes, however long the line is.
const STEP: usize = 1024;

/// Where the lines of one text begin. Built once per file; each lookup then works without rereading the text.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// How many characters and UTF-16 units come before each multiple of [`STEP`] bytes. Empty if the text is ASCII,
    /// where all units are the same.
    marks: Vec<(usize, usize)>,
}

impl<'a> LineIndex<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect();
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let (mut characters, mut units) = (0, 0);
            for (at, letter) in text.char_indices() {
                if at >= marks.len() * STEP {
                    marks.push((characters, units));
                }
                characters += 1;
                units += letter.len_utf16();
            }
        }
        LineIndex { text, lines, marks }
    }

    /// The line and column of a byte. A byte past the end counts as the end, one inside a character as its first.
    pub fn position(&self, byte: usize, unit: Unit) -> Position {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = self.lines[line - 1];
        let column = match unit {
            _ if self.marks.is_empty() => byte - start,
            Unit::Bytes => byte - start,
            Unit::Characters | Unit::Utf16 => self.units_before(byte, unit) - self.units_before(start, unit),
        };
        Position { line, column: column + 1 }
    }

    fn units_before(&self, byte: usize, unit: Unit) -> usize {
        let mark = (byte / STEP).min(self.marks.len() - 1);
        // A mark is at the first character that begins at or after its byte.
        let from = self.text.ceil_char_boundary(mark * STEP).min(byte);
        let (characters, units) = self.marks[mark];
        let between = &self.text[from..byte];
        match unit {
            Unit::Bytes => byte,
            Unit::Characters => characters + between.chars().count(),
            Unit::Utf16 => units + between.chars().map(char::len_utf16).sum::<usize>(),
        }
    }
}

/// Positions in many files, each of which is indexed once.
pub struct Positions<'a, S> {
    sources: &'a S,
    indexes: BTreeMap<SourcePath, LineIndex<'a>>,
}

impl<'a, S: Sources> Positions<'a, S> {
    /// Positions in the files of `sources`.
    pub fn new(sources: &'a S) -> Positions<'a, S> {
        Positions { sources, indexes: BTreeMap::new() }
    }

    /// Where a span begins and where it ends (exclusive); none if its file has no text.
    pub fn of(&mut self, span: &Span, unit: Unit) -> Option<(Position, Position)> {
        if !self.indexes.contains_key(&span.path) {
            let text = self.sources.text(&span.path)?;
            self.indexes.insert(span.path.clone(), LineIndex::new(text));
        }
        let index = &self.indexes[&span.path];
        Some((index.position(span.range.start, unit), index.position(span.range.end, unit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_the_unit_that_is_asked_for() {
        let text = "first\nsé𝄞x\r\n";
        let index = LineIndex::new(text);
        let at = text.find('x').unwrap();
        let column = |unit| index.position(at, unit);
        assert_eq!(column(Unit::Bytes), Position { line: 2, column: 8 });
        assert_eq!(column(Unit::Characters), Position { line: 2, column: 4 });
        assert_eq!(column(Unit::Utf16), Position { line: 2, column: 5 });
        // Inside a character and past the end.
        assert_eq!(index.position(at - 1, Unit::Characters), Position { line: 2, column: 3 });
        assert_eq!(index.position(1000, Unit::Bytes), Position { line: 3, column: 1 });
        assert_eq!(LineIndex::new("").position(3, Unit::Utf16), Position { line: 1, column: 1 });
    }

    #[test]
    fn every_byte_has_the_position_that_counting_gives() {
        let text = "aé\n𝄞".repeat(STEP) + &"ü".repeat(3 * STEP);
        let index = LineIndex::new(&text);
        for byte in (0..=text.len()).step_by(7).map(|byte| text.floor_char_boundary(byte)) {
            let before = &text[..byte];
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = before.matches('\n').count() + 1;
            let of_line = &before[start..];
            for (unit, column) in [
                (Unit::Bytes, of_line.len()),
                (Unit::Characters, of_line.chars().count()),
                (Unit::Utf16, of_line.encode_utf16().count()),
            ] {
                assert_eq!(
                    index.position(byte, unit),
                    Position { line, column: column + 1 },
                    "{byte} {unit:?}"
                );
            }
        }
    }
}
