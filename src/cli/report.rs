//! Printing. A closed pipe is not an error of kb.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use super::{Color, ReportFormat, SiteArguments, session};
use crate::diagnostic::{Diagnostics, Sources, to_github, to_human, to_json, to_sarif, visible};

/// A message on standard error, with its control characters visible.
pub fn line(text: &str) {
    let mut stderr = std::io::stderr().lock();
    for line in text.split('\n') {
        let _ = writeln!(stderr, "{}", visible(line));
    }
}

/// Why kb cannot do what was asked.
pub fn error(message: &str) {
    line(&format!("error: {message}"));
}

/// What to do about it, below an error.
pub fn help(hint: &str) {
    line(&format!("  = help: {hint}"));
}

/// Text on standard output.
pub fn output(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints judged diagnostics, and returns the numbers of errors and warnings.
pub fn judged(judged: Diagnostics, sources: &impl Sources, arguments: &SiteArguments) -> (usize, usize) {
    let (errors, warnings) = judged.count();
    let shown = if arguments.quiet { judged.errors() } else { judged };
    match arguments.format {
        ReportFormat::Human => {
            let text = to_human(&shown, sources, in_color(arguments.color));
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
        }
        ReportFormat::Json => output(&to_json(&shown, sources)),
        ReportFormat::Github => output(&to_github(&shown, sources, &in_repository(arguments))),
        ReportFormat::Sarif => output(&to_sarif(&shown, sources, &in_repository(arguments))),
    }
    (errors, warnings)
}

/// The site's folder in its repository, empty or with a slash at its end. Programs that read diagnostics run in the repository's
/// folder, and GitHub says where that is.
fn in_repository(arguments: &SiteArguments) -> String {
    let folder = || {
        let root = session::find(arguments).ok()?.canonicalize().ok()?;
        let repository = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
        let repository = repository.or_else(|| std::env::current_dir().ok())?.canonicalize().ok()?;
        let parts = root.strip_prefix(repository).ok()?.iter();
        Some(parts.map(|part| format!("{}/", part.to_string_lossy())).collect())
    };
    folder().unwrap_or_default()
}

fn in_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        // https://no-color.org: set and not empty.
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::io::stderr().is_terminal()
        }
    }
}
