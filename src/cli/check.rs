//! `kb check`

use std::path::Path;

use clap::Args;

use super::{FINE, Format, MACHINE, SITE, SiteArguments, report, session};
use crate::diagnostic::{Diagnostics, count_text};
use crate::output::add_input;
use crate::render::Press;
use crate::typeset::papers;

/// Below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb check -D warnings              fail on warnings too
  kb check -W orphan-article        also report articles that nothing links to
  kb check --format json            for other programs";

#[derive(Args)]
pub struct CheckArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Fix what has only one right answer: records of consent texts
    #[arg(long)]
    fix: bool,
}

/// Runs all of a build but its writing, and the rules that need the whole site; gives the exit code.
pub fn run(arguments: &CheckArguments) -> u8 {
    let session = match session::open(&arguments.site) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let build = session::dry_run(session.sources, &session.request);
    let mut found = session.found;
    found.extend(build.found);
    found.extend(crate::check::check(&build.config, &build.settings, &build.site));
    // A PDF shows the site's own address, so under another one none would be up to date.
    if session.request.base_url.is_none() {
        let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
        let (papers, problems) = papers(&press, &build.sources);
        found.extend(problems);
        found.extend(crate::check::check_papers(&papers, &build.sources));
    }
    // What the site does not want to hear of is not mended either.
    let mut found = report::judge(found, &build.config.lints, &session.levels);
    let mended = if arguments.fix { mend(&session.root, &mut found) } else { Ok(()) };
    let (errors, warnings) = report::judged(found, &build.sources, &arguments.site);
    if !arguments.site.quiet && arguments.site.format == Format::Human {
        let pages = build.site.pages.len();
        match (errors, warnings) {
            (0, 0) => report::line(&format!("Checked {pages} pages: no problems")),
            _ => report::line(&format!("Checked {pages} pages: {}", count_text(errors, warnings))),
        }
    }
    match mended {
        Ok(()) if errors == 0 => FINE,
        Ok(()) => SITE,
        Err(()) => MACHINE,
    }
}

/// Writes the files that mend something, and takes what they mend out of what was found. An error was printed.
fn mend(root: &Path, found: &mut Diagnostics) -> Result<(), ()> {
    let mut result = Ok(());
    let fixes = found.take_fixes();
    if fixes.is_empty() && !found.is_empty() {
        report::line("`--fix` cannot fix any of this");
    }
    for fix in fixes {
        match add_input(root, &fix.path, fix.text.as_bytes()) {
            Ok(()) => report::line(&format!("Wrote {}", fix.path)),
            Err(error) => {
                report::line(&format!("error: {} cannot be written: {error}", fix.path));
                result = Err(());
            }
        }
    }
    result
}
