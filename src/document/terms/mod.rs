//! What an article is about, judging by its words: stems with weights, for related articles.
//!
//! Takes a document's text and its language, gives its [`Terms`]. Compares nothing: only the whole site knows how rare
//! a stem is.

mod stemmer;
mod stems;
mod stop_words;

pub use stemmer::{Stemmer, stemmer_of};
pub use stems::KnownStems;

use ahash::HashMap;
use stems::Words;
use unicode_normalization::char::is_combining_mark;

use crate::language::Language;
use crate::segment::{is_unspaced, words};

/// How many stems a document keeps. A long page has thousands, and those that occur once say little about it.
const MOST_TERMS: usize = 96;

/// How much a word of the title counts, relative to one of the text.
const TITLE_COUNT: u32 = 8;

/// Weights are fractions of this, so that sums of them do not depend on their order.
pub const FULL_WEIGHT: u32 = 256;

/// A document's stems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Sorted by stem.
    terms: Vec<Term>,
    /// The terms' words, one after another.
    words: String,
}

/// A stem, as a number. Equal stems are equal numbers; 64 bits are enough for all words of all languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(u64);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Term {
    stem: Stem,
    weight: u16,
    length: u16,
    start: u32,
}

impl Terms {
    /// Collects the stems of a text; words of the title and the headings count more. Depends only on the arguments.
    pub(super) fn of<'a>(
        title: &str,
        headings: impl Iterator<Item = &'a str>,
        text: &str,
        language: &Language,
        main: &Language,
        known: &KnownStems,
    ) -> Terms {
        let mut counts = Counts::default();
        counts.add(title, TITLE_COUNT);
        headings.for_each(|heading| counts.add(heading, 1));
        counts.add(text, 1);
        counts.into_terms(&known.of(language, main))
    }

    /// Every stem with its weight, at most [`FULL_WEIGHT`], and the word as the text writes it most often; sorted by stem.
    pub fn iter(&self) -> impl Iterator<Item = (Stem, u32, &str)> {
        self.terms.iter().map(|term| (term.stem, term.weight.into(), self.word(*term)))
    }

    /// The word of a stem as the text writes it most often, if this document has the stem.
    pub fn word_of(&self, stem: Stem) -> Option<&str> {
        let index = self.terms.binary_search_by_key(&stem, |term| term.stem).ok()?;
        Some(self.word(self.terms[index]))
    }

    fn word(&self, term: Term) -> &str {
        &self.words[term.start as usize..term.start as usize + usize::from(term.length)]
    }
}

/// How words of a language become stems.
pub struct Stemming {
    stemmer: Option<Stemmer>,
    stop_words: &'static [&'static str],
    language: Language,
    /// Where hashes of stems start.
    start: u64,
}

impl Stemming {
    /// The stemming for a language, on a site whose main language is `main`. In a language that Snowball does not know,
    /// words are their own stems. Stems of two languages are never equal, since words that are spelled alike mean
    /// different things: also, Gift, Rat.
    pub fn of(language: &Language, main: &Language) -> Stemming {
        let start = match language.is_kin(main) {
            true => FNV_START,
            false => hash(FNV_START, language.primary()),
        };
        Stemming {
            stemmer: stemmer_of(language),
            stop_words: stop_words::of(language.primary()),
            language: language.clone(),
            start,
        }
    }

    /// The stems of a name, in order, without stop words.
    pub fn stems(&self, name: &str) -> Vec<Stem> {
        words_of(name).filter_map(|word| self.stem(word)).collect()
    }

    /// The stem of a word. None if the word is too short or too common to say what a text is about.
    fn stem(&self, word: &str) -> Option<Stem> {
        let lowercase = &*self.language.lowercase(word);
        let is_word = lowercase.chars().any(char::is_alphabetic) && !starts_with_digit(lowercase);
        // Two letters can be a word in scripts where a letter is a syllable.
        let is_short = lowercase.len() < 3;
        if !is_word || is_short || self.stop_words.binary_search(&lowercase).is_ok() {
            return None;
        }
        Some(match &self.stemmer {
            Some(stemmer) => Stem(hash(self.start, &stemmer.stem(lowercase))),
            None => Stem(hash(self.start, lowercase)),
        })
    }
}

/// The words of a text, without the fragments that remain where a dictionary does not know a word of an unspaced
/// script.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| word.is_ascii() || !is_fragment(word))
}

/// Words of only hiragana are endings and particles for the most part: という, ました. No word begins with a vowel that is
/// written after its consonant, or ends with one that is written before it, as in Thai and Lao.
fn is_fragment(word: &str) -> bool {
    let is_han = |letter: char| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let is_hiragana = |letter: char| matches!(letter, '\u{3041}'..='\u{309f}' | 'ー');
    let is_later_vowel = |letter: char| matches!(letter, 'ะ' | 'า' | 'ำ' | 'ๅ' | 'ະ' | 'າ' | 'ຳ');
    let is_earlier_vowel = |letter: char| matches!(letter, 'เ'..='ไ' | 'ເ'..='ໄ');
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let is_one = letters.next().is_none();
    is_combining_mark(first)
        || is_later_vowel(first)
        || word.ends_with(is_earlier_vowel)
        || word.chars().all(is_hiragana)
        || is_one && is_unspaced(first) && !is_han(first)
}

fn starts_with_digit(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which is the same on every machine.
fn hash(start: u64, word: &str) -> u64 {
    word.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Words as written, in order of first use, with their counts.
#[derive(Default)]
struct Counts<'a> {
    places: HashMap<&'a str, usize>,
    words: Vec<(&'a str, u32)>,
    total: u32,
}

/// A stem being counted: all its words together.
struct Gathered<'a> {
    stem: Stem,
    count: u32,
    word: &'a str,
    word_count: u32,
}

impl<'a> Counts<'a> {
    fn add(&mut self, text: &'a str, count: u32) {
        for word in words_of(text).filter(|word| word.len() > 2) {
            let place = *self.places.entry(word).or_insert_with(|| {
                self.words.push((word, 0));
                self.words.len() - 1
            });
            self.words[place].1 += count;
            self.total += count;
        }
    }

    fn into_terms(self, known: &Words) -> Terms {
        let mut places: HashMap<Stem, usize> = HashMap::default();
        let mut gathered: Vec<Gathered<'_>> = Vec::new();
        for (word, count) in self.words {
            let Some(stem) = known.stem(word) else { continue };
            let place = *places.entry(stem).or_insert_with(|| {
                gathered.push(Gathered { stem, count: 0, word, word_count: 0 });
                gathered.len() - 1
            });
            let one = &mut gathered[place];
            one.count += count;
            // The first word of a sentence is capitalized; within a sentence a word has its usual form.
            let is_plainer = starts_in_lower_case(word) && !starts_in_lower_case(one.word);
            let is_capital = !starts_in_lower_case(word) && starts_in_lower_case(one.word);
            if one.word_count == 0 || is_plainer || (count > one.word_count && !is_capital) {
                (one.word, one.word_count) = (word, count);
            }
        }
        // The sort is stable: with equal counts, the word that occurs first in the text comes first.
        gathered.sort_by_key(|one| std::cmp::Reverse(one.count));
        gathered.truncate(MOST_TERMS);
        gathered.sort_by_key(|one| one.stem);
        let mut words = String::new();
        let terms = gathered.iter().filter_map(|one| {
            let term = Term {
                stem: one.stem,
                weight: weight(one.count, self.total),
                length: u16::try_from(one.word.len()).ok()?,
                start: u32::try_from(words.len()).ok()?,
            };
            words.push_str(one.word);
            Some(term)
        });
        let terms = terms.collect();
        Terms { terms, words }
    }
}

fn starts_in_lower_case(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// The second use of a word says less than the first, and any use says less in a long text (as in BM25, with b = 0.5 and a
/// fixed length instead of the average, which every edit would change).
fn weight(count: u32, total: u32) -> u16 {
    const USUAL_LENGTH: u32 = 512;
    // count / (count + 4 · (0.5 + 0.5 · total / usual)), with numerator and denominator multiplied by the usual length, to use
    // integers.
    let count = u64::from(count) * u64::from(USUAL_LENGTH);
    let weight =
        u64::from(FULL_WEIGHT) * count / (count + 2 * u64::from(USUAL_LENGTH) + 2 * u64::from(total));
    u16::try_from(weight).expect("a fraction of the full weight")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{KnownStems, Terms};
    use crate::language::Language;

    fn terms(title: &str, text: &str, language: &str) -> Terms {
        let language = Language::parse(language).unwrap();
        Terms::of(title, std::iter::empty(), text, &language, &language, &KnownStems::default())
    }

    /// The words that represent the stems, sorted, with their weights.
    fn check(title: &str, text: &str, language: &str, expected: Expect) {
        let terms = terms(title, text, language);
        let mut lines: Vec<String> =
            terms.iter().map(|(_, weight, word)| format!("{word} {weight}\n")).collect();
        lines.sort();
        expected.assert_eq(&lines.concat());
    }

    #[test]
    fn forms_of_a_word_count_together_and_the_plainest_represents_them() {
        check(
            "",
            "Forecasts fail. A forecast of forecasting.",
            "en",
            expect![[r#"
            fail 84
            forecast 153
        "#]],
        );
        check(
            "",
            "De verkopen, verkoop en verkocht.",
            "nl-BE",
            expect![[r#"
            verkocht 85
            verkopen 127
        "#]],
        );
    }

    #[test]
    fn known_stems_are_those_of_their_language() {
        let known = KnownStems::default();
        let stems = |text: &str, language: &str| {
            let language = Language::parse(language).unwrap();
            let terms = Terms::of("", std::iter::empty(), text, &language, &language, &known);
            terms.iter().map(|(stem, ..)| stem).collect::<Vec<_>>()
        };
        let (english, czech) = (stems("forecasts", "en"), stems("forecasts", "cs"));
        assert_eq!(stems("forecast", "en"), english);
        assert_ne!(czech, english);
        // Known by now.
        assert_eq!(stems("forecasts", "en"), english);
        assert_eq!(stems("forecasts", "cs"), czech);
        assert!(stems("without", "en").is_empty() && stems("without", "en").is_empty());
    }

    #[test]
    fn fragments_of_unspaced_scripts_are_left_out() {
        for fragment in ["という", "ました", "ください", "ー", "าจาก", "กำไรเ", "າຈາກ", "ั", "は"]
        {
            assert!(super::is_fragment(fragment), "{fragment}");
        }
        for word in ["価格", "行った", "ロック", "กำไร", "ไทย", "ລາຄາ", "価", "price"]
        {
            assert!(!super::is_fragment(word), "{word}");
        }
    }

    #[test]
    fn stop_words_are_left_out() {
        check("", "It was the 21st of 1999, and they could not do without an Ox.", "en", expect![[""]]);
    }

    #[test]
    fn a_word_of_the_title_counts_more() {
        check(
            "Trust",
            "Trust and doubt.",
            "en",
            expect![[r#"
            Trust 208
            doubt 84
        "#]],
        );
    }

    #[test]
    fn words_in_a_language_without_stemmer_stay_as_they_are() {
        check(
            "",
            "Příklad příkladu.",
            "cs",
            expect![[r#"
            Příklad 85
            příkladu 85
        "#]],
        );
    }

    #[test]
    fn the_same_word_weighs_less_in_a_longer_text() {
        let weight = |text: &str| {
            let terms = terms("", text, "en");
            terms.iter().find(|(_, _, word)| *word == "whale").map(|(_, weight, _)| weight).unwrap()
        };
        assert!(weight(&format!("whale {}", "sea ".repeat(2000))) < weight("whale"));
    }
}
