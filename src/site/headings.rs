//! The targets of links to parts of an article: headings, named blocks, elements of raw HTML.
//!
//! Takes one document, gives the ids of its parts, with constant-time lookup.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::extent::section_ends;
use crate::document::Document;
use crate::path::{fold, slug};

/// The parts of a document, by all their names.
pub(super) struct Parts<'a> {
    document: &'a Document,
    by_id: HashMap<&'a str, usize>,
    /// The headings with each folded text, in text order.
    by_title: HashMap<String, Vec<usize>>,
    /// See [`section_ends`].
    ends: OnceLock<Vec<usize>>,
    anchors: HashSet<&'a str>,
    /// The named blocks by their names in lowercase.
    blocks: HashMap<String, usize>,
    github: OnceLock<HashMap<String, Option<usize>>>,
}

/// A part of a document as a link target.
pub(super) enum Part<'a> {
    /// One with an id.
    Id(&'a str),
    /// The whole document: its title has no id.
    Title,
}

impl<'a> Parts<'a> {
    /// Indexes the headings and named blocks of a document.
    pub fn of(document: &'a Document) -> Parts<'a> {
        let outline = &document.outline;
        let mut parts = Parts {
            document,
            by_id: HashMap::with_capacity(outline.len()),
            by_title: HashMap::with_capacity(outline.len()),
            ends: OnceLock::new(),
            anchors: document.anchors.iter().map(String::as_str).collect(),
            blocks: HashMap::new(),
            github: OnceLock::new(),
        };
        for (index, heading) in outline.iter().enumerate() {
            parts.by_id.entry(&heading.id).or_insert(index);
            parts.by_title.entry(fold(&heading.title)).or_default().push(index);
        }
        for (index, block) in
            document.body.blocks.iter().enumerate().filter(|(_, block)| !block.id.is_empty())
        {
            parts.blocks.entry(block.name.to_ascii_lowercase()).or_insert(index);
        }
        parts
    }

    /// The block with a name, as written after `^`.
    pub fn block(&self, name: &str) -> Option<&'a str> {
        let block = self.blocks.get(&name.to_ascii_lowercase())?;
        Some(&self.document.body.blocks[*block].id)
    }

    /// The target of a heading's id or text. What is written exactly comes first: a heading's id, an element's id in
    /// raw HTML, a heading's text, the id that GitHub gives a heading. Then come near matches: a heading's text with
    /// different case or punctuation; `A#B`, as Obsidian writes a heading below another one; the title; and `top`,
    /// which every page has (HTML standard, section 7.4.6.3, "scrolling to a fragment").
    pub fn find(&self, wanted: &str) -> Option<Part<'a>> {
        let heading = |index: usize| Part::Id(self.document.outline[index].id.as_str());
        if let Some(index) = self.by_id.get(wanted.trim()) {
            return Some(heading(*index));
        }
        if let Some(anchor) = self.anchors.get(wanted) {
            return Some(Part::Id(anchor));
        }
        if let Some(index) = self.with_text(wanted.trim()) {
            return Some(heading(index));
        }
        match self.github.get_or_init(|| github_ids(self.document)).get(wanted) {
            Some(Some(index)) => return Some(heading(*index)),
            Some(None) => return Some(Part::Title),
            None => {}
        }
        if let Some(index) = self.heading(wanted.trim(), 0..usize::MAX).or_else(|| self.below(wanted)) {
            return Some(heading(index));
        }
        let title = &self.document.title;
        if fold(title) == fold(wanted) || slug(title) == slug(wanted) {
            return Some(Part::Title);
        }
        wanted.eq_ignore_ascii_case("top").then_some(Part::Id("top"))
    }

    /// The first heading with exactly this text.
    fn with_text(&self, wanted: &str) -> Option<usize> {
        let headings = self.by_title.get(&fold(wanted))?;
        headings.iter().copied().find(|index| self.document.outline[*index].title == wanted)
    }

    /// The first heading with a name within a range of headings.
    fn heading(&self, wanted: &str, range: std::ops::Range<usize>) -> Option<usize> {
        let inside = |index: &usize| range.contains(index);
        let by_id = |id: &str| self.by_id.get(id).copied().filter(inside);
        let by_title = || {
            let headings = self.by_title.get(&fold(wanted))?;
            let first = headings.partition_point(|index| *index < range.start);
            headings.get(first).copied().filter(inside)
        };
        by_id(wanted).or_else(by_title).or_else(|| by_id(&slug(wanted)))
    }

    /// `A#B#C`: each below the one before. The first may be the title.
    fn below(&self, wanted: &str) -> Option<usize> {
        let mut steps = wanted.split('#').map(str::trim).filter(|step| !step.is_empty()).peekable();
        let is_title = |step: &&str| fold(step) == fold(&self.document.title);
        if self.heading(steps.peek()?, 0..usize::MAX).is_none() {
            steps.next_if(is_title)?;
        }
        let mut range = 0..usize::MAX;
        let mut found = None;
        for step in steps {
            let index = self.heading(step, range)?;
            range = index + 1..self.ends.get_or_init(|| section_ends(self.document))[index];
            found = Some(index);
        }
        found
    }
}

/// The ids that GitHub gives the headings of a document (github-slugger 2.0): lower case; only letters, marks, numbers, `_`, `-`
/// and spaces stay, and each space becomes `-`; repetitions get `-1`, `-2`. For GitHub the title is a heading too; here it is
/// not.
fn github_ids(document: &Document) -> HashMap<String, Option<usize>> {
    let has_title = document.meta.title.is_none();
    let title = has_title.then_some((document.title.as_str(), None));
    let headings = document.outline.iter().enumerate();
    let headings = headings.map(|(index, heading)| (heading.title.as_str(), Some(index)));
    let all: Vec<(&str, Option<usize>)> = title.into_iter().chain(headings).collect();
    let mut ids = HashMap::new();
    // As written: a dash may be two or three hyphens, or a dash. The first match wins.
    for dashes in [["--", "---"], ["", ""]] {
        let mut taken: HashMap<String, usize> = HashMap::new();
        for (words, index) in &all {
            let words = words.replace('–', dashes[0]).replace('—', dashes[1]);
            let plain = github_slug(&words);
            let mut id = plain.clone();
            while taken.contains_key(&id) {
                let count = taken.entry(plain.clone()).or_insert(0);
                *count += 1;
                id = format!("{plain}-{count}");
            }
            taken.insert(id.clone(), 0);
            ids.entry(id).or_insert(*index);
        }
    }
    ids
}

fn github_slug(words: &str) -> String {
    let is_kept = |letter: char| {
        let is_number = letter.is_numeric() && !is_other_number(letter);
        letter.is_alphabetic()
            || is_number
            || unicode_normalization::char::is_combining_mark(letter)
            || matches!(letter, '_' | '‿' | '⁀' | '⁔' | '-' | ' ')
    };
    let letters = words.chars().flat_map(char::to_lowercase).filter(|letter| is_kept(*letter));
    letters.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// Numbers that are neither digits nor letters (Unicode's category No): `²`, `½`, `①`.
fn is_other_number(letter: char) -> bool {
    matches!(letter, '²' | '³' | '¹' | '¼'..='¾' | '⁰'..='⁹' | '₀'..='₉' | '⅐'..='⅟' | '①'..='⒛' | '⓪'..='⓿' | '❶'..='➓')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document_of;

    fn check(text: &str, cases: &[(&str, &str)]) {
        let document = document_of(text);
        let parts = Parts::of(&document);
        for (wanted, expected) in cases {
            let found = match parts.find(wanted) {
                Some(Part::Id(id)) => id,
                Some(Part::Title) => "title",
                None => "nothing",
            };
            assert_eq!(found, *expected, "{wanted}");
        }
    }

    #[test]
    fn a_path_of_headings_is_followed() {
        check(
            "# T\n\n## Rust\n\n### Usage\n\n## C\n\n### Usage\n\n## C# basics\n",
            &[
                ("Usage", "usage"),
                ("C#Usage", "usage-2"),
                ("T#C#Usage", "usage-2"),
                ("Rust#Usage", "usage"),
                ("Usage#C", "nothing"),
                ("C# basics", "c-basics"),
            ],
        );
    }

    #[test]
    fn githubs_ids_lead_to_githubs_headings() {
        check(
            "# The title\n\n## Issue\n\n## Issue\n\n## Issue\n\n## A -- b\n\n## What's new?  (2 parts)\n\n## x² & y_z\n\n## The title\n",
            &[
                ("issue", "issue"),
                ("issue-1", "issue-2"),
                // kb's own id of the second one.
                ("issue-2", "issue-2"),
                ("a----b", "a-b"),
                ("whats-new--2-parts", "whats-new-2-parts"),
                ("x--y_z", "x²-y_z"),
                ("the-title-1", "the-title"),
                ("top", "top"),
                ("Top", "top"),
                ("nowhere", "nothing"),
            ],
        );
        // A symbol at the end leaves a hyphen on GitHub, and nothing in kb.
        check(
            "# T\n\n## Tech radar\n\n## Tech radar ⚙\n\n<a id=\"Tech\"></a>\n\n## tech\n",
            &[
                ("tech-radar-", "tech-radar-2"),
                ("tech-radar", "tech-radar"),
                ("Tech Radar", "tech-radar"),
                ("Tech", "Tech"),
                ("tech", "tech"),
            ],
        );
    }
}
