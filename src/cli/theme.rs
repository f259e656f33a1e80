//! `kb theme`

use std::fs;
use std::path::Path;
use std::sync::Arc;

use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;

use super::session::Session;
use super::theme_files::{ShowArguments, SiteFolder, ThemeFile, ThemeSources, find, missing, open, show};
use super::theme_strings::{StringsArguments, write_strings};
use super::{FINE, MACHINE, SITE, SiteArguments, USAGE, completions, report, session};
use crate::config::DeclaredKind;
use crate::diagnostic::nearest;
use crate::engine::Snapshot;
use crate::path::{Route, SourcePath, slug};
use crate::source::SourceTree;
use crate::theme::view::PageView;
use crate::theme::{ThemeSummary, list_components, list_themes};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb theme new house --extends duo --copy article
  kb theme show duo/duo.css
  kb theme explain article --page /guides/refunds/
  kb theme strings sv";

#[derive(Args)]
pub struct ThemeArguments {
    #[command(subcommand)]
    command: ThemeCommand,
}

#[derive(Subcommand)]
enum ThemeCommand {
    /// List this site's themes and the built-in ones
    List(SiteFolder),
    /// Print a file of the theme chain, or list them all
    Show(ShowArguments),
    /// Show which file of the chain wins for a template, and what it gets
    Explain(ExplainArguments),
    /// Create a theme that extends another
    New(NewArguments),
    /// Write the strings that a language lacks to a file, to be translated
    Strings(StringsArguments),
}

#[derive(Args)]
struct ExplainArguments {
    /// A template such as `article` or `shortcodes/figure`
    template: String,
    /// Print everything that the template gets on this page, as JSON
    #[arg(long, value_name = "ADDRESS", add = ArgValueCandidates::new(completions::addresses))]
    page: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
}

#[derive(Args)]
struct NewArguments {
    /// Name of the theme, and of its folder below themes/
    name: String,
    /// The theme that it extends
    #[arg(long, value_name = "THEME", default_value = "duo", add = ArgValueCandidates::new(completions::themes))]
    extends: String,
    /// Copy a template, an asset or `components/NAME` from the chain, for editing; repeatable, and works for an existing theme
    /// too
    #[arg(long, value_name = "FILE")]
    copy: Vec<String>,
    #[command(flatten)]
    folder: SiteFolder,
}

/// Runs the subcommand; returns the exit code.
pub fn run(arguments: &ThemeArguments) -> u8 {
    let result = match &arguments.command {
        ThemeCommand::List(folder) => list(folder),
        ThemeCommand::Show(arguments) => show(arguments),
        ThemeCommand::Explain(arguments) => explain(arguments),
        ThemeCommand::New(arguments) => begin(arguments),
        ThemeCommand::Strings(arguments) => write_strings(arguments),
    };
    result.unwrap_or_else(|code| code)
}

fn list(folder: &SiteFolder) -> Result<u8, u8> {
    let ThemeSources { sources, config, .. } = open(folder)?;
    for theme in list_themes(&sources) {
        let mark = if theme.name == config.theme.name.value { "*" } else { " " };
        let extends = theme.extends.map_or(String::new(), |extends| format!(" (extends {extends})"));
        report::output(&format!("{mark} {}{extends}: {}\n", theme.name, theme.description));
    }
    Ok(FINE)
}

fn explain(arguments: &ExplainArguments) -> Result<u8, u8> {
    let root = session::find(&arguments.site)?;
    let snapshot = snapshot(&arguments.site)?;
    let files = snapshot.theme.template_files(&arguments.template);
    let Some((winner, others)) = files.split_first() else {
        report::error(&format!("no theme of the chain has the template “{}”", arguments.template));
        let names = snapshot.theme.template_names();
        match nearest(&arguments.template, names.iter().copied()) {
            Some(near) => report::help(&format!("did you mean “{near}”?")),
            None => report::help(&format!("templates are “{}”", names.join("”, “"))),
        }
        return Err(USAGE);
    };
    if let Some(address) = &arguments.page {
        return page(&snapshot, address);
    }
    let place = |path: &SourcePath| match root.join(path.as_str()).is_file() {
        true => path.to_string(),
        false => format!("{path} (built in)"),
    };
    let name = arguments.template.trim_end_matches(".html");
    let holds_components = !name.starts_with("shortcodes/") && !is_page(&snapshot, winner);
    // Components of other themes remain next to those of the nearest.
    let (verb, over) = match holds_components {
        true => ("is", "beside"),
        false => ("is rendered by", "which replaces"),
    };
    report::output(&format!("{} {verb} {}\n", arguments.template, place(winner)));
    for other in others {
        report::output(&format!("  {over} {}\n", place(other)));
    }
    match name.strip_prefix("shortcodes/").and_then(|name| snapshot.theme.shortcodes.get(name)) {
        Some(schema) => {
            report::output("\nAn article gives it:\n");
            for argument in &schema.arguments {
                let required = if argument.required { ", required" } else { "" };
                report::output(&format!(
                    "  {:<18} {}{required}\n",
                    argument.name.value,
                    argument.kind.wanted()
                ));
            }
        }
        None if holds_components => report::output(
            "\nIt contains components, which see only their own parameters. A component in a nearer theme replaces the one with the\n\
             same name; the others remain. `kb theme show components` lists them.\n",
        ),
        None => report::output(&format!("\nIt gets `site` and:\n{}", page_fields())),
    }
    Ok(FINE)
}

/// Whether a template renders something itself, and does not only define components.
fn is_page(snapshot: &Snapshot, path: &SourcePath) -> bool {
    let components = list_components(&snapshot.sources, &snapshot.theme.chain);
    let text = snapshot.sources.get(path).and_then(|file| file.text()).unwrap_or("");
    let mut rest = text.to_owned();
    for component in components.values().flatten().filter(|component| component.path == *path) {
        rest = rest.replacen(&component.text, "", 1);
    }
    // Comments outside components are not output.
    while let Some(start) = rest.find("{#") {
        let end = rest[start..].find("#}").map_or(rest.len(), |at| start + at + 2);
        rest.replace_range(start..end, "");
    }
    !rest.trim().is_empty()
}

/// What a template gets on a page.
fn page(snapshot: &Snapshot, address: &str) -> Result<u8, u8> {
    let route = Route::from_parts([address]).and_then(|route| snapshot.site.by_route.get(&route));
    let Some(page) = route else {
        report::error(&format!("there is no page at {address}"));
        let routes = snapshot.site.by_route.keys().map(Route::as_str);
        if let Some(near) = nearest(address, routes) {
            report::help(&format!("did you mean {near}?"));
        }
        return Err(USAGE);
    };
    let view = serde_json::to_string_pretty(&snapshot.press().view(*page))
        .expect("a view is texts, numbers and lists");
    report::output(&format!("{view}\n"));
    Ok(FINE)
}

/// The variables of a page's template, one per line.
fn page_fields() -> String {
    let rows = PageView::VIEW.fields.iter().map(|field| {
        let kind = field.kind.words(&|view| view.name.to_owned());
        format!("  {:<18} {kind}: {}\n", field.name, field.meaning())
    });
    rows.collect()
}

fn begin(arguments: &NewArguments) -> Result<u8, u8> {
    let ThemeSources { root, sources, config } = open(&arguments.folder)?;
    let name = &arguments.name;
    if slug(name) != *name || name.is_empty() {
        report::error(&format!("“{name}” cannot be a theme name"));
        report::help("use lowercase letters, digits and `-`");
        return Err(USAGE);
    }
    let known = list_themes(&sources);
    if !known.iter().any(|theme| theme.name == arguments.extends) {
        report::error(&format!("no theme is called “{}”", arguments.extends));
        if let Some(near) = nearest(&arguments.extends, known.iter().map(|theme| theme.name.as_str())) {
            report::help(&format!("did you mean “{near}”?"));
        }
        return Err(USAGE);
    }
    let folder = root.join("themes").join(name);
    let is_there = folder.join("theme.toml").is_file();
    let is_taken = folder.exists() || known.iter().any(|theme| theme.name == *name);
    let only_adds = is_there && !arguments.copy.is_empty();
    if is_taken && !only_adds {
        report::error(&format!("the theme “{name}” already exists"));
        if is_there {
            report::help(&format!("`kb theme new {name} --copy FILE` copies files to it"));
        }
        return Err(USAGE);
    }
    let above = match is_there {
        true => chain(&known, name).into_iter().skip(1).map(str::to_owned).collect::<Vec<_>>(),
        false => chain(&known, &arguments.extends).into_iter().map(str::to_owned).collect(),
    };
    let copies = copies(&sources, &above, &root, name, &arguments.copy)?;
    if is_there {
        return match write_copies(&folder, &copies) {
            Ok(()) => {
                copies
                    .iter()
                    .for_each(|(file, _)| report::output(&format!("Created themes/{name}/{file}\n")));
                Ok(FINE)
            }
            Err(error) => {
                report::error(&format!("{} cannot be written: {error}", folder.display()));
                Err(MACHINE)
            }
        };
    }
    let schema = match root.join(".schemas/theme.json").is_file() {
        true => "#:schema ../../.schemas/theme.json\n\n",
        false => "",
    };
    let manifest = format!(
        "{schema}extends = \"{}\"\ncontract = 1\ndescription = \"The theme of {}\"\n",
        arguments.extends,
        config.title.replace(['\\', '"'], "")
    );
    let made = make(&folder, &manifest, &copies);
    if let Err(error) = made {
        report::error(&format!("{} cannot be written: {error}", folder.display()));
        return Err(MACHINE);
    }
    let strings = config.languages().map(|language| format!("themes/{name}/strings/{language}.ftl"));
    let strings: Vec<String> = strings.collect();
    report::output(&format!(
        "Created themes/{name}/theme.toml, which extends {}.\n\n\
         Choose it in site.toml:     `name = \"{name}\"` below `[theme]`\n\
         Change a template:          `--copy article` copies one to themes/{name}/templates/; `kb theme explain article` shows what it gets\n\
         Change strings:             write them to {}\n",
        arguments.extends,
        strings.join(", ")
    ));
    Ok(FINE)
}

/// A theme and those that it extends, nearest first.
fn chain<'a>(known: &'a [ThemeSummary], name: &'a str) -> Vec<&'a str> {
    let mut chain: Vec<&str> = Vec::new();
    let mut next = Some(name);
    while let Some(name) = next.filter(|name| !chain.contains(name)) {
        chain.push(name);
        let theme = known.iter().find(|theme| theme.name == name);
        next = theme.and_then(|theme| theme.extends.as_deref());
    }
    chain
}

/// The files to copy, each by its path below the theme's folder.
fn copies(
    sources: &SourceTree,
    chain: &[String],
    root: &Path,
    name: &str,
    wanted: &[String],
) -> Result<Vec<(String, String)>, u8> {
    let mut copies = Vec::new();
    for wanted in wanted {
        let (file, text) = match find(sources, chain, wanted) {
            Some(ThemeFile::Text { file, text }) => (file, text),
            Some(ThemeFile::Bytes(path)) => {
                report::error(&format!("{path} is not text; put your own file in its place"));
                return Err(USAGE);
            }
            None => {
                missing(sources, chain, wanted);
                return Err(USAGE);
            }
        };
        let place = format!("themes/{name}/{file}");
        if file == "theme.toml" || file.starts_with("strings/") {
            // Only `base` has every string; each theme has its own tokens.
            let all = if file == "theme.toml" { chain.first() } else { chain.last() };
            let all = all.map_or("base", String::as_str);
            // A copy would no longer follow the original theme, even in lines that were not changed.
            report::error(&format!(
                "{file} is not copied: a theme contains only the lines that differ, and the others stay in use"
            ));
            report::help(&format!(
                "`kb theme show {all}/{file}` prints all of them; write those that you change to {place}"
            ));
            return Err(USAGE);
        }
        if root.join(&place).exists() {
            report::error(&format!("{place} already exists"));
            return Err(USAGE);
        }
        copies.push((file, text));
    }
    Ok(copies)
}

fn make(folder: &Path, manifest: &str, copies: &[(String, String)]) -> std::io::Result<()> {
    for part in ["templates", "assets", "strings"] {
        fs::create_dir_all(folder.join(part))?;
    }
    write_copies(folder, copies)?;
    fs::write(folder.join("theme.toml"), manifest)
}

fn write_copies(folder: &Path, copies: &[(String, String)]) -> std::io::Result<()> {
    for (file, text) in copies {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// The site with its theme; this command does not report problems with articles.
fn snapshot(site: &SiteArguments) -> Result<Arc<Snapshot>, u8> {
    let Session { mut workspace, request, .. } = session::open(site)?;
    let snapshot = workspace.snapshot(&request, |_| {});
    if snapshot.theme.is_broken() {
        report::judged(snapshot.judge(snapshot.found.clone()), &snapshot.sources, site);
        return Err(SITE);
    }
    Ok(snapshot)
}
