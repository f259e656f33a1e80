//! Checks a shortcode call against the theme's declaration.

use std::collections::BTreeMap;
use std::ops::Range;

use super::call::{Call, Problem};
use super::piece::Piece;
use super::preset;
use crate::config::{ArgumentKind, DeclaredKind, Field, Form, ShortcodeSchema};
use crate::data::{Spanned, Value};
use crate::diagnostic::{Diagnostics, Span, codes, did_you_mean, nearest};
use crate::document::front_matter::read_name;
use crate::document::plain::check_plain;
use crate::document::{
    ArgumentValue, LinkParts, Reference, ReferenceId, Role, ShortcodeCall, Target, read_target,
};
use crate::path::SourcePath;

/// What the check needs.
pub(super) struct Checker<'a> {
    pub path: &'a SourcePath,
    pub shortcodes: &'a BTreeMap<String, ShortcodeSchema>,
    pub forms: &'a BTreeMap<String, Form>,
    pub first_reference: u32,
    pub references: &'a mut Vec<Reference>,
    pub found: &'a mut Diagnostics,
}

impl<'a> Checker<'a> {
    /// The typed call; none if it is invalid, which is then reported.
    pub fn check(&mut self, call: &Call, piece: &Piece<'_>) -> Option<ShortcodeCall> {
        let name = &call.name.value;
        let name_span = self.span(piece, &call.name);
        let Some(schema) = self.shortcodes.get(name) else {
            let diagnostic = self
                .found
                .report(&codes::SHORTCODE_UNKNOWN, name_span, format!("no shortcode is called `{name}`"))
                .label("unknown shortcode");
            diagnostic.hint(
                did_you_mean(name, self.shortcodes.keys().map(String::as_str))
                    .unwrap_or_else(|| "if it is meant as text, put it in backticks".to_owned()),
            );
            return None;
        };
        let mut is_right = true;
        if schema.has_body != call.has_body {
            is_right = false;
            let (message, hint) = match schema.has_body {
                true => ("needs a body", format!("write `{{% {name}(…) %}} … {{% end %}}`")),
                false => ("takes no body", format!("write `{{{{ {name}(…) }}}}`")),
            };
            let message = format!("the shortcode `{name}` {message}");
            self.found.report(&codes::SHORTCODE_SYNTAX, name_span.clone(), message).label("here").hint(hint);
        }
        let mut arguments: Vec<(String, ArgumentValue)> = Vec::new();
        // The arguments that others stand for.
        let mut mistyped: Vec<&str> = Vec::new();
        for (index, (key, value)) in call.arguments.iter().enumerate() {
            if call.arguments[..index].iter().any(|(earlier, _)| earlier.value == key.value) {
                is_right = false;
                let message = format!("`{}` is given twice", key.value);
                let span = self.span(piece, key);
                self.found
                    .report(&codes::SHORTCODE_ARGUMENT, span, message)
                    .label("repeated here")
                    .hint("remove one of the two");
                continue;
            }
            let argument = match schema.arguments.iter().find(|field| field.name.value == key.value) {
                Some(field) => self.argument(field, value, piece),
                None => match self.form_of(schema, call) {
                    Some(form) => {
                        let span = |range: &Range<usize>| Span::new(self.path, piece.places(range.clone()));
                        preset::read(form, key, value, &span, self.found)
                    }
                    None => {
                        self.unknown_argument(schema, call, (key, value), piece, &mut mistyped);
                        None
                    }
                },
            };
            match argument {
                Some(argument) => arguments.push((key.value.clone(), argument)),
                None => is_right = false,
            }
        }
        for field in schema.arguments.iter().filter(|field| field.required && !call.has(field)) {
            is_right = false;
            // A mistyped argument has been reported.
            if mistyped.contains(&field.name.value.as_str()) {
                continue;
            }
            let message = format!("the shortcode `{name}` needs `{}`", field.name.value);
            let diagnostic = self.found.report(&codes::SHORTCODE_ARGUMENT, name_span.clone(), message);
            diagnostic.label(format!("`{}` is missing", field.name.value));
            diagnostic.hint(format!("add `{}=…`: {}", field.name.value, field.kind.wanted()));
        }
        // The references of a wrong call are checked too: a file that is missing is another mistake.
        is_right.then(|| ShortcodeCall {
            name: name.clone(),
            arguments,
            range: piece.places(call.range.clone()),
        })
    }

    /// Reports a call whose body never ends, or which has none.
    pub fn report_unclosed(&mut self, call: &Call, piece: &Piece<'_>) {
        let name = &call.name.value;
        if self.shortcodes.get(name).is_some_and(|schema| !schema.has_body) {
            self.check(call, piece);
            return;
        }
        let problem = Problem {
            range: call.range.clone(),
            message: format!("the shortcode `{name}` is never closed"),
            label: "opened here",
            hint: "close it with `{% end %}`".into(),
        };
        self.report_problem(&problem, piece);
    }

    /// Reports a call that cannot be read.
    pub fn report_problem(&mut self, problem: &Problem, piece: &Piece<'_>) {
        let span = Span::new(self.path, piece.places(problem.range.clone()));
        self.found
            .report(&codes::SHORTCODE_SYNTAX, span, problem.message.clone())
            .label(problem.label)
            .hint(problem.hint.clone());
    }

    fn unknown_argument(
        &mut self,
        schema: &'a ShortcodeSchema,
        call: &Call,
        (key, value): (&Spanned<String>, &Spanned<Value>),
        piece: &Piece<'_>,
        mistyped: &mut Vec<&'a str>,
    ) {
        let is_of_form = schema.arguments.iter().any(|field| field.kind == ArgumentKind::Form);
        match self.meant(schema, call, key, value) {
            Some(field) => {
                self.report_unknown(schema, key, Some(&field.name.value), piece);
                mistyped.push(&field.name.value);
                // Otherwise what needs the value would be reported too, such as a link to a form.
                self.argument(field, value, piece);
            }
            // Without a form, nobody knows which fields it has.
            None if is_of_form => {}
            None => self.report_unknown(schema, key, None, piece),
        }
    }

    /// The argument that an unknown one stands for: one with a similar name, or the only one that is missing.
    fn meant(
        &self,
        schema: &'a ShortcodeSchema,
        call: &Call,
        key: &Spanned<String>,
        value: &Spanned<Value>,
    ) -> Option<&'a Field<ArgumentKind>> {
        let mut free = schema.arguments.iter().filter(|field| !call.has(field));
        let near = nearest(&key.value, free.clone().map(|field| field.name.value.as_str()));
        if near.is_some() {
            return free.find(|field| Some(field.name.value.as_str()) == near);
        }
        let mut missing = free.filter(|field| field.required);
        let only = missing.next().filter(|_| missing.next().is_none())?;
        let is_known = |key: &str| schema.arguments.iter().any(|field| field.name.value == key);
        let is_meant = match only.kind == ArgumentKind::Form {
            // The fields of a form are arguments too.
            true => value.value.text().is_some_and(|text| self.forms.contains_key(text)),
            false => call.arguments.iter().filter(|(key, _)| !is_known(&key.value)).count() == 1,
        };
        is_meant.then_some(only)
    }

    fn report_unknown(
        &mut self,
        schema: &ShortcodeSchema,
        key: &Spanned<String>,
        meant: Option<&str>,
        piece: &Piece<'_>,
    ) {
        let span = self.span(piece, key);
        let message = format!("the shortcode `{}` has no argument `{}`", schema.name, key.value);
        let diagnostic =
            self.found.report(&codes::SHORTCODE_ARGUMENT, span, message).label("unknown argument");
        let known = || schema.arguments.iter().map(|field| field.name.value.as_str());
        match meant.or_else(|| nearest(&key.value, known())) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None if schema.arguments.is_empty() => diagnostic.hint("it takes none"),
            None => {
                let names: Vec<_> = known().map(|name| format!("`{name}`")).collect();
                diagnostic.hint(format!("it takes {}", names.join(", ")))
            }
        };
    }

    fn argument(
        &mut self,
        field: &Field<ArgumentKind>,
        value: &Spanned<Value>,
        piece: &Piece<'_>,
    ) -> Option<ArgumentValue> {
        if !field.kind.accepts(&value.value) {
            let given = value.value.describe();
            let wanted = field.kind.wanted();
            let message = format!("`{}` must be {wanted}, but this is {given}", field.name.value);
            let span = self.span(piece, value);
            let hint = if let ArgumentKind::Choice(options) = &field.kind {
                value.value.text().and_then(|text| did_you_mean(text, options.iter().map(String::as_str)))
            } else {
                value.hint_if_meant(|meant| field.kind.accepts(meant))
            };
            let diagnostic = self.found.report(&codes::SHORTCODE_ARGUMENT, span, message);
            diagnostic.label(format!("expected {wanted}"));
            if let Some(hint) = hint {
                diagnostic.hint(hint);
            }
            return None;
        }
        let text = match &value.value {
            Value::Text(text) => text,
            Value::Integer(number) => return Some(ArgumentValue::Number(*number as f64)),
            Value::Float(number) => return Some(ArgumentValue::Number(*number)),
            Value::Boolean(boolean) => return Some(ArgumentValue::Boolean(*boolean)),
            Value::Date(_) | Value::List(_) | Value::Table(_) | Value::Null => return None,
        };
        let (target, role) = match &field.kind {
            ArgumentKind::Image => (read_target(text), Role::Image),
            ArgumentKind::Reference(_) => (read_name(text), Role::Field),
            ArgumentKind::Form => (Target::Form(text.clone()), Role::Field),
            ArgumentKind::Cta => (Target::Cta(text.clone()), Role::Field),
            ArgumentKind::Collection => (Target::Collection(text.clone()), Role::Field),
            ArgumentKind::Text => {
                let range = piece.places(value.range.clone());
                check_plain(self.path, &field.name.value, text, &range, self.found);
                return Some(ArgumentValue::Text(text.clone()));
            }
            ArgumentKind::Markdown
            | ArgumentKind::Number
            | ArgumentKind::Boolean
            | ArgumentKind::Date
            | ArgumentKind::Choice(_)
            | ArgumentKind::Url => return Some(ArgumentValue::Text(text.clone())),
        };
        let range = piece.places(value.range.clone());
        let mut parts = LinkParts::of_value(&piece.text, &value.range, text);
        parts.destination = parts.destination.and_then(|place| piece.exact_places(place));
        self.references.push(Reference { target, role, range, address: text.clone(), parts });
        let id = self.first_reference + self.references.len() as u32 - 1;
        Some(ArgumentValue::Reference(ReferenceId(id)))
    }

    /// The form that a call names, whose fields are arguments too.
    fn form_of(&self, schema: &ShortcodeSchema, call: &Call) -> Option<&'a Form> {
        let field = schema.arguments.iter().find(|field| field.kind == ArgumentKind::Form)?;
        let (_, value) = call.arguments.iter().find(|(key, _)| key.value == field.name.value)?;
        self.forms.get(value.value.text()?)
    }

    fn span<T>(&self, piece: &Piece<'_>, place: &Spanned<T>) -> Span {
        Span::new(self.path, piece.places(place.range.clone()))
    }
}
