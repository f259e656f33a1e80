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

use std::sync::{Arc, OnceLock};

use super::{DocumentId, Resolution, Same, TagPages};
use crate::config::Config;
use crate::document::Document;
use subject::{Known, Names, Subjects};

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

/// All that related articles are found by, when somebody asks for those of an article.
#[derive(Debug)]
pub(super) struct Relations {
    ranking: Ranking,
    subjects: Known,
    /// How many an article gets.
    count: usize,
    of: Vec<OnceLock<Vec<Related>>>,
}

/// What is kept of the last site's relations.
#[derive(Default)]
pub(super) struct Kept {
    ranking: ranking::Kept,
    names: Option<Arc<Names>>,
}

/// What relations are between.
pub(super) struct Linked<'a> {
    pub documents: &'a [Arc<Document>],
    pub resolutions: &'a [Arc<[Resolution]>],
    pub tags: &'a [TagPages],
}

impl Relations {
    /// Gets ready to find them.
    pub fn new(config: &Config, linked: &Linked<'_>, same: Same, kept: &mut Kept) -> Relations {
        let Linked { documents, resolutions, tags } = *linked;
        let Kept { ranking: known, names } = kept;
        let names = names.take().filter(|_| same.layout);
        let (ranking, names) = rayon::join(
            || Ranking::new(config, documents, resolutions, tags, same, known),
            || names.unwrap_or_else(|| Arc::new(Names::new(config, documents))),
        );
        kept.names = Some(Arc::clone(&names));
        let of = std::iter::repeat_with(OnceLock::new).take(documents.len()).collect();
        Relations { ranking, subjects: Known::new(names, tags), count: config.related.count, of }
    }

    /// The related articles of one, the best first.
    pub fn of(&self, here: DocumentId, linked: &Linked<'_>) -> &[Related] {
        self.of[here.0 as usize].get_or_init(|| self.find(here, linked))
    }

    fn find(&self, here: DocumentId, linked: &Linked<'_>) -> Vec<Related> {
        let index = here.0 as usize;
        let mut chosen: Vec<DocumentId> = Vec::new();
        let picked = picked(&linked.documents[index], &linked.resolutions[index]);
        for picked in picked.filter(|picked| *picked != here) {
            if !chosen.contains(&picked) {
                chosen.push(picked);
            }
        }
        let room = self.count.saturating_sub(chosen.len());
        if room > 0 {
            // Those that were picked may be among the nearest.
            let nearest = self.ranking.nearest(here, room + chosen.len());
            let new = nearest.into_iter().filter(|other| !chosen.contains(other)).take(room);
            let new: Vec<DocumentId> = new.collect();
            chosen.extend(new);
        }
        let Linked { documents, tags, .. } = *linked;
        let subjects = Subjects { documents, tags, links: self.ranking.links(), known: &self.subjects };
        let with_reason = |other: DocumentId| Related {
            document: other,
            reason: match self.ranking.shared(here, other).as_slice() {
                [] => Reason::Picked,
                shared => subjects.reason(shared, here, other),
            },
        };
        chosen.into_iter().map(with_reason).collect()
    }
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
