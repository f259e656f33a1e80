//! The changing inputs of a site, and what was made from them before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::link::link_all;
use super::memory::Memory;
use super::print::{self, Printed, Search};
use super::{Phase, Request, Snapshot};
use crate::blob::Blob;
use crate::diagnostic::Diagnostics;
use crate::path::{OutputPath, SourcePath};
use crate::site::PageId;
use crate::source::{Reading, SourceTree, Touched};

/// The files of a site, and unsaved ones over them. Edits only change the inputs; the site is linked when a [`Snapshot`] is
/// requested, once for all edits.
pub struct Workspace {
    base: Base,
    /// Files that replace those of the base; none for one that counts as removed.
    overlay: BTreeMap<SourcePath, Option<Blob>>,
    memory: Memory,
}

enum Base {
    Folder(Reading),
    Memory(SourceTree),
}

impl Workspace {
    /// Reads the site in a folder.
    pub fn open(root: &Path) -> Workspace {
        Workspace::new(Base::Folder(Reading::new(root)))
    }

    /// A site in memory.
    pub fn in_memory(tree: SourceTree) -> Workspace {
        Workspace::new(Base::Memory(tree))
    }

    fn new(base: Base) -> Workspace {
        Workspace { base, overlay: BTreeMap::new(), memory: Memory::default() }
    }

    /// Keeps results, for a client that continues after an edit.
    pub fn remembering(self) -> Workspace {
        Workspace { memory: Memory::that_keeps(), ..self }
    }

    /// Replaces the file at a path, for example with unsaved text.
    pub fn set_file(&mut self, path: SourcePath, content: Blob) {
        self.overlay.insert(path, Some(content));
    }

    /// Treats the file at a path as removed.
    pub fn remove_file(&mut self, path: SourcePath) {
        self.overlay.insert(path, None);
    }

    /// Uses the file on disk again, whatever was set or removed over it.
    pub fn release_file(&mut self, path: &SourcePath) {
        self.overlay.remove(path);
    }

    /// Rereads what may have changed on disk, and returns the files that did and are in use.
    pub fn refresh(&mut self, touched: &Touched) -> BTreeSet<SourcePath> {
        let mut changed = match &mut self.base {
            Base::Folder(reading) => reading.refresh(touched),
            Base::Memory(_) => BTreeSet::new(),
        };
        changed.retain(|path| !self.overlay.contains_key(path));
        changed
    }

    /// The files and folders that symbolic links of the site lead to.
    pub fn link_targets(&self) -> BTreeSet<PathBuf> {
        match &self.base {
            Base::Folder(reading) => reading.link_targets().clone(),
            Base::Memory(_) => BTreeSet::new(),
        }
    }

    /// Links the site as it is now. `ended` is called at the end of each phase.
    pub fn snapshot(&mut self, request: &Request, ended: impl FnMut(Phase)) -> Arc<Snapshot> {
        let (mut tree, found) = match &self.base {
            Base::Folder(reading) => {
                let found = reading.found_but(|path| self.overlay.contains_key(path));
                (reading.tree().clone(), found)
            }
            Base::Memory(tree) => (tree.clone(), Diagnostics::default()),
        };
        for (path, content) in &self.overlay {
            match content {
                Some(content) => tree.insert(path.clone(), content.clone()),
                None => drop(tree.remove(path)),
            }
        }
        Arc::new(link_all(tree, found, request, &mut self.memory, ended))
    }

    /// Makes every file of a snapshot and hands it to `sink`, each once and from many threads. Fails if `sink` does, or at the
    /// next page once `go_on` does; the pages that were made by then are still kept.
    pub fn print_all<E: Send>(
        &mut self,
        snapshot: &Snapshot,
        sink: impl Fn(&OutputPath, &Blob) -> Result<(), E> + Sync,
        go_on: impl Fn() -> Result<(), E> + Sync,
        ended: impl FnMut(Phase),
    ) -> Result<Printed, E> {
        print::print_all(snapshot, Search::Made, &mut self.memory, sink, go_on, ended)
    }

    /// The same without the search index, which [`Snapshot::search_file`] makes when somebody searches.
    pub fn print_all_but_search<E: Send>(
        &mut self,
        snapshot: &Snapshot,
        sink: impl Fn(&OutputPath, &Blob) -> Result<(), E> + Sync,
        go_on: impl Fn() -> Result<(), E> + Sync,
        ended: impl FnMut(Phase),
    ) -> Result<Printed, E> {
        print::print_all(snapshot, Search::WhenRequested, &mut self.memory, sink, go_on, ended)
    }

    /// Makes every page and every derived file of a snapshot and discards them; returns their problems, not yet judged.
    pub fn check_pages(&mut self, snapshot: &Snapshot) -> Diagnostics {
        let mut found = self.print_first(snapshot, snapshot.pages(), usize::MAX, |_, _| {});
        found.extend(print::check_derived(snapshot));
        found
    }

    /// Makes some pages ahead of the others, and also those that had problems before, up to `most` in total. Returns their
    /// problems, not yet judged.
    pub fn print_first(
        &mut self,
        snapshot: &Snapshot,
        wanted: impl IntoIterator<Item = PageId>,
        most: usize,
        sink: impl Fn(&OutputPath, &Blob) + Sync,
    ) -> Diagnostics {
        print::print_first(snapshot, &mut self.memory, wanted, most, sink)
    }
}
