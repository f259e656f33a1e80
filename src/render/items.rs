//! Articles as other pages show them: in lists, tables and navigation.

use std::sync::{Arc, OnceLock};

use super::{PageContext, Press};
use crate::config::{Collection, SideValue, Sort};
use crate::data::Date;
use crate::document::{Document, FieldValue};
use crate::escape::escape;
use crate::path::{OutputPath, encode_path};
use crate::site::{DocumentId, PageId, PageKind, Side, TagPages};
use crate::theme::TextArgument;
use crate::theme::view::{
    ComparisonRowView, ComparisonView, DateView, FieldView, ItemGroupView, ItemView, LinkView, ListingView,
    SideView, SidesView, TagView,
};

impl Press<'_> {
    /// An article in a list.
    pub(super) fn item(&self, context: &PageContext, id: DocumentId) -> ItemView {
        let document = self.site.document(id);
        ItemView {
            title: document.title.clone(),
            language: self.own_language(document),
            url: self.url_of_document(context, id),
            summary: document.summary.clone(),
            image: self
                .image(id)
                .map_or(String::new(), |path| format!("{}{}", context.root, encode_path(path.as_str()))),
            collection: self.collection_title(document),
            topic: document.meta.tags.first().map_or(String::new(), |tag| tag.value.clone()),
            date: self.date_of(id),
            minutes: self.minutes(document),
            fields: self.listed_fields(document),
            sides: self.sides(context, document),
            reason: String::new(),
        }
    }

    /// The minutes to read an article; 0 if its collection does not show them.
    pub(super) fn minutes(&self, document: &Document) -> usize {
        let collection = document.collection.as_deref().and_then(|name| self.config.collection(name));
        match collection.is_none_or(|collection| collection.reading_time) {
            true => document.minutes(),
            false => 0,
        }
    }

    /// The other names of a glossary term. Those of other articles are names for links, which need not be good names.
    pub(super) fn other_names(&self, document: &Document) -> Vec<String> {
        let collection = document.collection.as_deref().and_then(|name| self.config.collection(name));
        if collection.is_none_or(|collection| !collection.glossary) {
            return Vec::new();
        }
        let names = document.meta.aliases.iter().map(|alias| &alias.value);
        names.filter(|name| !name.starts_with('/') && **name != document.title).cloned().collect()
    }

    /// The fields that lists show of an article: `list-fields` of its collection.
    fn listed_fields(&self, document: &Document) -> Vec<FieldView> {
        let collection = document.collection.as_deref().and_then(|name| self.config.collection(name));
        let names = collection.map_or(&[][..], |collection| &collection.list_fields);
        let fields = names.iter().filter_map(|name| {
            let html = self.plain_field(document.meta.fields.get(name)?)?;
            let label = collection.and_then(|collection| collection.field(name))?.label().to_owned();
            Some(FieldView { name: name.clone(), label, html })
        });
        fields.collect()
    }

    /// The HTML of a field that is the same on every page; none for one with text, links or images.
    pub(super) fn plain_field(&self, value: &FieldValue) -> Option<String> {
        Some(match value {
            FieldValue::Text(text) => escape(text),
            FieldValue::Number(number) => number.to_string(),
            FieldValue::Boolean(boolean) => self.word(if *boolean { "yes" } else { "no" }),
            FieldValue::Date(date) => {
                let date = self.date(*date);
                format!("<time datetime=\"{}\">{}</time>", date.iso, escape(&date.text))
            }
            FieldValue::List(items) => escape(&items.join(", ")),
            FieldValue::Side(_)
            | FieldValue::Markdown(_)
            | FieldValue::Url(_)
            | FieldValue::Image(_)
            | FieldValue::Reference(_) => return None,
        })
    }

    /// The published file of an article's `image`.
    pub(super) fn image(&self, id: DocumentId) -> Option<&OutputPath> {
        self.site.resolution(id, self.site.document(id).meta.image?).file()
    }

    /// A link to an article.
    pub(super) fn link(&self, context: &PageContext, id: DocumentId) -> LinkView {
        let current = if self.site.page_in(self.edition, id) == context.page { "page" } else { "" };
        let document = self.site.document(id);
        LinkView {
            title: document.title.clone(),
            language: self.own_language(document),
            url: self.url_of_document(context, id),
            current,
        }
    }

    /// The title of the collection of an article; empty if it has none.
    pub(super) fn collection_title(&self, document: &Document) -> String {
        let collection = document.collection.as_deref().and_then(|name| self.edition.collection(name));
        collection.map_or(String::new(), |collection| collection.title.clone())
    }

    /// The date of an article; its text is made once for all pages that show it.
    fn date_of(&self, id: DocumentId) -> Option<Arc<DateView>> {
        let date = self.site.document(id).meta.date?;
        let dates = self.shared().dates.get_or_init(|| vec![OnceLock::new(); self.site.documents.len()]);
        Some(Arc::clone(dates[id.0 as usize].get_or_init(|| Arc::new(self.date(date)))))
    }

    /// A day in the language of the page.
    pub(super) fn date(&self, date: Date) -> DateView {
        let month = self.word(&format!("month-{}", date.month));
        let arguments = [
            ("day", TextArgument::Number(f64::from(date.day))),
            ("month", TextArgument::Text(&month)),
            ("year", TextArgument::Text(&date.year.to_string())),
        ];
        DateView { iso: date.to_string(), text: self.words("date", &arguments) }
    }

    /// The two sides of an article: of its collection's comparison, else of its own `[sides]`.
    pub(super) fn sides(&self, context: &PageContext, document: &Document) -> Option<SidesView> {
        if let Some(view) = self.compared(context, document) {
            return Some(view);
        }
        let sides = document.meta.sides.as_ref()?;
        let side = |field: &str, side: &SideValue| SideView {
            field: field.to_owned(),
            label: side.word.clone(),
            url: String::new(),
            word: side.word.clone(),
            text: side.text.clone(),
        };
        Some(SidesView {
            before: sides.before.clone(),
            aspect: String::new(),
            joiner: sides.joiner.clone(),
            size: size(&sides.left.word, &sides.right.word),
            left: side("left", &sides.left),
            right: side("right", &sides.right),
            labelled: true,
        })
    }

    /// The two sides of an article of a two-sided collection.
    pub(super) fn compared(&self, context: &PageContext, document: &Document) -> Option<SidesView> {
        let name = document.collection.as_deref()?;
        let index = self.collection_index(name)?;
        let mut view = sides_of(self.config.collection(name)?, document)?;
        view.left.url = self.side_url(context, index, Side::Left);
        view.right.url = self.side_url(context, index, Side::Right);
        Some(view)
    }

    /// A collection's table: one row per article, in the collection's order.
    pub(super) fn comparison(&self, context: &PageContext, collection: usize) -> Option<ComparisonView> {
        let pages = &self.edition.collections[collection];
        let declared = self.config.collection(&pages.name)?;
        let aspect = declared.comparison.as_ref()?.aspect.as_ref();
        let aspect = aspect.map(|name| declared.field(name).map_or(name.as_str(), |field| field.label()));
        let [left, right] = self.side_labels(context, collection)?;
        let rows = pages.articles.iter().filter_map(|id| {
            let sides = self.compared(context, self.site.document(*id))?;
            Some(ComparisonRowView { article: self.link(context, *id), sides })
        });
        let rows = rows.collect();
        Some(ComparisonView { aspect: aspect.unwrap_or_default().to_owned(), left, right, rows })
    }

    /// A list of articles outside a listing page.
    pub(super) fn list(&self, context: &PageContext, articles: &[DocumentId]) -> ListingView {
        let groups = vec![self.group(context, String::new(), articles)];
        ListingView {
            groups,
            page: 1,
            pages: 1,
            total: articles.len(),
            previous: None,
            next: None,
            narrow: None,
        }
    }

    /// One page of a list: the groups that it shows, and how many articles, tags or backlinks the whole list has.
    pub(super) fn listing_page(
        &self,
        context: &PageContext,
        groups: Vec<ItemGroupView>,
        total: usize,
        pages: &[PageId],
        number: usize,
    ) -> ListingView {
        let url = |number: usize| {
            let page = pages.get(number.checked_sub(1)?)?;
            Some(self.url_of(context, &self.site.page(*page).route))
        };
        ListingView {
            groups,
            page: number,
            pages: pages.len(),
            total,
            previous: url(number.wrapping_sub(1)),
            next: url(number + 1),
            narrow: None,
        }
    }

    /// Some articles of a list, under a title.
    pub(super) fn group(
        &self,
        context: &PageContext,
        title: String,
        articles: &[DocumentId],
    ) -> ItemGroupView {
        let items = articles.iter().map(|id| self.item(context, *id)).collect();
        ItemGroupView { id: String::new(), title, dated: self.is_dated(articles), items }
    }

    /// Whether articles are in the order of their dates, by the collection of the first. Articles outside collections are.
    fn is_dated(&self, articles: &[DocumentId]) -> bool {
        let first = articles.first().and_then(|id| self.site.document(*id).collection.as_deref());
        first.and_then(|name| self.config.collection(name)).is_none_or(|first| first.sort == Sort::Date)
    }

    /// A tag with its count.
    pub(super) fn tag(&self, context: &PageContext, tag: &TagPages) -> TagView {
        let first = tag.pages.first().expect("every tag has a page");
        let shown = &self.site.page(context.page).kind;
        let current =
            matches!(shown, PageKind::Tag { tag: shown, .. } if self.edition.tags[*shown].slug == tag.slug);
        let url = self.url_of(context, &self.site.page(*first).route);
        TagView { title: tag.title.clone(), url, count: tag.articles.len(), current }
    }

    /// The collection that a page belongs to.
    pub(super) fn collection_of(&self, kind: &PageKind) -> Option<usize> {
        let name = match kind {
            PageKind::Listing { collection, .. } | PageKind::Side { collection, .. } => {
                return Some(*collection);
            }
            PageKind::Article(document) | PageKind::Backlinks { document, .. } => {
                self.site.document(*document).collection.as_deref()?
            }
            PageKind::Home(document) => self.site.document((*document)?).collection.as_deref()?,
            PageKind::Tags { .. }
            | PageKind::Tag { .. }
            | PageKind::Search { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => return None,
        };
        self.collection_index(name)
    }

    fn collection_index(&self, name: &str) -> Option<usize> {
        self.edition.collections.iter().position(|collection| collection.name == name)
    }
}

fn sides_of(collection: &Collection, document: &Document) -> Option<SidesView> {
    let comparison = collection.comparison.as_ref()?;
    let side = |name: &str| match document.meta.fields.get(name) {
        Some(FieldValue::Side(side)) => Some(SideView {
            field: name.to_owned(),
            label: collection.field(name).map_or(name.to_owned(), |field| field.label().to_owned()),
            url: String::new(),
            word: side.word.clone(),
            text: side.text.clone(),
        }),
        _ => None,
    };
    let (left, right) = (side(&comparison.left)?, side(&comparison.right)?);
    let aspect = comparison.aspect.as_ref().and_then(|name| match document.meta.fields.get(name) {
        Some(FieldValue::Text(aspect)) => Some(aspect.clone()),
        _ => None,
    });
    Some(SidesView {
        before: String::new(),
        aspect: aspect.unwrap_or_default(),
        joiner: comparison.joiner.clone(),
        size: size(&left.word, &right.word),
        left,
        right,
        labelled: false,
    })
}

/// How large the words of two sides can be set.
fn size(left: &str, right: &str) -> &'static str {
    let letters =
        |word: &str| if word.contains(char::is_whitespace) { usize::MAX } else { word.chars().count() };
    // If there are several words, the longest determines whether they fit at all.
    let longest =
        [left, right].iter().flat_map(|side| side.split_whitespace()).map(|word| word.chars().count()).max();
    match letters(left).max(letters(right)) {
        0..=6 => "s",
        7..=9 => "m",
        _ if longest.is_some_and(|longest| longest > 12) => "xl",
        _ => "l",
    }
}

/// The sides as the heading of their own page, so that they read as its title: “Pull versus push” has the capitals of
/// the title, and any other title comes before the sides.
pub(super) fn as_heading(mut sides: SidesView, title: &str) -> SidesView {
    if !sides.before.is_empty() {
        return sides;
    }
    let joiner = format!(" {} ", sides.joiner);
    match title.split_once(&joiner) {
        Some((left, right)) if is_same(left, &sides.left.word) && is_same(right, &sides.right.word) => {
            sides.left.word = left.to_owned();
            sides.right.word = right.to_owned();
        }
        _ => sides.before = title.to_owned(),
    }
    sides
}

fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
