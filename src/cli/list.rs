//! `kb list`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::ArgValueCandidates;

use super::session::Session;
use super::{FINE, Format, SiteArguments, USAGE, completions, data_sent, report, session};
use crate::data::{Date, instant_text};
use crate::diagnostic::{did_you_mean, visible};
use crate::document::Document;
use crate::engine::Snapshot;
use crate::language::Language;
use crate::site::{Change, Standing};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb list drafts
  kb list scheduled --in news --format json
  kb list untranslated              what is not in every language
  kb list outdated                  translations that are older than their originals
  kb list --next                    when to build again
  kb list --data-sent               what a privacy policy has to name";

#[derive(Args)]
pub struct ListArguments {
    /// Which articles
    #[arg(value_enum, default_value_t = Which::All)]
    which: Which,
    /// Only articles of this collection
    #[arg(long = "in", value_name = "COLLECTION", add = ArgValueCandidates::new(completions::collections))]
    collection: Option<String>,
    /// Print when the next article appears or expires, instead of a list
    #[arg(long, conflicts_with_all = ["which", "collection"])]
    next: bool,
    /// Print what forms send, for a privacy policy, instead of a list
    #[arg(long, conflicts_with_all = ["which", "collection", "next"])]
    data_sent: bool,
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Every article
    All,
    /// Those that are published now
    Published,
    /// Those with `draft = true`
    Drafts,
    /// Those with a `date` in the future
    Scheduled,
    /// Those whose `expires` has passed
    Expired,
    /// Those that are not translated into every language of the site
    Untranslated,
    /// Translations whose original has changed since
    Outdated,
}

/// Lists articles; returns the exit code.
pub fn run(arguments: &ListArguments) -> u8 {
    list(arguments).unwrap_or_else(|code| code)
}

fn list(arguments: &ListArguments) -> Result<u8, u8> {
    let site = SiteArguments { root: arguments.root.clone(), ..SiteArguments::default() };
    let Session { mut workspace, request, .. } = session::open(&site)?;
    let snapshot = workspace.snapshot(&request, |_| {});
    if arguments.next {
        return Ok(next(snapshot.site.next_change.as_ref(), arguments.format));
    }
    if arguments.data_sent {
        report::output(&data_sent::text(&snapshot.sent(), arguments.format));
        return Ok(FINE);
    }
    if let Some(wanted) = &arguments.collection
        && snapshot.config.collection(wanted).is_none()
    {
        report::error(&format!("no collection is called `{wanted}`"));
        let names = snapshot.config.collections.iter().map(|collection| collection.name.value.as_str());
        if let Some(hint) = did_you_mean(wanted, names) {
            report::help(&hint);
        }
        return Err(USAGE);
    }
    let entries = entries(&snapshot);
    let entries = entries.iter().filter(|entry| {
        let in_collection =
            arguments.collection.is_none() || entry.document.collection == arguments.collection;
        in_collection && arguments.which.holds(entry)
    });
    let text: String = match arguments.format {
        Format::Json => entries.map(to_json).collect(),
        Format::Human => to_table(&entries.collect::<Vec<_>>()),
    };
    report::output(&text);
    Ok(FINE)
}

/// An article in the list.
struct Entry<'a> {
    document: &'a Document,
    standing: Standing,
    address: Option<&'a str>,
    /// The languages into which it is not translated.
    missing: Vec<&'a Language>,
    /// The article that it translates, if that has changed since.
    changed: Option<&'a Document>,
}

/// All articles, sorted by path.
fn entries(snapshot: &Snapshot) -> Vec<Entry<'_>> {
    let Snapshot { site, request, .. } = snapshot;
    let shown = site.document_ids().map(|id| Entry {
        document: site.document(id),
        standing: Standing::Published,
        address: Some(site.page(site.page_of(id)).route.as_str()),
        missing: site.missing_languages(id),
        changed: site.changed_original(id),
    });
    let hidden = site.hidden.iter().map(|document| Entry {
        document,
        standing: request.visibility.standing(document),
        address: None,
        missing: Vec::new(),
        changed: None,
    });
    let mut entries: Vec<_> = shown.chain(hidden).collect();
    entries.sort_by(|one, other| one.document.path.cmp(&other.document.path));
    entries
}

impl Which {
    fn holds(self, entry: &Entry<'_>) -> bool {
        let standing = entry.standing;
        match self {
            Which::All => true,
            Which::Published => standing == Standing::Published,
            Which::Drafts => standing == Standing::Draft,
            Which::Scheduled => standing == Standing::Scheduled,
            Which::Expired => standing == Standing::Expired,
            Which::Untranslated => !entry.missing.is_empty(),
            Which::Outdated => entry.changed.is_some(),
        }
    }
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Published => "published",
        Standing::Draft => "draft",
        Standing::Scheduled => "scheduled",
        Standing::Expired => "expired",
    }
}

fn to_json(entry: &Entry<'_>) -> String {
    let Entry { document, standing, address, missing, changed } = entry;
    let date = |date: Option<Date>| date.map(|date| instant_text(date.instant));
    let meta = &document.meta;
    let tags: Vec<&str> = meta.tags.iter().map(|tag| tag.value.as_str()).collect();
    let line = serde_json::json!({
        "path": document.path.as_str(),
        "state": word(*standing),
        "title": document.title,
        "address": address,
        "collection": document.collection,
        "date": date(meta.date),
        "updated": date(meta.updated),
        "expires": date(meta.expires),
        "tags": tags,
        "words": document.words,
        "language": document.language.as_str(),
        "outdated": changed.is_some(),
        "untranslated": missing.iter().map(|language| language.as_str()).collect::<Vec<_>>(),
    });
    format!("{line}\n")
}

/// Status, date, path and title in columns. The date is the one that the status is about.
fn to_table(entries: &[&Entry<'_>]) -> String {
    let path = |entry: &&Entry<'_>| visible(entry.document.path.as_str()).into_owned();
    let width = entries.iter().map(|entry| path(entry).chars().count()).max().unwrap_or(0);
    let rows = entries.iter().map(|entry| {
        let meta = &entry.document.meta;
        let day = match entry.standing {
            Standing::Expired => meta.expires,
            Standing::Published | Standing::Scheduled => meta.date,
            Standing::Draft => None,
        };
        let day = day.map_or(String::new(), |day| day.to_string());
        let until = match (entry.standing, meta.expires) {
            (Standing::Published | Standing::Scheduled, Some(day)) => format!(" (until {day})"),
            _ => String::new(),
        };
        let (word, path, title) = (word(entry.standing), path(entry), visible(&entry.document.title));
        let missing: Vec<&str> = entry.missing.iter().map(|language| language.as_str()).collect();
        let about = match (missing.as_slice(), entry.changed) {
            ([], None) => String::new(),
            ([], Some(original)) => format!(" (older than {})", visible(original.path.as_str())),
            (missing, _) => format!(" (not in {})", missing.join(", ")),
        };
        format!("{word:<9}  {day:<10}  {path:<width$}  {title}{until}{about}\n")
    });
    rows.collect()
}

/// Only the time goes to standard output, for scripts; what happens then goes to standard error.
fn next(change: Option<&Change>, format: Format) -> u8 {
    match (format, change) {
        (Format::Json, change) => {
            let line = serde_json::json!({
                "next": change.map(|change| instant_text(change.instant)),
                "appear": change.map_or(Vec::new(), |change| change.appear.iter().map(|path| path.as_str()).collect()),
                "expire": change.map_or(Vec::new(), |change| change.expire.iter().map(|path| path.as_str()).collect()),
            });
            report::output(&format!("{line}\n"));
        }
        (Format::Human, Some(change)) => {
            report::output(&format!("{}\n", instant_text(change.instant)));
            report::line(&change_text(change));
        }
        (Format::Human, None) => {
            report::line("Nothing is scheduled: the site changes only when you change it")
        }
    }
    FINE
}

/// `articles/a.md appears, articles/b.md and 3 more expire`
pub fn change_text(change: &Change) -> String {
    let parts = [(&change.appear, "appears", "appear"), (&change.expire, "expires", "expire")];
    let parts = parts.iter().filter_map(|(paths, one, several)| match paths.as_slice() {
        [] => None,
        [path] => Some(format!("{path} {one}")),
        [path, others @ ..] => Some(format!("{path} and {} more {several}", others.len())),
    });
    parts.collect::<Vec<_>>().join(", ")
}
