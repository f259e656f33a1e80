//! Tables: the alignment of cells, and cells that are not shown.

use std::ops::Range;

use super::convert::Converter;
use crate::diagnostic::codes;
use crate::document::{Alignment, Tag};

/// A row of a table.
#[derive(Default)]
pub(super) struct Row {
    pub range: Range<usize>,
    /// Where its last visible cell ends.
    pub cells_end: usize,
    /// Whether its problem has been reported.
    pub is_reported: bool,
}

impl Converter<'_, '_, '_> {
    /// Opens a row.
    pub fn open_row(&mut self, tag: Tag) {
        if let Some((_, column)) = self.tables.last_mut() {
            *column = 0;
        }
        self.open(tag);
    }

    /// The next cell of the row.
    pub fn cell(&self) -> Tag {
        let alignment = self.tables.last().and_then(|(alignments, column)| alignments.get(*column));
        Tag::TableCell(alignment.copied().unwrap_or(Alignment::None))
    }

    /// Reports what the parser drops: cells beyond the columns of the table's head.
    pub fn check_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let rest = row.cells_end.min(row.range.end)..row.range.end;
        let words = self.masked[rest.clone()].trim();
        let words = words.strip_prefix('|').unwrap_or(words).trim();
        let words = words.strip_suffix('|').filter(|words| !words.ends_with('\\')).unwrap_or(words).trim();
        if row.is_reported || row.cells_end == 0 {
            return;
        }
        if words.is_empty() {
            return self.check_bars(row.range);
        }
        let start = rest.start + self.masked[rest].find(words).unwrap_or(0);
        let place = self.piece.places(start..start + words.len());
        let columns = self.tables.last().map_or(0, |(alignments, _)| alignments.len());
        self.out
            .report(
                &codes::TABLE_CELLS,
                place,
                format!(
                    "this row has more cells than the table has columns ({columns}), so the rest is not shown"
                ),
            )
            .label("not shown")
            .hint("write `\\|` for a bar that is text, or add a column to the table's header row");
    }

    // Checks whether a row is meant as one. A line without bars right below a table is its last row, and a bar ends a
    // cell even within code (GFM, section 4.10).
    fn check_bars(&mut self, range: Range<usize>) {
        let line = self.masked[range.clone()].trim();
        let columns = self.tables.last().map_or(0, |(alignments, _)| alignments.len());
        let place = self.piece.places(range.start..range.start + line.len());
        let is_text = !line.contains('|') && !line.starts_with('^') && (columns > 1 || line.contains(' '));
        let is_split = |cell: &&str| cell.bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
        if is_text {
            self.out
                .report(
                    &codes::TABLE_CELLS,
                    place,
                    "this line is shown as a row of the table above it".into(),
                )
                .label("no bars")
                .hint("put an empty line between the table and the text");
        } else if line.contains('`') && line.replace("\\|", "").split('|').filter(is_split).count() > 1 {
            self.out
                .report(&codes::STRAY_MARKUP, place, "a bar splits the code in this row".into())
                .label("shown to readers")
                .hint("in a table, write `\\|` for a bar inside code");
        }
    }
}

/// The alignment of a column.
pub(super) fn to_alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    use pulldown_cmark::Alignment as Parsed;
    match alignment {
        Parsed::None => Alignment::None,
        Parsed::Left => Alignment::Left,
        Parsed::Center => Alignment::Center,
        Parsed::Right => Alignment::Right,
    }
}
