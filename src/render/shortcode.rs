//! Shortcodes: built-in ones get the values that their arguments stand for, a theme's get their arguments as they are.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::page::page_title;
use super::text::Prose;
use super::{PageContext, Press};
use crate::diagnostic::{Span, codes, nearest};
use crate::document::{ArgumentValue, BuiltIn, ShortcodeCall};
use crate::site::{DocumentId, Resolution};
use crate::theme::TemplateError;
use crate::theme::view::{ComparisonView, CtaView, FormView, LinkView, ListingView};

/// An argument as a shortcode's component gets it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ArgumentView {
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Link(LinkView),
    Cta(Box<CtaView>),
    Form(Arc<FormView>),
    Comparison(Box<ComparisonView>),
    Listing(Box<ListingView>),
}

/// The problem of a call.
#[derive(Hash)]
pub(super) struct Slip {
    message: String,
    hint: Option<String>,
}

#[derive(Serialize)]
struct Implicits<'a> {
    root: &'a str,
    title: &'a str,
}

impl Press<'_> {
    /// Renders the component of a shortcode.
    pub(super) fn shortcode(
        &self,
        context: &PageContext,
        name: &str,
        arguments: &BTreeMap<String, ArgumentView>,
        body: Option<&str>,
    ) -> Result<String, TemplateError> {
        let title = &page_title(self, &self.site.page(context.page).kind);
        let implicits = Implicits { root: &context.root, title };
        self.renderer().shortcode(name, arguments, &implicits, body)
    }

    /// The articles of `{{ articles(in="…", tag="…", sort="date", limit=3) }}` in a document. None if the collection or tag does
    /// not exist, which was reported when the call was resolved.
    pub(super) fn chosen_articles(
        &self,
        document: DocumentId,
        call: &ShortcodeCall,
    ) -> Option<Result<Vec<DocumentId>, Slip>> {
        let (site, edition) = (self.site, self.edition);
        let mut limit = usize::MAX;
        let mut tag = None;
        let mut collection = None;
        let mut sort = None;
        for (name, value) in &call.arguments {
            match (name.as_str(), value) {
                ("limit", ArgumentValue::Number(number)) => limit = *number as usize,
                ("tag", ArgumentValue::Text(text)) => tag = Some(text),
                ("sort", ArgumentValue::Text(text)) => sort = Some(text.as_str()),
                ("in", ArgumentValue::Reference(reference)) => {
                    let target = site.resolution(document, *reference);
                    let Resolution::Collection(index) = target else { return None };
                    collection = Some(&edition.collections[*index]);
                }
                _ => {}
            }
        }
        let tagged = match tag {
            None => None,
            Some(wanted) => {
                let Some(tag) = edition.tag(wanted) else {
                    let near = nearest(wanted, edition.tags.iter().map(|tag| tag.title.as_str()));
                    let hint = near.map(|near| format!("did you mean “{near}”?"));
                    return Some(Err(Slip {
                        message: format!("no article has the tag “{wanted}”"), hint
                    }));
                };
                Some(&edition.tags[tag].articles)
            }
        };
        let mut articles: Vec<DocumentId> = match (collection, tagged) {
            (Some(collection), None) => collection.articles.clone(),
            (None, Some(tagged)) => tagged.clone(),
            (Some(collection), Some(tagged)) => {
                let tagged: BTreeSet<&DocumentId> = tagged.iter().collect();
                collection.articles.iter().filter(|id| tagged.contains(id)).copied().collect()
            }
            (None, None) if sort == Some("date") => {
                return Some(Ok(self.latest().iter().copied().take(limit).collect()));
            }
            (None, None) => {
                let message = "name a collection or a tag".to_owned();
                let hint = "write `in=\"…\"`, `tag=\"…\"` or both; or `sort=\"date\"` for the latest of all"
                    .to_owned();
                return Some(Err(Slip { message, hint: Some(hint) }));
            }
        };
        match sort {
            Some("date") => self.sort_by_date(&mut articles),
            Some("title") => {
                let collation = self.language.collation();
                articles.sort_by_cached_key(|id| (collation.key(&site.document(*id).title), *id));
            }
            _ => {}
        }
        articles.truncate(limit);
        Some(Ok(articles))
    }

    /// The articles of all collections that have a date, latest first.
    fn latest(&self) -> &[DocumentId] {
        self.shared().latest.get_or_init(|| {
            let articles = self.edition.collections.iter().flat_map(|collection| &collection.articles);
            let has_date = |id: &DocumentId| self.site.document(*id).meta.date.is_some();
            let mut articles: Vec<DocumentId> = articles.copied().filter(has_date).collect();
            self.sort_by_date(&mut articles);
            articles
        })
    }

    /// Latest first; articles without a date come last, and ties keep their order.
    fn sort_by_date(&self, articles: &mut [DocumentId]) {
        articles.sort_by_key(|id| Reverse(self.site.document(*id).meta.date.map(|date| date.instant)));
    }
}

impl Prose<'_, '_> {
    /// The arguments of a built-in shortcode, with the values that they stand for; those of a theme's shortcode as they are.
    /// None if nothing is shown.
    pub(super) fn arguments(&mut self, call: &ShortcodeCall) -> Option<BTreeMap<String, ArgumentView>> {
        let target = |name: &str| call.reference(name).map(|reference| self.resolution(reference));
        let one = |name: &str, view: ArgumentView| BTreeMap::from([(name.to_owned(), view)]);
        match call.built_in() {
            Some(BuiltIn::Cta) => {
                let Some(Resolution::Cta(name)) = target("id") else { return None };
                let cta = self.press.cta(self.context, name, self.findings)?;
                Some(one("cta", ArgumentView::Cta(Box::new(cta))))
            }
            Some(BuiltIn::Form) => {
                let Some(Resolution::Form(name)) = target("id") else { return None };
                if self.is_shown_again(name, call) {
                    return None;
                }
                let presets: Vec<(&str, &str)> = call.presets().collect();
                let form = self.press.form(self.context, name, &presets)?;
                self.check_presets(call, &presets, &form);
                Some(one("form", ArgumentView::Form(Arc::new(form))))
            }
            Some(BuiltIn::Comparison) => {
                let Some(Resolution::Collection(index)) = target("of") else { return None };
                let Some(view) = self.press.comparison(self.context, *index) else {
                    let name = &self.press.edition.collections[*index].name;
                    let message = format!("the collection `{name}` has no comparison");
                    let hint = format!("declare it in site.toml as `[collections.{name}.comparison]`");
                    self.report(call, Slip { message, hint: Some(hint) });
                    return None;
                };
                let mut arguments = one("comparison", ArgumentView::Comparison(Box::new(view)));
                arguments.extend(self.plain(call, &["of"]));
                Some(arguments)
            }
            Some(BuiltIn::Articles) => match self.press.chosen_articles(self.document, call)? {
                Ok(articles) => {
                    let listing = self.press.list(self.context, &articles);
                    Some(one("listing", ArgumentView::Listing(Box::new(listing))))
                }
                Err(slip) => {
                    self.report(call, slip);
                    None
                }
            },
            // Missing values were reported at the call; the theme is not to blame.
            Some(BuiltIn::Aside | BuiltIn::Figure) | None => {
                let is_missing = call.arguments.iter().any(|(_, value)| self.is_missing(value));
                (!is_missing).then(|| self.plain(call, &[]))
            }
        }
    }

    fn is_missing(&self, value: &ArgumentValue) -> bool {
        let target = value.reference().map(|reference| self.resolution(reference));
        matches!(target, Some(Resolution::Missing))
    }

    fn plain(&self, call: &ShortcodeCall, but: &[&str]) -> BTreeMap<String, ArgumentView> {
        let arguments = call.arguments.iter().filter(|(name, _)| !but.contains(&name.as_str()));
        let views = arguments.filter_map(|(name, value)| {
            let view = match value {
                ArgumentValue::Text(text) | ArgumentValue::Preset(text) => ArgumentView::Text(text.clone()),
                ArgumentValue::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                    ArgumentView::Integer(*number as i64)
                }
                ArgumentValue::Number(number) => ArgumentView::Number(*number),
                ArgumentValue::Boolean(boolean) => ArgumentView::Boolean(*boolean),
                ArgumentValue::Reference(reference) => {
                    let target = self.resolution(*reference);
                    match target.document() {
                        Some(document) => ArgumentView::Link(self.press.link(self.context, document)),
                        None => ArgumentView::Text(self.press.url(self.context, target)?),
                    }
                }
            };
            Some((name.clone(), view))
        });
        views.collect()
    }

    fn report(&mut self, call: &ShortcodeCall, slip: Slip) {
        let span = Span::new(&self.document().path, call.range.clone());
        let found = &mut self.findings.diagnostics;
        let diagnostic = found.report(&codes::SHORTCODE_ARGUMENT, span, slip.message);
        if let Some(hint) = slip.hint {
            diagnostic.hint(hint);
        }
    }

    /// Whether a form is already on the page, which is reported: each label would refer to two controls.
    fn is_shown_again(&mut self, form: &str, call: &ShortcodeCall) -> bool {
        let span = Span::new(&self.document().path, call.range.clone());
        let first = match self.findings.forms.entry(form.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(span);
                return false;
            }
            Entry::Occupied(entry) => entry.get().clone(),
        };
        let message = format!("the form “{form}” is on this page twice");
        let diagnostic = self.findings.diagnostics.report(&codes::FORM_TWICE, span, message).label("again");
        diagnostic.other(first, "first").hint("link to the first one, or declare a second form");
        true
    }

    /// Reports invalid values that only the linked site can detect: titles of articles.
    fn check_presets(&mut self, call: &ShortcodeCall, presets: &[(&str, &str)], form: &FormView) {
        for field in form.groups.iter().flat_map(|group| &group.fields) {
            let preset = presets.iter().find(|(name, _)| *name == field.name);
            let is_offered = |value: &str| field.options.iter().any(|option| option.label == value);
            let Some((name, value)) =
                preset.filter(|(_, value)| !field.options.is_empty() && !is_offered(value))
            else {
                continue;
            };
            let near = nearest(value, field.options.iter().map(|option| option.label.as_str()));
            let hint = near.map(|near| format!("did you mean “{near}”?"));
            self.report(call, Slip { message: format!("“{value}” is not an option of `{name}`"), hint });
        }
    }
}
