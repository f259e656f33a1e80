//! Makes text safe inside HTML and XML.

/// Escapes characters that would begin markup or end an attribute in double quotes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push(&mut escaped, text, |byte| is_markup(byte) | (byte == b'"'));
    escaped
}

/// Escapes characters that would begin markup, but not quotes: only for content, not for attributes.
pub fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_text(&mut escaped, text);
    escaped
}

/// Appends content, escaped as by [`escape_text`].
pub fn push_text(html: &mut String, text: &str) {
    push(html, text, is_markup);
}

// Without short-circuits, so that the compiler compares many bytes at once.
#[inline]
fn is_markup(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'\0')
}

fn push(html: &mut String, text: &str, is_special: impl Fn(u8) -> bool) {
    let mut rest = text;
    while let Some(at) = find(rest.as_bytes(), &is_special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            // HTML cannot contain U+0000; browsers show this in its place.
            b'\0' => "\u{fffd}",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// The position of the first special byte. Most texts have none, so whole chunks are skipped without a branch for each
/// byte.
fn find(text: &[u8], is_special: impl Fn(u8) -> bool) -> Option<usize> {
    const CHUNK: usize = 32;
    let is_plain = |chunk: &&[u8]| !chunk.iter().fold(false, |found, byte| found | is_special(*byte));
    let plain = CHUNK * text.chunks_exact(CHUNK).take_while(is_plain).count();
    text[plain..].iter().position(|byte| is_special(*byte)).map(|at| plain + at)
}
