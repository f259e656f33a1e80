//! The types of declared fields: front matter fields, shortcode arguments, and theme tokens.
//!
//! Three lists, since each has types that the others do not: a side needs a table, which no call can write; only calls name a
//! form; colors are for themes.

use super::schema::DeclaredKind;
use crate::data::{Date, Table, Value};
use crate::path::{Purpose, WebAddress};

/// `type` of a field of front matter.
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
    /// A list of text.
    List,
    /// An address on another site.
    Url,
    /// An image.
    Image,
    /// An article, of one collection if a name is given.
    Reference(Option<String>),
}

/// `type` of an argument of a shortcode.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentKind {
    /// Plain text.
    Text,
    /// Inline Markdown.
    Markdown,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day, as text: `"2026-03-02"`.
    Date,
    /// One of these.
    Choice(Vec<String>),
    /// An address on another site.
    Url,
    /// An image.
    Image,
    /// An article, of one collection if a name is given.
    Reference(Option<String>),
    /// The name of a form.
    Form,
    /// The name of a call to action.
    Cta,
    /// The name of a collection.
    Collection,
}

/// `type` of a token of a theme.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// Plain text.
    Text,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these.
    Choice(Vec<String>),
    /// An address on another site.
    Url,
    /// An image below `static/`.
    Image,
    /// A CSS color.
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

impl DeclaredKind for FieldKind {
    const NOUN: &'static str = "field";
    const HAS_DEFAULT: bool = false;
    const FIRST: FieldKind = FieldKind::Text;

    fn listed(&self) -> (&'static str, Option<FieldKind>) {
        match self {
            FieldKind::Text => ("text", Some(FieldKind::Side)),
            FieldKind::Side => ("side", Some(FieldKind::Markdown)),
            FieldKind::Markdown => ("markdown", Some(FieldKind::Number)),
            FieldKind::Number => ("number", Some(FieldKind::Boolean)),
            FieldKind::Boolean => ("boolean", Some(FieldKind::Date)),
            FieldKind::Date => ("date", Some(FieldKind::Choice(Vec::new()))),
            FieldKind::Choice(_) => ("choice", Some(FieldKind::List)),
            FieldKind::List => ("list", Some(FieldKind::Url)),
            FieldKind::Url => ("url", Some(FieldKind::Image)),
            FieldKind::Image => ("image", Some(FieldKind::Reference(None))),
            FieldKind::Reference(_) => ("reference", None),
        }
    }

    fn with(self, options: Vec<String>, collection: Option<String>) -> Option<FieldKind> {
        match self {
            FieldKind::Choice(_) => (!options.is_empty()).then_some(FieldKind::Choice(options)),
            FieldKind::Reference(_) => Some(FieldKind::Reference(collection)),
            FieldKind::Text
            | FieldKind::Side
            | FieldKind::Markdown
            | FieldKind::Number
            | FieldKind::Boolean
            | FieldKind::Date
            | FieldKind::List
            | FieldKind::Url
            | FieldKind::Image => Some(self),
        }
    }

    fn wanted(&self) -> String {
        match self {
            FieldKind::Text | FieldKind::Markdown => TEXT.into(),
            FieldKind::Side => "a side such as { word = \"…\", text = \"…\" }".into(),
            FieldKind::Number => NUMBER.into(),
            FieldKind::Boolean => BOOLEAN.into(),
            FieldKind::Date => DATE.into(),
            FieldKind::Choice(options) => wanted_option(options),
            FieldKind::List => "a list such as [\"one\", \"two\"]".into(),
            FieldKind::Url => URL.into(),
            FieldKind::Image => IMAGE.into(),
            FieldKind::Reference(collection) => wanted_article(collection.as_deref()),
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        match self {
            FieldKind::Text | FieldKind::Markdown | FieldKind::Image | FieldKind::Reference(_) => {
                is_text(value)
            }
            FieldKind::Side => matches!(value, Value::Table(table) if is_side(table)),
            FieldKind::Number => is_number(value),
            FieldKind::Boolean => is_boolean(value),
            FieldKind::Date => is_date(value),
            FieldKind::Choice(options) => is_option(value, options),
            FieldKind::List => {
                value.list().is_some_and(|items| items.iter().all(|item| is_text(&item.value)))
            }
            FieldKind::Url => is_url(value),
        }
    }
}

impl DeclaredKind for ArgumentKind {
    const NOUN: &'static str = "argument";
    const HAS_DEFAULT: bool = false;
    const FIRST: ArgumentKind = ArgumentKind::Text;

    fn listed(&self) -> (&'static str, Option<ArgumentKind>) {
        match self {
            ArgumentKind::Text => ("text", Some(ArgumentKind::Markdown)),
            ArgumentKind::Markdown => ("markdown", Some(ArgumentKind::Number)),
            ArgumentKind::Number => ("number", Some(ArgumentKind::Boolean)),
            ArgumentKind::Boolean => ("boolean", Some(ArgumentKind::Date)),
            ArgumentKind::Date => ("date", Some(ArgumentKind::Choice(Vec::new()))),
            ArgumentKind::Choice(_) => ("choice", Some(ArgumentKind::Url)),
            ArgumentKind::Url => ("url", Some(ArgumentKind::Image)),
            ArgumentKind::Image => ("image", Some(ArgumentKind::Reference(None))),
            ArgumentKind::Reference(_) => ("reference", Some(ArgumentKind::Form)),
            ArgumentKind::Form => ("form", Some(ArgumentKind::Cta)),
            ArgumentKind::Cta => ("cta", Some(ArgumentKind::Collection)),
            ArgumentKind::Collection => ("collection", None),
        }
    }

    fn with(self, options: Vec<String>, collection: Option<String>) -> Option<ArgumentKind> {
        match self {
            ArgumentKind::Choice(_) => (!options.is_empty()).then_some(ArgumentKind::Choice(options)),
            ArgumentKind::Reference(_) => Some(ArgumentKind::Reference(collection)),
            ArgumentKind::Text
            | ArgumentKind::Markdown
            | ArgumentKind::Number
            | ArgumentKind::Boolean
            | ArgumentKind::Date
            | ArgumentKind::Url
            | ArgumentKind::Image
            | ArgumentKind::Form
            | ArgumentKind::Cta
            | ArgumentKind::Collection => Some(self),
        }
    }

    fn wanted(&self) -> String {
        match self {
            ArgumentKind::Text | ArgumentKind::Markdown => TEXT.into(),
            ArgumentKind::Number => NUMBER.into(),
            ArgumentKind::Boolean => BOOLEAN.into(),
            ArgumentKind::Date => DATE.into(),
            ArgumentKind::Choice(options) => wanted_option(options),
            ArgumentKind::Url => URL.into(),
            ArgumentKind::Image => IMAGE.into(),
            ArgumentKind::Reference(collection) => wanted_article(collection.as_deref()),
            ArgumentKind::Form => "the name of a form".into(),
            ArgumentKind::Cta => "the name of a call to action".into(),
            ArgumentKind::Collection => "the name of a collection".into(),
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        match self {
            ArgumentKind::Text
            | ArgumentKind::Markdown
            | ArgumentKind::Image
            | ArgumentKind::Reference(_)
            | ArgumentKind::Form
            | ArgumentKind::Cta
            | ArgumentKind::Collection => is_text(value),
            ArgumentKind::Number => is_number(value),
            ArgumentKind::Boolean => is_boolean(value),
            ArgumentKind::Date => is_date(value),
            ArgumentKind::Choice(options) => is_option(value, options),
            ArgumentKind::Url => is_url(value),
        }
    }
}

impl DeclaredKind for TokenKind {
    const NOUN: &'static str = "token";
    const HAS_DEFAULT: bool = true;
    const FIRST: TokenKind = TokenKind::Text;

    fn listed(&self) -> (&'static str, Option<TokenKind>) {
        match self {
            TokenKind::Text => ("text", Some(TokenKind::Number)),
            TokenKind::Number => ("number", Some(TokenKind::Boolean)),
            TokenKind::Boolean => ("boolean", Some(TokenKind::Choice(Vec::new()))),
            TokenKind::Choice(_) => ("choice", Some(TokenKind::Url)),
            TokenKind::Url => ("url", Some(TokenKind::Image)),
            TokenKind::Image => ("image", Some(TokenKind::Color)),
            TokenKind::Color => ("color", None),
        }
    }

    fn with(self, options: Vec<String>, _: Option<String>) -> Option<TokenKind> {
        match self {
            TokenKind::Choice(_) => (!options.is_empty()).then_some(TokenKind::Choice(options)),
            TokenKind::Text
            | TokenKind::Number
            | TokenKind::Boolean
            | TokenKind::Url
            | TokenKind::Image
            | TokenKind::Color => Some(self),
        }
    }

    fn wanted(&self) -> String {
        match self {
            TokenKind::Text => TEXT.into(),
            TokenKind::Number => NUMBER.into(),
            TokenKind::Boolean => BOOLEAN.into(),
            TokenKind::Choice(options) => wanted_option(options),
            TokenKind::Url => URL.into(),
            TokenKind::Image => IMAGE.into(),
            TokenKind::Color => COLOR.into(),
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        match self {
            TokenKind::Text | TokenKind::Image => is_text(value),
            TokenKind::Number => is_number(value),
            TokenKind::Boolean => is_boolean(value),
            TokenKind::Choice(options) => is_option(value, options),
            TokenKind::Url => is_url(value),
            TokenKind::Color => is_color(value),
        }
    }

    /// Guesses from the default: without the token, every use of it would be an error too.
    fn guess(declaration: &Table) -> Option<TokenKind> {
        Some(match declaration.get("default").map(|value| &value.value) {
            Some(Value::Integer(_) | Value::Float(_)) => TokenKind::Number,
            Some(Value::Boolean(_)) => TokenKind::Boolean,
            Some(value) if is_color(value) => TokenKind::Color,
            _ if declaration.get("dark").is_some() => TokenKind::Color,
            _ => TokenKind::Text,
        })
    }
}

const TEXT: &str = "text";
const NUMBER: &str = "a number";
const BOOLEAN: &str = "true or false";
const DATE: &str = "a date such as 2026-03-02";
const URL: &str = "an address that starts with https://";
const IMAGE: &str = "the path of an image";
const COLOR: &str = "a color such as #1f7f97";

fn wanted_option(options: &[String]) -> String {
    format!("one of “{}”", options.join("”, “"))
}

fn wanted_article(collection: Option<&str>) -> String {
    match collection {
        None => "the name of an article".into(),
        Some(collection) => format!("the name of an article of `{collection}`"),
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_))
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Float(_))
}

fn is_boolean(value: &Value) -> bool {
    matches!(value, Value::Boolean(_))
}

fn is_date(value: &Value) -> bool {
    matches!(value, Value::Date(_)) || matches!(value, Value::Text(text) if Date::parse(text).is_some())
}

fn is_option(value: &Value, options: &[String]) -> bool {
    matches!(value, Value::Text(text) if options.contains(text))
}

fn is_url(value: &Value) -> bool {
    matches!(value, Value::Text(text) if (text.starts_with("https://") || text.starts_with("http://"))
        && WebAddress::judge(text, Purpose::Follow, &[]).is_ok())
}

fn is_side(table: &Table) -> bool {
    ["word", "text"].iter().all(|key| table.get(key).is_some_and(|value| is_text(&value.value)))
}

fn is_color(value: &Value) -> bool {
    matches!(value, Value::Text(text) if is_color_text(text))
}

// Enough to keep everything but colors out of a stylesheet; browsers judge the rest.
fn is_color_text(text: &str) -> bool {
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
