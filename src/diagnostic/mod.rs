//! What is wrong, where, and how to fix it.
//!
//! Phases take inputs and give a value together with [`Diagnostics`]; nothing is printed here. The severity of a lint is
//! decided once, at the end, by [`Diagnostics::judge`].

pub mod codes;
mod edit;
mod github;
mod human;
mod json;
mod nearest;
mod position;
mod sarif;
mod visible;

pub use codes::{Code, find_code};
pub use edit::{Confidence, Edit, Fix, FixedFile, sure_fixes};
pub use github::to_github;
pub use human::{Quotes, Sources, to_human};
pub use json::to_json;
pub use nearest::{Near, all_near, did_you_mean, nearest};
pub use position::{LineIndex, Position, Positions, Unit};
pub use sarif::to_sarif;
pub use visible::visible;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::path::SourcePath;

/// A range of a source file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// First byte, and the byte after the last one.
    pub range: Range<usize>,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site must not be published.
    Error,
    /// Somebody should look at it.
    Warning,
}

/// The level of a lint, as in rustc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl Level {
    /// As `[lints]` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem.
    pub code: &'static Code,
    /// Set by [`Diagnostics::judge`]; until then the code's default.
    pub severity: Severity,
    /// One sentence for the editor, without a period.
    pub message: String,
    /// Where; none if no file is at fault.
    pub span: Option<Span>,
    /// Two or three words below the quoted source; may be empty.
    pub label: String,
    /// Related positions, each with a label.
    pub others: Vec<(Span, String)>,
    /// How to fix it.
    pub hints: Vec<String>,
    /// Edits that fix it, if known.
    pub fix: Option<Fix>,
}

/// All problems that a phase found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Span {
    /// A span of `path`.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Span {
        Span { path: path.clone(), range }
    }
}

impl Diagnostic {
    fn order(&self) -> impl Ord {
        let place = self.span.as_ref().map(|span| (&span.path, span.range.start, span.range.end));
        (place, self.code.name, &self.message)
    }

    /// Adds the words below the quoted source.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Diagnostic {
        self.label = label.into();
        self
    }

    /// Adds a hint on how to fix it.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// Adds the edits that are the one right answer; see [`Confidence::Sure`].
    pub fn sure(&mut self, edits: Vec<Edit>) -> &mut Diagnostic {
        self.fix = Some(Fix { confidence: Confidence::Sure, edits });
        self
    }

    /// Adds edits that are most likely the right answer; see [`Confidence::Suggestion`].
    pub fn suggest(&mut self, edits: Vec<Edit>) -> &mut Diagnostic {
        self.fix = Some(Fix { confidence: Confidence::Suggestion, edits });
        self
    }

    /// Adds a related position.
    pub fn other(&mut self, span: Span, words: impl Into<String>) -> &mut Diagnostic {
        self.others.push((span, words.into()));
        self
    }
}

impl Diagnostics {
    /// Reports a problem; the position may be a [`Span`] or none.
    pub fn report(
        &mut self,
        code: &'static Code,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let severity = match code.level {
            Level::Deny => Severity::Error,
            Level::Warn | Level::Allow => Severity::Warning,
        };
        self.found.push(Diagnostic {
            code,
            severity,
            message: message.into(),
            span: span.into(),
            label: String::new(),
            others: Vec::new(),
            hints: Vec::new(),
            fix: None,
        });
        self.found.last_mut().expect("one was just pushed")
    }

    /// Adds what another phase found.
    pub fn extend(&mut self, other: Diagnostics) {
        self.found.extend(other.found);
    }

    /// Gives every diagnostic its severity, drops those that are allowed, sorts them by file and position, and drops
    /// duplicates. Also drops what only follows from another mistake: that a value has the wrong type or is missing, if
    /// it could not be parsed; that an image has no description, if there is no such image; and everything else about a
    /// file that could not be read.
    ///
    /// `levels` are the site's lint levels, by name; codes that are not lints stay errors.
    pub fn judge(mut self, levels: &BTreeMap<String, Level>) -> Diagnostics {
        self.found.retain_mut(|diagnostic| {
            let level = match diagnostic.code.is_lint {
                true => levels.get(diagnostic.code.name).copied().unwrap_or(diagnostic.code.level),
                false => Level::Deny,
            };
            diagnostic.severity = if level == Level::Deny { Severity::Error } else { Severity::Warning };
            level != Level::Allow
        });
        let is_unreadable = |found: &&Diagnostic| {
            [&codes::FILE_NOT_UTF8, &codes::FILE_UNREADABLE].iter().any(|code| code.name == found.code.name)
        };
        let unreadable = self.found.iter().filter(is_unreadable).filter_map(|found| found.span.as_ref());
        let unreadable: BTreeSet<SourcePath> = unreadable.map(|span| span.path.clone()).collect();
        self.found.retain(|found| {
            let is_of_unreadable = found.span.as_ref().is_some_and(|span| unreadable.contains(&span.path));
            is_unreadable(&found) || !is_of_unreadable
        });
        self.found.sort_by(|a, b| a.order().cmp(&b.order()));
        self.found.dedup();
        // If an image does not exist, it does not matter that its description is missing.
        let mut missing: Option<Span> = None;
        self.found.retain(|found| {
            if found.code.name == codes::PICTURE_ALT.name {
                return found.span != missing;
            }
            if found.severity == Severity::Error {
                missing.clone_from(&found.span);
            }
            true
        });
        // Since they are sorted, the last one that begins before the end of a span is the one that overlaps it, if any does.
        let is_syntax = |found: &&Diagnostic| found.code.name == codes::SYNTAX.name;
        let unread: Vec<Span> =
            self.found.iter().filter(is_syntax).filter_map(|found| found.span.clone()).collect();
        self.found.retain(|found| {
            let is_of_type =
                [&codes::FIELD_TYPE, &codes::FIELD_MISSING].iter().any(|code| code.name == found.code.name);
            let Some(place) = found.span.as_ref().filter(|_| is_of_type) else { return true };
            let before = unread
                .partition_point(|span| (&span.path, span.range.start) < (&place.path, place.range.end));
            let last = unread[..before].last();
            !last.is_some_and(|span| span.path == place.path && span.range.end > place.range.start)
        });
        self
    }

    /// In the order in which they were found; sorted once judged.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Turns warnings into errors, drops them, or leaves them.
    pub fn with_warnings(mut self, level: Level) -> Diagnostics {
        match level {
            Level::Allow => return self.errors(),
            Level::Warn => {}
            Level::Deny => self.found.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error),
        }
        self
    }

    /// Without those in the files for which `is_excluded` is true.
    pub fn outside(mut self, is_excluded: impl Fn(&SourcePath) -> bool) -> Diagnostics {
        self.found.retain(|found| !found.span.as_ref().is_some_and(|span| is_excluded(&span.path)));
        self
    }

    /// Only the errors.
    pub fn errors(mut self) -> Diagnostics {
        self.found.retain(|diagnostic| diagnostic.severity == Severity::Error);
        self
    }

    /// True if nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many errors and how many warnings.
    pub fn count(&self) -> (usize, usize) {
        let errors = self.found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        (errors, self.found.len() - errors)
    }
}

/// `2 errors and 1 warning`
pub fn count_text(errors: usize, warnings: usize) -> String {
    let number = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (errors, 0) => number(errors, "error"),
        (0, warnings) => number(warnings, "warning"),
        (errors, warnings) => format!("{} and {}", number(errors, "error"), number(warnings, "warning")),
    }
}
