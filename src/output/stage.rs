//! A build's path to the published folder: opened before the first page is rendered, published after the last one.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::Digest;
use super::contents::{self, Contents};
use super::error::PublishError;
use super::exchange;
use super::folders::Folders;
use super::lock::Lock;
use super::manifest::{self, Manifest};
use super::tree::{self, Tree};
use crate::blob::Blob;
use crate::disk;
use crate::path::OutputPath;

/// Takes the files of one build, from many threads. Dropped without [`Stage::publish`], it leaves the published folder
/// unchanged.
pub struct Stage {
    folders: Folders,
    published: Tree,
    /// The content of the published tree when the stage was opened.
    contents: Contents,
    staging: Tree,
    /// What was put so far. Threads put pages in any order; the map sorts them by path.
    files: Mutex<BTreeMap<OutputPath, Put>>,
    /// Empty while the staging tree is untouched; then the list that was removed from it, if it had one. The first
    /// thread that changes the tree does this.
    begun: Mutex<Option<Option<Manifest>>>,
    _locks: Vec<Lock>,
}

/// What publishing changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Files that did not exist.
    pub added: usize,
    /// Files that existed with other bytes.
    pub changed: usize,
    /// Files that existed and are no longer part of the website.
    pub removed: usize,
    /// Unchanged files.
    pub unchanged: usize,
    /// How the difference was published.
    pub method: Method,
}

/// How the new site replaced the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// The two do not differ, so nothing was done.
    Nothing,
    /// There was no site; the new one was moved there in one step.
    Moved,
    /// The folders were exchanged in one step.
    Exchanged,
    /// File by file, so that a reader may briefly have found both.
    FileByFile(Reason),
}

/// Why two folders could not be exchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The output is a symbolic link.
    SymbolicLink,
    /// Another file system is mounted at the output folder.
    MountPoint,
    /// The system refused, with these words.
    Refused(String),
}

#[derive(Clone, Copy)]
struct Put {
    digest: Digest,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The published tree has it; the staging tree gets it if there is anything to publish.
    Same,
    /// It is being written to the staging tree.
    Begun,
    /// It was written to the staging tree.
    Written,
}

impl Stage {
    /// Takes the locks, and reads the published folder and what the last build left.
    ///
    /// `root` is the site's root, in which `.kb/` is created; `output` is the folder to publish to, which need not exist.
    pub fn open(root: &Path, output: &Path) -> Result<Stage, PublishError> {
        let folders = Folders::prepare(root, output)?;
        let mut locks = vec![Lock::file(&folders.private.join("lock"))?];
        if folders.is_staged_beside {
            locks.push(Lock::file(&folders.staging.join("lock"))?);
        }
        let is_there = folders.output.exists();
        if is_there {
            locks.extend(Lock::folder(&folders.output)?);
        }
        let list = match is_there {
            true => Manifest::read(&folders.output).map_err(PublishError::io("read", &folders.output))?,
            false => None,
        };
        let contents = match &list {
            Some(list) => Contents::inspect(&folders.output, list)?,
            None if is_there && !is_empty(&folders.output)? => {
                return Err(PublishError::Foreign { output: output.to_owned() });
            }
            None => Contents::default(),
        };
        // The folder is kb's own and may be deleted, but nobody wants that for a Git history.
        if contents.strange.iter().any(|path| path.starts_with(".git")) {
            return Err(PublishError::Repository { output: output.to_owned() });
        }
        Ok(Stage {
            published: Tree::new(folders.output.clone()),
            contents,
            staging: Tree::new(folders.staging.join("tree")),
            folders,
            files: Mutex::default(),
            begun: Mutex::default(),
            _locks: locks,
        })
    }

    /// Puts one file, wherever its bytes are.
    pub fn put_blob(&self, path: &OutputPath, blob: &Blob) -> Result<(), PublishError> {
        match blob {
            Blob::Text(text) => self.put(path, text.as_bytes()),
            Blob::Bytes(bytes) => self.put(path, bytes),
            Blob::Disk(source) => self.put_file(path, source),
        }
    }

    /// Puts one file. Writes only what the published tree does not have at that path.
    pub fn put(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        let digest = Digest::of(bytes);
        if self.record(path, digest)? == State::Begun {
            self.begin()?;
            self.staging.create(path, |file| {
                file.write_all(bytes).map_err(PublishError::io("write", self.staging.locate(path)))
            })?;
            self.finish(path, digest);
        }
        Ok(())
    }

    /// Copies a file by the same rules and without keeping it in memory: it is read once to see whether it differs, and
    /// once more if it does.
    pub fn put_file(&self, path: &OutputPath, source: &Path) -> Result<(), PublishError> {
        let mut digest =
            disk::open(source).and_then(Digest::of_reader).map_err(PublishError::io("read", source))?;
        if self.record(path, digest)? == State::Begun {
            self.begin()?;
            self.staging.create(path, |file| {
                // It may have been saved since it was read; what is published must match the list.
                digest = tree::copy(source, file, &self.staging.locate(path), None)?;
                Ok(())
            })?;
            self.finish(path, digest);
        }
        Ok(())
    }

    /// The published files that were not put, so that publishing removes them.
    pub fn removed(&self) -> Vec<OutputPath> {
        let put = self.files();
        self.contents.held.keys().filter(|path| !put.contains_key(*path)).cloned().collect()
    }

    /// The text of a published file; none if it cannot be read.
    pub fn published_text(&self, path: &OutputPath) -> Option<String> {
        self.contents.held.get(path).and_then(|_| read_text(&self.published.locate(path)))
    }

    /// The bytes of a published file; none if it cannot be read or has more than `most`.
    pub fn published_bytes(&self, path: &OutputPath, most: u64) -> Option<Vec<u8>> {
        self.contents.held.get(path).and_then(|_| disk::read(&self.published.locate(path), most).ok())
    }

    /// The text of a file that was put and is not published yet.
    pub fn added_text(&self, path: &OutputPath) -> Option<String> {
        let is_new = self.files().contains_key(path) && !self.contents.held.contains_key(path);
        is_new.then(|| read_text(&self.staging.locate(path)))?
    }

    /// Publishes exactly what was put. Does nothing if that is already published.
    pub fn publish(self) -> Result<Written, PublishError> {
        let files = self.whole_site()?;
        let (added, changed) = self.count(&files);
        let unchanged = files.len() - added - changed;
        let removed = self.count_removed(&files);
        let method = match self.contents.is_exactly(&files) {
            true => Method::Nothing,
            false => {
                self.complete(&files)?;
                self.swap(&files)?
            }
        };
        Ok(Written { added, changed, removed, unchanged, method })
    }

    /// Records a file and says what to do with it. The one thread that gets `Begun` writes it.
    fn record(&self, path: &OutputPath, digest: Digest) -> Result<State, PublishError> {
        if path.as_str() == manifest::NAME || path.as_str() == tree::PARTIAL {
            return Err(PublishError::Clash { path: path.clone(), other: path.clone() });
        }
        if path.is_too_long() {
            return Err(PublishError::TooLong { path: path.clone() });
        }
        let mut files = self.files();
        if let Some(put) = files.get(path) {
            return match put.digest == digest {
                true => Ok(State::Same),
                false => Err(PublishError::Clash { path: path.clone(), other: path.clone() }),
            };
        }
        let state = match self.contents.held.get(path) == Some(&digest) {
            true => State::Same,
            false => State::Begun,
        };
        files.insert(path.clone(), Put { digest, state });
        Ok(state)
    }

    fn finish(&self, path: &OutputPath, digest: Digest) {
        self.files().insert(path.clone(), Put { digest, state: State::Written });
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<OutputPath, Put>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Before the first change: removes the list, so that a build that ends early leaves an untrusted tree; removes a
    /// tree that was already untrusted.
    fn begin(&self) -> Result<(), PublishError> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.is_some() {
            return Ok(());
        }
        let root = &self.staging.root;
        // It was the published folder, which somebody may have made read-only.
        tree::make_writable(root);
        let list = match fs::symlink_metadata(root).is_ok_and(|metadata| metadata.is_dir()) {
            true => Manifest::read(root).map_err(PublishError::io("read", root))?,
            false => None,
        };
        match list {
            Some(_) => tree::remove(&root.join(manifest::NAME))?,
            None => {
                tree::remove(root)?;
                fs::create_dir(root).map_err(PublishError::io("make", root))?;
            }
        }
        *begun = Some(list);
        #[cfg(test)]
        super::tests::reach("the staging tree was started");
        Ok(())
    }

    /// What was put, if it is a valid site: every file completely written, and no file where another one needs a folder.
    fn whole_site(&self) -> Result<BTreeMap<OutputPath, Digest>, PublishError> {
        let put = self.files();
        if let Some((path, _)) = put.iter().find(|(_, file)| file.state == State::Begun) {
            return Err(PublishError::Unfinished { path: path.clone() });
        }
        let files = put.iter().map(|(path, file)| (path.clone(), file.digest)).collect();
        for folder in contents::folders_of(&files) {
            let file = OutputPath::new(&folder).expect("a folder of a path is a path");
            if files.contains_key(&file) {
                let below = files.keys().find(|path| {
                    path.as_str().strip_prefix(&*folder).is_some_and(|rest| rest.starts_with('/'))
                });
                let other = below.expect("a folder is there because of a file in it").clone();
                return Err(PublishError::Clash { path: file, other });
            }
        }
        Ok(files)
    }

    /// How many files are new, and how many differ.
    fn count(&self, files: &BTreeMap<OutputPath, Digest>) -> (usize, usize) {
        let differing = files.iter().filter(|(path, digest)| self.contents.held.get(path) != Some(digest));
        let (changed, added): (Vec<_>, Vec<_>) = differing
            .map(|(path, _)| path)
            .partition(|path| self.contents.held.contains_key(path) || self.contents.is_strange(path));
        (added.len(), changed.len())
    }

    fn count_removed(&self, files: &BTreeMap<OutputPath, Digest>) -> usize {
        let replaced = files.keys().filter(|path| self.contents.is_strange(path)).count();
        let gone = self.contents.held.keys().filter(|path| !files.contains_key(path)).count();
        gone + self.contents.strange.len() - replaced
    }

    /// Completes the staging tree durably, and only then writes its list.
    fn complete(&self, files: &BTreeMap<OutputPath, Digest>) -> Result<(), PublishError> {
        self.begin()?;
        let put = self.files().clone();
        let list = self.begun.lock().unwrap_or_else(PoisonError::into_inner).take().flatten();
        let staged = match list {
            Some(mut list) => {
                // What this build wrote is known, so it is not read again.
                list.files.retain(|path, _| put.get(path).is_none_or(|file| file.state == State::Same));
                Contents::inspect(&self.staging.root, &list)?
            }
            None => Contents::default(),
        };
        self.staging.remove_all_but(files, &staged)?;
        let is_shared = |path: &OutputPath, file: &Put| {
            file.state == State::Same && staged.held.get(path) != Some(&file.digest)
        };
        put.par_iter()
            .filter(|(path, file)| is_shared(path, file))
            .try_for_each(|(path, file)| self.staging.share(path, file.digest, &self.published))?;
        let is_new = |path: &OutputPath, file: &Put| file.state == State::Written || is_shared(path, file);
        let new: Vec<_> =
            put.iter().filter(|(path, file)| is_new(path, file)).map(|(path, _)| path).collect();
        exchange::sync(&self.staging, &new)?;
        #[cfg(test)]
        super::tests::reach("the staging tree was filled");
        self.staging.write_manifest(files)?;
        exchange::sync_folder(&self.staging.root)
    }

    fn swap(&self, files: &BTreeMap<OutputPath, Digest>) -> Result<Method, PublishError> {
        #[cfg(test)]
        super::tests::reach("the staging tree was listed");
        let (staged, output) = (&self.staging.root, &self.folders.output);
        let method = match &self.folders.obstacle {
            Some(reason) => Method::FileByFile(reason.clone()),
            None => self.swap_at_once()?,
        };
        #[cfg(test)]
        super::tests::reach("the folders were swapped");
        if let Method::FileByFile(_) = method {
            exchange::replace_each(&self.staging, &self.published, &self.contents, files)?;
        }
        // The next build changes the old tree, so the exchange must be durable by then.
        for folder in [output.parent(), staged.parent()].into_iter().flatten() {
            exchange::sync_folder(folder)?;
        }
        Ok(method)
    }

    /// Moves or exchanges the folders, or says why that is impossible.
    fn swap_at_once(&self) -> Result<Method, PublishError> {
        let (staged, output) = (&self.staging.root, &self.folders.output);
        if output.exists() {
            exchange::take_rights(staged, output)?;
        }
        if self.contents.manifest.is_some() {
            match exchange::exchange(staged, output) {
                Ok(()) => return Ok(Method::Exchanged),
                // Somebody removed the published folder during the build.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Ok(Method::FileByFile(Reason::Refused(error.to_string()))),
            }
        }
        if let Some(parent) = output.parent() {
            fs::create_dir_all(parent).map_err(PublishError::io("make", parent))?;
        }
        match fs::rename(staged, output) {
            Ok(()) => Ok(Method::Moved),
            // An empty folder is replaced; here somebody put something into it during the build.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                Err(PublishError::Foreign { output: output.clone() })
            }
            Err(error) => {
                fs::create_dir_all(output).map_err(PublishError::io("make", output))?;
                Ok(Method::FileByFile(Reason::Refused(error.to_string())))
            }
        }
    }
}

/// Whether a folder is empty.
fn is_empty(folder: &Path) -> Result<bool, PublishError> {
    let mut entries = fs::read_dir(folder).map_err(PublishError::io("read", folder))?;
    Ok(entries.next().is_none())
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::SymbolicLink => formatter.write_str("it is a symbolic link"),
            Reason::MountPoint => formatter.write_str("another disk is mounted there"),
            Reason::Refused(why) => write!(formatter, "the folders cannot be exchanged: {why}"),
        }
    }
}

fn read_text(place: &Path) -> Option<String> {
    io::read_to_string(disk::open(place).ok()?).ok()
}
