//! What is refused before anything is written, and the messages.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use expect_test::{Expect, expect};

use super::*;
use crate::blob::Blob;

/// Opens each output, which must be refused, and lists the messages; the temporary folder is shown as `SITE`.
fn check(site: &Site, outputs: &[&str], expected: Expect) {
    let mut list = String::new();
    for output in outputs {
        let error = match Stage::open(site.folder.path(), &site.path(output)) {
            Ok(_) => panic!("{output} was not refused"),
            Err(error) => error,
        };
        let who = if error.is_usage() { "usage" } else { "machine" };
        list.push_str(&format!("{who}: {error}\n"));
    }
    let real = fs::canonicalize(site.folder.path()).unwrap();
    for root in [real.as_path(), site.folder.path()] {
        list = list.replace(root.to_str().unwrap(), "SITE");
    }
    expected.assert_eq(&list);
}

#[test]
fn somebody_elses_folder_is_refused() {
    let site = Site::new();
    fs::create_dir(site.path("public")).unwrap();
    fs::write(site.path("public/thesis.txt"), "years of work").unwrap();
    check(
        &site,
        &["public"],
        expect![[r#"
        usage: `SITE/public` contains files that kb did not write (it has no `.kb-site`), and publishing would delete them; empty the folder, or choose another one with `--output`
    "#]],
    );
    fs::write(site.path("public/.kb-site"), "hello\n").unwrap();
    check(
        &site,
        &["public"],
        expect![[r#"
        usage: `SITE/public` contains files that kb did not write (it has no `.kb-site`), and publishing would delete them; empty the folder, or choose another one with `--output`
    "#]],
    );
    assert_eq!(fs::read_to_string(site.path("public/thesis.txt")).unwrap(), "years of work");
}

#[test]
fn an_empty_folder_is_accepted_and_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;

    let site = Site::new();
    fs::create_dir(site.path("public")).unwrap();
    fs::set_permissions(site.path("public"), fs::Permissions::from_mode(0o770)).unwrap();
    site.check(ONE, (4, 0, 0, 0), Method::Moved);
    site.check(TWO, (1, 1, 1, 2), Method::Exchanged);
    assert_eq!(fs::metadata(site.path("public")).unwrap().permissions().mode() & 0o7777, 0o770);
}

#[test]
fn the_folders_of_the_site_are_refused() {
    let site = Site::new();
    symlink(site.path("articles"), site.path("linked")).unwrap();
    check(
        &site,
        &["", "..", "articles/public", "new/../static", "linked/", ".kb/public"],
        expect![[r#"
        usage: cannot publish to `SITE/`, because publishing would delete the content of `SITE`; choose another folder with `--output`, such as `public`
        usage: cannot publish to `SITE/..`, because publishing would delete the content of `SITE`; choose another folder with `--output`, such as `public`
        usage: cannot publish to `SITE/articles/public`, because publishing would delete the content of `SITE/articles`; choose another folder with `--output`, such as `public`
        usage: cannot publish to `SITE/new/../static`, because publishing would delete the content of `SITE/static`; choose another folder with `--output`, such as `public`
        usage: cannot publish to `SITE/linked/`, because publishing would delete the content of `SITE/articles`; choose another folder with `--output`, such as `public`
        usage: cannot publish to `SITE/.kb/public`, because publishing would delete the content of `SITE/.kb`; choose another folder with `--output`, such as `public`
    "#]],
    );
}

#[test]
fn what_is_not_a_folder_is_refused() {
    let site = Site::new();
    fs::write(site.path("file"), "text").unwrap();
    symlink(site.path("nowhere"), site.path("dangling")).unwrap();
    check(
        &site,
        &["file", "dangling", "file/public"],
        expect![[r#"
        usage: `SITE/file` is not a folder; remove it, or choose another one with `--output`
        usage: `SITE/dangling` is not a folder; remove it, or choose another one with `--output`
        machine: cannot open `SITE/file/public`: Not a directory (os error 20)
    "#]],
    );
}

#[test]
fn a_link_in_the_site_does_not_decide_where_it_is_published() {
    let (site, neighbor) = (Site::new(), Site::new());
    neighbor.build(ONE);
    symlink(neighbor.path("public"), site.path("public")).unwrap();
    symlink(neighbor.folder.path(), site.path("way")).unwrap();
    for output in ["public", "public/below", "way/new"] {
        let error = Stage::open(site.folder.path(), &site.path(output)).err().unwrap();
        assert!(error.is_usage());
        assert!(
            error.to_string().contains("outside the site's folder; to publish there, write `--output"),
            "{error}"
        );
    }
    assert_eq!(read(&neighbor.path("public")), expected_site(ONE));
    // Somebody who names the folder wants it.
    build(site.folder.path(), &site.path("../beside").join(site.folder.path().file_name().unwrap()), TWO);
    fs::remove_dir_all(site.folder.path().parent().unwrap().join("beside")).unwrap();
}

#[test]
fn one_path_has_one_file() {
    let site = Site::new();
    let stage = site.stage().unwrap();
    put(&stage, &[("a/b.html", "text"), ("a/b.html", "text")]);
    let error = stage.put(&output_path("a/b.html"), b"other").unwrap_err();
    expect![[r#"
        two different files would be published as `a/b.html`; rename one
    "#]]
    .assert_eq(&format!("{error}\n"));
    assert!(matches!(stage.put(&output_path(".kb-site"), b""), Err(PublishError::Clash { .. })));
    put(&stage, &[("a", "text")]);
    let error = stage.publish().unwrap_err();
    expect![[r#"
        `a` cannot be published beside `a/b.html`, because a file and a folder would have one name; rename one of them
    "#]].assert_eq(&format!("{error}\n"));
    assert!(!site.path("public").exists());
    site.check(ONE, (4, 0, 0, 0), Method::Moved);
}

#[test]
fn a_file_that_could_not_be_written_keeps_the_site_from_being_published() {
    let site = Site::new();
    site.build(ONE);
    let stage = site.stage().unwrap();
    let name = "x".repeat(300);
    let error = stage.put(&output_path(&name), b"text").unwrap_err();
    assert!(
        error.to_string().ends_with("the name is too long, or has characters that this disk cannot store"),
        "{error}"
    );
    let error = stage.publish().unwrap_err();
    assert!(matches!(error, PublishError::Unfinished { .. }), "{error}");
    assert_eq!(read(&site.path("public")), expected_site(ONE));
}

#[test]
fn a_file_that_vanished_keeps_the_site_from_being_published() {
    let site = Site::new();
    site.build(ONE);
    let picture = site.path("articles/picture.png");
    let stage = site.stage().unwrap();
    put(&stage, &[("index.html", "new")]);
    let error = stage.put_blob(&output_path("picture.png"), &Blob::Disk(picture.clone())).unwrap_err();
    assert!(error.to_string().contains(&format!("{}", picture.display())), "{error}");
    drop(stage);
    assert_eq!(read(&site.path("public")), expected_site(ONE));
}

#[test]
fn two_builds_of_one_site_or_output_exclude_each_other() {
    let (site, other) = (Site::new(), Site::new());
    site.build(ONE);
    let stage = site.stage().unwrap();
    check(
        &site,
        &["public", "elsewhere"],
        expect![[r#"
        machine: another kb is building this site (it has locked `SITE/.kb/lock`); wait until it is done, or stop it
        machine: another kb is building this site (it has locked `SITE/.kb/lock`); wait until it is done, or stop it
    "#]],
    );
    let error = Stage::open(other.folder.path(), &site.path("public")).err().unwrap();
    assert!(matches!(error, PublishError::Locked { .. }), "{error}");
    drop(stage);
    build(other.folder.path(), &site.path("public"), TWO);
    site.check(ONE, (1, 1, 1, 2), Method::Exchanged);
}

/// Runs in a separate process; as an ordinary test it does nothing.
#[test]
fn a_process_holds_the_lock() {
    if let Ok(root) = std::env::var("KB_TEST_HOLD") {
        let _stage = Stage::open(Path::new(&root), &Path::new(&root).join("public")).unwrap();
        std::io::stderr().write_all(b"locked\n").unwrap();
        // Ends when it is killed, or when the other end of the pipe is closed.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

#[test]
fn a_killed_process_leaves_no_lock() {
    let site = Site::new();
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "output::tests::refusal::a_process_holds_the_lock", "--nocapture"])
        .env("KB_TEST_HOLD", site.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut messages = BufReader::new(process.stderr.take().unwrap()).lines();
    assert!(messages.any(|line| line.unwrap() == "locked"));
    assert!(matches!(site.stage(), Err(PublishError::Locked { .. })));
    process.kill().unwrap();
    process.wait().unwrap();
    site.check(ONE, (4, 0, 0, 0), Method::Moved);
}
