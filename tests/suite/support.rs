//! Builds a site from one text, in memory.

use std::convert::Infallible;

use kb::diagnostic::{Diagnostics, to_human};
use kb::output::Output;
use kb::path::SourcePath;
pub use kb::pipeline::Build;
use kb::pipeline::{Bytes, Memory, Request, run, run_again};
use kb::site::Visibility;
use kb::source::{Content, SourceTree, tree_of};

/// 2026-01-01T00:00:00Z
pub const NOW: i64 = 1_767_225_600;

const SITE_TOML: &str =
    "title = \"Test\"\nurl = \"https://example.com\"\nlanguage = \"en\"\ntheme.name = \"tiny\"\n";

/// A theme that shows everything and changes only when it is edited.
const TINY_THEME: &str = include_str!("tiny-theme.txt");

/// The request of a plain build.
pub fn request() -> Request {
    Request {
        visibility: Visibility { now: NOW, drafts: false, future: false, expired: false },
        base_url: None,
        receiver: None,
    }
}

/// The sources of a fixture, with a `site.toml` and a tiny theme unless it has its own.
pub fn sources(fixture: &str) -> SourceTree {
    let mut tree = with_tiny_theme(tree_of(fixture));
    let site_toml = SourcePath::new("site.toml").unwrap();
    match tree.get(&site_toml).and_then(|file| file.text()) {
        None => tree.insert(site_toml, Content::Text(SITE_TOML.into())),
        Some(text) if !text.contains("url =") => {
            let text = format!("{SITE_TOML}{text}");
            tree.insert(site_toml, Content::Text(text.into()));
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

/// Runs the whole pipeline on sources, everything in memory.
pub fn build_sources(sources: SourceTree, request: &Request) -> Build {
    let built = run(sources, request, |_, bytes| match bytes {
        Bytes::Memory(bytes) => Ok::<_, Infallible>(Output::memory(bytes)),
        Bytes::Disk(place) => Ok(Output::memory(std::fs::read(place).unwrap())),
    });
    let Ok(build) = built;
    build
}

/// Runs the whole pipeline on a fixture.
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
    let path = kb::path::OutputPath::new(path).unwrap();
    let output = build.outputs.get(&path).unwrap_or_else(|| panic!("{path} is not published"));
    std::str::from_utf8(output.bytes().unwrap()).unwrap()
}

/// Builds a site again and again, and remembers what came of it before.
pub struct Remembering(Memory);

impl Default for Remembering {
    fn default() -> Remembering {
        Remembering(Memory::with_pages())
    }
}

impl Remembering {
    /// The site as it is now.
    pub fn build(&mut self, sources: SourceTree, request: &Request) -> Build {
        let store = |_: &kb::path::OutputPath, bytes: Bytes<'_>| match bytes {
            Bytes::Memory(bytes) => Ok::<_, Infallible>(Output::memory(bytes)),
            Bytes::Disk(place) => Ok(Output::memory(std::fs::read(place).unwrap())),
        };
        let Ok(build) = run_again(sources, request, &mut self.0, store, |_| {});
        build
    }
}
