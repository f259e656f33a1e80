//! TOML and YAML as one tree of values with exact positions.
//!
//! Takes text, gives a [`Table`] and the syntax errors in it. [`Reader`] turns a table into typed values and reports
//! unknown keys, wrong types and missing values in one run. Knows no specific keys.

mod date;
mod reader;
mod slip;
mod toml;
mod yaml;

pub use self::date::{Date, instant_text};
pub use self::reader::{Reader, report_mistyped_key};
pub use self::toml::read_toml;
pub use self::yaml::read_yaml;

use std::ops::Range;

use crate::diagnostic::{Confidence, Diagnostics, Edit, Fix, Span, codes};
use crate::path::SourcePath;

/// A value and its position, in bytes of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its first byte, and the byte after its last one.
    pub range: Range<usize>,
}

/// Any value that both TOML and YAML can express.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day, or a time.
    Date(Date),
    /// A list.
    List(Vec<Spanned<Value>>),
    /// Keys and values.
    Table(Table),
    /// YAML's `null`, or nothing after a colon.
    Null,
}

/// Keys and values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Each key once.
    pub entries: Vec<(Spanned<String>, Spanned<Value>)>,
}

/// Text that is not TOML or YAML.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    /// What the parser expected.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
    /// How to fix it.
    pub hint: String,
    /// The replacement, if known.
    pub fix: Option<(Confidence, Range<usize>, String)>,
}

impl SyntaxError {
    /// The same error, with its positions in a file in which the text begins at `offset`.
    fn shifted(self, offset: usize) -> SyntaxError {
        let shift = |range: Range<usize>| range.start + offset..range.end + offset;
        let fix = self.fix.map(|(confidence, range, text)| (confidence, shift(range), text));
        SyntaxError { range: shift(self.range), fix, ..self }
    }

    /// Reports it. `label` says what the file is not: `this is not TOML`.
    pub fn report(self, path: &SourcePath, label: &str, found: &mut Diagnostics) {
        let diagnostic = found.report(&codes::SYNTAX, Span::new(path, self.range), self.message);
        diagnostic.label(label).hint(self.hint);
        if let Some((confidence, range, text)) = self.fix {
            let edits = vec![Edit::replace(Span::new(path, range), text)];
            diagnostic.fix = Some(Fix { confidence, edits });
        }
    }
}

impl Spanned<Value> {
    /// Says to write what was meant; see [`Value::meant`].
    pub fn hint_if_meant(&self, accepts: impl Fn(&Value) -> bool) -> Option<String> {
        let meant = self.value.meant(accepts)?;
        let is_quoted = self.value.text().is_some_and(|text| text.len() < self.range.len());
        Some(format!("write `{meant}`{}", if is_quoted { ", without quotes" } else { "" }))
    }
}

impl<T> Spanned<T> {
    /// The same position with a different value.
    pub fn with<U>(&self, value: U) -> Spanned<U> {
        Spanned { value, range: self.range.clone() }
    }
}

impl Value {
    /// What a person would call its type, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Null => "nothing",
        }
    }

    /// As [`Value::kind`], but short text is given itself, in quotes.
    pub fn describe(&self) -> String {
        match self.text() {
            Some(text) if text.chars().count() <= 40 => format!("“{text}”"),
            Some(_) | None => self.kind().to_owned(),
        }
    }

    /// What to write instead of text that was meant as `true`, `false` or a number: it is in quotes, ends with a period, or is
    /// one of the other words of YAML 1.1. None if `accepts` would not take it either.
    pub fn meant(&self, accepts: impl Fn(&Value) -> bool) -> Option<String> {
        let text = self.text()?.trim();
        let text = text.strip_suffix('.').unwrap_or(text);
        let meant = match text.to_lowercase().as_str() {
            "true" | "yes" | "on" => Value::Boolean(true),
            "false" | "no" | "off" => Value::Boolean(false),
            _ => text.parse().map(Value::Integer).or_else(|_| text.parse().map(Value::Float)).ok()?,
        };
        let written = if let Value::Boolean(boolean) = meant { boolean.to_string() } else { text.to_owned() };
        accepts(&meant).then_some(written)
    }

    /// What to do with a value that was meant as text; none if that is unclear.
    fn hint_if_bare(&self) -> Option<String> {
        match self {
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) => {
                Some("put it in quotes".to_owned())
            }
            // In YAML and TOML, `[[Note]]` is a list in a list.
            Value::List(items) => {
                let [Spanned { value: inner, .. }] = items.as_slice() else { return None };
                let name = inner.list().and_then(<[_]>::first).map_or(inner, |first| &first.value).text()?;
                Some(format!("put a name in double brackets in quotes: `\"[[{name}]]\"`"))
            }
            Value::Text(_) | Value::Table(_) | Value::Null => None,
        }
    }

    /// Its text, if it is text.
    pub fn text(&self) -> Option<&str> {
        let Value::Text(text) = self else { return None };
        Some(text)
    }

    /// Its number, whole or not, if it is a number.
    pub fn number(&self) -> Option<f64> {
        if let Value::Integer(number) = self {
            return Some(*number as f64);
        }
        let Value::Float(number) = self else { return None };
        Some(*number)
    }

    /// Its date, if it is one, or text that reads as one.
    pub fn date(&self) -> Option<Date> {
        if let Value::Date(date) = self {
            return Some(*date);
        }
        Date::parse(self.text()?)
    }

    /// Its items, if it is a list.
    pub fn list(&self) -> Option<&[Spanned<Value>]> {
        let Value::List(items) = self else { return None };
        Some(items)
    }

    /// Its keys and values, if it is a table.
    pub fn table(&self) -> Option<&Table> {
        let Value::Table(table) = self else { return None };
        Some(table)
    }
}

/// Text that HTML and XML can contain: a control character other than a tab or a line break becomes U+FFFD. Both TOML
/// and YAML allow such characters only as escapes.
fn without_controls(text: &str) -> String {
    let is_kept = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r');
    match text.chars().all(is_kept) {
        true => text.to_owned(),
        false => text.chars().map(|letter| if is_kept(letter) { letter } else { '\u{fffd}' }).collect(),
    }
}

impl Table {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }

    /// The value of a key, to be replaced.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let found = self.entries.iter_mut().find(|(name, _)| name.value == key);
        found.map(|(_, value)| &mut value.value)
    }
}
