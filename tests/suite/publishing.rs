//! What `kb build` does to the published folder, seen from the command line.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use expect_test::expect;

use super::commands::{Site, kb};

/// Path, inode and time of every file.
fn snapshot(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    let describe = files.map(|entry| {
        let metadata = entry.metadata().unwrap();
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (name, (metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
    });
    describe.collect()
}

#[test]
fn a_second_build_writes_nothing_and_a_change_writes_what_it_changes() {
    let site = Site::new(&[("articles/a.md", "# A\n\nText."), ("articles/b.md", "# B\n\nText.")]);
    assert_eq!(kb(&site, &["build"]).code, 0);
    let first = snapshot(&site.path("public"));
    assert_eq!(kb(&site, &["build"]).code, 0);
    assert_eq!(snapshot(&site.path("public")), first);
    site.write("articles/a.md", "# A\n\nOther text.");
    assert_eq!(kb(&site, &["build"]).code, 0);
    let third = snapshot(&site.path("public"));
    let mut changed: Vec<_> = third
        .iter()
        .filter(|(name, file)| first.get(*name) != Some(file))
        .map(|(name, _)| if name.starts_with("search/en/") { "search/en/" } else { name.as_str() })
        .collect();
    // The search index has the text.
    changed.dedup();
    // The home page has no text of its own, so it lists the article with its first words, as the overview for programs does.
    let expected = [".kb-site", "a/index.html", "a/preview.json", "index.html", "llms.txt", "search/en/"];
    assert_eq!(changed, expected);
}

#[test]
fn a_failed_build_leaves_the_old_site_unchanged() {
    let site = Site::new(&[("articles/a.md", "# A\n\nText.")]);
    assert_eq!(kb(&site, &["build"]).code, 0);
    let first = snapshot(&site.path("public"));
    site.write("articles/a.md", "# A\n\n[[nowhere]]");
    site.write("articles/b.md", "# B\n");
    assert_eq!(kb(&site, &["build"]).code, 1);
    assert_eq!(snapshot(&site.path("public")), first);
    assert_eq!(kb(&site, &["build", "--keep-going"]).code, 1);
    assert!(site.path("public/b/index.html").is_file());
}

#[test]
fn a_folder_that_kb_did_not_create_is_refused() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    site.write("public/precious.txt", "mine");
    let output = kb(&site, &["build"]);
    assert_eq!(output.code, 2, "{}", output.stderr);
    assert_eq!(fs::read_to_string(site.path("public/precious.txt")).unwrap(), "mine");
}

#[test]
fn the_same_input_gives_the_same_bytes_elsewhere() {
    let files = [
        ("articles/a.md", "# A\n\n[[b]]"),
        ("articles/b.md", "# B\n\n[[a]]\n\n![x](x.png)"),
        ("articles/x.png", "x"),
    ];
    let (one, two) = (Site::new(&files), Site::new(&files));
    assert_eq!(kb(&one, &["build"]).code, 0);
    assert_eq!(kb(&two, &["build"]).code, 0);
    let digests = |site: &Site| fs::read_to_string(site.path("public/.kb-site")).unwrap();
    assert_eq!(digests(&one), digests(&two));
}

#[test]
fn a_git_history_in_the_published_folder_is_kept() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    assert_eq!(kb(&site, &["build"]).code, 0);
    site.write("public/.git/HEAD", "ref: refs/heads/main\n");
    site.write("articles/b.md", "# B\n");
    let answer = kb(&site, &["build"]);
    assert_eq!(answer.code, 2, "{}", answer.stderr);
    assert!(site.path("public/.git/HEAD").is_file());
}

#[test]
fn what_the_site_denies_is_not_published() {
    let site = Site::new(&[("articles/a.md", "# A\n")]);
    assert_eq!(kb(&site, &["build", "-D", "orphan-article"]).code, 1);
    assert!(!site.path("public").exists());
    assert_eq!(kb(&site, &["build", "-W", "orphan-article"]).code, 0);
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script><circle r=\"1\"/></svg>";

/// What may become of a file or folder, whatever it is.
const FAULTS: [&str; 6] = ["gone", "empty", "noise", "folder", "pipe", "link"];

fn damage(place: &Path, fault: &str) {
    let bytes = fs::read(place).unwrap_or_default();
    match place.is_dir() {
        true => fs::remove_dir_all(place).unwrap(),
        false => fs::remove_file(place).unwrap(),
    }
    match fault {
        "gone" => {}
        "empty" => fs::write(place, "").unwrap(),
        "noise" => fs::write(place, bytes.iter().map(|byte| byte ^ 0x55).collect::<Vec<u8>>()).unwrap(),
        "folder" => fs::create_dir_all(place.join("x/y")).unwrap(),
        "pipe" => assert!(std::process::Command::new("mkfifo").arg(place).status().unwrap().success()),
        _ => std::os::unix::fs::symlink("/dev/zero", place).unwrap(),
    }
}

#[test]
fn whatever_became_of_the_cache_the_site_is_the_same() {
    let site = Site::new(&[("articles/a.md", "# A\n\n![x](x.svg)\n"), ("articles/x.svg", DRAWING)]);
    for place in [".kb/cache", ".kb/cache/ab", ".kb/cache/ab/abcd"] {
        for fault in FAULTS {
            site.write(".kb/cache/ab/abcd", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>");
            damage(&site.path(place), fault);
            let answer = kb(&site, &["build", "-A", "svg-cleaned"]);
            assert_eq!(answer.code, 0, "{place} {fault}: {}", answer.stderr);
            let drawing = fs::read_to_string(site.path("public/x.svg")).unwrap();
            assert!(drawing.contains("circle") && !drawing.contains("script"), "{drawing}");
            assert_eq!(kb(&site, &["clean"]).code, 0, "{place} {fault}");
            assert_eq!(kb(&site, &["clean"]).stderr, "The cache is empty\n", "{place} {fault}");
        }
    }
    site.write(".kb/cache/ab/abcd", "four");
    assert_eq!(kb(&site, &["clean"]).stderr, "Removed 1 file, 4 bytes\n");
}

#[test]
fn a_page_that_moved_is_reported_once_with_the_alias_to_write() {
    let site = Site::new(&[
        ("articles/old.md", "# The plan\n\nWhat we do."),
        ("articles/kept.md", "---\naliases: [/before/]\n---\n# Kept\n\nText."),
        ("articles/words.md", "# Words\n\nThe very same sentence about it."),
        ("articles/lost.md", "# Lost\n\nNobody needs this."),
    ]);
    assert_eq!(kb(&site, &["build"]).code, 0);
    let rename = |from: &str, to: &str| fs::rename(site.path(from), site.path(to)).unwrap();
    rename("articles/old.md", "articles/new name.md");
    fs::create_dir(site.path("articles/deep")).unwrap();
    rename("articles/kept.md", "articles/deep/kept.md");
    fs::remove_file(site.path("articles/words.md")).unwrap();
    site.write("articles/other.md", "# Other words\n\nThe very same sentence about it.");
    fs::remove_file(site.path("articles/lost.md")).unwrap();
    let notes = |answer: &super::commands::Answer| {
        let notes = answer.stderr.lines().filter(|line| line.starts_with("note:"));
        notes.map(|line| format!("{line}\n")).collect::<String>()
    };
    let moved = kb(&site, &["build"]);
    expect_test::expect![[r#"
        note: /kept/ has moved. To keep old links working, add this to the front matter of articles/deep/kept.md: aliases: ["/before/", "/kept/"]
        note: /old/ has moved. To keep old links working, add this to the front matter of articles/new name.md: aliases = ["/old/"]
        note: /words/ has moved. To keep old links working, add this to the front matter of articles/other.md: aliases = ["/words/"]
        note: no longer published: /lost/; if an article replaces one of these pages, add the old address to its `aliases`
    "#]].assert_eq(&notes(&moved));
    assert_eq!(notes(&kb(&site, &["build"])), "");
    site.write("articles/new name.md", "+++\naliases = [\"/old/\"]\n+++\n# The plan\n\nWhat we do.");
    assert_eq!(notes(&kb(&site, &["build"])), "");
    rename("articles/new name.md", "articles/newer.md");
    assert_eq!(notes(&kb(&site, &["build", "--quiet"])), "");
}

#[test]
fn compressed_copies_are_next_to_text_and_made_once() {
    let site = Site::new(&[("articles/a.md", "# A\n\nText."), ("articles/b.md", "# B\n\nText. ![](x.png)")]);
    site.write("articles/x.png", &"x".repeat(5000));
    site.write("static/long.json", &"[1, 2]".repeat(500));
    site.write("static/short.json", "[]");
    site.write("static/mine.css", &"p{}".repeat(500));
    site.write("static/mine.css.br", "mine");
    let settings = fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", &format!("{settings}hosting = \"nginx\"\noutputs.compress = true\n"));
    assert_eq!(kb(&site, &["build"]).code, 0);
    let names = snapshot(&site.path("public"));
    let copies = names.keys().filter(|name| name.ends_with(".br") || name.ends_with(".gz"));
    let copies = copies.filter(|name| !name.starts_with("assets/")).map(|name| format!("{name}\n"));
    expect![[r#"
        404.html.br
        404.html.gz
        a/index.html.br
        a/index.html.gz
        b/index.html.br
        b/index.html.gz
        index.html.br
        index.html.gz
        long.json.br
        long.json.gz
        mine.css.br
        mine.css.gz
        search/index.html.br
        search/index.html.gz
    "#]]
    .assert_eq(&copies.collect::<String>());
    let unpacked = |name: &str| {
        let bytes = fs::read(site.path(&format!("public/{name}"))).unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(&*bytes).read_to_string(&mut text).unwrap();
        text
    };
    let read = |name: &str| fs::read_to_string(site.path(&format!("public/{name}"))).unwrap();
    assert_eq!(unpacked("a/index.html.gz"), read("a/index.html"));
    assert_eq!(read("mine.css.br"), "mine");

    // What somebody changed is made again, and nothing else.
    let wrong = fs::read(site.path("public/a/index.html.gz")).unwrap();
    fs::write(site.path("public/b/index.html.gz"), &wrong).unwrap();
    let listed = kb(&site, &["build", "-v"]).stderr;
    let said = listed.lines().find(|line| line.contains("compressed copies")).unwrap();
    assert!(said.ends_with(" copies, 1 of them new"), "{said}");
    assert_eq!(unpacked("b/index.html.gz"), read("b/index.html"));
    assert_eq!(kb(&site, &["verify"]).code, 0);

    site.write("site.toml", &settings);
    assert_eq!(kb(&site, &["build"]).code, 0);
    assert!(!site.path("public/a/index.html.br").exists() && site.path("public/mine.css.br").exists());
}
