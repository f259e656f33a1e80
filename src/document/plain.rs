//! Plain texts, in which Markdown means nothing: titles, summaries, fields of the type `text`, captions.
//!
//! Takes such a text, reports markup that readers would see in it. Changes nothing.

use std::ops::Range;

use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;

/// Reports the first markup in the text of a key or an argument, which is at `range` in the file.
pub(super) fn check_plain(
    path: &SourcePath,
    key: &str,
    text: &str,
    range: &Range<usize>,
    found: &mut Diagnostics,
) {
    let Some(markup) = find_markup(text) else { return };
    found
        .report(
            &codes::STRAY_MARKUP,
            Span::new(path, range.clone()),
            format!("`{key}` is plain text, so “{markup}” is shown as written"),
        )
        .label("shown to readers")
        .hint("write it without markup");
}

/// `**strong**`, `*emphasis*`, `` `code` ``, `~~struck~~`, `[[a link]]`, `[a link](address)`, `![image](address)`, `[^note]`.
fn find_markup(text: &str) -> Option<&str> {
    let starts = text.match_indices(['*', '_', '`', '~', '[']).map(|(at, _)| at);
    // A footnote's mark follows a word.
    let is_mark = |at: usize| text[at..].starts_with("[^");
    let starts = starts.filter(|at| is_mark(*at) || is_free(text[..*at].chars().next_back()));
    let mut starts = starts;
    starts.find_map(|at| markup_at(text, at))
}

fn markup_at(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at..];
    let length = match rest.as_bytes() {
        [b'*', b'*', ..] => between(rest, "**"),
        [b'~', b'~', ..] => between(rest, "~~"),
        [b'*', ..] => between(rest, "*"),
        [b'_', ..] => between(rest, "_"),
        [b'`', ..] => between(rest, "`"),
        [b'[', b'[', ..] => wikilink(rest),
        [b'[', b'^', ..] => to(rest, 2, ']').map(|end| end + 1),
        [b'[', ..] => link(rest),
        _ => None,
    };
    let start = if text[..at].ends_with('!') { at - 1 } else { at };
    length.map(|length| &text[start..at + length])
}

/// The length of a text that begins and ends with `sign`; none if it does not end, or has a space next to a sign on the
/// inside.
fn between(rest: &str, sign: &str) -> Option<usize> {
    let inner = &rest[sign.len()..];
    let end = inner.find(sign).filter(|end| *end > 0)?;
    let is_tight = !inner.starts_with(char::is_whitespace) && !inner[..end].ends_with(char::is_whitespace);
    let length = 2 * sign.len() + end;
    (is_tight && is_free(rest[length..].chars().next())).then_some(length)
}

fn wikilink(rest: &str) -> Option<usize> {
    let end = to(rest, 2, ']')?;
    rest[end..].starts_with("]]").then_some(end + 2)
}

fn link(rest: &str) -> Option<usize> {
    let address = to(rest, 1, ']').filter(|end| *end > 1 && rest[*end..].starts_with("]("))? + 2;
    let end = to(rest, address, ')')?;
    let is_address = end > address && !rest[address..end].contains(char::is_whitespace);
    is_address.then_some(end + 1)
}

/// Where a sign is, looked for from `start`, but not beyond the next `[`: there the search begins anew, and no part of a text is
/// searched for each bracket before it.
fn to(rest: &str, start: usize, sign: char) -> Option<usize> {
    let end = start + rest[start..].find([sign, '['])?;
    rest[end..].starts_with(sign).then_some(end)
}

/// Whether markup may stand next to a character: in `2*3*4` and `a_b_c` there is none.
fn is_free(letter: Option<char>) -> bool {
    letter.is_none_or(|letter| !letter.is_alphanumeric() && !matches!(letter, '*' | '_' | '`' | '~' | '['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_plain_text_is_found() {
        for (text, markup) in [
            ("a **bold** word", "**bold**"),
            ("*all of it*", "*all of it*"),
            ("a _word_.", "_word_"),
            ("how `foo` works", "`foo`"),
            ("~~old~~ new", "~~old~~"),
            ("see [[Refunds]]", "[[Refunds]]"),
            ("see [this](a.md)", "[this](a.md)"),
            ("![x](a.png)", "![x](a.png)"),
            ("a claim[^1]", "[^1]"),
        ] {
            assert_eq!(find_markup(text).unwrap_or(""), markup, "{text}");
        }
    }

    #[test]
    fn signs_in_plain_text_are_text() {
        for text in [
            "2*3*4 and a_b_c and __init__",
            "5 * 6 * 7",
            "Prices* and rates*",
            "[sic] (really)",
            "f[i](x) and [1]",
            "~5 and ~6",
            "* a",
            "",
        ] {
            assert_eq!(find_markup(text), None, "{text}");
        }
    }
}
