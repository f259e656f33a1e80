//! The words of an index, and which of them share a list of postings.
//!
//! Takes the words of all parts as written, gives them folded and sorted. Words with the same stem form a group: a query for
//! one of them finds them all. The browser needs no stemmer, since the index has every form.

use rayon::prelude::*;

use super::interner::{Interner, Text};
use super::part::Part;
use super::words::{fold, folded, is_unspaced};
use crate::document::stemmer_of;
use crate::language::Language;

/// The words of an index.
pub(super) struct Dictionary {
    /// Folded and sorted, each with the number of its group. Groups are numbered in the order of their first words.
    pub words: Vec<(String, u32)>,
    /// How many groups there are.
    pub groups: usize,
    /// The group of each word of each part; none if nothing is left of the word after folding.
    pub of_parts: Vec<Vec<Option<u32>>>,
}

/// A written word, with what decides its group.
struct Form {
    folded: String,
    stem: String,
}

impl Dictionary {
    /// Collects the words of all parts.
    pub fn new(parts: &[Part], language: &Language) -> Dictionary {
        let mut written = Interner::default();
        let mut number = |word| written.number(Text::of(word));
        let numbers: Vec<Vec<u32>> =
            parts.iter().map(|part| part.words.iter().map(&mut number).collect()).collect();
        let forms: Vec<Option<Form>> = (0..written.len() as u32)
            .into_par_iter()
            .map_init(
                || stemmer_of(language),
                |stemmer, number| {
                    let word = written.get(number);
                    let folded = folded(word)?;
                    let is_plain = word.chars().all(char::is_alphabetic) && !word.starts_with(is_unspaced);
                    let stem = match stemmer.as_ref().filter(|_| is_plain || word.contains('\'')) {
                        Some(stemmer) => fold(&stemmer.stem(word)),
                        None => folded.clone(),
                    };
                    Some(Form { folded, stem })
                },
            )
            .collect();
        let mut words = Interner::default();
        let mut stems = Interner::default();
        let mut groups = Groups::default();
        let places: Vec<Option<u32>> = forms
            .iter()
            .map(|form| {
                let form = form.as_ref()?;
                let word = words.number(Text::of(&form.folded));
                groups.join(word, stems.number(Text::of(&form.stem)));
                Some(word)
            })
            .collect();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.par_sort_unstable_by(|one, other| words.get(*one).cmp(words.get(*other)));
        let mut number_of_root = vec![None; words.len()];
        let mut group_of_word = vec![0; words.len()];
        let mut count = 0;
        for word in &order {
            let root = groups.root(*word);
            let group = *number_of_root[root as usize].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
            group_of_word[*word as usize] = group;
        }
        let sorted = order.iter().map(|word| (words.get(*word).to_owned(), group_of_word[*word as usize]));
        let of_parts = numbers.iter().map(|numbers| {
            let group = |number: &u32| Some(group_of_word[places[*number as usize]? as usize]);
            numbers.iter().map(group).collect()
        });
        Dictionary { words: sorted.collect(), groups: count as usize, of_parts: of_parts.collect() }
    }
}

/// Words that belong together, directly or through others: a word with two spellings may have two stems.
#[derive(Default)]
struct Groups {
    /// Another word of the same group, or the word itself.
    parents: Vec<u32>,
    /// The first word of each stem.
    first_of_stem: Vec<u32>,
}

impl Groups {
    /// Puts a word into the group of its stem. Both are numbered in the order of their first use.
    fn join(&mut self, word: u32, stem: u32) {
        if word as usize == self.parents.len() {
            self.parents.push(word);
        }
        if stem as usize == self.first_of_stem.len() {
            self.first_of_stem.push(word);
        }
        let (one, other) = (self.root(word), self.root(self.first_of_stem[stem as usize]));
        self.parents[one.max(other) as usize] = one.min(other);
    }

    fn root(&mut self, word: u32) -> u32 {
        let mut at = word;
        while self.parents[at as usize] != at {
            // Shortens the path for the next call.
            let parent = self.parents[at as usize];
            self.parents[at as usize] = self.parents[parent as usize];
            at = parent;
        }
        at
    }
}
