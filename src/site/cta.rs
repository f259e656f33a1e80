//! Which call to action an article ends with.

use super::rules::tag_slug;
use super::{DocumentId, Resolution, Site};
use crate::config::{Config, Cta};
use crate::document::{CtaChoice, Document, ReferenceId, SiteTexts};

/// The choice of an article's front matter, or else of its collection, or of the tags of an article whose collection has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenCta<'a> {
    /// Its name in `site.toml`.
    pub name: &'a str,
    /// The article's own choice; none if the collection chose.
    pub by_article: Option<ReferenceId>,
    /// Whether its button leads to the article itself, so that it is not shown there.
    pub leads_here: bool,
}

impl Site {
    /// The call to action for an article; none if none is chosen, or if it does not exist. The configuration and the texts are
    /// those of its page's language.
    pub fn chosen_cta<'a>(
        &'a self,
        config: &'a Config,
        texts: &SiteTexts,
        id: DocumentId,
    ) -> Option<ChosenCta<'a>> {
        let document = self.document(id);
        let (name, by_article) = match document.meta.cta {
            CtaChoice::None => return None,
            CtaChoice::Named(reference) => {
                let Resolution::Cta(name) = self.resolution(id, reference) else { return None };
                (name.as_str(), Some(reference))
            }
            CtaChoice::Default => {
                let collection = config.collection(document.collection.as_deref()?)?;
                let of_collection = collection.cta.as_ref()?.value.as_str();
                (cta_of_tags(config, document).unwrap_or(of_collection), None)
            }
        };
        let target = self.settings_resolution(*texts.cta_targets.get(name)?);
        let leads_here = matches!(target, Resolution::Page { page, .. } if *page == self.page_of(id));
        Some(ChosenCta { name, by_article, leads_here })
    }
}

/// The call to action for the first of an article's tags that one is for.
fn cta_of_tags<'a>(config: &'a Config, document: &Document) -> Option<&'a str> {
    let slugs: Vec<String> = document.meta.tags.iter().map(|tag| tag_slug(&tag.value)).collect();
    slugs.iter().find_map(|slug| {
        let is_for = |cta: &&Cta| cta.tags.iter().any(|tag| tag_slug(tag) == *slug);
        config.ctas.values().find(is_for).map(|cta| cta.name.value.as_str())
    })
}
