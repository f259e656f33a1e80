//! A site that is linked and can be printed, as a whole or file by file.
//!
//! Takes what the phases before printing gave, gives any file of the website by its path. What it gives is what printing all
//! gives there, so that a file can be shown before the others are made. Never changes.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::guarded;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Settings;
use crate::output::Digest;
use crate::path::{OutputPath, Route, SourcePath};
use crate::publish::{Previews, WantedHeadings, site_file};
use crate::render::Press;
use crate::render::highlight::Colored;
use crate::site::{PageId, Site};
use crate::source::{ARTICLES, Content, STATIC, SourceFile, SourceTree};
use crate::theme::{Renderer, Theme};

/// Everything that files are made from.
pub struct Edition {
    /// The sources with the built-in themes, for quoting.
    pub sources: SourceTree,
    /// The site's description.
    pub config: Config,
    /// What the site's description refers to.
    pub settings: Settings,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The linked site.
    pub site: Site,
    /// All that is wrong so far, not yet judged.
    pub found: Diagnostics,
    pub(super) renderer: Arc<Renderer>,
    /// Of all that pages have in common, if they are to be remembered.
    pub(super) digest: Option<Digest>,
    /// The code that was coloured before, if that is remembered.
    pub(super) colored: Option<Arc<Colored>>,
    /// Of use to previews alone, which not every site has and not every reader asks for.
    pub(super) wanted: OnceLock<WantedHeadings>,
}

/// Bytes of a file of the website, on their way to `store`.
pub enum Bytes<'a> {
    /// In memory.
    Memory(&'a [u8]),
    /// In a file on disk, as it is.
    Disk(&'a std::path::Path),
}

impl Edition {
    /// The file at a path; none if the website has none there, or if its page cannot be printed.
    ///
    /// An asset of the theme is given even if no page uses it, which only printing all pages could tell.
    pub fn make<T>(&self, path: &OutputPath, store: impl FnOnce(Bytes<'_>) -> T) -> Option<T> {
        if let Some(html) = self.page_at(path).and_then(|page| self.print(page)) {
            return Some(store(Bytes::Memory(html.as_bytes())));
        }
        if let Some(bytes) = self.theme.asset_at(path) {
            return Some(store(Bytes::Memory(bytes)));
        }
        let of_author = self.sources.get(&static_source(path));
        if of_author.is_none()
            && let Some(text) = site_file(&self.config, &self.site, path)
        {
            return Some(store(Bytes::Memory(text.as_bytes())));
        }
        if let Some(text) = self.preview_at(path) {
            return Some(store(Bytes::Memory(text.as_bytes())));
        }
        of_author.or_else(|| self.beside_article(path)).map(|file| store(bytes_of(file)))
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
            Some(self.site.page_of(crate::site::DocumentId(index as u32)))
        });
        shown.collect()
    }

    pub(super) fn press(&self) -> Press<'_> {
        let renderer = Arc::clone(&self.renderer);
        let press = Press::with_renderer(&self.config, &self.settings, &self.site, &self.theme, renderer);
        match &self.colored {
            Some(known) => press.with_colored(Arc::clone(known)),
            None => press,
        }
    }

    pub(super) fn previews(&self) -> Previews<'_> {
        let wanted = self.wanted.get_or_init(|| WantedHeadings::of(&self.site));
        Previews::new(&self.config, &self.site, wanted)
    }

    /// What is wrong with the page is said when all pages are printed.
    fn print(&self, page: PageId) -> Option<String> {
        if self.theme.is_broken() {
            return None;
        }
        let press = self.press();
        let printed = guarded(self.site.page(page).route.as_str(), || press.print(&press.prepare(page)));
        printed.ok()?.ok().map(|printed| printed.html)
    }

    fn preview_at(&self, path: &OutputPath) -> Option<String> {
        let folder = path.as_str().strip_suffix("preview.json").filter(|_| self.config.outputs.previews)?;
        let route = Route::from_parts([folder])?;
        let (made, text) = self.previews().of(*self.site.by_route.get(&route)?)?;
        (made == *path).then_some(text)
    }

    fn beside_article(&self, path: &OutputPath) -> Option<&SourceFile> {
        let source = SourcePath::new(&format!("{ARTICLES}/{path}"))?;
        self.site.files.get(&source).filter(|published| *published == path)?;
        self.sources.get(&source)
    }
}

/// A file of the sources, to be published as it is.
pub(super) fn bytes_of(file: &SourceFile) -> Bytes<'_> {
    match &file.content {
        Content::Text(text) => Bytes::Memory(text.as_bytes()),
        Content::Bytes(bytes) => Bytes::Memory(bytes),
        Content::Disk(place) => Bytes::Disk(place),
    }
}

/// What is copied as it is, and to where.
pub(super) fn copies<'a>(
    sources: &'a SourceTree,
    site: &'a Site,
) -> impl Iterator<Item = (&'a SourcePath, OutputPath)> {
    let statics = statics(sources);
    let beside = site.files.iter().filter(|(source, _)| below(source, STATIC).is_none());
    statics.chain(beside.map(|(source, path)| (source, path.clone())))
}

/// The files of `static/`, and where they are published.
pub(super) fn statics(sources: &SourceTree) -> impl Iterator<Item = (&SourcePath, OutputPath)> {
    sources.below(STATIC).filter_map(|file| Some((&file.path, below(&file.path, STATIC)?)))
}

fn static_source(path: &OutputPath) -> SourcePath {
    SourcePath::new(&format!("{STATIC}/{path}")).expect("an output path is relative and has no `..`")
}

fn below(path: &SourcePath, folder: &str) -> Option<OutputPath> {
    OutputPath::new(path.as_str().strip_prefix(folder)?.strip_prefix('/')?)
}
