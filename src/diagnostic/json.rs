//! Diagnostics for other programs: one JSON object per line.

use serde::Serialize;

use super::{Confidence, Diagnostics, Edit, Positions, Severity, Sources, Span, Unit};

#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    name: &'static str,
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixLine<'a>>,
}

#[derive(Default, Serialize)]
struct Location<'a> {
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct FixLine<'a> {
    sure: bool,
    edits: Vec<EditLine<'a>>,
}

#[derive(Serialize)]
struct EditLine<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    text: &'a str,
}

/// One object per line. Lines and columns count from 1, columns in Unicode characters; the end is exclusive.
///
/// `fix` is present if a diagnostic has one: `edits` replace their ranges with `text`, all of them or none. The position of an
/// edit that creates a file is null, except for `path`.
pub fn to_json(diagnostics: &Diagnostics, sources: &impl Sources) -> String {
    let mut positions = Positions::new(sources);
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let line = Line {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            name: diagnostic.code.name,
            message: &diagnostic.message,
            location: diagnostic
                .span
                .as_ref()
                .map_or(Location::default(), |span| location(span, &mut positions)),
            help: (!diagnostic.hints.is_empty()).then(|| diagnostic.hints.join("\n")),
            fix: diagnostic.fix.as_ref().map(|fix| FixLine {
                sure: fix.confidence == Confidence::Sure,
                edits: fix.edits.iter().map(|edit| edit_line(edit, &mut positions)).collect(),
            }),
        };
        text.push_str(&serde_json::to_string(&line).expect("strings and numbers are always JSON"));
        text.push('\n');
    }
    text
}

fn edit_line<'a>(edit: &'a Edit, positions: &mut Positions<'_, impl Sources>) -> EditLine<'a> {
    EditLine { location: location(&edit.span, positions), text: &edit.text }
}

fn location<'a>(span: &'a Span, positions: &mut Positions<'_, impl Sources>) -> Location<'a> {
    let of = positions.of(span, Unit::Characters);
    Location {
        path: Some(span.path.as_str()),
        line: of.map(|(start, _)| start.line),
        column: of.map(|(start, _)| start.column),
        end_line: of.map(|(_, end)| end.line),
        end_column: of.map(|(_, end)| end.column),
    }
}
