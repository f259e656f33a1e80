//! The search index of a site: all its files, from the linked site.
//!
//! Takes the configuration and the linked site, hands each file to a function. docs/search.md describes the files. An index has the
//! documents of one language. Everything is in the order of documents or words, so the same site gives the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::Entry;
use super::dictionary::Dictionary;
use super::format::{
    FOLDER, Name, Packed, Packer, ROOT, SortedWords, file_name, put_number, put_text, shared_bytes,
};
use super::function_words::{RARITY, function_words};
use super::gather::{PART, gather};
use super::meanings::{pins, synonyms};
use super::part::Part;
use super::postings::{List, filter, lists};
use crate::blob::Blob;
use crate::config::{Collection, Config, FieldKind};
use crate::document::{FieldValue, Settings};
use crate::language::Language;
use crate::path::OutputPath;
use crate::site::{DocumentId, PageId, Site};

/// How many bytes of unpacked content files have: at most, and from when on they may end.
const WORDS_BYTES: (usize, usize) = (8_000, 4_000);
const POSTINGS_BYTES: (usize, usize) = (8_000, 4_000);

/// The shortest word whose ending is in the index. In shorter words, a typo at the beginning is not found.
const SHORTEST_ENDING: usize = 4;

/// Makes every file of the search indexes and hands it to `put`, from many threads. Fails only if `put` does.
pub fn make_index<E: Send>(
    config: &Config,
    settings: &Settings,
    site: &Site,
    put: impl Fn(&OutputPath, &Blob) -> Result<(), E> + Sync,
) -> Result<(), E> {
    for (language, documents) in entries(config, site) {
        index_of_language(config, settings, site, &language, &documents, |name, blob| {
            let path = OutputPath::new(&format!("{}/{name}", index_folder(&language)));
            put(&path.expect("tags and names of files are plain"), blob)
        })?;
    }
    Ok(())
}

/// The folder of the index in a language, from the root of the site: `search/en`.
pub fn index_folder(language: &Language) -> String {
    format!("{FOLDER}/{language}")
}

/// Whether a path could be that of an index file.
pub fn is_index_path(path: &OutputPath) -> bool {
    let below = path.as_str().strip_prefix(FOLDER).and_then(|below| below.strip_prefix('/'));
    below.is_some_and(|below| below.ends_with(".bin"))
}

/// The documents of each language's index, by their numbers.
pub fn indexed(config: &Config, site: &Site) -> BTreeMap<Language, Vec<DocumentId>> {
    let languages = entries(config, site).into_iter();
    languages
        .map(|(language, entries)| (language, entries.iter().map(|entry| entry.document).collect()))
        .collect()
}

/// The documents that can be found, by the language of their pages, sorted by collection and then by address.
fn entries(config: &Config, site: &Site) -> BTreeMap<Language, Vec<Entry>> {
    let mut languages: BTreeMap<Language, Vec<Entry>> = BTreeMap::new();
    if !config.outputs.search {
        return languages;
    }
    for (page, shown) in (0..).map(PageId).zip(site.pages.iter()) {
        let Some(id) = shown.kind.document().filter(|id| !site.document(*id).meta.no_search) else {
            continue;
        };
        let name = site.document(id).collection.as_deref();
        let mut collections = config.collections.iter();
        let collection = name.and_then(|name| collections.position(|known| known.name.value == name));
        // A reader searches in the language of the page; an article may be written in another one.
        languages.entry(shown.language.clone()).or_default().push(Entry { document: id, page, collection });
    }
    for entries in languages.values_mut() {
        entries.sort_by_key(|entry| (entry.collection.unwrap_or(usize::MAX), entry.page));
    }
    languages
}

/// Where the list of a group or filter is: its first and last file of postings, and where it begins in the first.
#[derive(Clone, Copy)]
struct PostingsPlace {
    first: usize,
    last: usize,
    offset: usize,
}

/// A word or a filter, in the order of the dictionary.
struct Word {
    text: String,
    documents: usize,
    list: usize,
}

/// Makes the index of some documents.
fn index_of_language<E: Send>(
    config: &Config,
    settings: &Settings,
    site: &Site,
    language: &Language,
    documents: &[Entry],
    put: impl Fn(&str, &Blob) -> Result<(), E> + Sync,
) -> Result<(), E> {
    // Short texts may be equal; then their files have the same name, and are written once.
    let named = Mutex::new(HashSet::new());
    let put_named = |packed: Packed| {
        let is_new = named.lock().unwrap_or_else(PoisonError::into_inner).insert(packed.name);
        if is_new { put(&file_name(&packed.name), &packed.blob) } else { Ok(()) }
    };
    let parts: Vec<Part> = documents
        .par_chunks(PART)
        .enumerate()
        .map(|(index, documents)| gather(site, documents, (index * PART) as u32, put_named))
        .collect::<Result<_, E>>()?;
    let dictionary = Dictionary::new(&parts, language);
    let heads: Vec<(u32, Name)> = parts.iter().flat_map(|part| part.heads.iter().copied()).collect();
    let mut lists = lists(parts, &dictionary);
    let groups = lists.len();
    let filters = filters(config, site, language, documents);
    lists.extend(filters.iter().map(|(_, documents)| filter(documents)));
    // A query may have a function word that no article has.
    let unused =
        |word: &&&str| dictionary.words.binary_search_by(|(known, _)| known.as_str().cmp(word)).is_err();
    let unused: Vec<(String, usize)> = function_words(language)
        .iter()
        .filter(unused)
        .map(|word| ((*word).to_owned(), lists.len()))
        .collect();
    lists.push(filter(&[]));
    let of_word = |(text, group): (String, u32)| (text, group as usize);
    let of_filter = |(index, (text, _)): (usize, (String, Vec<u32>))| (text, groups + index);
    let mut words: Vec<Word> = dictionary
        .words
        .into_iter()
        .map(of_word)
        .chain(filters.into_iter().enumerate().map(of_filter))
        .chain(unused)
        .map(|(text, list)| Word { documents: lists[list].documents, text, list })
        .collect();
    words.sort_by(|one, other| one.text.cmp(&other.text));
    let (postings, places) = lay_out(&words, lists);
    // Each file is dropped as soon as it is written.
    let write = |packer: &mut Packer, content: Vec<u8>| {
        let packed = packer.pack(&content);
        let name = packed.name;
        put_named(packed).map(|()| name)
    };
    let postings: Vec<Name> =
        postings.into_par_iter().map_init(Packer::new, write).collect::<Result<_, E>>()?;
    let rarity_of = |word: &Word| match function_words(language).binary_search(&word.text.as_str()) {
        Ok(_) => RARITY as usize,
        Err(_) => usize::from(rarity(documents.len(), word.documents)),
    };
    let word_files = word_files(&words, &places, &postings, rarity_of, write)?;
    let ending_files = ending_files(&words, write)?;

    let mut root = Vec::new();
    put_number(&mut root, documents.len());
    let endings = ending_files.iter().map(|(first, name)| (first.as_str(), *name)).collect();
    for files in [word_files, endings] {
        put_number(&mut root, files.len());
        for (first, name) in files {
            put_text(&mut root, first);
            root.extend(name);
        }
    }
    put_number(&mut root, heads.len());
    let mut before = 0;
    for (first, name) in &heads {
        put_number(&mut root, (first - before) as usize);
        root.extend(name);
        before = *first;
    }
    let pins = pins(config, settings, site, language, documents);
    put_number(&mut root, pins.len());
    for (query, number) in &pins {
        put_text(&mut root, query);
        put_number(&mut root, *number);
    }
    let synonyms = synonyms(config, site, documents);
    put_number(&mut root, synonyms.len());
    for (text, meaning) in &synonyms {
        put_text(&mut root, text);
        put_text(&mut root, meaning);
    }
    let edition = site.edition(language);
    put_number(&mut root, edition.collections.len());
    for (pages, collection) in edition.collections.iter().zip(&config.in_language(language).collections) {
        put_text(&mut root, &pages.address);
        put_text(&mut root, if collection.singular.is_empty() { &pages.title } else { &collection.singular });
        put_text(&mut root, collection.comparison.as_ref().map_or("", |comparison| &comparison.joiner));
    }
    put(ROOT, &Packer::new().pack(&root).blob)
}

/// What can narrow a query or a list, `in:COLLECTION`, `tag:TAG` and `fields.NAME:VALUE`, each with its documents, sorted.
fn filters(
    config: &Config,
    site: &Site,
    language: &Language,
    documents: &[Entry],
) -> Vec<(String, Vec<u32>)> {
    let mut numbers = vec![None; site.documents.len()];
    for (number, entry) in (0u32..).zip(documents) {
        numbers[entry.document.0 as usize] = Some(number);
    }
    let edition = site.edition(language);
    let mut filters = Vec::new();
    for (index, collection) in edition.collections.iter().enumerate() {
        let inside = (0u32..).zip(documents).filter(|(_, entry)| entry.collection == Some(index));
        filters.push((format!("in:{}", collection.address), inside.map(|(number, _)| number).collect()));
    }
    for tag in &edition.tags {
        let tagged = tag.articles.iter().filter_map(|article| numbers[article.0 as usize]);
        let mut tagged: Vec<u32> = tagged.collect();
        tagged.sort_unstable();
        filters.push((format!("tag:{}", tag.slug), tagged));
    }
    filters.extend(chosen(config, site, documents));
    filters.retain(|(_, documents): &(String, Vec<u32>)| !documents.is_empty());
    filters
}

/// The values of fields with a choice.
fn chosen(config: &Config, site: &Site, documents: &[Entry]) -> BTreeMap<String, Vec<u32>> {
    let of_choice = |collection: &Collection| {
        let fields = collection.fields.iter().filter(|field| matches!(field.kind, FieldKind::Choice(_)));
        fields.map(|field| field.name.value.clone()).collect()
    };
    let fields: Vec<Vec<String>> = config.collections.iter().map(of_choice).collect();
    let mut chosen: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, entry) in (0u32..).zip(documents) {
        for name in entry.collection.into_iter().flat_map(|collection| &fields[collection]) {
            if let Some(FieldValue::Text(value)) = site.document(entry.document).meta.fields.get(name) {
                chosen.entry(format!("fields.{name}:{value}")).or_default().push(number);
            }
        }
    }
    chosen
}

/// Whether a file may end before a word. This depends only on the word, so a change leaves the files after it as they were.
fn is_border(word: &str, among: u32) -> bool {
    let hash =
        word.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 8) % among == 0
}

/// Distributes the lists over files, in the order of their first words. A block is never split between files.
fn lay_out(words: &[Word], mut lists: Vec<List>) -> (Vec<Vec<u8>>, Vec<Option<PostingsPlace>>) {
    let mut places: Vec<Option<PostingsPlace>> = vec![None; lists.len()];
    let mut files: Vec<Vec<u8>> = vec![Vec::new()];
    for word in words {
        if places[word.list].is_some() {
            continue;
        }
        for (index, block) in std::mem::take(&mut lists[word.list].blocks).into_iter().enumerate() {
            let length = files.last().map_or(0, Vec::len);
            let (most, least) = POSTINGS_BYTES;
            // Few long lists fit into a file, so more of them may begin one.
            let among = (2_000 / block.len().max(1)).clamp(1, 32) as u32;
            let is_end = index == 0 && length > least && is_border(&word.text, among);
            if length > 0 && (is_end || length + block.len() > most) {
                files.push(Vec::new());
            }
            let last = files.len() - 1;
            let place = places[word.list].get_or_insert(PostingsPlace {
                first: last,
                last,
                offset: files[last].len(),
            });
            place.last = last;
            files[last].extend_from_slice(&block);
        }
    }
    files.retain(|file| !file.is_empty());
    (files, places)
}

/// Distributes sorted words over files, and calls `write` with what `cut` makes of those of each file. `around` is how many bytes
/// a word takes in addition to its letters. The result is the first word of each file, and its name.
fn in_files<'a, T: Sync, E: Send>(
    words: &'a [T],
    text: impl Fn(&T) -> &str + Sync,
    around: usize,
    cut: impl Fn(&'a [T]) -> Vec<u8> + Sync,
    write: impl Fn(&mut Packer, Vec<u8>) -> Result<Name, E> + Sync,
) -> Result<Vec<(&'a str, Name)>, E> {
    let (most, least) = WORDS_BYTES;
    let mut files: Vec<&[T]> = Vec::new();
    let (mut start, mut length, mut before) = (0, 0, "");
    for (index, word) in words.iter().enumerate() {
        let word = text(word);
        if length > most || length > least && is_border(word, 128) {
            files.push(&words[start..index]);
            (start, length) = (index, 0);
        }
        length += around + word.len() - shared_bytes(before, word);
        before = word;
    }
    files.push(&words[start..]);
    files.retain(|file| !file.is_empty());
    let written = |packer: &mut Packer, words: &'a [T]| Ok((text(&words[0]), write(packer, cut(words))?));
    files.into_par_iter().map_init(Packer::new, written).collect()
}

fn word_files<'a, E: Send>(
    words: &'a [Word],
    places: &[Option<PostingsPlace>],
    postings: &[Name],
    rarity_of: impl Fn(&Word) -> usize + Sync,
    write: impl Fn(&mut Packer, Vec<u8>) -> Result<Name, E> + Sync,
) -> Result<Vec<(&'a str, Name)>, E> {
    let place = |word: &Word| places[word.list].expect("every list has a place");
    let cut = |words: &'a [Word]| {
        let used = words.iter().map(place).flat_map(|place| place.first..=place.last);
        let used: Vec<usize> = used.collect::<BTreeSet<_>>().into_iter().collect();
        let mut content = Vec::with_capacity(2 * WORDS_BYTES.0);
        put_number(&mut content, used.len());
        used.iter().for_each(|file| content.extend(postings[*file]));
        let mut sorted = SortedWords::default();
        for word in words {
            let place = place(word);
            sorted.put(&mut content, &word.text);
            put_number(&mut content, rarity_of(word));
            let index = used.binary_search(&place.first).expect("it is used");
            put_number(&mut content, index);
            put_number(&mut content, place.offset);
        }
        content
    };
    in_files(words, |word| &word.text, 6, cut, write)
}

/// The files of reversed words, which find words with a typo at the beginning.
fn ending_files<E: Send>(
    words: &[Word],
    write: impl Fn(&mut Packer, Vec<u8>) -> Result<Name, E> + Sync,
) -> Result<Vec<(String, Name)>, E> {
    let is_word =
        |word: &&Word| !word.text.contains(':') && word.text.chars().nth(SHORTEST_ENDING - 1).is_some();
    let mut endings: Vec<String> =
        words.iter().filter(is_word).map(|word| word.text.chars().rev().collect()).collect();
    endings.par_sort_unstable();
    let cut = |endings: &[String]| {
        let mut content = Vec::with_capacity(2 * WORDS_BYTES.0);
        let mut sorted = SortedWords::default();
        endings.iter().for_each(|ending| sorted.put(&mut content, ending));
        content
    };
    let files = in_files(&endings, String::as_str, 2, cut, write)?;
    Ok(files.into_iter().map(|(first, name)| (first.to_owned(), name)).collect())
}

/// How rare a word is: 16 · log2(1 + all / having), rounded, from 1 to 255. Computed with integers, which give the same result
/// everywhere.
fn rarity(all: usize, having: usize) -> u8 {
    /// 2 to the power of (2k − 1) / 32, in units of 1 / 65536: from there on, the fraction rounds up to k sixteenths.
    const STEPS: [u64; 16] = [
        66_971, 69_936, 73_032, 76_266, 79_642, 83_169, 86_851, 90_696, 94_711, 98_905, 103_283, 107_856,
        112_631, 117_618, 122_825, 128_263,
    ];
    let having = having.max(1) as u64;
    let ratio = ((all as u64 + having) << 16) / having;
    let whole = ratio.ilog2() - 16;
    let fraction = ratio >> whole;
    let sixteenths = STEPS.iter().take_while(|step| fraction >= **step).count() as u32;
    u8::try_from((16 * whole + sixteenths).clamp(1, 255)).expect("at most 255")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarity_is_a_logarithm() {
        for (all, having) in
            [(1, 1), (10, 3), (812, 1), (812, 405), (10_000, 7), (1_000_000, 1), (3, 3), (0, 0)]
        {
            let exact =
                (16.0 * (1.0 + all as f64 / f64::max(having as f64, 1.0)).log2()).round().clamp(1.0, 255.0);
            assert_eq!(f64::from(rarity(all, having)), exact, "{all} {having}");
        }
    }
}
