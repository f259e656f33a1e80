//! What the website is, and writing only the difference, whole or not at all.
//!
//! Takes the files of the website one by one, from many threads, and gives what changed. A [`Stage`] keeps a second
//! tree beside the published one: files that differ are put there, files that do not are shared by hard links, and
//! at the end the two folders change places in one step of the kernel. So a reader finds the old site or the new one,
//! through a crash too, and what was swapped out is the next staging tree.
//!
//! Three rules hold it together. A file that exists is never written in place, for its bytes may be published under
//! another name. A tree is trusted as far as its `.kb-site` goes, and that list is taken away before anything in the
//! tree changes. Nothing below the two trees is reached through a symbolic link.
//!
//! Never knows what a page is, and never changes the published folder before [`Stage::publish`].

mod contents;
mod error;
mod exchange;
mod input;
mod lock;
mod manifest;
mod place;
mod stage;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::sync::Arc;

pub use error::PublishError;
pub use input::{add_input, replace_input};
pub use stage::{Method, Reason, Stage, Written};

use crate::path::OutputPath;

/// The files of the website, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<OutputPath, Output>,
}

/// One file of the website.
#[derive(Clone, PartialEq, Eq)]
pub enum Output {
    /// Its bytes, for a server and for tests.
    Memory(Arc<[u8]>),
    /// Its bytes lie with the [`Stage`] that it was put on; only their digest is remembered.
    Staged(Digest),
}

/// The BLAKE3 digest of a file's bytes. Displayed as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Two files were to be published at one path. The tree keeps the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Where both were to go.
    pub path: OutputPath,
    /// Whether the two have the same bytes, so that losing one loses nothing.
    pub same: bool,
}

impl OutputTree {
    /// A website without files.
    pub fn new() -> OutputTree {
        OutputTree::default()
    }

    /// Adds a file, unless there is one at that path already.
    pub fn insert(&mut self, path: OutputPath, output: Output) -> Result<(), Clash> {
        match self.files.entry(path) {
            Entry::Vacant(place) => {
                place.insert(output);
                Ok(())
            }
            Entry::Occupied(place) => {
                Err(Clash { same: place.get().digest() == output.digest(), path: place.key().clone() })
            }
        }
    }

    /// The file at a path.
    pub fn get(&self, path: &OutputPath) -> Option<&Output> {
        self.files.get(path)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Output)> {
        self.files.iter()
    }

    /// The digest of each file, sorted by path. Bytes in memory are digested on every call.
    pub fn digests(&self) -> impl ExactSizeIterator<Item = (&OutputPath, Digest)> {
        self.files.iter().map(|(path, output)| (path, output.digest()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Output {
    /// Keeps bytes in memory.
    pub fn memory(bytes: impl Into<Arc<[u8]>>) -> Output {
        Output::Memory(bytes.into())
    }

    /// The digest of the file's bytes.
    pub fn digest(&self) -> Digest {
        match self {
            Output::Memory(bytes) => Digest::of(bytes),
            Output::Staged(digest) => *digest,
        }
    }

    /// The bytes, if they are in memory.
    pub fn bytes(&self) -> Option<&Arc<[u8]>> {
        match self {
            Output::Memory(bytes) => Some(bytes),
            Output::Staged(_) => None,
        }
    }
}

impl Digest {
    /// Digests bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(*blake3::hash(bytes).as_bytes())
    }

    /// Digests what a reader gives, without holding it in memory.
    pub fn of_reader(reader: impl std::io::Read) -> std::io::Result<Digest> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Digest(*hasher.finalize().as_bytes()))
    }

    /// Reads what `Display` writes.
    pub fn from_hex(text: &str) -> Option<Digest> {
        blake3::Hash::from_hex(text).ok().map(|hash| Digest(*hash.as_bytes()))
    }

    /// The bytes of the digest.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

// A page's bytes would drown the rest of what is debugged.
impl fmt::Debug for Output {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Output::Memory(bytes) => write!(formatter, "Memory({} bytes)", bytes.len()),
            Output::Staged(digest) => write!(formatter, "Staged({digest})"),
        }
    }
}
