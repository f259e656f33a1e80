//! What a query says about a document, and how much that is worth. docs/search.md describes the ranking.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Head, Section};

/// How many sections of a document are shown.
const MOST_SECTIONS: usize = 3;

/// What a word of a query says about a document.
#[derive(Default)]
pub(super) struct Match {
    pub score: u64,
    /// How much of a name it makes, in 127ths.
    pub name: u64,
    /// Whether a name begins with it.
    pub begins: bool,
    pub sections: BTreeSet<usize>,
}

/// What all words of a query say about a document.
#[derive(Default)]
pub(super) struct Candidate {
    score: u64,
    pub rarity: u64,
    /// How much of the title or an alias they make up, in 127ths.
    name: u64,
    /// Whether a name begins with one of them.
    begins: bool,
    /// How many of the words that count the document has, and how many are in its names.
    pub matched: u64,
    in_name: u64,
    /// How many of them each section has.
    sections: BTreeMap<usize, u64>,
}

impl Candidate {
    /// Adds what a word says.
    pub fn add(&mut self, matched: &Match, rarity: u64) {
        self.score += matched.score;
        self.rarity += rarity;
        self.name += matched.name;
        self.begins |= matched.begins;
    }

    /// Adds what only a word that counts says.
    pub fn add_main(&mut self, matched: &Match) {
        self.matched += 1;
        self.in_name += u64::from(matched.name > 0);
        for section in &matched.sections {
            *self.sections.entry(*section).or_default() += 1;
        }
    }

    /// The score of all words together, given how many count.
    pub fn total(&self, words: u64) -> u64 {
        let together = self.sections.values().copied().max().unwrap_or(0);
        let mut sum = self.score;
        if self.matched > 1 && together == self.matched {
            sum += self.score;
        }
        if words > 0 {
            sum += 4 * self.score * self.in_name.pow(2) * self.name.min(127) / (words * words * 127);
        }
        if self.begins && self.in_name == words {
            sum += self.score;
        }
        sum * self.matched * self.matched / (words * words).max(1)
    }

    /// The sections with the most words of the query.
    pub fn places(&self, head: &Head) -> Vec<Section> {
        let sections = self.sections.iter().map(|(section, count)| (*section, *count));
        let mut sections: Vec<(usize, u64)> = sections.filter(|(section, _)| *section > 0).collect();
        sections.sort_by_key(|(section, count)| (std::cmp::Reverse(*count), *section));
        sections.truncate(MOST_SECTIONS);
        sections.iter().filter_map(|(section, _)| head.sections.get(section - 1).cloned()).collect()
    }
}
