//! Runs the fuzzing corpus through the same functions.

use super::checks::{LENIENT, TARGETS};
use super::support::{build, problems};

#[test]
#[allow(clippy::print_stdout, reason = "a failed test shows what it was about")]
fn the_fuzzing_corpus_passes() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, check) in TARGETS {
        let entries = walkdir::WalkDir::new(corpus.join(name)).min_depth(1).sort_by_file_name();
        let files: Vec<_> = entries.into_iter().map(|entry| entry.unwrap().into_path()).collect();
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            println!("{}", file.display());
            check(&std::fs::read(file).unwrap());
        }
    }
}

#[test]
fn the_site_around_what_is_made_up_is_right() {
    assert_eq!(problems(&build(&format!("{LENIENT}//- articles/a.md\n# A\n\nText.\n"))), "");
}
