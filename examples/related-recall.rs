//! How good are related articles? Takes the folder of a site, hides the links of one article after another, and counts how often
//! an article that it linked to is among its first ten related articles. Does so twice: with all links of an article hidden, and
//! with each link hidden while the others stay.
//!
//! ```sh
//! cargo run --release --example related-recall -- DIR
//! ```
//!
//! The words of the links stay in the text, since an author who forgets a link has still written the words. Only the links of the
//! one article are hidden; those of all others, including links to it, stay.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this program answers on the terminal")]

use std::path::Path;
use std::process::ExitCode;

use kb::config::Config;
use kb::engine::{Request, Workspace};
use kb::site::{DocumentId, Ranking, Site, Visibility};

const FIRST: usize = 10;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: related-recall DIR");
        return ExitCode::from(2);
    };
    // Everything is published, whatever its date.
    let visibility = Visibility { now: i64::MAX, drafts: false, future: true, expired: true };
    let build = Workspace::open(Path::new(&folder)).snapshot(&Request::new(visibility), |_| {});
    if !build.config.relates_by_text() {
        eprintln!("this site switches text off, so text has no effect below");
    }
    let tagged = build.site.documents.iter().filter(|document| !document.meta.tags.is_empty()).count();
    println!("{} articles, {tagged} of them with tags", build.site.documents.len());
    println!(
        "| links | tags | text | hidden links | found, all hidden | articles with one | found, one hidden |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let usual = build.config.related;
    let weights = [
        (usual.links, usual.tags, usual.text),
        (usual.links, 0.0, 0.0),
        (0.0, usual.tags, 0.0),
        (0.0, 0.0, usual.text),
        (usual.links, usual.tags, usual.text / 4.0),
        (usual.links, usual.tags, usual.text / 2.0),
        (usual.links, usual.tags, usual.text * 2.0),
        (usual.links, usual.tags, usual.text * 4.0),
        (usual.links, usual.tags * 2.0, usual.text),
        (usual.links, usual.tags / 2.0, usual.text),
    ];
    for (links, tags, text) in weights {
        let mut config = build.config.clone();
        config.related.links = links;
        config.related.tags = tags;
        config.related.text = text;
        println!("| {links} | {tags} | {text} | {} |", recall(&config, &build.site));
    }
    ExitCode::SUCCESS
}

/// The number of hidden links, the share of them that is found, the share of articles with at least one found, and the share that
/// is found if the article's other links stay.
fn recall(config: &Config, site: &Site) -> String {
    let ranking = Ranking::of_site(config, site);
    let (mut hidden, mut found, mut articles, mut lucky, mut alone) = (0, 0, 0, 0, 0);
    for document in site.document_ids() {
        let targets = ranking.links_from(document);
        if targets.is_empty() {
            continue;
        }
        let nearest = ranking.nearest_without_its_links(document, FIRST);
        let hits = nearest.iter().filter(|other| targets.binary_search(other).is_ok()).count();
        hidden += targets.len();
        found += hits;
        articles += 1;
        lucky += usize::from(hits > 0);
        let is_found =
            |target: &&DocumentId| ranking.nearest_without_link(document, **target, FIRST).contains(target);
        alone += targets.iter().filter(is_found).count();
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    format!(
        "{hidden} | {:.1} % | {:.1} % | {:.1} %",
        percent(found, hidden),
        percent(lucky, articles),
        percent(alone, hidden)
    )
}
