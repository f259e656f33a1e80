//! Which articles share which traits. Takes lists of members, gives for two articles what they share. Knows no links, tags or
//! words.

use std::cmp::Reverse;

use crate::document::Stem;
use crate::site::DocumentId;
use crate::site::edition::TagId;

/// How far apart two members of a trait may be in its list to count as sharing it. A trait of many articles says little, and
/// comparing each of them with all others would be quadratic.
const WINDOW: usize = 32;

/// What an article can have in common with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    /// Being this article or linking to it.
    LinksTo(DocumentId),
    /// Being this article or linked from it.
    LinkedFrom(DocumentId),
    /// Having a tag.
    Tag(TagId),
    /// Using words of a stem.
    Uses(Stem),
}

/// All traits of one kind, each with its members. Flat lists: a large site has hundreds of thousands of members.
#[derive(Debug)]
pub(super) struct Index {
    lists: Vec<List>,
    members: Vec<Member>,
    /// Where each document's places begin in `places`; one more at the end.
    starts: Vec<u32>,
    /// For each document, the lists that contain it, in order.
    places: Vec<Slot>,
}

/// An index under construction.
#[derive(Default)]
pub(super) struct Lists {
    lists: Vec<List>,
    members: Vec<Member>,
}

#[derive(Debug)]
struct List {
    shared: Trait,
    /// How much it counts: its rarity times the weight of its kind.
    factor: u64,
    /// Where its members are in `Index::members`.
    first: u32,
    last: u32,
}

/// An article with a trait, and how strongly it has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub document: DocumentId,
    pub weight: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    list: u32,
    position: u32,
}

/// How much the other documents have in common with one. Reused, since it is as large as the site.
#[derive(Debug, Default)]
pub(super) struct Totals {
    of: Vec<u64>,
    touched: Vec<DocumentId>,
}

impl Lists {
    /// Adds a trait. Members that are near each other in the given order are more likely to be related.
    pub fn add(&mut self, shared: Trait, factor: u64, members: &[Member]) {
        if factor == 0 || members.len() < 2 {
            return;
        }
        let first = self.members.len() as u32;
        self.members.extend_from_slice(members);
        self.lists.push(List { shared, factor, first, last: self.members.len() as u32 });
    }

    /// The index of this many documents.
    pub fn into_index(self, documents: usize) -> Index {
        let Lists { lists, members } = self;
        let mut starts = vec![0; documents + 1];
        members.iter().for_each(|member| starts[member.document.0 as usize + 1] += 1);
        for document in 0..documents {
            starts[document + 1] += starts[document];
        }
        let mut next = starts.clone();
        let mut places = vec![Slot::default(); members.len()];
        for (index, list) in (0..).zip(&lists) {
            let members = &members[list.first as usize..list.last as usize];
            for (position, member) in (0..).zip(members) {
                let next = &mut next[member.document.0 as usize];
                places[*next as usize] = Slot { list: index, position };
                *next += 1;
            }
        }
        Index { lists, members, starts, places }
    }
}

impl Index {
    fn places_of(&self, document: DocumentId) -> &[Slot] {
        let document = document.0 as usize;
        &self.places[self.starts[document] as usize..self.starts[document + 1] as usize]
    }

    fn members_of(&self, list: &List) -> &[Member] {
        &self.members[list.first as usize..list.last as usize]
    }

    /// Adds to the totals how much all others have in common with `here`. Uses only the traits for which `counts` is
    /// true.
    pub fn add_up(&self, here: DocumentId, counts: impl Fn(Trait) -> bool, totals: &mut Totals) {
        totals.of.resize(self.starts.len().max(totals.of.len()), 0);
        for place in self.places_of(here) {
            let list = &self.lists[place.list as usize];
            if !counts(list.shared) {
                continue;
            }
            let members = self.members_of(list);
            let position = place.position as usize;
            let own = list.factor * u64::from(members[position].weight);
            let window = position.saturating_sub(WINDOW)..(position + WINDOW + 1).min(members.len());
            for member in &members[window] {
                let total = &mut totals.of[member.document.0 as usize];
                if *total == 0 {
                    totals.touched.push(member.document);
                }
                *total += own * u64::from(member.weight);
            }
        }
    }

    /// What two documents share, with how much it counts, in the order of the lists. The result is the same in both
    /// directions.
    pub fn shared(&self, one: DocumentId, other: DocumentId) -> impl Iterator<Item = (Trait, u64)> {
        let mut others = self.places_of(other).iter().peekable();
        self.places_of(one).iter().filter_map(move |place| {
            while others.next_if(|theirs| theirs.list < place.list).is_some() {}
            let theirs = others.next_if(|theirs| theirs.list == place.list)?;
            let is_near = place.position.abs_diff(theirs.position) as usize <= WINDOW;
            let list = &self.lists[place.list as usize];
            let weight = |place: &Slot| u64::from(self.members_of(list)[place.position as usize].weight);
            is_near.then(|| (list.shared, list.factor * weight(place) * weight(theirs)))
        })
    }
}

impl Totals {
    /// The `count` documents that have the most in common with `here`, best first. Empties the totals.
    pub fn take_nearest(&mut self, here: DocumentId, count: usize) -> Vec<DocumentId> {
        let mut ranked = std::mem::take(&mut self.touched);
        ranked.retain(|document| *document != here && self.of[document.0 as usize] > 0);
        // Ties go to the nearer one in path order: usually the same folder, and the order does not change with edits elsewhere.
        let key = |document: &DocumentId| {
            (Reverse(self.of[document.0 as usize]), document.0.abs_diff(here.0), *document)
        };
        if ranked.len() > count {
            ranked.select_nth_unstable_by_key(count, key);
        }
        let mut best = ranked[..count.min(ranked.len())].to_vec();
        best.sort_unstable_by_key(key);
        ranked.iter().for_each(|document| self.of[document.0 as usize] = 0);
        if let Some(own) = self.of.get_mut(here.0 as usize) {
            *own = 0;
        }
        ranked.clear();
        self.touched = ranked;
        best
    }
}

/// The ratio of the number of articles to the number of members, in doublings: the rarer, the more it says (inverse document
/// frequency, Spärck Jones 1972). Since doublings are counted, one more article hardly ever changes it.
pub(super) fn rarity(members: usize, documents: usize) -> u64 {
    let doublings = documents.max(1).ilog2().saturating_sub(members.max(1).ilog2());
    doublings.into()
}
