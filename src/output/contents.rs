//! What is in a tree of files on disk, and what of it can be trusted.
//!
//! A tree is as its list says where every name is there and no file is younger than the list, which is written last.
//! What may be younger is read and digested, be it that somebody edited it or that the disk lost power; what differs,
//! and what is not in the list, is strange. Looks at names and times, follows no link, changes nothing.

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

/// What is in a tree.
#[derive(Default)]
pub(super) struct Contents {
    /// The files that are as the list says.
    pub held: BTreeMap<OutputPath, Digest>,
    /// Everything else but folders, relative: not in the list, edited since, links, names that are not UTF-8.
    pub strange: BTreeSet<PathBuf>,
    /// All folders, relative, `a/b`.
    pub folders: BTreeSet<String>,
    /// The digest of the list's text; none if there is no list, and then nothing was looked at.
    pub manifest: Option<Digest>,
}

/// What a walk finds.
#[derive(Default)]
struct Found {
    held: Vec<(OutputPath, Digest)>,
    strange: Vec<PathBuf>,
    folders: Vec<String>,
}

impl Contents {
    /// Looks at every name in a tree and at the time of every file.
    pub fn inspect(root: &Path, manifest: &Manifest) -> Result<Contents, PublishError> {
        let found = walk(root, manifest)?;
        Ok(Contents {
            held: found.held.into_iter().collect(),
            strange: found.strange.into_iter().collect(),
            folders: found.folders.into_iter().collect(),
            manifest: Some(manifest.digest),
        })
    }

    /// Whether these files are in the tree and nothing else.
    pub fn is_exactly(&self, files: &BTreeMap<OutputPath, Digest>) -> bool {
        self.strange.is_empty()
            && self.held.len() == files.len()
            && self.manifest == Some(Digest::of(manifest::render(files).as_bytes()))
            && self.folders == folders_of(files)
    }

    /// Whether something is at a path that the list does not tell the truth about.
    pub fn is_strange(&self, path: &OutputPath) -> bool {
        self.strange.contains(Path::new(path.as_str()))
    }
}

/// Every folder that files lie in, and those above.
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

/// Looks at one level of folders after the other. A tree on disk may be as deep as somebody made it, so the folders that wait
/// are kept in a list and not on the stack.
fn walk(root: &Path, manifest: &Manifest) -> Result<Found, PublishError> {
    let mut found = Found::default();
    let mut level = vec![String::new()];
    while !level.is_empty() {
        let looked_at: Vec<(Found, Vec<String>)> =
            level.par_iter().map(|folder| look(root, folder, manifest)).collect::<Result<_, _>>()?;
        level.clear();
        for (here, below) in looked_at {
            found.held.extend(here.held);
            found.strange.extend(here.strange);
            found.folders.extend(below.iter().cloned());
            level.extend(below);
        }
    }
    Ok(found)
}

/// What lies directly in a folder, and the folders there.
fn look(root: &Path, folder: &str, manifest: &Manifest) -> Result<(Found, Vec<String>), PublishError> {
    let place = root.join(folder);
    let mut found = Found::default();
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
            // Nothing that kb publishes lies deeper, and the system may not be able to name what does.
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

// The list is written last, so what is older is as the list says. What was written in the same tick of the clock may be
// either, and is read.
fn is_true(entry: &DirEntry, digest: Digest, listed: SystemTime) -> Result<bool, PublishError> {
    let read = || -> io::Result<bool> {
        if entry.metadata()?.modified()? < listed {
            return Ok(true);
        }
        Ok(Digest::of_reader(disk::open(&entry.path())?)? == digest)
    };
    read().map_err(PublishError::io("read", entry.path()))
}
