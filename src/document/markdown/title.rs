//! The level-1 heading that is a page's title, and therefore not part of its text.
//!
//! Takes the output, gives the title and removes its heading. Content that a title cannot show is reported, since it is lost.

use unicode_normalization::UnicodeNormalization;

use super::TitleHeading;
use super::finish::{line, read_plain};
use super::output::Output;
use crate::diagnostic::{Span, codes};
use crate::document::{Node, Tag};

/// Removes the heading at the start of the text, if it is the title.
pub(super) fn take(output: &mut Output<'_, '_>, wanted: TitleHeading<'_>) -> Option<String> {
    let begins = output.options.config.markdown.extensions
        && output.body.nodes.first() == Some(&Node::Open(Tag::Heading(0)))
        && output.outline.first().is_some_and(|heading| heading.level == 1);
    if !begins || wanted == TitleHeading::None {
        return None;
    }
    let end = output.body.nodes.iter().position(|node| *node == Node::Close(Tag::Heading(0)))?;
    let title = line(&read_plain(output, 0..end + 1).text);
    let is_other = match wanted {
        TitleHeading::Equal(wanted) => plainest(&title) != plainest(wanted),
        TitleHeading::Any | TitleHeading::None => false,
    };
    if is_other || title.is_empty() {
        return None;
    }
    let heading: Vec<Node> = output.body.nodes.drain(..=end).collect();
    let place = output.outline.remove(0).range;
    let notes = output.notes.values_mut().flatten();
    for node in output.body.nodes.iter_mut().chain(notes) {
        if let Node::Open(Tag::Heading(index)) | Node::Close(Tag::Heading(index)) = node {
            *index -= 1;
        }
    }
    let Some(lost) = heading.iter().find_map(lost) else { return Some(title) };
    // The lost footnote of a title is reported only once.
    let notes = heading.iter().filter_map(|node| {
        let Node::FootnoteReference { number, .. } = node else { return None };
        output.note_places.remove(number)
    });
    let notes: Vec<Span> = notes.map(|(_, place)| Span::new(output.path, place)).collect();
    let diagnostic = output
        .report(&codes::TITLE_MARKUP, place, format!("a title is plain text, so {lost} in it is lost"))
        .label("the title of the page")
        .hint("move it into the text below");
    for note in notes {
        diagnostic.other(note, "the footnote");
    }
    Some(title)
}

fn lost(node: &Node) -> Option<&'static str> {
    match node {
        Node::FootnoteReference { .. } => Some("the footnote"),
        Node::Html(_) | Node::Open(Tag::Element { .. }) => Some("the HTML"),
        Node::Open(Tag::Link(_)) => Some("the link"),
        Node::Open(Tag::Image { .. }) => Some("the image"),
        Node::Open(Tag::Embed(_)) => Some("the embedded text"),
        Node::Open(Tag::Shortcode(_)) => Some("the shortcode"),
        Node::Open(_)
        | Node::Close(_)
        | Node::Text(_)
        | Node::Code(_)
        | Node::SoftBreak
        | Node::HardBreak
        | Node::Rule
        | Node::TaskMarker(_)
        | Node::Math { .. }
        | Node::Anchor(_)
        | Node::CodeBlock { .. } => None,
    }
}

/// A title without typographic differences: two titles that read the same are equal.
fn plainest(title: &str) -> String {
    let mut plain = String::with_capacity(title.len());
    for letter in title.nfc().flat_map(char::to_lowercase) {
        match letter {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '「' | '」' | '『' | '』'
            | '"' | '\'' => {}
            '–' | '—' if !plain.ends_with('-') => plain.push('-'),
            '-' | '–' | '—' if plain.ends_with('-') => {}
            '…' => plain.push_str("..."),
            letter if letter.is_whitespace() => {
                if !plain.is_empty() && !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            letter => plain.push(letter),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}
