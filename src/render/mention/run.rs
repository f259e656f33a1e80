//! The words around a link, up to the borders of its block: plain text that records the position of every link.

use std::ops::Range;

use super::plain::Plain;
use crate::document::{ArgumentValue, Body, Document, Node, REACH, ReferenceId, Tag, Target, TextPart};

/// An article that links, and its links to the article in question, in order.
pub(super) struct Source<'a> {
    pub document: &'a Document,
    pub links: &'a [ReferenceId],
    /// The text for a link that has no text of its own.
    pub words: &'a dyn Fn(ReferenceId) -> String,
}

/// Words without a block border between them. The cells of a table row are one run.
#[derive(Default)]
pub(super) struct Run {
    pub text: String,
    /// The text of the wanted links.
    pub marks: Vec<(ReferenceId, Range<usize>)>,
    /// The text of every link, and code: no sentence ends in them.
    pub solid: Vec<Range<usize>>,
    /// Whether it is a heading or a row, which has no sentences.
    pub is_whole: bool,
    /// The position of the link that it was made for.
    pub position: usize,
    /// Whether it contains more than the names of shortcode targets.
    pub has_words: bool,
}

impl Run {
    /// The words around the reference at a node.
    pub fn around(source: &Source<'_>, body: &Body, at: usize) -> Run {
        let nodes = &body.nodes;
        let mut start = back(body, at, is_edge);
        let mut end = at + 1;
        if let Node::Open(tag) = nodes[at]
            && body.link(tag).is_some()
        {
            let closing = nodes[at..].iter().position(|node| *node == Node::Close(tag));
            end = at + closing.expect("every link that is opened is closed");
        }
        let before = start.checked_sub(1).map(|before| nodes[before]);
        let is_row = matches!(before, Some(Node::Open(Tag::TableCell(_))));
        if is_row {
            start = back(body, start, is_row_edge);
            end = forth(body, end, is_row_edge);
        } else {
            end = forth(body, end, is_edge);
        }
        let is_line = matches!(before, Some(Node::Open(Tag::Heading(_) | Tag::DefinitionTitle)));
        let mut run = read(source, body, start..end, at);
        run.is_whole = is_row || is_line;
        run
    }

    /// The words of the paragraph that ends right before a node.
    pub fn of_paragraph_before(source: &Source<'_>, body: &Body, at: usize) -> Option<Run> {
        let end = body.nodes[..at].iter().rposition(|node| !matches!(node, Node::Anchor(_)))?;
        (body.nodes[end] == Node::Close(Tag::Paragraph))
            .then(|| read(source, body, back(body, end, is_edge)..end, at))
    }
}

type Edge = fn(&Body, usize) -> bool;

// Steps back over the nodes before a position, up to a border or as far as a sentence can reach.
fn back(body: &Body, from: usize, is_edge: Edge) -> usize {
    let mut start = from;
    let mut length = 0;
    while start > 0 && length < REACH && !is_edge(body, start - 1) {
        start -= 1;
        length += length_of(body.nodes[start]);
    }
    start
}

fn forth(body: &Body, from: usize, is_edge: Edge) -> usize {
    let mut end = from;
    let mut length = 0;
    while end < body.nodes.len() && length < REACH && !is_edge(body, end) {
        length += length_of(body.nodes[end]);
        end += 1;
    }
    end
}

fn length_of(node: Node) -> usize {
    match node {
        Node::Text(range) | Node::Code(range) | Node::Math { source: range, .. } => {
            (range.end - range.start) as usize
        }
        // The link may have no text.
        Node::Open(Tag::Link(_)) => 8,
        Node::Open(_)
        | Node::Close(_)
        | Node::Html(_)
        | Node::SoftBreak
        | Node::HardBreak
        | Node::Rule
        | Node::TaskMarker(_)
        | Node::FootnoteReference { .. }
        | Node::Anchor(_)
        | Node::CodeBlock { .. } => 1,
    }
}

fn is_edge(body: &Body, at: usize) -> bool {
    match body.nodes[at] {
        Node::Open(tag @ Tag::Shortcode(_)) => body.nodes.get(at + 1) != Some(&Node::Close(tag)),
        Node::Close(tag @ Tag::Shortcode(_)) => body.nodes[at - 1] != Node::Open(tag),
        Node::Open(tag) | Node::Close(tag) => !tag.is_inline(),
        Node::CodeBlock { .. } | Node::Rule => true,
        Node::Text(_)
        | Node::Code(_)
        | Node::Html(_)
        | Node::SoftBreak
        | Node::HardBreak
        | Node::TaskMarker(_)
        | Node::FootnoteReference { .. }
        | Node::Math { .. }
        | Node::Anchor(_) => false,
    }
}

fn is_row_edge(body: &Body, at: usize) -> bool {
    use Tag::{TableHead, TableRow};
    matches!(body.nodes[at], Node::Open(TableHead | TableRow) | Node::Close(TableHead | TableRow))
}

fn read(source: &Source<'_>, body: &Body, nodes: Range<usize>, at: usize) -> Run {
    let mut plain = Plain::default();
    let mut run = Run::default();
    let mut links: Vec<(ReferenceId, usize)> = Vec::new();
    for (index, part) in body.text_parts(nodes) {
        if index == at {
            run.position = plain.text.len();
        }
        match part {
            TextPart::Words(range) => run.has_words |= plain.push(body.str(range)),
            // If an image is linked, its alternative text is the link's text.
            TextPart::Alternative(range) if !links.is_empty() => run.has_words |= plain.push(body.str(range)),
            TextPart::Code(range) | TextPart::Formula(range) => {
                let start = plain.text.len();
                run.has_words |= plain.push(body.str(range));
                run.solid.push(start..plain.text.len());
            }
            TextPart::Space | TextPart::LineBreak => {
                plain.push(" ");
            }
            TextPart::NamedLink(id) => {
                links.push((id, plain.text.len()));
                run.has_words |= plain.push(&(source.words)(id));
            }
            TextPart::Open(tag) | TextPart::OpenBlock(tag) if body.link(tag).is_some() => {
                links.extend(body.link(tag).map(|id| (id, plain.text.len())));
            }
            TextPart::Close(tag) | TextPart::CloseBlock(tag) if body.link(tag).is_some() => {
                // The run may begin within another link.
                let (id, start) = links.pop().unwrap_or((ReferenceId(u32::MAX), 0));
                run.add_link(source, id, start..plain.text.len());
            }
            TextPart::OpenBlock(Tag::Shortcode(call)) => {
                let arguments = &body.shortcodes[call as usize].arguments;
                if let Some(id) = arguments.iter().find_map(|(_, value)| article_of(source.document, value)) {
                    let start = plain.text.len();
                    plain.push(&(source.words)(id));
                    run.add_link(source, id, start..plain.text.len());
                }
            }
            TextPart::OpenBlock(Tag::TableCell(_)) => plain.begin_cell(),
            TextPart::Alternative(_)
            | TextPart::CodeBlock(_)
            | TextPart::Symbol
            | TextPart::Open(_)
            | TextPart::Close(_)
            | TextPart::OpenBlock(_)
            | TextPart::CloseBlock(_)
            | TextPart::Rule
            | TextPart::Nothing => {}
        }
    }
    run.text = plain.finish();
    run.position = run.position.min(run.text.len());
    run.marks.iter_mut().for_each(|(_, words)| *words = trim(&run.text, words.clone()));
    run.marks.retain(|(_, words)| !words.is_empty());
    run.marks.sort_by_key(|(_, words)| words.start);
    run
}

impl Run {
    fn add_link(&mut self, source: &Source<'_>, link: ReferenceId, words: Range<usize>) {
        if source.links.binary_search(&link).is_ok() {
            self.marks.push((link, words.clone()));
        }
        self.solid.push(words);
    }
}

fn article_of(document: &Document, value: &ArgumentValue) -> Option<ReferenceId> {
    let ArgumentValue::Reference(id) = value else { return None };
    let target = &document.references[id.0 as usize].target;
    matches!(target, Target::Name { .. } | Target::Path { .. }).then_some(*id)
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let end = range.end.min(text.len());
    let piece = &text[range.start.min(end)..end];
    let start = end - piece.trim_start().len();
    start..start + piece.trim().len()
}
