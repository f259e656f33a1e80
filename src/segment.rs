//! Words of text in any script. Only this module uses ICU's segmenter.
//!
//! Takes plain text, gives ranges in it. Most scripts separate words with spaces or punctuation; text in them is
//! segmented by the default rules of Unicode (UAX 29). Chinese, Japanese, Thai, Lao, Khmer and Burmese do not: their
//! words are looked up in ICU's dictionaries, one run of letters at a time, so that a word is segmented the same way by
//! itself and in a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Created once; it has no state, only tables in the binary.
static DICTIONARY: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Whether a letter belongs to a script that does not put spaces between words.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Which way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// The direction of a letter, if it is a strong one (UAX 9, classes L, R and AL). Symbols and digits have none.
pub fn direction_of(letter: char) -> Option<Direction> {
    match letter {
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}'
            if letter.is_alphabetic() =>
        {
            Some(Direction::Rtl)
        }
        letter if letter.is_alphabetic() => Some(Direction::Ltr),
        _ => None,
    }
}

/// Whether a character is part of a word: letters, digits, their marks, and the joiners between them.
pub fn is_word_part(letter: char) -> bool {
    letter.is_alphanumeric()
        || !letter.is_ascii() && (is_combining_mark(letter) || matches!(letter, '\u{200c}' | '\u{200d}'))
}

/// The number of words in a text.
pub fn count_words(text: &str) -> usize {
    // White space always separates words, and most of what is between white space is one word.
    text.split_ascii_whitespace().map(count_between_spaces).sum()
}

fn count_between_spaces(text: &str) -> usize {
    let is_outside = |byte: &u8| byte.is_ascii_punctuation() && *byte != b'_';
    let bytes = text.as_bytes();
    let start = bytes.iter().take_while(|byte| is_outside(byte)).count();
    let end = bytes.len() - bytes[start..].iter().rev().take_while(|byte| is_outside(byte)).count();
    match &bytes[start..end] {
        [] => 0,
        word if word.iter().all(u8::is_ascii_alphanumeric) => 1,
        _ => word_ranges(text).count(),
    }
}

/// The positions of the words in a text.
pub fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    pieces(text).flat_map(move |(piece, is_unspaced)| {
        let start = at;
        at += piece.len();
        let cut = is_unspaced.then(|| borders(piece).filter(|(_, _, is_word)| *is_word));
        let cut = cut.into_iter().flatten().map(|(from, to, _)| from..to);
        let plain = (!is_unspaced).then(|| piece.unicode_word_indices());
        let plain = plain.into_iter().flatten().map(|(from, word)| from..from + word.len());
        cut.chain(plain).map(move |range| start + range.start..start + range.end)
    })
}

/// The words of a text, each as a run of letters, digits and marks; runs of an unspaced script are split into words.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    // The words of the latest run of an unspaced script. Most texts have none, so this is no iterator in an iterator.
    let mut cut = Vec::new().into_iter();
    std::iter::from_fn(move || {
        loop {
            if let Some(word) = cut.next() {
                return Some(word);
            }
            rest = &rest[rest.find(is_word_part)?..];
            let (run, after) = rest.split_at(end_of_run(rest));
            rest = after;
            if run.is_ascii() || !run.chars().any(is_unspaced) {
                return Some(run);
            }
            cut = pieces(run).flat_map(words_of_piece).collect::<Vec<_>>().into_iter();
        }
    })
}

/// Where the letters, digits and marks at the start of a text end.
fn end_of_run(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => {
            let rest = &text[plain..];
            plain + rest.find(|letter| !is_word_part(letter)).unwrap_or(rest.len())
        }
        Some(_) | None => plain,
    }
}

fn words_of_piece((piece, is_unspaced): (&str, bool)) -> impl Iterator<Item = &str> {
    let whole = (!is_unspaced).then_some(piece).into_iter();
    let cut =
        is_unspaced.then(|| borders(piece).map(|(start, end, _)| &piece[start..end])).into_iter().flatten();
    whole.chain(cut)
}

/// Whether a word of an unspaced script begins or ends at a position in a text. Both ends of a run of its letters are borders
/// too.
pub fn is_word_border(text: &str, at: usize) -> bool {
    // A word in katakana is a loanword and is kept whole: ロック is not part of ブロックチェーン.
    if text[..at].ends_with(is_katakana) && text[at..].starts_with(is_katakana) {
        return false;
    }
    let run = unspaced_run(text, at);
    if at <= run.start || at >= run.end {
        return true;
    }
    let place = at - run.start;
    borders(&text[run]).any(|(start, _, _)| start == place)
}

/// Whether a position is inside a word of a text: the letters on both sides belong together.
pub fn is_within_word(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
        return false;
    };
    let is_inside = is_word_part(before) && is_word_part(after);
    is_inside
        && match (is_unspaced(before), is_unspaced(after)) {
            (true, true) => !is_word_border(text, at),
            (false, false) => true,
            (true, false) => is_combining_mark(after),
            (false, true) => false,
        }
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// The beginning of a text with at most this many characters, cut between words, or between letters if its first word is longer.
pub fn shorten(text: &str, most: usize) -> &str {
    let Some((limit, _)) = text.char_indices().nth(most) else { return text };
    let head = &text[..limit];
    // A word that begins within reach also ends within it, unless it is longer than any real word.
    let window = &text[..text.ceil_char_boundary((limit + 200).min(text.len()))];
    let from = head.rfind(char::is_whitespace).unwrap_or(0);
    let mut end = from;
    for (piece, is_unspaced) in pieces(&window[from..]) {
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        match is_unspaced {
            true => {
                end = borders(piece)
                    .map(|(_, at, _)| start + at)
                    .take_while(|at| *at <= limit)
                    .last()
                    .unwrap_or(end)
            }
            false => {
                end = piece
                    .split_word_bound_indices()
                    .map(|(at, _)| start + at)
                    .take_while(|at| *at <= limit)
                    .last()
                    .unwrap_or(end)
                    .max(end)
            }
        }
        if start + piece.len() > limit {
            break;
        }
    }
    match end {
        0 => head.grapheme_indices(true).next_back().map_or(head, |(at, _)| &head[..at]),
        end => &text[..end],
    }
}

/// A text as alternating pieces of unspaced scripts and of others.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_first = is_unspaced(rest.chars().next()?);
        let end = rest
            .char_indices()
            .find(|(_, letter)| is_unspaced(*letter) != is_first && !is_combining_mark(*letter))
            .map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((piece, is_first))
    })
}

/// The segments of a piece, and whether each is a word.
fn borders(piece: &str) -> impl Iterator<Item = (usize, usize, bool)> {
    let mut start = 0;
    DICTIONARY.segment_str(piece).iter_with_word_type().filter_map(move |(end, kind)| {
        let segment = (start, end, kind.is_word_like());
        start = end;
        (segment.0 < segment.1).then_some(segment)
    })
}

/// The letters of unspaced scripts around a position.
fn unspaced_run(text: &str, at: usize) -> Range<usize> {
    // Real text has punctuation sooner; the limit keeps the search from taking quadratic time.
    const REACH: usize = 300;
    let is_inside = |letter: &char| is_unspaced(*letter) || is_combining_mark(*letter);
    let before: usize = text[..at].chars().rev().take(REACH).take_while(is_inside).map(char::len_utf8).sum();
    let after: usize = text[at..].chars().take(REACH).take_while(is_inside).map(char::len_utf8).sum();
    at - before..at + after
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_every_script_are_counted() {
        for (text, expected) in [
            ("Two words, and a third’s.", 5),
            ("ภาษาไทยภาษาไทย", 4),
            ("ភាសាខ្មែរភាសាខ្មែរ", 2),
            ("我喜欢茶。", 3),
            ("kb 是工具", 3),
            ("안녕하세요 여러분", 2),
            ("", 0),
        ] {
            assert_eq!(count_words(text), expected, "{text}: {:?}", words(text).collect::<Vec<_>>());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_are_counted_as_they_are_found(text in "[ab1_ .,:;'’\"\\n\\t\r\u{c}\u{b}\u{301}\u{200d}éЯ1٣ภไ茶カ🇳-]{0,12}") {
            assert_eq!(count_words(&text), word_ranges(&text).count(), "{text:?}");
        }
    }

    #[test]
    fn a_word_keeps_its_marks() {
        let read = |text| words(text).collect::<Vec<_>>().join("|");
        assert_eq!(read("हिन्दी की किताब"), "हिन्दी|की|किताब");
        assert_eq!(read("বাংলা ভাষা"), "বাংলা|ভাষা");
        assert_eq!(read("می‌خواهم"), "می‌خواهم");
        assert_eq!(read("don't stop"), "don|t|stop");
        assert_eq!(read("ภาษาไทย"), "ภาษา|ไทย");
    }

    #[test]
    fn borders_are_those_of_words() {
        let text = "ブロックチェーンとは";
        assert!(!is_word_border(text, text.find("ロック").unwrap()));
        assert!(!is_word_border(text, text.find("チェーン").unwrap()));
        assert!(is_word_border(text, text.find("とは").unwrap()));
        assert!(
            is_within_word("हिन्दी", "हिन्".len()) && is_within_word("leads", 4) && !is_within_word("a b", 1)
        );
        assert!(is_word_border("a茶b", 1));
        assert!(is_word_border("茶", 0) && is_word_border("茶", "茶".len()));
    }

    #[test]
    fn a_text_is_cut_between_words_and_never_within_a_letter() {
        assert_eq!(shorten("one two three", 20), "one two three");
        assert_eq!(shorten("one two three", 9), "one two ");
        assert_eq!(shorten("one two three", 7), "one two");
        assert_eq!(shorten("ภาษาไทยภาษาไทย", 9), "ภาษาไทย");
        assert_eq!(shorten("abcdefghij", 4), "abc");
        assert_eq!(shorten("👩‍👩‍👧👩‍👩‍👧", 7), "👩‍👩‍👧");
    }
}
