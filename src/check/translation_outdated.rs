//! A translation whose original has changed since it was marked.

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::site::Site;

pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    for id in site.document_ids() {
        let (document, Some(original)) = (site.document(id), site.changed_original(id)) else { continue };
        let Some(mark) = &document.meta.translated_from else { continue };
        let message = format!("`{}` has changed since it was translated", original.path);
        found
            .report(&codes::TRANSLATION_OUTDATED, Span::new(&document.path, mark.range.clone()), message)
            .label("an older version")
            .hint(format!("adapt the translation, then run `kb translate --mark {}`", document.path));
    }
}
