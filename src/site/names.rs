//! What an article can be called: its path, file name, title and aliases.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::DocumentId;
use crate::document::Document;
use crate::language::Language;
use crate::path::{SourcePath, composed, fold};
use crate::source::{ARTICLES, Facts};

/// Every name of every article and file, folded so that letter case and `-`, `_`, space don't matter.
#[derive(Debug)]
pub(super) struct NameIndex {
    by_file_name: HashMap<String, Vec<Named>>,
    by_title: HashMap<String, Vec<Named>>,
    by_alias: HashMap<String, Vec<Named>>,
    by_path: HashMap<SourcePath, Named>,
    /// Paths whose letters are not composed (Unicode NFC), by the composed ones.
    composed_articles: HashMap<String, Named>,
    composed_files: HashMap<String, SourcePath>,
    files_by_name: HashMap<String, Vec<SourcePath>>,
}

/// The names with the articles that they mean.
pub(super) struct Names<'a> {
    pub index: &'a NameIndex,
    pub documents: &'a [Arc<Document>],
    pub hidden: &'a [Arc<Document>],
    /// The files below `articles/` that `exclude` leaves out.
    pub excluded: &'a BTreeSet<SourcePath>,
}

/// An article that a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// A published one.
    Published(DocumentId),
    /// A draft or a later one: its place in the list of hidden documents.
    Hidden(usize),
}

/// What a name means.
pub(super) enum Lookup<T> {
    One(T),
    Several(Vec<T>),
    None,
}

impl NameIndex {
    pub fn new(
        documents: &[Arc<Document>],
        hidden: &[Arc<Document>],
        files: &BTreeMap<SourcePath, Facts>,
    ) -> NameIndex {
        let mut index = NameIndex {
            by_file_name: HashMap::with_capacity(documents.len()),
            by_title: HashMap::with_capacity(documents.len()),
            by_alias: HashMap::new(),
            by_path: HashMap::with_capacity(documents.len()),
            composed_articles: HashMap::new(),
            composed_files: HashMap::new(),
            files_by_name: HashMap::new(),
        };
        let published = (0..).map(|index| Named::Published(DocumentId(index))).zip(documents);
        let hidden = (0..).map(Named::Hidden).zip(hidden);
        for (id, document) in published.chain(hidden) {
            let last = name_parts(&document.path).last().map_or("index", |part| *part);
            index.by_file_name.entry(fold(last)).or_default().push(id);
            index.by_title.entry(fold(&document.title)).or_default().push(id);
            for alias in document.meta.aliases.iter().filter(|alias| !alias.value.starts_with('/')) {
                let named = index.by_alias.entry(fold(&alias.value)).or_default();
                if named.last() != Some(&id) {
                    named.push(id);
                }
            }
            if let Some(composed) = composed(document.path.as_str()) {
                index.composed_articles.insert(composed, id);
            }
            index.by_path.insert(document.path.clone(), id);
        }
        for file in files.keys().filter(|file| file.as_str().starts_with("articles/")) {
            index.files_by_name.entry(fold(file.file_name())).or_default().push(file.clone());
        }
        for file in files.keys() {
            if let Some(composed) = composed(file.as_str()) {
                index.composed_files.insert(composed, file.clone());
            }
        }
        index
    }
}

impl<'a> Names<'a> {
    /// The document of a named article.
    pub fn document(&self, named: Named) -> &'a Document {
        match named {
            Named::Published(id) => &self.documents[id.0 as usize],
            Named::Hidden(index) => &self.hidden[index],
        }
    }

    /// The article of a file, however the letters of its path are composed.
    pub fn by_path(&self, path: &SourcePath) -> Option<Named> {
        let exact = self.index.by_path.get(path).copied();
        exact.or_else(|| {
            let composed = composed(path.as_str());
            let by_composed = self.index.composed_articles.get(composed.as_deref().unwrap_or(path.as_str()));
            let plain = || self.index.by_path.get(&SourcePath::new(composed.as_deref()?)?);
            by_composed.or_else(plain).copied()
        })
    }

    /// The file at a path, however its letters are composed.
    pub fn file_at<'f>(
        &'f self,
        path: &SourcePath,
        files: &'f BTreeMap<SourcePath, Facts>,
    ) -> Option<&'f SourcePath> {
        if let Some((file, _)) = files.get_key_value(path) {
            return Some(file);
        }
        let composed = composed(path.as_str());
        let by_composed = self.index.composed_files.get(composed.as_deref().unwrap_or(path.as_str()));
        by_composed.or_else(|| Some(files.get_key_value(&SourcePath::new(composed.as_deref()?)?)?.0))
    }

    /// The article of a path, by its trailing parts: the nearest one.
    pub fn find_path(&self, name: &str, from: &SourcePath, language: &Language) -> Lookup<Named> {
        let folded = fold(name.trim());
        let matching = self.of_language(self.published_of(&self.of_path(&folded)), language);
        match matching.is_empty() {
            true => Lookup::None,
            false => nearest_of(matching, from, |named| self.document(*named).path.clone()),
        }
    }

    /// The articles whose paths end in these parts, folded.
    fn of_path(&self, folded: &str) -> Vec<Named> {
        let last = folded.rsplit('/').next().unwrap_or(folded);
        let candidates = self.index.by_file_name.get(last).map_or(&[][..], Vec::as_slice);
        let matching = candidates.iter().copied().filter(|named| {
            let parts = name_parts(&self.document(*named).path);
            let mut parts = parts.iter().rev();
            folded.rsplit('/').all(|wanted| parts.next().is_some_and(|part| fold(part) == wanted))
        });
        matching.collect()
    }

    /// An article of the reader's language comes before those of others.
    fn of_language(&self, matching: Vec<Named>, language: &Language) -> Vec<Named> {
        let is_own = |named: &Named| self.document(*named).language.is_kin(language);
        let own: Vec<Named> = matching.iter().copied().filter(is_own).collect();
        if own.is_empty() { matching } else { own }
    }

    /// A draft yields to a published article with the same name.
    fn published_of(&self, matching: &[Named]) -> Vec<Named> {
        let published: Vec<Named> =
            matching.iter().copied().filter(|named| matches!(named, Named::Published(_))).collect();
        if published.is_empty() { matching.to_vec() } else { published }
    }

    /// The article that `name` means when it is written in `from`: by path, then file name, then title, then alias; the first of
    /// these kinds with any match decides, and of several matches the nearest in the folder tree.
    pub fn find(&self, name: &str, from: &SourcePath, language: &Language) -> Lookup<Named> {
        let folded = fold(name.trim().trim_start_matches('/'));
        let folded = folded.strip_suffix(".md").unwrap_or(&folded);
        let folded = folded.strip_suffix("/index").unwrap_or(folded);
        let by_path = self.of_path(folded);
        let kinds = [
            Some(by_path.as_slice()),
            self.index.by_title.get(folded).map(Vec::as_slice),
            self.index.by_alias.get(folded).map(Vec::as_slice),
        ];
        let Some(matching) = kinds.into_iter().flatten().find(|matching| !matching.is_empty()) else {
            return Lookup::None;
        };
        let matching = self.of_language(self.published_of(matching), language);
        nearest_of(matching, from, |named| self.document(*named).path.clone())
    }

    /// The file that a name such as `picture.png` or `images/a.png` means: by its trailing parts, the nearest one.
    pub fn find_file(&self, name: &str, from: &SourcePath) -> Lookup<&'a SourcePath> {
        let folded = fold(name.trim().trim_start_matches('/'));
        let last = folded.rsplit('/').next().unwrap_or(&folded);
        let Some(candidates) = self.index.files_by_name.get(last) else { return Lookup::None };
        let matching = candidates.iter().filter(|file| {
            let path = fold(file.as_str());
            path.strip_suffix(folded.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        });
        let matching: Vec<_> = matching.collect();
        if matching.is_empty() { Lookup::None } else { nearest_of(matching, from, |file| (*file).clone()) }
    }

    /// The excluded file at a path, with or without its extension.
    pub fn excluded_at(&self, path: &SourcePath) -> Option<&'a SourcePath> {
        let with_extension = || self.excluded.get(&SourcePath::new(&format!("{path}.md"))?);
        self.excluded.get(path).or_else(with_extension)
    }

    /// The first excluded file whose path ends in a name.
    pub fn excluded_named(&self, name: &str) -> Option<&'a SourcePath> {
        let folded = fold(name.trim().trim_start_matches('/'));
        let ends = |path: &str| {
            path.strip_suffix(folded.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        self.excluded.iter().find(|file| {
            let path = fold(file.as_str());
            ends(&path) || path.strip_suffix(".md").is_some_and(ends)
        })
    }

    /// Every published article.
    pub fn articles(&self) -> impl Iterator<Item = &'a Document> {
        self.documents.iter().map(|document| &**document)
    }

    /// Every name of every published article, for suggestions: the name and its document.
    pub fn suggestions(&self) -> impl Iterator<Item = (&'a str, &'a Document)> {
        self.documents.iter().flat_map(|document| {
            let document: &'a Document = document;
            let file_name = name_parts(&document.path).pop().unwrap_or("index");
            let aliases = document.meta.aliases.iter().map(|alias| alias.value.as_str());
            [document.title.as_str(), file_name].into_iter().chain(aliases).map(move |name| (name, document))
        })
    }

    /// Every file that can be published.
    pub fn file_names(&self) -> impl Iterator<Item = &'a SourcePath> {
        self.index.files_by_name.values().flatten()
    }
}

/// The parts of a document's name: its path below `articles/` without extension; `index.md` goes by its folder.
fn name_parts(path: &SourcePath) -> Vec<&str> {
    let folders = path.parent().split('/').filter(|part| !part.is_empty() && *part != ARTICLES);
    let mut parts: Vec<&str> = folders.collect();
    if path.stem() != "index" {
        parts.push(path.stem());
    }
    parts
}

fn nearest_of<T: Clone>(matching: Vec<T>, from: &SourcePath, path: impl Fn(&T) -> SourcePath) -> Lookup<T> {
    let distances: Vec<usize> = matching.iter().map(|candidate| distance(from, &path(candidate))).collect();
    let least = distances.iter().min().copied().unwrap_or(0);
    let mut nearest: Vec<T> = matching
        .into_iter()
        .zip(distances)
        .filter(|(_, distance)| *distance == least)
        .map(|(one, _)| one)
        .collect();
    match nearest.len() {
        1 => Lookup::One(nearest.remove(0)),
        _ => Lookup::Several(nearest),
    }
}

/// Folders up plus folders down.
fn distance(from: &SourcePath, to: &SourcePath) -> usize {
    // Every link by a name that many articles have compares all of them, so nothing is allocated.
    let (from, to) = (from.parent(), to.parent());
    let folders = |path: &str| path.bytes().filter(|byte| *byte == b'/').count() + 1;
    let shared = from.split('/').zip(to.split('/')).take_while(|(one, other)| one == other).count();
    folders(from) + folders(to) - 2 * shared
}
