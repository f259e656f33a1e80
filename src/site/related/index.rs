//! Which articles share which traits. Takes lists of members, gives for two articles what they share. Knows no links, tags or
//! words.

use std::cmp::Reverse;

use crate::document::Stem;
use crate::site::DocumentId;

/// How far two members of a trait may stand apart in its list to count as sharing it. A trait that many articles have says
/// little, and comparing each of them with all others would be quadratic work.
const WINDOW: usize = 32;

/// What an article can have in common with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    /// Being this article or linking to it.
    LinksTo(DocumentId),
    /// Being this article or linked from it.
    LinkedFrom(DocumentId),
    /// Having a tag: a place in the site's tags.
    Tag(usize),
    /// Using words of a stem.
    Uses(Stem),
}

/// All traits, each with its members.
#[derive(Debug)]
pub(super) struct Index {
    lists: Vec<List>,
    /// The lists that each document is in, in their order.
    places: Vec<Vec<Place>>,
}

#[derive(Debug)]
struct List {
    shared: Trait,
    /// How much it counts: its rarity times the weight of its kind.
    factor: u64,
    members: Vec<Member>,
}

/// An article with a trait, and how strongly it has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub document: DocumentId,
    pub weight: u32,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    list: u32,
    position: u32,
}

/// What the other documents have in common with one; reused, since it is as large as the site.
#[derive(Debug)]
pub(super) struct Totals {
    of: Vec<u64>,
    touched: Vec<DocumentId>,
}

impl Index {
    pub fn new(documents: usize) -> Index {
        Index { lists: Vec::new(), places: vec![Vec::new(); documents] }
    }

    /// Adds a trait. The order of its members is a chosen one, in which those near each other are the likelier to be related.
    pub fn add(&mut self, shared: Trait, factor: u64, members: Vec<Member>) {
        if factor == 0 || members.len() < 2 {
            return;
        }
        let list = self.lists.len() as u32;
        for (position, member) in members.iter().enumerate() {
            self.places[member.document.0 as usize].push(Place { list, position: position as u32 });
        }
        self.lists.push(List { shared, factor, members });
    }

    pub fn empty_totals(&self) -> Totals {
        Totals { of: vec![0; self.places.len()], touched: Vec::new() }
    }

    /// The `count` documents that have the most in common with `here` by the traits that count, the best first.
    pub fn nearest(
        &self,
        here: DocumentId,
        count: usize,
        counts: impl Fn(Trait) -> bool,
        totals: &mut Totals,
    ) -> Vec<DocumentId> {
        for place in &self.places[here.0 as usize] {
            let list = &self.lists[place.list as usize];
            if !counts(list.shared) {
                continue;
            }
            let position = place.position as usize;
            let own = list.factor * u64::from(list.members[position].weight);
            let window = position.saturating_sub(WINDOW)..(position + WINDOW + 1).min(list.members.len());
            for member in &list.members[window] {
                let total = &mut totals.of[member.document.0 as usize];
                if *total == 0 {
                    totals.touched.push(member.document);
                }
                *total += own * u64::from(member.weight);
            }
        }
        let mut ranked = std::mem::take(&mut totals.touched);
        ranked.retain(|document| *document != here && totals.of[document.0 as usize] > 0);
        // Of equals, those nearer in the order of paths go first: mostly the same folder, and then the same order after any
        // edit elsewhere.
        let key = |document: &DocumentId| {
            (Reverse(totals.of[document.0 as usize]), document.0.abs_diff(here.0), *document)
        };
        if ranked.len() > count {
            ranked.select_nth_unstable_by_key(count, key);
        }
        let mut best = ranked[..count.min(ranked.len())].to_vec();
        best.sort_unstable_by_key(key);
        ranked.iter().for_each(|document| totals.of[document.0 as usize] = 0);
        totals.of[here.0 as usize] = 0;
        ranked.clear();
        totals.touched = ranked;
        best
    }

    /// What two documents share, with how much it counts, in the order of the lists. The same for both.
    pub fn shared(&self, one: DocumentId, other: DocumentId) -> Vec<(Trait, u64)> {
        let mut others = self.places[other.0 as usize].iter().peekable();
        let mut shared = Vec::new();
        for place in &self.places[one.0 as usize] {
            while others.next_if(|theirs| theirs.list < place.list).is_some() {}
            let Some(theirs) = others.next_if(|theirs| theirs.list == place.list) else { continue };
            if place.position.abs_diff(theirs.position) as usize <= WINDOW {
                let list = &self.lists[place.list as usize];
                let weight = |place: Place| u64::from(list.members[place.position as usize].weight);
                shared.push((list.shared, list.factor * weight(*place) * weight(*theirs)));
            }
        }
        shared
    }
}

/// How often the number of members goes into the number of articles, in doublings: the rarer, the more it says (inverse document
/// frequency, Spärck Jones 1972). Counting doublings, one more article hardly ever changes it.
pub(super) fn rarity(members: usize, documents: usize) -> u64 {
    let doublings = documents.max(1).ilog2().saturating_sub(members.max(1).ilog2());
    doublings.into()
}
