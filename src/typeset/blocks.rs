//! Blocks that contain others: lists, tables, callouts, images, shortcodes.

use std::ops::Range;

use super::literal::{array, dictionary, optional, text};
use super::writer::Writer;
use crate::document::{
    Alignment, ArgumentValue, BuiltIn, CalloutKind, Node, ReferenceId, ShortcodeCall, Tag,
};
use crate::render::html::Address;
use crate::site::Resolution;
use crate::theme::view::{CtaView, ItemView, SideView, SidesView};

impl Writer<'_, '_> {
    /// A list, numbered from `first` if it is numbered.
    pub(super) fn list(&mut self, first: Option<u32>, nodes: Range<usize>) {
        let items = self.children(&nodes);
        // The items of Markdown's loose lists are paragraphs; those of tight lists contain their text directly.
        let is_loose =
            items.iter().any(|item| self.body.nodes[item.clone()].contains(&Node::Open(Tag::Paragraph)));
        let mut contents = String::new();
        for item in items {
            let content = if is_loose { self.content(item) } else { self.close_content(item) };
            contents.push_str(&format!(", {content}"));
        }
        let (function, start) = match first {
            Some(1) => ("enum", String::new()),
            Some(first) => ("enum", format!(", start: {first}")),
            None => ("list", String::new()),
        };
        self.block(&format!("#{function}(tight: {}{start}{contents});", !is_loose));
    }

    pub(super) fn definitions(&mut self, nodes: Range<usize>) {
        let mut entries: Vec<(String, Vec<String>)> = Vec::new();
        for child in self.child_tags(&nodes) {
            let (tag, inner) = child;
            let content = self.content(inner);
            match (tag, entries.last_mut()) {
                (Tag::DefinitionDetails, Some((_, details))) => details.push(content),
                _ => entries.push((content, Vec::new())),
            }
        }
        let entries = entries.into_iter().map(|(title, details)| array([title, array(details)]));
        let entries = array(entries);
        self.block(&format!("#theme.definitions({entries});"));
    }

    pub(super) fn table(&mut self, nodes: Range<usize>) {
        let mut alignments: Vec<&str> = Vec::new();
        let mut head = String::from("()");
        let mut rows = Vec::new();
        for (tag, row) in self.child_tags(&nodes) {
            let mut cells = Vec::new();
            for (cell, inner) in self.child_tags(&row) {
                if let (Tag::TableHead, Tag::TableCell(alignment)) = (tag, cell) {
                    alignments.push(match alignment {
                        Alignment::None => "auto",
                        Alignment::Left => "left",
                        Alignment::Center => "center",
                        Alignment::Right => "right",
                    });
                }
                cells.push(self.content(inner));
            }
            match tag == Tag::TableHead {
                true => head = array(cells),
                false => rows.push(array(cells)),
            }
        }
        let alignments = array(alignments.into_iter().map(str::to_owned));
        let rows = array(rows);
        self.block(&format!("#theme.data-table({alignments}, {head}, {rows});"));
    }

    pub(super) fn callout(&mut self, kind: CalloutKind, nodes: Range<usize>) {
        let mut nodes = nodes;
        let title = match self.body.nodes.get(nodes.start) {
            Some(Node::Open(Tag::CalloutTitle)) => {
                let end = self.end(nodes.start);
                let title = self.content(nodes.start + 1..end);
                nodes.start = end + 1;
                title
            }
            _ => format!("[#{};]", text(&self.outside.words(&format!("callout-{}", kind.name()), &[]))),
        };
        let content = self.content(nodes);
        self.block(&format!("#theme.callout({}, {title}){content};", text(kind.name())));
    }

    /// An image, inline or as a block; its alternative text if it cannot be typeset.
    pub(super) fn image(
        &mut self,
        source: ReferenceId,
        width: u16,
        height: u16,
        nodes: Range<usize>,
        is_block: bool,
    ) -> String {
        let words = self.body.words(nodes, |_| "");
        let path = self.file(source);
        // A CSS pixel is 1/96 inch, a point 1/72.
        let size = |pixels: u16| optional((pixels > 0).then(|| format!("{}pt", f64::from(pixels) * 0.75)));
        match path {
            Some(path) => {
                let (width, height) = (size(width), size(height));
                let (path, alt) = (text(&path), text(&words));
                format!("theme.picture({path}, {alt}, width: {width}, height: {height}, block: {is_block})")
            }
            None => match self.outside.address(self.document, source) {
                Address::Href { url, .. } if !url.is_empty() && !words.is_empty() => {
                    format!("link({}, {})", text(&url), text(&words))
                }
                Address::Href { .. } | Address::Missing { .. } => text(&words),
            },
        }
    }

    fn file(&mut self, reference: ReferenceId) -> Option<String> {
        self.images.take(self.outside.site().resolution(self.document, reference).file()?)
    }

    pub(super) fn shortcode(&mut self, index: u32, nodes: Range<usize>) {
        let call = &self.body.shortcodes[index as usize];
        let target = |name: &str| {
            let reference = call.reference(name)?;
            Some(self.outside.site().resolution(self.document, reference))
        };
        let words = |name: &str| match call.argument(name) {
            Some(ArgumentValue::Text(words)) => words.as_str(),
            _ => "",
        };
        let markup = match call.built_in() {
            Some(BuiltIn::Cta) => match target("id") {
                Some(Resolution::Cta(name)) => {
                    self.outside.cta(name).map(|cta| format!("#theme.cta({});", cta_value(&cta)))
                }
                _ => None,
            },
            Some(BuiltIn::Form) => match target("id") {
                Some(Resolution::Form(name)) => self.form(name),
                _ => None,
            },
            Some(BuiltIn::Comparison) => match target("of") {
                Some(Resolution::Collection(collection)) => self.comparison(*collection, words("caption")),
                _ => None,
            },
            Some(BuiltIn::Articles) => self.articles(call),
            Some(BuiltIn::Figure) => call.reference("src").and_then(|source| {
                let (alt, caption) = (text(words("alt")), words("caption"));
                let caption = optional((!caption.is_empty()).then(|| text(caption)));
                let path = self.file(source)?;
                Some(format!("#theme.picture({}, {alt}, caption: {caption});", text(&path)))
            }),
            Some(BuiltIn::Aside) => {
                let kind = words("kind");
                let own = words("title");
                let title = match (own.is_empty(), kind.is_empty()) {
                    (false, _) => own.to_owned(),
                    (true, false) => self.outside.words(&format!("aside-{kind}"), &[]),
                    (true, true) => String::new(),
                };
                let content = self.content(nodes);
                Some(format!("#theme.aside({}, {}){content};", text(kind), text(&title)))
            }
            // Only a theme knows what its own shortcodes look like, and only on a page.
            None => {
                let content = self.content(nodes);
                Some(content[1..content.len() - 1].to_owned())
            }
        };
        if let Some(markup) = markup {
            self.block(&markup);
        }
    }

    fn form(&self, name: &str) -> Option<String> {
        let form = self.outside.config().forms.get(name)?;
        let url = self.outside.form_page(name)?;
        Some(format!("#theme.form({}, {});", text(&form.title), text(&url)))
    }

    fn comparison(&self, collection: usize, caption: &str) -> Option<String> {
        let view = self.outside.comparison(collection)?;
        let rows = view.rows.iter().map(|row| {
            dictionary([
                ("title", text(&row.article.title)),
                ("url", text(&row.article.url)),
                ("aspect", text(&row.sides.aspect)),
                ("left", side_value(&row.sides.left)),
                ("right", side_value(&row.sides.right)),
            ])
        });
        let value = dictionary([
            ("caption", text(caption)),
            ("aspect", text(&view.aspect)),
            ("left", text(&view.left.label)),
            ("right", text(&view.right.label)),
            ("read", text(&self.outside.words("read", &[]))),
            ("article", text(&self.outside.words("article", &[]))),
            ("rows", array(rows)),
        ]);
        Some(format!("#theme.comparison({value});"))
    }

    fn articles(&self, call: &ShortcodeCall) -> Option<String> {
        let view = self.outside.articles(self.document, call)?;
        let items = view.groups.iter().flat_map(|group| &group.items).map(item_value);
        Some(format!("#theme.articles({});", array(items)))
    }

    /// The content of each opened node within some nodes.
    fn children(&self, nodes: &Range<usize>) -> Vec<Range<usize>> {
        self.child_tags(nodes).into_iter().map(|(_, inner)| inner).collect()
    }

    fn child_tags(&self, nodes: &Range<usize>) -> Vec<(Tag, Range<usize>)> {
        let mut children = Vec::new();
        let mut at = nodes.start;
        while at < nodes.end {
            // The name of an item comes before the item.
            if let Node::Open(tag) = self.body.nodes[at] {
                let end = self.end(at);
                children.push((tag, at + 1..end));
                at = end;
            }
            at += 1;
        }
        children
    }
}

/// A call to action.
pub(super) fn cta_value(cta: &CtaView) -> String {
    dictionary([
        ("title", text(&cta.title)),
        ("text", text(&cta.text)),
        ("button", text(&cta.button)),
        ("url", text(&cta.url)),
    ])
}

fn item_value(item: &ItemView) -> String {
    dictionary([
        ("title", text(&item.title)),
        ("url", text(&item.url)),
        ("summary", text(&item.summary)),
        ("topic", text(&item.topic)),
        ("date", text(item.date.as_ref().map_or("", |date| date.text.as_str()))),
        ("sides", optional(item.sides.as_ref().map(sides_value))),
    ])
}

/// The two sides of a document.
pub(super) fn sides_value(sides: &SidesView) -> String {
    dictionary([
        ("before", text(&sides.before)),
        ("aspect", text(&sides.aspect)),
        ("joiner", text(&sides.joiner)),
        ("left", side_value(&sides.left)),
        ("right", side_value(&sides.right)),
        ("labelled", sides.labelled.to_string()),
    ])
}

fn side_value(side: &SideView) -> String {
    dictionary([("label", text(&side.label)), ("word", text(&side.word)), ("text", text(&side.text))])
}
