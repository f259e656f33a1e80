//! The examples of the CommonMark specification, with all of kb's extensions switched off.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use kb::config::{Config, HtmlPolicy, ShortcodeSchema, read_config};
use kb::diagnostic::Diagnostics;
use kb::document::{
    CalloutKind, Node, Options, Parsed, ReferenceId, ShortcodeCall, TitleHeading, parse_article,
};
use kb::path::SourcePath;
use kb::render::html::{Address, HtmlOptions, Surroundings, to_html};
use kb::site::DocumentId;
use proptest::prelude::*;

/// Where kb differs on purpose: the example and the reason.
const DEVIATIONS: [(u64, &str); 0] = [];

#[test]
fn every_example_of_the_specification_gives_its_html() {
    let examples: serde_json::Value = serde_json::from_str(include_str!("commonmark/spec.json")).unwrap();
    let examples = examples.as_array().unwrap();
    assert_eq!(examples.len(), 652);
    let config = config();
    let mut failures = Vec::new();
    let mut report = String::new();
    for example in examples {
        let number = example["example"].as_u64().unwrap();
        let (markdown, wanted) = (example["markdown"].as_str().unwrap(), example["html"].as_str().unwrap());
        let given = html(&config, markdown);
        if normalise(&given) != normalise(wanted) {
            failures.push(number);
            report.push_str(&format!("example {number}\n{markdown}\nwanted\n{wanted}\ngiven\n{given}\n\n"));
        }
    }
    let known: Vec<u64> = DEVIATIONS.iter().map(|(number, _)| *number).collect();
    assert_eq!(failures, known, "{report}");
}

#[test]
fn deep_nesting_and_long_lines_are_harmless() {
    let config = site("extended");
    let deep = |mark: &str| format!("{}a", mark.repeat(10_000));
    let hostile = [
        deep("> "),
        deep("- "),
        deep("*"),
        deep("["),
        deep("![["),
        deep("{% a() %}"),
        deep("{{ a(\""),
        deep("%%"),
        deep("=="),
        deep("<a href="),
        deep("<!--"),
        deep("www."),
        deep("a@"),
        deep("http://"),
        deep("[^"),
        deep("`"),
        deep("\0"),
        deep("\u{2}"),
        deep("> [!tip] a\n"),
        deep("| a "),
        "a ".repeat(1_000_000),
        "word".repeat(500_000),
        format!("{}\n", "x=\"".repeat(100_000)),
    ];
    for text in &hostile {
        html(&config, text);
    }
}

// Markup characters, singly and in pairs, in any order.
const MARKS: &[&str] = &[
    "a",
    "é",
    " ",
    "\n",
    "\n\n",
    "*",
    "_",
    "**",
    "`",
    "```\n",
    "==",
    "%%",
    "[[",
    "]]",
    "[",
    "]",
    "(",
    ")",
    "![[",
    "|",
    "> ",
    "- ",
    "1. ",
    "    ",
    "# ",
    "{#x}",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<a href=",
    "<div>\n",
    "\"",
    "'",
    "\\",
    "&amp;",
    "&#x26;",
    "[^a]",
    "[^a]: ",
    "> [!tip]",
    "{{ icon() }}",
    "{{ icon(",
    "{% aside() %}",
    "{% end %}",
    "www.a.b",
    "http://",
    "a@b.c",
    "\0",
    "\u{2}",
    "~~",
    "--",
    "...",
    "| a | b |\n|---|---|\n",
    "\r\n",
    "\t",
    "===",
    ": ",
    "\u{f0000}",
    ".png",
    "#",
    "^",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_input_gives_balanced_nodes_and_valid_positions(
        marks in proptest::collection::vec(0..MARKS.len(), 0..40),
        policy in 0..3usize,
    ) {
        let markdown: String = marks.into_iter().map(|mark| MARKS[mark]).collect();
        let mut config = site("extended");
        config.markdown.html = [HtmlPolicy::Allow, HtmlPolicy::Sanitize, HtmlPolicy::Escape][policy];
        let schema = |name: &str, has_body| {
            (name.to_owned(), ShortcodeSchema { name: name.to_owned(), has_body, arguments: Vec::new() })
        };
        let shortcodes = BTreeMap::from([schema("icon", false), schema("aside", true)]);
        let (parsed, found) = read(&config, &shortcodes, &markdown);
        let mut open = Vec::new();
        for node in &parsed.body.nodes {
            match node {
                Node::Open(tag) => open.push(*tag),
                Node::Close(tag) => prop_assert_eq!(open.pop(), Some(*tag)),
                _ => {}
            }
        }
        prop_assert!(open.is_empty());
        for reference in &parsed.references {
            prop_assert!(markdown.get(reference.range.clone()).is_some());
        }
        for diagnostic in found.iter() {
            let range = diagnostic.span.as_ref().unwrap().range.clone();
            prop_assert!(markdown.get(range).is_some());
        }
        let has_filler = |text: &str| text.contains('\u{2}');
        prop_assert!(!has_filler(&parsed.text) || has_filler(&markdown));
        let mut addresses = AsWritten { markdown: &markdown, parsed: &parsed };
        to_html(&parsed.body, &parsed.outline, HtmlOptions::default(), &mut addresses);
    }
}

fn config() -> Config {
    let mut config = site("plain");
    config.markdown.html = HtmlPolicy::Allow;
    config.markdown.smart_punctuation = false;
    config.markdown.extensions = false;
    config
}

fn site(title: &str) -> Config {
    let text = format!("title = \"{title}\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n");
    let (config, found) = read_config(&SourcePath::new("site.toml").unwrap(), &text);
    assert!(found.is_empty());
    config
}

fn html(config: &Config, markdown: &str) -> String {
    let (parsed, _) = read(config, &BTreeMap::new(), markdown);
    let mut addresses = AsWritten { markdown, parsed: &parsed };
    to_html(&parsed.body, &parsed.outline, HtmlOptions::default(), &mut addresses)
}

fn read(
    config: &Config,
    shortcodes: &BTreeMap<String, ShortcodeSchema>,
    markdown: &str,
) -> (Parsed, Diagnostics) {
    let options =
        Options { config, shortcodes, stems: &Default::default(), language: &config.language.value };
    let path = SourcePath::new("articles/example.md").unwrap();
    let mut found = Diagnostics::default();
    let title = TitleHeading::Any;
    let parsed = parse_article(&path, markdown, 0..markdown.len(), title, 0, &options, &mut found);
    (parsed, found)
}

/// Links lead where they say.
struct AsWritten<'a> {
    markdown: &'a str,
    parsed: &'a Parsed,
}

impl Surroundings for AsWritten<'_> {
    fn address(&self, reference: ReferenceId) -> Address {
        let reference = &self.parsed.references[reference.0 as usize];
        // Text in raw HTML is not encoded.
        let is_raw = self.markdown[..reference.range.start].ends_with(['"', '=', '\'']);
        let url = if is_raw { reference.address.clone() } else { percent_encode(&reference.address) };
        Address::Href { url, is_external: false, title: String::new(), language: None }
    }

    fn term(&self, _: DocumentId) -> String {
        String::new()
    }

    fn embed(&mut self, _: ReferenceId, _: u8) -> String {
        String::new()
    }

    fn shortcode(&mut self, _: &ShortcodeCall, _: Option<String>) -> String {
        String::new()
    }

    fn callout_title(&self, kind: CalloutKind) -> String {
        kind.name().into()
    }

    fn words(&self, key: &str) -> String {
        key.into()
    }
}

// Like the reference implementation; what is already percent-encoded stays.
fn percent_encode(address: &str) -> String {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+!*'(),%#@?=;:/,+&$~".contains(&byte);
    let bytes = address.bytes().map(|byte| match is_safe(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    bytes.collect()
}

// Removes differences without a meaning: quotes that need no escape, XHTML's slashes, the attributes that kb adds.
fn normalise(html: &str) -> String {
    let mut html = html
        .replace("&quot;", "\"")
        .replace("&ouml;", "ö")
        .replace("<li>\n<div>", "<li><div>")
        .replace("</span>", "")
        .replace(" />", ">")
        .replace(" loading=\"lazy\"", "")
        .replace(" tabindex=\"0\"", "")
        .replace("<pre class=\"code\">", "<pre>");
    while let Some(at) = html.find("<span class=\"hl-") {
        let end = html[at..].find('>').map(|end| at + end).unwrap();
        html.replace_range(at..end + 1, "");
    }
    // kb puts the language on the block, not on the code in it, and gives headings an empty element with an id.
    while let Some(at) = html.find("<pre class=\"code ") {
        let end = html[at..].find("\"><code>").map(|end| at + end).unwrap();
        let class = html[at + 17..end].to_owned();
        html.replace_range(at..end + 8, &format!("<pre><code class=\"{class}\">"));
    }
    for level in 1..=6 {
        let opening = format!("<h{level}><span id=\"");
        while let Some(at) = html.find(&opening) {
            let end = html[at + opening.len()..].find('"').map(|end| at + opening.len() + end).unwrap();
            html.replace_range(at + 4..end + 2, "");
        }
    }
    let lines = html.lines().filter(|line| !line.trim().is_empty()).map(str::trim_end);
    // Spaces before a tag at the start of a line.
    let lines = lines.map(|line| if line.trim_start().starts_with('<') { line.trim_start() } else { line });
    lines.map(|line| format!("{line}\n")).collect()
}
