//! `theme.toml`, and the chain of themes that extend one another.

use super::built_in::theme_names;
use super::contrast::{Pair, read_pair};
use super::token::{Token, read_tokens};
use crate::config::{Config, Field, ShortcodeSchema, TokenKind, read_fields};
use crate::data::{Reader, Spanned, Table, Value, read_toml};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::path::SourcePath;
use crate::source::{SourceFile, SourceTree};

/// The theme at the end of every chain.
pub(super) const BASE: &str = "base";
/// The version of what templates may rely on, so that a theme for another kb is rejected with a clear message.
const CONTRACT: i64 = 1;

/// A theme's manifest.
pub(super) struct Manifest {
    /// Its folder.
    pub name: String,
    /// `themes/NAME/theme.toml`
    pub path: SourcePath,
    /// What it is, in a few words; may be empty.
    pub description: String,
    /// The theme that it extends.
    pub extends: Option<Spanned<String>>,
    /// The tokens that it declares.
    pub tokens: Vec<Token>,
    /// Colors that are used together.
    pub contrast: Vec<Pair>,
    /// The shortcodes that it declares, each with the position of its name.
    pub shortcodes: Vec<Spanned<ShortcodeSchema>>,
}

/// An entry in a list of themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeSummary {
    /// Its folder below `themes/`.
    pub name: String,
    /// What it is, in a few words; may be empty.
    pub description: String,
    /// The theme that it extends; none for `base`.
    pub extends: Option<String>,
}

/// The tokens that a site can set for one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeTokens {
    /// The theme's folder below `themes/`.
    pub name: String,
    /// Its own tokens, without those of the themes that it extends.
    pub fields: Vec<Field<TokenKind>>,
}

/// The tokens of all themes of a tree, sorted by the name of the theme.
pub fn list_tokens(tree: &SourceTree) -> Vec<ThemeTokens> {
    let themes = theme_names(tree).into_iter().map(|name| {
        let manifest = read_manifest(tree, &name, &mut Diagnostics::default());
        let fields = manifest.tokens.into_iter().map(|token| token.field).collect();
        ThemeTokens { name, fields }
    });
    themes.collect()
}

/// All themes of a tree, sorted by name.
pub fn list_themes(tree: &SourceTree) -> Vec<ThemeSummary> {
    let themes = theme_names(tree).into_iter().map(|name| {
        let manifest = read_manifest(tree, &name, &mut Diagnostics::default());
        let extends = manifest.extends.map(|extends| extends.value);
        let extends = extends.or_else(|| (name != BASE).then(|| BASE.to_owned()));
        ThemeSummary { name, description: manifest.description, extends }
    });
    themes.collect()
}

/// The site's theme and all that it extends, nearest first; the last one is `base`.
pub(super) fn read_chain(tree: &SourceTree, config: &Config, found: &mut Diagnostics) -> Vec<Manifest> {
    let known = theme_names(tree);
    let mut chain: Vec<Manifest> = Vec::new();
    let mut name = config.theme.name.value.clone();
    let mut place = Span::new(&config.path, config.theme.name.range.clone());
    loop {
        if let Some(first) = chain.iter().position(|manifest| manifest.name == name) {
            let names: Vec<&str> = chain[first..].iter().map(|manifest| &*manifest.name).collect();
            let message = format!("themes extend each other: {} → {name}", names.join(" → "));
            found
                .report(&codes::THEME_INVALID, place, message)
                .label("closes the circle")
                .hint("every chain of themes must end in `base`");
            break;
        }
        if !known.contains(&name) {
            report_missing(&name, place, known.iter().map(String::as_str), found);
            break;
        }
        let manifest = read_manifest(tree, &name, found);
        let next = manifest.extends.clone();
        let path = manifest.path.clone();
        chain.push(manifest);
        if name == BASE {
            break;
        }
        match next {
            Some(extends) => (name, place) = (extends.value, Span::new(&path, extends.range)),
            None => (name, place) = (BASE.to_owned(), Span::new(&path, 0..0)),
        }
    }
    if chain.last().is_none_or(|manifest| manifest.name != BASE) {
        // Without the built-in themes there may be none, which was reported above.
        chain.push(match known.contains(BASE) {
            true => read_manifest(tree, BASE, found),
            false => Manifest::empty(BASE),
        });
    }
    chain
}

fn report_missing<'a>(
    name: &str,
    place: Span,
    known: impl Iterator<Item = &'a str> + Clone,
    found: &mut Diagnostics,
) {
    let message = format!("no theme is called “{name}”");
    let diagnostic = found.report(&codes::THEME_MISSING, place, message).label("not found");
    if let Some(near) = nearest(name, known.clone()) {
        diagnostic.hint(format!("did you mean “{near}”?"));
    }
    diagnostic.hint(format!("themes are “{}”", known.collect::<Vec<_>>().join("”, “")));
}

fn manifest_path(name: &str) -> SourcePath {
    SourcePath::new(&format!("themes/{name}/theme.toml")).expect("a theme is named after its folder")
}

impl Manifest {
    fn empty(name: &str) -> Manifest {
        let path = manifest_path(name);
        Manifest {
            name: name.to_owned(),
            path,
            description: String::new(),
            extends: None,
            tokens: Vec::new(),
            contrast: Vec::new(),
            shortcodes: Vec::new(),
        }
    }
}

fn read_manifest(tree: &SourceTree, name: &str, found: &mut Diagnostics) -> Manifest {
    let path = manifest_path(name);
    let Some(text) = tree.get(&path).and_then(SourceFile::text) else {
        found
            .report(
                &codes::THEME_INVALID,
                Span::new(&path, 0..0),
                format!("the theme “{name}” has no theme.toml"),
            )
            .hint("an `extends = \"duo\"` in it is enough");
        return Manifest::empty(name);
    };
    let (table, errors) = read_toml(text, 0);
    for error in errors {
        error.report(&path, "this is not TOML", found);
    }
    let first_line = text.find('\n').unwrap_or(text.len());
    let mut reader = Reader::new(&path, &table, "`theme.toml`", 0..first_line);
    let extends = reader.text("extends", found);
    let description = reader.text("description", found).map_or(String::new(), |text| text.value);
    if let Some(contract) = reader.integer("contract", found)
        && contract.value != CONTRACT
    {
        let message =
            format!("the theme “{name}” was made for version {} of the theme contract", contract.value);
        found
            .report(&codes::THEME_INVALID, reader.span(&contract.range), message)
            .label(format!("this kb has contract {CONTRACT}"))
            .hint("use a version of the theme that was made for this version of kb");
    }
    if let Some(extends) = extends.as_ref().filter(|_| name == BASE) {
        found
            .report(
                &codes::THEME_INVALID,
                reader.span(&extends.range),
                "every chain of themes ends in `base`",
            )
            .label("cannot extend another theme");
    }
    let tokens = reader.table("tokens", found);
    let tokens = tokens.map_or(Vec::new(), |table| read_tokens(&path, table.value, found));
    let pairs = reader.tables("contrast", found).into_iter();
    let pairs = pairs
        .filter_map(|table| read_pair(Reader::new(&path, table.value, "`[[contrast]]`", table.range), found));
    let contrast = pairs.collect();
    let shortcodes = reader.table("shortcodes", found);
    let shortcodes = shortcodes.map_or(Vec::new(), |table| read_shortcodes(&path, table, found));
    reader.finish(found);
    Manifest { name: name.to_owned(), path, description, extends, tokens, contrast, shortcodes }
}

fn read_shortcodes(
    path: &SourcePath,
    table: Spanned<&Table>,
    found: &mut Diagnostics,
) -> Vec<Spanned<ShortcodeSchema>> {
    let mut outer = Reader::new(path, table.value, "`[shortcodes]`", table.range);
    let mut shortcodes = Vec::new();
    for (name, value) in outer.entries() {
        let Value::Table(declaration) = &value.value else {
            outer.wrong_type(&name.value, value, "a table", found);
            continue;
        };
        let title = format!("`[shortcodes.{}]`", name.value);
        let mut reader = Reader::new(path, declaration, title, name.range.clone());
        let has_body = reader.boolean("body", false, found);
        let arguments = reader.table("arguments", found);
        let arguments = arguments.map_or(Vec::new(), |table| read_fields(path, table.value, found));
        reader.finish(found);
        shortcodes.push(name.with(ShortcodeSchema { name: name.value.clone(), has_body, arguments }));
    }
    shortcodes
}
