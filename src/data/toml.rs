//! TOML into values with places.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Date, Spanned, SyntaxError, Table, Value};

/// Reads TOML that begins at byte `offset` of its file; all places are in the file. Goes on after an error.
pub fn read_toml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let errors = errors.into_iter().map(|error| {
        let range = error.span().unwrap_or(text.len()..text.len());
        let hint = hint(text, &range, error.message());
        SyntaxError { message: error.message().to_owned(), range: shift(range, offset), hint }
    });
    (read_table(table.get_ref(), offset), errors.collect())
}

/// What was most likely meant on the line of an error.
fn hint(text: &str, range: &Range<usize>, message: &str) -> &'static str {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let value = line.split_once('=').map(|(_, value)| value.trim());
    match value {
        _ if message.contains("duplicate") => "write each key once",
        None if line.contains(':') => "write `=` between a key and its value, as in `title = \"Refunds\"`",
        None => "a line is `key = value`, a `[table]`, or a comment that starts with `#`",
        Some(value) if value.starts_with(|letter: char| letter.is_ascii_digit()) => {
            "a day is written 2026-03-02, a number 3 or 3.5; all else stands in straight quotes"
        }
        Some(_) => "a text stands in straight quotes, as in `title = \"Pull versus push\"`",
    }
}

fn read_table(table: &DeTable<'_>, offset: usize) -> Table {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let name = Spanned { value: key.get_ref().to_string(), range: shift(key.span(), offset) };
            (name, read_value(value, offset))
        })
        .collect();
    // The parser sorts keys by name; readers expect the order of the file.
    entries.sort_by_key(|(key, _)| key.range.start);
    Table { entries }
}

fn read_value(value: &TomlSpanned<DeValue<'_>>, offset: usize) -> Spanned<Value> {
    let range = shift(value.span(), offset);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(boolean) => Value::Boolean(*boolean),
        DeValue::Datetime(datetime) => {
            let text = datetime.to_string();
            match (Date::parse(&text), datetime.date) {
                (Some(date), _) => Value::Date(date),
                // No such day: the parser has said so.
                (None, Some(_)) => Value::Null,
                (None, None) => Value::Text(text),
            }
        }
        DeValue::Array(items) => Value::List(items.iter().map(|item| read_value(item, offset)).collect()),
        DeValue::Table(table) => Value::Table(read_table(table, offset)),
    };
    Spanned { value, range }
}

fn shift(range: Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}
