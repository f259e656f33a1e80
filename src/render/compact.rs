//! A page without the blank lines and the indentation that templates leave behind.
//!
//! Takes HTML, gives HTML that browsers show alike: between words, the end of a line is a space as good as ten. What stands in
//! elements whose white space shows, or is a program's, stays as it is.

/// Elements whose content is kept letter by letter, with what ends it: `pre` and `textarea` show their white space (HTML,
/// section 15.3), scripts and styles are no text.
const KEPT: &[(&str, &str)] =
    &[("pre", "</pre>"), ("textarea", "</textarea>"), ("script", "</script>"), ("style", "</style>")];

/// The same page, lighter.
pub(super) fn compact(html: &str) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((start, closing)) = next_kept(rest) {
        push_lines(&rest[..start], &mut page);
        let end = rest[start..].find(closing).map_or(rest.len(), |at| start + at + closing.len());
        page.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    push_lines(rest, &mut page);
    page
}

/// Where the next such element begins, and what ends it.
fn next_kept(html: &str) -> Option<(usize, &'static str)> {
    html.match_indices('<').find_map(|(at, _)| {
        let tag = &html[at + 1..];
        let (_, closing) = KEPT.iter().find(|(name, _)| {
            tag.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\t']))
        })?;
        Some((at, *closing))
    })
}

/// What comes first goes on the line that the page ends in.
fn push_lines(text: &str, page: &mut String) {
    for line in text.split_inclusive('\n') {
        let begins_line = page.is_empty() || page.ends_with('\n');
        page.push_str(if begins_line { line.trim_start_matches([' ', '\t', '\r', '\n']) } else { line });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(compact(html), expected);
    }

    #[test]
    fn indentation_and_blank_lines_go_and_words_stay_apart() {
        check("<ul>\n  \n\n  <li>a\n    b</li>\n</ul>\n", "<ul>\n<li>a\nb</li>\n</ul>\n");
        check("  <p>a <b>b</b>  c</p>", "<p>a <b>b</b>  c</p>");
        check("<p>a</p> \n\n<p>b</p>", "<p>a</p> \n<p>b</p>");
    }

    #[test]
    fn text_that_shows_its_spaces_keeps_them() {
        check("  <pre>a\n\n  b\n</pre>  \n  <p>", "<pre>a\n\n  b\n</pre>  \n<p>");
        check(
            "<p>\n  <textarea id=\"a\">\n  a\n</textarea> b",
            "<p>\n<textarea id=\"a\">\n  a\n</textarea> b",
        );
        check("<script>\n  a\n</script>\n  <style>\n  b", "<script>\n  a\n</script>\n<style>\n  b");
        check("<p>\n  <preview>\n  a", "<p>\n<preview>\na");
    }

    #[test]
    fn what_is_compact_stays_as_it_is() {
        let once = compact("<p>\n   a\n</p>\n\n<pre>\n  x</pre>\n");
        check(&once, &once);
    }
}
