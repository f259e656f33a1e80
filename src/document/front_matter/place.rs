//! Keys on the wrong side of `[fields]`.
//!
//! Takes the front matter table, moves such keys where they belong, and reports them with the edits that move them in the file.
//! Later code sees the table as its author meant it, so one mistake gives one message.

use std::ops::Range;

use super::{KEYS, foreign};
use crate::config::Collection;
use crate::data::{Spanned, Table, Value, report_mistyped_key};
use crate::diagnostic::{Diagnostics, Edit, Span, all_near, codes, nearest};
use crate::path::SourcePath;

type Entry = (Spanned<String>, Spanned<Value>);

/// The position of front matter in its file.
pub(super) struct Written<'a> {
    pub path: &'a SourcePath,
    /// The whole file.
    pub text: &'a str,
    /// Between the fences.
    pub content: Range<usize>,
    pub is_toml: bool,
}

/// Keys that say whether and when an article is published. Below any table they would say nothing.
const HIDING: [&str; 5] = ["date", "draft", "expires", "publish", "published"];

/// Gives a mistyped `draft`, `publish` or `expires` the name that was meant, so that no slip publishes the article, whatever
/// the level of the lint that reports it. Gives whether there was one.
pub(super) fn name_hiding(
    table: &mut Table,
    collection: Option<&Collection>,
    is_vault: bool,
    written: &Written<'_>,
    found: &mut Diagnostics,
) -> bool {
    let mut is_mistyped = false;
    for index in 0..table.entries.len() {
        let (key, value) = &table.entries[index];
        let is_declared = collection.is_some_and(|collection| collection.field(&key.value).is_some());
        if is_declared || KEYS.contains(&key.value.as_str()) || foreign::is_known(&key.value) {
            continue;
        }
        let Some(near) =
            all_near(&key.value, KEYS.iter().map(|key| (*key, ()))).min_by_key(|near| near.distance)
        else {
            continue;
        };
        let is_meant = match near.name {
            "draft" => foreign::read_boolean(&value.value) == Some(true),
            "publish" => foreign::read_boolean(&value.value) == Some(false),
            "expires" => value.value.date().is_some(),
            _ => false,
        };
        // A vault may have properties of its own; what is further away may be one of them.
        if !is_meant || is_vault && near.distance > 1 || table.get(near.name).is_some() {
            continue;
        }
        report_mistyped_key(written.path, "front matter", key, near.name, found);
        table.entries[index].0.value = near.name.to_owned();
        is_mistyped = true;
    }
    is_mistyped
}

/// Gives a table `[feilds]` the name that was meant, so that its fields are not missing.
pub(super) fn name_fields(
    table: &mut Table,
    collection: Option<&Collection>,
    written: &Written<'_>,
    found: &mut Diagnostics,
) {
    let has_fields = collection.is_some_and(|collection| !collection.fields.is_empty());
    if !has_fields || table.get("fields").is_some() {
        return;
    }
    let is_declared = |name: &str| collection.is_some_and(|collection| collection.field(name).is_some());
    let is_meant = |(key, value): &&mut Entry| {
        let is_table = matches!(value.value, Value::Table(_));
        let is_unknown = !KEYS.contains(&key.value.as_str()) && !is_declared(&key.value);
        is_table && is_unknown && nearest(&key.value, KEYS.iter().copied()) == Some("fields")
    };
    let Some((key, _)) = table.entries.iter_mut().find(is_meant) else { return };
    report_mistyped_key(written.path, "front matter", key, "fields", found);
    key.value = "fields".to_owned();
}

/// Puts fields below `fields` and the keys of every article above it.
pub(super) fn put_in_place(
    table: &mut Table,
    collection: Option<&Collection>,
    written: &Written<'_>,
    found: &mut Diagnostics,
) {
    keys_below(table, collection, written, found);
    if let Some(collection) = collection {
        fields_above(table, collection, written, found);
    }
}

fn keys_below(
    table: &mut Table,
    collection: Option<&Collection>,
    written: &Written<'_>,
    found: &mut Diagnostics,
) {
    let top: Vec<String> = table.entries.iter().map(|(key, _)| key.value.clone()).collect();
    let first_table = table.entries.iter().map(|(key, _)| key).find(|key| written.is_header(key)).cloned();
    let is_declared = |name: &str| collection.is_some_and(|collection| collection.field(name).is_some());
    let mut moved: Vec<(String, Entry)> = Vec::new();
    for (name, value) in &mut table.entries {
        let title = name.value.clone();
        let (is_fields, is_ours) = match name.value.as_str() {
            "fields" => (true, true),
            "sides" => (false, true),
            // Another program's table, such as `[taxonomies]`, takes what follows it as well.
            other if !is_declared(other) && (written.is_toml || !KEYS.contains(&other)) => (false, false),
            _ => continue,
        };
        // In YAML only what is indented is below a table, so a date there is that of something else; so is one in a list of
        // tables, such as `[[changelog]]`. The day when a source was `published` is such a date, too.
        let has_own_dates = !written.is_toml || value.value.list().is_some();
        let is_lost = |key: &str, value: &Value, has_own_dates: bool| {
            let is_own_date = match key {
                "date" | "expires" => has_own_dates,
                // A number is a year.
                "published" => {
                    has_own_dates
                        && (foreign::read_boolean(value).is_none() || matches!(value, Value::Integer(_)))
                }
                _ => false,
            };
            let may_be_lost = match is_ours {
                true => KEYS.contains(&key),
                false => HIDING.contains(&key) && !is_own_date,
            };
            may_be_lost && key != "fields" && !top.iter().any(|top| top == key)
        };
        for inner in tables_of(&mut value.value) {
            take(inner, &mut moved, &title, |key, value| {
                is_lost(key, value, has_own_dates) && !(is_fields && is_declared(key))
            });
            // In TOML, a table takes everything that follows it.
            for (side, value) in &mut inner.entries {
                let title = format!("{title}.{}", side.value);
                let has_own_dates = has_own_dates || value.value.list().is_some();
                for inner in tables_of(&mut value.value) {
                    take(inner, &mut moved, &title, |key, value| is_lost(key, value, has_own_dates));
                }
            }
        }
    }
    for (from, (key, value)) in moved {
        let (name, title) = (&key.value, written.title(&from));
        let message = format!("`{name}` is a key of the article, but it is below {title}");
        let diagnostic =
            found.report(&codes::KEY_MISPLACED, Span::new(written.path, key.range.clone()), message);
        diagnostic.label("part of that table").hint(format!("move it above {title}"));
        let before = match written.is_toml {
            true => first_table.clone(),
            false => {
                table.entries.iter().map(|(key, _)| key).find(|key| from.starts_with(&key.value)).cloned()
            }
        };
        if let (Some(before), Some(lines)) = (before, written.lines_of(&key, &value)) {
            let line = written.text[lines.clone()].trim();
            let at = written.line_start(before.range.start);
            diagnostic.sure(vec![
                Edit::insert(written.path, at, format!("{line}\n")),
                Edit::replace(Span::new(written.path, lines), ""),
            ]);
        }
        table.entries.push((key, value));
    }
}

/// A table, or each one of a list `[[…]]`.
fn tables_of(value: &mut Value) -> Vec<&mut Table> {
    match value {
        Value::Table(table) => vec![table],
        Value::List(items) => {
            let tables = items.iter_mut().filter_map(|item| {
                let Value::Table(table) = &mut item.value else { return None };
                Some(table)
            });
            tables.collect()
        }
        Value::Text(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Date(_)
        | Value::Null => Vec::new(),
    }
}

fn take(
    table: &mut Table,
    moved: &mut Vec<(String, Entry)>,
    from: &str,
    is_lost: impl Fn(&str, &Value) -> bool,
) {
    let lost = table.entries.extract_if(.., |(key, value)| is_lost(&key.value, &value.value));
    moved.extend(lost.map(|entry| (from.to_owned(), entry)));
}

fn fields_above(table: &mut Table, collection: &Collection, written: &Written<'_>, found: &mut Diagnostics) {
    // In YAML, fields that are not indented leave nothing below `fields:`.
    let empty =
        table.entries.iter_mut().find(|(key, value)| key.value == "fields" && value.value == Value::Null);
    empty.into_iter().for_each(|(_, value)| value.value = Value::Table(Table::default()));
    let below = match table.get("fields").map(|value| &value.value) {
        Some(Value::Table(fields)) => fields.entries.iter().map(|(key, _)| key.value.clone()).collect(),
        Some(_) => return,
        None => Vec::new(),
    };
    let is_field = |key: &str| {
        collection.field(key).is_some() && !KEYS.contains(&key) && !below.iter().any(|below| below == key)
    };
    let lost: Vec<Entry> = table.entries.extract_if(.., |(key, _)| is_field(&key.value)).collect();
    let Some((first, _)) = lost.first() else { return };
    let names: Vec<String> = lost.iter().map(|(key, _)| format!("`{}`", key.value)).collect();
    let (names, are) = match &*names {
        [name] => (name.clone(), "is a field"),
        names => (names.join(", "), "are fields"),
    };
    let title = written.title("fields");
    let name = &collection.name.value;
    let message = format!("{names} {are} of `{name}`, and must be below {title}");
    let diagnostic =
        found.report(&codes::KEY_MISPLACED, Span::new(written.path, first.range.clone()), message);
    diagnostic.label(format!("not below {title}")).hint(match (written.is_toml, table.get("fields")) {
        (true, None) => format!("write `fields.{} = …`, or a line {title} before it", first.value),
        _ => format!("move it below {title}"),
    });
    if let Some(edits) = edits_below(table, &lost, written) {
        diagnostic.sure(edits);
    }
    let place = first.clone();
    let position = table.entries.iter().position(|(key, _)| key.value == "fields").unwrap_or_else(|| {
        let (key, value) = (place.with("fields".to_owned()), place.with(Value::Table(Table::default())));
        table.entries.push((key, value));
        table.entries.len() - 1
    });
    if let Value::Table(fields) = &mut table.entries[position].1.value {
        fields.entries.extend(lost);
    }
}

fn edits_below(table: &Table, lost: &[Entry], written: &Written<'_>) -> Option<Vec<Edit>> {
    let path = written.path;
    let fields = table.entries.iter().find(|(key, _)| key.value == "fields").map(|(key, _)| key);
    let replace = |range: Range<usize>, text: &str| Edit::replace(Span::new(path, range), text);
    if written.is_toml {
        let header = fields.filter(|fields| written.is_header(fields));
        let edits = lost.iter().map(|(key, value)| match header {
            Some(header) if !written.is_header(key) => {
                let lines = written.lines_of(key, value)?;
                let text = format!("{}\n", written.text[lines.clone()].trim_end());
                let at = written.line_end(header.range.end);
                Some(vec![Edit::insert(path, at, text), replace(lines, "")])
            }
            _ => Some(vec![replace(key.range.clone(), &format!("fields.{}", key.value))]),
        });
        let edits: Vec<Vec<Edit>> = edits.collect::<Option<_>>()?;
        return Some(joined(edits.into_iter().flatten()));
    }
    let mut block = String::new();
    let mut edits = Vec::new();
    for (key, value) in lost {
        let lines = written.lines_of(key, value)?;
        for line in written.text[lines.clone()].trim_end().lines() {
            block.push_str(&format!("  {line}\n"));
        }
        edits.push(replace(lines, ""));
    }
    match fields {
        // Only into a block with the same indentation as this one.
        Some(fields) => {
            let at = written.line_end(fields.range.end);
            let line = &written.text[fields.range.end..at];
            let next = &written.text[at..];
            if line.trim() != ":" || !next.starts_with("  ") || next.starts_with("   ") {
                return None;
            }
            edits.push(Edit::insert(path, at, block));
        }
        None => edits.push(Edit::insert(path, written.content.end, format!("fields:\n{block}"))),
    }
    Some(joined(edits.into_iter()))
}

/// Merges insertions at the same position, sorted by position.
fn joined(edits: impl Iterator<Item = Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.iter_mut().find(|other| other.span.range.is_empty() && other.span == edit.span) {
            Some(other) => other.text.push_str(&edit.text),
            None => joined.push(edit),
        }
    }
    joined.sort_by_key(|edit| (edit.span.range.start, edit.span.range.end));
    joined
}

impl Written<'_> {
    /// What messages call one of its tables.
    pub fn title(&self, table: &str) -> String {
        if self.is_toml { format!("`[{table}]`") } else { format!("`{table}:`") }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The end of the line at a position, after its line feed. The position may be inside a letter: the last byte of a value.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// Whether a key is the name in a TOML header `[name]`.
    fn is_header(&self, key: &Spanned<String>) -> bool {
        self.is_toml && self.text[self.line_start(key.range.start)..].starts_with('[')
    }

    /// The whole lines of an entry; none if they contain anything else.
    fn lines_of(&self, key: &Spanned<String>, value: &Spanned<Value>) -> Option<Range<usize>> {
        let start = self.line_start(key.range.start);
        let end = self.line_end(value.range.end.saturating_sub(1).max(key.range.end));
        let is_alone = self.text[start..key.range.start].trim().is_empty();
        let after = self.text.get(value.range.end..end).unwrap_or("").trim_start();
        let is_last = after.trim().is_empty() || after.starts_with('#');
        // The parser ends a YAML block where the next key begins.
        (is_alone && is_last && end <= self.content.end && start >= self.content.start).then_some(start..end)
    }
}
