//! The bytes of one file, wherever they are, and digests of bytes and of values.
//!
//! Everything that kb reads, makes or serves is a [`Blob`]. Knows no paths of a site and writes nothing.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::{fmt, fs};

use crate::disk;

/// The bytes of one file. A copy of a blob shares its bytes.
#[derive(Clone, PartialEq, Eq)]
pub enum Blob {
    /// Text in memory.
    Text(Arc<str>),
    /// Other bytes in memory.
    Bytes(Arc<[u8]>),
    /// A file on disk, in its original place: it may be larger than memory.
    Disk(PathBuf),
}

/// The BLAKE3 digest of some bytes. Displayed as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Digests values that implement [`Hash`]. The same kb gives the same digest on the same machine every time; other
/// versions and other machines may give another one.
#[derive(Default)]
pub struct Digester {
    /// Bytes that are not hashed yet: values arrive a few bytes at a time, and BLAKE3 is faster with many.
    waiting: Vec<u8>,
    hasher: blake3::Hasher,
}

impl Blob {
    /// The text; none if the blob is not [`Blob::Text`].
    pub fn text(&self) -> Option<&str> {
        match self {
            Blob::Text(text) => Some(text),
            Blob::Bytes(_) | Blob::Disk(_) => None,
        }
    }

    /// The bytes; none if they are on disk.
    pub fn in_memory(&self) -> Option<&[u8]> {
        match self {
            Blob::Text(text) => Some(text.as_bytes()),
            Blob::Bytes(bytes) => Some(bytes),
            Blob::Disk(_) => None,
        }
    }

    /// All bytes, read from disk if they are not in memory. Fails if they cannot be read.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        self.bytes_up_to(u64::MAX)
    }

    /// The same, but a file on disk with more than `most` bytes is an error of kind [`io::ErrorKind::FileTooLarge`].
    pub fn bytes_up_to(&self, most: u64) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Blob::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Blob::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Blob::Disk(place) => disk::read(place, most).map(Cow::Owned),
        }
    }

    /// The number of bytes. Fails if a file on disk cannot be examined.
    pub fn length(&self) -> io::Result<u64> {
        match self {
            Blob::Text(text) => Ok(text.len() as u64),
            Blob::Bytes(bytes) => Ok(bytes.len() as u64),
            Blob::Disk(place) => Ok(fs::metadata(place)?.len()),
        }
    }

    /// The bytes in a range. Fails if they cannot be read, or if there are not enough.
    pub fn read(&self, range: Range<u64>) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.in_memory() {
            let part = bytes.get(range.start as usize..range.end as usize);
            return part.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        }
        let Blob::Disk(place) = self else { unreachable!("a blob is in memory or on disk") };
        let mut file = disk::open(place)?;
        file.seek(SeekFrom::Start(range.start))?;
        let mut bytes = vec![0; (range.end - range.start) as usize];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Blob {
        Blob::Text(text.into())
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Blob {
        Blob::Bytes(bytes.into())
    }
}

impl Digest {
    /// Digests bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(*blake3::hash(bytes).as_bytes())
    }

    /// Digests bytes in several slices as if they were one.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Digest {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(part);
        }
        Digest(*hasher.finalize().as_bytes())
    }

    /// Digests a value; see [`Digester`].
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Digest {
        let mut digester = Digester::default();
        value.hash(&mut digester);
        digester.digest()
    }

    /// Digests everything that a reader gives, without keeping it in memory. Fails if the reader does.
    pub fn of_reader(reader: impl Read) -> io::Result<Digest> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Digest(*hasher.finalize().as_bytes()))
    }

    /// A digest that was made elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Digest {
        Digest(bytes)
    }

    /// Reads what `Display` writes. None if the text is not a digest.
    pub fn from_hex(text: &str) -> Option<Digest> {
        blake3::Hash::from_hex(text).ok().map(|hash| Digest(*hash.as_bytes()))
    }

    /// The bytes of the digest.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Digester {
    const ENOUGH: usize = 16 * 1024;

    /// The digest of everything that was hashed.
    pub fn digest(mut self) -> Digest {
        self.flush();
        Digest(*self.hasher.finalize().as_bytes())
    }

    fn flush(&mut self) {
        self.hasher.update(&self.waiting);
        self.waiting.clear();
    }
}

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > Digester::ENOUGH {
            self.flush();
        }
        if bytes.len() > Digester::ENOUGH {
            self.hasher.update(bytes);
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }

    /// The first bytes of the digest, since the trait requires a number; [`Digester::digest`] gives all.
    fn finish(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        hasher.update(&self.waiting);
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
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

// A page's bytes would flood debug output.
impl fmt::Debug for Blob {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Blob::Text(text) => write!(formatter, "Text({} bytes)", text.len()),
            Blob::Bytes(bytes) => write!(formatter, "Bytes({} bytes)", bytes.len()),
            Blob::Disk(place) => write!(formatter, "Disk({})", place.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_the_same_from_memory_and_from_disk() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a");
        fs::write(&place, "abcdef").unwrap();
        for blob in [Blob::from("abcdef".to_owned()), b"abcdef".to_vec().into(), Blob::Disk(place)] {
            assert_eq!(blob.read(2..4).unwrap(), b"cd");
            assert_eq!(blob.length().unwrap(), 6);
            assert_eq!(blob.read(4..7).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        }
    }

    #[test]
    fn values_that_differ_anywhere_have_other_digests() {
        let long = "x".repeat(3 * Digester::ENOUGH);
        let digest = |value: &[&str]| Digest::of_value(value);
        assert_eq!(digest(&["a", &long, "b"]), digest(&["a", &long, "b"]));
        assert_ne!(digest(&["a", &long, "b"]), digest(&["a", &long, "c"]));
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["a"]), digest(&["a", ""]));
    }
}
