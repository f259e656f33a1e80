//! Opens the author's editor at a position, with the command from the environment.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::problems::Place;

/// The position that a browser requests. Only positions that were shown can be requested.
pub fn asked_place<'a>(
    mut shown: impl Iterator<Item = &'a Place>,
    sent: &[(String, String)],
) -> Option<&'a Place> {
    let value = |wanted: &str| sent.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let is_asked = |place: &&Place| {
        value("path") == Some(&place.path)
            && value("line") == Some(&place.line.to_string())
            && value("column") == Some(&place.column.to_string())
    };
    shown.find(is_asked)
}

/// Starts the command and does not wait for it.
pub fn open(command: &str, root: &Path, place: &Place) -> io::Result<()> {
    let mut words = words(command, root, place).into_iter();
    let program = words.next().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    let command = command.args(words).current_dir(root).stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::null()).spawn()?;
    // Its exit must be collected, or it would remain as a zombie.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// The arguments of the command with the position filled in. No shell is involved, so no file name can add arguments.
fn words(command: &str, root: &Path, place: &Place) -> Vec<String> {
    let path = root.join(&place.path).to_string_lossy().into_owned();
    let fill = |word: &str| {
        // The path last, since it may contain what looks like one of the other placeholders.
        let word = word.replace("{line}", &place.line.to_string());
        word.replace("{column}", &place.column.to_string()).replace("{path}", &path)
    };
    command.split_whitespace().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_filled_into_the_command() {
        let place = Place { path: "articles/a {line} b.md".into(), line: 3, column: 7 };
        let words = words("code -g {path}:{line}:{column}", Path::new("/site"), &place);
        assert_eq!(words, ["code", "-g", "/site/articles/a {line} b.md:3:7"]);
    }

    #[test]
    fn only_positions_that_were_shown_can_be_opened() {
        let place = Place { path: "articles/a.md".into(), line: 3, column: 7 };
        let sent = |path: &str| {
            let pairs = [("path", path), ("line", "3"), ("column", "7")];
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
        };
        assert!(asked_place([&place].into_iter(), &sent("articles/a.md")).is_some());
        assert!(asked_place([&place].into_iter(), &sent("/etc/passwd")).is_none());
        assert!(asked_place([].into_iter(), &sent("articles/a.md")).is_none());
    }
}
