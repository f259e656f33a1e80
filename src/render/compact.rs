//! Removes the blank lines and indentation that templates leave behind.
//!
//! Takes HTML, gives HTML that browsers show the same way: between words, one line break is as good as ten spaces. The content of
//! elements in which white space matters stays as it is.

/// Elements whose content is kept unchanged, by what follows their `<`: `pre` and `textarea` show their white space (HTML,
/// section 15.3), scripts and styles are not text.
const KEPT: &[&str] = &["pre", "textarea", "script", "style"];

/// The same page, smaller.
pub(super) fn compact(html: &str) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&rest[..start], &mut page);
        let markup = &rest[start..];
        let end = end_of_tag(markup);
        let end = match kept(markup) {
            Some(name) => end_of_element(markup, end, name),
            None => end,
        };
        page.push_str(&markup[..end]);
        rest = &markup[end..];
    }
    push_text(rest, &mut page);
    page
}

/// Appends text without leading white space on lines. The beginning continues the last line of the page.
fn push_text(text: &str, page: &mut String) {
    for line in text.split_inclusive('\n') {
        let begins_line = page.is_empty() || page.ends_with('\n');
        page.push_str(if begins_line { line.trim_start_matches([' ', '\t', '\r', '\n']) } else { line });
    }
}

/// Where the tag or comment at the start of the text ends. The value of an attribute may contain anything but its own quotes.
fn end_of_tag(markup: &str) -> usize {
    if markup.starts_with("<!--") {
        return markup.find("-->").map_or(markup.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    markup.len()
}

/// The name of the element that begins here, if its content is kept.
fn kept(markup: &str) -> Option<&'static str> {
    KEPT.iter().copied().find(|name| {
        let tag = &markup.as_bytes()[1..];
        let is_named = tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()));
        is_named && tag.get(name.len()).is_some_and(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')
    })
}

/// Where the closing tag begins of an element whose opening tag ends at `from`.
fn end_of_element(markup: &str, from: usize, name: &str) -> usize {
    let is_closing = |at: usize| {
        let tag = markup.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    let mut closings = markup[from..].match_indices("</").map(|(at, _)| from + at);
    closings.find(|at| is_closing(*at)).unwrap_or(markup.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(compact(html), expected);
    }

    #[test]
    fn indentation_and_blank_lines_are_removed_and_words_stay_separate() {
        check("<ul>\n  \n\n  <li>a\n    b</li>\n</ul>\n", "<ul>\n<li>a\nb</li>\n</ul>\n");
        check("  <p>a <b>b</b>  c</p>", "<p>a <b>b</b>  c</p>");
        check("<p>a</p> \n\n<p>b</p>", "<p>a</p> \n<p>b</p>");
    }

    #[test]
    fn preformatted_text_keeps_its_spaces() {
        check("  <pre>a\n\n  b\n</pre>  \n  <p>", "<pre>a\n\n  b\n</pre>  \n<p>");
        check(
            "<p>\n  <textarea id=\"a\">\n  a\n</textarea> b",
            "<p>\n<textarea id=\"a\">\n  a\n</textarea> b",
        );
        check("<script>\n  a < b\n</script>\n  <style>\n  b", "<script>\n  a < b\n</script>\n<style>\n  b");
        check("<p>\n  <preview>\n  a", "<p>\n<preview>\na");
    }

    #[test]
    fn attribute_values_are_never_changed() {
        check("<input value=\"a\n\n  b > c\">\n  x", "<input value=\"a\n\n  b > c\">\nx");
        check("<!-- a >\n  b -->\n  c", "<!-- a >\n  b -->\nc");
        check("<PRE>\n  a\n</PRE>\n  b", "<PRE>\n  a\n</PRE>\nb");
    }

    #[test]
    fn what_is_compact_stays_as_it_is() {
        let once = compact("<p>\n   a\n</p>\n\n<pre>\n  x</pre>\n");
        check(&once, &once);
    }
}
