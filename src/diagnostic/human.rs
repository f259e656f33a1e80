//! Diagnostics for people, in rustc's look.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity, Span, json::position};
use crate::path::SourcePath;

/// Where the text of a quoted file comes from.
pub trait Sources {
    /// The text of a file; none if it is gone or is no text.
    fn text(&self, path: &SourcePath) -> Option<&str>;
}

// Quoting a line of a hundred megabytes helps nobody. The renderer shows what is around the place, but reads all before it.
const LONGEST_QUOTE: usize = 20_000;

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

/// The lines that a diagnostic is about, quoted with their places as [`to_human`] does; empty if no file is at fault.
pub fn to_quotes(diagnostic: &Diagnostic, sources: &impl Sources) -> String {
    if diagnostic.span.is_none() && diagnostic.others.is_empty() {
        return String::new();
    }
    let group = Group::with_level(level(diagnostic));
    Renderer::plain().render(&[quoted(group, diagnostic, sources)])
}

fn render(diagnostic: &Diagnostic, sources: &impl Sources, renderer: &Renderer) -> String {
    let title = level(diagnostic).primary_title(&diagnostic.message).id(diagnostic.code.name);
    let mut group = quoted(Group::with_title(title), diagnostic, sources);
    for hint in &diagnostic.hints {
        group = group.element(Title::HELP.message(hint));
    }
    renderer.render(&[group])
}

fn level(diagnostic: &Diagnostic) -> Title<'static> {
    match diagnostic.severity {
        Severity::Error => Title::ERROR,
        Severity::Warning => Title::WARNING,
    }
}

fn quoted<'a>(mut group: Group<'a>, diagnostic: &'a Diagnostic, sources: &'a impl Sources) -> Group<'a> {
    let main = diagnostic.span.iter().map(|span| (span, diagnostic.label.as_str(), AnnotationKind::Primary));
    let others =
        diagnostic.others.iter().map(|(span, words)| (span, words.as_str(), AnnotationKind::Context));
    for (span, words, kind) in main.chain(others) {
        group = match sources.text(&span.path) {
            Some(source) => match quote(source, span, words, kind) {
                Some(quote) => group.element(quote),
                None => {
                    let (line, column) = position(source, span.range.start);
                    group.element(Origin::path(span.path.as_str()).line(line).char_column(column))
                }
            },
            None => group.element(Origin::path(span.path.as_str())),
        };
    }
    group
}

/// The line of a place; none if the place is far inside a line that no person wrote.
fn quote<'a>(
    source: &'a str,
    span: &'a Span,
    words: &'a str,
    kind: AnnotationKind,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let start = source.floor_char_boundary(span.range.start.min(source.len()));
    let end = source.ceil_char_boundary(span.range.end.clamp(start, source.len()));
    // A place of many lines is shown by its first; the rest is of no help.
    let end = source[start..end].find('\n').map_or(end, |newline| start + newline.max(1));
    let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = source[end..].find('\n').map_or(source.len(), |newline| end + newline);
    if start - line_start > LONGEST_QUOTE {
        return None;
    }
    let cut = source.floor_char_boundary(line_end.min(start + LONGEST_QUOTE));
    let end = end.min(cut);
    let words = if words.is_empty() { None } else { Some(words) };
    let annotation = kind.span(start - line_start..end - line_start).label(words);
    let line = position(source, line_start).0;
    Some(
        Snippet::source(&source[line_start..cut])
            .path(span.path.as_str())
            .line_start(line)
            .annotation(annotation),
    )
}
