//! The traversal of the nodes.

use std::ops::Range;

use super::code::{mark_lines, with_title};
use super::{Address, HtmlOptions, Surroundings, to_html_range};
use crate::document::{Alignment, Body, CodeInfo, Fold, Heading, Node, ReferenceId, Tag, TextRange};
use crate::escape::{escape, escape_text, push_text};
use crate::segment::Direction;
use crate::site::TermLink;

/// Writes nodes.
pub(super) struct Writer<'a, S> {
    pub body: &'a Body,
    outline: &'a [Heading],
    pub options: HtmlOptions<'a>,
    pub surroundings: &'a mut S,
    /// The text direction of the page.
    pub direction: Direction,
    pub out: String,
    level: u8,
    is_head: bool,
    /// The block that begins with the next node.
    anchor: Option<u32>,
    is_title_summary: bool,
    /// How many tables have begun so far.
    tables: usize,
    /// The end tag of each open link.
    links: Vec<&'static str>,
    /// The open link to a term.
    term: Option<TermLink>,
}

impl<'a, S: Surroundings> Writer<'a, S> {
    /// A writer of a text.
    pub fn new(
        body: &'a Body,
        outline: &'a [Heading],
        options: HtmlOptions<'a>,
        surroundings: &'a mut S,
    ) -> Writer<'a, S> {
        Writer {
            body,
            outline,
            options,
            direction: surroundings.direction(),
            surroundings,
            out: String::new(),
            level: 1,
            is_head: false,
            anchor: None,
            is_title_summary: false,
            tables: 0,
            links: Vec::new(),
            term: None,
        }
    }

    /// The HTML of some nodes.
    pub fn write_all(mut self, nodes: Range<usize>) -> String {
        self.write(nodes);
        self.out
    }

    fn write(&mut self, nodes: Range<usize>) {
        let mut at = nodes.start;
        while at < nodes.end {
            at = match self.body.nodes[at] {
                Node::Open(tag) => self.open(tag, at),
                Node::Close(tag) => {
                    self.close(tag, at);
                    at + 1
                }
                Node::Text(range) => {
                    self.words(range, at as u32);
                    at + 1
                }
                node @ (Node::Code(_)
                | Node::Html(_)
                | Node::SoftBreak
                | Node::HardBreak
                | Node::Rule
                | Node::TaskMarker(_)
                | Node::FootnoteReference { .. }
                | Node::Math { .. }
                | Node::Anchor(_)
                | Node::CodeBlock { .. }) => {
                    self.leaf(node);
                    at + 1
                }
            };
        }
    }

    fn leaf(&mut self, node: Node) {
        match node {
            Node::Code(range) => {
                self.out.push_str(&format!("<code{}>", self.code_direction()));
                push_text(&mut self.out, self.body.str(range));
                self.out.push_str("</code>");
            }
            Node::Html(range) => self.out.push_str(self.body.str(range)),
            Node::SoftBreak => self.out.push('\n'),
            Node::HardBreak => self.out.push_str("<br>\n"),
            Node::Math { mathml, .. } => self.out.push_str(self.body.str(mathml)),
            Node::Anchor(block) => self.anchor = (!self.options.is_embedded).then_some(block),
            Node::Rule => {
                self.place_anchor();
                self.end_line();
                self.out.push_str("<hr>\n");
            }
            Node::TaskMarker(is_done) => {
                let (key, checked) = if is_done { ("task-done", " checked") } else { ("task-open", "") };
                let words = escape(&self.surroundings.words(key));
                self.out.push_str(&format!(
                    "<input type=\"checkbox\" disabled{checked} aria-label=\"{words}\" /> "
                ));
            }
            Node::FootnoteReference { .. } if self.options.is_embedded => {}
            // A link cannot contain another one.
            Node::FootnoteReference { number, usage } if self.is_in_link() => {
                let id = reference_id(number, usage);
                self.out.push_str(&format!("<sup class=\"footnote-reference\" id=\"{id}\">{number}</sup>"));
            }
            Node::FootnoteReference { number, usage } => {
                let id = reference_id(number, usage);
                self.out.push_str(&format!(
                    "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>"
                ));
            }
            Node::CodeBlock { info, code } => {
                let info = CodeInfo::read(self.body.str(info));
                let class = match info.language.is_empty() {
                    true => String::new(),
                    false => format!(" language-{}", escape(info.language)),
                };
                let code = self.surroundings.code(info.language, self.body.str(code));
                let code = mark_lines(&code, &info);
                self.end_line();
                let id = self.take_anchor();
                let direction = self.code_direction();
                let block = format!(
                    "<pre{id} class=\"code{class}\"{direction} tabindex=\"0\"><code>{code}</code></pre>"
                );
                self.out.push_str(&with_title(block, &info));
                self.out.push('\n');
            }
            Node::Text(_) | Node::Open(_) | Node::Close(_) => {}
        }
    }

    /// Writes the text of a node, with the term links that begin or end in it.
    fn words(&mut self, range: TextRange, at: u32) {
        let terms = self.options.terms;
        let from = terms.partition_point(|term| term.first < at);
        let begun = self.term.take();
        let mut written = range.start;
        for term in begun.into_iter().chain(terms[from..].iter().copied().take_while(|term| term.first == at))
        {
            if term.first == at {
                push_text(&mut self.out, self.body.str(TextRange { start: written, end: term.start }));
                let url = escape(&self.surroundings.term(term.term));
                self.out.push_str(&format!("<a class=\"term\" href=\"{url}\">"));
                written = term.start;
            }
            if term.last > at {
                self.term = Some(term);
                break;
            }
            push_text(&mut self.out, self.body.str(TextRange { start: written, end: term.end }));
            self.out.push_str("</a>");
            written = term.end;
        }
        push_text(&mut self.out, self.body.str(TextRange { start: written, end: range.end }));
    }

    /// Writes the start of a tag, and gives where to continue.
    fn open(&mut self, tag: Tag, at: usize) -> usize {
        match tag {
            Tag::Paragraph => self.open_text(at, "<p>"),
            Tag::Heading(index) => self.open_heading(index, at),
            Tag::BlockQuote => self.open_text(at, "<blockquote>\n"),
            Tag::Callout(kind, fold) => {
                let name = kind.name();
                let element = match fold {
                    Fold::None => format!("<div class=\"callout callout-{name}\" role=\"note\">\n"),
                    Fold::Open => format!("<details class=\"callout callout-{name}\" open>\n"),
                    Fold::Closed => format!("<details class=\"callout callout-{name}\">\n"),
                };
                self.open_text(at, &element);
                self.is_title_summary = fold != Fold::None;
                if self.body.nodes.get(at + 1) != Some(&Node::Open(Tag::CalloutTitle)) {
                    let title = escape_text(&self.surroundings.callout_title(kind));
                    let element = self.title_element();
                    self.out.push_str(&format!("<{element} class=\"callout-title\">{title}</{element}>\n"));
                }
            }
            Tag::CalloutTitle => {
                self.open_text(at, &format!("<{} class=\"callout-title\">", self.title_element()))
            }
            Tag::OrderedList(1) => self.open_text(at, "<ol>\n"),
            Tag::OrderedList(first) => self.open_text(at, &format!("<ol start=\"{first}\">\n")),
            Tag::UnorderedList => self.open_text(at, "<ul>\n"),
            Tag::Item => {
                let next = |offset: usize| self.body.nodes.get(at + offset);
                let is_task = matches!(next(1), Some(Node::TaskMarker(_)))
                    || (next(1) == Some(&Node::Open(Tag::Paragraph))
                        && matches!(next(2), Some(Node::TaskMarker(_))));
                self.open_text(at, if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::DefinitionList => self.open_text(at, "<dl>\n"),
            Tag::DefinitionTitle => self.open_text(at, "<dt>"),
            Tag::DefinitionDetails => self.open_text(at, "<dd>"),
            Tag::Table => {
                self.tables += 1;
                let mut words = escape(&self.surroundings.words("table"));
                // Screen-reader users cannot distinguish landmarks with the same name.
                if self.tables > 1 {
                    words = format!("{words} {}", self.tables);
                }
                self.open_block(&format!(
                    "<div class=\"table-frame\" role=\"region\" tabindex=\"0\" aria-label=\"{words}\"><table>\n"
                ));
            }
            Tag::TableHead => {
                self.is_head = true;
                self.out.push_str("<thead>\n<tr>\n");
            }
            Tag::TableRow => self.out.push_str("<tr>\n"),
            Tag::TableCell(alignment) => {
                self.out.push_str(if self.is_head { "<th scope=\"col\"" } else { "<td" });
                self.out.push_str(self.block_direction(at));
                self.out.push_str(match alignment {
                    Alignment::None => ">",
                    Alignment::Left => " class=\"left\">",
                    Alignment::Center => " class=\"center\">",
                    Alignment::Right => " class=\"right\">",
                });
            }
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Mark => self.out.push_str("<mark>"),
            Tag::Link(reference) => self.open_link(reference, at),
            Tag::Element { is_block, .. } => self.open_element(tag, is_block),
            Tag::Image { source, width, height } => return self.image(source, width, height, tag, at),
            Tag::Embed(reference) => {
                self.place_anchor();
                let html = self.surroundings.embed(reference, self.level);
                self.end_line();
                self.out.push_str(&html);
                self.end_line();
                return self.end_of(tag, at) + 1;
            }
            Tag::Shortcode(index) => {
                self.place_anchor();
                return self.shortcode(index, tag, at);
            }
            Tag::Footnotes if self.options.is_embedded => return self.end_of(tag, at) + 1,
            Tag::Footnotes => {
                let words = escape(&self.surroundings.words("footnotes"));
                self.open_block(&format!("<section class=\"footnotes\" aria-label=\"{words}\">\n<ol>\n"));
            }
            Tag::Footnote { number, .. } => self.open_text(at, &format!("<li id=\"fn-{number}\">")),
        }
        at + 1
    }

    fn close(&mut self, tag: Tag, at: usize) {
        let html = match tag {
            Tag::CalloutTitle if self.is_title_summary => "</summary>\n",
            Tag::CalloutTitle => "</div>\n",
            Tag::Paragraph => "</p>\n",
            Tag::Heading(index) => {
                let level = self.shown_level(index);
                self.out.push_str(&format!("</h{level}>\n"));
                return;
            }
            Tag::BlockQuote => "</blockquote>\n",
            Tag::Callout(_, Fold::None) => "</div>\n",
            Tag::Callout(..) => "</details>\n",
            Tag::OrderedList(_) => "</ol>\n",
            Tag::UnorderedList => "</ul>\n",
            Tag::Item => "</li>\n",
            Tag::DefinitionList => "</dl>\n",
            Tag::DefinitionTitle => "</dt>\n",
            Tag::DefinitionDetails => "</dd>\n",
            Tag::Table => match self.body.nodes.get(at - 1) {
                Some(Node::Close(Tag::TableRow)) => "</tbody>\n</table></div>\n",
                _ => "</table></div>\n",
            },
            Tag::TableHead => {
                self.is_head = false;
                match self.body.nodes.get(at + 1) {
                    Some(Node::Open(Tag::TableRow)) => "</tr>\n</thead>\n<tbody>\n",
                    _ => "</tr>\n</thead>\n",
                }
            }
            Tag::TableRow => "</tr>\n",
            // Readers that drop the tags would join the words of cells without space between them.
            Tag::TableCell(_) if self.is_head => "</th>\n",
            Tag::TableCell(_) => "</td>\n",
            Tag::Emphasis => "</em>",
            Tag::Strong => "</strong>",
            Tag::Strikethrough => "</del>",
            Tag::Mark => "</mark>",
            Tag::Link(_) => self.links.pop().unwrap_or(""),
            Tag::Element { is_block, .. } => return self.close_element(tag, is_block),
            Tag::Footnotes => "</ol>\n</section>\n",
            Tag::Footnote { number, uses } => return self.close_footnote(number, uses),
            Tag::Image { .. } | Tag::Embed(_) | Tag::Shortcode(_) => "",
        };
        self.out.push_str(html);
    }

    fn title_element(&self) -> &'static str {
        // A paragraph cannot contain a block, and a shortcode in a title may be one.
        if self.is_title_summary { "summary" } else { "div" }
    }

    /// Writes the start of a block of text, which opens at a node.
    fn open_text(&mut self, at: usize, html: &str) {
        match self.block_direction(at) {
            "" => self.open_block(html),
            direction => self.open_block(&html.replacen('>', &format!("{direction}>"), 1)),
        }
    }

    /// Writes the start of an element, which gets the id of the block that begins here.
    fn open_block(&mut self, html: &str) {
        self.end_line();
        let id = self.take_anchor();
        let (name, rest) = html.split_at(html.find([' ', '>']).unwrap_or(html.len()));
        self.out.push_str(name);
        self.out.push_str(&id);
        self.out.push_str(rest);
    }

    /// The `id` of the block that begins here, as an attribute.
    pub fn take_anchor(&mut self) -> String {
        let block = self.anchor.take().and_then(|block| self.body.blocks.get(block as usize));
        // The second of two blocks with one name has no id.
        block
            .filter(|block| !block.id.is_empty())
            .map_or(String::new(), |block| format!(" id=\"{}\"", escape(&block.id)))
    }

    /// Marks the position of a block that cannot have an id itself.
    pub fn place_anchor(&mut self) {
        let id = self.take_anchor();
        if !id.is_empty() {
            self.end_line();
            self.out.push_str(&format!("<div{id}></div>\n"));
        }
    }

    /// Ends the current line, unless it is empty.
    pub fn end_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn is_in_link(&self) -> bool {
        self.links.contains(&"</a>")
    }

    fn shown_level(&self, index: u32) -> u8 {
        let level = self.outline.get(index as usize).map_or(2, |heading| heading.level);
        level.saturating_add_signed(self.options.heading_shift).clamp(1, 6)
    }

    fn open_heading(&mut self, index: u32, at: usize) {
        self.place_anchor();
        self.level = self.shown_level(index);
        let heading = self.outline.get(index as usize).filter(|_| !self.options.is_embedded);
        self.open_text(at, &format!("<h{}>", self.level));
        // Firefox's reader view drops headings whose own `id` has words such as “share”, “related” or “contact”.
        if let Some(heading) = heading {
            self.out.push_str(&format!("<span id=\"{}\"></span>", escape(&heading.id)));
        }
    }

    fn open_link(&mut self, reference: ReferenceId, at: usize) {
        let is_empty = matches!(self.body.nodes.get(at + 1), Some(Node::Close(Tag::Link(_))));
        let words = match self.surroundings.address(reference) {
            Address::Href { url, title, language, .. } => {
                let mut attributes = self.title(reference);
                if let Some(language) = language {
                    attributes.push_str(&format!(" hreflang=\"{}\"", escape(language.as_str())));
                }
                self.out.push_str(&format!("<a href=\"{}\"{attributes}>", escape(&url)));
                self.links.push("</a>");
                title
            }
            Address::Missing { words } => {
                self.out.push_str("<span class=\"link-missing\">");
                self.links.push("</span>");
                words
            }
        };
        if is_empty {
            push_text(&mut self.out, &words);
        }
    }

    fn title(&self, reference: ReferenceId) -> String {
        match self.body.title(reference) {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        }
    }

    fn image(&mut self, source: ReferenceId, width: u16, height: u16, tag: Tag, at: usize) -> usize {
        let end = self.end_of(tag, at);
        let words = self.body.words(at + 1..end, |_| "");
        match self.surroundings.address(source) {
            Address::Href { url, .. } => {
                let (url, words) = (escape(&url), escape(&words));
                let title = self.title(source);
                self.out.push_str(&format!("<img src=\"{url}\" alt=\"{words}\"{title} loading=\"lazy\""));
                for (name, size) in [("width", width), ("height", height)] {
                    if size > 0 {
                        self.out.push_str(&format!(" {name}=\"{size}\""));
                    }
                }
                self.out.push('>');
            }
            Address::Missing { words: name } => {
                let words = escape_text(if words.is_empty() { &name } else { &words });
                self.out.push_str(&format!("<span class=\"link-missing\">{words}</span>"));
            }
        }
        end + 1
    }

    fn shortcode(&mut self, index: u32, tag: Tag, at: usize) -> usize {
        let end = self.end_of(tag, at);
        let body = (end > at + 1)
            .then(|| to_html_range(self.body, at + 1..end, self.outline, self.options, self.surroundings));
        let html = self.surroundings.shortcode(&self.body.shortcodes[index as usize], body);
        self.out.push_str(&html);
        end + 1
    }

    // Every tag searched for here is unique in its text, or does not nest.
    fn end_of(&self, tag: Tag, at: usize) -> usize {
        let rest = &self.body.nodes[at..];
        let length = rest.iter().position(|node| *node == Node::Close(tag));
        at + length.expect("every tag that is opened is closed")
    }

    fn close_footnote(&mut self, number: u16, uses: u16) {
        let words = escape(&self.surroundings.words("footnote-back"));
        let ending = if self.out.ends_with("</p>\n") { "</p>\n" } else { "" };
        self.out.truncate(self.out.len() - ending.len());
        // Words, not only an arrow: trafilatura takes a short note that ends in the arrow for a link and drops it.
        for usage in 1..=uses {
            let id = reference_id(number, usage);
            self.out.push_str(&format!(
                " <a href=\"#{id}\" class=\"footnote-back\"><span class=\"visually-hidden\">{words}</span> \
                 <span aria-hidden=\"true\">↩</span></a>"
            ));
        }
        self.out.push_str(ending);
        self.out.push_str("</li>\n");
    }
}

fn reference_id(number: u16, usage: u16) -> String {
    match usage {
        1 => format!("fnref-{number}"),
        usage => format!("fnref-{number}-{usage}"),
    }
}
