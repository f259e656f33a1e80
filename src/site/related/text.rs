//! What the text tells: words that few other articles use.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::index::{Index, Member, Trait, rarity};
use crate::document::{Document, Stem};
use crate::site::DocumentId;

/// By how many stems a document is known: those that tell it best from others.
const MOST_STEMS: usize = 32;

/// Adds a trait for each stem that some documents are known by.
pub(super) fn add_text(index: &mut Index, weight: u64, documents: &[Arc<Document>], is_front: &[bool]) {
    let with_terms = || documents.iter().enumerate().filter(|(index, _)| !is_front[*index]);
    // The map is only asked; what it leads to stands in the order in which the documents use it first.
    let mut places: HashMap<Stem, usize> = HashMap::new();
    let mut stems: Vec<(Stem, usize)> = Vec::new();
    let mut of_documents: Vec<Vec<usize>> = Vec::with_capacity(documents.len());
    for (_, document) in with_terms() {
        let of_document = document.terms.iter().map(|(stem, ..)| {
            let place = *places.entry(stem).or_insert_with(|| {
                stems.push((stem, 0));
                stems.len() - 1
            });
            stems[place].1 += 1;
            place
        });
        of_documents.push(of_document.collect());
    }
    let mut members: Vec<Vec<Member>> = vec![Vec::new(); stems.len()];
    for ((id, document), places) in with_terms().zip(of_documents) {
        let weighed = document.terms.iter().zip(places).filter_map(|((_, weight, _), place)| {
            let count = stems[place].1;
            let strength = u64::from(weight) * rarity(count, documents.len());
            // A word that nobody else uses connects nothing.
            (count > 1 && strength > 0).then_some((Reverse(strength), place, weight))
        });
        let mut weighed: Vec<_> = weighed.collect();
        if weighed.len() > MOST_STEMS {
            weighed.select_nth_unstable(MOST_STEMS);
            weighed.truncate(MOST_STEMS);
        }
        for (_, place, weight) in weighed {
            members[place].push(Member { document: DocumentId(id as u32), weight });
        }
    }
    for ((stem, count), members) in stems.into_iter().zip(members) {
        index.add(Trait::Uses(stem), weight * rarity(count, documents.len()), members);
    }
}
