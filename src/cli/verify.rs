//! `kb verify`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::{FINE, Format, MACHINE, SITE, USAGE, report, session};
use crate::blob::Digest;
use crate::config::{HOSTS, SiteUrl};
use crate::diagnostic::visible;
use crate::disk;
use crate::fetch::{Answer, Client};
use crate::output::{Difference, compare, read_list};
use crate::path::{OutputPath, Route};
use crate::publish::is_redirect;

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb verify                         is public/ still as it was built?
  kb verify /mnt/server/www         is a copy complete?
  kb verify https://example.com/kb  does the server show this build?";

#[derive(Args)]
pub struct VerifyArguments {
    /// A folder, or an address with http:// or https:// [default: the output folder itself]
    #[arg(value_name = "DIR|URL")]
    place: Option<String>,
    /// Where the site was published [default: public/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How many requests wait at the same time: what browsers allow themselves for one server, and a bit.
const REQUESTS: usize = 8;

/// A difference that was found.
struct Finding {
    path: String,
    /// `missing`, `changed`, `foreign`, `redirected` or `refused`
    state: &'static str,
    /// More about it; may be empty.
    note: String,
}

/// Compares a folder or a server with a build; returns the exit code.
pub fn run(arguments: &VerifyArguments) -> u8 {
    verify(arguments).unwrap_or_else(|code| code)
}

fn verify(arguments: &VerifyArguments) -> Result<u8, u8> {
    let output = match &arguments.output {
        Some(output) => output.clone(),
        None => session::find_at(arguments.root.as_deref())?.join("public"),
    };
    let list = read_list(&output).map_err(|error| {
        report::error(&format!("the list of {} cannot be read: {error}", output.display()));
        MACHINE
    })?;
    let list = list.ok_or_else(|| {
        report::error(&format!(
            "{} has no list of files by this version of kb (`.kb-site`)",
            output.display()
        ));
        report::help("run `kb build`, or specify where it published with --output DIR");
        USAGE
    })?;
    let place = arguments.place.clone().unwrap_or_else(|| output.display().to_string());
    let found = match is_address(&place) {
        true => {
            let url = SiteUrl::parse(&place).ok_or_else(|| {
                report::error(&format!("“{place}” is not the address of a website"));
                report::help("write a full address, such as https://example.com/kb");
                USAGE
            })?;
            ask(&url, &list, &output)
        }
        false => compare(arguments.place.as_ref().map_or(&output, Path::new), &list)
            .map(|found| found.into_iter().map(Finding::of_file).collect())
            .map_err(|error| error.to_string()),
    };
    let found: Vec<Finding> = found.map_err(|message| {
        report::error(&message);
        MACHINE
    })?;
    let lines = found.iter().map(|finding| finding.line(arguments.format));
    report::output(&lines.collect::<String>());
    let (is_same, counted) = (found.is_empty(), list.len());
    if arguments.format == Format::Human {
        match is_same {
            true => report::line(&format!("{place} has all {counted} files as they were built")),
            false => {
                report::error(&format!("{place} differs from what was built: {}", summary(&found)));
                report::help(&match place == output.display().to_string() {
                    true => "run `kb build` to publish there again".to_owned(),
                    false => format!("copy {} there again, without what was there", output.display()),
                });
            }
        }
    }
    Ok(if is_same { FINE } else { SITE })
}

fn is_address(place: &str) -> bool {
    place.starts_with("http://") || place.starts_with("https://")
}

/// Requests every file that a server shows. What else it has is not known.
fn ask(url: &SiteUrl, list: &BTreeMap<OutputPath, Digest>, output: &Path) -> Result<Vec<Finding>, String> {
    let client = Client::new();
    // If no server answers, one message says so, and it is the same one every time.
    client.get(&url.join(""))?;
    let threads = ThreadPoolBuilder::new().num_threads(REQUESTS).build();
    let threads = threads.map_err(|error| format!("no threads can be started: {error}"))?;
    let is_shown = |path: &OutputPath| !HOSTS.iter().any(|(_, host)| host.files().contains(&path.as_str()));
    let shown: Vec<_> = list.iter().filter(|(path, _)| is_shown(path)).collect();
    let asked = || {
        let found = shown.par_iter().map(|(path, digest)| {
            let address = match Route::of_file(path) {
                Some(route) => url.of_path(route.below_root()),
                None => url.of_path(path.as_str()),
            };
            let answer = client.get(&address)?;
            Ok(judge(path, **digest, answer, list, output))
        });
        found.collect::<Result<Vec<_>, String>>()
    };
    Ok(threads.install(asked)?.into_iter().flatten().collect())
}

/// What is wrong with an answer. The page for missing addresses may come with any status, and an old address may redirect by the
/// server instead of by the page there.
fn judge(
    path: &OutputPath,
    digest: Digest,
    answer: Answer,
    list: &BTreeMap<OutputPath, Digest>,
    output: &Path,
) -> Option<Finding> {
    let is_redirect = || {
        let text = disk::read(&output.join(path.as_str()), u64::MAX).unwrap_or_default();
        is_redirect(&String::from_utf8_lossy(&text))
    };
    let (state, note) = match answer {
        Answer { digest: found, .. } if found == digest => return None,
        Answer { digest: found, redirected: Some(_), .. }
            if list.values().any(|digest| *digest == found) && is_redirect() =>
        {
            return None;
        }
        Answer { status: 404 | 410, .. } => ("missing", String::new()),
        Answer { status: status @ 400.., .. } => ("refused", format!("with status {status}")),
        Answer { redirected: Some(to), .. } => ("redirected", format!("to {to}")),
        Answer { .. } => ("changed", String::new()),
    };
    Some(Finding { path: path.as_str().to_owned(), state, note })
}

impl Finding {
    fn of_file((path, difference): (String, Difference)) -> Finding {
        let state = match difference {
            Difference::Missing => "missing",
            Difference::Changed => "changed",
            Difference::Foreign => "foreign",
        };
        Finding { path, state, note: String::new() }
    }

    fn line(&self, format: Format) -> String {
        let Finding { path, state, note } = self;
        match format {
            Format::Json => {
                format!("{}\n", serde_json::json!({ "path": path, "state": state, "note": note }))
            }
            Format::Human => {
                let line = format!("{state:<10}  {}  {}", visible(path), visible(note));
                format!("{}\n", line.trim_end())
            }
        }
    }
}

/// `2 missing, 1 changed`
fn summary(found: &[Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found {
        *counts.entry(finding.state).or_default() += 1;
    }
    let parts = counts.iter().map(|(state, count)| format!("{count} {state}"));
    parts.collect::<Vec<_>>().join(", ")
}
