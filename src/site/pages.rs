//! Which pages exist, and at which address. Two pages with one address are an error that names both.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::{
    article_route, borrowed_route, lay_redirects, list_route, not_found_route, report_clash, report_long,
    thanks_route,
};
use super::translations::Translations;
use super::{CollectionPages, DocumentId, Edition, Page, PageId, PageKind, Side, rules};
use crate::config::{Collection, Config};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::language::Language;
use crate::path::Route;

/// All pages, and what refers to them. Shared by runs in which they are the same.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    pub pages: Arc<Vec<Page>>,
    pub by_route: Arc<BTreeMap<Route, PageId>>,
    pub page_of: Arc<Vec<PageId>>,
    /// The edition of each document: an index into the site's languages.
    pub edition_of: Arc<Vec<usize>>,
    pub editions: Arc<Vec<Edition>>,
    pub redirects: Arc<BTreeMap<Route, PageId>>,
    pub translations: Arc<Translations>,
}

/// Gives each document and each list of the editions its pages. `edition_of` is the edition of each document.
pub(super) fn lay_out(
    config: &Config,
    documents: &[Arc<Document>],
    edition_of: Vec<usize>,
    (mut editions, translations): (Vec<Edition>, Translations),
    found: &mut Diagnostics,
) -> Pages {
    let folders = editions.iter().map(|edition| edition.folder.clone()).collect();
    let mut plan = Plan { config, documents, folders, pages: BTreeMap::new() };
    report_form_addresses(config, found);
    editions.iter().enumerate().for_each(|(index, edition)| plan.add_made(index, edition));
    let mut intros = BTreeMap::new();
    let mut redirects = Vec::new();
    let mut shown_at = vec![Route::root(); documents.len()];
    // The place of each article in the list of all of them.
    let mut orders: Vec<EveryArticle> =
        editions.iter().map(|edition| every_article_of(edition, documents.len())).collect();
    for (index, document) in documents.iter().enumerate() {
        let (id, edition) = (DocumentId(index as u32), edition_of[index]);
        let is_listing = document.is_listing_text();
        let own = |collection: &CollectionPages| document.collection.as_ref() == Some(&collection.name);
        let collections = &editions[edition].collections;
        let listing = if is_listing { collections.iter().position(own) } else { None };
        let route = match listing {
            Some(collection) => {
                intros.insert((edition, collection), id);
                list_route(&[&plan.folders[edition], &collections[collection].address], 1)
            }
            None => {
                let route = article_route(config, document, found);
                plan.add_article(id, edition, route.clone(), found);
                let kind = plan.pages.get(&route).map(|(kind, _)| kind);
                orders[edition].add(id, kind == Some(&PageKind::Article(id)));
                // A page whose address is taken is an error; until it is fixed, any existing page stands in for it.
                if kind.is_some() { route } else { Route::root() }
            }
        };
        shown_at[index] = route.clone();
        let aliases = document.meta.aliases.iter();
        redirects.extend(aliases.map(|alias| (id, alias, route.clone())));
    }
    for (edition, missing) in translations.missing.iter().enumerate() {
        for id in missing {
            let route = &shown_at[id.0 as usize];
            if plan.pages.get(route).is_some_and(|(kind, _)| *kind == PageKind::Article(*id))
                && let Some(route) = borrowed_route(route, &plan.folders[0], &plan.folders[edition])
                && !plan.pages.contains_key(&route)
            {
                plan.add(edition, route, PageKind::Article(*id));
                orders[edition].add(*id, true);
            }
        }
    }
    for (index, (edition, order)) in editions.iter_mut().zip(orders).enumerate() {
        edition.every_article = order.finish(&edition.language, documents);
        if config.outputs.search {
            let count = edition.every_article.len();
            plan.add_list(index, &["search"], (count, None), |number| PageKind::Search { number });
        }
    }
    plan.report_files_beside_pages(found);
    let planned = plan.pages;
    let mut pages = Vec::with_capacity(planned.len());
    let mut by_route = BTreeMap::new();
    for (index, (route, (mut kind, edition))) in planned.into_iter().enumerate() {
        let id = PageId(index as u32);
        let Edition { language, collections, tags, search_pages, tag_list_pages, borrowed, .. } =
            &mut editions[edition];
        match &mut kind {
            PageKind::Listing { collection, number, document } => {
                *document = intros.get(&(edition, *collection)).copied().filter(|_| *number == 1);
                collections[*collection].pages.push(id);
            }
            PageKind::Tag { tag, .. } => tags[*tag].pages.push(id),
            PageKind::Side { collection, side, .. } => {
                collections[*collection].sides[*side as usize].push(id);
            }
            PageKind::Tags { .. } => tag_list_pages.push(id),
            PageKind::Search { .. } => search_pages.push(id),
            PageKind::Article(document) if edition_of[document.0 as usize] != edition => {
                borrowed.insert(*document, id);
            }
            PageKind::Home(_)
            | PageKind::Article(_)
            | PageKind::Backlinks { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => {}
        }
        by_route.insert(route.clone(), id);
        pages.push(Page { route, kind, language: language.clone() });
    }
    // Routes sort `page/10/` before `page/2/`.
    let number_of = |page: &PageId| pages[page.0 as usize].kind.number();
    for edition in &mut editions {
        for collection in &mut edition.collections {
            collection.pages.sort_by_key(number_of);
            collection.sides.iter_mut().for_each(|side| side.sort_by_key(number_of));
        }
        edition.tags.iter_mut().for_each(|tag| tag.pages.sort_by_key(number_of));
        edition.search_pages.sort_by_key(number_of);
        edition.tag_list_pages.sort_by_key(number_of);
        edition.home = by_route[&list_route(&[&edition.folder], 1)];
    }
    // A document at a reserved address has no page, which was reported; links to it lead to the home page.
    let home = editions[0].home;
    let page_of = shown_at.iter().map(|route| by_route.get(route).copied().unwrap_or(home)).collect();
    let mut redirects = lay_redirects(config, documents, &pages, &by_route, redirects, found);
    // If even the main language has a folder, the address of the site leads to it.
    if !by_route.contains_key(&Route::root()) {
        redirects.insert(Route::root(), home);
    }
    Pages {
        pages: Arc::new(pages),
        by_route: Arc::new(by_route),
        page_of: Arc::new(page_of),
        edition_of: Arc::new(edition_of),
        editions: Arc::new(editions),
        redirects: Arc::new(redirects),
        translations: Arc::new(translations),
    }
}

/// The order of all articles, while their pages are laid out.
struct EveryArticle {
    listed: Vec<DocumentId>,
    is_listed: Vec<bool>,
    others: Vec<DocumentId>,
}

fn every_article_of(edition: &Edition, documents: usize) -> EveryArticle {
    let listed: Vec<DocumentId> =
        edition.collections.iter().flat_map(|collection| collection.articles.iter().copied()).collect();
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

    fn finish(mut self, language: &Language, documents: &[Arc<Document>]) -> Vec<DocumentId> {
        let collation = language.collation();
        self.others.sort_by_cached_key(|id| (collation.key(&documents[id.0 as usize].title), *id));
        self.listed.append(&mut self.others);
        self.listed
    }
}

struct Plan<'a> {
    config: &'a Config,
    documents: &'a [Arc<Document>],
    /// The folder of each edition.
    folders: Vec<String>,
    /// What is at each address, and in which edition.
    pages: BTreeMap<Route, (PageKind, usize)>,
}

impl Plan<'_> {
    /// Adds the pages that kb makes by itself in one language.
    fn add_made(&mut self, edition: usize, lists: &Edition) {
        let folder = self.folders[edition].clone();
        self.add(edition, list_route(&[&folder], 1), PageKind::Home(None));
        // Hosts look for that of the main language at the root.
        let below = if edition == 0 { "" } else { folder.as_str() };
        self.add(edition, not_found_route(below), PageKind::NotFound);
        for (collection, pages) in lists.collections.iter().enumerate() {
            let (count, address) = (pages.articles.len(), pages.address.as_str());
            let declared = self.config.collection(&pages.name);
            self.add_list(edition, &[address], (count, declared), |number| PageKind::Listing {
                collection,
                number,
                document: None,
            });
            let comparison = declared.and_then(|declared| declared.comparison.as_ref());
            if let Some(comparison) = comparison.filter(|_| count > 0) {
                for (side, field) in [(Side::Left, &comparison.left), (Side::Right, &comparison.right)] {
                    let parts = ["sides", address, &rules::part(field)];
                    self.add_list(edition, &parts, (count, declared), |number| PageKind::Side {
                        collection,
                        side,
                        number,
                    });
                }
            }
        }
        if !lists.tags.is_empty() {
            let count = lists.tags.len();
            self.add_list(edition, &["tags"], (count, None), |number| PageKind::Tags { number });
        }
        for (tag, pages) in lists.tags.iter().enumerate() {
            let (parts, count) = (["tags", &pages.slug], pages.articles.len());
            self.add_list(edition, &parts, (count, None), |number| PageKind::Tag { tag, number });
        }
        for form in self.config.forms.keys() {
            self.add(edition, thanks_route(&folder, form), PageKind::Thanks(form.clone()));
        }
    }

    /// Adds the pages of a list with this many entries, by the size of [`rules::page_size`].
    fn add_list(
        &mut self,
        edition: usize,
        parts: &[&str],
        (entries, declared): (usize, Option<&Collection>),
        kind: impl Fn(usize) -> PageKind,
    ) {
        let size = rules::page_size(&kind(1), declared);
        for number in 1..=rules::page_count(entries, size) {
            let route = list_route(&[&[self.folders[edition].as_str()], parts].concat(), number);
            self.add(edition, route, kind(number));
        }
    }

    /// Adds a page. Of two pages with the same address, which is reported elsewhere, the first one stays.
    fn add(&mut self, edition: usize, route: Route, kind: PageKind) {
        self.pages.entry(route).or_insert((kind, edition));
    }

    fn add_article(&mut self, id: DocumentId, edition: usize, route: Route, found: &mut Diagnostics) {
        let document = &self.documents[id.0 as usize];
        let clash = self.pages.get_mut(&route);
        if let Some((kind @ PageKind::Home(None), _)) = clash {
            *kind = PageKind::Home(Some(id));
            return;
        }
        // Files next to pages are checked once all pages are known.
        let kept = rules::kept(self.config, &route, |_| false);
        match (kept, clash.map(|(kind, _)| kind.document())) {
            (None, None) => drop(self.pages.insert(route, (PageKind::Article(id), edition))),
            (None, Some(Some(other))) => {
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

    /// Reports articles with an explicit address at which kb puts a file next to another page.
    fn report_files_beside_pages(&mut self, found: &mut Diagnostics) {
        let chosen = self.pages.iter().filter_map(|(route, (kind, _))| {
            let document = &self.documents[kind.document()?.0 as usize];
            document.meta.path.as_ref()?;
            let kept = rules::kept(self.config, route, |route| self.pages.contains_key(route))?;
            report_clash(document, format!("kb generates {kept} itself"), None, found);
            Some(route.clone())
        });
        for route in chosen.collect::<Vec<_>>() {
            self.pages.remove(&route);
        }
    }
}

/// Reports names of forms that are too long for the address of a thanks page, or that have the same address.
fn report_form_addresses(config: &Config, found: &mut Diagnostics) {
    let mut routes: BTreeMap<Route, &str> = BTreeMap::new();
    for form in config.forms.values() {
        let (name, span) = (&form.name.value, Span::new(&config.path, form.name.range.clone()));
        if rules::is_too_long(name) {
            report_long(span.clone(), "this name is too long for an address", found);
        }
        let route = thanks_route("", name);
        match routes.get(&route) {
            Some(other) => {
                let message = format!("the forms “{other}” and “{name}” have the same address, {route}");
                found
                    .report(&codes::ADDRESS_CLASH, span, message)
                    .label("its address is taken")
                    .hint("rename one of the forms");
            }
            None => drop(routes.insert(route, name)),
        }
    }
}
