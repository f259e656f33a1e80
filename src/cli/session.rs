//! What commands have in common: the root, the workspace, the request.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{SiteArguments, USAGE};
use crate::cli::report;
use crate::config::{Config, read_config};
use crate::diagnostic::{Level, codes, did_you_mean, find_code};
use crate::engine::{Levels, Request, WARNINGS, Workspace};
use crate::path::SourcePath;
use crate::site::Visibility;
use crate::source::{SITE_TOML, find_root, read_text};

/// The site that a command works on.
pub struct Session {
    /// Its folder.
    pub root: PathBuf,
    /// Its files.
    pub workspace: Workspace,
    /// What the command line requests.
    pub request: Request,
}

/// Finds the site's folder. An error is an exit code, after a message was printed.
pub fn find(arguments: &SiteArguments) -> Result<PathBuf, u8> {
    find_at(arguments.root.as_deref())
}

/// The same, for commands that take only `--root`.
pub fn find_at(root: Option<&Path>) -> Result<PathBuf, u8> {
    Ok(match root {
        Some(root) if root.join("site.toml").is_file() => root.to_owned(),
        Some(root) => {
            return Err(missing(&format!("there is no site.toml in {}", root.display())));
        }
        None => {
            let here = std::env::current_dir().map_err(|error| {
                report::error(&format!("the current folder cannot be read: {error}"));
                super::MACHINE
            })?;
            find_root(&here).ok_or_else(|| missing("there is no site.toml here or in any folder above"))?
        }
    })
}

/// Finds and reads the site. An error is an exit code, after a message was printed.
pub fn open(arguments: &SiteArguments) -> Result<Session, u8> {
    let levels = levels(arguments)?;
    let root = find(arguments)?;
    let request = request(arguments, levels)?;
    let workspace = Workspace::open(&root);
    Ok(Session { root, workspace, request })
}

/// The request of the command line, with the current time.
pub fn request(arguments: &SiteArguments, levels: Levels) -> Result<Request, u8> {
    let now = now()?;
    let visibility =
        Visibility { now, drafts: arguments.drafts, future: arguments.future, expired: arguments.expired };
    Ok(Request { base_url: arguments.base_url.clone(), levels, ..Request::new(visibility) })
}

/// What `site.toml` declares, for commands that need no articles. `kb check` reports its problems.
pub fn config(root: &Path) -> Result<Config, u8> {
    let path = SourcePath::new(SITE_TOML).expect("a plain file name");
    match read_text(&root.join(SITE_TOML)) {
        Ok(text) => Ok(read_config(&path, &text).0),
        Err(error) => {
            report::error(&format!("site.toml cannot be read: {error}"));
            Err(super::MACHINE)
        }
    }
}

fn missing(message: &str) -> u8 {
    report::line(&format!("error[{}]: {message}", codes::SITE_TOML_MISSING.name));
    report::help("change to the site's folder, or specify it with --root DIR");
    USAGE
}

/// `SOURCE_DATE_EPOCH` if it is set (reproducible-builds.org), else the clock.
pub fn now() -> Result<i64, u8> {
    let text = std::env::var_os("SOURCE_DATE_EPOCH").map(|text| text.to_string_lossy().into_owned());
    match text {
        Some(text) => text.trim().parse().map_err(|_| {
            report::error(&format!("SOURCE_DATE_EPOCH must be a number of seconds, but it is “{text}”"));
            USAGE
        }),
        None => Ok(clock()),
    }
}

/// How long until a given time, unless the clock is fixed.
pub fn until(instant: i64) -> Option<Duration> {
    let stands_still = std::env::var_os("SOURCE_DATE_EPOCH").is_some();
    (!stands_still).then(|| Duration::from_secs(instant.saturating_sub(clock()).max(0).unsigned_abs()))
}

/// The clock, in seconds since 1970-01-01T00:00:00Z.
pub fn clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Lint levels from the command line.
pub fn levels(arguments: &SiteArguments) -> Result<Levels, u8> {
    let named =
        |names: &[String], level: Level| names.iter().map(|name| (name.clone(), level)).collect::<Vec<_>>();
    let levels: Vec<(String, Level)> = [
        named(&arguments.allow, Level::Allow),
        named(&arguments.warn, Level::Warn),
        named(&arguments.deny, Level::Deny),
    ]
    .concat();
    for (name, _) in levels.iter().filter(|(name, _)| name != WARNINGS) {
        let known = || codes::ALL.iter().filter(|code| code.is_lint).map(|code| code.name);
        match find_code(name) {
            Some(code) if code.is_lint => {}
            Some(_) => {
                report::error(&format!("`{name}` is always an error; only lints have levels"));
                return Err(USAGE);
            }
            None => {
                report::error(&format!("no lint is called `{name}`"));
                if let Some(hint) = did_you_mean(name, known()) {
                    report::help(&hint);
                }
                return Err(USAGE);
            }
        }
    }
    Ok(Levels(levels))
}
