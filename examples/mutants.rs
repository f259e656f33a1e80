//! Articles with mistakes that nobody would invent: mutated copies of the Markdown files of a folder, each built as a site.
//!
//! ```sh
//! cargo run --release --example mutants -- FOLDER SEED COUNT
//! ```
//!
//! Each copy has bytes flipped, a piece removed, a piece of another file inserted or a piece doubled; the same seed gives the
//! same copies. Each must have the properties of every site (`fuzz/checks.rs`), browsers must read its page as the tree that its
//! tags spell, and the slowest are built again at twice the length, which must not take much more than twice the time. The last
//! line sums up the result.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on kb")]
#![allow(dead_code, reason = "what the suite has besides")]

#[path = "../fuzz/checks.rs"]
mod checks;
#[path = "../tests/suite/crawl.rs"]
mod crawl;
#[path = "../tests/suite/page_tree.rs"]
mod page_tree;
#[path = "../tests/suite/support.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use page_tree::{meant, parsed};

/// The limit for a copy at twice its length, as a multiple of its time.
const STEEPEST: f64 = 3.0;

/// Shorter times are not meaningful.
const LEAST: Duration = Duration::from_millis(4);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, seed, count] = arguments.as_slice() else {
        println!("error: name a folder, a seed and a number of copies");
        return ExitCode::from(2);
    };
    let files = markdown_files(folder);
    let mut dice = Dice(seed.parse().expect("a seed is a number"));
    let count: usize = count.parse().expect("a number of copies");
    let (mut built, mut refused, mut failed) = (0, 0, 0);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut slowest: Vec<(Duration, usize, String)> = Vec::new();
    let empty = (0..5).map(|_| time("Text.")).min().unwrap_or_default();
    let mut all = (Duration::ZERO, 0);
    for number in 0..count {
        let (name, original) = dice.choice(&files);
        let text = mutate(original, &files, &mut dice);
        // If a copy crashes the process, this line is the last one and names it.
        println!("{number}: {}", name.display());
        let begun = Instant::now();
        let outcome = catch_unwind(|| build(&text));
        let took = begun.elapsed();
        match outcome {
            Ok(errors) if errors.is_empty() => built += 1,
            Ok(errors) => {
                refused += 1;
                errors.into_iter().for_each(|name| *reasons.entry(name).or_insert(0) += 1);
            }
            Err(_) => {
                failed += 1;
                let place = std::env::temp_dir().join(format!("mutant-{seed}-{number}.md"));
                std::fs::write(&place, &text).unwrap();
                println!("FAILED: {}", place.display());
            }
        }
        all = (all.0 + took.saturating_sub(empty), all.1 + text.len());
        slowest.push((took, text.len(), text));
        // Sorted by time relative to length, for articles that can be compared.
        let cost = |(took, length, _): &(Duration, usize, String)| match took.saturating_sub(empty) {
            own if own >= LEAST => own.as_secs_f64() / (*length as f64 + 1000.0),
            _ => 0.0,
        };
        slowest.sort_by(|one, other| cost(other).total_cmp(&cost(one)));
        slowest.truncate(30);
    }
    println!("refused for: {reasons:?}");
    let steepest = slowest.iter().filter(|(took, ..)| took.saturating_sub(empty) >= LEAST);
    let steepest = steepest.map(|(_, _, text)| steepness(text, empty)).fold(0.0, f64::max);
    println!(
        "{count} copies of {} files by seed {seed}: {built} built, {refused} refused with diagnostics, {failed} failed; \
         {:.1} ms for 10 kB on average; twice the length of the slowest takes at most {steepest:.1} times as long",
        files.len(),
        all.0.as_secs_f64() * 1e7 / all.1 as f64
    );
    ExitCode::from(u8::from(failed > 0 || steepest > STEEPEST))
}

/// Builds a site of one article and checks it; returns the codes of its errors.
fn build(text: &str) -> BTreeSet<&'static str> {
    // The built-in theme writes whole pages.
    let site = checks::LENIENT.replace("\"tiny\"", "\"base\"");
    let build = support::build(&format!("{site}//- articles/a.md\n{}\n", text.replace("//- ", "//-- ")));
    checks::check(&build);
    for blob in
        build.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")).map(|(_, blob)| blob)
    {
        let html = std::str::from_utf8(blob.in_memory().unwrap()).unwrap();
        assert!(meant(html) == parsed(html), "a browser reads another tree");
    }
    let errors = build.found.clone().judge(&build.config.lints).errors();
    errors.iter().map(|error| error.code.name).collect()
}

/// How much longer a text takes at twice its length, without the fixed cost of a site: the minimum of three attempts, since
/// the machine is shared.
fn steepness(text: &str, empty: Duration) -> f64 {
    let own = |text: &str| time(text).saturating_sub(empty).as_secs_f64().max(1e-6);
    let twice = format!("{text}\n\n{text}");
    (0..3).map(|_| own(&twice) / own(text)).fold(f64::MAX, f64::min)
}

/// The time for a site of one article.
fn time(text: &str) -> Duration {
    let begun = Instant::now();
    let _ = catch_unwind(|| build(text));
    begun.elapsed()
}

fn markdown_files(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|it| it == "md"));
    let files: Vec<_> = files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    assert!(!files.is_empty(), "{folder} has no Markdown");
    files
}

fn mutate(original: &[u8], files: &[(PathBuf, Vec<u8>)], dice: &mut Dice) -> String {
    let mut bytes = original.to_vec();
    for _ in 0..=dice.below(3) {
        let piece = dice.piece(bytes.len());
        match dice.below(4) {
            0 => {
                for _ in 0..=dice.below(20) {
                    if let Some(last) = bytes.len().checked_sub(1) {
                        let place = dice.below(last + 1);
                        bytes[place] ^= 1 << dice.below(8);
                    }
                }
            }
            1 => drop(bytes.drain(piece)),
            2 => {
                let other = &dice.choice(files).1;
                let spliced = other[dice.piece(other.len())].to_vec();
                bytes.splice(piece.start..piece.start, spliced);
            }
            _ => {
                let doubled = bytes[piece.clone()].repeat(1 + dice.below(6));
                bytes.splice(piece.start..piece.start, doubled);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Pseudorandom numbers, the same for the same seed (SplitMix64, Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn choice<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A range within that length; often a short one.
    fn piece(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = if self.below(2) == 0 { 40 } else { length };
        let end = start + self.below((length - start).min(longest) + 1);
        start..end
    }
}
