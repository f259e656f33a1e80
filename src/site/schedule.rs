//! What depends on the clock: which documents are published at a given time, and when that changes next.
//!
//! Takes documents and the time of the build; reads no clock.

use std::sync::Arc;

use super::Visibility;
use crate::document::Document;
use crate::path::SourcePath;

/// The status of a document at a given time, regardless of what a build includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is published.
    Published,
    /// It is a draft.
    Draft,
    /// Its `date` is in the future.
    Scheduled,
    /// Its `expires` has passed.
    Expired,
}

/// When the site changes without a change of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In seconds since 1970-01-01T00:00:00Z.
    pub instant: i64,
    /// The articles that appear then, sorted.
    pub appear: Vec<SourcePath>,
    /// The articles that expire then, sorted.
    pub expire: Vec<SourcePath>,
}

impl Visibility {
    /// The status of a document. A draft is a draft, whatever its dates are.
    pub fn standing(&self, document: &Document) -> Standing {
        let meta = &document.meta;
        match (meta.date, meta.expires) {
            _ if meta.draft => Standing::Draft,
            (_, Some(expires)) if expires.instant <= self.now => Standing::Expired,
            (Some(date), _) if date.instant > self.now => Standing::Scheduled,
            _ => Standing::Published,
        }
    }

    /// Everything that keeps a document from being published. An expired draft needs both options to be included.
    pub fn obstacles(&self, document: &Document) -> Vec<Standing> {
        let meta = &document.meta;
        let is_later = meta.date.is_some_and(|date| date.instant > self.now);
        let is_over = meta.expires.is_some_and(|expires| expires.instant <= self.now);
        let obstacles = [
            (Standing::Draft, meta.draft && !self.drafts),
            (Standing::Scheduled, is_later && !self.future),
            (Standing::Expired, is_over && !self.expired),
        ];
        obstacles.into_iter().filter(|(_, holds)| *holds).map(|(standing, _)| standing).collect()
    }

    /// Whether a document is published.
    pub(super) fn shows(&self, document: &Document) -> bool {
        self.obstacles(document).is_empty()
    }

    /// When a document will appear and expire, if that is in the future.
    fn changes_of(&self, document: &Document) -> [Option<i64>; 2] {
        let meta = &document.meta;
        if meta.draft && !self.drafts {
            return [None, None];
        }
        let later = |instant: i64| Some(instant).filter(|instant| *instant > self.now);
        let expires = if self.expired { None } else { meta.expires.map(|date| date.instant) };
        let appears = if self.future { None } else { meta.date.and_then(|date| later(date.instant)) };
        match (appears, expires) {
            (Some(appears), Some(expires)) if expires <= appears => [None, None],
            (appears, expires) => [appears, expires.and_then(later)],
        }
    }
}

/// The next time at which a document appears or expires, with all that do so then.
pub(super) fn next_change<'a>(
    documents: impl Iterator<Item = &'a Arc<Document>>,
    visibility: &Visibility,
) -> Option<Change> {
    let mut next: Option<Change> = None;
    for document in documents {
        for (instant, appears) in visibility.changes_of(document).into_iter().zip([true, false]) {
            let Some(instant) = instant else { continue };
            if next.as_ref().is_some_and(|change| instant > change.instant) {
                continue;
            }
            let is_same = next.as_ref().is_some_and(|change| change.instant == instant);
            if !is_same {
                next = None;
            }
            let change = next.get_or_insert(Change { instant, appear: Vec::new(), expire: Vec::new() });
            let paths = if appears { &mut change.appear } else { &mut change.expire };
            paths.push(document.path.clone());
        }
    }
    if let Some(change) = &mut next {
        change.appear.sort();
        change.expire.sort();
    }
    next
}
