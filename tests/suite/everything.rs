//! Templates that print every field of every view, made from the declarations of the views. So whatever a page depends on can be
//! seen in its HTML, also what is added to a view later.

use kb::blob::Blob;
use kb::path::SourcePath;
use kb::source::SourceTree;
use kb::theme::view::{Kind, PageView};
use kb::theme::with_built_in_themes;

const TEMPLATES: &str = "themes/base/templates";

/// Those that render no page of their own.
const SHARED: [&str; 2] = ["components.html", "layout.html"];

/// A tree in which the theme `tiny` has each template of `base` that renders pages, but for those that it has already.
pub fn with_everything(mut tree: SourceTree) -> SourceTree {
    let base = with_built_in_themes(SourceTree::default());
    let templates = base.below(TEMPLATES).filter(|file| file.path.parent() == TEMPLATES);
    for name in templates.map(|file| file.path.file_name()).filter(|name| !SHARED.contains(name)) {
        let path = SourcePath::new(&format!("themes/tiny/templates/{name}")).unwrap();
        if tree.get(&path).is_none() {
            tree.insert(path, Blob::Text(template().into()));
        }
    }
    tree
}

fn template() -> String {
    let mut text = String::from("{{ body | safe }}\n");
    for field in PageView::VIEW.fields {
        print(&field.kind, field.name, 0, &mut text);
    }
    text
}

fn print(kind: &Kind, place: &str, depth: usize, text: &mut String) {
    match kind {
        Kind::Text | Kind::Number | Kind::Boolean => text.push_str(&format!("{place}: {{{{ {place} }}}}\n")),
        // The same on every page.
        Kind::Tokens | Kind::DarkTokens => {}
        Kind::View(view) => {
            for field in view.fields {
                print(&field.kind, &format!("{place}.{}", field.name), depth, text);
            }
        }
        Kind::Optional(inner) => {
            text.push_str(&format!("{{% if {place} %}}"));
            print(inner, place, depth, text);
            text.push_str("{% endif %}");
        }
        Kind::List(inner) | Kind::Two(inner) => {
            let item = format!("item{depth}");
            text.push_str(&format!("{{% for {item} in {place} %}}"));
            print(inner, &item, depth + 1, text);
            text.push_str("{% endfor %}");
        }
    }
}
