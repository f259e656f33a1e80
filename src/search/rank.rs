//! Finds the documents for a query and puts them in order. docs/search.md describes the ranking; `search-engine.js` does the
//! same in the browser, with the same integers.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::candidate::{Candidate, Match};
use super::errors::{allowed, distance};
use super::function_words::RARITY;
use super::query::Query;
use super::read::{Entry, Files, Head, Section};
use super::words::{is_unspaced, words};

/// How well an entry matches a word of a query, in 256ths.
const EXACT: u64 = 256;
const SYNONYM: u64 = 200;
const PREFIX: u64 = 112;
const ONE_ERROR: u64 = 128;
const PREFIX_WITH_ERRORS: u64 = 96;
const TWO_ERRORS: u64 = 72;

/// How many words a beginning, an ending, or a word with typos may stand for.
const MOST_BY_PREFIX: usize = 5;
const MOST_BY_ENDING: usize = 24;
const MOST_BY_ERRORS: usize = 12;
/// How many blocks of a long list the ranking reads, of the word itself and of what else it may stand for: the first ones have the
/// strongest documents.
const BLOCKS_OF_WORD: usize = 2;
const BLOCKS_OF_OTHERS: usize = 1;
/// A word may be a published typo if so few documents have it, and a similar word is less rare by [`MUCH_RARER`].
const FEW_DOCUMENTS: usize = 3;
const MUCH_RARER: u64 = 48;
/// How many documents are searched for a phrase.
const MOST_READ: usize = 200;
/// How many words a synonym may replace.
const LONGEST_SYNONYM: usize = 4;

/// How many words a beginning may stand for, and in how many files they are looked for. One or two letters begin too many words to mean any of them, and each word costs a
/// reader a file; a sign of an unspaced script says more.
fn most_by_prefix(word: &str) -> (usize, usize) {
    match word.encode_utf16().count() {
        letters @ (1 | 2) if !word.starts_with(is_unspaced) => (letters * letters, 1),
        _ => (MOST_BY_PREFIX, 2),
    }
}

/// An index that can be searched. Files are read when a query needs them, and remembered.
pub struct Index<F>(Files<F>);

/// What a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// The best documents.
    pub hits: Vec<Hit>,
    /// How many documents match in total.
    pub total: usize,
    /// The words and filters that no document has.
    pub unknown: Vec<String>,
    /// Known words and filters that are similar to these.
    pub near: Vec<String>,
    /// The words to mark in texts, sorted.
    pub marks: Vec<String>,
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number.
    pub document: usize,
    /// How well it matches; only useful to compare hits.
    pub score: u64,
    /// Its title and address.
    pub head: Head,
    /// The sections with the most words of the query, the best first.
    pub places: Vec<Section>,
}

/// What a word of a query may stand for: one entry, or several that a document must all have.
struct Alternative {
    entries: Vec<Rc<Entry>>,
    quality: u64,
}

/// A word of a query.
struct Term<'a> {
    word: &'a str,
    found: Vec<Alternative>,
    rarity: u64,
}

impl<F: Fn(&str) -> Option<Vec<u8>>> Index<F> {
    /// `load` returns a file of the index by its name.
    pub fn new(load: F) -> Index<F> {
        Index(Files::new(load))
    }

    /// The documents for a query, best first, at most `limit` of them; none if the index is damaged.
    pub fn search(&mut self, text: &str, limit: usize) -> Option<Results> {
        let query = Query::parse(text);
        let root = self.0.root()?;
        let replacements = replacements(&query.words, &root.synonyms);
        let mut terms = Vec::new();
        for (index, word) in query.words.iter().enumerate() {
            let is_last = query.is_unfinished && index + 1 == query.words.len();
            let found = self.alternatives(word, is_last, &replacements[index])?;
            terms.push(Term { word, rarity: rarity_of(&found), found });
        }
        let rarest = terms.iter().map(|term| term.rarity).max().unwrap_or(0);
        let rarity = |term: &Term<'_>| if term.found.is_empty() { rarest } else { term.rarity };
        let total_rarity: u64 = terms.iter().map(rarity).sum();
        // Words that only ask or join need not be there if the query has others.
        let has_others = terms.iter().any(|term| term.rarity != RARITY);
        let is_main = |term: &&Term<'_>| !has_others || term.rarity != RARITY;
        let count = terms.iter().filter(is_main).count();
        let mut candidates: BTreeMap<usize, Candidate> = BTreeMap::new();
        for term in &terms {
            for (document, matched) in self.score(&term.found)? {
                let candidate = candidates.entry(document).or_default();
                candidate.add(&matched, term.rarity);
                if is_main(&term) {
                    candidate.add_main(&matched);
                }
            }
        }
        if count == 0 && !query.filters.is_empty() {
            candidates.extend((0..root.documents).map(|document| (document, Candidate::default())));
        }
        candidates.retain(|_, candidate| {
            candidate.rarity * 5 >= total_rarity * 2 && (candidate.matched > 0 || count == 0)
        });
        let whole = query.words.join(" ");
        let mut pin = root.pins.iter().find(|(words, _)| *words == whole).map(|(_, document)| *document);
        for filter in &query.filters {
            let allowed = self.documents_with(filter)?;
            candidates.retain(|document, _| allowed.contains(document));
            pin = pin.filter(|document| allowed.contains(document));
        }
        for word in &query.excluded {
            let excluded = self.documents_with(word)?;
            candidates.retain(|document, _| !excluded.contains(document));
            pin = pin.filter(|document| !excluded.contains(document));
        }
        let mut order: Vec<(u64, usize)> = candidates
            .iter()
            .map(|(document, candidate)| (candidate.total(count as u64), *document))
            .collect();
        order.sort_by_key(|(score, document)| (std::cmp::Reverse(*score), *document));
        if !query.phrases.is_empty() {
            order = self.with_phrases(&order, &query.phrases, limit)?;
            let kept: BTreeSet<usize> = order.iter().map(|(_, document)| *document).collect();
            candidates.retain(|document, _| kept.contains(document));
        }
        if let Some(pin) = pin {
            let pinned = order.iter().find(|(_, document)| *document == pin).copied().unwrap_or((0, pin));
            order.retain(|(_, document)| *document != pin);
            order.insert(0, pinned);
        }
        let mut hits = Vec::new();
        for (score, document) in order.iter().copied().take(limit) {
            let head = self.0.head_of(document)?;
            let places = candidates.get(&document).map_or(Vec::new(), |candidate| candidate.places(&head));
            hits.push(Hit { document, score, head, places });
        }
        let found = terms.iter().filter(is_main).flat_map(|term| &term.found);
        let found: Vec<Rc<Entry>> =
            found.flat_map(|alternative| alternative.entries.iter().cloned()).collect();
        let marks = self.marks(&found)?;
        let words = terms.iter().filter(|term| term.found.is_empty()).map(|term| term.word);
        let mut unknown: Vec<String> = words.map(str::to_owned).collect();
        for filter in &query.filters {
            unknown.extend(self.0.entry_of(filter)?.is_none().then(|| filter.clone()));
        }
        let mut near = Vec::new();
        for word in &unknown {
            near.extend(self.nearest(word)?);
        }
        Some(Results { hits, total: order.len(), unknown, near, marks })
    }

    /// What a word may stand for.
    fn alternatives(&mut self, word: &str, is_last: bool, replacements: &[&str]) -> Option<Vec<Alternative>> {
        let mut found = Vec::new();
        found
            .extend(self.0.entry_of(word)?.map(|entry| Alternative { entries: vec![entry], quality: EXACT }));
        for replacement in replacements {
            let words = words(replacement);
            let mut entries = Vec::new();
            for word in &words {
                entries.extend(self.0.entry_of(word)?);
            }
            if !entries.is_empty() && entries.len() == words.len() {
                found.push(Alternative { entries, quality: SYNONYM });
            }
        }
        if is_last {
            let (most, files) = most_by_prefix(word);
            let mut longer = self.0.entries_at(word, files)?;
            longer.retain(|entry| entry.word != word && entry.word.starts_with(word) && entry.is_word());
            longer.sort_by(by_rarity);
            longer.truncate(most);
            found.extend(
                longer.into_iter().map(|entry| Alternative { entries: vec![entry], quality: PREFIX }),
            );
        }
        let exact = found.first().filter(|alternative| alternative.quality == EXACT);
        let exact = exact.and_then(|alternative| alternative.entries.first()).cloned();
        if found.is_empty() {
            return self.meant(word, is_last);
        }
        if let Some(exact) = exact
            && exact.rarity != RARITY
            && self.0.documents_of(&exact, BLOCKS_OF_OTHERS)?.len() <= FEW_DOCUMENTS
        {
            let is_better = |other: &Rc<Entry>| other.rarity + MUCH_RARER <= exact.rarity;
            let mut meant = self.meant(word, false)?;
            meant.retain(|alternative| alternative.entries.iter().all(is_better));
            found.extend(meant);
        }
        Some(found)
    }

    /// The words that a word with typos may stand for.
    fn meant(&mut self, word: &str, is_last: bool) -> Option<Vec<Alternative>> {
        let letters: Vec<char> = word.chars().collect();
        let most = allowed(letters.len());
        if most == 0 {
            return Some(Vec::new());
        }
        let start: String = letters.iter().take(3).collect();
        let end: String = letters.iter().rev().take(3).collect();
        let near = self.0.entries_at(&start, 3)?;
        let endings = self.0.endings_at(&end, 3)?;
        let reversed: Vec<Vec<char>> = endings.iter().map(|ending| ending.chars().rev().collect()).collect();
        let whole = |other: &[char]| distance(&letters, other, most);
        let found = self.within(&near, &reversed, most, whole)?;
        if !found.is_empty() || !is_last {
            let quality = |errors| if errors == 1 { ONE_ERROR } else { TWO_ERRORS };
            let alternative =
                |(errors, entry)| Alternative { entries: vec![entry], quality: quality(errors) };
            return Some(found.into_iter().map(alternative).collect());
        }
        let beginning = |other: &[char]| {
            let lengths = letters.len() - 1..=letters.len() + 1;
            let errors = lengths.map(|length| distance(&letters, &other[..length.min(other.len())], most));
            errors.min().expect("there are three lengths")
        };
        let found = self.within(&near, &reversed, most, beginning)?.into_iter();
        Some(
            found
                .map(|(_, entry)| Alternative { entries: vec![entry], quality: PREFIX_WITH_ERRORS })
                .collect(),
        )
    }

    /// The entries with the fewest typos, each with its number of typos.
    fn within(
        &mut self,
        near: &[Rc<Entry>],
        reversed: &[Vec<char>],
        most: i64,
        errors_of: impl Fn(&[char]) -> i64,
    ) -> Option<Vec<(i64, Rc<Entry>)>> {
        let words = near.iter().filter(|entry| entry.is_word());
        let mut found: Vec<(i64, Rc<Entry>)> = words
            .map(|entry| (errors_of(&entry.letters), Rc::clone(entry)))
            .filter(|(errors, _)| (1..=most).contains(errors))
            .collect();
        let known: BTreeSet<&str> = found.iter().map(|(_, entry)| entry.word.as_str()).collect();
        let others = reversed.iter().map(|letters| (errors_of(letters), letters));
        let others = others.filter(|(errors, _)| (1..=most).contains(errors));
        let others = others.map(|(errors, letters)| (errors, letters.iter().collect::<String>()));
        let mut others: Vec<(i64, String)> =
            others.filter(|(_, word)| !known.contains(word.as_str())).collect();
        others.sort();
        others.truncate(MOST_BY_ENDING);
        for (errors, word) in others {
            found.extend(self.0.entry_of(&word)?.map(|entry| (errors, entry)));
        }
        let least = found.iter().map(|(errors, _)| *errors).min();
        found.retain(|(errors, _)| Some(*errors) == least);
        found.sort_by(|(_, one), (_, other)| by_rarity(one, other));
        found.truncate(MOST_BY_ERRORS);
        Some(found)
    }

    /// The match of each document: the best of a word's alternatives.
    fn score(&mut self, found: &[Alternative]) -> Option<BTreeMap<usize, Match>> {
        let mut documents: BTreeMap<usize, Match> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for Alternative { entries, quality } in found {
            let places: Vec<(&str, usize)> = entries.iter().map(|entry| entry.place()).collect();
            if !seen.insert(places) {
                continue;
            }
            let mut lists = Vec::new();
            let blocks = if *quality == EXACT { BLOCKS_OF_WORD } else { BLOCKS_OF_OTHERS };
            for entry in entries {
                lists.push(self.0.documents_of(entry, blocks)?);
            }
            let Some((first, others)) = lists.split_first() else { continue };
            for posting in first {
                let find = |list: &Vec<super::read::Posting>| {
                    let place =
                        list.binary_search_by_key(&posting.document, |posting| posting.document).ok()?;
                    Some(list[place].clone())
                };
                let Some(others) = others.iter().map(find).collect::<Option<Vec<_>>>() else { continue };
                let parts = || std::iter::once(posting).chain(&others);
                let sum: u64 = parts().zip(entries).map(|(part, entry)| entry.rarity * part.impact).sum();
                let score = sum / entries.len() as u64 * quality / 256;
                let known = documents.entry(posting.document).or_default();
                known.score = known.score.max(score);
                let is_name = parts().all(|part| part.name > 0);
                let name = if is_name { parts().map(|part| part.name).sum::<u64>().min(127) } else { 0 };
                known.name = known.name.max(name);
                known.begins |= is_name && posting.begins;
                known.sections.extend(parts().flat_map(|part| part.sections.iter().copied()));
            }
        }
        Some(documents)
    }

    /// All documents that have a word, or that a filter selects.
    fn documents_with(&mut self, word: &str) -> Option<BTreeSet<usize>> {
        let Some(entry) = self.0.entry_of(word)? else { return Some(BTreeSet::new()) };
        let postings = self.0.documents_of(&entry, usize::MAX)?;
        Some(postings.into_iter().map(|posting| posting.document).collect())
    }

    /// The first documents that have all phrases, each in one section, a heading or the title.
    fn with_phrases(
        &mut self,
        order: &[(u64, usize)],
        phrases: &[Vec<String>],
        limit: usize,
    ) -> Option<Vec<(u64, usize)>> {
        let phrases: Vec<String> = phrases.iter().map(|phrase| format!(" {} ", phrase.join(" "))).collect();
        let mut found = Vec::new();
        for (score, document) in order.iter().copied().take(MOST_READ) {
            if found.len() > limit {
                break;
            }
            let head = self.0.head_of(document)?;
            let texts = self.0.texts_of(document)?;
            let headings = head.sections.iter().map(|section| &section.title);
            let texts = std::iter::once(&head.title).chain(headings).chain(&texts);
            let texts: Vec<String> = texts.map(|text| format!(" {} ", words(text).join(" "))).collect();
            if phrases.iter().all(|phrase| texts.iter().any(|text| text.contains(phrase.as_str()))) {
                found.push((score, document));
            }
        }
        Some(found)
    }

    /// All forms of the words that were found: those that share a list of documents with one of the entries.
    fn marks(&mut self, entries: &[Rc<Entry>]) -> Option<Vec<String>> {
        let places: BTreeSet<(&str, usize)> = entries.iter().map(|entry| entry.place()).collect();
        let mut marks = BTreeSet::new();
        for entry in entries {
            let forms = self.0.entries_at(&entry.word, 1)?;
            marks.extend(
                forms.iter().filter(|form| places.contains(&form.place())).map(|form| form.word.clone()),
            );
        }
        Some(marks.into_iter().collect())
    }

    /// The known word or filter that is most similar to an unknown one.
    fn nearest(&mut self, word: &str) -> Option<Option<String>> {
        // Filters are similar if they are of the same kind.
        let (kind, value) = word.split_at(word.find(':').map_or(0, |colon| colon + 1));
        let letters: Vec<char> = word.chars().collect();
        let length = value.chars().count() as i64;
        let most = ((length - 1) / 2).min(3);
        let start = if kind.is_empty() { letters.iter().take(2).collect() } else { kind.to_owned() };
        let near = self.0.entries_at(&start, 2)?;
        let near = near.iter().filter(|entry| match kind {
            "" => entry.is_word() && entry.rarity != RARITY,
            kind => entry.word.starts_with(kind),
        });
        let near = near.map(|entry| (distance(&letters, &entry.letters, most), entry));
        let best = near
            .filter(|(errors, _)| *errors <= most)
            .min_by(|(one, entry), (two, other)| one.cmp(two).then_with(|| by_rarity(entry, other)));
        Some(best.map(|(_, entry)| entry.word.clone()))
    }
}

/// The most frequent words first.
fn by_rarity(one: &Rc<Entry>, other: &Rc<Entry>) -> std::cmp::Ordering {
    (one.rarity, &one.word).cmp(&(other.rarity, &other.word))
}

/// How rare a word of a query is; 0 if it is unknown.
fn rarity_of(found: &[Alternative]) -> u64 {
    let exact = found.iter().find(|alternative| alternative.quality == EXACT);
    let entries = || found.iter().flat_map(|alternative| &alternative.entries);
    let rarity = match exact {
        Some(exact) => exact.entries.first().map(|entry| entry.rarity),
        None => entries().map(|entry| entry.rarity).max(),
    };
    rarity.unwrap_or(0)
}

/// The replacements of each word, in the order in which the synonyms begin in the query.
fn replacements<'a>(words: &[String], synonyms: &'a [(String, String)]) -> Vec<Vec<&'a str>> {
    let mut replacements: Vec<Vec<&str>> = vec![Vec::new(); words.len()];
    for start in 0..words.len() {
        for end in start + 1..=words.len().min(start + LONGEST_SYNONYM) {
            let key = words[start..end].join(" ");
            let first = synonyms.partition_point(|(known, _)| *known < key);
            for (_, replacement) in synonyms[first..].iter().take_while(|(known, _)| *known == key) {
                for list in &mut replacements[start..end] {
                    if !list.contains(&replacement.as_str()) {
                        list.push(replacement);
                    }
                }
            }
        }
    }
    replacements
}
