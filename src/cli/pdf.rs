//! `kb pdf`

use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Args;

use super::session::Session;
use super::{FINE, MACHINE, ReportFormat, SITE, SiteArguments, USAGE, report, session};
use crate::blob::Digest;
use crate::diagnostic::Diagnostics;
use crate::output::replace_input;
use crate::path::SourcePath;
use crate::source::SourceTree;
use crate::store::Store;
use crate::typeset::{Paper, papers};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb pdf                            make PDFs that are missing or out of date
  kb pdf --force                    make all of them again
  kb pdf --sources typst            write the Typst sources";

#[derive(Args)]
pub struct PdfArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Make all PDFs again, even if they are up to date
    #[arg(long)]
    force: bool,
    /// Write the Typst sources to this folder, one folder per paper, instead of typesetting
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
}

/// Makes or updates the PDF next to each article in a collection with `pdf = true`; returns the exit code.
pub fn run(arguments: &PdfArguments) -> u8 {
    let session = match session::open(&arguments.site) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let Session { root, mut workspace, mut request } = session;
    // Links to PDFs that are about to be made are not errors here.
    request.expects_pdfs = true;
    let snapshot = workspace.snapshot(&request, |_| {});
    let press = snapshot.press();
    let (papers, problems) = papers(&press, &snapshot.sources);
    let mut found = snapshot.found.clone();
    found.extend(workspace.check_pages(&snapshot));
    found.extend(problems);
    let mut work = Work {
        arguments,
        root: &root,
        sources: &snapshot.sources,
        store: Store::of_site(&root),
        found: Diagnostics::default(),
        made: 0,
    };
    let is_sound = snapshot.judge(found.clone()).count().0 == 0;
    let done = match (&arguments.sources, is_sound) {
        (_, false) => Ok(FINE),
        (Some(folder), true) => write_sources(folder, &papers).map(|()| FINE),
        (None, true) => work.make_all(&papers),
    };
    let (made, problems) = (work.made, work.found);
    found.extend(problems);
    let (errors, _) = report::judged(snapshot.judge(found), &snapshot.sources, &arguments.site);
    let code = match done {
        Ok(code) => code,
        Err(error) => {
            report::error(&error.0.to_string());
            MACHINE
        }
    };
    if errors > 0 {
        return SITE;
    }
    if code == FINE && !arguments.site.quiet && arguments.site.format == ReportFormat::Human {
        let all = papers.len();
        report::line(&match (&arguments.sources, all) {
            (Some(folder), _) => format!("Wrote the sources of {} to {}", count(all), folder.display()),
            (None, 0) => "Nothing to typeset: no collection has `pdf = true`".to_owned(),
            (None, _) => format!("Made {}; {} up to date", count(made), all - made),
        });
    }
    code
}

/// The typesetting run, and its results so far.
struct Work<'a> {
    arguments: &'a PdfArguments,
    root: &'a Path,
    sources: &'a SourceTree,
    /// The cache of PDFs that were made before.
    store: Store,
    found: Diagnostics,
    made: usize,
}

impl Work<'_> {
    fn make_all(&mut self, papers: &[Paper<'_>]) -> Result<u8, Failure> {
        for paper in papers.iter().filter(|paper| self.arguments.force || !paper.is_made(self.sources)) {
            let key = Digest::of_value(&("pdf", &paper.digest));
            let kept = self.store.get(&key).filter(|_| !self.arguments.force);
            let bytes = match kept {
                Some(bytes) => bytes,
                None => {
                    let bytes = match typeset(paper, &mut self.found) {
                        Set::Made(bytes) => bytes,
                        Set::Wrong => continue,
                        Set::Unable => return Ok(USAGE),
                    };
                    self.store.put(&key, &bytes);
                    bytes
                }
            };
            write(self.root, &paper.pdf, &bytes)?;
            self.made += 1;
        }
        self.store.trim();
        Ok(FINE)
    }
}

/// The result of typesetting.
#[allow(dead_code, reason = "the possible results depend on the features of this kb")]
enum Set {
    Made(Vec<u8>),
    Wrong,
    Unable,
}

#[cfg(feature = "pdf")]
fn typeset(paper: &Paper<'_>, found: &mut Diagnostics) -> Set {
    let (bytes, problems) = crate::typeset::set(paper);
    found.extend(problems);
    bytes.map_or(Set::Wrong, Set::Made)
}

#[cfg(not(feature = "pdf"))]
fn typeset(paper: &Paper<'_>, _: &mut Diagnostics) -> Set {
    report::error(&format!("the PDF of `{}` needs to be made, but this kb cannot typeset", paper.article));
    report::help("install one that can: cargo install --path . --features pdf");
    Set::Unable
}

fn count(papers: usize) -> String {
    if papers == 1 { "1 PDF".to_owned() } else { format!("{papers} PDFs") }
}

/// A machine failure, as a message.
struct Failure(String);

impl Failure {
    fn of(what: String) -> impl FnOnce(io::Error) -> Failure {
        move |error| Failure(format!("{what}: {error}"))
    }
}

/// Writes a file of the site's folder.
fn write(root: &Path, path: &SourcePath, bytes: &[u8]) -> Result<(), Failure> {
    replace_input(root, path, bytes).map_err(Failure::of(format!("{path} cannot be written")))
}

fn write_sources(folder: &Path, papers: &[Paper<'_>]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::of(format!("{} cannot be created", folder.display())))?;
    for paper in papers {
        let own = folder.join(paper.pdf.as_str().trim_end_matches(".pdf"));
        fs::create_dir_all(&own).map_err(Failure::of(format!("{} cannot be created", own.display())))?;
        let main = SourcePath::new("main.typ").expect("a plain file name");
        write(&own, &main, paper.markup.as_bytes())?;
        for (name, file) in &paper.files {
            let path = SourcePath::new(name.trim_start_matches('/')).expect("names of files are paths");
            let bytes = file.content.bytes();
            write(&own, &path, &bytes.map_err(Failure::of(format!("{} cannot be read", file.path)))?)?;
        }
    }
    Ok(())
}
