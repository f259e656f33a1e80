//! Diagnostics for people, in the style of rustc.

use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::visible::{visible, visible_source};
use super::{Diagnostic, Diagnostics, Positions, Severity, Span, Unit};
use crate::path::SourcePath;

/// A source of quoted text.
pub trait Sources {
    /// The text of a file; none if it is gone or not text.
    fn text(&self, path: &SourcePath) -> Option<&str>;
}

// Quoting a line of a hundred megabytes helps nobody. The renderer shows only what is around the position, but takes a
// hundred times as long as the parser for the rest of the line. A paragraph that somebody wrote on one line is shorter
// than this.
const LONGEST_BEFORE: usize = 4_000;
const LONGEST_AFTER: usize = 1_000;

/// If diagnostics differ only in position, how many of the positions are quoted.
const MOST_PLACES: usize = 3;

/// How many positions are quoted in all. Quoting one takes a thousand times as long as finding it, and nobody reads so
/// many.
const MOST_QUOTES: usize = 1_000;

/// A longer hint is printed only once: it is a list of all known names.
const LONGEST_REPEATED: usize = 120;

/// One paragraph per diagnostic: severity, name, message, position with the line quoted, hints. More than three that differ
/// only in position share a paragraph, with three positions and a count.
pub fn to_human(diagnostics: &Diagnostics, sources: &impl Sources, in_color: bool) -> String {
    let renderer = if in_color { Renderer::styled() } else { Renderer::plain() };
    let mut alike: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| can_share(diagnostic)) {
        alike.entry(but_for_place(diagnostic)).or_default().push(diagnostic);
    }
    let mut quotes = Quotes::new(sources);
    let mut said = BTreeSet::new();
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let all = match can_share(diagnostic) {
            true => &*alike[&but_for_place(diagnostic)],
            false => &[],
        };
        let paragraph = match all {
            all if all.len() <= MOST_PLACES => Paragraph { diagnostic, more: &[], hidden: None },
            [first, ..] if !std::ptr::eq(*first, diagnostic) => continue,
            all => Paragraph {
                diagnostic,
                more: &all[1..MOST_PLACES],
                hidden: Some(hidden(all.len() - MOST_PLACES, &all[MOST_PLACES..])),
            },
        };
        let hints = diagnostic.hints.iter().map(String::as_str);
        let hints: Vec<&str> =
            hints.filter(|hint| hint.len() <= LONGEST_REPEATED || said.insert(*hint)).collect();
        text.push_str(&paragraph.render(&hints, &mut quotes, &renderer));
        text.push_str("\n\n");
    }
    text
}

/// A diagnostic with related positions is about more than one line, and is shown separately.
fn can_share(diagnostic: &Diagnostic) -> bool {
    diagnostic.span.is_some() && diagnostic.others.is_empty()
}

fn but_for_place(diagnostic: &Diagnostic) -> impl Ord {
    (diagnostic.code.name, diagnostic.severity, &diagnostic.message, &diagnostic.label, &diagnostic.hints)
}

/// `… and at 12 more places, in 7 more files`
fn hidden(count: usize, hidden: &[&Diagnostic]) -> String {
    let files: BTreeSet<_> =
        hidden.iter().filter_map(|one| one.span.as_ref()).map(|span| &span.path).collect();
    let number = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    format!("the same at {}, in {}", number(count, "more place"), number(files.len(), "file"))
}

struct Paragraph<'a> {
    diagnostic: &'a Diagnostic,
    /// Others of the same kind that are quoted too.
    more: &'a [&'a Diagnostic],
    /// The summary of those that are not quoted.
    hidden: Option<String>,
}

impl<'a> Paragraph<'a> {
    fn render<S: Sources>(&self, hints: &[&str], quotes: &mut Quotes<'a, S>, renderer: &Renderer) -> String {
        let diagnostic = self.diagnostic;
        let title = level(diagnostic).primary_title(visible(&diagnostic.message)).id(diagnostic.code.name);
        let mut group = quotes.add(Group::with_title(title), diagnostic);
        for other in self.more {
            group = quotes.add(group, other);
        }
        if let Some(hidden) = &self.hidden {
            group = group.element(Title::NOTE.message(hidden.as_str()));
        }
        for hint in hints {
            group = group.element(Title::HELP.message(visible(hint)));
        }
        renderer.render(&[group])
    }
}

fn level(diagnostic: &Diagnostic) -> Title<'static> {
    match diagnostic.severity {
        Severity::Error => Title::ERROR,
        Severity::Warning => Title::WARNING,
    }
}

/// Quotes the lines that diagnostics are about. Each file is indexed once.
pub struct Quotes<'a, S> {
    sources: &'a S,
    positions: Positions<'a, S>,
    /// How many more positions may be quoted.
    left: usize,
}

impl<'a, S: Sources> Quotes<'a, S> {
    /// Quotes from these files.
    pub fn new(sources: &'a S) -> Quotes<'a, S> {
        Quotes { sources, positions: Positions::new(sources), left: MOST_QUOTES }
    }

    /// The lines that a diagnostic is about, with their positions as in [`to_human`]; empty if no file is at fault.
    pub fn of(&mut self, diagnostic: &'a Diagnostic) -> String {
        if diagnostic.span.is_none() && diagnostic.others.is_empty() {
            return String::new();
        }
        let group = self.add(Group::with_level(level(diagnostic)), diagnostic);
        Renderer::plain().render(&[group])
    }

    /// Adds all positions of a diagnostic.
    fn add<'g>(&mut self, mut group: Group<'g>, diagnostic: &'a Diagnostic) -> Group<'g>
    where
        'a: 'g,
    {
        let main =
            diagnostic.span.iter().map(|span| (span, diagnostic.label.as_str(), AnnotationKind::Primary));
        let others =
            diagnostic.others.iter().map(|(span, words)| (span, words.as_str(), AnnotationKind::Context));
        for (span, words, kind) in main.chain(others) {
            let text = self.sources.text(&span.path);
            let place = self.positions.of(span, Unit::Characters);
            let may_quote = self.left > 0;
            self.left = self.left.saturating_sub(1);
            group = match (text, place) {
                (Some(source), Some((start, _))) => match quote(source, span, start.line, words, kind) {
                    Some(quote) if may_quote => group.element(quote),
                    Some(_) | None => {
                        let origin = Origin::path(visible(span.path.as_str()));
                        group.element(origin.line(start.line).char_column(start.column))
                    }
                },
                _ => group.element(Origin::path(visible(span.path.as_str()))),
            };
        }
        group
    }
}

/// The quoted line of a position; none if the position is far inside a line too long for a person to have written.
fn quote<'a>(
    source: &'a str,
    span: &'a Span,
    line: usize,
    words: &'a str,
    kind: AnnotationKind,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let start = source.floor_char_boundary(span.range.start.min(source.len()));
    let end = source.ceil_char_boundary(span.range.end.clamp(start, source.len()));
    // Of a span of many lines only the first is shown; the rest does not help.
    let end = source[start..end].find('\n').map_or(end, |newline| start + newline.max(1));
    let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = source[end..].find('\n').map_or(source.len(), |newline| end + newline);
    if start - line_start > LONGEST_BEFORE {
        return None;
    }
    let cut = source.floor_char_boundary(line_end.min(start + LONGEST_AFTER));
    let end = end.min(cut);
    let words = if words.is_empty() { None } else { Some(visible(words)) };
    let annotation = kind.span(start - line_start..end - line_start).label(words);
    Some(
        Snippet::source(visible_source(&source[line_start..cut]))
            .path(visible(span.path.as_str()))
            .line_start(line)
            .annotation(annotation),
    )
}
