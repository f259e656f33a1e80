//! Words for what two articles have in common.
//!
//! Takes what they share, gives the strongest [`Reason`]. A term's name stands as it does within a sentence: “customer lifetime
//! value”, though its article is called “Customer lifetime value”.

use std::collections::HashMap;
use std::sync::Arc;

use super::Reason;
use super::index::Trait;
use super::links::Links;
use crate::config::Config;
use crate::document::{Document, Stem, Stemming};
use crate::site::{DocumentId, TagPages};

/// An article's name with more words than this is a sentence, and no subject.
const LONGEST_NAME: usize = 3;

/// How many texts are looked into for how a name is written, and how many names of one stem are tried. Both keep the work
/// bounded where many articles share a word.
const MOST_TRIED: usize = 8;

/// What articles can be said to be about.
pub(super) struct Subjects<'a> {
    documents: &'a [Arc<Document>],
    links: &'a Links,
    /// Each tag within a sentence, and how many articles it has.
    tags: Vec<(String, usize)>,
    /// Each glossary term's title within a sentence; none for other articles.
    terms: Vec<Option<String>>,
    names: Vec<Name>,
    names_of: HashMap<Stem, Vec<usize>>,
}

/// A title or alias.
struct Name {
    words: String,
    stems: Vec<Stem>,
    article: DocumentId,
}

impl<'a> Subjects<'a> {
    pub fn new(
        config: &Config,
        documents: &'a [Arc<Document>],
        links: &'a Links,
        tags: &[TagPages],
    ) -> Subjects<'a> {
        let tags = tags.iter().map(|tag| {
            let articles =
                tag.articles.iter().take(MOST_TRIED).map(|article| &*documents[article.0 as usize]);
            (within_sentence(&tag.title, articles), tag.articles.len())
        });
        let is_term = |document: &Document| {
            let collection = document.collection.as_deref().and_then(|name| config.collection(name));
            collection.is_some_and(|collection| collection.glossary)
        };
        let title = |(index, document): (usize, &Arc<Document>)| {
            is_term(document).then(|| {
                let mentioning = links.incoming[index].iter().map(|from| &*documents[from.0 as usize]);
                let texts = std::iter::once(&**document).chain(mentioning);
                within_sentence(&document.title, texts.take(MOST_TRIED))
            })
        };
        let terms: Vec<Option<String>> = documents.iter().enumerate().map(title).collect();
        let mut subjects = Subjects {
            documents,
            links,
            tags: tags.collect(),
            terms,
            names: Vec::new(),
            names_of: HashMap::new(),
        };
        if config.relates_by_text() {
            subjects.gather_names(&Stemming::of(&config.language));
        }
        subjects
    }

    /// Terms of the glossary come first, since a reader can look them up.
    fn gather_names(&mut self, stemming: &Stemming) {
        for wants_terms in [true, false] {
            for (index, document) in self.documents.iter().enumerate() {
                if self.terms[index].is_some() != wants_terms {
                    continue;
                }
                let aliases = document.meta.aliases.iter().map(|alias| alias.value.as_str());
                for name in std::iter::once(document.title.as_str()).chain(aliases) {
                    let stems = stemming.stems(name);
                    if name.starts_with('/') || stems.is_empty() || stems.len() > LONGEST_NAME {
                        continue;
                    }
                    for stem in &stems {
                        self.names_of.entry(*stem).or_default().push(self.names.len());
                    }
                    let article = DocumentId(index as u32);
                    self.names.push(Name { words: name.to_owned(), stems, article });
                }
            }
        }
    }

    /// The strongest reason of what `here` and `other` share.
    pub fn reason(&self, shared: &[(Trait, u64)], here: DocumentId, other: DocumentId) -> Reason {
        let is_direct = |shared: Trait| match shared {
            Trait::LinksTo(article) | Trait::LinkedFrom(article) => article == here || article == other,
            Trait::Tag(_) | Trait::Uses(_) => false,
        };
        let direct: u64 =
            shared.iter().filter(|(shared, _)| is_direct(*shared)).map(|(_, weight)| weight).sum();
        let text = shared.iter().filter(|(shared, _)| matches!(shared, Trait::Uses(_)));
        let text: u64 = text.map(|(_, weight)| weight).sum();
        let strongest = |wanted: fn(Trait) -> bool| {
            let wanted = shared.iter().filter(|(shared, _)| wanted(*shared) && !is_direct(*shared));
            // The first of equals, which is a chosen order.
            wanted.rev().max_by_key(|(_, weight)| *weight).copied()
        };
        let other_link = strongest(|shared| matches!(shared, Trait::LinksTo(_) | Trait::LinkedFrom(_)));
        let tag = strongest(|shared| matches!(shared, Trait::Tag(_)));
        let word = strongest(|shared| matches!(shared, Trait::Uses(_)));
        let of = |candidate: Option<(Trait, u64)>| candidate.map_or(0, |(_, weight)| weight);
        let most = direct.max(of(other_link)).max(of(tag)).max(text);
        match (other_link, tag, word) {
            _ if direct == most => self.direct(here, other),
            (_, Some((Trait::Tag(tag), weight)), _) if weight == most => {
                let (tag, articles) = self.tags[tag].clone();
                Reason::Tag { tag, articles }
            }
            (Some((shared, weight)), ..) if weight == most => self.third(shared),
            (_, _, Some((Trait::Uses(stem), _))) => self.word(stem, here, other),
            _ => self.direct(here, other),
        }
    }

    fn direct(&self, here: DocumentId, other: DocumentId) -> Reason {
        match (self.links.has(here, other), self.links.has(other, here)) {
            (true, true) => Reason::LinkedBothWays,
            (true, false) => Reason::LinkedFromHere,
            (false, _) => Reason::LinksHere,
        }
    }

    fn third(&self, shared: Trait) -> Reason {
        match shared {
            Trait::LinksTo(article) => match &self.terms[article.0 as usize] {
                Some(term) => Reason::BothTreat(term.clone()),
                None => Reason::BothMention(article),
            },
            Trait::LinkedFrom(article) => Reason::BothMentionedIn(article),
            Trait::Tag(_) | Trait::Uses(_) => unreachable!("only links have a third article"),
        }
    }

    fn word(&self, stem: Stem, here: DocumentId, other: DocumentId) -> Reason {
        let both = [here, other];
        let names = self.names_of.get(&stem).map_or(&[][..], Vec::as_slice);
        // Longer names say more: “customer lifetime value” before “customer”.
        let named = names.iter().take(MOST_TRIED).map(|place| &self.names[*place]);
        let named = named.filter(|name| both.iter().all(|document| self.treats(*document, name)));
        if let Some(name) = named.rev().max_by_key(|name| name.stems.len()) {
            let texts = both.iter().map(|document| &*self.documents[document.0 as usize]);
            return Reason::BothTreat(within_sentence(&name.words, texts));
        }
        let words = both.iter().filter_map(|id| self.documents[id.0 as usize].terms.word_of(stem));
        let plainest = words.min_by_key(|word| (!starts_in_lower_case(word), word.len(), *word));
        Reason::BothUse(plainest.unwrap_or("").to_owned())
    }

    /// Whether a document is the article of a name, links to it, or has it in its text.
    fn treats(&self, document: DocumentId, name: &Name) -> bool {
        let text = &self.documents[document.0 as usize];
        let has_stems = || name.stems.iter().all(|stem| text.terms.word_of(*stem).is_some());
        document == name.article
            || self.links.has(document, name.article)
            || (has_stems()
                && (has_words(&text.text, &name.words) || has_words(&text.text, &lower_first(&name.words))))
    }
}

/// A name with a small first letter, if one of the texts writes it so.
fn within_sentence<'a>(name: &str, texts: impl Iterator<Item = &'a Document>) -> String {
    let small = lower_first(name);
    if small == name {
        return small;
    }
    let mut texts = texts;
    match texts.any(|document| has_words(&document.text, &small)) {
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

/// Whether a text has these words, and not only as a part of others. The last one may go on: “leads” is “lead” too.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}
