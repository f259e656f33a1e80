//! Incremental reading of a site's folder: only what changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use super::disk::{Inventory, in_order, is_vault, read_file, relative, take_inventory};
use super::{FOLDERS, OBSIDIAN, SITE_TOML, STATIC, SourceFile, SourceTree};
use crate::blob::Blob;
use crate::diagnostic::Diagnostics;
use crate::path::SourcePath;

/// The folder as last read.
pub struct Reading {
    root: PathBuf,
    tree: SourceTree,
    /// What the walk through the folders found.
    scan_found: Diagnostics,
    /// Whether it found a symbolic link.
    has_links: bool,
    /// What these links lead to.
    targets: BTreeSet<PathBuf>,
    /// The diagnostics of each file; files without any are left out.
    found: BTreeMap<SourcePath, Diagnostics>,
    /// For files that are known only by location: what shows whether they changed.
    stamps: BTreeMap<SourcePath, Stamp>,
}

/// Length and time of the last change.
type Stamp = Option<(u64, SystemTime)>;

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Anything.
    All,
    /// These files and folders, by their locations on disk.
    Places(BTreeSet<PathBuf>),
}

impl Reading {
    /// Reads all of it.
    pub fn new(root: &Path) -> Reading {
        let Inventory { paths, found, has_links, targets } = take_inventory(root);
        let mut reading = Reading {
            root: root.to_owned(),
            tree: SourceTree { is_vault: is_vault(root), ..SourceTree::default() },
            scan_found: found,
            has_links,
            targets,
            found: BTreeMap::new(),
            stamps: BTreeMap::new(),
        };
        for (file, found) in in_order(paths) {
            reading.keep(file, found);
        }
        reading
    }

    /// All files.
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// The files and folders that symbolic links lead to. They may be anywhere in the site's folder.
    pub fn link_targets(&self) -> &BTreeSet<PathBuf> {
        &self.targets
    }

    /// What could not be read, without the files for which `does_not_count` is true.
    pub fn found_but(&self, does_not_count: impl Fn(&SourcePath) -> bool) -> Diagnostics {
        let mut found = self.scan_found.clone();
        let counted = self.found.iter().filter(|(path, _)| !does_not_count(path));
        counted.for_each(|(_, of_file)| found.extend(of_file.clone()));
        found
    }

    /// Reads what may have changed, and gives the files that did: added, removed or different. The whole folder is read again
    /// if checking single paths could miss something. A folder [`OBSIDIAN`] that was made or removed counts as a file, since
    /// front matter is read differently in a vault.
    pub fn refresh(&mut self, touched: &Touched) -> BTreeSet<SourcePath> {
        let was_vault = self.tree.is_vault;
        let mut changed = self.refresh_files(touched);
        self.tree.is_vault = is_vault(&self.root);
        if self.tree.is_vault != was_vault {
            changed.extend(SourcePath::new(OBSIDIAN));
        }
        changed
    }

    fn refresh_files(&mut self, touched: &Touched) -> BTreeSet<SourcePath> {
        let places = match touched {
            Touched::All => None,
            Touched::Places(places) => self.plan(places),
        };
        let Some(places) = places else {
            let fresh = Reading::new(&self.root);
            let changed = self.unlike(&fresh);
            *self = fresh;
            return changed;
        };
        let mut changed = BTreeSet::new();
        for step in places {
            match step {
                Step::Gone(path) => {
                    let below: Vec<SourcePath> =
                        self.tree.below(path.as_str()).map(|file| file.path.clone()).collect();
                    for path in below.into_iter().chain([path]) {
                        if self.forget(&path) {
                            changed.insert(path);
                        }
                    }
                }
                Step::Read(path, place) => {
                    let before = (self.tree.get(&path).cloned(), self.stamps.get(&path).copied());
                    let found_before = self.found.remove(&path);
                    self.forget(&path);
                    if let Some((file, found)) = read_file(path.as_str(), place) {
                        self.keep(file, found);
                    }
                    let after = (self.tree.get(&path), self.stamps.get(&path).copied());
                    let is_same = is_same(before.0.as_ref(), after.0) && before.1 == after.1;
                    if !is_same || found_before.as_ref() != self.found.get(&path) {
                        changed.insert(path);
                    }
                }
            }
        }
        changed
    }

    /// What to do at each path; none if the whole folder must be read.
    fn plan(&self, places: &BTreeSet<PathBuf>) -> Option<Vec<Step>> {
        // The walk's diagnostics may be about a path that is not a file of the site, and the target of a symbolic link may
        // change elsewhere.
        if !self.scan_found.is_empty() || self.has_links {
            return None;
        }
        let real_root = self.root.canonicalize().ok()?;
        let mut steps = Vec::new();
        for place in places {
            let name = relative(&self.root, place)?;
            let Some(path) = SourcePath::new(&name) else { continue };
            let mut parts = name.split('/');
            let top = parts.next().unwrap_or("");
            if name != SITE_TOML && !FOLDERS.contains(&top) {
                continue;
            }
            let shows_hidden = top == STATIC;
            if !shows_hidden && parts.any(|part| part.starts_with('.')) {
                continue;
            }
            match fs::symlink_metadata(place) {
                Ok(metadata) if metadata.is_file() => {
                    // A folder on the way may be a symbolic link, which only the walk resolves.
                    if place.canonicalize().ok()? != real_root.join(&name) {
                        return None;
                    }
                    steps.push(Step::Read(path, place.clone()));
                }
                Ok(_) => return None,
                Err(error) if is_absent(&error) => steps.push(Step::Gone(path)),
                Err(_) => return None,
            }
        }
        Some(steps)
    }

    fn keep(&mut self, file: SourceFile, found: Diagnostics) {
        if let Blob::Disk(place) = &file.content {
            self.stamps.insert(file.path.clone(), stamp(place));
        }
        if !found.is_empty() {
            self.found.insert(file.path.clone(), found);
        }
        self.tree.insert_file(file);
    }

    fn forget(&mut self, path: &SourcePath) -> bool {
        self.found.remove(path);
        self.stamps.remove(path);
        self.tree.remove(path)
    }

    fn unlike(&self, other: &Reading) -> BTreeSet<SourcePath> {
        let paths: BTreeSet<&SourcePath> = self.tree.files.keys().chain(other.tree.files.keys()).collect();
        let differs = |path: &SourcePath| {
            !is_same(self.tree.get(path), other.tree.get(path))
                || self.stamps.get(path) != other.stamps.get(path)
                || self.found.get(path) != other.found.get(path)
        };
        paths.into_iter().filter(|path| differs(path)).cloned().collect()
    }
}

enum Step {
    Gone(SourcePath),
    Read(SourcePath, PathBuf),
}

fn is_same(one: Option<&SourceFile>, other: Option<&SourceFile>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    one.content == other.content
}

fn stamp(place: &Path) -> Stamp {
    let metadata = fs::metadata(place).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(tempfile::TempDir, Reading);

    impl Folder {
        fn new(files: &[(&str, &str)]) -> Folder {
            let folder = tempfile::tempdir().unwrap();
            let reading = Reading::new(folder.path());
            let mut folder = Folder(folder, reading);
            files.iter().for_each(|(path, text)| folder.write(path, text));
            folder.1 = Reading::new(folder.0.path());
            folder
        }

        fn found(&self) -> Diagnostics {
            self.1.found_but(|_| false)
        }

        fn place(&self, path: &str) -> PathBuf {
            self.0.path().join(path)
        }

        fn write(&self, path: &str, text: &str) {
            fs::create_dir_all(self.place(path).parent().unwrap()).unwrap();
            fs::write(self.place(path), text).unwrap();
        }

        /// What a refresh reports as changed; afterwards it must be equal to a fresh reading.
        fn check(&mut self, touched: &[&str], expected: &str) {
            let places = touched.iter().map(|path| self.place(path)).collect();
            let changed = self.1.refresh(&Touched::Places(places));
            let changed: Vec<&str> = changed.iter().map(SourcePath::as_str).collect();
            assert_eq!(changed.join(" "), expected);
            let fresh = Reading::new(self.0.path());
            assert!(self.1.unlike(&fresh).is_empty());
            assert_eq!(self.found(), fresh.found_but(|_| false));
        }
    }

    #[test]
    fn only_real_differences_count_as_changes() {
        let mut folder = Folder::new(&[("site.toml", ""), ("articles/a.md", "a"), ("articles/b.md", "b")]);
        folder.write("articles/a.md", "new");
        folder.write("articles/b.md", "b");
        folder.check(&["articles/a.md", "articles/b.md", "articles/.a.md.swp"], "articles/a.md");
        folder.write("site.toml", "title = 1");
        folder.check(&["site.toml"], "site.toml");
        folder.write("Cargo.toml", "none of the site's business");
        folder.check(&["Cargo.toml"], "");
    }

    #[cfg(unix)]
    #[test]
    fn the_target_of_a_symbolic_link_may_change() {
        let mut folder = Folder::new(&[("articles/b.md", "b")]);
        std::os::unix::fs::symlink(folder.place("articles/b.md"), folder.place("articles/a.md")).unwrap();
        folder.check(&["articles/a.md"], "articles/a.md");
        folder.write("articles/b.md", "new");
        folder.check(&["articles/b.md"], "articles/a.md articles/b.md");
    }

    #[test]
    fn files_are_added_removed_and_renamed() {
        let mut folder =
            Folder::new(&[("articles/a.md", "a"), ("articles/x/b.md", "b"), ("articles/x/c.png", "c")]);
        folder.write("articles/new.md", "new");
        fs::rename(folder.place("articles/a.md"), folder.place("articles/z.md")).unwrap();
        folder.check(
            &["articles/new.md", "articles/a.md", "articles/z.md"],
            "articles/a.md articles/new.md articles/z.md",
        );
        fs::rename(folder.place("articles/x"), folder.place("articles/y")).unwrap();
        folder.check(
            &["articles/x", "articles/y"],
            "articles/x/b.md articles/x/c.png articles/y/b.md articles/y/c.png",
        );
        fs::remove_dir_all(folder.place("articles")).unwrap();
        folder.check(&["articles"], "articles/new.md articles/y/b.md articles/y/c.png articles/z.md");
    }

    #[test]
    fn a_changed_image_of_the_same_length_is_noticed() {
        let mut folder = Folder::new(&[("articles/a.png", "a")]);
        let file = fs::File::options().write(true).open(folder.place("articles/a.png")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        folder.check(&["articles/a.png"], "articles/a.png");
        folder.check(&["articles/a.png"], "");
    }

    #[test]
    fn a_read_error_disappears_when_the_file_can_be_read() {
        let mut folder = Folder::new(&[("articles/a.md", "a")]);
        fs::write(folder.place("articles/a.md"), b"\xff").unwrap();
        folder.check(&["articles/a.md"], "articles/a.md");
        assert_eq!(folder.found().count(), (1, 0));
        folder.write("articles/a.md", "a");
        folder.check(&["articles/a.md"], "articles/a.md");
        assert_eq!(folder.found().count(), (0, 0));
    }

    #[test]
    fn settings_of_obsidian_that_appear_are_a_change() {
        for place in [".obsidian", "articles/.obsidian"] {
            let mut folder = Folder::new(&[("articles/a.md", "a")]);
            assert!(!folder.1.tree().is_vault());
            fs::create_dir(folder.place(place)).unwrap();
            folder.check(&[place], ".obsidian");
            assert!(folder.1.tree().is_vault());
            folder.check(&[place], "");
            fs::remove_dir(folder.place(place)).unwrap();
            folder.check(&[place], ".obsidian");
        }
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_need_a_full_walk() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let mut folder = Folder::new(&[("articles/a.md", "a")]);
        std::os::unix::fs::symlink(outside.path(), folder.place("articles/out")).unwrap();
        folder.check(&["articles/out/secret.md"], "");
        folder.check(&["articles/out"], "");
        assert_eq!(folder.found().count().0, 1);
        fs::remove_file(folder.place("articles/out")).unwrap();
        folder.check(&["articles/out"], "");
        assert_eq!(folder.found().count().0, 0);
    }
}
