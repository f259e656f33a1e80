//! What each embed shows, and embeds that would never end.
//!
//! The nodes of the graph are the parts that are shown, not whole articles, since an article may embed another part of
//! itself. Its edges lead from a part to the parts that the embeds inside it show; a path back to the same part is a
//! cycle. Pages follow embeds by recursion, so their depth is limited here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::extent::{Extent, Extents};
use super::{DocumentId, Resolution};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{Document, Node, ReferenceId, Role, Tag};
use crate::source::ARTICLES;

// How many parts an embed may show, counting those that are embedded in them. More is a mistake, and would make a page
// enormous.
const MOST_EXPANSIONS: usize = 1_000;
// How deeply embeds may be nested, since rendering a page recurses through them.
const MOST_DEPTH: usize = 16;
// How many nodes (paragraphs, words and the like) all parts together may have that one article shows.
const MOST_NODES: usize = 1_000_000;
// How many steps of a cycle a message lists; nobody reads more.
const LONGEST_CYCLE_TOLD: usize = 20;

/// A reference: its document and its place in the document's references.
type Embed = (DocumentId, ReferenceId);

/// What the embeds of a site show.
pub(super) type Embeds = BTreeMap<Embed, Extent>;

/// Finds what each embed shows. Reports embeds that cannot be shown. Also reports every cycle and cuts it at its last
/// step; following the remaining embeds always ends.
pub(super) fn follow(
    documents: &[Arc<Document>],
    resolutions: &mut [Arc<[Resolution]>],
    found: &mut Diagnostics,
) -> Embeds {
    let mut graph = EmbedGraph {
        documents,
        parts: Vec::new(),
        shows: BTreeMap::new(),
        by_target: BTreeMap::new(),
        cut: BTreeSet::new(),
        found,
    };
    graph.find_parts(resolutions);
    for (id, document) in (0..).map(DocumentId).zip(documents) {
        let mut nodes = 0usize;
        for (index, reference) in (0..).zip(&document.references) {
            let embed = (id, ReferenceId(index));
            let Some(part) = graph.shows.get(&embed).copied().filter(|_| reference.role == Role::Embed)
            else {
                continue;
            };
            let size = graph.measure(part);
            let before = nodes;
            if let Some(size) = graph.admit(embed, size) {
                nodes += size.nodes;
            }
            if nodes > MOST_NODES {
                if before <= MOST_NODES {
                    graph.report_large(embed, "the embeds of this article are too long for one page");
                }
                graph.cut.insert(embed);
            }
        }
    }
    let EmbedGraph { parts, mut shows, cut, .. } = graph;
    for (document, reference) in cut {
        shows.remove(&(document, reference));
        let mut own = resolutions[document.0 as usize].to_vec();
        own[reference.0 as usize] = Resolution::Missing;
        resolutions[document.0 as usize] = own.into();
    }
    shows.into_iter().map(|(embed, part)| (embed, parts[part].extent.clone())).collect()
}

struct EmbedGraph<'a> {
    documents: &'a [Arc<Document>],
    parts: Vec<Part>,
    /// The part that each embed shows.
    shows: BTreeMap<Embed, usize>,
    by_target: BTreeMap<(DocumentId, Option<String>), Option<usize>>,
    cut: BTreeSet<Embed>,
    found: &'a mut Diagnostics,
}

/// A part that something shows.
struct Part {
    extent: Extent,
    /// The embeds inside.
    embeds: Vec<Embed>,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    Unknown,
    /// Its index on the path that is being followed.
    Open(usize),
    Known(Size),
}

/// The size of a part, including everything that its embeds show.
#[derive(Clone, Copy)]
struct Size {
    expansions: usize,
    depth: usize,
    nodes: usize,
}

/// A step of the path that is being followed.
struct Step {
    part: usize,
    /// The embed that led here; none at the first step.
    via: Option<Embed>,
    next: usize,
    size: Size,
}

impl EmbedGraph<'_> {
    /// Finds the part that each embed shows, looking into each document once.
    fn find_parts(&mut self, resolutions: &[Arc<[Resolution]>]) {
        let mut targets: BTreeMap<DocumentId, Vec<(Embed, Option<&str>)>> = BTreeMap::new();
        for (id, document) in (0..).map(DocumentId).zip(self.documents) {
            for (index, reference) in (0..).zip(&document.references) {
                if let Resolution::Page { document: Some(target), heading, .. } =
                    &resolutions[id.0 as usize][index as usize]
                    && reference.role == Role::Embed
                {
                    let shown = targets.entry(*target).or_default();
                    shown.push(((id, ReferenceId(index)), heading.as_deref()));
                }
            }
        }
        for (target, embeds) in targets {
            let document = &self.documents[target.0 as usize];
            let has_parts = embeds.iter().any(|(_, name)| name.is_some());
            let extents = has_parts.then(|| Extents::of(document));
            for (embed, name) in embeds {
                let key = (target, name.map(str::to_owned));
                let known = self.by_target.get(&key).copied();
                let part = known.unwrap_or_else(|| {
                    let extent = match (name, &extents) {
                        (Some(name), Some(extents)) => extents.part(target, name),
                        _ => Some(Extents::whole(target, document)),
                    };
                    let part = extent.map(|extent| self.add_part(extent));
                    self.by_target.insert(key, part);
                    part
                });
                match part {
                    Some(part) => drop(self.shows.insert(embed, part)),
                    None => self.report_place(embed, document, name.unwrap_or_default()),
                }
            }
        }
    }

    fn add_part(&mut self, extent: Extent) -> usize {
        let nodes = &self.documents[extent.document.0 as usize].body.nodes[extent.nodes.clone()];
        let embeds = nodes.iter().filter_map(|node| {
            let Node::Open(Tag::Embed(reference)) = node else { return None };
            Some((extent.document, *reference))
        });
        let embeds = embeds.collect();
        self.parts.push(Part { extent, embeds, state: State::Unknown });
        self.parts.len() - 1
    }

    /// The size of a part. Searches depth first with an explicit stack, since authors decide how deeply embeds are
    /// nested.
    fn measure(&mut self, part: usize) -> Size {
        if let State::Known(size) = self.parts[part].state {
            return size;
        }
        let mut way = vec![self.begin(part, None, 0)];
        loop {
            let place = way.len();
            let step = way.last_mut().expect("the way ends with the return below");
            let Some(embed) = self.parts[step.part].embeds.get(step.next).copied() else {
                let Step { part, via, size, .. } = way.pop().expect("it was just looked at");
                self.parts[part].state = State::Known(size);
                let (Some(above), Some(via)) = (way.last_mut(), via) else { return size };
                above.add(self.admit(via, size));
                continue;
            };
            step.next += 1;
            let Some(next) = self.shows.get(&embed).copied().filter(|_| !self.cut.contains(&embed)) else {
                continue;
            };
            match self.parts[next].state {
                State::Known(size) => step.add(self.admit(embed, size)),
                State::Unknown => way.push(self.begin(next, Some(embed), place)),
                State::Open(from) => {
                    let length = place - from;
                    let steps = way[from + 1..].iter().filter_map(|step| step.via);
                    let cycle: Vec<Embed> = steps.chain([embed]).take(LONGEST_CYCLE_TOLD).collect();
                    self.report_cycle(&cycle, length > cycle.len());
                    self.cut.insert(embed);
                }
            }
        }
    }

    fn begin(&mut self, part: usize, via: Option<Embed>, place: usize) -> Step {
        self.parts[part].state = State::Open(place);
        let nodes = self.parts[part].extent.nodes.len();
        Step { part, via, next: 0, size: Size { expansions: 1, depth: 1, nodes } }
    }

    /// What an embed adds to its page; none if it is already cut, or if it adds too much, in which case it is reported
    /// and cut.
    fn admit(&mut self, embed: Embed, size: Size) -> Option<Size> {
        if self.cut.contains(&embed) {
            return None;
        }
        let message = match size {
            Size { expansions, .. } if expansions > MOST_EXPANSIONS => {
                format!("this embed leads to more than {MOST_EXPANSIONS} nested embeds")
            }
            Size { depth, .. } if depth > MOST_DEPTH => {
                format!("this embed leads to embeds nested more than {MOST_DEPTH} levels deep")
            }
            Size { nodes, .. } if nodes > MOST_NODES => "this embed is too long for one page".to_owned(),
            size => return Some(size),
        };
        self.report_large(embed, &message);
        self.cut.insert(embed);
        None
    }

    fn report_large(&mut self, embed: Embed, message: &str) {
        let span = self.span(embed);
        self.found.report(&codes::EMBED_CYCLE, span, message).hint("link to the article instead");
    }

    /// Reports an embed of a link target that is not a part of the text, and cuts it.
    fn report_place(&mut self, embed: Embed, shown: &Document, name: &str) {
        let span = self.span(embed);
        let message = format!("`#{name}` is a place in “{}”, not a part that can be embedded", shown.title);
        self.found
            .report(&codes::HEADING_MISSING, span, message)
            .hint("embed a heading or a named block, or remove the `!` to link to it");
        self.cut.insert(embed);
    }

    fn report_cycle(&mut self, cycle: &[Embed], is_cut_short: bool) {
        // The message starts at the smallest step, so it does not depend on where the search began.
        let first = cycle.iter().enumerate().min_by_key(|(_, embed)| **embed).map_or(0, |(index, _)| index);
        let first = if is_cut_short { 0 } else { first };
        let steps: Vec<Embed> = cycle[first..].iter().chain(&cycle[..first]).copied().collect();
        let mut names: Vec<String> = steps.iter().map(|(document, _)| self.name(*document)).collect();
        names.push(if is_cut_short { "…".to_owned() } else { names[0].clone() });
        let message = format!("these articles embed each other in a circle: {}", names.join(" → "));
        let places: Vec<Span> = steps.iter().map(|step| self.span(*step)).collect();
        let (first, others) = places.split_first().expect("a cycle has a step");
        let diagnostic =
            self.found.report(&codes::EMBED_CYCLE, first.clone(), message).label("embeds the next one");
        for step in others {
            diagnostic.other(step.clone(), "which embeds the next one");
        }
        diagnostic.hint("link to the article instead: remove the `!`");
    }

    fn name(&self, document: DocumentId) -> String {
        self.documents[document.0 as usize].path.below(ARTICLES).unwrap_or("").to_owned()
    }

    fn span(&self, (document, reference): Embed) -> Span {
        let document = &self.documents[document.0 as usize];
        Span::new(&document.path, document.references[reference.0 as usize].range.clone())
    }
}

impl Step {
    fn add(&mut self, inner: Option<Size>) {
        let Some(inner) = inner else { return };
        self.size.expansions = self.size.expansions.saturating_add(inner.expansions);
        self.size.depth = self.size.depth.max(inner.depth + 1);
        self.size.nodes = self.size.nodes.saturating_add(inner.nodes);
    }
}
