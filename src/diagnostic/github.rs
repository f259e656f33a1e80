//! Diagnostics as annotations of GitHub Actions, next to the lines that they are about
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use super::{Diagnostics, Positions, Severity, Sources, Unit, visible};

/// One command per line. `folder` is the site's folder in the repository, empty or with a slash at its end.
pub fn to_github(diagnostics: &Diagnostics, sources: &impl Sources, folder: &str) -> String {
    let mut positions = Positions::new(sources);
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        text.push_str(&format!("::{command} title={}", property(diagnostic.code.name)));
        if let Some(span) = &diagnostic.span {
            text.push_str(&format!(",file={}", property(&format!("{folder}{}", span.path))));
            if let Some((start, end)) = positions.of(span, Unit::Characters) {
                text.push_str(&format!(",line={},endLine={}", start.line, end.line));
                // Columns of several lines are not shown.
                if start.line == end.line {
                    text.push_str(&format!(",col={},endColumn={}", start.column, end.column));
                }
            }
        }
        let hints = diagnostic.hints.iter().map(|hint| format!("\nhelp: {}", visible(hint)));
        let message = format!("{}{}", visible(&diagnostic.message), hints.collect::<String>());
        text.push_str(&format!("::{}\n", data(&message)));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
