//! The site as it is now, and whatever of it somebody asks for.
//!
//! A [`Workspace`] holds the inputs: a site's folder or files in memory, and unsaved text over them. It gives a [`Snapshot`],
//! in which all articles are linked, and which never changes. The snapshot lists the files of the website as [`Artifact`]s and
//! makes any of them. Commands are clients that ask for as much as they need. Names every phase in order; writes nothing.

mod artifact;
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

use crate::config::{Backend, SiteUrl};
use crate::diagnostic::{Diagnostics, codes};
use crate::site::Visibility;

/// What a snapshot depends on besides the files.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which documents are published.
    pub visibility: Visibility,
    /// Instead of `url` of `site.toml`.
    pub base_url: Option<SiteUrl>,
    /// Who receives forms for which `site.toml` names nobody.
    pub receiver: Option<Backend>,
    /// What the command line says of lints; wins over `[lints]` of `site.toml`.
    pub levels: Levels,
    /// Whether the PDFs that `kb pdf` is about to make count as made, so that links to them are no mistakes.
    pub expects_pdfs: bool,
}

/// What takes time.
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
}

impl Request {
    /// The site as `site.toml` describes it.
    pub fn new(visibility: Visibility) -> Request {
        Request { visibility, base_url: None, receiver: None, levels: Levels::default(), expects_pdfs: false }
    }
}

/// A panic is a bug of kb; it must cost one page, not the whole run.
fn guarded<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostics> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let mut found = Diagnostics::default();
        found
            .report(&codes::PAGE_PANIC, None, format!("kb failed on {what}"))
            .hint("this is a bug in kb; please report it and include that file");
        found
    })
}
