//! The text of an article as HTML for feed readers.
//!
//! Readers keep only plain HTML and know no base address, so that every address is absolute, folds are open, there are no forms
//! and scripts, checkboxes are characters, and formulas are their source. One pass over the nodes.

use crate::document::{
    ArgumentValue, AttributeValue, Body, BuiltIn, CodeInfo, Document, Fold, Node, ReferenceId, ShortcodeCall,
    Tag,
};
use crate::escape::{escape, escape_text, push_text};
use crate::render::Outside;
use crate::render::html::Address;
use crate::site::{DocumentId, Resolution};
use crate::theme::view::{ComparisonView, SidesView};

/// Elements of raw HTML that are written, without the others' tags.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
];
/// Elements that are left out with everything in them.
const LEFT_OUT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "embed", "form", "iframe", "input", "math", "noscript",
    "object", "option", "script", "select", "source", "style", "svg", "template", "textarea", "track",
    "video",
];
/// Attributes that are written.
const ATTRIBUTES: &[&str] = &[
    "alt", "cite", "colspan", "datetime", "dir", "height", "href", "lang", "rowspan", "src", "start",
    "title", "width",
];

/// The HTML of a document's text.
pub(super) fn html(outside: &Outside<'_>, document: DocumentId) -> String {
    let shown = outside.site().document(document);
    let mut writer = Content {
        outside,
        id: document,
        document: shown,
        links: Vec::new(),
        is_head: false,
        shift: u8::from(shown.outline.iter().any(|heading| heading.level == 1)),
        out: String::new(),
    };
    let nodes = &shown.body.nodes;
    let mut at = 0;
    while at < nodes.len() {
        at = match nodes[at] {
            Node::Open(tag) => match writer.open(tag, at) {
                Then::Enter => at + 1,
                Then::Skip => end_of(&shown.body, tag, at) + 1,
            },
            Node::Close(tag) => {
                writer.close(tag, at);
                at + 1
            }
            node @ (Node::Text(_)
            | Node::Code(_)
            | Node::Html(_)
            | Node::SoftBreak
            | Node::HardBreak
            | Node::Rule
            | Node::TaskMarker(_)
            | Node::FootnoteReference { .. }
            | Node::Math { .. }
            | Node::Anchor(_)
            | Node::CodeBlock { .. }) => {
                writer.leaf(node);
                at + 1
            }
        };
    }
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

/// Whether the content of an element is written.
enum Then {
    Enter,
    Skip,
}

struct Content<'a, 'b> {
    outside: &'b Outside<'a>,
    id: DocumentId,
    document: &'a Document,
    /// The end tag of each open link.
    links: Vec<&'static str>,
    is_head: bool,
    /// How many levels headings move down.
    shift: u8,
    out: String,
}

impl Content<'_, '_> {
    fn leaf(&mut self, node: Node) {
        let body = &self.document.body;
        match node {
            Node::Text(range) => push_text(&mut self.out, body.str(range)),
            Node::Code(range) => self.out.push_str(&format!("<code>{}</code>", escape_text(body.str(range)))),
            // Elements have nodes of their own; this is what only a browser can use.
            Node::Html(_) | Node::Anchor(_) => {}
            Node::SoftBreak => self.out.push('\n'),
            Node::HardBreak => self.out.push_str("<br />\n"),
            Node::Rule => self.out.push_str("<hr />\n"),
            Node::TaskMarker(is_done) => self.out.push_str(if is_done { "☑ " } else { "☐ " }),
            Node::FootnoteReference { number, .. } => {
                let page = escape(&self.outside.permalink());
                self.out.push_str(&format!("<sup><a href=\"{page}#fn-{number}\">{number}</a></sup>"));
            }
            // Some readers drop MathML with its text.
            Node::Math { source, .. } => {
                self.out.push_str(&format!("<code>{}</code>", escape_text(body.str(source).trim())));
            }
            Node::CodeBlock { info, code } => {
                let title = CodeInfo::read(body.str(info)).title;
                if !title.is_empty() {
                    self.out.push_str(&format!("<p>{}</p>\n", escape_text(title)));
                }
                self.out.push_str(&format!("<pre><code>{}</code></pre>\n", escape_text(body.str(code))));
            }
            Node::Open(_) | Node::Close(_) => {}
        }
    }

    fn open(&mut self, tag: Tag, at: usize) -> Then {
        let html = match tag {
            Tag::Heading(index) => &format!("<h{}>", self.level(index)),
            Tag::Callout(kind, _) => {
                self.out.push_str("<blockquote>\n");
                if self.document.body.nodes.get(at + 1) != Some(&Node::Open(Tag::CalloutTitle)) {
                    let title = self.outside.words(&format!("callout-{}", kind.name()), &[]);
                    self.out.push_str(&format!("<p><b>{}</b></p>\n", escape_text(&title)));
                }
                return Then::Enter;
            }
            Tag::OrderedList(first) if first != 1 => &format!("<ol start=\"{first}\">\n"),
            Tag::TableHead => {
                self.is_head = true;
                "<thead>\n<tr>\n"
            }
            Tag::TableCell(_) => {
                if self.is_head {
                    "<th>"
                } else {
                    "<td>"
                }
            }
            Tag::Link(reference) => {
                self.link(reference, at);
                return Then::Enter;
            }
            Tag::Image { source, .. } => {
                self.image(source, &self.words(tag, at));
                return Then::Skip;
            }
            Tag::Embed(reference) => {
                self.out.push_str("<p>");
                self.link(reference, at);
                self.out.push_str(self.links.pop().unwrap_or(""));
                self.out.push_str("</p>\n");
                return Then::Skip;
            }
            Tag::Shortcode(index) => {
                self.shortcode(index);
                return Then::Enter;
            }
            Tag::Element { .. } => return self.element(tag),
            Tag::Paragraph => "<p>",
            Tag::BlockQuote => "<blockquote>\n",
            Tag::CalloutTitle => "<p><b>",
            Tag::OrderedList(_) => "<ol>\n",
            Tag::UnorderedList => "<ul>\n",
            Tag::Item | Tag::Footnote { .. } => "<li>",
            Tag::DefinitionList => "<dl>\n",
            Tag::DefinitionTitle => "<dt>",
            Tag::DefinitionDetails => "<dd>",
            Tag::Table => "<table>\n",
            Tag::TableRow => "<tr>\n",
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            Tag::Mark => "<b>",
            Tag::Footnotes => "<hr />\n<ol>\n",
        };
        self.out.push_str(html);
        Then::Enter
    }

    fn close(&mut self, tag: Tag, at: usize) {
        let html = match tag {
            Tag::Heading(index) => &format!("</h{}>\n", self.level(index)),
            Tag::TableHead => {
                self.is_head = false;
                match self.document.body.nodes.get(at + 1) {
                    Some(Node::Open(Tag::TableRow)) => "</tr>\n</thead>\n<tbody>\n",
                    _ => "</tr>\n</thead>\n",
                }
            }
            Tag::Table => match self.document.body.nodes.get(at - 1) {
                Some(Node::Close(Tag::TableRow)) => "</tbody>\n</table>\n",
                _ => "</table>\n",
            },
            Tag::TableCell(_) => {
                if self.is_head {
                    "</th>\n"
                } else {
                    "</td>\n"
                }
            }
            Tag::Link(_) => self.links.pop().unwrap_or(""),
            Tag::Shortcode(index) => match self.document.body.shortcodes[index as usize].built_in() {
                Some(BuiltIn::Aside) => "</blockquote>\n",
                Some(
                    BuiltIn::Articles | BuiltIn::Comparison | BuiltIn::Cta | BuiltIn::Figure | BuiltIn::Form,
                )
                | None => "",
            },
            Tag::Element { .. } => return self.close_element(tag),
            Tag::Paragraph => "</p>\n",
            Tag::BlockQuote | Tag::Callout(_, Fold::None | Fold::Open | Fold::Closed) => "</blockquote>\n",
            Tag::CalloutTitle => "</b></p>\n",
            Tag::OrderedList(_) | Tag::Footnotes => "</ol>\n",
            Tag::UnorderedList => "</ul>\n",
            Tag::Item | Tag::Footnote { .. } => "</li>\n",
            Tag::DefinitionList => "</dl>\n",
            Tag::DefinitionTitle => "</dt>\n",
            Tag::DefinitionDetails => "</dd>\n",
            Tag::TableRow => "</tr>\n",
            Tag::Emphasis => "</em>",
            Tag::Strong => "</strong>",
            Tag::Strikethrough => "</del>",
            Tag::Mark => "</b>",
            Tag::Image { .. } | Tag::Embed(_) => "",
        };
        self.out.push_str(html);
    }

    /// As on the page, where the title is above all of them.
    fn level(&self, index: u32) -> u8 {
        self.document.outline.get(index as usize).map_or(2, |heading| (heading.level + self.shift).min(6))
    }

    /// The text within a node.
    fn words(&self, tag: Tag, at: usize) -> String {
        self.document.body.words(at + 1..end_of(&self.document.body, tag, at), |_| "")
    }

    /// The absolute address of a reference, and the text of a link without text.
    fn address(&self, reference: ReferenceId) -> (Option<String>, String) {
        match self.outside.address(self.id, reference) {
            Address::Href { url, title, .. } if url.starts_with('#') => {
                (Some(format!("{}{url}", self.outside.permalink())), title)
            }
            Address::Href { url, title, .. } => (Some(url).filter(|url| !url.is_empty()), title),
            Address::Missing { words } => (None, words),
        }
    }

    fn link(&mut self, reference: ReferenceId, at: usize) {
        let (url, words) = self.address(reference);
        if let Some(url) = &url {
            self.out.push_str(&format!("<a href=\"{}\">", escape(url)));
        }
        self.links.push(if url.is_some() { "</a>" } else { "" });
        if matches!(self.document.body.nodes.get(at + 1), Some(Node::Close(_))) {
            push_text(&mut self.out, &words);
        }
    }

    fn image(&mut self, source: ReferenceId, words: &str) {
        match self.address(source).0 {
            Some(url) => {
                self.out.push_str(&format!("<img src=\"{}\" alt=\"{}\" />", escape(&url), escape(words)));
            }
            None => push_text(&mut self.out, words),
        }
    }

    fn element(&mut self, tag: Tag) -> Then {
        let body = &self.document.body;
        let Some(element) = body.element(tag) else { return Then::Enter };
        let name = &*element.name;
        if LEFT_OUT.contains(&name) {
            return Then::Skip;
        }
        if name == "summary" {
            self.out.push_str("<p><b>");
        }
        if !KEPT.contains(&name) {
            return Then::Enter;
        }
        self.out.push('<');
        self.out.push_str(name);
        for attribute in element.attributes.iter().filter(|attribute| ATTRIBUTES.contains(&&*attribute.name))
        {
            let value = match attribute.value {
                AttributeValue::Text(value) => body.str(value).to_owned(),
                AttributeValue::Address(reference, _) => match self.address(reference).0 {
                    Some(url) => url,
                    None => continue,
                },
            };
            self.out.push_str(&format!(" {}=\"{}\"", attribute.name, escape(&value)));
        }
        self.out.push_str(if element.is_void() { " />" } else { ">" });
        Then::Enter
    }

    fn close_element(&mut self, tag: Tag) {
        let Some(element) = self.document.body.element(tag) else { return };
        let name = &*element.name;
        if name == "summary" {
            self.out.push_str("</b></p>\n");
        }
        if KEPT.contains(&name) && !element.is_void() {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    fn shortcode(&mut self, index: u32) {
        let call = &self.document.body.shortcodes[index as usize];
        let target = |name: &str| Some(self.outside.site().resolution(self.id, call.reference(name)?));
        let words = |name: &str| match call.argument(name) {
            Some(ArgumentValue::Text(words)) => words.as_str(),
            _ => "",
        };
        let html = match (call.built_in(), target("id"), target("of")) {
            (Some(BuiltIn::Cta), Some(Resolution::Cta(name)), _) => {
                self.outside.cta(name).map(|cta| paragraph(&cta.url, &cta.title))
            }
            (Some(BuiltIn::Form), Some(Resolution::Form(name)), _) => self.form(name),
            (Some(BuiltIn::Comparison), _, Some(Resolution::Collection(collection))) => {
                self.outside.comparison(*collection).map(|view| comparison(&view))
            }
            (Some(BuiltIn::Articles), ..) => self.articles(call),
            (Some(BuiltIn::Figure), ..) => {
                if let Some(source) = call.reference("src") {
                    self.out.push_str("<p>");
                    self.image(source, words("alt"));
                    self.out.push_str("</p>\n");
                }
                let caption = words("caption");
                (!caption.is_empty()).then(|| format!("<p>{}</p>\n", escape_text(caption)))
            }
            (Some(BuiltIn::Aside), ..) => {
                let kind = if words("kind").is_empty() { "note" } else { words("kind") };
                let own = words("title");
                let title = match own.is_empty() {
                    true => self.outside.words(&format!("aside-{kind}"), &[]),
                    false => own.to_owned(),
                };
                Some(format!("<blockquote>\n<p><b>{}</b></p>\n", escape_text(&title)))
            }
            // Only a theme knows what its own shortcodes show; their text is written.
            (Some(BuiltIn::Cta | BuiltIn::Form | BuiltIn::Comparison) | None, ..) => None,
        };
        self.out.push_str(&html.unwrap_or_default());
    }

    fn form(&self, name: &str) -> Option<String> {
        let form = self.outside.config().forms.get(name)?;
        Some(paragraph(&self.outside.form_page(name)?, &form.title))
    }

    fn articles(&self, call: &ShortcodeCall) -> Option<String> {
        let view = self.outside.articles(self.id, call)?;
        let items = view.groups.iter().flat_map(|group| &group.items);
        let items = items.map(|item| format!("<li>{}</li>\n", anchor(&item.url, &item.title)));
        Some(format!("<ul>\n{}</ul>\n", items.collect::<String>()))
    }
}

/// The two sides of an article, which its page shows above the text.
pub(super) fn sides(view: &SidesView) -> String {
    let sides = [&view.left, &view.right];
    let heads = sides.map(|side| format!("<th>{}</th>\n", escape_text(&side.label)));
    let texts = sides
        .map(|side| format!("<td><b>{}</b> {}</td>\n", escape_text(&side.word), escape_text(&side.text)));
    format!("<table>\n<tr>\n{}</tr>\n<tr>\n{}</tr>\n</table>\n", heads.concat(), texts.concat())
}

fn comparison(view: &ComparisonView) -> String {
    let heads = [&view.aspect, &view.left.label, &view.right.label]
        .map(|head| format!("<th>{}</th>\n", escape_text(head)));
    let rows = view.rows.iter().map(|row| {
        let sides = [&row.sides.left, &row.sides.right]
            .map(|side| format!("<td><b>{}</b> {}</td>\n", escape_text(&side.word), escape_text(&side.text)));
        format!("<tr>\n<th>{}</th>\n{}</tr>\n", anchor(&row.article.url, &row.article.title), sides.concat())
    });
    format!("<table>\n<tr>\n{}</tr>\n{}</table>\n", heads.concat(), rows.collect::<String>())
}

fn anchor(url: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(url), escape_text(words))
}

fn paragraph(url: &str, words: &str) -> String {
    format!("<p>{}</p>\n", anchor(url, words))
}

// Every tag searched for here is unique in its text, or does not nest.
fn end_of(body: &Body, tag: Tag, at: usize) -> usize {
    let length = body.nodes[at..].iter().position(|node| *node == Node::Close(tag));
    at + length.expect("every tag that is opened is closed")
}
