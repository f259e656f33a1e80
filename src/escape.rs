//! Text made safe inside HTML and XML.

/// Escapes what would begin markup or end an attribute in double quotes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push(&mut escaped, text, &['&', '<', '>', '"']);
    escaped
}

/// Escapes what would begin markup; quotes stay, so that it is fit for content alone.
pub fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_text(&mut escaped, text);
    escaped
}

/// Adds content, escaped as by [`escape_text`].
pub fn push_text(html: &mut String, text: &str) {
    push(html, text, &['&', '<', '>']);
}

fn push(html: &mut String, text: &str, special: &[char]) {
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
