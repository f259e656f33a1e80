//! How long each phase of a build took, for `--timings`.

use std::time::{Duration, Instant};

use crate::engine::Phase;

/// A stopwatch that records the time since the last record.
pub struct Timings {
    start: Instant,
    last: Instant,
    notes: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts the clock.
    pub fn start() -> Timings {
        let now = Instant::now();
        Timings { start: now, last: now, notes: Vec::new() }
    }

    /// Records what was done since the last record.
    pub fn note(&mut self, what: &'static str) {
        let now = Instant::now();
        self.notes.push((what, now - self.last));
        self.last = now;
    }

    /// Records the end of a phase.
    pub fn note_phase(&mut self, phase: Phase) {
        self.note(match phase {
            Phase::Theme => "site.toml and theme",
            Phase::Articles => "reading articles",
            Phase::Links => "linking",
            Phase::Pages => "pages",
            Phase::Files => "other files",
            Phase::Search => "search index",
        });
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// One line per record, and their sum.
    pub fn table(&self) -> String {
        let sum = ("total", self.last - self.start);
        let lines = self.notes.iter().chain([&sum]);
        lines.map(|(what, time)| format!("  {what:<20} {:>8.3} s\n", time.as_secs_f64())).collect()
    }
}
