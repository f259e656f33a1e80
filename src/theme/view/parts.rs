//! The contract's small parts: links, items, lists, sides.

use super::SideLabelView;
use super::declare::Declared;

views! {
    /// A link.
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
        /// Its type: `PDF`, `ZIP`; empty if its name does not tell.
        pub kind: String,
        /// Its size, in words of the site's language: `340 KB`.
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

    /// Two sides that face one another. Read aloud: `before` `left.word` `joiner` `right.word`.
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
    pub struct ItemGroupView {
        /// For the heading's `id` and for links to it, in a glossary: `letter.a`; empty elsewhere.
        pub id: String,
        /// The heading; empty for none.
        pub title: String,
        /// The articles.
        pub items: Vec<ItemView>,
    }

    /// A comparison table: one row an article.
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
    pub struct ComparisonRowView {
        /// The article's title and page.
        pub article: LinkView,
        /// Its sides, with the aspect.
        pub sides: SidesView,
    }
}
