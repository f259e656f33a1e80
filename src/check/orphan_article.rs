//! An article that no other article links to.

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::ReferenceId;
use crate::site::{PageKind, Resolution, Site};

pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    let mut in_menus = vec![false; site.pages.len()];
    for index in 0..site.settings_length() {
        if let Resolution::Page { page, .. } = site.settings_resolution(ReferenceId(index as u32)) {
            in_menus[page.0 as usize] = true;
        }
    }
    let mut is_linked_term = vec![false; site.documents.len()];
    for link in site.document_ids().flat_map(|id| site.term_links(id)) {
        is_linked_term[link.term.0 as usize] = true;
    }
    for id in site.document_ids() {
        let page = site.page_of(id);
        let is_article = matches!(site.page(page).kind, PageKind::Article(_));
        let is_led_to = !site.backlinks(id).is_empty() || is_linked_term[id.0 as usize];
        if is_article && !is_led_to && !in_menus[page.0 as usize] {
            let document = site.document(id);
            found
                .report(
                    &codes::ORPHAN_ARTICLE,
                    Span::new(&document.path, 0..0),
                    format!("no other article links to “{}”", document.title),
                )
                .hint("link to it from an article whose readers would need it");
        }
    }
}
