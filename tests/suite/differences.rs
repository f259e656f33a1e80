//! The table in docs/writing.md of what GitHub, Obsidian and kb make of the same text.
//!
//! `rows.json` has an input for each row. kb's column is tested here, GitHub's by `tests/long/differential`, where it needs
//! cmark-gfm. A row without `github` shows what cmark-gfm leaves to GitHub's own programs.

use super::support::{build, file};

const ROWS: &str = include_str!("../long/differential/rows.json");

/// The other articles that the inputs link to.
const OTHERS: &str = "//- articles/guide.md\n# Guide\n//- articles/note.md\n# Note\n\nWords. ^block\n//- articles/my guide.md\nText.\n\
     //- articles/picture.png\nx\n//- articles/a.md\n";

#[test]
fn each_row_of_the_table_of_differences_shows_what_kb_does() {
    let rows: serde_json::Value = serde_json::from_str(ROWS).unwrap();
    for row in rows.as_array().unwrap() {
        let (name, input) = (row["row"].as_str().unwrap(), row["input"].as_str().unwrap());
        let build = build(&format!("{OTHERS}{input}"));
        let judged = build.found.clone().judge(&build.config.lints);
        let lints: Vec<&str> = judged.iter().map(|one| one.code.name).collect();
        let expected: Vec<&str> =
            row["lints"].as_array().unwrap().iter().map(|lint| lint.as_str().unwrap()).collect();
        assert_eq!(lints, expected, "{name}");
        match row["kb"].as_str() {
            Some(shown) => {
                let page = file(&build, "a/index.html");
                assert!(page.contains(shown), "{name}: {page}");
            }
            None => assert!(judged.count().0 > 0, "{name} is no error"),
        }
    }
}

#[test]
fn each_row_of_the_table_of_differences_has_an_input() {
    let document = include_str!("../../docs/writing.md");
    let table = document.split("| you write | GitHub | Obsidian | kb |\n").nth(1).unwrap();
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let written: Vec<&str> = rows
        .map(|line| {
            // A bar within a cell is escaped.
            let end = line.match_indices(" | ").map(|(at, _)| at).find(|at| !line[..*at].ends_with('\\'));
            line[2..end.unwrap()].trim()
        })
        .collect();
    let inputs: serde_json::Value = serde_json::from_str(ROWS).unwrap();
    let inputs: Vec<&str> =
        inputs.as_array().unwrap().iter().map(|row| row["row"].as_str().unwrap()).collect();
    assert_eq!(written, inputs);
}
