//! Declared fields: of a collection's front matter, of a shortcode's arguments, of a theme's tokens.

use crate::data::{Date, Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;

/// A declared field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key, with the place of its declaration.
    pub name: Spanned<String>,
    /// What it takes.
    pub kind: FieldKind,
    /// Its name for readers; else the key.
    pub label: Option<String>,
    /// What it is for; may be empty.
    pub description: String,
    /// An article without it is an error.
    pub required: bool,
}

/// `type` of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Plain text.
    Text,
    /// `{ word = "…", text = "…" }`
    Side,
    /// Inline Markdown.
    Markdown,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
    /// One of these.
    Choice(Vec<String>),
    /// Several texts.
    List,
    /// An address on another site.
    Url,
    /// A picture.
    Image,
    /// An article, of one collection if a name is given.
    Reference(Option<String>),
    /// The name of a form; in shortcodes.
    Form,
    /// The name of a call to action; in shortcodes.
    Cta,
    /// The name of a collection; in shortcodes.
    Collection,
    /// A CSS color; in a theme's tokens.
    Color,
}

/// `{ word = "…", text = "…" }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideValue {
    /// One or two words.
    pub word: String,
    /// One sentence.
    pub text: String,
}

/// A shortcode, as its theme declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortcodeSchema {
    /// Its name in articles.
    pub name: String,
    /// `{% name() %} … {% end %}` instead of `{{ name() }}`.
    pub has_body: bool,
    /// Its arguments.
    pub arguments: Vec<Field>,
}

/// Who writes the values of declared fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// An article, in its front matter or in a call: it may have to.
    Value,
    /// The site, for its theme: there is a default, and for colors a dark one.
    Token,
}

/// The types of tokens.
const TOKEN_KINDS: [&str; 7] = ["text", "number", "boolean", "choice", "url", "image", "color"];

impl Declared {
    fn noun(self) -> &'static str {
        match self {
            Declared::Value => "field",
            Declared::Token => "token",
        }
    }

    /// What a declaration is taken for whose type cannot be read. To leave a token out would make mistakes of all that name it.
    fn guess(self, declaration: &Table) -> Option<FieldKind> {
        let default = declaration.get("default").map(|value| &value.value);
        Some(match default {
            _ if self == Declared::Value => return None,
            Some(Value::Integer(_) | Value::Float(_)) => FieldKind::Number,
            Some(Value::Boolean(_)) => FieldKind::Boolean,
            Some(Value::Text(text)) if is_color(text) => FieldKind::Color,
            _ if declaration.get("dark").is_some() => FieldKind::Color,
            _ => FieldKind::Text,
        })
    }
}

/// A table of declarations, `name = { type = "…" }`, in the order of the file.
pub fn read_fields(
    path: &SourcePath,
    table: &Table,
    declared: Declared,
    found: &mut Diagnostics,
) -> Vec<Field> {
    let mut fields = Vec::new();
    for (name, value) in &table.entries {
        let Value::Table(declaration) = &value.value else {
            let message = format!("`{}` must be a table such as {{ type = \"text\" }}", name.value);
            found.report(&codes::FIELD_TYPE, Span::new(path, value.range.clone()), message);
            continue;
        };
        let mut reader = Reader::new(
            path,
            declaration,
            format!("the {} `{}`", declared.noun(), name.value),
            name.range.clone(),
        );
        let kind = read_kind(&mut reader, declared, found).or_else(|| declared.guess(declaration));
        let Some(kind) = kind else { continue };
        let label = reader.text("label", found).map(|text| text.value);
        let description = reader.text("description", found).map_or(String::new(), |text| text.value);
        let required = match declared {
            Declared::Value => reader.boolean("required", false, found),
            Declared::Token => {
                // Their types are judged by whoever knows the theme; known here so that they are not reported.
                reader.value("default");
                reader.value("dark");
                false
            }
        };
        reader.finish(found);
        fields.push(Field { name: name.clone(), kind, label, description, required });
    }
    fields
}

fn read_kind(reader: &mut Reader<'_>, declared: Declared, found: &mut Diagnostics) -> Option<FieldKind> {
    let kinds = [
        ("text", FieldKind::Text),
        ("side", FieldKind::Side),
        ("markdown", FieldKind::Markdown),
        ("number", FieldKind::Number),
        ("boolean", FieldKind::Boolean),
        ("date", FieldKind::Date),
        ("choice", FieldKind::Choice(Vec::new())),
        ("list", FieldKind::List),
        ("url", FieldKind::Url),
        ("image", FieldKind::Image),
        ("reference", FieldKind::Reference(None)),
        ("form", FieldKind::Form),
        ("cta", FieldKind::Cta),
        ("collection", FieldKind::Collection),
        ("color", FieldKind::Color),
    ];
    let kinds = kinds.iter().filter(|(name, _)| declared == Declared::Value || TOKEN_KINDS.contains(name));
    let options: Vec<String> = reader.texts("options", found).into_iter().map(|text| text.value).collect();
    let collection = match declared {
        Declared::Value => reader.text("collection", found).map(|text| text.value),
        Declared::Token => None,
    };
    if reader.value("type").is_none() {
        reader.missing("type", found);
        return None;
    }
    let names: Vec<_> = kinds.map(|(name, kind)| (*name, kind)).collect();
    match reader.choice("type", &names, found)?.clone() {
        FieldKind::Choice(_) if options.is_empty() => {
            reader.missing("options", found);
            None
        }
        FieldKind::Choice(_) => Some(FieldKind::Choice(options)),
        FieldKind::Reference(_) => Some(FieldKind::Reference(collection)),
        kind => Some(kind),
    }
}

impl Field {
    /// The label, else the key.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name.value)
    }
}

impl FieldKind {
    /// What a value must be, for messages.
    pub fn wanted(&self) -> String {
        match self {
            FieldKind::Text | FieldKind::Markdown => "text".into(),
            FieldKind::Side => "a side such as { word = \"…\", text = \"…\" }".into(),
            FieldKind::Number => "a number".into(),
            FieldKind::Boolean => "true or false".into(),
            FieldKind::Date => "a date such as 2026-03-02".into(),
            FieldKind::Choice(options) => format!("one of “{}”", options.join("”, “")),
            FieldKind::List => "a list such as [\"one\", \"two\"]".into(),
            FieldKind::Url => "an address that starts with https://".into(),
            FieldKind::Image => "the path of an image".into(),
            FieldKind::Reference(None) => "the name of an article".into(),
            FieldKind::Reference(Some(collection)) => format!("the name of an article of `{collection}`"),
            FieldKind::Form => "the name of a form".into(),
            FieldKind::Cta => "the name of a call to action".into(),
            FieldKind::Collection => "the name of a collection".into(),
            FieldKind::Color => "a color such as #1f7f97".into(),
        }
    }

    /// Whether a value is of this kind, as far as it can be said without looking at other files.
    pub fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (FieldKind::Number, Value::Integer(_) | Value::Float(_))
            | (FieldKind::Boolean, Value::Boolean(_)) => true,
            (FieldKind::Date, Value::Date(_)) => true,
            (FieldKind::Date, Value::Text(text)) => Date::parse(text).is_some(),
            (FieldKind::Choice(options), Value::Text(text)) => options.contains(text),
            (FieldKind::List, Value::List(items)) => {
                items.iter().all(|item| matches!(item.value, Value::Text(_)))
            }
            (FieldKind::Url, Value::Text(text)) => {
                text.starts_with("https://") || text.starts_with("http://")
            }
            (FieldKind::Side, Value::Table(table)) => ["word", "text"]
                .iter()
                .all(|key| matches!(table.get(key).map(|value| &value.value), Some(Value::Text(_)))),
            (FieldKind::Color, Value::Text(text)) => is_color(text),
            (
                FieldKind::Text
                | FieldKind::Markdown
                | FieldKind::Image
                | FieldKind::Reference(_)
                | FieldKind::Form
                | FieldKind::Cta
                | FieldKind::Collection,
                Value::Text(_),
            ) => true,
            _ => false,
        }
    }
}

// Enough to keep everything but a color out of a stylesheet; browsers judge the rest.
fn is_color(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(digits) => {
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        None if matches!(text, "black" | "white" | "transparent" | "currentcolor") => true,
        None => {
            let functions =
                ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"];
            let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b" (),.%/#-".contains(&byte);
            let name = text.split_once('(').map_or("", |(name, _)| name);
            functions.contains(&name) && text.ends_with(')') && text.bytes().all(is_safe)
        }
    }
}
