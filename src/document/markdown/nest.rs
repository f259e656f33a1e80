//! Raw HTML and Markdown in one tree.
//!
//! Takes nodes in which the tags of raw HTML are where they were written, and gives nodes in which everything that is opened
//! is closed within its container, and nothing is where a browser would move it (HTML standard, section 13.2.6). Elements
//! without a valid position are removed and reported.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::output::Output;
use crate::document::element::{ends_paragraph, is_block};
use crate::document::{Element, Node, Tag};

/// How many elements of raw HTML may be open at once. Deeper nesting would cost every browser time and help no reader.
const DEEPEST: usize = 64;

/// Makes a tree of nodes.
pub(super) fn nest(nodes: Vec<Node>, output: &mut Output<'_, '_>) -> Vec<Node> {
    if !nodes
        .iter()
        .any(|node| matches!(node, Node::Open(Tag::Element { .. }) | Node::Close(Tag::Element { .. })))
    {
        return nodes;
    }
    let is_verbatim = output.is_verbatim();
    let mut nest = Nest {
        out: Vec::with_capacity(nodes.len() + 16),
        stack: Vec::new(),
        raw: Vec::new(),
        markdown: Vec::new(),
        paragraphs: Vec::new(),
        shortcodes: Vec::new(),
        links: 0,
        headings: 0,
        anchor: None,
        unplaced: BTreeMap::new(),
        is_verbatim,
        output,
    };
    for node in nodes {
        nest.node(node);
    }
    nest.close_down_to(0);
    nest.out
}

struct Nest<'o, 'a, 'b> {
    out: Vec<Node>,
    stack: Vec<Open>,
    /// Positions in the stack, of raw elements, of which there are few, and of Markdown's tags.
    raw: Vec<usize>,
    markdown: Vec<usize>,
    paragraphs: Vec<usize>,
    shortcodes: Vec<usize>,
    /// How many links and headings of Markdown are open.
    links: usize,
    headings: usize,
    /// The name of the block that begins next.
    anchor: Option<Node>,
    /// How many elements of a name were removed whose end tags may still come.
    unplaced: BTreeMap<Cow<'static, str>, usize>,
    is_verbatim: bool,
    output: &'o mut Output<'a, 'b>,
}

struct Open {
    tag: Tag,
    /// The node that opened it.
    at: usize,
}

impl Nest<'_, '_, '_> {
    fn node(&mut self, node: Node) {
        match node {
            Node::Open(tag @ Tag::Element { index, .. }) => self.start_tag(tag, index as usize),
            Node::Close(Tag::Element { index, .. }) => self.end_tag(index as usize),
            Node::Open(tag) => self.open_markdown(tag),
            Node::Close(tag) => self.close_markdown(tag),
            Node::Anchor(_) => self.anchor = Some(node),
            Node::Html(_) => self.out.push(node),
            Node::Text(_)
            | Node::Code(_)
            | Node::SoftBreak
            | Node::HardBreak
            | Node::Rule
            | Node::TaskMarker(_)
            | Node::FootnoteReference { .. }
            | Node::Math { .. }
            | Node::CodeBlock { .. } => self.leaf(node),
        }
    }

    fn leaf(&mut self, node: Node) {
        if self.is_verbatim {
            return self.put(node);
        }
        let is_blank = |range| self.output.body.str(range).trim().is_empty();
        let is_space = node == Node::SoftBreak || matches!(node, Node::Text(range) if is_blank(range));
        if is_space && self.is_in_table() {
            return;
        }
        self.enter_cell();
        if matches!(node, Node::FootnoteReference { .. }) {
            self.end_links();
        }
        if matches!(node, Node::Rule | Node::CodeBlock { .. }) {
            self.end_paragraph();
        }
        if node == Node::SoftBreak && self.is_at_border() {
            return;
        }
        self.put(node);
    }

    fn put(&mut self, node: Node) {
        self.out.extend(self.anchor.take());
        self.out.push(node);
    }

    fn open_markdown(&mut self, tag: Tag) {
        if !self.is_verbatim {
            self.enter_cell();
            if matches!(tag, Tag::Heading(_)) {
                self.end_heading();
            }
            let is_call = matches!(tag, Tag::Embed(_) | Tag::Shortcode(_));
            if is_call || matches!(tag, Tag::Link(_)) {
                self.end_links();
            }
            // The output of a theme's own shortcode may be inline.
            if self.output.is_block_call(tag) {
                self.end_paragraph();
            }
            if !is_call && !tag.is_inline() {
                self.end_raw_paragraph();
            }
        }
        let at = self.stack.len();
        if tag == Tag::Paragraph {
            self.paragraphs.push(at);
        }
        if matches!(tag, Tag::Shortcode(_)) {
            self.shortcodes.push(at);
        }
        self.links += usize::from(matches!(tag, Tag::Link(_)));
        self.headings += usize::from(matches!(tag, Tag::Heading(_)));
        self.markdown.push(at);
        if !tag.is_inline() {
            self.trim();
        }
        self.open(tag);
    }

    fn close_markdown(&mut self, tag: Tag) {
        let at = self.markdown.pop().expect("Markdown's own tags come in pairs");
        self.close_down_to(at + 1);
        if tag == Tag::Paragraph {
            self.paragraphs.pop();
        }
        if matches!(tag, Tag::Shortcode(_)) {
            self.shortcodes.pop();
        }
        self.links -= usize::from(matches!(tag, Tag::Link(_)));
        self.headings -= usize::from(matches!(tag, Tag::Heading(_)));
        // A paragraph may have become another element.
        let open = self.stack.pop().expect("it is the last one that is open");
        self.out.extend(self.anchor.take());
        self.out.push(Node::Close(open.tag));
    }

    fn start_tag(&mut self, tag: Tag, index: usize) {
        let name = self.output.body.elements[index].name.clone();
        if self.raw.len() >= DEEPEST {
            return self.remove(index, &format!("elements nested more than {DEEPEST} deep"));
        }
        if !self.is_verbatim && !self.make_room(&name, index) {
            *self.unplaced.entry(name).or_default() += 1;
            return;
        }
        if let Tag::Element { is_block: true, .. } = tag {
            self.trim();
        }
        let is_void = self.output.body.elements[index].is_void();
        match is_void {
            true => {
                self.put(Node::Open(tag));
                self.out.push(Node::Close(tag));
            }
            false => {
                self.raw.push(self.stack.len());
                self.open(tag);
            }
        }
    }

    /// Closes what cannot contain an element, and opens what must be around it. If there is no valid position for it, it is
    /// removed.
    fn make_room(&mut self, name: &str, index: usize) -> bool {
        match name {
            "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => {
                let has_room = self.make_room_in_table(name);
                if !has_room {
                    self.remove(index, &format!("`<{name}>` outside of a table"));
                }
                return has_room;
            }
            _ => self.enter_cell(),
        }
        match name {
            "li" if !self.end_item(&["li"], &["ol", "ul"]) => {
                self.remove(index, "`<li>` outside of a list");
                return false;
            }
            "dd" | "dt" if !self.end_item(&["dd", "dt"], &["dl"]) => {
                self.remove(index, &format!("`<{name}>` outside of a list"));
                return false;
            }
            "rp" | "rt" => {
                if self.find(&["ruby"]).is_none() {
                    self.remove(index, &format!("`<{name}>` outside of `<ruby>`"));
                    return false;
                }
                // Section 13.2.6.4.7: “generate implied end tags”.
                while self.is_last(&["dd", "dt", "li", "p", "rp", "rt"]) {
                    self.close_down_to(self.stack.len() - 1);
                }
            }
            "a" => {
                if self.links > 0 {
                    self.remove(index, "a link within a link");
                    return false;
                }
                self.end_links();
            }
            _ => {}
        }
        if is_heading(name) {
            if self.headings > 0 {
                self.remove(index, "a heading within a heading");
                return false;
            }
            self.end_heading();
        }
        if ends_paragraph(name) && !self.end_paragraph() {
            self.remove(index, &format!("`<{name}>` within a line"));
            return false;
        }
        true
    }

    fn end_tag(&mut self, index: usize) {
        let element = &self.output.body.elements[index];
        let (name, written) = (element.name.clone(), element.written);
        let names: &[&str] = match is_heading(&name) {
            true => &["h1", "h2", "h3", "h4", "h5", "h6"],
            false => &[&name],
        };
        let is_of_table =
            matches!(&*name, "caption" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr");
        let found = if is_of_table || self.is_verbatim { self.find(names) } else { self.find_in_cell(names) };
        let Some(at) = found else {
            // The start tag was reported.
            if let Some(count) = self.unplaced.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                return self.part(index);
            }
            match written {
                Some(written) => self.out.push(Node::Html(written.start)),
                // It is common that a block has already ended the paragraph.
                None if name == "p" => {}
                None => self.remove(index, &format!("an unmatched `</{name}>`")),
            }
            return;
        };
        let opened = &mut self.stack[at];
        if let Tag::Element { index, .. } = opened.tag
            && let Some(start) = &mut self.output.body.elements[index as usize].written
        {
            start.end = written.map(|written| written.start);
        }
        self.close_down_to(at);
    }

    fn open(&mut self, tag: Tag) {
        self.out.extend(self.anchor.take());
        self.stack.push(Open { tag, at: self.out.len() });
        self.out.push(Node::Open(tag));
    }

    fn open_implied(&mut self, name: &'static str) {
        let tag = self.output.add_element(Element {
            name: Cow::Borrowed(name),
            attributes: Vec::new(),
            written: None,
        });
        self.raw.push(self.stack.len());
        self.open(tag);
    }

    /// Closes raw elements until only `length` tags are open.
    fn close_down_to(&mut self, length: usize) {
        while self.stack.len() > length {
            let open = self.stack.pop().expect("it was just counted");
            self.raw.pop();
            if let Tag::Element { is_block: true, .. } = open.tag {
                self.trim();
            }
            self.out.extend(self.anchor.take());
            self.out.push(Node::Close(open.tag));
        }
    }

    fn name_at(&self, at: usize) -> &str {
        self.output.body.element(self.stack[at].tag).map_or("", |element| &element.name)
    }

    /// The raw elements that may be closed here, the last one first: those that were opened within the innermost open
    /// tag of Markdown.
    fn reachable(&self) -> impl Iterator<Item = usize> + '_ {
        let border = self.markdown.last().map_or(0, |at| at + 1);
        self.raw.iter().rev().copied().take_while(move |at| *at >= border)
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        self.reachable().find(|at| names.contains(&self.name_at(*at)))
    }

    /// The same, but only within the current cell of a table.
    fn find_in_cell(&self, names: &[&str]) -> Option<usize> {
        let found =
            self.reachable().find(|at| names.contains(&self.name_at(*at)) || is_cell(self.name_at(*at)))?;
        names.contains(&self.name_at(found)).then_some(found)
    }

    fn is_last(&self, names: &[&str]) -> bool {
        self.raw.last().is_some_and(|at| *at + 1 == self.stack.len() && names.contains(&self.name_at(*at)))
    }

    fn is_in_table(&self) -> bool {
        self.is_last(&["colgroup", "table", "tbody", "tfoot", "thead", "tr"])
    }

    /// In a table, everything that is not part of it goes into a cell.
    fn enter_cell(&mut self) {
        if self.is_in_table() {
            self.make_room_in_table("td");
            self.open_implied("td");
        }
    }

    fn make_room_in_table(&mut self, name: &str) -> bool {
        let Some(table) = self.find(&["table"]) else { return false };
        let above = |nest: &Self, names: &[&str]| nest.find(names).filter(|at| *at > table);
        match name {
            "col" => {
                if !self.is_last(&["colgroup"]) {
                    self.close_down_to(table + 1);
                    self.open_implied("colgroup");
                }
            }
            "td" | "th" => match above(self, &["tr"]) {
                Some(row) => self.close_down_to(row + 1),
                None => {
                    self.make_room_in_table("tr");
                    self.open_implied("tr");
                }
            },
            "tr" => match above(self, &["tbody", "tfoot", "thead"]) {
                Some(part) => self.close_down_to(part + 1),
                None => {
                    self.close_down_to(table + 1);
                    self.open_implied("tbody");
                }
            },
            _ => self.close_down_to(table + 1),
        }
        true
    }

    /// Closes an item before the next one. False if there is no list for it.
    fn end_item(&mut self, items: &[&str], lists: &[&str]) -> bool {
        let found = self.reachable().find(|at| {
            let name = self.name_at(*at);
            items.contains(&name) || lists.contains(&name) || is_cell(name)
        });
        match found {
            Some(at) if items.contains(&self.name_at(at)) => {
                self.close_down_to(at);
                true
            }
            Some(at) => lists.contains(&self.name_at(at)),
            None => false,
        }
    }

    fn end_heading(&mut self) {
        if self.is_last(&["h1", "h2", "h3", "h4", "h5", "h6"]) {
            self.close_down_to(self.stack.len() - 1);
        }
    }

    /// Closes `<p>` before a block. False if that is impossible.
    fn end_raw_paragraph(&mut self) -> bool {
        let border = self.shortcodes.last().map_or(0, |at| at + 1);
        let around = self.raw.iter().rev().copied().take_while(|at| *at >= border);
        let found = around.into_iter().find(|at| self.name_at(*at) == "p" || is_cell(self.name_at(*at)));
        match found.filter(|at| self.name_at(*at) == "p") {
            None => true,
            Some(at) if self.markdown.last().is_none_or(|last| *last < at) => {
                self.close_down_to(at);
                true
            }
            Some(_) => false,
        }
    }

    /// The same, and a Markdown paragraph around it becomes an element that may contain blocks.
    fn end_paragraph(&mut self) -> bool {
        if !self.end_raw_paragraph() {
            return false;
        }
        let border = self.shortcodes.last().map_or(0, |at| at + 1);
        let cell = self.raw.iter().rev().find(|at| is_cell(self.name_at(**at))).copied();
        let paragraph =
            self.paragraphs.last().copied().filter(|at| *at >= border && cell.is_none_or(|cell| *at > cell));
        if let Some(at) = paragraph
            && self.stack[at].tag == Tag::Paragraph
        {
            let element = Element { name: Cow::Borrowed("div"), attributes: Vec::new(), written: None };
            let tag = self.output.add_element(element);
            self.out[self.stack[at].at] = Node::Open(tag);
            self.stack[at].tag = tag;
        }
        true
    }

    /// Closes links of raw HTML, since links cannot be nested. A link that cannot be closed here is removed.
    fn end_links(&mut self) {
        while let Some(at) = self.raw.iter().rev().copied().find(|at| self.name_at(*at) == "a") {
            if self.markdown.last().is_none_or(|last| *last < at) {
                self.close_down_to(at);
                continue;
            }
            let Tag::Element { index, .. } = self.stack[at].tag else { return };
            self.remove(index as usize, "a link around another");
            let element = &mut self.output.body.elements[index as usize];
            element.name = Cow::Borrowed("span");
            element
                .attributes
                .retain(|attribute| matches!(&*attribute.name, "class" | "dir" | "id" | "lang" | "title"));
        }
    }

    fn is_at_border(&self) -> bool {
        match self.out.last() {
            None => true,
            Some(Node::Open(tag) | Node::Close(tag)) => !tag.is_inline(),
            Some(node) => matches!(node, Node::Rule | Node::CodeBlock { .. }),
        }
    }

    fn trim(&mut self) {
        while !self.is_verbatim && self.out.last() == Some(&Node::SoftBreak) {
            self.out.pop();
        }
    }

    /// Removes a tag. The words before and after that of a block stay apart.
    fn remove(&mut self, index: usize, what: &str) {
        let place = self.output.element_places[index].clone();
        self.output.remove(&format!("{what} is not published"), place);
        self.part(index);
    }

    // Words around a block that is removed stay apart.
    fn part(&mut self, index: usize) {
        if !self.is_verbatim && is_block(&self.output.body.elements[index].name) {
            self.leaf(Node::SoftBreak);
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

// Nothing in a table cell can close anything outside it.
fn is_cell(name: &str) -> bool {
    matches!(name, "caption" | "table" | "td" | "th")
}

/// What was removed from raw HTML, and where.
pub(super) type Removed = (String, Range<usize>);
