//! Puts files into a tree on disk and removes them.
//!
//! An existing file is replaced, never written to, because the other tree may share its bytes. A symbolic link in the
//! tree is removed, never followed: every folder is checked on first use. Somebody who plants links faster than that
//! must be kept out by the folder's permissions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use super::Digest;
use super::contents::{Contents, folders_of};
use super::error::PublishError;
use super::manifest;
use crate::disk;
use crate::path::OutputPath;

/// The name under which a file is written before it replaces another one in a published folder.
pub(super) const PARTIAL: &str = ".kb-site.partial";

/// A tree on disk.
pub(super) struct Tree {
    pub root: PathBuf,
    /// The folders that are known to exist; a lock because pages are put from all threads.
    made: RwLock<BTreeSet<String>>,
    /// Held while something in a folder's place is removed, so that no thread removes another's folder.
    clearing: Mutex<()>,
}

impl Tree {
    /// A tree about which nothing is known yet.
    pub fn new(root: PathBuf) -> Tree {
        Tree { root, made: RwLock::default(), clearing: Mutex::default() }
    }

    /// Where a file of the tree is on disk.
    pub fn locate(&self, path: &OutputPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// Creates a new file, replacing whatever is there, and fills it.
    pub fn create(
        &self,
        path: &OutputPath,
        fill: impl FnOnce(&mut File) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        self.make_folder(path.parent())?;
        let place = self.locate(path);
        let open = || OpenOptions::new().write(true).create_new(true).open(&place);
        let mut file = match open() {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                remove(&place)?;
                open()
            }
            opened => opened,
        }
        .map_err(PublishError::io("write", &place))?;
        fill(&mut file)
    }

    /// Takes a file from another tree, sharing its bytes if the disk can, copying them if it cannot.
    pub fn share(&self, path: &OutputPath, digest: Digest, other: &Tree) -> Result<(), PublishError> {
        let source = other.locate(path);
        self.make_folder(path.parent())?;
        let place = self.locate(path);
        let linked = match fs::hard_link(&source, &place) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                remove(&place)?;
                fs::hard_link(&source, &place)
            }
            linked => linked,
        };
        match linked {
            Ok(()) => Ok(()),
            Err(_) => self.create(path, |file| copy(&source, file, &place, Some(digest)).map(|_| ())),
        }
    }

    /// Removes everything except these files, including folders.
    pub fn remove_all_but(
        &self,
        files: &BTreeMap<OutputPath, Digest>,
        contents: &Contents,
    ) -> Result<(), PublishError> {
        let folders = folders_of(files);
        for path in contents.held.keys().filter(|path| !files.contains_key(path)) {
            // A folder of the new site may be where the file was.
            if !folders.contains(path.as_str()) {
                remove(&self.locate(path))?;
            }
        }
        for path in &contents.strange {
            let path_of_site = path.to_str().and_then(OutputPath::new);
            let is_needed = |path: &OutputPath| files.contains_key(path) || folders.contains(path.as_str());
            if !path_of_site.as_ref().is_some_and(is_needed) {
                remove(&self.root.join(path))?;
            }
        }
        for folder in contents.folders.difference(&folders) {
            // A file of the new site may be where the folder was.
            if !OutputPath::new(folder).is_some_and(|path| files.contains_key(&path)) {
                remove(&self.root.join(folder))?;
            }
        }
        Ok(())
    }

    /// Replaces the list atomically.
    pub fn write_manifest(&self, files: &BTreeMap<OutputPath, Digest>) -> Result<(), PublishError> {
        let place = self.root.join(manifest::NAME);
        let partial = self.root.join(PARTIAL);
        remove(&partial)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&partial)
            .map_err(PublishError::io("write", &partial))?;
        file.write_all(manifest::render(files).as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(PublishError::io("write", &place))?;
        rename_over(&partial, &place)
    }

    /// Makes sure that a folder and those above it exist and are folders.
    pub fn make_folder(&self, folder: &str) -> Result<(), PublishError> {
        if folder.is_empty() || self.is_made(folder) {
            return Ok(());
        }
        let ends = folder.match_indices('/').map(|(slash, _)| slash).chain([folder.len()]);
        for part in ends.map(|end| &folder[..end]) {
            if !self.is_made(part) {
                self.make_one_folder(part)?;
            }
        }
        Ok(())
    }

    fn is_made(&self, folder: &str) -> bool {
        self.made.read().unwrap_or_else(PoisonError::into_inner).contains(folder)
    }

    /// The same for one folder, if those above it are there.
    fn make_one_folder(&self, folder: &str) -> Result<(), PublishError> {
        let place = self.root.join(folder);
        if !make_or_find(&place)? {
            let _clearing = self.clearing.lock().unwrap_or_else(PoisonError::into_inner);
            // Another thread may have been faster.
            if !make_or_find(&place)? {
                remove(&place)?;
                make_or_find(&place)?;
            }
        }
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

/// Gives a file its name atomically.
pub(super) fn rename_over(partial: &Path, place: &Path) -> Result<(), PublishError> {
    fs::rename(partial, place).map_err(PublishError::io("write", place))?;
    // If both names already refer to one file, a rename does nothing.
    remove(partial)
}

/// Copies a file, digesting what is written. A difference from the expected digest is an error.
pub(super) fn copy(
    source: &Path,
    file: &mut File,
    place: &Path,
    expected: Option<Digest>,
) -> Result<Digest, PublishError> {
    let mut reader = disk::open(source).map_err(PublishError::io("read", source))?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 128 * 1024];
    loop {
        let length = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(PublishError::io("read", source)(error)),
        };
        hasher.update(&buffer[..length]);
        file.write_all(&buffer[..length]).map_err(PublishError::io("write", place))?;
    }
    let digest = Digest::from_bytes(*hasher.finalize().as_bytes());
    match expected.is_none_or(|expected| expected == digest) {
        true => Ok(digest),
        false => Err(PublishError::io("copy", source)(io::Error::other("it changed during the build"))),
    }
}

/// Removes a file, a link itself, or a folder with its content. It is fine if there is none.
pub(super) fn remove(path: &Path) -> Result<(), PublishError> {
    let removed = match try_to_remove(path) {
        // Somebody may have made the published folders read-only, of which this was one.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            path.parent().into_iter().for_each(make_writable);
            let entries = walkdir::WalkDir::new(path).into_iter().flatten();
            entries.filter(|entry| entry.file_type().is_dir()).for_each(|entry| make_writable(entry.path()));
            try_to_remove(path)
        }
        removed => removed,
    };
    match removed {
        Err(error) if !is_absent(&error) => Err(PublishError::io("remove", path)(error)),
        _ => Ok(()),
    }
}

fn try_to_remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        // Systems report folders differently, so the folder itself is checked.
        Err(error) if !is_absent(&error) => match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => disk::remove_folder(path),
            _ => Err(error),
        },
        removed => removed,
    }
}

/// Lets its owner write in a folder. If that fails, the next write reports it.
pub(super) fn make_writable(folder: &Path) {
    #[cfg(unix)]
    if let Ok(metadata) = fs::symlink_metadata(folder)
        && metadata.is_dir()
    {
        use std::os::unix::fs::PermissionsExt;
        let mut permissions = metadata.permissions();
        permissions.set_mode(permissions.mode() | 0o700);
        let _ = fs::set_permissions(folder, permissions);
    }
    #[cfg(not(unix))]
    let _ = folder;
}

// If the folder above is now a file, there is nothing at the path either.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Creates a folder if nothing is there; returns whether a real folder is there now.
fn make_or_find(place: &Path) -> Result<bool, PublishError> {
    match fs::create_dir(place) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let metadata = fs::symlink_metadata(place).map_err(PublishError::io("make", place))?;
            if metadata.permissions().readonly() {
                make_writable(place);
            }
            Ok(metadata.is_dir())
        }
        Err(error) => Err(PublishError::io("make", place)(error)),
    }
}
