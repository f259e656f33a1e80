//! `.kb-site`, the list of a tree's files and digests, which also marks the tree as kb's own.
//!
//! Text: a line with the format version, then a line `DIGEST  path` per file, sorted by path. The list does not
//! contain itself. A line break in a path is written as `\n` or `\r`; a path of the website never contains a
//! backslash.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use super::Digest;
use crate::disk;
use crate::path::OutputPath;

/// The name of the list in the tree's root.
pub(super) const NAME: &str = ".kb-site";

const MARK: &str = "kb-site ";
const FIRST_LINE: &str = "kb-site 1";

/// A list as found on disk.
pub(super) struct Manifest {
    pub files: BTreeMap<OutputPath, Digest>,
    /// Digest of the text, so that an edited list does not count as up to date.
    pub digest: Digest,
    /// When it was written, which is after every file in it.
    pub written: SystemTime,
}

impl Manifest {
    /// The list in a folder; none if there is none, or if it is not kb's.
    pub fn read(folder: &Path) -> io::Result<Option<Manifest>> {
        let path = folder.join(NAME);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let mut file = disk::open(&path)?;
        let written = file.metadata()?.modified()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(parse(&text).map(|files| Manifest { files, digest: Digest::of(&bytes), written }))
    }
}

/// The text of the list.
pub(super) fn render<'a>(files: impl IntoIterator<Item = (&'a OutputPath, &'a Digest)>) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    for (path, digest) in files {
        let path = path.as_str().replace('\n', "\\n").replace('\r', "\\r");
        text.push_str(&format!("{digest}  {path}\n"));
    }
    text
}

// A list of another version still marks the folder as kb's own, but its lines are not used. A line that cannot be read
// leaves its file unknown, so that it is written again.
fn parse(text: &str) -> Option<BTreeMap<OutputPath, Digest>> {
    let (first, lines) = text.split_once('\n')?;
    if !first.starts_with(MARK) {
        return None;
    }
    let lines = if first == FIRST_LINE { lines } else { "" };
    Some(lines.lines().filter_map(parse_line).collect())
}

fn parse_line(line: &str) -> Option<(OutputPath, Digest)> {
    let (digest, path) = line.split_once("  ")?;
    let path = path.replace("\\n", "\n").replace("\\r", "\r");
    Some((OutputPath::new(&path)?, Digest::from_hex(digest)?))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn the_list_is_sorted_and_reads_back() {
        let files: BTreeMap<OutputPath, Digest> = ["b/index.html", "a  b.html", "line\nbreak\r", "größe.png"]
            .into_iter()
            .map(|path| (OutputPath::new(path).unwrap(), Digest::of(path.as_bytes())))
            .collect();
        let text = render(&files);
        expect![[r#"
            kb-site 1
            90e116de5918da68e8ea1162874d3cbc2dbe556bd3a08c0c1aee228004fcd6ec  a  b.html
            954cb12204a3a5d0c8338bb943b67d2e96d672bd7d7c6d03378fffb49e5071d4  b/index.html
            cf500d41bf927383404ea47a9d35ad49a165e020bc55ce8fde52eecafa0d9efb  größe.png
            fbc46776a5b9f502d23e86c32382bd68f47d11e9642ddfe0f68ac40dd6acb573  line\nbreak\r
        "#]]
        .assert_eq(&text);
        assert_eq!(parse(&text), Some(files));
    }

    #[test]
    fn only_a_list_of_kb_marks_a_folder() {
        assert_eq!(parse(""), None);
        assert_eq!(parse("hello\n"), None);
        assert_eq!(parse("kb-site 2\nsomething new\n"), Some(BTreeMap::new()));
        assert_eq!(parse("kb-site 1\nnonsense\nabc  ../x\n"), Some(BTreeMap::new()));
    }
}
