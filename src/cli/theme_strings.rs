//! `kb theme strings`: a file with the strings of the interface that a language lacks, to be translated.

use std::{fs, io};

use clap::Args;

use super::theme_files::{SiteFolder, ThemeSources, open};
use super::{FINE, MACHINE, USAGE, report};
use crate::config::language_hint;
use crate::language::Language;
use crate::theme::{load_theme, missing_strings};

#[derive(Args)]
pub struct StringsArguments {
    /// The language to translate to, such as `sv` or `pt-BR`
    language: String,
    #[command(flatten)]
    folder: SiteFolder,
}

/// Writes the strings that are missing, each in English and behind a `#`, to the file of the site's own theme. What is
/// in the file already stays.
pub fn write_strings(arguments: &StringsArguments) -> Result<u8, u8> {
    let Some(language) = Language::parse(&arguments.language) else {
        report::error(&format!("“{}” is not a language tag", arguments.language));
        report::help(&language_hint(&arguments.language));
        return Err(USAGE);
    };
    let ThemeSources { root, sources, config } = open(&arguments.folder)?;
    let (theme, _) = load_theme(&sources, &config);
    let missing = missing_strings(&sources, &theme.chain, &language);
    if missing.is_empty() {
        report::output(&format!("No string is missing in {language}.\n"));
        return Ok(FINE);
    }
    let theme = &theme.name;
    if !root.join("themes").join(theme).is_dir() {
        report::error(&format!("the theme `{theme}` is built in, so there is no folder for its strings"));
        report::help(&format!(
            "`kb theme new house --extends {theme}` creates a theme; choose it in site.toml and run this again"
        ));
        return Err(USAGE);
    }
    let file = format!("themes/{theme}/strings/{language}.ftl");
    let path = root.join(&file);
    let known = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            report::error(&format!("{} cannot be read: {error}", path.display()));
            report::help("save it as UTF-8 if it has another encoding, and run this again");
            return Err(MACHINE);
        }
    };
    let written = known.lines().collect::<Vec<_>>();
    // Those that an earlier run wrote are still there, waiting to be translated.
    let new: Vec<String> = missing
        .iter()
        .map(|text| text.lines().map(|line| format!("# {line}\n")).collect())
        .filter(|text: &String| !text.lines().next().is_some_and(|first| written.contains(&first)))
        .collect();
    let forms: Vec<&str> = language.plurals().forms().collect();
    let intro = format!(
        "# The strings of the interface in {language}. Remove the `# ` before each one that you translate.\n\
         # The forms of a number in this language are: {}.\n\n",
        forms.join(", ")
    );
    let before = if known.is_empty() { intro } else { format!("{}\n\n", known.trim_end()) };
    let folder = path.parent().unwrap_or(&root);
    let result = match new.is_empty() {
        true => Ok(()),
        false => fs::create_dir_all(folder).and_then(|()| fs::write(&path, before + &new.concat())),
    };
    if let Err(error) = result {
        report::error(&format!("{} cannot be written: {error}", path.display()));
        return Err(MACHINE);
    }
    report::output(&format!(
        "{} strings are missing in {language}: translate them in {file}\n",
        missing.len()
    ));
    Ok(FINE)
}
