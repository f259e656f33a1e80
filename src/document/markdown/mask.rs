//! Finds comments, shortcodes and formulas, and hides them from the Markdown parser.
//!
//! Hidden text is overwritten with the same number of filler bytes, so that positions stay the same. The filler is a
//! control character: to Markdown an ordinary character, but one that is not allowed in a link's address.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::autolink::find_autolinks;
use super::call::{Call, Problem, read_call};
use super::math::{Formulas, Math};
use super::piece::{container_prefix, line_before};
use super::raw_html::comments;

/// The byte that hidden text is overwritten with.
pub(super) const FILLER: u8 = 0x02;

/// What hides a colon that defines nothing.
const COLON: u8 = FILLER + 4;

/// Signs that the parser must not see, and what they are overwritten with: those in bare addresses, and a colon.
const SIGNS: [(u8, u8); 4] = [(b'_', FILLER + 1), (b'*', FILLER + 2), (b'~', FILLER + 3), (b':', COLON)];

/// A hidden range.
pub(super) struct Mask {
    /// Its position in the piece.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MaskKind,
}

pub(super) enum MaskKind {
    /// `%% … %%`
    Comment,
    /// `$…$`
    Math(Math),
    /// A shortcode, and the position of its body.
    Call(Call, Option<Range<usize>>),
    /// `{% … %}` without its end.
    Unclosed(Call),
    /// A malformed shortcode.
    Broken(Problem),
}

/// Finds everything that must be hidden, in order, but nothing inside a hidden range.
pub(super) fn find_masks(text: &str, options: Options, has_math: bool) -> Vec<Mask> {
    let has_dollars = has_math && text.contains('$');
    if !has_dollars && !["%%", "{{", "{%"].iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let formulas = has_dollars.then(|| Formulas::new(text, options));
    let skips = find_skips(text, options);
    let mut masks = Vec::new();
    // The open calls with bodies, as indices into `masks`.
    let mut open = Vec::new();
    let mut may_close_comment = true;
    let mut skip = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(['%', '{', '$']) {
        at += offset;
        while skips.get(skip).is_some_and(|range| range.end <= at) {
            skip += 1;
        }
        if let Some(range) = skips.get(skip)
            && range.start <= at
        {
            at = range.end;
            continue;
        }
        let rest = &text[at..];
        if rest.starts_with("%%") {
            match find_comment_end(text, at + 2, &skips[skip..]).filter(|_| may_close_comment) {
                Some(end) => {
                    let start = joined_start(text, at, end).unwrap_or(at);
                    masks.push(Mask { range: start..end, kind: MaskKind::Comment });
                    at = end;
                }
                None => {
                    may_close_comment = false;
                    at += 2;
                }
            }
        } else if let Some(length) = end_tag_length(rest)
            && let Some(index) = open.pop()
        {
            close_call(&mut masks, index, at..at + length);
            at += length;
        } else if rest.starts_with('$') {
            match formulas.as_ref().and_then(|formulas| formulas.at(at)) {
                Some((math, range)) => {
                    at = range.end;
                    masks.push(Mask { range, kind: MaskKind::Math(math) });
                }
                None => at += rest.len() - rest.trim_start_matches('$').len(),
            }
        } else if let Some((call, end)) = read_call(text, at) {
            let kind = match call {
                Ok(call) => {
                    if call.has_body {
                        open.push(masks.len());
                    }
                    MaskKind::Call(call, None)
                }
                Err(problem) => MaskKind::Broken(problem),
            };
            masks.push(Mask { range: at..end, kind });
            at = end;
        } else {
            at += 1;
        }
    }
    for index in open {
        if let Some(Mask { kind, .. }) = masks.get_mut(index) {
            *kind = match std::mem::replace(kind, MaskKind::Comment) {
                MaskKind::Call(call, None) => MaskKind::Unclosed(call),
                kind @ (MaskKind::Comment
                | MaskKind::Math(_)
                | MaskKind::Call(_, Some(_))
                | MaskKind::Unclosed(_)
                | MaskKind::Broken(_)) => kind,
            };
        }
    }
    masks.dedup_by(|later, earlier| later.range.end <= earlier.range.end);
    masks
}

/// The text with everything hidden.
pub(super) fn hide<'a>(text: &'a str, masks: &[Mask]) -> Cow<'a, str> {
    if masks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for mask in masks {
        let is_block = matches!(mask.kind, MaskKind::Comment) && stands_alone(text, &mask.range);
        for byte in &mut bytes[mask.range.clone()] {
            match is_block {
                // A comment on its own lines leaves them empty.
                true if *byte != b'\n' => *byte = b' ',
                true => {}
                false => *byte = FILLER,
            }
        }
    }
    Cow::Owned(String::from_utf8(bytes).expect("whole characters were overwritten by ASCII"))
}

/// Hides the signs in bare addresses that would mark up text: `https://example.com/A_(b)_c`. GFM reads an address before any
/// emphasis (section 6.9). What may close emphasis around an address, `**` or a sign at its end, stays.
pub(super) fn protect_signs(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_taken = |byte: &u8| SIGNS.iter().any(|(_, hidden)| hidden == byte);
    let mut hidden: Vec<(usize, u8)> = plain_colons(text).map(|at| (at, COLON)).collect();
    let has_addresses = text.contains("://") || text.contains("www.");
    if hidden.is_empty() && !has_addresses || bytes.iter().any(is_taken) {
        return Cow::Borrowed(text);
    }
    let links = if has_addresses { find_autolinks(text, 0, text.len()) } else { Vec::new() };
    for link in links {
        let before = text[..link.range.start].trim_end();
        let is_bare = text[..link.range.start]
            .ends_with(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '*' | '_' | '~'))
            || link.range.start == 0;
        if !is_bare || before.ends_with("](") || before.ends_with("]:") {
            continue;
        }
        for at in link.range.clone() {
            let Some((sign, hide)) = SIGNS.iter().find(|(sign, _)| *sign == bytes[at] && *sign != b':')
            else {
                continue;
            };
            let near = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
            let (last, next) = (near(at.checked_sub(1)), near(Some(at + 1)));
            let is_pair = *sign != b'_' && (last == *sign || next == *sign);
            let is_within_word =
                *sign == b'_' && last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
            if !is_pair && !is_within_word && last != b'\\' {
                hidden.push((at, *hide));
            }
        }
    }
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = bytes.to_vec();
    for (at, hide) in hidden {
        bytes[at] = hide;
    }
    Cow::Owned(String::from_utf8(bytes).expect("ASCII was overwritten by ASCII"))
}

/// Colons at the start of a line that are part of a word: `:smile:`, `:::tip`. The parser would take them for the sign of a
/// definition, which is followed by a space (PHP Markdown Extra, “Definition Lists”).
fn plain_colons(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(':').map(|(at, _)| at).filter(|at| {
        let is_followed = !text[at + 1..].starts_with([' ', '\t', '\n', '\r', '-']) && at + 1 < text.len();
        is_followed && text[..*at].trim_end_matches([' ', '\t', '>']).ends_with('\n')
    })
}

/// A name or address without its hidden parts.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| (FILLER..=COLON).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter(|letter| *letter != char::from(FILLER));
    let sign_of = |letter: char| SIGNS.iter().find(|(_, hidden)| char::from(*hidden) == letter);
    Cow::Owned(shown.map(|letter| sign_of(letter).map_or(letter, |(sign, _)| char::from(*sign))).collect())
}

fn ends_line(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with('\n')
}

/// Whether nothing else is on the lines of a range.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_first =
        line_before(text, range.start).is_some_and(|before| container_prefix(before).len() == before.len());
    is_first && ends_line(&text[range.end..])
}

/// Where the parser sees the beginning of a comment that is on its own lines between two lines of text: at the end of
/// the previous line, since an empty line would split the paragraph.
fn joined_start(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = line_before(text, start)?;
    if !before.trim_matches([' ', '\t', '>']).is_empty() || !ends_line(&text[end..]) {
        return None;
    }
    let (_, next) = text[end..].split_once('\n')?;
    if ends_line(next.trim_start_matches([' ', '\t', '>'])) {
        return None;
    }
    let line_start = (start - before.len()).checked_sub(1)?;
    let line = line_before(text, line_start)?.trim();
    // Not after a fence, a row of a table or a definition, which would be broken by more text.
    let is_words = line.ends_with(|letter: char| letter.is_alphanumeric() || ".,;:!?)\"'”’".contains(letter));
    (is_words && !line.starts_with(['[', '|', '`', '~', '<'])).then_some(line_start)
}

// Gives the open call at `index` its body and drops the masks within.
fn close_call(masks: &mut Vec<Mask>, index: usize, end_tag: Range<usize>) {
    // Comments inside belong to the body, which is masked again when it is parsed.
    let inside = masks.split_off(index + 1);
    drop(inside);
    let mask = masks.last_mut().expect("an open call's index is one of a mask");
    if let MaskKind::Call(_, body) = &mut mask.kind {
        *body = Some(mask.range.end..end_tag.start);
    }
    mask.range.end = end_tag.end;
}

fn end_tag_length(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("{%")?.trim_start();
    let after = inner.strip_prefix("end")?.trim_start().strip_prefix("%}")?;
    Some(rest.len() - after.len())
}

fn find_comment_end(text: &str, from: usize, skips: &[Range<usize>]) -> Option<usize> {
    let mut at = from;
    let mut skip = 0;
    loop {
        at += text[at..].find("%%")?;
        while skips.get(skip).is_some_and(|range| range.end <= at) {
            skip += 1;
        }
        match skips.get(skip) {
            Some(range) if range.start <= at => at = range.end,
            _ => return Some(at + 2),
        }
    }
}

// Code and HTML comments: nothing begins in them.
#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of pulldown-cmark")]
fn find_skips(text: &str, options: Options) -> Vec<Range<usize>> {
    let mut skips: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => skips.push(range),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let comments = comments(&text[range.clone()]);
                skips.extend(comments.map(|comment| range.start + comment.start..range.start + comment.end));
            }
            _ => {}
        }
    }
    skips
}
