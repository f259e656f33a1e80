//! Edits of source files that fix problems.
//!
//! Takes the fixes of diagnostics and the original text, gives the fixed text. Never reads or writes a file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Diagnostic, Diagnostics, Sources, Span};
use crate::path::SourcePath;

/// A range of a file and its replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty range inserts. If the file does not exist, the edit creates it.
    pub span: Span,
    /// The replacement.
    pub text: String,
}

/// Whether a fix may be applied without review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// There is one right answer and this is it; `kb check --fix` applies it.
    Sure,
    /// Somebody has to review it first.
    Suggestion,
}

/// Edits that fix a mistake. They belong together: all of them are applied, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without review.
    pub confidence: Confidence,
    /// Sorted by position, without overlaps.
    pub edits: Vec<Edit>,
}

/// A fixed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// The file.
    pub path: SourcePath,
    /// Its current text, for which the edits were made; none if the file is new.
    pub before: Option<String>,
    /// Its text with all edits.
    pub after: String,
}

impl Edit {
    /// Replaces `span` with `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }

    /// Inserts `text` before the byte `at` of a file.
    pub fn insert(path: &SourcePath, at: usize, text: impl Into<String>) -> Edit {
        Edit { span: Span::new(path, at..at), text: text.into() }
    }

    /// Creates a file that does not exist.
    pub fn create(path: SourcePath, text: impl Into<String>) -> Edit {
        Edit { span: Span { path, range: 0..0 }, text: text.into() }
    }
}

/// The text with the edits applied. They must not overlap, and must be inside the text on character boundaries.
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.span.range.start, edit.span.range.end));
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let Range { start, end } = edit.span.range;
        edited.push_str(&text[done..start]);
        edited.push_str(&edit.text);
        done = end;
    }
    edited + &text[done..]
}

/// The files with all sure fixes applied, and the diagnostics that they fix. If two fixes overlap, only the first is
/// applied; if two are equal, they are applied once.
pub fn sure_fixes<'a>(
    found: &'a Diagnostics,
    sources: &impl Sources,
) -> (Vec<FixedFile>, Vec<&'a Diagnostic>) {
    let mut edited: BTreeMap<&SourcePath, BTreeMap<usize, &Edit>> = BTreeMap::new();
    let mut fixed = Vec::new();
    for diagnostic in found.iter() {
        let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.confidence == Confidence::Sure) else {
            continue;
        };
        let is_made = |edit: &Edit| {
            let same = edited.get(&edit.span.path).and_then(|edits| edits.get(&edit.span.range.start));
            same.is_some_and(|same| *same == edit)
        };
        if fix.edits.iter().all(is_made) {
            fixed.push(diagnostic);
            continue;
        }
        let is_free = |edit: &Edit| edited.get(&edit.span.path).is_none_or(|edits| is_free(edits, edit));
        if fix.edits.iter().all(is_free) {
            for edit in &fix.edits {
                edited.entry(&edit.span.path).or_default().insert(edit.span.range.start, edit);
            }
            fixed.push(diagnostic);
        }
    }
    let files = edited.into_iter().map(|(path, edits)| {
        let before = sources.text(path);
        let after = apply(before.unwrap_or(""), edits.into_values());
        FixedFile { path: path.clone(), before: before.map(str::to_owned), after }
    });
    (files.collect(), fixed)
}

/// Two edits at the same position have no order, so they overlap too.
fn is_free(edits: &BTreeMap<usize, &Edit>, edit: &Edit) -> bool {
    let Range { start, end } = edit.span.range;
    let before = edits.range(..=start).next_back();
    let overlaps_before = before.is_some_and(|(at, before)| *at == start || before.span.range.end > start);
    let overlaps_after = edits.range(start + 1..).next().is_some_and(|(at, _)| *at < end);
    !overlaps_before && !overlaps_after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    struct One(&'static str);

    impl Sources for One {
        fn text(&self, path: &SourcePath) -> Option<&str> {
            (path.as_str() == "a.md").then_some(self.0)
        }
    }

    fn check(text: &'static str, fixes: &[&[(Range<usize>, &str)]], expected: &str, count: usize) {
        let path = SourcePath::new("a.md").unwrap();
        let mut found = Diagnostics::default();
        for edits in fixes {
            let edits =
                edits.iter().map(|(range, text)| Edit::replace(Span::new(&path, range.clone()), *text));
            let span = Span::new(&path, edits.clone().next().unwrap().span.range);
            found.report(&codes::SYNTAX, span, "m").sure(edits.collect());
        }
        let (files, fixed) = sure_fixes(&found, &One(text));
        assert_eq!(files.iter().map(|file| file.after.as_str()).collect::<Vec<_>>(), [expected]);
        assert_eq!(fixed.len(), count);
    }

    #[test]
    fn edits_are_made_in_the_order_of_their_places() {
        check("one two three", &[&[(8..13, "3")], &[(0..3, "1")], &[(3..3, ",")]], "1, two 3", 3);
    }

    #[test]
    fn of_fixes_that_overlap_the_first_is_made_and_equal_ones_once() {
        check("one two", &[&[(0..3, "1")], &[(2..5, "x")], &[(0..3, "1")], &[(0..0, "y")]], "1 two", 2);
        // All edits of a fix are applied, or none.
        check("one two", &[&[(4..7, "2")], &[(0..3, "1"), (5..6, "x")]], "one 2", 1);
        check("one two", &[&[(4..7, "2")], &[(4..4, "x")], &[(3..4, "-")]], "one-2", 2);
    }

    #[test]
    fn suggestions_are_left_to_people() {
        let path = SourcePath::new("a.md").unwrap();
        let mut found = Diagnostics::default();
        found.report(&codes::SYNTAX, None, "m").suggest(vec![Edit::insert(&path, 0, "x")]);
        assert_eq!(sure_fixes(&found, &One("text")), (Vec::new(), Vec::new()));
    }
}
