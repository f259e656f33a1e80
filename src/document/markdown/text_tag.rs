//! Finds tags in text: `#tag`, `#nested/tag`.

use std::ops::Range;

use crate::segment::is_word_part;

/// The tags in a piece of text, with their `#`.
pub(super) fn find_tags(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(offset) = text[at..range.end].find('#') {
        let start = at + offset;
        at = start + 1;
        if text[..start].chars().next_back().is_some_and(|before| !before.is_whitespace()) {
            continue;
        }
        let is_letter = |letter: char| is_word_part(letter) || matches!(letter, '-' | '_' | '/');
        let name = &text[at..range.end];
        let length = name.find(|letter: char| !is_letter(letter)).unwrap_or(name.len());
        let name = name[..length].trim_end_matches('/');
        // `#1` is a number.
        let is_tag = name.contains(|letter: char| letter.is_alphabetic()) && !name.starts_with('/');
        if is_tag {
            found.push(start..at + name.len());
            at += name.len();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find_tags;

    #[test]
    fn a_tag_follows_a_space_and_contains_a_letter() {
        let text = "#one a#two #3 #4th, (#five) # six #se-ven/eight/ ##nine #été.";
        let found: Vec<_> = find_tags(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["#one", "#4th", "#se-ven/eight", "#été"]);
        // A vowel sign, a tone or a joiner is part of its word.
        for text in ["#हिन्दी", "#বাংলা", "#ภาษาไทย", "#ខ្មែរ", "#می‌خواهم", "#e\u{301}te\u{301}"]
        {
            assert_eq!(find_tags(text, 0..text.len()).first(), Some(&(0..text.len())), "{text}");
        }
    }
}
