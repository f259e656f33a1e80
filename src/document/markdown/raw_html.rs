//! Finds addresses in raw HTML, by the tokenizer of the HTML standard (section 13.2.5) as far as it matters here.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::mask::FILLER;

/// Something in raw HTML that is no plain HTML.
#[derive(Debug)]
pub(super) enum Find {
    /// The value of `href` or `src`, without its quotes.
    Address {
        /// Its place.
        range: Range<usize>,
        /// Its quotes; none if it has none.
        is_quoted: bool,
        /// It is a picture or another thing to load, not a link to follow.
        is_source: bool,
    },
    /// The value of `id`, or of `name` of `<a>`: links can lead here.
    Anchor(Range<usize>),
    /// Filler amid text: a hidden shortcode.
    Filler(Range<usize>),
}

/// Looks through raw HTML.
pub(super) fn scan(html: &str) -> Vec<Find> {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            FILLER => {
                let length = bytes[at..].iter().take_while(|byte| **byte == FILLER).count();
                found.push(Find::Filler(at..at + length));
                at += length;
            }
            b'<' => at = scan_markup(html, at, &mut found),
            _ => at += 1,
        }
    }
    found
}

fn scan_markup(html: &str, start: usize, found: &mut Vec<Find>) -> usize {
    let rest = &html[start..];
    let after = |end: &str, from: usize| {
        rest[from..].find(end).map_or(html.len(), |at| start + from + at + end.len())
    };
    if rest.starts_with("<!--") {
        // `<!-->` and `<!--->` are whole comments.
        return after("-->", 2);
    }
    if rest.starts_with("<![CDATA[") {
        return after("]]>", 9);
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return after(">", 2);
    }
    let name_start = if rest.starts_with("</") { 2 } else { 1 };
    if !rest[name_start..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return start + 1;
    }
    let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>');
    let length = rest.as_bytes()[name_start..].iter().take_while(|byte| is_name(byte)).count();
    let name = rest[name_start..name_start + length].to_ascii_lowercase();
    let end = scan_attributes(html, start + name_start + length, &name, found);
    let is_raw =
        matches!(name.as_str(), "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed");
    match name_start == 1 && is_raw {
        true => raw_text_end(html, end, &name),
        false => end,
    }
}

// Where the closing tag of an element begins whose content is no markup.
fn raw_text_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(offset) = html[at..].find("</") {
        at += offset;
        let candidate = bytes.get(at + 2..at + 2 + name.len());
        if candidate.is_some_and(|candidate| candidate.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    html.len()
}

// Goes to the end of a tag.
fn scan_attributes(html: &str, from: usize, element: &str, found: &mut Vec<Find>) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'/').count();
        match bytes.get(at) {
            None => return html.len(),
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=');
        // An equals sign that comes first is part of the name.
        let length = 1 + bytes[at + 1..].iter().take_while(|byte| is_name(byte)).count();
        let name = &bytes[at..at + length];
        at += length;
        let space = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if bytes.get(at + space) != Some(&b'=') {
            continue;
        }
        at += space + 1;
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let (value, is_quoted, next) = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let Some(length) = bytes[at + 1..].iter().position(|byte| byte == quote) else {
                    return html.len();
                };
                (at + 1..at + 1 + length, true, at + length + 2)
            }
            _ => {
                let is_value = |byte: &u8| !byte.is_ascii_whitespace() && *byte != b'>';
                let length = bytes[at..].iter().take_while(|byte| is_value(byte)).count();
                (at..at + length, false, at + length)
            }
        };
        let is_link = name.eq_ignore_ascii_case(b"href") && matches!(element, "a" | "area");
        let is_source = name.eq_ignore_ascii_case(b"src") || name.eq_ignore_ascii_case(b"poster");
        if is_link || is_source {
            found.push(Find::Address { range: value.clone(), is_quoted, is_source });
        }
        let is_anchor =
            name.eq_ignore_ascii_case(b"id") || element == "a" && name.eq_ignore_ascii_case(b"name");
        if is_anchor {
            found.push(Find::Anchor(value));
        }
        at = next;
    }
}

/// Undoes character references in an attribute's value.
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
