//! `[theme]`: which theme, and the site's tokens for it.

use std::collections::BTreeMap;

use super::ThemeChoice;
use crate::data::{Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, codes, did_you_mean};

const DEFAULT_THEME: &str = "duo";

/// The theme of a site that names none.
pub(super) fn default_theme() -> ThemeChoice {
    let name = Spanned { value: DEFAULT_THEME.into(), range: 0..0 };
    ThemeChoice { name, tokens: Table::default(), own: BTreeMap::new() }
}

/// Reads the table.
pub(super) fn read_theme(mut reader: Reader<'_>, found: &mut Diagnostics) -> ThemeChoice {
    let name = reader.text("name", found).unwrap_or_else(|| default_theme().name);
    let tokens = reader.table("tokens", found).map_or(Table::default(), |table| table.value.clone());
    // All other tables are named after themes; only the theme knows their keys.
    let mut own = BTreeMap::new();
    for (key, value) in reader.entries() {
        match (&*key.value, &value.value) {
            ("name" | "tokens", _) => {}
            (name, Value::Table(table)) => drop(own.insert(name.to_owned(), table.clone())),
            (name, _) => {
                let message = format!("`[theme]` has no key `{name}`");
                let diagnostic = found.report(&codes::KEY_UNKNOWN, reader.span(&key.range), message);
                diagnostic.label("unknown key");
                diagnostic.hint(
                    did_you_mean(name, ["name", "tokens"])
                        .unwrap_or_else(|| "theme tokens go in `[theme.tokens]`".to_owned()),
                );
            }
        }
    }
    ThemeChoice { name, tokens, own }
}
