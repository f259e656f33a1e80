//! Embeds that would never end.
//!
//! The node of the graph is an embed, not an article: an article may well show another part of itself. An embed leads to every
//! embed inside the part that it shows; a way back to itself is a cycle.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{DocumentId, Resolution};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{Document, Node, Role, Tag};

// A part within a part within a part: more is a slip, and would make pages without bounds.
const MOST_EXPANSIONS: u64 = 1_000;

/// A reference: its document and its place in the document's references.
type Embed = (u32, u32);

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    /// How many embeds it expands to, itself included.
    Done(u64),
}

/// Reports every cycle and cuts it at its last step, so that what is left can be shown.
pub(super) fn cut_cycles(
    documents: &[Arc<Document>],
    resolutions: &mut [Arc<[Resolution]>],
    found: &mut Diagnostics,
) {
    let mut starts: Vec<Embed> = Vec::new();
    for (document, references) in documents.iter().enumerate() {
        for (index, reference) in references.references.iter().enumerate() {
            if reference.role == Role::Embed {
                starts.push((document as u32, index as u32));
            }
        }
    }
    let mut walk = Walk { documents, states: BTreeMap::new(), cut: Vec::new() };
    for start in &starts {
        walk.from(*start, resolutions, found);
    }
    for (document, reference) in walk.cut {
        let mut own = resolutions[document as usize].to_vec();
        own[reference as usize] = Resolution::Missing;
        resolutions[document as usize] = own.into();
    }
}

struct Walk<'a> {
    documents: &'a [Arc<Document>],
    states: BTreeMap<Embed, State>,
    cut: Vec<Embed>,
}

impl Walk<'_> {
    /// Depth first, with a stack of our own: the depth is the author's choice.
    fn from(&mut self, start: Embed, resolutions: &[Arc<[Resolution]>], found: &mut Diagnostics) {
        if self.states.contains_key(&start) {
            return;
        }
        let mut path: Vec<(Embed, Vec<Embed>, u64)> = vec![(start, self.shown_by(start, resolutions), 1)];
        self.states.insert(start, State::Open);
        while let Some((embed, rest, expansions)) = path.last_mut() {
            let embed = *embed;
            match rest.pop() {
                Some(next) => match self.states.get(&next) {
                    None => {
                        self.states.insert(next, State::Open);
                        path.push((next, self.shown_by(next, resolutions), 1));
                    }
                    Some(State::Done(inner)) => *expansions = expansions.saturating_add(*inner),
                    Some(State::Open) => {
                        let from = path.iter().position(|(open, ..)| *open == next).unwrap_or(0);
                        let cycle: Vec<Embed> = path[from..].iter().map(|(open, ..)| *open).collect();
                        self.report_cycle(&cycle, found);
                        self.cut.push(embed);
                    }
                },
                None => {
                    let total = *expansions;
                    if total > MOST_EXPANSIONS && !self.cut.contains(&embed) {
                        let message =
                            format!("this embed leads to more than {MOST_EXPANSIONS} nested embeds");
                        found
                            .report(&codes::EMBED_CYCLE, self.span(embed), message)
                            .hint("link to the article instead");
                        self.cut.push(embed);
                    }
                    let total = if self.cut.contains(&embed) { 1 } else { total };
                    self.states.insert(embed, State::Done(total));
                    path.pop();
                    if let Some((_, _, expansions)) = path.last_mut() {
                        *expansions = expansions.saturating_add(total);
                    }
                }
            }
        }
    }

    /// The embeds inside the part that an embed shows, last first.
    fn shown_by(&self, (document, reference): Embed, resolutions: &[Arc<[Resolution]>]) -> Vec<Embed> {
        let resolution = &resolutions[document as usize][reference as usize];
        let Resolution::Page { document: Some(DocumentId(target)), heading, .. } = resolution else {
            return Vec::new();
        };
        let shown = &self.documents[*target as usize];
        let block =
            heading.as_ref().and_then(|id| shown.body.blocks.iter().position(|block| block.id == *id));
        if let Some(nodes) = block.and_then(|block| shown.body.block_nodes(block)) {
            let inside = shown.body.nodes[nodes].iter().rev().filter_map(|node| match node {
                Node::Open(Tag::Embed(reference)) => Some((*target, reference.0)),
                _ => None,
            });
            return inside.collect();
        }
        let part = match heading {
            None => 0..usize::MAX,
            Some(id) => section(shown, id),
        };
        let inside = shown.references.iter().enumerate().rev();
        inside
            .filter(|(_, reference)| reference.role == Role::Embed && part.contains(&reference.range.start))
            .map(|(index, _)| (*target, index as u32))
            .collect()
    }

    fn report_cycle(&self, cycle: &[Embed], found: &mut Diagnostics) {
        // Told from its smallest step, so that the message does not depend on where the walk began.
        let first = cycle.iter().enumerate().min_by_key(|(_, embed)| **embed).map_or(0, |(index, _)| index);
        let steps: Vec<Embed> = cycle[first..].iter().chain(&cycle[..first]).copied().collect();
        let mut names: Vec<String> = steps.iter().map(|(document, _)| self.name(*document)).collect();
        names.push(names[0].clone());
        let message = format!("these articles embed each other in a circle: {}", names.join(" → "));
        let diagnostic =
            found.report(&codes::EMBED_CYCLE, self.span(steps[0]), message).label("embeds the next one");
        for step in &steps[1..] {
            diagnostic.other(self.span(*step), "which embeds the next one");
        }
        diagnostic.hint("link to the article instead: remove the `!`");
    }

    fn name(&self, document: u32) -> String {
        self.documents[document as usize].path.as_str().trim_start_matches("articles/").to_owned()
    }

    fn span(&self, (document, reference): Embed) -> Span {
        let document = &self.documents[document as usize];
        Span::new(&document.path, document.references[reference as usize].range.clone())
    }
}

/// The bytes of a heading's section: up to the next heading of the same level or above.
fn section(document: &Document, id: &str) -> std::ops::Range<usize> {
    let Some(at) = document.outline.iter().position(|heading| heading.id == id) else { return 0..0 };
    let heading = &document.outline[at];
    let next = document.outline[at + 1..].iter().find(|next| next.level <= heading.level);
    heading.range.start..next.map_or(usize::MAX, |next| next.range.start)
}
