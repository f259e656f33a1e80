//! Makes the files of a snapshot: all of them, or the open pages first.
//!
//! Takes a [`Snapshot`] and what earlier runs left, hands each file to a sink, gives the problems. Pages that were made before it
//! was stopped stay in the memory and can be reused.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::memory::{KeptPage, Memory};
use super::{Artifact, Phase, Snapshot, guarded};
use crate::blob::{Blob, Digest};
use crate::diagnostic::Diagnostics;
use crate::feed::Feeds;
use crate::hosting::Uses;
use crate::path::{OutputPath, Route};
use crate::render::highlight::Colored;
use crate::render::{Press, Rendered};
use crate::search::make_index;
use crate::site::PageId;
use crate::theme::TemplateError;

/// The result of making everything.
pub struct Printed {
    /// How many pages were rendered; the others were remembered.
    pub printed: usize,
    /// How many pages differ from the last complete run, or were added or removed; zero if nothing is remembered.
    pub changed: usize,
    /// The problems of the pages, not yet judged.
    pub found: Diagnostics,
}

/// A sink that keeps every file in memory; of a file on disk it keeps only the path.
#[derive(Default)]
pub struct Collector(Mutex<BTreeMap<OutputPath, Blob>>);

impl Collector {
    /// Takes a file, from any thread.
    pub fn take(&self, path: &OutputPath, blob: &Blob) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), blob.clone());
    }

    /// All files, sorted by path.
    pub fn into_files(self) -> BTreeMap<OutputPath, Blob> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The result of some pages.
#[derive(Default)]
pub(super) struct Pages {
    pub kept: BTreeMap<Route, Arc<KeptPage>>,
    pub colored: Colored,
    pub changed: BTreeSet<Route>,
    /// The pages that were made, and whether they had problems.
    pub states: Vec<(Route, bool)>,
    found: Diagnostics,
    assets: BTreeSet<String>,
    uses: Uses,
    printed: usize,
}

/// Whether the search index is made with everything else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Search {
    Made,
    WhenRequested,
}

/// See [`super::Workspace::print_all`].
pub(super) fn print_all<E: Send>(
    snapshot: &Snapshot,
    search: Search,
    memory: &mut Memory,
    sink: impl Fn(&OutputPath, &Blob) -> Result<(), E> + Sync,
    go_on: impl Fn() -> Result<(), E> + Sync,
    mut ended: impl FnMut(Phase),
) -> Result<Printed, E> {
    let all: Vec<PageId> = snapshot.pages().collect();
    let (mut pages, done) = print_pages(snapshot, &all, memory, &sink, &go_on);
    if let Err(error) = done {
        memory.keep_some(&mut pages);
        return Err(error);
    }
    let changed = memory.keep_all(&mut pages);
    ended(Phase::Pages);
    if !snapshot.config.hosting.is_empty() {
        snapshot.keep_uses(take(&mut pages.uses));
    }
    let used: BTreeSet<&OutputPath> =
        snapshot.theme.assets(pages.assets.iter().map(String::as_str)).map(|(path, _)| path).collect();
    let is_used = |artifact: &Artifact| match artifact {
        Artifact::Asset(path) => used.contains(path),
        Artifact::Page(_)
        | Artifact::SiteFile(_)
        | Artifact::HostFile(_)
        | Artifact::IconFile(_)
        | Artifact::Feed(_)
        | Artifact::Preview(_)
        | Artifact::SearchFile(_)
        | Artifact::Copy(_)
        | Artifact::Derived { .. } => true,
    };
    let others: Vec<_> = snapshot.others().filter(|(_, artifact)| is_used(artifact)).collect();
    let press = snapshot.press();
    let feeds = Feeds::new(&press);
    // Each is dropped as soon as the sink has it.
    let made = others.into_par_iter().map(|(path, artifact)| {
        let (blob, found) = match &artifact {
            Artifact::Derived { source, recipe } => snapshot.derive(source, *recipe),
            Artifact::Feed(path) => (feeds.text(path).map(Blob::from), Diagnostics::default()),
            Artifact::Page(_)
            | Artifact::Asset(_)
            | Artifact::SiteFile(_)
            | Artifact::HostFile(_)
            | Artifact::IconFile(_)
            | Artifact::Preview(_)
            | Artifact::SearchFile(_)
            | Artifact::Copy(_) => (snapshot.make(&artifact), Diagnostics::default()),
        };
        blob.map_or(Ok(()), |blob| sink(&path, &blob))?;
        Ok(found)
    });
    let mut found = pages.found;
    for of_file in made.collect::<Result<Vec<_>, E>>()? {
        found.extend(of_file);
    }
    ended(Phase::Files);
    if search == Search::Made {
        // It is not kept: the files of a site need not fit in memory.
        make_index(&snapshot.config, &snapshot.settings, &snapshot.site, &sink)?;
        ended(Phase::Search);
    }
    Ok(Printed { printed: pages.printed, changed, found })
}

/// See [`super::Workspace::print_first`].
pub(super) fn print_first(
    snapshot: &Snapshot,
    memory: &mut Memory,
    wanted: impl IntoIterator<Item = PageId>,
    most: usize,
    sink: impl Fn(&OutputPath, &Blob) + Sync,
) -> Diagnostics {
    let mut first: Vec<PageId> = Vec::new();
    let mut seen: BTreeSet<PageId> = BTreeSet::new();
    let troubled = memory.troubled().filter_map(|route| snapshot.site.by_route.get(route).copied());
    for page in wanted.into_iter().chain(troubled) {
        if first.len() < most && seen.insert(page) {
            first.push(page);
        }
    }
    let sink = |path: &OutputPath, blob: &Blob| {
        sink(path, blob);
        Ok::<_, Infallible>(())
    };
    let (mut pages, Ok(())) = print_pages(snapshot, &first, memory, &sink, &|| Ok(()));
    memory.keep_some(&mut pages);
    pages.found
}

/// The problems of derived files.
pub(super) fn check_derived(snapshot: &Snapshot) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (_, artifact) in snapshot.others() {
        if let Artifact::Derived { source, recipe } = &artifact {
            found.extend(snapshot.derive(source, *recipe).1);
        }
    }
    found
}

/// The result of one page.
struct OnePage {
    page: Arc<KeptPage>,
    was_printed: bool,
    is_changed: bool,
}

/// Makes pages and hands them to the sink. The result includes what was done before a failure.
fn print_pages<E: Send>(
    snapshot: &Snapshot,
    ids: &[PageId],
    memory: &Memory,
    sink: &(impl Fn(&OutputPath, &Blob) -> Result<(), E> + Sync),
    go_on: &(impl Fn() -> Result<(), E> + Sync),
) -> (Pages, Result<(), E>) {
    let mut pages = Pages::default();
    // A theme that cannot render was reported once; repeating it for every page would not help.
    if snapshot.theme.is_broken() {
        return (pages, Ok(()));
    }
    let press = snapshot.press();
    let print = |id: &PageId| {
        go_on()?;
        let route = &snapshot.site.page(*id).route;
        guarded(route.as_str(), || print_page((snapshot, &press), *id, route, memory, sink))
            .unwrap_or_else(|found| Ok(OnePage::panicked(found)))
    };
    let printed: Vec<Result<_, E>> = ids.par_iter().map(print).collect();
    let is_stopped = printed.iter().any(Result::is_err);
    let mut failures: Vec<(&Route, TemplateError)> = Vec::new();
    let mut done = Ok(());
    for (page, id) in printed.into_iter().zip(ids) {
        let route = &snapshot.site.page(*id).route;
        match page {
            // The caller that stopped it is waiting, and everything remembered is already stored.
            Ok(page) if is_stopped && !page.was_printed => {}
            Ok(page) => pages.add(route, page, &mut failures),
            Err(error) => done = done.and(Err(error)),
        }
    }
    TemplateError::report_all(failures.iter().map(|(route, error)| (*route, error)), &mut pages.found);
    (pages, done)
}

impl Pages {
    fn add<'a>(&mut self, route: &'a Route, one: OnePage, failures: &mut Vec<(&'a Route, TemplateError)>) {
        let page = one.page;
        self.states.push((route.clone(), !page.found.is_empty() || !page.failures.is_empty()));
        if one.is_changed {
            self.changed.insert(route.clone());
        }
        self.found.extend(page.found.clone());
        failures.extend(page.failures.iter().map(|error| (route, error.clone())));
        self.assets.extend(page.assets.iter().cloned());
        self.uses.extend(page.uses.clone());
        self.colored.extend(page.colored.iter().map(|(code, html)| (*code, Arc::clone(html))));
        self.printed += usize::from(one.was_printed);
        if page.key.is_some() && page.blob.is_some() {
            self.kept.insert(route.clone(), page);
        }
    }
}

impl OnePage {
    fn panicked(found: Diagnostics) -> OnePage {
        let page = KeptPage { found, ..KeptPage::default() };
        OnePage { page: Arc::new(page), was_printed: true, is_changed: true }
    }
}

/// Renders a page unless it is remembered.
fn print_page<E>(
    (snapshot, press): (&Snapshot, &Press<'_>),
    id: PageId,
    route: &Route,
    memory: &Memory,
    sink: &impl Fn(&OutputPath, &Blob) -> Result<(), E>,
) -> Result<OnePage, E> {
    let key = snapshot.digest.map(|ground| Digest::of_value(&(ground, press.key(id))));
    let before = memory.page(route);
    if let Some(page) = before.filter(|page| key.is_some() && page.key == key) {
        if let Some(blob) = &page.blob {
            sink(&route.output_path(), blob)?;
        }
        return Ok(OnePage { page: Arc::clone(page), was_printed: false, is_changed: false });
    }
    let Rendered { html, assets, found, failures, colored } = press.render(id);
    let uses = match &html {
        Some(html) if !snapshot.config.hosting.is_empty() => Uses::of_page(html),
        Some(_) | None => Uses::default(),
    };
    let blob = html.map(Blob::from);
    if let Some(blob) = &blob {
        sink(&route.output_path(), blob)?;
    }
    let is_changed = before.and_then(|page| page.blob.as_ref()) != blob.as_ref();
    // The pages of a site need not fit in memory.
    let blob = blob.filter(|_| key.is_some());
    let page = KeptPage { key, blob, assets, uses, found, failures, colored };
    Ok(OnePage { page: Arc::new(page), was_printed: true, is_changed })
}
