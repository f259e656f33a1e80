//! The current state of a site, and its files on request.
//!
//! A [`Workspace`] holds the inputs: a site's folder or files in memory, and unsaved text over them. It produces
//! [`Snapshot`]s, in which all articles are linked, and which never change. The snapshot lists the files of the website as
//! [`Artifact`]s and makes any of them. Commands are clients that request as much as they need. Names every phase in order;
//! writes nothing.

mod artifact;
mod icons;
mod link;
mod memory;
mod print;
mod rules;
mod snapshot;
mod workspace;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use artifact::Artifact;
pub use print::{Collector, Printed};
pub use rules::{Levels, WARNINGS};
pub use snapshot::Snapshot;
pub use workspace::Workspace;

pub use crate::render::{Asked, Required, Sent};

use crate::config::{Backend, SiteUrl};
use crate::diagnostic::{Diagnostics, codes};
use crate::site::Visibility;

/// What a snapshot depends on, besides the files.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which documents are published.
    pub visibility: Visibility,
    /// Instead of `url` in `site.toml`.
    pub base_url: Option<SiteUrl>,
    /// The receiver of forms for which `site.toml` names none.
    pub receiver: Option<Backend>,
    /// Lint levels from the command line; they take precedence over `[lints]` in `site.toml`.
    pub levels: Levels,
    /// Whether PDFs that `kb pdf` is about to make count as existing, so that links to them are not errors.
    pub expects_pdfs: bool,
}

/// A phase, for timing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// `site.toml` is read and the theme loaded.
    Theme,
    /// Articles are read.
    Articles,
    /// Articles are linked.
    Links,
    /// Pages are made.
    Pages,
    /// All other files are made.
    Files,
    /// The search index is made.
    Search,
}

impl Request {
    /// The site as `site.toml` describes it.
    pub fn new(visibility: Visibility) -> Request {
        Request { visibility, base_url: None, receiver: None, levels: Levels::default(), expects_pdfs: false }
    }
}

/// Does `work` and turns a panic into a diagnostic. A panic is a bug in kb; it must cost one page, not the whole run.
fn guarded<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostics> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let mut found = Diagnostics::default();
        found
            .report(&codes::PAGE_PANIC, None, format!("kb failed on {what}"))
            .hint("this is a bug in kb; please report it and include that file");
        found
    })
}
