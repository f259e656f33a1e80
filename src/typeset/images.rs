//! The images of a paper: which files it shows, and under which names its markup finds them.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::path::OutputPath;
use crate::site::Site;
use crate::source::{STATIC, SourceFile, SourceTree};

/// The formats that can be typeset; for others, the alternative text is used.
const FORMATS: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "pdf"];

/// Files by published path, and those that a paper shows.
pub(super) struct Images<'a> {
    files: Rc<HashMap<OutputPath, &'a SourceFile>>,
    /// By their names in the markup.
    pub used: BTreeMap<String, &'a SourceFile>,
}

impl<'a> Images<'a> {
    /// No images yet.
    pub fn new(files: Rc<HashMap<OutputPath, &'a SourceFile>>) -> Images<'a> {
        Images { files, used: BTreeMap::new() }
    }

    /// The name of an image; none if it cannot be typeset.
    pub fn take(&mut self, path: &OutputPath) -> Option<String> {
        let file = *self.files.get(path)?;
        let extension = file.path.extension().to_ascii_lowercase();
        if !FORMATS.contains(&extension.as_str()) {
            return None;
        }
        let name = format!("/files/{}", file.path);
        self.used.insert(name.clone(), file);
        Some(name)
    }
}

/// Every published file by its address.
pub(super) fn published<'a>(site: &Site, sources: &'a SourceTree) -> HashMap<OutputPath, &'a SourceFile> {
    let beside =
        site.files.iter().filter_map(|(source, output)| Some((output.clone(), sources.get(source)?)));
    let statics = sources.below(STATIC).filter_map(|file| {
        let rest = file.path.as_str().strip_prefix(STATIC)?.strip_prefix('/')?;
        Some((OutputPath::new(rest)?, file))
    });
    beside.chain(statics).collect()
}
