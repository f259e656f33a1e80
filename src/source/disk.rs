//! The only place that reads the site's folder.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::facts::{Facts, LARGEST_OPENED, is_pdf, read_pdf};
use super::{Content, FOLDERS, SITE_TOML, STATIC, SourceFile, SourceTree, is_text};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;

/// The nearest folder from `start` upwards that holds a `site.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(SITE_TOML).is_file()).map(Path::to_owned)
}

/// Reads the site at `root`: `site.toml`, `articles/`, `consent/`, `themes/` and `static/`.
///
/// Hidden files are left out, but for those of `static/` (`.well-known`). A symbolic link is followed as long as it stays
/// below the root.
pub fn read_tree(root: &Path) -> (SourceTree, Diagnostics) {
    let Walk { paths, mut found, .. } = walk(root);
    let mut tree = SourceTree::default();
    for (file, problems) in in_order(paths) {
        found.extend(problems);
        tree.insert_file(file);
    }
    (tree, found)
}

/// What a walk through the site's folder meets.
pub(super) struct Walk {
    /// Every file with its place.
    pub paths: Vec<(String, PathBuf)>,
    /// What is in the way.
    pub found: Diagnostics,
    /// Whether there is a symbolic link.
    pub has_links: bool,
}

/// Looks for every file of the site.
pub(super) fn walk(root: &Path) -> Walk {
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let paths = vec![(SITE_TOML.to_owned(), root.join(SITE_TOML))];
    let mut walked = Walk { paths, found: Diagnostics::default(), has_links: false };
    for folder in FOLDERS {
        list_files(root, &real_root, folder, &mut walked);
    }
    walked
}

/// Reads files on all cores.
pub(super) fn in_order(paths: Vec<(String, PathBuf)>) -> impl Iterator<Item = (SourceFile, Diagnostics)> {
    let read: Vec<_> = paths.into_par_iter().map(|(name, place)| read_file(&name, place)).collect();
    read.into_iter().flatten()
}

impl SourceFile {
    /// The bytes, from disk if they are not in memory.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.content {
            Content::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Disk(place) => fs::read(place).map(Cow::Owned),
        }
    }
}

fn list_files(root: &Path, real_root: &Path, folder: &str, walked: &mut Walk) {
    let Walk { paths, found, has_links } = walked;
    let top = root.join(folder);
    if !top.exists() {
        return;
    }
    let show_hidden = folder == STATIC;
    let mut walk = WalkDir::new(&top).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let place = error.path().unwrap_or(&top).to_owned();
                report(root, &place, &codes::FILE_UNREADABLE, &format!("cannot be read: {error}"), found);
                continue;
            }
        };
        let is_hidden = entry.file_name().to_str().is_some_and(|name| name.starts_with('.'));
        *has_links |= entry.path_is_symlink();
        let leads_out = entry.path_is_symlink()
            && entry.path().canonicalize().is_ok_and(|real| !real.starts_with(real_root));
        if leads_out {
            report(
                root,
                entry.path(),
                &codes::SYMLINK_OUTSIDE,
                "is a symbolic link that leads outside the site's folder",
                found,
            );
        }
        if leads_out || is_hidden && !show_hidden && entry.depth() > 0 {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            match relative(root, entry.path()) {
                Some(name) => paths.push((name, entry.path().to_owned())),
                None => report(
                    root,
                    entry.path(),
                    &codes::FILE_NOT_UTF8,
                    "has a name that is not valid UTF-8",
                    found,
                ),
            }
        }
    }
}

pub(super) fn read_file(name: &str, place: PathBuf) -> Option<(SourceFile, Diagnostics)> {
    let mut found = Diagnostics::default();
    let path = SourcePath::new(name)?;
    if !is_text(&path) {
        let facts = facts_of(&path, &place);
        return Some((SourceFile { path, content: Content::Disk(place), facts }, found));
    }
    let bytes = match fs::read(&place) {
        Ok(bytes) => bytes,
        // `site.toml` need not be there; whoever needs it says so in better words.
        Err(error) if error.kind() == io::ErrorKind::NotFound && name == SITE_TOML => return None,
        Err(error) => {
            found.report(&codes::FILE_UNREADABLE, Span::new(&path, 0..0), format!("cannot be read: {error}"));
            return Some((SourceFile { path, content: Content::Text("".into()), facts: None }, found));
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            // What is quoted must be text; every wrong byte becomes one replacement character.
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let end = text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
            found
                .report(&codes::FILE_NOT_UTF8, Span::new(&path, at..end), "this file is not UTF-8")
                .label("the first invalid byte")
                .hint("save it as UTF-8 in your editor");
            text
        }
    };
    // A byte order mark is no part of the text.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Some((SourceFile { path, content: Content::Text(text.into()), facts: None }, found))
}

/// None if the file cannot be read, which is reported when it is published.
fn facts_of(path: &SourcePath, place: &Path) -> Option<Facts> {
    let size = fs::metadata(place).ok()?.len();
    let opens = is_pdf(path.extension()) && size <= LARGEST_OPENED;
    let pdf = if opens { read_pdf(fs::read(place).ok()?) } else { None };
    Some(Facts { size, pdf })
}

pub(super) fn relative(root: &Path, place: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = place.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn report(
    root: &Path,
    place: &Path,
    code: &'static crate::diagnostic::Code,
    message: &str,
    found: &mut Diagnostics,
) {
    let name = place.strip_prefix(root).unwrap_or(place).to_string_lossy().replace('\\', "/");
    let span = SourcePath::new(&name).map(|path| Span::new(&path, 0..0));
    found.report(code, span, format!("{name} {message}"));
}
