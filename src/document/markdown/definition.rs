//! Definitions of links, `[name]: address`. Also reports what Markdown hides from readers or shows as code, although
//! the author may have meant it as text: definitions without effect, code that never ends.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, RefDefs};

use super::convert::Converter;
use super::piece::container_prefix;
use crate::diagnostic::{Span, codes};

/// `[name]: address`
pub(super) struct Definition {
    /// Its name.
    pub name: String,
    /// Where links with this name lead.
    pub address: String,
    /// Its position in the piece.
    pub range: Range<usize>,
    /// Whether a link has this name.
    pub is_used: bool,
}

/// The definitions of a text by their names, folded as CommonMark (section 4.7) matches them.
pub(super) type Definitions = BTreeMap<String, Definition>;

/// All definitions; if several have the same name, the first.
pub(super) fn definitions_of(known: &RefDefs<'_>) -> Definitions {
    let all = known.iter().map(|(name, definition)| Definition {
        name: name.to_owned(),
        address: definition.dest.to_string(),
        range: definition.span.clone(),
        is_used: false,
    });
    all.map(|definition| (folded(&definition.name), definition)).collect()
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Definition {
    /// The position of its address in `text`; none if the address is written with escapes.
    pub fn place_of_address(&self, text: &str) -> Option<Range<usize>> {
        let written = text.get(self.range.clone())?;
        let colon = written.find("]:")? + 2;
        let rest = written[colon..].trim_start();
        let rest = rest.strip_prefix('<').unwrap_or(rest);
        let start = self.range.start + written.len() - rest.len();
        rest.starts_with(&self.address).then(|| start..start + self.address.len())
    }

    /// Whether it may be text, such as `[Note]: urgent`. `[//]: # (…)` and `[x]: <> (…)` are comments.
    pub fn reads_as_text(&self) -> bool {
        let address = self.address.trim_end_matches(['.', ',', ';', '!', '?']);
        let is_address = address.contains(['/', '.', ':', '#', '@', '?', '=']) || address.is_empty();
        !is_address && self.name.starts_with(char::is_alphanumeric)
    }
}

impl Converter<'_, '_, '_> {
    /// The definition that a link with a name uses, which is marked as used. None if there is no such definition.
    pub fn use_definition(&mut self, name: &str) -> Option<&Definition> {
        if self.definitions.is_empty() || name.is_empty() {
            return None;
        }
        let definition = self.definitions.get_mut(&folded(name))?;
        definition.is_used = true;
        Some(definition)
    }

    /// Reports definitions of names that have another address already: the first one counts (CommonMark, section 4.7).
    pub fn report_repeated(&mut self, options: Options) {
        let mut repeated = Vec::new();
        for line in self.parsed.split_inclusive('\n').filter(|_| !self.definitions.is_empty()) {
            let start = line.as_ptr() as usize - self.parsed.as_ptr() as usize + container_prefix(line).len();
            let words = self.parsed[start..].split('\n').next().unwrap_or("").trim_end();
            let Some((name, address)) = words.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
                continue;
            };
            let Some(first) = self.definitions.get(&folded(name)) else { continue };
            let address = address.split_whitespace().next().unwrap_or("").trim_matches(['<', '>']);
            if !first.range.contains(&start) && address != first.address {
                repeated.push((start..start + words.len(), name, first.range.clone()));
            }
        }
        if repeated.is_empty() {
            return;
        }
        // This is rare, so everything can be parsed again. A line that readers see defines nothing.
        let shown: Vec<Range<usize>> = Parser::new_ext(self.parsed, options)
            .into_offset_iter()
            .filter(|(event, _)| !matches!(event, Event::Start(_) | Event::End(_)))
            .map(|(_, range)| range)
            .collect();
        for (range, name, first) in repeated {
            if shown.iter().any(|shown| shown.start < range.end && shown.end > range.start) {
                continue;
            }
            let first = first.start..first.start + self.parsed[first.clone()].trim_end().len();
            let first = Span::new(self.out.path, self.piece.places(first));
            let place = self.piece.places(range);
            self.out
                .report(
                    &codes::DEFINITION_UNUSED,
                    place,
                    format!("links `[{name}]` have another address already, so this line has no effect"),
                )
                .label("no effect")
                .other(first, "the address of these links")
                .hint("remove one of the two lines, or rename it together with its links");
        }
    }

    /// Reports the definitions that no link has used, and that may have been meant as text.
    pub fn report_definitions(&mut self) {
        let definitions = std::mem::take(&mut self.definitions).into_values();
        for definition in definitions.filter(|one| !one.is_used && one.reads_as_text()) {
            let range = definition.range.start
                ..definition.range.start + self.masked[definition.range].trim_end().len();
            let place = self.piece.places(range);
            let name = definition.name;
            self.out
                .report(
                    &codes::DEFINITION_UNUSED,
                    place,
                    format!("this line is not shown: it defines the address of a link `[{name}]` that nothing uses"),
                )
                .label("not shown")
                .hint(format!("if it is text, put a backslash before it: `\\[{name}]: …`"));
        }
    }

    /// Reports a fence that nothing closes, so that everything up to the end is code (CommonMark, section 4.5).
    pub fn check_fence(&mut self, range: Range<usize>) {
        let block = self.masked[range.clone()].trim_end();
        let (opening, last) = (block.lines().next().unwrap_or(""), block.lines().next_back().unwrap_or(""));
        let sign = opening.chars().next().unwrap_or('`');
        let signs = |line: &str| line.len() - line.trim_start_matches(sign).len();
        let last = last[container_prefix(last).len()..].trim();
        let is_closed =
            block.len() > opening.len() && last.len() >= signs(opening) && signs(last) == last.len();
        if !is_closed {
            let place = self.piece.places(range.start..range.start + opening.len());
            self.out
                .report(
                    &codes::STRAY_MARKUP,
                    place,
                    "this code is never closed, so everything after it is code".into(),
                )
                .label("opened here")
                .hint(format!("write {} on a line of its own where it ends", &opening[..signs(opening)]));
        }
    }

    /// Reports a fenced block in a language for diagrams, which are shown as code.
    pub fn check_diagram(&mut self, language: &str, range: Range<usize>) {
        if !DIAGRAMS.contains(&language) {
            return;
        }
        let line = self.masked[range.clone()].lines().next().map_or(0, str::len);
        let place = self.piece.places(range.start..range.start + line);
        self.out
            .report(
                &codes::DIAGRAM_AS_CODE,
                place,
                format!("readers see the code of this diagram in `{language}`, not its picture"),
            )
            .hint("show a picture of it instead, such as an SVG file next to the article");
    }
}

/// Languages for diagrams, as fences name them.
const DIAGRAMS: &[&str] = &["d2", "dot", "graphviz", "mermaid", "plantuml", "puml"];
