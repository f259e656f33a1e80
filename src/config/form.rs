//! `[backend]` and `[forms.NAME]`.

use crate::data::{Reader, Spanned};
use crate::diagnostic::{Diagnostics, codes};

/// Where a form is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Backend {
    /// Which service.
    pub kind: BackendKind,
    /// Its address.
    pub action: String,
}

/// `kind` of a backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackendKind {
    /// A plain POST to any address.
    Post,
}

/// `[forms.NAME]`
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Its name, with its place.
    pub name: Spanned<String>,
    /// Heading.
    pub title: String,
    /// Markdown before the first field.
    pub text: Option<Spanned<String>>,
    /// The button's words.
    pub submit: String,
    /// Markdown, instead of the site's consent.
    pub consent: Option<Spanned<String>>,
    /// Instead of the site's backend.
    pub backend: Option<Backend>,
    /// Heading of the page that thanks for it.
    pub thanks_title: Option<String>,
    /// Markdown: what happens next.
    pub thanks: Option<Spanned<String>>,
    /// The fields, in order.
    pub fields: Vec<FormField>,
}

/// `[[forms.NAME.fields]]`
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The name that is sent.
    pub name: Spanned<String>,
    /// The label; empty for a hidden field.
    pub label: String,
    /// What it takes.
    pub kind: FormFieldKind,
    /// Must be filled in.
    pub required: bool,
    /// One sentence of help; may be empty.
    pub help: String,
    /// `autocomplete` token; may be empty.
    pub autocomplete: String,
    /// What it holds at first; may be empty.
    pub value: String,
    /// What can be chosen.
    pub options: Vec<String>,
}

/// `type` of a form's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFieldKind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A day.
    Date,
    /// One of a few, all seen.
    Choice,
    /// A box to tick.
    Checkbox,
    /// Several lines.
    Textarea,
    /// One of many, in a list that opens.
    Select,
    /// Sent without being seen.
    Hidden,
}

const FIELD_KINDS: &[(&str, FormFieldKind)] = &[
    ("text", FormFieldKind::Text),
    ("email", FormFieldKind::Email),
    ("tel", FormFieldKind::Tel),
    ("date", FormFieldKind::Date),
    ("choice", FormFieldKind::Choice),
    ("checkbox", FormFieldKind::Checkbox),
    ("textarea", FormFieldKind::Textarea),
    ("select", FormFieldKind::Select),
    ("hidden", FormFieldKind::Hidden),
];

impl FormFieldKind {
    /// As written in `site.toml`, and as templates see it.
    pub fn name(self) -> &'static str {
        let entry = FIELD_KINDS.iter().find(|(_, kind)| *kind == self);
        entry.expect("every kind is in the list").0
    }
}

/// Reads `[backend]`.
pub(super) fn read_backend(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<Backend> {
    let kind = reader.choice("kind", &[("post", BackendKind::Post)], found);
    let action = reader.required_text("action", found);
    let span = action.as_ref().map(|action| reader.span(&action.range));
    reader.finish(found);
    let action = action?.value;
    let is_local =
        ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().any(|host| action.starts_with(host));
    if !action.starts_with("https://") && !is_local {
        found
            .report(&codes::FORM_INVALID, span, format!("“{action}” is not an https address"))
            .label("not https")
            .hint("what readers send must travel encrypted; use an address that starts with https://");
    }
    Some(Backend { kind: kind?, action })
}

/// Reads `[forms.NAME]`.
pub(super) fn read_form(name: Spanned<String>, mut reader: Reader<'_>, found: &mut Diagnostics) -> Form {
    let title = reader.required_text("title", found).map_or(String::new(), |text| text.value);
    let text = reader.text("text", found);
    let submit = reader.text("submit", found).map_or("Send".to_owned(), |text| text.value);
    let consent = reader.text("consent", found);
    let path = reader.path();
    let backend = reader.table("backend", found).and_then(|table| {
        read_backend(Reader::new(path, table.value, "`backend`", table.range.clone()), found)
    });
    let mut thanks_title = None;
    let mut thanks = None;
    if let Some(table) = reader.table("thanks", found) {
        let mut reader = Reader::new(path, table.value, "`thanks`", table.range);
        thanks_title = reader.text("title", found).map(|text| text.value);
        thanks = reader.text("text", found);
        reader.finish(found);
    }
    let mut fields: Vec<FormField> = Vec::new();
    for table in reader.tables("fields", found) {
        let what = format!("a field of the form `{}`", name.value);
        let reader = Reader::new(path, table.value, what, table.range);
        if let Some(field) = read_form_field(reader, found) {
            if let Some(first) = fields.iter().find(|other| other.name.value == field.name.value) {
                let message =
                    format!("two fields of the form `{}` are called `{}`", name.value, field.name.value);
                let span = crate::diagnostic::Span::new(path, field.name.range.clone());
                let other = crate::diagnostic::Span::new(path, first.name.range.clone());
                found.report(&codes::FORM_INVALID, span, message).label("again").other(other, "first");
            }
            fields.push(field);
        }
    }
    if fields.is_empty() {
        let span = reader.span(&name.range);
        found
            .report(&codes::FORM_INVALID, span, format!("the form `{}` has no fields", name.value))
            .hint(format!("add a `[[forms.{}.fields]]`", name.value));
    }
    reader.finish(found);
    Form { name, title, text, submit, consent, backend, thanks_title, thanks, fields }
}

fn read_form_field(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<FormField> {
    let name = reader.required_text("name", found);
    let kind = reader.choice("type", FIELD_KINDS, found).unwrap_or(FormFieldKind::Text);
    let label = match kind {
        FormFieldKind::Hidden => reader.text("label", found),
        _ => reader.required_text("label", found),
    };
    let mut text = |key: &str| reader.text(key, found).map_or(String::new(), |text| text.value);
    let (help, autocomplete, value) = (text("help"), text("autocomplete"), text("value"));
    let required = reader.boolean("required", false, found);
    let options: Vec<String> = reader.texts("options", found).into_iter().map(|text| text.value).collect();
    if matches!(kind, FormFieldKind::Choice | FormFieldKind::Select) && options.is_empty() {
        reader.missing("options", found);
    }
    if let Some(name) = &name
        && !is_control_name(&name.value)
    {
        let message = format!("“{}” cannot be the name of a field", name.value);
        found
            .report(&codes::FORM_INVALID, reader.span(&name.range), message)
            .hint("use letters, digits, `-` and `_`, and start with a letter");
    }
    reader.finish(found);
    let label = label.map_or(String::new(), |label| label.value);
    Some(FormField { name: name?, label, kind, required, help, autocomplete, value, options })
}

fn is_control_name(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
