//! Killed builds: a separate process aborts at a chosen point, and the site must be complete.

use std::process::Command;

use super::*;

const EVERY_POINT: [&str; 4] = [
    "the staging tree was started",
    "the staging tree was filled",
    "the staging tree was listed",
    "the folders were swapped",
];

/// Runs in a separate process; as an ordinary test it does nothing.
#[test]
fn a_process_builds_and_is_killed() {
    if let Ok(root) = std::env::var("KB_TEST_ROOT") {
        build(Path::new(&root), &Path::new(&root).join("public"), THREE);
    }
}

fn kill_build_at(site: &Site, point: &str) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "output::tests::crash::a_process_builds_and_is_killed"])
        .env("KB_TEST_ROOT", site.folder.path())
        .env("KB_TEST_ABORT_AT", point)
        .output()
        .unwrap()
        .status;
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(6), "not reached: {point}");
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    for point in EVERY_POINT {
        for earlier in [&[ONE] as &[_], &[ONE, TWO], &[THREE, ONE, TWO]] {
            let site = Site::new();
            earlier.iter().for_each(|files| drop(site.build(files)));
            let old = expected_site(earlier.last().unwrap());
            kill_build_at(&site, point);
            let is_swapped = point == "the folders were swapped";
            assert_eq!(
                read(&site.path("public")),
                if is_swapped { expected_site(THREE) } else { old },
                "{point}"
            );
            site.build(THREE);
            assert_eq!(read(&site.path("public")), expected_site(THREE), "{point}");
            site.build(TWO);
            assert_eq!(read(&site.path("public")), expected_site(TWO), "{point}");
        }
    }
}

#[test]
fn a_killed_first_build_leaves_nothing_or_the_new_site() {
    for point in EVERY_POINT {
        let site = Site::new();
        kill_build_at(&site, point);
        assert_eq!(site.path("public").exists(), point == "the folders were swapped", "{point}");
        site.build(ONE);
        assert_eq!(read(&site.path("public")), expected_site(ONE), "{point}");
    }
}

#[test]
fn a_killed_replacement_file_by_file_is_finished_by_the_next_build() {
    for point in [EVERY_POINT[3], "a file was replaced"] {
        for next in [TWO, THREE] {
            let site = Site::new();
            let target = site.path("www");
            fs::create_dir(&target).unwrap();
            symlink(&target, site.path("public")).unwrap();
            site.build(ONE);
            site.build(TWO);
            kill_build_at(&site, point);
            for (path, text) in read(&target) {
                let known =
                    [expected_site(TWO), expected_site(THREE)].map(|files| files.get(&path) == Some(&text));
                assert!(known.contains(&true) || path == ".kb-site", "{path} is neither old nor new");
            }
            site.build(next);
            assert_eq!(read(&target), expected_site(next));
        }
    }
}
