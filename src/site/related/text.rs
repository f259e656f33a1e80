//! Evidence from text: words that few other articles use.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem::take;
use std::sync::Arc;

use rayon::prelude::*;

use super::index::{Index, Lists, Member, Trait, rarity};
use crate::document::{Document, Stem};
use crate::site::DocumentId;

/// How many stems characterize a document: those that distinguish it best from others.
const MOST_STEMS: usize = 32;

/// What is kept from the last run, so that the cost of an edit depends on its size. Gives the same index as a fresh run.
#[derive(Default)]
pub(super) struct Texts {
    /// Each stem's index in the lists below. Used only for lookups, so its order does not matter.
    places: HashMap<Stem, u32, BuildHasherDefault<StemHasher>>,
    stems: Vec<Stem>,
    /// The number of documents with each stem.
    counts: Vec<u32>,
    /// How much each stem counts, by its rarity.
    rarities: Vec<u8>,
    /// All documents with terms, in their order.
    documents: Vec<Known>,
}

struct Known {
    document: Arc<Document>,
    /// The indices of its stems, in order.
    places: Vec<u32>,
    /// The indices of the stems that characterize it, each with its weight; none if not computed yet.
    chosen: Option<Vec<(u32, u32)>>,
}

/// A stem is already a hash.
#[derive(Default)]
struct StemHasher(u64);

impl Hasher for StemHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        // Fibonacci hashing (Knuth, The Art of Computer Programming, section 6.4) spreads it over all bits.
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Texts {
    /// A trait for each stem that characterizes some documents.
    pub fn index(&mut self, weight: u64, documents: &[Arc<Document>], is_front: &[bool]) -> Index {
        let with_terms: Vec<(DocumentId, &Arc<Document>)> =
            (0..).map(DocumentId).zip(documents).filter(|(id, _)| !is_front[id.0 as usize]).collect();
        self.follow(&with_terms);
        self.weigh(documents.len());
        let chosen = || {
            with_terms.iter().zip(&self.documents).flat_map(|((id, _), known)| {
                let chosen = known.chosen.as_ref().expect("all were just weighed");
                chosen.iter().map(move |(place, weight)| (*id, *place as usize, *weight))
            })
        };
        let mut starts = vec![0u32; self.stems.len() + 1];
        chosen().for_each(|(_, place, _)| starts[place + 1] += 1);
        for stem in 0..self.stems.len() {
            starts[stem + 1] += starts[stem];
        }
        let nobody = Member { document: DocumentId(0), weight: 0 };
        let mut members = vec![nobody; starts[self.stems.len()] as usize];
        let mut next = starts.clone();
        for (document, place, weight) in chosen() {
            members[next[place] as usize] = Member { document, weight };
            next[place] += 1;
        }
        let mut lists = Lists::default();
        for (place, stem) in self.stems.iter().enumerate() {
            let members = &members[starts[place] as usize..starts[place + 1] as usize];
            lists.add(Trait::Uses(*stem), weight * u64::from(self.rarities[place]), members);
        }
        lists.into_index(documents.len())
    }

    /// Records what was added, changed and removed.
    fn follow(&mut self, documents: &[(DocumentId, &Arc<Document>)]) {
        if self.counts.iter().filter(|count| **count == 0).count() > self.counts.len() / 2 {
            // Otherwise unused words would be kept forever.
            *self = Texts::default();
        }
        let mut before = take(&mut self.documents).into_iter().peekable();
        let mut now = Vec::with_capacity(documents.len());
        for (_, document) in documents {
            while let Some(gone) = before.next_if(|known| known.document.path < document.path) {
                self.forget(&gone);
            }
            match before.next_if(|known| known.document.path == document.path) {
                Some(known) if Arc::ptr_eq(&known.document, document) => now.push(known),
                changed => {
                    changed.inspect(|known| self.forget(known));
                    now.push(self.learn(document));
                }
            }
        }
        before.for_each(|gone| self.forget(&gone));
        self.documents = now;
    }

    fn forget(&mut self, gone: &Known) {
        gone.places.iter().for_each(|place| self.counts[*place as usize] -= 1);
    }

    fn learn(&mut self, document: &Arc<Document>) -> Known {
        let places = document.terms.iter().map(|(stem, ..)| {
            let place = *self.places.entry(stem).or_insert_with(|| {
                self.stems.push(stem);
                self.counts.push(0);
                self.stems.len() as u32 - 1
            });
            self.counts[place as usize] += 1;
            place
        });
        let places = places.collect();
        Known { document: Arc::clone(document), places, chosen: None }
    }

    /// Determines which stems characterize each document, where that may have changed.
    fn weigh(&mut self, documents: usize) {
        // A word that no other document uses connects nothing.
        let rarity = |count: &u32| if *count > 1 { rarity(*count as usize, documents) as u8 } else { 0 };
        let rarities: Vec<u8> = self.counts.iter().map(rarity).collect();
        self.rarities.resize(rarities.len(), 0);
        let has_moved: Vec<bool> =
            rarities.iter().zip(&self.rarities).map(|(now, then)| now != then).collect();
        let any_moved = has_moved.contains(&true);
        self.rarities = rarities;
        let Texts { stems, rarities, documents, .. } = self;
        documents.par_iter_mut().for_each(|known| {
            let is_moved = || any_moved && known.places.iter().any(|place| has_moved[*place as usize]);
            if known.chosen.is_none() || is_moved() {
                known.chosen = Some(known.choose(stems, rarities));
            }
        });
    }
}

impl Known {
    /// The strongest of its stems; ties go to the smaller number, which depends on nothing else.
    fn choose(&self, stems: &[Stem], rarities: &[u8]) -> Vec<(u32, u32)> {
        let weighed =
            self.places.iter().zip(self.document.terms.iter()).filter_map(|(place, (_, weight, _))| {
                let strength = weight * u32::from(rarities[*place as usize]);
                (strength > 0).then_some((Reverse(strength), stems[*place as usize], *place, weight))
            });
        let mut weighed: Vec<_> = weighed.collect();
        if weighed.len() > MOST_STEMS {
            weighed.select_nth_unstable(MOST_STEMS);
            weighed.truncate(MOST_STEMS);
        }
        weighed.into_iter().map(|(_, _, place, weight)| (place, weight)).collect()
    }
}
