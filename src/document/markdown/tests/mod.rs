//! Text in, nodes out, one line per block, then the references and diagnostics with the source that they quote.

mod blocks;
mod faithful;
mod math;
mod notes;
mod shortcodes;
mod slips;
mod words;

use std::collections::BTreeMap;

use expect_test::Expect;

use super::*;
use crate::config::{Config, ShortcodeSchema, read_config, read_fields};
use crate::data::read_toml;
use crate::document::{ArgumentValue, AttributeValue, Node, Tag, TextRange};

fn config(settings: &str) -> Config {
    let text = format!("title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n{settings}");
    let text = match settings.starts_with("language") {
        true => text.replacen("language = \"en\"\n", "", 1),
        false => text,
    };
    let (config, found) = read_config(&SourcePath::new("site.toml").unwrap(), &text);
    assert!(found.is_empty(), "{found:?}");
    config
}

fn declared() -> BTreeMap<String, ShortcodeSchema> {
    let schema = |name: &str, has_body: bool, fields: &str| {
        let (table, _) = read_toml(fields, 0);
        let path = SourcePath::new("theme.toml").unwrap();
        let arguments = read_fields(&path, &table, &mut Diagnostics::default());
        (name.to_owned(), ShortcodeSchema { name: name.to_owned(), has_body, arguments })
    };
    BTreeMap::from([
        schema("cta", false, "id = { type = \"cta\", required = true }"),
        schema("figure", false, "src = { type = \"image\", required = true }\nalt = { type = \"text\" }"),
        schema(
            "articles",
            false,
            "in = { type = \"collection\" }\nlimit = { type = \"number\" }\nnew = { type = \"boolean\" }",
        ),
        schema("icon", false, "name = { type = \"text\" }"),
        schema("aside", true, "kind = { type = \"choice\", options = [\"example\", \"note\"] }"),
    ])
}

fn read(config: &Config, source: &str) -> (Parsed, Diagnostics) {
    let shortcodes = declared();
    let options = Options {
        config,
        shortcodes: &shortcodes,
        stems: &Default::default(),
        language: &config.language.value,
    };
    let path = SourcePath::new("articles/a.md").unwrap();
    let mut found = Diagnostics::default();
    // Positions must count from the start of the file.
    let file = format!("+++\n+++\n{source}");
    let parsed = parse_article(&path, &file, 8..file.len(), TitleHeading::Any, 5, &options, &mut found);
    (parsed, found)
}

fn check_with(config: &Config, source: &str, expected: Expect) {
    let (parsed, found) = read(config, source);
    let file = format!("+++\n+++\n{source}");
    let mut text = dump(&parsed);
    for reference in &parsed.references {
        let quoted = &file[reference.range.clone()];
        text.push_str(&format!("{:?} {:?} ‹{quoted}›\n", reference.role, reference.target));
    }
    for diagnostic in found.iter() {
        let quoted = diagnostic.span.as_ref().map_or("", |span| &file[span.range.clone()]);
        let hints = diagnostic.hints.join("; ");
        text.push_str(&format!("{}: {} ‹{quoted}› {hints}\n", diagnostic.code.name, diagnostic.message));
    }
    expected.assert_eq(&text);
}

fn check(source: &str, expected: Expect) {
    check_with(&config(""), source, expected);
}

fn dump(parsed: &Parsed) -> String {
    let body = &parsed.body;
    let mut text = String::new();
    let mut depth = 0;
    let is_leafless = |node: &Node| {
        matches!(node, Node::Text(_) | Node::Code(_) | Node::Html(_) | Node::SoftBreak | Node::HardBreak)
    };
    let mut was_inline = false;
    for node in &body.nodes {
        let is_block = |tag: &Tag| !tag.is_inline();
        match node {
            Node::Open(tag) if is_block(tag) => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str(&"  ".repeat(depth));
                text.push_str(&format!("{}: ", name(body, tag)));
                depth += 1;
            }
            Node::Close(tag) if is_block(tag) => {
                depth -= 1;
                if !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Node::Open(tag) => text.push_str(&format!("{}(", name(body, tag))),
            Node::Close(_) => text.push(')'),
            _ => {
                if is_leafless(node) && !was_inline && text.ends_with('\n') {
                    text.push_str(&"  ".repeat(depth));
                }
                text.push_str(&leaf(body, node));
            }
        }
        was_inline = is_leafless(node);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn name(body: &Body, tag: &Tag) -> String {
    match tag {
        Tag::Shortcode(index) => {
            let call = &body.shortcodes[*index as usize];
            let arguments: Vec<_> = call
                .arguments
                .iter()
                .map(|(key, value)| match value {
                    ArgumentValue::Text(text) => format!("{key}={text:?}"),
                    other => format!("{key}={other:?}"),
                })
                .collect();
            format!("Shortcode {} [{}]", call.name, arguments.join(" "))
        }
        Tag::Element { .. } => {
            let element = body.element(*tag).unwrap();
            let attributes: Vec<_> = element
                .attributes
                .iter()
                .map(|attribute| match attribute.value {
                    AttributeValue::Text(range) => format!(" {}={:?}", attribute.name, body.str(range)),
                    AttributeValue::Address(id, _) => format!(" {}=@{}", attribute.name, id.0),
                })
                .collect();
            format!("<{}{}>", element.name, attributes.concat())
        }
        other => format!("{other:?}"),
    }
}

fn leaf(body: &Body, node: &Node) -> String {
    let str = |range: &TextRange| body.str(*range).to_owned();
    match node {
        Node::Text(range) => str(range),
        Node::Code(range) => format!("`{}`", str(range)),
        Node::Html(range) => format!("‹{}›", str(range)),
        Node::SoftBreak => "⏎".into(),
        Node::HardBreak => "↵".into(),
        Node::Rule => "---\n".into(),
        Node::TaskMarker(done) => format!("[{}]", if *done { "x" } else { " " }),
        Node::FootnoteReference { number, usage } => format!("[^{number}.{usage}]"),
        Node::Math { source, mathml } if str(mathml).contains(" display=\"block\"") => {
            format!("$${}$$", str(source))
        }
        Node::Math { source, .. } => format!("${}$", str(source)),
        Node::Anchor(index) => format!("^{index} "),
        Node::CodeBlock { info, code } => format!("```{} {:?}\n", str(info), str(code)),
        Node::Open(_) | Node::Close(_) => String::new(),
    }
}
