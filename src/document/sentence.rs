//! Sentences: the one around some words, by Unicode sentence boundaries (UAX 29), and the part of a long one that is shown.
//!
//! Takes plain text and ranges in it, in bytes, and gives a range. Knows no Markdown.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::segment::word_ranges;

/// A longer sentence is shortened, in characters.
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

/// The sentence around some words, without space at its ends. Does not begin or end within what is `solid`.
pub fn sentence_around(text: &str, words: Range<usize>, solid: &[Range<usize>]) -> Range<usize> {
    let window = text.floor_char_boundary(words.start.saturating_sub(REACH))
        ..text.ceil_char_boundary(words.end.saturating_add(REACH).min(text.len()));
    let mut sentence = window.clone();
    let mut before = "";
    for (at, piece) in text[window.clone()].split_sentence_bound_indices() {
        let at = window.start + at;
        let is_within = |solid: &Range<usize>| solid.start < at && at < solid.end;
        let is_border = at > window.start && !ends_in_abbreviation(before, piece) && !goes_on(before, piece);
        if is_border && !solid.iter().any(is_within) {
            if at <= words.start {
                sentence.start = at;
            } else if at >= words.end {
                sentence.end = at;
                break;
            }
        }
        before = piece;
    }
    trim(text, sentence)
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

/// `Read “Why me?” now`, where UAX 29 sees two sentences.
fn goes_on(before: &str, piece: &str) -> bool {
    !before.ends_with('\n') && piece.starts_with(char::is_lowercase)
}

/// `e.g.`, `Mr.`, and single letters: the initials of names.
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
