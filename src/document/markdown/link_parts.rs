//! Where the destination and the label of a link are written.
//!
//! Takes the text of one link, gives ranges in it. A part that is written with escapes has no range.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::document::LinkParts;

// A destination or a title may contain `](`. Trying more of them would take quadratic time, and no real link has
// that many.
const MOST_CANDIDATES: usize = 8;

/// The parts of a link or an image, as ranges of its `text`. `address` is its destination as the parser read it.
pub(super) fn find_parts(text: &str, kind: LinkType, address: &str) -> LinkParts {
    let opening = text.len() - text.trim_start_matches('!').len();
    match kind {
        LinkType::WikiLink { has_pothole } => wikilink(text, opening + 2, has_pothole, address),
        LinkType::Inline => inline(text, opening + 1, address).unwrap_or_default(),
        LinkType::Reference | LinkType::ReferenceUnknown => {
            let label = text.rfind("][").and_then(|end| part(text, opening + 1..end));
            LinkParts { label, ..LinkParts::default() }
        }
        LinkType::Collapsed | LinkType::CollapsedUnknown | LinkType::Shortcut | LinkType::ShortcutUnknown => {
            let end = text.strip_suffix("[]").unwrap_or(text).len();
            let label = part(text, opening + 1..end.saturating_sub(1));
            LinkParts { label, ..LinkParts::default() }
        }
        LinkType::Autolink | LinkType::Email => {
            let destination = (text.get(1..1 + address.len()) == Some(address)).then(|| 1..1 + address.len());
            LinkParts { destination, ..LinkParts::default() }
        }
    }
}

/// `[[destination|label]]`.
fn wikilink(text: &str, start: usize, has_pothole: bool, address: &str) -> LinkParts {
    let mut parts = LinkParts { is_wikilink: true, ..LinkParts::default() };
    if text.get(start..start + address.len()) != Some(address) {
        return parts;
    }
    let after = start + address.len();
    // In a table, the bar is escaped.
    let name = address.strip_suffix('\\').unwrap_or(address);
    let leading = name.len() - name.trim_start().len();
    parts.destination = Some(start + leading..start + leading + name.trim().len());
    if has_pothole {
        parts.label = part(text, after + 1..text.len().saturating_sub(2));
    }
    parts
}

/// `[label](destination "title")`.
fn inline(text: &str, start: usize, address: &str) -> Option<LinkParts> {
    for (end, _) in text.rmatch_indices("](").take(MOST_CANDIDATES) {
        let rest = &text[end + 2..];
        let spaces = rest.len() - rest.trim_start().len();
        let brackets = usize::from(rest[spaces..].starts_with('<'));
        let at = end + 2 + spaces + brackets;
        let Some(after) = text[at..].strip_prefix(address) else { continue };
        let after = if brackets == 1 { after.strip_prefix('>') } else { Some(after) };
        let Some(after) = after.and_then(|after| after.strip_suffix(')')) else { continue };
        let title = after.trim();
        let is_title = title.len() > 1 && after.starts_with(char::is_whitespace) && {
            matches!(
                (title.as_bytes()[0], title.as_bytes()[title.len() - 1]),
                (b'"', b'"') | (b'\'', b'\'') | (b'(', b')')
            )
        };
        if title.is_empty() || is_title {
            let destination = Some(at..at + address.len());
            return Some(LinkParts { destination, label: part(text, start..end), ..LinkParts::default() });
        }
    }
    None
}

fn part(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    text.get(range.clone()).map(|_| range)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    fn check(text: &str, destination: &str, label: &str) {
        let mut events = Parser::new_ext(text, Options::ENABLE_WIKILINKS).into_offset_iter();
        let parts = events.find_map(|(event, range)| match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                Some((find_parts(&text[range.clone()], link_type, &dest_url), range.start))
            }
            _ => None,
        });
        let (parts, start) = parts.unwrap_or_else(|| panic!("no link in {text}"));
        let word = |range: Option<Range<usize>>| {
            range.map_or("", |range| &text[start + range.start..start + range.end])
        };
        assert_eq!((word(parts.destination), word(parts.label)), (destination, label), "{text}");
    }

    #[test]
    fn a_link_knows_where_its_parts_are_written() {
        check("a [b *c*](d.md#e)", "d.md#e", "b *c*");
        check("[b](  <d e.md>\n 'title'  )", "d e.md", "b");
        check("[b](c(d).md)", "c(d).md", "b");
        check("[b](c \"](c\")", "c", "b");
        check("[`](c)`](d)", "d", "`](c)`");
        check("[![p](q.png)](r.md)", "r.md", "![p](q.png)");
        check("![b](c.png)", "c.png", "b");
        check("[](c)", "c", "");
        check("[[ a#b |c]]", "a#b", "c");
        check("[[a]]", "a", "");
        check("![[a.png|300]]", "a.png", "300");
        check("<https://a.org>", "https://a.org", "");
        check("<a@b.org>", "a@b.org", "");
    }

    #[test]
    fn what_is_written_elsewhere_or_with_escapes_has_no_place() {
        check("[b][c]\n\n[c]: d.md", "", "b");
        check("[b][]\n\n[b]: d.md", "", "b");
        check("![b]\n\n[b]: d.md", "", "b");
        check(r"[b](c\_d.md)", "", "");
        check("[b](c&amp;d.md)", "", "");
    }
}
