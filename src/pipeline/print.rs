//! Prints an edition: all of it, or the pages that somebody looks at first.
//!
//! Takes an [`Edition`] and what earlier runs left, hands each file to `store`, gives what came of it and what is wrong.
//! Whatever was printed before it was stopped stays in the memory, where it is as good as any.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use rayon::prelude::*;

use super::edition::{Bytes, Edition, bytes_of, copies, statics};
use super::memory::{KeptPage, Memory};
use super::{Phase, guarded};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::output::{Digest, Output, OutputTree};
use crate::path::{OutputPath, Route};
use crate::publish::site_files;
use crate::render::Press;
use crate::render::highlight::Colored;
use crate::site::PageId;
use crate::theme::TemplateError;

/// What came of printing all.
pub struct Printed {
    /// How many pages were printed, and not remembered.
    pub printed: usize,
    /// How many pages differ from those of the last run that printed all, or came or went; zero if nothing was to be remembered.
    pub changed: usize,
    /// Every file, as `store` gave it back.
    pub outputs: OutputTree,
    /// All that is wrong, not yet judged.
    pub found: Diagnostics,
}

/// What came of some pages.
#[derive(Default)]
pub struct Pages {
    /// The files, as `store` gave them back.
    pub outputs: Vec<(OutputPath, Output)>,
    /// All that is wrong with them, not yet judged.
    pub found: Diagnostics,
    pub(super) assets: BTreeSet<String>,
    pub(super) kept: BTreeMap<Route, KeptPage>,
    pub(super) colored: Colored,
    pub(super) changed: BTreeSet<Route>,
    /// Those that were made, and whether something was wrong with them.
    pub(super) states: Vec<(Route, bool)>,
    printed: usize,
}

/// Prints everything. Fails if `store` does, or at the next page once `go_on` does.
///
/// Both are called from many threads, `store` once for each path.
pub fn print_all<E: Send>(
    edition: &Edition,
    memory: &mut Memory,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
    go_on: impl Fn() -> Result<(), E> + Sync,
    mut ended: impl FnMut(Phase),
) -> Result<Printed, E> {
    let Edition { sources, config, theme, site, .. } = edition;
    let all: Vec<PageId> = (0..site.pages.len() as u32).map(PageId).collect();
    let (mut pages, done) = print_pages(edition, &all, memory, &store, &go_on);
    if let Err(error) = done {
        memory.keep_some(&mut pages);
        return Err(error);
    }
    let changed = memory.keep_all(&mut pages);
    ended(Phase::Pages);
    let mut found = pages.found;
    let mut outputs = OutputTree::new();
    let mut others = pages.outputs;
    for (path, bytes) in theme.assets(pages.assets.iter().map(String::as_str)) {
        others.push((path.clone(), store(path, Bytes::Memory(bytes))?));
    }
    let of_author: BTreeSet<OutputPath> = statics(sources).map(|(_, path)| path).collect();
    for (path, text) in site_files(config, site) {
        // A site's own robots.txt is meant to be its own.
        if !of_author.contains(&path) {
            others.push((path.clone(), store(&path, Bytes::Memory(text.as_bytes()))?));
        }
    }
    if config.outputs.previews {
        others.extend(store_previews(edition, &store)?);
    }
    let taken: BTreeSet<OutputPath> = others.iter().map(|(path, _)| path.clone()).collect();
    for (source, path) in copies(sources, site) {
        if taken.contains(&path) {
            let message = format!("`{source}` would replace /{path}, which kb generates");
            found.report(&codes::ADDRESS_CLASH, Span::new(source, 0..0), message).hint("rename it");
            continue;
        }
        let file = sources.get(source).expect("copies come from the sources");
        let output = store(&path, bytes_of(file))?;
        others.push((path, output));
    }
    for (path, output) in others {
        if outputs.insert(path.clone(), output).is_err() {
            found
                .report(&codes::ADDRESS_CLASH, None, format!("two files would be published at /{path}"))
                .hint("rename one of them");
        }
    }
    ended(Phase::Files);
    Ok(Printed { printed: pages.printed, changed, outputs, found })
}

/// Prints some pages ahead of the others, and as many as `most` in all of those with which something was wrong before.
pub fn print_first<E: Send>(
    edition: &Edition,
    memory: &mut Memory,
    wanted: impl IntoIterator<Item = PageId>,
    most: usize,
    store: impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync,
) -> Result<Pages, E> {
    let mut first: Vec<PageId> = Vec::new();
    let troubled = memory.troubled().filter_map(|route| edition.site.by_route.get(route).copied());
    for page in wanted.into_iter().chain(troubled) {
        if first.len() < most && !first.contains(&page) {
            first.push(page);
        }
    }
    let (mut pages, done) = print_pages(edition, &first, memory, &store, &|| Ok(()));
    memory.keep_some(&mut pages);
    done.map(|()| pages)
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
    is_changed: bool,
}

/// Prints what is not remembered. What was done before a failure is given as well.
fn print_pages<E: Send>(
    edition: &Edition,
    ids: &[PageId],
    memory: &Memory,
    store: &(impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync),
    go_on: &(impl Fn() -> Result<(), E> + Sync),
) -> (Pages, Result<(), E>) {
    let mut pages = Pages::default();
    // A theme that cannot print was reported once; saying so again for every page would help nobody.
    if edition.theme.is_broken() {
        return (pages, Ok(()));
    }
    let press = edition.press();
    let print = |id: &PageId| {
        go_on()?;
        let route = &edition.site.page(*id).route;
        guarded(route.as_str(), || print_page(&press, *id, route, edition.digest, memory, store))
            .unwrap_or_else(|found| Ok(OnePage::panicked(found)))
    };
    let printed: Vec<Result<_, E>> = ids.par_iter().map(print).collect();
    let is_stopped = printed.iter().any(Result::is_err);
    let mut failures: Vec<(&Route, TemplateError)> = Vec::new();
    let mut done = Ok(());
    for (page, id) in printed.into_iter().zip(ids) {
        let route = &edition.site.page(*id).route;
        match page {
            // Whoever stopped it waits, and what was remembered is remembered already.
            Ok(page) if is_stopped && !page.was_printed => {}
            Ok(page) => pages.add(route, page, &mut failures),
            Err(error) => done = done.and(Err(error)),
        }
    }
    TemplateError::report_all(failures.iter().map(|(route, error)| (*route, error)), &mut pages.found);
    (pages, done)
}

impl Pages {
    fn add<'a>(&mut self, route: &'a Route, page: OnePage, failures: &mut Vec<(&'a Route, TemplateError)>) {
        let is_troubled = !page.found.is_empty() || !page.failures.is_empty();
        self.states.push((route.clone(), is_troubled));
        if page.is_changed {
            self.changed.insert(route.clone());
        }
        if let (Some(made_from), Some(output)) = (page.made_from, &page.output) {
            let kept = KeptPage { made_from, output: output.clone(), assets: page.assets.clone() };
            self.kept.insert(route.clone(), kept);
        }
        self.outputs.extend(page.output.map(|output| (route.output_path(), output)));
        self.found.extend(page.found);
        self.assets.extend(page.assets);
        self.colored.extend(page.colored);
        self.printed += usize::from(page.was_printed);
        failures.extend(page.failures.into_iter().map(|error| (route, error)));
    }
}

impl OnePage {
    fn panicked(found: Diagnostics) -> OnePage {
        OnePage {
            output: None,
            found,
            failures: Vec::new(),
            assets: BTreeSet::new(),
            made_from: None,
            colored: Colored::new(),
            was_printed: true,
            is_changed: true,
        }
    }
}

/// `ground` is the digest of all that pages have in common, if they are to be remembered.
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
    let before = memory.page(route);
    let known = before.filter(|kept| Some(kept.made_from) == made_from);
    let was_printed = known.is_none();
    // The HTML is let go as soon as it is stored: a site's pages need not fit in memory.
    let output = match known {
        Some(kept) => {
            assets.extend(kept.assets.iter().cloned());
            Some(kept.output.clone())
        }
        None => match press.print(&prepared) {
            Ok(printed) => {
                assets.extend(printed.assets);
                Some(store(&route.output_path(), Bytes::Memory(printed.html.as_bytes()))?)
            }
            Err(error) => {
                failures.push(error);
                None
            }
        },
    };
    let is_changed = was_printed && before.map(|kept| &kept.output) != output.as_ref();
    Ok(OnePage { output, found, failures, assets, made_from, colored, was_printed, is_changed })
}

/// One small file a page; each is let go as soon as it is stored.
fn store_previews<E: Send>(
    edition: &Edition,
    store: &(impl Fn(&OutputPath, Bytes<'_>) -> Result<Output, E> + Sync),
) -> Result<Vec<(OutputPath, Output)>, E> {
    let previews = edition.previews();
    let pages = (0..edition.site.pages.len() as u32).into_par_iter().map(PageId);
    let stored = pages.filter_map(|page| previews.of(page)).map(|(path, text)| {
        let output = store(&path, Bytes::Memory(text.as_bytes()))?;
        Ok((path, output))
    });
    stored.collect()
}
