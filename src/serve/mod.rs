//! Shows the current site to a browser on this machine, and tries its forms without a backend.
//!
//! Takes the result of each build and serves it over HTTP like a static host; kb's own addresses, which are never published,
//! are below `/_kb/`. Never builds, and never writes to disk.

mod absent;
mod answer;
mod connections;
mod editor;
mod events;
mod files;
mod forms;
mod guard;
mod inbox;
mod own_page;
mod pieces;
mod problems;
mod range;
mod rewrite;
mod routes;
mod server;
mod watch;

pub use absent::{Absent, Reason};
pub use connections::Limits;
pub use files::Files;
pub use forms::{Trial, TrialField, TrialForm};
pub use problems::{Location, Problem};
pub use server::{Made, Options, Server, Showing, ShownSite};
pub use watch::{Change, Watcher};
