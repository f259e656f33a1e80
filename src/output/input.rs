//! Files that kb adds to the site's own folder, for its editors to keep.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::path::SourcePath;

/// Writes a new file of the site's folder `root`, with the folders above it. One that is there already is left alone, which is
/// an error of kind [`io::ErrorKind::AlreadyExists`].
pub fn add_input(root: &Path, path: &SourcePath, bytes: &[u8]) -> io::Result<()> {
    let place = root.join(path.as_str());
    let folder = place.parent().expect("a path below the root has a folder");
    fs::create_dir_all(folder)?;
    // A symbolic link among the folders may lead anywhere.
    if !folder.canonicalize()?.starts_with(root.canonicalize()?) {
        let message = format!("{} lies outside of the site's folder", folder.display());
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
    }
    let mut file = fs::File::create_new(&place)?;
    // Half a file would be taken for a whole one by whoever finds it.
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(&place)))
}
