//! Elements of raw HTML: written from their parsed form, or, if the site trusts its articles, as they are in the source.

use super::writer::Writer;
use super::{Address, Surroundings};
use crate::document::{AttributeValue, Element, Tag, TextRange};
use crate::escape::escape;

impl<S: Surroundings> Writer<'_, S> {
    /// Writes the start tag of raw HTML.
    pub fn open_element(&mut self, tag: Tag, is_block: bool) {
        let Some(element) = self.body.element(tag) else { return };
        if let Some(written) = element.written {
            return self.written_tag(element, written.start);
        }
        if is_block {
            self.end_line();
        }
        let has_id = !self.options.is_embedded && element.attribute("id").is_some();
        if has_id {
            self.place_anchor();
        }
        self.out.push('<');
        self.out.push_str(&element.name);
        if is_block {
            let id = self.take_anchor();
            self.out.push_str(&id);
        }
        for attribute in &element.attributes {
            let value = match attribute.value {
                AttributeValue::Text(value) => escape(self.body.str(value)),
                AttributeValue::Address(reference, _) => match self.surroundings.address(reference) {
                    Address::Href { url, .. } => escape(&url),
                    Address::Missing { .. } => continue,
                },
            };
            // The page around it has its own ids.
            if self.options.is_embedded && matches!(&*attribute.name, "id" | "name") {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(&attribute.name);
            if !value.is_empty() || attribute.name == "alt" {
                self.out.push_str(&format!("=\"{value}\""));
            }
        }
        self.out.push('>');
    }

    /// Writes a start tag as its author wrote it, except for its addresses, which lead where they should on this page.
    fn written_tag(&mut self, element: &Element, start: TextRange) {
        let mut at = start.start;
        for attribute in &element.attributes {
            let AttributeValue::Address(reference, Some(place)) = attribute.value else { continue };
            self.out.push_str(self.body.str(TextRange { start: at, end: place.range.start }));
            let quote = if place.is_quoted { "" } else { "\"" };
            self.out.push_str(quote);
            match self.surroundings.address(reference) {
                // The author's quotes around it may be single ones.
                Address::Href { url, .. } => self.out.push_str(&escape(&url).replace('\'', "&#39;")),
                Address::Missing { .. } => self.out.push('#'),
            }
            self.out.push_str(quote);
            at = place.range.end;
        }
        self.out.push_str(self.body.str(TextRange { start: at, end: start.end }));
    }

    /// Writes an element's end tag, if it has one.
    pub fn close_element(&mut self, tag: Tag, is_block: bool) {
        let Some(element) = self.body.element(tag) else { return };
        match element.written {
            Some(written) => {
                if let Some(end) = written.end {
                    self.out.push_str(self.body.str(end));
                }
                return;
            }
            None if element.is_void() => {}
            None => self.out.push_str(&format!("</{}>", element.name)),
        }
        if is_block {
            self.out.push('\n');
        }
    }
}
