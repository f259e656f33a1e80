//! Two articles of one language with the same title: readers and wikilinks cannot tell them apart.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    let mut by_title: BTreeMap<(&str, String), &Document> = BTreeMap::new();
    for document in &site.documents {
        let name = (document.language.primary(), document.title.to_lowercase());
        match by_title.get(&name) {
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
                by_title.insert(name, document);
            }
        }
    }
}
