//! Unpublished articles, for requests to their pages.

use std::collections::BTreeMap;

use super::problems::{Location, at};
use crate::escape::escape;

/// An article without a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// Its title.
    pub title: String,
    /// Everything that keeps it from being published; at least one reason.
    pub reasons: Vec<Reason>,
    /// The options of `kb serve` that include it.
    pub options: Vec<&'static str>,
}

/// A reason why an article is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason, as the end of a sentence about the article: `is a draft`.
    pub what: &'static str,
    /// As written in its file: `draft = true`.
    pub written: String,
    /// Where that is written.
    pub location: Location,
}

/// The article that would be at an address, given relative to the site's root.
pub fn find<'a>(all: &'a BTreeMap<String, Absent>, path: &str) -> Option<&'a Absent> {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    all.get(path).or_else(|| all.get(&format!("{path}/")))
}

impl Absent {
    /// The positions that can be opened from the page.
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        self.reasons.iter().map(|reason| &reason.location)
    }

    /// A strip above the 404 page.
    pub fn to_html(&self, has_editor: bool) -> String {
        let reason = |reason: &Reason| {
            format!(
                "<p><b>{}</b> {}: <code>{}</code></p>\n{}",
                escape(&self.title),
                reason.what,
                escape(&reason.written),
                at(&reason.location, has_editor)
            )
        };
        let reasons: String = self.reasons.iter().map(reason).collect();
        format!(
            "<link rel=\"stylesheet\" href=\"/_kb/live.css\" class=\"kb-style\">\n\
             <aside class=\"kb-absent\" aria-label=\"Not published\">\n{reasons}\
             <p><code>kb serve {}</code> shows it.</p>\n</aside>\n",
            self.options.join(" ")
        )
    }
}
