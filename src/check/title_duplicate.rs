//! Two articles with the same title: readers and wikilinks cannot tell them apart.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    let mut by_title: BTreeMap<String, &Document> = BTreeMap::new();
    for document in &site.documents {
        match by_title.get(&document.title.to_lowercase()) {
            Some(first) => {
                found
                    .report(
                        &codes::TITLE_DUPLICATE,
                        Span::new(&document.path, document.meta.written.title.clone().unwrap_or(0..0)),
                        format!("`{}` is also called “{}”", first.path, document.title),
                    )
                    .hint("give one of them a title that says how it differs");
            }
            None => {
                by_title.insert(document.title.to_lowercase(), document);
            }
        }
    }
}
