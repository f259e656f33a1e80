//! What a document refers to, before it is known whether the target exists.

use std::ops::Range;

use crate::path::{clean_address, scheme_of};

/// An index into [`Document::references`](super::Document::references).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferenceId(pub u32);

/// A reference from a document to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its target.
    pub target: Target,
    /// Its purpose.
    pub role: Role,
    /// Its position in the file, in bytes: the whole link as written.
    pub range: Range<usize>,
    /// Its address or name as written.
    pub address: String,
    /// Its parts.
    pub parts: LinkParts,
}

/// The parts of a reference, by their position in the file, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkParts {
    /// The address or name, without the spaces, quotes and angle brackets around it; for `[text][a]`, it is where `a`
    /// is defined. None if it is written with escapes.
    pub destination: Option<Range<usize>>,
    /// What is shown for it: `label` in `[label](destination)` and in `[[destination|label]]`.
    pub label: Option<Range<usize>>,
    /// Whether it is written in double brackets.
    pub is_wikilink: bool,
    /// Whether quotes may be around it: in front matter, `site.toml`, a shortcode and a tag of HTML.
    pub is_value: bool,
}

impl LinkParts {
    /// The parts of a reference that is a whole value, which is at `range` in `text`.
    pub fn of_value(text: &str, range: &Range<usize>, address: &str) -> LinkParts {
        let written = text.get(range.clone()).unwrap_or("");
        let is_around =
            |part: &str| part.chars().all(|letter| matches!(letter, '"' | '\'' | '[' | ']' | '!' | ' '));
        let at = written.find(address).filter(|at| {
            !address.is_empty() && is_around(&written[..*at]) && is_around(&written[at + address.len()..])
        });
        LinkParts {
            destination: at.map(|at| range.start + at..range.start + at + address.len()),
            label: None,
            is_wikilink: at.is_some_and(|at| written[..at].ends_with("[[")),
            is_value: true,
        }
    }
}

impl Reference {
    /// The position of its path or name in the file, without query and heading, and of its heading, without `#`.
    pub fn path_and_heading(&self) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let Range { start, end } = self.parts.destination.clone()?;
        let written = self.address.trim_end_matches('\\').trim();
        if written.len() != end - start {
            return None;
        }
        let hash = written.find('#');
        let query = if self.parts.is_wikilink { None } else { written.find('?') };
        let path = hash.into_iter().chain(query).min().unwrap_or(written.len());
        let path = written[..path].trim_end().len();
        Some((start..start + path, hash.map(|hash| start + hash + 1..end)))
    }

    /// The query of its address, without the heading; none if it has no query.
    pub fn query(&self) -> Option<&str> {
        // In a name, `?` is an ordinary character.
        if matches!(self.target, Target::Name { .. }) {
            return None;
        }
        let before_heading = self.address.split('#').next().unwrap_or("");
        before_heading.split_once('?').map(|(_, query)| query)
    }
}

/// The target of a reference, as far as the reference itself shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An article by path, file name, title or alias: `[[Pull versus push#Heading]]`, `related = ["…"]`.
    Name {
        /// As written, without the heading.
        name: String,
        /// The heading, as written; `^name` is a block.
        heading: Option<String>,
    },
    /// A file or page by its path: `../publications/silence.md#heading`, `/differences/pull/`, `a.png`.
    Path {
        /// Percent-decoded, without query and heading. A leading `/` is the site's root.
        path: String,
        /// The heading's id, percent-decoded; `^name` is a block.
        heading: Option<String>,
    },
    /// A heading of the same document.
    Here {
        /// As written: an id after `#`, or a heading's text in a wikilink; `^name` is a block.
        heading: String,
    },
    /// An address with a scheme, or one that starts with `//`. Whether a page may contain it is decided when it is resolved.
    Url(String),
    /// A form of `site.toml`.
    Form(String),
    /// A call to action of `site.toml`.
    Cta(String),
    /// A collection.
    Collection(String),
    /// The page of a tag: `#tag` in the text.
    Tag(String),
}

impl Target {
    /// The text for a link that has none, as long as nothing is known about the target.
    pub fn name(&self) -> &str {
        match self {
            Target::Name { name, .. } | Target::Path { path: name, .. } => {
                name.rsplit('/').next().unwrap_or(name)
            }
            Target::Here { heading } => heading,
            Target::Url(name)
            | Target::Form(name)
            | Target::Cta(name)
            | Target::Collection(name)
            | Target::Tag(name) => name,
        }
    }
}

/// What a reference is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A link to follow.
    Link,
    /// An image to show.
    Image,
    /// Another article's text to show here.
    Embed,
    /// `related` of the front matter.
    Related,
    /// A field of the front matter, or an argument of a shortcode.
    Field,
}

/// Reads a link's address from Markdown: `../a.md#b`, `/a/`, `#b`, `mailto:a@b`, `form:newsletter`.
pub fn read_target(address: &str) -> Target {
    let address = &*clean_address(address);
    if let Some(name) = address.strip_prefix("form:") {
        return Target::Form(name.to_owned());
    }
    if address.starts_with("//") || scheme_of(address).is_some() {
        return Target::Url(address.to_owned());
    }
    let (rest, heading) = match address.split_once('#') {
        Some((rest, heading)) => (rest, Some(crate::path::percent_decode(heading))),
        None => (address, None),
    };
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    let heading = heading.filter(|heading| !heading.is_empty());
    match (path.is_empty(), heading) {
        (true, Some(heading)) => Target::Here { heading },
        (_, heading) => Target::Path { path: crate::path::percent_decode(path), heading },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_what_kind_of_target_they_are() {
        let path = |path: &str, heading: Option<&str>| Target::Path {
            path: path.into(),
            heading: heading.map(str::to_owned),
        };
        assert_eq!(read_target("../a%20b.md#c"), path("../a b.md", Some("c")));
        assert_eq!(read_target("/a/?x=1"), path("/a/", None));
        assert_eq!(read_target("celebrate.md#"), path("celebrate.md", None));
        assert_eq!(read_target("#here"), Target::Here { heading: "here".into() });
        assert_eq!(read_target("mailto:a@b.c"), Target::Url("mailto:a@b.c".into()));
        assert_eq!(read_target("//cdn.example"), Target::Url("//cdn.example".into()));
        assert_eq!(read_target("\u{2003}java\nscript:x"), Target::Url("javascript:x".into()));
        assert_eq!(read_target("form:newsletter"), Target::Form("newsletter".into()));
    }
}
