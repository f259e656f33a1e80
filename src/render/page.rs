//! The view of a page.

use std::sync::Arc;

use super::items::as_heading;
use super::navigation::{breadcrumbs, footer, home, menu, tags_url};
use super::structured_data;
use super::text::{Prose, Setting, Trouble};
use super::{Ground, Press};
use crate::config::FieldKind;
use crate::document::{Document, FieldValue, ReferenceId};
use crate::site::{DocumentId, Page, PageKind, Resolution, Side};
use crate::theme::TextArgument;
use crate::theme::view::{FieldView, HeadingView, ItemGroupView, ListingView, PageView, SeriesView, TagView};

/// A collection of more articles than this is no series: its list on every page would grow with the site.
const LONGEST_SERIES: usize = 20;

/// How many articles a page of a tag's listing holds.
const TAG_PAGE_SIZE: usize = 50;

/// All that the template of a page sees.
pub(super) fn view(press: &Press<'_>, ground: &Ground, page: &Page, trouble: &mut Trouble) -> PageView {
    let mut view = frame(press, ground, page);
    match &page.kind {
        PageKind::Home(document) => {
            view.kind = "home";
            if let Some(document) = document {
                fill_from_document(press, ground, page, *document, &mut view, trouble);
            } else {
                view.listing = Some(all_collections(press, ground));
            }
            view.breadcrumbs.clear();
        }
        PageKind::Article(document) => {
            view.kind = "article";
            fill_from_document(press, ground, page, *document, &mut view, trouble);
            fill_from_collection(press, ground, *document, &mut view);
        }
        PageKind::Listing { collection, number, document } => {
            view.kind = "listing";
            if let Some(document) = document {
                fill_from_document(press, ground, page, *document, &mut view, trouble);
                view.related.clear();
                view.share.clear();
            }
            let pages = &press.site.collections[*collection];
            let declared = press.config.collection(&pages.name);
            view.listing = Some(match declared {
                Some(declared) if declared.glossary => {
                    view.kind = "glossary";
                    press.by_letter(ground, &pages.articles)
                }
                declared => {
                    let size = declared.map_or(TAG_PAGE_SIZE, |declared| declared.paginate);
                    press.listing_page(ground, &pages.articles, &pages.pages, *number, size, false)
                }
            });
        }
        PageKind::Side { collection, side } => {
            view.kind = "side";
            let arguments = side_arguments(press, *collection, *side);
            view.summary = press.words("side-summary", &arguments);
            view.side = press.side_page(ground, *collection, *side);
        }
        PageKind::Search => {
            view.kind = "search";
            view.summary = press.word("search-summary");
            view.listing = Some(press.every_article(ground));
        }
        PageKind::Tags => {
            view.kind = "tags";
            view.all_tags = press.site.tags.iter().map(|tag| press.tag(ground, tag)).collect();
        }
        PageKind::Tag { tag, number } => {
            view.kind = "tag";
            let pages = &press.site.tags[*tag];
            let listing =
                press.listing_page(ground, &pages.articles, &pages.pages, *number, TAG_PAGE_SIZE, true);
            view.listing = Some(listing);
            view.all_tags = row_of_tags(press, ground, *tag);
        }
        PageKind::Backlinks { document, number } => {
            view.kind = "backlinks";
            press.fill_backlinks(ground, *document, *number, &mut view);
            view.listing = Some(press.backlink_listing(ground, *document, *number));
        }
        PageKind::Thanks(form) => {
            view.kind = "thanks";
            view.noindex = true;
            let texts = press.settings.forms.get(form);
            let setting = Setting { press, ground };
            view.body = texts
                .and_then(|texts| texts.thanks.as_ref())
                .map_or(String::new(), |body| setting.blocks(body));
        }
        PageKind::NotFound => {
            view.kind = "not-found";
            view.noindex = true;
            view.permalink.clear();
            view.breadcrumbs.clear();
        }
    }
    // A page that shows a form, its own or that of an embedded part, asks for one thing only, and thanks ask for nothing.
    if ground.forms.borrow().is_empty() && !matches!(page.kind, PageKind::Thanks(_)) {
        let form = press.config.footer_form.as_ref();
        view.footer_form = form.and_then(|form| press.form(ground, &form.value, &[])).map(Arc::new);
    }
    if !view.noindex {
        view.structured_data = structured_data::of(press.config, &view);
    }
    view
}

/// What every page has.
fn frame(press: &Press<'_>, ground: &Ground, page: &Page) -> PageView {
    let title = page_title(press, &page.kind);
    let site_title = &press.config.title;
    let document_title = match page.kind {
        PageKind::Home(_) if title == *site_title => title.clone(),
        _ => format!("{title} · {site_title}"),
    };
    let collection = press.collection_of(&page.kind);
    PageView {
        root: ground.root.clone(),
        kind: "article",
        document_title,
        summary: if matches!(page.kind, PageKind::Home(_)) {
            press.config.description.clone()
        } else {
            String::new()
        },
        permalink: press.permalink(page),
        image: String::new(),
        noindex: false,
        collection: collection.map(|index| press.collection_link(ground, index)),
        breadcrumbs: breadcrumbs(press, ground, page, &title),
        title,
        menu: menu(press, ground, page, collection),
        footer: footer(press, ground),
        home: home(press, ground),
        date: None,
        updated: None,
        authors: Vec::new(),
        tags: Vec::new(),
        words: 0,
        minutes: 1,
        outline: Vec::new(),
        body: String::new(),
        sides: None,
        fields: Vec::new(),
        series: None,
        previous: None,
        next: None,
        backlinks: Vec::new(),
        backlink_count: 0,
        backlinks_url: String::new(),
        related: Vec::new(),
        cta: None,
        pdf: None,
        share: Vec::new(),
        footer_form: None,
        listing: None,
        all_tags: Vec::new(),
        tags_url: tags_url(press, ground),
        search_url: press.search_url(ground),
        side: None,
        structured_data: String::new(),
    }
}

/// The name of a page.
pub(super) fn page_title(press: &Press<'_>, kind: &PageKind) -> String {
    match kind {
        PageKind::Home(Some(document)) | PageKind::Article(document) => {
            press.site.document(*document).title.clone()
        }
        PageKind::Home(None) => press.config.title.clone(),
        PageKind::Listing { collection, number: 1, .. } => press.site.collections[*collection].title.clone(),
        PageKind::Tag { tag, number: 1 } => press.site.tags[*tag].title.clone(),
        PageKind::Listing { collection, number, .. } => {
            numbered(press, &press.site.collections[*collection].title, *number)
        }
        PageKind::Tag { tag, number } => numbered(press, &press.site.tags[*tag].title, *number),
        PageKind::Backlinks { document, number } => {
            let article = TextArgument::Text(&press.site.document(*document).title);
            let title = press.words("backlinks-of", &[("title", article)]);
            if *number == 1 { title } else { numbered(press, &title, *number) }
        }
        PageKind::Tags => press.word("all-tags"),
        PageKind::Side { collection, side } => {
            press.words("side-title", &side_arguments(press, *collection, *side))
        }
        PageKind::Search => press.word("search-title"),
        PageKind::Thanks(form) => {
            let form = press.config.forms.get(form);
            form.and_then(|form| form.thanks_title.clone()).unwrap_or_else(|| press.word("thanks-title"))
        }
        PageKind::NotFound => press.word("not-found-title"),
    }
}

fn numbered(press: &Press<'_>, title: &str, number: usize) -> String {
    let arguments = [("title", TextArgument::Text(title)), ("page", TextArgument::Number(number as f64))];
    press.words("numbered-title", &arguments)
}

fn side_arguments<'a>(
    press: &'a Press<'_>,
    collection: usize,
    side: Side,
) -> [(&'static str, TextArgument<'a>); 2] {
    let collection_title = &press.site.collections[collection].title;
    let side = press.side_name(collection, side);
    [("side", TextArgument::Text(side)), ("collection", TextArgument::Text(collection_title))]
}

fn fill_from_document(
    press: &Press<'_>,
    ground: &Ground,
    page: &Page,
    id: DocumentId,
    view: &mut PageView,
    trouble: &mut Trouble,
) {
    let document = press.site.document(id);
    let prose = Prose::new(press, ground, id);
    view.body = prose.print();
    view.fields = fields(press, ground, id, &prose);
    let inner = prose.into_trouble();
    trouble.found.extend(inner.found);
    trouble.failures.extend(inner.failures);
    if !document.summary.is_empty() {
        view.summary = document.summary.clone();
    }
    view.image = press.image(id).map_or(String::new(), |path| press.config.url.join(path.as_str()));
    view.date = document.meta.date.map(|date| press.date(date));
    view.updated = document.meta.updated.map(|date| press.date(date));
    view.authors = document.meta.authors.clone();
    view.tags = tags(press, ground, document);
    view.words = document.words;
    view.minutes = document.minutes();
    let shift = u8::from(document.outline.iter().any(|heading| heading.level == 1));
    view.outline = document
        .outline
        .iter()
        .map(|heading| HeadingView {
            title: heading.title.clone(),
            id: heading.id.clone(),
            level: (heading.level + shift).min(6),
        })
        .collect();
    view.sides = press.sides(ground, document).map(|sides| as_heading(sides, &document.title));
    press.fill_backlinks(ground, id, 1, view);
    view.related = super::related::related(press, ground, id);
    // A home page chooses itself what it leads on to, and a page with a form is there to be filled in.
    if matches!(page.kind, PageKind::Home(_)) || press.has_form(id) {
        view.related.clear();
    }
    view.cta = press.cta_of(ground, id);
    view.pdf = press.pdf(ground, id);
    view.share = press.share(page, document);
}

fn fill_from_collection(press: &Press<'_>, ground: &Ground, id: DocumentId, view: &mut PageView) {
    let Some((collection, position)) = press.site.place(id) else { return };
    let pages = &press.site.collections[collection];
    let Some(declared) = press.config.collection(&pages.name) else { return };
    let item = |index: usize| pages.articles.get(index).map(|id| press.item(ground, *id));
    view.previous = position.checked_sub(1).and_then(item);
    view.next = item(position + 1);
    if declared.comparison.is_some() && pages.articles.len() <= LONGEST_SERIES {
        let link = press.collection_link(ground, collection);
        view.series = Some(SeriesView {
            title: link.title,
            url: link.url,
            singular: declared.singular.clone(),
            position: position + 1,
            total: pages.articles.len(),
            items: pages.articles.iter().map(|article| press.link(ground, *article)).collect(),
        });
    }
}

fn tags(press: &Press<'_>, ground: &Ground, document: &Document) -> Vec<TagView> {
    let mut views: Vec<TagView> = Vec::new();
    for tag in &document.meta.tags {
        let slug = crate::path::slug(&tag.value);
        let Ok(place) = press.site.tags.binary_search_by(|tag| tag.slug.as_str().cmp(&slug)) else {
            continue;
        };
        let view = press.tag(ground, &press.site.tags[place]);
        if views.iter().all(|other| other.url != view.url) {
            views.push(view);
        }
    }
    views
}

/// The largest tags and the current one: a row of tags must not grow with the site.
fn row_of_tags(press: &Press<'_>, ground: &Ground, current: usize) -> Vec<TagView> {
    let largest = &press.site.largest_tags;
    let others = Some(current).filter(|current| !largest.contains(current));
    largest.iter().copied().chain(others).map(|tag| press.tag(ground, &press.site.tags[tag])).collect()
}

fn fields(press: &Press<'_>, ground: &Ground, id: DocumentId, prose: &Prose<'_>) -> Vec<FieldView> {
    let document = press.site.document(id);
    let Some(collection) = document.collection.as_deref().and_then(|name| press.config.collection(name))
    else {
        return Vec::new();
    };
    let aspect = collection.comparison.as_ref().and_then(|comparison| comparison.aspect.as_deref());
    let shown = collection
        .fields
        .iter()
        .filter(|field| field.kind != FieldKind::Side && Some(field.name.value.as_str()) != aspect);
    let views = shown.filter_map(|field| {
        let value = document.meta.fields.get(&field.name.value)?;
        let html = field_html(press, ground, id, value, prose)?;
        Some(FieldView { name: field.name.value.clone(), label: field.label().to_owned(), html })
    });
    views.collect()
}

fn field_html(
    press: &Press<'_>,
    ground: &Ground,
    id: DocumentId,
    value: &FieldValue,
    prose: &Prose<'_>,
) -> Option<String> {
    let url = |reference: &ReferenceId| press.url(ground, press.site.resolution(id, *reference));
    let escape = crate::escape::escape;
    Some(match value {
        FieldValue::Text(text) => escape(text),
        FieldValue::Side(_) => return None,
        FieldValue::Markdown(body) => prose.field(body),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Boolean(boolean) => press.word(if *boolean { "yes" } else { "no" }),
        FieldValue::Date(date) => {
            let date = press.date(*date);
            format!("<time datetime=\"{}\">{}</time>", date.iso, escape(&date.text))
        }
        FieldValue::List(items) => escape(&items.join(", ")),
        FieldValue::Url(url) => format!("<a href=\"{0}\">{0}</a>", escape(url.as_str())),
        FieldValue::Image(reference) => format!("<img src=\"{}\" alt=\"\">", escape(&url(reference)?)),
        FieldValue::Reference(reference) => {
            let Resolution::Page { document: Some(target), .. } = press.site.resolution(id, *reference)
            else {
                return None;
            };
            let title = &press.site.document(*target).title;
            format!("<a href=\"{}\">{}</a>", escape(&url(reference)?), escape(title))
        }
    })
}

/// What a home page without a text of its own shows: every collection, with its first articles.
fn all_collections(press: &Press<'_>, ground: &Ground) -> ListingView {
    const SHOWN_OF_EACH: usize = 5;
    let groups: Vec<ItemGroupView> = press
        .site
        .collections
        .iter()
        .filter(|collection| !collection.articles.is_empty())
        .map(|collection| ItemGroupView {
            id: String::new(),
            title: collection.title.clone(),
            items: collection.articles.iter().take(SHOWN_OF_EACH).map(|id| press.item(ground, *id)).collect(),
        })
        .collect();
    let total = groups.iter().map(|group| group.items.len()).sum();
    ListingView { groups, page: 1, pages: 1, total, previous: None, next: None }
}
