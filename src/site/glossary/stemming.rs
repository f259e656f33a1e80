//! Whether two words are forms of one word, by the rules of a language.

use crate::document::{Stemmer, stemmer_of};

/// A language's rules. In a language without rules, only equal words are forms of each other.
pub(super) struct Stemming {
    stemmer: Option<Stemmer>,
    language: Language,
    /// Whether an apostrophe and an s at the end make a form of a word: the customer's, de auto's.
    pub has_apostrophes: bool,
}

/// Languages that need more than their stemmer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    German,
    Other,
}

// Unrelated words can share a stem of one or two letters.
const SHORTEST_STEM: usize = 3;

impl Stemming {
    /// The rules of a language.
    pub fn of(language: &crate::language::Language) -> Stemming {
        let Some(stemmer) = stemmer_of(language) else {
            return Stemming { stemmer: None, language: Language::Other, has_apostrophes: false };
        };
        let primary = language.primary();
        let language = match primary {
            "de" => Language::German,
            "en" => Language::English,
            _ => Language::Other,
        };
        let has_apostrophes = matches!(primary, "en" | "nl");
        Stemming { stemmer: Some(stemmer), language, has_apostrophes }
    }

    /// The stem of a lowercase word; the word itself in a language without rules.
    pub fn stem(&self, word: &str) -> String {
        self.stemmer.as_ref().map_or(word.into(), |stemmer| stemmer.stem(word)).into_owned()
    }

    /// Whether a word is a form of a term's word. `is_last` says whether it is the last word of the term.
    pub fn is_form(&self, word: &str, of: &str, stem: &str, is_last: bool) -> bool {
        if word == of {
            return true;
        }
        let is_regular = match self.language {
            _ if self.stemmer.is_none() => false,
            // Comparing only stems goes too far: “objective” would be a form of “objection”, and “market” one of
            // “marketing”.
            Language::English => is_plural(word, of) || is_plural(of, word) || is_last && is_verb(word, of),
            Language::German | Language::Other => stem.chars().count() >= SHORTEST_STEM,
        };
        is_regular && self.stem(word) == stem
    }

    /// The prefix that the forms of a word share.
    pub fn beginnings(&self, word: &str, stem: &str) -> Vec<String> {
        if self.stemmer.is_none() {
            return vec![word.to_owned()];
        }
        let common: String =
            word.chars().zip(stem.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter).collect();
        let shorter = match self.language {
            // agency, agencies; use, using.
            Language::English => common.strip_suffix(['e', 'i', 'y']).unwrap_or(&common),
            Language::German | Language::Other => {
                let end = common.char_indices().next_back().map_or(0, |(at, _)| at);
                &common[..end]
            }
        };
        let beginning = match shorter {
            "" => word.chars().take(1).collect(),
            shorter => shorter.to_owned(),
        };
        let mut beginnings = vec![beginning];
        if self.language == Language::German {
            beginnings.extend(with_umlauts(&beginnings[0]));
        }
        beginnings
    }
}

/// A word with one of its vowels changed: Haus, Häuser.
fn with_umlauts(word: &str) -> Vec<String> {
    let changed = word.char_indices().filter_map(|(at, letter)| {
        let umlaut = match letter {
            'a' => 'ä',
            'o' => 'ö',
            'u' => 'ü',
            _ => return None,
        };
        Some(format!("{}{umlaut}{}", &word[..at], &word[at + 1..]))
    });
    changed.collect()
}

fn is_plural(plural: &str, word: &str) -> bool {
    let after = |root: &str| plural.strip_prefix(root);
    matches!(after(word), Some("s" | "es")) || word.strip_suffix('y').and_then(after) == Some("ies")
}

/// nurtured, nurturing; carried; planned, planning.
fn is_verb(form: &str, word: &str) -> bool {
    let after = |root: &str| form.strip_prefix(root);
    let Some(last) = word.chars().next_back() else { return false };
    word.chars().count() >= SHORTEST_STEM
        && (matches!(after(word), Some("ed" | "ing"))
            || matches!(after(word).and_then(|ending| ending.strip_prefix(last)), Some("ed" | "ing"))
            || matches!(word.strip_suffix('e').and_then(after), Some("ed" | "ing"))
            || word.strip_suffix('y').and_then(after) == Some("ied"))
}
