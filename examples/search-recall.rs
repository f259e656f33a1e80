//! How good is the search? Takes the folder of a site, makes queries for 300 of its articles, and prints how high the article is among
//! the results: the mean reciprocal rank, and how often it is among the first five.
//!
//! ```sh
//! cargo run --release --example search-recall -- DIR
//! ```
//!
//! Each article gets four queries: four words of one of its sentences; the words of its title with a typing error; the first half of
//! its title; and the words of its title in another form.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this program answers on the terminal")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use kb::document::Document;
use kb::engine::{Request, Workspace};
use kb::path::OutputPath;
use kb::search::{FOLDER, Index, indexed, words};
use kb::site::Visibility;

const ARTICLES: usize = 300;
const FIRST: usize = 100;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: search-recall DIR");
        return ExitCode::from(2);
    };
    let visibility = Visibility { now: i64::MAX, drafts: false, future: true, expired: true };
    let snapshot = Workspace::open(Path::new(&folder)).snapshot(&Request::new(visibility), |_| {});
    let languages = indexed(&snapshot.config, &snapshot.site);
    let Some((language, documents)) = languages.iter().max_by_key(|(_, documents)| documents.len()) else {
        eprintln!("this site has no search index");
        return ExitCode::from(1);
    };
    let files = snapshot.search_files();
    let bytes: usize = files.values().filter_map(|blob| blob.in_memory()).map(<[u8]>::len).sum();
    println!("{} articles, {} files, {bytes} bytes", documents.len(), files.len());
    let mut index = Index::new(|name| {
        let path = OutputPath::new(&format!("{FOLDER}/{language}/{name}"))?;
        Some(files.get(&path)?.in_memory()?.to_vec())
    });
    let mut random = Random(1);
    let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for _ in 0..ARTICLES {
        let number = random.below(documents.len());
        let document = snapshot.site.document(documents[number]);
        for (kind, query) in queries(document, &mut random) {
            let Some(found) = index.search(&query, FIRST) else { continue };
            let rank = found.hits.iter().position(|hit| hit.document == number);
            if std::env::var_os("VERBOSE").is_some() && rank.is_none_or(|rank| rank > 4) {
                println!("{kind}: {query} → {rank:?} for {} ({} found)", document.path, found.total);
            }
            all.entry(kind).or_default().push(rank.map_or(0, |rank| rank + 1));
        }
    }
    println!(
        "| queries | number | mean reciprocal rank | among the first five |\n| --- | ---: | ---: | ---: |"
    );
    for (kind, ranks) in &all {
        let reciprocal: f64 = ranks.iter().filter(|rank| **rank > 0).map(|rank| 1.0 / *rank as f64).sum();
        let first = ranks.iter().filter(|rank| (1..=5).contains(*rank)).count() as f64;
        let count = ranks.len() as f64;
        println!("| {kind} | {count} | {:.2} | {:.2} |", reciprocal / count, first / count);
    }
    ExitCode::SUCCESS
}

/// A sequence of numbers that is the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

fn queries(document: &Document, random: &mut Random) -> Vec<(&'static str, String)> {
    let mut queries = Vec::new();
    let sentences: Vec<Vec<String>> = document
        .text
        .split(['.', '\n', '?', '!'])
        .map(|sentence| words(sentence).into_iter().filter(|word| word.chars().count() > 3).collect())
        .filter(|words: &Vec<String>| words.len() >= 4)
        .collect();
    if !sentences.is_empty() {
        let mut sentence = sentences[random.below(sentences.len())].clone();
        while sentence.len() > 4 {
            sentence.remove(random.below(sentence.len()));
        }
        queries.push(("1 four words of a sentence", sentence.join(" ")));
    }
    let title = words(&document.title);
    if title.is_empty() {
        return queries;
    }
    let mut wrong = title.clone();
    let longest = (0..wrong.len()).max_by_key(|index| wrong[*index].chars().count()).unwrap_or(0);
    let mut letters: Vec<char> = wrong[longest].chars().collect();
    if letters.len() >= 4 {
        let at = random.below(letters.len() - 1);
        match random.below(3) {
            0 => drop(letters.remove(at)),
            1 => letters.swap(at, at + 1),
            _ => letters[at] = char::from(b'a' + random.below(26) as u8),
        }
        wrong[longest] = letters.into_iter().collect();
        queries.push(("2 a title with a typing error", wrong.join(" ")));
    }
    queries.push(("3 half a title", title[..title.len().div_ceil(2)].join(" ")));
    let inflected: Vec<String> = title.iter().map(|word| inflect(word)).collect();
    queries.push(("4 a title in another form", inflected.join(" ")));
    queries
}

/// Another form of an English word.
fn inflect(word: &str) -> String {
    match word {
        word if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) => word.to_owned(),
        word if word.ends_with("ing") || word.ends_with("ed") || word.ends_with("ss") => word.to_owned(),
        word if word.ends_with('s') => word[..word.len() - 1].to_owned(),
        word => format!("{word}s"),
    }
}
