//! Makes text safe inside HTML and XML.

/// Escapes characters that would begin markup or end an attribute in double quotes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push(&mut escaped, text, &['&', '<', '>', '"', '\0']);
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
    push(html, text, &['&', '<', '>', '\0']);
}

fn push(html: &mut String, text: &str, special: &[char]) {
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            // No page can hold U+0000; browsers show this in its place.
            b'\0' => "\u{fffd}",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
