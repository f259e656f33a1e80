//! Reads the files of an index, each when a query first needs it.
//!
//! Takes a function that returns a file by its name, gives words, postings, heads and texts. Every method returns none if a file is
//! missing or damaged.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::format::{ROOT, Reader, file_name, unpack};

/// The files of an index. Remembers those that were read.
pub(super) struct Files<F> {
    load: F,
    root: Option<Rc<Root>>,
    words: BTreeMap<String, Rc<Vec<Rc<Entry>>>>,
    endings: BTreeMap<String, Rc<Vec<String>>>,
    postings: BTreeMap<String, Rc<Vec<u8>>>,
    heads: BTreeMap<String, Rc<Heads>>,
    texts: BTreeMap<String, Rc<Vec<Vec<String>>>>,
}

/// The content of `root.bin`.
pub(super) struct Root {
    pub documents: usize,
    pub words: Vec<Shard<String>>,
    pub endings: Vec<Shard<String>>,
    pub heads: Vec<Shard<usize>>,
    pub pins: Vec<(String, usize)>,
    pub synonyms: Vec<(String, String)>,
}

/// One of several files with the same kind of content, and the first key in it.
pub(super) struct Shard<K> {
    pub key: K,
    pub name: String,
}

/// A word or filter of the dictionary.
pub(super) struct Entry {
    pub word: String,
    pub letters: Vec<char>,
    /// How rare it is.
    pub rarity: u64,
    /// Files of postings. The list of documents begins in the one at `first`.
    files: Rc<[String]>,
    first: usize,
    offset: usize,
}

/// A document of a list of postings.
#[derive(Clone)]
pub(super) struct Posting {
    pub document: usize,
    pub impact: u64,
    /// How much of a name it makes, in 127ths.
    pub name: u64,
    /// Whether a name begins with it.
    pub begins: bool,
    pub sections: Vec<usize>,
}

/// Some documents, and where their texts are.
pub(super) struct Heads {
    pub heads: Vec<Head>,
    texts: Vec<Shard<usize>>,
}

/// What is known about a document without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its address below the root of the website, ready for a link.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its headings.
    pub sections: Vec<Section>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its text.
    pub title: String,
}

impl Entry {
    /// Entries with the same place have the same documents.
    pub fn place(&self) -> (&str, usize) {
        (&self.files[self.first], self.offset)
    }

    /// Whether it is a word, not a filter.
    pub fn is_word(&self) -> bool {
        !self.word.contains(':')
    }
}

impl<F: Fn(&str) -> Option<Vec<u8>>> Files<F> {
    pub fn new(load: F) -> Files<F> {
        Files {
            load,
            root: None,
            words: BTreeMap::new(),
            endings: BTreeMap::new(),
            postings: BTreeMap::new(),
            heads: BTreeMap::new(),
            texts: BTreeMap::new(),
        }
    }

    pub fn root(&mut self) -> Option<Rc<Root>> {
        if self.root.is_none() {
            self.root = Some(Rc::new(read_root(&unpack(&(self.load)(ROOT)?)?)?));
        }
        self.root.clone()
    }

    /// The entries of the files that may have words with a prefix, from at most `most` files.
    pub fn entries_at(&mut self, prefix: &str, most: usize) -> Option<Vec<Rc<Entry>>> {
        let root = self.root()?;
        let mut entries = Vec::new();
        for shard in covering(&root.words, prefix, most) {
            let file = known(&mut self.words, &self.load, &shard.name, read_words)?;
            entries.extend(file.iter().cloned());
        }
        Some(entries)
    }

    /// The entry of a word, if it has one.
    pub fn entry_of(&mut self, word: &str) -> Option<Option<Rc<Entry>>> {
        let root = self.root()?;
        let Some(shard) = covering(&root.words, word, 1).first() else { return Some(None) };
        let file = known(&mut self.words, &self.load, &shard.name, read_words)?;
        let found = file.binary_search_by(|entry| entry.word.as_str().cmp(word));
        Some(found.ok().map(|index| Rc::clone(&file[index])))
    }

    /// The reversed words of the files that may have words with a prefix.
    pub fn endings_at(&mut self, prefix: &str, most: usize) -> Option<Vec<String>> {
        let root = self.root()?;
        let mut endings = Vec::new();
        for shard in covering(&root.endings, prefix, most) {
            let file = known(&mut self.endings, &self.load, &shard.name, |content| {
                Reader::new(content).sorted_words(|word, _| Some(word))
            })?;
            endings.extend(file.iter().cloned());
        }
        Some(endings)
    }

    /// The documents of an entry, sorted, from at most `most` blocks.
    pub fn documents_of(&mut self, entry: &Entry, most: usize) -> Option<Vec<Posting>> {
        let mut files = entry.files[entry.first..].iter();
        let mut open =
            || known(&mut self.postings, &self.load, files.next()?, |content| Some(content.to_vec()));
        let mut content = open()?;
        let mut reader = Reader::new(content.get(entry.offset..)?);
        let count = reader.number()?;
        let mut found = Vec::new();
        let mut read = reader.rest_length();
        for _ in 0..count.min(most) {
            if read == 0 {
                content = open()?;
                read = content.len();
            }
            let mut reader = Reader::new(&content[content.len() - read..]);
            read_block(&mut reader, &mut found)?;
            read = reader.rest_length();
        }
        found.sort_by_key(|posting| posting.document);
        Some(found)
    }

    pub fn head_of(&mut self, document: usize) -> Option<Head> {
        let (heads, place) = self.heads_of(document)?;
        heads.heads.get(place).cloned()
    }

    /// The text of each section of a document, then its aliases; the first is what comes before its first heading.
    pub fn texts_of(&mut self, document: usize) -> Option<Vec<String>> {
        let (heads, _) = self.heads_of(document)?;
        let (shard, place) = holding(&heads.texts, document)?;
        let texts = known(&mut self.texts, &self.load, &shard.name, |content| {
            let mut reader = Reader::new(content);
            let mut texts = Vec::new();
            while !reader.is_at_end() {
                texts.push(reader.list(Reader::text)?);
            }
            Some(texts)
        })?;
        texts.get(place).cloned()
    }

    fn heads_of(&mut self, document: usize) -> Option<(Rc<Heads>, usize)> {
        let root = self.root()?;
        let (shard, place) = holding(&root.heads, document)?;
        let heads =
            known(&mut self.heads, &self.load, &shard.name, |content| read_heads(content, shard.key))?;
        Some((heads, place))
    }
}

/// The content of a file, which is read only once.
fn known<T>(
    files: &mut BTreeMap<String, Rc<T>>,
    load: impl Fn(&str) -> Option<Vec<u8>>,
    name: &str,
    read: impl FnOnce(&[u8]) -> Option<T>,
) -> Option<Rc<T>> {
    if let Some(file) = files.get(name) {
        return Some(Rc::clone(file));
    }
    let file = Rc::new(read(&unpack(&load(name)?)?)?);
    files.insert(name.to_owned(), Rc::clone(&file));
    Some(file)
}

/// The files that may have words with a prefix.
fn covering<'a>(shards: &'a [Shard<String>], prefix: &str, most: usize) -> &'a [Shard<String>] {
    let start = shards.partition_point(|shard| shard.key.as_str() <= prefix).saturating_sub(1);
    let after = shards.get(start + 1..).unwrap_or_default();
    let more = after.iter().take_while(|shard| shard.key.starts_with(prefix)).count();
    &shards[start.min(shards.len())..(start + 1 + more).min(start + most).min(shards.len())]
}

/// The file that has a document, and the document's place in it.
fn holding(shards: &[Shard<usize>], document: usize) -> Option<(&Shard<usize>, usize)> {
    let index = shards.partition_point(|shard| shard.key <= document).checked_sub(1)?;
    Some((&shards[index], document - shards[index].key))
}

fn read_root(content: &[u8]) -> Option<Root> {
    let mut reader = Reader::new(content);
    let documents = reader.number()?;
    let text =
        |reader: &mut Reader<'_>| Some(Shard { key: reader.text()?, name: file_name(&reader.name()?) });
    let words = reader.list(text)?;
    let endings = reader.list(text)?;
    let heads = numbered(&mut reader, 0)?;
    let pins = reader.list(|reader| Some((reader.text()?, reader.number()?)))?;
    let synonyms = reader.list(|reader| Some((reader.text()?, reader.text()?)))?;
    Some(Root { documents, words, endings, heads, pins, synonyms })
}

/// A list of files, each with its first document.
fn numbered(reader: &mut Reader<'_>, from: usize) -> Option<Vec<Shard<usize>>> {
    let mut first = from;
    reader.list(|reader| {
        first += reader.number()?;
        Some(Shard { key: first, name: file_name(&reader.name()?) })
    })
}

fn read_words(content: &[u8]) -> Option<Vec<Rc<Entry>>> {
    let mut reader = Reader::new(content);
    let files: Rc<[String]> = reader.list(|reader| Some(file_name(&reader.name()?)))?.into();
    reader.sorted_words(|word, reader| {
        let rarity = reader.number()? as u64;
        let (first, offset) = (reader.number()?, reader.number()?);
        files.get(first)?;
        let letters = word.chars().collect();
        Some(Rc::new(Entry { word, letters, rarity, files: Rc::clone(&files), first, offset }))
    })
}

fn read_block(reader: &mut Reader<'_>, found: &mut Vec<Posting>) -> Option<()> {
    let mut document = 0;
    for _ in 0..reader.number()? {
        document += reader.number()?;
        let (impact, name) = (reader.byte()?.into(), reader.byte()?);
        let mut section = 0;
        let sections = reader.list(|reader| {
            section += reader.number()?;
            Some(section)
        })?;
        found.push(Posting { document, impact, name: u64::from(name >> 1), begins: name & 1 == 1, sections });
    }
    Some(())
}

fn read_heads(content: &[u8], from: usize) -> Option<Heads> {
    let mut reader = Reader::new(content);
    let heads = reader.list(|reader| {
        let (url, title) = (reader.text()?, reader.text()?);
        reader.number()?;
        let sections = reader.list(|reader| {
            let section = Section { id: reader.text()?, title: reader.text()? };
            reader.number()?;
            Some(section)
        })?;
        Some(Head { url, title, sections })
    })?;
    Some(Heads { heads, texts: numbered(&mut reader, from)? })
}
