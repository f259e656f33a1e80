//! The only module that reads the site's folder.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::facts::{Facts, LARGEST_OPENED, is_pdf, read_pdf};
use super::{ARTICLES, FOLDERS, OBSIDIAN, SITE_TOML, STATIC, SourceFile, SourceTree, is_text};
use crate::blob::Blob;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::disk;
use crate::path::SourcePath;

/// Longer text is not an article: it would have as many words as 200 thick books.
pub const LARGEST_TEXT: u64 = 64 * 1024 * 1024;

/// How many symbolic links to one folder are followed. Without a limit, links from folder to folder could double the
/// number of ways at every step, without leading in a circle.
const MOST_WAYS: usize = 16;

/// The nearest folder from `start` upward that contains a `site.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(SITE_TOML).is_file()).map(Path::to_owned)
}

/// Reads the site at `root`: `site.toml`, `articles/`, `consent/`, `themes/` and `static/`.
///
/// Hidden files are ignored, except in `static/` (`.well-known`). A symbolic link is followed if it stays below the
/// root.
pub fn read_tree(root: &Path) -> (SourceTree, Diagnostics) {
    let Inventory { paths, mut found, .. } = take_inventory(root);
    let mut tree = SourceTree { is_vault: is_vault(root), ..SourceTree::default() };
    for (file, problems) in in_order(paths) {
        found.extend(problems);
        tree.insert_file(file);
    }
    (tree, found)
}

/// Whether the articles are a vault of Obsidian.
pub(super) fn is_vault(root: &Path) -> bool {
    [root.join(OBSIDIAN), root.join(ARTICLES).join(OBSIDIAN)].iter().any(|folder| folder.is_dir())
}

/// What a walk through the site's folder finds.
pub(super) struct Inventory {
    /// Every file with its location on disk.
    pub paths: Vec<(String, PathBuf)>,
    /// Problems on the way.
    pub found: Diagnostics,
    /// Whether there is a symbolic link.
    pub has_links: bool,
    /// The files and folders within the site's folder that symbolic links lead to.
    pub targets: BTreeSet<PathBuf>,
}

/// Finds every file of the site.
pub(super) fn take_inventory(root: &Path) -> Inventory {
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let paths = vec![(SITE_TOML.to_owned(), root.join(SITE_TOML))];
    let mut inventory =
        Inventory { paths, found: Diagnostics::default(), has_links: false, targets: BTreeSet::new() };
    for folder in FOLDERS {
        list_files(root, &real_root, folder, &mut inventory);
    }
    inventory
}

/// Reads files on all cores.
pub(super) fn in_order(paths: Vec<(String, PathBuf)>) -> impl Iterator<Item = (SourceFile, Diagnostics)> {
    let read: Vec<_> = paths.into_par_iter().map(|(name, place)| read_file(&name, place)).collect();
    read.into_iter().flatten()
}

fn list_files(root: &Path, real_root: &Path, folder: &str, inventory: &mut Inventory) {
    let Inventory { paths, found, has_links, targets } = inventory;
    let top = root.join(folder);
    if !top.exists() {
        return;
    }
    let show_hidden = folder == STATIC;
    let mut ways: HashMap<PathBuf, usize> = HashMap::new();
    let mut walk = WalkDir::new(&top).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let place = error.path().unwrap_or(&top).to_owned();
                // Editors mark open files with hidden links that lead nowhere.
                if show_hidden || !is_hidden(&place) {
                    report(root, &place, &codes::FILE_UNREADABLE, &why(&error), found);
                }
                continue;
            }
        };
        let is_link = entry.path_is_symlink();
        *has_links |= is_link;
        if entry.depth() > 0 && !show_hidden && is_hidden(entry.path()) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let real = if is_link { entry.path().canonicalize().ok() } else { None };
        if real.as_ref().is_some_and(|real| !real.starts_with(real_root)) {
            let message = "is a symbolic link that leads outside the site's folder";
            report(root, entry.path(), &codes::SYMLINK_OUTSIDE, message, found);
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        targets.extend(real.clone());
        if let Some(real) = real.filter(|_| entry.file_type().is_dir()) {
            let count = ways.entry(real).or_default();
            *count += 1;
            if *count > MOST_WAYS {
                // Reported only once: a further report would say the same.
                if *count == MOST_WAYS + 1 {
                    let message =
                        format!("is one of more than {MOST_WAYS} symbolic links to the same folder");
                    report(root, entry.path(), &codes::FILE_UNREADABLE, &message, found);
                }
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            match relative(root, entry.path()) {
                Some(name) if SourcePath::new(&name).is_some() => {
                    paths.push((name, entry.path().to_owned()));
                }
                // A backslash. Only Unix allows one in a name; elsewhere it separates folders.
                Some(_) => {
                    let message =
                        "has a backslash in its name, which is not allowed in an address; rename it";
                    report(root, entry.path(), &codes::FILE_UNREADABLE, message, found);
                }
                None => report(
                    root,
                    entry.path(),
                    &codes::FILE_NOT_UTF8,
                    "has a name that is not valid UTF-8",
                    found,
                ),
            }
        } else if !entry.file_type().is_dir() {
            let message = "is not a file or folder, but a pipe, a socket or a device";
            report(root, entry.path(), &codes::FILE_UNREADABLE, message, found);
        }
    }
}

fn is_hidden(place: &Path) -> bool {
    place.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Why the walk cannot read something, as the end of a message that begins with its path.
fn why(error: &walkdir::Error) -> String {
    let is_link = error.path().is_some_and(Path::is_symlink);
    match error.io_error() {
        _ if error.loop_ancestor().is_some() => "is a symbolic link to a folder that contains it".to_owned(),
        Some(error) if error.kind() == io::ErrorKind::NotFound && is_link => {
            "is a broken symbolic link".to_owned()
        }
        Some(error) => format!("cannot be read: {error}"),
        None => format!("cannot be read: {error}"),
    }
}

pub(super) fn read_file(name: &str, place: PathBuf) -> Option<(SourceFile, Diagnostics)> {
    let mut found = Diagnostics::default();
    let path = SourcePath::new(name)?;
    if !is_text(&path) {
        if let Err(error) = disk::open(&place) {
            found.report(&codes::FILE_UNREADABLE, Span::new(&path, 0..0), format!("cannot be read: {error}"));
        }
        let facts = facts_of(&path, &place);
        return Some((SourceFile { path, content: Blob::Disk(place), facts }, found));
    }
    let bytes = match disk::read(&place, LARGEST_TEXT) {
        Ok(bytes) => bytes,
        // `site.toml` may be missing; the code that needs it reports that in better words.
        Err(error) if error.kind() == io::ErrorKind::NotFound && name == SITE_TOML => return None,
        Err(error) => {
            found.report(&codes::FILE_UNREADABLE, Span::new(&path, 0..0), format!("cannot be read: {error}"));
            return Some((SourceFile { path, content: Blob::Text("".into()), facts: None }, found));
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') || utf16(text.as_bytes()).is_none() => text,
        Ok(text) => report_utf16(&path, text.as_bytes(), &mut found),
        Err(error) if utf16(error.as_bytes()).is_some() => report_utf16(&path, error.as_bytes(), &mut found),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            // Quoted source must be text; every invalid byte becomes one replacement character.
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let end = text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
            found
                .report(&codes::FILE_NOT_UTF8, Span::new(&path, at..end), "this file is not UTF-8")
                .label("the first invalid byte")
                .hint("save it as UTF-8 in your editor");
            text
        }
    };
    // A byte order mark is not part of the text.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let text = with_line_feeds(text);
    Some((SourceFile { path, content: Blob::Text(text.into()), facts: None }, found))
}

/// The text of one file, as in a [`SourceTree`], for commands that need no other. Fails if it cannot be read, is too
/// large or is not UTF-8.
pub fn read_text(place: &Path) -> io::Result<String> {
    let bytes = disk::read(place, LARGEST_TEXT)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))?;
    Ok(with_line_feeds(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// A carriage return without a line feed also ends a line (CommonMark 0.31, section 2.1), but all other code looks for
/// line feeds. So it becomes one, which changes no position in the file.
pub fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let bytes = text.as_bytes();
    let is_alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    let letters =
        text.char_indices().map(|(at, letter)| if letter == '\r' && is_alone(at) { '\n' } else { letter });
    letters.collect()
}

/// The text of a file in UTF-16: one with a byte order mark, or one in which every second byte is 0, as in Western text.
fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => u16::from_le_bytes,
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

/// Reports the file, and gives its text, so that links to the article still work.
fn report_utf16(path: &SourcePath, bytes: &[u8], found: &mut Diagnostics) -> String {
    found
        .report(&codes::FILE_NOT_UTF8, Span::new(path, 0..0), "this file is UTF-16")
        .hint("save it as UTF-8 in your editor");
    utf16(bytes).unwrap_or_default()
}

/// The facts about a file. None if it cannot be read, which is reported when it is published.
fn facts_of(path: &SourcePath, place: &Path) -> Option<Facts> {
    let size = fs::metadata(place).ok()?.len();
    let opens = is_pdf(path.extension()) && size <= LARGEST_OPENED;
    let pdf = if opens { read_pdf(disk::read(place, LARGEST_OPENED).ok()?) } else { None };
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
    let name = place.strip_prefix(root).unwrap_or(place).to_string_lossy();
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() };
    let span = SourcePath::new(&name).map(|path| Span::new(&path, 0..0));
    found.report(code, span, format!("{name} {message}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_vanishes_after_it_was_found_is_reported() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("articles")).expect("a folder");
        for name in ["site.toml", "articles/a.md", "articles/b.md", "articles/c.pdf", "articles/d.svg"] {
            fs::write(root.join(name), "Text.").expect("a file");
        }
        let inventory = take_inventory(root);
        for name in ["site.toml", "articles/a.md", "articles/c.pdf", "articles/d.svg"] {
            fs::remove_file(root.join(name)).expect("it is there");
        }
        let mut lines: Vec<String> = in_order(inventory.paths)
            .map(|(file, found)| {
                let found: Vec<_> = found.iter().map(|diagnostic| diagnostic.code.name).collect();
                format!("{}: {}", file.path, found.join(" "))
            })
            .collect();
        lines.sort();
        assert_eq!(
            lines,
            [
                "articles/a.md: file-unreadable",
                "articles/b.md: ",
                "articles/c.pdf: file-unreadable",
                "articles/d.svg: file-unreadable"
            ]
        );
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        assert_eq!(with_line_feeds("a\rb\r\nc\n\r\rd\r".to_owned()), "a\nb\r\nc\n\n\nd\n");
    }
}
