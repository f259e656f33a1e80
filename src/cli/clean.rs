//! `kb clean`

use std::path::PathBuf;

use clap::Args;

use super::{FINE, MACHINE, report, session};
use crate::store::{Freed, Store};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb clean                          the next `kb pdf` typesets everything again";

#[derive(Args)]
pub struct CleanArguments {
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Empties the cache of a site; returns the exit code.
pub fn run(arguments: &CleanArguments) -> u8 {
    let root = match session::find_at(arguments.root.as_deref()) {
        Ok(root) => root,
        Err(code) => return code,
    };
    match Store::of_site(&root).clear() {
        Ok(freed) => {
            report::line(&freed_text(&freed));
            FINE
        }
        Err(error) => {
            report::error(&format!("the cache in {} cannot be removed: {error}", root.display()));
            MACHINE
        }
    }
}

/// `Removed 3 files, 1.2 MB`, in decimal units, like the sizes of disks.
fn freed_text(freed: &Freed) -> String {
    let files = match freed.files {
        0 => return "The cache is empty".to_owned(),
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    };
    let bytes = freed.bytes as f64;
    let size = match freed.bytes {
        0..1_000 => format!("{} bytes", freed.bytes),
        1_000..1_000_000 => format!("{:.1} kB", bytes / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes / 1e6),
        1_000_000_000.. => format!("{:.1} GB", bytes / 1e9),
    };
    format!("Removed {files}, {size}")
}
