//! Which call to action an article ends in.

use super::{DocumentId, Resolution, Site};
use crate::config::Config;
use crate::document::{CtaChoice, ReferenceId, Settings};

/// What an article's front matter, or else its collection, chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenCta<'a> {
    /// Its name in `site.toml`.
    pub name: &'a str,
    /// The article's own choice; none if it is its collection's.
    pub by_article: Option<ReferenceId>,
    /// Its button leads to the article itself, so that it is not shown there.
    pub leads_here: bool,
}

impl Site {
    /// The call to action that is chosen for an article; none without one, or if nothing is called so.
    pub fn chosen_cta<'a>(
        &'a self,
        config: &'a Config,
        settings: &Settings,
        id: DocumentId,
    ) -> Option<ChosenCta<'a>> {
        let document = self.document(id);
        let (name, by_article) = match document.meta.cta {
            CtaChoice::None => return None,
            CtaChoice::Named(reference) => match self.resolution(id, reference) {
                Resolution::Cta(name) => (name.as_str(), Some(reference)),
                _ => return None,
            },
            CtaChoice::Default => {
                let collection = config.collection(document.collection.as_deref()?)?;
                (collection.cta.as_ref()?.value.as_str(), None)
            }
        };
        let target = self.settings_resolution(*settings.cta_targets.get(name)?);
        let leads_here = matches!(target, Resolution::Page { page, .. } if *page == self.page_of(id));
        Some(ChosenCta { name, by_article, leads_here })
    }
}
