//! Related articles: hand-picked ones, then those with the most in common, each with its reason.
//!
//! Takes documents, their resolved links and the site's tags, gives a list for every document. What two articles can have in
//! common is a list of articles in [`index`]: all that link to one article, have one tag, or use one word. `links`, `tags`
//! and `text` make those lists, [`Ranking`] adds up what two articles share, `subject` finds the words for it.
//!
//! The work is linear in the number of articles, and an edit changes few other lists: a document has a bounded number of
//! traits, a trait has a bounded window of members, and a trait's rarity changes only when the number of its articles
//! doubles. All sums are integers, so that the order of addition does not matter.

mod index;
mod links;
mod ranking;
mod subject;
mod tags;
mod text;

pub use ranking::Ranking;

use std::sync::{Arc, OnceLock};

use super::backlinks::Backlink;
use super::translations::Translations;
use super::{DocumentId, Edition, Resolution, Same};
use crate::config::Config;
use crate::document::Document;
use subject::{Known, Names, Subjects};

/// How many articles that mention one are passed over when its related ones are chosen: a popular term has thousands.
const MOST_PASSED_OVER: usize = 100;

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
    /// The editor picked it, or what the two have in common has no name.
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
        /// The tag as written within a sentence.
        tag: String,
        /// How many articles have it.
        articles: usize,
    },
    /// Both link to a glossary term or use the name of an article: that name as written within a sentence.
    BothCover(String),
    /// Both use a word, as they write it.
    BothUse(String),
}

/// Everything from which related articles are computed on request.
#[derive(Debug)]
pub(super) struct Relations {
    ranking: Ranking,
    subjects: Known,
    /// How many related articles each article gets.
    count: usize,
    of: Vec<OnceLock<Vec<Related>>>,
}

/// What is kept from the last run.
#[derive(Default)]
pub(super) struct Kept {
    ranking: ranking::Kept,
    names: Option<Arc<Names>>,
}

/// The documents and links.
pub(super) struct Linked<'a> {
    pub documents: &'a [Arc<Document>],
    pub resolutions: &'a [Arc<[Resolution]>],
    pub editions: &'a [Edition],
    pub translations: &'a Translations,
}

impl Relations {
    /// Prepares the computation.
    pub fn new(config: &Config, linked: &Linked<'_>, same: Same, kept: &mut Kept) -> Relations {
        let Linked { documents, resolutions, editions, .. } = *linked;
        let Kept { ranking: known, names } = kept;
        let names = names.take().filter(|_| same.layout);
        let (ranking, names) = rayon::join(
            || Ranking::new(config, documents, resolutions, editions, same, known),
            || names.unwrap_or_else(|| Arc::new(Names::new(config, documents))),
        );
        kept.names = Some(Arc::clone(&names));
        let of = std::iter::repeat_with(OnceLock::new).take(documents.len()).collect();
        Relations { ranking, subjects: Known::new(names, editions), count: config.related.count, of }
    }

    /// The related articles of one, best first. `mentioning` are the articles that link to it.
    pub fn of(&self, here: DocumentId, mentioning: &[Backlink], linked: &Linked<'_>) -> &[Related] {
        self.of[here.0 as usize].get_or_init(|| self.find(here, mentioning, linked))
    }

    fn find(&self, here: DocumentId, mentioning: &[Backlink], linked: &Linked<'_>) -> Vec<Related> {
        let index = here.0 as usize;
        let edition = linked.translations.edition_of(here);
        let listed = |other: DocumentId| linked.translations.listed_in(edition, other);
        let mut chosen: Vec<DocumentId> = Vec::new();
        let picked = picked(&linked.documents[index], &linked.resolutions[index]);
        let picked = picked.map(|picked| listed(picked).unwrap_or(picked));
        for picked in picked.filter(|picked| *picked != here) {
            if !chosen.contains(&picked) {
                chosen.push(picked);
            }
        }
        let room = self.count.saturating_sub(chosen.len());
        if room > 0 {
            // The picked ones and those that mention this one may be among the nearest.
            let passed_over = chosen.len() + mentioning.len().min(MOST_PASSED_OVER);
            let nearest = self.ranking.nearest(here, (room + passed_over) * linked.editions.len());
            let mentions =
                |other: &DocumentId| mentioning.binary_search_by_key(other, |backlink| backlink.from).is_ok();
            let mut new: Vec<DocumentId> = Vec::new();
            for other in nearest.into_iter().filter_map(listed) {
                let is_known = other == here || chosen.contains(&other) || new.contains(&other);
                if new.len() < room && !is_known && !mentions(&other) {
                    new.push(other);
                }
            }
            // An article has more to read than a term.
            new.sort_by_key(|other| self.subjects.is_term(*other));
            chosen.extend(new);
        }
        let Linked { documents, editions, .. } = *linked;
        let subjects = Subjects { documents, editions, links: self.ranking.links(), known: &self.subjects };
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

/// The targets of `related` in the front matter.
fn picked<'a>(
    document: &'a Document,
    resolutions: &'a [Resolution],
) -> impl Iterator<Item = DocumentId> + 'a {
    document.meta.related.iter().filter_map(|reference| resolutions[reference.0 as usize].document())
}
