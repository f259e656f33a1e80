//! The words of a text, in the index and in queries. The browser (`search-engine.js`) finds the same words.
//!
//! Takes text as written. A word is a run of letters, digits and marks; in scripts without spaces between words, each pair of
//! characters is a word instead, so that neither side needs a dictionary. Does not know the index.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::interner::{Short, Text};

/// How many characters of a word count.
const LONGEST_WORD: usize = 40;
/// `++` or `#` belongs to a word of at most this many characters: `c++`, `c#`.
const LONGEST_WITH_SIGN: usize = 2;
/// How many characters an apostrophe can join to the word before it: `don't`, but not `l'avion`.
const LONGEST_AFTER_APOSTROPHE: usize = 2;

/// A text without differences of case, accent and width.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Some letters are uppercase only once they are decomposed: ℂ, 𝐀.
    let lowercase = text.nfkd().collect::<String>().to_lowercase();
    let mut folded = String::with_capacity(lowercase.len());
    for letter in lowercase.nfkd() {
        match letter {
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' => {
            }
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            letter => folded.push(letter),
        }
    }
    folded.nfkc().collect()
}

/// The folded words of a text, in order.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_written(text, |written| words.extend(written.with(folded)));
    words
}

/// A word from [`each_written`], folded; none if nothing is left of it.
pub(super) fn folded(written: &str) -> Option<String> {
    let mut folded = match written.contains('\'') {
        true => fold(&written.replace('\'', "")),
        false => fold(written),
    };
    if let Some((end, _)) = folded.char_indices().nth(LONGEST_WORD) {
        folded.truncate(end);
    }
    (!folded.is_empty()).then_some(folded)
}

/// Whether words of a letter's script are found as pairs of characters.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// General categories L, N and M.
fn is_word_part(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    // Letters in circles and squares are alphabetic, but symbols.
    let is_symbol = matches!(letter,
        '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}');
    letter.is_alphanumeric() && !is_symbol || is_combining_mark(letter)
}

/// The highest bit of each byte that is neither a digit nor a small letter of ASCII.
fn ends_of_words(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * ONES;
    // Adding carries into the highest bit from a certain byte on, and never into the next byte.
    let below = eight & !HIGHEST;
    let from = |first: u8| below + u64::from(0x80 - first) * ONES;
    let is_digit = from(b'0') & !from(b'9' + 1);
    let is_letter = from(b'a') & !from(b'z' + 1);
    (eight | !(is_digit | is_letter)) & HIGHEST
}

/// Finds the words of a text: in lower case and with straight apostrophes, not yet folded. In most texts most words are plain
/// ASCII and cost few steps.
pub(super) fn each_written(text: &str, mut take: impl FnMut(Text<'_>)) {
    // Something must end the last word, and eight bytes are looked at together.
    const END: &str = "\0\0\0\0\0\0\0\0";
    let mut lowercase = String::with_capacity(text.len() + END.len());
    lowercase.push_str(text);
    lowercase.make_ascii_lowercase();
    lowercase.push_str(END);
    let bytes = lowercase.as_bytes();
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let start = at;
        let first = u64::from_le_bytes(*eight);
        let mut ends = ends_of_words(first);
        at += ends.trailing_zeros() as usize / 8;
        while ends == 0
            && let Some(eight) = bytes[at..].first_chunk()
        {
            ends = ends_of_words(u64::from_le_bytes(*eight));
            at += ends.trailing_zeros() as usize / 8;
        }
        // The length of the character that ends the word, if it certainly does.
        let end = match bytes[at] {
            b'\'' | b'+' | b'#' if start < at => None,
            byte if byte.is_ascii() => Some(1),
            // Dashes, quotation marks and similar characters; only the apostrophe U+2019 may continue a word.
            _ => matches!(bytes[at..], [0xe2, 0x80, 0x90..=0x98 | 0x9a..=0xae, ..]).then_some(3),
        };
        if let Some(end) = end {
            match at - start {
                0 => {}
                length @ 1..8 => take(Text::Short(Short::first(first, length))),
                _ => take(Text::Long(&lowercase[start..at])),
            }
            at += end;
            continue;
        }
        let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"'+#".contains(byte);
        at += bytes[at..].iter().position(ends).expect("it ends with zeros");
        each_in_stretch(&lowercase[start..at], &mut |text| take(Text::of(text)));
    }
}

/// The same for any text, one character after another.
fn each_in_stretch(text: &str, take: &mut impl FnMut(&str)) {
    let composed: String;
    let text = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::No | IsNormalized::Maybe => {
            composed = text.nfc().collect();
            &composed
        }
    };
    let mut rest = text;
    while let Some(start) = rest.find(is_word_part) {
        rest = &rest[start..];
        let length = run_length(rest);
        each_part(&rest[..length], take);
        // A sign after a longer word belongs to none.
        rest = &rest[length..];
    }
}

/// The length of the run that a text begins with: letters, with apostrophes between them, and perhaps a sign.
fn run_length(text: &str) -> usize {
    let letters = |from: usize| -> (usize, usize) {
        let run = text[from..].chars().take_while(|letter| is_word_part(*letter));
        run.fold((from, 0), |(end, count), letter| (end + letter.len_utf8(), count + 1))
    };
    let (mut end, mut count) = letters(0);
    while let Some(apostrophe) = text[end..].chars().next().filter(|letter| matches!(letter, '\'' | '’')) {
        let (after, more) = letters(end + apostrophe.len_utf8());
        if !(1..=LONGEST_AFTER_APOSTROPHE).contains(&more) {
            break;
        }
        (end, count) = (after, count + 1 + more);
    }
    let sign = ["++", "#"].into_iter().find(|sign| text[end..].starts_with(sign));
    match sign {
        Some(sign) if count <= LONGEST_WITH_SIGN => end + sign.len(),
        _ => end,
    }
}

/// Cuts a run where unspaced and other characters meet.
fn each_part(run: &str, take: &mut impl FnMut(&str)) {
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let is_pairs = is_unspaced(first);
        let end = rest.find(|letter| is_unspaced(letter) != is_pairs).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if is_pairs {
            each_pair(part, take);
        } else if part.chars().any(|letter| !matches!(letter, '\'' | '’')) {
            take(&part.to_lowercase().replace('’', "'"));
        }
    }
}

fn each_pair(part: &str, take: &mut impl FnMut(&str)) {
    let mut starts = part.char_indices().map(|(at, _)| at).chain([part.len()]);
    let (Some(mut one), Some(mut two)) = (starts.next(), starts.next()) else { return };
    let Some(mut end) = starts.next() else { return take(part) };
    loop {
        take(&part[one..end]);
        let Some(next) = starts.next() else { return };
        (one, two, end) = (two, end, next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(words(text).join(" "), expected, "{text}");
    }

    #[test]
    fn case_accents_and_width_do_not_matter() {
        check("Café CAFÉ cafe\u{301} Ｃａｆé", "cafe cafe cafe cafe");
        check(
            "Straße Œuvre Þing Łódź İstanbul ısı ΟΔΟΣ οδος",
            "strasse oeuvre thing lodz istanbul isi οδοσ οδοσ",
        );
        check("ℂ K 𝐀", "c k a");
        check("שָׁלוֹם مُحَمَّد", "שלום محمد");
    }

    #[test]
    fn apostrophes_join_short_endings_and_part_short_beginnings() {
        check("don't don’t customer's", "dont dont customers");
        check(
            "l'avion l’avion dell'arte aujourd'hui 'quoted' rock'n'roll",
            "l avion l avion dell arte aujourd hui quoted rockn roll",
        );
    }

    #[test]
    fn signs_belong_to_the_names_of_languages() {
        check("C++ c# f#! Notes# a++b abc++", "c++ c# f# notes a++ b abc");
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        check("我喜欢茶", "我喜 喜欢 欢茶");
        check("茶 kb是工具2", "茶 kb 是工 工具 2");
        check("ภาษา", "ภา าษ ษา");
        check("한국어 사람", "한국 국어 사람");
    }

    #[test]
    fn marks_without_letters_and_signs_without_words_are_no_words() {
        check("\u{301} ++ # ' … — ½ Ⓐ", "1⁄2");
    }

    #[test]
    fn long_words_are_cut() {
        check(&"é".repeat(50), &"e".repeat(40));
    }

    /// The fast path for ASCII finds the same words as the general one.
    #[test]
    fn both_ways_give_the_same_words() {
        let pieces = [
            "a", "Word", "’", "'", "“", "—", "++", "#", " ", "é", "茶", "今日", "\u{301}", "-", "1", "…",
            "\u{200d}",
        ];
        let mut seed = 1u32;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
            }
            let mut slow = Vec::new();
            each_in_stretch(&text, &mut |written| slow.extend(folded(written)));
            assert_eq!(words(&text), slow, "{text:?}");
        }
    }

    /// Words are lowercase before they are folded; that must not change the result.
    #[test]
    fn folding_gives_the_same_in_lower_case() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_word_part(*letter)) {
            let text = format!("a{letter}");
            assert_eq!(fold(&text.to_lowercase()), fold(&text), "{letter:?}");
        }
    }
}
