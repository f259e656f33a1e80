//! Whatever is written into values, the pages of every built-in theme have no code of their author's.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use kb::source::tree_of;
use proptest::prelude::*;
use url::Url;

use super::support::{build_sources, request};

/// Reads a page as a browser does, and notes what would run code.
#[derive(Default)]
struct Reader {
    found: RefCell<Vec<String>>,
    data: RefCell<String>,
    is_data: RefCell<bool>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                self.examine(&tag);
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) if &*tag.name == "script" && self.is_data.take() => {
                let data = self.data.take();
                if serde_json::from_str::<serde_json::Value>(&data).is_err() {
                    self.found.borrow_mut().push(format!("broken JSON-LD: {data}"));
                }
            }
            Token::CharacterTokens(text) if *self.is_data.borrow() => self.data.borrow_mut().push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn examine(&self, tag: &Tag) {
        let value = |name: &str| {
            tag.attrs
                .iter()
                .find(|attribute| &*attribute.name.local == name)
                .map(|attribute| &*attribute.value)
        };
        let mut found = self.found.borrow_mut();
        match &*tag.name {
            "script" if value("type") == Some("application/ld+json") => *self.is_data.borrow_mut() = true,
            "script" if value("src").is_some_and(|src| src.contains("assets/")) => {}
            "script" | "iframe" | "object" | "embed" | "base" | "frame" => {
                found.push(format!("<{}>", tag.name))
            }
            _ => {}
        }
        let base = Url::parse("https://example.com/a/b/").unwrap();
        for attribute in &tag.attrs {
            let name = &*attribute.name.local;
            if name.starts_with("on") || name == "srcdoc" || name.contains(['<', '"', '\'', '`']) {
                found.push(format!("<{} {name}>", tag.name));
            }
            let is_address =
                ["href", "src", "action", "formaction", "poster", "cite", "xlink:href"].contains(&name);
            if let Some(seen) = is_address.then(|| base.join(&attribute.value).ok()).flatten()
                && !["http", "https", "mailto", "tel"].contains(&seen.scheme())
            {
                found.push(format!("{name}={}", attribute.value));
            }
        }
    }
}

/// What would run code on a page.
fn code(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

/// Signs that end one thing and begin another in HTML, Markdown, templates or JSON.
fn value() -> impl Strategy<Value = String> {
    let parts = [
        "\"",
        "'",
        "`",
        "<",
        ">",
        "&",
        "=",
        "/",
        " ",
        "\\",
        "&quot;",
        "&lt;",
        "&#39;",
        "-->",
        "<!--",
        "]]>",
        "</",
        "</script>",
        "<script>x()",
        "</title>",
        "</style>",
        "</textarea>",
        "<img src=x ",
        "onerror=x() ",
        "javascript:x()",
        "data:text/html,x",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "[[",
        "]]",
        "](",
        "word",
        "é",
        "\u{202e}",
        "\0",
        "\u{1b}",
        "\n",
        "svg",
        "<svg",
        "<math>",
        "<p ",
        "#",
        "|",
        "\u{2028}",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 1..8).prop_map(|parts| parts.concat())
}

/// A site with a value in every place that takes one.
fn site(theme: &str, value: &str) -> String {
    let text = serde_json::to_string(value).unwrap();
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace('\0', "");
    let argument = format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""));
    format!(
        r#"//- site.toml
title = {text}
url = "https://example.com"
language = "en"
description = {text}
theme.name = "{theme}"
footer-form = "ask"
menu = [{{ title = {text}, target = "/c/" }}, {{ title = "x", target = {text} }}]
footer = [{{ title = {text}, links = [{{ title = {text}, target = "/c/" }}, {{ title = "x", target = {text} }}] }}]
organization = {{ name = {text}, description = {text}, url = {text} }}
consent.text = {text}
[backend]
kind = "post"
action = {text}
[forms.ask]
title = {text}
text = {text}
submit = {text}
thanks = {{ title = {text}, text = {text} }}
[[forms.ask.fields]]
name = "a"
label = {text}
help = {text}
value = {text}
autocomplete = {text}
pattern = {text}
pattern-message = {text}
[[forms.ask.fields]]
name = "b"
type = "select"
label = {text}
group = {text}
options = [{text}, "other"]
[[forms.ask.fields]]
name = "c"
type = "choice"
label = {text}
options = [{text}, "other"]
[cta.c]
title = {text}
text = {text}
button = {text}
target = {text}
[collections.c]
title = {text}
singular = {text}
cta = "c"
[collections.c.fields]
plain = {{ type = "text", label = {text} }}
prose = {{ type = "markdown" }}
link = {{ type = "url" }}
image = {{ type = "image" }}
list = {{ type = "list" }}
left = {{ type = "side", label = {text} }}
right = {{ type = "side" }}
[collections.c.comparison]
aspect = "plain"
left = "left"
right = "right"
joiner = {text}
[collections.g]
glossary = true
//- articles/c/one.md
+++
title = {text}
summary = {text}
tags = [{text}, "tag"]
aliases = [{text}]
authors = [{text}]
[fields]
plain = {text}
prose = {text}
link = {text}
image = {text}
list = [{text}]
left = {{ word = {text}, text = {text} }}
right = {{ word = {text}, text = {text} }}
+++
[a](<{line}>) [b]({line} "{line}") [[two|{line}]] [[{line}]] `{line}` ${line}$ **{line}**

![{line}](p.png "{line}")

## {line}

> [!note] {line}
> words

| {line} | b |
| --- | --- |
| c | {line} |

```{line}
{line}
```

{{{{ figure(src="p.png", alt={argument}, caption={argument}) }}}}

{{{{ form(id="ask", a={argument}) }}}}

{{% aside(title={argument}) %}}
{line}
{{% end %}}

{line}
//- articles/c/p.png
x
//- articles/c/two.md
Words, see [[one]], [c](one.md) and {line}

{{{{ cta(id="c") }}}}

{{{{ comparison(collection="c") }}}}
//- articles/g/word.md
+++
title = {text}
aliases = [{text}]
summary = {text}
+++
Words.
"#
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_becomes_code_in_any_built_in_theme(value in value()) {
        for theme in ["base", "duo", "folio"] {
            let build = build_sources(tree_of(&site(theme, &value)), &request());
            let pages = build.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
            let mut count = 0;
            for (path, output) in pages {
                count += 1;
                let html = std::str::from_utf8(output.in_memory().unwrap()).unwrap();
                prop_assert_eq!(code(html), Vec::<String>::new(), "{} of {}", path, theme);
                prop_assert!(!html.contains('\0'), "{path} of {theme} has a NUL");
            }
            prop_assert!(count > 10, "only {count} pages");
        }
    }
}

#[test]
fn the_reader_of_pages_sees_code() {
    assert_eq!(code("<p onclick=x()><a href=' java\nscript:x()'><script>x()</script>").len(), 3);
    assert_eq!(code("<script type='application/ld+json'>{\"a\": \"</script>\"}</script>").len(), 1);
    assert!(code("<p title='<script>'><textarea><script></textarea><a href=x>").is_empty());
}
