//! A call to action that no page shows.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Target;
use crate::site::Site;

pub(super) fn check(config: &Config, site: &Site, found: &mut Diagnostics) {
    let by_collection =
        config.collections.iter().filter_map(|collection| Some(&collection.cta.as_ref()?.value));
    let by_article = site.documents.iter().flat_map(|document| &document.references);
    let by_article = by_article.filter_map(|reference| {
        let Target::Cta(name) = &reference.target else { return None };
        Some(name)
    });
    let used: BTreeSet<&String> = by_collection.chain(by_article).collect();
    let is_tag = |tag: &String| site.editions.iter().any(|edition| edition.tag(tag).is_some());
    for cta in config.ctas.values() {
        for tag in cta.tags.iter().filter(|tag| !is_tag(tag)) {
            found
                .report(
                    &codes::CTA_UNUSED,
                    Span::new(&config.path, cta.name.range.clone()),
                    format!(
                        "the call to action “{}” is for the tag “{tag}”, which no article has",
                        cta.name.value
                    ),
                )
                .hint("correct the tag, or remove it");
        }
    }
    for cta in config.ctas.values().filter(|cta| cta.tags.is_empty() && !used.contains(&cta.name.value)) {
        let name = &cta.name.value;
        found
            .report(
                &codes::CTA_UNUSED,
                Span::new(&config.path, cta.name.range.clone()),
                format!("no page shows the call to action “{name}”"),
            )
            .label("not used")
            .hint(format!("set it for a collection, `cta = \"{name}\"`, place it with {{{{ cta(id=\"{name}\") }}}}, or remove it"));
    }
}
