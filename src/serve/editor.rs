//! Opens the author's editor at a position, with the command from the environment.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::problems::Location;

/// The position that a browser requests. Only positions that were shown can be requested.
pub fn asked_location<'a>(
    mut shown: impl Iterator<Item = &'a Location>,
    sent: &[(String, String)],
) -> Option<&'a Location> {
    let value = |wanted: &str| sent.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let is_asked = |location: &&Location| {
        value("path") == Some(&location.path)
            && value("line") == Some(&location.line.to_string())
            && value("column") == Some(&location.column.to_string())
    };
    shown.find(is_asked)
}

/// Starts the command and does not wait for it.
pub fn open(command: &str, root: &Path, location: &Location) -> io::Result<()> {
    let mut words = words(command, root, location).into_iter();
    let program = words.next().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    let command = command.args(words).current_dir(root).stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::null()).spawn()?;
    // Its exit must be collected, or it would remain as a zombie.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// The arguments of the command with the position filled in. No shell is involved, so no file name can add arguments.
fn words(command: &str, root: &Path, location: &Location) -> Vec<String> {
    let path = root.join(&location.path).to_string_lossy().into_owned();
    let fill = |word: &str| {
        // The path last, since it may contain what looks like one of the other placeholders.
        let word = word.replace("{line}", &location.line.to_string());
        word.replace("{column}", &location.column.to_string()).replace("{path}", &path)
    };
    command.split_whitespace().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_filled_into_the_command() {
        let location = Location { path: "articles/a {line} b.md".into(), line: 3, column: 7 };
        let words = words("code -g {path}:{line}:{column}", Path::new("/site"), &location);
        assert_eq!(words, ["code", "-g", "/site/articles/a {line} b.md:3:7"]);
    }

    #[test]
    fn only_positions_that_were_shown_can_be_opened() {
        let location = Location { path: "articles/a.md".into(), line: 3, column: 7 };
        let sent = |path: &str| {
            let pairs = [("path", path), ("line", "3"), ("column", "7")];
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
        };
        assert!(asked_location([&location].into_iter(), &sent("articles/a.md")).is_some());
        assert!(asked_location([&location].into_iter(), &sent("/etc/passwd")).is_none());
        assert!(asked_location([].into_iter(), &sent("articles/a.md")).is_none());
    }
}
