//! The themes inside the binary.

use std::collections::BTreeSet;

use crate::blob::Blob;
use crate::path::SourcePath;
use crate::source::{SourceTree, THEMES};

// `BUILT_IN`: the path and the bytes of every file of `themes/` in kb's own sources, sorted.
include!(concat!(env!("OUT_DIR"), "/built_in_themes.rs"));

/// Adds the files of the built-in themes, as if they were in `themes/`. A theme of the site with the same name replaces the
/// whole built-in one.
pub fn with_built_in_themes(mut tree: SourceTree) -> SourceTree {
    let own = theme_names(&tree);
    for (name, bytes) in BUILT_IN {
        let path = SourcePath::new(name).expect("the build script lists relative paths");
        if theme_of(&path).is_none_or(|theme| own.contains(theme)) {
            continue;
        }
        let content = match std::str::from_utf8(bytes) {
            Ok(text) => Blob::Text(text.into()),
            Err(_) => Blob::Bytes((*bytes).into()),
        };
        tree.insert(path, content);
    }
    tree
}

/// Every theme that has a file.
pub(super) fn theme_names(tree: &SourceTree) -> BTreeSet<String> {
    tree.below(THEMES).filter_map(|file| theme_of(&file.path)).map(str::to_owned).collect()
}

/// `duo` of `themes/duo/theme.toml`; none for a file directly in `themes/`.
fn theme_of(path: &SourcePath) -> Option<&str> {
    let (theme, _) = path.as_str().strip_prefix(THEMES)?.strip_prefix('/')?.split_once('/')?;
    Some(theme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_config;
    use crate::diagnostic::to_human;
    use crate::source::tree_of;
    use crate::theme::load_theme;

    #[test]
    fn every_built_in_theme_loads_without_diagnostics() {
        let tree = with_built_in_themes(SourceTree::default());
        let site_toml = SourcePath::new("site.toml").unwrap();
        for name in theme_names(&tree) {
            let text = format!(
                "title = \"\"\nlanguage = \"en\"\nurl = \"https://a.org\"\ntheme.name = \"{name}\"\n"
            );
            let (theme, found) = load_theme(&tree, &read_config(&site_toml, &text).0);
            assert_eq!(to_human(&found, &tree, false), "");
            let unused = theme.check_unused(&tree, &BTreeSet::new());
            assert_eq!(to_human(&unused, &tree, false), "");
            assert_eq!((&theme.name, theme.is_broken()), (&name, false));
        }
    }

    #[test]
    fn a_sites_theme_replaces_the_whole_built_in_one() {
        let mut tree = tree_of("//- themes/duo/theme.toml\n");
        let before = tree.iter().count();
        tree = with_built_in_themes(tree);
        assert_eq!(tree.below("themes/duo").count(), before);
    }
}
