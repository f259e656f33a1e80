//! `kb search`

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::session::Session;
use super::{FINE, Format, MACHINE, SiteArguments, USAGE, report, session};
use crate::blob::Blob;
use crate::diagnostic::visible;
use crate::engine::Snapshot;
use crate::path::OutputPath;
use crate::search::{FOLDER, Index, indexed};
use crate::site::DocumentId;

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb search refunds
  kb search green tea --limit 3
  kb search '\"cold call\"' -email in:guides tag:sales --format json

A query is searched as on the website: words in any form, the last one also as a beginning, with typing
errors if nothing has it; phrases in quotes; -WORD excludes; in:COLLECTION and tag:TAG narrow.";

#[derive(Args)]
pub struct SearchArguments {
    /// What to find; `-` reads queries from standard input, one a line, and prints an array of objects for each
    #[arg(required = true)]
    query: Vec<String>,
    /// How many articles to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// An article that was found.
struct Row<'a> {
    score: u64,
    document: DocumentId,
    title: String,
    heading: Option<String>,
    snapshot: &'a Snapshot,
}

/// The arguments of a command line, in which a word of a query may begin with a hyphen: `kb search tea -milk`.
pub fn with_excluded_words(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut is_search = false;
    let readable = |(index, argument): (usize, OsString)| {
        is_search |= index == 1 && argument == "search";
        let text = argument.to_str().unwrap_or_default();
        let is_word = is_search && text.starts_with('-') && !text.starts_with("--");
        // With a space before it, it is no option, and means the same in a query.
        if is_word && !matches!(text, "-" | "-h") { format!(" {text}").into() } else { argument }
    };
    arguments.enumerate().map(readable).collect()
}

/// Searches; returns the exit code.
pub fn run(arguments: &SearchArguments) -> u8 {
    search(arguments).unwrap_or_else(|code| code)
}

fn search(arguments: &SearchArguments) -> Result<u8, u8> {
    if arguments.limit == 0 {
        report::error("`--limit` must be at least 1");
        return Err(USAGE);
    }
    let site = SiteArguments { root: arguments.root.clone(), ..SiteArguments::default() };
    let Session { mut workspace, request, .. } = session::open(&site)?;
    let snapshot = workspace.snapshot(&request, |_| {});
    if !snapshot.config.outputs.search {
        report::error("this site has no search index");
        report::help("remove `search = false` from `[outputs]` in site.toml");
        return Err(USAGE);
    }
    if !snapshot.judge(snapshot.found.clone()).errors().is_empty() {
        report::line("This site has errors, so something may be missing here; `kb check` shows them");
    }
    let mut shelf = Shelf::new(&snapshot);
    if arguments.query != ["-"] {
        print(&mut shelf, &arguments.query.join(" "), arguments);
        return Ok(FINE);
    }
    for line in std::io::stdin().lines() {
        let query = line.map_err(|error| {
            report::error(&format!("standard input cannot be read: {error}"));
            MACHINE
        })?;
        match arguments.format {
            Format::Json => {
                let rows: serde_json::Value =
                    shelf.search(&query, arguments.limit).0.iter().map(to_json).collect();
                report::output(&format!("{rows}\n"));
            }
            Format::Human => print(&mut shelf, &query, arguments),
        }
    }
    Ok(FINE)
}

/// Prints what a query found.
fn print(shelf: &mut Shelf<'_>, query: &str, arguments: &SearchArguments) {
    let (rows, near) = shelf.search(query, arguments.limit);
    match arguments.format {
        Format::Json => {
            report::output(&rows.iter().map(|row| format!("{}\n", to_json(row))).collect::<String>())
        }
        Format::Human if rows.is_empty() => {
            report::line(&format!("Nothing found for “{query}”"));
            if !near.is_empty() {
                report::help(&format!("did you mean `{}`?", near.join("`, `")));
            }
        }
        Format::Human => report::output(&to_table(&rows)),
    }
}

/// Gives a file of an index by its name.
type Load<'a> = Box<dyn Fn(&str) -> Option<Vec<u8>> + 'a>;

/// The indexes of all languages, each with its documents.
struct Shelf<'a> {
    snapshot: &'a Snapshot,
    indexes: Vec<(Index<Load<'a>>, Vec<DocumentId>)>,
}

impl<'a> Shelf<'a> {
    fn new(snapshot: &'a Snapshot) -> Shelf<'a> {
        let files = snapshot.search_files();
        let languages = indexed(&snapshot.config, &snapshot.site).into_iter();
        let indexes = languages.map(|(language, documents)| {
            let load: Load<'a> = Box::new(move |name| file(files, &format!("{FOLDER}/{language}/{name}")));
            (Index::new(load), documents)
        });
        Shelf { snapshot, indexes: indexes.collect() }
    }

    /// The best articles of all languages, and words and filters that look like those that no article has.
    fn search(&mut self, query: &str, limit: usize) -> (Vec<Row<'a>>, Vec<String>) {
        let mut rows = Vec::new();
        let mut near = Vec::new();
        for (index, documents) in &mut self.indexes {
            let found = index.search(query, limit).expect("an index that was just made is whole");
            near.extend(found.near);
            rows.extend(found.hits.into_iter().map(|hit| Row {
                score: hit.score,
                document: documents[hit.document],
                title: hit.head.title,
                heading: hit.places.into_iter().next().map(|section| section.title),
                snapshot: self.snapshot,
            }));
        }
        // Pinned articles come first in an index of one language, whatever their score.
        if self.indexes.len() > 1 {
            // An untranslated article is in the index of every language; that of its own comes first.
            let mut seen = BTreeSet::new();
            rows.retain(|row| seen.insert(row.document.0));
            // Stable: articles of one language with the same score stay in their order.
            rows.sort_by_key(|row| std::cmp::Reverse(row.score));
        }
        rows.truncate(limit);
        (rows, near)
    }
}

fn file(files: &BTreeMap<OutputPath, Blob>, path: &str) -> Option<Vec<u8>> {
    Some(files.get(&OutputPath::new(path)?)?.in_memory()?.to_vec())
}

impl Row<'_> {
    fn path(&self) -> &str {
        self.snapshot.site.document(self.document).path.as_str()
    }
}

fn to_json(row: &Row<'_>) -> serde_json::Value {
    let Snapshot { site, config, .. } = row.snapshot;
    serde_json::json!({
        "path": row.path(),
        "url": config.url.of_path(site.page(site.page_of(row.document)).route.below_root()),
        "title": row.title,
        "heading": row.heading,
        "score": row.score,
    })
}

/// Path, and title with heading, in columns.
fn to_table(rows: &[Row<'_>]) -> String {
    let width = rows.iter().map(|row| visible(row.path()).chars().count()).max().unwrap_or(0);
    let lines = rows.iter().map(|row| {
        let heading =
            row.heading.as_ref().map_or(String::new(), |heading| format!(" › {}", visible(heading)));
        format!("{:<width$}  {}{heading}\n", visible(row.path()), visible(&row.title))
    });
    lines.collect()
}
