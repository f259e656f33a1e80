//! What the author of a broken reference most likely meant.
//!
//! Takes what is written and all names, gives the nearest one. Reports nothing.

use super::names::Names;
use crate::diagnostic::{Near, all_near, nearest};
use crate::document::{Document, Heading};
use crate::language::Language;
use crate::path::{SourcePath, fold};

/// The name that is nearest to what was written.
pub(super) struct Suggestion<'a, T> {
    pub name: &'a str,
    pub what: T,
    /// Whether nothing else has a similar name.
    pub is_only: bool,
}

fn near<'a, T: Copy>(
    wanted: &str,
    names: impl Iterator<Item = (&'a str, T)>,
    is_same: impl Fn(T, T) -> bool,
) -> Option<Suggestion<'a, T>> {
    let near: Vec<Near<'_, T>> = all_near(wanted, names).collect();
    let Near { name, what, .. } = *near.iter().min_by_key(|near| near.distance)?;
    let is_only = near.iter().all(|other| is_same(other.what, what));
    Some(Suggestion { name, what, is_only })
}

/// The heading that was probably meant: the one with the most similar name, else the first one that contains the wanted
/// words. None if there is neither.
pub(super) fn suggest_heading<'a>(
    wanted: &str,
    outline: &'a [Heading],
) -> Option<Suggestion<'a, &'a Heading>> {
    let names = outline.iter().flat_map(|heading| [(&*heading.title, heading), (&*heading.id, heading)]);
    near(wanted, names, |one, other| one.id == other.id).or_else(|| heading_with_words(wanted, outline))
}

/// The first heading that contains the wanted words, or words that are similar to them.
fn heading_with_words<'a>(wanted: &str, outline: &'a [Heading]) -> Option<Suggestion<'a, &'a Heading>> {
    let wanted = fold(wanted);
    let count = wanted.split_whitespace().count();
    let has_words = |heading: &&Heading| {
        let title = fold(&heading.title);
        let words: Vec<&str> = title.split_whitespace().collect();
        let mut parts = words.windows(count.max(1)).map(|words| words.join(" "));
        parts.any(|part| part == wanted || nearest(&wanted, [part.as_str()]).is_some())
    };
    let mut headings = outline.iter().filter(has_words);
    let heading = headings.next().filter(|_| wanted.chars().count() >= SHORTEST_PART)?;
    Some(Suggestion { name: &heading.title, what: heading, is_only: headings.next().is_none() })
}

/// Shorter words are similar to too many others.
const SHORTEST_PART: usize = 4;

fn is_same_document(one: &Document, other: &Document) -> bool {
    std::ptr::eq(one, other)
}

/// The article that a path was probably meant to lead to. A file that moved usually keeps its name, so look for that
/// first.
pub(super) fn suggest_article<'a>(
    source: &SourcePath,
    language: &Language,
    names: &Names<'a>,
) -> Option<Suggestion<'a, &'a SourcePath>> {
    let name_of = |path: &SourcePath| {
        let name = if path.is_index() { path.parent() } else { path.stem() };
        fold(name.rsplit('/').next().unwrap_or(name))
    };
    let wanted = name_of(source);
    let same = names.articles().filter(|document| name_of(&document.path) == wanted);
    let same: Vec<&Document> = same.collect();
    if let Some(document) = same.iter().find(|one| one.language.is_kin(language)).or(same.first()) {
        return Some(Suggestion {
            name: document.path.stem(),
            what: &document.path,
            is_only: same.len() == 1,
        });
    }
    let near = near_article(&wanted, names, language)?;
    Some(Suggestion { name: near.name, what: &near.what.path, is_only: near.is_only })
}

/// The article with the most similar name. Articles in the language of the text come before all others.
pub(super) fn near_article<'a>(
    wanted: &str,
    names: &Names<'a>,
    language: &Language,
) -> Option<Suggestion<'a, &'a Document>> {
    let own = names.suggestions().filter(|(_, document)| document.language.is_kin(language));
    near(wanted, own, is_same_document).or_else(|| near(wanted, names.suggestions(), is_same_document))
}

/// The article or file that is meant by an address with an unencoded `#` or `?`, which ends its path: `<C# notes.md>`.
pub(super) fn file_with_sign<'a>(address: &str, names: &Names<'a>) -> Option<&'a SourcePath> {
    let address = address.split('|').next().unwrap_or(address).trim();
    let part = address.rsplit_once('#').map_or(address, |(path, _)| path);
    let last = |path: &str| fold(path.rsplit('/').next().unwrap_or(path).trim());
    let wanted = [last(address), last(part)];
    let mut paths = names.articles().map(|document| &document.path).chain(names.file_names());
    let is_meant = |path: &&SourcePath| {
        let (name, stem) = (fold(path.file_name()), fold(path.stem()));
        name.contains(['#', '?']) && (wanted.contains(&name) || wanted.contains(&stem))
    };
    address.contains(['#', '?']).then(|| paths.find(is_meant))?
}

pub(super) fn suggest_file<'a>(written: &str, names: &Names<'a>) -> Option<Suggestion<'a, &'a SourcePath>> {
    let wanted = written.rsplit('/').next().unwrap_or(written);
    let mut files: Vec<&SourcePath> = names.file_names().collect();
    files.sort();
    let mut same = files.iter().filter(|file| fold(file.file_name()) == fold(wanted));
    if let Some(file) = same.next() {
        return Some(Suggestion { name: file.file_name(), what: *file, is_only: same.next().is_none() });
    }
    near(wanted, files.iter().map(|file| (file.file_name(), *file)), |one, other| one == other)
}
