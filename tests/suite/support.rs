//! Builds a site from one text, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use kb::blob::Blob;
use kb::diagnostic::{Diagnostics, to_human};
use kb::engine::{Collector, Request, Snapshot, Workspace};
use kb::path::{OutputPath, SourcePath};
use kb::site::Visibility;
use kb::source::{SourceTree, tree_of};

/// 2026-01-01T00:00:00Z
pub const NOW: i64 = 1_767_225_600;

const SITE_TOML: &str =
    "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"tiny\"\n";

/// A theme that shows everything and changes only when it is edited.
const TINY_THEME: &str = include_str!("tiny-theme.txt");

/// The request of a plain build.
pub fn request() -> Request {
    Request::new(Visibility { now: NOW, drafts: false, future: false, expired: false })
}

/// The sources of a fixture, with a `site.toml` and a tiny theme unless it has its own.
pub fn sources(fixture: &str) -> SourceTree {
    let mut tree = with_tiny_theme(tree_of(fixture));
    let site_toml = SourcePath::new("site.toml").unwrap();
    match tree.get(&site_toml).and_then(|file| file.text()) {
        None => tree.insert(site_toml, Blob::Text(SITE_TOML.into())),
        Some(text) if !text.contains("url =") => {
            let text = format!("{SITE_TOML}{text}");
            tree.insert(site_toml, Blob::Text(text.into()));
        }
        Some(_) => {}
    }
    tree
}

/// Adds the tiny theme, except for files that already exist.
pub fn with_tiny_theme(mut tree: SourceTree) -> SourceTree {
    for file in tree_of(TINY_THEME).iter() {
        if tree.get(&file.path).is_none() {
            tree.insert(file.path.clone(), file.content.clone());
        }
    }
    tree
}

/// A completely built site, everything in memory.
pub struct Build {
    snapshot: Arc<Snapshot>,
    /// How many pages were rendered, not remembered.
    pub printed: usize,
    /// Every file of the website.
    pub outputs: BTreeMap<OutputPath, Blob>,
    /// All that is wrong, not yet judged.
    pub found: Diagnostics,
}

impl Deref for Build {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.snapshot
    }
}

/// Builds what a workspace has now.
pub fn build_workspace(workspace: &mut Workspace, request: &Request) -> Build {
    let snapshot = workspace.snapshot(request, |_| {});
    let files = Collector::default();
    let sink = |path: &OutputPath, blob: &Blob| {
        let bytes = blob.bytes().unwrap().into_owned();
        files.take(path, &bytes.into());
        Ok::<_, Infallible>(())
    };
    let Ok(printed) = workspace.print_all(&snapshot, sink, || Ok(()), |_| {});
    let mut found = snapshot.found.clone();
    found.extend(printed.found);
    Build { snapshot, printed: printed.printed, outputs: files.into_files(), found }
}

/// Builds sources.
pub fn build_sources(sources: SourceTree, request: &Request) -> Build {
    build_workspace(&mut Workspace::in_memory(sources), request)
}

/// Builds a fixture.
pub fn build(fixture: &str) -> Build {
    build_sources(sources(fixture), &request())
}

/// All diagnostics of a built site, as people read them.
pub fn problems(build: &Build) -> String {
    let judged: Diagnostics = build.found.clone().judge(&build.config.lints);
    to_human(&judged, &build.sources, false).trim_end().to_owned()
}

/// The text of a published file.
pub fn file<'a>(build: &'a Build, path: &str) -> &'a str {
    let path = OutputPath::new(path).unwrap();
    let output = build.outputs.get(&path).unwrap_or_else(|| panic!("{path} is not published"));
    std::str::from_utf8(output.in_memory().unwrap()).unwrap()
}

/// Builds a site repeatedly, and remembers previous results.
pub struct Remembering {
    workspace: Workspace,
    /// The files of the last build.
    files: BTreeSet<SourcePath>,
}

impl Default for Remembering {
    fn default() -> Remembering {
        let workspace = Workspace::in_memory(SourceTree::default()).remembering();
        Remembering { workspace, files: BTreeSet::new() }
    }
}

impl Remembering {
    /// The site as it is now.
    pub fn build(&mut self, sources: SourceTree, request: &Request) -> Build {
        for path in std::mem::take(&mut self.files) {
            if sources.get(&path).is_none() {
                self.workspace.remove_file(path);
            }
        }
        for file in sources.iter() {
            self.workspace.set_file(file.path.clone(), file.content.clone());
            self.files.insert(file.path.clone());
        }
        build_workspace(&mut self.workspace, request)
    }
}
