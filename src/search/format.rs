//! The encoding of index files: numbers, texts, sorted words, and compression. docs/search.md describes it.
//!
//! Takes content, gives the bytes of a file and its name, and the reverse. Does not know what the content means.

use std::io::Read;

use flate2::read::DeflateDecoder;
use libdeflater::{CompressionLvl, Compressor};

use crate::blob::{Blob, Digest};

/// The file that names all others.
pub const ROOT: &str = "root.bin";
/// The folder of all indexes, below the root of the website; each language has its own folder in it.
pub const FOLDER: &str = "search";

/// The first byte of each file.
const VERSION: u8 = 1;
/// How many bytes of a file's digest make up its name.
const NAME_LENGTH: usize = 8;
/// The size limit of an unpacked file; a larger file is damaged.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The name of a file, from its digest.
pub(super) type Name = [u8; NAME_LENGTH];

/// A compressed file, with the name by which others refer to it.
pub(super) struct Packed {
    pub name: Name,
    pub blob: Blob,
}

/// Compresses files one after another, and reuses its memory, which is larger than most files.
pub(super) struct Packer {
    compressor: Compressor,
    /// The file that was compressed last.
    bytes: Vec<u8>,
}

impl Packer {
    pub fn new() -> Packer {
        // Level 0 does not compress; higher levels take twice as long to save 3 %.
        let level = CompressionLvl::new(1).expect("libdeflate has this level");
        Packer { compressor: Compressor::new(level), bytes: vec![VERSION] }
    }

    pub fn pack(&mut self, content: &[u8]) -> Packed {
        let most = 1 + self.compressor.deflate_compress_bound(content.len());
        self.bytes.resize(most.max(self.bytes.len()), 0);
        let packed = self.compressor.deflate_compress(content, &mut self.bytes[1..]);
        let bytes = &self.bytes[..1 + packed.expect("there is room for the worst case")];
        let digest = Digest::of(bytes);
        let name = digest.as_bytes()[..NAME_LENGTH].try_into().expect("a digest is longer than a name");
        Packed { name, blob: Blob::Bytes(bytes.into()) }
    }
}

/// The content of a file; none if it is damaged or has another version.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let (version, compressed) = bytes.split_first()?;
    let mut content = Vec::new();
    let is_whole = DeflateDecoder::new(compressed).take(MOST_BYTES).read_to_end(&mut content).is_ok();
    (*version == VERSION && is_whole).then_some(content)
}

/// The file name from a digest: base64 for addresses (RFC 4648, section 5), without padding.
pub(super) fn file_name(name: &Name) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = u128::from(u64::from_be_bytes(*name)) << 2;
    let digits = (0..11).rev().map(|place| char::from(DIGITS[(bits >> (6 * place)) as usize & 63]));
    digits.chain(".bin".chars()).collect()
}

/// Writes a number: unsigned LEB128, seven bits per byte, the lowest first.
pub(super) fn put_number(content: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest > 127 {
        content.push(rest as u8 | 128);
        rest >>= 7;
    }
    content.push(rest as u8);
}

/// Writes a text: the number of its bytes, then its bytes.
pub(super) fn put_text(content: &mut Vec<u8>, text: &str) {
    put_number(content, text.len());
    content.extend_from_slice(text.as_bytes());
}

/// How many bytes two words have in common at the beginning.
pub(super) fn shared_bytes(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
}

/// Writes sorted words, each without the bytes that it shares with the word before.
#[derive(Default)]
pub(super) struct SortedWords<'a> {
    last: &'a str,
}

impl<'a> SortedWords<'a> {
    pub fn put(&mut self, content: &mut Vec<u8>, word: &'a str) {
        let shared = shared_bytes(self.last, word);
        put_number(content, shared);
        put_number(content, word.len() - shared);
        content.extend_from_slice(&word.as_bytes()[shared..]);
        self.last = word;
    }
}

/// Reads content. Every method returns none if it cannot read what it expects.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(content: &'a [u8]) -> Reader<'a> {
        Reader { rest: content }
    }

    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn rest_length(&self) -> usize {
        self.rest.len()
    }

    pub fn number(&mut self) -> Option<usize> {
        let mut number = 0usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    pub fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.bytes(length)?).into_owned())
    }

    pub fn name(&mut self) -> Option<Name> {
        self.bytes(NAME_LENGTH)?.try_into().ok()
    }

    /// A list: the number of items, then the items.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(read(self)?);
        }
        Some(items)
    }

    /// All remaining sorted words, each with what `read` reads after it.
    pub fn sorted_words<T>(
        &mut self,
        mut read: impl FnMut(String, &mut Reader<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        let mut word: Vec<u8> = Vec::new();
        while !self.is_at_end() {
            word.truncate(self.number()?);
            let length = self.number()?;
            word.extend_from_slice(self.bytes(length)?);
            items.push(read(String::from_utf8_lossy(&word).into_owned(), self)?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let mut content = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 1 << 20, u32::MAX as usize];
        numbers.iter().for_each(|number| put_number(&mut content, *number));
        put_text(&mut content, "Zoë");
        let mut sorted = SortedWords::default();
        ["tea", "team", "été", "étude"].iter().for_each(|word| sorted.put(&mut content, word));
        let content = unpack(&Packer::new().pack(&content).blob.bytes().unwrap()).unwrap();
        let mut reader = Reader::new(&content);
        assert_eq!(numbers.map(|_| reader.number().unwrap()), numbers);
        assert_eq!(reader.text().unwrap(), "Zoë");
        assert_eq!(reader.sorted_words(|word, _| Some(word)).unwrap(), ["tea", "team", "été", "étude"]);
    }

    #[test]
    fn a_damaged_file_is_no_content() {
        let packed = Packer::new().pack(b"some words, some words").blob;
        let whole = packed.in_memory().unwrap();
        assert!(unpack(&[]).is_none() && unpack(&whole[..whole.len() - 4]).is_none());
        assert!(unpack(&[&[VERSION + 1], &whole[1..]].concat()).is_none());
        assert!(Reader::new(&[200]).number().is_none() && Reader::new(&[5, b'a']).text().is_none());
        assert!(Reader::new(&[255; 40]).number().is_none());
    }

    #[test]
    fn file_names_are_the_beginning_of_the_digest() {
        assert_eq!(file_name(&[0; 8]), "AAAAAAAAAAA.bin");
        assert_eq!(file_name(&[255; 8]), "__________8.bin");
        assert_eq!(file_name(b"kb index"), "a2IgaW5kZXg.bin");
    }
}
