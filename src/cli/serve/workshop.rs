//! Builds the site and hands it to the server, again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::absent::absent;
use crate::blob::Blob;
use crate::cli::timings::Timings;
use crate::cli::{SiteArguments, report, session};
use crate::config::{Backend, Config, Form, FormField, FormFieldKind};
use crate::diagnostic::{Diagnostics, Severity, count_text};
use crate::engine::{Collector, Levels, Snapshot, Workspace};
use crate::path::{OutputPath, SourcePath};
use crate::serve::{Absent, Files, Made, Problem, Server, Showing, ShownSite, Trial, TrialField, TrialForm};
use crate::site::{Edition, Site, thanks_route};
use crate::source::Touched;

/// Smaller sites are shown only when complete: the delay is not noticeable, and nothing that is shown has to be withdrawn.
pub(super) const LEAST_SHOWN_FIRST: usize = 300;

/// How many pages are rendered before a site is shown: open ones and those that had problems, as many as take only a moment.
const MOST_MADE_FIRST: usize = 100;

/// The state between two builds.
pub struct Workshop<'a> {
    arguments: &'a SiteArguments,
    levels: Levels,
    server: &'a Server,
    workspace: Workspace,
    /// The problems as last reported; none before the first build.
    reported: Option<Diagnostics>,
    /// Whether there has been a site without errors, which is shown while there are errors.
    has_whole: bool,
    /// When an article next appears or expires.
    next_change: Option<i64>,
    /// A site of which some pages are not rendered yet.
    begun: Option<Begun>,
}

/// An unfinished build.
struct Begun {
    snapshot: Arc<Snapshot>,
    timings: Timings,
    /// What changed: `articles/a.md: `
    why: String,
    /// The problems so far, not yet judged.
    found: Diagnostics,
    /// The articles that it leaves out.
    absent: Arc<BTreeMap<String, Absent>>,
    /// None if the server does not have it yet; else after how many seconds it was shown, or none if an earlier site is
    /// still shown.
    shown: Option<Option<f64>>,
}

/// Something has changed, so the rest is not needed.
struct Stale;

impl<'a> Workshop<'a> {
    /// Reads the folder; nothing is built yet.
    pub fn new(
        arguments: &'a SiteArguments,
        root: &Path,
        levels: Levels,
        server: &'a Server,
    ) -> Workshop<'a> {
        Workshop {
            arguments,
            levels,
            server,
            workspace: Workspace::open(root).remembering(),
            reported: None,
            has_whole: false,
            next_change: None,
            begun: None,
        }
    }

    /// Starts a build if a file differs from what was read before.
    pub fn begin_if_changed(&mut self, touched: &Touched) -> Result<(), u8> {
        let mut timings = Timings::start();
        let changed = self.workspace.refresh(touched);
        timings.note("reading the folder");
        if changed.is_empty() {
            return Ok(());
        }
        self.make(timings, format!("{}: ", paths_text(&changed)), &changed)
    }

    /// Starts a build in any case. An error is an exit code, after a message was printed.
    pub fn begin(&mut self, touched: &Touched) -> Result<(), u8> {
        let mut timings = Timings::start();
        self.workspace.refresh(touched);
        timings.note("reading the folder");
        self.make(timings, String::new(), &BTreeSet::new())
    }

    /// The files and folders that symbolic links of the site lead to.
    pub fn link_targets(&self) -> BTreeSet<PathBuf> {
        self.workspace.link_targets()
    }

    /// How long until the site changes without a change of files.
    pub fn due(&self) -> Option<Duration> {
        self.next_change.and_then(session::until)
    }

    /// Starts a build because an article appears or expires.
    pub fn begin_as_due(&mut self) -> Result<(), u8> {
        self.make(Timings::start(), "the clock: ".to_owned(), &BTreeSet::new())
    }

    /// Whether a site is waiting for the rest of its pages.
    pub fn has_begun(&self) -> bool {
        self.begun.is_some()
    }

    /// The line about a site that is shown before all its pages are rendered.
    pub fn first_line(&self) -> Option<String> {
        let begun = self.begun.as_ref()?;
        let seconds = begun.shown??;
        let pages = begun.snapshot.site.pages.len();
        Some(format!("{pages} pages are rendered on request ({seconds:.2} s)"))
    }

    /// Links the site, and shows it early if rendering all its pages would take long.
    fn make(&mut self, mut timings: Timings, why: String, changed: &BTreeSet<SourcePath>) -> Result<(), u8> {
        let mut request = session::request(self.arguments, self.levels.clone())?;
        // Forms can be tried before a receiver is chosen; every form is sent to the trial address.
        request.receiver = Some(Backend::Post { action: "/_kb/forms/".to_owned() });
        let snapshot = self.workspace.snapshot(&request, |phase| timings.note_phase(phase));
        let mut found = snapshot.found.clone();
        found.extend(snapshot.denied());
        self.next_change = snapshot.site.next_change.as_ref().map(|change| change.instant);
        let before = self.begun.take();
        let absent =
            Arc::new(absent(&snapshot.config, &snapshot.site, &request.visibility, &snapshot.sources));
        let mut begun = Begun { snapshot, timings, why, found, absent, shown: None };
        if begun.snapshot.site.pages.len() >= LEAST_SHOWN_FIRST {
            self.show_first(&mut begun, changed);
        }
        self.begun = Some(begun);
        // What was shown is reported even though the build never finished.
        if let Some(Begun { why, shown: Some(Some(seconds)), timings, .. }) = &before {
            self.tell_timings(timings);
            report::line(&format!("{why}shown after {seconds:.2} s"));
        }
        Ok(())
    }

    fn tell_timings(&self, timings: &Timings) {
        if self.arguments.verbose {
            report::line(timings.table().trim_end());
        }
    }

    fn show_first(&mut self, begun: &mut Begun, changed: &BTreeSet<SourcePath>) {
        let snapshot = &begun.snapshot;
        let base = &snapshot.config.url.path;
        let open = self.server.open_pages(base);
        let open = open.iter().filter_map(|path| snapshot.page_at(path));
        let wanted = open.chain(snapshot.pages_of(changed));
        let made = Collector::default();
        let sink = |path: &OutputPath, blob: &Blob| made.take(path, blob);
        let problems = self.workspace.print_first(snapshot, wanted, MOST_MADE_FIRST, sink);
        let shelf = Arc::clone(snapshot);
        let files = Files::when_asked(base, !snapshot.theme.is_broken(), made.into_files(), move |path| {
            shelf.at(path).and_then(|artifact| shelf.make(&artifact))
        });
        let mut found = begun.found.clone();
        found.extend(problems);
        let found = snapshot.judge(found);
        let is_whole = found.count().0 == 0;
        self.server.show(showing(snapshot, files, &found, &begun.absent), Made::First);
        begun.timings.note("first pages and display");
        let is_shown = is_whole || !self.has_whole;
        begun.shown = Some(is_shown.then(|| begun.timings.seconds()));
    }

    /// Renders the rest, and returns the line about it; none if there is no rest, or if an event has arrived in the
    /// meantime. A site that is not shown yet is always completed.
    pub fn finish(&mut self, has_more: impl Fn() -> bool + Sync) -> Option<String> {
        let mut begun = self.begun.take()?;
        let can_stop = begun.shown.is_some();
        let go_on = || if can_stop && has_more() { Err(Stale) } else { Ok(()) };
        let Begun { snapshot, timings, .. } = &mut begun;
        let made = Collector::default();
        let sink = |path: &OutputPath, blob: &Blob| {
            made.take(path, blob);
            Ok(())
        };
        let ended = |phase| timings.note_phase(phase);
        let Ok(printed) = self.workspace.print_all_but_search(snapshot, sink, go_on, ended) else {
            self.begun = Some(begun);
            return None;
        };
        let Begun { snapshot, mut timings, why, mut found, absent, shown } = begun;
        found.extend(printed.found);
        let found = snapshot.judge(found);
        let (errors, warnings) = found.count();
        let shelf = Arc::clone(&snapshot);
        let (base, has_pages) = (&snapshot.config.url.path, !snapshot.theme.is_broken());
        let files =
            Files::when_asked(base, has_pages, made.into_files(), move |path| shelf.search_file(path));
        let made = if shown.is_some() { Made::Rest } else { Made::All };
        self.server.show(showing(&snapshot, files, &found, &absent), made);
        // What was reported before need not be repeated.
        let is_news = self.reported.as_ref() != Some(&found);
        if is_news {
            report::judged(found.clone(), &snapshot.sources, self.arguments);
        }
        let pages = snapshot.site.pages.len();
        let pages = match (&self.reported, shown.flatten().filter(|_| errors == 0)) {
            (None, _) => format!("Built {pages} pages"),
            (_, None) => format!("{} of {pages} pages changed", printed.changed),
            (_, Some(seconds)) => {
                format!("shown after {seconds:.2} s; {} of {pages} pages changed", printed.changed)
            }
        };
        timings.note("rules and display");
        let seconds = timings.seconds();
        let was_wrong = self.reported.as_ref().is_some_and(|reported| !reported.is_empty());
        let wrong = match errors + warnings {
            0 if was_wrong => "; no problems left".to_owned(),
            0 => String::new(),
            _ if is_news || errors == 0 => format!("; {}", count_text(errors, warnings)),
            _ => format!("; still {}{}", count_text(errors, warnings), first_place(&found)),
        };
        self.has_whole |= errors == 0;
        let stays = if errors > 0 && self.has_whole { ", so the last good site is still shown" } else { "" };
        self.reported = Some(found);
        self.tell_timings(&timings);
        Some(format!("{why}{pages} ({seconds:.2} s){wrong}{stays}"))
    }
}

fn showing(
    snapshot: &Snapshot,
    files: Files,
    found: &Diagnostics,
    absent: &Arc<BTreeMap<String, Absent>>,
) -> Showing {
    let Snapshot { config, site, sources, .. } = snapshot;
    Showing {
        site: ShownSite { files, trial: trial(config, site), is_whole: found.count().0 == 0 },
        problems: Problem::all(found, sources),
        absent: Arc::clone(absent),
    }
}

/// `, first in articles/a.md`
fn first_place(found: &Diagnostics) -> String {
    let mut errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let span = errors.find_map(|error| error.span.as_ref());
    span.map_or(String::new(), |span| format!(", first in {}", span.path))
}

/// `articles/a.md and 3 others`
fn paths_text(changed: &BTreeSet<SourcePath>) -> String {
    let first = changed.first().map_or("", SourcePath::as_str);
    match changed.len() {
        0 | 1 => first.to_owned(),
        2 => format!("{first} and 1 other"),
        more => format!("{first} and {} others", more - 1),
    }
}

/// What a backend would know about the site's forms.
fn trial(config: &Config, site: &Site) -> Trial {
    let forms = |edition: &Edition| {
        let config = config.in_language(&edition.language);
        config
            .forms
            .iter()
            .map(|(name, form)| (name.clone(), trial_form(config, site, edition, form)))
            .collect()
    };
    let (main, others) = site.editions.split_first().expect("a site has a main language");
    let translations = others.iter().map(|edition| (edition.language.to_string(), forms(edition)));
    Trial { forms: forms(main), translations: translations.collect() }
}

fn trial_form(config: &Config, site: &Site, edition: &Edition, form: &Form) -> TrialForm {
    let (language, name) = (&edition.language, &form.name.value);
    let field = |field: &FormField| TrialField {
        name: field.name.value.clone(),
        label: field.label.clone(),
        required: field.required,
        required_when: field
            .required_when
            .as_ref()
            .map(|condition| (condition.field.value.clone(), condition.is.value.clone())),
        options: site.choices(language, field).into_iter().map(str::to_owned).collect(),
    };
    TrialForm {
        title: form.title.clone(),
        honeypot: form.backend.as_ref().or(config.backend.as_ref()).map(|backend| backend.honeypot().name),
        consent: site.consent(language, name).map(|consent| consent.hash().to_owned()),
        fields: form.fields.iter().filter(|field| field.kind != FormFieldKind::Hidden).map(field).collect(),
        thanks: thanks_route(&edition.folder, name).below_root().to_owned(),
    }
}
