//! The only place that names every phase.
//!
//! Takes the site's sources and gives all its files, each handed to `store`, and all that is wrong. `build`, `check` and tests
//! run the same function and differ in what `store` does with the bytes and in what they do with the result.

mod edition;
mod memory;
mod print;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

pub use edition::{Bytes, Edition};
pub use memory::Memory;
use memory::{ChosenTheme, KeptDocument};
pub use print::{Pages, Printed, print_all, print_first};

use crate::config::{Backend, Config, read_config};
use crate::diagnostic::{Diagnostics, codes};
use crate::document::{Options, Settings, read_document, read_settings};
use crate::output::{Output, OutputTree};
use crate::path::{OutputPath, SourcePath};
use crate::site::{Site, Visibility, check_records, link};
use crate::source::{ARTICLES, Content, Facts, SITE_TOML, STATIC, SourceTree};
use crate::theme::{Theme, check_pictures, with_built_in_themes};

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

/// The same with what earlier runs left. `store` is not called for a page that is remembered: what it gave for that page then is
/// in the result, and has to be of use still.
pub fn run_again<E: Send>(
    sources: SourceTree,
    request: &Request,
    memory: &mut Memory,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
    mut ended: impl FnMut(Phase),
) -> Result<Build, E> {
    let edition = prepare(sources, request, memory, &mut ended);
    let printed = print_all(&edition, memory, store, || Ok(()), ended)?;
    Ok(Build::new(edition, printed))
}

/// Runs every phase before printing.
pub fn prepare(
    sources: SourceTree,
    request: &Request,
    memory: &mut Memory,
    mut ended: impl FnMut(Phase),
) -> Edition {
    let sources = with_built_in_themes(sources);
    let mut found = Diagnostics::default();
    let site_toml = SourcePath::new(SITE_TOML).expect("a plain file name");
    let site_text = sources.get(&site_toml).and_then(|file| file.text()).unwrap_or("");
    let (mut config, problems) = read_config(&site_toml, site_text);
    found.extend(problems);
    if let Some(url) = &request.base_url {
        config.url = url.clone();
    }
    let ChosenTheme { theme, renderer, digest, found: problems } = memory.theme(&sources, &config);
    found.extend(problems);
    found.extend(check_pictures(&theme, &config, &sources));
    ended(Phase::Theme);
    let options = Options { config: &config, shortcodes: &theme.shortcodes };
    let (settings, problems) = read_settings(site_text, &options);
    found.extend(problems);
    let (made_from, known) = memory.documents(&config, &theme);
    let read = read_documents(&sources, &options, known);
    read.iter().filter(|one| !one.found.is_empty()).for_each(|one| found.extend(one.found.clone()));
    let documents: Vec<_> = read.iter().filter_map(|one| one.document.clone()).collect();
    let chosen = documents.iter().filter_map(|document| document.meta.template.as_ref());
    found.extend(theme.check_unused(&sources, &chosen.map(|template| template.value.as_str()).collect()));
    memory.keep_documents(made_from, read);
    ended(Phase::Articles);
    let files = publishable(&sources);
    let (site, problems) =
        memory.linked(|known| link(&config, documents, &settings, &files, request.visibility, known));
    found.extend(problems);
    found.extend(check_records(&site.consents, &config, &sources));
    // After all that is wrong with the site's own choice was said.
    config.backend = config.backend.or_else(|| request.receiver.clone());
    ended(Phase::Links);
    let colored = memory.colored();
    Edition {
        sources,
        config,
        settings,
        theme,
        site,
        found,
        renderer,
        digest,
        colored,
        wanted: OnceLock::new(),
    }
}

impl Build {
    /// All of it together.
    pub fn new(edition: Edition, printed: Printed) -> Build {
        let Edition { sources, config, settings, theme, site, mut found, .. } = edition;
        let Printed { outputs, printed, found: problems, .. } = printed;
        found.extend(problems);
        Build { sources, config, settings, theme, site, printed, outputs, found }
    }
}

/// Reads what is not remembered. What is known is sorted by path, as the result is.
fn read_documents(
    sources: &SourceTree,
    options: &Options<'_>,
    known: &[Arc<KeptDocument>],
) -> Vec<Arc<KeptDocument>> {
    let mut known = known.iter().peekable();
    let files = sources.below(ARTICLES).filter_map(|file| {
        let Content::Text(text) = &file.content else { return None };
        while known.next_if(|known| known.path < file.path).is_some() {}
        let known = known.next_if(|known| known.path == file.path);
        Some((&file.path, text, known.filter(|known| is_same(&known.text, text))))
    });
    let files: Vec<_> = files.collect();
    let read = |(path, text, known): (&SourcePath, &Arc<str>, Option<&Arc<KeptDocument>>)| match known {
        Some(known) => Arc::clone(known),
        None => {
            let read = guarded(path.as_str(), || {
                let (document, found) = read_document(path, text, options);
                (Some(Arc::new(document)), found)
            });
            let (document, found) = read.unwrap_or_else(|found| (None, found));
            Arc::new(KeptDocument { path: path.clone(), text: Arc::clone(text), document, found })
        }
    };
    files.into_par_iter().map(read).collect()
}

fn is_same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// A panic is a bug of kb; it must cost one page, not the whole run.
fn guarded<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostics> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let mut found = Diagnostics::default();
        found
            .report(&codes::PAGE_PANIC, None, format!("kb failed on {what}"))
            .hint("this is a bug in kb; please report it and include that file");
        found
    })
}

/// Everything below `articles/` that is no article, and everything below `static/`.
fn publishable(sources: &SourceTree) -> BTreeMap<SourcePath, Facts> {
    let beside = sources.below(ARTICLES).filter(|file| file.text().is_none());
    let files = beside.chain(sources.below(STATIC));
    files.map(|file| (file.path.clone(), file.facts.clone().unwrap_or_default())).collect()
}
