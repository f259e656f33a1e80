//! Opens files at paths that kb did not choose.
//!
//! Opening never blocks, whatever is at a path: opening a pipe would wait for a writer that may never come, and a device may have
//! no end. So only regular files are opened. Takes paths, gives files or the system's error; writes nothing.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file for reading, through symbolic links. Anything but a regular file is an error of kind
/// [`io::ErrorKind::InvalidInput`].
pub fn open(place: &Path) -> io::Result<File> {
    // Opening a device may already have an effect, so the path is checked first, and the opened file again: it may have been
    // replaced in between.
    must_be_file(&fs::metadata(place)?)?;
    let file = open_at_once(place)?;
    must_be_file(&file.metadata()?)?;
    Ok(file)
}

/// All bytes of a file; more than `most` are an error of kind [`io::ErrorKind::FileTooLarge`].
pub fn read(place: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(place)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(most)).unwrap_or(0));
    // The file may grow while it is read.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it is larger than {} MB", most / (1024 * 1024)),
        )),
        false => Ok(bytes),
    }
}

/// The standard library uses one call and one open folder per level, so it crashes or fails if folders are nested
/// deeply. Folders below this depth are moved up first.
const DEEPEST: usize = 64;

/// Removes a folder with everything in it, however deep it is. A symbolic link in it is removed, not followed.
pub fn remove_folder(top: &Path) -> io::Result<()> {
    let mut waiting = vec![(top.to_owned(), 0)];
    let mut moved = 0_u64;
    while let Some((folder, depth)) = waiting.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                continue;
            }
            if depth + 1 < DEEPEST {
                waiting.push((entry.path(), depth + 1));
                continue;
            }
            let raised = loop {
                moved += 1;
                let place = top.join(format!(".kb-moved-{moved}"));
                if fs::symlink_metadata(&place).is_err() {
                    break place;
                }
            };
            fs::rename(entry.path(), &raised)?;
            waiting.push((raised, 1));
        }
    }
    fs::remove_dir_all(top)
}

fn must_be_file(metadata: &fs::Metadata) -> io::Result<()> {
    match metadata.is_file() {
        true => Ok(()),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file")),
    }
}

#[cfg(unix)]
fn open_at_once(place: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    File::options().read(true).custom_flags(flags.bits().cast_signed()).open(place)
}

#[cfg(not(unix))]
fn open_at_once(place: &Path) -> io::Result<File> {
    File::open(place)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_are_opened_and_nothing_blocks() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RUSR).unwrap();
        std::os::unix::fs::symlink(at("pipe"), at("link")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        fs::write(at("file"), "text").unwrap();
        std::os::unix::fs::symlink(at("file"), at("other-link")).unwrap();
        for name in ["pipe", "link", "socket", "", "/dev/zero"] {
            assert_eq!(open(&at(name)).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{name}");
        }
        assert_eq!(open(&at("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(read(&at("other-link"), 4).unwrap(), b"text");
        assert_eq!(read(&at("file"), 3).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
