//! Reports which files of the site changed. Only this module uses notify.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These paths were created, changed, renamed or removed.
    Places(Vec<PathBuf>),
    /// More than the system could report; anything may have changed.
    Anything,
}

/// Watches until it is dropped.
pub struct Watcher {
    watcher: RecommendedWatcher,
    root: PathBuf,
    folders: Vec<PathBuf>,
    attended: BTreeSet<PathBuf>,
}

impl Watcher {
    /// Watches the files directly in `root`, and everything in some of its folders, whether or not they exist already.
    ///
    /// Other folders (a repository, the published site) are ignored. The root must be absolute.
    pub fn start(
        root: &Path,
        folders: &[&str],
        tell: impl Fn(Change) + Send + 'static,
    ) -> notify::Result<Watcher> {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
        let known = folders.clone();
        let top = root.join("site.toml");
        let is_ours = move |place: &PathBuf| {
            let is_below = known.iter().any(|folder| place.starts_with(folder));
            is_below || *place == top
        };
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(change) = event.map_or(Some(Change::Anything), |event| change(event, &is_ours)) {
                tell(change);
            }
        })?;
        let mut watcher = Watcher { watcher, root: root.to_owned(), folders, attended: BTreeSet::new() };
        watcher.watcher.watch(&watcher.root, RecursiveMode::NonRecursive)?;
        watcher.attend(&BTreeSet::new())?;
        Ok(watcher)
    }

    /// Watches new folders, and again those among `touched`, since a different folder may have replaced the watched one. Call
    /// it after every change and before files are read, so that nothing is missed in between.
    pub fn attend(&mut self, touched: &BTreeSet<PathBuf>) -> notify::Result<()> {
        for folder in &self.folders {
            if (touched.contains(folder) || !folder.is_dir()) && self.attended.remove(folder) {
                // A removed folder is no longer watched, which is fine.
                let _ = self.watcher.unwatch(folder);
            }
            if !self.attended.contains(folder) && folder.is_dir() {
                self.watcher.watch(folder, RecursiveMode::Recursive)?;
                self.attended.insert(folder.clone());
            }
        }
        Ok(())
    }
}

fn change(event: Event, is_ours: &impl Fn(&PathBuf) -> bool) -> Option<Change> {
    if event.need_rescan() {
        return Some(Change::Anything);
    }
    match event.kind {
        // Reading a file, or changing its time or owner, changes nothing that is published.
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => None,
        _ => {
            let places: Vec<PathBuf> = event.paths.into_iter().filter(is_ours).collect();
            (!places.is_empty()).then_some(Change::Places(places))
        }
    }
}
