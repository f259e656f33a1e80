//! `kb translate --mark`

use std::path::PathBuf;

use clap::Args;

use super::fix::write_all;
use super::session::Session;
use super::{FINE, MACHINE, SiteArguments, USAGE, report, session};
use crate::diagnostic::{Diagnostics, Edit, Sources, Span, codes, did_you_mean, sure_fixes};
use crate::document::Document;

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb translate --mark               all translations are up to date now
  kb translate --mark articles/guides/refunds.nl.md
  kb list outdated                  what has changed since";

#[derive(Args)]
pub struct TranslateArguments {
    /// Write into each translation which version of the original it translates, so that kb reports it when the original changes
    #[arg(long, required = true)]
    mark: bool,
    /// Files of translations [default: all]
    #[arg(value_name = "ARTICLE")]
    articles: Vec<String>,
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Marks translations as up to date; returns the exit code.
pub fn run(arguments: &TranslateArguments) -> u8 {
    mark(arguments).unwrap_or_else(|code| code)
}

fn mark(arguments: &TranslateArguments) -> Result<u8, u8> {
    let site = SiteArguments {
        root: arguments.root.clone(),
        drafts: true,
        future: true,
        expired: true,
        ..SiteArguments::default()
    };
    let Session { root, mut workspace, request } = session::open(&site)?;
    let snapshot = workspace.snapshot(&request, |_| {});
    let (site, sources) = (&snapshot.site, &snapshot.sources);
    let ids = site.document_ids();
    let translations: Vec<(&Document, &Document)> =
        ids.filter_map(|id| Some((site.document(id), site.original(id)?))).collect();
    for wanted in &arguments.articles {
        if translations.iter().all(|(document, _)| document.path.as_str() != wanted) {
            report::error(&format!("no translation is called `{wanted}`"));
            let names = translations.iter().map(|(document, _)| document.path.as_str());
            if let Some(hint) = did_you_mean(wanted, names) {
                report::help(&hint);
            }
            return Err(USAGE);
        }
    }
    let is_wanted = |document: &Document| {
        arguments.articles.is_empty() || arguments.articles.iter().any(|path| path == document.path.as_str())
    };
    let mut found = Diagnostics::default();
    for (document, original) in translations.iter().filter(|(document, _)| is_wanted(document)) {
        let Some(text) = sources.text(&document.path) else { continue };
        let marked = document.meta.translated_from.as_ref();
        if marked.is_none_or(|mark| mark.value != original.version()) {
            let span = Span::new(&document.path, 0..0);
            let edit = edit(document, text, &original.version());
            found.report(&codes::TRANSLATION_OUTDATED, span, String::new()).sure(vec![edit]);
        }
    }
    let (files, _) = sure_fixes(&found, sources);
    let (unwritten, has_failed) = write_all(&root, &files);
    report::line(&match files.len() - unwritten.len() {
        0 if files.is_empty() => "Every translation is marked already".to_owned(),
        1 => "Marked 1 translation".to_owned(),
        count => format!("Marked {count} translations"),
    });
    Ok(if has_failed { MACHINE } else { FINE })
}

/// What puts the mark into an article.
fn edit(document: &Document, text: &str, version: &str) -> Edit {
    if let Some(mark) = &document.meta.translated_from {
        return Edit::replace(Span::new(&document.path, mark.range.clone()), format!("\"{version}\""));
    }
    let range = document.meta.range.clone();
    let front_matter = &text[range.clone()];
    let Some(first_line) = front_matter.find('\n') else {
        return Edit::insert(&document.path, 0, format!("+++\ntranslated-from = \"{version}\"\n+++\n"));
    };
    let sign = if front_matter.starts_with("+++") { " =" } else { ":" };
    let at = range.start + first_line + 1;
    Edit::insert(&document.path, at, format!("translated-from{sign} \"{version}\"\n"))
}
