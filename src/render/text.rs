//! What the text of an article needs from the rest of the site: addresses, embeds, shortcodes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use serde::Serialize;

use super::highlight::highlight;
use super::html::{Address, HtmlOptions, Surroundings, to_html, to_html_range, to_inline_html};
use super::page::page_title;
use super::{Ground, Press};
use crate::config::HtmlPolicy;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::document::{
    ArgumentValue, Body, CalloutKind, Document, Heading, Node, Reference, ReferenceId, ShortcodeCall, Tag,
};
use crate::escape::{escape, escape_text};
use crate::site::{DocumentId, PageId, Resolution};
use crate::theme::view::{ComparisonView, CtaView, FormView, LinkView, ListingView};
use crate::theme::{TemplateError, TextArgument};

/// The text of an article on a page: its own, or that of one that it embeds.
pub(super) struct Prose<'a> {
    press: &'a Press<'a>,
    ground: &'a Ground,
    document: DocumentId,
    // The trait that the HTML writer calls takes `&self`; what goes wrong on the way is kept here.
    trouble: RefCell<Trouble>,
}

/// What went wrong while a page was made.
#[derive(Default)]
pub(super) struct Trouble {
    /// The author's mistakes.
    pub found: Diagnostics,
    /// The theme's.
    pub failures: Vec<TemplateError>,
}

/// A text of `site.toml` on a page.
pub(super) struct Setting<'a> {
    pub press: &'a Press<'a>,
    pub ground: &'a Ground,
}

/// An argument as a shortcode's component gets it.
#[derive(Serialize)]
#[serde(untagged)]
enum ArgumentView {
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

#[derive(Serialize)]
struct Implicits<'a> {
    root: &'a str,
    title: &'a str,
}

impl<'a> Prose<'a> {
    pub fn new(press: &'a Press<'a>, ground: &'a Ground, document: DocumentId) -> Prose<'a> {
        Prose { press, ground, document, trouble: RefCell::default() }
    }

    /// HTML of the whole text, headings one level down if the text has level-1 headings of its own.
    pub fn print(&self) -> String {
        let document = self.document();
        let shift = i8::from(document.outline.iter().any(|heading| heading.level == 1));
        let terms = self.press.site.term_links(self.document);
        let options = HtmlOptions { heading_shift: shift, is_embedded: false, terms };
        to_html(&document.body, &document.outline, options, self)
    }

    /// HTML of a field's Markdown.
    pub fn field(&self, body: &Body) -> String {
        to_inline_html(body, self)
    }

    /// What went wrong.
    pub fn into_trouble(self) -> Trouble {
        self.trouble.into_inner()
    }

    fn report(&self, call: &ShortcodeCall, message: String, hint: Option<String>) {
        let span = Span::new(&self.document().path, call.range.clone());
        let mut trouble = self.trouble.borrow_mut();
        let diagnostic = trouble.found.report(&codes::SHORTCODE_ARGUMENT, span, message);
        if let Some(hint) = hint {
            diagnostic.hint(hint);
        }
    }

    fn document(&self) -> &'a Document {
        self.press.site.document(self.document)
    }

    fn resolution(&self, reference: ReferenceId) -> &'a Resolution {
        self.press.site.resolution(self.document, reference)
    }

    /// The arguments of a shortcode of kb's own, with what they stand for; of a theme's, as they are.
    fn arguments(&self, call: &ShortcodeCall) -> Option<BTreeMap<String, ArgumentView>> {
        let argument =
            |name: &str| call.arguments.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let target = |name: &str| match argument(name) {
            Some(ArgumentValue::Reference(reference)) => Some(self.resolution(*reference)),
            _ => None,
        };
        let one = |name: &str, view: ArgumentView| BTreeMap::from([(name.to_owned(), view)]);
        match call.name.as_str() {
            "cta" => match target("id")? {
                Resolution::Cta(name) => {
                    Some(one("cta", ArgumentView::Cta(Box::new(self.press.cta(self.ground, name)?))))
                }
                _ => None,
            },
            "form" => match target("id")? {
                Resolution::Form(name) => {
                    if self.is_shown_again(name, call) {
                        return None;
                    }
                    let presets: Vec<(&str, &str)> = call.presets().collect();
                    let form = self.press.form(self.ground, name, &presets)?;
                    self.check_presets(call, &presets, &form);
                    Some(one("form", ArgumentView::Form(Arc::new(form))))
                }
                _ => None,
            },
            "comparison" => match target("of")? {
                Resolution::Collection(index) => {
                    let Some(view) = self.press.comparison(self.ground, *index) else {
                        let name = &self.press.site.collections[*index].name;
                        let message = format!("the collection `{name}` has no comparison");
                        let hint = format!("declare it in site.toml as `[collections.{name}.comparison]`");
                        self.report(call, message, Some(hint));
                        return None;
                    };
                    let mut arguments = one("comparison", ArgumentView::Comparison(Box::new(view)));
                    arguments.extend(self.plain(call, &["of"]));
                    Some(arguments)
                }
                _ => None,
            },
            "articles" => Some(one("listing", ArgumentView::Listing(Box::new(self.articles(call)?)))),
            // What is missing was reported where it stands; the theme is not to blame.
            _ if call.arguments.iter().any(|(_, value)| self.is_missing(value)) => None,
            _ => Some(self.plain(call, &[])),
        }
    }

    fn is_missing(&self, value: &ArgumentValue) -> bool {
        match value {
            ArgumentValue::Reference(reference) => {
                matches!(self.resolution(*reference), Resolution::Missing | Resolution::Ambiguous(_))
            }
            _ => false,
        }
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
                ArgumentValue::Reference(reference) => match self.resolution(*reference) {
                    Resolution::Page { document: Some(document), .. } => {
                        ArgumentView::Link(self.press.link(self.ground, *document))
                    }
                    resolution => ArgumentView::Text(self.press.url(self.ground, resolution)?),
                },
            };
            Some((name.clone(), view))
        });
        views.collect()
    }

    /// An embedded part, with a link to where it comes from.
    fn with_source(
        &self,
        html: String,
        embed: ReferenceId,
        heading: Option<&Heading>,
        shown: &Document,
    ) -> String {
        let url = self.press.url(self.ground, self.resolution(embed)).unwrap_or_default();
        let title = match heading {
            Some(heading) => format!("{}: {}", shown.title, heading.title),
            None => shown.title.clone(),
        };
        let words = self.press.words("embed-source", &[("title", TextArgument::Text(&title))]);
        let (url, words) = (escape(&url), escape_text(&words));
        let line = if html.ends_with('\n') || html.is_empty() { "" } else { "\n" };
        format!(
            "<div class=\"embed\">\n{html}{line}<p class=\"embed-source\"><a href=\"{url}\">{words}</a></p>\n</div>\n"
        )
    }

    /// A form that stands twice on one page: its labels would name two controls each.
    fn is_shown_again(&self, form: &str, call: &ShortcodeCall) -> bool {
        let span = Span::new(&self.document().path, call.range.clone());
        let first = match self.ground.forms.borrow_mut().entry(form.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(span);
                return false;
            }
            Entry::Occupied(entry) => entry.get().clone(),
        };
        let message = format!("the form “{form}” is on this page twice");
        let mut trouble = self.trouble.borrow_mut();
        let diagnostic = trouble.found.report(&codes::FORM_TWICE, span, message).label("again");
        diagnostic.other(first, "first").hint("link to the first one, or declare a second form");
        true
    }

    /// Values that a field cannot hold, of those that only the linked site knows: titles of articles.
    fn check_presets(&self, call: &ShortcodeCall, presets: &[(&str, &str)], form: &FormView) {
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
            self.report(call, format!("“{value}” is not an option of `{name}`"), hint);
        }
    }

    /// `{{ articles(in="…", tag="…", limit=3) }}`
    pub fn articles(&self, call: &ShortcodeCall) -> Option<ListingView> {
        let site = self.press.site;
        let mut limit = usize::MAX;
        let mut tag = None;
        let mut collection = None;
        for (name, value) in &call.arguments {
            match (name.as_str(), value) {
                ("limit", ArgumentValue::Number(number)) => limit = *number as usize,
                ("tag", ArgumentValue::Text(text)) => tag = Some(text),
                ("in", ArgumentValue::Reference(reference)) => match self.resolution(*reference) {
                    Resolution::Collection(index) => collection = Some(&site.collections[*index]),
                    _ => return None,
                },
                _ => {}
            }
        }
        let tagged = match tag {
            None => None,
            Some(wanted) => {
                let slug = crate::path::slug(wanted);
                let Some(tag) = site.tags.iter().find(|tag| tag.slug == slug) else {
                    let near = nearest(wanted, site.tags.iter().map(|tag| tag.title.as_str()));
                    let hint = near.map(|near| format!("did you mean “{near}”?"));
                    self.report(call, format!("no article has the tag “{wanted}”"), hint);
                    return None;
                };
                Some(&tag.articles)
            }
        };
        let articles: Vec<DocumentId> = match (collection, tagged) {
            (Some(collection), None) => collection.articles.iter().copied().take(limit).collect(),
            (None, Some(tagged)) => tagged.iter().copied().take(limit).collect(),
            (Some(collection), Some(tagged)) => {
                let tagged: std::collections::BTreeSet<&DocumentId> = tagged.iter().collect();
                let has_tag = |id: &&DocumentId| tagged.contains(id);
                collection.articles.iter().filter(has_tag).copied().take(limit).collect()
            }
            (None, None) => {
                let hint = "specify a collection, `in=\"…\"`, or a tag, `tag=\"…\"`".to_owned();
                self.report(call, "which articles?".to_owned(), Some(hint));
                return None;
            }
        };
        Some(self.press.list(self.ground, &articles))
    }
}

impl Surroundings for Prose<'_> {
    fn address(&self, reference: ReferenceId) -> Address {
        let written = &self.document().references[reference.0 as usize];
        address(self.press, self.ground, self.resolution(reference), written)
    }

    fn term(&self, term: DocumentId) -> String {
        self.press.url_of_document(self.ground, term)
    }

    fn embed(&self, reference: ReferenceId, level: u8) -> String {
        let Some(part) = self.press.site.embedded(self.document, reference) else { return String::new() };
        let inner = Prose::new(self.press, self.ground, part.document);
        let shown = inner.document();
        // The first heading of the part comes one level below the heading that it stands under.
        let below = i8::try_from(level.max(1)).unwrap_or(6) + 1;
        let heading_shift = part.first_level.map_or(0, |first| below - i8::try_from(first).unwrap_or(6));
        // A term is linked once a page, and the page may have linked this one itself.
        let options = HtmlOptions { heading_shift, is_embedded: true, terms: &[] };
        let is_item = shown.body.nodes.get(part.nodes.start) == Some(&Node::Open(Tag::Item));
        let mut html = to_html_range(&shown.body, part.nodes.clone(), &shown.outline, options, &inner);
        if is_item {
            html = format!("<ul>\n{html}</ul>\n");
        }
        let heading = part.heading.map(|heading| &shown.outline[heading]);
        let html = self.with_source(html, reference, heading, shown);
        let inner = inner.into_trouble();
        let mut trouble = self.trouble.borrow_mut();
        trouble.found.extend(inner.found);
        trouble.failures.extend(inner.failures);
        html
    }

    fn shortcode(&self, call: &ShortcodeCall, body: Option<String>) -> String {
        let Some(arguments) = self.arguments(call) else { return String::new() };
        let title = &page_title(self.press, &self.press.site.page(self.ground.page).kind);
        let implicits = Implicits { root: &self.ground.root, title };
        match self.press.templates.shortcode(&call.name, &arguments, &implicits, body.as_deref()) {
            Ok(html) => html,
            Err(error) => {
                self.trouble.borrow_mut().failures.push(error);
                String::new()
            }
        }
    }

    fn code(&self, language: &str, code: &str) -> String {
        let Some(known) = &self.press.colored else { return highlight(language, code) };
        let key = (language.to_owned(), code.to_owned());
        let html = known.get(&key).cloned().unwrap_or_else(|| highlight(language, code).into());
        let text = html.to_string();
        self.ground.colored.borrow_mut().insert(key, html);
        text
    }

    fn callout_title(&self, kind: CalloutKind) -> String {
        self.press.word(&format!("callout-{}", kind.name()))
    }

    fn html_policy(&self) -> HtmlPolicy {
        self.press.config.markdown.html
    }

    fn words(&self, key: &str) -> String {
        self.press.word(key)
    }
}

impl Setting<'_> {
    /// HTML of one line, without a paragraph.
    pub fn inline(&self, body: &Body) -> String {
        to_inline_html(body, self)
    }

    /// HTML of paragraphs and lists.
    pub fn blocks(&self, body: &Body) -> String {
        to_html(body, &[], HtmlOptions::default(), self)
    }
}

impl Surroundings for Setting<'_> {
    fn address(&self, reference: ReferenceId) -> Address {
        let resolution = self.press.site.settings_resolution(reference);
        let written = &self.press.settings.references[reference.0 as usize];
        address(self.press, self.ground, resolution, written)
    }

    fn term(&self, term: DocumentId) -> String {
        self.press.url_of_document(self.ground, term)
    }

    // `site.toml` has lines of text; articles and shortcodes belong in articles.
    fn embed(&self, _: ReferenceId, _: u8) -> String {
        String::new()
    }

    fn shortcode(&self, _: &ShortcodeCall, _: Option<String>) -> String {
        String::new()
    }

    fn callout_title(&self, kind: CalloutKind) -> String {
        self.press.word(&format!("callout-{}", kind.name()))
    }

    fn html_policy(&self) -> HtmlPolicy {
        self.press.config.markdown.html
    }

    fn words(&self, key: &str) -> String {
        self.press.word(key)
    }
}

/// Where a reference leads from a page.
pub(super) fn address(
    press: &Press<'_>,
    ground: &Ground,
    resolution: &Resolution,
    written: &Reference,
) -> Address {
    let Some(mut url) = press.url(ground, resolution) else {
        return Address::Missing { words: words_of(&written.target) };
    };
    if let (Resolution::Page { .. } | Resolution::File(_), Some(query)) = (resolution, written.query()) {
        let at = url.find('#').unwrap_or(url.len());
        url.insert_str(at, &format!("?{query}"));
    }
    let is_external = matches!(resolution, Resolution::External(_));
    Address::Href { url, is_external, title: default_words(press, ground.page, resolution, written) }
}

/// The words of a link that has none of its own, on a page.
pub(super) fn default_words(
    press: &Press<'_>,
    on: PageId,
    resolution: &Resolution,
    written: &Reference,
) -> String {
    match resolution {
        Resolution::Page { document: Some(document), heading: None, .. } => {
            press.site.document(*document).name_in_text(&written.target).to_owned()
        }
        Resolution::Page { document: Some(document), heading: Some(id), page } => {
            let document = press.site.document(*document);
            let here = *page == on;
            if let Some(block) = document.body.blocks.iter().position(|block| block.id == *id) {
                let words = document.body.block_nodes(block).map(|nodes| document.body.words(nodes));
                let words = words.filter(|words| here && !words.is_empty());
                return words.map_or_else(|| document.title.clone(), |words| first_words(&words));
            }
            let heading = document.outline.iter().find(|heading| heading.id == *id);
            let heading = heading.map_or(id.as_str(), |heading| heading.title.as_str());
            if here { heading.to_owned() } else { format!("{}: {heading}", document.title) }
        }
        _ => words_of(&written.target),
    }
}

/// What a reader sees of a link that has no words of its own and leads to nothing with a title.
fn words_of(target: &crate::document::Target) -> String {
    use crate::document::Target;
    match target {
        Target::Name { name, heading: None } => name.clone(),
        Target::Name { name, heading: Some(heading) } => format!("{name}: {heading}"),
        Target::Path { path, .. } => path.rsplit('/').next().unwrap_or(path).to_owned(),
        Target::Here { heading } => heading.clone(),
        Target::Url(url) => url.clone(),
        Target::Form(name) | Target::Cta(name) | Target::Collection(name) | Target::Tag(name) => name.clone(),
    }
}

/// As much of a block as makes the words of a link.
fn first_words(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        None => words.to_owned(),
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            format!("{} …", words[..cut].trim_end_matches([',', ';', ':']))
        }
    }
}
