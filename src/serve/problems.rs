//! The site's problems, for the browser.

use serde::Serialize;

use super::own_page::own_page;
use crate::diagnostic::{Diagnostics, Positions, Quotes, Severity, Sources, Unit, count_text};
use crate::escape::escape;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Whether it prevents publishing.
    pub is_error: bool,
    /// Its code.
    pub name: &'static str,
    /// One sentence.
    pub message: String,
    /// Where, if a file is at fault.
    pub location: Option<Location>,
    /// The source lines, as in the terminal; empty if no file is at fault.
    pub quotes: String,
    /// How to fix it.
    pub hints: Vec<String>,
}

/// The position of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file, below the site's folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Problem {
    /// All problems, judged.
    pub fn all(found: &Diagnostics, sources: &impl Sources) -> Vec<Problem> {
        let mut positions = Positions::new(sources);
        let mut quotes = Quotes::new(sources);
        let problems = found.iter().map(|diagnostic| Problem {
            is_error: diagnostic.severity == Severity::Error,
            name: diagnostic.code.name,
            message: diagnostic.message.clone(),
            location: diagnostic.span.as_ref().map(|span| {
                let start = positions.of(span, Unit::Characters).map(|(start, _)| (start.line, start.column));
                let (line, column) = start.unwrap_or((1, 1));
                Location { path: span.path.to_string(), line, column }
            }),
            quotes: quotes.of(diagnostic),
            hints: diagnostic.hints.clone(),
        });
        problems.collect()
    }
}

/// How many errors and how many warnings.
pub fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.is_error).count();
    (errors, problems.len() - errors)
}

/// The list, errors first; with a button for the editor if the site configures one.
pub fn list(problems: &[Problem], has_editor: bool) -> String {
    let (errors, warnings): (Vec<_>, Vec<_>) = problems.iter().partition(|problem| problem.is_error);
    let mut html = String::from("<ol class=\"kb-problems\">\n");
    for problem in errors.into_iter().chain(warnings) {
        let kind = if problem.is_error { "error" } else { "warning" };
        html.push_str(&format!(
            "<li class=\"kb-{kind}\">\n<p><b>{kind}</b> <code>{}</code>: {}</p>\n",
            problem.name,
            escape(&problem.message)
        ));
        for hint in &problem.hints {
            html.push_str(&format!("<p>{}</p>\n", escape(hint)));
        }
        if let Some(location) = problem.location.as_ref().filter(|_| has_editor) {
            html.push_str(&at(location, has_editor));
        }
        if !problem.quotes.is_empty() {
            // A long line scrolls, and must be scrollable without a mouse.
            html.push_str(&format!("<pre tabindex=\"0\">{}</pre>\n", escape(&problem.quotes)));
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ol>\n");
    html
}

/// The position of something; with a button for the editor if the site configures one.
pub fn at(location: &Location, has_editor: bool) -> String {
    let Location { path, line, column } = location;
    let path = escape(path);
    match has_editor {
        false => format!("<p class=\"kb-place\">{path}:{line}:{column}</p>\n"),
        true => format!(
            "<form method=\"post\" action=\"/_kb/edit\">\n<input type=\"hidden\" name=\"path\" value=\"{path}\">\n\
             <input type=\"hidden\" name=\"line\" value=\"{line}\">\n<input type=\"hidden\" name=\"column\" value=\"{column}\">\n\
             <button type=\"submit\">Edit {path}:{line}:{column}</button>\n</form>\n"
        ),
    }
}

/// A placeholder for a page that cannot be made.
pub fn page(problems: &[Problem], has_editor: bool) -> String {
    match problems {
        [] => own_page(
            "No problems",
            "<p><a href=\"/\">The site</a> looks the way a build would publish it.</p>\n",
        ),
        problems => {
            let (errors, warnings) = count(problems);
            own_page(&count_text(errors, warnings), &list(problems, has_editor))
        }
    }
}
