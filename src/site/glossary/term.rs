//! A name of a term, and whether it occurs at a position in the text.

use super::passage::{Passage, push_folded};
use super::stemming::Stemming;
use crate::segment::{is_unspaced, is_within_word, is_word_part};
use crate::site::DocumentId;

/// A title or an alias of a term.
pub(super) struct Form {
    /// The term's article.
    pub term: DocumentId,
    /// Whether its mentions become links. If not, they still keep shorter terms from being found in them.
    pub is_linked: bool,
    shape: Shape,
}

enum Shape {
    /// Words that may be inflected.
    Words(Vec<Word>),
    /// Characters that must match exactly: `C++`, and languages without spaces.
    Signs { folded: String, capitals: Option<String> },
}

struct Word {
    before: Joint,
    folded: String,
    stem: String,
    /// The word itself, if it must be in capitals.
    capitals: Option<String>,
}

/// What separates two words.
enum Joint {
    /// A space or a hyphen; texts often use one for the other.
    Gap,
    /// Something else: `/`, ` & `.
    Signs(String),
}

/// The bytes of the longest name that is looked for. A name is compared at each place where it may begin, so a text that
/// repeats the beginning of a very long one would take forever; nobody mentions a whole paragraph.
const LONGEST_NAME: usize = 200;

impl Form {
    /// Reads a name; none if it has no letter or more than [`LONGEST_NAME`] bytes.
    pub fn read(name: &str, term: DocumentId, is_linked: bool, stemming: &Stemming) -> Option<Form> {
        let name = name.trim();
        let is_edged = name.starts_with(is_letter) && name.ends_with(is_letter);
        let shape = match is_edged && !name.contains(is_unspaced) {
            true => Shape::Words(read_words(name, stemming)),
            false => Shape::Signs { folded: fold(name), capitals: capitals(name, true) },
        };
        (name.contains(is_letter) && name.len() <= LONGEST_NAME).then_some(Form { term, is_linked, shape })
    }

    /// What it can begin with, in lowercase.
    pub fn beginnings(&self, stemming: &Stemming) -> Vec<String> {
        // Long enough to find candidates, which are then compared letter by letter. The time to build an automaton
        // grows with the square of a very long word.
        const LONGEST: usize = 64;
        let mut beginnings = self.whole_beginnings(stemming);
        beginnings
            .iter_mut()
            .for_each(|beginning| beginning.truncate(beginning.floor_char_boundary(LONGEST)));
        beginnings
    }

    fn whole_beginnings(&self, stemming: &Stemming) -> Vec<String> {
        match &self.shape {
            Shape::Signs { folded, .. } => vec![folded.clone()],
            Shape::Words(words) => match words.first() {
                Some(Word { capitals: None, folded, stem, .. }) => stemming.beginnings(folded, stem),
                Some(word) => vec![word.folded.clone()],
                None => Vec::new(),
            },
        }
    }

    /// Where it ends in a passage if it begins at `start`; none if it does not begin there.
    pub fn end_at(&self, passage: &Passage, start: usize, stemming: &Stemming) -> Option<usize> {
        let text = &passage.text;
        match &self.shape {
            Shape::Signs { folded, capitals } => {
                let end = start + folded.len();
                let is_here = match capitals {
                    Some(capitals) => text[start..].starts_with(capitals),
                    None => passage.folded[start..].starts_with(folded),
                };
                (is_here && begins_word(text, start) && ends_word(text, end, stemming)).then_some(end)
            }
            Shape::Words(words) => {
                if !begins_word(text, start) {
                    return None;
                }
                let mut at = start;
                for (index, word) in words.iter().enumerate() {
                    if index > 0 {
                        at += word.before.length(&text[at..], stemming)?;
                    }
                    let end = at + word_length(&text[at..]);
                    let is_last = index + 1 == words.len();
                    if !word.is_form(&text[at..end], &passage.folded[at..end], is_last, stemming) {
                        return None;
                    }
                    at = end;
                }
                ends_word(text, at, stemming).then_some(at)
            }
        }
    }
}

impl Word {
    fn is_form(&self, written: &str, folded: &str, is_last: bool, stemming: &Stemming) -> bool {
        match &self.capitals {
            // SLA, and SLAs.
            Some(capitals) => matches!(written.strip_prefix(capitals.as_str()), Some("" | "s")),
            None => stemming.is_form(folded, &self.folded, &self.stem, is_last),
        }
    }
}

impl Joint {
    /// How many bytes it takes at the start of some text; none if it is not there.
    fn length(&self, text: &str, stemming: &Stemming) -> Option<usize> {
        match self {
            Joint::Gap => {
                let is_space = |letter: char| matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{202f}');
                // The customer's journey, the customers' journey.
                let owner = match text.chars().next() {
                    Some(sign) if is_apostrophe(sign) && stemming.has_apostrophes => {
                        let rest = &text[sign.len_utf8()..];
                        sign.len_utf8() + usize::from(rest.starts_with('s'))
                    }
                    _ => 0,
                };
                let rest = &text[owner..];
                let spaces = rest.len() - rest.trim_start_matches(is_space).len();
                match (spaces, rest.chars().next()) {
                    (0, Some(sign)) if is_hyphen(sign) && owner == 0 => Some(sign.len_utf8()),
                    (0, _) => None,
                    (spaces, _) => Some(owner + spaces),
                }
            }
            Joint::Signs(signs) => {
                let mut letters = text.char_indices();
                for sign in signs.chars() {
                    let (_, letter) = letters.next()?;
                    if letter != sign && !(is_apostrophe(letter) && is_apostrophe(sign)) {
                        return None;
                    }
                }
                Some(letters.offset())
            }
        }
    }
}

fn read_words(name: &str, stemming: &Stemming) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = name;
    let is_only = name.chars().all(is_letter);
    while !rest.is_empty() {
        let signs = rest.find(is_letter).unwrap_or(rest.len());
        let (before, after) = rest.split_at(signs);
        let (word, after) = after.split_at(word_length(after));
        let is_gap = before.chars().all(char::is_whitespace) || before == "-";
        let folded = fold(word);
        words.push(Word {
            before: if is_gap { Joint::Gap } else { Joint::Signs(before.to_owned()) },
            stem: stemming.stem(&folded),
            capitals: capitals(word, is_only),
            folded,
        });
        rest = after;
    }
    words
}

/// A word in all capitals is an abbreviation. A single letter is one only if it is the whole name: “A/B test” may be written “a/b
/// test”.
fn capitals(word: &str, is_only: bool) -> Option<String> {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_capital = |letter: char| letter.is_uppercase() || !letter.is_alphabetic();
    let is_abbreviation = letters > usize::from(!is_only) && word.chars().all(is_capital);
    is_abbreviation.then(|| word.to_owned())
}

fn fold(text: &str) -> String {
    let mut folded = String::new();
    push_folded(&mut folded, text);
    folded
}

fn word_length(text: &str) -> usize {
    text.find(|letter| !is_letter(letter)).unwrap_or(text.len())
}

/// A part of a word, or `_`, which joins the parts of a name.
fn is_letter(letter: char) -> bool {
    is_word_part(letter) || letter == '_'
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

// A compound (“non-customer”), an address or a file name is a different word.
fn begins_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        None => true,
        Some(letter) if is_unspaced(letter) || text[at..].starts_with(is_unspaced) => {
            !is_within_word(text, at)
        }
        Some('@' | '#' | '\\') => false,
        Some(sign) if is_hyphen(sign) || sign == '.' => !before.next().is_some_and(is_letter),
        Some(letter) => !is_letter(letter),
    }
}

fn ends_word(text: &str, at: usize, stemming: &Stemming) -> bool {
    let mut after = text[at..].chars();
    match after.next() {
        None => true,
        Some(letter) if is_unspaced(letter) || text[..at].ends_with(is_unspaced) => !is_within_word(text, at),
        Some('@' | '\\') => false,
        Some(sign) if is_apostrophe(sign) => {
            let rest = after.as_str();
            match word_length(rest) {
                0 => true,
                length => stemming.has_apostrophes && matches!(&rest[..length], "s" | "S"),
            }
        }
        Some(sign) if is_hyphen(sign) || sign == '.' => !after.next().is_some_and(is_letter),
        Some(letter) => !is_letter(letter),
    }
}
