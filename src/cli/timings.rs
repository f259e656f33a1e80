//! What each phase of a build took, for `--timings`.
//!
//! Takes notes at the end of phases, gives a table, JSON, or a trace for the viewers of Chrome and Perfetto.

use std::fmt::Write as _;
use std::mem::take;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde::Serialize;
use serde_json::json;

use crate::engine::Phase;

/// How timings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimingsFormat {
    /// A table on standard error
    Table,
    /// One JSON object on standard output
    Json,
    /// The same as trace events, for chrome://tracing and ui.perfetto.dev
    Trace,
}

/// How much a phase read or made.
#[derive(Clone, Copy, Default)]
pub struct Amount {
    /// Articles or files.
    pub items: u64,
    /// The bytes of them that are in memory; of a copied file there are none.
    pub bytes: u64,
}

/// A stopwatch that records the time since the last record.
pub struct Timings {
    start: Instant,
    last: Instant,
    last_cpu: Option<Duration>,
    notes: Vec<Note>,
}

/// A phase. What the system does not tell is null.
#[derive(Serialize)]
struct Note {
    name: &'static str,
    /// Since the start of the build.
    start: f64,
    seconds: f64,
    /// Of all threads together.
    cpu_seconds: Option<f64>,
    items: Option<u64>,
    bytes: Option<u64>,
    /// The most memory that the process had until the end of the phase.
    peak_bytes: Option<u64>,
}

impl Amount {
    /// Adds one item.
    pub fn add(&mut self, bytes: usize) {
        self.items += 1;
        self.bytes += bytes as u64;
    }

    /// The amount since it was last taken.
    pub fn take(&mut self) -> Amount {
        take(self)
    }
}

impl Timings {
    /// Starts the clock.
    pub fn start() -> Timings {
        let now = Instant::now();
        Timings { start: now, last: now, last_cpu: cpu_time(), notes: Vec::new() }
    }

    /// Records what was done since the last record.
    pub fn note(&mut self, name: &'static str) {
        let (now, cpu) = (Instant::now(), cpu_time());
        self.notes.push(Note {
            name,
            start: (self.last - self.start).as_secs_f64(),
            seconds: (now - self.last).as_secs_f64(),
            cpu_seconds: cpu.zip(self.last_cpu).map(|(cpu, last)| (cpu - last).as_secs_f64()),
            items: None,
            bytes: None,
            peak_bytes: peak_memory(),
        });
        (self.last, self.last_cpu) = (now, cpu);
    }

    /// Records the end of a phase.
    pub fn note_phase(&mut self, phase: Phase) {
        self.note(name(phase));
    }

    /// Says how much the latest record of a phase read or made.
    pub fn set_amount(&mut self, phase: Phase, amount: Amount) {
        let name = name(phase);
        if let Some(note) = self.notes.iter_mut().rev().find(|note| note.name == name) {
            (note.items, note.bytes) = (Some(amount.items), Some(amount.bytes));
        }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// One line per record, and their sum.
    pub fn table(&self) -> String {
        let mut table = format!(
            "  {:<20} {:>10} {:>10} {:>9} {:>10} {:>10}\n",
            "", "time", "CPU", "items", "size", "memory"
        );
        let total = self.total();
        for note in self.notes.iter().chain([&total]) {
            let seconds = |seconds: f64| format!("{seconds:.3} s");
            let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
            let columns = [
                (10, Some(seconds(note.seconds))),
                (10, note.cpu_seconds.map(seconds)),
                (9, note.items.map(|items| items.to_string())),
                (10, note.bytes.map(megabytes)),
                (10, note.peak_bytes.map(megabytes)),
            ];
            let mut line = format!("  {:<20}", note.name);
            for (width, column) in columns {
                write!(line, " {:>width$}", column.unwrap_or_default()).expect("a string can be written to");
            }
            table.push_str(line.trim_end());
            table.push('\n');
        }
        table
    }

    /// All records and their sum, in one line.
    pub fn json(&self) -> String {
        format!("{}\n", json!({ "phases": self.notes, "total": self.total() }))
    }

    /// Complete events of the Trace Event Format (the document of that name by the Chromium project), in microseconds.
    pub fn trace(&self) -> String {
        let micros = |seconds: f64| (seconds * 1e6).round();
        let event = |note: &Note| {
            json!({
                "name": note.name, "ph": "X", "pid": 1, "tid": 1,
                "ts": micros(note.start), "dur": micros(note.seconds), "args": note,
            })
        };
        let events: Vec<_> = self.notes.iter().map(event).collect();
        format!("{}\n", json!({ "traceEvents": events, "displayTimeUnit": "ms" }))
    }

    fn total(&self) -> Note {
        let cpu_seconds: Option<f64> = self.notes.iter().map(|note| note.cpu_seconds).sum();
        Note {
            name: "total",
            start: 0.0,
            seconds: (self.last - self.start).as_secs_f64(),
            cpu_seconds,
            items: None,
            bytes: None,
            peak_bytes: self.notes.last().and_then(|note| note.peak_bytes),
        }
    }
}

fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Theme => "site.toml and theme",
        Phase::Articles => "reading articles",
        Phase::Links => "linking",
        Phase::Pages => "pages",
        Phase::Files => "other files",
        Phase::Search => "search index",
    }
}

/// What all threads of the process have used.
#[cfg(unix)]
fn cpu_time() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.try_into().ok()
}

#[cfg(not(unix))]
fn cpu_time() -> Option<Duration> {
    None
}

/// What the system says of this process (proc_pid_status(5)); only Linux has it.
const STATUS: &str = "/proc/self/status";

/// `VmHWM` there.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string(STATUS).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
