//! Evidence from links: which articles link to each other, to the same articles, and are linked from the same ones.

use std::sync::Arc;

use super::index::{Index, Lists, Member, Trait, rarity};
use crate::document::{Document, FULL_WEIGHT};
use crate::site::{DocumentId, Resolution, is_mention};

/// How many links of a document count, in each direction. A page that links to everything says little about each target.
const MOST_LINKS: usize = 32;

/// The strength of being an article, and of linking to it. A trait counts by the product: a link from one article to the other
/// counts four times as much as a third article that both link to.
const SELF: u32 = FULL_WEIGHT;
const NEIGHBOUR: u32 = FULL_WEIGHT / 4;

/// Links between articles, without index pages: those link to everything, and are related to nothing in particular.
#[derive(Debug)]
pub(super) struct Links {
    /// The articles that each one links to, sorted, without duplicates.
    pub outgoing: Vec<Vec<DocumentId>>,
    /// The articles that link to each one, likewise.
    pub incoming: Vec<Vec<DocumentId>>,
}

impl Links {
    /// `is_front` says which documents are index pages.
    pub fn new(documents: &[Arc<Document>], resolutions: &[Arc<[Resolution]>], is_front: &[bool]) -> Links {
        let outgoing: Vec<Vec<DocumentId>> = (0..documents.len())
            .map(|index| match is_front[index] {
                true => Vec::new(),
                false => mentions(index, documents, resolutions, is_front),
            })
            .collect();
        let mut incoming: Vec<Vec<DocumentId>> = vec![Vec::new(); documents.len()];
        for (from, targets) in outgoing.iter().enumerate() {
            targets.iter().for_each(|to| incoming[to.0 as usize].push(DocumentId(from as u32)));
        }
        Links { outgoing, incoming }
    }

    /// Whether one article links to another.
    pub fn has(&self, from: DocumentId, to: DocumentId) -> bool {
        self.outgoing[from.0 as usize].binary_search(&to).is_ok()
    }

    /// Two traits for each article: being it or linking to it, and being it or being linked from it.
    pub fn index(&self, weight: u64) -> Index {
        let mut lists = Lists::default();
        add_direction(&mut lists, weight, &self.outgoing, &self.incoming, Trait::LinksTo);
        add_direction(&mut lists, weight, &self.incoming, &self.outgoing, Trait::LinkedFrom);
        lists.into_index(self.outgoing.len())
    }
}

/// Adds one trait for each article. `neighbours` are the articles that characterize each article, `known` are the
/// articles that it characterizes.
fn add_direction(
    lists: &mut Lists,
    weight: u64,
    neighbours: &[Vec<DocumentId>],
    known: &[Vec<DocumentId>],
    to_trait: impl Fn(DocumentId) -> Trait,
) {
    let mut members: Vec<Vec<Member>> = vec![Vec::new(); neighbours.len()];
    for (from, neighbours) in neighbours.iter().enumerate() {
        let from = DocumentId(from as u32);
        let mut add =
            |other: &DocumentId| members[other.0 as usize].push(Member { document: from, weight: NEIGHBOUR });
        if neighbours.len() <= MOST_LINKS {
            neighbours.iter().for_each(add);
            continue;
        }
        let mut rarest = neighbours.clone();
        rarest.sort_by_key(|other| (known[other.0 as usize].len().max(1).ilog2(), *other));
        rarest[..MOST_LINKS].iter().for_each(&mut add);
    }
    for (article, mut members) in members.into_iter().enumerate() {
        let id = DocumentId(article as u32);
        let place = members.partition_point(|member| member.document < id);
        members.insert(place, Member { document: id, weight: SELF });
        // An editor made every link, so even the most common one counts.
        let rarity = 1 + rarity(known[article].len() + 1, neighbours.len());
        lists.add(to_trait(id), weight * rarity, &members);
    }
}

/// The documents that one mentions, sorted. Duplicates, the document itself and index pages are left out.
fn mentions(
    index: usize,
    documents: &[Arc<Document>],
    resolutions: &[Arc<[Resolution]>],
    is_front: &[bool],
) -> Vec<DocumentId> {
    let links = documents[index].references.iter().zip(&*resolutions[index]);
    let mut mentioned: Vec<DocumentId> = links
        .filter(|(reference, _)| is_mention(reference.role))
        .filter_map(|(_, resolution)| resolution.document())
        .filter(|to| to.0 as usize != index && !is_front[to.0 as usize])
        .collect();
    mentioned.sort();
    mentioned.dedup();
    mentioned
}
