//! The site in this repository.

use std::path::Path;

use kb::source::read_tree;

use super::crawl::dead_links;
use super::support::{build_sources, problems};

fn sources() -> kb::source::SourceTree {
    let (sources, found) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(found.is_empty(), "{found:?}");
    sources
}

#[test]
fn it_builds_without_a_diagnostic_and_nothing_in_it_is_broken() {
    // Its publications bear the day on which they were written.
    let mut request = super::support::request();
    request.visibility.future = true;
    let build = build_sources(sources(), &request);
    assert_eq!(problems(&build), "");
    assert_eq!(dead_links(&build.outputs, ""), Vec::<String>::new());
}

#[test]
fn it_works_below_a_path() {
    let mut request = super::support::request();
    request.visibility.future = true;
    request.base_url = kb::config::SiteUrl::parse("https://example.com/kb");
    let build = build_sources(sources(), &request);
    assert_eq!(dead_links(&build.outputs, "/kb"), Vec::<String>::new());
}
