//! Removes the blank lines and indentation that templates leave behind.
//!
//! Takes HTML, gives HTML that browsers show the same way: between words, one line break is as good as ten spaces. The content of
//! elements in which white space matters stays as it is.

use memchr::{memchr, memchr2, memchr3};

/// Elements whose content is kept unchanged, by what follows their `<`: `pre` and `textarea` show their white space (HTML,
/// section 15.3), scripts and styles are not text.
const KEPT: &[&str] = &["pre", "textarea", "script", "style"];

/// The same page, smaller.
pub(super) fn compact(html: &str) -> String {
    let bytes = html.as_bytes();
    let mut page = String::with_capacity(html.len());
    // What is before `kept` has been written or left out.
    let mut kept = skip_space(bytes, 0);
    let mut at = kept;
    let is_end = |byte| matches!(byte, b'<' | b'\n');
    while let Some(found) = find(&bytes[at..], is_end, |far| memchr2(b'<', b'\n', far)) {
        at += found;
        if bytes[at] == b'<' {
            at += end_of_markup(&html[at..]);
            continue;
        }
        let line = at + 1;
        at = skip_space(bytes, line);
        if at > line {
            page.push_str(&html[kept..line]);
            kept = at;
        }
    }
    page.push_str(&html[kept..]);
    page
}

/// The first byte that is sought. Vector instructions take a while to begin, and in a page it is mostly near.
fn find(
    bytes: &[u8],
    is_sought: impl Fn(u8) -> bool,
    search: impl Fn(&[u8]) -> Option<usize>,
) -> Option<usize> {
    const NEAR: usize = 16;
    let (near, far) = bytes.split_at(bytes.len().min(NEAR));
    let found = near.iter().position(|byte| is_sought(*byte));
    found.or_else(|| search(far).map(|at| near.len() + at))
}

/// Where the white space that begins at a position ends.
fn skip_space(bytes: &[u8], at: usize) -> usize {
    let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    at + bytes[at..].iter().take_while(is_space).count()
}

/// Where the tag or comment at the start of the text ends, or the content of the element if it is kept.
fn end_of_markup(markup: &str) -> usize {
    let end = end_of_tag(markup);
    match kept(markup) {
        Some(name) => end_of_element(markup, end, name),
        None => end,
    }
}

/// Where the tag or comment at the start of the text ends. The value of an attribute may contain anything but its own quotes.
fn end_of_tag(markup: &str) -> usize {
    if markup.starts_with("<!--") {
        return markup.find("-->").map_or(markup.len(), |at| at + 3);
    }
    let bytes = markup.as_bytes();
    let mut at = 0;
    let is_sign = |byte| matches!(byte, b'>' | b'"' | b'\'');
    while let Some(found) = find(&bytes[at..], is_sign, |far| memchr3(b'>', b'"', b'\'', far)) {
        at += found + 1;
        match bytes[at - 1] {
            b'>' => return at,
            quote => match memchr(quote, &bytes[at..]) {
                Some(length) => at += length + 1,
                None => break,
            },
        }
    }
    markup.len()
}

/// The name of the element that begins here, if its content is kept.
fn kept(markup: &str) -> Option<&'static str> {
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let tag = &markup.as_bytes()[1..];
    // Rules out most tags quickly, since a page has hundreds.
    if !matches!(tag.first()?.to_ascii_lowercase(), b'p' | b't' | b's') {
        return None;
    }
    let name = &tag[..tag.iter().take_while(is_name).count()];
    KEPT.iter().copied().find(|kept| name.eq_ignore_ascii_case(kept.as_bytes()))
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
