//! Trees deeper than any path, and damage to kb's own files.

use super::*;

/// A folder so deep that no path reaches its end.
fn make_deep(place: &Path) {
    let (one, other) = (place.with_extension("one"), place.with_extension("other"));
    fs::create_dir(&one).unwrap();
    fs::write(one.join("file"), "at the end").unwrap();
    // A folder with its content can be moved into another one, however deep it is.
    for _ in 0..5_000 {
        fs::create_dir(&other).unwrap();
        fs::rename(&one, other.join("d")).unwrap();
        fs::rename(&other, &one).unwrap();
    }
    fs::rename(&one, place).unwrap();
}

#[test]
fn a_folder_of_any_depth_in_the_published_one_is_removed() {
    let site = Site::new();
    site.build(ONE);
    make_deep(&site.path("public/deep"));
    site.check(TWO, (1, 1, 2, 2), Method::Exchanged);
    // The deep folder is now in the staging tree, where it does no harm.
    site.check(ONE, (1, 1, 1, 2), Method::Exchanged);
    site.check(TWO, (1, 1, 1, 2), Method::Exchanged);
}

#[test]
fn a_path_too_long_for_some_disk_is_rejected() {
    let site = Site::new();
    let stage = site.stage().unwrap();
    let path = |length: usize| "x/".repeat(length / 2 - 1) + "xy";
    stage.put(&output_path(&path(768)), b"text").unwrap();
    let error = stage.put(&output_path(&path(770)), b"text").unwrap_err();
    assert!(error.to_string().ends_with("770 bytes and the limit is 768; shorten it"), "{error}");
    stage.publish().unwrap();
    let again = site.stage().unwrap();
    again.put(&output_path(&path(768)), b"text").unwrap();
    assert_eq!(again.publish().unwrap().method, Method::Nothing);
}

/// Every file and folder of kb's own, except the published ones.
fn own_files(site: &Site) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(site.path(".kb")).min_depth(1).sort_by_file_name();
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.unwrap().into_path()).collect();
    files.push(site.path("public/.kb-site"));
    files
}

/// The ways to damage a file.
const FAULTS: [&str; 6] = ["gone", "empty", "cut", "noise", "folder", "pipe"];

fn damage(place: &Path, fault: &str) {
    let bytes = fs::read(place).unwrap_or_default();
    let was_file = place.is_file();
    match fs::remove_file(place) {
        Ok(()) => {}
        Err(_) => fs::remove_dir_all(place).unwrap(),
    }
    match fault {
        "gone" => {}
        "empty" => fs::write(place, "").unwrap(),
        "cut" => fs::write(place, &bytes[..bytes.len() / 2]).unwrap(),
        "noise" => fs::write(place, bytes.iter().map(|byte| byte ^ 0x55).collect::<Vec<u8>>()).unwrap(),
        "folder" if was_file => fs::create_dir_all(place.join("x")).unwrap(),
        "folder" => fs::write(place, "a file").unwrap(),
        _ => rustix::fs::mkfifoat(rustix::fs::CWD, place, rustix::fs::Mode::RWXU).unwrap(),
    }
}

#[test]
fn damage_to_kbs_own_files_leaves_a_complete_site() {
    let number = {
        let site = Site::new();
        site.build(ONE);
        site.build(TWO);
        own_files(&site).len()
    };
    for index in 0..number {
        for fault in FAULTS {
            let site = Site::new();
            site.build(ONE);
            site.build(TWO);
            let place = own_files(&site)[index].clone();
            damage(&place, fault);
            let published = || {
                let mut site = read(&site.path("public"));
                site.remove(manifest::NAME);
                site
            };
            let without_list = |files| {
                let mut site = expected_site(files);
                site.remove(manifest::NAME);
                site
            };
            let what = format!("{} {fault}", place.display());
            let is_list = place.ends_with("public/.kb-site");
            match site.stage() {
                Ok(stage) => {
                    put(&stage, THREE);
                    stage.publish().unwrap_or_else(|error| panic!("{what}: {error}"));
                    assert_eq!(read(&site.path("public")), expected_site(THREE), "{what}");
                }
                // What kb does not recognize as its own is left alone and reported.
                Err(PublishError::Foreign { .. }) => assert!(is_list, "{what}"),
                Err(error) => {
                    assert!(error.to_string().contains(place.to_str().unwrap()), "{what}: {error}");
                }
            }
            if is_list && matches!(fault, "folder" | "pipe") {
                continue;
            }
            if !is_list && site.stage().is_err() {
                // Everything there may be deleted at any time.
                match fs::remove_dir_all(site.path(".kb")) {
                    Ok(()) => {}
                    Err(_) => fs::remove_file(site.path(".kb")).unwrap(),
                }
                site.build(THREE);
                assert_eq!(published(), without_list(THREE), "{what}");
            }
        }
    }
}

#[test]
fn a_folder_of_kbs_own_behind_a_link_is_refused() {
    let outside = TempDir::new().unwrap();
    fs::write(outside.path().join("precious"), "mine").unwrap();
    for link in [".kb", ".kb/staging", ".kb/lock"] {
        let site = Site::new();
        site.build(ONE);
        let name =
            only_staging_tree(&site.path(".kb/staging")).strip_prefix(site.path(".kb")).unwrap().to_owned();
        let kept = outside.path().join(name.strip_prefix("staging").unwrap());
        fs::create_dir_all(&kept).unwrap();
        fs::write(kept.join("precious"), "mine").unwrap();
        let before = read(outside.path());
        let place = site.path(link);
        match place.is_dir() {
            true => fs::remove_dir_all(&place).unwrap(),
            false => fs::remove_file(&place).unwrap(),
        }
        let target = if link == ".kb/lock" { outside.path().join("new") } else { outside.path().to_owned() };
        symlink(target, &place).unwrap();
        let error = site.stage().err().unwrap_or_else(|| panic!("{link} was followed"));
        assert!(error.to_string().contains(link), "{error}");
        assert_eq!(read(outside.path()), before, "{link}");
    }
}
