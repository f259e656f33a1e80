//! Which pages there are, and at which address. Two at one address are an error that names both.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{CollectionPages, DocumentId, Page, PageId, PageKind, Side, TagPages};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::path::{OutputPath, Route, slug};

/// All pages, and what knows its place among them. Shared by all sites that have the same ones.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    pub pages: Arc<Vec<Page>>,
    pub by_route: Arc<BTreeMap<Route, PageId>>,
    pub page_of: Arc<Vec<PageId>>,
    pub collections: Arc<Vec<CollectionPages>>,
    pub tags: Arc<Vec<TagPages>>,
    pub redirects: Arc<BTreeMap<Route, PageId>>,
}

// How many articles a page of a tag holds; a tag has no table in site.toml that could say.
const TAG_PAGE_SIZE: usize = 50;

/// Addresses at which kb puts files of its own, or will: no article may be there.
const RESERVED: &[&str] = &["/assets/", "/search/"];

pub(super) fn lay_out(
    config: &Config,
    documents: &[Arc<Document>],
    mut collections: Vec<CollectionPages>,
    mut tags: Vec<TagPages>,
    found: &mut Diagnostics,
) -> Pages {
    let mut plan = Plan { config, documents, pages: BTreeMap::new() };
    plan.add_made(&collections, &tags);
    let mut intro_of = vec![None; collections.len()];
    let mut redirects = Vec::new();
    let mut shown_at = vec![Route::root(); documents.len()];
    for (index, document) in documents.iter().enumerate() {
        let id = DocumentId(index as u32);
        let is_listing = document.is_listing_text();
        let own = |collection: &CollectionPages| document.collection.as_ref() == Some(&collection.name);
        let listing = if is_listing { collections.iter().position(own) } else { None };
        let route = match listing {
            Some(collection) => {
                intro_of[collection] = Some(id);
                listing_route(&collections[collection].address, 1)
            }
            None => {
                let route = article_route(document, found);
                plan.add_article(id, route.clone(), found);
                // What may not be where it would be is an error; until it is mended, its page is any one that exists.
                if plan.pages.contains_key(&route) { route } else { Route::root() }
            }
        };
        shown_at[index] = route.clone();
        for alias in document.meta.aliases.iter().filter(|alias| alias.value.starts_with('/')) {
            redirects.push((id, alias, route.clone()));
        }
    }
    let mut pages: Vec<Page> = plan.pages.into_iter().map(|(route, kind)| Page { route, kind }).collect();
    let by_route: BTreeMap<Route, PageId> =
        pages.iter().enumerate().map(|(index, page)| (page.route.clone(), PageId(index as u32))).collect();
    for (index, page) in pages.iter_mut().enumerate() {
        match &mut page.kind {
            PageKind::Listing { collection, number, document } => {
                *document = intro_of[*collection].filter(|_| *number == 1);
                collections[*collection].pages.push(PageId(index as u32));
            }
            PageKind::Tag { tag, .. } => tags[*tag].pages.push(PageId(index as u32)),
            PageKind::Side { collection, side } => {
                collections[*collection].sides[*side as usize] = Some(PageId(index as u32));
            }
            _ => {}
        }
    }
    // Routes sort `page/10/` before `page/2/`.
    let number_of = |page: &PageId| match pages[page.0 as usize].kind {
        PageKind::Listing { number, .. } | PageKind::Tag { number, .. } => number,
        _ => 0,
    };
    collections.iter_mut().for_each(|collection| collection.pages.sort_by_key(number_of));
    tags.iter_mut().for_each(|tag| tag.pages.sort_by_key(number_of));
    // A document at a reserved address has no page, which was reported; its links lead home until it has.
    let home = by_route[&Route::root()];
    let page_of = shown_at.iter().map(|route| by_route.get(route).copied().unwrap_or(home)).collect();
    let redirects = lay_redirects(documents, &by_route, redirects, found);
    Pages {
        pages: Arc::new(pages),
        by_route: Arc::new(by_route),
        page_of: Arc::new(page_of),
        collections: Arc::new(collections),
        tags: Arc::new(tags),
        redirects: Arc::new(redirects),
    }
}

struct Plan<'a> {
    config: &'a Config,
    documents: &'a [Arc<Document>],
    pages: BTreeMap<Route, PageKind>,
}

impl Plan<'_> {
    fn add_made(&mut self, collections: &[CollectionPages], tags: &[TagPages]) {
        self.pages.insert(Route::root(), PageKind::Home(None));
        let not_found = OutputPath::new("404.html").expect("a plain file name");
        self.pages.insert(Route::from_file(&not_found), PageKind::NotFound);
        for (index, collection) in collections.iter().enumerate() {
            let declared = self.config.collection(&collection.name);
            let size = match declared {
                // A reader goes through a glossary by its letters.
                Some(declared) if declared.glossary => usize::MAX,
                Some(declared) => declared.paginate,
                None => TAG_PAGE_SIZE,
            };
            for number in 1..=collection.articles.len().div_ceil(size).max(1) {
                let kind = PageKind::Listing { collection: index, number, document: None };
                self.pages.insert(listing_route(&collection.address, number), kind);
            }
            let comparison = declared.and_then(|declared| declared.comparison.as_ref());
            if let Some(comparison) = comparison.filter(|_| !collection.articles.is_empty()) {
                for (side, field) in [(Side::Left, &comparison.left), (Side::Right, &comparison.right)] {
                    let route = route(&["sides", &collection.address, &part(field)]);
                    self.pages.entry(route).or_insert(PageKind::Side { collection: index, side });
                }
            }
        }
        if !tags.is_empty() {
            self.pages.entry(route(&["tags"])).or_insert(PageKind::Tags);
        }
        if self.config.outputs.search {
            self.pages.entry(route(&["search"])).or_insert(PageKind::Search);
        }
        for (index, tag) in tags.iter().enumerate() {
            for number in 1..=tag.articles.len().div_ceil(TAG_PAGE_SIZE).max(1) {
                let folder = format!("tags/{}", tag.slug);
                self.pages.insert(listing_route(&folder, number), PageKind::Tag { tag: index, number });
            }
        }
        for form in self.config.forms.keys() {
            self.pages.insert(thanks_route(form), PageKind::Thanks(form.clone()));
        }
    }

    fn add_article(&mut self, id: DocumentId, route: Route, found: &mut Diagnostics) {
        let document = &self.documents[id.0 as usize];
        if route == Route::root() && self.pages.get(&route) == Some(&PageKind::Home(None)) {
            self.pages.insert(route, PageKind::Home(Some(id)));
            return;
        }
        let reserved = RESERVED.iter().find(|reserved| route.as_str().starts_with(**reserved));
        let clash = self.pages.get(&route);
        if reserved.is_none() && clash.is_none() {
            self.pages.insert(route, PageKind::Article(id));
            return;
        }
        let message = match clash.and_then(PageKind::document) {
            Some(other) => {
                format!("`{}` has the same address, {route}", self.documents[other.0 as usize].path)
            }
            None => format!("kb generates {route} itself"),
        };
        let diagnostic = found.report(&codes::ADDRESS_CLASH, place_of_address(document), message);
        diagnostic
            .label("its address is taken")
            .hint("rename one of the files, or give it a different `slug`");
        if let Some(other) = clash.and_then(PageKind::document) {
            diagnostic.other(place_of_address(&self.documents[other.0 as usize]), "the other page");
        }
    }
}

/// The address that a document has, or would have if it were published. What is wrong with it is not said.
pub fn address_of(document: &Document) -> Route {
    article_route(document, &mut Diagnostics::default())
}

/// The address of an article: its path without extension, slugged; `slug` and `path` override.
fn article_route(document: &Document, found: &mut Diagnostics) -> Route {
    let meta = &document.meta;
    if let Some(path) = &meta.path {
        if let Some(route) = Route::from_parts([path.value.as_str()]) {
            return route;
        }
        found
            .report(
                &codes::FIELD_TYPE,
                Span::new(&document.path, path.range.clone()),
                "this cannot be an address",
            )
            .hint("write it as `path = \"/about/us/\"`, without `..`");
    }
    let folders = document.path.parent().split('/').skip(1);
    let mut parts: Vec<String> = folders.map(part).collect();
    match &meta.slug {
        Some(slug) => {
            if document.is_index() {
                parts.pop();
            }
            parts.push(part(&slug.value));
        }
        None if document.is_index() => {}
        None => parts.push(part(document.path.stem())),
    }
    route(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn part(name: &str) -> String {
    match slug(name) {
        slug if slug.is_empty() => "page".to_owned(),
        slug => slug,
    }
}

/// The page that thanks for a form: `/thanks/NAME/`.
pub fn thanks_route(form: &str) -> Route {
    route(&["thanks", &slug(form)])
}

fn route(parts: &[&str]) -> Route {
    Route::from_parts(parts.iter().copied()).expect("slugs have no dots")
}

/// `/differences/`, `/differences/page/2/`
fn listing_route(folder: &str, number: usize) -> Route {
    match number {
        1 => route(&[folder]),
        number => route(&[folder, "page", &number.to_string()]),
    }
}

fn place_of_address(document: &Document) -> Span {
    let given = document.meta.path.as_ref().or(document.meta.slug.as_ref());
    Span::new(&document.path, given.map_or(0..0, |given| given.range.clone()))
}

fn lay_redirects(
    documents: &[Arc<Document>],
    by_route: &BTreeMap<Route, PageId>,
    aliases: Vec<(DocumentId, &crate::data::Spanned<String>, Route)>,
    found: &mut Diagnostics,
) -> BTreeMap<Route, PageId> {
    let mut redirects: BTreeMap<Route, PageId> = BTreeMap::new();
    for (id, alias, shown_at) in aliases {
        let span = Span::new(&documents[id.0 as usize].path, alias.range.clone());
        let Some(route) = Route::from_parts([alias.value.as_str()]) else {
            found
                .report(&codes::FIELD_TYPE, span, "this cannot be an address")
                .hint("write it as \"/old/address/\"");
            continue;
        };
        let is_reserved = RESERVED.iter().any(|reserved| route.as_str().starts_with(reserved));
        if by_route.contains_key(&route) || redirects.contains_key(&route) || is_reserved {
            let message = format!("the old address {route} is in use");
            found
                .report(&codes::ADDRESS_CLASH, span, message)
                .hint("remove this alias, or change the other address");
            continue;
        }
        if let Some(page) = by_route.get(&shown_at) {
            redirects.insert(route, *page);
        }
    }
    redirects
}
