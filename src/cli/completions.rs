//! `kb completions`, and the values that a shell offers. They are computed at each key press, so as little as possible is read.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{Args, ValueEnum};
use clap_complete::{CompletionCandidate, env::Shells};

use super::{FINE, MACHINE, help, report, session};
use crate::config::Config;
use crate::diagnostic::codes;
use crate::engine::WARNINGS;
use crate::site::rules::part;
use crate::source::{ARTICLES, find_root, read_tree};
use crate::theme::{list_themes, with_built_in_themes};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  source <(kb completions bash)     in ~/.bashrc
  source <(kb completions zsh)      in ~/.zshrc
  kb completions fish | source      in ~/.config/fish/config.fish";

#[derive(Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

/// The environment variable with which a shell requests completions.
pub const VARIABLE: &str = "KB_COMPLETE";

/// Prints the script that a shell runs when it starts; returns the exit code.
pub fn run(arguments: &CompletionsArguments) -> u8 {
    let name = arguments.shell.to_possible_value().expect("no shell is hidden").get_name().to_owned();
    let shells = Shells::builtins();
    let shell = shells.completer(&name).expect("these are clap's own shells");
    let mut script = Vec::new();
    // By name and not by path, so that the script stays valid when kb is reinstalled.
    match shell.write_registration(VARIABLE, "kb", "kb", "kb", &mut script) {
        Ok(()) => {
            report::output(&String::from_utf8_lossy(&script));
            FINE
        }
        Err(error) => {
            report::error(&format!("the completions cannot be written: {error}"));
            MACHINE
        }
    }
}

/// Every lint, and `warnings` for all warnings.
pub fn lints() -> Vec<CompletionCandidate> {
    let lints = codes::ALL.iter().filter(|code| code.is_lint);
    let lints = lints.map(|code| candidate(code.name, code.title()));
    lints.chain([candidate(WARNINGS, "all warnings")]).collect()
}

/// Every lint and error.
pub fn all_codes() -> Vec<CompletionCandidate> {
    codes::ALL.iter().map(|code| candidate(code.name, code.title())).collect()
}

/// The commands of kb.
pub fn commands() -> Vec<CompletionCandidate> {
    let kb = help::command();
    let commands = kb.get_subcommands().filter(|command| !command.is_hide_set());
    let commands = commands.map(|command| {
        let about = command.get_about().map_or(String::new(), ToString::to_string);
        candidate(command.get_name(), &about)
    });
    commands.collect()
}

/// The collections of the site around the current folder.
pub fn collections() -> Vec<CompletionCandidate> {
    let collections = config().map_or(Vec::new(), |config| config.collections);
    let collections = collections.into_iter().map(|collection| {
        let title = collection.title.unwrap_or_default();
        candidate(&collection.name.value, &title)
    });
    collections.collect()
}

/// What `kb schema` prints.
pub fn schemas() -> Vec<CompletionCandidate> {
    let fixed = ["site.toml", "theme.toml", "articles"].map(|name| candidate(name, ""));
    fixed.into_iter().chain(collections()).collect()
}

/// The site's themes and the built-in ones.
pub fn themes() -> Vec<CompletionCandidate> {
    let tree = root().map(|root| read_tree(&root).0).unwrap_or_default();
    let themes = list_themes(&with_built_in_themes(tree)).into_iter();
    themes.map(|theme| candidate(&theme.name, &theme.description)).collect()
}

/// Folders of `articles/`, one level at a time, and the articles in them: where a new one can go.
pub fn places(current: &OsStr) -> Vec<CompletionCandidate> {
    let Some(current) = current.to_str() else { return Vec::new() };
    let start = current.rfind('/').map_or("", |at| &current[..=at]);
    let Some(folder) = root().map(|root| root.join(ARTICLES).join(start)) else { return Vec::new() };
    let mut names: Vec<String> = entries(&folder)
        .filter(|(name, _)| format!("{start}{name}").starts_with(current))
        .map(|(name, is_folder)| match is_folder {
            true => format!("{start}{name}/"),
            false => format!("{start}{name}"),
        })
        .collect();
    // A collection may not have a folder yet.
    if start.is_empty() {
        let declared = config().map_or(Vec::new(), |config| config.collections);
        let declared = declared.into_iter().map(|collection| format!("{}/", collection.name.value));
        names.extend(declared.filter(|name| name.starts_with(current)));
    }
    names.sort();
    names.dedup();
    names.into_iter().map(CompletionCandidate::new).collect()
}

/// Addresses, derived from the articles' paths.
pub fn addresses() -> Vec<CompletionCandidate> {
    let Some(root) = root() else { return Vec::new() };
    let tree = read_tree(&root).0;
    let paths = tree.below(ARTICLES).filter(|file| file.text().is_some()).map(|file| &file.path);
    let addresses = paths.map(|path| {
        let mut parts: Vec<String> = path.parent().split('/').skip(1).map(part).collect();
        if !path.is_index() {
            parts.push(part(path.stem()));
        }
        parts.retain(|part| !part.is_empty());
        let address = if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
        CompletionCandidate::new(address)
    });
    addresses.collect()
}

fn root() -> Option<PathBuf> {
    find_root(&std::env::current_dir().ok()?)
}

fn config() -> Option<Config> {
    session::config(&root()?).ok()
}

/// Visible names in a folder, and whether each is a folder; only articles and folders.
fn entries(folder: &std::path::Path) -> impl Iterator<Item = (String, bool)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_folder = entry.path().is_dir();
        let is_shown = !name.starts_with('.') && (is_folder || name.ends_with(".md"));
        is_shown.then_some((name, is_folder))
    })
}

fn candidate(name: &str, help: &str) -> CompletionCandidate {
    let help = Some(help).filter(|help| !help.is_empty()).map(|help| StyledStr::from(help.to_owned()));
    CompletionCandidate::new(name).help(help)
}
