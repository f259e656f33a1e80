//! Sentences: the one around some words, by Unicode sentence boundaries (UAX 29), and the part of a long one that is shown.
//!
//! Takes plain text and ranges in it, in bytes, and gives a range. Knows no Markdown.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::segment::word_ranges;

/// The maximum length of a sentence, in characters. A longer one is shortened.
pub const LONGEST_SENTENCE: usize = 300;

/// How much text is examined on either side of the words, in bytes. A longer sentence is shortened anyway, and so a
/// paragraph with a thousand links costs a thousand searches of bounded length.
pub const REACH: usize = 2000;

/// Abbreviations that usually come before a capital letter, where UAX 29 would end a sentence. Those that often end one
/// (`etc.`) are not among them.
const BEFORE_NAMES: &[&str] = &[
    "al", "approx", "bzw", "ca", "cf", "co", "corp", "dr", "hr", "inc", "jr", "ltd", "mme", "mr", "mrs",
    "ms", "mt", "prof", "resp", "rev", "sr", "st", "vgl", "viz", "vs",
];

/// Abbreviations that come before numbers, and may end a sentence elsewhere.
const BEFORE_NUMBERS: &[&str] =
    &["abs", "art", "ch", "ed", "eq", "fig", "no", "nr", "op", "par", "pp", "sec", "vol"];

/// The sentence around some words, without space at its ends. It does not begin or end within one of the ranges in
/// `solid`.
pub fn sentence_around(text: &str, words: Range<usize>, solid: &[Range<usize>]) -> Range<usize> {
    let window = text.floor_char_boundary(words.start.saturating_sub(REACH))
        ..text.ceil_char_boundary(words.end.saturating_add(REACH).min(text.len()));
    let mut sentence = window.clone();
    let mut last = window.start;
    for at in borders(&text[window.clone()]) {
        let at = window.start + at;
        let (before, after) = (&text[last..at], &text[at..]);
        let is_within = |solid: &Range<usize>| solid.start < at && at < solid.end;
        let is_border = !ends_in_abbreviation(before, after) && !goes_on(before, after);
        if is_border && !solid.iter().any(is_within) {
            if at <= words.start {
                sentence.start = at;
            } else if at >= words.end {
                sentence.end = at;
                break;
            }
        }
        last = at;
    }
    trim(text, sentence)
}

/// Where one sentence ends and the next begins.
///
/// Only a few signs end a sentence, and what comes before a word and a space has no effect on what follows. So all
/// rules of UAX 29 are applied only to a few words around each sign.
fn borders(text: &str) -> impl Iterator<Item = usize> {
    let is_sign = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r' | 0x80..);
    let bytes = text.as_bytes();
    let mut done = 0;
    let around_signs = std::iter::from_fn(move || {
        let sign = done + bytes[done..].iter().position(is_sign)?;
        let ends_word = |pair: &[u8]| pair[0].is_ascii_alphanumeric() && pair[1] == b' ';
        let start = bytes[done..sign].windows(2).rposition(ends_word).map_or(done, |at| done + at + 2);
        // Whether a period ends a sentence depends on the next letter.
        let ends_letter = |pair: &[u8]| pair[0].is_ascii_alphabetic() && pair[1] == b' ';
        done = bytes[sign..].windows(2).position(ends_letter).map_or(bytes.len(), |at| sign + at + 2);
        Some((start, &text[start..done]))
    });
    around_signs
        .flat_map(|(start, part)| part.split_sentence_bound_indices().skip(1).map(move |(at, _)| start + at))
}

/// The whole text if it is short, else the part around some words, cut at word boundaries.
pub fn shorten_around(text: &str, words: Range<usize>) -> Range<usize> {
    let count = |range: Range<usize>| text[range].chars().count();
    if count(0..text.len()) <= LONGEST_SENTENCE {
        return 0..text.len();
    }
    let (before, after) = (count(0..words.start), count(words.end..text.len()));
    let room = LONGEST_SENTENCE.saturating_sub(count(words.clone()));
    let taken_before = before.min(room.saturating_sub(after).max(room / 2));
    let taken_after = after.min(room - taken_before);
    let byte = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let first = byte(before - taken_before);
    let last = match room {
        // The words themselves are too long.
        0 => byte(before + LONGEST_SENTENCE),
        _ => byte(before + count(words.clone()) + taken_after),
    };
    let mut shown = words.start..if room == 0 { words.start } else { words.end };
    for Range { start: at, end } in word_ranges(text) {
        if at >= first && at < shown.start {
            shown.start = at;
        }
        if end <= last && end > shown.end {
            shown.end = end;
        }
    }
    if shown.is_empty() {
        shown.end = last;
    }
    if first == 0 {
        shown.start = 0;
    }
    if last == text.len() {
        shown.end = text.len();
    }
    trim(text, shown)
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// Whether a sentence goes on after a border: `Read “Why me?” now`, where UAX 29 sees two sentences.
fn goes_on(before: &str, piece: &str) -> bool {
    !before.ends_with('\n') && piece.starts_with(char::is_lowercase)
}

/// Whether a text ends in an abbreviation: `e.g.`, `Mr.`, or a single letter, such as the initial of a name.
fn ends_in_abbreviation(before: &str, piece: &str) -> bool {
    let Some(before) = before.trim_end_matches(' ').strip_suffix('.') else { return false };
    let is_outside = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '\'' | '’');
    let word = before.rsplit(is_outside).next().unwrap_or("");
    let is_letters = word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    let word = word.to_lowercase();
    let is_before_number = || piece.starts_with(char::is_numeric) && BEFORE_NUMBERS.contains(&word.as_str());
    is_letters || BEFORE_NAMES.contains(&word.as_str()) || is_before_number()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    /// The words are in `[ ]`, solid parts in `{ }`.
    fn check(marked: &str, expected: Expect) {
        let mut text = String::new();
        let (mut words, mut solid) = (0..0, Vec::new());
        let mut start = 0;
        for letter in marked.chars() {
            match letter {
                '[' | '{' => start = text.len(),
                ']' => words = start..text.len(),
                '}' => solid.push(start..text.len()),
                letter => text.push(letter),
            }
        }
        let sentence = sentence_around(&text, words.clone(), &solid);
        let inner = words.start - sentence.start..words.end - sentence.start;
        let shown = shorten_around(&text[sentence.clone()], inner);
        expected.assert_eq(&text[sentence][shown]);
    }

    #[test]
    fn a_sentence_ends_where_unicode_ends_it() {
        check("One is first. A [lead] is second! Third?", expect!["A lead is second!"]);
        check("One is 3.5 [high]. “Who?” asked he.", expect!["One is 3.5 high."]);
        check("One (as [said].) Two.", expect!["One (as said.)"]);
        check("見込み客とは何か。[リード]は人です。次の文。", expect!["リードは人です。"]);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check("First. See e.g. Miller on [leads]. Last.", expect!["See e.g. Miller on leads."]);
        check("First. Mr. Smith and J. R. Jones [agree]. Last.", expect!["Mr. Smith and J. R. Jones agree."]);
        check(
            "First. In the U.S. Army [leads] vs. Prospects. Last.",
            expect!["In the U.S. Army leads vs. Prospects."],
        );
        check("First. Apples, pears etc. Then [leads]. Last.", expect!["Then leads."]);
        check("First. (Cf. [Leads].) Last.", expect!["(Cf. Leads.)"]);
        check("First. It is no. 5 [here]. Last.", expect!["It is no. 5 here."]);
        check("First: no. That [isn’t]. So it is.", expect!["That isn’t."]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn borders_are_those_of_unicode(
            pieces in prop::collection::vec(
                prop_oneof![
                    Just("word"), Just("Word"), Just(" "), Just("."), Just("?"), Just("5"), Just("“"), Just("”"), Just(")"),
                    Just(","), Just("\n"), Just("\r"), Just("\t"), Just("\u{301}"), Just("\u{ad}"), Just("\u{2028}"), Just("。"),
                    Just("あ"), Just("é"), Just("É"), Just("’"), Just("…"), Just("-"), Just("many words "),
                ],
                0..30,
            ),
        ) {
            let text = pieces.concat();
            let expected: Vec<usize> = text.split_sentence_bound_indices().skip(1).map(|(at, _)| at).collect();
            prop_assert_eq!(borders(&text).collect::<Vec<_>>(), expected, "{:?}", text);
        }
    }

    #[test]
    fn link_text_is_never_split() {
        check("First. Read [What? Why?] now. Last.", expect!["Read What? Why? now."]);
        check("First. Read {What? Why?} and [this]. Last.", expect!["Read What? Why? and this."]);
    }

    /// Long runs of one word are shown by their length.
    fn check_long(marked: &str, expected: Expect) {
        let (words, text) =
            (marked.find('[').unwrap()..marked.find(']').unwrap() - 1, marked.replace(['[', ']'], ""));
        let shown = &text[shorten_around(&text, words)];
        let count = shown.matches("word ").count();
        assert!(shown.chars().count() <= LONGEST_SENTENCE);
        let (before, after) = (shown.find("word").unwrap(), shown.rfind("word").unwrap() + 4);
        expected.assert_eq(&format!("{}…{}, {count}", &shown[..before], &shown[after..]));
    }

    #[test]
    fn a_very_long_sentence_is_shortened_around_the_link() {
        let many = "word ".repeat(100);
        check_long(&format!("Begin {many}[lead], {many}end."), expect!["…, 57"]);
        check_long(&format!("The [lead] {many}"), expect!["The lead …, 57"]);
        check_long(&format!("{many}[lead]."), expect!["… lead., 59"]);
    }

    #[test]
    fn link_text_that_is_too_long_is_cut_at_its_end() {
        let many = "word ".repeat(100);
        let text = format!("One [{}] two", many.trim());
        let start = text.find('[').unwrap();
        let text = text.replace(['[', ']'], "");
        let shown = shorten_around(&text, start..text.len() - 4);
        assert_eq!(&text[shown.clone()][..9], "word word");
        assert!(text[shown].chars().count() <= LONGEST_SENTENCE);
    }

    #[test]
    fn text_without_a_sentence_end_is_cheap() {
        let text = format!("{}lead{}", "あ".repeat(100_000), "い".repeat(100_000));
        let start = "あ".len() * 100_000;
        let sentence = sentence_around(&text, start..start + 4, &[]);
        assert!(sentence.len() <= 2 * REACH + 10);
    }
}
