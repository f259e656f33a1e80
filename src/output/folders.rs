//! Where the published folder is, and where its staging tree goes. Refuses folders that contain the site's own files.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::PublishError;
use super::{Digest, Reason};
use crate::source::WRITTEN;

/// kb's own folder in the site's folder.
const PRIVATE: &str = ".kb";

/// Where things are; every path is absolute and free of symbolic links.
pub(super) struct Folders {
    /// The folder to publish to. It need not exist.
    pub output: PathBuf,
    /// The site's own folder of caches and locks.
    pub private: PathBuf,
    /// The folder of the staging tree and its files.
    pub staging: PathBuf,
    /// Whether the staging tree is outside `private`, where two sites may collide.
    pub is_staged_beside: bool,
    /// Why the two trees cannot be exchanged, if that is known in advance.
    pub obstacle: Option<Reason>,
}

impl Folders {
    /// Finds the folders and creates the private ones.
    pub fn prepare(root: &Path, named: &Path) -> Result<Folders, PublishError> {
        let root = fs::canonicalize(root).map_err(PublishError::io("open", root))?;
        // With a trailing slash, a link would be followed.
        let bare: PathBuf = named.components().collect();
        let is_link = fs::symlink_metadata(&bare).is_ok_and(|metadata| metadata.is_symlink());
        let (output, leads_out) = resolve(named, &root)?;
        match fs::symlink_metadata(&output) {
            Ok(metadata) if metadata.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && !is_link => {}
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(PublishError::io("open", named)(error));
            }
            _ => return Err(PublishError::NotAFolder { output: named.to_owned() }),
        }
        refuse_sources(&root, &output, named)?;
        // A stranger's site must not decide where kb publishes; who wants that folder can name it.
        if leads_out {
            return Err(PublishError::LeadsOutside { output: named.to_owned(), target: output });
        }

        let private = root.join(PRIVATE);
        make_private(&private)?;
        let is_mount_point = output.exists() && !is_same_disk(&output, output.parent());
        let obstacle = match (is_link, is_mount_point) {
            (true, _) => Some(Reason::SymbolicLink),
            (false, true) => Some(Reason::MountPoint),
            (false, false) => None,
        };
        let within = private
            .join("staging")
            .join(&Digest::of(output.as_os_str().as_encoded_bytes()).to_string()[..16]);
        let beside = match is_mount_point || is_same_disk(&private, Some(&output)) {
            true => None,
            false => make_beside(&output),
        };
        if beside.is_none() {
            fs::create_dir_all(&within).map_err(PublishError::io("make", &within))?;
            refuse_links(&within)?;
        }
        Ok(Folders {
            output,
            private,
            is_staged_beside: beside.is_some(),
            staging: beside.unwrap_or(within),
            obstacle,
        })
    }
}

/// Makes a path absolute and follows its links; parts that do not exist yet stay as written. Says also whether a link in the
/// site's folder `root` leads out of it.
#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of std")]
fn resolve(path: &Path, root: &Path) -> Result<(PathBuf, bool), PublishError> {
    let absolute = std::path::absolute(path).map_err(PublishError::io("find", path))?;
    let mut resolved = PathBuf::new();
    let mut leads_out = false;
    for component in absolute.components() {
        match component {
            // A resolved path has no links, so its last part can be removed.
            Component::ParentDir => {
                resolved.pop();
            }
            component => {
                let is_inside = resolved.starts_with(root);
                resolved.push(component);
                match fs::canonicalize(&resolved) {
                    Ok(real) => resolved = real,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(PublishError::io("open", &resolved)(error)),
                }
                leads_out |= is_inside && !resolved.starts_with(root);
            }
        }
    }
    Ok((resolved, leads_out))
}

fn refuse_sources(root: &Path, output: &Path, named: &Path) -> Result<(), PublishError> {
    let refuse = |source: PathBuf| Err(PublishError::HoldsSources { output: named.to_owned(), source });
    if root.starts_with(output) {
        return refuse(root.to_owned());
    }
    // On many disks, `Articles` means the folder `articles`, whether it exists yet or not.
    let below = output.strip_prefix(root).ok().and_then(|below| below.components().next());
    let first = below.and_then(|part| part.as_os_str().to_str());
    for name in WRITTEN.into_iter().chain([PRIVATE]) {
        let source = root.join(name);
        if first.is_some_and(|first| first.eq_ignore_ascii_case(name)) {
            return refuse(source);
        }
        // A source folder may itself be a link to where the sources are kept.
        let real = fs::canonicalize(&source).unwrap_or_else(|_| source.clone());
        if output.starts_with(&source) || output.starts_with(&real) || real.starts_with(output) {
            return refuse(source);
        }
    }
    Ok(())
}

fn make_private(private: &Path) -> Result<(), PublishError> {
    fs::create_dir_all(private).map_err(PublishError::io("make", private))?;
    refuse_links(private)?;
    let ignore = private.join(".gitignore");
    match fs::OpenOptions::new().write(true).create_new(true).open(&ignore) {
        Ok(mut file) => io::Write::write_all(&mut file, b"*\n").map_err(PublishError::io("write", &ignore)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(PublishError::io("write", &ignore)(error)),
    }
}

/// Refuses one of kb's own folders if it is a symbolic link or behind one: kb clears such folders, and in a stranger's site
/// the link could lead anywhere. The path is otherwise free of links.
fn refuse_links(folder: &Path) -> Result<(), PublishError> {
    match fs::canonicalize(folder).map_err(PublishError::io("open", folder))? == folder {
        true => Ok(()),
        false => Err(PublishError::LinkedAway { folder: folder.to_owned() }),
    }
}

/// `.NAME.kb-staging` next to the output, where hard links and renames work; none if nothing may be created there.
fn make_beside(output: &Path) -> Option<PathBuf> {
    let name = output.file_name()?.to_string_lossy();
    let beside = output.parent()?.join(format!(".{name}.kb-staging"));
    fs::create_dir_all(&beside).ok()?;
    // kb does not write its private folder through a link, even if somebody made it one.
    fs::symlink_metadata(&beside).is_ok_and(|metadata| metadata.is_dir()).then_some(beside)
}

/// Whether both are on one file system. A path that does not exist is where its nearest parent is.
#[cfg(unix)]
fn is_same_disk(one: &Path, other: Option<&Path>) -> bool {
    use std::os::unix::fs::MetadataExt;

    let disk = |path: &Path| {
        path.ancestors().find_map(|path| fs::metadata(path).ok()).map(|metadata| metadata.dev())
    };
    other.is_none_or(|other| disk(one) == disk(other))
}

/// On other systems there is no way to find out; the rename will show it.
#[cfg(not(unix))]
fn is_same_disk(_one: &Path, _other: Option<&Path>) -> bool {
    true
}
