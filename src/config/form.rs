//! `[forms.NAME]`

use super::backend::{Backend, read_backend};
use super::condition::{Condition, check_conditions, read_condition};
use super::pattern::mistake_in;
use crate::data::{Date, Reader, Spanned, Value};
use crate::diagnostic::{Diagnostics, Span, codes};

/// `[forms.NAME]`
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Its name, with its position.
    pub name: Spanned<String>,
    /// Heading.
    pub title: String,
    /// Markdown before the first field.
    pub text: Option<Spanned<String>>,
    /// Text of the button; none for the word that the theme has for it.
    pub submit: Option<String>,
    /// Markdown: what a reader consents to, instead of the site's consent.
    pub consent: Option<Spanned<String>>,
    /// Who receives it, instead of the site's backend.
    pub backend: Option<Backend>,
    /// Heading of its thanks page.
    pub thanks_title: Option<String>,
    /// Markdown: what happens next.
    pub thanks: Option<Spanned<String>>,
    /// The fields, in order.
    pub fields: Vec<FormField>,
}

/// `[[forms.NAME.fields]]`
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The name under which its value is sent.
    pub name: Spanned<String>,
    /// The label; empty for a hidden field.
    pub label: String,
    /// What it accepts.
    pub kind: FormFieldKind,
    /// Must be filled in.
    pub required: bool,
    /// Must be filled in if another field has a certain value.
    pub required_when: Option<Condition>,
    /// One sentence of help; may be empty.
    pub help: String,
    /// `autocomplete` token; may be empty.
    pub autocomplete: String,
    /// Its initial value; for a checkbox, what is sent if it is checked.
    pub value: Option<Spanned<String>>,
    /// Set if a checkbox is checked at first; the position is that of the key.
    pub checked: Option<Spanned<()>>,
    /// Its options.
    pub options: FormOptions,
    /// The pattern that text must match.
    pub pattern: Option<FormPattern>,
    /// The earliest date.
    pub min: Option<Spanned<Date>>,
    /// The latest date.
    pub max: Option<Spanned<Date>>,
    /// Consecutive fields with the same group are shown together under its name; empty for none.
    pub group: String,
}

/// `options` of a choice or select.
#[derive(Clone, Debug, PartialEq)]
pub enum FormOptions {
    /// As written; empty for a field that has no options.
    Listed(Vec<String>),
    /// The titles of a collection's articles, in its order: `options = { collection = "trainings" }`.
    Titles(Spanned<String>),
}

/// `pattern` and `pattern-message` of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPattern {
    /// A regular expression as browsers accept it (HTML, section 4.10.5.3.6), for the whole text.
    pub pattern: String,
    /// The message for a value that does not match.
    pub message: String,
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
    /// One of a few, all visible.
    Choice,
    /// A checkbox.
    Checkbox,
    /// Several lines.
    Textarea,
    /// One of many, in a drop-down list.
    Select,
    /// Sent but not shown.
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

/// Reads `[forms.NAME]`.
pub(super) fn read_form(name: Spanned<String>, mut reader: Reader<'_>, found: &mut Diagnostics) -> Form {
    let title = reader.required_text("title", found).map_or(String::new(), |text| text.value);
    let text = reader.text("text", found);
    let submit = reader.text("submit", found).map(|text| text.value);
    let consent = reader.text("consent", found);
    let path = reader.path();
    let backend = reader
        .table("backend", found)
        .map(|table| read_backend(Reader::new(path, table.value, "`backend`", table.range.clone()), found));
    let mut thanks_title = None;
    let mut thanks = None;
    if let Some(table) = reader.table("thanks", found) {
        let mut reader = Reader::new(path, table.value, "`thanks`", table.range);
        thanks_title = reader.text("title", found).map(|text| text.value);
        thanks = reader.text("text", found);
        reader.finish(found);
    }
    let mut fields: Vec<FormField> = Vec::new();
    let tables = reader.tables("fields", found);
    let is_without = tables.is_empty()
        && reader.value("fields").is_none_or(|value| value.value == Value::List(Vec::new()));
    for table in tables {
        let what = format!("a field of the form `{}`", name.value);
        let reader = Reader::new(path, table.value, what, table.range);
        if let Some(field) = read_form_field(reader, found) {
            if let Some(first) = fields.iter().find(|other| other.name.value == field.name.value) {
                let message =
                    format!("two fields of the form `{}` are named `{}`", name.value, field.name.value);
                let span = Span::new(path, field.name.range.clone());
                let other = Span::new(path, first.name.range.clone());
                found.report(&codes::FORM_INVALID, span, message).label("again").other(other, "first");
            }
            fields.push(field);
        }
    }
    check_conditions(path, &fields, found);
    if !is_plain(&name.value) {
        let message = format!("“{}” cannot be a form name", name.value);
        found.report(&codes::FORM_INVALID, reader.span(&name.range), message).hint(
            "it becomes part of addresses: use letters a to z, digits, `-` and `_`, and start with a letter",
        );
    }
    if is_without && !reader.report_mistyped("fields", found) {
        let span = reader.span(&name.range);
        found
            .report(&codes::FORM_INVALID, span, format!("the form `{}` has no fields", name.value))
            .hint(format!("add a `[[forms.{}.fields]]`", name.value));
    }
    reader.finish(found);
    Form { name, title, text, submit, consent, backend, thanks_title, thanks, fields }
}

/// Names that the form itself sends, or that receivers interpret as commands; a field with such a name would be lost or misread.
const RESERVED: &[&str] = &[
    "form",
    "page",
    "language",
    "consent",
    "thanks",
    "form-name",
    "bot-field",
    "botcheck",
    "access_key",
    "redirect",
];

fn read_form_field(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<FormField> {
    let path = reader.path();
    let name = reader.required_text("name", found);
    let typed = reader.choice("type", FIELD_KINDS, found);
    let is_mistyped = typed.is_none() && reader.value("type").is_some();
    let kind = typed.unwrap_or(FormFieldKind::Text);
    let label = match kind == FormFieldKind::Hidden {
        true => reader.text("label", found),
        false => reader.required_text("label", found),
    };
    let mut text = |key: &str| reader.text(key, found).map_or(String::new(), |text| text.value);
    let (help, autocomplete, group) = (text("help"), text("autocomplete"), text("group"));
    let value = reader.text("value", found);
    let required = reader.boolean("required", false, found);
    let required_when = read_condition(&mut reader, found);
    let options = match kind {
        FormFieldKind::Choice | FormFieldKind::Select => read_options(&mut reader, found),
        FormFieldKind::Text
        | FormFieldKind::Email
        | FormFieldKind::Tel
        | FormFieldKind::Date
        | FormFieldKind::Checkbox
        | FormFieldKind::Textarea
        | FormFieldKind::Hidden => FormOptions::Listed(Vec::new()),
    };
    let is_checkbox = kind == FormFieldKind::Checkbox;
    let checked = is_checkbox.then(|| read_checked(&mut reader, found)).flatten();
    let is_text = matches!(kind, FormFieldKind::Text | FormFieldKind::Email | FormFieldKind::Tel);
    let pattern = is_text.then(|| read_pattern(&mut reader, found)).flatten();
    let (mut min, mut max) = (None, None);
    if kind == FormFieldKind::Date {
        (min, max) = (reader.date("min", found), reader.date("max", found));
        if let (Some(first), Some(last)) = (&min, &max)
            && first.value.instant > last.value.instant
        {
            let message = "there is no date between `min` and `max`";
            found
                .report(&codes::FORM_INVALID, reader.span(&last.range), message)
                .label("before `min`")
                .other(reader.span(&first.range), "after `max`");
        }
    }
    if let Some(name) = &name {
        check_name(name, &reader, found);
    }
    if is_mistyped {
        // Without a valid type, nobody knows which other keys belong here, so none are reported.
        reader.entries();
    }
    report_strangers(&mut reader, found);
    reader.finish(found);
    let label = label.map_or(String::new(), |label| label.value);
    let name = name?;
    let field = FormField {
        name,
        label,
        kind,
        required,
        required_when,
        help,
        autocomplete,
        value,
        checked,
        options,
        pattern,
        min,
        max,
        group,
    };
    if let Some(value) = &field.value
        && let Some((label, hint)) = field.problem_with(&value.value)
    {
        let message = format!("`{}` cannot have this initial value", field.name.value);
        found
            .report(&codes::FORM_INVALID, Span::new(path, value.range.clone()), message)
            .label(label)
            .hint(hint);
    }
    Some(field)
}

impl FormField {
    /// Why a text cannot be the initial value, in two or three words, and how to fix that; none if it can. A checkbox
    /// may have any value, and the titles of a collection are not known here.
    pub fn problem_with(&self, text: &str) -> Option<(&'static str, String)> {
        match (self.kind, &self.options) {
            (FormFieldKind::Choice | FormFieldKind::Select, FormOptions::Listed(options)) => {
                let is_listed = options.is_empty() || options.iter().any(|option| option == text);
                (!is_listed).then(|| ("not an option", format!("use one of “{}”", options.join("”, “"))))
            }
            (FormFieldKind::Date, _) => match Date::parse(text) {
                None => Some(("not a date", "write it as \"2026-03-02\"".to_owned())),
                Some(day) => {
                    let early = self.min.as_ref().filter(|min| day.instant < min.value.instant);
                    let late = self.max.as_ref().filter(|max| day.instant > max.value.instant);
                    let early = early.map(|min| ("too early", format!("the earliest date is {}", min.value)));
                    early
                        .or_else(|| late.map(|max| ("too late", format!("the latest date is {}", max.value))))
                }
            },
            (FormFieldKind::Choice | FormFieldKind::Select, FormOptions::Titles(_))
            | (
                FormFieldKind::Text
                | FormFieldKind::Email
                | FormFieldKind::Tel
                | FormFieldKind::Textarea
                | FormFieldKind::Checkbox
                | FormFieldKind::Hidden,
                _,
            ) => None,
        }
    }

    /// Why no reader can give a text as an answer, in the form of [`problem_with`](Self::problem_with); none if one
    /// can.
    pub fn problem_with_answer(&self, text: &str) -> Option<(&'static str, String)> {
        if text.trim().is_empty() {
            return Some(("empty", "write a value that a reader could enter".to_owned()));
        }
        if self.kind == FormFieldKind::Checkbox && text != self.checkbox_value() {
            let hint = format!("when checked, its value is “{}”", self.checkbox_value());
            return Some(("not the value of this checkbox", hint));
        }
        if self.kind == FormFieldKind::Email && !text.contains('@') {
            return Some(("not an e-mail address", "write a value that a reader could enter".to_owned()));
        }
        self.problem_with(text)
    }

    /// What a checkbox sends if it is checked.
    pub fn checkbox_value(&self) -> &str {
        self.value
            .as_ref()
            .map(|value| value.value.as_str())
            .filter(|value| !value.is_empty())
            .unwrap_or("yes")
    }
}

fn read_options(reader: &mut Reader<'_>, found: &mut Diagnostics) -> FormOptions {
    let nothing = FormOptions::Listed(Vec::new());
    match reader.value("options").map(|value| &value.value) {
        None => {
            reader.missing("options", found);
            nothing
        }
        Some(Value::Table(_)) => {
            let Some(table) = reader.table("options", found) else { return nothing };
            let mut reader = Reader::new(reader.path(), table.value, "`options`", table.range);
            let collection = reader.required_text("collection", found);
            reader.finish(found);
            collection.map_or(nothing, FormOptions::Titles)
        }
        Some(_) => {
            let options = reader.texts("options", found);
            for (index, option) in options.iter().enumerate() {
                if let Some(first) = options[..index].iter().find(|first| first.value == option.value) {
                    let message = format!("the option “{}” is listed twice", option.value);
                    found
                        .report(&codes::FORM_INVALID, reader.span(&option.range), message)
                        .label("again")
                        .other(reader.span(&first.range), "first");
                }
            }
            FormOptions::Listed(options.into_iter().map(|text| text.value).collect())
        }
    }
}

fn read_checked(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<Spanned<()>> {
    let is_checked = reader.boolean("checked", false, found);
    let value = reader.value("checked")?;
    is_checked.then(|| value.with(()))
}

fn read_pattern(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<FormPattern> {
    let pattern = reader.text("pattern", found);
    let message = reader.text("pattern-message", found);
    let (Some(pattern), Some(message)) = (&pattern, &message) else {
        // A reader who is not told what would be right cannot continue.
        if pattern.is_some() {
            reader.missing("pattern-message", found);
        } else if message.is_some() {
            reader.missing("pattern", found);
        }
        return None;
    };
    if let Some((mistake, hint)) = mistake_in(&pattern.value) {
        let message = format!("browsers ignore this pattern: {mistake}");
        found.report(&codes::FORM_INVALID, reader.span(&pattern.range), message).hint(hint);
        return None;
    }
    Some(FormPattern { pattern: pattern.value.clone(), message: message.value.clone() })
}

/// Keys that only fields of some types have; on other types they are reported differently from unknown keys.
const KEYS_OF_TYPES: &[(&str, &str)] = &[
    ("options", "`choice` or `select`"),
    ("checked", "`checkbox`"),
    ("pattern", "`text`, `email` or `tel`"),
    ("pattern-message", "`text`, `email` or `tel`"),
    ("min", "`date`"),
    ("max", "`date`"),
];

fn report_strangers(reader: &mut Reader<'_>, found: &mut Diagnostics) {
    for (key, types) in KEYS_OF_TYPES {
        if !reader.has_asked(key)
            && let Some(value) = reader.value(key)
        {
            let message = format!("`{key}` is for a field of type {types}");
            found.report(&codes::KEY_UNKNOWN, reader.span(&value.range), message).label("not used here");
        }
    }
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn check_name(name: &Spanned<String>, reader: &Reader<'_>, found: &mut Diagnostics) {
    let text = &name.value;
    let hint = match (is_plain(text), RESERVED.contains(&text.as_str()) || text.starts_with("utm_")) {
        (false, _) => "use letters, digits, `-` and `_`, and start with a letter",
        (true, true) => "this name has a special meaning for kb or the receiver; choose another one",
        (true, false) => return,
    };
    let message = format!("“{text}” cannot be a field name");
    found.report(&codes::FORM_INVALID, reader.span(&name.range), message).hint(hint);
}
