//! Diagnostics for other programs: one JSON object a line.

use serde::Serialize;

use super::{Diagnostics, Severity, Sources};

#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    name: &'static str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<String>,
}

/// One object a line. Lines and columns count from 1, columns in Unicode characters; the end is exclusive.
pub fn to_json(diagnostics: &Diagnostics, sources: &impl Sources) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let place = diagnostic.span.as_ref().and_then(|span| {
            let source = sources.text(&span.path)?;
            Some((position(source, span.range.start), position(source, span.range.end)))
        });
        let line = Line {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            name: diagnostic.code.name,
            message: &diagnostic.message,
            path: diagnostic.span.as_ref().map(|span| span.path.as_str()),
            line: place.map(|(start, _)| start.0),
            column: place.map(|(start, _)| start.1),
            end_line: place.map(|(_, end)| end.0),
            end_column: place.map(|(_, end)| end.1),
            help: (!diagnostic.hints.is_empty()).then(|| diagnostic.hints.join("\n")),
        };
        text.push_str(&serde_json::to_string(&line).expect("strings and numbers are always JSON"));
        text.push('\n');
    }
    text
}

/// Line and column of a byte, counted from 1, the column in characters. A byte past the end is the end.
pub(super) fn position(source: &str, byte: usize) -> (usize, usize) {
    let before = &source[..source.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
