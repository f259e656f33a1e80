//! The components of a theme chain. It does not matter which file a component is in; the nearest theme's component
//! wins.

use std::collections::BTreeMap;

use super::tag::read_tags;
use crate::path::SourcePath;
use crate::source::SourceTree;

/// A component as a theme writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The theme that has it.
    pub theme: String,
    /// The file that it is in.
    pub path: SourcePath,
    /// From the comment above it to its end.
    pub text: String,
}

/// All components of a chain by name, each with those that it replaces; the nearest theme's comes first.
pub fn list_components(tree: &SourceTree, chain: &[String]) -> BTreeMap<String, Vec<Component>> {
    let mut components: BTreeMap<String, Vec<Component>> = BTreeMap::new();
    for theme in chain {
        for file in tree.below(&format!("themes/{theme}/templates")) {
            let (Some(text), "html") = (file.text(), file.path.extension()) else { continue };
            for (name, text) in components_of(text) {
                let component =
                    Component { theme: theme.clone(), path: file.path.clone(), text: text.to_owned() };
                components.entry(name).or_default().push(component);
            }
        }
    }
    components
}

fn components_of(text: &str) -> Vec<(String, &str)> {
    let mut components = Vec::new();
    let mut open = None;
    for tag in read_tags(text) {
        match tag.keyword() {
            "component" => {
                let name = tag.pieces.iter().skip(1).take_while(|piece| piece.text != "(");
                open = Some((name.map(|piece| piece.text).collect::<String>(), tag.range.start));
            }
            "endcomponent" => {
                if let Some((name, start)) = open.take() {
                    components.push((name, &text[with_comment(text, start)..tag.range.end]));
                }
            }
            _ => {}
        }
    }
    components
}

// The comment right above a component says what it is for.
fn with_comment(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end();
    let is_near = text[before.len()..start].matches('\n').count() < 2;
    match before.ends_with("#}") && is_near {
        true => before.rfind("{#").unwrap_or(start),
        false => start,
    }
}
