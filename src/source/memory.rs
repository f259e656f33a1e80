//! Builds a tree from one text, for tests.

use super::{OBSIDIAN, SourceTree};
use crate::blob::Blob;
use crate::path::SourcePath;

/// Takes several files in one text, each after a line `//- path/of/file.md`. All lines lose the same indentation.
pub fn tree_of(fixture: &str) -> SourceTree {
    let lines: Vec<&str> = fixture.lines().collect();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = filled.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let mut tree = SourceTree::default();
    let mut current: Option<(SourcePath, String)> = None;
    for line in lines {
        let line = line.get(indent..).unwrap_or("");
        if let Some(path) = line.strip_prefix("//- ") {
            add(&mut tree, current.take());
            let path = SourcePath::new(path.trim()).expect("a fixture names files below the root");
            current = Some((path, String::new()));
        } else if let Some((_, text)) = &mut current {
            text.push_str(line);
            text.push('\n');
        }
    }
    add(&mut tree, current);
    tree
}

fn add(tree: &mut SourceTree, file: Option<(SourcePath, String)>) {
    if let Some((path, text)) = file {
        if path.as_str().split('/').any(|part| part == OBSIDIAN) {
            tree.is_vault = true;
            return;
        }
        let content = match super::is_text(&path) {
            true => Blob::Text(text.into()),
            false => Blob::Bytes(text.into_bytes().into()),
        };
        tree.insert(path, content);
    }
}
