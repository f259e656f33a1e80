//! How the staging tree becomes the published one: in one step if the system can, else file by file.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::Digest;
use super::contents::Contents;
use super::error::PublishError;
use super::tree::{self, Tree};
use crate::path::OutputPath;

/// Above this many files, the whole disk is synced at once; below, files are synced one by one, so as not to wait for
/// what other programs write.
const FEW: usize = 16;

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Other systems have no such system call.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this system cannot exchange two folders"))
}

/// Gives a folder the permissions of the one that it will replace.
pub(super) fn take_rights(folder: &Path, of: &Path) -> Result<(), PublishError> {
    let rights = fs::metadata(of).map_err(PublishError::io("read", of))?.permissions();
    let own = fs::metadata(folder).map_err(PublishError::io("read", folder))?.permissions();
    match rights == own {
        true => Ok(()),
        false => {
            fs::set_permissions(folder, rights).map_err(PublishError::io("change the rights of", folder))
        }
    }
}

/// Makes the published tree contain these files, all of which are in the staging tree, by replacing one after another.
/// `contents` is the current content of the published tree.
///
/// Each file is the old or the new one at any moment. Pages come after what they load, and files that are no longer
/// needed are removed last. Until everything is done, the list of the published tree contains only untouched files.
pub(super) fn replace_each(
    staging: &Tree,
    published: &Tree,
    contents: &Contents,
    files: &BTreeMap<OutputPath, Digest>,
) -> Result<(), PublishError> {
    let untouched = |path: &OutputPath, digest: &Digest| contents.held.get(path) == Some(digest);
    let kept = files.iter().filter(|(path, digest)| untouched(path, digest));
    published.write_manifest(&kept.map(|(path, digest)| (path.clone(), *digest)).collect())?;
    sync_folder(&published.root)?;

    let new = || files.iter().filter(|(path, digest)| !untouched(path, digest)).map(|(path, _)| path);
    let (pages, others): (Vec<_>, Vec<_>) = new().partition(|path| path.as_str().ends_with(".html"));
    for path in others.into_iter().chain(pages) {
        replace(staging, published, path)?;
        #[cfg(test)]
        super::tests::reach("a file was replaced");
    }
    published.remove_all_but(files, contents)?;
    sync(published, &new().collect::<Vec<_>>())?;
    published.write_manifest(files)?;
    sync_folder(&published.root)
}

fn replace(staging: &Tree, published: &Tree, path: &OutputPath) -> Result<(), PublishError> {
    published.make_folder(path.parent())?;
    let (source, place) = (staging.locate(path), published.locate(path));
    let partial = published.root.join(tree::PARTIAL);
    tree::remove(&partial)?;
    if fs::hard_link(&source, &partial).is_err() {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&partial)
            .map_err(PublishError::io("write", &partial))?;
        tree::copy(&source, &mut file, &place, None)?;
    }
    if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_dir()) {
        tree::remove(&place)?;
    }
    tree::rename_over(&partial, &place)
}

/// Waits until these files of a tree, and their names, are on disk.
pub(super) fn sync(tree: &Tree, files: &[&OutputPath]) -> Result<(), PublishError> {
    if files.len() > FEW && sync_everything(&tree.root) {
        return Ok(());
    }
    let mut folders = vec![tree.root.clone()];
    for path in files {
        let place = tree.locate(path);
        File::open(&place).and_then(|file| file.sync_all()).map_err(PublishError::io("write", &place))?;
        folders
            .extend(place.ancestors().skip(1).take_while(|folder| **folder != tree.root).map(PathBuf::from));
    }
    folders.sort();
    folders.dedup();
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))
}

/// Waits until the names in a folder are on disk.
#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of std")]
pub(super) fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    // Other systems cannot open a folder, and do not need to sync its names.
    match cfg!(unix) {
        true => File::open(folder)
            .and_then(|folder| folder.sync_all())
            .or_else(|error| match error.kind() {
                // Some file systems do not support this.
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
                _ => Err(error),
            })
            .map_err(PublishError::io("write", folder)),
        false => Ok(()),
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn sync_everything(root: &Path) -> bool {
    File::open(root).is_ok_and(|folder| rustix::fs::syncfs(folder).is_ok())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn sync_everything(_root: &Path) -> bool {
    false
}
