//! Compares a folder with the list of a build: what is missing, what has other bytes, what is not in the list.
//!
//! Reads every byte, since a copy may have any time. Changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::Digest;
use super::manifest::{self, Manifest};
use crate::disk;
use crate::path::OutputPath;

/// How a file differs from the list of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is in the list and not there.
    Missing,
    /// Its bytes are other ones.
    Changed,
    /// It is there and not in the list.
    Foreign,
}

/// The files that the last build published to a folder, by its `.kb-site`. None if there is no list, or if it is of another version.
pub fn read_list(folder: &Path) -> io::Result<Option<BTreeMap<OutputPath, Digest>>> {
    let list = Manifest::read(folder)?;
    // Every site has a page for missing addresses.
    Ok(list.map(|list| list.files).filter(|files| !files.is_empty()))
}

/// The files of a folder that differ from a list, sorted by path, relative. Fails if something cannot be read.
pub fn compare(folder: &Path, list: &BTreeMap<OutputPath, Digest>) -> io::Result<Vec<(String, Difference)>> {
    // Otherwise every file of a folder that is not there would be reported.
    fs::read_dir(folder).map_err(|error| at(folder, error))?;
    let listed = list.par_iter().map(|(path, digest)| {
        let difference = compare_file(&folder.join(path.as_str()), *digest)?;
        Ok(difference.map(|difference| (path.as_str().to_owned(), difference)))
    });
    let listed: Vec<Option<_>> = listed.collect::<io::Result<_>>()?;
    let mut differences: BTreeMap<String, Difference> = listed.into_iter().flatten().collect();
    // A folder may be as deep as somebody made it, so those that wait are not on the stack.
    let mut waiting = vec![String::new()];
    while let Some(below) = waiting.pop() {
        let place = folder.join(&below);
        for entry in fs::read_dir(&place).map_err(|error| at(&place, error))? {
            let entry = entry.map_err(|error| at(&place, error))?;
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(|error| at(&entry.path(), error))?.is_dir() {
                waiting.push(format!("{path}/"));
            } else if path != manifest::NAME
                && OutputPath::new(&path).is_none_or(|path| !list.contains_key(&path))
            {
                differences.insert(path, Difference::Foreign);
            }
        }
    }
    Ok(differences.into_iter().collect())
}

#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of std")]
fn compare_file(place: &Path, digest: Digest) -> io::Result<Option<Difference>> {
    match disk::open(place).and_then(Digest::of_reader) {
        Ok(found) => Ok((found != digest).then_some(Difference::Changed)),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(Some(Difference::Missing)),
            // A folder, a pipe or a device.
            io::ErrorKind::InvalidInput => Ok(Some(Difference::Changed)),
            _ => Err(at(place, error)),
        },
    }
}

fn at(place: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}` cannot be read: {error}", place.display()))
}
