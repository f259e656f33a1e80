//! An article whose call to action leads to the article itself.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Settings;
use crate::site::Site;

pub(super) fn check(config: &Config, settings: &Settings, site: &Site, found: &mut Diagnostics) {
    for id in site.document_ids() {
        let language = &site.page(site.page_of(id)).language;
        let chosen = site.chosen_cta(config.in_language(language), settings.in_language(language), id);
        let Some(cta) = chosen.filter(|cta| cta.leads_here) else { continue };
        let document = site.document(id);
        let own = cta.by_article.map(|reference| &document.references[reference.0 as usize]);
        let range = own.map_or(0..0, |reference| reference.range.clone());
        found
            .report(
                &codes::CTA_TO_ITSELF,
                Span::new(&document.path, range),
                format!("the call to action “{}” leads to this article itself, so it is left out", cta.name),
            )
            .hint("choose another one in the article's front matter, `cta = \"…\"`, or none: `cta = false`");
    }
}
