//! The view of a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::items::as_heading;
use super::navigation::{breadcrumbs, feeds, footer, home, languages, menu, tags_url};
use super::structured_data::Subject;
use super::text::{Findings, Prose, Setting};
use super::{PageContext, Press};
use crate::config::FieldKind;
use crate::document::{Document, FieldValue, ReferenceId};
use crate::path::{encode_path, words_of};
use crate::site::{DocumentId, Page, PageKind, Resolution, Side, TagPages, rules};
use crate::theme::TextArgument;
use crate::theme::view::{FieldView, HeadingView, ItemGroupView, ListingView, PageView, SeriesView, TagView};

/// A collection of more articles than this is not a series: its list on every page would grow with the site.
const LONGEST_SERIES: usize = 20;

/// How many articles before and after the current one are shown near it.
const NEARBY: usize = 3;

/// Everything that the template of a page sees, and the other results of its text.
pub(super) fn view(press: &Press<'_>, context: &PageContext, page: &Page) -> (PageView, Findings) {
    let mut findings = Findings::default();
    let mut view = frame(press, context, page);
    if let Some(document) = page.kind.document() {
        fill_from_document(press, context, page, document, &mut view, &mut findings);
    }
    match &page.kind {
        PageKind::Home(Some(_)) => {}
        PageKind::Home(None) => view.listing = Some(all_collections(press, context)),
        PageKind::Article(document) => fill_from_collection(press, context, *document, &mut view),
        PageKind::Listing { collection, number, .. } => {
            let (shown, pages) = (listed(press, &page.kind), &press.edition.collections[*collection]);
            let groups = match is_glossary(press, *collection) {
                true => press.by_letter(context, shown),
                false => press.ungrouped(context, shown),
            };
            let total = pages.articles.len();
            view.listing = Some(press.listing_page(context, groups, total, &pages.pages, *number));
        }
        PageKind::Side { collection, side, number } => {
            let arguments = side_arguments(press, *collection, *side);
            view.summary = press.words("side-summary", &arguments);
            let (shown, pages) = (listed(press, &page.kind), &press.edition.collections[*collection]);
            view.side = press.side_page(context, *collection, *side, shown);
            let (sides, total) = (&pages.sides[*side as usize], pages.articles.len());
            view.listing = press.pages_only(context, total, sides, *number);
        }
        PageKind::Search { number } => {
            view.summary = press.word("search-summary");
            let groups = press.every_article(context, listed(press, &page.kind));
            let (total, pages) = (press.edition.every_article.len(), &press.edition.search_pages);
            view.listing = Some(press.listing_page(context, groups, total, pages, *number));
        }
        PageKind::Tags { number } => {
            view.all_tags = listed_tags(press, *number).map(|tag| press.tag(context, tag)).collect();
            view.listing =
                press.pages_only(context, press.edition.tags.len(), &press.edition.tag_list_pages, *number);
        }
        PageKind::Tag { tag, number } => {
            let (shown, tag_pages) = (listed(press, &page.kind), &press.edition.tags[*tag]);
            let (groups, total) = (press.by_collection(context, shown), tag_pages.articles.len());
            view.listing = Some(press.listing_page(context, groups, total, &tag_pages.pages, *number));
            view.all_tags = row_of_tags(press, context, *tag);
        }
        PageKind::Backlinks { document, number } => {
            press.fill_backlinks(context, *document, *number, &mut view);
            view.listing = Some(press.backlink_listing(context, *document, *number));
        }
        PageKind::Thanks(form) => {
            let texts = press.texts.forms.get(form);
            let setting = Setting { press, context };
            view.body = texts
                .and_then(|texts| texts.thanks.as_ref())
                .map_or(String::new(), |body| setting.blocks(body));
        }
        PageKind::NotFound => {}
    }
    if let Some(listing) = &mut view.listing {
        listing.narrow = press.narrowing(&page.kind);
    }
    // A page with a form, its own or an embedded one, asks for only one thing, and a thanks page asks for nothing.
    if findings.forms.is_empty() && !matches!(page.kind, PageKind::Thanks(_)) {
        let form = press.config.footer_form.as_ref();
        view.footer_form = form.and_then(|form| press.form(context, &form.value, &[])).map(Arc::new);
    }
    if !view.noindex {
        let document = page.kind.document().map(|id| press.site.document(id));
        let language = document.map_or(press.language, |document| &document.language);
        let subject = Subject { config: press.config, language, document, view: &view };
        view.structured_data = subject.json();
    }
    (view, findings)
}

/// The fields that every page has.
fn frame(press: &Press<'_>, context: &PageContext, page: &Page) -> PageView {
    let title = page_title(press, &page.kind);
    // A searcher knows the publisher's name, if there is one, rather than the site's.
    let organization = press.config.organization.as_ref().map(|organization| &organization.name);
    let publisher = organization.filter(|name| !name.is_empty()).unwrap_or(&press.config.title);
    let document_title = match title == *publisher {
        true => title.clone(),
        false => format!("{title} · {publisher}"),
    };
    let (summary, permalink, breadcrumbs) = match page.kind {
        PageKind::Home(_) => (press.config.description.clone(), press.permalink(page), Vec::new()),
        // Search engines should know only its page in the main language.
        PageKind::Article(document) if press.site.is_untranslated(context.page) => {
            let original = press.site.page(press.site.page_of(document));
            (String::new(), press.permalink(original), breadcrumbs(press, context, page, &title))
        }
        // It has no address of its own.
        PageKind::NotFound => Default::default(),
        PageKind::Article(_)
        | PageKind::Listing { .. }
        | PageKind::Tags { .. }
        | PageKind::Tag { .. }
        | PageKind::Backlinks { .. }
        | PageKind::Side { .. }
        | PageKind::Search { .. }
        | PageKind::Thanks(_) => {
            (String::new(), press.permalink(page), breadcrumbs(press, context, page, &title))
        }
    };
    let collection = press.collection_of(&page.kind);
    PageView {
        root: context.root.clone(),
        kind: kind(press, &page.kind),
        document_title,
        summary,
        permalink,
        languages: languages(press, context, page),
        feeds: feeds(press, context),
        image: String::new(),
        noindex: !rules::is_indexed(&page.kind),
        collection: collection.map(|index| press.collection_link(context, index)),
        breadcrumbs,
        title,
        language: None,
        untranslated: press.site.is_untranslated(context.page),
        menu: menu(press, context, page, collection),
        footer: footer(press, context),
        home: home(press, context),
        date: None,
        updated: None,
        authors: Vec::new(),
        aliases: Vec::new(),
        tags: Vec::new(),
        words: 0,
        minutes: 1,
        outline: Vec::new(),
        body: String::new(),
        sides: None,
        fields: Vec::new(),
        series: None,
        nearby: Vec::new(),
        previous: None,
        next: None,
        backlinks: Vec::new(),
        backlink_count: 0,
        backlinks_url: String::new(),
        related: Vec::new(),
        cta: None,
        pdf: None,
        edit_url: String::new(),
        share: Vec::new(),
        footer_form: None,
        listing: None,
        all_tags: Vec::new(),
        tags_url: tags_url(press, context),
        search_url: press.search_url(context),
        side: None,
        structured_data: String::new(),
    }
}

/// The name of the template that renders a page.
pub(super) fn kind(press: &Press<'_>, kind: &PageKind) -> &'static str {
    match kind {
        PageKind::Home(_) => "home",
        PageKind::Article(_) => "article",
        PageKind::Listing { collection, .. } if is_glossary(press, *collection) => "glossary",
        PageKind::Listing { .. } => "listing",
        PageKind::Side { .. } => "side",
        PageKind::Search { .. } => "search",
        PageKind::Tags { .. } => "tags",
        PageKind::Tag { .. } => "tag",
        PageKind::Backlinks { .. } => "backlinks",
        PageKind::Thanks(_) => "thanks",
        PageKind::NotFound => "not-found",
    }
}

fn is_glossary(press: &Press<'_>, collection: usize) -> bool {
    let name = &press.edition.collections[collection].name;
    press.config.collection(name).is_some_and(|declared| declared.glossary)
}

/// The tags that a page of all tags shows.
pub(super) fn listed_tags<'a>(press: &Press<'a>, number: usize) -> impl Iterator<Item = &'a TagPages> {
    let (edition, size) = (press.edition, rules::page_size(&PageKind::Tags { number }, None));
    let shown = edition.tags_by_name.iter().skip((number - 1) * size).take(size);
    shown.map(|tag| &edition.tags[*tag])
}

/// The articles that a page of a list of articles shows.
pub(super) fn listed<'a>(press: &Press<'a>, kind: &PageKind) -> &'a [DocumentId] {
    let mut declared = None;
    let (articles, number) = match kind {
        PageKind::Listing { collection, number, .. } | PageKind::Side { collection, number, .. } => {
            let pages = &press.edition.collections[*collection];
            declared = press.config.collection(&pages.name);
            (&pages.articles, *number)
        }
        PageKind::Tag { tag, number } => (&press.edition.tags[*tag].articles, *number),
        PageKind::Search { number } => (&press.edition.every_article, *number),
        PageKind::Home(_)
        | PageKind::Article(_)
        | PageKind::Tags { .. }
        | PageKind::Backlinks { .. }
        | PageKind::Thanks(_)
        | PageKind::NotFound => return &[],
    };
    let size = rules::page_size(kind, declared);
    let start = articles.len().min((number - 1) * size);
    &articles[start..articles.len().min(start + size)]
}

/// The name of a page.
pub(super) fn page_title(press: &Press<'_>, kind: &PageKind) -> String {
    match kind {
        PageKind::Home(Some(document)) | PageKind::Article(document) => {
            press.site.document(*document).title.clone()
        }
        PageKind::Home(None) => press.config.title.clone(),
        PageKind::Listing { collection, number: 1, .. } => {
            press.edition.collections[*collection].title.clone()
        }
        PageKind::Tag { tag, number: 1 } => press.edition.tags[*tag].title.clone(),
        PageKind::Listing { collection, number, .. } => {
            numbered(press, &press.edition.collections[*collection].title, *number)
        }
        PageKind::Tag { tag, number } => numbered(press, &press.edition.tags[*tag].title, *number),
        PageKind::Backlinks { document, number } => {
            let article = TextArgument::Text(&press.site.document(*document).title);
            let title = press.words("backlinks-of", &[("title", article)]);
            first_or_numbered(press, title, *number)
        }
        PageKind::Tags { number } => first_or_numbered(press, press.word("all-tags"), *number),
        PageKind::Side { collection, side, number } => {
            let title = press.words("side-title", &side_arguments(press, *collection, *side));
            first_or_numbered(press, title, *number)
        }
        PageKind::Search { number } => first_or_numbered(press, press.word("search-title"), *number),
        PageKind::Thanks(form) => {
            let form = press.config.forms.get(form);
            form.and_then(|form| form.thanks_title.clone()).unwrap_or_else(|| press.word("thanks-title"))
        }
        PageKind::NotFound => press.word("not-found-title"),
    }
}

fn first_or_numbered(press: &Press<'_>, title: String, number: usize) -> String {
    if number == 1 { title } else { numbered(press, &title, number) }
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
    let collection_title = &press.edition.collections[collection].title;
    let side = press.side_name(collection, side);
    [("side", TextArgument::Text(side)), ("collection", TextArgument::Text(collection_title))]
}

fn fill_from_document(
    press: &Press<'_>,
    context: &PageContext,
    page: &Page,
    id: DocumentId,
    view: &mut PageView,
    findings: &mut Findings,
) {
    let document = press.site.document(id);
    view.language = press.own_language(document);
    let mut prose = Prose { press, context, document: id, findings };
    view.body = prose.print();
    view.fields = fields(&mut prose);
    if !document.summary.is_empty() {
        view.summary = document.summary.clone();
    }
    view.image = press.image(id).map_or(String::new(), |path| press.config.url.of_path(path.as_str()));
    view.date = document.meta.date.map(|date| press.date(date));
    view.updated = document.meta.updated.map(|date| press.date(date));
    view.authors = document.meta.authors.clone();
    view.tags = tags(press, context, document);
    let edit = press.config.edit.as_ref();
    view.edit_url = edit.map_or(String::new(), |edit| edit.of(&encode_path(document.path.as_str())));
    view.words = document.words;
    view.minutes = press.minutes(document);
    view.aliases = press.other_names(document);
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
    view.sides = press.sides(context, document).map(|sides| as_heading(sides, &document.title));
    press.fill_backlinks(context, id, 1, view);
    if press.site.leads_on(id) {
        view.related = super::related::related(press, context, id);
        // What the editor picked is shown as such, and no article twice.
        view.backlinks.retain(|backlink| view.related.iter().all(|related| related.url != backlink.url));
    }
    view.cta = press.cta_of(context, id, findings);
    view.pdf = press.pdf(context, id);
    view.share = press.share(page, document);
}

fn fill_from_collection(press: &Press<'_>, context: &PageContext, id: DocumentId, view: &mut PageView) {
    let Some((collection, position)) = press.edition.place(id) else { return };
    let pages = &press.edition.collections[collection];
    let Some(declared) = press.config.collection(&pages.name) else { return };
    let item = |index: usize| pages.articles.get(index).map(|id| press.item(context, *id));
    view.previous = position.checked_sub(1).and_then(item);
    view.next = item(position + 1);
    view.nearby = nearby(press, collection, position).iter().map(|id| press.link(context, *id)).collect();
    if let Some(articles) = series_of(press, collection) {
        let link = press.collection_link(context, collection);
        view.series = Some(SeriesView {
            title: link.title,
            url: link.url,
            singular: declared.singular.clone(),
            position: position + 1,
            total: articles.len(),
            items: articles.iter().map(|article| press.link(context, *article)).collect(),
        });
    }
}

/// The articles of a collection that is a series.
pub(super) fn series_of<'a>(press: &Press<'a>, collection: usize) -> Option<&'a [DocumentId]> {
    let pages = &press.edition.collections[collection];
    let declared = press.config.collection(&pages.name)?;
    let is_series = declared.comparison.is_some() && pages.articles.len() <= LONGEST_SERIES;
    is_series.then_some(&pages.articles)
}

/// The articles around one in its collection, with itself; none if a series shows all.
pub(super) fn nearby<'a>(press: &Press<'a>, collection: usize, position: usize) -> &'a [DocumentId] {
    let articles = &press.edition.collections[collection].articles;
    if articles.len() == 1 || series_of(press, collection).is_some() {
        return &[];
    }
    let last = (position + NEARBY + 1).max(2 * NEARBY + 1).min(articles.len());
    &articles[last.saturating_sub(2 * NEARBY + 1)..last]
}

/// The tags of an article.
pub(super) fn tags(press: &Press<'_>, context: &PageContext, document: &Document) -> Vec<TagView> {
    let mut views: Vec<TagView> = Vec::new();
    for tag in &document.meta.tags {
        let Some(place) = press.edition.tag(&tag.value) else { continue };
        let view = press.tag(context, &press.edition.tags[place]);
        if views.iter().all(|other| other.url != view.url) {
            views.push(view);
        }
    }
    views
}

/// The largest tags and the current one: a row of tags must not grow with the site.
pub(super) fn row_of_tags(press: &Press<'_>, context: &PageContext, current: usize) -> Vec<TagView> {
    let largest = &press.edition.largest_tags;
    let others = Some(current).filter(|current| !largest.contains(current));
    largest.iter().copied().chain(others).map(|tag| press.tag(context, &press.edition.tags[tag])).collect()
}

fn fields(prose: &mut Prose<'_, '_>) -> Vec<FieldView> {
    let document = prose.document();
    let collection = document.collection.as_deref().and_then(|name| prose.press.config.collection(name));
    let Some(collection) = collection else { return Vec::new() };
    let aspect = collection.comparison.as_ref().and_then(|comparison| comparison.aspect.as_deref());
    let shown = collection
        .fields
        .iter()
        .filter(|field| field.kind != FieldKind::Side && Some(field.name.value.as_str()) != aspect);
    let views = shown.filter_map(|field| {
        let value = document.meta.fields.get(&field.name.value)?;
        let html = field_html(value, prose)?;
        Some(FieldView { name: field.name.value.clone(), label: field.label().to_owned(), html })
    });
    views.collect()
}

fn field_html(value: &FieldValue, prose: &mut Prose<'_, '_>) -> Option<String> {
    let press = prose.press;
    let url = |reference: &ReferenceId| press.url(prose.context, prose.resolution(*reference));
    let escape = crate::escape::escape;
    Some(match value {
        FieldValue::Markdown(body) => prose.field(body),
        FieldValue::Url(url) => format!("<a href=\"{0}\">{0}</a>", escape(url.as_str())),
        FieldValue::Image(reference) => format!("<img src=\"{}\" alt=\"\">", escape(&url(reference)?)),
        FieldValue::Reference(reference) => {
            let Resolution::Page { document: Some(target), .. } = prose.resolution(*reference) else {
                return None;
            };
            let title = &press.site.document(*target).title;
            format!("<a href=\"{}\">{}</a>", escape(&url(reference)?), escape(title))
        }
        FieldValue::Text(_)
        | FieldValue::Side(_)
        | FieldValue::Number(_)
        | FieldValue::Boolean(_)
        | FieldValue::Date(_)
        | FieldValue::List(_) => return press.plain_field(value),
    })
}

/// What a home page without a text of its own shows: every collection and every other folder, with their first articles.
fn all_collections(press: &Press<'_>, context: &PageContext) -> ListingView {
    let groups = groups_of_home(press).into_iter();
    let groups: Vec<ItemGroupView> =
        groups.map(|(title, articles)| press.group(context, title, &articles)).collect();
    let total = groups.iter().map(|group| group.items.len()).sum();
    ListingView { groups, page: 1, pages: 1, total, previous: None, next: None, narrow: None }
}

/// The first articles of each collection and of each other folder directly below `articles/`, with its title; those in no
/// folder come last.
pub(super) fn groups_of_home(press: &Press<'_>) -> Vec<(String, Vec<DocumentId>)> {
    const SHOWN_OF_EACH: usize = 5;
    const MOST_FOLDERS: usize = 50;
    let site = press.site;
    let first = |articles: &[DocumentId]| articles.iter().take(SHOWN_OF_EACH).copied().collect::<Vec<_>>();
    let collections = press.edition.collections.iter().filter(|collection| !collection.articles.is_empty());
    let mut groups: Vec<(String, Vec<DocumentId>)> =
        collections.map(|collection| (collection.title.clone(), first(&collection.articles))).collect();
    let mut folders: BTreeMap<&str, Vec<DocumentId>> = BTreeMap::new();
    for id in site.document_ids().filter(|id| press.edition.place(*id).is_none()) {
        let page = site.page(site.page_in(press.edition, id));
        if page.language == *press.language && page.kind == PageKind::Article(id) {
            let mut folder = site.document(id).place.parent().split('/').skip(1);
            folders.entry(folder.next().unwrap_or("")).or_default().push(id);
        }
    }
    let loose = folders.remove("");
    let mut others: Vec<(String, Vec<DocumentId>)> = folders
        .into_iter()
        .take(MOST_FOLDERS)
        .map(|(folder, articles)| (words_of(folder), articles))
        .collect();
    others.extend(loose.map(|articles| (press.word("other-pages"), articles)));
    let collation = press.language.collation();
    for (title, mut articles) in others {
        articles.sort_by_cached_key(|id| (collation.key(&site.document(*id).title), *id));
        groups.push((title, first(&articles)));
    }
    groups
}
