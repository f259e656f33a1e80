//! Which pages exist, and at which address. Two pages with one address are an error that names both.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::{article_route, lay_redirects, list_route, report_clash, report_long, thanks_route};
use super::{CollectionPages, DocumentId, Page, PageId, PageKind, Side, TagPages, rules};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::path::{OutputPath, Route};

/// All pages, and what refers to them. Shared by all sites that have the same ones.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    pub pages: Arc<Vec<Page>>,
    pub by_route: Arc<BTreeMap<Route, PageId>>,
    pub page_of: Arc<Vec<PageId>>,
    pub collections: Arc<Vec<CollectionPages>>,
    pub tags: Arc<Vec<TagPages>>,
    /// Every article: by collection and in its order; those of no collection come last, by title.
    pub every_article: Arc<Vec<DocumentId>>,
    pub search_pages: Arc<Vec<PageId>>,
    pub tag_list_pages: Arc<Vec<PageId>>,
    pub redirects: Arc<BTreeMap<Route, PageId>>,
}

pub(super) fn lay_out(
    config: &Config,
    documents: &[Arc<Document>],
    mut collections: Vec<CollectionPages>,
    mut tags: Vec<TagPages>,
    found: &mut Diagnostics,
) -> Pages {
    let mut plan = Plan { config, documents, pages: BTreeMap::new() };
    plan.add_made(&collections, &tags, found);
    let mut intro_of = vec![None; collections.len()];
    let mut redirects = Vec::new();
    let mut shown_at = vec![Route::root(); documents.len()];
    // The place of each article in the list of all of them.
    let mut order = every_article_of(&collections, documents.len());
    for (index, document) in documents.iter().enumerate() {
        let id = DocumentId(index as u32);
        let is_listing = document.is_listing_text();
        let own = |collection: &CollectionPages| document.collection.as_ref() == Some(&collection.name);
        let listing = if is_listing { collections.iter().position(own) } else { None };
        let route = match listing {
            Some(collection) => {
                intro_of[collection] = Some(id);
                list_route(&[&collections[collection].address], 1)
            }
            None => {
                let route = article_route(document, found);
                plan.add_article(id, route.clone(), found);
                order.add(id, plan.pages.get(&route) == Some(&PageKind::Article(id)));
                // A page whose address is taken is an error; until it is fixed, any existing page stands in for it.
                if plan.pages.contains_key(&route) { route } else { Route::root() }
            }
        };
        shown_at[index] = route.clone();
        for alias in document.meta.aliases.iter().filter(|alias| alias.value.starts_with('/')) {
            redirects.push((id, alias, route.clone()));
        }
    }
    let every_article = order.finish(documents);
    if config.outputs.search {
        for number in 1..=rules::page_count(every_article.len(), rules::SEARCH_PAGE_SIZE) {
            plan.pages.insert(list_route(&["search"], number), PageKind::Search { number });
        }
    }
    plan.report_files_beside_pages(found);
    let page = |(route, kind): (Route, PageKind)| {
        let document = kind.document().map(|id| &documents[id.0 as usize]);
        let language = document
            .map_or(&config.language.value, |document| config.page_language(&document.language))
            .clone();
        Page { route, kind, language }
    };
    let mut pages: Vec<Page> = plan.pages.into_iter().map(page).collect();
    let by_route: BTreeMap<Route, PageId> =
        pages.iter().enumerate().map(|(index, page)| (page.route.clone(), PageId(index as u32))).collect();
    let (mut search_pages, mut tag_list_pages) = (Vec::new(), Vec::new());
    for (index, page) in pages.iter_mut().enumerate() {
        let id = PageId(index as u32);
        match &mut page.kind {
            PageKind::Listing { collection, number, document } => {
                *document = intro_of[*collection].filter(|_| *number == 1);
                collections[*collection].pages.push(id);
            }
            PageKind::Tag { tag, .. } => tags[*tag].pages.push(id),
            PageKind::Side { collection, side, .. } => {
                collections[*collection].sides[*side as usize].push(id);
            }
            PageKind::Tags { .. } => tag_list_pages.push(id),
            PageKind::Search { .. } => search_pages.push(id),
            PageKind::Home(_)
            | PageKind::Article(_)
            | PageKind::Backlinks { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => {}
        }
    }
    // Routes sort `page/10/` before `page/2/`.
    let number_of = |page: &PageId| pages[page.0 as usize].kind.number();
    for collection in &mut collections {
        collection.pages.sort_by_key(number_of);
        collection.sides.iter_mut().for_each(|side| side.sort_by_key(number_of));
    }
    tags.iter_mut().for_each(|tag| tag.pages.sort_by_key(number_of));
    search_pages.sort_by_key(number_of);
    tag_list_pages.sort_by_key(number_of);
    // A document at a reserved address has no page, which was reported; links to it lead to the home page.
    let home = by_route[&Route::root()];
    let page_of = shown_at.iter().map(|route| by_route.get(route).copied().unwrap_or(home)).collect();
    let redirects = lay_redirects(documents, &pages, &by_route, redirects, found);
    Pages {
        pages: Arc::new(pages),
        by_route: Arc::new(by_route),
        page_of: Arc::new(page_of),
        collections: Arc::new(collections),
        tags: Arc::new(tags),
        every_article: Arc::new(every_article),
        search_pages: Arc::new(search_pages),
        tag_list_pages: Arc::new(tag_list_pages),
        redirects: Arc::new(redirects),
    }
}

/// The order of all articles, while their pages are laid out.
struct EveryArticle {
    listed: Vec<DocumentId>,
    is_listed: Vec<bool>,
    others: Vec<DocumentId>,
}

fn every_article_of(collections: &[CollectionPages], documents: usize) -> EveryArticle {
    let listed: Vec<DocumentId> =
        collections.iter().flat_map(|collection| collection.articles.iter().copied()).collect();
    let mut is_listed = vec![false; documents];
    listed.iter().for_each(|article| is_listed[article.0 as usize] = true);
    EveryArticle { listed, is_listed, others: Vec::new() }
}

impl EveryArticle {
    fn add(&mut self, article: DocumentId, has_page: bool) {
        if has_page && !self.is_listed[article.0 as usize] {
            self.others.push(article);
        }
    }

    fn finish(mut self, documents: &[Arc<Document>]) -> Vec<DocumentId> {
        self.others.sort_by_cached_key(|id| (documents[id.0 as usize].title.to_lowercase(), *id));
        self.listed.append(&mut self.others);
        self.listed
    }
}

struct Plan<'a> {
    config: &'a Config,
    documents: &'a [Arc<Document>],
    pages: BTreeMap<Route, PageKind>,
}

impl Plan<'_> {
    fn add_made(&mut self, collections: &[CollectionPages], tags: &[TagPages], found: &mut Diagnostics) {
        self.pages.insert(Route::root(), PageKind::Home(None));
        let not_found = OutputPath::new("404.html").expect("a plain file name");
        self.pages.insert(Route::from_file(&not_found), PageKind::NotFound);
        for (index, collection) in collections.iter().enumerate() {
            let declared = self.config.collection(&collection.name);
            let size = declared.map_or(rules::TAG_PAGE_SIZE, rules::listing_page_size);
            for number in 1..=rules::page_count(collection.articles.len(), size) {
                let kind = PageKind::Listing { collection: index, number, document: None };
                self.pages.insert(list_route(&[&collection.address], number), kind);
            }
            let comparison = declared.and_then(|declared| declared.comparison.as_ref());
            if let Some(comparison) = comparison.filter(|_| !collection.articles.is_empty()) {
                for (side, field) in [(Side::Left, &comparison.left), (Side::Right, &comparison.right)] {
                    for number in 1..=rules::page_count(collection.articles.len(), rules::SIDE_PAGE_SIZE) {
                        let route = list_route(&["sides", &collection.address, &rules::part(field)], number);
                        let kind = PageKind::Side { collection: index, side, number };
                        self.pages.entry(route).or_insert(kind);
                    }
                }
            }
        }
        if !tags.is_empty() {
            for number in 1..=rules::page_count(tags.len(), rules::TAGS_PAGE_SIZE) {
                self.pages.entry(list_route(&["tags"], number)).or_insert(PageKind::Tags { number });
            }
        }
        for (index, tag) in tags.iter().enumerate() {
            for number in 1..=rules::page_count(tag.articles.len(), rules::TAG_PAGE_SIZE) {
                self.pages
                    .insert(list_route(&["tags", &tag.slug], number), PageKind::Tag { tag: index, number });
            }
        }
        for form in self.config.forms.values() {
            let (name, span) = (&form.name.value, Span::new(&self.config.path, form.name.range.clone()));
            if rules::is_too_long(name) {
                report_long(span.clone(), "this name is too long for an address", found);
            }
            if let Some(PageKind::Thanks(other)) = self.pages.get(&thanks_route(name)) {
                let message =
                    format!("the forms “{other}” and “{name}” have the same address, {}", thanks_route(name));
                found
                    .report(&codes::ADDRESS_CLASH, span, message)
                    .label("its address is taken")
                    .hint("rename one of the forms");
                continue;
            }
            self.pages.insert(thanks_route(name), PageKind::Thanks(name.clone()));
        }
    }

    fn add_article(&mut self, id: DocumentId, route: Route, found: &mut Diagnostics) {
        let document = &self.documents[id.0 as usize];
        if route == Route::root() && self.pages.get(&route) == Some(&PageKind::Home(None)) {
            self.pages.insert(route, PageKind::Home(Some(id)));
            return;
        }
        // Files next to pages are checked once all pages are known.
        let kept = rules::kept(&route, |_| false);
        let clash = self.pages.get(&route);
        match (kept, clash.and_then(PageKind::document)) {
            (None, None) if clash.is_none() => {
                self.pages.insert(route, PageKind::Article(id));
            }
            (None, Some(other)) => {
                let other = &self.documents[other.0 as usize];
                report_clash(
                    document,
                    format!("`{}` has the same address, {route}", other.path),
                    Some(other),
                    found,
                );
            }
            _ => report_clash(document, format!("kb generates {route} itself"), None, found),
        }
    }

    /// Articles with an explicit address at which kb puts a file next to another page.
    fn report_files_beside_pages(&mut self, found: &mut Diagnostics) {
        let chosen = self.pages.iter().filter_map(|(route, kind)| {
            let document = &self.documents[kind.document()?.0 as usize];
            document.meta.path.as_ref()?;
            let kept = rules::kept(route, |route| self.pages.contains_key(route))?;
            report_clash(document, format!("kb generates {kept} itself"), None, found);
            Some(route.clone())
        });
        for route in chosen.collect::<Vec<_>>() {
            self.pages.remove(&route);
        }
    }
}
