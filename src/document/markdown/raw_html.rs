//! Splits raw HTML into tokens with positions, following the tokenizer of the HTML standard (section 13.2.5).
//!
//! The only tokenizer of raw HTML: all other code reads the nodes that are made from it. A tag or comment that does not end
//! where its Markdown ends is marked, so that nothing can swallow the text after it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A piece of raw HTML. Positions are in the given text; names are in lower case.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text, with character references; also a tag that does not end.
    Text(Range<usize>),
    /// `<a href="b">`
    Start { name: String, attributes: Vec<Attribute>, is_empty: bool, range: Range<usize> },
    /// `</a>`
    End { name: String, range: Range<usize> },
    /// `<!-- … -->`, and whether it ends.
    Comment(Range<usize>, bool),
    /// What HTML has no meaning for: `<?php … ?>`, `<!doctype html>`, `<![CDATA[…]]>`.
    Other(Range<usize>),
    /// The content of an element whose content is not markup.
    Raw(Range<usize>),
}

/// An attribute of a tag. If several have the same name, only the first counts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub name: String,
    /// Its value without quotes; none if it has none.
    pub value: Option<Range<usize>>,
    pub is_quoted: bool,
    /// All of it.
    pub range: Range<usize>,
}

/// Elements whose content browsers read as text, up to the end tag: markup in it has no effect, and if the element is
/// never closed, no markup after it has any. GFM (section 6.11) shows their tags as text.
pub(super) const RAW_TEXT: [&str; 10] =
    ["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"];

// More attributes than any element has. A tag with ten thousand of them costs no more than one with these.
const MOST_ATTRIBUTES: usize = 64;

// Whether a tag ends is only known at the end of the text. After this many tags that do not end, the rest is text, so
// that the text is read at most this many times.
const MOST_MISSES: usize = 64;

/// The tokens of raw HTML. The content of an element in [`RAW_TEXT`] is one token if its end tag is there; if
/// `is_raw_open`, also without one, up to the end.
pub(super) fn tokens(html: &str, is_raw_open: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut text = 0;
    let mut misses = 0;
    while misses < MOST_MISSES
        && let Some(offset) = html[at..].find('<')
    {
        let start = at + offset;
        let Some((token, end)) = markup(html, start) else {
            misses += usize::from(
                html[start + 1..]
                    .starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)),
            );
            at = start + 1;
            continue;
        };
        if text < start {
            tokens.push(Token::Text(text..start));
        }
        let mut raw = None;
        if let Token::Start { name, .. } = &token
            && RAW_TEXT.contains(&name.as_str())
        {
            let raw_end = raw_text_end(html, end, name);
            misses += usize::from(raw_end.is_none());
            raw = raw_end.or(is_raw_open.then_some(html.len()));
        }
        tokens.push(token);
        at = end;
        if let Some(raw_end) = raw {
            if raw_end > end {
                tokens.push(Token::Raw(end..raw_end));
            }
            at = raw_end;
        }
        text = at;
    }
    if text < html.len() {
        tokens.push(Token::Text(text..html.len()));
    }
    tokens
}

/// What begins with `<` at `start`, and its end. None if that is text.
fn markup(html: &str, start: usize) -> Option<(Token, usize)> {
    let rest = &html[start..];
    let end_of = |mark: &str, from: usize| rest[from..].find(mark).map(|at| start + from + at + mark.len());
    if let Some(inner) = rest.strip_prefix("<!--") {
        let end = match () {
            () if inner.starts_with('>') => Some(start + 5),
            () if inner.starts_with("->") => Some(start + 6),
            () => [end_of("-->", 4), end_of("--!>", 4)].into_iter().flatten().min(),
        };
        let range = start..end.unwrap_or(html.len());
        return Some((Token::Comment(range.clone(), end.is_some()), range.end));
    }
    if rest.starts_with("<![CDATA[") {
        let end = end_of("]]>", 9)?;
        return Some((Token::Other(start..end), end));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        let end = if rest.starts_with("<?") { end_of("?>", 2) } else { end_of(">", 2) }?;
        return Some((Token::Other(start..end), end));
    }
    let is_end = rest.starts_with("</");
    let name_start = start + if is_end { 2 } else { 1 };
    if !html[name_start..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let is_name = |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>');
    let length = html.as_bytes()[name_start..].iter().take_while(is_name).count();
    let name = html[name_start..name_start + length].to_ascii_lowercase();
    let (attributes, is_empty, end) = attributes(html, name_start + length)?;
    let range = start..end;
    let token = match is_end {
        true => Token::End { name, range },
        false => Token::Start { name, attributes, is_empty, range },
    };
    Some((token, end))
}

/// The attributes of a tag, whether a slash ends it, and where the tag ends. None if it does not end.
fn attributes(html: &str, from: usize) -> Option<(Vec<Attribute>, bool, usize)> {
    let bytes = html.as_bytes();
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut at = from;
    loop {
        let skipped =
            bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'/').count();
        at += skipped;
        if *bytes.get(at)? == b'>' {
            return Some((attributes, skipped > 0 && bytes[at - 1] == b'/', at + 1));
        }
        let is_name = |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=');
        let name_start = at;
        // A leading equals sign is part of the name.
        at += 1 + bytes[at + 1..].iter().take_while(is_name).count();
        let name = name_start..at;
        let space = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let mut value = None;
        let mut is_quoted = false;
        if bytes.get(at + space) == Some(&b'=') {
            at += space + 1;
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let (range, next) = match bytes.get(at)? {
                quote @ (b'"' | b'\'') => {
                    is_quoted = true;
                    let length = bytes[at + 1..].iter().position(|byte| byte == quote)?;
                    (at + 1..at + 1 + length, at + length + 2)
                }
                _ => {
                    let is_value = |byte: &&u8| !byte.is_ascii_whitespace() && **byte != b'>';
                    let length = bytes[at..].iter().take_while(is_value).count();
                    (at..at + length, at + length)
                }
            };
            value = Some(range);
            at = next;
        }
        let range = name_start..at;
        let name = html[name].to_ascii_lowercase();
        if attributes.len() < MOST_ATTRIBUTES && attributes.iter().all(|attribute| attribute.name != name) {
            attributes.push(Attribute { name, value, is_quoted, range });
        }
    }
}

// Where the end tag of an element begins whose content is text.
fn raw_text_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(offset) = html[at..].find("</") {
        at += offset;
        let candidate = bytes.get(at + 2..at + 2 + name.len());
        let is_whole = || {
            bytes
                .get(at + 2 + name.len())
                .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        };
        if candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name.as_bytes())) && is_whole() {
            return Some(at);
        }
        at += 2;
    }
    None
}

/// The comments in raw HTML.
pub(super) fn comments(html: &str) -> impl Iterator<Item = Range<usize>> {
    tokens(html, false).into_iter().filter_map(|token| {
        let Token::Comment(range, _) = token else { return None };
        Some(range)
    })
}

/// Undoes character references in text or in an attribute's value.
pub fn decode(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest name has 31 letters.
        let length = rest.bytes().take(34).position(|byte| byte == b';').map_or(1, |end| end + 1);
        let reference = &rest[..length];
        match reference {
            "&amp;" | "&" => decoded.push('&'),
            "&lt;" => decoded.push('<'),
            "&gt;" => decoded.push('>'),
            "&quot;" => decoded.push('"'),
            _ if reference[1..]
                .contains(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '#' | ';')) =>
            {
                decoded.push_str(&reference[..1]);
                rest = &rest[1..];
                continue;
            }
            // Markdown has the same names.
            _ => {
                for event in Parser::new(reference) {
                    if let Event::Text(text) = event {
                        decoded.push_str(&text);
                    }
                }
            }
        }
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{
        BufferQueue, TagKind, Token as Theirs, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    };
    use proptest::prelude::*;

    use super::*;

    /// What a browser's tokenizer makes of HTML, one line per token.
    fn theirs(html: &str) -> String {
        #[derive(Default)]
        struct Lines(RefCell<String>);
        impl TokenSink for Lines {
            type Handle = ();

            fn process_token(&self, token: Theirs, _line: u64) -> TokenSinkResult<()> {
                let mut lines = self.0.borrow_mut();
                match token {
                    Theirs::CharacterTokens(text) => push_text(&mut lines, &text),
                    Theirs::NullCharacterToken => push_text(&mut lines, "\0"),
                    Theirs::CommentToken(_) => lines.push_str("\ncomment"),
                    Theirs::TagToken(tag) if tag.kind == TagKind::StartTag => {
                        let attributes = tag
                            .attrs
                            .iter()
                            .map(|attribute| (&*attribute.name.local, attribute.value.to_string()));
                        lines.push_str(&line(&tag.name, attributes, tag.self_closing));
                    }
                    Theirs::TagToken(tag) => lines.push_str(&format!("\n/{}", tag.name)),
                    _ => {}
                }
                TokenSinkResult::Continue
            }
        }
        let tokenizer = Tokenizer::new(Lines::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    fn ours(html: &str) -> String {
        let mut lines = String::new();
        for token in tokens(html, false) {
            match token {
                Token::Text(range) => push_text(&mut lines, &decode(&html[range])),
                Token::Comment(..) => lines.push_str("\ncomment"),
                Token::Start { name, attributes, is_empty, .. } => {
                    let attributes = attributes.iter().map(|attribute| {
                        (
                            &*attribute.name,
                            attribute.value.clone().map_or(String::new(), |value| decode(&html[value])),
                        )
                    });
                    lines.push_str(&line(&name, attributes, is_empty));
                }
                Token::End { name, .. } => lines.push_str(&format!("\n/{name}")),
                Token::Other(_) | Token::Raw(_) => lines.push_str("\ncomment"),
            }
        }
        lines
    }

    fn push_text(lines: &mut String, text: &str) {
        if !lines.rsplit('\n').next().is_some_and(|line| line.starts_with('‹')) {
            lines.push_str("\n‹");
        }
        lines.push_str(&text.replace('\n', "␊"));
    }

    fn line<'a>(name: &str, attributes: impl Iterator<Item = (&'a str, String)>, is_empty: bool) -> String {
        let attributes: String = attributes.map(|(name, value)| format!(" {name}={:?}", value)).collect();
        format!("\n{name}{attributes}{}", if is_empty { " /" } else { "" })
    }

    #[test]
    fn what_does_not_end_is_text() {
        let kinds = |html: &str| {
            tokens(html, false).into_iter().map(|token| format!("{token:?}")).collect::<Vec<_>>()
        };
        assert_eq!(kinds("a <b c=\"d"), ["Text(0..9)"]);
        assert_eq!(kinds("<!-- a"), ["Comment(0..6, false)"]);
        assert_eq!(kinds("<?php a"), ["Text(0..7)"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn tags_are_read_as_browsers_read_them(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<", ">", "/", "a", "B", "div", " ", "\n", "\t", "=", "\"", "'", "<a ", "<b>", "</b>", "href=", "x=\"y\"", "&amp;",
                    "&lt;", "&#106;", "é", "<!--", "-->", "--!>", "->", "<a x", " x=1", "</", "/>", "`", "-", "&", ";",
                ]),
                0..14,
            ),
        ) {
            let html = parts.concat();
            // An unclosed tag is text here, but browsers drop it; and only they accept a reference without its
            // semicolon.
            let begins_tag = |text: &str| {
                let mut rests = text.split('<').skip(1);
                rests.any(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || "/!?".contains(letter)))
            };
            let is_whole = tokens(&html, false).iter().all(|token| match token {
                Token::Text(range) => !begins_tag(&html[range.clone()]),
                Token::Comment(_, is_closed) => *is_closed,
                _ => true,
            });
            let has_reference = ["&amp", "&lt", "&#106"].iter().any(|reference| {
                html.matches(reference).count() != html.matches(&format!("{reference};")).count()
            });
            // And an end tag without a name, which browsers treat as a comment, is text.
            let has_name = html.split("</").skip(1).all(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphabetic()));
            if is_whole && !has_reference && has_name {
                prop_assert_eq!(ours(&html), theirs(&html), "{:?}", html);
            }
        }
    }
}
