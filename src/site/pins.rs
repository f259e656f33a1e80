//! The articles that come first for a query: what `[[search.pins]]` refers to.

use super::{DocumentId, Resolution, Site};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Settings;
use crate::language::Language;

impl Site {
    /// The queries of `site.toml`, each with the article that comes first on pages in a language.
    pub fn pins<'a>(
        &'a self,
        config: &'a Config,
        settings: &'a Settings,
        language: &Language,
    ) -> impl Iterator<Item = (&'a str, DocumentId)> {
        config.search.pins.iter().zip(&settings.in_language(language).pins).filter_map(|(pin, reference)| {
            let Resolution::Page { document: Some(document), .. } = self.settings_resolution(*reference)
            else {
                return None;
            };
            Some((pin.query.as_str(), *document))
        })
    }
}

/// Reports pins that lead to something that cannot be found. The resolver has reported those that lead nowhere.
pub(super) fn check(config: &Config, settings: &Settings, site: &Site) -> Diagnostics {
    let mut found = Diagnostics::default();
    let references = &settings.in_language(&config.language.value).pins;
    for (pin, reference) in config.search.pins.iter().zip(references) {
        let (message, hint) = match site.settings_resolution(*reference) {
            Resolution::Missing => continue,
            Resolution::Page { document: Some(document), .. } => {
                match site.document(*document).meta.no_search {
                    false => continue,
                    true => (
                        "this article is not in the search index",
                        "remove `search = false` from the article, or remove this pin",
                    ),
                }
            }
            Resolution::Page { document: None, .. }
            | Resolution::File(_)
            | Resolution::External(_)
            | Resolution::Form(_)
            | Resolution::Cta(_)
            | Resolution::Collection(_) => {
                ("only an article can be pinned", "write the path of an article, such as guides/refunds.md")
            }
        };
        found
            .report(&codes::CONFIG_INVALID, Span::new(&config.path, pin.article.range.clone()), message)
            .hint(hint);
    }
    found
}
