//! The lists of postings: which documents have a word, how strongly, and where.
//!
//! Takes the parts of an index and their groups of words, gives each group's list as blocks of bytes.

use rayon::prelude::*;

use super::dictionary::Dictionary;
use super::format::put_number;
use super::interner::Interner;
use super::part::{Far, InName, NEAR_SECTIONS, Part};

/// How many documents and about how many bytes a block has at most.
const BLOCK_DOCUMENTS: usize = 1_000;
const BLOCK_BYTES: usize = 6_000;

/// The list of a group of words, or of a filter.
pub(super) struct List {
    /// How many documents it has.
    pub documents: usize,
    /// At least one. The first begins with the number of blocks.
    pub blocks: Vec<Vec<u8>>,
}

/// How many lists are made together: every part is searched only once for all of them.
const LISTS: usize = 512;

/// A document of a list.
#[derive(Clone, Copy, Default)]
struct Entry {
    document: u32,
    frequency: u32,
    impact: u8,
    name: InName,
    /// As in [`Posting::sections`](super::part::Posting::sections).
    sections: u32,
}

/// Memory that is reused for one list after another.
#[derive(Default)]
struct Scratch {
    entries: Vec<Entry>,
    /// Whether a document may have several entries, since a word has several forms.
    has_forms: bool,
    /// The documents and sections for which the entries have no bit, sorted by document.
    far: Vec<(u32, u32)>,
    sections: Vec<u32>,
    block: Vec<u8>,
}

/// A part whose words are in groups.
struct Grouped {
    part: Part,
    /// Groups and their words, sorted.
    words: Vec<(u32, u32)>,
    /// As in [`Part::far`], with groups in place of words, sorted.
    far: Vec<Far>,
}

/// The lists of all groups, in their order.
pub(super) fn lists(parts: Vec<Part>, dictionary: &Dictionary) -> Vec<List> {
    let lengths = parts.iter().flat_map(|part| &part.lengths);
    let saturations: Vec<u64> = lengths.map(|length| saturation(*length)).collect();
    let parts = parts.into_iter().zip(&dictionary.of_parts);
    let parts: Vec<Grouped> = parts.map(|(part, groups)| Grouped::new(part, groups)).collect();
    let starts: Vec<usize> = (0..dictionary.groups).step_by(LISTS).collect();
    let lists = starts.into_par_iter().map_init(Scratch::default, |scratch, first| {
        let from = |part: &Grouped| part.words.partition_point(|(group, _)| (*group as usize) < first);
        let mut next: Vec<usize> = parts.iter().map(from).collect();
        let list = |group: usize| {
            scratch.entries.clear();
            scratch.far.clear();
            for (part, next) in parts.iter().zip(&mut next) {
                let rest = &part.words[*next..];
                let count = rest.iter().take_while(|(own, _)| *own as usize == group).count();
                if count > 0 {
                    scratch.add_all(part, &rest[..count]);
                    *next += count;
                }
            }
            scratch.encode(&saturations)
        };
        (first..dictionary.groups.min(first + LISTS)).map(list).collect::<Vec<_>>()
    });
    lists.collect::<Vec<_>>().into_iter().flatten().collect()
}

impl Grouped {
    /// `groups` has the group of each word.
    fn new(mut part: Part, groups: &[Option<u32>]) -> Grouped {
        part.words = Interner::default();
        let grouped = (0..).zip(groups).filter_map(|(word, group)| Some(((*group)?, word)));
        let mut words: Vec<(u32, u32)> = grouped.collect();
        words.sort_unstable();
        let mut far = std::mem::take(&mut part.far);
        far.retain_mut(|far| groups[far.word as usize].map(|group| far.word = group).is_some());
        far.sort_unstable();
        far.dedup();
        Grouped { part, words, far }
    }
}

/// The list of documents that a filter lets through, sorted.
pub(super) fn filter(documents: &[u32]) -> List {
    let entry = |document: &u32| Entry {
        document: *document,
        frequency: 0,
        impact: 1,
        name: InName::default(),
        sections: 0,
    };
    let mut scratch = Scratch { entries: documents.iter().map(entry).collect(), ..Scratch::default() };
    scratch.cut()
}

/// How much a word says about a document, from 1 to 255: BM25 with k = 1.2 and b = 0.75, and a fixed length instead of the
/// average length, which would change with every edit.
fn impact(frequency: u32, saturation: u64) -> u8 {
    let frequency = u64::from(frequency) * 1024;
    u8::try_from((255 * frequency / (frequency + saturation)).clamp(1, 255)).expect("at most 255")
}

/// What the length of a document, in words, contributes to its impacts.
fn saturation(length: u32) -> u64 {
    const USUAL_LENGTH: u64 = 600;
    1228 * (256 + 768 * u64::from(length) / USUAL_LENGTH) / 1024
}

impl Scratch {
    /// Adds the postings of some words of a part, which are one group.
    fn add_all(&mut self, part: &Grouped, words: &[(u32, u32)]) {
        let Part { first, postings, ends, .. } = &part.part;
        let start = self.entries.len();
        for (_, word) in words {
            let from = word.checked_sub(1).map_or(0, |before| ends[before as usize]);
            let own = &postings[from as usize..ends[*word as usize] as usize];
            self.entries.extend(own.iter().map(|posting| Entry {
                document: first + u32::from(posting.document),
                frequency: posting.frequency.into(),
                impact: 0,
                name: posting.name,
                sections: posting.sections,
            }));
        }
        if words.len() > 1 {
            self.entries[start..].sort_by_key(|entry| entry.document);
            self.has_forms = true;
        }
        let group = words[0].0;
        let far = part.far.partition_point(|far| far.word < group);
        let own = part.far[far..].iter().take_while(|far| far.word == group);
        self.far.extend(own.map(|far| (far.document, far.section)));
    }

    /// The list of what was added.
    fn encode(&mut self, saturations: &[u64]) -> List {
        if std::mem::take(&mut self.has_forms) {
            self.entries.dedup_by(|other, entry| {
                let is_same = entry.document == other.document;
                if is_same {
                    entry.frequency += other.frequency;
                    entry.name = entry.name.and(other.name);
                    entry.sections |= other.sections;
                }
                is_same
            });
        }
        for entry in &mut self.entries {
            entry.impact = impact(entry.frequency, saturations[entry.document as usize]);
        }
        self.cut()
    }

    /// Cuts a list into blocks, the strongest documents first, so that a query need not read all of a long list.
    fn cut(&mut self) -> List {
        let Scratch { entries, far, sections, block, .. } = self;
        let documents = entries.len();
        if documents <= BLOCK_DOCUMENTS {
            block.clear();
            put_number(block, 1);
            encode_block(entries, far, sections, block);
            if block.len() <= BLOCK_BYTES || documents == 1 {
                return List { documents, blocks: vec![block.clone()] };
            }
        }
        let mut entries = strongest_first(entries);
        // An upper estimate: numbers of sections are rarely above 127, so they take one byte.
        let bytes = |entry: &Entry| 6 + entry.sections.count_ones() as usize;
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
            part.sort_unstable_by_key(|entry| entry.document);
            block.clear();
            if index == 0 {
                put_number(block, count);
            }
            encode_block(part, far, sections, block);
            block.clone()
        });
        List { documents, blocks: blocks.collect() }
    }
}

/// Sorts by impact, by counting, which keeps the order of documents with equal impacts.
fn strongest_first(entries: &[Entry]) -> Vec<Entry> {
    let mut places = [0; 256];
    entries.iter().for_each(|entry| places[usize::from(entry.impact)] += 1);
    let mut sum = 0;
    for place in places.iter_mut().rev() {
        (sum, *place) = (sum + *place, sum);
    }
    let mut sorted = vec![Entry::default(); entries.len()];
    for entry in entries {
        let place = &mut places[usize::from(entry.impact)];
        sorted[*place] = *entry;
        *place += 1;
    }
    sorted
}

fn encode_block(entries: &[Entry], far: &[(u32, u32)], sections: &mut Vec<u32>, block: &mut Vec<u8>) {
    put_number(block, entries.len());
    let mut before = 0;
    for entry in entries {
        put_number(block, (entry.document - before) as usize);
        before = entry.document;
        if entry.sections >> NEAR_SECTIONS == 0 {
            put_near(entry, block);
            continue;
        }
        sections.clear();
        sections.extend((0..NEAR_SECTIONS).filter(|section| entry.sections >> section & 1 != 0));
        let first = far.partition_point(|(document, _)| *document < entry.document);
        let own = far[first..].iter().take_while(|(document, _)| *document == entry.document);
        sections.extend(own.map(|(_, section)| section));
        block.extend([entry.impact, entry.name.0]);
        put_number(block, sections.len());
        let mut before = 0;
        for section in &*sections {
            put_number(block, (section - before) as usize);
            before = *section;
        }
    }
}

/// Writes a document whose sections all have bits, which is the usual one: each number takes one byte.
fn put_near(entry: &Entry, block: &mut Vec<u8>) {
    let mut bytes = [0; 3 + NEAR_SECTIONS as usize];
    let mut length = 3;
    let mut bits = entry.sections;
    let mut before = 0;
    while bits != 0 {
        let section = bits.trailing_zeros() as u8;
        bytes[length] = section - before;
        before = section;
        length += 1;
        bits &= bits - 1;
    }
    bytes[..3].copy_from_slice(&[entry.impact, entry.name.0, length as u8 - 3]);
    // Most documents fit into eight bytes, and copying so many takes one step.
    match length {
        ..=8 => {
            block.extend_from_slice(&bytes[..8]);
            block.truncate(block.len() - (8 - length));
        }
        _ => block.extend_from_slice(&bytes[..length]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::format::Reader;
    use super::*;

    #[test]
    fn documents_are_read_as_they_were_written() {
        let all = (1 << NEAR_SECTIONS) - 1;
        let bits = [0, 1, 0b1011, 0b11111, 0b111111, 1 << 30, all, all | 1 << NEAR_SECTIONS];
        let entry = |(document, sections): (u32, u32)| Entry {
            document,
            frequency: 1,
            impact: 200,
            name: InName(255),
            sections,
        };
        let entries: Vec<Entry> = (0u32..).map(|place| place * 1_000).zip(bits).map(entry).collect();
        let far = [(3_000, 35), (7_000, 31), (7_000, 300)];
        let mut block = Vec::new();
        encode_block(&entries, &far, &mut Vec::new(), &mut block);
        let mut reader = Reader::new(&block);
        let (mut document, mut read) = (0, Vec::new());
        for _ in 0..reader.number().unwrap() {
            document += reader.number().unwrap() as u32;
            assert_eq!((reader.byte(), reader.byte()), (Some(200), Some(255)));
            let mut section = 0;
            let next = |reader: &mut Reader<'_>| {
                section += reader.number()? as u32;
                Some(section)
            };
            read.push((document, reader.list(next).unwrap()));
        }
        let near = |bits: u32| (0..NEAR_SECTIONS).filter(move |section| bits >> section & 1 != 0);
        let mut expected: Vec<(u32, Vec<u32>)> =
            entries.iter().map(|entry| (entry.document, near(entry.sections).collect())).collect();
        expected[7].1.extend([31, 300]);
        assert_eq!(read, expected);
        assert!(reader.is_at_end());
    }
}
