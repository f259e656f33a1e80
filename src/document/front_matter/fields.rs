//! The fields that a collection declares, in the front matter of its articles.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{read_image, read_name, read_reference, read_side};
use crate::config::{Collection, DeclaredKind, Field, FieldKind};
use crate::data::{Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Edit, Span, codes, nearest};
use crate::document::plain::check_plain;
use crate::document::{Body, FieldValue, Options, Reference, ReferenceId, Role, Target, markdown};
use crate::path::{Purpose, SourcePath, WebAddress};

/// For how many unknown fields of an article a similar name is looked for: each is compared with all that are declared.
const MOST_SUGGESTIONS: usize = 100;

/// Reads fields, and creates their references.
pub(super) struct FieldReader<'a, 'b> {
    pub path: &'a SourcePath,
    /// The whole file.
    pub text: &'a str,
    pub options: &'a Options<'b>,
    pub references: &'a mut Vec<Reference>,
    pub is_toml: bool,
    /// A draft may leave required text empty.
    pub is_draft: bool,
}

impl FieldReader<'_, '_> {
    /// The valid values of `[fields]`, by their keys. `place` is where a missing field is reported.
    pub fn read(
        &mut self,
        collection: &Collection,
        table: &Table,
        place: Range<usize>,
        found: &mut Diagnostics,
    ) -> BTreeMap<String, FieldValue> {
        let mut fields = BTreeMap::new();
        let is_declared = |key: &str| {
            collection.field(key).is_some() || collection.unread_fields.iter().any(|unread| unread == key)
        };
        let unknown: Vec<_> =
            table.entries.iter().map(|(key, _)| key).filter(|key| !is_declared(&key.value)).collect();
        if unknown.len() > 1
            && unknown.len() == table.entries.len()
            && let Some(owner) = owner_of(table, self.options)
        {
            let name = &collection.name.value;
            let message = format!("these are fields of `{owner}`, but the article is in `{name}`");
            let declared: Vec<_> =
                collection.fields.iter().map(|field| format!("`{}`", field.name.value)).collect();
            found
                .report(&codes::KEY_UNKNOWN, Span::new(self.path, place), message)
                .label("from another collection")
                .hint(format!("move the file to articles/{owner}/"))
                .hint(format!("or use the fields of `{name}`: {}", declared.join(", ")));
            return fields;
        }
        // For each declared field, the mistyped key.
        let mut mistyped: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
        let given: BTreeSet<&str> = table.entries.iter().map(|(key, _)| key.value.as_str()).collect();
        for (number, key) in unknown.into_iter().enumerate() {
            let is_free = |name: &&str| !given.contains(name) && !mistyped.contains_key(name);
            let names = || collection.fields.iter().map(|field| field.name.value.as_str());
            let near = match number < MOST_SUGGESTIONS {
                true => nearest(&key.value, names().filter(is_free)).or_else(|| nearest(&key.value, names())),
                false => None,
            };
            let span = Span::new(self.path, key.range.clone());
            let message = format!("`{}` declares no field `{}`", collection.name.value, key.value);
            let diagnostic = found.report(&codes::KEY_UNKNOWN, span.clone(), message).label("unknown key");
            match near {
                Some(near) => {
                    diagnostic.hint(format!("did you mean `{near}`?"));
                    if !given.contains(near) && mistyped.insert(near, key).is_none() {
                        diagnostic.suggest(vec![Edit::replace(span, near)]);
                    }
                }
                None => drop(diagnostic.hint(format!(
                    "declare it in site.toml below `[collections.{}.fields]`",
                    collection.name.value
                ))),
            }
        }
        for field in &collection.fields {
            let name = mistyped.get(&*field.name.value).map_or(&field.name.value, |key| &key.value);
            let value = table.get(name).filter(|value| value.value != Value::Null);
            match value {
                Some(value) if field.required && !self.is_draft && is_blank(&value.value) => {
                    let message = format!("the field `{}` is empty", field.name.value);
                    found
                        .report(&codes::FIELD_MISSING, Span::new(self.path, value.range.clone()), message)
                        .label(format!("articles of `{}` must have it", collection.name.value));
                }
                Some(value) => {
                    if let Some(value) = self.field(field, value, found) {
                        fields.insert(field.name.value.clone(), value);
                    }
                }
                None if field.required => {
                    let name = &field.name.value;
                    let example = match field.kind {
                        FieldKind::Side if self.is_toml => "{ word = \"…\", text = \"…\" }",
                        FieldKind::Side => "{ word: \"…\", text: \"…\" }",
                        FieldKind::Text
                        | FieldKind::Markdown
                        | FieldKind::Number
                        | FieldKind::Boolean
                        | FieldKind::Date
                        | FieldKind::Choice(_)
                        | FieldKind::List
                        | FieldKind::Url
                        | FieldKind::Image
                        | FieldKind::Reference(_) => "…",
                    };
                    let span = Span::new(self.path, place.clone());
                    let message = format!("the field `{name}` is missing");
                    let diagnostic = found.report(&codes::FIELD_MISSING, span, message);
                    diagnostic.label(format!("articles of `{}` must have it", collection.name.value));
                    diagnostic.hint(match self.is_toml {
                        true => format!("add `{name} = {example}` below `[fields]`"),
                        false => format!("add `{name}: {example}` below `fields:`"),
                    });
                    if !field.description.is_empty() {
                        diagnostic.hint(format!("{}: {}", field.label(), field.description));
                    }
                }
                None => {}
            }
        }
        fields
    }

    fn field(
        &mut self,
        field: &Field,
        value: &Spanned<Value>,
        found: &mut Diagnostics,
    ) -> Option<FieldValue> {
        if let (FieldKind::Side, Value::Table(table)) = (&field.kind, &value.value) {
            let name = format!("`{}`", field.name.value);
            let mut reader = Reader::new(self.path, table, name, value.range.clone());
            let side = read_side(&mut reader, found);
            reader.finish(found);
            return side.map(FieldValue::Side);
        }
        if !field.kind.accepts(&value.value) {
            let message = format!(
                "`{}` must be {}, but this is {}",
                field.name.value,
                field.kind.wanted(),
                value.value.describe()
            );
            let span = Span::new(self.path, value.range.clone());
            let diagnostic = found.report(&codes::FIELD_TYPE, span, message);
            diagnostic.label(format!("expected {}", field.kind.wanted()));
            if let Some(hint) = hint_for(&field.kind, value) {
                diagnostic.hint(hint);
            }
            return None;
        }
        let text = || value.value.text().unwrap_or_default();
        Some(match &field.kind {
            FieldKind::Text => {
                check_plain(self.path, &field.name.value, text(), &value.range, found);
                FieldValue::Text(text().to_owned())
            }
            FieldKind::Choice(_) => FieldValue::Text(text().to_owned()),
            FieldKind::Markdown => FieldValue::Markdown(self.markdown(text(), value, found)),
            FieldKind::Url => FieldValue::Url(WebAddress::judge(text(), Purpose::Follow, &[]).ok()?),
            FieldKind::Image => FieldValue::Image(self.refer(read_image(text()), Role::Image, value)),
            FieldKind::Reference(_) => {
                FieldValue::Reference(self.refer(read_name(text()), Role::Field, value))
            }
            FieldKind::Number => FieldValue::Number(value.value.number()?),
            FieldKind::Boolean => FieldValue::Boolean(matches!(value.value, Value::Boolean(true))),
            FieldKind::Date => FieldValue::Date(value.value.date()?),
            FieldKind::List => {
                let texts = value.value.list()?.iter().filter_map(|item| item.value.text());
                FieldValue::List(texts.map(str::to_owned).collect())
            }
            // A table, which was read above.
            FieldKind::Side => return None,
        })
    }

    fn markdown(&mut self, text: &str, value: &Spanned<Value>, found: &mut Diagnostics) -> Body {
        let first = self.references.len() as u32;
        let value = Spanned { value: text, range: value.range.clone() };
        let parsed = markdown::parse_value(self.path, self.text, &value, first, self.options, found);
        self.references.extend(parsed.references);
        parsed.body
    }

    fn refer(&mut self, target: Target, role: Role, value: &Spanned<Value>) -> ReferenceId {
        let text = value.value.text().unwrap_or_default();
        self.references.push(read_reference(self.text, target, role, text, &value.range));
        ReferenceId(self.references.len() as u32 - 1)
    }
}

/// What a value of the wrong type was most likely meant as.
fn hint_for(kind: &FieldKind, value: &Spanned<Value>) -> Option<String> {
    match kind {
        FieldKind::Choice(options) => Some(format!(
            "did you mean “{}”?",
            nearest(value.value.text()?, options.iter().map(String::as_str))?
        )),
        FieldKind::Number | FieldKind::Boolean => value.hint_if_meant(|meant| kind.accepts(meant)),
        FieldKind::Text
        | FieldKind::Side
        | FieldKind::Markdown
        | FieldKind::Date
        | FieldKind::List
        | FieldKind::Url
        | FieldKind::Image
        | FieldKind::Reference(_) => None,
    }
}

/// `[fields]` of an article whose collection has none.
pub(super) fn report_homeless(
    path: &SourcePath,
    fields: &Table,
    options: &Options<'_>,
    found: &mut Diagnostics,
) {
    let Some((first, _)) = fields.entries.first() else { return };
    let names: Vec<_> = fields.entries.iter().map(|(key, _)| format!("`{}`", key.value)).collect();
    let message = format!("this article cannot have fields: {}", names.join(", "));
    let diagnostic = found.report(&codes::KEY_UNKNOWN, Span::new(path, first.range.clone()), message);
    diagnostic.label("not declared");
    match owner_of(fields, options) {
        Some(owner) => {
            diagnostic.hint(format!("they are fields of `{owner}`; move the file to articles/{owner}/"))
        }
        None => {
            diagnostic.hint("an article can have fields only if its collection declares them in site.toml")
        }
    };
}

/// The first collection that declares all of the given fields; none if no collection does.
fn owner_of<'a>(fields: &Table, options: &'a Options<'_>) -> Option<&'a str> {
    let declares_all = |collection: &&Collection| {
        fields.entries.iter().all(|(key, _)| collection.field(&key.value).is_some())
    };
    options.config.collections.iter().find(declares_all).map(|collection| collection.name.value.as_str())
}

/// Whether a value is empty, as in new articles.
fn is_blank(value: &Value) -> bool {
    let is_blank_table = |table: &Table| {
        !table.entries.is_empty() && table.entries.iter().all(|(_, value)| is_blank(&value.value))
    };
    value.text().is_some_and(|text| text.trim().is_empty()) || value.table().is_some_and(is_blank_table)
}
