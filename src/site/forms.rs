//! What only the linked site shows of a form: days that are gone, choices that nothing fills, boxes that are ticked.

use super::CollectionPages;
use crate::config::{Config, FormField, FormOptions};
use crate::diagnostic::{Diagnostics, Span, codes};

const SECONDS_OF_A_DAY: i64 = 86_400;

/// `now` is the instant of the build, in seconds since 1970.
pub(super) fn check(config: &Config, collections: &[CollectionPages], now: i64, found: &mut Diagnostics) {
    for form in config.forms.values() {
        for field in &form.fields {
            check_field(config, field, collections, now, found);
        }
    }
}

fn check_field(
    config: &Config,
    field: &FormField,
    collections: &[CollectionPages],
    now: i64,
    found: &mut Diagnostics,
) {
    let name = &field.name.value;
    let mut report = |code, range: &std::ops::Range<usize>, message: String, label: &str, hint: String| {
        found.report(code, Span::new(&config.path, range.clone()), message).label(label).hint(hint);
    };
    if let Some(max) = &field.max
        && max.value.instant + SECONDS_OF_A_DAY <= now
    {
        let message = format!("the last day that `{name}` takes is gone, so nobody can send this form");
        let hint = "set a later day, or leave `max` out".to_owned();
        report(&codes::FORM_DATE_PAST, &max.range, message, "in the past", hint);
    }
    if let Some(checked) = &field.checked {
        let message = format!("the box `{name}` is ticked before the reader has seen it");
        let hint = "leave `checked` out: silence is not consent (GDPR, recital 32)".to_owned();
        report(&codes::BOX_TICKED, &checked.range, message, "ticked in advance", hint);
    }
    if let FormOptions::Titles(collection) = &field.options {
        let articles = collections.iter().find(|pages| pages.name == collection.value);
        if articles.is_none_or(|pages| pages.articles.is_empty()) {
            let message = format!("`{name}` offers nothing to choose");
            let hint = match articles {
                None => format!("declare it as `[collections.{}]`", collection.value),
                Some(_) => format!("publish an article below articles/{}/", collection.value),
            };
            let label = if articles.is_none() { "no such collection" } else { "has no articles" };
            report(&codes::FORM_INVALID, &collection.range, message, label, hint);
        }
    }
}
