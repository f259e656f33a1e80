//! What text needs to know about the site outside the website, as in a PDF: the same facts as a page, with absolute addresses.
//!
//! Takes the press and a document, gives views and addresses. Renders nothing.

use super::html::Address;
use super::text::{Findings, address};
use super::{PageContext, Press};
use crate::config::Config;
use crate::data::Date;
use crate::document::{ReferenceId, ShortcodeCall};
use crate::site::{DocumentId, Page, Site};
use crate::theme::view::{ComparisonView, CtaView, DateView, ListingView, SideLabelView, SidesView};
use crate::theme::{TextArgument, Theme};

/// A document outside the website: every address is absolute, except those of its own headings, which are `#id`.
pub struct Outside<'a> {
    press: Press<'a>,
    context: PageContext,
}

impl<'a> Outside<'a> {
    /// A document outside the website.
    pub fn new(press: &'a Press<'a>, document: DocumentId) -> Outside<'a> {
        let page = press.site.page_of(document);
        let root = press.config.url.join("");
        let press = press.of_page(press.site.page(page));
        Outside { press, context: PageContext { page, root } }
    }

    /// The linked site.
    pub fn site(&self) -> &'a Site {
        self.press.site
    }

    /// The site's description.
    pub fn config(&self) -> &'a Config {
        self.press.config
    }

    /// The theme.
    pub fn theme(&self) -> &'a Theme {
        self.press.theme
    }

    /// Where a reference of a document leads.
    pub fn address(&self, document: DocumentId, reference: ReferenceId) -> Address {
        let shown = self.site().document(document);
        let written = (&shown.references[reference.0 as usize], &shown.language);
        address(&self.press, &self.context, self.site().resolution(document, reference), written)
    }

    /// The page's own address.
    pub fn permalink(&self) -> String {
        self.press.permalink(self.page())
    }

    /// The page of another article.
    pub fn url_of(&self, document: DocumentId) -> String {
        self.press.url_of_document(&self.context, document)
    }

    /// The two sides of a document, if it has any.
    pub fn sides(&self, document: DocumentId) -> Option<SidesView> {
        let document = self.site().document(document);
        self.press.sides(&self.context, document)
    }

    /// The names of the two sides that the whole site is about.
    pub fn side_labels(&self) -> Option<[SideLabelView; 2]> {
        self.press.site_view().sides
    }

    /// The call to action at the end of a document.
    pub fn cta_at_end(&self, document: DocumentId) -> Option<CtaView> {
        self.press.cta_of(&self.context, document, &mut Findings::default())
    }

    /// A call to action.
    pub fn cta(&self, name: &str) -> Option<CtaView> {
        self.press.cta(&self.context, name, &mut Findings::default())
    }

    /// The page where a form can be filled in; paper cannot submit it.
    pub fn form_page(&self, form: &str) -> Option<String> {
        self.site().form_page(self.press.language, form).map(|document| self.url_of(document))
    }

    /// A collection's table.
    pub fn comparison(&self, collection: usize) -> Option<ComparisonView> {
        self.press.comparison(&self.context, collection)
    }

    /// The articles of `{{ articles(…) }}`. Problems with the call were reported when the page was rendered.
    pub fn articles(&self, document: DocumentId, call: &ShortcodeCall) -> Option<ListingView> {
        let articles = self.press.chosen_articles(document, call)?.ok()?;
        Some(self.press.list(&self.context, &articles))
    }

    /// A day in the language of the page.
    pub fn date(&self, date: Date) -> DateView {
        self.press.date(date)
    }

    /// A string of the interface.
    pub fn words(&self, key: &str, arguments: &[(&str, TextArgument<'_>)]) -> String {
        self.press.words(key, arguments)
    }

    fn page(&self) -> &'a Page {
        self.press.site.page(self.context.page)
    }
}
