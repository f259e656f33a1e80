//! SVG files without anything that runs code or loads from elsewhere.
//!
//! When a reader opens an SVG file directly, the browser runs its scripts with the site's full rights. So a file is parsed as
//! strictly as in browsers and rewritten from lists of what may stay: elements of SVG 2 and SMIL, any attribute except
//! event handlers, references within the file, and images inside it. Takes text, gives text; reads no file.

use std::collections::BTreeSet;
use std::fmt::Write;

use roxmltree::{Attribute, Document, Node, NodeType, ParsingOptions};

use crate::escape::{escape, push_text};

/// A cleaned file.
#[derive(Debug, PartialEq, Eq)]
pub struct CleanSvg {
    /// The whole file, well-formed.
    pub text: String,
    /// What was removed, as written in SVG: `<script>`, `onclick`. Sorted, without duplicates.
    pub removed: Vec<String>,
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Larger files are data rather than drawings, and would also be slow to draw.
const MOST_NODES: u32 = 1_000_000;

/// How many attributes an element and how many prefixes a file may have. roxmltree compares the attributes of an element with each
/// other, and so the prefixes; drawing programs write a few dozen attributes and about ten prefixes.
const MOST_ATTRIBUTES: usize = 200;
const MOST_PREFIXES: usize = 50;

/// Elements that may stay (SVG 2, filter effects, SVG animations).
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Elements that change an attribute while the image is shown.
const ANIMATIONS: &[&str] = &["animate", "animateMotion", "animateTransform", "set"];

/// Sanitizes the text of a file; an error says why a browser would not show it as SVG.
pub fn clean_svg(text: &str) -> Result<CleanSvg, String> {
    check_limits(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !is_svg(root) {
        return Err(format!("it begins with <{}>, not with <svg>", root.tag_name().name()));
    }
    let mut writer = Writer { text: String::with_capacity(text.len()), removed: Vec::new() };
    writer.write_all(document.root());
    let Writer { mut text, mut removed } = writer;
    text.push('\n');
    removed.sort();
    removed.dedup();
    Ok(CleanSvg { text, removed })
}

/// Refuses what the parser would take very long for.
fn check_limits(text: &str) -> Result<(), String> {
    let mut prefixes: BTreeSet<&str> = BTreeSet::new();
    // An entity may contain the beginning of a comment, so with entities what is in comments counts too.
    let has_entities = text.contains("<!ENTITY");
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        let rest = &text[start..];
        let hidden =
            [("<!--", "-->"), ("<![CDATA[", "]]>")].into_iter().find(|(open, _)| rest.starts_with(open));
        at = match hidden.filter(|_| !has_entities) {
            Some((_, close)) => rest.find(close).map_or(text.len(), |length| start + length),
            None => {
                check_tag(&rest[1..], &mut prefixes)?;
                start + 1
            }
        };
    }
    Ok(())
}

/// Checks a tag, of which only the `<` is missing, and adds the prefixes that it declares.
fn check_tag<'a>(tag: &'a str, prefixes: &mut BTreeSet<&'a str>) -> Result<(), String> {
    let (mut attributes, mut name, mut is_between, mut quote) = (0, 0, false, None);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            // A value has no `<` either (XML 1.0, section 3.1).
            (_, b'<') | (None, b'>') => break,
            (Some(open), _) if byte == open => (quote, is_between) = (None, true),
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => {
                attributes += 1;
                prefixes.extend(tag[name..at].trim_end().strip_prefix("xmlns:"));
            }
            (None, _) if byte.is_ascii_whitespace() => is_between = true,
            (None, _) if is_between => (name, is_between) = (at, false),
            (None, _) => {}
        }
        if attributes > MOST_ATTRIBUTES {
            return Err(format!("an element has more than {MOST_ATTRIBUTES} attributes"));
        }
        if prefixes.len() > MOST_PREFIXES {
            return Err(format!("it has more than {MOST_PREFIXES} namespaces"));
        }
    }
    Ok(())
}

struct Writer {
    text: String,
    removed: Vec<String>,
}

impl Writer {
    /// Writes everything below a node. Iterative, since files may be nested to any depth.
    fn write_all(&mut self, top: Node<'_, '_>) {
        let mut next = top.first_child();
        while let Some(node) = next {
            if self.open(node) {
                next = node.first_child();
                if next.is_some() {
                    continue;
                }
                self.close(node);
            }
            let mut last = node;
            next = loop {
                if let Some(sibling) = last.next_sibling() {
                    break Some(sibling);
                }
                match last.parent().filter(|parent| *parent != top) {
                    Some(parent) => self.close(parent),
                    None => break None,
                }
                last = last.parent().expect("a node with a parent was just closed");
            };
        }
    }

    /// Writes a node without its content; returns whether the content is to be written.
    fn open(&mut self, node: Node<'_, '_>) -> bool {
        match node.node_type() {
            NodeType::Root => true,
            NodeType::Element => self.open_element(node),
            NodeType::Text => {
                // A literal carriage return would be read as a line feed (XML 1.0, section 2.11).
                for (number, part) in node.text().unwrap_or_default().split('\r').enumerate() {
                    self.text.push_str(if number == 0 { "" } else { "&#13;" });
                    push_text(&mut self.text, part);
                }
                false
            }
            // It often contains a license.
            NodeType::Comment => {
                let words = node.text().unwrap_or_default();
                let _ = write!(self.text, "<!--{words}-->");
                false
            }
            NodeType::PI => {
                let target = node.pi().map_or("", |instruction| instruction.target);
                self.removed.push(format!("<?{target}?>"));
                false
            }
        }
    }

    fn open_element(&mut self, node: Node<'_, '_>) -> bool {
        let name = node.tag_name().name();
        if !is_svg(node) {
            // Private data of drawing programs is not worth reporting.
            if node.tag_name().namespace() == Some(XHTML) {
                self.removed.push(format!("<{name}>"));
            }
            return false;
        }
        if name == "metadata" {
            return false;
        }
        let changes = node.attribute("attributeName").map(str::trim);
        let is_harmful = ANIMATIONS.contains(&name) && changes.is_some_and(is_active_attribute)
            || name == "style"
                && (node.children().any(|part| part.is_element()) || loads_more(&css_of(node)));
        if !ELEMENTS.contains(&name) || is_harmful {
            self.removed.push(format!("<{name}>"));
            return false;
        }
        let _ = write!(self.text, "<{name}");
        if node.parent().is_some_and(|parent| parent.is_root()) {
            let _ = write!(self.text, " xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
        }
        for attribute in node.attributes() {
            self.write_attribute(name, &attribute);
        }
        self.text.push('>');
        true
    }

    fn write_attribute(&mut self, element: &str, attribute: &Attribute<'_, '_>) {
        let (name, value) = (attribute.name(), attribute.value());
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) if name != "base" => "xml:",
            _ => return,
        };
        let may_stay = match name {
            "href" | "src" => is_harmless_reference(element, value),
            _ => !is_active_attribute(name) && !loads_more(value),
        };
        match may_stay {
            true => drop(write!(self.text, " {prefix}{name}=\"{}\"", escape_value(value))),
            false => self.removed.push(format!("{prefix}{name}")),
        }
    }

    fn close(&mut self, node: Node<'_, '_>) {
        let _ = write!(self.text, "</{}>", node.tag_name().name());
    }
}

/// The stylesheet of an element as browsers read it: comments of XML are no part of it, and what is around them is one text.
fn css_of(style: Node<'_, '_>) -> String {
    style.children().filter(Node::is_text).filter_map(|part| part.text()).collect()
}

/// Whether it is in the SVG namespace. A file without any namespace is treated as SVG too.
fn is_svg(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), None | Some(SVG))
}

/// Whether an attribute runs code or contains an address, so that an animation must not set it.
fn is_active_attribute(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("on") || name.ends_with("href") || name == "src"
}

/// Whether an attribute or a stylesheet loads anything from outside the file.
fn loads_more(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    // With backslashes, any character can be written in other ways (CSS Syntax 3, section 4.3.7).
    let is_known = !css.contains('\\');
    let words = [
        "@import",
        "image-set(",
        "src(",
        "image(",
        "expression(",
        "-moz-binding",
        "behavior:",
        "javascript:",
    ];
    let mut addresses =
        css.split("url(").skip(1).map(|rest| rest.trim_start().trim_start_matches(['"', '\'']));
    !is_known && (css.contains('(') || css.contains('@') || css.contains('{'))
        || words.iter().any(|word| css.contains(word))
        || !addresses
            .all(|address| address.trim_start().starts_with('#') || is_image(address) || is_font(address))
}

/// Whether a reference is inside the file, or is a link that a reader may follow.
fn is_harmless_reference(element: &str, value: &str) -> bool {
    // Browsers ignore tabs and line breaks in an address, and control characters and spaces around it (WHATWG URL,
    // basic URL parser).
    let address: String = value.chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect();
    let address = address.trim_matches(|letter: char| letter <= ' ').to_ascii_lowercase();
    if address.starts_with('#') {
        return true;
    }
    match element {
        "image" | "feImage" => is_image(&address),
        // A relative address has no colon, nor does it name a host.
        "a" => {
            let is_relative = !address.contains([':', '\\']) && !address.starts_with("//");
            is_relative
                || ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
        }
        _ => false,
    }
}

/// Whether an address is an image inside the file, of a format that runs nothing.
fn is_image(address: &str) -> bool {
    let kinds = ["png", "jpeg", "jpg", "gif", "webp", "avif"];
    address.strip_prefix("data:image/").is_some_and(|rest| {
        kinds.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|rest| rest.starts_with([';', ','])))
    })
}

/// Whether an address is a typeface inside the file.
fn is_font(address: &str) -> bool {
    ["data:font/", "data:application/font", "data:application/x-font"]
        .iter()
        .any(|kind| address.starts_with(kind))
}

/// A value as an attribute. Line breaks would be read as spaces.
fn escape_value(value: &str) -> String {
    escape(value).replace('\n', "&#10;").replace('\t', "&#9;").replace('\r', "&#13;")
}

#[cfg(test)]
mod tests;
