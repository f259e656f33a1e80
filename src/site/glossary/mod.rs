//! Where texts mention the terms of a glossary.
//!
//! Takes a document and its links, gives the words to link to terms. One automaton searches for the beginnings of all terms
//! in a single pass; candidates are then compared word by word. Changes no text, and adds nothing to the link graph:
//! backlinks are what people wrote.

mod passage;
mod stemming;
mod term;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::pages::Pages;
use super::{DocumentId, Resolution, is_mention};
use crate::config::Config;
use crate::document::Document;
use passage::{Passage, each_passage};
use stemming::Stemming;
use term::Form;

/// Words to link to a term. They are in one text node, or in several with only line breaks between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermLink {
    /// The node in which they begin: an index into [`Body::nodes`](crate::document::Body::nodes).
    pub first: u32,
    /// The position, in bytes of [`Body::strings`](crate::document::Body::strings).
    pub start: u32,
    /// The node in which they end.
    pub last: u32,
    /// The position, in bytes of [`Body::strings`](crate::document::Body::strings).
    pub end: u32,
    /// The article of the term.
    pub term: DocumentId,
}

/// All terms, ready for searching.
pub(super) struct Glossary {
    /// The collections of terms.
    collections: BTreeSet<String>,
    /// The terms by primary language: a text in `en-GB` is searched for those in `en`.
    vocabularies: BTreeMap<String, Vocabulary>,
}

/// The terms of one language.
struct Vocabulary {
    stemming: Stemming,
    /// Finds where a form may begin.
    automaton: AhoCorasick,
    /// For each pattern of the automaton, the forms that begin with it: indices into `forms`.
    forms_of: Vec<Vec<usize>>,
    /// Titles, then aliases: if two terms share a name, the one that has it as its title wins.
    forms: Vec<Form>,
}

/// A name that was found in a passage.
struct Mention {
    start: usize,
    end: usize,
    form: usize,
}

impl Glossary {
    /// Reads all terms of the site; none if it has no terms.
    pub fn read(config: &Config, documents: &[Arc<Document>], pages: &Pages) -> Option<Glossary> {
        let is_glossary = |name: &str| config.collection(name).is_some_and(|declared| declared.glossary);
        let editions = pages.editions.iter();
        let collections =
            editions.flat_map(|edition| edition.collections.iter().map(move |one| (edition, one)));
        let collections: Vec<_> =
            collections.filter(|(_, collection)| is_glossary(&collection.name)).collect();
        let mut terms: BTreeMap<&str, Vec<(DocumentId, &Document)>> = BTreeMap::new();
        let articles = collections.iter().flat_map(|(edition, collection)| {
            collection.articles.iter().filter(|id| pages.edition_of[id.0 as usize] == edition.number)
        });
        for id in articles {
            let document = &documents[id.0 as usize];
            terms.entry(document.language.primary()).or_default().push((*id, document));
        }
        let vocabularies: BTreeMap<String, Vocabulary> = terms
            .into_iter()
            .filter_map(|(language, terms)| Some((language.to_owned(), Vocabulary::read(&terms)?)))
            .collect();
        let names = collections.iter().map(|(_, collection)| collection.name.clone());
        (!vocabularies.is_empty()).then(|| Glossary { collections: names.collect(), vocabularies })
    }

    /// Whether a document is the text above a glossary's list of terms.
    fn lists_its_terms(&self, document: &Document) -> bool {
        let collection = document.collection.as_ref();
        document.is_listing_text() && collection.is_some_and(|name| self.collections.contains(name))
    }

    /// The words of a document to link to terms, in text order.
    pub fn links_of(&self, id: DocumentId, document: &Document, resolutions: &[Resolution]) -> Vec<TermLink> {
        let Some(vocabulary) = self.vocabularies.get(document.language.primary()) else { return Vec::new() };
        if document.meta.no_glossary || self.lists_its_terms(document) {
            return Vec::new();
        }
        // A term is linked only once, and not at all on its own page or if the author has linked it.
        let mentions =
            document.references.iter().zip(resolutions).filter(|(reference, _)| is_mention(reference.role));
        let by_hand = mentions.filter_map(|(_, resolution)| resolution.document());
        let mut linked: BTreeSet<DocumentId> = by_hand.chain([id]).collect();
        let mut links = Vec::new();
        each_passage(&document.body, |passage| {
            for mention in vocabulary.mentions(passage) {
                let form = &vocabulary.forms[mention.form];
                if form.is_linked
                    && !linked.contains(&form.term)
                    && let Some(link) = passage.place(mention.start..mention.end, form.term)
                {
                    linked.insert(form.term);
                    links.push(link);
                }
            }
        });
        links
    }
}

impl Vocabulary {
    /// Reads the terms of one language; none if no name of these articles can be a term.
    fn read(terms: &[(DocumentId, &Document)]) -> Option<Vocabulary> {
        let stemming = Stemming::of(&terms.first()?.1.language);
        let titles = terms.iter().map(|(id, document)| (*id, *document, document.title.as_str()));
        let aliases = terms.iter().flat_map(|(id, document)| {
            let names = document.meta.aliases.iter().filter(|alias| !alias.value.starts_with('/'));
            names.map(move |alias| (*id, *document, alias.value.as_str()))
        });
        let forms: Vec<Form> = titles
            .chain(aliases)
            .filter_map(|(id, document, name)| Form::read(name, id, !document.meta.no_autolink, &stemming))
            .collect();
        let mut patterns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, form) in forms.iter().enumerate() {
            for beginning in form.beginnings(&stemming) {
                patterns.entry(beginning).or_default().push(index);
            }
        }
        if patterns.is_empty() {
            return None;
        }
        let automaton = AhoCorasick::new(patterns.keys()).expect("a glossary has fewer than 2^31 letters");
        Some(Vocabulary { stemming, automaton, forms_of: patterns.into_values().collect(), forms })
    }

    /// Every mention in a passage, in order: the first wins, then the longest at the same position, and none overlap.
    fn mentions(&self, passage: &Passage) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(&passage.folded) {
            for form in &self.forms_of[hit.pattern().as_usize()] {
                if let Some(end) = self.forms[*form].end_at(passage, hit.start(), &self.stemming) {
                    mentions.push(Mention { start: hit.start(), end, form: *form });
                }
            }
        }
        mentions.sort_by_key(|mention| (mention.start, Reverse(mention.end), mention.form));
        let mut from = 0;
        mentions.retain(|mention| {
            let is_free = mention.start >= from;
            if is_free {
                from = mention.end;
            }
            is_free
        });
        mentions
    }
}
