//! A link to an article that the site does not have in the language of the page with the link.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::site::Site;

pub(super) fn check(config: &Config, site: &Site, found: &mut Diagnostics) {
    if config.translations.is_empty() {
        return;
    }
    for id in site.document_ids() {
        let (document, language) = (site.document(id), &site.page(site.page_of(id)).language);
        for (reference, resolution) in site.links_of(id) {
            let Some(target) = resolution.document() else { continue };
            let (page, target) = (site.page(site.page_of(target)), site.document(target));
            if page.language == *language {
                continue;
            }
            let message = format!("“{}” is not translated into `{language}`", target.title);
            found
                .report(
                    &codes::LINK_TO_OTHER_LANGUAGE,
                    Span::new(&document.path, reference.range.clone()),
                    message,
                )
                .label(format!("leads to an article in `{}`", page.language))
                .hint(format!("write the translation in `{}`", translated(target, language.as_str())));
        }
    }
}

/// Where the translation of an article would be.
pub(super) fn translated(document: &Document, tag: &str) -> String {
    let place = &document.place;
    format!("{}/{}.{}.md", place.parent(), place.stem(), tag.to_ascii_lowercase())
}
