//! `kb explain`

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::{FINE, USAGE, completions, report};
use crate::diagnostic::{Level, codes, did_you_mean, find_code};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb explain link-missing
  kb explain                        all names and their levels";

#[derive(Args)]
pub struct ExplainArguments {
    /// A name as diagnostics print it in brackets, such as link-missing [default: list all]
    #[arg(add = ArgValueCandidates::new(completions::all_codes))]
    name: Option<String>,
}

/// Prints an explanation; returns the exit code.
pub fn run(arguments: &ExplainArguments) -> u8 {
    let Some(name) = &arguments.name else {
        report::output(&list());
        return FINE;
    };
    match find_code(name) {
        Some(code) => {
            let level = match (code.is_lint, code.level) {
                (false, _) => "always an error",
                (true, Level::Deny) => "an error unless `[lints]` says otherwise",
                (true, Level::Warn) => "a warning unless `[lints]` says otherwise",
                (true, Level::Allow) => "not reported unless `[lints]` says otherwise",
            };
            report::output(&format!("{name}: {level}\n\n{}", code.explanation));
            FINE
        }
        None => {
            report::error(&format!("nothing is called `{name}`"));
            let hint = did_you_mean(name, codes::ALL.iter().map(|code| code.name));
            report::help(hint.as_deref().unwrap_or("`kb explain` lists all names"));
            USAGE
        }
    }
}

fn list() -> String {
    let lines = codes::ALL.iter().map(|code| {
        let level = if code.is_lint { code.level.name() } else { "always" };
        format!("{:<20} {level:<7} {}\n", code.name, code.title())
    });
    lines.collect()
}
