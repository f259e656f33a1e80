//! An article whose call to action leads to the article itself.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{CtaChoice, Settings};
use crate::site::{Resolution, Site};

pub(super) fn check(config: &Config, settings: &Settings, site: &Site, found: &mut Diagnostics) {
    for id in site.document_ids() {
        let document = site.document(id);
        let (name, range) = match document.meta.cta {
            CtaChoice::None => continue,
            CtaChoice::Named(reference) => match site.resolution(id, reference) {
                Resolution::Cta(name) => (name, document.references[reference.0 as usize].range.clone()),
                _ => continue,
            },
            CtaChoice::Default => {
                let collection = document.collection.as_deref().and_then(|name| config.collection(name));
                let Some(cta) = collection.and_then(|collection| collection.cta.as_ref()) else { continue };
                (&cta.value, 0..0)
            }
        };
        let Some(target) = settings.cta_targets.get(name) else { continue };
        if !matches!(site.settings_resolution(*target), Resolution::Page { page, .. } if *page == site.page_of(id))
        {
            continue;
        }
        found
            .report(
                &codes::CTA_TO_ITSELF,
                Span::new(&document.path, range),
                format!("the call to action “{name}” leads to this very article, so it is left out"),
            )
            .hint("give the article another one in its front matter, `cta = \"…\"`, or none: `cta = false`");
    }
}
