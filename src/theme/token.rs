//! Tokens: what a site can set in a theme without touching a template.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::manifest::{BASE, Manifest};
use crate::config::{Config, DeclaredKind, Field, TokenKind, read_fields};
use crate::data::{Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::path::SourcePath;
use crate::source::{STATIC, SourceTree};

/// The value of a token, as templates see it.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenValue {
    /// Of types `text`, `choice`, `url`, `image`.
    Text(String),
    /// Of type `color`: for the light and the dark scheme. Templates see the light one.
    Color {
        /// In the light scheme.
        light: String,
        /// In the dark scheme.
        dark: String,
    },
    /// Of type `number`.
    Number(f64),
    /// Of type `boolean`.
    Boolean(bool),
}

/// A declared token.
#[derive(Clone)]
pub(super) struct Token {
    pub field: Field<TokenKind>,
    default: TokenValue,
}

impl Hash for TokenValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            TokenValue::Text(text) => (0u8, text).hash(state),
            TokenValue::Color { light, dark } => (1u8, light, dark).hash(state),
            TokenValue::Number(number) => (2u8, number.to_bits()).hash(state),
            TokenValue::Boolean(boolean) => (3u8, boolean).hash(state),
        }
    }
}

impl Serialize for TokenValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TokenValue::Text(text) | TokenValue::Color { light: text, .. } => serializer.serialize_str(text),
            // Printed as `3`, not as `3.0`.
            TokenValue::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                serializer.serialize_i64(*number as i64)
            }
            TokenValue::Number(number) => serializer.serialize_f64(*number),
            TokenValue::Boolean(boolean) => serializer.serialize_bool(*boolean),
        }
    }
}

impl TokenValue {
    fn of(kind: &TokenKind, value: &Value) -> Option<TokenValue> {
        match value {
            Value::Text(text) if *kind == TokenKind::Color => {
                Some(TokenValue::Color { light: text.clone(), dark: text.clone() })
            }
            Value::Text(text) => Some(TokenValue::Text(text.clone())),
            Value::Integer(number) => Some(TokenValue::Number(*number as f64)),
            Value::Float(number) => Some(TokenValue::Number(*number)),
            Value::Boolean(boolean) => Some(TokenValue::Boolean(*boolean)),
            Value::Date(_) | Value::List(_) | Value::Table(_) | Value::Null => None,
        }
    }

    /// The value in the dark scheme; none if the token is not a color.
    pub fn dark(&self) -> Option<String> {
        match self {
            TokenValue::Color { dark, .. } => Some(dark.clone()),
            TokenValue::Text(_) | TokenValue::Number(_) | TokenValue::Boolean(_) => None,
        }
    }

    /// The value of a token without a default.
    fn empty(kind: &TokenKind) -> TokenValue {
        match kind {
            TokenKind::Color => TokenValue::Color { light: String::new(), dark: String::new() },
            TokenKind::Text | TokenKind::Url | TokenKind::Image => TokenValue::Text(String::new()),
            TokenKind::Choice(options) => TokenValue::Text(options.first().cloned().unwrap_or_default()),
            TokenKind::Number => TokenValue::Number(0.0),
            TokenKind::Boolean => TokenValue::Boolean(false),
        }
    }
}

/// `[tokens.NAME]` of a theme.toml.
pub(super) fn read_tokens(path: &SourcePath, table: &Table, found: &mut Diagnostics) -> Vec<Token> {
    let mut tokens = Vec::new();
    for field in read_fields::<TokenKind>(path, table, found) {
        let empty = TokenValue::empty(&field.kind);
        let default = match table.get(&field.name.value).map(|declaration| &declaration.value) {
            Some(Value::Table(declaration)) => declaration.get("default"),
            _ => None,
        };
        let default = default.and_then(|value| typed_value(path, &field, "default", value, found));
        let dark = match table.get(&field.name.value).map(|declaration| &declaration.value) {
            Some(Value::Table(declaration)) => declaration.get("dark"),
            _ => None,
        };
        let dark = dark.and_then(|value| typed_value(path, &field, "dark", value, found));
        let default = match (default.unwrap_or(empty), dark) {
            (TokenValue::Color { light, .. }, Some(TokenValue::Color { light: dark, .. })) => {
                TokenValue::Color { light, dark }
            }
            (default, _) => default,
        };
        tokens.push(Token { field, default });
    }
    tokens
}

/// Every token of the chain, by name: the site's value, else the default of the nearest theme that declares it.
pub(super) fn choose_tokens(
    chain: &[Manifest],
    config: &Config,
    found: &mut Diagnostics,
) -> BTreeMap<String, TokenValue> {
    let mut declared: BTreeMap<&str, &Token> = BTreeMap::new();
    for token in chain.iter().rev().flat_map(|manifest| &manifest.tokens) {
        declared.insert(&token.field.name.value, token);
    }
    let mut tokens: BTreeMap<String, TokenValue> =
        declared.iter().map(|(name, token)| (String::from(*name), token.default.clone())).collect();
    // From `base` to the nearest theme, so that the nearest theme's table wins.
    for manifest in chain.iter().rev() {
        let choices = match &*manifest.name {
            BASE => Some(&config.theme.tokens),
            name => config.theme.own.get(name),
        };
        for (name, value) in choices.map_or(&[][..], |table| &table.entries) {
            if !manifest.tokens.iter().any(|token| token.field.name.value == name.value) {
                report_unknown(chain, manifest, config, name, found);
                continue;
            }
            let field = &declared[&*name.value].field;
            if let Some(value) = typed_value(&config.path, field, &name.value, value, found) {
                tokens.insert(name.value.clone(), value);
            }
        }
    }
    tokens
}

/// The names of all tokens of the chain that are images.
pub(super) fn image_tokens(chain: &[Manifest]) -> BTreeSet<String> {
    let tokens = chain.iter().flat_map(|manifest| &manifest.tokens);
    let images = tokens.filter(|token| token.field.kind == TokenKind::Image);
    images.map(|token| token.field.name.value.clone()).collect()
}

fn typed_value(
    path: &SourcePath,
    field: &Field<TokenKind>,
    key: &str,
    value: &Spanned<Value>,
    found: &mut Diagnostics,
) -> Option<TokenValue> {
    if field.kind == TokenKind::Color && matches!(value.value, Value::Table(_)) {
        return color_value(path, key, value, found);
    }
    // Empty text means “none”, whatever the type.
    let is_empty = matches!(&value.value, Value::Text(text) if text.is_empty())
        && matches!(field.kind, TokenKind::Color | TokenKind::Url | TokenKind::Image);
    if !is_empty && !field.kind.accepts(&value.value) {
        let wanted = field.kind.wanted();
        let message = format!("`{key}` must be {wanted}, but this is {}", value.value.describe());
        found
            .report(&codes::FIELD_TYPE, Span::new(path, value.range.clone()), message)
            .label(format!("expected {wanted}"));
        return None;
    }
    TokenValue::of(&field.kind, &value.value)
}

/// Images that the site sets for its theme must exist: files of `static/`, by their paths from the site's root. Checked
/// separately from loading the theme, which does not depend on such files.
pub fn check_image_tokens(theme: &super::Theme, config: &Config, tree: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    let own = config.theme.own.iter().filter(|(name, _)| theme.chain.contains(name)).map(|(_, table)| table);
    for (name, value) in own.chain([&config.theme.tokens]).flat_map(|table| &table.entries) {
        let (true, Value::Text(path)) = (theme.images.contains(&name.value), &value.value) else {
            continue;
        };
        let file = SourcePath::new(&format!("{STATIC}/{}", path.trim_start_matches('/')));
        if !path.is_empty() && file.is_none_or(|file| tree.get(&file).is_none()) {
            let message = format!("there is no file at “{path}”");
            found
                .report(&codes::FILE_MISSING, Span::new(&config.path, value.range.clone()), message)
                .label("not found")
                .hint("put it below `static/`, and write its path from there: `/logo.svg` for `static/logo.svg`");
        }
    }
    found
}

/// A color for both schemes, or `{ light = "…", dark = "…" }`.
fn color_value(
    path: &SourcePath,
    key: &str,
    value: &Spanned<Value>,
    found: &mut Diagnostics,
) -> Option<TokenValue> {
    let Value::Table(table) = &value.value else { return None };
    let mut reader = Reader::new(path, table, format!("`{key}`"), value.range.clone());
    let mut scheme = |name: &str| {
        let color = reader.required_text(name, found)?;
        let is_color = TokenKind::Color.accepts(&Value::Text(color.value.clone()));
        if !is_color {
            let text = color.with(Value::Text(color.value.clone()));
            reader.wrong_type(name, &text, &TokenKind::Color.wanted(), found);
        }
        is_color.then_some(color.value)
    };
    let (light, dark) = (scheme("light"), scheme("dark"));
    reader.finish(found);
    Some(TokenValue::Color { light: light?, dark: dark? })
}

/// The tokens as custom properties: colors by scheme, and numbers.
pub(super) fn token_css(tokens: &BTreeMap<String, TokenValue>) -> String {
    let (mut plain, mut schemes) = (String::new(), String::new());
    for (name, value) in tokens {
        match value {
            TokenValue::Color { light, dark } if !light.is_empty() => {
                plain.push_str(&format!("  --{name}: {light};\n"));
                if light != dark {
                    schemes.push_str(&format!("    --{name}: light-dark({light}, {dark});\n"));
                }
            }
            TokenValue::Number(number) => plain.push_str(&format!("  --{name}: {number};\n")),
            TokenValue::Color { .. } | TokenValue::Text(_) | TokenValue::Boolean(_) => {}
        }
    }
    if schemes.is_empty() {
        return format!(":root {{\n{plain}}}\n");
    }
    // Browsers without `light-dark()` would accept such a value for a custom property and then find it invalid.
    format!(
        ":root {{\n{plain}}}\n@supports (color: light-dark(#000, #fff)) {{\n  :root {{\n{schemes}  }}\n}}\n"
    )
}

fn report_unknown(
    chain: &[Manifest],
    manifest: &Manifest,
    config: &Config,
    name: &Spanned<String>,
    found: &mut Diagnostics,
) {
    let table_of = |manifest: &Manifest| match &*manifest.name {
        BASE => "[theme.tokens]".to_owned(),
        name => format!("[theme.{name}]"),
    };
    let message = format!("`{}` has no token `{}`", table_of(manifest), name.value);
    let place = Span::new(&config.path, name.range.clone());
    let diagnostic = found.report(&codes::KEY_UNKNOWN, place, message).label("unknown token");
    let names = |manifest: &'_ Manifest| {
        let names = manifest.tokens.iter().map(|token| token.field.name.value.clone());
        names.collect::<Vec<String>>()
    };
    if let Some(other) = chain.iter().find(|other| names(other).contains(&name.value)) {
        diagnostic.hint(format!("it belongs to `{}`", table_of(other)));
        return;
    }
    let known = names(manifest);
    match nearest(&name.value, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => diagnostic.hint(format!("the theme “{}” has no tokens", manifest.name)),
        None => diagnostic.hint(format!("known tokens are `{}`", known.join("`, `"))),
    };
}
