//! What is known about a template's values before any page is rendered, from the declarations of the views.

use super::view::{Kind as Declared, View};

/// A value of a template.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Nothing, or text, a number or a boolean, which have no fields.
    Plain,
    /// One of the views; it may be absent.
    View(&'static View),
    /// A list of views.
    List(&'static View),
    /// `site.tokens`
    Tokens,
    /// `site.dark`
    DarkTokens,
}

impl Kind {
    /// The type of its items.
    pub fn item(self) -> Kind {
        let Kind::List(view) = self else { return Kind::Plain };
        Kind::View(view)
    }

    /// The value of a field of this type.
    pub(super) fn of(declared: &Declared) -> Kind {
        match declared {
            Declared::Text | Declared::Number | Declared::Boolean => Kind::Plain,
            Declared::Tokens => Kind::Tokens,
            Declared::DarkTokens => Kind::DarkTokens,
            Declared::View(view) => Kind::View(view),
            Declared::Optional(inner) => Kind::of(inner),
            Declared::List(inner) | Declared::Two(inner) => inner.view().map_or(Kind::Plain, Kind::List),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::view::{PageView, SiteView};

    fn check(view: &View, field: &str, expected: &str) {
        let actual = match view.field(field).map(|field| Kind::of(&field.kind)) {
            None => "unknown".to_owned(),
            Some(Kind::View(view)) => view.name.to_owned(),
            Some(Kind::List(view)) => format!("{}s", view.name),
            Some(kind) => format!("{kind:?}"),
        };
        assert_eq!(actual, expected, "{field}");
    }

    #[test]
    fn fields_are_known_with_the_views_that_they_lead_to() {
        check(&PageView::VIEW, "title", "Plain");
        check(&PageView::VIEW, "authors", "Plain");
        check(&PageView::VIEW, "collection", "LinkView");
        check(&PageView::VIEW, "menu", "LinkViews");
        check(&PageView::VIEW, "footer_form", "FormView");
        check(&PageView::VIEW, "titel", "unknown");
        check(&SiteView::VIEW, "tokens", "Tokens");
        check(&SiteView::VIEW, "dark", "DarkTokens");
        check(&SiteView::VIEW, "sides", "SideLabelViews");
    }
}
