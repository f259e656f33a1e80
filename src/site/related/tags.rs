//! Evidence from tags: the rarer a shared tag, the more two articles have in common.

use super::index::{Index, Lists, Member, Trait, rarity};
use crate::document::FULL_WEIGHT;
use crate::site::TagPages;

/// The strength of a tag, so that one counts about as much as a link of the same rarity.
const WEIGHT: u32 = FULL_WEIGHT / 2;

/// A trait for each tag. Its articles keep the order of its listing, so that for a large tag the neighbors there count.
pub(super) fn index(weight: u64, tags: &[TagPages], is_front: &[bool]) -> Index {
    let mut lists = Lists::default();
    for (place, tag) in tags.iter().enumerate() {
        let articles = tag.articles.iter().filter(|article| !is_front[article.0 as usize]);
        let members: Vec<Member> =
            articles.map(|article| Member { document: *article, weight: WEIGHT }).collect();
        // An editor chose every tag, so even the most common one counts.
        let rarity = 1 + rarity(members.len(), is_front.len());
        lists.add(Trait::Tag(place), weight * rarity, &members);
    }
    lists.into_index(is_front.len())
}
