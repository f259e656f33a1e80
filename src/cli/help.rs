//! What `kb` and `kb --help` show, and the reply to a mistyped command.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};

use super::{Arguments, report};
use crate::diagnostic::nearest;

/// The commands by purpose. A test checks that each command is listed once.
const GROUPS: &[(&str, &[&str])] = &[
    ("Write", &["init", "new", "list", "translate"]),
    ("Build", &["serve", "build", "pdf", "check", "verify", "clean"]),
    ("Look up", &["search", "explain", "theme", "schema"]),
    ("Set up", &["completions", "man"]),
];

const EXAMPLES: &str = "Examples:
  kb init handbook                    create a site in handbook/
  kb serve --open                     see it in a browser while you write
  kb new guides/refunds --edit        write an article
  kb check -D warnings                see every problem
  kb explain link-missing             what an error means and how to fix it";

/// Command names from other programs, and kb's equivalents.
const SYNONYMS: &[(&str, &str)] = &[
    ("add", "new"),
    ("article", "new"),
    ("create", "init"),
    ("dev", "serve"),
    ("generate", "build"),
    ("lint", "check"),
    ("ls", "list"),
    ("preview", "serve"),
    ("publish", "build"),
    ("start", "serve"),
    ("test", "check"),
    ("validate", "check"),
    ("watch", "serve"),
];

/// The command line with its grouped help.
pub fn command() -> Command {
    // Only the short help: the documentation has the details.
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::HelpShort)
        .help("Print help")
        .display_order(900);
    let command = Arguments::command().disable_help_flag(true).arg(help.global(true));
    let header = *command.get_styles().get_header();
    let literal = *command.get_styles().get_literal();
    let mut text = String::from("{about}\n\n{usage-heading} {usage}\n");
    for (title, names) in GROUPS {
        text.push_str(&format!("\n{header}{title}:{header:#}\n"));
        for name in *names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map_or(String::new(), ToString::to_string);
            text.push_str(&format!("  {literal}{name:<12}{literal:#} {about}\n"));
        }
    }
    text.push_str(&format!("\n{header}Options:{header:#}\n{{options}}\n"));
    text.push_str(&format!("\n{EXAMPLES}\n"));
    text.push_str("\nRun `kb COMMAND --help` for more about a command.");
    command.help_template(text).after_help(EXAMPLES)
}

/// Prints why the command line is invalid.
pub fn explain(error: &Error) {
    let ContextValue::String(wrong) =
        error.get(ContextKind::InvalidSubcommand).unwrap_or(&ContextValue::None)
    else {
        let _ = error.print();
        return;
    };
    if error.kind() != ErrorKind::InvalidSubcommand {
        let _ = error.print();
        return;
    }
    report::error(&format!("kb has no command `{wrong}`"));
    let names = GROUPS.iter().flat_map(|(_, names)| names.iter().copied());
    let synonym = SYNONYMS.iter().find(|(word, _)| word == wrong).map(|(_, name)| *name);
    match synonym.or_else(|| nearest(wrong, names)) {
        Some(name) => report::help(&format!("did you mean `kb {name}`?")),
        None => report::help("`kb --help` lists all commands"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_in_one_group_and_every_synonym_maps_to_one() {
        let command = Arguments::command();
        let mut declared: Vec<&str> = command
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
            .map(Command::get_name)
            .collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        declared.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, declared);
        for (word, name) in SYNONYMS {
            assert!(declared.contains(name) && !declared.contains(word), "{word}");
        }
    }
}
