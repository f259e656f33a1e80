//! A feed as Atom (RFC 4287).
//!
//! Content is escaped HTML (`type="html"`): three of the common parsers garble XHTML. `alternate` comes before `self`, and every
//! entry has its author, since some parsers take the first link and none from around it.

use super::{Entry, Feed, PDF};
use crate::escape::escape;

/// The text of the file.
pub(super) fn text(feed: &Feed) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape(&feed.language)
    );
    push(&mut xml, "id", &feed.home);
    push(&mut xml, "title", &feed.title);
    push_some(&mut xml, "subtitle", &feed.description);
    push(&mut xml, "updated", &feed.updated);
    push_link(&mut xml, "alternate", "text/html", &feed.home);
    push_link(&mut xml, "self", "application/atom+xml", &feed.own);
    push_author(&mut xml, &feed.author);
    push(&mut xml, "generator", "kb");
    for entry in &feed.entries {
        push_entry(&mut xml, feed, entry);
    }
    xml.push_str("</feed>\n");
    // XML cannot contain these at all (XML 1.0, section 2.2).
    xml.retain(|letter| {
        !(letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}')) || matches!(letter, '\n' | '\t')
    });
    xml
}

fn push_entry(xml: &mut String, feed: &Feed, entry: &Entry) {
    xml.push_str(&format!("<entry xml:lang=\"{}\">\n", escape(&entry.language)));
    push(xml, "id", &entry.id);
    push(xml, "title", &entry.title);
    push_link(xml, "alternate", "text/html", &entry.url);
    if let Some(file) = &entry.enclosure {
        xml.push_str(&format!(
            "<link rel=\"enclosure\" type=\"{PDF}\" length=\"{}\" href=\"{}\"/>\n",
            file.size,
            escape(&file.url)
        ));
    }
    push(xml, "published", &entry.published);
    push(xml, "updated", &entry.updated);
    if entry.authors.is_empty() {
        push_author(xml, &feed.author);
    }
    entry.authors.iter().for_each(|name| push_author(xml, name));
    for tag in &entry.tags {
        xml.push_str(&format!("<category term=\"{}\"/>\n", escape(tag)));
    }
    push_some(xml, "summary", &entry.summary);
    xml.push_str(&format!("<content type=\"html\">{}</content>\n</entry>\n", escape(&entry.content)));
}

fn push(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escape(text)));
}

fn push_some(xml: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        push(xml, name, text);
    }
}

fn push_link(xml: &mut String, relation: &str, media_type: &str, address: &str) {
    let address = escape(address);
    xml.push_str(&format!("<link rel=\"{relation}\" type=\"{media_type}\" href=\"{address}\"/>\n"));
}

fn push_author(xml: &mut String, name: &str) {
    xml.push_str(&format!("<author><name>{}</name></author>\n", escape(name)));
}
