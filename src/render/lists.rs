//! Special lists of articles: a glossary by letter, one side of a comparison, all articles.

use super::{PageContext, Press};
use crate::site::{DocumentId, PageId, Side, letter};
use crate::theme::view::{ItemGroupView, LinkView, ListingView, SideEntryView, SideLabelView, SidePageView};

impl Press<'_> {
    /// A page of the terms of a glossary, under their letters.
    pub(super) fn by_letter(
        &self,
        context: &PageContext,
        shown: &[DocumentId],
        total: usize,
        pages: &[PageId],
        number: usize,
    ) -> ListingView {
        let mut listing = self.listing_page(context, &[], total, pages, number, false);
        for id in shown {
            let title = letter(&self.site.document(*id).title);
            if listing.groups.last().is_none_or(|group| group.title != title) {
                let name = if title == "#" { "other".to_owned() } else { title.to_lowercase() };
                listing.groups.push(ItemGroupView { id: format!("letter.{name}"), title, items: Vec::new() });
            }
            let group = listing.groups.last_mut().expect("one was just pushed");
            group.items.push(self.item(context, *id));
        }
        listing
    }

    /// A page of every article, collection by collection.
    pub(super) fn every_article(
        &self,
        context: &PageContext,
        shown: &[DocumentId],
        number: usize,
    ) -> ListingView {
        let total = self.site.every_article.len();
        let mut listing = self.listing_page(context, &[], total, &self.site.search_pages, number, false);
        let mut last = None;
        for id in shown {
            let collection = self.site.place(*id).map(|(collection, _)| collection);
            if last != Some(collection) {
                last = Some(collection);
                let title = match collection {
                    Some(collection) => self.site.collections[collection].title.clone(),
                    None => self.word("other-pages"),
                };
                listing.groups.push(ItemGroupView { id: String::new(), title, items: Vec::new() });
            }
            let group = listing.groups.last_mut().expect("one was just pushed");
            group.items.push(self.item(context, *id));
        }
        listing
    }

    /// Which page of a list this is, for lists of other things than articles; none if all are on one page.
    pub(super) fn pages_only(
        &self,
        context: &PageContext,
        total: usize,
        pages: &[PageId],
        number: usize,
    ) -> Option<ListingView> {
        (pages.len() > 1).then(|| self.listing_page(context, &[], total, pages, number, false))
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
        let pages = &self.site.collections[collection];
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
        let declared = self.config.collection(&self.site.collections[collection].name);
        let named = declared.and_then(|declared| {
            let comparison = declared.comparison.as_ref()?;
            let name = if side == Side::Left { &comparison.left } else { &comparison.right };
            Some(declared.field(name).map_or(name.as_str(), |field| field.label()))
        });
        named.unwrap_or_default()
    }

    /// The page of a side; empty if there is none.
    pub(super) fn side_url(&self, context: &PageContext, collection: usize, side: Side) -> String {
        let first = self.site.collections[collection].sides[side as usize].first();
        first.map_or(String::new(), |page| self.url_of(context, &self.site.page(*page).route))
    }

    /// The page of every article; empty if the site has none.
    pub(super) fn search_url(&self, context: &PageContext) -> String {
        let first = self.site.search_pages.first();
        first.map_or(String::new(), |page| self.url_of(context, &self.site.page(*page).route))
    }

    /// A link to a collection's listing.
    pub(super) fn collection_link(&self, context: &PageContext, index: usize) -> LinkView {
        let collection = &self.site.collections[index];
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
