//! TOML into values with places.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Date, Spanned, SyntaxError, Table, Value};

/// Reads TOML that begins at byte `offset` of its file; all places are in the file. Goes on after an error.
pub fn read_toml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let errors = errors.into_iter().map(|error| SyntaxError {
        message: error.message().to_owned(),
        range: shift(error.span().unwrap_or(text.len()..text.len()), offset),
    });
    (read_table(table.get_ref(), offset), errors.collect())
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
            Date::parse(&text).map_or(Value::Text(text), Value::Date)
        }
        DeValue::Array(items) => Value::List(items.iter().map(|item| read_value(item, offset)).collect()),
        DeValue::Table(table) => Value::Table(read_table(table, offset)),
    };
    Spanned { value, range }
}

fn shift(range: Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}
