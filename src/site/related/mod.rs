//! Related articles: hand-picked ones, then those with the most in common, each with its reason.
//!
//! Takes documents, their resolved links and the site's tags, gives a list for every document. What two articles can have in
//! common is a list of articles in [`index`]: all that link to one article, that have one tag, that use one word. `links`,
//! `tags` and `text` make those lists, [`Ranking`] adds up what two articles share, `subject` finds the words for it.
//!
//! The work grows with the number of articles, not with its square, and an edit moves few lists but its own: a document has a
//! bounded number of traits, a trait has a bounded window of members, and how rare a trait is changes only when the number of
//! its articles doubles. All sums are of whole numbers, so that no order of adding can change them.

mod index;
mod links;
mod ranking;
mod subject;
mod tags;
mod text;

pub use ranking::Ranking;

use std::sync::Arc;

use super::{DocumentId, Resolution, TagPages};
use crate::config::Config;
use crate::document::Document;
use subject::Subjects;

/// A related article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which one.
    pub document: DocumentId,
    /// Why: the strongest reason.
    pub reason: Reason,
}

/// Why an article is related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its editor says so, and the two have nothing in common that kb could name.
    Picked,
    /// The articles link to each other.
    LinkedBothWays,
    /// This article links to it, or has its name in the text.
    LinkedFromHere,
    /// It links to this article, or has its name in the text.
    LinksHere,
    /// Both link to a third article.
    BothMention(DocumentId),
    /// A third article links to both.
    BothMentionedIn(DocumentId),
    /// Both have a tag.
    Tag {
        /// The tag as it stands within a sentence.
        tag: String,
        /// How many articles have it.
        articles: usize,
    },
    /// Both link to a term of the glossary or use the name of an article: that name as it stands within a sentence.
    BothTreat(String),
    /// Both use a word, as they write it.
    BothUse(String),
}

/// Gives each document's related ones, the best first.
pub(super) fn relate(
    config: &Config,
    documents: &[Arc<Document>],
    resolutions: &[Vec<Resolution>],
    tags: &[TagPages],
) -> Vec<Vec<Related>> {
    let ranking = Ranking::new(config, documents, resolutions, tags);
    let subjects = Subjects::new(config, documents, ranking.links(), tags);
    let mut totals = ranking.empty_totals();
    let related = documents.iter().enumerate().map(|(index, document)| {
        let here = DocumentId(index as u32);
        let mut chosen: Vec<DocumentId> = Vec::new();
        for picked in picked(document, &resolutions[index]).filter(|picked| *picked != here) {
            if !chosen.contains(&picked) {
                chosen.push(picked);
            }
        }
        let room = config.related.count.saturating_sub(chosen.len());
        if room > 0 {
            // Those that were picked may be among the nearest.
            let nearest = ranking.nearest_in(here, room + chosen.len(), &mut totals);
            let new = nearest.into_iter().filter(|other| !chosen.contains(other)).take(room);
            let new: Vec<DocumentId> = new.collect();
            chosen.extend(new);
        }
        let with_reason = |other: DocumentId| Related {
            document: other,
            reason: match ranking.shared(here, other).as_slice() {
                [] => Reason::Picked,
                shared => subjects.reason(shared, here, other),
            },
        };
        chosen.into_iter().map(with_reason).collect()
    });
    related.collect()
}

/// What `related` of the front matter leads to.
fn picked<'a>(
    document: &'a Document,
    resolutions: &'a [Resolution],
) -> impl Iterator<Item = DocumentId> + 'a {
    document.meta.related.iter().filter_map(|reference| match &resolutions[reference.0 as usize] {
        Resolution::Page { document: Some(other), .. } => Some(*other),
        _ => None,
    })
}
