//! `kb build`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use super::copies::Copies;
use super::session::Session;
use super::timings::{Amount, Timings, TimingsFormat};
use super::{FINE, MACHINE, ReportFormat, SITE, SiteArguments, USAGE, gone, list, report, session};
use crate::blob::Blob;
use crate::data::instant_text;
use crate::diagnostic::{Sources, count_text};
use crate::engine::{Phase, Snapshot};
use crate::output::{Method, PublishError, Stage, Written};
use crate::path::OutputPath;

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb build                          publish to public/
  kb build --drafts --future        include what is not published yet
  kb build --base-url https://example.com/preview";

#[derive(Args)]
pub struct BuildArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Where to publish [default: public/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Publish what can be published despite errors; the exit code is still 1
    #[arg(long)]
    keep_going: bool,
    /// Print what each phase took [default: table]
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    timings: Option<TimingsFormat>,
}

/// Builds and publishes; returns the exit code.
pub fn run(arguments: &BuildArguments) -> u8 {
    let mut timings = Timings::start();
    let session = match session::open(&arguments.site) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let output = arguments.output.clone().unwrap_or_else(|| session.root.join("public"));
    let stage = match Stage::open(&session.root, &output) {
        Ok(stage) => stage,
        Err(error) => return fail(&error),
    };
    timings.note("reading the folder");
    let Session { mut workspace, request, .. } = session;
    let complete = workspace.snapshot(&request, |phase| timings.note_phase(phase));
    let withheld = if arguments.keep_going { complete.doubtful() } else { BTreeSet::new() };
    let snapshot = match withheld.is_empty() {
        true => Arc::clone(&complete),
        // Links to what is left out are no mistakes of their own, so only the problems of the complete site are reported.
        false => {
            withheld.iter().for_each(|path| workspace.remove_file(path.clone()));
            workspace.snapshot(&request, |phase| timings.note_phase(phase))
        }
    };
    timings.set_amount(Phase::Articles, articles(&snapshot));
    // Files are made by many threads; the lock is held for two additions.
    let made = Mutex::new(Amount::default());
    let count = |bytes| made.lock().unwrap_or_else(PoisonError::into_inner).add(bytes);
    let copies = snapshot.config.outputs.compress.then(|| Copies::new(&stage, &snapshot));
    let sink = |path: &OutputPath, blob: &Blob| {
        count(blob.in_memory().map_or(0, <[u8]>::len));
        stage.put_blob(path, blob)?;
        copies.as_ref().map_or(Ok(()), |copies| copies.put(path, blob))
    };
    let ended = |phase| {
        timings.note_phase(phase);
        timings.set_amount(phase, made.lock().unwrap_or_else(PoisonError::into_inner).take());
    };
    let printed = workspace.print_all(&snapshot, sink, || Ok(()), ended);
    let printed = match printed {
        Ok(printed) => printed,
        Err(error) => {
            // A file that cannot be read stops the build here, and was found when the folder was read.
            let found = complete.judge(complete.found.clone());
            let (errors, warnings) = report::judged(found, &complete.sources, &arguments.site);
            if errors == 0 || arguments.keep_going {
                return fail(&error);
            }
            if !arguments.site.quiet && arguments.site.format == ReportFormat::Human {
                report::line(&format!("{}; nothing was published", count_text(errors, warnings)));
            }
            return SITE;
        }
    };
    let mut found = complete.found.clone();
    found.extend(printed.found);
    found.extend(snapshot.denied());
    let (errors, warnings) = report::judged(snapshot.judge(found), &complete.sources, &arguments.site);
    timings.note("rules and reports");
    let is_quiet = arguments.site.quiet || arguments.site.format != ReportFormat::Human;
    if errors > 0 && !arguments.keep_going {
        if !is_quiet {
            report::line(&format!("{}; nothing was published", count_text(errors, warnings)));
        }
        print_timings(&timings, arguments.timings);
        return SITE;
    }
    let compressed = copies.map(|copies| copies.summary());
    let gone = if is_quiet { Vec::new() } else { gone::lines(&complete, &withheld, &stage) };
    let written = match stage.publish() {
        Ok(written) => written,
        Err(error) => return fail(&error),
    };
    timings.note("publishing");
    if !is_quiet {
        let pages = snapshot.site.pages.len();
        let seconds = timings.seconds();
        report::line(&format!(
            "Published {pages} pages to {}: {} ({seconds:.2} s)",
            output.display(),
            differences(&written)
        ));
        gone::report(&gone);
        for path in &withheld {
            report::line(&format!("note: {path} is not published, because its front matter has an error"));
        }
        if let Method::FileByFile(reason) = &written.method {
            report::line(&format!("note: files were replaced one by one, because {reason}"));
        }
        if arguments.site.verbose {
            report::line(&format!(
                "  {} articles, {} tags, {} files next to articles, {} redirects",
                snapshot.site.documents.len(),
                snapshot.site.editions.iter().map(|edition| edition.tags.len()).sum::<usize>(),
                snapshot.site.files.len(),
                snapshot.site.redirects.len()
            ));
            if let Some(compressed) = compressed {
                report::line(&format!("  {compressed}"));
            }
        }
        if let Some(change) = &snapshot.site.next_change {
            let instant = instant_text(change.instant);
            report::line(&format!("The site next changes at {instant}: {}", list::change_text(change)));
        }
        if errors + warnings > 0 {
            report::line(&count_text(errors, warnings));
        }
    }
    print_timings(&timings, arguments.timings);
    // The process ends now. The system frees a large site at once; freeing its parts one by one would take a while.
    std::mem::forget((complete, snapshot, workspace));
    if errors > 0 { SITE } else { FINE }
}

/// How much was read.
fn articles(snapshot: &Snapshot) -> Amount {
    let mut amount = Amount::default();
    let texts = snapshot.site.documents.iter().map(|document| snapshot.sources.text(&document.path));
    texts.for_each(|text| amount.add(text.map_or(0, str::len)));
    amount
}

fn print_timings(timings: &Timings, format: Option<TimingsFormat>) {
    match format {
        Some(TimingsFormat::Table) => report::line(timings.table().trim_end()),
        Some(TimingsFormat::Json) => report::output(&timings.json()),
        Some(TimingsFormat::Trace) => report::output(&timings.trace()),
        None => {}
    }
}

/// `files 3 added, 1 changed`
fn differences(written: &Written) -> String {
    match (written.added, written.changed, written.removed) {
        (0, 0, 0) => "nothing changed".to_owned(),
        (added, changed, removed) => {
            let parts = [
                (added, "added"),
                (changed, "changed"),
                (removed, "removed"),
                (written.unchanged, "unchanged"),
            ];
            let parts =
                parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
            format!("files {}", parts.collect::<Vec<_>>().join(", "))
        }
    }
}

fn fail(error: &PublishError) -> u8 {
    report::error(&error.to_string());
    if error.is_usage() { USAGE } else { MACHINE }
}
