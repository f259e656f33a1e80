//! Values that a page prefills in a form: `{{ form(id="waiting-list", training="Negotiation") }}`.
//!
//! Takes one argument named after a field of the form, gives its value if the field accepts it.

use std::ops::Range;

use crate::config::{Form, FormFieldKind};
use crate::data::{Spanned, Value};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::document::ArgumentValue;

/// The value of a preset; none if it is invalid, which is then reported. `span` gives the span of a range of the call's text.
pub(super) fn read(
    form: &Form,
    key: &Spanned<String>,
    value: &Spanned<Value>,
    span: &impl Fn(&Range<usize>) -> Span,
    found: &mut Diagnostics,
) -> Option<ArgumentValue> {
    let fields = || form.fields.iter();
    let Some(field) = fields().find(|field| field.name.value == key.value) else {
        let message = format!("the form “{}” has no field `{}`", form.name.value, key.value);
        let diagnostic =
            found.report(&codes::SHORTCODE_ARGUMENT, span(&key.range), message).label("unknown field");
        let names = || fields().map(|field| field.name.value.as_str()).chain(["id"]);
        match nearest(&key.value, names()) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<_> = fields().map(|field| format!("`{}`", field.name.value)).collect();
                diagnostic.hint(format!("its fields are {}", names.join(", ")))
            }
        };
        return None;
    };
    let text = match &value.value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(_) | Value::Date(_) | Value::List(_) | Value::Table(_) | Value::Null => String::new(),
    };
    let problem = match field.kind == FormFieldKind::Checkbox {
        true => Some(("a box", "a checkbox is never checked in advance; leave this out".to_owned())),
        false if text.is_empty() => Some(("not text", "write text in quotes, or leave this out".to_owned())),
        false => field.problem_with(&text),
    };
    let Some((label, hint)) = problem else { return Some(ArgumentValue::Preset(text)) };
    let message = format!("`{}` cannot be prefilled like this", key.value);
    found.report(&codes::SHORTCODE_ARGUMENT, span(&value.range), message).label(label).hint(hint);
    None
}
