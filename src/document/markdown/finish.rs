//! What is known only at the end: numbers of footnotes, ids of headings, plain text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::nest::nest;
use super::output::Output;
use super::{Parsed, TitleHeading, ids, title};
use crate::diagnostic::codes;
use crate::document::{Body, Node, ReferenceId, Tag, TextPart};
use crate::segment::count_words;

/// Completes the output.
pub(super) fn finish(mut output: Output<'_, '_>, title: TitleHeading<'_>) -> Parsed {
    let nodes = std::mem::take(&mut output.body.nodes);
    output.body.nodes = nest(nodes, &mut output);
    for (label, note) in std::mem::take(&mut output.notes) {
        let note = nest(note, &mut output);
        output.notes.insert(label, note);
    }
    report_removed(&mut output);
    let title = title::take(&mut output, title);
    let notes = number_footnotes(&mut output);
    let mut plain = read_plain(&output, 0..output.body.nodes.len());
    for (index, heading) in (0..).zip(&mut output.outline) {
        // Headings in unused footnotes have no nodes.
        heading.title = plain.titles.remove(&index).unwrap_or_default();
    }
    if output.outline.iter().any(|heading| heading.title.is_empty()) {
        report_empty_headings(&mut output);
    }
    let anchors = ids::choose(&mut output, notes);
    output.body.reference_nodes = reference_nodes(&output.body);
    let words = count_words(&plain.text);
    Parsed {
        title,
        outline: output.outline,
        anchors,
        references: output.references,
        text: plain.text,
        words,
        first_paragraph: plain.first_paragraph.unwrap_or_default(),
        body: output.body,
    }
}

/// Reports what was removed from raw HTML, each kind once.
fn report_removed(output: &mut Output<'_, '_>) {
    let mut kinds: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for (what, place) in std::mem::take(&mut output.removed) {
        kinds.entry(what).or_default().push(place);
    }
    for (what, places) in kinds {
        let more = match places.len() - 1 {
            0 => String::new(),
            1 => ", here and in one more place".to_owned(),
            more => format!(", here and in {more} more places"),
        };
        let first = places.into_iter().min_by_key(|place| place.start).expect("a kind has a place");
        output
            .report(&codes::HTML_REMOVED, first, format!("{what}{more}"))
            .label("here")
            .hint("take it out, or write it as code, between backticks, if readers should see it");
    }
}

// Numbers footnotes in the order of use, those within footnotes after all others. Gives how many are used.
fn number_footnotes(output: &mut Output<'_, '_>) -> u16 {
    if output.labels.is_empty() {
        return 0;
    }
    let mut numbers: BTreeMap<u16, u16> = BTreeMap::new();
    let mut uses: BTreeMap<u16, u16> = BTreeMap::new();
    let mut queue: Vec<u16> = Vec::new();
    let mut nodes = std::mem::take(&mut output.body.nodes);
    let mut notes: Vec<Vec<Node>> = Vec::new();
    loop {
        for node in &mut nodes {
            if let Node::FootnoteReference { number, usage } = node {
                let label = *number;
                *number = *numbers.entry(label).or_insert_with(|| {
                    queue.push(label);
                    queue.len() as u16
                });
                let count = uses.entry(*number).or_insert(0);
                *count = count.saturating_add(1);
                *usage = *count;
            }
        }
        notes.push(nodes);
        let Some(label) = queue.get(notes.len() - 1) else { break };
        nodes = output.notes.remove(label).unwrap_or_default();
    }
    let mut notes = notes.into_iter();
    output.body.nodes = notes.next().unwrap_or_default();
    report_unused(output);
    if queue.is_empty() {
        return 0;
    }
    output.body.nodes.push(Node::Open(Tag::Footnotes));
    for (number, note) in (1..).zip(notes) {
        let tag = Tag::Footnote { number, uses: uses.get(&number).copied().unwrap_or(0) };
        output.body.nodes.push(Node::Open(tag));
        output.body.nodes.extend(note);
        output.body.nodes.push(Node::Close(tag));
    }
    output.body.nodes.push(Node::Close(Tag::Footnotes));
    queue.len() as u16
}

fn reference_nodes(body: &Body) -> Vec<(ReferenceId, u32)> {
    let mut nodes = Vec::new();
    for (at, node) in (0..).zip(&body.nodes) {
        let Node::Open(tag) = *node else { continue };
        if let Tag::Link(id) | Tag::Embed(id) = tag {
            nodes.push((id, at));
        }
        if let Some(element) = body.element(tag) {
            nodes.extend(element.references().map(|id| (id, at)));
        }
        if let Tag::Shortcode(index) = tag {
            nodes.extend(body.shortcodes[index as usize].references().map(|id| (id, at)));
        }
    }
    // Footnotes come at the end, wherever they were written, and a link around a block is opened twice.
    nodes.sort();
    nodes.dedup_by_key(|(id, _)| *id);
    nodes
}

// The notes that are left are those that no words refer to.
fn report_unused(output: &mut Output<'_, '_>) {
    for label in std::mem::take(&mut output.notes).into_keys() {
        let Some((name, place)) = output.note_places.remove(&label) else { continue };
        output
            .report(
                &codes::FOOTNOTE_UNUSED,
                place,
                format!("nothing refers to the footnote `{name}`, so it is not shown"),
            )
            .label("not shown")
            .hint(format!("write `[^{name}]` in the text where it belongs, or delete the footnote"));
    }
}

/// Reports headings with nothing in them.
fn report_empty_headings(output: &mut Output<'_, '_>) {
    let empty = output.body.nodes.windows(2).filter_map(|pair| match pair {
        [Node::Open(Tag::Heading(index)), Node::Close(Tag::Heading(_))] => Some(*index as usize),
        _ => None,
    });
    let places: Vec<Range<usize>> = empty.map(|index| output.outline[index].range.clone()).collect();
    for place in places {
        output
            .report(&codes::HEADING_EMPTY, place, "this heading has no text".into())
            .label("no text")
            .hint("write its words, or remove the line");
    }
}

/// Some nodes as plain text.
#[derive(Default)]
pub(super) struct Plain {
    /// Blocks are separated by a newline.
    pub text: String,
    titles: BTreeMap<u32, String>,
    first_paragraph: Option<String>,
}

/// Reads some nodes as plain text.
pub(super) fn read_plain(output: &Output<'_, '_>, nodes: Range<usize>) -> Plain {
    let body = &output.body;
    let mut plain = Plain::default();
    let mut containers = 0;
    let mut starts = Vec::new();
    for (_, part) in body.text_parts(nodes) {
        match part {
            TextPart::Words(range) | TextPart::Code(range) | TextPart::Formula(range) => {
                plain.text.push_str(body.str(range));
            }
            TextPart::Space | TextPart::LineBreak => plain.text.push(' '),
            TextPart::CodeBlock(code) => {
                end_block(&mut plain.text);
                plain.text.push_str(body.str(code).trim_end());
                end_block(&mut plain.text);
            }
            TextPart::NamedLink(id) => plain.text.push_str(output.target(id).name()),
            TextPart::OpenBlock(tag) => {
                if !matches!(tag, Tag::TableCell(_)) {
                    end_block(&mut plain.text);
                }
                starts.push(plain.text.len());
                containers += usize::from(is_container(tag));
            }
            TextPart::CloseBlock(tag) => {
                containers -= usize::from(is_container(tag));
                let start = starts.pop().unwrap_or(0);
                match matches!(tag, Tag::TableCell(_)) {
                    true => plain.text.push(' '),
                    false => end_block(&mut plain.text),
                }
                if let Tag::Heading(index) = tag {
                    plain.titles.insert(index, line(&plain.text[start..]));
                }
                if tag == Tag::Paragraph && containers == 0 && plain.first_paragraph.is_none() {
                    let words = line(&plain.text[start..]);
                    plain.first_paragraph = (!words.is_empty()).then_some(words);
                }
            }
            TextPart::Alternative(_)
            | TextPart::Symbol
            | TextPart::Open(_)
            | TextPart::Close(_)
            | TextPart::Rule
            | TextPart::Nothing => {}
        }
    }
    plain.text.truncate(plain.text.trim_end().len());
    plain
}

// The text on one line. It may have line breaks, since an inline shortcode may contain blocks.
pub(super) fn line(text: &str) -> String {
    text.trim().replace('\n', " ")
}

fn end_block(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn is_container(tag: Tag) -> bool {
    !tag.is_inline() && !matches!(tag, Tag::Paragraph | Tag::Heading(_) | Tag::CalloutTitle)
}
