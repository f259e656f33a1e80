//! The problems of the whole site, and their severity.
//!
//! The phases report what they find. The rules of `check` examine the linked site, and levels decide what counts.

use super::Snapshot;
use crate::check::{check, check_papers, reported};
use crate::diagnostic::{Diagnostics, Level};
use crate::typeset::papers;

/// As in rustc: a name for everything that is a warning.
pub const WARNINGS: &str = "warnings";

/// Levels of lints by name, including [`WARNINGS`]; for one name, the later level counts.
#[derive(Clone, Debug, Default)]
pub struct Levels(pub Vec<(String, Level)>);

impl Snapshot {
    /// Sorts diagnostics and decides their severity, by the levels of the request and then of `site.toml`.
    pub fn judge(&self, found: Diagnostics) -> Diagnostics {
        let mut levels = self.config.lints.clone();
        levels.extend(self.request.levels.0.iter().cloned());
        match levels.remove(WARNINGS) {
            Some(level) => found.judge(&levels).with_warnings(level),
            None => found.judge(&levels),
        }
    }

    /// What the rules find in the whole site, not yet judged.
    pub fn check(&self) -> Diagnostics {
        let mut found = check(&self.config, &self.settings, &self.site);
        // A PDF contains the site's address, so under another one none would be up to date.
        if self.request.base_url.is_none() {
            let press = self.press();
            let (papers, problems) = papers(&press, &self.sources);
            found.extend(problems);
            found.extend(check_papers(&papers, &self.sources));
        }
        found
    }

    /// What the rules find that this site denies, which must not be published.
    pub fn denied(&self) -> Diagnostics {
        // Most sites deny none of them, and checking a whole site takes a while.
        let mut possible = Diagnostics::default();
        for code in reported() {
            possible.report(code, None, "");
        }
        if self.judge(possible).errors().is_empty() {
            return Diagnostics::default();
        }
        self.judge(check(&self.config, &self.settings, &self.site)).errors()
    }
}
