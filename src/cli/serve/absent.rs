//! What `kb serve` says about unpublished articles. Takes the linked site, gives what the server shows.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::Config;
use crate::diagnostic::{LineIndex, Position, Sources, Span, Unit};
use crate::document::Document;
use crate::serve::{Absent, Location, Reason};
use crate::site::{Site, Standing, Visibility, address_of};

/// The articles that this build leaves out, by their addresses below the site's root.
pub fn absent(
    config: &Config,
    site: &Site,
    visibility: &Visibility,
    sources: &impl Sources,
) -> BTreeMap<String, Absent> {
    let one = |document: &Document| {
        let obstacles = visibility.obstacles(document);
        let reasons = obstacles.iter().map(|standing| reason(document, *standing, sources)).collect();
        let options = obstacles.iter().map(|standing| obstacle(*standing).1).collect();
        let absent = Absent { title: document.title.clone(), reasons, options };
        (address_of(config, document).below_root().to_owned(), absent)
    };
    site.hidden.iter().map(|document| one(document)).collect()
}

/// What is said about an article, and the option that includes it.
fn obstacle(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Draft => ("is a draft", "--drafts"),
        Standing::Expired => ("has expired", "--expired"),
        Standing::Scheduled | Standing::Published => ("is not published yet", "--future"),
    }
}

fn reason(document: &Document, standing: Standing, sources: &impl Sources) -> Reason {
    let written = &document.meta.written;
    let range = match standing {
        Standing::Draft => &written.draft,
        Standing::Expired => &written.expires,
        Standing::Scheduled | Standing::Published => &written.date,
    };
    let span = Span::new(&document.path, range.clone().unwrap_or_default());
    let text = sources.text(&document.path).unwrap_or_default();
    let Position { line, column } = LineIndex::new(text).position(span.range.start, Unit::Characters);
    Reason {
        what: obstacle(standing).0,
        // A folder of drafts says it for all its files.
        written: range.as_ref().map_or(document.path.as_str(), |range| line_at(text, range)).to_owned(),
        location: Location { path: document.path.to_string(), line, column },
    }
}

/// The line in which a range begins.
fn line_at<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default().trim()
}
