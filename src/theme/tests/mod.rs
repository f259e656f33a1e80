//! Chains of small themes: text in, text out.

mod escaping;
mod file;
mod manifest;
mod mistake;
mod template;

use expect_test::Expect;
use serde_json::json;

use crate::blob::Blob;
use crate::config::read_config;
use crate::diagnostic::{Diagnostics, to_human};
use crate::language::Language;
use crate::path::{Route, SourcePath};
use crate::source::{SourceTree, tree_of};
use crate::theme::{TemplateError, Theme, load_theme};

const BASE: &str = "
    //- themes/base/theme.toml
    contract = 1
    [tokens]
    accent = { type = \"color\", default = \"#123\" }
    font = { type = \"choice\", options = [\"theme\", \"system\"] }
    [shortcodes.note]
    body = true
    [shortcodes.note.arguments]
    kind = { type = \"text\" }
    //- themes/base/templates/layout.html
    <{% block main %}{% endblock main %}>
    //- themes/base/templates/page.html
    {% extends \"layout.html\" %}{% block main %}{{ <heading title={title} /> }} {{ site.tokens.accent }}{% endblock main %}
    //- themes/base/templates/parts.html
    {% component heading(title: string) %}base {{ title }}{% endcomponent heading %}
    //- themes/base/templates/shortcodes/note.html
    {% component note(kind: string = \"tip\", @root) %}{{ t(key=\"note\", kind=kind) }}: {{ body | safe }} {{ asset(path=\"a.css\") }}{% endcomponent note %}
    //- themes/base/strings/en.ftl
    note = Note of { $kind }
    articles = { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
    //- themes/base/assets/a.css
    a {}
";

fn load(fixture: &str, theme: &str) -> (SourceTree, Theme, Diagnostics) {
    let site_toml = SourcePath::new("site.toml").unwrap();
    let config = format!("title = \"\"\nlanguage = \"nl-BE\"\nurl = \"https://a.org\"\n{theme}");
    let (config_value, found) = read_config(&site_toml, &config);
    assert!(found.is_empty(), "{found:?}");
    let mut tree = tree_of(BASE);
    for file in tree_of(fixture).iter() {
        tree.insert(file.path.clone(), file.content.clone());
    }
    let (loaded, found) = load_theme(&tree, &config_value);
    tree.insert(site_toml, Blob::Text(config.into()));
    (tree, loaded, found)
}

fn check_found(fixture: &str, theme: &str, expected: Expect) {
    let (tree, _, found) = load(fixture, theme);
    expected.assert_eq(&to_human(&found, &tree, false));
}

/// Renders `page.html` with the title “Hello”, then lists the theme's assets.
fn check_page(fixture: &str, theme: &str, expected: Expect) {
    let (tree, theme, found) = load(fixture, theme);
    let mut text = to_human(&found, &tree, false);
    let renderer = theme.renderer(&Language::english(), &json!({ "tokens": theme.tokens }));
    // As in a build: the problems of a broken theme were already reported.
    if theme.is_broken() {
        return expected.assert_eq(&text);
    }
    match renderer.page("page", &json!({ "title": "Hello", "root": "../" })) {
        Ok(page) => text.push_str(page.trim()),
        Err(error) => text.push_str(&reported(&tree, &error)),
    }
    for (path, bytes) in theme.assets(theme.assets.keys().map(String::as_str)) {
        text.push_str(&format!("\n{path}: {}", String::from_utf8_lossy(bytes).trim()));
    }
    expected.assert_eq(&text);
}

fn reported(tree: &SourceTree, error: &TemplateError) -> String {
    let mut found = Diagnostics::default();
    TemplateError::report_all([(&Route::root(), error)], &mut found);
    to_human(&found, tree, false)
}
