//! Typed reading of a table. Every mistake is reported; none hides the others.

use std::ops::Range;

use super::date::impossible_day;
use super::{Date, Spanned, Table, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Span, all_near, codes, nearest};
use crate::path::SourcePath;

/// Reads the keys of one table, remembers which were read, and reports the others when it is finished. An absent key
/// gives no value, nor does a value of the wrong type, which is reported.
pub struct Reader<'a> {
    path: &'a SourcePath,
    table: &'a Table,
    name: String,
    asked: Vec<String>,
    /// Mistyped keys that were reported in place of a missing one.
    told: Vec<String>,
    place: Range<usize>,
    /// What to say about an unknown key that looks like no other, besides a list of all.
    own_keys: Option<String>,
}

impl<'a> Reader<'a> {
    /// A reader of `table` of the file at `path`. `name` is what messages call the table (`` `[theme]` ``), `place` is where
    /// to point if a key is missing.
    pub fn new(
        path: &'a SourcePath,
        table: &'a Table,
        name: impl Into<String>,
        place: Range<usize>,
    ) -> Reader<'a> {
        Reader { path, table, name: name.into(), asked: Vec::new(), told: Vec::new(), place, own_keys: None }
    }

    /// Says `hint` too about an unknown key that looks like no other.
    pub fn explain_own_keys(&mut self, hint: String) {
        self.own_keys = Some(hint);
    }

    /// The file.
    pub fn path(&self) -> &'a SourcePath {
        self.path
    }

    /// A span of the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.path, range.clone())
    }

    /// The raw value of a key; YAML's null counts as absent.
    pub fn value(&mut self, key: &str) -> Option<&'a Spanned<Value>> {
        self.asked.push(key.to_owned());
        self.table.get(key).filter(|value| value.value != Value::Null)
    }

    /// Whether a key has a value.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.value != Value::Null)
    }

    /// Whether a key was already read.
    pub fn has_asked(&self, key: &str) -> bool {
        self.asked.iter().any(|asked| asked == key)
    }

    /// Text.
    pub fn text(&mut self, key: &str, found: &mut Diagnostics) -> Option<Spanned<String>> {
        self.typed(key, "text", found, |value| value.text().map(str::to_owned))
    }

    /// Required text.
    pub fn required_text(&mut self, key: &str, found: &mut Diagnostics) -> Option<Spanned<String>> {
        if self.value(key).is_none() {
            self.missing(key, found);
            return None;
        }
        self.text(key, found)
    }

    /// `true` or `false`; if absent, the given default.
    pub fn boolean(&mut self, key: &str, default: bool, found: &mut Diagnostics) -> bool {
        let value = self.typed(key, "true or false", found, |value| {
            let Value::Boolean(boolean) = value else { return None };
            Some(*boolean)
        });
        value.map_or(default, |value| value.value)
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str, found: &mut Diagnostics) -> Option<Spanned<i64>> {
        self.typed(key, "a whole number", found, |value| {
            let Value::Integer(number) = value else { return None };
            Some(*number)
        })
    }

    /// A whole number of at least `least`.
    pub fn count(&mut self, key: &str, least: i64, found: &mut Diagnostics) -> Option<usize> {
        let wanted = format!("a whole number of {least} or more");
        let number = self.typed(key, &wanted, found, |value| {
            let Value::Integer(number) = value else { return None };
            usize::try_from(*number).ok().filter(|_| *number >= least)
        });
        number.map(|number| number.value)
    }

    /// A number from 0 to 1000 that says how much something counts.
    pub fn weight(&mut self, key: &str, found: &mut Diagnostics) -> Option<f64> {
        let number = self.typed(key, "a number from 0 to 1000", found, |value| {
            value.number().filter(|number| (0.0..=1000.0).contains(number))
        });
        number.map(|number| number.value)
    }

    /// A date, or text that is one.
    pub fn date(&mut self, key: &str, found: &mut Diagnostics) -> Option<Spanned<Date>> {
        let value = self.value(key)?;
        if let Some(text) = value.value.text()
            && let Some((message, hint)) = impossible_day(text)
        {
            found
                .report(&codes::FIELD_TYPE, self.span(&value.range), message)
                .label("no such day")
                .hint(hint);
            return None;
        }
        self.typed(key, "a date such as 2026-03-02", found, Value::date)
    }

    /// A list of text; a single text counts as a list of one. A wrong item is reported and skipped.
    pub fn texts(&mut self, key: &str, found: &mut Diagnostics) -> Vec<Spanned<String>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let one = value.value.text().map(|_| std::slice::from_ref(value));
        let Some(items) = value.value.list().or(one) else {
            let diagnostic = self.wrong_type(key, value, "a list such as [\"one\", \"two\"]", found);
            if let Some(hint) = value.value.hint_if_bare() {
                diagnostic.hint(hint);
            }
            return Vec::new();
        };
        let texts = items.iter().filter_map(|item| match &item.value {
            Value::Text(text) => Some(item.with(text.clone())),
            // A tag such as `2026` is meant as text.
            Value::Integer(number) => Some(item.with(number.to_string())),
            // An item that was begun, as in the templates of Obsidian.
            Value::Null => None,
            Value::Float(_) | Value::Boolean(_) | Value::Date(_) | Value::List(_) | Value::Table(_) => {
                let message =
                    format!("every item of `{key}` must be text, but this is {}", item.value.kind());
                let diagnostic = found.report(&codes::FIELD_TYPE, self.span(&item.range), message);
                diagnostic.label("expected text");
                if let Some(hint) = item.value.hint_if_bare() {
                    diagnostic.hint(hint);
                }
                None
            }
        });
        texts.collect()
    }

    /// A table, and the position of its key.
    pub fn table(&mut self, key: &str, found: &mut Diagnostics) -> Option<Spanned<&'a Table>> {
        let value = self.value(key)?;
        let Some(table) = value.value.table() else {
            self.wrong_type(key, value, "a table", found);
            return None;
        };
        Some(Spanned { value: table, range: self.place_of(key) })
    }

    /// A list of tables, `[[key]]`.
    pub fn tables(&mut self, key: &str, found: &mut Diagnostics) -> Vec<Spanned<&'a Table>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Value::List(items) = &value.value else {
            self.wrong_type(key, value, "a list of tables", found);
            return Vec::new();
        };
        let tables = items.iter().filter_map(|item| {
            let table = item.value.table();
            if table.is_none() {
                self.wrong_type(key, item, "a table", found);
            }
            Some(item.with(table?))
        });
        tables.collect()
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &str,
        options: &[(&str, T)],
        found: &mut Diagnostics,
    ) -> Option<T> {
        let text = self.text(key, found)?;
        let choice = options.iter().find(|(name, _)| *name == text.value);
        if choice.is_none() {
            let names: Vec<_> = options.iter().map(|(name, _)| format!("“{name}”")).collect();
            let message = format!("“{}” is not a valid `{key}`", text.value);
            let diagnostic =
                found.report(&codes::FIELD_TYPE, self.span(&text.range), message).label("unknown");
            if let Some(near) = nearest(&text.value, options.iter().map(|(name, _)| *name)) {
                diagnostic.hint(format!("did you mean “{near}”?"));
                diagnostic.suggest(vec![Edit::replace(self.span(&text.range), format!("\"{near}\""))]);
            }
            diagnostic.hint(format!("use one of {}", names.join(", ")));
        }
        choice.map(|(_, value)| *value)
    }

    /// Reports a missing key, or the key that was mistyped for it.
    pub fn missing(&mut self, key: &str, found: &mut Diagnostics) {
        if self.report_mistyped(key, found) {
            return;
        }
        found
            .report(
                &codes::FIELD_MISSING,
                self.span(&self.place),
                format!("`{key}` is missing from {}", self.name),
            )
            .label("here")
            .hint(format!("add `{key} = …`"));
    }

    /// Reports the key that was mistyped for an absent one, if there is any, and returns whether there is.
    pub fn report_mistyped(&mut self, key: &str, found: &mut Diagnostics) -> bool {
        let mut names = self.table.entries.iter().map(|(name, _)| name);
        let mistyped =
            names.find(|name| !self.has_asked(&name.value) && nearest(&name.value, [key]).is_some());
        let Some(mistyped) = mistyped else { return false };
        self.report_slip(mistyped, Some(key), found);
        self.told.push(mistyped.value.clone());
        true
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type<'d>(
        &self,
        key: &str,
        value: &Spanned<Value>,
        wanted: &str,
        found: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        let message = format!("`{key}` must be {wanted}, but this is {}", value.value.kind());
        found.report(&codes::FIELD_TYPE, self.span(&value.range), message).label(format!("expected {wanted}"))
    }

    /// All keys with their values, for tables whose keys are names.
    pub fn entries(&mut self) -> &'a [(Spanned<String>, Spanned<Value>)] {
        self.asked.extend(self.table.entries.iter().map(|(key, _)| key.value.clone()));
        &self.table.entries
    }

    /// Reports every key that was not read, with the nearest known one.
    pub fn finish(self, found: &mut Diagnostics) {
        self.report_unknown(|_| true, found);
    }

    /// As [`Reader::finish`], but for a table in which other keys are allowed: reports only those that are clearly a
    /// misspelled known key.
    pub fn finish_open(self, found: &mut Diagnostics) {
        let is_mistake = |name: &str| {
            let mut near = all_near(name, self.asked.iter().map(|key| (key.as_str(), ())));
            near.any(|near| near.distance == 1 && (near.name.len() > SHORT || are_swapped(name, near.name)))
        };
        self.report_unknown(is_mistake, found);
    }

    fn report_unknown(&self, is_reported: impl Fn(&str) -> bool, found: &mut Diagnostics) {
        for (key, _) in &self.table.entries {
            let is_known = self.asked.contains(&key.value) || self.told.contains(&key.value);
            if !is_known && is_reported(&key.value) {
                let near = nearest(&key.value, self.asked.iter().map(String::as_str));
                self.report_slip(key, near, found);
            }
        }
    }

    /// An unknown key, and the one that was most likely meant.
    fn report_slip(&self, key: &Spanned<String>, meant: Option<&str>, found: &mut Diagnostics) {
        let diagnostic = report_unknown_key(self.path, &self.name, key, found);
        match meant {
            Some(known) if self.table.get(known).is_some() => {
                diagnostic.hint(format!("did you mean `{known}`?"));
            }
            Some(known) => replace_key(self.path, key, known, diagnostic),
            None => {
                diagnostic.hint(format!("known keys are {}", list(&self.asked)));
                if let Some(hint) = &self.own_keys {
                    diagnostic.hint(hint.clone());
                }
            }
        };
    }

    fn place_of(&self, key: &str) -> Range<usize> {
        let entry = self.table.entries.iter().find(|(name, _)| name.value == key);
        entry.map_or(self.place.clone(), |(name, _)| name.range.clone())
    }

    fn typed<T>(
        &mut self,
        key: &str,
        wanted: &str,
        found: &mut Diagnostics,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let value = self.value(key)?;
        let typed = read(&value.value);
        if typed.is_none() {
            let path = self.path;
            let diagnostic = self.wrong_type(key, value, wanted, found);
            if let Some(meant) = value.value.meant(|meant| read(meant).is_some()) {
                diagnostic.sure(vec![Edit::replace(Span::new(path, value.range.clone()), meant)]);
            }
            let hint = value.hint_if_meant(|meant| read(meant).is_some()).or_else(|| {
                // `[Guide]` is a list of one text, and no name in double brackets.
                let is_list_of_text = value
                    .value
                    .list()
                    .is_some_and(|items| items.iter().any(|item| item.value.text().is_some()));
                let is_text_meant = !is_list_of_text && read(&Value::Text(String::new())).is_some();
                is_text_meant.then(|| value.value.hint_if_bare())?
            });
            if let Some(hint) = hint {
                diagnostic.hint(hint);
            }
        }
        typed.map(|typed| value.with(typed))
    }
}

/// Reports a mistyped key of a table, and suggests the one that was meant, which the table does not have. `owner` is what has the
/// table, such as "front matter".
pub fn report_mistyped_key(
    path: &SourcePath,
    owner: &str,
    key: &Spanned<String>,
    meant: &str,
    found: &mut Diagnostics,
) {
    replace_key(path, key, meant, report_unknown_key(path, owner, key, found));
}

fn report_unknown_key<'d>(
    path: &SourcePath,
    owner: &str,
    key: &Spanned<String>,
    found: &'d mut Diagnostics,
) -> &'d mut Diagnostic {
    let span = Span::new(path, key.range.clone());
    found
        .report(&codes::KEY_UNKNOWN, span, format!("{owner} has no key `{}`", key.value))
        .label("unknown key")
}

fn replace_key(path: &SourcePath, key: &Spanned<String>, meant: &str, diagnostic: &mut Diagnostic) {
    diagnostic
        .hint(format!("did you mean `{meant}`?"))
        .suggest(vec![Edit::replace(Span::new(path, key.range.clone()), meant)]);
}

/// Names up to this length, such as `date`, are one letter away from many other words: `rate`, `data`.
const SHORT: usize = 4;

/// Whether two words have the same letters in another order.
fn are_swapped(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

fn list(names: &[String]) -> String {
    let mut names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.sort();
    names.dedup();
    names.join(", ")
}
