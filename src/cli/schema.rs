//! `kb schema`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::{FINE, MACHINE, USAGE, completions, report, session};
use crate::config::{Config, read_config};
use crate::diagnostic::did_you_mean;
use crate::path::SourcePath;
use crate::schema::{article_schema, site_schema, theme_schema};
use crate::source::{SITE_TOML, SourceTree, find_root, read_tree};
use crate::theme::{list_tokens, with_built_in_themes};

const SITE: &str = "site.toml";
const THEME: &str = "theme.toml";
/// Front matter of articles outside declared collections.
const ARTICLES: &str = "articles";

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb schema site.toml
  kb schema --output .schemas       write all of them, as `kb init` does";

#[derive(Args)]
pub struct SchemaArguments {
    /// `site.toml`, `theme.toml`, a collection, or `articles` for articles outside collections [default: list all]
    #[arg(add = ArgValueCandidates::new(completions::schemas))]
    name: Option<String>,
    /// Write all schemas to files in this folder, for an editor
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    output: Option<PathBuf>,
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Prints a schema; returns the exit code.
pub fn run(arguments: &SchemaArguments) -> u8 {
    print(arguments).unwrap_or_else(|code| code)
}

fn print(arguments: &SchemaArguments) -> Result<u8, u8> {
    let tree = tree(arguments)?;
    let config = config(&tree);
    if let Some(folder) = &arguments.output {
        return Ok(write(folder, &tree, &config));
    }
    let Some(name) = &arguments.name else {
        let lines = names(&config).into_iter().map(|(name, meaning)| format!("{name:<20} {meaning}\n"));
        report::output(&lines.collect::<String>());
        return Ok(FINE);
    };
    match text(name, &tree, &config) {
        Some(text) => {
            report::output(&text);
            Ok(FINE)
        }
        None => {
            report::error(&format!("there is no schema of `{name}`"));
            let names = names(&config);
            let hint = did_you_mean(name, names.iter().map(|(name, _)| name.as_str()));
            report::help(hint.as_deref().unwrap_or("`kb schema` lists all names"));
            Err(USAGE)
        }
    }
}

/// The site's files; without a site, only the built-in ones.
fn tree(arguments: &SchemaArguments) -> Result<SourceTree, u8> {
    let root = match &arguments.root {
        Some(_) => Some(session::find_at(arguments.root.as_deref())?),
        None => std::env::current_dir().ok().and_then(|here| find_root(&here)),
    };
    // `kb check` reports what cannot be read.
    let tree = root.map_or(SourceTree::default(), |root| read_tree(&root).0);
    Ok(with_built_in_themes(tree))
}

fn config(tree: &SourceTree) -> Config {
    let path = SourcePath::new(SITE_TOML).expect("a plain file name");
    let text = tree.get(&path).and_then(|file| file.text()).unwrap_or("");
    read_config(&path, text).0
}

/// All schemas with their descriptions.
fn names(config: &Config) -> Vec<(String, String)> {
    let fixed = [
        (SITE, "the site's description"),
        (THEME, "a theme's description"),
        (ARTICLES, "front matter of articles outside a collection"),
    ];
    let fixed = fixed.iter().map(|(name, meaning)| (String::from(*name), String::from(*meaning)));
    let collections = config.collections.iter().map(|collection| {
        let name = &collection.name.value;
        (name.clone(), format!("front matter of articles/{name}/"))
    });
    fixed.chain(collections).collect()
}

fn text(name: &str, tree: &SourceTree, config: &Config) -> Option<String> {
    let schema = match (name, config.collection(name)) {
        (_, Some(collection)) => article_schema(config, Some(collection)),
        (SITE, None) => site_schema(&list_tokens(tree)),
        (THEME, None) => theme_schema(),
        (ARTICLES, None) => article_schema(config, None),
        _ => return None,
    };
    let text = serde_json::to_string_pretty(&schema).expect("a schema is a JSON value");
    Some(text + "\n")
}

/// The schemas as files: path below the folder, and text.
pub fn files(tree: &SourceTree, config: &Config) -> Vec<(String, String)> {
    let names = names(config).into_iter().map(|(name, _)| name);
    let files = names.map(|name| {
        let text = text(&name, tree, config).expect("every listed schema can be printed");
        let path = match config.collection(&name) {
            Some(_) => format!("collections/{name}.json"),
            None => format!("{}.json", name.trim_end_matches(".toml")),
        };
        (path, text)
    });
    files.collect()
}

fn write(folder: &Path, tree: &SourceTree, config: &Config) -> u8 {
    for (path, text) in files(tree, config) {
        let place = folder.join(path);
        let written =
            fs::create_dir_all(place.parent().unwrap_or(folder)).and_then(|()| fs::write(&place, text));
        if let Err(error) = written {
            report::error(&format!("{} cannot be written: {error}", place.display()));
            return MACHINE;
        }
        report::output(&format!("{}\n", place.display()));
    }
    FINE
}
