//! Builds that are killed at any moment.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::commands::{Site, kb};

/// What is published, by path.
type Published = BTreeMap<String, Vec<u8>>;

/// Two sites in turn: each has pages that the other lacks, and pages that differ.
fn write_articles(site: &Site, version: usize) {
    let _ = fs::remove_dir_all(site.path("articles"));
    for page in 0..60 {
        let text = format!("# Page {page}\n\nVersion {version}, see [[page-{}]].\n", (page + 1) % 60);
        site.write(&format!("articles/part-{}/page-{page}.md", page % 7), &text);
    }
    site.write(&format!("articles/only-{version}/page.md"), "# Only here\n");
}

fn published(site: &Site) -> Published {
    let root = site.path("public");
    let mut files = BTreeMap::new();
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => waiting.push(path),
                false => {
                    let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    files
}

/// Starts a build and kills it after a while, unless it ends earlier; returns whether it was killed.
fn build_killed_after(root: &Path, wait: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kb"))
        .arg("build")
        .current_dir(root)
        .env("SOURCE_DATE_EPOCH", super::support::NOW.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + wait;
    while Instant::now() < end {
        std::hint::spin_loop();
    }
    let was_running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    was_running
}

/// `KB_KILLS` says how many builds are killed; `tests/long/kills` sets it.
#[test]
#[allow(clippy::print_stdout, reason = "the long form prints its results")]
fn a_build_that_is_killed_leaves_a_whole_site() {
    let kills = std::env::var("KB_KILLS").map_or(20, |number| number.parse().unwrap());
    let site = Site::new(&[]);
    let mut whole = Vec::new();
    let mut longest = Duration::ZERO;
    for version in [0, 1] {
        write_articles(&site, version);
        let begun = Instant::now();
        assert_eq!(kb(&site, &["build"]).code, 0);
        longest = longest.max(begun.elapsed());
        whole.push(published(&site));
    }
    let (mut killed, mut builds, mut old, mut new) = (0, 0_u32, 0, 0);
    while killed < kills {
        let version = builds as usize % 2;
        write_articles(&site, version);
        let before = published(&site);
        // Spread deterministically over the duration of a build: multiples of the golden ratio never repeat a moment.
        let part = (f64::from(builds) * 0.618_033_988_749_895).fract();
        killed += usize::from(build_killed_after(site.root(), longest.mul_f64(part)));
        builds += 1;
        assert!(builds < 100 * kills as u32, "builds end before they can be killed");
        let after = published(&site);
        assert!(after == before || after == whole[version], "kill {killed}: the site is neither old nor new");
        if after == whole[version] {
            new += 1
        } else {
            old += 1
        }
        // The next build recovers from whatever is left.
        if builds.is_multiple_of(3) {
            assert_eq!(kb(&site, &["build"]).code, 0);
            assert!(
                published(&site) == whole[version],
                "kill {killed}: the next build does not repair the site"
            );
        }
    }
    println!("{killed} kills: the old site {old} times, the new one {new} times");
}
