//! How kb treats each HTML element in an article.

use std::borrow::Cow;

use super::{ReferenceId, TextRange};

/// An element of raw HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its name, in lowercase.
    pub name: Cow<'static, str>,
    /// Its attributes, in source order, without duplicates.
    pub attributes: Vec<Attribute>,
    /// How it is written if the site outputs raw HTML as it is.
    pub written: Option<WrittenTags>,
}

/// An attribute of an element. Its value is known to be harmless, unless the site outputs raw HTML as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name, in lowercase.
    pub name: Cow<'static, str>,
    /// Its value.
    pub value: AttributeValue,
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// Text, without character references; escaped on output.
    Text(TextRange),
    /// Its target, and its position in the source of its tag.
    Address(ReferenceId, Option<AddressRange>),
}

/// The position of an address in the source of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressRange {
    /// Without quotes.
    pub range: TextRange,
    /// Whether it has quotes.
    pub is_quoted: bool,
}

/// The source of an element's tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenTags {
    /// The start tag.
    pub start: TextRange,
    /// The end tag; none if it has none.
    pub end: Option<TextRange>,
}

impl Element {
    /// The attribute with a name.
    pub fn attribute(&self, name: &str) -> Option<AttributeValue> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value)
    }

    /// Its target, if it is a link.
    pub fn link(&self) -> Option<ReferenceId> {
        match self.attribute("href") {
            Some(AttributeValue::Address(id, _)) if self.name == "a" => Some(id),
            _ => None,
        }
    }

    /// All references of its attributes.
    pub fn references(&self) -> impl Iterator<Item = ReferenceId> {
        self.attributes.iter().filter_map(|attribute| match attribute.value {
            AttributeValue::Address(id, _) => Some(id),
            AttributeValue::Text(_) => None,
        })
    }

    /// Whether it is a void element, which has no content and no end tag.
    pub fn is_void(&self) -> bool {
        VOID.contains(&&*self.name)
    }
}

/// How an element is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// It is published, with these attributes in addition to [`EVERYWHERE`].
    Published(&'static str, &'static [&'static str]),
    /// Its tags are removed, and its content stays.
    Removed,
    /// HTML does not know it: the author meant text, such as `Vec<String>`.
    Unknown,
}

/// How sanitizing treats an element.
pub(super) fn treatment(name: &str) -> Treatment {
    if let Ok(index) = PUBLISHED.binary_search_by_key(&name, |(name, _)| name) {
        return Treatment::Published(PUBLISHED[index].0, PUBLISHED[index].1);
    }
    match REMOVED.binary_search(&name) {
        Ok(_) => Treatment::Removed,
        Err(_) => Treatment::Unknown,
    }
}

/// Whether an element is a block.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// Whether the words before and after a removed tag run together for readers. Browsers show other elements as blocks,
/// boxes or items of a list, so the words in them stay apart from the words around them.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.binary_search(&name).is_ok()
}

/// Whether a start tag ends the open paragraph (HTML standard, section 13.2.6.4.7: “close a p element”).
pub(super) fn ends_paragraph(name: &str) -> bool {
    is_block(name)
        && !matches!(name, "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr")
}

/// Attributes of every element.
pub(super) const EVERYWHERE: [&str; 12] = [
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "dir",
    "id",
    "lang",
    "role",
    "tabindex",
    "title",
    "translate",
];

/// Attributes whose value is an address.
pub(super) const ADDRESSES: [&str; 3] = ["href", "poster", "src"];

const TABLE: &[&str] = &["align", "valign"];
const CELL: &[&str] = &["align", "colspan", "headers", "rowspan", "scope", "valign"];
const COLUMN: &[&str] = &["align", "span"];
const ALIGN: &[&str] = &["align"];
const NONE: &[&str] = &[];

#[rustfmt::skip]
const PUBLISHED: &[(&str, &[&str])] = &[
    ("a", &["download", "href", "hreflang", "name", "rel", "type"]),
    ("abbr", NONE), ("acronym", NONE), ("address", NONE), ("article", NONE), ("aside", NONE),
    ("audio", &["controls", "loop", "muted", "preload", "src"]),
    ("b", NONE), ("bdi", NONE), ("bdo", NONE), ("big", NONE), ("blockquote", NONE), ("br", &["clear"]), ("caption", ALIGN),
    ("center", NONE), ("cite", NONE), ("code", NONE), ("col", COLUMN), ("colgroup", COLUMN), ("data", &["value"]),
    ("dd", NONE), ("del", &["datetime"]), ("details", &["name", "open"]), ("dfn", NONE), ("div", ALIGN), ("dl", NONE),
    ("dt", NONE), ("em", NONE), ("figcaption", NONE), ("figure", NONE), ("footer", NONE), ("h1", ALIGN), ("h2", ALIGN),
    ("h3", ALIGN), ("h4", ALIGN), ("h5", ALIGN), ("h6", ALIGN), ("header", NONE), ("hgroup", NONE),
    ("hr", &["align", "size", "width"]), ("i", NONE),
    ("img", &["align", "alt", "decoding", "height", "loading", "src", "width"]),
    ("ins", &["datetime"]), ("kbd", NONE), ("li", &["value"]), ("mark", NONE), ("nav", NONE),
    ("ol", &["reversed", "start", "type"]), ("p", ALIGN), ("picture", NONE), ("pre", NONE), ("q", NONE), ("rp", NONE),
    ("rt", NONE), ("ruby", NONE), ("s", NONE), ("samp", NONE), ("section", NONE), ("small", NONE),
    ("source", &["media", "src", "type"]), ("span", NONE), ("strike", NONE), ("strong", NONE), ("sub", NONE),
    ("summary", NONE), ("sup", NONE), ("table", &["align", "summary"]), ("tbody", TABLE), ("td", CELL), ("tfoot", TABLE),
    ("th", CELL), ("thead", TABLE), ("time", &["datetime"]), ("tr", TABLE),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    ("tt", NONE), ("u", NONE), ("ul", NONE), ("var", NONE),
    ("video", &["controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"]),
    ("wbr", NONE),
];

// The other elements of the HTML standard, sections 4 and 16.2, and `math` and `svg`, which have languages of their
// own.
#[rustfmt::skip]
const REMOVED: &[&str] = &[
    "applet", "area", "base", "basefont", "bgsound", "blink", "body", "button", "canvas", "datalist", "dialog", "dir", "embed",
    "fieldset", "font", "form", "frame", "frameset", "head", "html", "input", "isindex", "keygen", "label", "legend", "link",
    "listing", "main", "map", "marquee", "math", "menu", "menuitem", "meta", "meter", "multicol", "nextid", "nobr", "object", "optgroup",
    "option", "output", "param", "portal", "progress", "rb", "rtc", "search", "select", "slot", "spacer", "svg", "template",
];

// Those of [`REMOVED`] that browsers show as part of the line, or not at all.
const INLINE: [&str; 19] = [
    "area", "base", "basefont", "bgsound", "blink", "font", "label", "link", "map", "meta", "nextid", "nobr",
    "output", "param", "rb", "rtc", "slot", "spacer", "template",
];

#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_the_order_of_the_alphabet() {
        assert!(PUBLISHED.is_sorted_by(|one, other| one.0 < other.0));
        assert!(REMOVED.is_sorted() && BLOCKS.is_sorted() && INLINE.is_sorted());
    }
}
