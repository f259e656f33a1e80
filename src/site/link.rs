//! A reference in its file, and the edits that make it lead to something else.
//!
//! Takes what a link should lead to, gives the edit of its destination. Never looks anything up.

use crate::diagnostic::{Edit, Span};
use crate::document::{Heading, Reference, Target, read_target};
use crate::path::{SourcePath, encode_path, fold};

/// A reference and the file that contains it.
#[derive(Clone, Copy)]
pub(super) struct Link<'a> {
    pub file: &'a SourcePath,
    pub reference: &'a Reference,
}

impl Link<'_> {
    /// The position of the whole link.
    pub fn span(self) -> Span {
        Span::new(self.file, self.reference.range.clone())
    }

    /// The edit that makes a wikilink name something else. None if it is not a wikilink, or if the name cannot be
    /// written in it.
    pub fn rename(self, name: &str) -> Option<Edit> {
        let is_name = matches!(self.reference.target, Target::Name { .. }) && !name.starts_with(['.', '/']);
        (is_name && self.can_hold(name)).then(|| self.replace_path(name))?
    }

    /// The edit that makes a link lead to a file. `path` is relative to the folder of the link's file. None if it
    /// cannot be written in the link.
    pub fn redirect(self, path: &str) -> Option<Edit> {
        if self.reference.parts.is_wikilink {
            // Without a dot in front it would be looked up as a name.
            let path = if path.starts_with("../") { path.to_owned() } else { format!("./{path}") };
            return self.can_hold(&path).then(|| self.replace_path(&path))?;
        }
        let address = encode_path(path).replace('(', "%28").replace(')', "%29").replace('&', "%26");
        let is_same = read_target(&address) == Target::Path { path: path.to_owned(), heading: None };
        (is_same && self.can_hold(&address)).then(|| self.replace_path(&address))?
    }

    /// The edit that makes a link lead to another heading of its target: in a wikilink by the heading's text, if no
    /// other heading has it, else by its id. None if the link names no heading.
    pub fn aim(self, heading: &Heading, outline: &[Heading]) -> Option<Edit> {
        let (_, range) = self.reference.path_and_heading()?;
        let is_only = || {
            let title = fold(&heading.title);
            outline.iter().filter(|other| fold(&other.title) == title || other.id == heading.title).count()
                == 1
        };
        let is_title = self.reference.parts.is_wikilink && self.can_hold(&heading.title) && is_only();
        let text = if is_title { heading.title.clone() } else { encode_path(&heading.id).into_owned() };
        Some(Edit::replace(Span::new(self.file, range?), text))
    }

    /// Whether a name or an address can be written in place of the link's own.
    fn can_hold(self, name: &str) -> bool {
        let parts = &self.reference.parts;
        let is_plain = |letter: char| letter.is_alphanumeric() || " -_./%".contains(letter);
        (!parts.is_wikilink || can_be_in_wikilink(name)) && (!parts.is_value || name.chars().all(is_plain))
    }

    fn replace_path(self, text: &str) -> Option<Edit> {
        let (range, _) = self.reference.path_and_heading()?;
        Some(Edit::replace(Span::new(self.file, range), text))
    }
}

fn can_be_in_wikilink(name: &str) -> bool {
    !name.is_empty() && name.trim() == name && !name.contains(['[', ']', '|', '#', '^', '\\', '{', '\n'])
}
