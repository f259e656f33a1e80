//! TOML into values with positions.

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Date, Spanned, SyntaxError, Table, Value};

/// Reads TOML that begins at byte `offset` of its file; all positions are in the file. Continues after an error, and reports one
/// per line.
pub fn read_toml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut told = Vec::new();
    // The line of the last error. A line may be long and have many errors, so it is determined only once.
    let mut line = 0..0;
    for error in errors {
        let range = error.span().unwrap_or(text.len()..text.len());
        if !told.is_empty() && (line.start..=line.end).contains(&range.start) {
            continue;
        }
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[range.start..].find('\n').map_or(text.len(), |length| range.start + length);
        line = start..end;
        let (message, hint) = explain(&text[line.clone()], error.message());
        told.push(SyntaxError { message, range: shift(range, offset), hint });
    }
    (read_table(table.get_ref(), offset), told)
}

/// What is wrong with a line, and what was probably meant.
fn explain(line: &str, message: &str) -> (String, &'static str) {
    let value = line.split_once('=').map(|(_, value)| value.trim());
    let word = value.and_then(|value| value.split_whitespace().next()).unwrap_or("");
    let first = word.chars().next();
    let own = match first {
        Some('“' | '”' | '„' | '‘' | '’' | '«') => Some("use straight quotes"),
        Some('0'..='9') if !message.starts_with("invalid date") && !message.starts_with("invalid time") => {
            Some("this is neither a date nor a number")
        }
        _ if message.starts_with("string values must be quoted") => Some("text must be in quotes"),
        _ => None,
    };
    let hint = match value {
        _ if message.contains("duplicate") => return (message.to_owned(), "use each key only once"),
        None if line.contains(':') => "write `=` between a key and its value, as in `title = \"Refunds\"`",
        None => "a line is `key = value`, a `[table]`, or a comment that starts with `#`",
        Some(_) if ["yes", "no", "on", "off", "true", "false"].contains(&word.to_lowercase().as_str()) => {
            "write `true` or `false`, in lowercase and without quotes"
        }
        Some(_) if first.is_some_and(|letter| letter.is_ascii_digit()) => {
            "write a date as 2026-03-02 and a number as 3 or 3.5; put anything else in straight quotes"
        }
        Some(_) => "put text in straight quotes, as in `title = \"Pull versus push\"`",
    };
    (own.unwrap_or(message).to_owned(), hint)
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
                // No such date: the parser has reported it.
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
