//! What a run leaves for the next one.
//!
//! Each thing is kept with all that it was made from, and is used again only if that is the same: a theme with its files, a
//! document with its text, a page with its view. So a run with a memory gives what a run without one gives, byte for byte, and
//! nothing must ever be told that it is outdated. What a run did not use is forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::output::{Digest, Output};
use crate::path::{Route, SourcePath};
use crate::render::highlight::Colored;
use crate::source::{Content, SourceTree, THEMES};
use crate::theme::{Theme, load_theme};

/// What is kept between runs.
#[derive(Default)]
pub struct Memory {
    keeps_pages: bool,
    theme: Option<KeptTheme>,
    documents: KeptDocuments,
    links: crate::site::Memory,
    pages: BTreeMap<Route, KeptPage>,
    colored: Arc<Colored>,
}

struct KeptTheme {
    made_from: Digest,
    theme: Arc<Theme>,
    found: Diagnostics,
}

/// What came of one text.
#[derive(Clone)]
pub(super) struct KeptDocument {
    /// The whole file.
    pub text: Arc<str>,
    /// None if it could not be read at all.
    pub document: Option<Arc<Document>>,
    /// What was wrong with it, to be said again.
    pub found: Diagnostics,
}

/// A page that was printed without a complaint of its template.
#[derive(Clone)]
pub(super) struct KeptPage {
    /// Of its view, its template and the theme.
    pub made_from: Digest,
    /// As it was stored.
    pub output: Output,
    /// The assets that its template asked for.
    pub assets: BTreeSet<String>,
}

#[derive(Default)]
pub(super) struct KeptDocuments {
    made_from: Option<Digest>,
    documents: BTreeMap<SourcePath, KeptDocument>,
}

impl Memory {
    /// Keeps pages too, which must be digested for it: of use only if there is a next run.
    pub fn with_pages() -> Memory {
        Memory { keeps_pages: true, ..Memory::default() }
    }

    /// The theme that the site has chosen, its digest if there will be a next run, and what is wrong with it.
    pub(super) fn theme(
        &mut self,
        tree: &SourceTree,
        config: &Config,
    ) -> (Arc<Theme>, Option<Digest>, Diagnostics) {
        if !self.keeps_pages {
            let (theme, found) = load_theme(tree, config);
            return (Arc::new(theme), None, found);
        }
        let made_from = digest_of_theme(tree, config);
        if let Some(kept) = self.theme.as_ref().filter(|kept| kept.made_from == made_from) {
            return (Arc::clone(&kept.theme), Some(made_from), kept.found.clone());
        }
        let (theme, found) = load_theme(tree, config);
        let theme = Arc::new(theme);
        self.theme = Some(KeptTheme { made_from, theme: Arc::clone(&theme), found: found.clone() });
        (theme, Some(made_from), found)
    }

    /// The documents that were read with the same options, and the digest of these if there will be a next run.
    pub(super) fn documents(
        &self,
        config: &Config,
        theme: &Theme,
    ) -> (Option<Digest>, &BTreeMap<SourcePath, KeptDocument>) {
        static NONE: BTreeMap<SourcePath, KeptDocument> = BTreeMap::new();
        if !self.keeps_pages {
            return (None, &NONE);
        }
        let made_from = Some(Digest::of(format!("{config:?}{:?}", theme.shortcodes).as_bytes()));
        let is_same = self.documents.made_from == made_from;
        (made_from, if is_same { &self.documents.documents } else { &NONE })
    }

    /// What the last linking left.
    pub(super) fn links(&mut self) -> &mut crate::site::Memory {
        &mut self.links
    }

    /// The page that was printed at an address, if it was made from the same.
    pub(super) fn page(&self, route: &Route, made_from: Digest) -> Option<&KeptPage> {
        self.pages.get(route).filter(|kept| kept.made_from == made_from)
    }

    /// The code that was coloured; none if nobody will ask again.
    pub(super) fn colored(&self) -> Option<Arc<Colored>> {
        self.keeps_pages.then(|| Arc::clone(&self.colored))
    }

    /// Keeps what this run read, in place of what others did.
    pub(super) fn keep_documents(
        &mut self,
        made_from: Option<Digest>,
        documents: BTreeMap<SourcePath, KeptDocument>,
    ) {
        if self.keeps_pages {
            self.documents = KeptDocuments { made_from, documents };
        }
    }

    /// Keeps what this run printed, in place of what others did.
    pub(super) fn keep_pages(&mut self, pages: BTreeMap<Route, KeptPage>, colored: Colored) {
        // With a theme that cannot print there are no pages, and the next one will want what is known.
        if self.keeps_pages && !pages.is_empty() {
            self.pages = pages;
            self.colored = Arc::new(colored);
        }
    }
}

/// All that a theme is made from.
fn digest_of_theme(tree: &SourceTree, config: &Config) -> Digest {
    let mut all = format!("{config:?}\n").into_bytes();
    for file in tree.below(THEMES) {
        all.extend_from_slice(file.path.as_str().as_bytes());
        let bytes = match &file.content {
            Content::Text(text) => Digest::of(text.as_bytes()),
            Content::Bytes(bytes) => Digest::of(bytes),
            // A font or picture of a theme becomes part of it, so its bytes count, not its place.
            Content::Disk(_) => match file.bytes() {
                Ok(bytes) => Digest::of(&bytes),
                Err(_) => Digest::of(b"unreadable"),
            },
        };
        all.extend_from_slice(bytes.as_bytes());
    }
    Digest::of(&all)
}
