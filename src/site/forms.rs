//! What only the linked site knows about forms: their pages, options, dates that have passed, boxes that are checked in advance.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{DocumentId, Edition, Site};
use crate::config::{Config, Form, FormField, FormOptions};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, codes, nearest};
use crate::language::Language;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// The page that contains each form, in each language: the first one in path order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FormPages(BTreeMap<String, BTreeMap<usize, DocumentId>>);

impl FormPages {
    /// Adds a page of an edition, unless the edition already has one with this form.
    pub fn add(&mut self, form: &str, edition: usize, document: DocumentId) {
        self.0.entry(form.to_owned()).or_default().entry(edition).or_insert(document);
    }

    /// The page of a form for readers of an edition: one of that edition if there is any, else one of the main language.
    pub fn find(&self, form: &str, edition: usize) -> Option<DocumentId> {
        let pages = self.0.get(form)?;
        pages.get(&edition).or_else(|| pages.values().next()).copied()
    }
}

impl Site {
    /// The page on which readers of a language find a form; none if no article shows it.
    pub fn form_page(&self, language: &Language, form: &str) -> Option<DocumentId> {
        self.form_pages.find(form, self.edition(language).number)
    }

    /// The options of a field in a language, in order; empty if it has none.
    pub fn choices<'a>(&'a self, language: &Language, field: &'a FormField) -> Vec<&'a str> {
        match &field.options {
            FormOptions::Listed(options) => options.iter().map(String::as_str).collect(),
            FormOptions::Titles(collection) => {
                let articles = self
                    .edition(language)
                    .collection(&collection.value)
                    .map(|collection| &collection.articles);
                articles.into_iter().flatten().map(|id| self.document(*id).title.as_str()).collect()
            }
        }
    }
}

/// Reports mistakes in forms that are not known before the site is linked. `now` is the time of the build, in seconds
/// since 1970.
pub(super) fn check(config: &Config, site: &Site, now: i64) -> Diagnostics {
    let mut found = Diagnostics::default();
    for edition in site.editions.iter() {
        let config = config.in_language(&edition.language);
        let mut checker = Checker { config, site, edition, now, found: Diagnostics::default() };
        config.forms.values().for_each(|form| checker.check_form(form));
        found.extend(checker.found);
    }
    found
}

struct Checker<'a> {
    config: &'a Config,
    site: &'a Site,
    edition: &'a Edition,
    now: i64,
    found: Diagnostics,
}

impl Checker<'_> {
    fn report(&mut self, code: &'static Code, range: &Range<usize>, message: String) -> &mut Diagnostic {
        self.found.report(code, Span::new(&self.config.path, range.clone()), message)
    }

    fn check_form(&mut self, form: &Form) {
        for field in &form.fields {
            self.check(field);
            self.check_condition(field, form);
            let in_footer =
                self.config.footer_form.as_ref().is_some_and(|name| name.value == form.name.value);
            if let (true, FormOptions::Titles(collection)) = (in_footer, &field.options) {
                // Every page would contain a list that grows with the site.
                let message = format!(
                    "the footer form is on every page, where a list of all titles of “{}” would be too long",
                    collection.value
                );
                self.report(&codes::FORM_INVALID, &collection.range, message)
                    .hint("list the options, or show this form on its own page");
            }
        }
    }

    fn check(&mut self, field: &FormField) {
        let name = &field.name.value;
        if let Some(max) = &field.max
            && max.value.instant + SECONDS_OF_A_DAY <= self.now
        {
            let message = format!("`{name}`'s latest date has passed, so nobody can submit this form");
            self.report(&codes::FORM_DATE_PAST, &max.range, message)
                .label("in the past")
                .hint("set a later date, or remove `max`");
        }
        if let Some(checked) = &field.checked {
            let message = format!("the checkbox `{name}` is checked before the reader has seen it");
            self.report(&codes::BOX_TICKED, &checked.range, message)
                .label("checked in advance")
                .hint("remove `checked`: silence is not consent (GDPR, recital 32)");
        }
        let FormOptions::Titles(collection) = &field.options else { return };
        let is_declared = self.edition.collection(&collection.value).is_some();
        let choices = self.site.choices(&self.edition.language, field);
        if choices.is_empty() {
            let (label, hint) = match is_declared {
                false => {
                    ("no such collection", format!("declare it as `[collections.{}]`", collection.value))
                }
                true => ("has no articles", format!("publish an article in articles/{}/", collection.value)),
            };
            let message = format!("`{name}` has no options to choose from");
            self.report(&codes::FORM_INVALID, &collection.range, message).label(label).hint(hint);
        } else if let Some(value) =
            field.value.as_ref().filter(|value| !choices.contains(&value.value.as_str()))
        {
            let near = nearest(&value.value, choices.iter().copied()).map(str::to_owned);
            let message = format!("`{name}` cannot have this initial value");
            let diagnostic = self.report(&codes::FORM_INVALID, &value.range, message).label("not an option");
            if let Some(near) = near {
                diagnostic.hint(format!("did you mean “{near}”?"));
            }
        }
    }

    /// Checks the answer that makes a field required, if the possible answers are titles of articles.
    fn check_condition(&mut self, field: &FormField, form: &Form) {
        let Some(condition) = &field.required_when else { return };
        let Some(other) = form.fields.iter().find(|other| other.name.value == condition.field.value) else {
            return;
        };
        let choices = self.site.choices(&self.edition.language, other);
        let answer = condition.is.value.as_str();
        if !matches!(other.options, FormOptions::Titles(_)) || choices.is_empty() || choices.contains(&answer)
        {
            return;
        }
        let near = nearest(answer, choices.iter().copied()).map(str::to_owned);
        let message = format!("`{}` is never “{answer}”", other.name.value);
        let diagnostic =
            self.report(&codes::FORM_INVALID, &condition.is.range, message).label("not an option");
        if let Some(near) = near {
            diagnostic.hint(format!("did you mean “{near}”?"));
        }
    }
}
