//! An article without a summary.

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    for document in site.documents.iter().filter(|document| document.meta.summary.is_none()) {
        found
            .report(
                &codes::SUMMARY_MISSING,
                Span::new(&document.path, 0..0),
                format!("“{}” has no `summary`", document.title),
            )
            .hint("add a sentence to its front matter; lists and search engines show it");
    }
}
