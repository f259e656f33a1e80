//! Reports which files of the site changed. Only this module uses notify.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// What symbolic links lead to. The watcher's own thread reads it for each event.
    targets: Arc<Mutex<BTreeSet<PathBuf>>>,
    /// What is watched because of them, and whether everything below it is watched too.
    followed: BTreeMap<PathBuf, bool>,
}

impl Watcher {
    /// Watches some files and folders directly in `root`, its `tops`, and everything in some of its folders, whether or not
    /// they exist already.
    ///
    /// Other folders (a repository, the published site) are ignored. The root must be absolute and without symbolic links.
    pub fn start(
        root: &Path,
        tops: &[&str],
        folders: &[&str],
        tell: impl Fn(Change) + Send + 'static,
    ) -> notify::Result<Watcher> {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
        let known = folders.clone();
        let tops: Vec<PathBuf> = tops.iter().map(|top| root.join(top)).collect();
        let targets: Arc<Mutex<BTreeSet<PathBuf>>> = Arc::default();
        let followed = Arc::clone(&targets);
        let is_ours = move |place: &PathBuf| {
            let is_below = |folder: &PathBuf| place.starts_with(folder);
            known.iter().any(is_below) || tops.contains(place) || lock(&followed).iter().any(is_below)
        };
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(change) = event.map_or(Some(Change::Anything), |event| change(event, &is_ours)) {
                tell(change);
            }
        })?;
        let mut watcher = Watcher {
            watcher,
            root: root.to_owned(),
            folders,
            attended: BTreeSet::new(),
            targets,
            followed: BTreeMap::new(),
        };
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

impl Watcher {
    /// Also watches what symbolic links lead to. Returns whether something new is watched now: it may have changed
    /// since it was read.
    pub fn follow(&mut self, targets: BTreeSet<PathBuf>) -> notify::Result<bool> {
        if *lock(&self.targets) == targets {
            return Ok(false);
        }
        // A file is watched with its folder, since an editor may put a new file in its place.
        let mut wanted: BTreeMap<PathBuf, bool> = BTreeMap::new();
        for target in
            targets.iter().filter(|target| !self.folders.iter().any(|known| target.starts_with(known)))
        {
            if target.is_dir() {
                wanted.insert(target.clone(), true);
            } else if let Some(folder) = target.parent().filter(|folder| *folder != self.root) {
                wanted.entry(folder.to_owned()).or_insert(false);
            }
        }
        let whole: Vec<PathBuf> =
            wanted.iter().filter(|(_, whole)| **whole).map(|(place, _)| place.clone()).collect();
        wanted.retain(|place, _| !whole.iter().any(|folder| place != folder && place.starts_with(folder)));
        *lock(&self.targets) = targets;
        let outdated: Vec<PathBuf> = self
            .followed
            .iter()
            .filter(|(place, whole)| wanted.get(*place) != Some(*whole))
            .map(|(place, _)| place.clone())
            .collect();
        for place in outdated {
            self.followed.remove(&place);
            // A removed folder is no longer watched, which is fine.
            let _ = self.watcher.unwatch(&place);
        }
        for (place, whole) in wanted {
            if self.followed.contains_key(&place) {
                continue;
            }
            let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            self.watcher.watch(&place, mode)?;
            self.followed.insert(place, whole);
        }
        Ok(true)
    }
}

fn lock(targets: &Mutex<BTreeSet<PathBuf>>) -> MutexGuard<'_, BTreeSet<PathBuf>> {
    targets.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of notify")]
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
