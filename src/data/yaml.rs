//! YAML into values with positions, by the core schema of YAML 1.2 (section 10.3).

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use super::slip::yaml_slip;
use super::{Date, Spanned, SyntaxError, Table, Value, without_controls};

const HINT: &str = "put text that contains a colon in straight quotes; indent with spaces, not tabs";

// Aliases multiply: ten lines can stand for a billion values. No front matter needs this many.
const MOST_VALUES: usize = 10_000;

// Deeper than any front matter, and shallow enough for any stack.
const DEEPEST: usize = 64;

/// Reads a YAML mapping that begins at byte `offset` of its file; all positions are in the file. Stops at a syntax error.
pub fn read_yaml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let mut reader = Yaml { offset, open: Vec::new(), anchors: BTreeMap::new(), values: 0, root: None };
    let mut errors = Vec::new();
    for event in Parser::new_from_str(text) {
        let result = match event {
            Ok((event, span)) => reader.take(event, &span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let end = text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
                let slip = yaml_slip(text, at).map(|slip| slip.shifted(offset));
                Err(slip.unwrap_or_else(|| wrong(error.kind().to_string(), at + offset..end + offset)))
            }
        };
        if let Err(error) = result {
            errors.push(error);
            break;
        }
    }
    match reader.root {
        Some(Spanned { value: Value::Table(table), .. }) => (table, errors),
        None | Some(Spanned { value: Value::Null, .. }) => (Table::default(), errors),
        Some(other) => {
            let message = format!("expected keys and values, found {}", other.value.kind());
            let slip = yaml_slip(text, text.len()).map(|slip| slip.shifted(offset));
            errors.push(slip.unwrap_or_else(|| wrong(message, other.range)));
            (Table::default(), errors)
        }
    }
}

fn wrong(message: String, range: Range<usize>) -> SyntaxError {
    SyntaxError { message, range, hint: HINT.to_owned(), fix: None }
}

struct Yaml {
    offset: usize,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Spanned<Value>>,
    values: usize,
    root: Option<Spanned<Value>>,
}

struct Open {
    start: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Spanned<Value>>),
    Table { table: Table, key: Option<Spanned<String>> },
}

impl Yaml {
    #[expect(clippy::wildcard_enum_match_arm, reason = "an enum of the YAML parser")]
    fn take(&mut self, event: Event<'_>, span: &YamlSpan) -> Result<(), SyntaxError> {
        let range = span.byte_range().unwrap_or(0..0);
        let range = range.start + self.offset..range.end + self.offset;
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let value = match style {
                    ScalarStyle::Plain => plain(&text),
                    _ => Value::Text(without_controls(&text)),
                };
                self.close(Spanned { value, range }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.open(range.start, anchor, Content::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                let content = Content::Table { table: Table::default(), key: None };
                self.open(range.start, anchor, content)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let open = self.open.pop().expect("the parser closes only what it opened");
                let value = match open.content {
                    Content::List(items) => Value::List(items),
                    Content::Table { table, .. } => Value::Table(table),
                };
                self.close(Spanned { value, range: open.start..range.end.max(open.start) }, open.anchor)
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(value) => {
                    self.values += count(&value.value);
                    self.close(Spanned { value: value.value, range }, 0)
                }
                None => Err(wrong("this alias is inside its own anchor".into(), range)),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, start: usize, anchor: usize, content: Content) -> Result<(), SyntaxError> {
        if self.open.len() == DEEPEST {
            let message = format!("nested more than {DEEPEST} levels deep");
            return Err(wrong(message, start..start + 1));
        }
        self.open.push(Open { start, anchor, content });
        Ok(())
    }

    fn close(&mut self, value: Spanned<Value>, anchor: usize) -> Result<(), SyntaxError> {
        self.values += 1;
        if self.values > MOST_VALUES {
            let message = format!("more than {MOST_VALUES} values, counting what aliases repeat");
            return Err(wrong(message, value.range));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => {
                self.root.get_or_insert(value);
            }
            Some(Content::List(items)) => items.push(value),
            Some(Content::Table { table, key }) => match key.take() {
                None => *key = Some(key_of(value)?),
                Some(key) => {
                    if table.get(&key.value).is_some() {
                        let message = format!("the key `{}` is used twice", key.value);
                        return Err(SyntaxError {
                            hint: "use each key only once".into(),
                            ..wrong(message, key.range)
                        });
                    }
                    table.entries.push((key, value));
                }
            },
        }
        Ok(())
    }
}

fn key_of(value: Spanned<Value>) -> Result<Spanned<String>, SyntaxError> {
    let name = match value.value {
        Value::Text(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Date(date) => date.to_string(),
        other @ (Value::Float(_) | Value::List(_) | Value::Table(_) | Value::Null) => {
            let message = format!("a key must be text, but this is {}", other.kind());
            return Err(wrong(message, value.range));
        }
    };
    Ok(Spanned { value: name, range: value.range })
}

fn count(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(|item| count(&item.value)).sum::<usize>(),
        Value::Table(table) => 1 + table.entries.iter().map(|(_, value)| count(&value.value)).sum::<usize>(),
        Value::Text(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Date(_)
        | Value::Null => 1,
    }
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Boolean(true),
        "false" | "False" | "FALSE" => return Value::Boolean(false),
        ".inf" | ".Inf" | "+.inf" => return Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" => return Value::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" => return Value::Float(f64::NAN),
        _ => {}
    }
    if let Some(date) = Date::parse(text) {
        return Value::Date(date);
    }
    // Rust also reads `inf` and `nan` as numbers; in YAML they are text.
    if text.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '+' | '.')) {
        if let Ok(number) = text.parse::<i64>() {
            return Value::Integer(number);
        }
        let is_number =
            text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        if let Some(number) = is_number.then(|| text.parse::<f64>().ok()).flatten() {
            return Value::Float(number);
        }
    }
    Value::Text(text.to_owned())
}
