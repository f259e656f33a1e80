//! An article in the main language that is not translated into all other languages of the site.

use super::link_to_other_language::translated;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    for id in site.document_ids() {
        let document = site.document(id);
        let missing: Vec<&str> =
            site.missing_languages(id).iter().map(|language| language.as_str()).collect();
        let Some(first) = missing.first() else { continue };
        let message = format!("“{}” is not translated into `{}`", document.title, missing.join("`, `"));
        found
            .report(&codes::TRANSLATION_MISSING, Span::new(&document.path, 0..0), message)
            .hint(format!("write the translation in `{}`", translated(document, first)));
    }
}
