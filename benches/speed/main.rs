//! How fast is kb? Times the program as it is used, on a site of any size, and compares each figure with another size, or with
//! the same work from scratch.
//!
//! ```sh
//! cargo bench --bench speed                        # 2,000 articles
//! cargo bench --bench speed -- 10000               # another number
//! cargo bench --bench speed -- 10000 --kb OTHER    # another kb, on the same site
//! ```
//!
//! Needs an otherwise idle machine. Seconds depend on the machine; compare the ratios, or two versions of kb that ran one after
//! the other.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this program answers on the terminal")]
#![allow(clippy::unwrap_used, reason = "any failure ends a measurement")]

mod articles;
mod browser;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use articles::{Edit, Site};
use browser::Browser;

/// How often each build is timed.
const BUILDS: usize = 5;

/// How often each edit is timed.
const EDITS: usize = 15;

fn main() -> ExitCode {
    let mut kb = PathBuf::from(env!("CARGO_BIN_EXE_kb"));
    let mut number = 2_000;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), argument.parse()) {
            // An argument that cargo itself passes to a benchmark.
            ("--bench", _) => {}
            ("--kb", _) => kb = arguments.next().map(PathBuf::from).unwrap_or(kb),
            (_, Ok(wanted)) if wanted >= articles::LEAST => number = wanted,
            _ => {
                eprintln!(
                    "usage: cargo bench --bench speed -- [ARTICLES, at least {}] [--kb PATH]",
                    articles::LEAST
                );
                return ExitCode::from(2);
            }
        }
    }
    builds(&kb, number);
    edits(&kb, number);
    ExitCode::SUCCESS
}

/// Builds from scratch, of two sizes, and incremental builds.
fn builds(kb: &Path, number: usize) {
    println!("| kb build, {number} articles | median | compared with |");
    println!("| --- | ---: | --- |");
    let few = (number / 10).max(articles::LEAST);
    let tenth = Site::new(few);
    let each = |time: Duration, articles: usize| time.as_secs_f64() / articles as f64;
    let small = median(BUILDS, || from_nothing(kb, tenth.root()));
    let site = Site::new(number);
    let whole = median(BUILDS, || from_nothing(kb, site.root()));
    let ratio = each(whole, number) / each(small, few);
    println!("| from scratch | {} | {ratio:.2} times as long per article as with {few} |", told(whole));
    let again = median(BUILDS, || build(kb, site.root()));
    println!("| nothing changed | {} | {} |", told(again), share(again, whole));
    let mut count = 0;
    let edited = median(BUILDS, || {
        count += 1;
        site.edit(Edit::Text, number / 2, count);
        build(kb, site.root())
    });
    println!("| a text changed | {} | {} |\n", told(edited), share(edited, whole));
}

/// Edits while `kb serve` runs and a browser shows the article: from the save to the new bytes over HTTP.
fn edits(kb: &Path, number: usize) {
    println!(
        "| kb serve, {number} articles | shown, median | shown, slowest | all pages rendered | compared with a build from scratch |"
    );
    println!("| --- | ---: | ---: | ---: | --- |");
    let site = Site::new(number);
    let article = number / 2;
    let began = Instant::now();
    let mut browser = Browser::open(kb, site.root(), &articles::address(article));
    let start = began.elapsed();
    println!("| start | | | {} | |", told(start));
    let mut count = 0;
    for edit in [Edit::Text, Edit::Title, Edit::Template] {
        let mut shown = Vec::new();
        let mut made = Vec::new();
        for _ in 0..EDITS {
            count += 1;
            let mark = edit.mark(count);
            let saved = Instant::now();
            site.edit(edit, article, count);
            shown.push(browser.wait_for(&mark) - saved);
            made.push(browser.wait_until_made() - saved);
        }
        shown.sort();
        made.sort();
        let (middle, slowest, made) = (shown[EDITS / 2], shown[EDITS - 1], made[EDITS / 2]);
        let part = share(made, start);
        println!("| {} | {} | {} | {} | {part} |", edit.name(), told(middle), told(slowest), told(made));
    }
}

fn from_nothing(kb: &Path, site: &Path) -> Duration {
    for folder in ["public", ".kb"] {
        let _ = std::fs::remove_dir_all(site.join(folder));
    }
    build(kb, site)
}

fn build(kb: &Path, site: &Path) -> Duration {
    let began = Instant::now();
    let output = Command::new(kb).args(["build", "-q"]).current_dir(site).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    began.elapsed()
}

fn median(times: usize, measure: impl FnMut() -> Duration) -> Duration {
    let mut all: Vec<Duration> = std::iter::repeat_with(measure).take(times).collect();
    all.sort();
    all[times / 2]
}

fn told(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{:.0} ms", seconds * 1000.0),
        seconds => format!("{seconds:.2} s"),
    }
}

fn share(part: Duration, whole: Duration) -> String {
    format!("{:.1} % of it", 100.0 * part.as_secs_f64() / whole.as_secs_f64())
}
