//! Special lists of articles: a glossary by letter, one side of a comparison, all articles.

use super::{PageContext, Press};
use crate::site::{DocumentId, PageId, Side};
use crate::theme::view::{ItemGroupView, LinkView, ListingView, SideEntryView, SideLabelView, SidePageView};

impl Press<'_> {
    /// The articles of a collection's listing.
    pub(super) fn ungrouped(&self, context: &PageContext, shown: &[DocumentId]) -> Vec<ItemGroupView> {
        if shown.is_empty() { Vec::new() } else { vec![self.group(context, String::new(), shown)] }
    }

    /// The terms of a glossary, under their letters.
    pub(super) fn by_letter(&self, context: &PageContext, shown: &[DocumentId]) -> Vec<ItemGroupView> {
        let letters = self.language.letters();
        let letter_of = |id: DocumentId| letters.letter(&self.site.document(id).title);
        let groups = shown.chunk_by(|one, next| letter_of(*one) == letter_of(*next)).map(|terms| {
            let title = letter_of(terms[0]);
            let name = if title == "#" { "other".to_owned() } else { title.to_lowercase() };
            ItemGroupView { id: format!("letter.{name}"), ..self.group(context, title, terms) }
        });
        groups.collect()
    }

    /// The articles of a tag, under the titles of their collections.
    pub(super) fn by_collection(&self, context: &PageContext, shown: &[DocumentId]) -> Vec<ItemGroupView> {
        let title_of = |id: DocumentId| self.collection_title(self.site.document(id));
        let groups = shown
            .chunk_by(|one, next| title_of(*one) == title_of(*next))
            .map(|articles| self.group(context, title_of(articles[0]), articles));
        groups.collect()
    }

    /// Articles of the whole site, under the titles of their collections.
    pub(super) fn every_article(&self, context: &PageContext, shown: &[DocumentId]) -> Vec<ItemGroupView> {
        let collection_of = |id: DocumentId| self.edition.place(id).map(|(collection, _)| collection);
        let groups =
            shown.chunk_by(|one, next| collection_of(*one) == collection_of(*next)).map(|articles| {
                let title = match collection_of(articles[0]) {
                    Some(collection) => self.edition.collections[collection].title.clone(),
                    None => self.word("other-pages"),
                };
                self.group(context, title, articles)
            });
        groups.collect()
    }

    /// Which page of a list this is, for lists of other things than articles; none if all are on one page.
    pub(super) fn pages_only(
        &self,
        context: &PageContext,
        total: usize,
        pages: &[PageId],
        number: usize,
    ) -> Option<ListingView> {
        (pages.len() > 1).then(|| self.listing_page(context, Vec::new(), total, pages, number))
    }

    /// What a collection says about one of its sides.
    pub(super) fn side_page(
        &self,
        context: &PageContext,
        collection: usize,
        side: Side,
        shown: &[DocumentId],
    ) -> Option<SidePageView> {
        let [left, right] = self.side_labels(context, collection)?;
        let (label, letter, other) = match side {
            Side::Left => (left, "a", right),
            Side::Right => (right, "b", left),
        };
        let entries = shown.iter().filter_map(|id| {
            let sides = self.compared(context, self.site.document(*id))?;
            let this = if side == Side::Left { &sides.left } else { &sides.right };
            let (word, text) = (this.word.clone(), this.text.clone());
            Some(SideEntryView { article: self.link(context, *id), word, text, sides })
        });
        let entries = entries.collect();
        let collection = self.collection_link(context, collection);
        Some(SidePageView { label, letter, other, collection, entries })
    }

    /// The names of a collection's two sides, with their pages.
    pub(super) fn side_labels(&self, context: &PageContext, collection: usize) -> Option<[SideLabelView; 2]> {
        let pages = &self.edition.collections[collection];
        let declared = self.config.collection(&pages.name)?;
        let comparison = declared.comparison.as_ref()?;
        let label = |name: &String, side: Side| SideLabelView {
            field: name.clone(),
            label: declared.field(name).map_or(name.clone(), |field| field.label().to_owned()),
            url: self.side_url(context, collection, side),
        };
        Some([label(&comparison.left, Side::Left), label(&comparison.right, Side::Right)])
    }

    /// The name of a side.
    pub(super) fn side_name(&self, collection: usize, side: Side) -> &str {
        let declared = self.config.collection(&self.edition.collections[collection].name);
        let named = declared.and_then(|declared| {
            let comparison = declared.comparison.as_ref()?;
            let name = if side == Side::Left { &comparison.left } else { &comparison.right };
            Some(declared.field(name).map_or(name.as_str(), |field| field.label()))
        });
        named.unwrap_or_default()
    }

    /// The page of a side; empty if there is none.
    pub(super) fn side_url(&self, context: &PageContext, collection: usize, side: Side) -> String {
        let first = self.edition.collections[collection].sides[side as usize].first();
        first.map_or(String::new(), |page| self.url_of(context, &self.site.page(*page).route))
    }

    /// The page of every article; empty if the site has none.
    pub(super) fn search_url(&self, context: &PageContext) -> String {
        let first = self.edition.search_pages.first();
        first.map_or(String::new(), |page| self.url_of(context, &self.site.page(*page).route))
    }

    /// A link to a collection's listing.
    pub(super) fn collection_link(&self, context: &PageContext, index: usize) -> LinkView {
        let collection = &self.edition.collections[index];
        let first = *collection.pages.first().expect("every collection has a page");
        let url = self.url_of(context, &self.site.page(first).route);
        let current = match self.site.page(context.page).listing_number(index) {
            Some(1) => "page",
            Some(_) => "true",
            None => "",
        };
        LinkView { title: collection.title.clone(), language: None, url, current }
    }
}
