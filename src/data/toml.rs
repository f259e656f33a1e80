//! TOML into values with positions.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::slip::toml_slip;
use super::{Date, Spanned, SyntaxError, Table, Value, without_controls};

/// Reads TOML that begins at byte `offset` of its file; all positions are in the file. Continues after an error, and reports one
/// per line.
pub fn read_toml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let (table, mistakes) = DeTable::parse_recoverable(text);
    let mut errors = Vec::new();
    // The line of the last error. A line may be long and have many errors, so it is determined only once.
    let mut line = 0..0;
    for error in mistakes {
        let range = error.span().unwrap_or(text.len()..text.len());
        if !errors.is_empty() && (line.start..=line.end).contains(&range.start) {
            continue;
        }
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length);
        line = start..end;
        errors.push(toml_slip(text, line.clone(), range, error.message()).shifted(offset));
    }
    (read_table(table.get_ref(), offset), errors)
}

fn read_table(table: &DeTable<'_>, offset: usize) -> Table {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let name = Spanned { value: key.get_ref().to_string(), range: shift(key.span(), offset) };
            (name, read_value(value, offset))
        })
        .collect();
    // The parser sorts keys by name; readers expect file order.
    entries.sort_by_key(|(key, _)| key.range.start);
    Table { entries }
}

fn read_value(value: &TomlSpanned<DeValue<'_>>, offset: usize) -> Spanned<Value> {
    let range = shift(value.span(), offset);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(without_controls(text)),
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
                // There is no such date, and the parser has reported that.
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
