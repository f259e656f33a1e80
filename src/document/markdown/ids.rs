//! The ids of a page's text: those that authors chose, and those of headings, named blocks and footnotes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::output::Output;
use crate::diagnostic::{Span, codes};
use crate::document::{AttributeValue, Heading, NamedBlock, Node, Tag};

/// Gives every heading and named block its id, and returns the ids in raw HTML. `notes` is the number of footnotes.
// Ids chosen by authors come first, so that another heading never changes one.
pub(super) fn choose(output: &mut Output<'_, '_>, notes: u16) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for number in 1..=notes {
        taken.extend([format!("fn-{number}"), format!("fnref-{number}")]);
    }
    choose_block_ids(output, &mut taken);
    let mut chosen: BTreeMap<String, usize> = BTreeMap::new();
    for index in 0..output.outline.len() {
        let heading = &output.outline[index];
        if heading.id.is_empty() {
            continue;
        }
        let (id, range) = (heading.id.clone(), heading.range.clone());
        if taken.contains(&id) && !chosen.contains_key(&id) {
            output.outline[index].id.clear();
            continue;
        }
        if let Some(first) = chosen.get(&id) {
            let other = Span::new(output.path, output.outline[*first].range.clone());
            let message = format!("two headings have the id `{id}`");
            output
                .report(&codes::HEADING_DUPLICATE, range, message)
                .label("again")
                .other(other, "first here")
                .hint("give one of them another id");
            output.outline[index].id.clear();
            continue;
        }
        chosen.insert(id.clone(), index);
        taken.insert(id);
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for heading in output.outline.iter_mut().filter(|heading| heading.id.is_empty()) {
        heading.id = free_id(heading, &mut taken, &mut counts);
    }
    read_anchors(output, &taken)
}

// Block ids have a prefix, so only a heading with the same prefix could clash with them; then the heading gets another
// id.
fn choose_block_ids(output: &mut Output<'_, '_>, taken: &mut BTreeSet<String>) {
    for (at, node) in (0..).zip(&output.body.nodes) {
        if let Node::Anchor(block) = node {
            output.body.blocks[*block as usize].anchor = Some(at);
        }
    }
    let mut blocks: BTreeMap<String, Range<usize>> = BTreeMap::new();
    for index in 0..output.body.blocks.len() {
        let NamedBlock { name, range, anchor, .. } = output.body.blocks[index].clone();
        // Unused footnotes are not shown.
        if anchor.is_none() {
            continue;
        }
        let id = format!("block-{}", name.to_ascii_lowercase());
        match blocks.get(&id) {
            None => {
                taken.insert(id.clone());
                blocks.insert(id.clone(), range);
                output.body.blocks[index].id = id;
            }
            Some(first) => {
                let first = Span::new(output.path, first.clone());
                output
                    .report(&codes::BLOCK_DUPLICATE, range, format!("two blocks are called `^{name}`"))
                    .label("again")
                    .other(first, "first here")
                    .hint("give one of them another name");
            }
        }
    }
}

fn free_id(heading: &Heading, taken: &mut BTreeSet<String>, counts: &mut BTreeMap<String, usize>) -> String {
    let slug = crate::path::slug(&heading.title);
    let slug = if slug.is_empty() { "section".to_owned() } else { slug };
    let count = counts.entry(slug.clone()).or_insert(0);
    loop {
        *count += 1;
        let id = if *count == 1 { slug.clone() } else { format!("{slug}-{count}") };
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

/// Returns the ids in raw HTML, and reports those that the page has already: if several elements have the same id,
/// links lead to the first (HTML standard, section 3.2.6, “its value must be unique”).
fn read_anchors(output: &mut Output<'_, '_>, taken: &BTreeSet<String>) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut found: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let tags = output.body.nodes.iter().filter_map(|node| {
        let Node::Open(tag @ Tag::Element { index, .. }) = node else { return None };
        Some((*tag, *index))
    });
    for (tag, index) in tags.collect::<Vec<_>>() {
        let Some(element) = output.body.element(tag) else { continue };
        let name = element.attribute("name").filter(|_| element.name == "a");
        let Some(AttributeValue::Text(id)) = element.attribute("id").or(name) else { continue };
        let id = output.body.str(id).to_owned();
        let place = output.element_places[index as usize].clone();
        let other = match found.get(&id) {
            Some(first) => Some(("another element has the id", Some(first.clone()))),
            None if taken.contains(&id) => {
                let heading = output.outline.iter().find(|heading| heading.id == id);
                let what = if heading.is_some() { "a heading has the id" } else { "kb itself uses the id" };
                Some((what, heading.map(|heading| heading.range.clone())))
            }
            None if id.starts_with("page.") || id.starts_with("form.") => {
                Some(("kb itself uses the id", None))
            }
            None => None,
        };
        match other {
            Some((what, first)) => report_twice(output, &id, place, what, first),
            None => drop(found.insert(id.clone(), place)),
        }
        anchors.push(id);
    }
    anchors
}

fn report_twice(
    output: &mut Output<'_, '_>,
    id: &str,
    place: Range<usize>,
    what: &str,
    first: Option<Range<usize>>,
) {
    let path = output.path;
    let diagnostic = output.report(&codes::ID_DUPLICATE, place, format!("{what} `{id}` too"));
    diagnostic
        .label("again")
        .hint("remove this id, or choose another one; links go to the first element with it");
    if let Some(first) = first {
        diagnostic.other(Span::new(path, first), "first here");
    }
}
