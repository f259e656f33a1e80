//! How readers can narrow a long list: by words, and by what they can choose.
//!
//! Takes a page with a list, gives what a script needs to ask the search index, which knows what articles match. So a page with a
//! list says nothing about articles on other pages of the list.

use std::cmp::Reverse;

use super::Press;
use crate::config::FieldKind;
use crate::site::{DocumentId, PageKind};
use crate::theme::view::{NarrowChoiceView, NarrowOptionView, NarrowView};

/// How many articles readers find their way through without help.
const SHORT: usize = 20;
/// How many tags a list can be narrowed by, so that they do not grow with the site.
const MOST_TAGS: usize = 50;

impl Press<'_> {
    /// How the list on a page can be narrowed; none if it is short, or if the site has no search.
    pub(super) fn narrowing(&self, kind: &PageKind) -> Option<NarrowView> {
        match kind {
            PageKind::Listing { collection, .. } => {
                let pages = &self.edition.collections[*collection];
                let filter = format!("in:{}", pages.address);
                self.narrowing_of(&pages.articles, filter, || self.choices_in(*collection))
            }
            PageKind::Tag { tag, .. } => {
                let pages = &self.edition.tags[*tag];
                let filter = format!("tag:{}", pages.slug);
                self.narrowing_of(&pages.articles, filter, || self.collections_with(&pages.articles))
            }
            PageKind::Home(_)
            | PageKind::Article(_)
            | PageKind::Side { .. }
            | PageKind::Search { .. }
            | PageKind::Tags { .. }
            | PageKind::Backlinks { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => None,
        }
    }

    fn narrowing_of(
        &self,
        articles: &[DocumentId],
        filter: String,
        choices: impl FnOnce() -> Vec<NarrowChoiceView>,
    ) -> Option<NarrowView> {
        let is_narrowed = articles.len() > SHORT && !self.edition.search_pages.is_empty();
        is_narrowed.then(|| NarrowView { filter, choices: choices() })
    }

    /// The tags of a collection's articles, and its fields with a choice.
    fn choices_in(&self, collection: usize) -> Vec<NarrowChoiceView> {
        let edition = self.edition;
        let tags = self.shared().narrowing_tags.get_or_init(|| self.frequent_tags());
        let tags = tags[collection].iter().map(|tag| &edition.tags[*tag]);
        let options = tags.map(|tag| NarrowOptionView { value: tag.slug.clone(), label: tag.title.clone() });
        let tags = NarrowChoiceView {
            name: "tag".into(),
            label: self.word("narrow-tag"),
            options: options.collect(),
        };
        let declared = self.config.collection(&edition.collections[collection].name);
        let fields = declared.into_iter().flat_map(|declared| &declared.fields).filter_map(|field| {
            let FieldKind::Choice(options) = &field.kind else { return None };
            let option = |option: &String| NarrowOptionView { value: option.clone(), label: option.clone() };
            Some(NarrowChoiceView {
                name: format!("fields.{}", field.name.value),
                label: field.label().to_owned(),
                options: options.iter().map(option).collect(),
            })
        });
        std::iter::once(tags).filter(|tags| !tags.options.is_empty()).chain(fields).collect()
    }

    /// The collections of a tag's articles, if there are several.
    fn collections_with(&self, articles: &[DocumentId]) -> Vec<NarrowChoiceView> {
        let options = self.counts(articles).into_iter().map(|(collection, _)| {
            let pages = &self.edition.collections[collection];
            NarrowOptionView { value: pages.address.clone(), label: pages.title.clone() }
        });
        let options: Vec<NarrowOptionView> = options.collect();
        let choice = (options.len() > 1).then(|| NarrowChoiceView {
            name: "in".into(),
            label: self.word("narrow-in"),
            options,
        });
        choice.into_iter().collect()
    }

    /// The tags that most articles of each collection have, by name.
    fn frequent_tags(&self) -> Vec<Vec<usize>> {
        let edition = self.edition;
        let mut collections: Vec<Vec<(usize, usize)>> = vec![Vec::new(); edition.collections.len()];
        for (place, tag) in edition.tags_by_name.iter().enumerate() {
            for (collection, count) in self.counts(&edition.tags[*tag].articles) {
                collections[collection].push((place, count));
            }
        }
        let most_frequent = |mut tags: Vec<(usize, usize)>| {
            tags.sort_unstable_by_key(|(place, count)| (Reverse(*count), *place));
            tags.truncate(MOST_TAGS);
            tags.sort_unstable();
            tags.into_iter().map(|(place, _)| edition.tags_by_name[place]).collect()
        };
        collections.into_iter().map(most_frequent).collect()
    }

    /// How many of a tag's articles are in each collection. The articles are grouped by collection, and those in none come last.
    fn counts(&self, articles: &[DocumentId]) -> Vec<(usize, usize)> {
        let collection_of = |id: &DocumentId| self.edition.place(*id).map(|(collection, _)| collection);
        let mut counts = Vec::new();
        let mut rest = articles;
        while let Some(collection) = rest.first().and_then(collection_of) {
            let count = rest.partition_point(|id| collection_of(id) == Some(collection));
            counts.push((collection, count));
            rest = &rest[count..];
        }
        counts
    }
}
