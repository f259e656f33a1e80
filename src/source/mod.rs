//! All inputs as one sorted value, from disk or from memory.
//!
//! Takes a folder, gives a [`SourceTree`] and what could not be read. Files that kb reads as text are in memory; all others
//! are represented by their location and a few facts ([`Facts`]). Must never write.

mod disk;
mod facts;
mod memory;
mod reading;

pub use disk::{LARGEST_TEXT, find_root, read_text, read_tree, with_line_feeds};
pub use facts::{Facts, PdfFacts, SOURCE_MARK, read_pdf};
pub use memory::tree_of;
pub use reading::{Reading, Touched};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::blob::Blob;
use crate::diagnostic::Sources;
use crate::path::SourcePath;

/// The site's description.
pub const SITE_TOML: &str = "site.toml";
/// The folder of everything that editors write.
pub const ARTICLES: &str = "articles";
/// The folder of the site's themes.
pub const THEMES: &str = "themes";
/// The folder of consent records.
pub const CONSENT: &str = "consent";
/// The folder of files that are copied unchanged.
pub const STATIC: &str = "static";

/// The folder of the texts that new articles begin with. They are not published.
pub const ARCHETYPES: &str = "archetypes";

/// The folder of Obsidian's settings, in `articles/` or next to it. kb reads nothing in it.
pub const OBSIDIAN: &str = ".obsidian";

/// The folders whose files belong to the site.
pub const FOLDERS: [&str; 4] = [ARTICLES, CONSENT, THEMES, STATIC];

/// The folders that the site's owner writes in, so that nothing is ever published there: [`FOLDERS`] and [`ARCHETYPES`].
pub const WRITTEN: [&str; 5] = [ARTICLES, CONSENT, THEMES, STATIC, ARCHETYPES];

/// Every file of the site, by its path.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// Shared, since each edit under `kb serve` copies the tree.
    files: BTreeMap<SourcePath, Arc<SourceFile>>,
    is_vault: bool,
}

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it is.
    pub path: SourcePath,
    /// What is in it: text if kb reads the file as text; other files are only copied, or opened for their facts.
    pub content: Blob,
    /// Facts about it; none for text.
    pub facts: Option<Facts>,
}

impl SourceTree {
    /// Whether the articles are a vault of Obsidian, which keeps its settings in a folder [`OBSIDIAN`] in the vault.
    pub fn is_vault(&self) -> bool {
        self.is_vault
    }

    /// Adds a file, replacing one with the same path.
    pub fn insert(&mut self, path: SourcePath, content: Blob) {
        let facts = match &content {
            Blob::Bytes(bytes) => Some(Facts::of(path.extension(), bytes)),
            Blob::Text(_) | Blob::Disk(_) => None,
        };
        self.insert_file(SourceFile { path, content, facts });
    }

    fn insert_file(&mut self, file: SourceFile) {
        self.files.insert(file.path.clone(), Arc::new(file));
    }

    /// Removes a file. Gives whether it was there.
    pub fn remove(&mut self, path: &SourcePath) -> bool {
        self.files.remove(path).is_some()
    }

    /// Without the files for which `is_excluded` is true.
    pub fn without(mut self, is_excluded: impl Fn(&SourcePath) -> bool) -> SourceTree {
        self.files.retain(|path, _| !is_excluded(path));
        self
    }

    /// The file at a path.
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path).map(|file| &**file)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values().map(|file| &**file)
    }

    /// The files of a folder and all folders in it, sorted by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        // A sibling such as `notes-old` may come before what is in `notes/`.
        let first = SourcePath::new(folder).map(|path| self.files.range(path..)).into_iter().flatten();
        first
            .map(|(_, file)| &**file)
            .take_while(move |file| file.path.as_str().starts_with(folder))
            .filter(move |file| file.path.as_str()[folder.len()..].starts_with('/'))
    }
}

impl SourceFile {
    /// The text; none if kb does not read the file as text.
    pub fn text(&self) -> Option<&str> {
        self.content.text()
    }
}

impl Sources for SourceTree {
    fn text(&self, path: &SourcePath) -> Option<&str> {
        self.get(path).and_then(SourceFile::text)
    }
}

/// Whether kb reads a file as text.
fn is_text(path: &SourcePath) -> bool {
    match path.as_str().split('/').next() {
        Some(ARTICLES) => path.extension().eq_ignore_ascii_case("md"),
        Some(THEMES) => {
            matches!(path.extension(), "toml" | "html" | "css" | "js" | "ftl" | "svg" | "txt" | "md")
        }
        Some(CONSENT) => path.extension() == "txt",
        _ => path.as_str() == SITE_TOML,
    }
}
