//! Errors in templates.

use crate::diagnostic::{Diagnostic, Diagnostics, Span, codes};
use crate::path::Route;

/// A template that cannot be parsed, or a page that it cannot render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Where in the theme; none if no file is at fault.
    pub span: Option<Span>,
    /// One sentence without a period.
    pub message: String,
    /// How to fix it, if known.
    pub hint: Option<String>,
}

impl TemplateError {
    pub(super) fn without_place(message: String, hint: Option<String>) -> TemplateError {
        TemplateError { span: None, message, hint }
    }

    /// Reports each error once, with the first page that it breaks.
    pub fn report_all<'a>(
        errors: impl IntoIterator<Item = (&'a Route, &'a TemplateError)>,
        found: &mut Diagnostics,
    ) {
        let mut distinct: Vec<(&TemplateError, Vec<&Route>)> = Vec::new();
        for (page, error) in errors {
            match distinct.iter_mut().find(|(known, _)| *known == error) {
                Some((_, pages)) => pages.push(page),
                None => distinct.push((error, vec![page])),
            }
        }
        for (error, pages) in distinct {
            let others = match pages.len() {
                1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            error.report_with(format!("{}{others} cannot be rendered: {}", pages[0], error.message), found);
        }
    }

    /// Reports an error that was found before any page was rendered.
    pub(super) fn report_in_theme(&self, found: &mut Diagnostics) {
        self.report_with(self.message.clone(), found);
    }

    fn report_with<'a>(&self, message: String, found: &'a mut Diagnostics) -> &'a mut Diagnostic {
        let diagnostic = found.report(&codes::TEMPLATE_ERROR, self.span.clone(), message);
        if let Some(hint) = &self.hint {
            diagnostic.hint(hint);
        }
        diagnostic
    }
}
