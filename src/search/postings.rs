//! The lists of postings: which documents have a word, how strongly, and where.
//!
//! Takes the parts of an index and their groups of words, gives each group's list as blocks of bytes.

use rayon::prelude::*;

use super::dictionary::Dictionary;
use super::format::put_number;
use super::gather::{Link, Part, Posting};

/// How many documents a block has at most, and about how many bytes.
const BLOCK_DOCUMENTS: usize = 2_000;
const BLOCK_BYTES: usize = 12_000;

/// The list of a group of words, or of a filter.
pub(super) struct List {
    /// How many documents it has.
    pub documents: usize,
    /// At least one. The first begins with their number.
    pub blocks: Vec<Vec<u8>>,
}

/// A document of a list.
struct Entry {
    document: u32,
    impact: u8,
    name: u8,
    sections: Vec<u32>,
}

/// The lists of all groups, in their order.
pub(super) fn lists(parts: &[Part], dictionary: &Dictionary) -> Vec<List> {
    let group_of = |part: usize, posting: &Posting| dictionary.of_parts[part][posting.word as usize];
    let mut ends = vec![0usize; dictionary.groups + 1];
    for (index, part) in parts.iter().enumerate() {
        for group in part.postings.iter().filter_map(|posting| group_of(index, posting)) {
            ends[group as usize + 1] += 1;
        }
    }
    for group in 0..dictionary.groups {
        ends[group + 1] += ends[group];
    }
    // Counting sort: within a group, postings stay in the order of their documents.
    let starts = ends.clone();
    let mut order = vec![(0u32, 0u32); ends[dictionary.groups]];
    let mut next = ends;
    for (index, part) in parts.iter().enumerate() {
        for (place, posting) in (0..).zip(&part.postings) {
            let Some(group) = group_of(index, posting) else { continue };
            order[next[group as usize]] = (index as u32, place);
            next[group as usize] += 1;
        }
    }
    let lengths: Vec<u32> = parts.iter().flat_map(|part| part.lengths.iter().copied()).collect();
    let list = |group: usize| {
        let mut entries: Vec<Entry> = Vec::new();
        let mut frequency = 0;
        for (part, place) in &order[starts[group]..starts[group + 1]] {
            let part = &parts[*part as usize];
            let posting = part.postings[*place as usize];
            if entries.last().is_none_or(|entry| entry.document != posting.document) {
                frequency = 0;
                let (document, sections) = (posting.document, Vec::new());
                entries.push(Entry { document, impact: 0, name: 0, sections });
            }
            let entry = entries.last_mut().expect("there is one now");
            frequency += posting.frequency;
            entry.impact = impact(frequency, lengths[posting.document as usize]);
            entry.name = entry.name.saturating_add(posting.name);
            add_sections(&part.sections, posting.sections, &mut entry.sections);
        }
        encode(entries)
    };
    (0..dictionary.groups).into_par_iter().map(list).collect()
}

/// The list of documents that a filter lets through, sorted.
pub(super) fn filter(documents: &[u32]) -> List {
    let entry = |document: &u32| Entry { document: *document, impact: 1, name: 0, sections: Vec::new() };
    encode(documents.iter().map(entry).collect())
}

/// How much a word says about a document, from 1 to 255: BM25 with k = 1.2 and b = 0.75, and a fixed length instead of the
/// average, which every edit would change.
fn impact(frequency: u32, length: u32) -> u8 {
    const USUAL_LENGTH: u64 = 600;
    let frequency = u64::from(frequency) * 1024;
    let saturation = 1228 * (256 + 768 * u64::from(length) / USUAL_LENGTH) / 1024;
    u8::try_from((255 * frequency / (frequency + saturation)).clamp(1, 255)).expect("at most 255")
}

/// Adds the sections of a chain; sorted, each once.
fn add_sections(links: &[Link], last: u32, sections: &mut Vec<u32>) {
    let mut at = last;
    while let Some(index) = at.checked_sub(1) {
        let Link { section, before } = links[index as usize];
        sections.push(section);
        at = before;
    }
    if sections.len() > 1 {
        sections.sort_unstable();
        sections.dedup();
    }
}

/// Cuts a list into blocks, the strongest documents first, so that a query need not read a long list to its end.
fn encode(mut entries: Vec<Entry>) -> List {
    let documents = entries.len();
    // At most: the number of a section is rarely above 127.
    let bytes = |entry: &Entry| 6 + entry.sections.len();
    let is_short = documents <= BLOCK_DOCUMENTS && entries.iter().map(bytes).sum::<usize>() <= BLOCK_BYTES;
    if !is_short {
        entries.sort_by_key(|entry| (std::cmp::Reverse(entry.impact), entry.document));
    }
    let mut parts: Vec<&mut [Entry]> = Vec::new();
    let mut rest = entries.as_mut_slice();
    while !rest.is_empty() {
        let mut length = 0;
        let fits = |entry: &&Entry| {
            length += bytes(entry);
            length <= BLOCK_BYTES
        };
        let count = rest.iter().take(BLOCK_DOCUMENTS).take_while(fits).count().max(1);
        let (part, after) = rest.split_at_mut(count);
        parts.push(part);
        rest = after;
    }
    let count = parts.len();
    let blocks = parts.into_iter().enumerate().map(|(index, part)| {
        if !is_short {
            part.sort_unstable_by_key(|entry| entry.document);
        }
        let mut block = Vec::with_capacity(part.len() * 6 + 4);
        if index == 0 {
            put_number(&mut block, count);
        }
        encode_block(part, &mut block);
        block
    });
    List { documents, blocks: blocks.collect() }
}

fn encode_block(entries: &[Entry], block: &mut Vec<u8>) {
    put_number(block, entries.len());
    let mut before = 0;
    for entry in entries {
        put_number(block, (entry.document - before) as usize);
        before = entry.document;
        block.extend([entry.impact, entry.name]);
        put_number(block, entry.sections.len());
        let mut before = 0;
        for section in &entry.sections {
            put_number(block, (section - before) as usize);
            before = *section;
        }
    }
}
