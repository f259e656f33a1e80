//! The content of a tree of files on disk, and which of it can be trusted.
//!
//! A tree matches its list if every name exists and no file is newer than the list, which is written last. Files that
//! may be newer are read and digested, since somebody may have edited them, or the power may have failed. Files that
//! differ, or are not in the list, are unknown. Reads names and times, follows no links, changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::Digest;
use super::error::PublishError;
use super::manifest::{self, Manifest};
use crate::disk;
use crate::path::OutputPath;

/// The content of a tree.
#[derive(Default)]
pub(super) struct Contents {
    /// The files that match the list.
    pub held: BTreeMap<OutputPath, Digest>,
    /// Everything else except folders, relative: not in the list, edited since, links, names that are not UTF-8.
    pub strange: BTreeSet<PathBuf>,
    /// All folders, relative, `a/b`.
    pub folders: BTreeSet<String>,
    /// The digest of the list's text; none if there is no list, in which case nothing was read.
    pub manifest: Option<Digest>,
}

/// The result of surveying a folder or a whole tree.
#[derive(Default)]
struct Survey {
    held: Vec<(OutputPath, Digest)>,
    strange: Vec<PathBuf>,
    folders: Vec<String>,
}

impl Contents {
    /// Reads every name in a tree and the time of every file.
    pub fn inspect(root: &Path, manifest: &Manifest) -> Result<Contents, PublishError> {
        let found = survey(root, manifest)?;
        Ok(Contents {
            held: found.held.into_iter().collect(),
            strange: found.strange.into_iter().collect(),
            folders: found.folders.into_iter().collect(),
            manifest: Some(manifest.digest),
        })
    }

    /// Whether the tree contains exactly these files.
    pub fn is_exactly(&self, files: &BTreeMap<OutputPath, Digest>) -> bool {
        self.strange.is_empty()
            && self.held.len() == files.len()
            && self.manifest == Some(Digest::of(manifest::render(files).as_bytes()))
            && self.folders == folders_of(files)
    }

    /// Whether the list is wrong about a path.
    pub fn is_strange(&self, path: &OutputPath) -> bool {
        self.strange.contains(Path::new(path.as_str()))
    }
}

/// Every folder that contains files, and those above.
pub(super) fn folders_of(files: &BTreeMap<OutputPath, Digest>) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for path in files.keys() {
        let mut folder = path.parent();
        while !folder.is_empty() && !folders.contains(folder) {
            folders.insert(folder.to_owned());
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    folders
}

/// Looks at one level of folders after the other. A tree on disk may be as deep as somebody made it, so the folders
/// that wait are kept in a list, not on the stack.
fn survey(root: &Path, manifest: &Manifest) -> Result<Survey, PublishError> {
    let mut found = Survey::default();
    let mut level = vec![String::new()];
    while !level.is_empty() {
        let surveyed: Vec<(Survey, Vec<String>)> =
            level.par_iter().map(|folder| survey_folder(root, folder, manifest)).collect::<Result<_, _>>()?;
        level.clear();
        for (here, below) in surveyed {
            found.held.extend(here.held);
            found.strange.extend(here.strange);
            found.folders.extend(below.iter().cloned());
            level.extend(below);
        }
    }
    Ok(found)
}

/// The direct content of a folder, and its subfolders.
fn survey_folder(
    root: &Path,
    folder: &str,
    manifest: &Manifest,
) -> Result<(Survey, Vec<String>), PublishError> {
    let place = root.join(folder);
    let mut found = Survey::default();
    let mut below = Vec::new();
    for entry in fs::read_dir(&place).map_err(PublishError::io("read", &place))? {
        let entry = entry.map_err(PublishError::io("read", &place))?;
        let kind = entry.file_type().map_err(PublishError::io("read", entry.path()))?;
        let name = entry.file_name();
        let path = name.to_str().and_then(|name| match folder {
            "" => OutputPath::new(name),
            _ => OutputPath::new(&format!("{folder}/{name}")),
        });
        match path {
            Some(path) if folder.is_empty() && path.as_str() == manifest::NAME => {}
            // Nothing that kb publishes is deeper, and the system may not be able to name deeper files.
            Some(path) if kind.is_dir() && !path.is_too_long() => below.push(path.as_str().to_owned()),
            Some(path) if kind.is_file() => match manifest.files.get(&path) {
                Some(digest) if is_true(&entry, *digest, manifest.written)? => {
                    found.held.push((path, *digest))
                }
                _ => found.strange.push(Path::new(folder).join(&name)),
            },
            _ => found.strange.push(Path::new(folder).join(&name)),
        }
    }
    Ok((found, below))
}

// The list is written last, so older files match it. Files written in the same tick of the clock may or may not, so they are
// read.
fn is_true(entry: &DirEntry, digest: Digest, listed: SystemTime) -> Result<bool, PublishError> {
    let read = || -> io::Result<bool> {
        if entry.metadata()?.modified()? < listed {
            return Ok(true);
        }
        Ok(Digest::of_reader(disk::open(&entry.path())?)? == digest)
    };
    read().map_err(PublishError::io("read", entry.path()))
}
