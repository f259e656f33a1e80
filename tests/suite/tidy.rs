//! The code follows its own rules: which folder may use which, how long a file may be, how a module is documented.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The table below “The house” in ARCHITECTURE.md: folder, and the folders that it may use.
fn declared_edges() -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = text.split("## The house").nth(1).expect("ARCHITECTURE.md describes the house");
    let rows =
        table.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let rows = rows.skip(2).flat_map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let may_use: BTreeSet<String> = names_in(cells[2]).collect();
        names_in(cells[0]).map(move |folder| (folder, may_use.clone())).collect::<Vec<_>>()
    });
    rows.collect()
}

/// The text in backticks.
fn names_in(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(|name| name.trim_end_matches('/').trim_end_matches(".rs").to_owned())
}

#[test]
fn modules_use_only_what_the_architecture_allows() {
    let declared = declared_edges();
    let source = root().join("src");
    let mut wrong = Vec::new();
    let mut unused: BTreeSet<(String, String)> = declared
        .iter()
        .flat_map(|(module, allowed)| allowed.iter().map(|used| (module.clone(), used.clone())))
        .collect();
    for file in rust_files(&source) {
        let relative = file.strip_prefix(&source).unwrap();
        let module =
            relative.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            continue;
        }
        let allowed =
            declared.get(module).unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{module}`"));
        let text = std::fs::read_to_string(&file).unwrap();
        for used in text.match_indices("crate::").map(|(at, _)| &text[at + "crate::".len()..]) {
            let used: String =
                used.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect();
            unused.remove(&(module.to_owned(), used.clone()));
            if !used.is_empty() && used != module && !allowed.contains(&used) && source_has(&source, &used) {
                wrong.push(format!("{}: uses {used}", relative.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(unused, BTreeSet::new(), "ARCHITECTURE.md allows what no code does");
}

/// Documentation is for people: what code needs of it comes from where the documentation is made from.
#[test]
fn no_code_reads_the_documentation() {
    let mut wrong = Vec::new();
    for file in rust_files(&root().join("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, _) in text.match_indices("include") {
            let Some((name, arguments)) = text[at..].split_once('(') else { continue };
            if !matches!(name, "include!" | "include_str!" | "include_bytes!") {
                continue;
            }
            let read: String =
                arguments.split(')').next().unwrap_or("").split('"').skip(1).step_by(2).collect();
            let path = file.parent().unwrap().join(&read);
            let is_outside =
                read.starts_with("../") && !path.canonicalize().is_ok_and(|path| is_source(&path));
            if is_outside || arguments.starts_with("concat!(env!(\"CARGO_MANIFEST_DIR") {
                wrong.push(format!("{}: {read}", file.display()));
            }
        }
        for reads in ["read_to_string(\"", "fs::read(\"", "File::open(\""] {
            // What the system says of a process is always there.
            let mut places = text.match_indices(reads).map(|(at, _)| &text[at + reads.len()..]);
            let is_system = places.all(|place| place.starts_with("/proc/"));
            assert!(is_system, "{} reads a file of a fixed place", file.display());
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn is_source(path: &Path) -> bool {
    path.starts_with(root().join("src").canonicalize().unwrap())
}

fn source_has(source: &Path, module: &str) -> bool {
    source.join(module).is_dir() || source.join(format!("{module}.rs")).is_file()
}

#[test]
fn no_file_is_too_long() {
    let files = rust_files(&root().join("src")).into_iter();
    let long = files.filter_map(|file| {
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines", file.display()))
    });
    assert_eq!(long.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_module_begins_with_its_documentation() {
    let silent = rust_files(&root().join("src"))
        .into_iter()
        .filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//!"));
    assert_eq!(silent.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn every_error_and_lint_has_an_explanation() {
    for code in kb::diagnostic::codes::ALL {
        assert!(code.explanation.lines().count() > 4, "`{}` needs an explanation", code.name);
        assert!(code.explanation.contains("```"), "the explanation of `{}` needs an example", code.name);
    }
    let mut names: Vec<_> = kb::diagnostic::codes::ALL.iter().map(|code| code.name).collect();
    names.sort();
    let listed: Vec<_> = kb::diagnostic::codes::ALL.iter().map(|code| code.name).collect();
    assert_eq!(listed, names, "codes are listed in the order of their names");
}

#[test]
fn themes_have_no_inline_style_or_script() {
    let files = walkdir::WalkDir::new(root().join("themes"))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path());
    for file in files.filter(|path| path.extension().is_some_and(|extension| extension == "html")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for forbidden in [" style=\"", "<style", " onclick=", " onload=", "javascript:"] {
            assert!(!text.contains(forbidden), "{} has `{forbidden}`", file.display());
        }
        for script in text.split("<script").skip(1) {
            let tag = &script[..script.find('>').unwrap()];
            assert!(
                tag.contains("src=") || tag.contains("ld+json"),
                "{} has an inline script",
                file.display()
            );
        }
    }
}

#[test]
fn each_dependency_before_1_0_has_a_plan() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let plans = std::fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let early: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .filter(|(_, value)| {
            value.trim_start_matches("{ version = ").trim_start_matches(['"', '=', '~']).starts_with("0.")
        })
        .map(|(name, _)| name)
        .collect();
    assert!(early.contains(&"pulldown-cmark"), "{early:?}");
    for name in early.into_iter().filter(|name| *name != "version") {
        assert!(plans.contains(&format!("`{name}`")), "SECURITY.md has no plan for {name}");
    }
}

#[test]
fn the_plans_for_dependencies_are_about_the_versions_in_use() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let plans = std::fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let (_, table) = plans.split_once("| crate |").unwrap();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        // `a` 1.2 with `b` 1.3, or `a`, `b` 0.1
        let parts: Vec<&str> = row.split('|').nth(1).unwrap().split('`').collect();
        for (number, name) in parts.iter().enumerate().skip(1).step_by(2) {
            let is_version = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
            let mut after = parts[number + 1..].iter().step_by(2);
            let version = after.find_map(|text| text.split([' ', ',']).find(is_version)).unwrap();
            let entry = format!("name = \"{name}\"\nversion = \"{version}.");
            assert!(lock.contains(&entry), "SECURITY.md names {name} {version}, which kb does not use");
        }
    }
}

#[test]
fn the_fuzz_targets_lock_every_dependency() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let lock = std::fs::read_to_string(root().join("fuzz/Cargo.lock")).unwrap();
    let section = |text: &str, start: &str, end: &str| -> String {
        let (_, rest) = text.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.to_owned()
    };
    let locked = section(&lock, "\nname = \"kb\"\n", "\n]");
    for line in section(&manifest, "\n[dependencies]\n", "\n[").lines() {
        if let Some((name, value)) = line.split_once(" = ") {
            let is_locked = locked.contains(&format!("\"{name}\"")) || locked.contains(&format!("\"{name} "));
            assert!(
                is_locked || value.contains("optional = true"),
                "build the fuzz targets: {name} is not locked"
            );
        }
    }
}
