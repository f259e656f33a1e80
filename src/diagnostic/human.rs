//! Diagnostics for people, in rustc's look.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity, Span, json::position};
use crate::path::SourcePath;

/// Where the text of a quoted file comes from.
pub trait Sources {
    /// The text of a file; none if it is gone or is no text.
    fn text(&self, path: &SourcePath) -> Option<&str>;
}

// Quoting a line of a hundred megabytes helps nobody; this much on each side of the place does.
const LONGEST_QUOTE: usize = 160;

/// One paragraph a diagnostic: severity, name, message, place with the line quoted, hints.
pub fn to_human(diagnostics: &Diagnostics, sources: &impl Sources, in_color: bool) -> String {
    let renderer = if in_color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        text.push_str(&render(diagnostic, sources, &renderer));
        text.push_str("\n\n");
    }
    text
}

fn render(diagnostic: &Diagnostic, sources: &impl Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Title::ERROR,
        Severity::Warning => Title::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.name));
    let main = diagnostic.span.iter().map(|span| (span, diagnostic.label.as_str(), AnnotationKind::Primary));
    let others =
        diagnostic.others.iter().map(|(span, words)| (span, words.as_str(), AnnotationKind::Context));
    for (span, words, kind) in main.chain(others) {
        group = match sources.text(&span.path) {
            Some(source) => group.element(quote(source, span, words, kind)),
            None => group.element(Origin::path(span.path.as_str())),
        };
    }
    for hint in &diagnostic.hints {
        group = group.element(Title::HELP.message(hint));
    }
    renderer.render(&[group])
}

fn quote<'a>(
    source: &'a str,
    span: &'a Span,
    words: &'a str,
    kind: AnnotationKind,
) -> Snippet<'a, Annotation<'a>> {
    let (excerpt, first_line, range) = excerpt(source, &span.range);
    let words = if words.is_empty() { None } else { Some(words) };
    Snippet::source(excerpt)
        .path(span.path.as_str())
        .line_start(first_line)
        .annotation(kind.span(range).label(words))
}

/// The lines around a place, cut to a bearable length, with the number of the first and the place in them.
fn excerpt<'a>(source: &'a str, range: &Range<usize>) -> (&'a str, usize, Range<usize>) {
    let start = source.floor_char_boundary(range.start.min(source.len()));
    let end = source.ceil_char_boundary(range.end.clamp(start, source.len()));
    // A place of many lines is shown by its first; the rest is of no help.
    let end = source[start..end].find('\n').map_or(end, |newline| start + newline.max(1));
    let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = source[end..].find('\n').map_or(source.len(), |newline| end + newline);
    let first_line = position(source, line_start).0;
    if line_end - line_start <= 2 * LONGEST_QUOTE {
        return (&source[line_start..line_end], first_line, start - line_start..end - line_start);
    }
    let cut_start = source.ceil_char_boundary(start.saturating_sub(LONGEST_QUOTE)).max(line_start).min(start);
    let end = source.floor_char_boundary(end.min(start + LONGEST_QUOTE));
    let cut_end = source.floor_char_boundary((end + LONGEST_QUOTE).min(line_end)).max(end);
    (&source[cut_start..cut_end], first_line, start - cut_start..end - cut_start)
}
