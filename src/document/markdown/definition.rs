//! What Markdown reads as something that readers do not see or see as code, though the author may have meant text: definitions of
//! links that no link uses, code that never ends.

use std::ops::Range;

use super::convert::Converter;
use super::piece::container_prefix;
use crate::diagnostic::codes;

/// `[name]: address`
pub(super) struct Definition {
    /// Its name.
    pub name: String,
    /// Where links with this name lead.
    pub address: String,
    /// Its position in the piece.
    pub range: Range<usize>,
}

impl Definition {
    /// Whether it may be text, such as `[Note]: urgent`. `[//]: # (…)` and `[x]: <> (…)` are comments.
    pub fn reads_as_text(&self) -> bool {
        let address = self.address.trim_end_matches(['.', ',', ';', '!', '?']);
        let is_address = address.contains(['/', '.', ':', '#', '@', '?', '=']) || address.is_empty();
        !is_address && self.name.starts_with(char::is_alphanumeric)
    }
}

impl Converter<'_, '_, '_> {
    /// Notes that a link uses the definition with a name.
    pub fn use_definition(&mut self, name: &str) {
        if !self.definitions.is_empty() {
            self.definitions.remove(&name.to_lowercase());
        }
    }

    /// Reports the definitions that no link has used.
    pub fn report_definitions(&mut self) {
        for definition in std::mem::take(&mut self.definitions).into_values() {
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

    /// Reports a fence that nothing closes, which makes code of everything up to the end (CommonMark, section 4.5).
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
                    "this code is never closed, so all that follows is code".into(),
                )
                .label("opened here")
                .hint(format!("write {} on a line of its own where it ends", &opening[..signs(opening)]));
        }
    }
}
