//! Declared fields: of a collection's front matter, of a shortcode's arguments, of a theme's tokens.
//!
//! Takes a table of declarations, gives fields of the right kind. Each of the three has its own types (`kind.rs`).

use super::kind::{ArgumentKind, FieldKind};
use crate::data::{Reader, Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;

/// A declared field. `K` is the list of its types: [`FieldKind`], [`ArgumentKind`] or [`TokenKind`](super::TokenKind).
#[derive(Clone, Debug, PartialEq)]
pub struct Field<K = FieldKind> {
    /// Its key, with the position of its declaration.
    pub name: Spanned<String>,
    /// Its type.
    pub kind: K,
    /// Its name for readers; by default the key.
    pub label: Option<String>,
    /// What it is for; may be empty.
    pub description: String,
    /// An article without it is an error. A token has a default instead.
    pub required: bool,
}

/// A shortcode as declared by its theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortcodeSchema {
    /// Its name in articles.
    pub name: String,
    /// `{% name() %} … {% end %}` instead of `{{ name() }}`.
    pub has_body: bool,
    /// Its arguments.
    pub arguments: Vec<Field<ArgumentKind>>,
}

/// The types that a kind of field can have.
pub trait DeclaredKind: Clone + PartialEq {
    /// What such a field is called in messages.
    const NOUN: &'static str;
    /// Whether its declaration has a default instead of `required`.
    const HAS_DEFAULT: bool;
    /// The type that messages list first.
    const FIRST: Self;

    /// The name of the type, and the type that messages list next; none after the last. Both come from one `match`, so
    /// that the compiler asks for both.
    fn listed(&self) -> (&'static str, Option<Self>);

    /// Every type by its name, in the order in which messages list them.
    fn types() -> Vec<(&'static str, Self)> {
        let types = std::iter::successors(Some(Self::FIRST), |kind| kind.listed().1);
        types.map(|kind| (kind.listed().0, kind)).collect()
    }

    /// The type with the options or the collection of its declaration. `None` for a choice without options.
    fn with(self, options: Vec<String>, collection: Option<String>) -> Option<Self>;

    /// What a value must be, in messages.
    fn wanted(&self) -> String;

    /// Whether a value has this type, as far as can be determined without other files.
    fn accepts(&self, value: &Value) -> bool;

    /// The type assumed for a declaration whose type cannot be read.
    fn guess(_declaration: &Table) -> Option<Self> {
        None
    }
}

/// A table of declarations, `name = { type = "…" }`, in the order of the file.
pub fn read_fields<K: DeclaredKind>(
    path: &SourcePath,
    table: &Table,
    found: &mut Diagnostics,
) -> Vec<Field<K>> {
    let mut fields = Vec::new();
    for (name, value) in &table.entries {
        let Value::Table(declaration) = &value.value else {
            let message = format!("`{}` must be a table such as {{ type = \"text\" }}", name.value);
            found.report(&codes::FIELD_TYPE, Span::new(path, value.range.clone()), message);
            continue;
        };
        let title = format!("the {} `{}`", K::NOUN, name.value);
        let mut reader = Reader::new(path, declaration, title, name.range.clone());
        let kind = read_kind(&mut reader, found).or_else(|| K::guess(declaration));
        let Some(kind) = kind else { continue };
        let label = reader.text("label", found).map(|text| text.value);
        let description = reader.text("description", found).map_or(String::new(), |text| text.value);
        let required = match K::HAS_DEFAULT {
            false => reader.boolean("required", false, found),
            true => {
                // Read only so that it is not reported as unknown: the code that knows the theme checks its type.
                reader.value("default");
                reader.value("dark");
                false
            }
        };
        reader.finish(found);
        fields.push(Field { name: name.clone(), kind, label, description, required });
    }
    fields
}

fn read_kind<K: DeclaredKind>(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<K> {
    let types = K::types();
    let options: Vec<String> = reader.texts("options", found).into_iter().map(|text| text.value).collect();
    let collection = match K::HAS_DEFAULT {
        false => reader.text("collection", found).map(|text| text.value),
        true => None,
    };
    if reader.value("type").is_none() {
        reader.missing("type", found);
        return None;
    }
    let names: Vec<_> = types.iter().map(|(name, kind)| (*name, kind)).collect();
    let kind = reader.choice("type", &names, found)?.clone().with(options, collection);
    if kind.is_none() {
        reader.missing("options", found);
    }
    kind
}

impl<K> Field<K> {
    /// The label, else the key.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name.value)
    }
}
