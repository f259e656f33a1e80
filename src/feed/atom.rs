//! A feed as Atom (RFC 4287).
//!
//! Content is escaped HTML (`type="html"`): three of the common parsers garble XHTML. `alternate` comes before `self`, and every
//! entry has its author, since some parsers take the first link and none from around it.

use super::{Article, Head, PDF};
use crate::escape::escape;

/// The text of the file, from its entries.
pub(super) fn text<'a>(head: &Head<'_>, entries: impl Iterator<Item = &'a str>) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape(head.language)
    );
    push(&mut xml, "id", &head.home);
    push(&mut xml, "title", &head.title);
    push_some(&mut xml, "subtitle", head.description);
    push(&mut xml, "updated", head.updated);
    push_link(&mut xml, "alternate", "text/html", &head.home);
    push_link(&mut xml, "self", "application/atom+xml", &head.own);
    push_author(&mut xml, head.author);
    push(&mut xml, "generator", "kb");
    clean(&mut xml);
    entries.for_each(|entry| xml.push_str(entry));
    xml + "</feed>\n"
}

/// An article with its text, or without it.
pub(super) fn entry(article: &Article<'_>, text: Option<&str>) -> String {
    let mut xml = format!("<entry xml:lang=\"{}\">\n", escape(article.language));
    push(&mut xml, "id", &article.id);
    push(&mut xml, "title", article.title);
    push_link(&mut xml, "alternate", "text/html", &article.url);
    if let Some(file) = &article.enclosure {
        xml.push_str(&format!(
            "<link rel=\"enclosure\" type=\"{PDF}\" length=\"{}\" href=\"{}\"/>\n",
            file.size,
            escape(&file.url)
        ));
    }
    push(&mut xml, "published", &article.published);
    push(&mut xml, "updated", &article.updated);
    article.authors.iter().for_each(|name| push_author(&mut xml, name));
    for tag in &article.tags {
        xml.push_str(&format!("<category term=\"{}\"/>\n", escape(tag)));
    }
    push_some(&mut xml, "summary", article.summary);
    if let Some(text) = text {
        xml.push_str(&format!("<content type=\"html\">{}</content>\n", escape(text)));
    }
    xml.push_str("</entry>\n");
    clean(&mut xml);
    xml
}

/// Removes what XML cannot contain at all (XML 1.0, section 2.2).
fn clean(xml: &mut String) {
    // Nearly no text has one of these bytes: controls, and those with which U+0080 to U+009F, U+FFFE and U+FFFF begin. There is no
    // early exit, so that the compiler compares many at once.
    let is_doubtful = |byte: u8| {
        (byte < b' ') & (byte != b'\n') & (byte != b'\t')
            | (byte == b'\x7f')
            | (byte == b'\xc2')
            | (byte == b'\xef')
    };
    if !xml.bytes().fold(false, |found, byte| found | is_doubtful(byte)) {
        return;
    }
    xml.retain(|letter| {
        !(letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}')) || matches!(letter, '\n' | '\t')
    });
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
