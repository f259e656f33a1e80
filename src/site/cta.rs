//! Which call to action an article ends with.

use super::{DocumentId, Resolution, Site};
use crate::config::Config;
use crate::document::{CtaChoice, ReferenceId, SiteTexts};

/// The choice of an article's front matter, or else of its collection.
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
                (collection.cta.as_ref()?.value.as_str(), None)
            }
        };
        let target = self.settings_resolution(*texts.cta_targets.get(name)?);
        let leads_here = matches!(target, Resolution::Page { page, .. } if *page == self.page_of(id));
        Some(ChosenCta { name, by_article, leads_here })
    }
}
