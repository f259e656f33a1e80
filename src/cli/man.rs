//! `kb man`

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_complete::ArgValueCandidates;
use clap_mangen::Man;

use super::{FINE, MACHINE, USAGE, completions, help, report};
use crate::diagnostic::nearest;

/// Below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb man build | man -l -
  kb man --output ~/.local/share/man/man1";

#[derive(Args)]
pub struct ManArguments {
    /// A command [default: kb itself]
    #[arg(add = ArgValueCandidates::new(completions::commands))]
    command: Option<String>,
    /// Write the pages of all commands to this folder, such as ~/.local/share/man/man1
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// Prints a manual page; gives the exit code.
pub fn run(arguments: &ManArguments) -> u8 {
    let mut kb = help::command();
    kb.build();
    if let Some(folder) = &arguments.output {
        return write(folder, &kb);
    }
    let Some(name) = &arguments.command else {
        report::output(&page(&kb, "kb"));
        return FINE;
    };
    match kb.find_subcommand(name) {
        Some(command) => {
            report::output(&page(command, &format!("kb-{name}")));
            FINE
        }
        None => {
            report::line(&format!("error: kb has no command `{name}`"));
            let names: Vec<&str> = kb.get_subcommands().map(Command::get_name).collect();
            if let Some(near) = nearest(name, names) {
                report::line(&format!("  = help: did you mean `kb man {near}`?"));
            }
            USAGE
        }
    }
}

fn write(folder: &Path, kb: &Command) -> u8 {
    let mut pages = vec![("kb".to_owned(), page(kb, "kb"))];
    for command in kb.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = format!("kb-{}", command.get_name());
        pages.push((name.clone(), page(command, &name)));
    }
    for (name, text) in pages {
        let place = folder.join(format!("{name}.1"));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&place, text));
        if let Err(error) = written {
            report::line(&format!("error: {} cannot be written: {error}", place.display()));
            return MACHINE;
        }
        report::output(&format!("{}\n", place.display()));
    }
    FINE
}

/// A page in roff. It bears no day: the same kb gives the same page.
fn page(command: &Command, name: &str) -> String {
    let mut text = Vec::new();
    Man::new(command.clone())
        .title(name.to_uppercase())
        .source(format!("kb {}", env!("CARGO_PKG_VERSION")))
        .manual("kb manual")
        .render(&mut text)
        .expect("a vector takes all that is written");
    String::from_utf8_lossy(&text).into_owned()
}
