//! A linked site, of which any file can be made.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

use super::{Collector, Request, guarded};
use crate::blob::{Blob, Digest};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Settings;
use crate::hosting::Uses;
use crate::path::{OutputPath, Route, SourcePath};
use crate::publish::{Previews, WantedHeadings};
use crate::render::highlight::Colored;
use crate::render::{Press, Renderers, Sent};
use crate::search::make_index;
use crate::site::{DocumentId, PageId, Site};
use crate::source::SourceTree;
use crate::theme::Theme;

/// Everything that the files of the website are made from. Never changes.
pub struct Snapshot {
    /// The sources with the built-in themes.
    pub sources: SourceTree,
    /// The site's description.
    pub config: Config,
    /// What the site's description refers to.
    pub settings: Settings,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The linked site.
    pub site: Site,
    /// The request.
    pub request: Request,
    /// All problems that are known without making a page, not yet judged.
    pub found: Diagnostics,
    pub(super) renderers: Arc<Renderers>,
    /// Digest of everything that pages have in common, if they are to be remembered.
    pub(super) digest: Option<Digest>,
    /// Previously highlighted code, if it is remembered.
    pub(super) colored: Option<Arc<Colored>>,
    /// Needed only for previews, which not every site has and not every client requests.
    pub(super) wanted: OnceLock<WantedHeadings>,
    /// What all pages and stylesheets use, if a host has to know.
    pub(super) uses: OnceLock<Uses>,
    /// The search index, if a file of it was requested. Making it takes all threads, so none of them may wait for it.
    pub(super) search: OnceLock<BTreeMap<OutputPath, Blob>>,
}

impl Snapshot {
    /// What each form of the site sends.
    pub fn sent(&self) -> Vec<Sent> {
        self.press().sent()
    }

    /// The press of pages.
    pub fn press(&self) -> Press<'_> {
        let renderers = Arc::clone(&self.renderers);
        let press = Press::with_renderer(&self.config, &self.settings, &self.site, &self.theme, renderers);
        match &self.colored {
            Some(known) => press.with_colored(Arc::clone(known)),
            None => press,
        }
    }

    /// The page whose file is at a path.
    pub fn page_at(&self, path: &OutputPath) -> Option<PageId> {
        self.site.by_route.get(&Route::of_file(path)?).copied()
    }

    /// The pages that show some articles.
    pub fn pages_of(&self, articles: &BTreeSet<SourcePath>) -> Vec<PageId> {
        let documents = &self.site.documents;
        let shown = articles.iter().filter_map(|path| {
            let index = documents.binary_search_by(|document| document.path.cmp(path)).ok()?;
            Some(self.site.page_of(DocumentId(index as u32)))
        });
        shown.collect()
    }

    /// The articles whose front matter has an error, except drafts that are drafts without it. What cannot be read there
    /// may be meant to hide the article.
    pub fn doubtful(&self) -> BTreeSet<SourcePath> {
        let errors = self.judge(self.found.clone()).errors();
        let places = errors.iter().filter_map(|error| error.span.as_ref());
        let hidden = self.site.hidden.iter().filter(|document| document.meta.is_doubtful);
        let hidden: BTreeSet<&SourcePath> = hidden.map(|document| &document.path).collect();
        let doubtful = places.filter(|place| {
            let documents = &self.site.documents;
            let index = documents.binary_search_by(|document| document.path.cmp(&place.path));
            let is_in = |index: usize| place.range.start < documents[index].meta.range.end;
            index.map_or_else(|_| hidden.contains(&place.path), is_in)
        });
        doubtful.map(|place| place.path.clone()).collect()
    }

    /// Every page.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = PageId> + use<> {
        (0..self.site.pages.len() as u32).map(PageId)
    }

    /// All files of the search index.
    pub fn search_files(&self) -> &BTreeMap<OutputPath, Blob> {
        self.search.get_or_init(|| {
            let files = Collector::default();
            let put = |path: &OutputPath, blob: &Blob| {
                files.take(path, blob);
                Ok::<_, Infallible>(())
            };
            let Ok(()) = make_index(&self.config, &self.settings, &self.site, put);
            files.into_files()
        })
    }

    /// What all pages and stylesheets use. If not all pages were made yet, they are made now.
    pub(super) fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| {
            let press = self.press();
            let pages = self.pages().filter(|_| !self.theme.is_broken());
            let mut uses = self.uses_of_styles();
            for page in pages {
                let rendered = guarded(self.site.page(page).route.as_str(), || press.render(page));
                uses.extend(
                    rendered
                        .ok()
                        .and_then(|page| page.html)
                        .map_or_else(Uses::default, |html| Uses::of_page(&html)),
                );
            }
            uses
        })
    }

    /// Keeps what all pages use.
    pub(super) fn keep_uses(&self, of_pages: Uses) {
        self.uses.get_or_init(|| {
            let mut uses = self.uses_of_styles();
            uses.extend(of_pages);
            uses
        });
    }

    fn uses_of_styles(&self) -> Uses {
        let mut uses = Uses::default();
        for path in self.theme.asset_paths().filter(|path| path.as_str().ends_with(".css")) {
            let style = self.theme.asset_at(path).unwrap_or_default();
            uses.extend(Uses::of_stylesheet(&String::from_utf8_lossy(style)));
        }
        uses
    }

    pub(super) fn previews(&self) -> Previews<'_> {
        let wanted = self.wanted.get_or_init(|| WantedHeadings::of(&self.site));
        Previews::new(&self.config, &self.site, wanted)
    }
}
