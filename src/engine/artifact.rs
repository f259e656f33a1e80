//! The files of the website: which exist, which of two wins a path, and how each is made.

use super::{Snapshot, guarded};
use crate::blob::Blob;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::{OutputPath, Route, SourcePath};
use crate::publish::{is_replaceable, site_file, site_paths};
use crate::site::PageId;
use crate::source::{ARTICLES, STATIC};

/// The name of each page's preview.
const PREVIEW: &str = "preview.json";

/// One file of the website, by its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A page, rendered by its template.
    Page(PageId),
    /// A file of the theme, by its published path. It is published if a page uses it.
    Asset(OutputPath),
    /// A file about the site, by its path: the sitemap, a redirect.
    SiteFile(OutputPath),
    /// The preview of a page, for cards on links.
    Preview(PageId),
    /// One of the author's files, unchanged.
    Copy(SourcePath),
}

impl Snapshot {
    /// The artifact at a path; none if the website has no file there. Which of several wins is decided only here.
    pub fn at(&self, path: &OutputPath) -> Option<Artifact> {
        let page = || self.page_at(path).filter(|_| !self.theme.is_broken()).map(Artifact::Page);
        let asset = || self.theme.asset_at(path).map(|_| Artifact::Asset(path.clone()));
        // A site's own robots.txt replaces kb's.
        let replacement = || self.copied_to(path).filter(|_| is_replaceable(path));
        let site_file = || self.has_site_file(path).then(|| Artifact::SiteFile(path.clone()));
        page()
            .or_else(asset)
            .or_else(replacement)
            .or_else(site_file)
            .or_else(|| self.preview_at(path))
            .or_else(|| self.copied_to(path))
    }

    /// Every file of the website with its path, each path once: the pages, then all others. With a theme that cannot render
    /// there are no pages.
    pub fn artifacts(&self) -> impl Iterator<Item = (OutputPath, Artifact)> {
        let pages = self.pages().filter(|_| !self.theme.is_broken());
        let pages = pages.map(|page| (self.site.page(page).route.output_path(), Artifact::Page(page)));
        pages.chain(self.others())
    }

    /// Every file but the pages.
    pub(super) fn others(&self) -> impl Iterator<Item = (OutputPath, Artifact)> {
        self.candidates().filter(|(path, artifact)| self.at(path).as_ref() == Some(artifact))
    }

    /// Makes a file; none if it cannot be made. Its problems are reported when the whole site is made.
    pub fn make(&self, artifact: &Artifact) -> Option<Blob> {
        match artifact {
            Artifact::Page(page) => {
                let press = self.press();
                let rendered = guarded(self.site.page(*page).route.as_str(), || press.render(*page));
                rendered.ok()?.html.map(Blob::from)
            }
            Artifact::Asset(path) => self.theme.asset_at(path).map(|bytes| bytes.to_vec().into()),
            Artifact::SiteFile(path) => site_file(&self.config, &self.site, path).map(Blob::from),
            Artifact::Preview(page) => self.previews().of(*page).map(|(_, text)| text.into()),
            Artifact::Copy(source) => self.sources.get(source).map(|file| file.content.clone()),
        }
    }

    /// Files that would replace others. The winner is still published if somebody publishes despite errors.
    pub(super) fn clashes(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        for (path, artifact) in self.candidates() {
            let winner = self.at(&path);
            if winner.as_ref() == Some(&artifact) {
                if let Artifact::Copy(source) = &artifact {
                    self.check_folders(source, &path, &mut found);
                }
                continue;
            }
            match &artifact {
                Artifact::Copy(source) => {
                    let message = match winner {
                        Some(Artifact::Copy(other)) => {
                            format!("`{source}` and `{other}` would both be published at /{path}")
                        }
                        _ => format!("`{source}` would replace /{path}, which kb generates"),
                    };
                    found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename it");
                }
                Artifact::SiteFile(_) if is_replaceable(&path) => {}
                _ => {
                    found
                        .report(
                            &codes::ADDRESS_CLASH,
                            None,
                            format!("two files would be published at /{path}"),
                        )
                        .hint("rename one of them");
                }
            }
        }
        found
    }

    /// A file must not be where another one needs a folder.
    fn check_folders(&self, source: &SourcePath, path: &OutputPath, found: &mut Diagnostics) {
        let folders = path.as_str().match_indices('/').map(|(end, _)| &path.as_str()[..end]);
        let above = folders.filter_map(OutputPath::new).find(|folder| self.at(folder).is_some());
        if let Some(file) = above {
            let message = format!("`{source}` needs a folder at /{file}, where a file is published");
            found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename one of them");
        }
        let Some(folder) = Route::from_parts([path.as_str()]) else { return };
        let below = |route: &Route| route.as_str().starts_with(folder.as_str());
        let pages = self.site.by_route.range(&folder..).map(|(route, _)| route);
        let redirects = self.site.redirects.range(&folder..).map(|(route, _)| route);
        if let Some(page) = pages.take(1).chain(redirects.take(1)).find(|route| below(route)) {
            let message = format!("`{source}` would be published at /{path}, where {page} needs a folder");
            found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename it");
        }
    }

    /// All candidates for a path, except pages.
    fn candidates(&self) -> impl Iterator<Item = (OutputPath, Artifact)> {
        let assets = self.theme.asset_paths().map(|path| (path.clone(), Artifact::Asset(path.clone())));
        let site_files = site_paths(&self.site).map(|path| (path.clone(), Artifact::SiteFile(path)));
        let has_previews = self.config.outputs.previews;
        let previews = self.pages().filter(move |page| has_previews && self.shows_text(*page));
        let previews =
            previews.map(|page| (self.site.page(page).route.beside(PREVIEW), Artifact::Preview(page)));
        let statics = self.sources.below(STATIC).filter_map(|file| {
            let path = OutputPath::new(file.path.as_str().strip_prefix(STATIC)?.strip_prefix('/')?)?;
            Some((path, Artifact::Copy(file.path.clone())))
        });
        let beside = self.site.files.iter().filter(|(source, _)| !source.as_str().starts_with("static/"));
        let beside = beside.filter(|(source, _)| self.sources.get(source).is_some());
        let beside = beside.map(|(source, path)| (path.clone(), Artifact::Copy(source.clone())));
        assets.chain(site_files).chain(previews).chain(statics).chain(beside)
    }

    fn has_site_file(&self, path: &OutputPath) -> bool {
        is_replaceable(path)
            || Route::of_file(path).is_some_and(|route| self.site.redirects.contains_key(&route))
    }

    fn preview_at(&self, path: &OutputPath) -> Option<Artifact> {
        let folder = path.as_str().strip_suffix(PREVIEW).filter(|_| self.config.outputs.previews)?;
        let page = *self.site.by_route.get(&Route::from_parts([folder])?)?;
        let is_there = self.shows_text(page) && self.site.page(page).route.beside(PREVIEW) == *path;
        is_there.then_some(Artifact::Preview(page))
    }

    fn shows_text(&self, page: PageId) -> bool {
        self.site.page(page).kind.document().is_some()
    }

    /// The author's file for a path: from `static/`, else next to an article.
    fn copied_to(&self, path: &OutputPath) -> Option<Artifact> {
        let source = SourcePath::new(&format!("{STATIC}/{path}"))?;
        if self.sources.get(&source).is_some() {
            return Some(Artifact::Copy(source));
        }
        let source = SourcePath::new(&format!("{ARTICLES}/{path}"))?;
        let is_published = self.site.files.get(&source) == Some(path) && self.sources.get(&source).is_some();
        is_published.then_some(Artifact::Copy(source))
    }
}
