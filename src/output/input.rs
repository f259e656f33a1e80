//! Files that kb adds to the site's own folder, for its editors to keep.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::path::SourcePath;

/// Writes a new file of the site's folder `root`, with the folders above it. An existing file is left alone, which is an error
/// of kind [`io::ErrorKind::AlreadyExists`].
pub fn add_input(root: &Path, path: &SourcePath, bytes: &[u8]) -> io::Result<()> {
    let place = place(root, path)?;
    write_new(&place, bytes)
}

/// Writes a file of the site's folder, replacing an existing one: completely or not at all.
pub fn replace_input(root: &Path, path: &SourcePath, bytes: &[u8]) -> io::Result<()> {
    let place = place(root, path)?;
    // A hidden file is not part of a site, should this one ever be left behind.
    let beside = place.with_file_name(format!(".{}.{}", path.file_name(), std::process::id()));
    write_new(&beside, bytes)?;
    fs::rename(&beside, &place).inspect_err(|_| drop(fs::remove_file(&beside)))
}

/// The path of a file in the site's folder, after creating the folders above it.
fn place(root: &Path, path: &SourcePath) -> io::Result<PathBuf> {
    let place = root.join(path.as_str());
    let folder = place.parent().expect("a path below the root has a folder");
    // A symbolic link among the existing folders may lead anywhere.
    let nearest = folder.ancestors().find(|folder| folder.exists()).unwrap_or(root);
    if !nearest.canonicalize()?.starts_with(root.canonicalize()?) {
        let message = format!("{} is outside the site's folder", folder.display());
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
    }
    fs::create_dir_all(folder)?;
    Ok(place)
}

fn write_new(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(place)?;
    // A partial file would look like a complete one.
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(place)))
}
