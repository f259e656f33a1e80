//! The only place that names every phase.
//!
//! Takes the site's sources and gives all its files, each handed to `store`, and all that is wrong. `build`, `check` and tests
//! run the same function and differ in what `store` does with the bytes and in what they do with the result.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, read_config};
use crate::diagnostic::{Diagnostics, codes};
use crate::document::{Document, Options, Settings, read_document, read_settings};
use crate::output::{Output, OutputTree};
use crate::path::{OutputPath, Route, SourcePath};
use crate::publish::{Previews, site_files};
use crate::render::{Press, Rendered};
use crate::site::{PageId, Site, Visibility, check_records, link};
use crate::source::{ARTICLES, Content, Facts, SITE_TOML, STATIC, SourceTree};
use crate::theme::{TemplateError, Theme, load_theme, with_built_in_themes};

/// What a run depends on, besides the sources.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which documents are published.
    pub visibility: Visibility,
    /// Instead of `url` of `site.toml`.
    pub base_url: Option<crate::config::SiteUrl>,
}

/// What a run gives.
pub struct Build {
    /// The sources with the built-in themes, for quoting.
    pub sources: SourceTree,
    /// The site's description.
    pub config: Config,
    /// What the site's description refers to.
    pub settings: Settings,
    /// The theme.
    pub theme: Theme,
    /// The linked site.
    pub site: Site,
    /// Every file, as `store` gave it back.
    pub outputs: OutputTree,
    /// All that is wrong, not yet judged.
    pub found: Diagnostics,
}

/// Bytes of a file of the website, on their way to `store`.
pub enum Bytes<'a> {
    /// In memory.
    Memory(&'a [u8]),
    /// In a file on disk, as it is.
    Disk(&'a std::path::Path),
}

/// Runs every phase. Fails only if `store` does.
///
/// `store` is called from many threads, once for each path.
pub fn run<E: Send>(
    sources: SourceTree,
    request: &Request,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
) -> Result<Build, E> {
    let sources = with_built_in_themes(sources);
    let mut found = Diagnostics::default();
    let site_toml = SourcePath::new(SITE_TOML).expect("a plain file name");
    let site_text = sources.get(&site_toml).and_then(|file| file.text()).unwrap_or("");
    let (mut config, problems) = read_config(&site_toml, site_text);
    found.extend(problems);
    if let Some(url) = &request.base_url {
        config.url = url.clone();
    }
    let (theme, problems) = load_theme(&sources, &config);
    found.extend(problems);
    let options = Options { config: &config, shortcodes: &theme.shortcodes };
    let (settings, problems) = read_settings(site_text, &options);
    found.extend(problems);
    let (documents, problems) = read_documents(&sources, &options);
    found.extend(problems);
    let chosen = documents.iter().filter_map(|document| document.meta.template.as_ref());
    found.extend(theme.check_unused(&sources, &chosen.map(|template| template.value.as_str()).collect()));
    let files = publishable(&sources);
    let (site, problems) = link(&config, documents, &settings, &files, request.visibility);
    found.extend(problems);
    found.extend(check_records(&site.consents, &config, &sources));
    let press = Press::new(&config, &settings, &site, &theme);
    // A theme that cannot print was reported once; saying so again for every page would help nobody.
    let (pages, problems) = match theme.is_broken() {
        true => (Vec::new(), Diagnostics::default()),
        false => print_pages(&press, &site, &store)?,
    };
    found.extend(problems);

    let mut outputs = OutputTree::new();
    let mut others: Vec<(OutputPath, Output)> = pages;
    for (path, bytes) in theme.assets(press.used_assets()) {
        others.push((path.clone(), store(path, Bytes::Memory(bytes))?));
    }
    let statics: BTreeSet<OutputPath> =
        sources.below(STATIC).filter_map(|file| below(&file.path, STATIC)).collect();
    for (path, text) in site_files(&config, &site) {
        // A site's own robots.txt is meant to be its own.
        if !statics.contains(&path) {
            others.push((path.clone(), store(&path, Bytes::Memory(text.as_bytes()))?));
        }
    }
    if config.outputs.previews {
        others.extend(store_previews(&config, &site, &store)?);
    }
    let taken: BTreeSet<OutputPath> = others.iter().map(|(path, _)| path.clone()).collect();
    for (source, path) in copies(&sources, &site) {
        if taken.contains(&path) {
            let message = format!("`{source}` would take the place of /{path}, which kb makes");
            found
                .report(&codes::ADDRESS_CLASH, crate::diagnostic::Span::new(source, 0..0), message)
                .hint("rename it");
            continue;
        }
        let file = sources.get(source).expect("copies come from the sources");
        let output = match &file.content {
            Content::Text(text) => store(&path, Bytes::Memory(text.as_bytes()))?,
            Content::Bytes(bytes) => store(&path, Bytes::Memory(bytes))?,
            Content::Disk(place) => store(&path, Bytes::Disk(place))?,
        };
        others.push((path, output));
    }
    for (path, output) in others {
        if outputs.insert(path.clone(), output).is_err() {
            found
                .report(&codes::ADDRESS_CLASH, None, format!("two files would be published at /{path}"))
                .hint("rename one of them");
        }
    }
    drop(press);
    Ok(Build { sources, config, settings, theme, site, outputs, found })
}

fn read_documents(sources: &SourceTree, options: &Options<'_>) -> (Vec<Arc<Document>>, Diagnostics) {
    let files: Vec<_> = sources.below(ARTICLES).collect();
    let read: Vec<(Option<Arc<Document>>, Diagnostics)> = files
        .par_iter()
        .map(|file| {
            let Some(text) = file.text() else { return (None, Diagnostics::default()) };
            guarded(file.path.as_str(), || {
                let (document, found) = read_document(&file.path, text, options);
                (Some(Arc::new(document)), found)
            })
            .unwrap_or_else(|found| (None, found))
        })
        .collect();
    let mut found = Diagnostics::default();
    let mut documents = Vec::with_capacity(read.len());
    for (document, problems) in read {
        found.extend(problems);
        documents.extend(document);
    }
    (documents, found)
}

fn print_pages<E: Send>(
    press: &Press<'_>,
    site: &Site,
    store: &(impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync),
) -> Result<(Vec<(OutputPath, Output)>, Diagnostics), E> {
    let print = |index: u32| {
        let route = &site.page(PageId(index)).route;
        let rendered = match guarded(route.as_str(), || press.print(PageId(index))) {
            Ok(rendered) => rendered,
            Err(found) => return Ok((None, Rendered { html: None, found, failures: Vec::new() })),
        };
        // The HTML is let go as soon as it is stored: a site's pages need not fit in memory.
        let Rendered { html, found, failures } = rendered;
        let stored = match html {
            Some(html) => {
                let path = route.output_path();
                let output = store(&path, Bytes::Memory(html.as_bytes()))?;
                Some((path, output))
            }
            None => None,
        };
        Ok((stored, Rendered { html: None, found, failures }))
    };
    let printed: Vec<Result<_, E>> = (0..site.pages.len() as u32).into_par_iter().map(print).collect();
    let mut found = Diagnostics::default();
    let mut pages = Vec::with_capacity(printed.len());
    let mut failures: Vec<(&Route, TemplateError)> = Vec::new();
    for (printed, page) in printed.into_iter().zip(&site.pages) {
        let (stored, rendered) = printed?;
        pages.extend(stored);
        found.extend(rendered.found);
        failures.extend(rendered.failures.into_iter().map(|error| (&page.route, error)));
    }
    TemplateError::report_all(failures.iter().map(|(route, error)| (*route, error)), &mut found);
    Ok((pages, found))
}

/// One small file a page; each is let go as soon as it is stored.
fn store_previews<E: Send>(
    config: &Config,
    site: &Site,
    store: &(impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync),
) -> Result<Vec<(OutputPath, Output)>, E> {
    let previews = Previews::new(config, site);
    let pages = (0..site.pages.len() as u32).into_par_iter().map(PageId);
    let stored = pages.filter_map(|page| previews.of(page)).map(|(path, text)| {
        let output = store(&path, Bytes::Memory(text.as_bytes()))?;
        Ok((path, output))
    });
    stored.collect()
}

/// A panic is a bug of kb; it must cost one page, not the whole run.
fn guarded<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostics> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let mut found = Diagnostics::default();
        found
            .report(&codes::PAGE_PANIC, None, format!("kb itself failed on {what}"))
            .hint("this is a mistake in kb; please report it with the file that it failed on");
        found
    })
}

/// Everything below `articles/` that is no article, and everything below `static/`.
fn publishable(sources: &SourceTree) -> BTreeMap<SourcePath, Facts> {
    let beside = sources.below(ARTICLES).filter(|file| file.text().is_none());
    let files = beside.chain(sources.below(STATIC));
    files.map(|file| (file.path.clone(), file.facts.clone().unwrap_or_default())).collect()
}

/// What is copied as it is, and to where.
fn copies<'a>(sources: &'a SourceTree, site: &'a Site) -> impl Iterator<Item = (&'a SourcePath, OutputPath)> {
    let statics = sources.below(STATIC).filter_map(|file| Some((&file.path, below(&file.path, STATIC)?)));
    let beside = site.files.iter().filter(|(source, _)| below(source, STATIC).is_none());
    statics.chain(beside.map(|(source, path)| (source, path.clone())))
}

fn below(path: &SourcePath, folder: &str) -> Option<OutputPath> {
    OutputPath::new(path.as_str().strip_prefix(folder)?.strip_prefix('/')?)
}
