//! The only place that names every phase.
//!
//! Takes the site's sources and gives all its files, each handed to `store`, and all that is wrong. `build`, `check` and tests
//! run the same function and differ in what `store` does with the bytes and in what they do with the result.

mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Backend, Config, read_config};
use crate::diagnostic::{Diagnostics, codes};
use crate::document::{Options, Settings, read_document, read_settings};
use crate::output::{Digest, Output, OutputTree};
use crate::path::{OutputPath, Route, SourcePath};
use crate::publish::{Previews, site_files};
use crate::render::Press;
use crate::render::highlight::Colored;
use crate::site::{Page, PageId, Site, Visibility, check_records, link};
use crate::source::{ARTICLES, Content, Facts, SITE_TOML, STATIC, SourceTree};
use crate::theme::{TemplateError, Theme, check_pictures, with_built_in_themes};

pub use memory::Memory;
use memory::{KeptDocument, KeptPage};

/// What a run depends on, besides the sources.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which documents are published.
    pub visibility: Visibility,
    /// Instead of `url` of `site.toml`.
    pub base_url: Option<crate::config::SiteUrl>,
    /// Who receives forms for which `site.toml` names nobody.
    pub receiver: Option<Backend>,
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
    pub theme: Arc<Theme>,
    /// The linked site.
    pub site: Site,
    /// How many pages were printed, and not remembered.
    pub printed: usize,
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

/// What takes time in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// `site.toml` is read and the theme loaded.
    Theme,
    /// Articles are read.
    Articles,
    /// Articles are linked.
    Links,
    /// Pages are printed and stored.
    Pages,
    /// All other files are stored.
    Files,
}

/// Runs every phase. Fails only if `store` does.
///
/// `store` is called from many threads, once for each path.
pub fn run<E: Send>(
    sources: SourceTree,
    request: &Request,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
) -> Result<Build, E> {
    run_told(sources, request, store, |_| {})
}

/// The same, telling the end of each phase, so that whoever has a clock can time it.
pub fn run_told<E: Send>(
    sources: SourceTree,
    request: &Request,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
    ended: impl FnMut(Phase),
) -> Result<Build, E> {
    run_again(sources, request, &mut Memory::default(), store, ended)
}

/// The same with what earlier runs left. `store` is not called for a page that is remembered: what it gave for that page then is in
/// the result, and has to be of use still.
pub fn run_again<E: Send>(
    sources: SourceTree,
    request: &Request,
    memory: &mut Memory,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
    mut ended: impl FnMut(Phase),
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
    let (theme, theme_digest, problems) = memory.theme(&sources, &config);
    found.extend(problems);
    found.extend(check_pictures(&theme, &config, &sources));
    ended(Phase::Theme);
    let options = Options { config: &config, shortcodes: &theme.shortcodes };
    let (settings, problems) = read_settings(site_text, &options);
    found.extend(problems);
    let (made_from, known) = memory.documents(&config, &theme);
    let read = read_documents(&sources, &options, known);
    read.values().for_each(|one| found.extend(one.found.clone()));
    let documents: Vec<_> = read.values().filter_map(|one| one.document.clone()).collect();
    let chosen = documents.iter().filter_map(|document| document.meta.template.as_ref());
    found.extend(theme.check_unused(&sources, &chosen.map(|template| template.value.as_str()).collect()));
    memory.keep_documents(made_from, read);
    ended(Phase::Articles);
    let files = publishable(&sources);
    let (site, problems) = link(&config, documents, &settings, &files, request.visibility, memory.links());
    found.extend(problems);
    found.extend(check_records(&site.consents, &config, &sources));
    ended(Phase::Links);
    // After all that is wrong with the site's own choice was said.
    config.backend = config.backend.or_else(|| request.receiver.clone());
    let press = Press::new(&config, &settings, &site, &theme);
    let press = match memory.colored() {
        Some(known) => press.with_colored(known),
        None => press,
    };
    let ground = theme_digest.map(|theme| {
        let of_every_page =
            serde_json::to_vec(&press.site_view()).expect("a view is texts, numbers and lists");
        Digest::of(&[theme.as_bytes(), of_every_page.as_slice()].concat())
    });
    // A theme that cannot print was reported once; saying so again for every page would help nobody.
    let pages = match theme.is_broken() {
        true => Pages::default(),
        false => print_pages(&press, &site, ground, memory, &store)?,
    };
    found.extend(pages.found);
    memory.keep_pages(pages.kept, pages.colored);
    ended(Phase::Pages);

    let mut outputs = OutputTree::new();
    let mut others: Vec<(OutputPath, Output)> = pages.outputs;
    for (path, bytes) in theme.assets(pages.assets.iter().map(String::as_str)) {
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
    ended(Phase::Files);
    Ok(Build { sources, config, settings, theme, site, printed: pages.printed, outputs, found })
}

/// Reads what is not remembered.
fn read_documents(
    sources: &SourceTree,
    options: &Options<'_>,
    known: &BTreeMap<SourcePath, KeptDocument>,
) -> BTreeMap<SourcePath, KeptDocument> {
    let files: Vec<_> = sources.below(ARTICLES).collect();
    let read = files.into_par_iter().filter_map(|file| {
        let Content::Text(text) = &file.content else { return None };
        if let Some(known) = known.get(&file.path).filter(|known| is_same(&known.text, text)) {
            return Some((file.path.clone(), known.clone()));
        }
        let read = guarded(file.path.as_str(), || {
            let (document, found) = read_document(&file.path, text, options);
            (Some(Arc::new(document)), found)
        });
        let (document, found) = read.unwrap_or_else(|found| (None, found));
        Some((file.path.clone(), KeptDocument { text: Arc::clone(text), document, found }))
    });
    read.collect::<Vec<_>>().into_iter().collect()
}

fn is_same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// What came of all pages.
#[derive(Default)]
struct Pages {
    outputs: Vec<(OutputPath, Output)>,
    found: Diagnostics,
    assets: BTreeSet<String>,
    kept: BTreeMap<Route, KeptPage>,
    colored: Colored,
    printed: usize,
}

/// What came of one page.
struct OnePage {
    output: Option<Output>,
    found: Diagnostics,
    failures: Vec<TemplateError>,
    assets: BTreeSet<String>,
    /// None if it is not to be remembered.
    made_from: Option<Digest>,
    colored: Colored,
    was_printed: bool,
}

/// Prints what is not remembered. `ground` is the digest of all that pages have in common, if they are to be remembered.
fn print_pages<E: Send>(
    press: &Press<'_>,
    site: &Site,
    ground: Option<Digest>,
    memory: &Memory,
    store: &(impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync),
) -> Result<Pages, E> {
    let print = |index: u32| {
        let route = &site.page(PageId(index)).route;
        guarded(route.as_str(), || print_page(press, PageId(index), route, ground, memory, store))
            .unwrap_or_else(|found| {
                let (failures, assets) = (Vec::new(), BTreeSet::new());
                let colored = Colored::new();
                Ok(OnePage {
                    output: None,
                    found,
                    failures,
                    assets,
                    made_from: None,
                    colored,
                    was_printed: true,
                })
            })
    };
    let printed: Vec<Result<_, E>> = (0..site.pages.len() as u32).into_par_iter().map(print).collect();
    let mut pages = Pages::default();
    let mut failures: Vec<(&Route, TemplateError)> = Vec::new();
    for (page, Page { route, .. }) in printed.into_iter().zip(site.pages.iter()) {
        let page = page?;
        if let (Some(made_from), Some(output)) = (page.made_from, &page.output) {
            let kept = KeptPage { made_from, output: output.clone(), assets: page.assets.clone() };
            pages.kept.insert(route.clone(), kept);
        }
        pages.outputs.extend(page.output.map(|output| (route.output_path(), output)));
        pages.found.extend(page.found);
        pages.assets.extend(page.assets);
        pages.colored.extend(page.colored);
        pages.printed += usize::from(page.was_printed);
        failures.extend(page.failures.into_iter().map(|error| (route, error)));
    }
    TemplateError::report_all(failures.iter().map(|(route, error)| (*route, error)), &mut pages.found);
    Ok(pages)
}

fn print_page<E>(
    press: &Press<'_>,
    id: PageId,
    route: &Route,
    ground: Option<Digest>,
    memory: &Memory,
    store: &impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E>,
) -> Result<OnePage, E> {
    let mut prepared = press.prepare(id);
    let made_from = ground.map(|ground| {
        let mut text = prepared.to_text();
        text.extend_from_slice(ground.as_bytes());
        Digest::of(&text)
    });
    let (found, mut failures) = (take(&mut prepared.found), take(&mut prepared.failures));
    let mut assets = take(&mut prepared.assets);
    let colored = take(&mut prepared.colored);
    if let Some(kept) = made_from.and_then(|made_from| memory.page(route, made_from)) {
        assets.extend(kept.assets.iter().cloned());
        let output = Some(kept.output.clone());
        return Ok(OnePage { output, found, failures, assets, made_from, colored, was_printed: false });
    }
    // The HTML is let go as soon as it is stored: a site's pages need not fit in memory.
    let output = match press.print(&prepared) {
        Ok(printed) => {
            assets.extend(printed.assets);
            Some(store(&route.output_path(), Bytes::Memory(printed.html.as_bytes()))?)
        }
        Err(error) => {
            failures.push(error);
            None
        }
    };
    Ok(OnePage { output, found, failures, assets, made_from, colored, was_printed: true })
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
