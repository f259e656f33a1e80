//! Whole sites: one folder each, with `site.toml`, `articles/` and the expected result.
//!
//! `tests/sites/NAME/expected` is compared byte by byte; a missing or extra file fails. `UPDATE_EXPECT=1` updates it. The search index
//! is not there, since nobody could read the difference: `search.rs` tests what is found in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kb::search::is_index_path;
use kb::source::read_tree;

use super::support::{build_sources, problems, request, with_tiny_theme};

#[test]
fn every_site_gives_its_expected_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 3, "there are whole sites to test");
    for site in names {
        check(&site);
    }
}

fn check(site: &Path) {
    let (tree, found) = read_tree(site);
    assert!(found.is_empty(), "{}: {found:?}", site.display());
    let build = build_sources(with_tiny_theme(tree), &request());
    let mut actual: BTreeMap<String, Vec<u8>> = build
        .outputs
        .iter()
        .filter(|(path, _)| !is_index_path(path))
        .map(|(path, output)| (format!("expected/{path}"), output.bytes().unwrap().to_vec()))
        .collect();
    let diagnostics = problems(&build);
    if !diagnostics.is_empty() {
        actual.insert("diagnostics.txt".to_owned(), (diagnostics + "\n").into_bytes());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let _ = fs::remove_dir_all(site.join("expected"));
        let _ = fs::remove_file(site.join("diagnostics.txt"));
        for (name, bytes) in &actual {
            let path = site.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let mut expected = BTreeMap::new();
    for entry in walkdir::WalkDir::new(site)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
    {
        let name = entry.path().strip_prefix(site).unwrap().to_str().unwrap().to_owned();
        if name.starts_with("expected/") || name == "diagnostics.txt" {
            expected.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&actual), names(&expected), "{}", site.display());
    for (name, bytes) in &actual {
        let (actual, expected) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[name]));
        assert_eq!(actual, expected, "{}/{name}", site.display());
    }
}
