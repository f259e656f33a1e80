//! The site in this repository, under every theme in the binary.

use std::collections::BTreeSet;
use std::path::Path;

use kb::blob::Blob;
use kb::path::SourcePath;
use kb::source::read_tree;

use super::crawl::{attributes, dead_links};
use super::support::{Build, build_sources, file, problems};

fn sources() -> kb::source::SourceTree {
    let (sources, found) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(found.is_empty(), "{found:?}");
    sources
}

#[test]
fn it_builds_without_a_diagnostic_and_nothing_in_it_is_broken() {
    // Its publications are dated on the day they were written.
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

#[test]
fn changing_the_theme_loses_no_link_and_no_form_field() {
    let base = build_with_theme("base");
    for theme in ["duo", "folio"] {
        let build = build_with_theme(theme);
        assert_eq!(problems(&build), "", "{theme}");
        assert_eq!(dead_links(&build.outputs, ""), Vec::<String>::new(), "{theme}");
        for (path, _) in base.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
            let (plain, styled) =
                (ways_and_questions(&base, path.as_str()), ways_and_questions(&build, path.as_str()));
            let lost: Vec<&String> = plain.difference(&styled).collect();
            assert!(lost.is_empty(), "{theme} loses on {path}: {lost:?}");
        }
    }
}

fn build_with_theme(theme: &str) -> Build {
    let mut sources = sources();
    let site_toml = SourcePath::new("site.toml").unwrap();
    let text = sources.get(&site_toml).and_then(|file| file.text()).unwrap().to_owned();
    assert!(text.contains("[theme]\nname = \"duo\""));
    let text = text.replace("[theme]\nname = \"duo\"", &format!("[theme]\nname = \"{theme}\""));
    sources.insert(site_toml, Blob::Text(text.into()));
    let mut request = super::support::request();
    request.visibility.future = true;
    build_sources(sources, &request)
}

/// Where a page links to, and the fields of its forms.
fn ways_and_questions(build: &Build, path: &str) -> BTreeSet<String> {
    let html = file(build, path);
    let body = &html[html.find("<body").unwrap_or(html.len())..];
    // Stylesheets are the theme's own.
    attributes(body, &["href", "action", "name", "value"])
        .filter(|value| !(value.contains("assets/") && value.ends_with(".css")))
        .collect()
}
