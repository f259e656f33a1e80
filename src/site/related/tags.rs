//! Evidence from tags: the rarer a shared tag, the more two articles have in common.

use super::index::{Index, Lists, Member, Trait, rarity};
use crate::document::FULL_WEIGHT;
use crate::site::Edition;
use crate::site::edition::TagId;

/// The strength of a tag, so that one counts about as much as a link of the same rarity.
const WEIGHT: u32 = FULL_WEIGHT / 2;

/// A trait for each tag of each language. Its articles keep the order of its listing, so that for a large tag the neighbors there count.
pub(super) fn index(weight: u64, editions: &[Edition], is_front: &[bool]) -> Index {
    let mut lists = Lists::default();
    let all = editions.iter().enumerate().flat_map(|(edition, lists)| {
        lists.tags.iter().enumerate().map(move |(tag, pages)| (TagId { edition, tag }, pages))
    });
    for (id, tag) in all {
        let articles = tag.articles.iter().filter(|article| !is_front[article.0 as usize]);
        let members: Vec<Member> =
            articles.map(|article| Member { document: *article, weight: WEIGHT }).collect();
        // An editor chose every tag, so even the most common one counts.
        let rarity = 1 + rarity(members.len(), is_front.len());
        lists.add(Trait::Tag(id), weight * rarity, &members);
    }
    lists.into_index(is_front.len())
}
