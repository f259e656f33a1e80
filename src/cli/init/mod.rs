//! `kb init`

mod files;

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{FINE, MACHINE, USAGE, new, report};
use crate::config::{SiteUrl, language_hint};
use crate::language::Language;
use crate::path::words_of;
use crate::source::{ARTICLES, SITE_TOML};
use files::{Answers, Deploy, NewFile, Start, files};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb init handbook
  kb init handbook --title \"The handbook\" --start comparison --deploy github-pages

Prompts for missing values when interactive. Never overwrites existing files.";

/// The placeholder for the site's address.
const EXAMPLE_URL: &str = "https://example.com";

#[derive(Args)]
pub struct InitArguments {
    /// The folder; it is created if it does not exist
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Name of the site [default: the folder's name in words]
    #[arg(long)]
    title: Option<String>,
    /// Where it will be published [default: a placeholder address]
    #[arg(long, value_parser = parse_url)]
    url: Option<String>,
    /// Its language, such as en, nl or pt-BR [default: en]
    #[arg(long, value_parser = parse_language)]
    language: Option<String>,
    /// What to start with [default: knowledge-base]
    #[arg(long, value_enum)]
    start: Option<Start>,
    /// Set up publishing with this host
    #[arg(long, value_enum, value_name = "HOST")]
    deploy: Option<Deploy>,
}

/// Creates a site; returns the exit code.
pub fn run(arguments: &InitArguments) -> u8 {
    let folder = &arguments.folder;
    if folder.join(SITE_TOML).exists() {
        report::error(&format!("there is already a site in {}", folder.display()));
        report::help("choose another folder; nothing was changed");
        return USAGE;
    }
    let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let answers = match is_terminal {
        true => ask_all(arguments, &mut io::stdin().lock(), &mut io::stderr().lock()),
        false => Ok(with_defaults(arguments)),
    };
    let made = answers.and_then(|answers| make(folder, files(&answers)));
    match made {
        Ok(made) => {
            report_created(folder, &made);
            FINE
        }
        Err(error) => {
            report::error(&format!("the site cannot be created in {}: {error}", folder.display()));
            MACHINE
        }
    }
}

fn parse_url(text: &str) -> Result<String, String> {
    match SiteUrl::parse(text) {
        Some(url) => Ok(format!("{}{}", url.origin, url.path)),
        None => Err("write a full address, such as https://example.com or https://example.com/kb".to_owned()),
    }
}

fn parse_language(text: &str) -> Result<String, String> {
    match Language::parse(text) {
        Some(language) => Ok(language.to_string()),
        None => Err(language_hint(text).replace('`', "")),
    }
}

fn parse_start(text: &str) -> Result<Start, String> {
    parse_choice(text, "empty, knowledge-base or comparison")
}

fn parse_deploy(text: &str) -> Result<Option<Deploy>, String> {
    match text {
        "none" => Ok(None),
        text => parse_choice(text, "none, github-pages, gitlab-pages, netlify or cloudflare-pages").map(Some),
    }
}

fn parse_choice<T: ValueEnum>(text: &str, choices: &str) -> Result<T, String> {
    T::from_str(text, true).map_err(|_| format!("write {choices}"))
}

fn with_defaults(arguments: &InitArguments) -> Answers {
    Answers {
        title: arguments.title.clone().unwrap_or_else(|| default_title(&arguments.folder)),
        url: arguments.url.clone().unwrap_or_else(|| EXAMPLE_URL.to_owned()),
        language: arguments.language.clone().unwrap_or_else(|| "en".to_owned()),
        // Collections of which there is no article would be empty pages.
        start: arguments.start.unwrap_or(match has_articles(&arguments.folder) {
            true => Start::Empty,
            false => Start::KnowledgeBase,
        }),
        deploy: arguments.deploy,
    }
}

/// Prompts for everything that is not on the command line.
fn ask_all(
    arguments: &InitArguments,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Answers> {
    let Answers { mut title, mut url, mut language, mut start, mut deploy } = with_defaults(arguments);
    if arguments.title.is_none() {
        title = ask(input, output, "Name of the site", &title, |text| Ok(text.to_owned()))?;
    }
    if arguments.url.is_none() {
        url = ask(input, output, "Where it will be published", &url, parse_url)?;
    }
    if arguments.language.is_none() {
        language = ask(input, output, "Language", &language, parse_language)?;
    }
    if arguments.start.is_none() && !has_articles(&arguments.folder) {
        let question = "Start with empty, knowledge-base or comparison";
        start = ask(input, output, question, "knowledge-base", parse_start)?;
    }
    if arguments.deploy.is_none() {
        let question = "Set up publishing with github-pages, gitlab-pages, netlify, cloudflare-pages or none";
        deploy = ask(input, output, question, "none", parse_deploy)?;
    }
    Ok(Answers { title, url, language, start, deploy })
}

/// Prompts until the answer is valid. An empty line means the default; so does the end of the input.
fn ask<T>(
    input: &mut impl BufRead,
    output: &mut impl Write,
    question: &str,
    default: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> io::Result<T> {
    loop {
        write!(output, "{question} [{default}]: ")?;
        output.flush()?;
        let mut line = String::new();
        let is_end = input.read_line(&mut line)? == 0;
        let answer = if line.trim().is_empty() { default } else { line.trim() };
        match parse(answer) {
            Ok(value) => return Ok(value),
            Err(_) if is_end => return Err(io::ErrorKind::UnexpectedEof.into()),
            Err(help) => writeln!(output, "  “{answer}” is not valid: {help}")?,
        }
    }
}

/// `my-handbook` is “My handbook”.
fn default_title(folder: &Path) -> String {
    let real = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = real.components().next_back().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let title = words_of(name.unwrap_or_default().trim_matches(['/', ' ', '-', '_']));
    if title.is_empty() { "A knowledge base".to_owned() } else { title }
}

/// A folder with articles becomes a site of those articles, without our samples.
fn has_articles(folder: &Path) -> bool {
    fs::read_dir(folder.join(ARTICLES)).is_ok_and(|mut entries| entries.next().is_some())
}

struct Made {
    written: Vec<String>,
    kept: Vec<String>,
}

fn make(folder: &Path, files: Vec<NewFile>) -> io::Result<Made> {
    let has_articles = has_articles(folder);
    let mut made = Made { written: Vec::new(), kept: Vec::new() };
    for NewFile { path, text } in files {
        if has_articles && path.starts_with("articles/") {
            continue;
        }
        match new::write_new(&folder.join(&path), &text) {
            Ok(()) => made.written.push(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => made.kept.push(path),
            Err(error) => return Err(io::Error::new(error.kind(), format!("{path}: {error}"))),
        }
    }
    Ok(made)
}

fn report_created(folder: &Path, made: &Made) {
    let place = folder.display();
    let (hidden, seen): (Vec<_>, Vec<_>) =
        made.written.iter().partition(|path| path.starts_with(".schemas/"));
    let mut text = format!("Created a site in {place}:\n");
    for path in seen {
        text.push_str(&format!("  {path}\n"));
    }
    if !hidden.is_empty() {
        text.push_str("  .schemas/ (for editors that complete TOML)\n");
    }
    for path in &made.kept {
        let hint = if path == ".gitignore" { "; make it ignore /public/ and /.kb/" } else { "" };
        text.push_str(&format!("  {path} already exists and was not changed{hint}\n"));
    }
    text.push_str("\nNext:\n");
    if folder != Path::new(".") {
        text.push_str(&format!("  cd {place}\n"));
    }
    // An article in a collection appears in its list.
    let folder = made.written.iter().filter_map(|path| path.strip_prefix("articles/")?.split_once('/'));
    let article = folder.map(|(folder, _)| format!("{folder}/")).next().unwrap_or_default() + "my-article";
    text.push_str(&format!(
        "  kb serve --open               shows the site and updates it as you save\n  \
         {:<29} creates an article\n  \
         kb build                      publishes it to public/\n",
        format!("kb new {article}")
    ));
    report::output(&text);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn arguments() -> InitArguments {
        let folder = PathBuf::from("/tmp/our-handbook");
        InitArguments {
            folder,
            title: None,
            url: None,
            language: Some("nl".into()),
            start: None,
            deploy: None,
        }
    }

    #[test]
    fn missing_values_are_prompted_for_until_the_answer_is_valid() {
        let mut asked = Vec::new();
        let input = "\nexample.com\nhttps://example.com/kb/\nboth\ncomparison\nnetlify\n";
        let answers = ask_all(&arguments(), &mut input.as_bytes(), &mut asked).unwrap();
        let transcript = format!(
            "{}\n{} | {} | {} | {:?} | {:?}\n",
            String::from_utf8(asked).unwrap().replace("]: ", "]:\n"),
            answers.title,
            answers.url,
            answers.language,
            answers.start,
            answers.deploy
        );
        expect![[r#"
            Name of the site [Our handbook]:
            Where it will be published [https://example.com]:
              “example.com” is not valid: write a full address, such as https://example.com or https://example.com/kb
            Where it will be published [https://example.com]:
            Start with empty, knowledge-base or comparison [knowledge-base]:
              “both” is not valid: write empty, knowledge-base or comparison
            Start with empty, knowledge-base or comparison [knowledge-base]:
            Set up publishing with github-pages, gitlab-pages, netlify, cloudflare-pages or none [none]:

            Our handbook | https://example.com/kb | nl | Comparison | Some(Netlify)
        "#]].assert_eq(&transcript);
    }

    #[test]
    fn closing_the_input_gives_the_defaults() {
        let answers = ask_all(&arguments(), &mut "Ours\n".as_bytes(), &mut Vec::new()).unwrap();
        assert_eq!((answers.title.as_str(), answers.start), ("Ours", Start::KnowledgeBase));
        assert_eq!(answers.deploy, None);
    }
}
