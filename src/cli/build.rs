//! `kb build`

use std::path::PathBuf;

use clap::Args;

use super::timings::Timings;
use super::{FINE, Format, MACHINE, SITE, SiteArguments, USAGE, list, report, session};
use crate::config::Config;
use crate::data::instant_text;
use crate::diagnostic::{Diagnostics, Level, count_text};
use crate::document::Settings;
use crate::output::{Method, PublishError, Stage, Written};
use crate::path::OutputPath;
use crate::pipeline::{Bytes, run_told};
use crate::site::Site;

/// Below `--help`.
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
    /// Print how long each phase took
    #[arg(long)]
    timings: bool,
}

/// Builds and publishes; gives the exit code.
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
    let store = |path: &OutputPath, bytes: Bytes<'_>| match bytes {
        Bytes::Memory(bytes) => stage.put(path, bytes),
        Bytes::Disk(place) => stage.put_file(path, place),
    };
    let built = run_told(session.sources, &session.request, store, |phase| timings.note_phase(phase));
    let build = match built {
        Ok(build) => build,
        Err(error) => return fail(&error),
    };
    let mut found = session.found;
    found.extend(denied(&build.config, &build.settings, &build.site, &session.levels));
    found.extend(build.found);
    let (errors, warnings) =
        report::diagnostics(found, &build.config.lints, &session.levels, &build.sources, &arguments.site);
    timings.note("rules and reports");
    let is_quiet = arguments.site.quiet || arguments.site.format == Format::Json;
    if errors > 0 && !arguments.keep_going {
        if !is_quiet {
            report::line(&format!("{}; nothing was published", count_text(errors, warnings)));
        }
        if arguments.timings {
            report::line(timings.table().trim_end());
        }
        return SITE;
    }
    let written = match stage.publish() {
        Ok(written) => written,
        Err(error) => return fail(&error),
    };
    timings.note("publishing");
    if !is_quiet {
        let pages = build.site.pages.len();
        let seconds = timings.seconds();
        report::line(&format!(
            "Published {pages} pages to {}: {} ({seconds:.2} s)",
            output.display(),
            told(&written)
        ));
        if let Method::FileByFile(reason) = &written.method {
            report::line(&format!("note: files were replaced one by one, because {reason}"));
        }
        if arguments.site.verbose {
            report::line(&format!(
                "  {} articles, {} tags, {} files next to articles, {} redirects",
                build.site.documents.len(),
                build.site.tags.len(),
                build.site.files.len(),
                build.site.redirects.len()
            ));
        }
        if let Some(change) = &build.site.next_change {
            let instant = instant_text(change.instant);
            report::line(&format!("The site next changes at {instant}: {}", list::told(change)));
        }
        if errors + warnings > 0 {
            report::line(&count_text(errors, warnings));
        }
    }
    if arguments.timings {
        report::line(timings.table().trim_end());
    }
    if errors > 0 { SITE } else { FINE }
}

/// The rules that need the whole site are those of `kb check`, but what the site denies must not be published either.
pub fn denied(config: &Config, settings: &Settings, site: &Site, levels: &[(String, Level)]) -> Diagnostics {
    // Most sites deny none of them, and looking at a whole site takes a while.
    let mut possible = Diagnostics::default();
    for code in crate::check::FINDS {
        possible.report(code, None, "");
    }
    if report::judge(possible, &config.lints, levels).errors().is_empty() {
        return Diagnostics::default();
    }
    let found = crate::check::check(config, settings, site);
    report::judge(found, &config.lints, levels).errors()
}

fn told(written: &Written) -> String {
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
    report::line(&format!("error: {error}"));
    if error.is_usage() { USAGE } else { MACHINE }
}
