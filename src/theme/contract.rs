//! The contract with templates: the fields of every view, read from `docs/contract.md`, which is made from the view types and
//! held to them by a test. So templates can be judged here without knowing how pages are printed.

use std::collections::BTreeMap;

/// The fields of every view, by the view's name.
pub(super) struct Contract {
    views: BTreeMap<&'static str, BTreeMap<&'static str, Kind>>,
}

/// What is known of a value before any page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing, or a text, a number, a truth, whose fields nobody asks for.
    Plain,
    /// One of the views; it may be absent.
    View(&'static str),
    /// A list of views.
    List(&'static str),
    /// `site.tokens`
    Tokens,
    /// `site.dark`
    DarkTokens,
}

impl Contract {
    /// Reads the page.
    pub(super) fn read() -> Contract {
        let mut views: BTreeMap<&str, BTreeMap<&str, Kind>> = BTreeMap::new();
        for section in include_str!("../../docs/contract.md").split("\n## ").skip(1) {
            let (view, rest) = section.split_once('\n').unwrap_or((section, ""));
            let rows = rest.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
            let fields = rows.map(|(field, rest)| {
                let told = rest.split(" | ").next().unwrap_or("");
                (field, kind(view, field, told))
            });
            views.insert(view, fields.collect());
        }
        Contract { views }
    }

    /// The fields of a view; the variables of a template are those of `PageView`.
    pub(super) fn fields(&self, view: &str) -> Option<&BTreeMap<&'static str, Kind>> {
        self.views.get(view)
    }
}

fn kind(view: &str, field: &str, told: &'static str) -> Kind {
    let inner = told.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(name, _)| name);
    match (view, field, inner) {
        ("SiteView", "tokens", _) => Kind::Tokens,
        ("SiteView", "dark", _) => Kind::DarkTokens,
        (_, _, None) => Kind::Plain,
        (_, _, Some(name)) if told.starts_with("list of ") || told.starts_with("two ") => Kind::List(name),
        (_, _, Some(name)) => Kind::View(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_with_the_views_that_they_lead_to() {
        let contract = Contract::read();
        let kind = |view: &str, field: &str| contract.fields(view).unwrap().get(field).copied();
        assert_eq!(kind("PageView", "title"), Some(Kind::Plain));
        assert_eq!(kind("PageView", "collection"), Some(Kind::View("LinkView")));
        assert_eq!(kind("PageView", "menu"), Some(Kind::List("LinkView")));
        assert_eq!(kind("SiteView", "tokens"), Some(Kind::Tokens));
        assert_eq!(kind("PageView", "titel"), None);
    }
}
