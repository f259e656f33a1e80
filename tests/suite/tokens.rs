//! `docs/tokens.md` is generated from the `theme.toml` of every built-in theme.
//!
//! `UPDATE_EXPECT=1` updates it.

use std::path::Path;

use kb::data::{Table, Value, read_toml};

const THEMES: [(&str, &str, &str); 3] = [
    ("base", "theme.tokens", include_str!("../../themes/base/theme.toml")),
    ("duo", "theme.duo", include_str!("../../themes/duo/theme.toml")),
    ("folio", "theme.folio", include_str!("../../themes/folio/theme.toml")),
];

fn table<'a>(of: &'a Table, key: &str) -> Option<&'a Table> {
    match &of.get(key)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn written(of: &Table, key: &str) -> Option<String> {
    Some(match &of.get(key)?.value {
        Value::Text(text) => format!("`\"{text}\"`"),
        Value::Integer(number) => format!("`{number}`"),
        Value::Float(number) => format!("`{number}`"),
        Value::Boolean(boolean) => format!("`{boolean}`"),
        _ => return None,
    })
}

fn plain(of: &Table, key: &str) -> String {
    match of.get(key).map(|value| &value.value) {
        Some(Value::Text(text)) => text.replace('|', "\\|"),
        _ => String::new(),
    }
}

/// `color`, or the options of a choice.
fn kind(token: &Table) -> String {
    match token.get("options").map(|options| &options.value) {
        Some(Value::List(options)) => {
            let options = options.iter().filter_map(|option| match &option.value {
                Value::Text(text) => Some(format!("`\"{text}\"`")),
                _ => None,
            });
            options.collect::<Vec<_>>().join(" or ")
        }
        _ => plain(token, "type"),
    }
}

fn page() -> String {
    let mut text = String::from(
        "# Tokens of the built-in themes\n\n\
         The tokens that a site can set, theme by theme. A theme's tokens also apply under every theme that extends it. Where\n\
         `duo` or `folio` redeclares a token of `base`, it has a different default; you can set it in `[theme.tokens]` or in the\n\
         theme's own table. Colors and numbers are custom properties of the same name in stylesheets: `var(--ink)`.\n\n\
         This page is generated from the themes: do not edit it by hand.\n",
    );
    for (name, section, manifest) in THEMES {
        let (manifest, errors) = read_toml(manifest, 0);
        assert!(errors.is_empty(), "{errors:?}");
        text.push_str(&format!(
            "\n## {name}\n\nSet in `[{section}]`.\n\n| token | type | default | in the dark scheme | meaning |\n\
             | --- | --- | --- | --- | --- |\n"
        ));
        for (token, value) in &table(&manifest, "tokens").expect("every built-in theme has tokens").entries {
            let Value::Table(declaration) = &value.value else { panic!("{} is no table", token.value) };
            text.push_str(&format!(
                "| `{}` | {} | {} | {} | {} |\n",
                token.value,
                kind(declaration),
                written(declaration, "default").unwrap_or_default(),
                written(declaration, "dark").unwrap_or_default(),
                plain(declaration, "description")
            ));
        }
    }
    text
}

#[test]
fn the_token_documentation_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tokens.md");
    let page = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/tokens.md does not match the themes; UPDATE_EXPECT=1 cargo test updates it"
    );
}
