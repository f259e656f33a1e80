//! What one run keeps for the next.
//!
//! Each result is kept with everything that it was made from, and reused only if that is unchanged: a theme with its files, a
//! document with its text, a page with the digest of everything that it depends on. So a run with a memory gives the same result
//! as one without, byte for byte, and nothing ever has to be invalidated. What a complete run did not use is discarded.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::mem::take;
use std::sync::Arc;

use super::Request;
use super::print::Pages;
use crate::blob::{Blob, Digest, Digester};
use crate::config::{Config, ShortcodeSchema};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::hosting::Uses;
use crate::path::{Route, SourcePath};
use crate::render::Renderers;
use crate::render::highlight::Colored;
use crate::source::{SourceTree, THEMES};
use crate::theme::{TemplateError, Theme, load_theme};

/// What is kept between runs; nothing if there will be no next one.
#[derive(Default)]
pub(super) struct Memory {
    keeps: bool,
    theme: Option<KeptTheme>,
    documents: Option<KeptDocuments>,
    links: crate::site::Memory,
    pages: BTreeMap<Route, Arc<KeptPage>>,
    /// The pages with problems.
    troubled: BTreeSet<Route>,
    /// The pages that changed since all were last rendered.
    changed: BTreeSet<Route>,
    colored: Arc<Colored>,
}

struct KeptTheme {
    made_from: Digest,
    theme: Arc<Theme>,
    renderers: Arc<Renderers>,
    found: Diagnostics,
}

/// The theme that the site has chosen.
pub(super) struct ChosenTheme {
    /// The theme.
    pub theme: Arc<Theme>,
    /// Its renderers.
    pub renderers: Arc<Renderers>,
    /// Digest of everything that it was made from, if there will be a next run.
    pub digest: Option<Digest>,
    /// Its problems.
    pub found: Diagnostics,
}

/// The result of one text.
pub(super) struct KeptDocument {
    /// The file.
    pub path: SourcePath,
    /// Its content.
    pub text: Arc<str>,
    /// What was read from it; none if it could not be read at all.
    pub document: Option<Arc<Document>>,
    /// Its problems, to be reported again.
    pub found: Diagnostics,
}

/// The result of a page.
#[derive(Default)]
pub(super) struct KeptPage {
    /// Digest of everything that it depends on; none if it is not to be remembered.
    pub key: Option<Digest>,
    /// Its file; none if it could not be made.
    pub blob: Option<Blob>,
    /// The assets that it requests.
    pub assets: BTreeSet<String>,
    /// What it loads, and where its forms go; nothing if no host has to know.
    pub uses: Uses,
    /// The author's mistakes on it, to be reported again.
    pub found: Diagnostics,
    /// The theme's errors on it.
    pub failures: Vec<TemplateError>,
    /// The highlighted code on it.
    pub colored: Colored,
}

/// The documents of a run, with the options with which they were read.
struct KeptDocuments {
    config: Config,
    shortcodes: BTreeMap<String, ShortcodeSchema>,
    /// Sorted by path.
    documents: Vec<Arc<KeptDocument>>,
}

impl Memory {
    /// A memory that keeps pages, which must be digested for it: useful only if there is a next run.
    pub fn that_keeps() -> Memory {
        Memory { keeps: true, ..Memory::default() }
    }

    /// The theme that the site has chosen.
    pub(super) fn theme(
        &mut self,
        tree: &SourceTree,
        site_text: &str,
        config: &Config,
        request: &Request,
    ) -> ChosenTheme {
        if !self.keeps {
            let (theme, found) = load_theme(tree, config);
            let renderers = Arc::new(Renderers::new(config, &theme));
            return ChosenTheme { theme: Arc::new(theme), renderers, digest: None, found };
        }
        let made_from = digest_of_theme(tree, site_text, request);
        if self.theme.as_ref().is_none_or(|kept| kept.made_from != made_from) {
            let (theme, found) = load_theme(tree, config);
            let renderers = Arc::new(Renderers::new(config, &theme));
            self.theme = Some(KeptTheme { made_from, theme: Arc::new(theme), renderers, found });
        }
        let kept = self.theme.as_ref().expect("a theme was just kept");
        let (theme, renderers) = (Arc::clone(&kept.theme), Arc::clone(&kept.renderers));
        ChosenTheme { theme, renderers, digest: Some(made_from), found: kept.found.clone() }
    }

    /// The documents that were read with the same options, sorted by path.
    pub(super) fn documents(&self, config: &Config, theme: &Theme) -> &[Arc<KeptDocument>] {
        let kept = self.documents.as_ref();
        let kept = kept.filter(|kept| kept.config == *config && kept.shortcodes == theme.shortcodes);
        kept.map_or(&[], |kept| &kept.documents)
    }

    /// Links with what the last run kept.
    pub(super) fn linked<T>(&mut self, link: impl FnOnce(&mut crate::site::Memory) -> T) -> T {
        let linked = link(&mut self.links);
        if !self.keeps {
            // There is no next run, and the memory is as large as the site.
            self.links = crate::site::Memory::default();
        }
        linked
    }

    /// The last page at an address, whatever it was made from.
    pub(super) fn page(&self, route: &Route) -> Option<&Arc<KeptPage>> {
        self.pages.get(route)
    }

    /// The pages that had problems when they were last made.
    pub(super) fn troubled(&self) -> impl Iterator<Item = &Route> {
        self.troubled.iter()
    }

    /// The highlighted code; none if it will not be needed again.
    pub(super) fn colored(&self) -> Option<Arc<Colored>> {
        self.keeps.then(|| Arc::clone(&self.colored))
    }

    /// Keeps what this run read, and discards the rest.
    pub(super) fn keep_documents(
        &mut self,
        config: &Config,
        theme: &Theme,
        documents: Vec<Arc<KeptDocument>>,
    ) {
        if self.keeps {
            let (config, shortcodes) = (config.clone(), theme.shortcodes.clone());
            self.documents = Some(KeptDocuments { config, shortcodes, documents });
        }
    }

    /// Keeps what this run rendered, and discards the rest. Returns how many pages changed since the last complete run.
    pub(super) fn keep_all(&mut self, pages: &mut Pages) -> usize {
        // With a theme that cannot render there are no pages, and the next run will need the old ones.
        if !self.keeps || pages.kept.is_empty() {
            return 0;
        }
        let kept = take(&mut pages.kept);
        let gone = self.pages.keys().filter(|route| !kept.contains_key(*route));
        let mut changed = take(&mut self.changed);
        changed.extend(gone.cloned());
        changed.append(&mut pages.changed);
        self.pages = kept;
        let troubled = pages.states.drain(..).filter(|(_, is_troubled)| *is_troubled);
        self.troubled = troubled.map(|(route, _)| route).collect();
        self.colored = Arc::new(take(&mut pages.colored));
        changed.len()
    }

    /// Keeps what this run rendered in addition to the rest, until one run renders everything.
    pub(super) fn keep_some(&mut self, pages: &mut Pages) {
        if !self.keeps {
            return;
        }
        self.pages.append(&mut pages.kept);
        self.changed.append(&mut pages.changed);
        for (route, is_troubled) in pages.states.drain(..) {
            match is_troubled {
                true => self.troubled.insert(route),
                false => self.troubled.remove(&route),
            };
        }
        // Usually all of it is known, and copying it takes a while.
        let mut fresh = take(&mut pages.colored);
        fresh.retain(|code, _| !self.colored.contains_key(code));
        if !fresh.is_empty() {
            Arc::make_mut(&mut self.colored).append(&mut fresh);
        }
    }
}

/// Digest of everything from which a theme and the common parts of pages are made.
fn digest_of_theme(tree: &SourceTree, site_text: &str, request: &Request) -> Digest {
    let mut digester = Digester::default();
    // The configuration follows from these.
    (site_text, &request.base_url, &request.receiver).hash(&mut digester);
    for file in tree.below(THEMES) {
        file.path.hash(&mut digester);
        // A font or image becomes part of the theme, so its bytes count, not its path.
        match file.content.bytes() {
            Ok(bytes) => bytes.hash(&mut digester),
            Err(_) => "unreadable".hash(&mut digester),
        }
    }
    digester.digest()
}
