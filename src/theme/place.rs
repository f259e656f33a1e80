//! Positions in a theme's files.

use std::ops::Range;

use crate::source::{SourceFile, SourceTree, THEMES};

/// The files of a folder of a theme, such as `templates`, and of all folders in it.
pub(super) fn theme_files<'a>(tree: &'a SourceTree, theme: &str, folder: &str) -> Vec<&'a SourceFile> {
    let folder = format!("{THEMES}/{theme}/{folder}/");
    tree.below(THEMES).filter(|file| file.path.as_str().starts_with(&folder)).collect()
}

/// A range that can be quoted: inside the text, and on character boundaries.
pub(super) fn within(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    start..end
}

/// The range at a line (from 1) and a column (from 1, in characters), `length` characters long.
pub(super) fn at_line(text: &str, line: usize, column: usize, length: usize) -> Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or("");
    let width = |letters: usize| rest.chars().take(letters).map(char::len_utf8).sum::<usize>();
    let first = column.saturating_sub(1);
    before + width(first)..before + width(first + length)
}

/// A message from a library in our style: no capital at the start, no period at the end.
pub(super) fn uncapitalized(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
