//! JSON Schema of everything that kb reads as TOML or YAML, for editors that complete and check while you type.
//!
//! Takes what a site declares, gives JSON values. The fixed keys with their meanings are in the JSON files here; a test
//! compares them with what the readers of these keys accept. Reads no file.

use serde_json::{Map, Value, json};

use crate::config::{ArgumentKind, Collection, Config, DeclaredKind, Field, FieldKind, TokenKind};
use crate::diagnostic::codes;
use crate::theme::ThemeTokens;

const SITE: &str = include_str!("site.json");
const THEME: &str = include_str!("theme.json");
const ARTICLE: &str = include_str!("article.json");

/// The schema of `site.toml`, with the tokens of these themes and all lints.
pub fn site_schema(themes: &[ThemeTokens]) -> Value {
    let mut schema = parse(SITE);
    let lints = codes::ALL.iter().filter(|code| code.is_lint).map(|code| {
        let level = serde_json::to_value(code.level.name()).expect("a name is text");
        let lint = json!({ "$ref": "#/definitions/level", "default": level, "description": code.title() });
        (code.name.to_owned(), lint)
    });
    schema["properties"]["lints"]["properties"] = Value::Object(lints.collect());
    declare_types::<FieldKind>(&mut schema, "field");
    // A theme declares colors in the same form in which a site sets them.
    let definitions = parse(THEME)["definitions"].take();
    for name in ["color", "color-choice"] {
        schema["definitions"][name] = definitions[name].clone();
    }
    let theme = &mut schema["properties"]["theme"]["properties"];
    theme["name"]["examples"] = themes.iter().map(|theme| theme.name.as_str()).collect();
    for tokens in themes {
        // The tokens of `base` belong to every theme.
        let key = if tokens.name == "base" { "tokens" } else { &tokens.name };
        let properties: Map<String, Value> = tokens
            .fields
            .iter()
            .map(|field| (field.name.value.clone(), described(token(&field.kind), field)))
            .collect();
        let description = match key {
            "tokens" => "Tokens that every theme has.".to_owned(),
            name => format!("Tokens of the theme {name}."),
        };
        theme[key] = json!({
            "type": "object",
            "description": description,
            "additionalProperties": false,
            "properties": properties,
        });
    }
    schema
}

/// The schema of a `theme.toml`.
pub fn theme_schema() -> Value {
    let mut schema = parse(THEME);
    declare_types::<TokenKind>(&mut schema, "token");
    declare_types::<ArgumentKind>(&mut schema, "argument");
    schema
}

/// The schema of the front matter of a collection's articles, or of articles outside declared collections.
pub fn article_schema(config: &Config, collection: Option<&Collection>) -> Value {
    let mut schema = parse(ARTICLE);
    if !config.ctas.is_empty() {
        schema["properties"]["cta"]["examples"] = config.ctas.keys().map(String::as_str).collect();
    }
    let Some(collection) = collection else { return schema };
    let name = collection.title.as_deref().unwrap_or(&collection.name.value);
    schema["title"] = format!("Front matter of “{name}”").into();
    let fields = collection.fields.iter();
    let properties: Map<String, Value> = fields
        .clone()
        .map(|field| (field.name.value.clone(), described(filled(value(&field.kind), field), field)))
        .collect();
    schema["properties"]["fields"]["properties"] = Value::Object(properties);
    let required: Vec<&str> =
        fields.filter(|field| field.required).map(|field| field.name.value.as_str()).collect();
    if !required.is_empty() {
        schema["properties"]["fields"]["required"] = json!(required);
        schema["required"] = json!(["fields"]);
    }
    schema
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a file next to this one, read by every test of it")
}

/// Lists the types that a declaration can have.
fn declare_types<K: DeclaredKind>(schema: &mut Value, definition: &str) {
    let names = K::types().into_iter().map(|(name, _)| name);
    schema["definitions"][definition]["properties"]["type"]["enum"] = names.collect();
}

fn described<K>(mut schema: Value, field: &Field<K>) -> Value {
    let description = match (field.label.as_deref(), field.description.as_str()) {
        (None, description) => description.to_owned(),
        (Some(label), "") => label.to_owned(),
        (Some(label), description) => format!("{label}: {description}"),
    };
    if !description.is_empty() {
        schema["description"] = description.into();
    }
    schema
}

/// Required text must not be empty; only drafts may leave it empty.
fn filled(mut schema: Value, field: &Field) -> Value {
    if field.required && matches!(field.kind, FieldKind::Text | FieldKind::Markdown) {
        schema["pattern"] = json!("\\S");
    }
    schema
}

/// The schema of what an article may write for a field.
fn value(kind: &FieldKind) -> Value {
    match kind {
        FieldKind::Text | FieldKind::Markdown | FieldKind::Image | FieldKind::Reference(_) => text(),
        FieldKind::Side => json!({ "$ref": "#/definitions/side" }),
        FieldKind::Number => json!({ "type": "number" }),
        FieldKind::Boolean => json!({ "type": "boolean" }),
        FieldKind::Date => json!({ "$ref": "#/definitions/date" }),
        FieldKind::Choice(options) => json!({ "enum": options }),
        FieldKind::List => json!({ "type": "array", "items": { "type": "string" } }),
        FieldKind::Url => json!({ "type": "string", "pattern": "^https?://" }),
    }
}

/// The schema of what a site may write for a token: empty text means “none”, and a color may have a value for each
/// scheme.
fn token(kind: &TokenKind) -> Value {
    match kind {
        TokenKind::Text | TokenKind::Image => text(),
        TokenKind::Number => json!({ "type": "number" }),
        TokenKind::Boolean => json!({ "type": "boolean" }),
        TokenKind::Choice(options) => json!({ "enum": options }),
        TokenKind::Url => json!({ "type": "string", "pattern": "^(https?://|$)" }),
        TokenKind::Color => json!({ "$ref": "#/definitions/color-choice" }),
    }
}

fn text() -> Value {
    json!({ "type": "string" })
}
