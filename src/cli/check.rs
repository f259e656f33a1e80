//! `kb check`

use clap::Args;

use super::fix::{Unwritten, fix};
use super::session::Session;
use super::{FINE, MACHINE, ReportFormat, SITE, SiteArguments, report, session};
use crate::diagnostic::count_text;

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb check -D warnings              fail on warnings too
  kb check -W orphan-article        also report articles that nothing links to
  kb check --fix                    fix what has only one right answer
  kb check --format json            for other programs";

#[derive(Args)]
pub struct CheckArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Fix what has only one right answer, and say what was changed
    #[arg(long)]
    fix: bool,
}

// A fix may uncover another mistake, and overlapping fixes are applied one after another. What is not fixed after these rounds
// never will be.
const MOST_ROUNDS: usize = 10;

/// Makes every page without storing it, and runs the rules that need the whole site; returns the exit code.
pub fn run(arguments: &CheckArguments) -> u8 {
    let mut has_failed = false;
    let mut fixed = 0;
    let rounds = if arguments.fix { MOST_ROUNDS } else { 0 };
    for round in 0..=rounds {
        let Session { root, mut workspace, request } = match session::open(&arguments.site) {
            Ok(session) => session,
            Err(code) => return code,
        };
        let snapshot = workspace.snapshot(&request, |_| {});
        let mut found = snapshot.found.clone();
        found.extend(workspace.check_pages(&snapshot));
        found.extend(snapshot.check());
        // What the site allows is not fixed either.
        let found = snapshot.judge(found);
        if round < rounds && !has_failed {
            match fix(&root, &found, &snapshot.sources) {
                Ok(0) => {}
                Ok(count) => {
                    fixed += count;
                    continue;
                }
                Err(Unwritten) => {
                    has_failed = true;
                    continue;
                }
            }
        }
        if arguments.fix && fixed == 0 && !found.is_empty() {
            report::line("`--fix` cannot fix any of this");
        }
        let (errors, warnings) = report::judged(found, &snapshot.sources, &arguments.site);
        if !arguments.site.quiet && arguments.site.format == ReportFormat::Human {
            let pages = snapshot.site.pages.len();
            match (errors, warnings) {
                (0, 0) => report::line(&format!("Checked {pages} pages: no problems")),
                _ => report::line(&format!("Checked {pages} pages: {}", count_text(errors, warnings))),
            }
        }
        return match has_failed {
            true => MACHINE,
            false if errors == 0 => FINE,
            false => SITE,
        };
    }
    unreachable!("the last round returns")
}
