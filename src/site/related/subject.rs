//! Words for what two articles have in common.
//!
//! Takes what they share, gives the strongest [`Reason`]. A term's name is written as within a sentence: “customer lifetime
//! value”, though its article is called “Customer lifetime value”.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::Reason;
use super::index::Trait;
use super::links::Links;
use crate::config::Config;
use crate::document::{Document, Stem, Stemming};
use crate::language::Language;
use crate::segment::{is_within_word, is_word_part};
use crate::site::edition::TagId;
use crate::site::{DocumentId, Edition};

/// An article's name with more words than this is a sentence, not a subject.
const LONGEST_NAME: usize = 3;

/// How many texts are searched for the spelling of a name, and how many names of one stem are tried. Both bound the work if many
/// articles share a word.
const MOST_TRIED: usize = 8;

/// The strongest of several reasons is given, but they are not equally informative: a named subject says more than a link, which
/// the text shows anyway, and a link or a large tag more than a single word.
const CLEAR: u64 = 8;
const FAIR: u64 = 2;

/// A word with fewer letters is no reason.
const SHORTEST_WORD: usize = 4;

/// A tag with this few articles counts as a subject.
const FEW: usize = 5;

/// The possible subjects of articles.
pub(super) struct Subjects<'a> {
    pub documents: &'a [Arc<Document>],
    pub links: &'a Links,
    pub editions: &'a [Edition],
    pub known: &'a Known,
}

/// What is known about subjects, computed on request.
#[derive(Debug)]
pub(super) struct Known {
    names: Arc<Names>,
    /// Each tag of each edition within a sentence.
    tags: Vec<Vec<OnceLock<String>>>,
    /// Each glossary term's title within a sentence.
    terms: Vec<OnceLock<String>>,
}

/// The names of all articles.
#[derive(Debug)]
pub(super) struct Names {
    /// Which articles are glossary terms.
    is_term: Vec<bool>,
    names: Vec<Name>,
    names_of: HashMap<Stem, Vec<usize>>,
}

/// A title or alias.
#[derive(Debug)]
struct Name {
    words: String,
    is_title: bool,
    stems: Vec<Stem>,
    article: DocumentId,
}

impl Known {
    /// Nothing looked up yet.
    pub fn new(names: Arc<Names>, editions: &[Edition]) -> Known {
        let unknown = |count: usize| std::iter::repeat_with(OnceLock::new).take(count).collect();
        Known {
            tags: editions.iter().map(|edition| unknown(edition.tags.len())).collect(),
            terms: unknown(names.is_term.len()),
            names,
        }
    }

    /// Whether an article is a glossary term.
    pub fn is_term(&self, article: DocumentId) -> bool {
        self.names.is_term[article.0 as usize]
    }
}

impl Names {
    /// Glossary terms come first, since readers can look them up.
    pub fn new(config: &Config, documents: &[Arc<Document>]) -> Names {
        let is_term = |document: &Arc<Document>| {
            let collection = document.collection.as_deref().and_then(|name| config.collection(name));
            collection.is_some_and(|collection| collection.glossary)
        };
        let is_term = documents.iter().map(is_term).collect();
        let mut names = Names { is_term, names: Vec::new(), names_of: HashMap::new() };
        if config.relates_by_text() {
            let mut stemmings: BTreeMap<&Language, Stemming> = BTreeMap::new();
            for document in documents {
                let language = &document.language;
                stemmings.entry(language).or_insert_with(|| Stemming::of(language, &config.language.value));
            }
            for wants_terms in [true, false] {
                let wanted = |(index, _): &(usize, _)| names.is_term[*index] == wants_terms;
                let wanted: Vec<_> = documents.iter().enumerate().filter(wanted).collect();
                for (index, document) in wanted {
                    names.add(index, document, &stemmings[&document.language]);
                }
            }
        }
        names
    }

    fn add(&mut self, index: usize, document: &Document, stemming: &Stemming) {
        // Its words are used in other senses too, so no text with them is about the term.
        if document.meta.no_autolink {
            return;
        }
        let aliases = document.meta.aliases.iter().map(|alias| alias.value.as_str());
        let names = std::iter::once((document.title.as_str(), true));
        for (name, is_title) in names.chain(aliases.map(|alias| (alias, false))) {
            let stems = stemming.stems(name);
            if name.starts_with('/') || stems.is_empty() || stems.len() > LONGEST_NAME {
                continue;
            }
            for stem in &stems {
                self.names_of.entry(*stem).or_default().push(self.names.len());
            }
            let article = DocumentId(index as u32);
            self.names.push(Name { words: name.to_owned(), is_title, stems, article });
        }
    }
}

impl Subjects<'_> {
    /// A glossary term's title within a sentence; none for another article.
    fn term(&self, article: DocumentId) -> Option<&str> {
        let index = article.0 as usize;
        if !self.known.names.is_term[index] {
            return None;
        }
        let document = &self.documents[index];
        let find = || {
            let mentioning = self.links.incoming[index].iter().map(|from| &*self.documents[from.0 as usize]);
            let texts = std::iter::once(&**document).chain(mentioning);
            within_sentence(&document.title, texts.take(MOST_TRIED))
        };
        Some(self.known.terms[index].get_or_init(find))
    }

    fn is_term(&self, article: DocumentId) -> bool {
        self.known.is_term(article)
    }

    /// A tag within a sentence.
    fn tag(&self, id: TagId) -> &str {
        self.known.tags[id.edition][id.tag].get_or_init(|| {
            let tag = id.of(self.editions);
            let own = tag.articles.iter().take(MOST_TRIED).map(|article| &self.documents[article.0 as usize]);
            let texts = own.chain(self.documents.iter().take(4 * MOST_TRIED)).map(|document| &**document);
            within_sentence(&tag.title, texts)
        })
    }

    /// The strongest reason among what `here` and `other` share.
    pub fn reason(&self, shared: &[(Trait, u64)], here: DocumentId, other: DocumentId) -> Reason {
        let pair = [here, other];
        let mut direct = 0;
        let mut words: Vec<(Stem, u64)> = Vec::new();
        let mut others: Vec<(Trait, u64)> = Vec::new();
        for (shared, weight) in shared.iter().copied() {
            match shared {
                Trait::LinksTo(article) | Trait::LinkedFrom(article) if pair.contains(&article) => {
                    direct += weight;
                }
                Trait::Uses(stem) => words.push((stem, weight)),
                Trait::LinksTo(_) | Trait::LinkedFrom(_) | Trait::Tag(_) => others.push((shared, weight)),
            }
        }
        words.sort_unstable_by_key(|(stem, weight)| (Reverse(*weight), *stem));
        others.iter_mut().for_each(|(shared, weight)| *weight *= self.clarity(*shared));
        // Stable: among equals, the first in list order comes first.
        others.sort_by_key(|(_, weight)| Reverse(*weight));
        let text: u64 = words.iter().map(|(_, weight)| weight).sum();
        let (text, text_reason) = match self.named(&words, pair) {
            Some(reason) => (text * CLEAR, Some(reason)),
            None => (text, words.iter().take(MOST_TRIED).find_map(|(stem, _)| self.bare_word(*stem, pair))),
        };
        let other_weight = others.first().map_or(0, |(_, weight)| *weight);
        match (text_reason, others.first()) {
            (Some(reason), _) if text > (direct * FAIR).max(other_weight) => reason,
            (_, Some((shared, weight))) if *weight > direct * FAIR => self.third(*shared, pair),
            (Some(reason), _) if direct == 0 => reason,
            (None, _) if direct == 0 => Reason::Picked,
            _ => self.direct(here, other),
        }
    }

    /// How much more informative a reason is than a single word.
    fn clarity(&self, shared: Trait) -> u64 {
        match shared {
            Trait::LinksTo(article) if self.is_term(article) => CLEAR,
            Trait::Tag(tag) if tag.of(self.editions).articles.len() <= FEW => CLEAR,
            Trait::LinksTo(_) | Trait::LinkedFrom(_) | Trait::Tag(_) | Trait::Uses(_) => FAIR,
        }
    }

    fn direct(&self, here: DocumentId, other: DocumentId) -> Reason {
        match (self.links.has(here, other), self.links.has(other, here)) {
            (true, true) => Reason::LinkedBothWays,
            (true, false) => Reason::LinkedFromHere,
            (false, _) => Reason::LinksHere,
        }
    }

    fn third(&self, shared: Trait, pair: [DocumentId; 2]) -> Reason {
        match shared {
            Trait::LinksTo(article) => match self.term(article) {
                Some(term) => Reason::BothCover(term.to_owned()),
                None => Reason::BothMention(article),
            },
            Trait::LinkedFrom(article) => Reason::BothMentionedIn(article),
            Trait::Tag(tag) => {
                Reason::Tag { tag: self.tag(tag).to_owned(), articles: tag.of(self.editions).articles.len() }
            }
            Trait::Uses(stem) => self.bare_word(stem, pair).unwrap_or(Reason::Picked),
        }
    }

    /// The strongest word that belongs to a name that both articles cover. The first of the pair is the one whose page shows it.
    fn named(&self, words: &[(Stem, u64)], pair: [DocumentId; 2]) -> Option<Reason> {
        let is_linked = self.links.has(pair[0], pair[1]) || self.links.has(pair[1], pair[0]);
        words.iter().take(MOST_TRIED).find_map(|(stem, _)| {
            let names = self.known.names.names_of.get(stem).map_or(&[][..], Vec::as_slice);
            let names =
                names.iter().take(MOST_TRIED).map(|place| &self.known.names.names[*place]).filter(|name| {
                    let is_own = pair.contains(&name.article);
                    let is_term = self.is_term(name.article);
                    // That an article covers its own subject says nothing beyond the link.
                    let says_something = !is_own || (is_term && !is_linked);
                    says_something && pair.iter().all(|document| self.treats(*document, name))
                });
            // Longer names say more: “customer lifetime value” before “customer”.
            let name = names.rev().max_by_key(|name| name.stems.len())?;
            if name.article == pair[1] {
                return Some(Reason::LinkedFromHere);
            }
            if name.article == pair[0] {
                return Some(Reason::LinksHere);
            }
            Some(match (self.term(name.article), name.is_title) {
                (Some(term), true) => Reason::BothCover(term.to_owned()),
                (None, true) => Reason::BothMention(name.article),
                (_, false) => {
                    let texts = pair.iter().map(|document| &*self.documents[document.0 as usize]);
                    Reason::BothCover(within_sentence(&name.words, texts))
                }
            })
        })
    }

    /// A word as the first of the pair writes it, so that its page never shows two forms of one word. None for a word that is
    /// too short to say anything.
    fn bare_word(&self, stem: Stem, pair: [DocumentId; 2]) -> Option<Reason> {
        let [own, other] = pair.map(|id| self.documents[id.0 as usize].terms.word_of(stem));
        let small = other.is_some_and(starts_in_lower_case).then(|| own.map(lower_first)).flatten();
        let word = small.or_else(|| own.map(str::to_owned))?;
        let says_something = word.chars().count() >= SHORTEST_WORD || !word.chars().any(is_alphabetic_script);
        says_something.then_some(Reason::BothUse(word))
    }

    /// Whether a document has a name in its text, or is or links to the glossary term with that title.
    fn treats(&self, document: DocumentId, name: &Name) -> bool {
        let is_term = self.is_term(name.article);
        let leads_there = || document == name.article || self.links.has(document, name.article);
        if name.is_title && is_term && leads_there() {
            return true;
        }
        let text = &self.documents[document.0 as usize];
        name.stems.iter().all(|stem| text.terms.word_of(*stem).is_some())
            && (has_words(&text.text, &name.words) || has_words(&text.text, &lower_first(&name.words)))
    }
}

/// A name with a lowercase first letter, if one of the texts writes its first word that way.
fn within_sentence<'a>(name: &str, mut texts: impl Iterator<Item = &'a Document>) -> String {
    let small = lower_first(name);
    let first = small.split(|letter: char| !is_word_part(letter)).next().unwrap_or("");
    let is_written = |document: &Document| {
        document.text.match_indices(first).any(|(at, _)| {
            !is_within_word(&document.text, at) && !is_within_word(&document.text, at + first.len())
        })
    };
    match small != name && !first.is_empty() && texts.any(is_written) {
        true => small,
        false => name.to_owned(),
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn starts_in_lower_case(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a letter is Latin, Greek, Cyrillic or Armenian. In scripts that leave out vowels or write syllables, three characters
/// are a long word.
fn is_alphabetic_script(letter: char) -> bool {
    letter < '\u{590}'
}

/// Whether a text has these words, and not only as parts of others. The last one may be longer: “leads” matches “lead”.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| !is_within_word(text, at))
}
