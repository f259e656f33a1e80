//! The name above a code block, and its marked lines.

use crate::document::CodeInfo;
use crate::escape::escape_text;

/// Puts the marked lines of highlighted code into `<mark>`. The code is flat: a `<span>` has none inside, but may have
/// several lines, so it is closed at the end of a marked line and opened again.
pub(super) fn mark_lines(code: &str, info: &CodeInfo<'_>) -> String {
    if !info.has_marks() {
        return code.to_owned();
    }
    let mut html = String::with_capacity(code.len() + 64);
    let mut span = "";
    for (index, line) in code.split_inclusive('\n').enumerate() {
        let is_marked = info.is_marked(index + 1);
        let continued = span;
        if is_marked {
            html.push_str(if continued.is_empty() { "" } else { "</span>" });
            html.push_str("<mark>");
            html.push_str(continued);
        }
        html.push_str(line);
        span = open_span(line, continued);
        if is_marked {
            html.push_str(if span.is_empty() { "" } else { "</span>" });
            html.push_str("</mark>");
            html.push_str(span);
        }
    }
    html
}

/// The tag of the span that is open after a line, given the one before it; empty for none.
fn open_span<'a>(line: &'a str, before: &'a str) -> &'a str {
    match (line.rfind("<span"), line.rfind("</span>")) {
        (Some(opened), closed) if closed.is_none_or(|closed| closed < opened) => {
            let tag = &line[opened..];
            &tag[..tag.find('>').map_or(tag.len(), |end| end + 1)]
        }
        (_, Some(_)) => "",
        (_, None) => before,
    }
}

/// A code block with its name above it, if it has one.
pub(super) fn with_title(block: String, info: &CodeInfo<'_>) -> String {
    match info.title.is_empty() {
        true => block,
        false => {
            let title = escape_text(info.title);
            format!("<figure class=\"code-figure\"><figcaption>{title}</figcaption>\n{block}\n</figure>")
        }
    }
}
