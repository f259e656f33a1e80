//! Why a website could not be published, with messages that say how to fix it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::path::{LONGEST_OUTPUT, OutputPath};

/// Why a website could not be published. The published folder is then unchanged, unless files are replaced one by
/// one, in which case some may already be new; the next build fixes that.
#[derive(Debug)]
pub enum PublishError {
    /// The machine refused: disk full, missing permission, and so on.
    Io {
        /// What was tried, as a verb after "cannot": `write`, `remove`.
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Another kb builds this site, or publishes to this folder.
    Locked {
        /// The file or folder that the other kb has locked.
        path: PathBuf,
    },
    /// The output folder contains files, but no `.kb-site` that marks them as kb's.
    Foreign {
        /// The output folder.
        output: PathBuf,
    },
    /// The output folder contains a repository, which exchanging the folder would remove.
    Repository {
        /// The output folder.
        output: PathBuf,
    },
    /// The output is a file, or a symbolic link that leads nowhere.
    NotAFolder {
        /// The output.
        output: PathBuf,
    },
    /// The output folder is in the site's folder, but a symbolic link leads elsewhere.
    LeadsOutside {
        /// The output folder.
        output: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// One of kb's own folders is a symbolic link, or is behind one.
    LinkedAway {
        /// The folder.
        folder: PathBuf,
    },
    /// The output folder contains the site's own files, or is one of their folders: publishing would delete them.
    HoldsSources {
        /// The output folder.
        output: PathBuf,
        /// The site's root, or the folder in it that contains the output.
        source: PathBuf,
    },
    /// Two different files would be published at one path, or one path is a file and a folder.
    Clash {
        /// The path.
        path: OutputPath,
        /// The path that conflicts with it.
        other: OutputPath,
    },
    /// A path is longer than [`LONGEST_OUTPUT`].
    TooLong {
        /// The path.
        path: OutputPath,
    },
    /// A file was started but not finished, because writing it failed or the build was stopped.
    Unfinished {
        /// The file.
        path: OutputPath,
    },
}

impl PublishError {
    /// Whether the command line is to blame (exit code 2) rather than the machine (3).
    pub fn is_usage(&self) -> bool {
        match self {
            PublishError::Foreign { .. }
            | PublishError::Repository { .. }
            | PublishError::NotAFolder { .. }
            | PublishError::LeadsOutside { .. }
            | PublishError::LinkedAway { .. }
            | PublishError::HoldsSources { .. } => true,
            PublishError::Io { .. }
            | PublishError::Locked { .. }
            | PublishError::Clash { .. }
            | PublishError::TooLong { .. }
            | PublishError::Unfinished { .. } => false,
        }
    }

    /// For `map_err`: says what was tried and with which file.
    pub(super) fn io(doing: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> PublishError {
        move |error| PublishError::Io { doing, path: path.as_ref().to_owned(), error }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Io { doing, path, error } => {
                write!(formatter, "cannot {doing} `{}`: {error}", path.display())?;
                match fix(doing, error.kind()) {
                    Some(fix) => write!(formatter, "; {fix}"),
                    None => Ok(()),
                }
            }
            PublishError::Locked { path } => write!(
                formatter,
                "another kb is building this site (it has locked `{}`); wait until it is done, or stop it",
                path.display()
            ),
            PublishError::Foreign { output } => write!(
                formatter,
                "`{}` contains files that kb did not write (it has no `.kb-site`), and publishing would delete \
                 them; empty the folder, or choose another one with `--output`",
                output.display()
            ),
            PublishError::Repository { output } => write!(
                formatter,
                "`{}` contains a repository (`.git`), and publishing would delete it; publish to another folder with \
                 `--output` and copy its content",
                output.display()
            ),
            PublishError::NotAFolder { output } => write!(
                formatter,
                "`{}` is not a folder; remove it, or choose another one with `--output`",
                output.display()
            ),
            PublishError::LeadsOutside { output, target } => write!(
                formatter,
                "`{}` leads to `{}`, outside the site's folder; to publish there, write `--output {}`",
                output.display(),
                target.display(),
                target.display()
            ),
            PublishError::LinkedAway { folder } => write!(
                formatter,
                "`{}` is a symbolic link or inside one, and kb deletes the content of that folder; remove the link, and kb \
                 creates the folder again",
                folder.display()
            ),
            PublishError::HoldsSources { output, source } => write!(
                formatter,
                "cannot publish to `{}`, because publishing would delete the content of `{}`; choose another folder with \
                 `--output`, such as `public`",
                output.display(),
                source.display()
            ),
            PublishError::Clash { path, other } if path == other => {
                write!(formatter, "two different files would be published as `{path}`; rename one")
            }
            PublishError::Clash { path, other } => write!(
                formatter,
                "`{path}` cannot be published beside `{other}`, because a file and a folder would have one name; \
                 rename one of them"
            ),
            PublishError::TooLong { path } => {
                let start: String = path.as_str().chars().take(60).collect();
                write!(
                    formatter,
                    "`{start}…` cannot be published, because its path has {} bytes and the limit is {LONGEST_OUTPUT}; \
                     shorten it",
                    path.as_str().len()
                )
            }
            PublishError::Unfinished { path } => {
                write!(formatter, "`{path}` was not completely written, so nothing is published")
            }
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let PublishError::Io { error, .. } = self else { return None };
        Some(error)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of std")]
fn fix(doing: &str, kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::StorageFull => Some("free some space, and build again"),
        io::ErrorKind::QuotaExceeded => Some("your quota is used up; free some space, and build again"),
        io::ErrorKind::PermissionDenied if doing == "read" => Some("get permission to read it"),
        io::ErrorKind::PermissionDenied => {
            Some("get permission to write there, or choose another folder with `--output`")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            Some("the disk is read-only; choose a folder on another disk with `--output`")
        }
        io::ErrorKind::InvalidFilename => {
            Some("the name is too long, or has characters that this disk cannot store")
        }
        _ => None,
    }
}
