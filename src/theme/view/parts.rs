//! The small parts of the contract: links, items, lists, sides.

use std::sync::Arc;

use super::SideLabelView;
use super::declare::Declared;

views! {
    /// A language, for `lang` and `dir` of an element.
    pub struct LanguageView {
        /// BCP 47 tag: `de`.
        pub tag: String,
        /// `ltr` or `rtl`.
        pub direction: &'static str,
    }

    /// A link.
    pub struct LinkView {
        /// Its text.
        pub title: String,
        /// The language of `title`, if it is not the page's.
        pub language: Option<LanguageView>,
        /// Where it leads.
        pub url: String,
        /// For `aria-current`: `page` if it leads to this page, `true` if it leads to the section of the site that contains
        /// this page, else empty.
        pub current: &'static str,
    }

    /// A language of the site, with the page that shows the same as this one.
    pub struct TranslationView {
        /// The language.
        pub language: LanguageView,
        /// What it is called in itself: `Nederlands`.
        pub name: String,
        /// The same page in this language; the home page in this language if there is none.
        pub url: String,
        /// For `aria-current`: `page` if it is the language of this page, else empty.
        pub current: &'static str,
        /// Absolute address of the same page in this language, for `hreflang`; empty if there is none, or if search engines must
        /// not know it.
        pub permalink: String,
    }

    /// A feed, for `<link rel="alternate">`.
    pub struct FeedView {
        /// What it is called.
        pub title: String,
        /// Its media type: `application/atom+xml`.
        pub kind: &'static str,
        /// Where it is.
        pub url: String,
    }

    /// Links under a heading.
    pub struct LinkGroupView {
        /// The heading.
        pub title: String,
        /// The links.
        pub links: Vec<LinkView>,
    }

    /// A file that is published as it is.
    pub struct FileView {
        /// Its address.
        pub url: String,
        /// Its type: `PDF`, `ZIP`; empty if its name has no extension.
        pub kind: String,
        /// Its size, in the site's language: `340 KB`.
        pub size: String,
        /// How many pages a PDF has; 0 for other files.
        pub pages: usize,
    }

    /// A day.
    pub struct DateView {
        /// For `<time datetime>`: `2026-11-12`.
        pub iso: String,
        /// In the site's language: `12 November 2026`.
        pub text: String,
    }

    /// A tag.
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
    pub struct HeadingView {
        /// Plain text.
        pub title: String,
        /// The `id`, for `href="#…"`.
        pub id: String,
        /// 2 for `h2`, and so on.
        pub level: u8,
    }

    /// Two sides that face each other. Read aloud: `before` `left.word` `joiner` `right.word`.
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
        /// The length of the longer word: `s` (up to 6 letters), `m` (up to 9), `l` (up to 12, or several words) or `xl`.
        pub size: &'static str,
        /// Whether the words are the sides' names, so that a label would repeat them.
        pub labelled: bool,
    }

    /// One side.
    pub struct SideView {
        /// Name of the front matter field; `left` or `right` if the page declares its own sides.
        pub field: String,
        /// The side's name: `Marketing`.
        pub label: String,
        /// The page that collects everything said about this side; empty if there is none.
        pub url: String,
        /// One or two words.
        pub word: String,
        /// One sentence.
        pub text: String,
    }

    /// A front matter field of an article.
    pub struct FieldView {
        /// Its key.
        pub name: String,
        /// Its label, or its key.
        pub label: String,
        /// HTML of the value. Print with `| safe`.
        pub html: String,
    }

    /// The articles of a small ordered collection.
    pub struct SeriesView {
        /// The collection's title: `The seven differences`.
        pub title: String,
        /// Where its listing is.
        pub url: String,
        /// What one article is called: `Difference`; may be empty.
        pub singular: String,
        /// This article's position, from 1.
        pub position: usize,
        /// How many there are.
        pub total: usize,
        /// All of them.
        pub items: Vec<LinkView>,
    }

    /// An article in a list.
    pub struct ItemView {
        /// Its title.
        pub title: String,
        /// The language of `title`, `summary` and `sides`, if it is not the page's.
        pub language: Option<LanguageView>,
        /// Its page.
        pub url: String,
        /// Its teaser; may be empty.
        pub summary: String,
        /// Its image, for `src`; may be empty.
        pub image: String,
        /// The title of its collection; may be empty.
        pub collection: String,
        /// Its first tag; may be empty.
        pub topic: String,
        /// When it was first published.
        pub date: Option<Arc<DateView>>,
        /// Minutes to read it; 0 if its collection does not show them.
        pub minutes: usize,
        /// The fields that its collection shows in lists.
        pub fields: Vec<FieldView>,
        /// Its two sides.
        pub sides: Option<SidesView>,
        /// In a list of related articles, why it is related; empty elsewhere.
        pub reason: String,
    }

    /// A page that links here.
    pub struct BacklinkView {
        /// Its title.
        pub title: String,
        /// The language of `title` and `mentions`, if it is not the page's.
        pub language: Option<LanguageView>,
        /// Its page.
        pub url: String,
        /// Its two sides.
        pub sides: Option<SidesView>,
        /// What surrounds each link here: the HTML of its sentence, table row, heading or field, shortened if long, with the
        /// link text in `<b>`; for an embed, the heading above it. At most 10. Print with `| safe`.
        pub mentions: Vec<String>,
    }

    /// Everything that a two-sided collection says about one side.
    pub struct SidePageView {
        /// The side.
        pub label: SideLabelView,
        /// `a` for the first side, `b` for the second.
        pub letter: &'static str,
        /// The other side.
        pub other: SideLabelView,
        /// The collection.
        pub collection: LinkView,
        /// One entry per article, in the collection's order.
        pub entries: Vec<SideEntryView>,
    }

    /// What one article says about a side.
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
    pub struct CtaView {
        /// For its heading's `id`, which no other call to action on the page has.
        pub id: String,
        /// Its name in `site.toml`.
        pub name: String,
        /// Heading.
        pub title: String,
        /// One or two sentences; may be empty.
        pub text: String,
        /// Text of the button.
        pub button: String,
        /// Where the button leads.
        pub url: String,
        /// The file that the button downloads, if it leads to one.
        pub file: Option<FileView>,
        /// If that file is the PDF of a page, that page; else empty.
        pub page_url: String,
        /// Whether the button leads to a form.
        pub to_form: bool,
    }

    /// The articles of a listing, a tag or `{{ articles(…) }}`.
    pub struct ListingView {
        /// The articles: by collection on tag pages and the search page, by letter in a glossary; else one group without a
        /// title.
        pub groups: Vec<ItemGroupView>,
        /// The number of this page of the listing, from 1.
        pub page: usize,
        /// How many pages the listing has.
        pub pages: usize,
        /// The number of articles on all its pages together.
        pub total: usize,
        /// The previous page.
        pub previous: Option<String>,
        /// The next page.
        pub next: Option<String>,
        /// How readers can narrow the list: on the pages of a collection or tag with more than 20 articles, if the site has a
        /// search.
        pub narrow: Option<NarrowView>,
    }

    /// How a long list can be narrowed with the help of the search index.
    pub struct NarrowView {
        /// What all its articles have, as the index knows it: `in:guides`, `tag:tea`.
        pub filter: String,
        /// What can be chosen; words can always be typed.
        pub choices: Vec<NarrowChoiceView>,
    }

    /// Something that can be chosen to narrow a list.
    pub struct NarrowChoiceView {
        /// `tag`, `in` for a collection, or `fields.NAME` for a field with `type = "choice"`. `NAME:VALUE` is in the index.
        pub name: String,
        /// Its label.
        pub label: String,
        /// The options: of tags, those that most of the list’s articles have.
        pub options: Vec<NarrowOptionView>,
    }

    /// An option to narrow a list by.
    pub struct NarrowOptionView {
        /// As the index knows it.
        pub value: String,
        /// For readers.
        pub label: String,
    }

    /// Articles under a heading.
    pub struct ItemGroupView {
        /// In a glossary, for the heading's `id` and links to it: `letter.a`; empty elsewhere.
        pub id: String,
        /// The heading; empty for none.
        pub title: String,
        /// The articles are in the order of their dates, so that each shows its date.
        pub dated: bool,
        /// The articles.
        pub items: Vec<ItemView>,
    }

    /// A comparison table: one row per article.
    pub struct ComparisonView {
        /// Heading of the first column, the aspect's label: `What differs`.
        pub aspect: String,
        /// Headings of the sides' columns.
        pub left: SideLabelView,
        /// See `left`.
        pub right: SideLabelView,
        /// The rows.
        pub rows: Vec<ComparisonRowView>,
    }

    /// One article of a comparison.
    pub struct ComparisonRowView {
        /// The article's title and page.
        pub article: LinkView,
        /// Its sides, with the aspect.
        pub sides: SidesView,
    }
}
