//! What an article can be called: its path, file name, title and aliases.

mod namesakes;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use namesakes::{Endings, Namesakes, Place};

use super::DocumentId;
use crate::document::Document;
use crate::language::Language;
use crate::path::{SourcePath, composed, fold};
use crate::source::{ARTICLES, Facts};

/// Every name of every article and file, folded so that letter case and `-`, `_`, space don't matter.
#[derive(Debug)]
pub(super) struct NameIndex {
    by_file_name: Endings<Named>,
    by_title: HashMap<String, Namesakes<Named>>,
    by_alias: HashMap<String, Namesakes<Named>>,
    by_path: HashMap<SourcePath, Named>,
    /// Articles whose paths are not in composed form (Unicode NFC), by the composed form of their paths.
    composed_articles: HashMap<String, Named>,
    composed_files: HashMap<String, SourcePath>,
    files_by_name: Endings<SourcePath>,
}

/// The names with the articles that they mean.
pub(super) struct Names<'a> {
    index: &'a NameIndex,
    documents: &'a [Arc<Document>],
    hidden: &'a [Arc<Document>],
    /// The files below `articles/` that `exclude` leaves out.
    excluded: &'a BTreeSet<SourcePath>,
    /// The same by name, with and without the extension of an article; built when the first link leads nowhere.
    excluded_by_name: OnceLock<Endings<SourcePath>>,
}

/// An article that a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// A published one.
    Published(DocumentId),
    /// One that this build leaves out: its index in the list of hidden documents.
    Hidden(usize),
}

/// What a name means.
pub(super) enum Lookup<T> {
    One(T),
    /// The first few of several that are equally near, and how many there are in all.
    Several(Vec<T>, usize),
    None,
}

impl NameIndex {
    /// Indexes all articles, published and hidden, and all files.
    pub fn new(
        documents: &[Arc<Document>],
        hidden: &[Arc<Document>],
        files: &BTreeMap<SourcePath, Facts>,
    ) -> NameIndex {
        let mut index = NameIndex {
            by_file_name: Endings::default(),
            by_title: HashMap::with_capacity(documents.len()),
            by_alias: HashMap::new(),
            by_path: HashMap::with_capacity(documents.len()),
            composed_articles: HashMap::new(),
            composed_files: HashMap::new(),
            files_by_name: Endings::default(),
        };
        let published = (0..).map(|index| Named::Published(DocumentId(index))).zip(documents);
        let hidden = (0..).map(Named::Hidden).zip(hidden);
        for (id, document) in published.chain(hidden) {
            let last = name_parts(&document.place).last().map_or("index", |part| *part);
            index.by_file_name.push(fold(last), id);
            index.by_title.entry(fold(&document.title)).or_default().push(id);
            for alias in document.meta.aliases.iter().filter(|alias| !alias.value.starts_with('/')) {
                index.by_alias.entry(fold(&alias.value)).or_default().push(id);
            }
            if let Some(composed) = composed(document.path.as_str()) {
                index.composed_articles.insert(composed, id);
            }
            index.by_path.insert(document.path.clone(), id);
        }
        for file in files.keys().filter(|file| file.as_str().starts_with("articles/")) {
            index.files_by_name.push(fold(file.file_name()), file.clone());
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
    /// `documents` and `hidden` are those of the index; `excluded` are the files that `site.toml` leaves out.
    pub fn new(
        index: &'a NameIndex,
        documents: &'a [Arc<Document>],
        hidden: &'a [Arc<Document>],
        excluded: &'a BTreeSet<SourcePath>,
    ) -> Names<'a> {
        Names { index, documents, hidden, excluded, excluded_by_name: OnceLock::new() }
    }

    /// The articles that this build leaves out.
    pub fn hidden(&self) -> &'a [Arc<Document>] {
        self.hidden
    }

    /// The document of a named article.
    pub fn document(&self, named: Named) -> &'a Document {
        match named {
            Named::Published(id) => &self.documents[id.0 as usize],
            Named::Hidden(index) => &self.hidden[index],
        }
    }

    /// The article of a file, in whatever Unicode form its path is written.
    pub fn by_path(&self, path: &SourcePath) -> Option<Named> {
        let exact = self.index.by_path.get(path).copied();
        exact.or_else(|| {
            let composed = composed(path.as_str());
            let by_composed = self.index.composed_articles.get(composed.as_deref().unwrap_or(path.as_str()));
            let plain = || self.index.by_path.get(&SourcePath::new(composed.as_deref()?)?);
            by_composed.or_else(plain).copied()
        })
    }

    /// The file at a path, in whatever Unicode form the path is written.
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

    /// The article that a path means: the nearest one whose own path ends in it.
    pub fn find_path(&self, name: &str, from: &SourcePath, language: &Language) -> Lookup<Named> {
        match self.of_path(&fold(name.trim())) {
            Some(namesakes) => self.nearest(namesakes, from, language),
            None => Lookup::None,
        }
    }

    /// The article that `name` means when it is written in `from`: by path, then file name, then title, then alias; the first of
    /// these kinds with any match decides, and of several matches the nearest in the folder tree. Articles in the language of the
    /// text come before all others.
    pub fn find(&self, name: &str, from: &SourcePath, language: &Language) -> Lookup<Named> {
        let folded = fold(name.trim().trim_start_matches('/'));
        let folded = folded.strip_suffix(".md").unwrap_or(&folded);
        let folded = folded.strip_suffix("/index").unwrap_or(folded);
        let by_path = self.of_path(folded);
        let kinds = [by_path, self.index.by_title.get(folded), self.index.by_alias.get(folded)];
        let mut known = kinds.into_iter().flatten();
        let first = known.clone().next();
        let own = known.find(|namesakes| namesakes.has(language, |named| self.place(*named)));
        match own.or(first) {
            Some(namesakes) => self.nearest(namesakes, from, language),
            None => Lookup::None,
        }
    }

    /// The articles whose paths end in these parts, folded.
    fn of_path(&self, folded: &str) -> Option<&Namesakes<Named>> {
        self.index.by_file_name.get(folded, |named| {
            let parts = name_parts(&self.document(*named).place);
            parts.iter().rev().skip(1).map(|part| fold(part)).collect()
        })
    }

    fn nearest(&self, namesakes: &Namesakes<Named>, from: &SourcePath, language: &Language) -> Lookup<Named> {
        namesakes.nearest(from.parent(), Some(language), |named| self.place(*named))
    }

    fn place(&self, named: Named) -> Place<'a> {
        let document = self.document(named);
        Place {
            folder: document.place.parent(),
            language: Some(&document.language),
            is_published: matches!(named, Named::Published(_)),
        }
    }

    /// The file that a name such as `picture.png` or `images/a.png` means: by its trailing parts, the nearest one.
    pub fn find_file(&self, name: &str, from: &SourcePath) -> Lookup<SourcePath> {
        let folded = fold(name.trim().trim_start_matches('/'));
        let Some(namesakes) = self.index.files_by_name.get(&folded, folders_of) else { return Lookup::None };
        namesakes.nearest(from.parent(), None, |file| Place {
            folder: file.parent(),
            language: None,
            is_published: true,
        })
    }

    /// The excluded file at a path, with or without its extension.
    pub fn excluded_at(&self, path: &SourcePath) -> Option<&'a SourcePath> {
        let with_extension = || self.excluded.get(&SourcePath::new(&format!("{path}.md"))?);
        self.excluded.get(path).or_else(with_extension)
    }

    /// The first excluded file whose path ends in a name.
    pub fn excluded_named(&self, name: &str) -> Option<&SourcePath> {
        let by_name = self.excluded_by_name.get_or_init(|| {
            let mut by_name = Endings::default();
            for file in self.excluded {
                let last = fold(file.file_name());
                if let Some(stem) = last.strip_suffix(".md") {
                    by_name.push(stem.to_owned(), file.clone());
                }
                by_name.push(last, file.clone());
            }
            by_name
        });
        by_name.get(&fold(name.trim().trim_start_matches('/')), folders_of)?.first()
    }

    /// Whether a folder has published articles.
    pub fn has_folder(&self, folder: &SourcePath) -> bool {
        // Sorted by path. A sibling such as `notes-old` may come before what is in `notes/`.
        let inside = format!("{folder}/");
        let first = self.documents.partition_point(|document| document.path.as_str() < inside.as_str());
        self.documents.get(first).is_some_and(|document| document.path.as_str().starts_with(&inside))
    }

    /// Every published article.
    pub fn articles(&self) -> impl Iterator<Item = &'a Document> {
        self.documents.iter().map(|document| &**document)
    }

    /// Every name of every published article, for suggestions: the name and its document.
    pub fn suggestions(&self) -> impl Iterator<Item = (&'a str, &'a Document)> {
        self.documents.iter().flat_map(|document| {
            let document: &'a Document = document;
            let file_name = name_parts(&document.place).pop().unwrap_or("index");
            let aliases = document.meta.aliases.iter().map(|alias| alias.value.as_str());
            [document.title.as_str(), file_name].into_iter().chain(aliases).map(move |name| (name, document))
        })
    }

    /// Every file that can be published.
    pub fn file_names(&self) -> impl Iterator<Item = &'a SourcePath> {
        self.index.files_by_name.all()
    }
}

/// The parts of a document's name: its path below `articles/` without extension; `index.md` has the name of its folder.
fn name_parts(path: &SourcePath) -> Vec<&str> {
    let folders = path.parent().split('/').filter(|part| !part.is_empty() && *part != ARTICLES);
    let mut parts: Vec<&str> = folders.collect();
    if !path.is_index() {
        parts.push(path.stem());
    }
    parts
}

/// The folders of a file from right to left, folded.
fn folders_of(file: &SourcePath) -> Vec<String> {
    file.parent().rsplit('/').map(fold).collect()
}
