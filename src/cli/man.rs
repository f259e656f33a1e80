//! `kb man`

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_complete::ArgValueCandidates;
use clap_mangen::Man;

use super::{FINE, MACHINE, USAGE, completions, help, report};
use crate::diagnostic::nearest;

/// Shown below the options in `--help`.
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

/// Prints a manual page; returns the exit code.
pub fn run(arguments: &ManArguments) -> u8 {
    let mut kb = help::command();
    kb.build();
    let mut commands = Vec::new();
    gather(&kb, "kb", &mut commands);
    if let Some(folder) = &arguments.output {
        return write(folder, &commands);
    }
    let name = arguments.command.as_deref().unwrap_or("");
    let wanted = format!("kb-{}", name.replace(' ', "-"));
    let wanted = wanted.trim_end_matches('-');
    match commands.iter().find(|(name, _)| name == wanted) {
        Some((name, command)) => {
            report::output(&page(command, name));
            FINE
        }
        None => {
            report::error(&format!("kb has no command `{name}`"));
            let names = commands.iter().filter_map(|(name, _)| name.strip_prefix("kb-"));
            if let Some(near) = nearest(name, names) {
                report::help(&format!("did you mean `kb man {near}`?"));
            }
            USAGE
        }
    }
}

/// A command and its subcommands, each with the name of its page: `kb-theme-new`.
fn gather<'a>(command: &'a Command, name: &str, commands: &mut Vec<(String, &'a Command)>) {
    commands.push((name.to_owned(), command));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help")
    {
        gather(inner, &format!("{name}-{}", inner.get_name()), commands);
    }
}

fn write(folder: &Path, commands: &[(String, &Command)]) -> u8 {
    for (name, command) in commands {
        let text = page(command, name);
        let place = folder.join(format!("{name}.1"));
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&place, text));
        if let Err(error) = written {
            report::error(&format!("{} cannot be written: {error}", place.display()));
            return MACHINE;
        }
        report::output(&format!("{}\n", place.display()));
    }
    FINE
}

/// A page in roff. It has no date: the same kb gives the same page.
fn page(command: &Command, name: &str) -> String {
    let mut text = Vec::new();
    Man::new(command.clone())
        .title(name.to_uppercase())
        .source(format!("kb {}", env!("CARGO_PKG_VERSION")))
        .manual("kb manual")
        .render(&mut text)
        .expect("writing to a vector does not fail");
    String::from_utf8_lossy(&text).into_owned()
}
