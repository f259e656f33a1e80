//! The contract with themes: all that a template can see, and nothing else.
//!
//! Every field is described for theme authors. Texts are plain and are escaped by the template engine; a field of
//! HTML says so and is printed with `| safe`. Every `url` is ready for an `href`: relative to the page itself, or
//! absolute where it leads to another site. A template gets the fields of [`PageView`] by their names, and `site`.

mod forms;

pub use forms::{FormFieldView, FormGroupView, FormView, HiddenView, HoneypotView, OptionView};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::theme::TokenValue;

/// `site`: the same on every page, and small, since a change of it renders every page again.
#[derive(Clone, Debug, Serialize)]
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
    pub dark: BTreeMap<String, String>,
    /// The labels of the two sides, if a collection is two-sided (the first such one). Their `url`s are empty here.
    pub sides: Option<[SideLabelView; 2]>,
    /// Every page that shows a text has a `preview.json` beside it, which a script can show for a link to the page.
    pub previews: bool,
}

/// `site.organization`
#[derive(Clone, Debug, Serialize)]
pub struct OrganizationView {
    /// `name` of `[organization]`.
    pub name: String,
    /// `description` of `[organization]`; empty if there is none.
    pub description: String,
}

/// A side's field and label: `marketing`, `Marketing`.
#[derive(Clone, Debug, Serialize)]
pub struct SideLabelView {
    /// Name of the front matter field.
    pub field: String,
    /// Its label.
    pub label: String,
    /// The page that gathers all that is said of this side; empty if there is none.
    pub url: String,
}

/// What a page's template gets.
#[derive(Clone, Debug, Serialize)]
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

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// For `aria-current`: `page` if it leads to this page, `true` if to the part of the site that this page is in, else
    /// empty.
    pub current: &'static str,
}

/// Links under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct LinkGroupView {
    /// The heading.
    pub title: String,
    /// The links.
    pub links: Vec<LinkView>,
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// Its address.
    pub url: String,
    /// Its type: `PDF`, `ZIP`; empty if its name does not tell.
    pub kind: String,
    /// Its size, in words of the site's language: `340 KB`.
    pub size: String,
    /// How many pages a PDF has; 0 for other files.
    pub pages: usize,
}

/// A day.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For `<time datetime>`: `2026-11-12`.
    pub iso: String,
    /// In the site's language: `12 November 2026`.
    pub text: String,
}

/// A tag.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    /// As written.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many articles have it.
    pub count: usize,
    /// Its page is this page.
    pub current: bool,
}

/// A heading of the text.
#[derive(Clone, Debug, Serialize)]
pub struct HeadingView {
    /// Plain text.
    pub title: String,
    /// The `id`, for `href="#…"`.
    pub id: String,
    /// 2 for `h2`, and so on.
    pub level: u8,
}

/// Two sides that face one another. Read aloud: `before` `left.word` `joiner` `right.word`.
#[derive(Clone, Debug, Serialize)]
pub struct SidesView {
    /// Words before the first side; may be empty.
    pub before: String,
    /// What the article is about in one word, `Direction`; may be empty.
    pub aspect: String,
    /// Between the sides: `versus`.
    pub joiner: String,
    /// The first side.
    pub left: SideView,
    /// The second side.
    pub right: SideView,
    /// `s`, `m`, `l` or `xl`: how long the longer word is (up to 6 letters, up to 9, up to 12 or several words, more).
    pub size: &'static str,
    /// The words say the sides' names themselves, so that a label would repeat them.
    pub labelled: bool,
}

/// One side.
#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    /// Name of the front matter field; `left` or `right` where a page declares its own sides.
    pub field: String,
    /// The side's name: `Marketing`.
    pub label: String,
    /// The page that gathers all that is said of this side; empty if there is none.
    pub url: String,
    /// One or two words.
    pub word: String,
    /// One sentence.
    pub text: String,
}

/// A declared front matter field of an article.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// Its key.
    pub name: String,
    /// Its label, or its key.
    pub label: String,
    /// HTML of the value. Print with `| safe`.
    pub html: String,
}

/// The articles of a small ordered collection.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// The collection's title: `The seven differences`.
    pub title: String,
    /// Where its listing is.
    pub url: String,
    /// One article of it: `Difference`; may be empty.
    pub singular: String,
    /// This article's place, from 1.
    pub position: usize,
    /// How many there are.
    pub total: usize,
    /// All of them.
    pub items: Vec<LinkView>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its teaser; may be empty.
    pub summary: String,
    /// Its picture, for an `src`; may be empty.
    pub image: String,
    /// The title of its collection; may be empty.
    pub collection: String,
    /// Its first tag; may be empty.
    pub topic: String,
    /// When it was first published.
    pub date: Option<DateView>,
    /// Minutes to read it.
    pub minutes: usize,
    /// Its two sides.
    pub sides: Option<SidesView>,
    /// Why it is in a list of related articles; empty elsewhere.
    pub reason: String,
}

/// A page that links here.
#[derive(Clone, Debug, Serialize)]
pub struct BacklinkView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its two sides.
    pub sides: Option<SidesView>,
    /// HTML of each sentence, table row, heading or field that holds a link here, at most 10, a long one cut; the link's words
    /// are in `<b>`. An embed goes by the heading it stands under. Print with `| safe`.
    pub mentions: Vec<String>,
}

/// All that a two-sided collection says of one side.
#[derive(Clone, Debug, Serialize)]
pub struct SidePageView {
    /// The side.
    pub label: SideLabelView,
    /// `a` for the first side, `b` for the second.
    pub letter: &'static str,
    /// The other side.
    pub other: SideLabelView,
    /// The collection.
    pub collection: LinkView,
    /// One entry an article, in the collection's order.
    pub entries: Vec<SideEntryView>,
}

/// What one article says of a side.
#[derive(Clone, Debug, Serialize)]
pub struct SideEntryView {
    /// The article.
    pub article: LinkView,
    /// Both its sides, with the aspect.
    pub sides: SidesView,
    /// The word of this page's side.
    pub word: String,
    /// The sentence of this page's side.
    pub text: String,
}

/// A call to action.
#[derive(Clone, Debug, Serialize)]
pub struct CtaView {
    /// Its name in `site.toml`.
    pub name: String,
    /// Heading.
    pub title: String,
    /// One or two sentences; may be empty.
    pub text: String,
    /// The button's words.
    pub button: String,
    /// Where the button leads.
    pub url: String,
    /// The file that the button saves, if it leads to one.
    pub file: Option<FileView>,
    /// The page of which that file is the PDF; empty if there is none.
    pub page_url: String,
    /// The button leads to a form.
    pub to_form: bool,
}

/// The articles of a listing, of a tag or of `{{ articles(…) }}`.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// The articles: by collection on tag pages and the search page, by letter in a glossary; else one group without a
    /// title.
    pub groups: Vec<ItemGroupView>,
    /// Which page of the listing this is, from 1.
    pub page: usize,
    /// How many pages the listing has.
    pub pages: usize,
    /// How many articles all its pages have.
    pub total: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// Articles under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct ItemGroupView {
    /// For the heading's `id` and for links to it, in a glossary: `letter.a`; empty elsewhere.
    pub id: String,
    /// The heading; empty for none.
    pub title: String,
    /// The articles.
    pub items: Vec<ItemView>,
}

/// A comparison table: one row an article.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonView {
    /// Head of the first column, the aspect's label: `What differs`.
    pub aspect: String,
    /// Heads of the sides' columns.
    pub left: SideLabelView,
    /// See `left`.
    pub right: SideLabelView,
    /// The rows.
    pub rows: Vec<ComparisonRowView>,
}

/// One article of a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonRowView {
    /// The article's title and page.
    pub article: LinkView,
    /// Its sides, with the aspect.
    pub sides: SidesView,
}
