//! Strings in Fluent: reads the messages of a file, and fills them in. The only module that imports `fluent_syntax`.
//!
//! Fluent's own resolver, the crate fluent-bundle, is not used: its rules for plurals are outdated, and wrong for some
//! numbers above 20 in Arabic, Belarusian, Lithuanian and Romanian. Here, the rules are those of [`Plurals`].

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::unused::message_keys;
use crate::language::Plurals;

/// Messages by their keys, and terms by their keys with a `-` before them.
pub(super) type Messages = BTreeMap<String, Vec<Piece>>;

/// A part of a message.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    Variable(String),
    /// Another message, or a term.
    Message(String),
    /// The first variant that matches the value of a variable, else the default.
    Select {
        variable: String,
        variants: Vec<(Variant, Vec<Piece>)>,
        default: usize,
    },
}

/// What a variant is for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Variant {
    /// Exactly this number.
    Number(f64),
    /// A plural form of a number, or exactly this text.
    Name(String),
}

/// A value for a variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    /// Selects by its plural form, and is shown as the text.
    Number(f64, Cow<'a, str>),
    /// Any number with this plural form, shown as the text.
    Form(&'static str, Cow<'a, str>),
}

/// Why a message has no text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unfilled {
    NoMessage(String),
    NoValue(String),
    /// It refers to itself, or to too many others.
    TooLong,
}

/// How many references and variables may be followed to fill in one message. Some limit is needed, since messages may
/// refer to each other in a circle.
const MOST_STEPS: usize = 100;

/// Reads the text of a file. Also gives what is wrong with it, each with its position.
pub(super) fn read(text: &str) -> (Messages, Vec<(Range<usize>, String)>) {
    let (resource, errors) = match parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut wrong: Vec<_> =
        errors.into_iter().map(|error| (error.pos.clone(), error.kind.to_string())).collect();
    let mut messages = Messages::new();
    for entry in &resource.body {
        let (key, pattern) = match entry {
            Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref()),
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value)),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {
                continue;
            }
        };
        let Some(pattern) = pattern else { continue };
        match pieces(pattern) {
            Ok(pieces) => drop(messages.insert(key, pieces)),
            Err(reason) => {
                // The parser gives no positions.
                let at = message_keys(text).find(|(_, found)| *found == key).map_or(0, |(at, _)| at);
                wrong.push((at..at + key.len(), reason));
            }
        }
    }
    (messages, wrong)
}

fn pieces(pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::with_capacity(pattern.elements.len());
    for element in &pattern.elements {
        pieces.push(match element {
            PatternElement::TextElement { value } => Piece::Text((*value).to_owned()),
            PatternElement::Placeable { expression } => piece(expression)?,
        });
    }
    Ok(pieces)
}

fn piece(expression: &Expression<&str>) -> Result<Piece, String> {
    let (selector, variants) = match expression {
        Expression::Inline(expression) => return inline(expression),
        Expression::Select { selector, variants } => (selector, variants),
    };
    let Piece::Variable(variable) = inline(selector)? else {
        return Err("it chooses by something that is not a variable".to_owned());
    };
    let mut keys = BTreeSet::new();
    let mut read = Vec::with_capacity(variants.len());
    for variant in variants {
        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = &variant.key;
        if !keys.insert(*name) {
            return Err(format!("it has two variants `[{name}]`"));
        }
        let key = match &variant.key {
            VariantKey::Identifier { name } => Variant::Name((*name).to_owned()),
            VariantKey::NumberLiteral { value } => Variant::Number(value.parse().unwrap_or(f64::NAN)),
        };
        read.push((key, pieces(&variant.value)?));
    }
    let default = variants.iter().position(|variant| variant.default).unwrap_or(0);
    Ok(Piece::Select { variable, variants: read, default })
}

fn inline(expression: &InlineExpression<&str>) -> Result<Piece, String> {
    Ok(match expression {
        InlineExpression::StringLiteral { value } => {
            Piece::Text(unescape_unicode_to_string(value).into_owned())
        }
        InlineExpression::NumberLiteral { value } => Piece::Text((*value).to_owned()),
        InlineExpression::VariableReference { id } => Piece::Variable(id.name.to_owned()),
        InlineExpression::MessageReference { id, attribute: None } => Piece::Message(id.name.to_owned()),
        InlineExpression::TermReference { id, attribute: None, arguments: None } => {
            Piece::Message(format!("-{}", id.name))
        }
        InlineExpression::Placeable { expression } => piece(expression)?,
        InlineExpression::FunctionReference { id, .. } => {
            return Err(format!("it calls `{}`, and strings have no functions", id.name));
        }
        InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
            return Err("it refers to an attribute, or to a term with values".to_owned());
        }
    })
}

/// Fills in a message.
pub(super) fn fill<'a>(
    messages: &Messages,
    key: &str,
    plurals: &Plurals,
    value: &dyn Fn(&str) -> Option<Value<'a>>,
) -> Result<String, Unfilled> {
    let mut text = String::new();
    let filling = Filling { messages, plurals, value, steps: Cell::new(MOST_STEPS) };
    filling.message(key, &mut text)?;
    Ok(text)
}

struct Filling<'m, 'a, 'f> {
    messages: &'m Messages,
    plurals: &'m Plurals,
    value: &'f dyn Fn(&str) -> Option<Value<'a>>,
    // Counted down behind a shared reference, so that all else can be borrowed.
    steps: Cell<usize>,
}

impl<'a> Filling<'_, 'a, '_> {
    fn message(&self, key: &str, text: &mut String) -> Result<(), Unfilled> {
        let pieces = self.messages.get(key).ok_or_else(|| Unfilled::NoMessage(key.to_owned()))?;
        self.pieces(pieces, text)
    }

    // The recursion is limited by `steps` from one message to the next, and by `brace_too_deep` within one.
    fn pieces(&self, pieces: &[Piece], text: &mut String) -> Result<(), Unfilled> {
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Variable(name) => match self.value_of(name)? {
                    Value::Text(shown) | Value::Number(_, shown) | Value::Form(_, shown) => {
                        text.push_str(&shown)
                    }
                },
                Piece::Message(key) => {
                    self.step()?;
                    self.message(key, text)?;
                }
                Piece::Select { variable, variants, default } => {
                    let value = self.value_of(variable)?;
                    let chosen = variants.iter().position(|(variant, _)| self.matches(variant, &value));
                    self.pieces(&variants[chosen.unwrap_or(*default)].1, text)?;
                }
            }
        }
        Ok(())
    }

    fn value_of(&self, name: &str) -> Result<Value<'a>, Unfilled> {
        self.step()?;
        (self.value)(name).ok_or_else(|| Unfilled::NoValue(name.to_owned()))
    }

    fn step(&self) -> Result<(), Unfilled> {
        self.steps.set(self.steps.get().checked_sub(1).ok_or(Unfilled::TooLong)?);
        Ok(())
    }

    fn matches(&self, variant: &Variant, value: &Value<'_>) -> bool {
        match (variant, value) {
            (Variant::Number(exact), Value::Number(number, _)) => exact == number,
            (Variant::Name(name), Value::Number(number, _)) => name == self.plurals.form(*number),
            (Variant::Name(name), Value::Form(form, _)) => name == form,
            (Variant::Name(name), Value::Text(text)) => name == text,
            (Variant::Number(_), Value::Form(..) | Value::Text(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    /// A message named `a` of a text, with `$n` and `$name`; what is wrong with the text, or with the message.
    fn filled(text: &str, number: f64, tag: &str) -> String {
        let (messages, wrong) = read(text);
        let value = |name: &str| match name {
            "n" => Some(Value::Number(number, number.to_string().into())),
            "name" => Some(Value::Text("Ann".into())),
            _ => None,
        };
        match wrong.first() {
            Some((_, reason)) => reason.clone(),
            None => match fill(&messages, "a", &Language::parse(tag).unwrap().plurals(), &value) {
                Ok(text) => text,
                Err(unfilled) => format!("{unfilled:?}"),
            },
        }
    }

    #[test]
    fn messages_are_filled_in() {
        for (text, expected) in [
            ("a = Hello, { $name }{ \"!\" }", "Hello, Ann!"),
            ("a = See { b }\nb = this", "See this"),
            ("a = { -brand } site\n-brand = kb", "kb site"),
            ("a = { $name ->\n [Ann] she\n *[other] they\n}", "she"),
            ("a = { b }\nb = { a }", "TooLong"),
            ("a = { b }", "NoMessage(\"b\")"),
            ("a = { $city }", "NoValue(\"city\")"),
            (
                "a = { NUMBER($n) ->\n [one] x\n *[other] y\n}",
                "it calls `NUMBER`, and strings have no functions",
            ),
            ("a = { $n ->\n [one] x\n [one] y\n *[other] z\n}", "it has two variants `[one]`"),
        ] {
            assert_eq!(filled(text, 1.0, "en"), expected, "{text}");
        }
    }

    #[test]
    fn messages_have_the_plural_forms_of_their_language() {
        let text = "a = { $n ->\n [2] pair\n [one] one\n [few] few { $n }\n [many] many\n *[other] other\n}";
        for (tag, number, expected) in [
            ("en", 1.0, "one"),
            ("en", 2.0, "pair"),
            ("en", 3.0, "other"),
            ("pl", 22.0, "few 22"),
            ("pl", 25.0, "many"),
            ("ar", 103.0, "few 103"),
            ("lt", 22.0, "few 22"),
            ("he", 20.0, "other"),
            ("fr", 1_000_000.0, "many"),
            ("fr", 1.5, "one"),
        ] {
            assert_eq!(filled(text, number, tag), expected, "{number} in {tag}");
        }
    }

    #[test]
    fn a_message_cannot_grow_without_limit() {
        let doubled: String =
            (1..40).map(|at| format!("b{at} = {{ b{} }}{{ b{} }}\n", at - 1, at - 1)).collect();
        assert_eq!(filled(&format!("b0 = x\n{doubled}a = {{ b39 }}"), 1.0, "en"), "TooLong");
    }
}
