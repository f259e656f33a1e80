//! The contract with themes: everything that a template can see, and nothing else.
//!
//! Every field is documented for theme authors. Text is plain and the template engine escapes it; a field that contains HTML
//! says so and is printed with `| safe`. Every `url` is ready for an `href`: relative to the page itself, or absolute where it
//! leads to another site. A template gets the fields of [`PageView`] by name, and `site`.
//!
//! `views!` declares each type together with its names and comments, which the template check, `kb theme explain` and
//! `docs/contract.md` use. So a field is declared only once.

#[macro_use]
mod declare;
mod forms;
mod parts;

pub use declare::{DarkTokens, Field, Kind, View};
pub use forms::{
    ConditionView, FormFieldView, FormGroupView, FormView, HiddenView, HoneypotView, OptionView,
};
pub use parts::{
    BacklinkView, ComparisonRowView, ComparisonView, CtaView, DateView, FeedView, FieldView, FileView,
    HeadingView, ItemGroupView, ItemView, LanguageView, LinkGroupView, LinkView, ListingView,
    NarrowChoiceView, NarrowOptionView, NarrowView, SeriesView, SideEntryView, SidePageView, SideView,
    SidesView, TagView, TranslationView,
};

use std::collections::BTreeMap;
use std::sync::Arc;

use declare::Declared;

use super::token::TokenValue;

/// Every view, in the order of `docs/contract.md`.
pub fn views() -> impl Iterator<Item = &'static View> {
    VIEWS.iter().chain(parts::VIEWS).chain(forms::VIEWS).copied()
}

views! {
    /// `site`: the same on every page, and small, since changing it renders every page again.
    pub struct SiteView {
        /// `title` in `site.toml`.
        pub title: String,
        /// `description` in `site.toml`; empty if there is none.
        pub description: String,
        /// The path of `url` in `site.toml`: `/kb`; empty if it has none.
        pub path: String,
        /// BCP 47 tag, for `<html lang>`: `en`.
        pub language: String,
        /// What scripts give `Intl` in place of `language`, if it does not know that: `zh` for `zh-yue`; else empty.
        pub locale: String,
        /// `ltr` or `rtl`, for `<html dir>`.
        pub direction: &'static str,
        /// The publisher.
        pub organization: Option<OrganizationView>,
        /// The theme's tokens by name, with the site's values in place of the defaults.
        pub tokens: BTreeMap<String, TokenValue>,
        /// The color tokens by name, in the dark scheme. `site.tokens` has those of the light scheme.
        pub dark: DarkTokens,
        /// The labels of the two sides, if a collection is two-sided (the first such one). Their `url`s are empty here.
        pub sides: Option<[SideLabelView; 2]>,
        /// Every page that shows text has a `preview.json`, which a script can show for a link to the page.
        pub previews: bool,
    }

    /// `site.organization`
    pub struct OrganizationView {
        /// `name` of `[organization]`.
        pub name: String,
        /// `description` of `[organization]`; empty if there is none.
        pub description: String,
        /// Its own site; empty if there is none.
        pub url: String,
        /// Its postal address, line by line.
        pub address: Vec<String>,
    }

    /// A side's field and label: `marketing`, `Marketing`.
    pub struct SideLabelView {
        /// Name of the front matter field.
        pub field: String,
        /// Its label.
        pub label: String,
        /// The page that collects everything said about this side; empty if there is none.
        pub url: String,
    }

    /// What the template of a page gets.
    pub struct PageView {
        /// The path from this page to the site's root: `../../`. `asset(path=…)` uses it automatically.
        pub root: String,
        /// Which template renders it: `home`, `article`, `listing`, `glossary`, `side`, `backlinks`, `tags`, `tag`, `search`,
        /// `thanks`, `not-found`.
        pub kind: &'static str,
        /// The page's name; the only `h1`.
        pub title: String,
        /// The language of the article: of `title`, `summary`, `body`, `sides`, `outline` and the values of `fields`. None if it
        /// is the page's, `site.language`.
        pub language: Option<LanguageView>,
        /// The page shows an article in the site's main language, since there is no translation into the page's.
        pub untranslated: bool,
        /// For `<title>`: the page's name, and that of the publisher, or else of the site.
        pub document_title: String,
        /// Teaser and meta description, plain text; may be empty.
        pub summary: String,
        /// Absolute address, for `rel=canonical`; empty if there must be none (404).
        pub permalink: String,
        /// The languages of the site, the main one first; empty if it has only one.
        pub languages: Vec<TranslationView>,
        /// Feeds that readers of this page may follow: of the site, and of the page's own list.
        pub feeds: Vec<FeedView>,
        /// Absolute address of the image that represents the page elsewhere; empty if it has none.
        pub image: String,
        /// Search engines must not index the page.
        pub noindex: bool,
        /// The collection that the page belongs to.
        pub collection: Option<LinkView>,
        /// The path from the home page to this one; the last entry is this page. Empty on the home page and the 404 page.
        pub breadcrumbs: Vec<LinkView>,
        /// The masthead's links.
        pub menu: Vec<LinkView>,
        /// The footer's link groups.
        pub footer: Vec<LinkGroupView>,
        /// Link to the home page.
        pub home: LinkView,
        /// When it was first published.
        pub date: Option<DateView>,
        /// Its last change, if there was one after the first publication.
        pub updated: Option<DateView>,
        /// Names of the authors.
        pub authors: Vec<String>,
        /// The other names of a glossary term; empty on other pages.
        pub aliases: Vec<String>,
        /// Its tags, in the order of the front matter.
        pub tags: Vec<TagView>,
        /// The number of words, and the minutes to read them: at least 1, or 0 if the page's collection does not show them.
        pub words: usize,
        /// See `words`.
        pub minutes: usize,
        /// The headings of the text, in order.
        pub outline: Vec<HeadingView>,
        /// HTML: the text. Headings start at `h2`. Print with `| safe`.
        pub body: String,
        /// The two sides of a two-sided article, or of a page with `[sides]` in its front matter.
        pub sides: Option<SidesView>,
        /// The page's other fields, in the order in which its collection declares them; without the sides and the aspect.
        pub fields: Vec<FieldView>,
        /// The articles of the same small, ordered collection, including this one.
        pub series: Option<SeriesView>,
        /// The articles around this one in its collection, with this one: at most seven. Empty if there is a `series`.
        pub nearby: Vec<LinkView>,
        /// The article before this one in its collection.
        pub previous: Option<ItemView>,
        /// The article after this one in its collection.
        pub next: Option<ItemView>,
        /// Pages that link here and are not among `related`, at most 100; none on the home page, on a listing, if the page has a
        /// form, and on a page outside all folders of a site with collections. On a backlinks page: those of this page of the list.
        pub backlinks: Vec<BacklinkView>,
        /// How many pages link here, including those that are not listed.
        pub backlink_count: usize,
        /// The page that lists all pages that link here; empty if all are in `backlinks`.
        pub backlinks_url: String,
        /// Related articles: those that the editor picked, then the best matches that are not in `backlinks`, terms last.
        pub related: Vec<ItemView>,
        /// The call to action at the end.
        pub cta: Option<CtaView>,
        /// The page as a PDF, if its collection has `pdf = true` and the file exists.
        pub pdf: Option<FileView>,
        /// Where a reader can suggest a change to the article; empty if `site.toml` has no `[edit]`.
        pub edit_url: String,
        /// Links to share it on social networks. Empty if sharing makes no sense.
        pub share: Vec<LinkView>,
        /// The form above the footer, unless the page has its own form.
        pub footer_form: Option<Arc<FormView>>,
        /// The articles of a listing or tag page. On a backlinks page it has no groups, and says which page of the list this is.
        pub listing: Option<ListingView>,
        /// On the page of all tags: every tag with its count. On a tag's page: the largest ones and this one.
        pub all_tags: Vec<TagView>,
        /// The page of all tags; empty if no article has a tag.
        pub tags_url: String,
        /// The page that lists every article; empty if the site has none.
        pub search_url: String,
        /// On a side's page: what the collection says about that side.
        pub side: Option<SidePageView>,
        /// JSON-LD for `<script type="application/ld+json">`; empty if there is none. Print with `| safe`.
        pub structured_data: String,
    }
}
