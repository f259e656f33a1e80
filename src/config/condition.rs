//! `required-when` of a form's field.

use super::form::{FormField, FormFieldKind};
use crate::data::{Reader, Spanned, Value};
use crate::diagnostic::{Diagnostics, Edit, Span, codes, nearest};
use crate::path::SourcePath;

/// `required-when = { field = "contact", is = "Telephone" }`: a field is required if a reader chose this value in
/// another field of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The name of another field of the form.
    pub field: Spanned<String>,
    /// The value of that field that makes this one required.
    pub is: Spanned<String>,
}

pub(super) fn read_condition(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<Condition> {
    let value = reader.value("required-when")?;
    if !matches!(value.value, Value::Table(_)) {
        let wanted = "a table such as { field = \"contact\", is = \"Telephone\" }";
        reader.wrong_type("required-when", value, wanted, found);
        return None;
    }
    let table = reader.table("required-when", found)?;
    let mut reader = Reader::new(reader.path(), table.value, "`required-when`", table.range);
    let field = reader.required_text("field", found);
    let is = reader.required_text("is", found);
    reader.finish(found);
    Some(Condition { field: field?, is: is? })
}

/// Reports conditions that never or always hold. `fields` are those of one form.
pub(super) fn check_conditions(path: &SourcePath, fields: &[FormField], found: &mut Diagnostics) {
    for field in fields {
        if let Some(condition) = &field.required_when {
            check_condition(path, (field, condition), fields, found);
        }
    }
    report_circles(path, fields, found);
}

fn check_condition(
    path: &SourcePath,
    (field, condition): (&FormField, &Condition),
    fields: &[FormField],
    found: &mut Diagnostics,
) {
    let name = &field.name.value;
    let span = |part: &Spanned<String>| Span::new(path, part.range.clone());
    if field.required {
        let message = format!("`{name}` is always required, so `required-when` has no effect");
        found
            .report(&codes::FORM_INVALID, span(&condition.field), message)
            .label("no effect")
            .hint("remove `required = true` or `required-when`");
    }
    if field.kind == FormFieldKind::Hidden {
        let message = format!("`{name}` is hidden, so nobody can fill it in");
        found
            .report(&codes::FORM_INVALID, span(&condition.field), message)
            .label("no effect")
            .hint("remove `required-when`, or give the field another `type`");
    }
    let wanted = &condition.field.value;
    let others = || fields.iter().filter(|other| other.name.value != *name);
    let Some(other) = fields.iter().find(|other| other.name.value == *wanted) else {
        let shown = others().filter(|other| other.kind != FormFieldKind::Hidden);
        let names: Vec<&str> = shown.map(|other| other.name.value.as_str()).collect();
        let message = format!("this form has no field `{wanted}`");
        let diagnostic = found.report(&codes::FORM_INVALID, span(&condition.field), message).label("unknown");
        match nearest(wanted, names.iter().copied()) {
            Some(near) => diagnostic
                .hint(format!("did you mean `{near}`?"))
                .suggest(vec![Edit::replace(span(&condition.field), format!("\"{near}\""))]),
            None if names.is_empty() => diagnostic.hint("it has no other field; remove `required-when`"),
            None => diagnostic.hint(format!("its other fields are `{}`", names.join("`, `"))),
        };
        return;
    };
    if other.kind == FormFieldKind::Hidden {
        let message = format!("`{wanted}` is hidden, so its value does not depend on the reader");
        found
            .report(&codes::FORM_INVALID, span(&condition.field), message)
            .label("hidden")
            .hint("name a field that readers see");
    } else if let Some((label, hint)) = other.problem_with_answer(&condition.is.value) {
        let message = format!("`{wanted}` is never “{}”", condition.is.value);
        found.report(&codes::FORM_INVALID, span(&condition.is), message).label(label).hint(hint);
    }
}

/// Reports fields that are required because of themselves, directly or through other fields. Each circle is reported
/// once, where it begins.
fn report_circles(path: &SourcePath, fields: &[FormField], found: &mut Diagnostics) {
    // A condition on a hidden field is reported for that reason, not as part of a circle.
    let next = |index: usize| {
        let wanted = &fields[index].required_when.as_ref()?.field.value;
        let is_next = |field: &FormField| field.name.value == *wanted && field.kind != FormFieldKind::Hidden;
        fields.iter().position(is_next)
    };
    let next: Vec<Option<usize>> = (0..fields.len()).map(next).collect();
    let mut is_done = vec![false; fields.len()];
    for start in 0..fields.len() {
        let mut trail: Vec<usize> = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| !is_done[*index]) {
            is_done[index] = true;
            trail.push(index);
            at = next[index];
        }
        let Some(first) = at.and_then(|at| trail.iter().position(|index| *index == at)) else { continue };
        let circle: Vec<&FormField> = trail[first..].iter().map(|index| &fields[*index]).collect();
        let Some(condition) = &circle[0].required_when else { continue };
        let mut names: Vec<String> = circle.iter().map(|field| format!("`{}`", field.name.value)).collect();
        let span = Span::new(path, condition.field.range.clone());
        let (message, hint) = match names.len() {
            1 => (format!("{} depends on itself", names[0]), "name another field of the form"),
            _ => {
                names.push(names[0].clone());
                let message = format!("these fields require each other in a circle: {}", names.join(" → "));
                (message, "remove one `required-when`, or make one of the fields `required = true`")
            }
        };
        found.report(&codes::FORM_INVALID, span, message).label("in a circle").hint(hint);
    }
}
