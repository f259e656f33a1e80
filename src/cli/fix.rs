//! `kb check --fix`: applies the sure fixes of a run.

use std::io;
use std::path::Path;

use super::report;
use crate::blob::Blob;
use crate::diagnostic::{Diagnostic, Diagnostics, FixedFile, LineIndex, Sources, Unit, sure_fixes};
use crate::output::{add_input, replace_input};
use crate::path::SourcePath;
use crate::source::{LARGEST_TEXT, with_line_feeds};

/// A file could not be written; the reason was printed.
pub struct Unwritten;

/// Writes the fixed files, and prints what was fixed. Returns the number of fixed diagnostics.
///
/// A file that has changed since it was read is left alone, with a message: the edits were made for a different text.
pub fn fix(root: &Path, found: &Diagnostics, sources: &impl Sources) -> Result<usize, Unwritten> {
    let (files, fixed) = sure_fixes(found, sources);
    let (unwritten, has_failed) = write_all(root, &files);
    let is_written = |diagnostic: &&&Diagnostic| {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        !edits.into_iter().any(|edit| unwritten.contains(&&edit.span.path))
    };
    let written: Vec<_> = fixed.iter().filter(is_written).collect();
    for diagnostic in &written {
        report::line(&fixed_line(diagnostic, sources));
    }
    if has_failed { Err(Unwritten) } else { Ok(written.len()) }
}

/// Writes files. Returns those that were not written, after saying why, and whether the disk is the reason.
pub fn write_all<'a>(root: &Path, files: &'a [FixedFile]) -> (Vec<&'a SourcePath>, bool) {
    let mut unwritten = Vec::new();
    let mut has_failed = false;
    for file in files {
        match write(root, file) {
            Ok(true) => {}
            Ok(false) => {
                report::line(&format!(
                    "{} has changed since kb read it, so nothing in it was fixed",
                    file.path
                ));
                unwritten.push(&file.path);
            }
            Err(error) => {
                report::error(&format!("{} cannot be written: {error}", file.path));
                unwritten.push(&file.path);
                has_failed = true;
            }
        }
    }
    (unwritten, has_failed)
}

/// `Fixed articles/a.md:3: …`, or `Wrote consent/….txt` for a new file.
fn fixed_line(diagnostic: &Diagnostic, sources: &impl Sources) -> String {
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    let first = edits.into_iter().next().expect("a diagnostic that was fixed has an edit");
    match sources.text(&first.span.path) {
        None => format!("Wrote {}", first.span.path),
        Some(text) => {
            let span = diagnostic.span.as_ref().unwrap_or(&first.span);
            let line = LineIndex::new(text).position(span.range.start, Unit::Bytes).line;
            format!("Fixed {}:{line}: {}", span.path, diagnostic.message)
        }
    }
}

/// Writes a fixed file. Returns `false`, and writes nothing, if its text has changed since it was read.
fn write(root: &Path, file: &FixedFile) -> io::Result<bool> {
    let Some(before) = &file.before else {
        return add_input(root, &file.path, file.after.as_bytes()).map(|()| true);
    };
    let now = Blob::Disk(root.join(file.path.as_str())).bytes_up_to(LARGEST_TEXT)?.into_owned();
    // A byte order mark is not part of the text, and stays.
    let mark: &[u8] = "\u{feff}".as_bytes();
    let (mark, text) = if now.starts_with(mark) { now.split_at(mark.len()) } else { (&[] as &[u8], &*now) };
    // Lines may end in a carriage return, and were read as if they ended in a line feed.
    let is_same = str::from_utf8(text).is_ok_and(|text| with_line_feeds(text.to_owned()) == **before);
    if !is_same {
        return Ok(false);
    }
    replace_input(root, &file.path, &[mark, file.after.as_bytes()].concat()).map(|()| true)
}
