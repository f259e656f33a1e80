//! Whole builds in a temporary folder: what is published, what is left alone, and what survives.

mod crash;
mod damage;
mod refusal;

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;

use std::collections::BTreeMap;

use super::*;
use crate::path::OutputPath;

/// A point at which a build is killed, if its process was started for that. In all other processes nothing happens.
pub(super) fn reach(point: &str) {
    if std::env::var("KB_TEST_ABORT_AT").is_ok_and(|wanted| wanted == point) {
        std::process::abort();
    }
}

struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Site {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        Site { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn stage(&self) -> Result<Stage, PublishError> {
        Stage::open(self.folder.path(), &self.path("public"))
    }

    fn build(&self, files: &[(&str, &str)]) -> Written {
        build(self.folder.path(), &self.path("public"), files)
    }

    /// Builds, and checks that the published folder then contains exactly these files.
    #[track_caller]
    fn check(&self, files: &[(&str, &str)], expected: (usize, usize, usize, usize), method: Method) {
        let written = self.build(files);
        let counts = (written.added, written.changed, written.removed, written.unchanged);
        assert_eq!((counts, written.method), (expected, method));
        assert_eq!(read(&fs::canonicalize(self.path("public")).unwrap()), expected_site(files));
    }
}

fn build(root: &Path, output: &Path, files: &[(&str, &str)]) -> Written {
    let stage = Stage::open(root, output).unwrap();
    put(&stage, files);
    stage.publish().unwrap()
}

fn put(stage: &Stage, files: &[(&str, &str)]) {
    for (path, text) in files {
        stage.put(&output_path(path), text.as_bytes()).unwrap();
    }
}

fn output_path(path: &str) -> OutputPath {
    OutputPath::new(path).unwrap()
}

/// What a folder with these files looks like to `read`.
fn expected_site(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let digests: BTreeMap<_, _> =
        files.iter().map(|(path, text)| (output_path(path), Digest::of(text.as_bytes()))).collect();
    let mut site: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    site.insert(manifest::NAME.to_owned(), manifest::render(&digests));
    for folder in contents::folders_of(&digests) {
        site.insert(format!("{folder}/"), String::new());
    }
    site
}

/// The content of a folder: text by path, folders with a slash, links with their target.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut site = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let kind = entry.file_type();
        if kind.is_dir() {
            site.insert(format!("{path}/"), String::new());
        } else if kind.is_symlink() {
            site.insert(path, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else {
            site.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    site
}

/// What changes when a file is written or replaced.
fn stamp(path: PathBuf) -> (u64, i64, i64) {
    let metadata = fs::symlink_metadata(path).unwrap();
    (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
}

const ONE: &[(&str, &str)] =
    &[("a/index.html", "a 1"), ("b/index.html", "b 1"), ("index.html", "home"), ("c.css", "c")];
const TWO: &[(&str, &str)] =
    &[("a/index.html", "a 2"), ("d/e/index.html", "e"), ("index.html", "home"), ("c.css", "c")];
const THREE: &[(&str, &str)] =
    &[("a/index.html", "a 3"), ("f", "f"), ("index.html", "home"), ("c.css", "c 3")];

#[test]
fn only_the_difference_is_published() {
    let site = Site::new();
    site.check(ONE, (4, 0, 0, 0), Method::Moved);
    let home = stamp(site.path("public/index.html"));
    site.check(TWO, (1, 1, 1, 2), Method::Exchanged);
    site.check(ONE, (1, 1, 1, 2), Method::Exchanged);
    site.check(THREE, (1, 2, 1, 1), Method::Exchanged);
    site.check(TWO, (1, 2, 1, 1), Method::Exchanged);
    assert_eq!(stamp(site.path("public/index.html")), home);
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let site = Site::new();
    site.build(ONE);
    site.build(TWO);
    let stamps = |folder: &str| -> Vec<_> {
        let entries = walkdir::WalkDir::new(site.path(folder)).sort_by_file_name().into_iter();
        entries.map(|entry| stamp(entry.unwrap().into_path())).collect()
    };
    let before = (stamps("public"), stamps(".kb/staging"));
    site.check(TWO, (0, 0, 0, 4), Method::Nothing);
    site.check(TWO, (0, 0, 0, 4), Method::Nothing);
    assert_eq!((stamps("public"), stamps(".kb/staging")), before);
}

#[test]
fn files_become_folders_and_folders_files() {
    let site = Site::new();
    let file = [("x", "a file"), ("y/z/index.html", "deep")];
    let folder = [("x/index.html", "a page"), ("x/y/z", "deep"), ("y", "a file")];
    site.build(&file);
    for _ in 0..3 {
        assert_eq!(site.build(&folder).method, Method::Exchanged);
        assert_eq!(read(&site.path("public")), expected_site(&folder));
        assert_eq!(site.build(&file).method, Method::Exchanged);
        assert_eq!(read(&site.path("public")), expected_site(&file));
    }
}

#[test]
fn a_build_with_errors_leaves_the_old_site() {
    let site = Site::new();
    put(&site.stage().unwrap(), ONE);
    assert!(!site.path("public").exists());
    site.build(ONE);
    for _ in 0..2 {
        put(&site.stage().unwrap(), THREE);
        assert_eq!(read(&site.path("public")), expected_site(ONE));
        assert_eq!(site.build(ONE).method, Method::Nothing);
    }
    site.check(TWO, (1, 1, 1, 2), Method::Exchanged);
}

#[test]
fn manual_changes_to_the_published_folder_are_undone() {
    let site = Site::new();
    site.build(ONE);
    site.build(TWO);
    fs::write(site.path("public/index.html"), "edited in place").unwrap();
    fs::remove_file(site.path("public/c.css")).unwrap();
    fs::create_dir(site.path("public/empty")).unwrap();
    fs::write(site.path("public/note.txt"), "mine").unwrap();
    site.check(TWO, (1, 1, 1, 2), Method::Exchanged);
    // The edit changed the bytes that both trees share.
    site.check(ONE, (1, 1, 1, 2), Method::Exchanged);
    fs::write(site.path("public/.kb-site"), "kb-site 1\n").unwrap();
    assert_eq!(site.build(ONE).method, Method::Exchanged);
    site.check(ONE, (0, 0, 0, 4), Method::Nothing);
}

#[test]
fn a_link_planted_in_a_tree_leads_nowhere() {
    let site = Site::new();
    let outside = TempDir::new().unwrap();
    fs::create_dir(outside.path().join("e")).unwrap();
    fs::write(outside.path().join("e/index.html"), "not kb's").unwrap();
    let before = read(outside.path());
    site.build(ONE);
    site.build(TWO);
    for tree in [site.path("public"), only_staging_tree(&site.path(".kb/staging"))] {
        for folder in ["a", "b", "d"] {
            let _ = fs::remove_dir_all(tree.join(folder));
            symlink(outside.path(), tree.join(folder)).unwrap();
        }
        symlink(outside.path().join("e/index.html"), tree.join("f")).unwrap();
    }
    for files in [THREE, TWO, ONE, TWO] {
        site.build(files);
        assert_eq!(read(&site.path("public")), expected_site(files));
        assert_eq!(read(outside.path()), before);
    }
}

fn only_staging_tree(staging: &Path) -> PathBuf {
    let mut entries = fs::read_dir(staging).unwrap();
    let tree = entries.next().unwrap().unwrap().path().join("tree");
    assert!(entries.next().is_none());
    tree
}

#[test]
fn a_reader_never_sees_two_builds_at_once() {
    let site = Site::new();
    let versions: Vec<String> = (100..160).map(|version| version.to_string()).collect();
    let publish = |text: &str| site.build(&[("a/index.html", text), ("b/index.html", text), ("c", "c")]);
    publish("000");
    let is_done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let reader = threads.spawn(|| {
            let read = |path| fs::read_to_string(site.path(path)).unwrap();
            let mut seen = 0;
            // Versions only increase, so there is no other version between two equal readings.
            while !is_done.load(Ordering::Relaxed) {
                let (first, other, again) =
                    (read("public/a/index.html"), read("public/b/index.html"), read("public/a/index.html"));
                if first == again {
                    assert_eq!(first, other);
                    seen += 1;
                }
            }
            seen
        });
        for version in &versions {
            assert_eq!(publish(version).changed, 2);
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
}

#[test]
fn pages_are_put_from_many_threads() {
    use rayon::prelude::*;

    let site = Site::new();
    let files: Vec<(String, String)> =
        (0..300).map(|page| (format!("{}/{page}/index.html", page % 7), page.to_string())).collect();
    for _ in 0..2 {
        let stage = site.stage().unwrap();
        files.par_iter().for_each(|(path, text)| {
            stage.put(&output_path(path), text.as_bytes()).unwrap();
        });
        stage.publish().unwrap();
        fs::remove_dir_all(site.path(".kb/staging")).unwrap();
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(read(&site.path("public")), expected_site(&files));
}

#[test]
fn a_file_is_copied_without_its_permissions() {
    use std::os::unix::fs::PermissionsExt;

    let site = Site::new();
    let source = site.path("articles/picture.png");
    fs::write(&source, "pixels").unwrap();
    fs::set_permissions(&source, fs::Permissions::from_mode(0o600)).unwrap();
    for method in [Method::Moved, Method::Nothing] {
        let stage = site.stage().unwrap();
        put(&stage, &[("index.html", "home")]);
        stage.put_file(&output_path("picture.png"), &source).unwrap();
        assert_eq!(stage.publish().unwrap().method, method);
    }
    let rights = |path| fs::metadata(site.path(path)).unwrap().permissions();
    assert_eq!(rights("public/picture.png"), rights("public/index.html"));
    assert_eq!(fs::read(site.path("public/picture.png")).unwrap(), b"pixels");
}

#[test]
fn each_output_has_its_own_staging_tree() {
    let site = Site::new();
    let other = site.path("preview/other");
    let there = |files| build(site.folder.path(), &other, files).method;
    assert_eq!(site.build(ONE).method, Method::Moved);
    assert_eq!(there(TWO), Method::Moved);
    assert_eq!(site.build(ONE).method, Method::Nothing);
    assert_eq!(there(THREE), Method::Exchanged);
    assert_eq!(read(&site.path("public")), expected_site(ONE));
    assert_eq!(read(&other), expected_site(THREE));
}

#[test]
fn the_target_of_a_symbolic_link_is_published_file_by_file() {
    let site = Site::new();
    let target = site.path("www");
    fs::create_dir(&target).unwrap();
    symlink(&target, site.path("public")).unwrap();
    let before = stamp(target.clone()).0;
    let by_file = || Method::FileByFile(Reason::SymbolicLink);
    for (files, expected) in
        [(ONE, (4, 0, 0, 0)), (TWO, (1, 1, 1, 2)), (THREE, (1, 2, 1, 1)), (ONE, (1, 2, 1, 1))]
    {
        site.check(files, expected, by_file());
        site.check(files, (0, 0, 0, 4), Method::Nothing);
    }
    assert_eq!(stamp(target).0, before);
    assert!(fs::symlink_metadata(site.path("public")).unwrap().is_symlink());
}

#[test]
fn an_output_on_another_disk_has_its_staging_tree_next_to_it() {
    // Most developer and CI systems have this folder; elsewhere there is nothing to test.
    let Ok(disk) = tempfile::tempdir_in("/dev/shm") else { return };
    let site = Site::new();
    if disk.path().metadata().unwrap().dev() == site.folder.path().metadata().unwrap().dev() {
        return;
    }
    let output = disk.path().join("www");
    for (files, method) in [(ONE, Method::Moved), (TWO, Method::Exchanged), (THREE, Method::Exchanged)] {
        assert_eq!(build(site.folder.path(), &output, files).method, method);
        assert_eq!(read(&output), expected_site(files));
    }
    assert!(disk.path().join(".www.kb-staging/tree").exists());

    let link = disk.path().join("current");
    symlink(&output, &link).unwrap();
    for files in [ONE, TWO] {
        let written = build(site.folder.path(), &link, files);
        assert_eq!(written.method, Method::FileByFile(Reason::SymbolicLink));
        assert_eq!(read(&output), expected_site(files));
    }
}
