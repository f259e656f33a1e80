//! The files of the website: which exist, which of two wins a path, and how each is made.

use super::{Snapshot, guarded};
use crate::blob::Blob;
use crate::derive::Recipe;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::feed::{self, Feeds};
use crate::hosting;
use crate::output::is_reserved;
use crate::path::{OutputPath, Route, SourcePath};
use crate::publish::SiteFile;
use crate::search::{index_folder, is_index_path};
use crate::site::rules::{PREVIEW, is_for_a_host};
use crate::site::{PageId, is_active, is_obeyed};
use crate::source::{ARTICLES, STATIC};

/// One file of the website, by its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A page, rendered by its template.
    Page(PageId),
    /// A file of the theme, by its published path. It is published if a page uses it.
    Asset(OutputPath),
    /// A file about the site, by its path: the sitemap, a redirect.
    SiteFile(OutputPath),
    /// A file that a host obeys, by its path.
    HostFile(OutputPath),
    /// A file that follows from the site's icon, by its path.
    IconFile(OutputPath),
    /// A feed, by its path.
    Feed(OutputPath),
    /// The preview of a page, for cards on links.
    Preview(PageId),
    /// A file of the search index, by its path.
    SearchFile(OutputPath),
    /// One of the author's files, unchanged.
    Copy(SourcePath),
    /// A file that is derived from one of the author's and published in its place.
    Derived {
        /// The author's file.
        source: SourcePath,
        /// How it is made.
        recipe: Recipe,
    },
}

impl Artifact {
    /// How one of the author's files is published.
    fn of_source(source: SourcePath) -> Artifact {
        match Recipe::of(&source) {
            Some(recipe) => Artifact::Derived { source, recipe },
            None => Artifact::Copy(source),
        }
    }

    /// The author's file, unchanged or sanitized.
    fn source(&self) -> Option<&SourcePath> {
        match self {
            Artifact::Copy(source) | Artifact::Derived { source, .. } => Some(source),
            Artifact::Page(_)
            | Artifact::Asset(_)
            | Artifact::SiteFile(_)
            | Artifact::HostFile(_)
            | Artifact::IconFile(_)
            | Artifact::Feed(_)
            | Artifact::Preview(_)
            | Artifact::SearchFile(_) => None,
        }
    }
}

impl Snapshot {
    /// The artifact at a path; none if the website has no file there. Which of several wins is decided only here.
    pub fn at(&self, path: &OutputPath) -> Option<Artifact> {
        let page = || self.page_at(path).filter(|_| !self.theme.is_broken()).map(Artifact::Page);
        let asset = || self.theme.asset_at(path).map(|_| Artifact::Asset(path.clone()));
        let site_file = || {
            let kind = self.site_file_at(path)?;
            (!self.is_replaced(kind, path)).then(|| Artifact::SiteFile(path.clone()))
        };
        page()
            .or_else(asset)
            .or_else(site_file)
            .or_else(|| self.host_file_at(path))
            .or_else(|| self.icon_file_at(path))
            .or_else(|| self.feed_at(path))
            .or_else(|| self.preview_at(path))
            .or_else(|| self.search_file(path).map(|_| Artifact::SearchFile(path.clone())))
            .or_else(|| self.copied_to(path))
    }

    /// Every file of the website with its path, each path once: the pages, then all others. With a theme that cannot render
    /// there are no pages.
    pub fn artifacts(&self) -> impl Iterator<Item = (OutputPath, Artifact)> {
        let pages = self.pages().filter(|_| !self.theme.is_broken());
        let pages = pages.map(|page| (self.site.page(page).route.output_path(), Artifact::Page(page)));
        let search_files = self.search_files().keys();
        let search_files = search_files.map(|path| (path.clone(), Artifact::SearchFile(path.clone())));
        pages.chain(self.others()).chain(search_files)
    }

    /// A file of the search index. The whole index is made when the first of them is requested.
    pub fn search_file(&self, path: &OutputPath) -> Option<Blob> {
        is_index_path(path).then(|| self.search_files().get(path).cloned())?
    }

    /// Every file except the pages and the search index.
    pub(super) fn others(&self) -> impl Iterator<Item = (OutputPath, Artifact)> {
        let assets = self.theme.asset_paths().map(|path| (path.clone(), Artifact::Asset(path.clone())));
        let site_files = SiteFile::all().flat_map(move |kind| {
            let paths = kind.paths(&self.config, &self.site).into_iter();
            paths.filter(move |path| !self.is_replaced(kind, path))
        });
        let site_files = site_files.map(|path| (path.clone(), Artifact::SiteFile(path)));
        let host_files = hosting::paths(&self.config).filter_map(|path| {
            let artifact = self.host_file_at(&path)?;
            Some((path, artifact))
        });
        let icon_files = self.icon_paths().map(|path| (path.clone(), Artifact::IconFile(path)));
        let has_previews = self.config.outputs.previews;
        let previews = self.pages().filter(move |page| has_previews && self.shows_text(*page));
        let previews =
            previews.map(|page| (self.site.page(page).route.beside(PREVIEW), Artifact::Preview(page)));
        let copies = self.copies().filter(|(path, artifact)| self.at(path).as_ref() == Some(artifact));
        let feeds = self.config.outputs.feeds.then(|| feed::paths(&self.site)).into_iter().flatten();
        let feeds = feeds.map(|path| (path.clone(), Artifact::Feed(path)));
        assets
            .chain(site_files)
            .chain(host_files)
            .chain(icon_files)
            .chain(feeds)
            .chain(previews)
            .chain(copies)
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
            Artifact::SiteFile(path) => {
                self.site_file_at(path)?.text(&self.config, &self.site, path).map(Blob::from)
            }
            Artifact::HostFile(path) => {
                hosting::text(&self.config, &self.site, self.uses(), path).map(Blob::from)
            }
            Artifact::IconFile(path) => self.icon_file(path),
            Artifact::Feed(path) => Feeds::new(&self.press()).text(path).map(Blob::from),
            Artifact::Preview(page) => self.previews().of(*page).map(|(_, text)| text.into()),
            Artifact::SearchFile(path) => self.search_file(path),
            Artifact::Copy(source) => self.sources.get(source).map(|file| file.content.clone()),
            Artifact::Derived { source, recipe } => self.derive(source, *recipe).0,
        }
    }

    /// Makes a file by its recipe, and reports what the author should know about it.
    pub(super) fn derive(&self, source: &SourcePath, recipe: Recipe) -> (Option<Blob>, Diagnostics) {
        let mut found = Diagnostics::default();
        let span = || Span::new(source, 0..0);
        let Some(file) = self.sources.get(source) else { return (None, found) };
        let bytes = match file.content.bytes_up_to(recipe.most()) {
            Ok(bytes) => bytes,
            Err(error) => {
                found.report(&codes::FILE_UNREADABLE, span(), format!("cannot be read: {error}"));
                return (None, found);
            }
        };
        let product = match recipe.make(&bytes) {
            Ok(product) => product,
            Err(why) => {
                let (code, message) = match recipe {
                    Recipe::CleanSvg => {
                        (&codes::SVG_INVALID, format!("`{source}` is not a valid SVG file: {why}"))
                    }
                };
                found
                    .report(code, span(), message)
                    .hint("export it again from the program that it was made with");
                return (None, found);
            }
        };
        if !product.removed.is_empty() {
            let removed = product.removed.join("`, `");
            let code = match recipe {
                Recipe::CleanSvg => &codes::SVG_CLEANED,
            };
            found
                .report(code, span(), format!("`{removed}` is not published with `{source}`"))
                .hint("an image must not run code or load anything from elsewhere; remove it from the file");
        }
        (Some(product.bytes.into()), found)
    }

    /// The author's files that would replace others, or need a folder where a file is. kb's own files never have the
    /// same path.
    pub(super) fn clashes(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        for (path, artifact) in self.copies() {
            let Some(source) = artifact.source() else { continue };
            let winner = self.at(&path);
            if winner.as_ref() == Some(&artifact) {
                if is_reserved(&path) {
                    let message = format!("`{source}` has a name reserved by kb");
                    found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename it");
                }
                self.check_folders(source, &path, &mut found);
                continue;
            }
            let message = match winner.as_ref().and_then(Artifact::source) {
                Some(other) => format!("`{source}` and `{other}` would both be published at /{path}"),
                None => format!("`{source}` would replace /{path}, which kb generates"),
            };
            let hint = match winner {
                Some(Artifact::Feed(_)) => "rename it, or write `feeds = false` below `[outputs]`",
                _ => "rename it",
            };
            found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint(hint);
        }
        found
    }

    /// A file must not be where another one needs a folder. Of two files of the author's, the one in the way is reported.
    fn check_folders(&self, source: &SourcePath, path: &OutputPath, found: &mut Diagnostics) {
        let mut folders = path.as_str().match_indices('/').map(|(end, _)| &path.as_str()[..end]);
        let is_made = |folder: &&str| {
            let artifact = OutputPath::new(folder).and_then(|folder| self.at(&folder));
            artifact.is_some_and(|artifact| artifact.source().is_none())
        };
        if let Some(file) = folders.find(is_made) {
            let message = format!("`{source}` needs a folder at /{file}, where kb generates a file");
            found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename its folder");
        }
        let below = self.page_below(path).map(|page| page.to_string());
        let below = below.or_else(|| Some(format!("/{}", self.asset_below(path)?)));
        if let Some(other) = below.or_else(|| Some(format!("`{}`", self.source_below(path)?))) {
            let message = format!("`{source}` would be published at /{path}, where {other} needs a folder");
            found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename it");
        }
    }

    /// The first page or redirect below a path, for which the path must be a folder.
    fn page_below(&self, path: &OutputPath) -> Option<&Route> {
        let folder = Route::from_parts([path.as_str()])?;
        let pages = self.site.by_route.range(&folder..).map(|(route, _)| route);
        let redirects = self.site.redirects.range(&folder..).map(|(route, _)| route);
        let mut first = pages.take(1).chain(redirects.take(1));
        first.find(|route| route.as_str().starts_with(folder.as_str()))
    }

    /// A file of the theme, or the folder of a search index, below a path, for which the path must be a folder.
    fn asset_below(&self, path: &OutputPath) -> Option<String> {
        let mut assets = self.theme.asset_paths().map(OutputPath::as_str);
        let asset =
            assets.find(|asset| asset.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/')));
        let mut editions = self.site.editions.iter().filter(|_| self.config.outputs.search);
        let mut index = || editions.find(|edition| index_folder(&edition.language) == path.as_str());
        asset.map(str::to_owned).or_else(|| Some(format!("{}/", index_folder(&index()?.language))))
    }

    /// The first of the author's files that is published below a path, for which the path must be a folder.
    fn source_below(&self, path: &OutputPath) -> Option<SourcePath> {
        let folders = [ARTICLES, STATIC].map(|folder| format!("{folder}/{path}"));
        let file = |folder: &String| {
            self.sources
                .below(folder)
                .map(|file| file.path.clone())
                .find(|path| path.as_str().starts_with(STATIC) || self.site.files.contains_key(path))
        };
        folders.iter().find_map(file)
    }

    /// The author's files, and where each is to be published.
    fn copies(&self) -> impl Iterator<Item = (OutputPath, Artifact)> {
        let statics = self.sources.below(STATIC).filter_map(|file| {
            let path = OutputPath::new(file.path.as_str().strip_prefix(STATIC)?.strip_prefix('/')?)?;
            Some((path, Artifact::of_source(file.path.clone())))
        });
        let beside = self.site.files.iter().filter(|(source, _)| !source.as_str().starts_with("static/"));
        let beside =
            beside.filter(|(source, _)| self.sources.get(source).is_some() && !self.is_denied(source));
        let beside = beside.map(|(source, path)| (path.clone(), Artifact::of_source(source.clone())));
        statics.chain(beside)
    }

    /// What kb would publish about the site at a path.
    fn site_file_at(&self, path: &OutputPath) -> Option<SiteFile> {
        SiteFile::all().find(|kind| kind.is_at(&self.config, &self.site, path))
    }

    /// Whether a file in `static/` replaces a file about the site, as an owner's robots.txt is meant to. The author of an article
    /// must not steer crawlers away from the whole site.
    fn is_replaced(&self, kind: SiteFile, path: &OutputPath) -> bool {
        let owned = SourcePath::new(&format!("{STATIC}/{path}"));
        kind.is_replaceable() && owned.is_some_and(|owned| self.sources.get(&owned).is_some())
    }

    /// Whether a file beside an article may run code or change how the site is served, and the site does not allow that. It is left
    /// out even if the site is published despite its errors.
    fn is_denied(&self, source: &SourcePath) -> bool {
        (is_active(source) || is_obeyed(source)) && {
            let mut possible = Diagnostics::default();
            possible.report(&codes::FILE_ACTIVE, None, "");
            !self.judge(possible).errors().is_empty()
        }
    }

    /// A site may have files of its own in place of those for hosts.
    fn host_file_at(&self, path: &OutputPath) -> Option<Artifact> {
        let is_ours = is_for_a_host(&self.config, path.as_str()) && self.copied_to(path).is_none();
        is_ours.then(|| Artifact::HostFile(path.clone()))
    }

    fn feed_at(&self, path: &OutputPath) -> Option<Artifact> {
        self.site.page_of_feed(path).filter(|_| self.config.outputs.feeds)?;
        Some(Artifact::Feed(path.clone()))
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
    pub(super) fn copied_to(&self, path: &OutputPath) -> Option<Artifact> {
        let source = SourcePath::new(&format!("{STATIC}/{path}"))?;
        if self.sources.get(&source).is_some() {
            return Some(Artifact::of_source(source));
        }
        let source = SourcePath::new(&format!("{ARTICLES}/{path}"))?;
        let is_published = self.site.files.get(&source) == Some(path) && self.sources.get(&source).is_some();
        (is_published && !self.is_denied(&source)).then(|| Artifact::of_source(source))
    }
}
