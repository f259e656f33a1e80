//! `kb check`

use clap::Args;

use super::fix::{Unwritten, fix};
use super::{FINE, Format, MACHINE, SITE, SiteArguments, report, session};
use crate::diagnostic::{Diagnostics, count_text};
use crate::pipeline::Build;
use crate::render::Press;
use crate::typeset::papers;

/// Below `--help`.
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

// A fix may uncover another mistake, and of two that overlap one has to wait. What is not fixed by then never will be.
const MOST_ROUNDS: usize = 10;

/// Runs all of a build but its writing, and the rules that need the whole site; gives the exit code.
pub fn run(arguments: &CheckArguments) -> u8 {
    let mut has_failed = false;
    let mut fixed = 0;
    let rounds = if arguments.fix { MOST_ROUNDS } else { 0 };
    for round in 0..=rounds {
        let session = match session::open(&arguments.site) {
            Ok(session) => session,
            Err(code) => return code,
        };
        let root = session.root.clone();
        let (build, found) = examine(session);
        if round < rounds && !has_failed {
            match fix(&root, &found, &build.sources) {
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
        let (errors, warnings) = report::judged(found, &build.sources, &arguments.site);
        if !arguments.site.quiet && arguments.site.format == Format::Human {
            let pages = build.site.pages.len();
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

/// All that is wrong with the site, judged: what the site does not want to hear of is not fixed either.
fn examine(session: session::Session) -> (Build, Diagnostics) {
    let mut build = session::dry_run(session.sources, &session.request);
    let mut found = session.found;
    found.extend(std::mem::take(&mut build.found));
    found.extend(crate::check::check(&build.config, &build.settings, &build.site));
    // A PDF shows the site's own address, so under another one none would be up to date.
    if session.request.base_url.is_none() {
        let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
        let (papers, problems) = papers(&press, &build.sources);
        found.extend(problems);
        found.extend(crate::check::check_papers(&papers, &build.sources));
    }
    let found = report::judge(found, &build.config.lints, &session.levels);
    (build, found)
}
