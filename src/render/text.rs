//! What the text of an article needs from the rest of the site: addresses, embeds, shortcodes.

use std::collections::BTreeMap;

use super::highlight::{Colored, highlight};
use super::html::{Address, HtmlOptions, Surroundings, to_html, to_html_range, to_inline_html};
use super::{PageContext, Press, language_view};
use crate::blob::Digest;
use crate::diagnostic::{Diagnostics, Span};
use crate::document::{
    Body, BuiltIn, CalloutKind, Document, Heading, Node, Reference, ReferenceId, ShortcodeCall, Tag,
};
use crate::escape::{escape, escape_text};
use crate::language::Language;
use crate::segment::Direction;
use crate::site::{DocumentId, PageId, Part, Resolution};
use crate::theme::view::LanguageView;
use crate::theme::{TemplateError, TextArgument};

/// The text of an article on a page: its own, or that of one that it embeds.
pub(super) struct Prose<'a, 'f> {
    pub press: &'a Press<'a>,
    pub context: &'a PageContext,
    pub document: DocumentId,
    /// For the whole page, since some things may be on it only once.
    pub findings: &'f mut Findings,
}

/// The results of a page's text, besides HTML.
#[derive(Default)]
pub(super) struct Findings {
    /// The author's mistakes.
    pub diagnostics: Diagnostics,
    /// The theme's errors.
    pub failures: Vec<TemplateError>,
    /// The forms that it shows, each with its position.
    pub forms: BTreeMap<String, Span>,
    /// The code that it shows, if it is to be remembered.
    pub colored: Colored,
    /// The ids in use, each with the last number appended to it.
    ids: BTreeMap<String, usize>,
}

impl Findings {
    /// A unique id on the page: the wanted one, or with a number appended.
    pub fn unique_id(&mut self, wanted: String) -> String {
        let mut number = self.ids.get(&wanted).copied().unwrap_or(1);
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.ids.insert(id.clone(), 1);
        self.ids.insert(wanted, number);
        id
    }
}

/// Text from `site.toml` on a page.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub press: &'a Press<'a>,
    pub context: &'a PageContext,
}

impl<'a> Prose<'a, '_> {
    /// HTML of the whole text, with headings one level down if the text has level-1 headings.
    pub fn print(&mut self) -> String {
        let document = self.document();
        let shift = i8::from(document.outline.iter().any(|heading| heading.level == 1));
        let terms = self.press.site.term_links(self.document);
        let options = HtmlOptions { heading_shift: shift, is_embedded: false, terms };
        to_html(&document.body, &document.outline, options, self)
    }

    /// HTML of a field's Markdown.
    pub fn field(&mut self, body: &Body) -> String {
        to_inline_html(body, self)
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.press.site.document(self.document)
    }

    /// The target of a reference in its text.
    pub fn resolution(&self, reference: ReferenceId) -> &'a Resolution {
        self.press.site.resolution(self.document, reference)
    }

    /// Blocks in a language, as a part of this text.
    fn in_language(&self, language: &Language, html: String) -> String {
        if *language == self.document().language {
            return html;
        }
        let LanguageView { tag, direction } = language_view(language);
        let line = if html.ends_with('\n') { "" } else { "\n" };
        format!("<div lang=\"{}\" dir=\"{direction}\">\n{html}{line}</div>\n", escape(&tag))
    }

    /// An embedded part, with a link to its source.
    fn with_source(
        &self,
        html: String,
        embed: ReferenceId,
        heading: Option<&Heading>,
        shown: &Document,
    ) -> String {
        let url = self.press.url(self.context, self.resolution(embed)).unwrap_or_default();
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
}

impl Surroundings for Prose<'_, '_> {
    fn address(&self, reference: ReferenceId) -> Address {
        let written = &self.document().references[reference.0 as usize];
        let own = &self.document().language;
        address(self.press, self.context, self.resolution(reference), (written, own))
    }

    fn term(&self, term: DocumentId) -> String {
        self.press.url_of_document(self.context, term)
    }

    fn embed(&mut self, reference: ReferenceId, level: u8) -> String {
        let Some(part) = self.press.site.embedded(self.document, reference) else { return String::new() };
        let Prose { press, context, .. } = *self;
        let mut inner = Prose { press, context, document: part.document, findings: &mut *self.findings };
        let shown = inner.document();
        // The first heading of the part is one level below the heading above it.
        let below = i8::try_from(level.max(1)).unwrap_or(6) + 1;
        let heading_shift = part.first_level.map_or(0, |first| below - i8::try_from(first).unwrap_or(6));
        // A term is linked once per page, and the page may already have linked this one.
        let options = HtmlOptions { heading_shift, is_embedded: true, terms: &[] };
        let is_item = shown.body.nodes.get(part.nodes.start) == Some(&Node::Open(Tag::Item));
        let mut html = to_html_range(&shown.body, part.nodes.clone(), &shown.outline, options, &mut inner);
        if is_item {
            html = format!("<ul>\n{html}</ul>\n");
        }
        let html = self.in_language(&shown.language, html);
        let heading = part.heading.map(|heading| &shown.outline[heading]);
        self.with_source(html, reference, heading, shown)
    }

    fn shortcode(&mut self, call: &ShortcodeCall, body: Option<String>) -> String {
        let Some(arguments) = self.arguments(call) else { return String::new() };
        match self.press.shortcode(self.context, &call.name, &arguments, body.as_deref()) {
            // It shows words of the site, which has another language than this text.
            Ok(html) if call.built_in().is_some_and(BuiltIn::shows_site_words) && !html.is_empty() => {
                self.in_language(self.press.language, html)
            }
            Ok(html) => html,
            Err(error) => {
                self.findings.failures.push(error);
                String::new()
            }
        }
    }

    fn code(&mut self, language: &str, code: &str) -> String {
        let Some(known) = &self.press.colored else { return highlight(language, code) };
        let key = Digest::of_value(&(language, code));
        let html = known.get(&key).cloned().unwrap_or_else(|| highlight(language, code).into());
        let text = html.to_string();
        self.findings.colored.insert(key, html);
        text
    }

    fn callout_title(&self, kind: CalloutKind) -> String {
        self.press.word(&format!("callout-{}", kind.name()))
    }

    fn direction(&self) -> Direction {
        self.document().language.direction()
    }

    fn words(&self, key: &str) -> String {
        self.press.word(key)
    }
}

impl Setting<'_> {
    /// HTML of inline text, without a paragraph.
    pub fn inline(mut self, body: &Body) -> String {
        to_inline_html(body, &mut self)
    }

    /// HTML of paragraphs and lists.
    pub fn blocks(mut self, body: &Body) -> String {
        to_html(body, &[], HtmlOptions::default(), &mut self)
    }
}

impl Surroundings for Setting<'_> {
    fn address(&self, reference: ReferenceId) -> Address {
        let resolution = self.press.site.settings_resolution(reference);
        let written = &self.press.settings.references[reference.0 as usize];
        address(self.press, self.context, resolution, (written, self.press.language))
    }

    fn term(&self, term: DocumentId) -> String {
        self.press.url_of_document(self.context, term)
    }

    // `site.toml` has only short text; embeds and shortcodes belong in articles.
    fn embed(&mut self, _: ReferenceId, _: u8) -> String {
        String::new()
    }

    fn shortcode(&mut self, _: &ShortcodeCall, _: Option<String>) -> String {
        String::new()
    }

    fn callout_title(&self, kind: CalloutKind) -> String {
        self.press.word(&format!("callout-{}", kind.name()))
    }

    fn direction(&self) -> Direction {
        self.press.language.direction()
    }

    fn words(&self, key: &str) -> String {
        self.press.word(key)
    }
}

/// The address of a reference, from a page. `own` is the language of the text that it is in.
pub(super) fn address(
    press: &Press<'_>,
    context: &PageContext,
    resolution: &Resolution,
    (written, own): (&Reference, &Language),
) -> Address {
    let Some(mut url) = press.url(context, resolution) else {
        return Address::Missing { words: words_of(&written.target) };
    };
    if let (Resolution::Page { .. } | Resolution::File(_), Some(query)) = (resolution, written.query()) {
        let at = url.find('#').unwrap_or(url.len());
        url.insert_str(at, &format!("?{query}"));
    }
    let is_external = matches!(resolution, Resolution::External(_));
    let target = resolution.document().map(|target| &press.site.document(target).language);
    let language = target.filter(|target| press.languages.len() > 1 && !target.is_kin(own)).cloned();
    Address::Href {
        url,
        is_external,
        title: default_words(press, context.page, resolution, written),
        language,
    }
}

/// The text, on a page, for a link that has no text of its own.
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
            let target = *document;
            let document = press.site.document(target);
            let here = press.site.page_for(press.edition, *page) == on;
            let heading = match press.site.part(target, id) {
                Some(Part::Block(block)) => {
                    let nodes = document.body.beginning_of_block(block, NODES_OF_A_BLOCK).filter(|_| here);
                    let words = nodes.map(|nodes| document.first_words(nodes, BYTES_OF_A_BLOCK));
                    let words = words.filter(|words| !words.is_empty());
                    return words.map_or_else(|| document.title.clone(), |words| first_words(&words));
                }
                Some(Part::Heading(index)) => document.outline[index].title.as_str(),
                None => id.as_str(),
            };
            if here { heading.to_owned() } else { format!("{}: {heading}", document.title) }
        }
        Resolution::Page { document: None, .. }
        | Resolution::File(_)
        | Resolution::External(_)
        | Resolution::Form(_)
        | Resolution::Cta(_)
        | Resolution::Collection(_)
        | Resolution::Missing => words_of(&written.target),
    }
}

/// The text of a link without words whose target has no title.
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

/// How many nodes of a block, and bytes of its text, are read for its first words. Without these limits, many links to one long
/// block would read all of it many times.
const NODES_OF_A_BLOCK: usize = 240;
const BYTES_OF_A_BLOCK: usize = 1_000;

/// The part of a block that serves as link text.
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
