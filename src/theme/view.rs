//! The contract with themes: all that a template can see, and nothing else.
//!
//! Every field is described for theme authors. Texts are plain and are escaped by the template engine; a field of
//! HTML says so and is printed with `| safe`. Every `url` is ready for an `href`: relative to the page itself, or
//! absolute where it leads to another site. A template gets the fields of [`PageView`] by their names, and `site`.
//!
//! `views!` declares each type together with its names and comments, which the check of templates, `kb theme explain` and
//! `docs/contract.md` are made from. So a field needs no second declaration.

#[macro_use]
mod declare;
mod forms;
mod parts;

pub use declare::{DarkTokens, Field, Kind, View};
pub use forms::{FormFieldView, FormGroupView, FormView, HiddenView, HoneypotView, OptionView};
pub use parts::{
    BacklinkView, ComparisonRowView, ComparisonView, CtaView, DateView, FieldView, FileView, HeadingView,
    ItemGroupView, ItemView, LinkGroupView, LinkView, ListingView, SeriesView, SideEntryView, SidePageView,
    SideView, SidesView, TagView,
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
    /// `site`: the same on every page, and small, since a change of it renders every page again.
    pub struct SiteView {
        /// `title` of `site.toml`.
        pub title: String,
        /// `description` of `site.toml`; empty if there is none.
        pub description: String,
        /// BCP 47 tag, for `<html lang>`: `en`.
        pub language: String,
        /// `ltr` or `rtl`, for `<html dir>`.
        pub direction: &'static str,
        /// The publisher.
        pub organization: Option<OrganizationView>,
        /// The theme's tokens by name, the site's choices over the defaults.
        pub tokens: BTreeMap<String, TokenValue>,
        /// Those of the tokens that are colors, by name, as they are in the dark scheme. `site.tokens` has them for the light one.
        pub dark: DarkTokens,
        /// The labels of the two sides, if a collection is two-sided (the first such one). Their `url`s are empty here.
        pub sides: Option<[SideLabelView; 2]>,
        /// Every page that shows a text has a `preview.json` beside it, which a script can show for a link to the page.
        pub previews: bool,
    }

    /// `site.organization`
    pub struct OrganizationView {
        /// `name` of `[organization]`.
        pub name: String,
        /// `description` of `[organization]`; empty if there is none.
        pub description: String,
    }

    /// A side's field and label: `marketing`, `Marketing`.
    pub struct SideLabelView {
        /// Name of the front matter field.
        pub field: String,
        /// Its label.
        pub label: String,
        /// The page that gathers all that is said of this side; empty if there is none.
        pub url: String,
    }

    /// What a page's template gets.
    pub struct PageView {
        /// Leads from this page to the site's root: `../../`. `asset(path=…)` uses it by itself.
        pub root: String,
        /// Which template prints it: `home`, `article`, `listing`, `glossary`, `side`, `backlinks`, `tags`, `tag`, `search`,
        /// `thanks`, `not-found`.
        pub kind: &'static str,
        /// The page's name; the only `h1`.
        pub title: String,
        /// For `<title>`: the page's and the site's name.
        pub document_title: String,
        /// Teaser and meta description, plain text; may be empty.
        pub summary: String,
        /// Absolute address, for `rel=canonical`; empty where there must be none (404).
        pub permalink: String,
        /// Absolute address of the picture that stands for the page elsewhere; empty if it has none.
        pub image: String,
        /// Search engines stay out.
        pub noindex: bool,
        /// The collection that the page belongs to.
        pub collection: Option<LinkView>,
        /// The way from the home page to this one; the last entry is this page. Empty on the home page and the 404 page.
        pub breadcrumbs: Vec<LinkView>,
        /// The masthead's links.
        pub menu: Vec<LinkView>,
        /// The footer's groups of links.
        pub footer: Vec<LinkGroupView>,
        /// Link to the home page.
        pub home: LinkView,
        /// When it was first published.
        pub date: Option<DateView>,
        /// Its last change, if there was one after the first publication.
        pub updated: Option<DateView>,
        /// Names of the authors.
        pub authors: Vec<String>,
        /// Its tags, in the order of the front matter.
        pub tags: Vec<TagView>,
        /// Words of the text, and minutes to read it (at least 1).
        pub words: usize,
        /// See `words`.
        pub minutes: usize,
        /// The headings of the text, in order.
        pub outline: Vec<HeadingView>,
        /// HTML: the text. Headings start at `h2`. Print with `| safe`.
        pub body: String,
        /// The two sides of a two-sided article, or of a page with `[sides]` in its front matter.
        pub sides: Option<SidesView>,
        /// The page's other fields, as declared by its collection, in that order; sides and the aspect are left out.
        pub fields: Vec<FieldView>,
        /// The articles of the same small, ordered collection, this one among them.
        pub series: Option<SeriesView>,
        /// The article before this one in its collection.
        pub previous: Option<ItemView>,
        /// The article after this one in its collection.
        pub next: Option<ItemView>,
        /// Pages that link here, at most 100; none on the home page, on a listing, and where the page has a form. On a page of
        /// backlinks: those of this page.
        pub backlinks: Vec<BacklinkView>,
        /// How many pages link here, those that are not listed too.
        pub backlink_count: usize,
        /// The page that lists all pages that link here; empty if all are in `backlinks`.
        pub backlinks_url: String,
        /// Related articles, the best first.
        pub related: Vec<ItemView>,
        /// The call to action at the end.
        pub cta: Option<CtaView>,
        /// The page as a PDF, if its collection has `pdf = true` and the file is there.
        pub pdf: Option<FileView>,
        /// The networks that it can be shared on, as plain links. Empty where sharing makes no sense.
        pub share: Vec<LinkView>,
        /// The form above the footer, unless the page has a form of its own.
        pub footer_form: Option<Arc<FormView>>,
        /// The articles of a listing or tag page. On a page of backlinks it has no groups, and says which page this is.
        pub listing: Option<ListingView>,
        /// Every tag of the site with its count, on the page of all tags; the largest ones and this one, on a tag's page.
        pub all_tags: Vec<TagView>,
        /// The page of all tags; empty if no article has a tag.
        pub tags_url: String,
        /// The page that lists every article; empty if the site has none.
        pub search_url: String,
        /// What a collection says of one side, on that side's page.
        pub side: Option<SidePageView>,
        /// JSON-LD for `<script type="application/ld+json">`, ready for `| safe`; empty if there is none.
        pub structured_data: String,
    }
}
