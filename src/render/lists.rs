//! Pages that list articles in a way of their own: a glossary by letter, one side of a comparison, every article there is.

use super::{PageContext, Press};
use crate::site::{DocumentId, PageKind, Side, letter};
use crate::theme::view::{ItemGroupView, LinkView, ListingView, SideEntryView, SideLabelView, SidePageView};

impl Press<'_> {
    /// The terms of a glossary under their letters, on one page however many there are.
    pub(super) fn by_letter(&self, context: &PageContext, terms: &[DocumentId]) -> ListingView {
        let mut groups: Vec<ItemGroupView> = Vec::new();
        for id in terms {
            let title = letter(&self.site.document(*id).title);
            if groups.last().is_none_or(|group| group.title != title) {
                let name = if title == "#" { "other".to_owned() } else { title.to_lowercase() };
                groups.push(ItemGroupView { id: format!("letter.{name}"), title, items: Vec::new() });
            }
            let group = groups.last_mut().expect("one was just pushed");
            group.items.push(self.item(context, *id));
        }
        one_page(groups)
    }

    /// Every article, collection by collection; those of no collection come last, by title.
    pub(super) fn every_article(&self, context: &PageContext) -> ListingView {
        let mut groups: Vec<ItemGroupView> = Vec::new();
        let mut add = |title: &str, articles: &[DocumentId]| {
            if !articles.is_empty() {
                let items = articles.iter().map(|id| self.item(context, *id)).collect();
                groups.push(ItemGroupView { id: String::new(), title: title.to_owned(), items });
            }
        };
        for collection in self.site.collections.iter() {
            add(&collection.title, &collection.articles);
        }
        let is_article = |id: &DocumentId| {
            matches!(self.site.page(self.site.page_of(*id)).kind, PageKind::Article(_))
                && self.site.place(*id).is_none()
        };
        let mut others: Vec<DocumentId> = self.site.document_ids().filter(is_article).collect();
        others.sort_by_cached_key(|id| (self.site.document(*id).title.to_lowercase(), *id));
        add(&self.word("other-pages"), &others);
        one_page(groups)
    }

    /// What a collection says of one of its sides.
    pub(super) fn side_page(
        &self,
        context: &PageContext,
        collection: usize,
        side: Side,
    ) -> Option<SidePageView> {
        let [left, right] = self.side_labels(context, collection)?;
        let (label, letter, other) = match side {
            Side::Left => (left, "a", right),
            Side::Right => (right, "b", left),
        };
        let entries = self.site.collections[collection].articles.iter().filter_map(|id| {
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
        let page = self.site.collections[collection].sides[side as usize];
        page.map_or(String::new(), |page| self.url_of(context, &self.site.page(page).route))
    }

    /// The page of every article; empty if the site has none.
    pub(super) fn search_url(&self, context: &PageContext) -> String {
        let route = crate::path::Route::from_parts(["search"]).expect("a plain name");
        let page = self.site.by_route.get(&route).map(|page| self.site.page(*page));
        match page {
            Some(page) if page.kind == PageKind::Search => self.url_of(context, &route),
            _ => String::new(),
        }
    }

    /// A link to a collection's listing.
    pub(super) fn collection_link(&self, context: &PageContext, index: usize) -> LinkView {
        let collection = &self.site.collections[index];
        let first = *collection.pages.first().expect("every collection has a page");
        let url = self.url_of(context, &self.site.page(first).route);
        let current = match self.site.page(context.page).kind {
            PageKind::Listing { collection, number: 1, .. } if collection == index => "page",
            PageKind::Listing { collection, .. } if collection == index => "true",
            _ => "",
        };
        LinkView { title: collection.title.clone(), url, current }
    }
}

fn one_page(groups: Vec<ItemGroupView>) -> ListingView {
    let total = groups.iter().map(|group| group.items.len()).sum();
    ListingView { groups, page: 1, pages: 1, total, previous: None, next: None }
}
