//! Builds the site and hands it to the server, again and again.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::absent::absent;
use crate::cli::timings::Timings;
use crate::cli::{SiteArguments, build, report, session};
use crate::config::{Backend, Config, Form, FormField, FormFieldKind};
use crate::diagnostic::{Diagnostics, Level, count_text};
use crate::output::{Digest, Output};
use crate::path::{OutputPath, SourcePath};
use crate::pipeline::{Build, Bytes, Memory, run_again};
use crate::serve::{File, Files, Problem, Server, ShownSite, Trial, TrialField, TrialForm};
use crate::site::{Site, thanks_route};
use crate::source::{Reading, Touched};

/// What stays between two builds.
pub struct Workshop<'a> {
    arguments: &'a SiteArguments,
    levels: Vec<(String, Level)>,
    server: &'a Server,
    root: &'a Path,
    memory: Memory,
    /// None before the first build.
    last: Option<Last>,
    /// Whether there was a site without errors, which is then shown while there are some.
    has_whole: bool,
    /// When an article next appears or expires.
    next_change: Option<i64>,
}

struct Last {
    reading: Reading,
    site: Arc<ShownSite>,
    found: Diagnostics,
}

impl<'a> Workshop<'a> {
    /// Nothing is built yet.
    pub fn new(
        arguments: &'a SiteArguments,
        root: &'a Path,
        levels: Vec<(String, Level)>,
        server: &'a Server,
    ) -> Workshop<'a> {
        Workshop {
            arguments,
            levels,
            server,
            root,
            memory: Memory::with_pages(),
            last: None,
            has_whole: false,
            next_change: None,
        }
    }

    /// Builds if a file differs from what was read before; gives the line that tells of it.
    pub fn build_if_changed(&mut self, touched: &Touched) -> Result<Option<String>, u8> {
        let timings = Timings::start();
        let Some(last) = &mut self.last else { return self.build(touched).map(Some) };
        let changed = last.reading.refresh(touched);
        if changed.is_empty() {
            return Ok(None);
        }
        self.make(timings, &format!("{}: ", told(&changed))).map(Some)
    }

    /// Builds in any case; gives the line that tells of it. An error is an exit code; what it means was printed.
    pub fn build(&mut self, touched: &Touched) -> Result<String, u8> {
        let timings = Timings::start();
        if let Some(last) = &mut self.last {
            last.reading.refresh(touched);
        }
        self.make(timings, "")
    }

    /// How long it is until the site changes without a file being touched.
    pub fn due(&self) -> Option<Duration> {
        self.next_change.and_then(session::until)
    }

    /// Builds since an article appears or expires.
    pub fn build_as_due(&mut self) -> Result<String, u8> {
        self.make(Timings::start(), "the clock: ")
    }

    fn make(&mut self, mut timings: Timings, why: &str) -> Result<String, u8> {
        let mut request = session::request(self.arguments)?;
        // Forms can be tried before somebody is chosen to receive them; the address is that of the trial for every form.
        request.receiver = Some(Backend::Post { action: "/_kb/forms/".to_owned() });
        let (reading, before) = match self.last.take() {
            Some(last) => (last.reading, Some((last.site, last.found))),
            None => (Reading::new(self.root), None),
        };
        timings.note("reading the folder");
        // Pages are handed over from many threads.
        let on_disk: Mutex<Vec<(OutputPath, File)>> = Mutex::default();
        let store = |path: &OutputPath, bytes: Bytes<'_>| match bytes {
            Bytes::Memory(bytes) => Ok::<_, Infallible>(Output::memory(bytes)),
            Bytes::Disk(place) => {
                let file = (path.clone(), File::Disk(place.to_owned()));
                on_disk.lock().unwrap_or_else(PoisonError::into_inner).push(file);
                // It is served from where it is, so nothing needs its digest.
                Ok(Output::Staged(Digest::of(b"")))
            }
        };
        let sources = reading.tree().clone();
        let ended = |phase| timings.note_phase(phase);
        let built = run_again(sources, &request, &mut self.memory, store, ended);
        let Ok(built) = built;
        let mut found = reading.found();
        found.extend(build::denied(&built, &self.levels));
        let Build { config, sources, outputs, site, found: problems, .. } = built;
        found.extend(problems);
        self.next_change = site.next_change.as_ref().map(|change| change.instant);
        let found = report::judge(found, &config.lints, &self.levels);
        let (errors, warnings) = found.count();
        let in_memory = outputs.iter().filter_map(|(path, output)| {
            let bytes = output.bytes()?;
            Some((path.clone(), File::Memory(bytes.clone())))
        });
        let on_disk = on_disk.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files = Files::new(&config.url.path, in_memory.chain(on_disk));
        let shown = Arc::new(ShownSite { files, trial: trial(&config, &site), is_whole: errors == 0 });
        let absent = absent(&site, &request.visibility, &sources);
        self.server.show(shown.clone(), Problem::all(&found, &sources), absent, config.editor.clone());
        // What was said before need not be said again.
        if before.as_ref().is_none_or(|(_, before)| *before != found) {
            report::judged(found.clone(), &sources, self.arguments);
        }
        let pages = site.pages.len();
        let pages = match &before {
            Some((before, _)) => {
                let changed = shown.files.pages_unlike(&before.files);
                format!("{changed} of {pages} pages changed")
            }
            None => format!("Built {pages} pages"),
        };
        timings.note("rules, and showing it");
        let seconds = timings.seconds();
        let wrong = match errors + warnings {
            0 => String::new(),
            _ => format!("; {}", count_text(errors, warnings)),
        };
        self.has_whole |= errors == 0;
        let stays = if errors > 0 && self.has_whole { ", so the last good site stays" } else { "" };
        self.last = Some(Last { reading, site: shown, found });
        if self.arguments.verbose {
            report::line(timings.table().trim_end());
        }
        Ok(format!("{why}{pages} ({seconds:.2} s){wrong}{stays}"))
    }
}

/// `articles/a.md and 3 others`
fn told(changed: &BTreeSet<SourcePath>) -> String {
    let first = changed.first().map_or("", SourcePath::as_str);
    match changed.len() {
        0 | 1 => first.to_owned(),
        2 => format!("{first} and 1 other"),
        more => format!("{first} and {} others", more - 1),
    }
}

/// What a backend would know of the site's forms.
fn trial(config: &Config, site: &Site) -> Trial {
    let field = |field: &FormField| TrialField {
        name: field.name.value.clone(),
        label: field.label.clone(),
        required: field.required,
        options: site.choices(field).into_iter().map(str::to_owned).collect(),
    };
    let form = |form: &Form| TrialForm {
        title: form.title.clone(),
        honeypot: form.backend.as_ref().or(config.backend.as_ref()).map(|backend| backend.honeypot().name),
        consent: site.consents.get(&form.name.value).map(|consent| consent.hash().to_owned()),
        fields: form.fields.iter().filter(|field| field.kind != FormFieldKind::Hidden).map(field).collect(),
        thanks: thanks_route(&form.name.value).below_root().to_owned(),
    };
    Trial { forms: config.forms.iter().map(|(name, value)| (name.clone(), form(value))).collect() }
}
