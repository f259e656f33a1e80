//! `kb theme show`, and what `kb theme new --copy` copies: the files of a chain of themes, also those in the binary.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{FINE, SITE, USAGE, report, session};
use crate::config::{Config, read_config};
use crate::diagnostic::nearest;
use crate::path::SourcePath;
use crate::source::{SITE_TOML, SourceTree, read_tree};
use crate::theme::{Theme, list_components, list_themes, load_theme, with_built_in_themes};

#[derive(Args)]
pub(super) struct ShowArguments {
    /// What to print: `article`, `base/article.html`, `duo.css`, `strings/en.ftl`, `theme.toml`, or `components/NAME`;
    /// `components` lists all components [default: list all files]
    #[arg(value_name = "[THEME/]FILE")]
    file: Option<String>,
    #[command(flatten)]
    folder: SiteFolder,
}

/// Where the site is: the only option of these commands, since they build nothing.
#[derive(Args)]
pub(super) struct SiteFolder {
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// A site's files with the built-in themes, and its configuration.
pub(super) struct ThemeSources {
    pub root: PathBuf,
    pub sources: SourceTree,
    pub config: Config,
}

/// Finds and reads the site. These commands do not report its problems.
pub(super) fn open(folder: &SiteFolder) -> Result<ThemeSources, u8> {
    let root = session::find_at(folder.root.as_deref())?;
    let sources = with_built_in_themes(read_tree(&root).0);
    let site_toml = SourcePath::new(SITE_TOML).expect("a plain file name");
    let text = sources.get(&site_toml).and_then(|file| file.text()).unwrap_or("");
    let (config, _) = read_config(&site_toml, text);
    Ok(ThemeSources { root, sources, config })
}

/// Prints a file of the chain, or lists them. Works even for a theme that cannot render pages, since that is when it is needed.
pub(super) fn show(arguments: &ShowArguments) -> Result<u8, u8> {
    let ThemeSources { root, sources, config } = open(&arguments.folder)?;
    let (theme, _) = load_theme(&sources, &config);
    let own = |path: &SourcePath| root.join(path.as_str()).is_file();
    match arguments.file.as_deref() {
        None => report::output(&file_list(&sources, &theme.chain, own)),
        Some("components") => report::output(&component_list(&sources, &theme.chain)),
        Some("tokens.css") => report::output(&theme.custom_properties()),
        Some(wanted) => return print(&sources, &theme, wanted, &root),
    }
    Ok(FINE)
}

fn print(sources: &SourceTree, theme: &Theme, wanted: &str, root: &Path) -> Result<u8, u8> {
    match find(sources, &theme.chain, wanted) {
        Some(ThemeFile::Text { text, .. }) => report::output(&text),
        Some(ThemeFile::Bytes(path)) => {
            let place = match root.join(path.as_str()).is_file() {
                true => "",
                false => ", inside the program",
            };
            report::error(&format!("{path} is not text{place}"));
            return Err(SITE);
        }
        None => {
            missing(sources, &theme.chain, wanted);
            return Err(USAGE);
        }
    }
    Ok(FINE)
}

/// A file of a theme.
pub(super) enum ThemeFile {
    /// With its path below the theme's folder.
    Text { file: String, text: String },
    /// An image, a font.
    Bytes(SourcePath),
}

/// The nearest file meant by `article`, `article.html`, `templates/article.html`, `duo/duo.css`, `components/NAME`.
pub(super) fn find(sources: &SourceTree, chain: &[String], wanted: &str) -> Option<ThemeFile> {
    if let Some(name) = wanted.strip_prefix("components/") {
        let components = list_components(sources, chain);
        let component = components.get(name.trim_end_matches(".html"))?.first()?;
        let text = format!("{}\n", component.text.trim_end());
        return Some(ThemeFile::Text { file: format!("templates/components/{name}.html"), text });
    }
    // A theme given by name need not be in the chain: another theme can serve as an example.
    let themes = list_themes(sources);
    let named = wanted.split_once('/').filter(|(theme, _)| themes.iter().any(|known| known.name == *theme));
    let of_named = named.and_then(|(theme, file)| find_in(sources, theme, file));
    of_named.or_else(|| chain.iter().find_map(|theme| find_in(sources, theme, wanted)))
}

fn find_in(sources: &SourceTree, theme: &str, wanted: &str) -> Option<ThemeFile> {
    let files = [
        wanted.to_owned(),
        format!("templates/{wanted}"),
        format!("templates/{wanted}.html"),
        format!("assets/{wanted}"),
        format!("strings/{wanted}"),
    ];
    files.into_iter().find_map(|file| {
        let path = SourcePath::new(&format!("themes/{theme}/{file}"))?;
        Some(match sources.get(&path)?.text() {
            Some(text) => ThemeFile::Text { file, text: text.to_owned() },
            None => ThemeFile::Bytes(path),
        })
    })
}

/// Reports that `wanted` matches no file.
pub(super) fn missing(sources: &SourceTree, chain: &[String], wanted: &str) {
    if let Some(name) = wanted.strip_prefix("components/") {
        report::error(&format!("no component is called “{name}”"));
        if let Some(near) = nearest(name, list_components(sources, chain).keys().map(String::as_str)) {
            report::help(&format!("did you mean “components/{near}”?"));
        }
        return;
    }
    report::error(&format!("no theme of the chain has the file “{wanted}”"));
    let files = files(sources, chain);
    let short = |file: &str| match file.strip_prefix("templates/") {
        Some(template) => template.trim_end_matches(".html").to_owned(),
        None => file.strip_prefix("assets/").unwrap_or(file).to_owned(),
    };
    let names: Vec<String> = files.keys().map(|file| short(file)).collect();
    match nearest(wanted, names.iter().map(String::as_str)) {
        Some(near) => report::help(&format!("did you mean “{near}”?")),
        None => report::help("`kb theme show` lists all files"),
    }
}

/// Every file of the chain by its path below the theme's folder, with the themes that have it, nearest first.
fn files<'a>(sources: &'a SourceTree, chain: &'a [String]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for theme in chain {
        let folder = format!("themes/{theme}/");
        let paths = sources.iter().filter_map(|file| file.path.as_str().strip_prefix(&folder));
        paths.for_each(|file| files.entry(file).or_default().push(theme));
    }
    files
}

fn file_list(sources: &SourceTree, chain: &[String], own: impl Fn(&SourcePath) -> bool) -> String {
    let built_in = |theme: &&String| {
        SourcePath::new(&format!("themes/{theme}/theme.toml")).is_none_or(|path| !own(&path))
    };
    let names: Vec<String> = chain
        .iter()
        .map(|theme| if built_in(&theme) { format!("{theme} (built in)") } else { theme.clone() })
        .collect();
    let mut text = format!("Themes, nearest first: {}\n", names.join(", "));
    text.push_str(
        "If two themes have the same file, the nearer one wins; files marked `+` are merged piece by piece.\n\n",
    );
    for (file, themes) in files(sources, chain) {
        let is_merged =
            file == "theme.toml" || file.starts_with("strings/") || file == "templates/components.html";
        let who = match (themes.split_first(), is_merged) {
            (Some((winner, others)), false) if !others.is_empty() => {
                format!("{winner} (replaces {})", others.join(", "))
            }
            _ => themes.join(" + "),
        };
        text.push_str(&format!("{file:<40} {who}\n"));
    }
    text
}

fn component_list(sources: &SourceTree, chain: &[String]) -> String {
    let mut text = String::new();
    for (name, components) in list_components(sources, chain) {
        let Some((winner, others)) = components.split_first() else { continue };
        let others: Vec<&str> = others.iter().map(|component| component.theme.as_str()).collect();
        let others = match others.is_empty() {
            true => String::new(),
            false => format!(" (replaces {})", others.join(", ")),
        };
        text.push_str(&format!("{name:<24} {}{others}, {}\n", winner.theme, winner.path));
    }
    text
}
