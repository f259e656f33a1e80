//! The backlinks of an article, on its page and the following pages.

use super::{PageContext, Press};
use crate::site::DocumentId;
use crate::site::rules::BACKLINKS_PAGE_SIZE;
use crate::theme::view::{BacklinkView, ListingView, PageView};

impl Press<'_> {
    /// Fills in the backlinks of an article.
    pub(super) fn fill_backlinks(
        &self,
        context: &PageContext,
        id: DocumentId,
        number: usize,
        view: &mut PageView,
    ) {
        view.backlink_count = self.site.backlinks_in(self.edition, id).len();
        if self.site.leads_on(id) {
            view.backlinks = self.backlinks(context, id, number);
            view.backlinks_url = self.backlinks_url(context, id);
        }
    }

    /// The articles that link to one, with the sentences that contain the links: the first hundred, or a later hundred.
    fn backlinks(&self, context: &PageContext, id: DocumentId, number: usize) -> Vec<BacklinkView> {
        let all = self.site.backlinks_in(self.edition, id);
        let all = all.iter();
        let shown = all.skip((number - 1) * BACKLINKS_PAGE_SIZE).take(BACKLINKS_PAGE_SIZE);
        let views = shown.map(|backlink| {
            let link = self.link(context, backlink.from);
            BacklinkView {
                title: link.title,
                language: link.language,
                url: link.url,
                sides: self.sides(context, self.site.document(backlink.from)),
                mentions: self.mentions(backlink),
            }
        });
        views.collect()
    }

    /// The page that lists all of them; empty if the article's own page does.
    fn backlinks_url(&self, context: &PageContext, id: DocumentId) -> String {
        let is_long = self.site.backlinks_in(self.edition, id).len() > BACKLINKS_PAGE_SIZE;
        let first = self.site.backlink_pages(id).first().filter(|_| is_long);
        first.map_or(String::new(), |page| self.url_of(context, &self.site.page(*page).route))
    }

    /// Which page of the list this is, and the pages before and after it.
    pub(super) fn backlink_listing(
        &self,
        context: &PageContext,
        id: DocumentId,
        number: usize,
    ) -> ListingView {
        let pages = self.site.backlink_pages(id);
        self.listing_page(context, Vec::new(), self.site.backlinks_in(self.edition, id).len(), pages, number)
    }
}
